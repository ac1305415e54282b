"""The day by the clock: one start is written, every other time is computed; what time is spent on.

Minutes count from midnight.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Literal

from facilitate.faults import KeyPath
from facilitate.load.library import Library
from facilitate.model import Day, Exercise, Item, Programme, Step
from facilitate.model.attendance import ids_of, present_on
from facilitate.model.exercise import Capital
from facilitate.model.plan import ItemKind
from facilitate.structs import Struct, replace

SHORTEST_BREAK = 10


TITLES: Mapping[str, str] = {
    "arrive": "Arrival and coffee",
    "welcome": "Welcome",
    "talk": "Talk",
    "break": "Break",
    "lunch": "Lunch",
    "buffer": "Time in hand",
    "actions": "What we said, what we did",
    "feedback": "How was today?",
    "parallel": "Side by side",
    "gap": "Free time",
    "exercise": "Exercise",
}


SlotKind = Literal[ItemKind, "gap"]


class SlotStep(Struct, kw_only=True):
    """One step of an exercise on the clock; `text` is the instruction, `times` its rounds."""

    start: int
    minutes: int
    text: str
    times: int = 1


class Slot(Struct, kw_only=True):
    """One stretch of the day, breaks and unplanned gaps included.

    `item` is the plan's line (None for a gap). `exercise` is the library's, for an exercise.
    `steps` add up to the slot's minutes. `tracks` are the parallel slots inside it, each with
    its `people` (ids; everybody whom no other track names, where the plan names nobody) and
    `room`; elsewhere `people` is everyone present. `path` names the
    item in the day's file, `number` counts slots from 1.
    """

    number: int = 0
    kind: SlotKind
    title: str
    start: int
    minutes: int
    path: KeyPath
    item: Item | None = None
    exercise: Exercise | None = None
    steps: tuple[SlotStep, ...] = ()
    tracks: tuple["Slot", ...] = ()
    people: tuple[str, ...] = ()
    room: str = ""
    shortest: int = 0
    longest: int = 0

    @property
    def end(self) -> int:
        """When the slot ends."""
        return self.start + self.minutes

    @property
    def pause(self) -> bool:
        """Whether nobody works: a break or lunch."""
        return self.kind in {"break", "lunch"}

    @property
    def key(self) -> str:
        """The part of the day as the group's deck names it: where it stands in the plan."""
        return ".".join(map(str, self.path)) if self.kind != "gap" else ""


class ExerciseSlot(Slot, kw_only=True):
    """A slot that has an exercise."""

    exercise: Exercise


class Timetable(Struct, kw_only=True):
    """A whole day: slots without a hole from start to end, and who is there.

    `present` are the ids of people, sponsors included. `finish` is the planned end or None.
    """

    day: Day
    slots: tuple[Slot, ...]
    present: tuple[str, ...]
    finish: int | None

    @property
    def end(self) -> int:
        """When the last slot ends."""
        return self.slots[-1].end if self.slots else self.day.says.start

    def session(self, minute: int) -> int:
        """Return the number of the session at a time: what lies between two pauses, from 1.

        What is there when the day starts belongs to none: 0. A pause belongs to what it ends.
        """
        if minute <= self.day.says.start:
            return 0
        before = (None, *self.slots)
        begun = [
            slot.start
            for last, slot in zip(before, self.slots, strict=False)
            if not slot.pause and (last is None or last.pause)
        ]
        return max(1, sum(start <= minute for start in begun))

    def every_slot(self) -> Iterator[Slot]:
        """Yield the slots in order, those of parallel tracks in place of what holds them."""
        for slot in self.slots:
            yield from slot.tracks or (slot,)

    def of(self, person: str) -> "Timetable":
        """Return the day as one person has it: of what runs side by side, their own."""
        return replace(self, slots=tuple(_own(slot, person) for slot in self.slots))

    def first_that_uses(self, *threads: str, rather_not: str = "") -> str:
        """Return the key of everybody's first exercise that starts from a thread, or nothing.

        One that gives `rather_not` is found only where no other starts from any of `threads`.
        """
        found = {
            one.key: rather_not in one.exercise.gives
            for one in self.slots
            if one.exercise and set(threads) & set(one.exercise.uses)
        }
        return min(found, key=lambda key: found[key], default="")

    def exercises(self) -> Iterator[ExerciseSlot]:
        """Yield the slots with an exercise, those of parallel tracks included, in order."""
        return (slot for slot in self.every_slot() if isinstance(slot, ExerciseSlot))


def _own(slot: Slot, person: str) -> Slot:
    found = next((track for track in slot.tracks if person in track.people), slot)
    return replace(found, number=slot.number)


