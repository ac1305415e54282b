"""XLSX workbooks as tables of what their cells show, read by openpyxl behind limits."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.worksheet._reader import WorkSheetParser  # what its read-only mode reads rows with

from facilitate.faults import Fault, Place, first_few
from facilitate.files import kind_of_package, why_refused
from facilitate.load.tables.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Merge,
    RawTable,
    Record,
    UnreadableError,
    Untyped,
    letters,
    no_table,
    too_big,
)

_MOST_UNPACKED = 25_000_000  # bytes: 2,000 people and 100 questions, twice over


def read_workbook(data: bytes, file: str, *, sheet: str = "") -> RawTable:
    """Return the rows of the sheet that was named, or of the only visible one that holds any.

    Raises `UnreadableError`: damaged, too big, locked, a document type inside, or several sheets
    to choose from. Nothing is calculated; a cell with a formula or an error is marked as such.
    """
    try:
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with reader.archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, which is no answer
            why = why_refused(reader.archive, most=_MOST_UNPACKED)
            if why:
                raise too_big(why, file)
            if kind_of_package(reader.archive.namelist()) not in ("", "an Excel workbook"):
                raise no_table(kind_of_package(reader.archive.namelist()), file)
            _refuse_strict(reader.archive, file)
            return _chosen(tuple(_tables(reader, file)), file, sheet=sheet)
    except UnreadableError:
        raise
    except DefusedXmlException as problem:
        message = "This workbook declares a document type, which no survey tool does."
        hint = "Do not open it. Export the survey again from the tool itself."
        raise UnreadableError("A506", message, hint, Place(file)) from problem
    except Exception as problem:  # openpyxl lets many kinds through from a damaged file
        message = "This workbook is damaged or locked, so its cells cannot be trusted."
        hint = "Export the survey again as XLSX without a password, or as CSV."
        raise UnreadableError("A505", message, hint, Place(file)) from problem


_STRICT = b"http://purl.oclc.org/ooxml/"


def _refuse_strict(package: zipfile.ZipFile, file: str) -> None:
    """Raise `UnreadableError` for a workbook in the strict form of the standard, ISO 29500-1."""
    if "_rels/.rels" in package.namelist() and _STRICT in package.read("_rels/.rels"):
        message = "This workbook is saved as a Strict Open XML Spreadsheet, which is not read here."
        hint = "Open it, choose Save As and the type Excel Workbook (*.xlsx), and use that file."
        raise UnreadableError("A505", message, hint, Place(file))


def _tables(reader: Any, file: str) -> Iterator[RawTable]:
    """Yield each visible sheet; `reader` is openpyxl's, which is driven past looks and drawings."""
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    styles = reader.package.find(_STYLES)
    codes = _format_codes(reader.archive, styles.PartName.lstrip("/"), file) if styles else ()
    sheets = tuple(reader.parser.find_sheets())
    hidden = [repr(sheet.name) for sheet, _ in sheets if sheet.state != "visible"]
    for sheet, target in sheets:
        if sheet.state == "visible" and "chartsheet" not in target.Type:
            with reader.archive.open(target.target) as part:
                rows = _Rows(part, reader, codes)
                yield _Collector(file, codes).table(rows, sheet.name, hidden)


def _chosen(tables: tuple[RawTable, ...], file: str, *, sheet: str) -> RawTable:
    filled = [table for table in tables if table.records]
    if sheet:
        filled = [table for table in filled if table.sheet == sheet]
    if len(filled) == 1:
        return filled[0]
    names = ", ".join(repr(table.sheet) for table in tables)
    if filled:
        message = f"This workbook has several sheets with rows: {names}."
        hint = f"Name the one with the answers: --sheet {filled[0].sheet!r}."
    elif sheet and names:
        message = f"No sheet {sheet!r} with rows is in this workbook."
        hint = f"Its sheets are {names}."
    else:
        message = "Nothing stands in this workbook."
        hint = "Look whether it is the right one, and was saved with what is in it."
        raise UnreadableError("A508", message, hint, Place(file))
    raise UnreadableError("A507", message, hint, Place(file))


# ------------------------------------------------------------------- what a cell shows, as text

