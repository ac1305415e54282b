"""A table of people or of a day as an organiser has it: XLSX, CSV or Word, by plain headings."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from facilitate.faults import Fault, Place, Severity
from facilitate.files import MAX_BYTES, kind_of, why_refused
from facilitate.load.tables.table import (
    RawTable,
    Record,
    UnreadableError,
    compared,
    headings,
    too_big,
)
from facilitate.load.tables.table_file import encoding_of, read_table
from facilitate.structs import Struct, replace

_HEADER_ROWS = 12
"""Rows at the top of a table among which its headings are sought."""

_TOTALS = re.compile(
    r"(?:grand |sub ?)?(?:totals?|sum|summe|gesamt|somme)\b"
    r"[\W\d]*(?:h|hours?|hrs?|m|mins?|minutes?)?\W*"
)
"""What stands in a row that adds up those above it."""

_SAVE_AGAIN = "Save it again as XLSX or CSV, with one sheet and without a password."

Headings = Mapping[str, frozenset[str]]
"""What a column holds, and the headings that say so."""


def headings_of(listed: Mapping[str, str]) -> Headings:
    """Return what columns hold by their headings, which stand with commas between them."""
    return {key: headings(words) for key, words in listed.items()}


class PlainTable(Struct):
    """The rows below the headings, the column of each thing found, and the words above.

    `known` are the things that such a table may say, by the headings that are told to people.
    """

    table: RawTable
    header: Record
    rows: tuple[Record, ...]
    columns: Mapping[str, int]
    above: tuple[str, ...]
    known: tuple[str, ...]

    def cell(self, record: Record, key: str) -> str:
        """Return what a row says of a thing, on one line; nothing where it has no column."""
        column = self.columns.get(key)
        return "" if column is None else " ".join(record.cell(column).split())

    def fault(
        self, record: Record, key: str, message: str, hint: str, severity: Severity = "warning"
    ) -> Fault:
        """Return what is to be told of a cell, by the name that a spreadsheet gives it."""
        column = self.columns[key]
        return self.table.fault("P150", record, column, says=message, hint=hint, severity=severity)

    def unusable(self, message: str, hint: str) -> Fault:
        """Return why nothing can be made of the whole table, at its headings."""
        return Fault(code="P151", message=message, hint=hint, place=self.table.place(self.header))

    def others(self) -> list[int]:
        """Return the columns whose heading says nothing that is known."""
        known = self.columns.values()
        headed = [number for number, text in enumerate(self.header.cells) if text.strip()]
        return [column for column in headed if column not in known]

    def heading(self, column: int) -> str:
        """Return a column's heading on one line."""
        return " ".join(self.header.cell(column).split())

    def taken_as(self, column: int, what: str, hint: str) -> Fault:
        """Return the advice that a column is read whose heading does not say what it is."""
        message = f"{self.heading(column)!r} is taken as {what}."
        place = replace(self, columns={"": column})
        return place.fault(self.header, "", message, hint, "advice")

    def unread(self, elsewhere: Mapping[str, str] = MappingProxyType({})) -> Iterator[Fault]:
        """Yield a warning for each column whose heading says nothing that is known.

        `elsewhere` says by a heading's word where to write what no heading brings in.
        """
        read = {plain(self.heading(column)) for column in self.columns.values()}
        bare = [n for n, text in enumerate(self.header.cells) if not text.strip()]
        filled = (n for n in bare if any(row.cell(n).strip() for row in self.rows))
        for column in (*(n for n in filled if n not in self.columns.values()), *self.others()):
            heading = self.heading(column)
            named = repr(heading) if heading else "without a heading"
            message = f"the column {named} is not read."
            hint = f"If it is wanted, head it with one of these: {', '.join(self.known)}."
            words = plain(self.heading(column)).split()
            hint = next((elsewhere[one] for one in words if one in elsewhere), hint)
            if " ".join(words) in read:
                hint = "Another column is headed so, and was read: head this one by what it holds."
            yield replace(self, columns={"": column}).fault(self.header, "", message, hint)


def plain(heading: str) -> str:
    """Return a heading's words: `E-mail*` and `e mail (work)` are the same."""
    words = re.sub(r"\([^()]*\)|[^\w\s-]", " ", compared(heading))
    return " ".join(words.replace("-", " ").split())


def read_plain_table(
    data: bytes, file: str, headings: Headings, needed: Sequence[str], *, any_words: bool = False
) -> tuple[PlainTable | None, tuple[Fault, ...]]:
    """Return the first table in which the needed columns are found, else None and one fault.

    With `any_words` its first row may be of headings that say nothing that is known.
    """
    try:
        tables, above = _tables(data, file)
    except UnreadableError as stop:
        is_empty = stop.fault.code == "A508"
        return None, (stop.fault if is_empty else replace(stop.fault, hint=_SAVE_AGAIN),)
    for table in tables:
        found = _with_headings(table, headings, needed, above, any_words=any_words)
        if found is not None:
            wide = _too_wide(found)
            return (None, (wide,)) if wide else _without_what_failed(found)
    columns = " with " * bool(needed) + " and ".join(f"{key!r}" for key in needed)
    message = f"No row of headings was found{columns}."
    return None, (
        Fault(
            code="P151",
            message=message if data.strip() else "This file is empty.",
            hint=f"Write headings into the first row of the table: {', '.join(headings)}. "
            "It may be XLSX, CSV or Word (DOCX).",
            place=Place(file),
        ),
    )


