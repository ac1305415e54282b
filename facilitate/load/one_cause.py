"""One cause of many problems of shape: a line taken out, two faulty lines, words without keys."""

from collections.abc import Iterator, Sequence, Set
from itertools import chain, islice, pairwise

from pydantic import BaseModel

from facilitate.faults import Fault, KeyPath, Place, nearest
from facilitate.load.file_kinds import known_keys, takes_any_key, takes_list
from facilitate.load.line_moves import moves_of
from facilitate.load.line_slips import goes_on_with_a_colon, slips
from facilitate.load.problems import Problem
from facilitate.load.reading import Model, Reading
from facilitate.load.synonyms import KINDS_WITH_LENGTH, meant_by
from facilitate.load.value_slips import TWO_KEYS
from facilitate.load.yaml_line import (
    COLON,
    NO_COLON,
    Line,
    Repair,
    anew,
    indent_of,
    keyed,
    line_at,
    line_of,
    quoted,
    spaces,
)
from facilitate.load.yaml_repair import LONGEST_LINE
from facilitate.load.yaml_values import WITH_IDS, Spot, YamlText, read_lines
from facilitate.structs import Struct, replace

MOST_TRIES = 60
"""How many keys are tried in front of the words of one file."""
_MOST_WORDS = 3  # of a key
_LONG_ENOUGH = 4  # letters that a word of somebody's own for a key has at least


def with_keys_in_front(read: Reading[Model]) -> Reading[Model]:
    """Return the file with a key put in front of words that stand alone, told at their line.

    That is done where fewer faults are left with the key than with what was made of the line. Of
    several that fit as well, one that is missing there is taken; where none is, nor has to be
    there, the words are read as a remark, and keys of words are told.
    A line that was moved, and then has no key that is known, is tried as the end of a text.
    """
    tries = MOST_TRIES
    for repair in read.source.repairs if read.is_yaml else ():
        source, now = read.source, read.errors
        missing = [str(error.path[-1]) for error in now if error.kind == "missing"]
        possible = list(_possible(repair, source, now, missing, read.model))[:tries]
        tries -= len(possible)
        found = _fewest_left(possible, read, most=len(now))
        if not found:
            continue
        (key, mended, tried), *others = found
        fewer = len(tried.errors) < len(now)
        if not fewer and (not _is_remark(repair) or {one for one, *_ in found} & {*missing}):
            continue
        begun = mended.message == NO_COLON  # it begins with the key itself
        several = any(one != key for one, *_ in others)
        keys = " or ".join(f"{one}:" for one, *_ in found if one in _OF_WORDS)
        hint = "Write what it is and a colon in front of it"
        hint += f", such as {keys}" * bool(keys) + "; or # if it is a remark."
        words = line_of(repair.line, repair.mended or "")
        remark = repair.mended if _is_remark(repair) else f"{words.lead}# {words.content}"
        as_remark = replace(repair, message=NO_COLON, hint=hint, mended=remark, moved=False)
        without = read.try_lines(as_remark.put_into(source.mended))
        said = key in ("", *missing)
        wanted = key in _OF_WORDS or len(tried.errors) < len(without.errors)
        if not begun and not (fewer and (said or (wanted and not several))):
            mended, tried = as_remark, without
        repairs = [mended if one is repair else one for one in source.repairs]
        read = read.with_tried(tried, repairs)
    return read


def _fewest_left(
    possible: Sequence[tuple[str, Repair]], read: Reading[Model], *, most: int
) -> list[tuple[str, Repair, Reading[Model]]]:
    """Return those of the repairs that leave fewest faults, and no more than `most`."""
    found: list[tuple[str, Repair, Reading[Model]]] = []
    for key, mended in possible:
        tried = read.try_lines(mended.put_into(read.source.mended))
        if not tried.is_yaml:
            continue
        left = len(tried.errors)
        if left < most:
            most, found = left, []
        if left == most:
            found.append((key, mended, tried))
    return found


_OF_WORDS = frozenset({"title", "name", "what", "text", "notes"})
"""Keys after which most words stand that are written alone."""


