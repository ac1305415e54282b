"""A survey export taken in: recognised, proposed for review, and turned into answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

from facilitate import registry
from facilitate.faults import Fault, Place, Severity, stops
from facilitate.files import MAX_BYTES, start_of
from facilitate.load.answers import AnswerTable
from facilitate.load.survey.cells import CellFaults
from facilitate.load.survey.columns import SHARING, WHO, Asked, all_asked, matches
from facilitate.load.survey.convert import SharingChoice, not_mapped, nothing_read, to_answers
from facilitate.load.survey.headings import Layout, Rows, plain_layout
from facilitate.load.survey.mapping import (
    MARKS,
    WORDS,
    ReadMapping,
    bare_ends,
    columns_read,
    mapping_faults,
    mapping_text,
    nobody_named,
    read_mapping,
)
from facilitate.load.survey.propose import header_hash, propose_mapping, unmapped
from facilitate.load.survey.responses import SAME, fingerprint, odd_rows, responses, rows_by_person
from facilitate.load.survey.roster import roster_of
from facilitate.load.tables.table import (
    RawTable,
    Record,
    UnreadableError,
    cell_name,
    compared,
    letters,
    named_columns,
)
from facilitate.load.tables.table_file import assumed_encoding, is_certain, read_table
from facilitate.load.yaml_text import MOST_BYTES
from facilitate.model import Programme
from facilitate.model.questions import MappedRow, Questions, SurveyMapping
from facilitate.structs import Struct, replace

# A statement without answers is likely a slip; lists, ties and comments are often not asked.
_MISSING: dict[str, Severity] = {"statement": "warning", "question": "advice"}


class Export(Struct):
    """A survey export as it was read: its table, its layout, header rows and rows of answers."""

    table: RawTable
    layout: Layout
    header: tuple[Record, ...]
    rows: tuple[Record, ...]


def read_export(
    data: bytes, file: str, *, sheet: str = "", encoding: str = ""
) -> tuple[Export | None, tuple[Fault, ...]]:
    """Return the export, or None and the one fault that stops the reading.

    `sheet` names a workbook's sheet; `encoding` is what a reviewer wrote for a text file.
    """
    try:
        table = read_table(data, file, sheet=sheet, encoding=encoding)
        layout, header, rows = recognise(table)
    except UnreadableError as stop:
        return None, (stop.fault,)
    faults = [*table.faults, *title_rows(table)]
    if table.encoding and not is_certain(table.encoding):
        faults.append(assumed_encoding(table.encoding, file))
    return Export(table, layout, header, rows), tuple(faults)


def fits(export: Export, questions: Questions) -> bool:
    """Say whether any column of the export answers any of the questions."""
    return any(
        matches(heading, one) for heading in export.layout.headings for one in all_asked(questions)
    )


def propose(
    export: Export, questions: Questions | None, programme: Programme | None = None
) -> tuple[SurveyMapping, str, tuple[Fault, ...]]:
    """Return the mapping for a person to review, its YAML text, and what is to be known of it.

    Faults are what the answers would bring up if the mapping were signed as it is, as warnings.
    """
    asked = all_asked(questions)
    untyped = export.table.untyped  # a formula says nothing of what its column holds
    mapping, faults = propose_mapping(
        export.table,
        export.layout,
        [
            replace(
                row, cells=tuple(c * ((row.row, n) not in untyped) for n, c in enumerate(row.cells))
            )
            for row in export.rows
        ],
        header=export.header,
        questions=questions,
        roster=roster_of(programme),
    )
    takes = dict(programme.says.stock_takes) if programme else {}
    odd = tuple(odd_rows(export.table, export.rows, mapping, takes))
    mapping = mapping.model_copy(update={"rows": odd})
    text = mapping_text(mapping, hidden=_hidden_rows(export))
    found, _ = read_mapping(text.encode(), "mapping")
    assert found is not None, "a mapping that was just written can be read"
    told = [*faults, *_left_aside(export, found, asked, warn=True), *_one_pair(export, mapping)]
    told += [*_without_scale(export, mapping), *_which_end(export, mapping)]
    # Of second answers the reading below tells which one counts.
    told += [_stands_out(export, row) for row in odd if not row.why.startswith(SAME)]
    columns = {column.key for column in mapping.columns}
    if nobody := nobody_named(columns):
        place = export.table.place(export.header[0])
        told.append(replace(_for_later(found.fault("A533", *nobody)), place=place))
    else:
        _, _, found_faults = to_answers(
            export.table, export.layout, export.rows, found=found, asked=asked, programme=programme
        )
        told += map(_for_later, _first_of_each(found_faults))
    return mapping, text, tuple(told)


def convert(
    export: Export,
    found: ReadMapping,
    *,
    questions: Questions | None,
    programme: Programme | None = None,
) -> tuple[AnswerTable | None, tuple[SharingChoice, ...], tuple[Fault, ...]]:
    """Return the answers, what people share, and everything to be told.

    The answers are None, and no choice is given, where a fault is an error.
    """
    asked = all_asked(questions)
    faults = mapping_faults(found, export.header, export.layout, asked=asked, programme=programme)
    faults = (*faults, *_undecided(export, found))
    if stops(faults):
        return None, (), faults
    rows, left = _counted(export, found)
    faults = (*faults, *left)
    if not rows:
        return None, (), (*faults, nothing_read(export.table, export.rows[0]))
    answers, choices, more = to_answers(
        export.table, export.layout, rows, found=found, asked=asked, programme=programme
    )
    told = (*faults, *_left_aside(export, found, asked, warn=False), *more)
    return (None, (), told) if stops(told) else (answers, choices, told)


# ----------------------------------------------------------- which tool made an export

_LOOKED_AT = 4  # rows; the longest header has three


class Vendor(Protocol):
    """What each module in `vendors` offers."""

    TITLE: str

    def layout(self, rows: Rows) -> Layout | None:
        """Return the export's shape, or None where the rows are not this tool's."""


def all_vendors() -> dict[str, Vendor]:
    """Return every importer by its module's name, with underscores for dashes."""
    found = registry.find_all("vendor").items()
    return {name.replace("-", "_"): cast("Vendor", module) for name, module in found}


