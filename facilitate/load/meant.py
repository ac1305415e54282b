"""A file as it was probably meant: the one line whose indent or dash explains many faults.

One line that stands too far in or out moves everything below it into the wrong place, and each
key then complains by itself. So where a file has several faults, or one about its layout, each
line near the first is moved to where it might belong; if that leaves nothing to complain about,
that line is the slip, and it alone is told.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from facilitate.faults import Fault
from facilitate.load.shape import shaped
from facilitate.load.slip import Slip, dash_slip, indent_slip, undash_slip
from facilitate.load.unclosed import bracket_slip
from facilitate.load.unreadable import slip_fault
from facilitate.load.yaml_text import YamlText, read

LINES_ABOVE = 14
LINES_BELOW = 2
LARGEST = 60_000
MOST_TRIES = 160
MANY_LINES = 400


def meant(model: type[BaseModel], source: YamlText) -> YamlText:
    """Return the file with its one misplaced line moved, and the fault that says so.

    The file itself if its faults cannot be explained by one line.
    """
    errors = _errors(model, source)
    if not _worth_trying(errors, source):
        return source
    best, slip = source, None
    least = len(errors)
    for one in _candidates(errors, source):
        lines = list(source.lines)
        lines[one.line - 1] = one.mended or ""
        tried = read("\n".join(lines) + "\n", source.file)
        if not _still_read(tried, one.line):
            continue
        left = len(_errors(model, tried))
        if left + 1 < least or (slip is None and left == 0):
            best, slip, least = tried, one, left + 1
            if left == 0:
                break
    if slip is None:
        return source
    told = slip_fault(slip, source.file, source.lines)
    return replace(best, faults=(told, *best.faults), lines=source.lines)


def _errors(model: type[BaseModel], source: YamlText) -> list[Fault]:
    return [fault for fault in shaped(model, source)[1] if fault.severity == "error"]


def _still_read(source: YamlText, line: int) -> bool:
    """Say whether a line holds a key or value of its own, and is not lost in a text."""
    spots = (*source.keys.values(), *source.values.values())
    return any(spot.line == line for spot in spots)


def _worth_trying(errors: list[Fault], source: YamlText) -> bool:
    if not errors or not source.lines or sum(map(len, source.lines)) > LARGEST:
        return False
    first = errors[0]
    alone = first.code == "Y001" and source.data is None
    misplaced = first.code == "P107" and "and this is a" in first.message
    misplaced = misplaced or (first.code == "P102" and "nothing after" in first.message)
    return len(errors) > 1 or alone or misplaced


def _candidates(errors: list[Fault], source: YamlText) -> Iterator[Slip]:
    """Yield ways to move one line, those nearest to the first fault first."""
    if len(errors) == 1 and errors[0].code == "P102":
        yield from _what_should_stand_under(errors[0], source)
        return
    inner = [fault for fault in errors if fault.at is None or fault.at.path] or errors
    places = [fault.place.line for fault in inner if fault.place and fault.place.line]
    mark = getattr(source.error, "problem_mark", None)
    places += [mark.line + 1] if mark is not None else []
    if not places:
        return
    most = MOST_TRIES if len(source.lines) < MANY_LINES else MOST_TRIES // 4
    tries = 0
    for number in _near(sorted(set(places))[:5], len(source.lines)):
        for slip in _ways(number, source):
            if slip.mended != source.lines[number - 1]:
                yield slip
                tries += 1
                if tries >= most:
                    return


def _what_should_stand_under(fault: Fault, source: YamlText) -> Iterator[Slip]:
    """Yield the line below a key with nothing after it, moved under that key."""
    if fault.place is None or fault.place.line is None:
        return
    text = source.lines[fault.place.line - 1]
    key_at = (fault.place.column or 1) - 1
    for number in range(fault.place.line + 1, len(source.lines) + 1):
        below = source.lines[number - 1]
        body = below.lstrip()
        if body and not body.startswith("#"):
            if len(below) - len(body) == len(text) - len(text.lstrip()):
                yield indent_slip(number, below, key_at + 2)
            return


def _near(places: list[int], last: int) -> list[int]:
    """Return the lines around the first places, the nearest to any of them first."""
    away: dict[int, int] = {}
    for place in places:
        for number in range(max(1, place - LINES_ABOVE), min(last, place + LINES_BELOW) + 1):
            away[number] = min(away.get(number, LINES_ABOVE), abs(number - place))
    return sorted(away, key=lambda number: (away[number], number))


def _ways(number: int, source: YamlText) -> Iterator[Slip]:
    text = source.lines[number - 1]
    body = text.lstrip()
    if not body or body.startswith("#"):
        return
    indent = len(text) - len(body)
    if "\t" in text[:indent]:
        return
    for wanted in _levels(number, source.lines, indent):
        yield indent_slip(number, text, wanted)
    bracket = bracket_slip(number, text)
    if bracket is not None:
        yield bracket
    if body.startswith("- "):
        yield undash_slip(number, text)
    elif re.match(r"[\w ]+:", body) and indent >= 2:
        yield dash_slip(number, text)


def _levels(number: int, lines: tuple[str, ...], indent: int) -> list[int]:
    """Return the indents of the lines around, those nearest to the line's own first."""
    around = lines[max(0, number - LINES_ABOVE) : number - 1] + lines[number : number + 8]
    found = {len(line) - len(line.lstrip()) for line in around if line.strip()}
    found |= {column + 2 for column in found}
    return sorted(found - {indent}, key=lambda column: (abs(column - indent), column))