def _is_remark(repair: Repair) -> bool:
    """Say whether nobody knows what the words of a line are, so that they are read as a remark."""
    return (repair.mended or "").lstrip().startswith("#")


def _holder(source: YamlText, one: Line) -> KeyPath | None:
    """Return what the keys level with a line stand in, the nearest of them; None without any."""
    level = [
        (abs(spot.line - one.number), path[:-1])
        for path, spot in source.keys.items()
        if spot.column == one.at + 1 and abs(spot.line - one.number) <= _NEAR
    ]
    return min(level, key=lambda found: found[0])[1] if level else None


_NEAR = 2
"""How many lines away the next key of the same entry may stand."""


def _possible(
    repair: Repair,
    source: YamlText,
    now: Sequence[Problem],
    missing: Sequence[str],
    model: type[BaseModel],
) -> Iterator[tuple[str, Repair]]:
    """Yield keys with the line as it reads with each, those that are missing there first."""
    one = line_at(source.lines, repair.line)
    holder = _holder(source, line_of(repair.line, repair.mended or ""))
    yield from _joined(one, now)
    if repair.moved or one.key is not None:
        unknown = one.number in (error.line for error in now if error.kind == "unknown")
        whole = goes_on_with_a_colon(one) if unknown and repair.moved else None
        yield from [("", whole)] if whole else []
        return
    if holder is None:
        return
    there = {path[-1] for path in source.keys if path[:-1] == holder}
    known = [key for key in known_keys(model, holder) if key not in there]
    if one.content in known_keys(model, holder):
        return  # a key with nothing after it
    begun = keyed(one.content, dashes=True)
    if begun and (other := meant_by(begun.key, known)):
        yield other, _with_key(one, f"No key is called {begun.key}.", f"{other}: {begun.rest}")
        return
    words = one.content.split()
    begun_with = [
        (" ".join(words[:n]).casefold(), " ".join(words[n:]))
        for n in range(min(_MOST_WORDS, len(words) - 1), 0, -1)
    ]
    if exact := next((both for both in begun_with if both[0] in known), None):
        begun_with = [exact]
    for first, rest in begun_with:
        named = rest[:1].isupper() and len(first) > _LONG_ENOUGH  # `speaker Ines`
        near = nearest(first, known, alike=0.8)
        if near := near or (meant_by(first, known) if named else ""):
            yield near, _with_key(one, NO_COLON, f"{near}: {rest}")
    if exact:
        return
    value = quoted(one.content) if COLON.search(one.content) else one.content
    for key in sorted(known, key=lambda key: key not in missing):
        message = f"There is no {key}: in front of these words."
        yield key, _with_key(one, message, f"{key}: {value}")


def _joined(one: Line, now: Sequence[Problem]) -> Iterator[tuple[str, Repair]]:
    """Yield words below a value that cannot be read, level with its key, as more of it."""
    above = one.before
    unread = above.number in (error.line for error in now if error.kind == "unreadable")
    if unread and above.at == one.at and one.key is None:
        message = "This text goes on in the line below it, level with its key."
        for value in (f"{above.value} {one.content}", one.content):
            whole = f"{above.key}: {value}"
            hint = f"Write both on one line: {whole}"
            yield "", replace(anew(above, message, whole, hint), below=("",))


def _with_key(one: Line, message: str, mended: str) -> Repair:
    return anew(one, message, mended, f"Write {'- ' * bool(one.dashes)}{mended}")


MOST_LINES_TRIED = 6_000
"""How many lines are read, over all ways to mend two, of the entries in which they stand."""
_MOST_WAYS = 9  # to mend one line
_ABOVE = (1, 0, 2, 3)  # lines from the first of the two to where something is wrong first


