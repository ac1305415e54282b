"""A line that was taken out of a file, so that what stood under it fits nowhere."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pydantic import BaseModel

from facilitate.faults import Fault, Place
from facilitate.load.file_kinds import known_keys, takes_any_key, takes_list
from facilitate.load.key_hints import KINDS_WITH_LENGTH
from facilitate.load.line_repairs import Repair, spaces
from facilitate.load.yaml_line import Line, last_under, line_of
from facilitate.load.yaml_values import WITH_IDS, Spot, YamlText, read_lines

_OF_PEOPLE = ("coaching", "manages", "needs agreed with", "present", "absent")
"""Keys of people, likeliest first; those after the first take any words, so others go before."""


@dataclass(frozen=True, slots=True)
class LostLine:
    """A line that may have stood above another one, whose number is from 1; what tells it.

    What `stands` in it is made up where only a person knows it. Under it are entries that have keys
    of their own or begin with somebody's id (`of_entries`), or words.
    """

    above: int
    stands: str
    message: str
    hint: str
    made_up: bool = False
    of_entries: bool = False

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
        found = read_lines([*lines[:first], self.stands, *lines[first:]], file)
        return replace(
            found,
            values={path: self._as_it_was(spot) for path, spot in found.values.items()},
            keys={path: self._as_it_was(spot) for path, spot in found.keys.items()},
            faults=tuple(self._told_as_it_was(fault) for fault in found.faults),
            lines=tuple(lines),
            mended=tuple(lines),
        )

    def _as_it_was(self, spot: Spot) -> Spot:
        return replace(spot, line=spot.line - 1) if spot.line > self.above else spot

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
    for number in _places(lines, wrong):
        one = line_of(number, lines[number - 1])
        if not one.content or one.indent % 2 or not (one.key or one.dashes):
            continue
        above = (line_of(n, lines[n - 1]) for n in range(number - 1, 0, -1))
        before = next((line for line in above if line.content), one)
        if (before.key or before.dashes) and not before.opens:
            for found in _outermost(one, lines, model, people):
                yield found, True
        if before.key and before.indent in _OF_ENTRIES and not (before.opens and before.indent):
            for found in _of_an_id(one, lines):
                yield found, True
        first = list(_first_of_an_item(one, lines, model))
        if before.opens and before.indent == one.indent - 4:
            yield from ((found, True) for found in first)
        for found in (*first, *_inside_of_an_item(one, lines, model)):
            below = (line_of(n, lines[n - 1]) for n in range(number, last_under(lines, number) + 1))
            tracks = {"who", "room"} & {line.key for line in below}
            yield found, bool(tracks) and found.stands.endswith("- parallel:")


_OF_ENTRIES = (0, 2, 4)
"""Indents of what stands above an entry with an id: its outer key, or the last line of another."""


def _places(lines: Sequence[str], wrong: int) -> list[int]:
    """Return the line that is wrong, the next one, and the first below what opens above it."""
    here = line_of(wrong, lines[wrong - 1])
    above = (line_of(n, lines[n - 1]) for n in range(wrong - 1, 0, -1))
    opened = next((one.number + 1 for one in above if one.opens and one.at < here.at), wrong)
    return [n for n in dict.fromkeys((wrong, wrong + 1, opened)) if n <= len(lines)]


def _outermost(
    one: Line, lines: Sequence[str], model: type[BaseModel], people: Set[str]
) -> Iterator[LostLine]:
    known = known_keys(model, ())
    if one.indent > 2 or (one.indent == 0 and not one.dashes) or one.key in known:
        return
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


def swallowed(source: YamlText, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield the fault of entries that stand in the text above them, as their own key is missing."""
    texts = [
        (way, spot.line)
        for way, spot in source.keys.items()
        if line_of(spot.line, source.lines[spot.line - 1]).value[:1] in ("|", ">")
    ]
    there = {str(way[0]) for way in source.keys} if texts else set()
    firsts = {
        known_keys(model, (key, 0))[0]: key
        for key in (known_keys(model, ()) if texts else ())
        if key not in there and takes_list(model, (key,)) and known_keys(model, (key, 0))
    }
    for way, line in texts:
        for number in range(line + 1, last_under(source.lines, line) + 1):
            text = source.lines[number - 1]
            found = re.match(r"\s*- \{?([a-z][\w ]*):\s", text)
            if found is not None and found[1] in firsts:
                message = f"This stands in the text of {way[-1]}:, and reads like an entry."
                hint = _on_its_own(f"{firsts[found[1]]}:", 0)
                place = Place(source.file, number, found.start(1) + 1, found.end(1) + 1, text)
                yield Fault(code="P102", message=message, hint=hint, place=place)
                break


def people_in(source: YamlText) -> frozenset[str]:
    """Return the ids of sponsors and of whoever is in a pair, as far as a file says them."""
    steps = [tuple(map(str, way)) for way in source.keys]
    sponsors = {way[1] for way in steps if way[0] == "sponsors" and way[1:]}
    of_pairs = {"-".join(way[1:3]) for way in steps if way[0] == "pairs" and way[2:]}
    return frozenset(sponsors | of_pairs)


def _on_its_own(stands: str, indent: int) -> str:
    lead = f", with {spaces(indent)} in front" if indent else ""
    return f"Write {stands} on a line of its own above this one{lead}."


def _outer(one: Line, lines: Sequence[str]) -> str:
    """Return the outermost key that a line stands under."""
    above = (line_of(n, lines[n - 1]) for n in range(one.number - 1, 0, -1))
    return next((line.key or "" for line in above if line.content and line.indent == 0), "")


def _of_an_id(one: Line, lines: Sequence[str]) -> Iterator[LostLine]:
    if one.indent == 4 and one.key and not one.dashes and _outer(one, lines) in WITH_IDS:
        message = "The line with the id is missing above this one."
        hint = "Write it again, with 2 spaces in front and a colon behind."
        yield LostLine(one.number, "  somebody:", message, hint, made_up=True)


def _first_of_an_item(
    one: Line, lines: Sequence[str], model: type[BaseModel]
) -> Iterator[LostLine]:
    if not one.key or one.dashes or one.indent < 2:
        return
    level = one.indent - 2
    begun = [line_of(n, line) for n, line in enumerate(lines, 1) if line[level : level + 2] == "- "]
    outer = _outer(one, lines)
    others = (other for other in begun if other.indent == level and _outer(other, lines) == outer)
    keys = [other.content.strip("{").partition(":")[0] for other in others]
    if not keys and takes_list(model, (outer,)):
        keys = known_keys(model, (outer, 0))[:1]
    for key in dict.fromkeys(keys):
        value = "15m" if key in KINDS_WITH_LENGTH else "x"
        message = "The first line of this item is missing above this one."
        hint = f"Write - {key}: and what belongs there, with {spaces(level)} in front of the dash."
        stands = f"{' ' * level}- {key}: {value}"
        yield LostLine(one.number, stands, message, hint, made_up=True, of_entries=True)


def _inside_of_an_item(
    one: Line, lines: Sequence[str], model: type[BaseModel]
) -> Iterator[LostLine]:
    outer = _outer(one, lines)
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
