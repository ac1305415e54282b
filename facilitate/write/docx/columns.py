"""Columns side by side, and callouts: a tinted panel or a frame."""

from collections.abc import Iterable
from itertools import chain
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
from facilitate.write.docx.context import DocxContext, docx_block
from facilitate.write.docx.tables import border, cell, row, table
from facilitate.write.docx.text import GAP, SMALL_GAP, THIN, ended, text_paragraph

_BODY_PT = 12  # the size of type that these are for
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


_INSET_MM = 5.3  # of panel and frame, on either side, as in the base file
_GUTTER_MM = 6.0
_WHOLE = 0.6  # what takes more of a page than this may be torn; the estimate is rough
_UNDER_HEAD = 0.4  # an organisation's head and airy styles take more room than ours
_STACKED = 0.6  # what takes more than this runs on under what stands above it


@docx_block
def callout(block: Callout, context: DocxContext, width_mm: float) -> str:
    """Return the blocks in a tinted panel, or in the frame."""
    title = text_paragraph("PanelTitle", block.title, context) if block.title else ""
    context.asked = plain(block.title).strip() or context.asked
    inner = title + held(block.blocks, context, width_mm - 2 * _INSET_MM)
    frame = block.role == "frame"
    fill = "" if frame else context.look.colours.tint
    style = "SheetFrame" if frame else "SheetPanel"
    splits = _splits(block.blocks, context, width_mm)
    held_row = row([cell(width_mm, inner, fill=fill)], splits=splits)
    return GAP + table(style, (width_mm,), [held_row]) + GAP


@docx_block
def columns(block: Columns, context: DocxContext, width_mm: float) -> str:
    """Return the columns with white between them; headed ones hang from a rule.

    Where a high head of an organisation is on first pages, headed ones that would be torn stand
    below each other: in a row of a table nothing keeps a heading with what it heads.
    """
    headed = block.is_headed
    head = context.base.letterhead
    if headed and head and head.is_on_first_only and _torn(block, context, width_mm):
        blocks = chain.from_iterable(block.columns)
        return "".join(docx_block.each(blocks, context, width_mm))
    # Lines to sign stand level, also where a long name takes the place above its own.
    signed = all(len(part) == 1 and isinstance(part[0], WriteIn) for part in block.columns)
    rule = border("top", context.look.colours.ink, points=1.5) if headed else ""
    cells: list[str] = []
    widths: list[float] = []
    available = block.widths(width_mm, _GUTTER_MM)
    splits = any(
        _splits(part, context, width) for part, width in zip(block.columns, available, strict=True)
    )
    for part, width in zip(block.columns, available, strict=True):
        if cells:
            cells.append(cell(_GUTTER_MM, THIN))
            widths.append(_GUTTER_MM)
        if headed:
            inner = _under_rule(part, context, width, splits=splits)
        else:
            inner = held(part, context, width)
        cells.append(cell(width, inner, borders=rule, stand="bottom" if signed else ""))
        widths.append(width)
    above = SMALL_GAP if headed else ""
    return above + table("SheetLayout", widths, [row(cells, splits=splits)]) + SMALL_GAP


def _under_rule(
    part: tuple[Block, ...], context: DocxContext, width_mm: float, *, splits: bool
) -> str:
    """Return a column whose heading stands close to the rule above it.

    Of columns that run on the heading keeps nothing together: it would keep the whole row so.
    """
    head, *rest = part
    assert isinstance(head, Heading)
    close = '<w:keepNext w:val="0"/>' if splits else ""
    close += '<w:spacing w:before="80"/>'
    return text_paragraph(f"Heading{head.level}", head.text, context, close) + held(
        tuple(rest), context, width_mm
    )


def held(blocks: tuple[Block, ...], context: DocxContext, width_mm: float) -> str:
    """Return the blocks for the inside of a cell, which must end with a paragraph."""
    inner = ended("".join(docx_block.each(blocks, context, width_mm)))
    return inner if inner.endswith("</w:p>") else inner + THIN


def _splits(blocks: tuple[Block, ...], context: DocxContext, width_mm: float) -> bool:
    """Say whether the blocks may run on to the next page because one may not hold them."""
    most = _UNDER_HEAD if context.base.letterhead else _WHOLE
    return _share(blocks, context, width_mm) > most


def _torn(block: Columns, context: DocxContext, width_mm: float) -> bool:
    widths = block.widths(width_mm, _GUTTER_MM)
    parts = zip(block.columns, widths, strict=True)
    return any(_share(part, context, width) > _STACKED for part, width in parts)


def _share(blocks: tuple[Block, ...], context: DocxContext, width_mm: float) -> float:
    """Return how much of a page the blocks take in a column of this width, 1 for all of it."""
    larger = max(context.look.sheet.body / _BODY_PT, 1.0)
    return height_mm(blocks, width_mm / larger) * larger / context.body_mm
