"""A day that was typed as lines, as in a letter: `9.30 Coffee`, with no table around them."""

import re
from collections.abc import Sequence
from itertools import takewhile

from facilitate.load.tables.plain_table import Headings, PlainTable, columns_of
from facilitate.load.tables.table import Record, Table
from facilitate.load.tables.times import clock_or_length, parts_of

FEWEST = 3
"""So many lines with a time make a day; one or two stand in any letter."""

# Four digits alone are a time only before eight in the evening: 2027 is a year.
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\b\.?)|\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?:\s*(?:uhr|h(?:rs?)?)\b)?"
    r"|[01]\d[0-5]\d(?:\s*h(?:rs?)?\b)?|\d{1,2}\s*(?:uhr|h(?:rs?)?)\b|noon\b|midday\b)"
)
_LINE = re.compile(
    rf"[-•*·–—o]?\s*(?:from |at )?(?P<time>{_TIME}(?:\s*(?:-|–|—|to|until|till)\s*{_TIME})?)"
    r"\s*[-–—:|,;.)]*\s+(?P<what>\S.*)",
    re.IGNORECASE,
)
_HEADINGS = ("time", "what", "notes")


def typed_day(lines: Sequence[str], file: str, headings: Headings) -> PlainTable | None:
    """Return lines that begin with a time as rows of a table; None where they are too few.

    Lines without one above them are the words above the table, those between them are notes of
    the item before.
    """
    above = [" ".join(line.split()) for line in takewhile(lambda one: not _timed(one), lines)]
    records: list[Record] = []
    for number, line in enumerate(lines[len(above) :], len(above) + 1):
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
    table = Table(file, "", "", "", tuple(records), typed=True)
    said = tuple(words for words in above if words)
    return PlainTable(
        table, header, tuple(records), columns_of(header, headings), said, tuple(headings)
    )


def _timed(line: str) -> tuple[str, str] | None:
    """Return the time that a line begins with, and what happens then; None where it has none."""
    found = _LINE.match(" ".join(line.split()))
    if not found:
        return None
    clocks = [clock_or_length(part)[0] for part in parts_of(found["time"])]
    return (found["time"], found["what"]) if clocks and None not in clocks else None
