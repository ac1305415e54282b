"""Rows of an export and its reviewed mapping turned into plain answers, one response a person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitate.faults import Fault, Severity
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.load.survey.cells import CellReader, Labels, Listing, meanings_of
from facilitate.load.survey.columns import SHARING, WHO, Asked, answers
from facilitate.load.survey.headings import Layout
from facilitate.load.survey.mapping import MARKS, WORDS, ReadMapping, columns_read, labels_of
from facilitate.load.tables.table import Record, Table, cell_name, compared, letters
from facilitate.load.tables.times import timestamp
from facilitate.model.questions import MappedColumn

_NAME_IT = "Write what it stands for in the mapping, under labels: of this column."


@dataclass(frozen=True, slots=True)
class Response:
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


def responses(found: ReadMapping, rows: Sequence[Record], listing: Listing) -> Iterator[Response]:
    """Yield the rows that count, in order; previews, empty and unfinished rows are listed."""
    reader = _reader(found, listing)
    for record in rows:
        response = reader.response(record, keep_unfinished=found.mapping.unfinished == "keep")
        if response:
            yield response


def persons(
    found: ReadMapping, rows: Sequence[Record], listing: Listing
) -> Iterator[tuple[Record, str]]:
    """Yield every row with the id of whose it is, sent in or not; empty where it does not say."""
    reader = _reader(found, listing)
    for record in rows:
        yield record, "-".join(reader.person(record) or ())


def _reader(found: ReadMapping, listing: Listing) -> "_RowReader":
    columns = dict(columns_read(found.mapping))
    marks = {column.key: number for number, column in columns.items()}
    labels = {number: meanings_of(column) for number, column in columns.items()}
    return _RowReader(columns, marks, labels, listing)


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the marks of one row after the other."""

    columns: Mapping[int, MappedColumn]
    marks: Mapping[str, int]
    labels: Mapping[int, Mapping[str, str]]
    listing: Listing

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
            hint = f"{_NAME_IT} Known: {', '.join(allowed)}."
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
            self.listing.at_cell("A543", record, column, says=says, hint=_NAME_IT)
        elif not meaning:
            says = f"the mapping does not say which {key} {cell[:40]!r} stands for."
            self.listing.at_cell("A525", record, column, says=says, hint=_NAME_IT)
        return meaning

    def _quiet_person(self, record: Record) -> str:
        """Return ` of p06-manager` if the row says so; nothing is listed if it does not."""
        found = []
        for key in ("pair", "role"):
            column = self.marks.get(key)
            if column is not None:
                found.append(self.labels[column].get(compared(record.cell(column)), ""))
        return f" of {'-'.join(found)}" if len(found) == 2 and all(found) else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person lets others see; `day` is None where the export does not surely say it."""

    person: str
    sharing: str
    day: date | None
    row: int


Answered = Callable[[Response], float]
"""The share of the scale items that a response answers, from 0 to 1."""

_COMPLETE_SHARE = 0.5  # where the tool does not say whether a response is finished


def one_response_each(
    responses: Iterable[Response], answered: Answered, listing: Listing
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


def _best(group: list[Response], answered: Answered, listing: Listing) -> Response:
    if len(group) == 1:
        return group[0]
    complete = [response for response in group if is_complete(response, answered)]
    runners = complete or group
    timed = all(response.when for response in runners)
    best = max(runners, key=_later) if timed else runners[-1]
    if timed and len(runners) > 1 and not all(response.sure_when for response in runners):
        _unsure(best, runners, listing)
    for response in group:
        if response is not best:
            _listed(
                response,
                best,
                listing,
                complete=response in complete,
                best_complete=bool(complete),
                timed=timed,
            )
    return best


def _later(response: Response) -> tuple[object, int]:
    return (response.when, response.record.row)


def _listed(
    response: Response,
    best: Response,
    listing: Listing,
    *,
    complete: bool,
    best_complete: bool,
    timed: bool,
) -> None:
    if best_complete and not complete:
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


def _unsure(best: Response, runners: list[Response], listing: Listing) -> None:
    rows = " and ".join(str(response.record.row) for response in runners)
    listing.at_cell(
        "A546",
        best.record,
        0,
        says=f"rows {rows} are both {best.person}; which is later depends on day and month.",
        hint="Check order: at the column row:when of the mapping, and write status: reviewed.",
    )


def _same_id(response: Response, other: Response, listing: Listing) -> None:
    listing.at_cell(
        "A543",
        response.record,
        0,
        says=f"this person and row {other.record.row} would both be called {response.person}.",
        hint="Give one of the two pairs another id in the mapping.",
    )


Columns = Sequence[tuple[int, MappedColumn]]

_LONGEST_LIST = 12  # cells that one message names


def to_answers(
    table: Table,
    layout: Layout,
    rows: Sequence[Record],
    *,
    found: ReadMapping,
    asked: Sequence[Asked],
) -> tuple[AnswerTable, tuple[Choice, ...], tuple[Fault, ...]]:
    """Return the answers, one row a person by id, what people share, and all that is to be told.

    Where a fault is an error neither must be written.
    """
    listing = Listing(table)
    _shape(table, len(layout.headings), rows, listing)
    columns = [
        (n, c)
        for n, c in columns_read(found.mapping)
        if c.key not in (*WHO, *MARKS, SHARING)
        and (c.key.startswith(WORDS) or c.scale in found.mapping.scales)
    ]
    items = [(n, c) for n, c in columns if not c.key.startswith(WORDS)]
    labels = {
        name: Labels(labels_of(scale), found.mapping.no_answer)
        for name, scale in found.mapping.scales.items()
    }
    headings = {heading.column: heading.text for heading in layout.headings}
    collected = frozenset(n for n, c in columns if headings.get(n) == c.key)
    reader = CellReader(labels, listing, collected)

    def answered(response: Response) -> float:
        readings = [reader.reading(response.record, n, c) for n, c in items]
        given = sum(bool(r.problem) or r.number is not None for r in readings)
        return given / len(readings) if readings else 1.0

    people = one_response_each(responses(found, rows, listing), answered, listing)
    _untyped(table, rows, people, [n for n, _ in columns_read(found.mapping)], listing)
    _alone(people, listing)
    keys = _ordered(columns, asked)
    own = {key: [(n, c) for n, c in columns if c.key == key] for key in keys}
    rows_of_answers = tuple(_row(one, own, reader) for one in people)
    for one in people:
        _partial(one, items, reader, listing)
    if not listing.stops and not any(any(row.values.values()) for row in rows_of_answers):
        listing.add(nothing_read(table, rows[0]))
    return (
        AnswerTable(rows_of_answers, keys),
        tuple(_choices(people, found, listing)),
        listing.faults(),
    )


def _choices(people: Iterable[Response], found: ReadMapping, listing: Listing) -> Iterator[Choice]:
    """Yield what each person chose to share; no answer is no choice."""
    for number, column in columns_read(found.mapping):
        if column.key != SHARING:
            continue
        labels = meanings_of(column)
        for one in people:
            cell = one.record.cell(number)
            meaning = labels.get(compared(cell), "")
            if meaning:
                # Where day and month may be the other way round, the choice has no day.
                day = one.when.date() if one.when and one.sure_when else None
                who = one.role if one.pair == "sponsors" else one.person
                yield Choice(who, meaning, day, one.record.row)
            elif cell.strip():
                says = "the mapping does not say what this choice of sharing stands for."
                listing.at_cell("A525", one.record, number, says=says, hint=_NAME_IT)


def nothing_read(table: Table, first: Record) -> Fault:
    """Return the fault of an export that would give an empty file of answers."""
    return Fault(
        code="A534",
        message="No answer to any question was read from this export.",
        hint="Write the keys of the questions at their columns in the mapping; the rows that were "
        "left out, if any, are listed beside this.",
        place=table.place(first),
    )


def _ordered(columns: Columns, asked: Sequence[Asked]) -> tuple[str, ...]:
    """Return the columns of the answers: items, then lists, ties and comments, as asked."""
    keys = list(dict.fromkeys(column.key for _, column in columns))
    order = {one.key: number for number, one in enumerate(asked)}
    kinds = ("", *WORDS)

    def rank(key: str) -> tuple[int, int]:
        kind = next((n for n, start in enumerate(kinds) if start and key.startswith(start)), 0)
        about = (one for one in asked if answers(one, key))
        return kind, order.get(next((one.key for one in about), key), len(order))

    return tuple(sorted(keys, key=rank))


def _row(response: Response, columns_of: Mapping[str, Columns], reader: CellReader) -> AnswerRow:
    record = response.record
    values: dict[str, str | None] = {}
    for key, own in columns_of.items():
        if key.startswith(("list:", "tie:")):
            values[key] = reader.entries(record, own)
        elif key.startswith("comment:"):
            values[key] = reader.comment(record, own[0][0])
        else:
            values[key] = reader.number(record, *own[0])
    return AnswerRow(response.person, response.pair, response.role, values, record.line)


def _shape(table: Table, width: int, rows: Sequence[Record], listing: Listing) -> None:
    """List rows that are wider than the header, or that end before it does.

    A row that ends early may be a piece of one, or may have lost a cell in its middle, which would
    move all later answers by one question; so it is an error, harmless though it often is.
    """
    for record in rows:
        beyond = next((n for n, c in enumerate(record.cells[width:], width) if c.strip()), None)
        if beyond is not None:
            says = "this cell stands beyond the last heading, so the row's cells may be shifted."
            hint = "Look for a stray delimiter or line end in the row; export the survey again."
            listing.at_cell("A509", record, beyond, says=says, hint=hint)
        elif len(record.cells) < width and not table.sheet:
            count = len(record.cells)
            says = f"row {record.row} ends here, after {count} of {width} cells; some may be lost."
            hint = "Look for a stray line end or a missing cell; export the survey again."
            listing.at_cell("A510", record, count - 1, says=says, hint=hint)


def _untyped(
    table: Table,
    rows: Sequence[Record],
    people: Sequence[Response],
    columns: Sequence[int],
    listing: Listing,
) -> None:
    """List the cells of counted rows whose value no person typed: formulas, errors, merges."""
    read = set(columns)
    for one in people:
        for column in columns:
            reason = table.untyped.get((one.record.row, column))
            if reason:
                thing = "a formula" if reason == "formula" else "an error of the spreadsheet"
                says = f"this cell holds {thing}, and nothing here is calculated."
                hint = "Type the answer itself into the cell, or export the survey again."
                listing.at_cell("A542", one.record, column, says=says, hint=hint)
    first = rows[0].row
    for merge in table.merges:
        if merge.bottom < first or not any(merge.left <= column <= merge.right for column in read):
            continue
        record = next((r for r in rows if merge.top <= r.row <= merge.bottom), rows[0])
        corner = f"{letters(merge.left)}{merge.top}:{letters(merge.right)}{merge.bottom}"
        says = f"the cells {corner} are merged, so it is not clear whose answer this is."
        hint = "Unmerge them and type each answer into its own cell."
        listing.at_cell("A542", record, merge.left, says=says, hint=hint)


def _alone(people: Sequence[Response], listing: Listing) -> None:
    count = Counter(one.pair for one in people)
    for one in people:
        if count[one.pair] == 1:
            says = f"{one.person} is the only one of pair {one.pair!r} who has answered."
            hint = "Check that the pair's code is typed as the partner typed it."
            listing.at_cell("A557", one.record, 0, says=says, hint=hint, severity="advice")


def _partial(one: Response, items: Columns, reader: CellReader, listing: Listing) -> None:
    """List the items that a person has not answered, in one fault."""
    missing = [
        (number, column)
        for number, column in items
        if reader.reading(one.record, number, column).number is None
    ]
    unanswered = [
        f"{column.key} ({cell_name(one.record, number)})"
        for number, column in missing
        if not reader.reading(one.record, number, column).problem
    ]
    if unanswered:
        more = len(unanswered) - _LONGEST_LIST
        cells = ", ".join(unanswered[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")
        says = f"{one.person} gave no answer to {cells}."
        hint = "Nothing needs doing; these items count as not answered."
        listing.at_cell("A553", one.record, missing[0][0], says=says, hint=hint, severity="advice")


def not_mapped(layout: Layout, found: ReadMapping) -> Iterator[int]:
    """Yield the columns, from 0, that are neither read nor private."""
    private = {c.column for c in found.mapping.columns if c.status == "private"}
    read = {number for number, _ in columns_read(found.mapping)}
    for heading in layout.headings:
        if heading.column not in read and letters(heading.column) not in private:
            yield heading.column
