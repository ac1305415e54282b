"""What columns look like by their cells alone: a free list, ticks, or words."""

from collections.abc import Sequence

from facilitate.load.survey.asked import Kind
from facilitate.load.survey.layout import Heading
from facilitate.load.survey.table import Record
from facilitate.load.survey.ticks import are_ticks

_MOSTLY = 0.5  # of the filled cells


def cells_of(rows: Sequence[Record], column: int) -> list[str]:
    """Return the cells of a column, top to bottom."""
    return [record.cell(column) for record in rows]


def grouped(headings: Sequence[Heading]) -> list[list[Heading]]:
    """Return the headings in groups of one question each."""
    groups: dict[tuple[str, str], list[Heading]] = {}
    for heading in headings:
        groups.setdefault((heading.question, heading.code.partition("[")[0]), []).append(heading)
    return list(groups.values())


def shape_of(group: Sequence[Heading], rows: Sequence[Record]) -> Kind | None:
    """Return `tie` of a group of ticks, `list` or `comment` of one column of words, or None."""
    if len(group) > 1:
        return "tie" if all(_is_tick_column(heading, rows) for heading in group) else None
    filled = [cell.strip() for cell in cells_of(rows, group[0].column) if cell.strip()]
    if not filled:
        return None
    if sum("\n" in cell or "\r" in cell for cell in filled) > _MOSTLY * len(filled):
        return "list"
    wordy = sum(" " in cell for cell in filled) > _MOSTLY * len(filled)
    return "comment" if wordy else None


def _is_tick_column(heading: Heading, rows: Sequence[Record]) -> bool:
    cells = cells_of(rows, heading.column)
    return bool(heading.part) and (are_ticks(cells, heading.part) or not any(cells))
