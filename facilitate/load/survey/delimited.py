"""CSV and TSV: delimiter by consistent cell count, every record with its row and line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from facilitate.faults import Fault, Place
from facilitate.load.survey.encoding import encoding_of
from facilitate.load.survey.table import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_RECORD,
    MAX_ROWS,
    MAX_SHEET_ROWS,
    Record,
    Table,
    UnreadableError,
    too_big,
)

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

_SAMPLE_RECORDS = 60
_SAMPLE_LETTERS = 2_000_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def read_delimited(data: bytes, file: str, *, reviewed_encoding: str = "") -> Table:
    """Return the rows of a text file; raises `UnreadableError` with the row that is broken."""
    encoding = encoding_of(data, file, reviewed=reviewed_encoding)
    skip, delimiter = _delimiter(_opened(data, encoding).read(_SAMPLE_LETTERS))
    records: list[Record] = []
    cells_left = MAX_CELLS
    known: dict[str, str] = {}  # one copy of each label, so that many rows stay small
    for record in _records(_Lines(data, encoding, file), delimiter, file):
        if record.row <= skip:
            continue
        if len(records) >= MAX_ROWS:
            raise too_big(f"more than {MAX_ROWS:,} rows", file, record.line)
        if len(record.cells) > MAX_COLUMNS:
            raise too_big(f"row {record.row} has {len(record.cells):,} columns", file, record.line)
        cells_left -= len(record.cells)
        if cells_left < 0:
            raise too_big(f"more than {MAX_CELLS:,} cells", file, record.line)
        cells = tuple(known.setdefault(cell, cell) for cell in record.cells)
        records.append(Record(record.row, record.line, cells))
    return Table(file, encoding, DELIMITERS[delimiter], "", tuple(records))


def _opened(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


class _Lines:
    """The lines of a file as the csv module wants them, none of them and no record too long."""

    def __init__(self, data: bytes, encoding: str, file: str) -> None:
        self._stream = _opened(data, encoding)
        self._file = file
        self._line = 0
        self._letters_left = MAX_RECORD

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(self._letters_left + 1):
            self._line += 1
            self._letters_left -= len(line)
            if self._letters_left < 0:
                raise too_big(f"a row has over {MAX_RECORD:,} letters", self._file, self._line)
            if "\0" in line:
                raise _no_text(self._file, self._line)
            yield line.removeprefix("\ufeff") if self._line == 1 else line

    def next_record(self) -> None:
        """Say that a record has ended, so that the next one may be as long again."""
        self._letters_left = MAX_RECORD


def _records(lines: _Lines, delimiter: str, file: str) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = row = 1
    try:
        for cells in reader:
            if row > MAX_SHEET_ROWS:
                raise too_big(f"more than {MAX_SHEET_ROWS:,} rows", file, line)
            if any(cells):
                yield Record(row, line, tuple(cells))
            line, row = reader.line_num + 1, row + 1
            lines.next_record()
    except csv.Error as problem:
        if "field larger" in str(problem):
            raise too_big(
                f"a cell of row {row} has over {MAX_CELL:,} letters", file, line
            ) from None
        message = (
            f"Row {row} cannot be read: its quotation marks do not pair up, "
            "so it is not clear where a cell ends."
        )
        hint = "Export the survey again; do not edit the export in a text editor."
        fault = Fault(code="A504", message=message, hint=hint, place=Place(file, line))
        raise UnreadableError(fault) from None


def _delimiter(text: str) -> tuple[int, str]:
    """Return how many rows to skip (a `sep=;` line) and the delimiter."""
    said = _SEPARATOR_LINE.match(text.removeprefix("\ufeff"))
    if said and said[1] in DELIMITERS:
        return 1, said[1]
    return 0, max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Return the share of records with the commonest cell count, and that count.

    A delimiter that leaves one cell in a row, or breaks the quotation marks, does not fit at all.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    counts: Counter[int] = Counter()
    broken = False
    try:
        for cells in islice(reader, _SAMPLE_RECORDS):
            if cells:
                counts[len(cells)] += 1
    except csv.Error:
        broken = True
    if not counts:
        return (0.0, 0)
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    if width < 2:
        return (0.0, 0)
    share = often / counts.total()
    return (share / 2 if broken else share, width)


def _no_text(file: str, line: int) -> UnreadableError:
    return UnreadableError(
        Fault(
            code="A501",
            message="This is not a table of text: there are empty bytes in it.",
            hint="Give the export as CSV in UTF-8, or as XLSX.",
            place=Place(file, line),
        )
    )