def title(vendor: str) -> str:
    """Return a tool's name for people."""
    known = all_vendors()
    return known[vendor].TITLE if vendor in known else "a plain table"


def recognise(table: RawTable) -> tuple[Layout, tuple[Record, ...], tuple[Record, ...]]:
    """Return the layout, the header rows and the rows of answers; title rows are passed over.

    Raises `UnreadableError` where two tools' signatures fit, or where nobody has answered.
    """
    start = _first_header(table)
    records = table.records[start:]
    rows = [record.cells for record in records[:_LOOKED_AT]]
    if not rows:
        raise _nothing_in(table)
    fits = [shape for vendor in all_vendors().values() if (shape := vendor.layout(rows))]
    if len(fits) > 1:
        tools = " and ".join(title(shape.vendor) for shape in fits)
        message = f"The header rows fit {tools}, so it is not clear which tool made this file."
        hint = "Export the survey again, and do not add columns to it."
        raise UnreadableError("A514", message, hint, table.place(records[0]))
    layout = fits[0] if fits else plain_layout(rows)
    if len(records) <= layout.header_rows:
        raise _nothing_in(table)
    answers = records[layout.header_rows : len(records) - _of_totals(records)]
    return layout, records[: layout.header_rows], answers


def title_rows(table: RawTable) -> tuple[Fault, ...]:
    """Return the warning of rows that hold no answers: a title above the header, means below."""
    above = table.records[: _first_header(table)]
    below = table.records[len(table.records) - _of_totals(table.records) :]
    return tuple(
        Fault(
            code="A513",
            message=f"Row {record.row} {where} and was passed over.",
            hint=f"Check that it is {what} only.",
            severity="warning",
            place=table.place(record),
        )
        for records, where, what in (
            (above, "stands above the header", "a title"),
            (below, "holds means or sums", "what was worked out of the rows above"),
        )
        for record in records
    )


_WORKED_OUT = frozenset(
    {"mean", "means", "average", "averages", "total", "totals", "sum", "sd", "std dev", "median"}
    | {"mittelwert", "durchschnitt", "summe", "moyenne", "somme", "totaux"}
)
FEWEST_MEANS = 2
"""So many numbers with a fraction make a row of means, where the rows above have none."""


def _of_totals(records: Sequence[Record]) -> int:
    """Return how many rows at the foot of a table hold what was worked out of the others."""
    for number, record in enumerate(reversed(records[2:])):
        cells = [compared(cell).rstrip(":") for cell in record.cells if cell.strip()]
        words = [cell for cell in cells if not re.fullmatch(r"-?\d+(?:[.,]\d+)?%?", cell)]
        fractions = [cell for cell in cells if re.fullmatch(r"\d+[.,]\d+", cell)]
        named = words and set(words) <= _WORKED_OUT and len(cells) > 1
        if not named and (words or len(fractions) < FEWEST_MEANS):
            return number
    return 0