def lines_of(data: bytes, file: str) -> tuple[str, ...]:
    """Return the paragraphs of a Word file or the lines of a text; none of a file that is neither.

    Empty ones stay, so that places can be counted.
    """
    try:
        if data.startswith(b"PK\x03\x04"):
            lines = _tables(data, file)[1]
        elif len(data) > MAX_BYTES or kind_of(data):
            return ()
        else:
            lines = tuple(data.decode(encoding_of(data, file, reviewed="")).splitlines())
    except UnreadableError:
        return ()
    return tuple(" ".join(one.split()) for one in lines)


def _too_wide(table: PlainTable) -> Fault | None:
    """Return the fault of the first row of a text with more cells than headings, else None.

    Beside a table, with an empty cell between, and in a workbook stands anything.
    """
    last = len(table.header.cells)
    wide = (one for one in table.rows if "".join(one.cells[last : last + 1]).strip())
    if not table.table.delimiter or (row := next(wide, None)) is None:
        return None
    message = f"Row {row.row} has more cells than there are headings."
    hint = f"Put quotes round the words that hold a {table.table.delimiter}."
    if any(re.search("[,;\t]", cell) for cell in table.header.cells):
        hint = "Put the same sign between all headings as between the cells below them."
    return Fault(code="P151", message=message, hint=hint, place=table.table.place(row))


def _without_what_failed(table: PlainTable) -> tuple[PlainTable, tuple[Fault, ...]]:
    """Return the table without what formulas left that failed or were not counted, and all faults.

    Such a cell says nothing of what stood there; each is told.
    """
    failed = {
        (record.row, column): record
        for record in table.rows
        for column, text in enumerate(record.cells)
        if (kind := table.table.untyped.get((record.row, column)))
        and (kind == "error" or text == "=" or re.fullmatch(r"#[A-Z/0]+[!?A]", text))
    }
    message = "a formula of the spreadsheet has no value here, so the cell counts as empty."
    hint = "Mend it there, or type the words themselves."
    told = [
        replace(table, columns={"": column}).fault(record, "", message, hint)
        for (_, column), record in failed.items()
    ]
    rows = tuple(
        replace(
            one,
            cells=tuple("" if (one.row, n) in failed else text for n, text in enumerate(one.cells)),
        )
        for one in table.rows
    )
    return replace(table, rows=rows), (*table.table.faults, *told)


def _with_headings(
    table: RawTable,
    headings: Headings,
    needed: Sequence[str],
    above: tuple[str, ...],
    *,
    any_words: bool,
) -> PlainTable | None:
    for number, record in enumerate(table.records[:_HEADER_ROWS]):
        columns = columns_of(record, headings)
        filled = sum(bool(text.strip()) for text in record.cells)
        if not ((columns or any_words) and set(needed) <= set(columns) and filled > 1):
            continue
        header, rows = record, table.records[number + 1 :]
        # A heading over several columns has the headings of each below it.
        both = joined_headings(record, rows[0]) if rows else record
        if len(columns_of(both, headings)) > len(columns):
            header, columns, rows = both, columns_of(both, headings), rows[1:]
        rows = tuple(one for one in rows if any(text.strip() for text in one.cells))
        if rows and any(_TOTALS.fullmatch(compared(text)) for text in rows[-1].cells):
            rows = rows[:-1]
        words = [text for one in table.records[:number] for text in one.cells if text.strip()]
        above = tuple(text for text in (*above, *words) if text.strip())
        return PlainTable(table, header, rows, columns, above, tuple(headings))
    return None


def columns_of(record: Record, headings: Headings) -> dict[str, int]:
    """Return the first column of each thing that a row's headings name."""
    columns: dict[str, int] = {}
    for column, text in enumerate(record.cells):
        key = _meaning(text, headings)
        if key:
            columns.setdefault(key, column)
    return columns


def joined_headings(upper: Record, lower: Record) -> Record:
    """Return the lower of two rows of headings, filled up from the upper one."""
    width = max(len(upper.cells), len(lower.cells))
    cells = (lower.cell(n) if lower.cell(n).strip() else upper.cell(n) for n in range(width))
    return replace(lower, cells=tuple(cells))


def _meaning(heading: str, headings: Headings) -> str:
    """Return what a heading means, or nothing."""
    words = plain(heading)
    return next((key for key, known in headings.items() if words in known), "")


def _tables(data: bytes, file: str) -> tuple[tuple[RawTable, ...], tuple[str, ...]]:
    """Return the tables of a file, and of a Word file the paragraphs outside of them."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                if "word/document.xml" in package.namelist():
                    why = why_refused(package)
                    if why:
                        raise too_big(why, file)
                    return _of_word(data, file)
        except zipfile.BadZipFile as problem:
            raise _damaged(file) from problem
    return (read_table(data, file),), ()


def _of_word(data: bytes, file: str) -> tuple[tuple[RawTable, ...], tuple[str, ...]]:
    from docx import Document  # only where a Word file is given

    try:
        document = Document(io.BytesIO(data))
        tables = [[list(_cells(row.cells)) for row in one.rows] for one in document.tables]
        words = tuple(one.text for one in document.paragraphs)
    except Exception as problem:  # python-docx lets many kinds through from a damaged file
        raise _damaged(file) from problem
    found = []
    for rows in tables:
        records = (Record(number, number, tuple(cells)) for number, cells in enumerate(rows, 1))
        filled = tuple(one for one in records if any(text.strip() for text in one.cells))
        found.append(RawTable(file, "", "", "", filled))
    return tuple(found), words


def _cells(cells: Sequence[object]) -> Iterator[str]:
    """Yield the text of each cell of a Word table; what a wide cell covers is empty."""
    before: object = None
    for cell in cells:
        element = getattr(cell, "_tc", None)
        yield "" if element is before else str(getattr(cell, "text", ""))
        before = element


def _damaged(file: str) -> UnreadableError:
    message = "This Word file is damaged or locked."
    return UnreadableError("P151", message, "", Place(file))