def timetable(
    day: Day, programme: Programme, library: Library, *, titles: Mapping[str, str] | None = None
) -> Timetable:
    """Return the day by the clock, without a hole from its start to its end.

    An item that may not start before a time leaves a `gap` slot in front of it. An exercise the
    library does not know keeps its written time (30 minutes without one); `check` tells of it.
    `titles` are the language's words for items without a title of their own.
    """
    present = present_on(programme, day.says)
    setting = _Setting(programme, library, present, {**TITLES, **(titles or {})})
    slots: list[Slot] = []
    now = day.says.start
    for number, item in enumerate(day.says.agenda):
        if item.not_before is not None and item.not_before > now:
            title, path = setting.titles["gap"], ("agenda", number)
            slots.append(gap(title, now, item.not_before, path=path, people=present))
            now = item.not_before
        slot = _slot(setting, item, now, ("agenda", number))
        slots.append(slot)
        now = slot.end
    numbered = tuple(replace(slot, number=count) for count, slot in enumerate(slots, 1))
    return Timetable(day=day, slots=numbered, present=present, finish=day.says.finish)


class _Setting(Struct):
    programme: Programme
    library: Library
    present: tuple[str, ...]
    titles: Mapping[str, str]

    def without(self, people: Container[str]) -> "_Setting":
        return replace(self, present=tuple(one for one in self.present if one not in people))


def gap(title: str, start: int, end: int, *, path: KeyPath, people: tuple[str, ...]) -> Slot:
    """Return the unplanned time in front of an item that may not start before its own."""
    return Slot(
        kind="gap",
        title=title,
        start=start,
        minutes=end - start,
        path=path,
        people=people,
    )


def _slot(setting: _Setting, item: Item, start: int, path: KeyPath) -> Slot:
    if item.kind == "parallel":
        return _parallel(setting, item, start, path)
    exercise = setting.library.exercise(item.exercise) if item.exercise else None
    if exercise is None:
        return _plain(setting, item, start, path)
    if item.variant == "return":
        exercise = exercise.again()
    people = _people(setting, item)
    exercise = _done_by(exercise, people, setting.programme)
    length = item.minutes or exercise.time
    low, high = exercise.range
    return ExerciseSlot(
        kind="exercise",
        title=item.title or exercise.name,
        start=start,
        minutes=length,
        path=path,
        item=item,
        exercise=exercise,
        steps=timed(exercise.steps, start, length),
        people=people,
        room=item.room,
        shortest=min(low, length),
        longest=max(high, length),
    )


