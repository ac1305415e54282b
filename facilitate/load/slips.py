"""The line that needs mending where YAML cannot be read.

A YAML parser complains where it gives up, which is mostly a line or more after the slip. Here
the lines are read as an organiser writes them (keys, dashes, indents, quotes), and the first one
that does not fit its neighbours is named, with the line as it was probably meant.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from facilitate.load.lines import Line, end_of_value, line_of, without_comment
from facilitate.load.slip import Slip, dash_too_many, moved, no_dash, without_colon
from facilitate.load.unclosed import unclosed

_BULLET = re.compile(r"[–—•·*+]\s+(?=\S)")


_TIGHT_DASH = re.compile(r"-(?=[^\s\d-])")


def find_slip(lines: Sequence[str], last: int) -> Slip | None:
    """Return the first slip in the lines up to `last` (from 1), or None if all of them fit."""
    opened = unclosed(lines, last)
    read, tab = read_lines(lines, len(lines), opened)
    if tab is not None and tab.line > last + 1:
        tab = None
    misfit = _first_misfit(read, lines, last, _unit(read))
    slips = [slip for slip in (opened, tab, misfit) if slip is not None]
    return min(slips, key=lambda slip: slip.line, default=None)


def read_lines(
    lines: Sequence[str], last: int, opened: Slip | None
) -> tuple[list[Line], Slip | None]:
    """Return the lines that say something, without those inside quotes, brackets and texts."""
    found: list[Line] = []
    inside_text: int | None = None
    skip_to = 0
    for number, line in enumerate(lines[:last], 1):
        body = line.lstrip(" \t")
        indent = len(line) - len(body)
        if number <= skip_to or not body or body.startswith("#"):
            continue
        if inside_text is not None and indent > inside_text:
            continue
        inside_text = None
        if "\t" in line[:indent]:
            return found, _tab(number, lines, found)
        one = line_of(number, line)
        found.append(one)
        if re.match(r"[|>][-+\d]*$", one.value):
            inside_text = one.dashes[-1] if one.dashes and one.key is None else one.at
        end = end_of_value(lines, one)
        if end > number and not (opened and opened.line == number):
            skip_to = end
    return found, None


def _tab(number: int, lines: Sequence[str], before: Sequence[Line]) -> Slip:
    line = lines[number - 1]
    body = line.lstrip(" \t")
    below = next((other for other in lines[number:] if other.strip()), "")
    indent = before[-1].at if before else 0
    if before and before[-1].opens:
        indent = before[-1].at + 2
    elif body.startswith("- "):
        indent = next((one.dashes[0] for one in reversed(before) if one.dashes), indent)
    elif without_comment(body).endswith(":") and "\t" not in below:
        indent = max(0, len(below) - len(below.lstrip()) - 2)
    return Slip(
        number,
        line.find("\t") + 1,
        "A tab is used to indent.",
        "Use two spaces for each level.",
        " " * indent + body,
        "Y002",
    )


def _first_misfit(read: Sequence[Line], lines: Sequence[str], last: int, unit: int) -> Slip | None:
    """Return the first line that does not fit where it stands."""
    open_at: list[tuple[int, bool]] = []  # columns of open levels, and whether dashes stand there
    before: Line | None = None
    for place, one in enumerate(read):
        if one.number > last + 1:
            break
        slip = _misfit(read, place, open_at, before, unit, lines)
        if slip is not None:
            return slip
        while open_at and open_at[-1][0] > one.indent:
            open_at.pop()
        for column in one.dashes:
            if (column, True) not in open_at:
                open_at.append((column, True))
        if one.key is not None:
            while open_at and open_at[-1][0] > one.at:
                open_at.pop()
            if (one.at, False) not in open_at:
                open_at.append((one.at, False))
        before = one
    return None


def _misfit(
    read: Sequence[Line],
    place: int,
    open_at: Sequence[tuple[int, bool]],
    before: Line | None,
    unit: int,
    lines: Sequence[str],
) -> Slip | None:
    one = read[place]
    after = read[place + 1] if place + 1 < len(read) else None
    columns = {column for column, _ in open_at}
    dashed = {column for column, dash in open_at if dash}
    deeper = before is not None and one.indent > (before.at if before.key else before.indent)
    text = lines[one.number - 1]
    glued = _glued_dash(one, text, in_list=one.indent in dashed, before=before)
    if glued is not None:
        return glued
    if before is None and after is not None:
        if one.indent and after.indent < one.indent:
            return moved(one, 0, text)
        if one.dashes and not after.dashes and after.indent == one.indent:
            return dash_too_many(one, text)
    if one.key is None and (slip := _keyless(one, after, before, open_at, text)) is not None:
        return slip
    if before is None or (one.key is None and not one.dashes):
        return None
    if one.indent in columns and not (deeper and not before.opens):
        return _dash_slip(read, place, dashed, before, lines)
    if deeper and before.opens:
        return _first_child(read, place, before, unit, lines)
    if deeper:
        return _too_deep(read, place, before, lines)
    wanted = min(columns or {0}, key=lambda column: (abs(column - one.indent), column))
    return moved(one, wanted, text)


def _glued_dash(one: Line, text: str, *, in_list: bool, before: Line | None) -> Slip | None:
    """Return the slip of a dash that is another sign, or has no space after it."""
    opened = before is not None and before.opens
    if one.dashes or not (in_list or opened):
        return None
    bullet = _BULLET.match(one.content)
    if bullet:
        mended = text[: one.at] + "- " + one.content[bullet.end() :]
        message = f"{one.content[0]!r} starts this line where a dash is wanted."
        return Slip(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    if _TIGHT_DASH.match(one.content):
        mended = text[: one.at] + "- " + one.content[1:]
        message = "There is no space after this dash."
        return Slip(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    return None


def _keyless(
    one: Line,
    after: Line | None,
    before: Line | None,
    open_at: Sequence[tuple[int, bool]],
    text: str,
) -> Slip | None:
    """Return the slip of a line without a key, unless it is an item or goes on with a text."""
    if one.dashes:
        wrong = re.fullmatch(r"[\w ]+[;=]", one.content.strip())
        belongs = one.content and after is not None and _belongs(one, after)
        return without_colon(one, text) if wrong or belongs else None
    if (one.indent, True) in open_at and (one.indent, False) not in open_at:
        return no_dash(one, text)
    return _no_colon(one, after, before, {column for column, _ in open_at}, text)


def _belongs(one: Line, after: Line) -> bool:
    """Say whether the next line goes on with the item that this line starts."""
    return after.key is not None and not after.dashes and after.indent == one.at


def _no_colon(
    one: Line, after: Line | None, before: Line | None, columns: set[int], text: str
) -> Slip | None:
    """Return the slip of a line without a key, unless it goes on with the text above."""
    level = one.indent in columns
    if before is not None and not level and one.indent > before.indent and not before.opens:
        return None  # a long text goes on
    if level or before is None:
        return without_colon(one, text)
    if after is not None and after.key is not None and after.indent >= one.indent:
        return without_colon(one, text)
    return None


def _dash_slip(
    read: Sequence[Line],
    place: int,
    dashed: set[int],
    before: Line,
    lines: Sequence[str],
) -> Slip | None:
    """Return the slip where lines with and without dashes stand level under one key."""
    one = read[place]
    if one.indent not in dashed and not one.dashes:
        return None
    if one.dashes and one.indent in dashed:
        return None
    if one.dashes and before.opens and before.indent == one.indent:
        return None  # a list may stand level with its key
    level = _level(read, place)
    with_dash = [other for other in level if other.dashes]
    without = [other for other in level if not other.dashes]
    outer = _key_of_level(read, place)
    if outer is not None and outer.indent == one.indent and not one.dashes:
        return None  # the next key after a list that stands level with its own
    if not without or not with_dash:
        return None
    if len(with_dash) < len(without):
        first = with_dash[0]
        return dash_too_many(first, lines[first.number - 1])
    return no_dash(without[0], lines[without[0].number - 1])


def _level(read: Sequence[Line], place: int) -> list[Line]:
    """Return all lines level with this one, up to a line that stands further out."""
    indent = read[place].indent
    start = place
    while start > 0 and read[start - 1].indent >= indent:
        start -= 1
    found = []
    for other in read[start:]:
        if other.indent < indent:
            break
        if other.indent == indent:
            found.append(other)
    return found


def _key_of_level(read: Sequence[Line], place: int) -> Line | None:
    """Return the key that the list above this line stands under."""
    for other in reversed(read[:place]):
        if not other.dashes and other.indent <= read[place].indent:
            return other
    return None


def _first_child(
    read: Sequence[Line], place: int, before: Line, unit: int, lines: Sequence[str]
) -> Slip | None:
    """Return the slip of a first line under a key that stands further in than the next ones."""
    one = read[place]
    outer = before.at if before.key is not None and before.dashes else before.indent
    for other in read[place + 1 :]:
        if other.indent <= outer:
            return None
        if other.indent < one.indent:
            wanted = outer + unit
            if other.indent == wanted or one.indent != wanted:
                return moved(one, other.indent, lines[one.number - 1])
            return moved(other, one.indent, lines[other.number - 1])
    return None


def _too_deep(read: Sequence[Line], place: int, before: Line, lines: Sequence[str]) -> Slip:
    """Return the slip where a line stands under one that has a value already."""
    one = read[place]
    if before.key is None and not before.dashes:
        return without_colon(before, lines[before.number - 1])
    earlier = read[place - 2] if place > 1 else None
    level = _level(read, place - 1)
    with_dash = [other for other in level if other.dashes]
    if not before.dashes and with_dash and len(with_dash) * 2 >= len(level):
        return no_dash(before, lines[before.number - 1])
    if earlier is not None and earlier.opens and before.indent < one.indent == earlier.at + 2:
        return moved(before, one.indent, lines[before.number - 1])
    if earlier is not None and (
        earlier.at == one.indent or (earlier.opens and earlier.indent == before.indent)
    ):
        return moved(before, one.indent, lines[before.number - 1])
    wanted = before.at if before.key is not None else before.indent
    if one.dashes:
        wanted = before.dashes[0] if before.dashes else before.indent
    return moved(one, wanted, lines[one.number - 1])


def _unit(read: Sequence[Line]) -> int:
    """Return by how many spaces this file indents, mostly."""
    steps = [
        after.indent - before.indent
        for before, after in pairwise(read)
        if before.opens and not before.dashes and after.indent > before.indent
    ]
    return max(sorted(set(steps)), key=steps.count) if steps else 2
