"""Where a line may belong that stands in the wrong place, or that a dash would put right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from facilitate.load.yaml_line import (
    DASH_TOO_MANY,
    NO_DASH,
    Line,
    Repair,
    anew,
    indent_of,
    line_at,
    of_value,
    quoted,
    spaces,
    still_open,
)
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import is_date
from facilitate.structs import replace

LINES_ABOVE = 14
_LINES_BELOW = 2
"""How far from where something is wrong the line may stand that is to blame."""


def moves(lines: Sequence[str], places: Iterable[int]) -> Iterator[Repair]:
    """Yield ways to move one line that stands near these (from 1), the nearest lines first."""
    for number in near_lines(sorted(set(places))[:5], len(lines)):
        yield from moves_of(number, lines)


def near_lines(places: Sequence[int], last: int, above: int = LINES_ABOVE) -> list[int]:
    """Return the lines around the first places, the nearest to any of them first."""
    away: dict[int, int] = {}
    for place in places:
        for number in range(max(1, place - above), min(last, place + _LINES_BELOW) + 1):
            away[number] = min(away.get(number, above), abs(number - place))
    return sorted(away, key=lambda number: (away[number], number))


def moves_of(number: int, lines: Sequence[str]) -> Iterator[Repair]:
    """Yield ways to move one line (from 1), or to give it a dash or take that away."""
    for repair in _moves_of(line_at(lines, number)):
        if repair.mended != lines[number - 1]:
            yield replace(repair, moved=True)


def _moves_of(one: Line) -> Iterator[Repair]:
    if not one.content or "\t" in one.source[: one.indent + 1]:
        return
    for wanted in levels(one.number, one.lines, one.indent):
        yield indented(one, wanted)
    if one.text[:1] in ("[", "{") and still_open(one.text):
        value = one.text[1:].strip()
        whole = f"{one.source[: one.start]}{value}".strip()
        hint = f"Close it on this line, or take it away: {whole}"
        yield of_value(one, "A bracket is opened here and never closed.", value, hint)
    if one.dashes:
        yield _take_dash(one)
    elif one.key is not None and one.indent >= 2:
        mended = one.source[: one.at - 2] + "- " + one.content
        message = "This line should start an item of its own."
        hint = f"Write {mended.strip()}, with {spaces(one.at - 2)} in front of the dash."
        yield Repair(one.number, one.at + 1, message, hint, mended)
    if not one.dashes:
        item = "- " + re.sub(r"^\d{1,2}[.):]?\s+", "", one.source[one.at :])
        hint = f"Write {item.strip()}, or indent it if it belongs to the item above."
        yield anew(one, NO_DASH, item, hint)


def levels(number: int, lines: Sequence[str], indent: int) -> list[int]:
    """Return the indents of the lines around, those nearest to the line's own first."""
    around = [*lines[max(0, number - LINES_ABOVE) : number - 1], *lines[number : number + 8]]
    found = {indent_of(line) for line in around if line.strip()}
    found |= {column + 2 for column in found}
    dashes = [indent_of(line) for line in lines[: number - 1] if line.lstrip().startswith("- ")]
    likely = dashes[-1] if dashes and lines[number - 1].lstrip().startswith("- ") else -1
    return sorted(found - {indent}, key=lambda one: (abs(one - indent), one != likely, one))


def indented(one: Line, wanted: int) -> Repair:
    """Return the repair of a line that should start after `wanted` spaces."""
    message = "The indent of this line does not fit the lines around it."
    hint = f"Put {spaces(wanted)} in front of it; it has {one.indent}."
    mended = " " * wanted + one.source.lstrip()
    return Repair(one.number, one.indent + 1, message, hint, mended)


def _take_dash(one: Line) -> Repair:
    """Return the repair of a line with a dash that should have none."""
    first, *more = one.dashes
    mended = one.source[:first] + one.source[more[0] if more else one.at :]
    hint = f"Take the dash away: {mended.strip()}"
    if more:
        hint = "Two dashes stand here: take one of them away."
    return Repair(one.number, first + 1, DASH_TOO_MANY, hint, mended)


# ------------------------------------------------------------------------- several lines


def block_moved(lines: Sequence[str], first: int, last: int, by: int) -> Repair:
    """Return the repair of neighbouring lines (from 1) that all get `by` more spaces, or fewer."""
    one, *below = (
        " " * (indent_of(line) + by) + line.lstrip() if line.strip() else line
        for line in lines[first - 1 : last]
    )
    told = f"Lines {first} to {last} stand {spaces(abs(by))} too far {'in' if by < 0 else 'out'}."
    hint = f"Put {spaces(by)} more" if by > 0 else f"Take {spaces(-by)} away"
    hint = f"{hint} in front of each of these lines."
    at = indent_of(lines[first - 1]) + 1
    return Repair(first, at, told, hint, one, below=tuple(below), moved=True)


