"""Ticks and lists in cells: one tick a column, several in one cell, one entry a line."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from facilitate.load.survey.wording import compared

YES = frozenset({"yes", "y", "x", "true", "1", "selected", "checked", "ticked"})
NO = frozenset({"", "no", "n", "false", "0", "not selected", "unchecked", "not checked"})

LINES = "lines"
"""The name, in a mapping, of splitting a cell at its line ends."""


def tick(cell: str, entry: str) -> Literal["ticked", "empty", "unknown"]:
    """Return what a cell of a tick column says; the entry's own name is a tick as well."""
    text = compared(cell)
    if text in YES or text == compared(entry):
        return "ticked"
    return "empty" if text in NO else "unknown"


def are_ticks(cells: Iterable[str], entry: str) -> bool:
    """Say whether a column holds ticks and nothing else, and at least one mark of either kind."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(tick(cell, entry) != "unknown" for cell in filled)


def split_of(cells: Sequence[str], joins: Sequence[str]) -> str:
    """Return the first of the joining signs that occurs in the cells, or the likeliest of them."""
    return next((join for join in joins if any(join in cell for cell in cells)), joins[0])


def list_split_of(cells: Sequence[str]) -> str:
    """Return how entries of a free list part: at line ends if there are any, else at `|` or `;`."""
    if not any("\n" in cell or "\r" in cell for cell in cells):
        for join in ("|", ";"):
            if any(join in cell for cell in cells):
                return join
    return LINES


def entries(cell: str, split: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the entries of a cell in order, without blanks round them.

    An entry that holds the joining sign itself (`Smith, Amy`) is kept whole if it is `known`, in
    the compared form; otherwise every sign parts.
    """
    pieces = cell.splitlines() if split == LINES else cell.split(split)
    if split == LINES or not known:
        return tuple(piece.strip() for piece in pieces if piece.strip())
    found: list[str] = []
    start = 0
    while start < len(pieces):
        end = next(
            (
                end
                for end in range(len(pieces), start, -1)
                if compared(split.join(pieces[start:end])) in known
            ),
            start + 1,
        )
        piece = split.join(pieces[start:end]).strip()
        if piece:
            found.append(piece)
        start = end
    return tuple(found)