def _first_header(table: RawTable) -> int:
    """Return how many rows at the top hold one cell only, in a table that is wider than two."""
    widest = max((len(record.cells) for record in table.records), default=0)
    if widest < 3:
        return 0
    for number, record in enumerate(table.records[:_LOOKED_AT]):
        if sum(1 for text in record.cells if text.strip()) > 1:
            return number
    return 0


def _nothing_in(table: RawTable) -> UnreadableError:
    where = f" below {cell_name(table.records[0], 0)}" if table.records else ""
    message = f"There are no answers{where} in this file."
    hint = "Export the responses of the survey, not its questions or its summary."
    return UnreadableError("A508", message, hint, Place(table.file, 1))


# ------------------------------------------------------------- what is told beside it


def _left_aside(
    export: Export, found: ReadMapping, asked: Sequence[Asked], *, warn: bool
) -> Iterator[Fault]:
    """Yield each column that is not read, and each question that has no column."""
    missing = tuple(unmapped(found.mapping, asked))
    unread = tuple(not_mapped(export.layout, found))
    items = [one.key for one in missing if one.kind == "item"]
    alone = len(items) == len(unread) == 1
    key = f"key: {items[0]}" if alone else "its key"
    none = f", and none answers {items[0]!r}" if alone else ""
    for column in unread:
        filled = any(row.cell(column).strip() for row in export.rows)
        yield export.table.fault(
            "A530",
            export.header[0],
            column,
            says=f"this column is not mapped, so not read{none}.",
            hint=f"If it is an answer, write {key} at column {letters(column)} of the mapping.",
            severity="warning" if warn or filled or alone else "advice",
        )
    for kind, severity in _MISSING.items():
        keys = [one.key for one in missing if (one.kind == "item") == (kind == "statement")]
        if keys and not (alone and keys == items):
            yield Fault(
                code="A531",
                message=f"No column answers this {kind}: {', '.join(keys)}."
                if len(keys) == 1
                else f"No column answers these {len(keys)} {kind}s: {', '.join(keys)}.",
                hint="If it was asked, write its key at the column that holds the answers.",
                severity=severity,
                place=Place(export.table.file),
            )


def _without_scale(export: Export, mapping: SurveyMapping) -> Iterator[Fault]:
    for number, column in columns_read(mapping):
        if column.key in (*WHO, *MARKS, SHARING) or column.key.startswith(WORDS) or column.scale:
            continue
        yield export.table.fault(
            "A540",
            export.header[0],
            number,
            says=f"the answers to {column.key!r} fit no one scale.",
            hint="Write the scale's labels under scales: and its name at the column.",
            severity="warning",
        )


def _which_end(export: Export, mapping: SurveyMapping) -> Iterator[Fault]:
    """Yield the question that each scale of bare numbers asks: which end is agreement."""
    record = export.header[0]
    for name, scale in mapping.scales.items():
        columns = [number for number, column in columns_read(mapping) if column.scale == name]
        ends = bare_ends(scale)
        if scale.status == "guess" and ends and columns:
            yield Fault(
                code="A524",
                message=f"In {named_columns(columns)} stand bare answers such as {ends[1]}. "
                "Which end is agreement?",
                hint=f"Write agreement: {ends[1]} or {ends[0]} at the scale {name} of the mapping.",
                severity="warning",
                place=export.table.place(record, columns[0]),
            )


def _hidden_rows(export: Export) -> tuple[int, ...]:
    return tuple(record.row for record in export.rows if record.row in export.table.hidden)


def _stands_out(export: Export, row: MappedRow) -> Fault:
    return Fault(
        code="A559",
        message=f"Row {row.row} {row.why}.",
        hint="If it should not count, write status: leave out at this row of the mapping.",
        severity="warning",
        place=next(export.table.place(one) for one in export.rows if one.row == row.row),
    )


def _undecided(export: Export, found: ReadMapping) -> Iterator[Fault]:
    """Yield the rows of which nobody has said whether they count."""
    hidden = _hidden_rows(export)
    if hidden and not found.mapping.hidden:
        message = f"Nobody has said whether rows that are hidden in the workbook count: {hidden[0]}"
        more = f" and {len(hidden) - 1:,} more." if len(hidden) > 1 else "."
        hint = "Write hidden: keep or hidden: leave out into the mapping."
        yield found.fault("A524", message + more, hint, "hidden")
    for index, row in enumerate(found.mapping.rows):
        if row.status == "guess":
            message = f"Nobody has said whether row {row.row} counts: it {row.why}."
            hint = "Write status: keep or status: leave out."
            yield found.fault("A524", message, hint, "rows", index, "status")


