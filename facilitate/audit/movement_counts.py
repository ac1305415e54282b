"""How many moved up, stayed and moved down, told so that nobody can work out a small count.

A split is how many of the same people did each. Whoever reads every page, knows these rules and the
answers of a pair must still find two splits behind each count that is not told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import ceil
from typing import Literal

from facilitate.audit.disclosure import FEWEST, SAME
from facilitate.structs import Struct

Split = tuple[int, int, int]
"""How many rate something higher, the same and lower."""

UP, STAYED, DOWN = range(3)

Telling = Literal[
    "exact", "nearly all", "most", "stayed", "few moved", "one way", "few stayed", "divided", "not"
]
"""In which words a split is told: what is a number, what is `1 to 3`, what is left out."""


class Key(Struct):
    """What the words of a split rest on: all splits with the same key get the same words."""

    told: Telling
    way: int = STAYED
    people: int = 0


class Counts(Struct):
    """How many went up, stayed and went down."""

    up: int
    same: int
    down: int

    @property
    def split(self) -> Split:
        """The three of them."""
        return self.up, self.same, self.down

    @property
    def paired(self) -> int:
        """How many answered both times."""
        return self.up + self.same + self.down


def counts(differences: Sequence[float]) -> Counts:
    """Return how many differences are positive, none (up to 1e-9) and negative."""
    up = sum(step > SAME for step in differences)
    down = sum(step < -SAME for step in differences)
    return Counts(up, len(differences) - up - down, down)


def key_of(split: Split, *, few: int) -> Key:
    """Return in which words a split is told; a count from 1 to `few` is never a number.

    Turning a split round turns its key round: falls are told as gains are.
    """
    up, stayed, down = split
    if 2 * stayed > sum(split) and up + down <= few:
        return Key("stayed")
    found = next((key for way in (UP, DOWN) if (key := _one_way(split, way, few))), None)
    if found and found.told != "one way":
        return found
    if sum(split) <= 3 * few:
        return Key("not")
    if found:
        return found
    if not any(0 < count <= few for count in split):
        return Key("exact")
    if 0 < up <= few < stayed and 0 < down <= few:
        return Key("few moved")
    if 0 < stayed <= few < (least := min(up, down)):
        if sum(split) - 2 * least <= 2 * few:
            return Key("divided")
        return Key("few stayed", UP if up < down else DOWN, least)
    return Key("not")


def _one_way(split: Split, way: int, few: int) -> Key | None:
    """Return the words for many who went one way and few or none the other."""
    many, other = split[way], split[DOWN - way]
    rest = sum(split) - many
    if 2 * many > sum(split) and rest <= few + 2 * bool(other) and other <= few:
        return Key("most" if other else "nearly all", way)
    return Key("one way", way, many) if many > few and 0 < other <= few else None


def splits_of(key: Key, paired: int, *, few: int) -> Iterator[Split]:
    """Yield every split of so many people that has this key."""
    for split in _like(key, paired, few):
        if min(split) >= 0 and key_of(split, few=few) == key:
            yield split


def _like(key: Key, paired: int, few: int) -> Iterable[Split]:
    some = range(few + 3)
    if key.told == "stayed" or key.told == "few moved":
        return ((up, paired - up - down, down) for up, down in product(some, some))
    if key.told in ("nearly all", "most"):
        return (
            _turned((paired - stayed - other, stayed, other), key.way)
            for stayed, other in product(some, some)
        )
    if key.told == "one way":
        rest = paired - key.people
        return (_turned((key.people, rest - other, other), key.way) for other in some)
    if key.told == "few stayed":
        rest = paired - key.people
        return (_turned((key.people, stayed, rest - stayed), key.way) for stayed in some)
    if key.told == "divided":
        half = range(max(0, paired // 2 - 2 * few), paired // 2 + 2 * few + 1)
        return ((up, paired - up - down, down) for up, down in product(half, half))
    numbers = range(paired + 1)
    return ((up, paired - up - down, down) for up, down in product(numbers, numbers))


def _turned(split: Split, way: int) -> Split:
    """Return a split whose first number is of this way."""
    return split if way == UP else (split[2], split[1], split[0])


def hides_small_counts(possible: Collection[Split], *, told: Collection[int], known: int) -> bool:
    """Say whether nobody who knows how `known` people moved can work out a count of one or two.

    `possible` are the splits that the words and figures leave open, `told` the ways whose number
    the words say. Nor may it follow that all others moved alike.
    """
    open_ways = [way for way in (UP, STAYED, DOWN) if way not in told]
    for mine in product(range(known + 1), repeat=3):
        if sum(mine) > known:
            continue
        left = [
            tuple(count - own for count, own in zip(split, mine, strict=True))
            for split in possible
            if all(count >= own for count, own in zip(split, mine, strict=True))
        ]
        for way in open_ways if left else ():
            counts_left = {split[way] for split in left}
            if len(counts_left) > 1:
                continue
            (count,) = counts_left
            if 0 < count < FEWEST or count == sum(left[0]):
                return False
    return True


# ------------------------------------------------------------------- what means leave open


class Means(Struct):
    """What is printed of some of the people: their number, and means to one decimal, or None.

    `steps` is how many steps a person's mean can go from one end of the scale to the other (12 of
    three statements from 1 to 5), `low` the low end and `step` one of these steps, in points.
    """

    people: int
    then: float | None
    now: float | None
    change: float | None
    steps: int
    low: float
    step: float

    def allow(self, up: int, down: int) -> bool:
        """Say whether so many of these can have moved up and down, with all means as printed.

        Each person is a point (then, now) of a triangle or its edge; what they can add up to is
        bounded by the sums of then, of now and of their difference alone, so these bounds decide.
        """
        last = self.people * self.steps
        then = _both((down, last - up), self._sums(self.then, self.low))
        now = _both((up, last - down), self._sums(self.now, self.low))
        gone = _both((up - down * self.steps, up * self.steps - down), self._sums(self.change, 0.0))
        gone = _both(gone, (now[0] - then[1], now[1] - then[0]))
        return all(first <= end for first, end in (then, now, gone))

    def _sums(self, printed: float | None, low: float) -> tuple[int, int]:
        """Return the sums of steps that are printed as this mean."""
        if printed is None:
            return -(10**9), 10**9
        first = (printed - 0.05 - low) / self.step * self.people
        end = (printed + 0.05 - low) / self.step * self.people
        return ceil(first - 1e-6), ceil(end - 1e-6) - 1


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return max(one[0], other[0]), min(one[1], other[1])


def agrees_with_means(split: Split, parts: Sequence[Means]) -> bool:
    """Say whether a split agrees with the means of all (first) and of role groups (the rest)."""
    if not parts:
        return True
    everyone, *roles = parts
    up, _, down = split
    return everyone.allow(up, down) and _parted(up, down, tuple(roles))


@lru_cache(maxsize=65536)
def _parted(up: int, down: int, roles: tuple[Means, ...]) -> bool:
    """Say whether so many up and down can be parted over the role groups."""
    if not roles:
        return True
    first, *others = roles
    if not others:
        return up + down <= first.people and first.allow(up, down)
    room = sum(one.people for one in others)
    likely = up * first.people // max(1, first.people + room)
    for ups in sorted(range(min(up, first.people) + 1), key=lambda each: abs(each - likely)):
        for downs in range(min(down, first.people - ups) + 1):
            rest = up - ups, down - downs
            if sum(rest) <= room and first.allow(ups, downs) and _parted(*rest, tuple(others)):
                return True
    return False


# ---------------------------------------------------------------------------- in words


class PrintableCounts(Struct):
    """Counts as they may be printed; None where the sentence says no number. `brief` is in short.

    `lead` is how many more the words tell to have moved up than down, at least. `certain` says
    that what a test adds to the words lets nobody work out a count either.
    """

    up: int | None
    same: int | None
    down: int | None
    sentence: str
    brief: str = ""
    lead: int = 0
    certain: bool = False

    @property
    def more(self) -> Literal["", "up", "down"]:
        """Return which way more moved, as far as the words tell."""
        return more_of(self.lead)


def more_of(lead: int) -> Literal["", "up", "down"]:
    """Return which way more moved where so many more went up than down."""
    return "up" if lead > 0 else "down" if lead < 0 else ""


def _told_ways(key: Key) -> tuple[int, ...]:
    """Return the ways whose number the words say."""
    if key.told == "exact":
        return UP, STAYED, DOWN
    return (key.way,) if key.told in ("one way", "few stayed") else ()


Changed = Callable[[Split], tuple[bool, bool]]
"""Whether so many can be called a change, and whether they can not."""


def printable_counts(
    found: Counts,
    *,
    known: int = 2,
    means: Sequence[Means] = (),
    can_change: Changed = lambda _: (True, True),
    changed: bool = False,
) -> PrintableCounts:
    """Return counts in words behind which two splits remain, whatever else is printed.

    `known` is how many people's answers one reader knows, `means` are the figures that stand on
    pages beside them: everyone's first. `changed` says that a page will call it a change where it
    may. Source: the project's own rule; docs/stock-take.md.
    """
    rule = _Rule(found.paired, known, tuple(means), can_change)
    key = key_of(found.split, few=rule.few)
    place = rule.place(key)
    if place == "nothing" or (place == "change alone" and not changed and rule.hides_untold):
        key = Key("not")
    certain = place == "all" or (place == "change alone" and changed and rule.hides_untold)
    told = _told_ways(key)
    up, same, down = (found.split[way] if way in told else None for way in (UP, STAYED, DOWN))
    words, brief = _in_words(key, found.split, rule.few)
    return PrintableCounts(
        up,
        same,
        down,
        sentence=f"Of the {found.paired} who answered both times, {words}.",
        brief=brief,
        lead=_lead(key, found.split, rule.few),
        certain=certain,
    )


MayTell = Literal["all", "change alone", "words alone", "nothing"]
"""What may be told: words and whether that is a change; only that it is; words; neither."""

WEIGHED = 100
"""Of more people than this every split is no longer gone through."""


@dataclass(frozen=True)
class _Rule:
    """Decides for all splits of so many people at once, so that no exception tells of one."""

    paired: int
    known: int
    means: tuple[Means, ...]
    can_change: Changed

    @property
    def few(self) -> int:
        """The highest count that is never a number."""
        return self.known + 1

    def place(self, key: Key) -> MayTell:
        """Return what may be told where splits with these words are behind it."""
        if key.told in ("exact", "not"):
            return "all" if key.told == "exact" else "nothing"
        possible = self._possible(key)
        if not self._hides(key, possible):
            return "nothing"
        change, none = self._parted(possible)
        if not self._hides(key, change):
            return "words alone"
        return "all" if self._hides(key, none) else "change alone"

    def _possible(self, key: Key) -> list[Split]:
        splits = splits_of(key, self.paired, few=self.few)
        return [each for each in splits if agrees_with_means(each, self.means)]

    def _parted(self, splits: Iterable[Split]) -> tuple[list[Split], list[Split]]:
        """Return those that can be called a change, and those that can be called none."""
        can = [(each, self.can_change(each)) for each in splits]
        return [each for each, (yes, _) in can if yes], [each for each, (_, no) in can if no]

    def _hides(self, key: Key, splits: Collection[Split]) -> bool:
        return hides_small_counts(splits, told=_told_ways(key), known=self.known)

    @cached_property
    def hides_untold(self) -> bool:
        """Whether nothing follows from counts that are not told because they are no change."""
        if self.paired > WEIGHED:
            return False
        numbers = range(self.paired + 1)
        every: dict[Key, list[Split]] = {}
        for up, down in product(numbers, numbers):
            if up + down <= self.paired:
                split = (up, self.paired - up - down, down)
                every.setdefault(key_of(split, few=self.few), []).append(split)
        untold: list[Split] = []
        for key, splits in every.items():
            place = self.place(key)
            some = [each for each in splits if agrees_with_means(each, self.means)]
            if place == "nothing":
                untold += some
            elif place == "change alone":
                untold += self._parted(some)[1]
        return hides_small_counts(untold, told=(), known=self.known)


def _lead(key: Key, split: Split, few: int) -> int:
    """Return how many more went up than down, as far as the words say so: at least so many."""
    if key.told == "exact":
        return split[UP] - split[DOWN]
    paired, way = sum(split), 1 if key.way == UP else -1
    if key.told == "few stayed":
        return -way * max(1, paired - few - 2 * key.people)
    least = {"nearly all": paired - few, "most": paired - 2 * few - 2, "one way": key.people - few}
    return way * max(1, least[key.told]) if key.told in least else 0


WAYS = {UP: "higher", STAYED: "the same", DOWN: "lower"}


def _in_words(key: Key, split: Split, few: int) -> tuple[str, str]:
    """Return a split as a part of a sentence, and in short for a chart."""
    paired, some, short, many = sum(split), f"1 to {few}", f"1–{few}", key.people
    way, other = WAYS[key.way], WAYS[DOWN - key.way]

    def brief(this: object, the_other: object) -> str:
        # Up comes first whichever way most went, so that the rows of a chart are read alike.
        up, down = (this, the_other) if key.way == UP else (the_other, this)
        return f"{up} up, {down} down"

    if key.told == "exact":
        up, stayed, down = (str(count) if count else "nobody" for count in split)
        rate = "rate" if split[UP] else "rates"
        said = f"{up} {rate} this higher, {stayed} the same and {down} lower"
        return said, f"{split[UP]} up, {split[DOWN]} down"
    least = paired - few - (2 if key.told == "most" else 0)
    if key.told == "nearly all":
        return f"{least} or more rate this {way} and nobody {other}", brief(f"{least}+", 0)
    if key.told == "most":
        return f"{least} or more rate this {way} and {some} {other}", brief(f"{least}+", short)
    if key.told == "stayed":
        return f"{least} or more rate this the same", f"{least}+ the same"
    if key.told == "few moved":
        said = f"{some} rate this higher, {some} lower and the rest the same"
        return said, brief(short, short)
    if key.told == "one way":
        said = f"{many} rate this {way}, {some} {other} and the rest the same"
        return said, brief(many, short)
    if key.told == "few stayed":
        said = f"{many} rate this {way}, {some} the same and the rest {other}"
        return said, brief(many, "more")
    if key.told == "divided":
        said = f"{some} rate this the same; the others divide into higher and lower"
        return f"{said}, at most {2 * few - 1} more on one side", "divided"
    return "how many moved which way is not told", ""