_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LONGEST_CODE = 255  # letters of a format and numbers of them, as many as a spreadsheet takes;
_MOST_CODES = 1_000  # openpyxl's patterns take the square of a code's length
_EAST_ASIAN_DATES = dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMAT_PIECE = re.compile(r'"([^"]*)"|\[([^\]]*)\]|\\(.)|[_*](.)|(.)', re.DOTALL)
_PLAIN_SIGNS = frozenset("-+() :'!^&~{}<>=$£€")


def _format_codes(package: zipfile.ZipFile, part: str, file: str) -> tuple[str, ...]:
    """Return the code by which each cell style shows numbers, in the order that cells count."""
    root = fromstring(package.read(part), forbid_dtd=True)
    own = {int(one.get("numFmtId")): one.get("formatCode") for one in root.iter(f"{_MAIN}numFmt")}
    if len(own) > _MOST_CODES or any(len(code) > _LONGEST_CODE for code in own.values()):
        raise too_big("its number formats are more than a spreadsheet can keep", file)
    codes = {**BUILTIN_FORMATS, **_EAST_ASIAN_DATES, **own}
    styles = root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return tuple(codes.get(int(one.get("numFmtId", 0)), "General") for one in styles)


@cache
def places(code: str) -> tuple[str | None, ...]:
    """Return how a format such as `000` or `"P"00` shows a whole number; None is a digit.

    Empty of any other format, such as one of decimals or per cent, which leaves the number as it
    was typed.
    """
    found: list[str | None] = []
    sections = 1
    for quoted, bracket, escaped, _, sign in _FORMAT_PIECE.findall(code):
        sections += sign == ";"
        if sections > 1:
            continue
        if bracket.startswith(("<", ">", "=")) or not (sign in _PLAIN_SIGNS or sign in ("", "0")):
            return ()
        found.append(None if sign == "0" else quoted + escaped + sign)
    return tuple(found) if sections < 3 else ()


def number_text(number: float, code: str = "General") -> str:
    """Return a number as it was typed, or with the noughts and letters that its format shows.

    4 for 4.0, and at most 15 digits, as a spreadsheet keeps.
    """
    if number != number or abs(number) == float("inf"):
        raise ValueError("no number")
    digits = str(int(number)) if number == int(number) else f"{number:.15g}"
    shown = places(code)
    width = shown.count(None)
    if not width or not digits.isdecimal():
        return digits
    digits = digits.rjust(width, "0")
    spare = len(digits) - width
    rest = iter((digits[: spare + 1], *digits[spare + 1 :]))
    return "".join(next(rest) if place is None else place for place in shown).strip()


def unescaped(text: str) -> str:
    """Return a text with Excel's `_x000D_` turned back; halves of letters are left as they are."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(
        lambda found: found[0] if 0xD800 <= int(found[1], 16) < 0xE000 else chr(int(found[1], 16)),
        text,
    )


def cell_text(value: Any, code: str) -> str:
    """Return what a cell shows of openpyxl's value: words, a number, a day with its time."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return number_text(value, code)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case date() | time():
            return value.isoformat()
    return unescaped(str(value))


# --------------------------------------------------------------------------------- a sheet's rows

_FORMULA, _INLINE = f"{_MAIN}f", f"{_MAIN}is"
_MOST_NAMED = 12  # hidden rows or columns that one message names


