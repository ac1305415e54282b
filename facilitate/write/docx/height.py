"""How much of a page blocks will take, roughly: enough to say whether they may stay together."""

from collections.abc import Iterable
from math import ceil

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Field,
    Heading,
    Image,
    List,
    Paragraph,
    Steps,
    Table,
    Timetable,
    WriteIn,
    plain,
)

_LETTER_MM = 2.2
_LINE_MM = 6.0
_ROW_MM = 9.0


def height_mm(blocks: Iterable[Block], width_mm: float) -> float:
    """Return the estimated height of the blocks in a column of this width."""
    return sum(_height(block, width_mm) for block in blocks)


def _height(block: Block, width_mm: float) -> float:
    match block:
        case List():
            return sum(height_mm(item, width_mm) for item in block.items)
        case Columns():
            return max(height_mm(part, width_mm / len(block.columns)) for part in block.columns)
        case Callout():
            return height_mm(block.blocks, width_mm) + 2 * _LINE_MM
        case Paragraph() | Heading():
            lines = ceil(len(plain(block.text)) * _LETTER_MM / width_mm)
            return max(1, lines) * _LINE_MM + 3
    return _rows(block) * _ROW_MM or _LINE_MM


def _rows(block: Block) -> float:
    """Return the height of a block that is made of rows, as a number of table rows."""
    match block:
        case Table():
            return (len(block.rows) + 1) * max(block.row_mm / _ROW_MM, 1)
        case Timetable():
            return len(block.rows) + 1
        case Steps():
            return len(block.steps) + 3
        case WriteIn():
            return 1 + block.lines * block.gap_mm / _ROW_MM
        case Field():
            return sum(2 + spec.lines for spec in block.fields)
        case Chart():
            return (block.height_mm or 80) / _ROW_MM
        case Image():
            return (block.width_mm or 60) / _ROW_MM
    return 0
