"""Tables: words in rows and columns, names to be read from afar, rows to be filled in."""

from facilitate.document import Column, Table, Text, plain
from facilitate.write.docx.cells import cell, row, table
from facilitate.write.docx.making import Making
from facilitate.write.docx.text import ALIGN, GAP, KEEP, spoken
from facilitate.write.look import Look
from facilitate.write.measure import width_mm as text_width

_TOGETHER = 8  # a table of so few rows is not torn over two pages
ROOM_MM = 5.0
_LEAST_MM = 9.0


def plain_table(block: Table, making: Making, width_mm: float) -> str:
    """Return the table with its head row on every page, and a thin gap after it."""
    widths = column_widths(block, making.look, width_mm)
    style = "SheetGrid" if block.role == "form" else "SheetTable"
    words = "SheetCall" if block.role == "call" else "SheetText"
    head = row(
        [_cell(*one, making, "SheetHead") for one in _across(block, block.header, widths)],
        head=True,
    )
    keep = len(block.rows) <= _TOGETHER
    height = block.row_mm or (12.0 if block.role == "form" else 0)
    rows = [
        row(
            [
                _cell(*one, making, words, keep=keep and number < len(block.rows))
                for one in _across(block, cells, widths)
            ],
            height_mm=height,
        )
        for number, cells in enumerate(block.rows, 1)
    ]
    return table(style, widths, [head, *rows], alt=block.alt, headed=True) + GAP


def column_widths(block: Table, look: Look, width_mm: float) -> tuple[float, ...]:
    """Return widths in millimetres that add up to `width_mm`.

    Columns with a share divide what those without one leave; a column without a share is as wide
    as its content, down to a fair part of the table where there is no room.
    """
    size = look.sheet.card if block.role == "call" else look.sheet.body
    bold = block.role == "call"
    natural = [
        max(_LEAST_MM, ROOM_MM + max(text_mm(words, look, size, bold=bold) for words in column))
        for column in zip(block.header, *block.rows, strict=True)
    ]
    shares = [column.share for column in block.columns]
    if not any(shares):
        return _fitted(natural, width_mm)
    fair = width_mm / len(shares)
    fixed = [0.0 if share else min(room, fair) for share, room in zip(shares, natural, strict=True)]
    rest = (width_mm - sum(fixed)) / sum(shares)
    return tuple(one or share * rest for one, share in zip(fixed, shares, strict=True))


def _across(
    block: Table, cells: tuple[Text, ...], widths: tuple[float, ...]
) -> list[tuple[Text, Column, float]]:
    return list(zip(cells, block.columns, widths, strict=True))


def _cell(
    words: Text, column: Column, width: float, making: Making, style: str, *, keep: bool = False
) -> str:
    properties = (KEEP if keep else "") + ALIGN[column.align]
    return cell(width, spoken(style, words, making, properties))


def text_mm(words: Text, look: Look, size_pt: float, *, bold: bool = False) -> float:
    """Return how wide the text is on one line, or its widest line if it has ends of line."""
    parts = plain(words).split("\n")
    marks = sum(size_pt * 0.35 for run in words if run.mark)
    any_bold = bold or any(run.bold for run in words)
    return max(text_width(part, look.slide_font, size_pt, any_bold) for part in parts) + marks


def _fitted(natural: list[float], width_mm: float) -> tuple[float, ...]:
    """Return the natural widths, stretched to fill, or the widest ones cut to an equal limit."""
    if sum(natural) <= width_mm:
        return tuple(one * width_mm / sum(natural) for one in natural)
    open_ones, left = sorted(natural), width_mm
    limit = width_mm / len(natural)
    for number, one in enumerate(open_ones):
        limit = left / (len(open_ones) - number)
        if one > limit:
            break
        left -= one
    return tuple(min(one, limit) for one in natural)