def two_mended(read: Reading[Model], wrong: int) -> list[tuple[Repair, Repair]]:
    """Return ways to mend two neighbouring lines near one (from 1), those that fit best first.

    What fits is looked for in the entry in which they stand, so that the work does not grow with
    the file: how many faults of its own that entry has then.
    """
    lines = read.source.lines
    found: list[tuple[int, int, tuple[Repair, Repair]]] = []
    written = [number for number, line in enumerate(lines, 1) if line.strip()]
    neighbours = dict(pairwise(written))
    left_to_read = MOST_LINES_TRIED if max(map(len, lines)) <= LONGEST_LINE else 0
    for first in (wrong - away for away in _ABOVE if wrong - away in neighbours):
        head, entry = _around(lines, first, neighbours[first])
        for unlikely, both in _ways(lines, first, neighbours[first]):
            left_to_read -= len(head) + len(entry)
            if left_to_read < 0:
                break
            mended = {one.line: one.mended or "" for one in both}
            part = (mended.get(number, lines[number - 1]) for number in entry)
            tried = read.try_lines([*head, *part])
            if isinstance(tried.source.data, dict):
                left = sum(len(one.path) > 1 or one.kind != "missing" for one in tried.errors)
                found.append((left, unlikely, both))
    return [both for *_, both in sorted(found, key=lambda one: one[:2])]


def _ways(
    lines: Sequence[str], first: int, second: int
) -> Iterator[tuple[int, tuple[Repair, Repair]]]:
    """Yield ways to mend two lines, each beside how unlikely it is."""
    for rank, one in enumerate(_of_line(lines, first)):
        for other_rank, other in enumerate(_of_line(one.put_into(lines), second)):
            yield 2 * (one.moved + other.moved) + rank + other_rank, (one, other)


