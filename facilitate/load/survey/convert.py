"""An export and its reviewed mapping turned into plain answers and choices of what to share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from facilitate.faults import Fault, Place, first_few
from facilitate.files import put_together, taken_apart
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.load.file_kinds import FILE_KINDS
from facilitate.load.survey.cells import CellFaults, CellReader, Labels, meanings_of
from facilitate.load.survey.columns import SHARING, WHO, Asked, answers
from facilitate.load.survey.headings import Layout
from facilitate.load.survey.mapping import MARKS, WORDS, ReadMapping, columns_read, labels_of
from facilitate.load.survey.responses import (
    NAME_IT,
    Response,
    one_response_each,
    responses,
    rows_by_person,
)
from facilitate.load.tables.table import RawTable, Record, cell_name, compared, letters
from facilitate.load.yaml_keys import edited
from facilitate.load.yaml_spans import CannotSplice
from facilitate.load.yaml_text import read
from facilitate.model import Programme
from facilitate.model.questions import MappedColumn
from facilitate.model.times_and_dates import ParseError, parse_date
from facilitate.structs import Struct


class SharingChoice(Struct):
    """What a person lets others see; `day` is None where the export does not surely say it."""

    person: str
    sharing: str
    day: date | None
    row: int


Columns = Sequence[tuple[int, MappedColumn]]

_LONGEST_LIST = 12  # cells that one message names


def to_answers(
    table: RawTable,
    layout: Layout,
    rows: Sequence[Record],
    *,
    found: ReadMapping,
    asked: Sequence[Asked],
    programme: Programme | None = None,
) -> tuple[AnswerTable, tuple[SharingChoice, ...], tuple[Fault, ...]]:
    """Return the answers, one row a person by id, what people share, and all that is to be told.

    Where a fault is an error neither must be written.
    """
    listing = CellFaults(table)
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
    for record, person in rows_by_person(found, rows, CellFaults(table)):
        for number, column in items if not person else ():
            reader.number(record, number, column)  # a slip beside one in the pair is told as well
    _untyped(table, rows, people, [n for n, _ in columns_read(found.mapping)], listing)
    if not listing.stops:  # else the partner's row may be one that could not be read
        _alone(people, programme.sizes if programme else {}, listing)
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


def _choices(
    people: Iterable[Response], found: ReadMapping, listing: CellFaults
) -> Iterator[SharingChoice]:
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
                yield SharingChoice(who, meaning, day, one.record.row)
            elif cell.strip():
                says = "the mapping does not say what this choice of sharing stands for."
                listing.at_cell("A525", one.record, number, says=says, hint=NAME_IT)


def nothing_read(table: RawTable, first: Record) -> Fault:
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


def _shape(table: RawTable, width: int, rows: Sequence[Record], listing: CellFaults) -> None:
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
    table: RawTable,
    rows: Sequence[Record],
    people: Sequence[Response],
    columns: Sequence[int],
    listing: CellFaults,
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


def _alone(people: Sequence[Response], sizes: Mapping[str, int], listing: CellFaults) -> None:
    """List whoever has answered alone of a pair; in those of one nobody else could."""
    count = Counter(one.pair for one in people)
    for one in people:
        if count[one.pair] == 1 and sizes.get(one.pair) != 1:
            says = f"{one.person} is the only one of pair {one.pair!r} who has answered."
            hint = "Check that the pair's code is typed as the partner typed it."
            listing.at_cell("A557", one.record, 0, says=says, hint=hint, severity="advice")


def _partial(one: Response, items: Columns, reader: CellReader, listing: CellFaults) -> None:
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
        says = f"{one.person} gave no answer to {first_few(unanswered, _LONGEST_LIST)}."
        hint = "Nothing needs doing; these items count as not answered."
        listing.at_cell("A553", one.record, missing[0][0], says=says, hint=hint, severity="advice")


def not_mapped(layout: Layout, found: ReadMapping) -> Iterator[int]:
    """Yield the columns, from 0, that are neither read nor private."""
    private = {c.column for c in found.mapping.columns if c.status == "private"}
    read = {number for number, _ in columns_read(found.mapping)}
    for heading in layout.headings:
        if heading.column not in read and letters(heading.column) not in private:
            yield heading.column


# ---------------------------------------------------------------------- into private/sharing.yaml


SHARING_FILE = FILE_KINDS["sharing"].pattern

_NEW = b"format: 1\n"


def with_choices(
    before: bytes, choices: Sequence[SharingChoice], *, source: str
) -> tuple[bytes, int, tuple[Fault, ...]]:
    """Return the file with the choices in it, how many were written, and why others were not.

    A choice goes in with its day if the person has none there, or an earlier one. `source` is the
    export's name; it stands behind each new line.
    """
    try:
        text, spelling = taken_apart(before or _NEW)
    except UnicodeDecodeError:
        why = "the file holds letters that are not written in UTF-8"
        return before, 0, tuple(_by_hand(one, why) for one in choices)
    faults: list[Fault] = []
    written = 0
    for one in sorted(choices, key=lambda choice: choice.person):
        entry = {"sharing": one.sharing, **({"since": one.day.isoformat()} if one.day else {})}
        there = _there(text, one.person)
        if there.get("sharing") == one.sharing:
            continue  # since when it holds stays, whatever was said again
        if there.get("sharing") and not _is_later(one, there):
            faults.append(_kept(one, there.get("since", "")))
            continue
        try:
            remark = f"from {source}, row {one.row}"
            text = edited(text, ("sharing", one.person), entry, remark)
        except CannotSplice as problem:
            faults.append(_by_hand(one, str(problem)))
            continue
        written += 1
    return (put_together(text, spelling) if written else before), written, tuple(faults)


def _there(text: str, person: str) -> dict[str, str]:
    """Return what the file says of a person; nothing where it says nothing."""
    data = read(text, SHARING_FILE).data
    people = data.get("sharing") if isinstance(data, dict) else None
    said = people.get(person) if isinstance(people, dict) else None
    return {key: str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def _is_later(one: SharingChoice, there: dict[str, str]) -> bool:
    """Say whether a choice is surely later than the one that is there."""
    try:
        return one.day is not None and parse_date(there.get("since", "")) < one.day
    except ParseError:
        return False


def _kept(one: SharingChoice, since: str) -> Fault:
    when = "with its day" if since else "without a day"
    return Fault(
        code="A562",
        message=f"{one.person}: another choice, {when}, stands in {SHARING_FILE}, so it was kept.",
        hint=f"If row {one.row} of the export is the later one, write it there by hand.",
        severity="warning",
        place=Place(SHARING_FILE),
    )


def _by_hand(one: SharingChoice, why: str) -> Fault:
    return Fault(
        code="A563",
        message=f"The choice of {one.person} could not be written: {why}.",
        hint=f"Write it into {SHARING_FILE} by hand; it stands in row {one.row} of the export.",
        severity="warning",
        place=Place(SHARING_FILE),
    )
