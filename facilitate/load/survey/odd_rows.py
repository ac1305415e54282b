"""Rows that stand out: hidden, late, tries of the survey, and second answers of one person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from facilitate.load.survey.cells import meanings_of
from facilitate.load.survey.columns import WHO
from facilitate.load.survey.mapping import columns_read
from facilitate.load.tables.table import Record, Table, compared
from facilitate.load.tables.times import timestamp
from facilitate.model.questions import MappedRow, SurveyMapping

_TRIES = frozenset(["test", "testing", "test test", "tester", "dummy", "delete", "delete me"])
SAME = "is of the same person as"
"""How the reason begins of a row that is not the only one of a person."""

_TIMES = ("row:submitted", "row:when")


def fingerprint(record: Record) -> str:
    """Return the first twelve digits of the SHA-256 of a row's cells."""
    return hashlib.sha256("\x1f".join(record.cells).rstrip("\x1f").encode()).hexdigest()[:12]


def odd_rows(
    table: Table, rows: Sequence[Record], mapping: SurveyMapping, takes: Mapping[str, date]
) -> Iterator[MappedRow]:
    """Yield the rows that a person should look at; hidden ones are asked about all at once.

    `takes` are the days on which the stock takes of the programme closed.
    """
    closed = _closing_day(table, rows, mapping, takes)
    again = _again(rows, mapping)
    for record in rows:
        why = []
        is_try = any(compared(cell) in _TRIES for cell in record.cells)
        if is_try:
            why.append("looks like a try of the survey")
        day = _day(record, mapping)
        if closed and day and day > closed:
            why.append(f"came in on {day}, after the stock take closed on {closed}")
        if record.row in again:
            why.append(again[record.row])
        if why and record.row not in table.hidden:
            yield MappedRow(
                row=record.row,
                cells=fingerprint(record),
                status="guess" if is_try else "keep",
                why="; ".join(why),
            )


def _day(record: Record, mapping: SurveyMapping) -> date | None:
    for number, column in columns_read(mapping):
        if column.key in _TIMES and column.order:
            when = timestamp(record.cell(number), column.order)
            return when.date() if when else None
    return None


def _closing_day(
    table: Table, rows: Sequence[Record], mapping: SurveyMapping, takes: Mapping[str, date]
) -> date | None:
    """Return when the stock take of an export closed: by the file's name, else the nearest one."""
    stem = PurePath(table.file).name.partition(".")[0].casefold()
    if stem in takes:
        return takes[stem]
    days = sorted(day for record in rows if (day := _day(record, mapping)))
    if not days or not takes:
        return None
    middle = days[len(days) // 2]
    return min(takes.values(), key=lambda day: abs((day - middle).days))


def _again(rows: Sequence[Record], mapping: SurveyMapping) -> dict[int, str]:
    """Return, by row, in words which other rows are of the same person."""
    columns = [(n, c) for n, c in columns_read(mapping) if c.key in WHO]
    keys = {column.key for _, column in columns}
    if "person" not in keys and not {"pair", "role"} <= keys:
        return {}
    meanings = {number: meanings_of(column) for number, column in columns}
    people: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for record in rows:
        cells = ((compared(record.cell(number)), labels) for number, labels in meanings.items())
        said = [labels.get(cell) or cell for cell, labels in cells]
        if all(said):
            people[tuple(said)].append(record.row)
    return {
        row: f"{SAME} row " + " and ".join(str(other) for other in same if other != row)
        for same in people.values()
        if len(same) > 1
        for row in same
    }
