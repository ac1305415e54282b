"""Blocks as the typesetter takes them. Total: a block without a branch here is an error."""

from collections.abc import Mapping

from facilitate.document import (
    Callout,
    Chart,
    Columns,
    Cut,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    placed,
    plain,
)
from facilitate.faults import Fault
from facilitate.write.chart.drawing import Medium
from facilitate.write.chart.kinds import draw_parts
from facilitate.write.chart.svg import svg
from facilitate.write.pdf.context import PdfContext, blocks_json, pdf_block
from facilitate.write.pdf.tables import row_mm, size_without_broken_words, widths_of
from facilitate.write.pdf.text import Json
from facilitate.write.picture import not_a_picture, read_picture

PANEL_INSET_MM = 6.0
COLUMN_GUTTER_MM = 5.5
LIST_INDENT_MM = 7.0

TITLE_MM: Mapping[Medium, float] = {"sheet": 18.0, "slide": 42.0}
"""Room that is left above a chart for the least title of its page."""


def _words(
    text: Text, context: PdfContext, size_pt: float, width: float, *, bold: bool = False
) -> list[Json]:
    return context.sheet.runs(text, size_pt=size_pt, width=width, bold=bold)


@pdf_block
def _paragraph(block: Paragraph, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = {"lead": sizes.lead, "statement": sizes.statement}.get(block.role, sizes.body)
    text = _words(block.text, context, size, width, bold=block.role == "statement")
    return {"k": "paragraph", "role": block.role, "text": text}


@pdf_block
def _heading(block: Heading, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = {2: sizes.h2, 3: sizes.h3}.get(block.level, sizes.h4)
    text = _words(block.text, context, size, width, bold=True)
    if not plain(block.text).strip():
        return {"k": "paragraph", "role": "body", "text": text}
    return {
        "k": "heading",
        "level": block.level if context.titled else block.level - 1,
        "size": size,
        "text": text,
    }


@pdf_block
def _list(block: List, context: PdfContext, width: float) -> Json:
    inside = width - LIST_INDENT_MM
    items = [blocks_json(item, context, width=inside) for item in block.items]
    kind = "ticks" if block.ticks else "numbers" if block.ordered else "points"
    return {"k": "list", "kind": kind, "start": block.start, "items": items}


@pdf_block
def _table(block: Table, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = sizes.call if block.role == "call" else sizes.body
    size = size_without_broken_words(block, context, width=width, size_pt=size)
    widths = widths_of(block, width=width, font=context.sheet.font, size_pt=size)
    head_size = min(sizes.small, size)
    widths_inside = [each - 4 for each in widths]
    return {
        "k": "table",
        "role": block.role,
        "size": size,
        "head_size": head_size,
        "row": row_mm(block, context.sheet),
        "widths": list(widths),
        "aligns": [column.align for column in block.columns],
        "header": [
            _words(cell, context, head_size, available, bold=True)
            for cell, available in zip(block.header, widths_inside, strict=True)
        ],
        "rows": [
            [
                _words(cell, context, size, available, bold=block.role == "call")
                for cell, available in zip(row, widths_inside, strict=True)
            ]
            for row in block.rows
        ],
    }


@pdf_block
def _chart(block: Chart, context: PdfContext, width: float) -> Json:
    if block.of.is_empty:
        none = (Run(context.look.word("no answers yet")),)
        return _paragraph(Paragraph(text=none, role="quiet"), context, width)
    title_mm = max(TITLE_MM[context.sheet.medium], context.above_mm)
    available = context.sheet.text_height - title_mm
    drawn = draw_parts(
        block.of,
        width_mm=width,
        height_mm=block.height_mm,
        available_mm=available,
        look=context.look,
        medium=context.sheet.medium,
    )
    if any(part.height > context.sheet.text_height for part in drawn):
        context.faults.append(_too_high(block))
        lines = (block.alt, *block.of.text_lines())
        items = tuple((Paragraph(text=(Run(line),)),) for line in lines)
        return _list(List(items=items), context, width)
    count = len(drawn)
    return {
        "k": "chart",
        "parts": [
            {
                "svg": svg(part, context.look),
                "width": part.width,
                "height": part.height,
                "alt": block.alt if count == 1 else f"{block.alt} ({number}/{count})",
            }
            for number, part in enumerate(drawn, start=1)
            if part.shapes
        ],
    }


def _too_high(block: Chart) -> Fault:
    """Return M412: a chart that is higher than a page even in parts."""
    fault = Fault(
        code="M412",
        severity="warning",
        message="This chart is higher than the page; its words and figures stand in its place.",
        hint="Give it less height, or shorter words in its rows.",
    )
    return placed(fault, block.origin)


@pdf_block
def _image(block: Image, context: PdfContext, width: float) -> Json:
    picture = read_picture(block.png) if context.pictures else None
    if picture is None:
        context.faults.append(not_a_picture(block))
    return {
        "k": "image",
        "format": picture.suffix if picture else "",
        "bytes": list(block.png) if picture else [],
        "alt": block.alt,
        "decorative": block.decorative,
        "width": min(block.width_mm or width, width),
        "height": context.sheet.text_height - 24,
    }


@pdf_block
def _columns(block: Columns, context: PdfContext, width: float) -> Json:
    widths = block.widths(width, COLUMN_GUTTER_MM)
    columns = [
        blocks_json(column, context, width=each)
        for column, each in zip(block.columns, widths, strict=True)
    ]
    return {"k": "columns", "widths": widths, "headed": block.is_headed, "columns": columns}


@pdf_block
def _callout(block: Callout, context: PdfContext, width: float) -> Json:
    inside = width - 2 * PANEL_INSET_MM
    return {
        "k": "callout",
        "role": block.role,
        "title": _words(block.title, context, context.sheet.sizes.h2, inside, bold=True),
        "blocks": blocks_json(block.blocks, context, width=inside),
    }


@pdf_block
def _cut(block: Cut, context: PdfContext, width: float) -> Json:
    return {"k": "cut", "text": _words(block.text, context, context.sheet.sizes.small, width)}


@pdf_block
def _page_break(_block: PageBreak, _press: PdfContext, _width: float) -> Json:
    return {"k": "break"}