def _done_by(exercise: Exercise, people: Sequence[str], programme: Programme) -> Exercise:
    """Return the exercise as these people do it: no turn is nobody's, no sponsor is away."""
    here = [person for person in programme.people if person.id in people]
    pairs = len({person.pair for person in here if person.pair})
    changed: dict[str, Any] = {}
    if exercise.serves and 0 < pairs < exercise.serves:
        # Rounded up: a turn that serves two pairs serves the last one alone.
        steps = [
            step.model_copy(update={"times": -(-pairs * step.times // exercise.serves)})
            for step in exercise.steps
        ]
        saved = sum(step.total for step in exercise.steps) - sum(step.total for step in steps)
        shortest = max(1, exercise.range[0] - saved)
        changed |= {"steps": tuple(steps), "time": exercise.time - saved}
        changed |= {"range": (shortest, exercise.range[1])}
    if all(person.pair for person in here) and len(exercise.capital) > 1:
        changed["capital"] = tuple(kind for kind in exercise.capital if kind != "linking")
    return exercise.model_copy(update=changed) if changed else exercise


def _plain(setting: _Setting, item: Item, start: int, path: KeyPath) -> Slot:
    length = item.minutes or 30
    shortest = {"break": min(SHORTEST_BREAK, length), "buffer": 0}.get(item.kind, length)
    return Slot(
        kind=item.kind,
        title=item.title or (item.exercise or "") or setting.titles[item.kind],
        start=start,
        minutes=length,
        path=path,
        item=item,
        people=_people(setting, item),
        room=item.room,
        shortest=shortest,
        longest=length,
    )


def _parallel(setting: _Setting, item: Item, start: int, path: KeyPath) -> Slot:
    inside = item.parallel or ()
    elsewhere = set(ids_of((word for track in inside for word in track.who), setting.programme))
    tracks = tuple(
        _slot(
            setting if track.who else setting.without(elsewhere),
            track,
            start,
            (*path, "parallel", number),
        )
        for number, track in enumerate(inside)
    )
    length = max((track.minutes for track in tracks), default=0)
    return Slot(
        kind="parallel",
        title=item.title or setting.titles["parallel"],
        start=start,
        minutes=length,
        path=path,
        item=item,
        tracks=tracks,
        people=setting.present,
        shortest=max((track.shortest for track in tracks), default=0),
        longest=length,
    )


def by_each_pair_itself(table: Timetable, paths: Container[KeyPath]) -> Timetable:
    """Return the day with what stands at these places done by each pair itself."""

    def alone(slot: Slot) -> Slot:
        if slot.tracks:
            return replace(slot, tracks=tuple(map(alone, slot.tracks)))
        if slot.exercise is None or slot.path not in paths:
            return slot
        exercise = slot.exercise.by_each_pair_itself()
        return replace(
            slot,
            exercise=exercise,
            title=(slot.item and slot.item.title) or exercise.name,
            steps=timed(exercise.steps, slot.start, slot.minutes),
            shortest=min(exercise.range[0], slot.minutes),
            longest=max(exercise.range[1], slot.minutes),
        )

    return replace(table, slots=tuple(map(alone, table.slots)))


def _people(setting: _Setting, item: Item) -> tuple[str, ...]:
    if not item.who:
        return setting.present
    meant = set(ids_of(item.who, setting.programme))
    return tuple(person for person in setting.present if person in meant)


def timed(steps: Sequence[Step], start: int, length: int) -> tuple[SlotStep, ...]:
    """Return the steps on the clock, scaled in proportion so that they fill `length` minutes.

    Shares are rounded to whole minutes by largest remainder; no step that has time loses all of
    it while another can give. Rounds are of equal length if the other steps can make up for it.
    """
    minutes = _with_even_rounds(steps, shares([step.total for step in steps], length))
    found, now = [], start
    for step, given in zip(steps, minutes, strict=True):
        found.append(SlotStep(start=now, minutes=given, text=step.text, times=step.times))
        now += given
    return tuple(found)


def _with_even_rounds(steps: Sequence[Step], minutes: list[int]) -> list[int]:
    others = [number for number, step in enumerate(steps) if step.times == 1]
    even = [
        max(1, (given + step.times // 2) // step.times) * step.times
        for step, given in zip(steps, minutes, strict=True)
    ]
    left = sum(minutes) - sum(even) + sum(even[number] for number in others)
    if left < len(others) or not others:
        return minutes
    for number, given in zip(
        others, shares([steps[number].total for number in others], left), strict=True
    ):
        even[number] = given
    return even


def shares(weights: Sequence[int], total: int) -> list[int]:
    """Return whole numbers in proportion to the weights that add up to `total`.

    Each is at least 1 if `total` allows. Largest remainder method (Hamilton); ties go to the
    earlier one.
    """
    whole = sum(weights)
    if not weights or whole == 0:
        return [0 for _ in weights]
    least = 1 if total >= len(weights) else 0
    given = [max(least, weight * total // whole) for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(weights[i] * total % whole), i))
    turn = 0
    while sum(given) < total:
        given[by_rest[turn % len(given)]] += 1
        turn += 1
    while sum(given) > total:
        largest = max(range(len(given)), key=lambda i: (given[i], i))
        given[largest] -= 1
    return given


CAPITAL = ("bonding", "bridging", "linking")


def kinds_of(slot: Slot, *, strict: bool = False) -> tuple[Capital, ...]:
    """Return the kinds of social capital that a slot's exercise builds, none for other slots."""
    exercise = slot.exercise
    if exercise is None:
        return ()
    kinds: tuple[Capital, ...] = exercise.capital
    if strict and any(phase.within == "pair" for phase in exercise.phases):
        kinds = tuple("bridging" if kind == "bonding" else kind for kind in kinds)
    return tuple(dict.fromkeys(kinds))


def minutes_by_kind(slots: Iterable[Slot], *, strict: bool = False) -> Mapping[str, int]:
    """Return the whole minutes of bonding, bridging and linking, which add up to those of all.

    Working rule, printed beside them: time inside one working pair or one role counts as bonding,
    across roles, pairs or services as bridging, with sponsors as linking; an exercise that does two
    shares its minutes equally, and tracks side by side share the clock's. In the `strict` sense of
    Szreter and Woolcock (2004), International Journal of Epidemiology 33, 650-667, a working pair's
    time is bridging.
    """
    found = dict.fromkeys(CAPITAL, Fraction())
    for slot in slots:
        inner = slot.tracks or (slot,)
        for one in inner:
            kinds = kinds_of(one, strict=strict)
            for kind in kinds:
                found[kind] += Fraction(one.minutes, len(kinds) * len(inner))
    some = {kind: minutes for kind, minutes in found.items() if minutes}
    parts = lcm(*(minutes.denominator for minutes in some.values()))
    weights = [int(minutes * parts) for minutes in some.values()]
    whole = shares(weights, round(sum(found.values())))
    return dict.fromkeys(CAPITAL, 0) | dict(zip(some, whole, strict=True))
