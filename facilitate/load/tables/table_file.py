"""A file as a table: text with commas, semicolons or tabs and its letters, or a workbook."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from facilitate.faults import Fault, Place
from facilitate.files import MAX_BYTES, kind_of, put_together, taken_apart
from facilitate.load.tables.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    SAVED,
    RawTable,
    Record,
    UnreadableError,
    no_table,
    too_big,
)
from facilitate.structs import replace

MAX_SHEET_ROWS = 1_048_576  # empty ones too; what a spreadsheet has
MAX_RECORD = 2_000_000  # letters of one row
MAX_CELL = 131_072  # characters, the limit of the csv module; four times what a spreadsheet holds


def read_table(data: bytes, file: str, *, sheet: str = "", encoding: str = "") -> RawTable:
    """Return the rows of a workbook or of a text file; raise `UnreadableError` for what is none."""
    if len(data) > MAX_BYTES:
        raise too_big(f"it is over {MAX_BYTES // 1_000_000} MB", file)
    if data.startswith(b"PK\x03\x04"):
        from facilitate.load.tables.workbook import read_workbook  # openpyxl takes long to load

        return read_workbook(data, file, sheet=sheet)
    is_yaml = file.casefold().endswith((".yaml", ".yml"))
    saved = data.lstrip().startswith(b'{"')
    if kind := kind_of(data) or "a YAML file" * is_yaml or SAVED * saved:
        raise no_table(kind, file)
    return _delimited(data, file, reviewed=encoding)


ONE_BYTE = ("cp1252", "latin-1", "mac-roman")
"""Spellings that a reviewer may name where the bytes themselves cannot tell."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that only UTF-8 spells so. An accented capital before a curly quote or a dash is left
# out: those are the only pairs of this kind that words in cp1252 really have.
_MANY_BYTES = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]|[\xc4-\xdf][\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def encoding_of(data: bytes, file: str, *, reviewed: str) -> str:
    """Return the encoding: by byte-order mark, else strict utf-8, else cp1252 or the reviewed one.

    Raises `UnreadableError` where bytes belong to no encoding, or two are mixed in one file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _proved(data, encoding, file)
    wide = _wide_without_mark(data)
    if wide:
        return _proved(data, wide, file)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _MANY_BYTES.search(data):
            message = "The file is UTF-8, but a letter here is not; two files seem to be joined."
            raise _not_letters(data, problem.start, message, file) from problem
        return _proved(data, reviewed if reviewed in ONE_BYTE else "cp1252", file)
    return "utf-8"


def is_certain(encoding: str) -> bool:
    """Say whether the bytes themselves prove the encoding."""
    return encoding not in ONE_BYTE


def assumed_encoding(encoding: str, file: str) -> Fault:
    """Return the advice that the encoding is an assumption, for a person to look at."""
    return Fault(
        code="A511",
        message=f"The file does not say how its letters are written; it was read as {encoding}.",
        hint="Look at pound signs, dashes and accents in the mapping before you sign it.",
        severity="advice",
        place=Place(file),
    )


def _wide_without_mark(data: bytes) -> str:
    """Return utf-16 by the side on which plain letters leave their empty bytes, or nothing."""
    start = data[:2000]
    if len(start) < 4 or len(data) % 2:
        return ""
    odd, even = start[1::2].count(0), start[::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _proved(data: bytes, encoding: str, file: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as problem:
        message = f"A letter here is not {encoding}, in which the rest of the file is written."
        raise _not_letters(data, problem.start, message, file) from problem
    return encoding


def _not_letters(data: bytes, offset: int, message: str, file: str) -> UnreadableError:
    before = data[:offset]
    line = 1 + max(before.count(b"\n"), before.count(b"\r"))
    hint = "Export the survey again as CSV in UTF-8."
    return UnreadableError("A503", message, hint, Place(file, line))


DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

_SAMPLE_RECORDS = 60
_SAMPLE_LETTERS = 2_000_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def _delimited(data: bytes, file: str, *, reviewed: str) -> RawTable:
    """Return the rows of a text file; raises `UnreadableError` with the row that is broken."""
    encoding = encoding_of(data, file, reviewed=reviewed)
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
    return RawTable(file, encoding, DELIMITERS[delimiter], "", tuple(records))


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
                message = "This is not a table of text: there are empty bytes in it."
                hint = "Give the export as CSV in UTF-8, or as XLSX."
                raise UnreadableError("A501", message, hint, Place(self._file, self._line))
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
        raise UnreadableError("A504", message, hint, Place(file, line)) from None


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


def with_rows(data: bytes, changed: Mapping[int, Sequence[str] | None]) -> bytes:
    """Return a text file with other cells in rows by the line they start on; None takes one out.

    Every other byte stays. Only where new cells do not fit into the file's encoding is all
    of it written as UTF-8.
    """
    table = read_table(data, "")
    delimiter = next(key for key, name in DELIMITERS.items() if name == table.delimiter)
    text, spelling = taken_apart(data, table.encoding)
    lines = list(io.StringIO(text, newline=""))
    out = list(lines)
    for start, cells in changed.items():
        first = start - 1
        reader = csv.reader(lines[first:], delimiter=delimiter)
        next(reader)
        last = lines[first + reader.line_num - 1]
        row = io.StringIO(newline="")
        if cells is not None:
            end = last[len(last.rstrip("\r\n")) :]
            csv.writer(row, lineterminator=end, delimiter=delimiter).writerow(cells)
        out[first : first + reader.line_num] = [row.getvalue(), *[""] * (reader.line_num - 1)]
    try:
        return put_together("".join(out), spelling)
    except UnicodeEncodeError:
        return put_together("".join(out), replace(spelling, mark=codecs.BOM_UTF8, encoding="utf-8"))
