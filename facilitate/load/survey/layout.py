"""How one survey tool lays out its export: header rows, what each column is, its marks of a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from facilitate.load.survey.private import is_private
from facilitate.load.survey.wording import compared

Use = Literal["answer", "private", "row:when", "row:submitted", "row:finished", "row:preview"]
"""What a column is for: `submitted` is a time that is empty while the answers are unfinished."""

DateOrder = Literal["year first", "day first", "month first", ""]

Rows = Sequence[Sequence[str]]
"""The first rows of an export, as they stand; a vendor looks at them and nothing else."""

_TAG = re.compile(r"</?(?:p|br|b|i|u|em|strong|span|div|font)\b[^<>]*>", re.IGNORECASE)
_BRACKET = re.compile(r"(.*\S)\s*\[(.*)\]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: whole, and as the question, the part of it, and the tool's code."""

    column: int
    text: str
    question: str
    part: str = ""
    code: str = ""
    use: Use = "answer"


@dataclass(frozen=True, slots=True)
class Layout:
    """An export's shape. `joins` are the signs between several ticks in one cell, likeliest first.

    `marks` gives, by use, what each compared value of a mark means: `finished`, `unfinished`,
    `answer` or `preview`. `dates` is empty where the tool does not say.
    """

    vendor: str
    header_rows: int
    headings: tuple[Heading, ...]
    joins: tuple[str, ...] = (";", ", ", ",")
    dates: DateOrder = ""
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def names(row: Sequence[str]) -> frozenset[str]:
    """Return the cells of a header row in the form in which they are compared."""
    return frozenset(compared(cell) for cell in row if cell.strip())


def cell(rows: Rows, row: int, column: int) -> str:
    """Return a header cell without tags and spare blanks, or the empty text if there is none."""
    if row >= len(rows) or column >= len(rows[row]):
        return ""
    return " ".join(_TAG.sub(" ", rows[row][column]).split())


def width(rows: Rows) -> int:
    """Return how many columns the widest of the rows has."""
    return max((len(row) for row in rows), default=0)


def in_brackets(text: str) -> tuple[str, str]:
    """Return `Question [Part]` as its two pieces; a text without brackets is all question."""
    found = _BRACKET.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def one_row(rows: Rows, uses: Mapping[str, Use]) -> tuple[Heading, ...]:
    """Return the headings of an export with one header row; `uses` go by compared heading."""
    return tuple(_single(column, cell(rows, 0, column), uses) for column in range(width(rows[:1])))


def two_rows(
    rows: Rows, uses: Mapping[str, Use], *, fillers: frozenset[str] = frozenset()
) -> tuple[Heading, ...]:
    """Return the headings where a question stands once over its parts in the second row.

    `fillers` are words of the second row that only say that an answer follows.
    """
    headings: list[Heading] = []
    question = ""
    for column in range(width(rows[:2])):
        own, part = cell(rows, 0, column), cell(rows, 1, column)
        question = own or question
        part = "" if compared(part) in fillers else part
        if not part:
            headings.append(_single(column, own, uses))
        elif not question:
            headings.append(_single(column, part, uses))
        else:
            headings.append(Heading(column, f"{question} [{part}]", question, part))
    return tuple(headings)


def _single(column: int, text: str, uses: Mapping[str, Use]) -> Heading:
    question, part = in_brackets(text)
    use = uses.get(compared(text), "private" if is_private(text) else "answer")
    return Heading(column, text, question, part, use=use)
