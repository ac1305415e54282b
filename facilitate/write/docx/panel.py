"""Blocks that stand apart or side by side: callouts and columns."""

from facilitate.document import Block, Callout, Columns, Heading
from facilitate.write.docx.cells import border, cell, row, table
from facilitate.write.docx.height import height_mm
from facilitate.write.docx.making import Making
from facilitate.write.docx.text import GAP, SMALL_GAP, THIN, ended, spoken

_INSET_MM = 5.3  # of panel and frame, on either side, as in the base file
_GUTTER_MM = 6.0
_WHOLE = 0.6  # what takes more of a page than this may be torn; the estimate is rough


def callout(block: Callout, making: Making, width_mm: float) -> str:
    """Return the blocks in a tinted panel, or in the frame."""
    title = spoken("PanelTitle", block.title, making) if block.title else ""
    inner = title + held(block.blocks, making, width_mm - 2 * _INSET_MM)
    frame = block.role == "frame"
    fill = "" if frame else making.look.colours.tint
    style = "SheetFrame" if frame else "SheetPanel"
    splits = _splits(block.blocks, making, width_mm)
    held_row = row([cell(width_mm, inner, fill=fill)], splits=splits)
    return GAP + table(style, (width_mm,), [held_row]) + GAP


def columns(block: Columns, making: Making, width_mm: float) -> str:
    """Return the columns with white between them; headed ones hang from a rule."""
    shares = block.shares or (1.0,) * len(block.columns)
    room = width_mm - _GUTTER_MM * (len(block.columns) - 1)
    headed = all(part and isinstance(part[0], Heading) for part in block.columns)
    rule = border("top", making.look.colours.ink, points=1.5) if headed else ""
    level = making.heading
    cells: list[str] = []
    widths: list[float] = []
    for part, share in zip(block.columns, shares, strict=True):
        if cells:
            cells.append(cell(_GUTTER_MM, THIN))
            widths.append(_GUTTER_MM)
        width = room * share / sum(shares)
        making.heading = level  # columns are neighbours: each starts at the same depth
        inner = _under_rule(part, making, width) if headed else held(part, making, width)
        cells.append(cell(width, inner, borders=rule))
        widths.append(width)
    splits = any(
        _splits(part, making, width) for part, width in zip(block.columns, widths[::2], strict=True)
    )
    above = SMALL_GAP if headed else ""
    return above + table("SheetLayout", widths, [row(cells, splits=splits)]) + SMALL_GAP


def _under_rule(part: tuple[Block, ...], making: Making, width_mm: float) -> str:
    """Return a column whose heading stands close to the rule above it."""
    head, *rest = part
    assert isinstance(head, Heading)
    style = f"Heading{making.level(head.level)}"
    close = '<w:spacing w:before="80"/>'
    return spoken(style, head.text, making, close) + held(tuple(rest), making, width_mm)


def held(blocks: tuple[Block, ...], making: Making, width_mm: float) -> str:
    """Return the blocks for the inside of a cell, which must end with a paragraph."""
    inner = making.render(blocks, width_mm)
    inner = ended(inner)
    return inner if inner.endswith("</w:p>") else inner + THIN


def _splits(blocks: tuple[Block, ...], making: Making, width_mm: float) -> bool:
    """Say whether the blocks may run on to the next page because one may not hold them."""
    return height_mm(blocks, width_mm) > _WHOLE * making.body_mm