def _of_line(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """Yield ways to mend one line that leave the others as they are."""
    ways = chain(slips(lines, number), moves_of(number, lines))
    alone = (one for one in ways if one.line == number and not one.below and one.mended)
    return islice((one for one in alone if one.mended != lines[number - 1]), _MOST_WAYS)


def _around(lines: Sequence[str], first: int, second: int) -> tuple[Sequence[str], range]:
    """Return the outermost key above two lines, and the lines of the entry in which they stand.

    The entry ends with the line at which the next one begins.
    """
    levels = {n: indent_of(line) for n, line in enumerate(lines, 1) if line.strip()}
    head = max((n for n in levels if n < first and not levels[n]), default=0)
    inner = next((levels[n] for n in levels if n > head), 0)
    begins = [n for n in levels if n > head and levels[n] <= inner]
    begin = max((n for n in begins if n < first), default=head + 1)
    end = min((n for n in begins if n > second), default=len(lines))
    return lines[max(0, head - 1) : head], range(begin, end + 1)


_OF_PEOPLE = ("coaching", "manages", "needs agreed with", "present", "absent")
"""Keys of people, likeliest first; those after the first take any words, so others go before."""


class LostLine(Struct):
    """A line that may have stood above another one, whose number is from 1; what tells it.

    What `stands` in it is made up where only a person knows it. Under it are entries that have keys
    of their own or begin with somebody's id (`of_entries`), or words. What stood on one line with
    it is `instead` on the line below it.
    """

    above: int
    stands: str
    message: str
    hint: str
    made_up: bool = False
    of_entries: bool = False
    instead: str = ""

    def repair(self, lines: Sequence[str], others: Sequence["LostLine"] = ()) -> Repair:
        """Return it as a repair of the line below; `others` would fit as well."""
        text = lines[self.above - 1]
        hint = self.hint
        others = [one for one in others if one.stands.strip(": ") not in _OF_PEOPLE]
        if others:
            words = [one.stands.strip() for one in (self, *others)][:4]
            first = ", ".join(words[:-1])
            hint = self.hint.replace(words[0], f"{first} or {words[-1]}", 1)
        at = len(text) - len(text.lstrip()) + 1
        made_up = self.made_up or bool(others)
        return Repair(self.above, at, self.message, hint, text, "P102", made_up=made_up)

    def read(self, lines: Sequence[str], file: str) -> YamlText:
        """Return what a file says with this line in it, each place as if it were not."""
        first = self.above - 1
        below = [self.instead or lines[first], *lines[first + 1 :]]
        found = read_lines([*lines[:first], self.stands, *below], file)
        return replace(
            found,
            values={path: self._as_it_was(spot) for path, spot in found.values.items()},
            keys={path: self._as_it_was(spot) for path, spot in found.keys.items()},
            faults=tuple(self._told_as_it_was(fault) for fault in found.faults),
            lines=tuple(lines),
            mended=tuple(lines),
        )

    def _as_it_was(self, spot: Spot) -> Spot:
        return spot._replace(line=spot.line - 1) if spot.line > self.above else spot

    def _told_as_it_was(self, fault: Fault) -> Fault:
        return replace(fault, place=self._placed(fault.place), also=self._placed(fault.also))

    def _placed(self, place: Place | None) -> Place | None:
        if place is None or not place.line or place.line <= self.above:
            return place
        return replace(place, line=place.line - 1)


def lost_lines(
    lines: Sequence[str], wrong: int, model: type[BaseModel], people: Set[str]
) -> Iterator[tuple[LostLine, bool]]:
    """Yield lines that may be missing near one (from 1) that is wrong, likeliest first.

    Beside each stands whether what it explains is hardly a line in the wrong place: it is one of
    the file's outermost, or of an id, or what stands under it says for whom and where.
    """
    outermost = next((n for n in range(wrong, 0, -1) if not indent_of(lines[n - 1] or " ")), wrong)
    yield from ((found, True) for found in _two_on_a_line(outermost, lines, model))
    for number in _places(lines, wrong):
        one = line_at(lines, number)
        if not one.content or one.indent % 2 or not (one.key or one.dashes):
            continue
        before = next((line for line in one.above if line.content), one)
        if (before.key or before.dashes) and not before.opens:
            for found in _outermost(one, lines, model, people):
                yield found, True
        if before.key and before.indent in _OF_ENTRIES and not (before.opens and before.indent):
            for found in _of_an_id(one):
                yield found, True
        first = list(_first_of_an_item(one, lines, model))
        if before.opens and before.indent == one.indent - 4:
            yield from ((found, True) for found in first)
        for found in (*first, *_inside_of_an_item(one, model)):
            tracks = {"who", "room"} & {line.key for line in (one, *one.under)}
            yield found, bool(tracks) and found.stands.endswith("- parallel:")


_TWO_LEVELS = 4


def _two_on_a_line(number: int, lines: Sequence[str], model: type[BaseModel]) -> Iterator[LostLine]:
    """Yield the line of an outermost key that stands on one line with a key: `pairs crisis:`."""
    one = line_at(lines, number)
    first, _, second = one.content.rstrip(":").replace(":", " ", 1).partition(" ")
    below = lines[number] if number < len(lines) else ""
    further_in = one.content.endswith(":") and indent_of(below) >= _TWO_LEVELS
    if one.indent or not further_in or not second:
        return
    word = second.split()[0]
    if not takes_any_key(model, (first,)) and word not in known_keys(model, (first,)):
        return
    hint = f"Write {first}: here, and below it, with 2 spaces in front: {word}:"
    told = TWO_KEYS.format(first, word)
    yield LostLine(number, f"{first}:", told, hint, of_entries=True, instead=f"  {word}:")


_OF_ENTRIES = (0, 2, 4)
"""Indents of what stands above an entry with an id: its outer key, or the last line of another."""


def _places(lines: Sequence[str], wrong: int) -> list[int]:
    """Return the line that is wrong, the next one, and the first below what opens above it."""
    here = line_at(lines, wrong)
    opened = next((one.number + 1 for one in here.above if one.opens and one.at < here.at), wrong)
    return [n for n in dict.fromkeys((wrong, wrong + 1, opened)) if n <= len(lines)]


def _outermost(
    one: Line, lines: Sequence[str], model: type[BaseModel], people: Set[str]
) -> Iterator[LostLine]:
    known = known_keys(model, ())
    above = one.before
    if one.dashes and above.value and takes_list(model, (above.key or "",)):
        return  # the list is that key's, and its first words stand beside it
    if one.indent > 2 or (one.indent == 0 and not one.dashes) or one.key in known:
        return
    lists = (line for line in one.above if line.dashes)
    if one.dashes and not one.indent and next(lists, one).indent:
        return  # it stands further out than all of the list above it
    written = (line_of(n, line) for n, line in enumerate(lines, 1))
    there = {line.key for line in written if line.indent == 0 and not line.dashes}
    rank = {key: number for number, key in enumerate(_OF_PEOPLE, 1)}
    for key in sorted(known, key=lambda key: rank.get(key, 0)):
        of_keys = takes_any_key(model, (key,)) or bool(known_keys(model, (key,))) or key == "roles"
        fits = takes_list(model, (key,)) if one.dashes else of_keys
        if key in there or not fits or (one.content.endswith(".yaml") and key != "away days"):
            continue
        if key in _OF_PEOPLE and one.key and one.key not in people and one.value[:1] != "[":
            continue
        message = "The line above this one is missing, which says what these lines are."
        hint = _on_its_own(f"{key}:", 0)
        inner = known_keys(model, (key, 0 if one.dashes else "x"))
        entries = bool(inner) and (one.dashes or one.value[:1] == "{" or one.opens)
        entries = entries or (key in _OF_PEOPLE and one.key in people) or key == "away days"
        yield LostLine(one.number, f"{key}:", message, hint, of_entries=bool(entries))


def people_in(source: YamlText) -> frozenset[str]:
    """Return the ids of sponsors and of whoever is in a pair, as far as a file says them."""
    steps = [tuple(map(str, way)) for way in source.keys]
    sponsors = {way[1] for way in steps if way[0] == "sponsors" and way[1:]}
    of_pairs = {"-".join(way[1:3]) for way in steps if way[0] == "pairs" and way[2:]}
    return frozenset(sponsors | of_pairs)


def _on_its_own(stands: str, indent: int) -> str:
    lead = f", with {spaces(indent)} in front" if indent else ""
    return f"Write {stands} on a line of its own above this one{lead}."


def _of_an_id(one: Line) -> Iterator[LostLine]:
    if one.indent == 4 and one.key and not one.dashes and one.outer_key in WITH_IDS:
        message = "The line with the id is missing above this one."
        hint = "Write it again, with 2 spaces in front and a colon behind."
        yield LostLine(one.number, "  somebody:", message, hint, made_up=True)


def _first_of_an_item(
    one: Line, lines: Sequence[str], model: type[BaseModel]
) -> Iterator[LostLine]:
    if not one.key or one.dashes or one.indent < 2:
        return
    level = one.indent - 2
    at_level = (n for n, line in enumerate(lines, 1) if line[level : level + 2] == "- ")
    begun = (line_at(lines, n) for n in at_level)
    outer = one.outer_key
    others = (other for other in begun if other.indent == level and other.outer_key == outer)
    keys = [other.content.strip("{").partition(":")[0] for other in others]
    if not keys and takes_list(model, (outer,)):
        keys = known_keys(model, (outer, 0))[:1]
    for key in dict.fromkeys(keys):
        value = "15m" if key in KINDS_WITH_LENGTH else "x"
        message = "The first line of this item is missing above this one."
        hint = f"Write - {key}: and what belongs there, with {spaces(level)} in front of the dash."
        stands = f"{' ' * level}- {key}: {value}"
        yield LostLine(one.number, stands, message, hint, made_up=True, of_entries=True)


def _inside_of_an_item(one: Line, model: type[BaseModel]) -> Iterator[LostLine]:
    outer = one.outer_key
    if not one.dashes or one.indent < 4:
        return
    if outer == "agenda":
        stands = f"{' ' * (one.indent - 4)}- parallel:"
        message = "The line above this one is missing, which says that these run side by side."
        hint = f"Write - parallel: there, with {spaces(one.indent - 4)} in front of the dash."
        yield LostLine(one.number, stands, message, hint)
    for key in known_keys(model, (outer, 0)):
        if takes_list(model, (outer, 0, key)):
            stands = f"{' ' * (one.indent - 2)}{key}:"
            message = "The line above this one is missing, which says what these lines are."
            hint = _on_its_own(f"{key}:", one.indent - 2)
            yield LostLine(one.number, stands, message, hint)
