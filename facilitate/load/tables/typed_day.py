"""A day that was typed as lines, as in a letter: `9.30 Coffee`, with no table around them."""

import re
from collections.abc import Sequence
from itertools import takewhile

from facilitate.load.tables.plain_table import Headings, PlainTable, columns_of
from facilitate.load.tables.table import RawTable, Record
from facilitate.load.tables.times import clock_or_length, date_in, parts_of
from facilitate.model.times_and_dates import WEEKDAYS
from facilitate.structs import replace

FEWEST = 3
"""So many lines with a time make a day; one or two stand in any letter."""

# Four digits alone are a time only before eight in the evening: 2027 is a year.
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\b\.?)|\d{1,2}(?:[:.]|\s?h\s?|\s?uhr\s)\d{2}(?:\s*(?:uhr|h(?:rs?)?)\b)?"
    r"|[01]\d[0-5]\d(?:\s*h(?:rs?)?\b)?|\d{1,2}\s*(?:uhr|h(?:rs?)?)\b|(?:12(?:[:.]00)?\s*)?(?:noon|midday)\b)"
)
_TO = r"\s*(?:-|–|—|to|until|till)\s*"
_HOURS_ALONE = rf"\d{{1,2}}{_TO}(?:\d{{1,2}}[:.]\d{{2}}|\d{{1,2}})(?=[\s:,;]+(?-i:[A-Z]))"
"""From hour to hour without minutes: `10-11 Talk`, where a word with a capital follows."""
_LINE = re.compile(
    rf"(?:[-•*·–—o]|\d{{1,2}}[.)]\s)?\s*(?:from |at )?"
    rf"(?P<time>{_HOURS_ALONE}|{_TIME}(?:{_TO}(?:{_TIME}|\d{{1,2}}\b(?![:.])))?)"
    r"\s*[-–—:|,;.)]*\s+(?P<what>\S.*)",
    re.IGNORECASE,
)
_NO_TIME = re.compile(
    r"(?:\d{1,2}|(?:quarter|half) (?:past|to) \w+)\s+[A-Z]|\d{1,2}[:.;,]\d{2}\s", re.ASCII
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:\s?[ap]m)?"
_TIME_BEHIND = re.compile(
    rf"(?P<what>\D*?[^\W\d])(?: at|[,:–-])*\s(?P<time>{_CLOCK}|noon|midday)\.?", re.IGNORECASE
)
_TWO_ITEMS = re.compile(rf"(?P<first>.*\w.*?)[\s,;]+(?P<second>{_CLOCK}\s+[A-Z].*)")
_AS_A_TIME = "If it is an hour, write it like 9:00 or 14:00, and bring the day in again."
_HEADINGS = ("time", "what", "notes")
_A_DAY = re.compile(
    r"(?:the )?(?:(?:day|tag|jour)\W*\w+\W*$|(?:second|third|next|last) day\b"
    rf"|(?:{'|'.join(WEEKDAYS)})\b)",
    re.IGNORECASE,
)


def typed_day(lines: Sequence[str], file: str, headings: Headings) -> PlainTable | None:
    """Return lines that begin with a time as rows of a table; None where they are too few.

    Lines without one above them are the words above the table, those between them are notes of
    the item before. What stands from a second day on is left out, and that is told.
    """
    end = _second_day(lines)
    above = [" ".join(line.split()) for line in takewhile(lambda one: not _timed(one), lines)]
    records: list[Record] = []
    for number, line in enumerate(lines[len(above) : end], len(above) + 1):
        words = " ".join(line.split())
        found = _timed(line)
        if found:
            records.append(Record(number, number, (*found, "")))
        elif words:
            time, what, notes = records[-1].cells
            last = records[-1]
            records[-1] = Record(last.row, last.line, (time, what, f"{notes} {words}".strip()))
    if len(records) < FEWEST:
        return None
    header = Record(records[0].row, records[0].line, _HEADINGS)
    table = RawTable(file, "", "", "", tuple(records), typed=True)
    said = tuple(words for words in above if words)
    day = PlainTable(
        table, header, table.records, columns_of(header, headings), said, tuple(headings)
    )
    told = []
    for number, line in enumerate(lines[:end], 1):
        if wrong := _time_out_of_place(line, below=number > records[0].line):
            told.append(day.fault(Record(number, number, ()), "what", *wrong))
    if end == len(lines):
        return replace(day, table=replace(table, faults=tuple(told)))
    message = "A second day begins here, and only the first is taken."
    hint = "Write the other days as files of their own, as this one will be."
    told.append(day.fault(Record(end + 1, end + 1, ()), "what", message, hint, "advice"))
    return replace(day, table=replace(table, faults=tuple(told)))


def first_time_behind(lines: Sequence[str]) -> int:
    """Return the first line, from 1, of a day whose times stand behind its words; 0 of no such."""
    found = [n for n, line in enumerate(lines, 1) if _TIME_BEHIND.fullmatch(line.strip())]
    return found[0] if len(found) >= FEWEST else 0


def _time_out_of_place(line: str, *, below: bool) -> tuple[str, str] | None:
    """Return what to tell of a line whose time is not read, and what to do; else None.

    Above the first item words may end with a time.
    """
    words = " ".join(line.split())
    timed = _timed(line)
    two = _TWO_ITEMS.fullmatch(timed[1]) if timed else None
    second = _timed(two["second"]) if two else None
    # `10:00 Report on the 9:15 train`: nothing begins before what stands in front of it.
    if two and timed and second and _start(second[0]) > _start(timed[0]):
        hint = f"Begin a line of its own with the second one: {two['second']}"
        return f"Two items stand on this line, and {words!r} is taken as one.", hint
    if timed is None and _NO_TIME.match(words):
        return f"{words!r} begins with no time that is known, so it is no item.", _AS_A_TIME
    behind = _TIME_BEHIND.fullmatch(words) if below and not timed else None
    if behind is None:
        return None
    hint = f"If it is an item, write {behind['time']} {behind['what']}"
    return f"{words!r} ends with its time, so it is a note of the item above.", hint


def _second_day(lines: Sequence[str]) -> int:
    """Return where a second day begins, at a line that names a day; else how many lines there are.

    The time below it is no later than the one above: a note may name a day, too.
    """
    before = None
    for number, line in enumerate(lines):
        if timed := _timed(line):
            before = _start(timed[0])
        elif before is not None and (_A_DAY.match(line.strip()) or date_in(line)[0]):
            below = next(filter(None, map(_timed, lines[number:])), None)
            if below and _start(below[0]) <= before:
                return number
    return len(lines)


def _start(time: str) -> int:
    """Return the clock time that such words begin with, in minutes from midnight."""
    return clock_or_length(parts_of(time)[0])[0] or 0


def _timed(line: str) -> tuple[str, str] | None:
    """Return the time that a line begins with, and what happens then; None where it has none."""
    found = _LINE.match(" ".join(line.split()))
    if not found:
        return None
    clocks = [clock_or_length(part)[0] for part in parts_of(found["time"])]
    return (found["time"], found["what"]) if clocks and None not in clocks else None
