"""The answers of a stock take in their plain form, `NAME.answers.csv`: one row, one person."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from facilitate.faults import Fault, FaultList, Place
from facilitate.load.tables.table import ID, MAX_ROWS
from facilitate.load.yaml_text import first_version
from facilitate.structs import Struct

# OWASP's list (CSV injection; ASVS 1.2.10), with the full-width forms that East Asian versions of
# a spreadsheet accept, blanks in front, and the line feed. Apostrophes in front count too:
# without them a text that really starts with '= could not be told from a guarded one.
_FORMULA = re.compile(r"'*[\s\x00]*[=+\-@＝＋－＠\t\r\n\x00]")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return the text, with an apostrophe in front if a spreadsheet might run it."""
    return _GUARD + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given, so that a round trip through a CSV file loses nothing."""
    return text[1:] if text.startswith(_GUARD) and _FORMULA.match(text) else text


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as CSV with commas and plain line ends."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control letters, halves of letters and the two code points that are no letter."""

_LINE_END = re.compile(r"\r\n?|\x85")


def without_hidden_letters(text: str) -> str:
    """Return somebody's words as any file can hold them: plain line ends, no hidden letters."""
    return HIDDEN.sub("", _LINE_END.sub("\n", text))


LEADING = ("person", "pair", "role")
"""The first three columns of every answers file."""

TEXT_KINDS = ("list:", "tie:", "comment:")
"""What the name of a column of words starts with; every other column is an item of the scale."""

_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,6})?")
_SAVE_AGAIN = "Write it again with `facilitate audit import`, or save it as CSV with commas."


class AnswerRow(Struct):
    """One person's answers by column name; None is no answer, items are numbers as text.

    Items are as given: a reversed item is not yet turned. Several entries of one `list:` or `tie:`
    column are joined with `|`. `line` is where the row starts in the file, counted from 1.
    """

    person: str
    pair: str
    role: str
    values: Mapping[str, str | None]
    line: int


class AnswerTable(Struct):
    """Everyone's answers, in the order of the file; `columns` leaves out person, pair and role."""

    rows: tuple[AnswerRow, ...]
    columns: tuple[str, ...]


def is_words(column: str) -> bool:
    """Say whether a column holds words or names rather than numbers."""
    return column.startswith(TEXT_KINDS)


def read_answers(text: str, file: str) -> tuple[AnswerTable, tuple[Fault, ...]]:
    """Return the answers and every faulty cell; a faulty cell counts as no answer.

    `text` is the whole file, `file` its name for the faults. Commas, and what a spreadsheet saves
    instead (semicolons, tabs), part its cells; capitals of an id make no difference. A row that is
    nobody's (wrong number of cells, an id that does not fit, a person for the second time) is left
    out and told.
    """
    text, joined = first_version(text.removeprefix("\ufeff"), file)
    head = text[: len(LEADING[0]) + 2].casefold()
    delimiter = next((sign for sign in ";\t" if head.startswith(f"{LEADING[0]}{sign}")), ",")
    faults = FaultList(joined)
    records = _records(text, file, faults, delimiter)
    _, header = next(records, (1, []))
    header = [
        *(name.strip().casefold() for name in header[: len(LEADING)]),
        *header[len(LEADING) :],
    ]
    columns = tuple(header[len(LEADING) :])
    of_header = tuple(_header_faults(header, file))
    for fault in of_header:
        faults.add(fault)
    if of_header:
        return AnswerTable((), ()), faults.faults()
    rows: dict[str, AnswerRow] = {}
    for line, cells in records:
        row = _row(cells, columns, faults, place=Place(file, line))
        if row is None:
            continue
        if row.person in rows:
            faults.add(_second_row(row, rows[row.person], file))
        else:
            rows[row.person] = row
    if not rows and not faults.stops:
        faults.add(
            Fault(
                code="A409",
                message="Nobody has answered yet: this file has a head and no rows.",
                hint="Bring the answers in with `facilitate audit import` when they are there.",
                place=Place(file, 1),
                severity="warning",
            )
        )
    return AnswerTable(tuple(rows.values()), columns), faults.faults()


