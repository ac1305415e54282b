"""Rows of an export that count: whose each is, one for each person, and those that stand out."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath

from facilitate.faults import Severity
from facilitate.load.survey.cells import CellFaults, meanings_of
from facilitate.load.survey.columns import WHO
from facilitate.load.survey.mapping import ReadMapping, columns_read
from facilitate.load.tables.table import RawTable, Record, compared
from facilitate.load.tables.times import timestamp
from facilitate.model.questions import MappedColumn, MappedRow, SurveyMapping
from facilitate.structs import Struct

_TRIES = frozenset(["test", "testing", "test test", "tester", "dummy", "delete", "delete me"])
SAME = "is of the same person as"
"""How the reason begins of a row that is not the only one of a person."""

_TIMES = ("row:submitted", "row:when")


def fingerprint(record: Record) -> str:
    """Return the first twelve digits of the SHA-256 of a row's cells."""
    return hashlib.sha256("\x1f".join(record.cells).rstrip("\x1f").encode()).hexdigest()[:12]


def odd_rows(
    table: RawTable, rows: Sequence[Record], mapping: SurveyMapping, takes: Mapping[str, date]
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
    table: RawTable, rows: Sequence[Record], mapping: SurveyMapping, takes: Mapping[str, date]
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


NAME_IT = "Write what it stands for in the mapping, under labels: of this column."
"""What to do about a label that stands for nothing yet."""


class Response(Struct):
    """One row that somebody sent in; `finished` is None where the tool has no mark for it.

    `when` is None where the tool gives no time; `sure_when` is False if day and month may be
    the other way round.
    """

    record: Record
    pair: str
    role: str
    finished: bool | None
    when: datetime | None
    sure_when: bool

    @property
    def person(self) -> str:
        """Return the person's id."""
        return f"{self.pair}-{self.role}"


def responses(
    found: ReadMapping, rows: Sequence[Record], listing: CellFaults
) -> Iterator[Response]:
    """Yield the rows that count, in order; previews, empty and unfinished rows are listed."""
    reader = _reader(found, listing)
    for record in rows:
        response = reader.response(record, keep_unfinished=found.mapping.unfinished == "keep")
        if response:
            yield response


def rows_by_person(
    found: ReadMapping, rows: Sequence[Record], listing: CellFaults
) -> Iterator[tuple[Record, str]]:
    """Yield every row with the id of whose it is, sent in or not; empty where it does not say."""
    reader = _reader(found, listing)
    for record in rows:
        yield record, "-".join(reader.person(record) or ())


def _reader(found: ReadMapping, listing: CellFaults) -> "_RowReader":
    columns = dict(columns_read(found.mapping))
    marks = {column.key: number for number, column in columns.items()}
    labels = {number: meanings_of(column) for number, column in columns.items()}
    return _RowReader(columns, marks, labels, listing)


class _RowReader(Struct):
    """Reads the marks of one row after the other."""

    columns: Mapping[int, MappedColumn]
    marks: Mapping[str, int]
    labels: Mapping[int, Mapping[str, str]]
    listing: CellFaults

    def response(self, record: Record, *, keep_unfinished: bool) -> Response | None:
        """Return the row as a response; None if it is left out, which is listed."""
        preview = self._mark(record, "row:preview", ("preview", "answer"))
        if preview == "preview":
            says = "this row is a preview of the survey and was left out."
            self._left_out("A550", record, self.marks["row:preview"], says)
            return None
        if not any(record.cell(number).strip() for number in self._answers()):
            says = "nothing was answered in this row, so it was left out."
            self._left_out("A558", record, 0, says)
            return None
        finished = self._finished(record)
        if finished is False and not keep_unfinished:
            whose = self._quiet_person(record)
            says = f"these answers{whose} were begun and never sent in, so they were left out."
            column = self.marks.get("row:finished", self.marks.get("row:submitted", 0))
            self._left_out("A552", record, column, says, warn=True)
            return None
        who = self.person(record)
        if who is None:
            return None
        when, sure = self._when(record)
        return Response(record, who[0], who[1], finished, when, sure)

    def _answers(self) -> Iterator[int]:
        return (
            number for number, column in self.columns.items() if not column.key.startswith("row:")
        )

    def _left_out(
        self, code: str, record: Record, column: int, says: str, *, warn: bool = False
    ) -> None:
        hint = "Nothing needs doing unless it should count."
        severity: Severity = "warning" if warn else "advice"
        self.listing.at_cell(code, record, column, says=says, hint=hint, severity=severity)

    def _mark(self, record: Record, key: str, allowed: Sequence[str]) -> str:
        """Return what a mark says; the empty text without such a column, or if it is not clear."""
        column = self.marks.get(key)
        if column is None:
            return ""
        cell = record.cell(column).strip()
        meaning = self.labels[column].get(compared(cell), "")
        if meaning not in allowed:
            says = f"this does not say whether the row is {' or '.join(allowed)}."
            hint = f"{NAME_IT} Known: {', '.join(allowed)}."
            self.listing.at_cell("A545", record, column, says=says, hint=hint)
        return meaning

    def _finished(self, record: Record) -> bool | None:
        if "row:submitted" in self.marks:
            return bool(record.cell(self.marks["row:submitted"]).strip())
        meaning = self._mark(record, "row:finished", ("finished", "unfinished"))
        return meaning == "finished" if meaning else None

    def _when(self, record: Record) -> tuple[datetime | None, bool]:
        for key in ("row:submitted", "row:when"):
            if key in self.marks:
                column = self.columns[self.marks[key]]
                when = timestamp(record.cell(self.marks[key]), column.order or "year first")
                return when, column.status != "guess"
        return None, True

    def person(self, record: Record) -> tuple[str, str] | None:
        """Return pair and role; None if a cell does not say, which is listed as an error."""
        if not {"pair", "role"} <= self.marks.keys() and "person" not in self.marks:
            return None
        if "pair" in self.marks and "role" in self.marks:
            pair, role = self._named(record, "pair"), self._named(record, "role")
            return (pair, role) if pair and role else None
        pair, _, role = self._named(record, "person").partition(" ")
        return (pair, role.strip()) if pair and role.strip() else None

    def _named(self, record: Record, key: str) -> str:
        column = self.marks[key]
        cell = record.cell(column).strip()
        labels = self.labels[column]
        meaning = labels.get(compared(cell), "")
        if not cell:
            says = f"this row does not say its {key}, so the answers are nobody's."
            hint = f"Ask who it was, and write the {key} into the export."
            self.listing.at_cell("A543", record, column, says=says, hint=hint)
        elif compared(cell) not in labels:
            says = f"this is a {key} that the mapping does not know."
            self.listing.at_cell("A543", record, column, says=says, hint=NAME_IT)
        elif not meaning:
            shown = "this" if key == "person" else repr(cell[:40])
            says = f"the mapping does not say which {key} {shown} stands for."
            self.listing.at_cell("A525", record, column, says=says, hint=NAME_IT)
        return meaning

    def _quiet_person(self, record: Record) -> str:
        """Return ` of p06-manager` if the row says so; nothing is listed if it does not."""
        found = []
        for key in ("pair", "role"):
            column = self.marks.get(key)
            if column is not None:
                found.append(self.labels[column].get(compared(record.cell(column)), ""))
        return f" of {'-'.join(found)}" if len(found) == 2 and all(found) else ""


Answered = Callable[[Response], float]
"""The share of the scale items that a response answers, from 0 to 1."""

_COMPLETE_SHARE = 0.5  # where the tool does not say whether a response is finished


def one_response_each(
    responses: Iterable[Response], answered: Answered, listing: CellFaults
) -> tuple[Response, ...]:
    """Return one response for each person, in the order of the persons' ids."""
    by_person: dict[tuple[str, str], list[Response]] = {}
    for response in responses:
        by_person.setdefault((response.pair, response.role), []).append(response)
    ids: dict[str, Response] = {}
    for group in by_person.values():
        best = _best(group, answered, listing)
        if best.person in ids:  # pair a, role b-c and pair a-b, role c
            _same_id(best, ids[best.person], listing)
        ids[best.person] = best
    return tuple(ids[person] for person in sorted(ids))


def is_complete(response: Response, answered: Answered) -> bool:
    """Say whether a response is complete: by the tool's mark, else by half of the items."""
    if response.finished is not None:
        return response.finished
    return answered(response) >= _COMPLETE_SHARE


def _best(group: list[Response], answered: Answered, listing: CellFaults) -> Response:
    if len(group) == 1:
        return group[0]
    complete = [response for response in group if is_complete(response, answered)]
    runners = complete or group
    timed = all(response.when for response in runners)
    best = max(runners, key=lambda one: (one.when, one.record.row)) if timed else runners[-1]
    if timed and len(runners) > 1 and not all(response.sure_when for response in runners):
        _unsure(best, runners, listing)
    for response in group:
        if response is not best:
            incomplete = bool(complete) and response not in complete
            _listed(response, best, listing, incomplete=incomplete, timed=timed)
    return best


def _listed(
    response: Response, best: Response, listing: CellFaults, *, incomplete: bool, timed: bool
) -> None:
    if incomplete:
        reason = "it is incomplete"
    elif timed:
        reason = "it is the earlier one"
    else:
        reason = "it stands further up, and the rows have no time that can be read"
    says = (
        f"{response.person} has answered more than once; row {response.record.row} was left out "
        f"because {reason}. Row {best.record.row} counts."
    )
    listing.at_cell(
        "A551",
        response.record,
        0,
        says=says,
        hint="If these are two people, mend the pair or role of one of them in the export.",
        severity="warning",
        also=listing.table.place(best.record),
    )


def _unsure(best: Response, runners: list[Response], listing: CellFaults) -> None:
    rows = " and ".join(str(response.record.row) for response in runners)
    says = f"rows {rows} are both {best.person}; which is later depends on day and month."
    hint = "Check order: at the column row:when of the mapping, and write status: reviewed."
    listing.at_cell("A546", best.record, 0, says=says, hint=hint)


def _same_id(response: Response, other: Response, listing: CellFaults) -> None:
    says = f"this person and row {other.record.row} would both be called {response.person}."
    hint = "Give one of the two pairs another id in the mapping."
    listing.at_cell("A543", response.record, 0, says=says, hint=hint)