class _Rows(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """The rows of a sheet as openpyxl reads them; cells with a formula are `calculated`."""

    def __init__(self, part: Any, reader: Any, codes: Sequence[str]) -> None:
        dates = {code for code in set(codes) if is_date_format(code)}
        super().__init__(
            part,
            dict(enumerate(reader.shared_strings)),  # in which no text is counted from the end
            data_only=True,
            epoch=reader.wb.epoch,
            date_formats={number for number, code in enumerate(codes) if code in dates},
        )

    def _leave_out(self, element: Any) -> None:
        """Pass over what holds no answer: rules of colour, protection, breaks, other programs'."""

    parse_formatting = parse_extensions = parse_sheet_protection = parse_legacy = _leave_out
    parse_row_breaks = parse_col_breaks = parse_custom_views = _leave_out

    def parse_cell(self, element: Any) -> Mapping[str, Any]:
        """Return a cell's facts, and whether its value is a formula's."""
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(_INLINE) is not None:
            raise ValueError("words of its own in a cell of another kind")
        return {**cell, "is_formula": element.find(_FORMULA) is not None}


class _Collector:
    """Collects the rows of one sheet that hold anything, and the cells whose value nobody typed."""

    def __init__(self, file: str, codes: Sequence[str]) -> None:
        self.file, self.codes = file, codes
        self.records: list[Record] = []
        self.untyped: dict[tuple[int, int], Untyped] = {}
        self._known: dict[str, str] = {}  # one copy of each label, so that many rows stay small
        self._cells_left = MAX_CELLS
        self._letters_left = 2 * _MOST_UNPACKED  # one shared text may stand in every cell

    def table(self, sheet: _Rows, name: str, hidden_sheets: Sequence[str]) -> RawTable:
        """Return the sheet as a table, with what its author has hidden."""
        before = 0
        for row, cells in sheet.parse():
            if row <= before or any(cell["row"] != row for cell in cells):
                raise ValueError("rows out of order")
            before = row
            self._keep(row, cells)
        filled = {record.row for record in self.records}
        dimensions = sheet.row_dimensions.items()
        rows = [row for row, facts in dimensions if _is_hidden(facts) and int(row) in filled]
        faults = (
            *_hidden("Row", rows, "{it} {was} read", self.file),
            *_hidden("Column", self._hidden_columns(sheet), "{it} {was} read", self.file),
            *_hidden("Sheet", hidden_sheets, "{it} {was} left out", self.file),
        )
        merges = tuple(
            Merge(one.min_row, one.min_col - 1, one.max_row, one.max_col - 1)
            for one in (sheet.merged_cells.mergeCell if sheet.merged_cells else ())
        )
        return RawTable(
            file=self.file,
            encoding="",
            delimiter="",
            sheet=name,
            records=tuple(self.records),
            untyped=self.untyped,
            merges=merges,
            hidden=frozenset(map(int, rows)),
            faults=faults,
        )

    def _keep(self, row: int, cells: Sequence[Mapping[str, Any]]) -> None:
        found: dict[int, str] = {}
        for cell in cells:
            column, kind = cell["column"] - 1, cell["data_type"]
            if column in found:
                raise ValueError("cells out of order")
            text = cell_text(cell["value"], self._code(cell["style_id"]))
            if cell["is_formula"] or kind == "e":
                self.untyped[row, column] = "formula" if cell["is_formula"] else "error"
                text = text or "="  # so that the cell does not pass for an empty one
            if text and column >= MAX_COLUMNS:
                raise too_big(f"column {letters(column)} is filled", self.file, row)
            if text:
                found[column] = self._known.setdefault(text, text)
        if not found:
            return
        if len(self.records) >= MAX_ROWS:
            raise too_big(f"more than {MAX_ROWS:,} rows", self.file, row)
        width = max(found) + 1
        self._cells_left -= width
        self._letters_left -= sum(map(len, found.values()))
        if min(self._cells_left, self._letters_left) < 0:
            raise too_big(f"row {row} goes beyond what one can hold", self.file, row)
        self.records.append(Record(row, row, tuple(found.get(one, "") for one in range(width))))

    def _code(self, style: int) -> str:
        return self.codes[style] if style < len(self.codes) else "General"

    def _hidden_columns(self, sheet: _Rows) -> list[str]:
        spans = [
            (int(facts["min"]), min(int(facts["max"]), MAX_COLUMNS))
            for facts in sheet.column_dimensions.values()
            if _is_hidden(facts)
        ]
        columns = sorted({column - 1 for low, high in spans for column in range(low, high + 1)})
        return [letters(n) for n in columns if any(record.cell(n) for record in self.records)]


def _is_hidden(facts: Mapping[str, str]) -> bool:
    return facts.get("hidden") in ("1", "true")


_ONE = {"it": "it", "was": "was"}
_SEVERAL = {"it": "they", "was": "were"}


def _hidden(kind: str, names: Sequence[str], done: str, file: str) -> Iterator[Fault]:
    """Yield the warning of what somebody hid in the workbook, and may have taken for deleted."""
    if not names:
        return
    one = len(names) == 1
    s, are = ("", "is") if one else ("s", "are")
    done = done.format_map(_ONE if one else _SEVERAL)
    yield Fault(
        code="A515",
        message=f"{kind}{s} {first_few(names, _MOST_NAMED)} {are} hidden in the workbook; {done}.",
        hint="Look at it in the spreadsheet; delete it there if it should not count.",
        severity="warning",
        place=Place(file),
    )