def _records(
    text: str, file: str, faults: FaultList, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it starts on; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number > MAX_ROWS:
                message = f"This file has more than {MAX_ROWS:,} rows; no group is so large."
                hint = "Keep one row for each person who was asked."
                faults.add(Fault(code="A410", message=message, hint=hint, place=Place(file, line)))
                return
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        message = "From this row on the quotation marks do not pair up, so the cells are not clear."
        faults.add(Fault(code="A408", message=message, hint=_SAVE_AGAIN, place=Place(file, line)))


def _header_faults(header: list[str], file: str) -> Iterator[Fault]:
    place = Place(file, 1)
    if tuple(header[: len(LEADING)]) != LEADING:
        message = "The first columns of an answers file are person,pair,role; here they are not."
        yield Fault(code="A401", message=message, hint=_SAVE_AGAIN, place=place)
        return
    seen: set[str] = set()
    for number, column in enumerate(header):
        name = column.partition(":")[2] if is_words(column) else column
        known = column in seen
        seen.add(column)
        if known:
            message = f"The column {column!r} is there twice."
            yield Fault(code="A402", message=message, hint="Keep one of the two.", place=place)
        elif not ID.fullmatch(name):
            message = f"What stands above column {number + 1} is no id."
            hint = "An item is its id; words are list:, tie: or comment: and an id."
            if re.search("[,;\t]", column):
                hint = "Put the same sign between all headings as between the cells below them."
            yield Fault(code="A403", message=message, hint=hint, place=place)


def _row(
    cells: list[str], columns: tuple[str, ...], faults: FaultList, *, place: Place
) -> AnswerRow | None:
    wanted = len(LEADING) + len(columns)
    if len(cells) != wanted:
        message = f"This row has {len(cells)} cells where the header has {wanted}."
        hint = "Put double quotes round words that hold a comma or a semicolon."
        if len(cells) == 1:
            hint = "Put the same sign between its cells as between the headings."
        hint = _SAVE_AGAIN if 1 < len(cells) < wanted else hint
        faults.add(Fault(code="A404", message=message, hint=hint, place=place))
        return None
    person, pair, role = (cell.strip().casefold() for cell in cells[:3])
    if person != f"{pair}-{role}" or not (ID.fullmatch(pair) and ID.fullmatch(role)):
        message = "The first cell is not made of the pair and the role in the two behind it."
        hint = "Write the same pair and role in all three, as in p03-manager,p03,manager."
        faults.add(Fault(code="A405", message=message, hint=hint, place=place))
        return None
    values: dict[str, str | None] = {}
    for column, cell in zip(columns, cells[3:], strict=True):
        if is_words(column):
            values[column] = unguarded(cell) or None
        elif not cell or _NUMBER.fullmatch(cell):
            values[column] = cell or None
        else:
            values[column] = None
            faults.add(_not_a_number(column, person, place=place))
    return AnswerRow(person, pair, role, values, place.line or 1)


def _not_a_number(column: str, person: str, *, place: Place) -> Fault:
    message = f"Column {column!r}, person {person!r}: this is not a number."
    hint = "Give the number on the scale, or leave the cell empty for no answer."
    return Fault(code="A407", message=message, hint=hint, place=place)


def _second_row(row: AnswerRow, first: AnswerRow, file: str) -> Fault:
    message = f"Person {row.person!r} is in the file twice; only the first row counts."
    place, also = Place(file, row.line), Place(file, first.line)
    return Fault(
        code="A406", message=message, hint="Keep one row for each person.", place=place, also=also
    )


def answers_text(table: AnswerTable) -> str:
    """Return the answers as CSV in UTF-8 with plain line ends; words are guarded."""
    rows = [(*LEADING, *table.columns)]
    for row in table.rows:
        values = ((column, row.values[column] or "") for column in table.columns)
        cells = (guarded(value) if is_words(column) else value for column, value in values)
        rows.append((row.person, row.pair, row.role, *cells))
    return csv_text(rows)
