"""XLSX workbooks: weighed by the zip directory before anything is unpacked, then read as text."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from xml.parsers import expat

from facilitate.faults import Fault, Place
from facilitate.load.survey.table import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Merge,
    Record,
    Table,
    UnreadableError,
    Untyped,
    column_of,
    letters,
    too_big,
)

MAX_PARTS = 1_000
MAX_RATIO = 100  # unpacked to packed; sheets of real answers stay below 40
_SMALL_PART = 1_000_000  # bytes; below this a high ratio harms nobody


def read_workbook(data: bytes, file: str, *, sheet: str = "") -> Table:
    """Return the rows of the sheet that was named, or of the only visible one that holds any.

    Raises `UnreadableError`: damaged, too big, locked, a document type inside, or several sheets
    to choose from. Nothing is calculated; a cell with a formula or an error is marked as such.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            weigh(package, file)
            return _chosen(tuple(_tables(package, file)), file, sheet=sheet)
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError) as problem:
        raise _damaged(file) from problem
    except (RuntimeError, NotImplementedError) as problem:  # locked, or packed in a rare way
        raise _damaged(file) from problem


def weigh(package: zipfile.ZipFile, file: str) -> None:
    """Raise `UnreadableError` if a package would unpack to more than a table of people can hold."""
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise too_big(f"its workbook has {len(parts):,} parts", file)
    if len({part.filename for part in parts}) < len(parts):
        raise _damaged(file)
    size = sum(part.file_size for part in parts)
    if size > MAX_BYTES:
        raise too_big(f"unpacked it would take {size / 1e6:,.0f} MB", file)
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL_PART and part.file_size / packed > MAX_RATIO:
            raise too_big(
                f"a part of it unpacks to {part.file_size // packed} times its size", file
            )


def _tables(package: zipfile.ZipFile, file: str) -> Iterator[Table]:
    book = _targets(package, "", file)["officeDocument"]
    parts = _targets(package, book, file)
    texts_part, styles_part = parts.get("sharedStrings"), parts.get("styles")
    sheets: list[Facts] = []
    hidden: list[str] = []
    since_1904 = False
    for name, facts, _ in _elements(package, book, file):
        if name == "workbookPr":
            since_1904 = _is_on(facts, "date1904")
        elif name == "sheet" and facts.get("state", "visible") == "visible":
            sheets.append(facts)
        elif name == "sheet":
            hidden.append(facts.get("name", ""))
    cells = CellStyles(
        shared_texts(package, texts_part, file) if texts_part else (),
        number_formats(package, styles_part, file) if styles_part else (),
        since_1904,
    )
    for facts in sheets:
        part = parts.get(next((facts[key] for key in facts if key.endswith("}id")), ""))
        if part:
            reader = _SheetReader(file, cells)
            yield reader.table(_elements(package, part, file), facts.get("name", ""), hidden)