def _counted(export: Export, found: ReadMapping) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """Return the rows without those that the mapping leaves out, and what is told of these."""
    table, mapping = export.table, found.mapping
    unwanted = {row.cells: row for row in mapping.rows if row.status == "leave out"}
    faults = []
    kept = []
    for record in export.rows:
        row = unwanted.pop(fingerprint(record), None)
        if row or (record.row in table.hidden and mapping.hidden == "leave out"):
            faults.append(
                Fault(
                    code="A559",
                    message=f"Row {record.row} was left out, as the mapping says.",
                    hint="Nothing needs doing.",
                    severity="advice",
                    place=table.place(record),
                )
            )
        else:
            kept.append(record)
    for row in unwanted.values():
        message = f"Row {row.row}, which the mapping leaves out, is not in this export as it was."
        hint = "Look whether the row has changed; make a new mapping if it has."
        place = found.source.place(("rows", mapping.rows.index(row), "row"))
        faults.append(
            Fault(code="A522", message=message, hint=hint, severity="warning", place=place)
        )
    return tuple(kept), tuple(faults)


def _one_pair(export: Export, mapping: SurveyMapping) -> Iterator[Fault]:
    """Yield the spellings, such as P1 and P01, that were taken for one pair."""
    for number, column in columns_read(mapping):
        spelt: dict[str, list[str]] = {}
        for label, meaning in column.labels.items() if column.key == "pair" else ():
            spelt.setdefault(meaning, []).append(label)
        for pair, labels in spelt.items():
            if pair and len(labels) > 1:
                yield Fault(
                    code="A535",
                    message=f"{', '.join(map(repr, labels))} were taken for one pair, {pair!r}.",
                    hint=f"If they are not, write each one's id at column {letters(number)}.",
                    severity="warning",
                    place=export.table.place(export.header[0], number),
                )


def _first_of_each(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield all faults, but one only of each label whose meaning has yet to be filled in."""
    seen: set[tuple[str, int | None]] = set()
    for fault in faults:
        # A choice is not named, so that its column stands in for it.
        says = fault.message.partition(": ")[2], fault.place.column if fault.place else None
        if fault.code != "A525" or says not in seen:
            seen.add(says)
            yield fault


def _for_later(fault: Fault) -> Fault:
    """Return a fault of the answers as a warning: nothing is written from them yet."""
    return replace(fault, severity="warning") if fault.severity == "error" else fault


# ------------------------------------------------------------------------------------ whose rows


SUFFIXES = (".csv", ".tsv", ".xlsx")
"""How the names of exports end that are read."""


class RowOwners(Struct):
    """The rows of an export in its order, each with a person's id, empty where it says none.

    `sent_in` are the ids of those whose answers were sent in, `headings` what stands above the
    columns, by their numbers from 0.
    """

    rows: tuple[tuple[Record, str], ...]
    sent_in: frozenset[str]
    headings: dict[int, str]


def respondents_of(
    path: Path, programme: Programme, questions: Questions
) -> tuple[RowOwners | None, tuple[Fault, ...]]:
    """Return whose an export's rows are, or None and why it cannot be read."""
    export, faults = read_export(start_of(path, MAX_BYTES), path.name)
    if export is None:
        return None, faults
    found = _mapping(path, export, programme, questions)
    quiet = CellFaults(export.table)
    return RowOwners(
        rows=tuple(rows_by_person(found, export.rows, quiet)),
        sent_in=frozenset(one.person for one in responses(found, export.rows, quiet))
        if {"pair", "role", "person"} & {column.key for column in found.mapping.columns}
        else frozenset(),
        headings={one.column: one.text for one in export.layout.headings},
    ), ()


def _mapping(path: Path, export: Export, programme: Programme, questions: Questions) -> ReadMapping:
    beside = path.with_name(f"{path.stem}.mapping.yaml")
    found, _ = read_mapping(start_of(beside, MOST_BYTES), beside.name)
    if found and found.mapping.export.header_hash == header_hash(export.header):
        return found
    _, text, _ = propose(export, questions, programme)
    proposed, _ = read_mapping(text.encode(), beside.name)
    assert proposed is not None, "a mapping that was just written can be read"
    return proposed
