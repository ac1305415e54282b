"""A table of people or answers as rows of text: its limits, names of its cells, words compared."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from facilitate.faults import Fault, Place, Severity
from facilitate.structs import Struct, field

MAX_ROWS = 20_000  # a stock take has dozens of people, a large one a thousand
MAX_COLUMNS = 2_000
MAX_CELLS = 2_000_000  # 20,000 people and 100 columns

Untyped = Literal["formula", "error"]
"""Why the value of a workbook's cell cannot be taken for what a person answered."""


class Record(Struct):
    """One row: `row` as a spreadsheet counts it, `line` where it starts in the file, its cells."""

    row: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the cell of a column counted from 0; the empty text past the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


class Merge(Struct):
    """A stretch of merged cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class RawTable(Struct):
    """All rows that are not empty, and how they were read; `sheet` is empty for a text file.

    `untyped` names cells by row (as in `Record.row`) and column from 0; `hidden` are rows, and
    `faults` are warnings of what a person cannot see in it. `typed` says that what counts as a
    row was a line of text, in which nobody sees columns.
    """

    file: str
    encoding: str
    delimiter: str
    sheet: str
    records: tuple[Record, ...]
    untyped: Mapping[tuple[int, int], Untyped] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    hidden: frozenset[int] = frozenset()
    faults: tuple[Fault, ...] = ()
    typed: bool = False

    def place(self, record: Record, column: int | None = None) -> Place:
        """Return the place of a cell, or of the row; columns of the place count from 1."""
        if column is None or self.typed:
            return Place(self.file, record.line)
        return Place(self.file, record.line, column + 1)

    def fault(
        self,
        code: str,
        record: Record,
        column: int,
        *,
        says: str,
        hint: str,
        severity: Severity = "error",
        also: Place | None = None,
    ) -> Fault:
        """Return a fault at a cell; its name, such as K6, begins the message if it has one."""
        return Fault(
            code=code,
            message=says if self.typed else f"{cell_name(record, column)}: {says}",
            hint=hint,
            severity=severity,
            place=self.place(record, column),
            also=also,
        )


class UnreadableError(Exception):
    """A file that cannot be read further; carries the fault to tell."""

    def __init__(self, code: str, message: str, hint: str, place: Place) -> None:
        super().__init__(message)
        self.fault = Fault(code=code, message=message, hint=hint, place=place)


def letters(column: int) -> str:
    """Return a column, counted from 0, in a spreadsheet's letters: 0 is A, 26 is AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def named_columns(columns: Iterable[int]) -> str:
    """Return columns, counted from 0, in words: `column C`, or `columns C, E to G`."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    named = [
        letters(run[0]) if len(run) == 1 else f"{letters(run[0])} to {letters(run[-1])}"
        for run in runs
    ]
    return f"column{'s' if sum(map(len, runs)) > 1 else ''} {', '.join(named)}"


def column_of(name: str) -> int | None:
    """Return the number, from 0, of a column's letters; None if they are no column."""
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        return None
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(record: Record, column: int) -> str:
    """Return a cell as a spreadsheet names it, such as K6."""
    return f"{letters(column)}{record.row}"


SAVED = "somebody's saved answers"


def no_table(kind: str, file: str) -> UnreadableError:
    """Return the error of a file of another kind."""
    hint = "Export the responses of the survey as CSV or XLSX."
    if kind in ("a Word file", SAVED):
        hint = "Put it into a folder with the others, and run: facilitate audit collect FOLDER"
    return UnreadableError("A501", f"This is {kind}, not a table.", hint, Place(file))


def too_big(what: str, file: str, line: int | None = None) -> UnreadableError:
    """Return the refusal of a file that is larger than any stock take."""
    hint = "Export the one survey only, or remove the rows and columns that are no answers."
    return UnreadableError("A502", f"This export is too big: {what}.", hint, Place(file, line))


# ---------------------------------------------------------- words of a table as they are compared

_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None,
        "\ufeff": None,
    }
)  # fmt: skip

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANKS = re.compile(r"\s+")
_NOT_ID = re.compile(r"[^a-z0-9]+")

MAX_ID = 41
ID = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{MAX_ID - 1}}}")
"""What an id is made of, and the most letters that it has."""


def without_entities(text: str) -> str:
    """Return the text with `&nbsp;` and `&#39;` as their letters; a plain & is left alone."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def compared(text: str) -> str:
    """Return the text as it is compared: NFKC, plain quotes and dashes, single spaces, no case."""
    text = without_entities(text)
    plain = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    return _BLANKS.sub(" ", plain).strip().casefold()


def slug(text: str) -> str:
    """Return an id made of the text, of `a-z 0-9 -`, at most 41 long; empty if nothing is left."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore")
    return _NOT_ID.sub("-", letters.decode().casefold()).strip("-")[:MAX_ID].strip("-")


def headings(listed: str) -> frozenset[str]:
    """Return the headings of a text that has commas between them."""
    return frozenset(" ".join(name.split()) for name in listed.split(","))
