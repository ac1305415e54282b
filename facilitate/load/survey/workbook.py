"""XLSX workbooks: weighed by the zip directory before anything is unpacked, then read as text."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ONE = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zone
_DAY_ONE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LAST_DAY = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class Style:
    """What the cells of one workbook refer to."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool

    def text(self, kind: str, raw: str, style: str) -> str:
        """Return a cell's text; `kind` and `style` are its attributes `t` and `s`."""
        if kind == "s":
            return self.texts[_index(raw)] if raw else ""
        if kind in ("inlineStr", "str"):
            return unescaped(raw)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "n" and raw and int(style) in self.dates:
            return date_text(float(raw), since_1904=self.since_1904)
        return number_text(raw) if kind == "n" else raw


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


_CHUNK_BYTES = 65_536
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATE_CODES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')

Facts = dict[str, str]
Start = Callable[[str, Facts], None]
End = Callable[[str], None]


def _stream(
    package: zipfile.ZipFile,
    part: str,
    file: str,
    *,
    start: Start,
    end: End,
    words: Callable[[str], None],
) -> None:
    """Walk through a part; names come without their namespace, attributes with it after `}`."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def no_document_type(*_: object) -> None:
        raise UnreadableError(
            Fault(
                code="A506",
                message="This workbook declares a document type, which no survey tool does.",
                hint="Do not open it. Export the survey again from the tool itself.",
                place=Place(file),
            )
        )

    parser.StartDoctypeDeclHandler = no_document_type
    parser.StartElementHandler = lambda name, facts: start(name.rpartition("}")[2], facts)
    parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    parser.CharacterDataHandler = words
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise ValueError(part) from problem


def _nothing(_: str) -> None:
    return None


def parsed(package: zipfile.ZipFile, part: str, file: str) -> tuple[tuple[str, Facts], ...]:
    """Return every element of a small part, in order, as name and attributes."""
    found: list[tuple[str, Facts]] = []
    _stream(
        package,
        part,
        file,
        start=lambda name, facts: found.append((name, facts)),
        end=_nothing,
        words=_nothing,
    )
    return tuple(found)


def date_styles(package: zipfile.ZipFile, part: str, file: str) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date or a time."""
    own: dict[str, str] = {}
    dates: list[int] = []
    inside = False
    count = 0
    for name, facts in parsed(package, part, file):
        if name == "numFmt":
            own[facts.get("numFmtId", "")] = facts.get("formatCode", "")
        elif name in ("cellXfs", "cellStyles"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            code = facts.get("numFmtId", "0")
            shown = _NO_DATE.sub("", own.get(code, "")).casefold()
            if (code in own and re.search("[dmyhs]", shown)) or (
                code not in own and code.isdecimal() and int(code) in _DATE_CODES
            ):
                dates.append(count)
            count += 1
    return frozenset(dates)


def shared_texts(package: zipfile.ZipFile, part: str, file: str) -> tuple[str, ...]:
    """Return the workbook's shared texts; how a word is pronounced is left out."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "sound": 0}

    def start(name: str, _: Facts) -> None:
        state["sound"] += name == "rPh"
        state["text"] = name == "t" and not state["sound"]
        if name == "si":
            pieces.clear()

    def end(name: str) -> None:
        state["sound"] -= name == "rPh"
        state["text"] = False
        if name == "si":
            texts.append(unescaped("".join(pieces)))

    def words(text: str) -> None:
        if state["text"]:
            pieces.append(text)

    _stream(package, part, file, start=start, end=end, words=words)
    return tuple(texts)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet: its rows, the cells that hold a formula or an error, the merged stretches."""

    records: tuple[Record, ...]
    untyped: dict[tuple[int, int], Untyped]
    merges: tuple[Merge, ...]


def sheet_rows(
    package: zipfile.ZipFile,
    part: str,
    file: str,
    *,
    texts: Sequence[str],
    dates: frozenset[int],
    since_1904: bool,
) -> SheetRows:
    """Return the rows that hold anything, with the cells whose value nobody typed in.

    `texts` are the shared texts, `dates` the styles of dates, `since_1904` how days are counted.
    """
    style = Style(texts=texts, dates=dates, since_1904=since_1904)
    reader = _SheetReader(file, style)
    _stream(package, part, file, start=reader.start, end=reader.end, words=reader.words)
    return SheetRows(tuple(reader.records), reader.untyped, tuple(reader.merges))


class _SheetReader:
    """Collects rows while the sheet goes past; state lives for one sheet only."""

    def __init__(self, file: str, style: Style) -> None:
        self.file = file
        self.style = style
        self.records: list[Record] = []
        self.untyped: dict[tuple[int, int], Untyped] = {}
        self.merges: list[Merge] = []
        self._known: dict[str, str] = {}
        self._cells_left = MAX_CELLS
        self._letters_left = MAX_BYTES  # one shared text may stand in every cell
        self._cells: dict[int, str] = {}
        self._row = self._column = 0
        self._facts: Facts = {}
        self._pieces: list[str] = []
        self._listening = self._sound = self._formula = False

    def start(self, name: str, facts: Facts) -> None:
        if name == "row":
            row = int(facts.get("r", self._row + 1))
            if row <= self._row:
                raise ValueError("rows out of order")
            self._row, self._column, self._cells = row, -1, {}
        elif name == "c":
            self._begin_cell(facts)
        elif name in ("v", "t"):
            self._listening = not self._sound
        elif name == "rPh":
            self._sound = True
        elif name == "f":
            self._formula = True
        elif name == "mergeCell":
            self._merge(facts.get("ref", ""))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._listening = False
        elif name == "rPh":
            self._sound = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and any(self._cells.values()):
            self._end_row()

    def words(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)

    def _begin_cell(self, facts: Facts) -> None:
        self._facts, self._formula = facts, False
        self._pieces.clear()
        found = _REFERENCE.fullmatch(facts["r"]) if "r" in facts else None
        column = column_of(found[1]) if found else self._column + 1
        if column is None or column in self._cells or (found and int(found[2]) != self._row):
            raise ValueError("cells out of order")
        self._column = column

    def _end_cell(self) -> None:
        kind = self._facts.get("t", "n")
        raw = "".join(self._pieces)
        text = self.style.text(kind, raw, self._facts.get("s", "0"))
        if self._formula or kind == "e":
            self.untyped[self._row, self._column] = "formula" if self._formula else "error"
            text = text or "="  # so that the cell does not pass for an empty one
        if text and self._column >= MAX_COLUMNS:
            raise too_big(f"column {letters(self._column)} is filled", self.file, self._row)
        if text:
            self._cells[self._column] = self._known.setdefault(text, text)

    def _end_row(self) -> None:
        if len(self.records) >= MAX_ROWS:
            raise too_big(f"more than {MAX_ROWS:,} rows", self.file, self._row)
        width = max(self._cells) + 1
        self._cells_left -= width
        self._letters_left -= sum(map(len, self._cells.values()))
        if min(self._cells_left, self._letters_left) < 0:
            raise too_big(f"row {self._row} goes beyond what one can hold", self.file, self._row)
        cells = tuple(self._cells.get(column, "") for column in range(width))
        self.records.append(Record(self._row, self._row, cells))

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            left, right = column_of(corners[0][1]), column_of(corners[1][1])
            if left is not None and right is not None:
                self.merges.append(Merge(int(corners[0][2]), left, int(corners[1][2]), right))


MAX_PARTS = 1_000
MAX_RATIO = 100  # unpacked to packed; sheets of real answers stay below 40
_SMALL_PART = 1_000_000  # bytes; below this a high ratio harms nobody

_WORKBOOK = "xl/workbook.xml"


def read_workbook(data: bytes, file: str, *, sheet: str = "") -> Table:
    """Return the rows of the sheet that was named, or of the only one that holds any.

    Raises `UnreadableError`: damaged, too big, locked, a document type inside, or several sheets
    to choose from. Nothing is calculated; a cell with a formula or an error is marked as such.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _weigh(package, file)
            return _chosen(tuple(_tables(package, file)), file, sheet=sheet)
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError) as problem:
        raise _damaged(file) from problem
    except (RuntimeError, NotImplementedError) as problem:  # locked, or packed in a rare way
        raise _damaged(file) from problem


def _weigh(package: zipfile.ZipFile, file: str) -> None:
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
    names = set(package.namelist())
    if _WORKBOOK not in names:
        raise _damaged(file)
    book = parsed(package, _WORKBOOK, file)
    targets = _targets(package, file)
    texts_part, styles_part = targets.get("sharedStrings", ""), targets.get("styles", "")
    texts = shared_texts(package, texts_part, file) if texts_part in names else ()
    dates = date_styles(package, styles_part, file) if styles_part in names else frozenset()
    since_1904 = any(
        tag == "workbookPr" and facts.get("date1904") in ("1", "true") for tag, facts in book
    )
    for tag, facts in book:
        if tag != "sheet" or facts.get("state", "visible") != "visible":
            continue
        part = targets.get(next((facts[key] for key in facts if key.endswith("}id")), ""), "")
        if part not in names or "worksheets/" not in part:
            continue
        rows = sheet_rows(package, part, file, texts=texts, dates=dates, since_1904=since_1904)
        yield Table(file, "", "", facts.get("name", ""), rows.records, rows.untyped, rows.merges)


def _targets(package: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Return the part name of each relationship of the workbook, by its id and by its kind."""
    targets = {}
    for tag, facts in parsed(package, "xl/_rels/workbook.xml.rels", file):
        if tag == "Relationship" and facts.get("TargetMode") != "External":
            target = facts.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[facts.get("Id", "")] = path
            targets.setdefault(facts.get("Type", "").rpartition("/")[2], path)
    return targets


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
    raise UnreadableError(Fault(code="A507", message=message, hint=hint, place=Place(file)))


def _damaged(file: str) -> UnreadableError:
    return UnreadableError(
        Fault(
            code="A505",
            message="This workbook is damaged or locked, so its cells cannot be trusted.",
            hint="Export the survey again as XLSX without a password, or as CSV.",
            place=Place(file),
        )
    )
