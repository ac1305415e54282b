"""A table of people or answers as rows of text, its limits, and what cells are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from facilitate.faults import Fault, Place

MAX_ROWS = 20_000  # a stock take has dozens of people, a large one a thousand
MAX_COLUMNS = 2_000
MAX_CELLS = 2_000_000  # 20,000 people and 100 columns

Untyped = Literal["formula", "error"]
"""Why the value of a workbook's cell cannot be taken for what a person answered."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: `row` as a spreadsheet counts it, `line` where it starts in the file, its cells."""

    row: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the cell of a column counted from 0; the empty text past the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A stretch of merged cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """All rows that are not empty, and how they were read; `sheet` is empty for a text file.

    `untyped` names cells by row (as in `Record.row`) and column from 0; `hidden` are rows, and
    `faults` are warnings of what a person cannot see in it.
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

    def place(self, record: Record, column: int | None = None) -> Place:
        """Return the place of a cell, or of the row; columns of the place count from 1."""
        return Place(self.file, record.line, None if column is None else column + 1)


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


def too_big(what: str, file: str, line: int | None = None) -> UnreadableError:
    """Return the refusal of a file that is larger than any stock take."""
    hint = "Export the one survey only, or remove the rows and columns that are no answers."
    return UnreadableError("A502", f"This export is too big: {what}.", hint, Place(file, line))
