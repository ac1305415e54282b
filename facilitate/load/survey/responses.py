"""Rows of answers as responses: whose, when, finished or not, a preview or real."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitate.faults import Severity
from facilitate.load.survey.listing import Listing
from facilitate.load.survey.mapping import ReadMapping, used
from facilitate.load.survey.table import Record
from facilitate.load.survey.times import moment
from facilitate.load.survey.wording import compared
from facilitate.model.survey_mapping import MappedColumn

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
    columns = dict(used(found.mapping))
    marks = {column.key: number for number, column in columns.items()}
    labels = {
        number: {compared(label): meaning for label, meaning in column.labels.items()}
        for number, column in columns.items()
    }
    reader = _RowReader(columns, marks, labels, listing)
    for record in rows:
        response = reader.response(record, keep_unfinished=found.mapping.unfinished == "keep")
        if response:
            yield response


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
        who = self._person(record)
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
            says = f"{cell[:40]!r} does not say whether this row is {' or '.join(allowed)}."
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
                when = moment(record.cell(self.marks[key]), column.order or "year first")
                return when, column.status != "guess"
        return None, True

    def _person(self, record: Record) -> tuple[str, str] | None:
        """Return pair and role; None if a cell does not say, which is listed as an error."""
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
            says = f"{cell[:40]!r} is a {key} that the mapping does not know."
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