def _targets(package: zipfile.ZipFile, part: str, file: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the reference's id and by its kind.

    The package itself is the part without a name. What lies outside the file is left out.
    """
    folder, name = posixpath.split(part)
    targets = {}
    there = frozenset(package.namelist())
    for tag, facts, _ in _elements(package, posixpath.join(folder, "_rels", f"{name}.rels"), file):
        if tag == "Relationship" and facts.get("TargetMode") != "External":
            joined = posixpath.join("/", folder, facts.get("Target", ""))
            target = posixpath.normpath(joined).lstrip("/")
            if target in there:
                targets[facts.get("Id", "")] = target
                targets.setdefault(facts.get("Type", "").rpartition("/")[2], target)
    return targets


def _is_on(facts: "Facts", name: str) -> bool:
    return facts.get(name) in ("1", "true")


def _chosen(tables: tuple[Table, ...], file: str, *, sheet: str) -> Table:
    filled = [table for table in tables if table.records]
    if sheet:
        filled = [table for table in filled if table.sheet == sheet]
    if len(filled) == 1:
        return filled[0]
    names = ", ".join(repr(table.sheet) for table in tables)
    if filled:
        message = f"This workbook has several sheets with rows: {names}."
        hint = f"Name the one with the answers: --sheet {filled[0].sheet!r}."
    else:
        message = (
            f"No sheet {sheet!r} with rows is in this workbook." if sheet else "It has no rows."
        )
        hint = f"Its sheets are {names}." if names else "Export the survey again as XLSX or CSV."
    raise UnreadableError("A507", message, hint, Place(file))


def _damaged(file: str) -> UnreadableError:
    message = "This workbook is damaged or locked, so its cells cannot be trusted."
    hint = "Export the survey again as XLSX without a password, or as CSV."
    return UnreadableError("A505", message, hint, Place(file))


# ------------------------------------------------------------------------ the parts, as elements

Facts = dict[str, str]
"""The attributes of one element."""

_CHUNK_BYTES = 65_536
_MAX_DEPTH = 100  # a sheet's cells are six deep
_TEXTS = frozenset({"t", "v"})
_WHOLE = frozenset({"c", "si", "rPh"})


def _elements(package: zipfile.ZipFile, part: str, file: str) -> Iterator[tuple[str, Facts, str]]:
    """Yield each element of a part as it ends: its name, its attributes, the text that it shows.

    A name comes without its namespace, an attribute's with it, after `}`. How a word is pronounced
    (`rPh`) is not shown. Nothing of the part is kept, so that a large one takes no memory.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    under_way: list[tuple[str, Facts, list[str]]] = [("", {}, [])]
    ended: list[tuple[str, Facts, str]] = []

    def no_document_type(*_: object) -> None:
        message = "This workbook declares a document type, which no survey tool does."
        hint = "Do not open it. Export the survey again from the tool itself."
        raise UnreadableError("A506", message, hint, Place(file))

    def start(name: str, facts: Facts) -> None:
        if len(under_way) > _MAX_DEPTH:
            raise ValueError("elements too deep")
        under_way.append((name.rpartition("}")[2], facts, []))

    def words(text: str) -> None:
        if under_way[-1][0] in _TEXTS:
            under_way[-1][2].append(text)

    def end(_: str) -> None:
        name, facts, pieces = under_way.pop()
        if name not in _WHOLE:
            under_way[-1][2].extend(pieces)
        ended.append((name, facts, "".join(pieces)))

    parser.StartDoctypeDeclHandler = no_document_type
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                parser.Parse(chunk, False)
                yield from ended
                ended.clear()
            parser.Parse(b"", True)
            yield from ended
    except expat.ExpatError as problem:
        raise ValueError(part) from problem


# ---------------------------------------------------------- what a cell shows: texts and numbers

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ONE = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zone
_DAY_ONE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LAST_DAY = 2_958_465  # 31 December 9999
_DATE_CODES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# What has no end runs to the end of the format, so that no format takes long to read.
_FORMAT_PIECE = re.compile(r'"([^"]*)(?:"|$)|\[([^\]]*)(?:\]|$)|\\(.?)|[_*](.?)|(.)', re.DOTALL)
_PLAIN_SIGNS = frozenset("-+() :'!^&~{}<>=$£€")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How cells show a number: as a date, or in `places`, of which None stands for a digit.

    Without places a number is shown as it was typed.
    """

    is_date: bool = False
    places: tuple[str | None, ...] = ()

    def shown(self, raw: str, *, since_1904: bool) -> str:
        """Return a number as a text; `since_1904` says from which day dates are counted."""
        if self.is_date:
            return date_text(float(raw), since_1904=since_1904)
        digits = number_text(raw)
        width = self.places.count(None)
        if not width or not digits.isdecimal():
            return digits
        digits = digits.rjust(width, "0")
        spare = len(digits) - width
        rest = iter((digits[: spare + 1], *digits[spare + 1 :]))
        return "".join(next(rest) if place is None else place for place in self.places).strip()


@cache
def number_format(code: str) -> NumberFormat:
    """Return how a format such as `yyyy-mm-dd`, `000` or `"P"00` shows numbers from 0 upwards.

    Only dates and whole numbers in fixed places change what is read; any other format, such as one
    of decimals or per cent, leaves the number as it was typed.
    """
    places: list[str | None] = []
    sections, is_fixed, is_date = 1, True, False
    for quoted, bracket, escaped, _, sign in _FORMAT_PIECE.findall(code):
        is_date = is_date or (sign != "" and sign in "dmyhsDMYHS")
        if sign == ";":
            sections += 1
        elif sections == 1:
            is_fixed = is_fixed and not bracket.startswith(("<", ">", "="))
            is_fixed = is_fixed and (sign in _PLAIN_SIGNS or sign in ("", "0"))
            places.append(None if sign == "0" else quoted + escaped + sign)
    if is_date:
        return NumberFormat(is_date=True)
    return NumberFormat(places=tuple(places) if is_fixed and sections < 3 else ())


def number_formats(package: zipfile.ZipFile, part: str, file: str) -> tuple[NumberFormat, ...]:
    """Return how each cell style shows numbers, in the order in which cells count them."""
    own: dict[str, str] = {}
    formats: list[NumberFormat] = []
    for name, facts, _ in _elements(package, part, file):
        if name == "numFmt":
            own[facts.get("numFmtId", "")] = facts.get("formatCode", "")
        elif name == "cellStyleXfs":
            formats.clear()  # the styles that a person picks by name; no cell counts them
        elif name == "xf":
            number = facts.get("numFmtId", "0")
            is_date = number not in own and number.isdecimal() and int(number) in _DATE_CODES
            formats.append(NumberFormat(is_date) if is_date else number_format(own.get(number, "")))
        elif name == "cellXfs":
            break
    return tuple(formats)


def shared_texts(package: zipfile.ZipFile, part: str, file: str) -> tuple[str, ...]:
    """Return the texts that cells refer to by number."""
    return tuple(
        unescaped(text) for name, _, text in _elements(package, part, file) if name == "si"
    )


@dataclass(frozen=True, slots=True)
class CellStyles:
    """What the cells of one workbook refer to."""

    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    since_1904: bool

    def text(self, kind: str, raw: str, style: str) -> str:
        """Return a cell's text; `kind` and `style` are its attributes `t` and `s`."""
        if kind == "s":
            return self.texts[_index(raw)] if raw else ""
        if kind in ("inlineStr", "str"):
            return unescaped(raw)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind != "n" or not raw:
            return raw
        number = _index(style)
        shows = self.formats[number] if number < len(self.formats) else NumberFormat()
        return shows.shown(raw, since_1904=self.since_1904)


def _index(raw: str) -> int:
    if not raw.isdecimal():
        raise ValueError(raw)
    return int(raw)


def unescaped(text: str) -> str:
    """Return a text with Excel's `_x000D_` turned back; halves of letters are left as they are."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(
        lambda found: found[0] if 0xD800 <= int(found[1], 16) < 0xE000 else chr(int(found[1], 16)),
        text,
    )


def number_text(raw: str) -> str:
    """Return a number as it was typed: 4 for 4.0, and at most 15 digits, as a spreadsheet keeps."""
    if not raw or raw.isdecimal():
        return raw
    number = float(raw)
    if number != number or abs(number) == float("inf"):
        raise ValueError("no number")
    return str(int(number)) if number == int(number) else f"{number:.15g}"


def date_text(days: float, *, since_1904: bool) -> str:
    """Return a day count as `2026-05-04 09:06:00`; a count out of the calendar stays a number."""
    if not 0 <= days <= _LAST_DAY:
        return number_text(repr(days))
    moment = (_DAY_ONE_1904 if since_1904 else _DAY_ONE) + timedelta(seconds=round(days * 86_400))
    return moment.strftime("%Y-%m-%d %H:%M:%S")


# --------------------------------------------------------------------------------- a sheet's rows

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_NAMED = 12  # hidden rows or columns that one message names


class _SheetReader:
    """Collects the rows of one sheet that hold anything, and the cells whose value nobody typed."""

    def __init__(self, file: str, styles: CellStyles) -> None:
        self.file = file
        self.styles = styles
        self.records: list[Record] = []
        self.untyped: dict[tuple[int, int], Untyped] = {}
        self.merges: list[Merge] = []
        self._known: dict[str, str] = {}  # one copy of each label, so that many rows stay small
        self._cells_left = MAX_CELLS
        self._letters_left = MAX_BYTES  # one shared text may stand in every cell
        self._row = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._rows_said: set[int] = set()
        self._reasons: dict[int, Untyped] = {}

    def table(
        self, elements: Iterator[tuple[str, Facts, str]], name: str, hidden_sheets: Sequence[str]
    ) -> Table:
        """Return the sheet as a table, with what its author has hidden."""
        has_formula = False
        rows: list[int] = []
        columns: list[int] = []
        for tag, facts, text in elements:
            if tag == "f":
                has_formula = True
            elif tag == "c":
                self._cell(facts, text, has_formula=has_formula)
                has_formula = False
            elif tag == "row":
                self._end_row(facts)
                if _is_on(facts, "hidden"):
                    rows.append(self._row)
            elif tag == "col" and _is_on(facts, "hidden"):
                after = columns[-1] + 1 if columns else 0
                last = min(int(facts["max"]), MAX_COLUMNS)
                columns.extend(range(max(int(facts["min"]) - 1, after), last))
            elif tag == "mergeCell":
                self._merge(facts.get("ref", ""))
        filled = {record.row for record in self.records}
        seen = [n for n in columns if any(record.cell(n) for record in self.records)]
        faults = (
            *_hidden("Row", [str(row) for row in rows if row in filled], "read", self.file),
            *_hidden("Column", [letters(column) for column in seen], "read", self.file),
            *_hidden("Sheet", [repr(sheet) for sheet in hidden_sheets], "left out", self.file),
        )
        records, merges = tuple(self.records), tuple(self.merges)
        return Table(self.file, "", "", name, records, self.untyped, merges, faults)

    def _cell(self, facts: Facts, raw: str, *, has_formula: bool) -> None:
        found = _REFERENCE.fullmatch(facts["r"]) if "r" in facts else None
        column = column_of(found[1]) if found else self._column + 1
        if column is None or column in self._cells:
            raise ValueError("cells out of order")
        self._column = column
        if found:
            self._rows_said.add(int(found[2]))
        kind = facts.get("t", "n")
        text = self.styles.text(kind, raw, facts.get("s", "0"))
        if has_formula or kind == "e":
            self._reasons[column] = "formula" if has_formula else "error"
            text = text or "="  # so that the cell does not pass for an empty one
        if text and column >= MAX_COLUMNS:
            raise too_big(f"column {letters(column)} is filled", self.file, self._row + 1)
        if text:
            self._cells[column] = self._known.setdefault(text, text)

    def _end_row(self, facts: Facts) -> None:
        row = int(facts.get("r", self._row + 1))
        if row <= self._row or not self._rows_said <= {row}:
            raise ValueError("rows out of order")
        if self._cells:
            self._keep(row)
        self._row, self._column = row, -1
        self._cells, self._reasons, self._rows_said = {}, {}, set()

    def _keep(self, row: int) -> None:
        if len(self.records) >= MAX_ROWS:
            raise too_big(f"more than {MAX_ROWS:,} rows", self.file, row)
        width = max(self._cells) + 1
        self._cells_left -= width
        self._letters_left -= sum(map(len, self._cells.values()))
        if min(self._cells_left, self._letters_left) < 0:
            raise too_big(f"row {row} goes beyond what one can hold", self.file, row)
        cells = tuple(self._cells.get(column, "") for column in range(width))
        self.records.append(Record(row, row, cells))
        self.untyped.update({(row, column): why for column, why in self._reasons.items()})

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            left, right = column_of(corners[0][1]), column_of(corners[1][1])
            if left is not None and right is not None:
                self.merges.append(Merge(int(corners[0][2]), left, int(corners[1][2]), right))


def _hidden(kind: str, names: Sequence[str], done: str, file: str) -> Iterator[Fault]:
    """Yield the warning of what somebody hid in the workbook, and may have taken for deleted."""
    if not names:
        return
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    s, are, were = ("", "is", "was") if len(names) == 1 else ("s", "are", "were")
    yield Fault(
        code="A515",
        message=f"{kind}{s} {listed} {are} hidden in the workbook and {were} {done}.",
        hint="Look at it in the spreadsheet; delete it there if it should not count.",
        severity="warning",
        place=Place(file),
    )
