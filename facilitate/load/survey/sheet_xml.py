"""The XML of a workbook's parts, read as a stream; a document type declaration is refused."""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from facilitate.faults import Fault, Place
from facilitate.load.survey.cell_values import Style, unescaped
from facilitate.load.survey.table import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Merge,
    Oddity,
    Record,
    UnreadableError,
    column_of,
    letters,
    too_big,
)

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
    oddities: dict[tuple[int, int], Oddity]
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
    return SheetRows(tuple(reader.records), reader.oddities, tuple(reader.merges))


class _SheetReader:
    """Collects rows while the sheet goes past; state lives for one sheet only."""

    def __init__(self, file: str, style: Style) -> None:
        self.file = file
        self.style = style
        self.records: list[Record] = []
        self.oddities: dict[tuple[int, int], Oddity] = {}
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
            self.oddities[self._row, self._column] = "formula" if self._formula else "error"
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