def move_under(lines: Sequence[str], line: int, column: int) -> Iterator[Repair]:
    """Yield the next line moved under the key in a column (from 0), if it stands level with it."""
    one = line_at(lines, line)
    below = next((other for other in one.below if other.content), None)
    if below is not None and below.indent == one.indent:
        yield indented(below, column + 2)


def tracks_under(one: Line) -> Repair | None:
    """Return the repair of a `- parallel:` whose items stand level with it; else None.

    These are the items right below, each with a dash, that say for whom or where they are (of
    which there are two or more), or all that stands under it without any dash.
    """
    below = list(one.under)
    first = next((line for line in one.below if line.content), one)
    flat = first.at == one.at and not first.dashes and first.key in KINDS
    if one.key != "parallel" or not one.dashes or not one.opens:
        return None
    if not flat and (not first.dashes or first.indent != one.indent):
        return None
    if flat:
        begins = [line.key in KINDS for line in below]
        moved = [f"{' ' * (one.at + 2)}{'- ' if new else '  '}" for new in begins]
        mended = [lead + line.content for lead, line in zip(moved, below, strict=True)]
        hint = f"Put {one.at + 4} spaces and a dash in front of each item, such as "
        hint += f"- {first.content}, and its who: and room: under it."
    else:
        items: list[list[Line]] = []
        for line in one.below:
            if line.content and line.indent <= one.indent:
                if line.indent < one.indent or not line.dashes:
                    break
                items.append([])
            if items:
                items[-1].append(line)
        tracks = list(takewhile(lambda item: {"who", "room"} & {line.key for line in item}, items))
        mended = [" " * 4 * bool(line.content) + line.source for item in tracks for line in item]
        hint = "Put 4 spaces more in front of each line of its items, from "
        hint += f"{first.source.strip()} on."
        if len(tracks) < 2:
            return None
    message = "What runs side by side stands level with parallel:, and not under it."
    return Repair(one.number, one.at + 1, message, hint, one.source, "P107", below=tuple(mended))


# --------------------------------------------------------------- a colon that makes a key

ONLY_THE_FILE = "Only the file stands here; the rest is told in it."
_ALONE = ("absent:", "present:", "who:", "away days:")
_DATED = {"promises:": "sponsor: WHO, ", "actions:": "id: ID, who: WHO, "}
"""Lists of what is to be done by when, and what else an entry has to say."""


def quote_text(lines: Sequence[str], line: int) -> Iterator[Repair]:
    """Yield a line whose text holds a colon with quotes round that text."""
    one = line_at(lines, line)
    if one.key is None or not one.value or not one.dashes:
        return
    message = "The colon in this text makes a key of the words before it."
    outer = one.outer.source.partition("#")[0].strip() if one.outer else ""
    length = re.fullmatch(r"(\d{1,3}) ?m(?:in|ins|inutes)?", one.key.casefold())
    if outer == "steps:":
        length = length or re.fullmatch(r"((?:\d ?x ?)?\d{1,3})['’′]? ?m?", one.key)
    item = ""
    if length:
        words = f"{length[1]}m {one.value}"
        yield anew(one, message, quoted(words), f"Write - {words}")
        return
    if outer == "promises:" and re.fullmatch(r"[a-z0-9-]+", one.key):
        item = f"{{sponsor: {one.key}, what: {quoted(one.value)}}}"
        message = "An id stands here for a key, and sponsor: and what: are missing."
    elif outer in _DATED and is_date(one.value):
        item = f"{{{_DATED[outer]}what: {quoted(one.key)}, by: {one.value}}}"
        message = "What and by when stand here, and not in keys of their own."
    elif outer in _ALONE:
        item = one.key
        message = "Only who it is stands here, and no reason."
        if outer == "away days:":
            message = ONLY_THE_FILE
            item = one.value if one.value.endswith(".yaml") else one.key
    elif outer.startswith("keep apart:"):
        item = f"[{one.key}, {one.value}]"
        message = "A line of keep apart names two people, with a comma between."
    if item:
        yield anew(one, message, item, f"Write - {item}")
    else:
        words = quoted(one.content)
        yield anew(one, message, words, f"Put quotes round the text: {words}")
