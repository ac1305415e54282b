"""Blocks as the typesetter takes them. Total: a block without a branch here is an error."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitate.document import (
    Block,
    Callout,
    Chart,
    Columns,
    Cut,
    Field,
    Heading,
    Image,
    List,
    PageBreak,
    Paragraph,
    Run,
    Steps,
    Table,
    Text,
    Timetable,
    WriteIn,
    plain,
)
from facilitate.faults import Fault
from facilitate.write.chart.drawing import Medium
from facilitate.write.chart.kinds import draw_parts
from facilitate.write.chart.svg import svg
from facilitate.write.look import Look
from facilitate.write.pdf.context import Sheet
from facilitate.write.pdf.faults import chart_too_high, not_a_picture
from facilitate.write.pdf.forms import field_json, write_in_json
from facilitate.write.pdf.tables import column_widths, steps_json, timetable_json
from facilitate.write.pdf.text import Json

PANEL_INSET_MM = 6.0
COLUMN_GUTTER_MM = 5.5
LIST_INDENT_MM = 7.0

TITLE_MM: Mapping[Medium, float] = {"sheet": 18.0, "slide": 42.0}
"""Room that a title takes from the page of a chart."""


@dataclass(slots=True)
class PdfContext:
    """What is the same for all blocks of a document, the level reached, and faults on the way.

    Without `pictures` their descriptions stand in their places.
    """

    look: Look
    sheet: Sheet
    pictures: bool = True
    level: int = 0
    faults: list[Fault] = field(default_factory=list)

    def next_level(self, wanted: int) -> int:
        """Return the level of a heading; none is ever skipped, as tagged PDF asks."""
        self.level = min(wanted, self.level + 1)
        return self.level


def blocks_json(blocks: Sequence[Block], context: PdfContext, *, width: float) -> list[Json]:
    """Return the blocks for a place inside a page; a new page can not start there."""
    kept = (block for block in blocks if not isinstance(block, PageBreak))
    return [block_json(block, context, width=width) for block in kept]


def block_json(block: Block, context: PdfContext, *, width: float) -> Json:
    """Return one block; `TypeError` if the writer does not know its kind."""
    known = _KINDS.get(type(block))
    if known is None:
        raise TypeError(f"the PDF writer does not know {type(block).__name__}")
    return known(block, context, width)


def _words(
    text: Text, context: PdfContext, size_pt: float, width: float, *, bold: bool = False
) -> list[Json]:
    return context.sheet.runs(text, size_pt=size_pt, width=width, bold=bold)


def _paragraph(block: Paragraph, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = {"lead": sizes.lead, "statement": sizes.statement}.get(block.role, sizes.body)
    text = _words(block.text, context, size, width, bold=block.role == "statement")
    return {"k": "paragraph", "role": block.role, "text": text}


def _heading(block: Heading, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = {2: sizes.h2, 3: sizes.h3}.get(block.level, sizes.h4)
    text = _words(block.text, context, size, width, bold=True)
    if not plain(block.text).strip():
        return {"k": "paragraph", "role": "body", "text": text}
    return {
        "k": "heading",
        "level": context.next_level(block.level),
        "size": size,
        "text": text,
    }


def _list(block: List, context: PdfContext, width: float) -> Json:
    inside = width - LIST_INDENT_MM
    items = [blocks_json(item, context, width=inside) for item in block.items]
    kind = "ticks" if block.ticks else "numbers" if block.ordered else "points"
    return {"k": "list", "kind": kind, "start": block.start, "items": items}


def _table(block: Table, context: PdfContext, width: float) -> Json:
    sizes = context.sheet.sizes
    size = sizes.call if block.role == "call" else sizes.body
    widths = column_widths(block, width=width, font=context.sheet.font, size_pt=size)
    widths_inside = [each - 4 for each in widths]
    return {
        "k": "table",
        "role": block.role,
        "size": size,
        "row": block.row_mm or (12.0 if block.role == "form" else 0.0),
        "widths": list(widths),
        "aligns": [column.align for column in block.columns],
        "header": [
            _words(cell, context, sizes.small, available, bold=True)
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


def _chart(block: Chart, context: PdfContext, width: float) -> Json:
    if block.of.is_empty:
        none = (Run(context.look.word("no answers yet")),)
        return _paragraph(Paragraph(text=none, role="quiet"), context, width)
    available = context.sheet.text_height - TITLE_MM[context.sheet.medium]
    drawn = draw_parts(
        block.of,
        width_mm=width,
        height_mm=block.height_mm,
        available_mm=available,
        look=context.look,
        medium=context.sheet.medium,
    )
    if any(part.height > context.sheet.text_height for part in drawn):
        context.faults.append(chart_too_high(block))
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


def _image(block: Image, context: PdfContext, width: float) -> Json:
    kind = _picture_kind(block.png) if context.pictures else ""
    if not kind:
        context.faults.append(not_a_picture(block))
    return {
        "k": "image",
        "format": kind,
        "bytes": list(block.png) if kind else [],
        "alt": block.alt,
        "decorative": block.decorative,
        "width": min(block.width_mm or width, width),
        "height": context.sheet.text_height - 24,
    }


def _picture_kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data.rstrip().endswith(b"IEND\xaeB`\x82"):
        return "png"
    if data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-64:]:
        return "jpg"
    return ""


def _columns(block: Columns, context: PdfContext, width: float) -> Json:
    available = width - COLUMN_GUTTER_MM * (len(block.columns) - 1)
    widths = [available * share / sum(block.shares) for share in block.shares]
    level = context.level
    columns = []
    for column, each in zip(block.columns, widths, strict=True):
        context.level = level
        columns.append(blocks_json(column, context, width=each))
    headed = all(column and isinstance(column[0], Heading) for column in block.columns)
    return {"k": "columns", "widths": widths, "headed": headed, "columns": columns}


def _callout(block: Callout, context: PdfContext, width: float) -> Json:
    inside = width - 2 * PANEL_INSET_MM
    return {
        "k": "callout",
        "role": block.role,
        "title": _words(block.title, context, context.sheet.sizes.h2, inside, bold=True),
        "blocks": blocks_json(block.blocks, context, width=inside),
    }


def _steps(block: Steps, context: PdfContext, width: float) -> Json:
    return steps_json(block, context.look, context.sheet, width=width)


def _timetable(block: Timetable, context: PdfContext, width: float) -> Json:
    return timetable_json(block, context.look, context.sheet, width=width)


def _write_in(block: WriteIn, context: PdfContext, width: float) -> Json:
    return write_in_json(block, context.sheet, width=width)


def _field(block: Field, context: PdfContext, width: float) -> Json:
    return field_json(block, context.look, context.sheet, width=width)


def _cut(block: Cut, context: PdfContext, width: float) -> Json:
    return {"k": "cut", "text": _words(block.text, context, context.sheet.sizes.small, width)}


def _page_break(_block: PageBreak, _press: PdfContext, _width: float) -> Json:
    return {"k": "break"}


_KINDS: Mapping[type[Block], Callable[[Any, PdfContext, float], Json]] = {
    Callout: _callout,
    Chart: _chart,
    Columns: _columns,
    Cut: _cut,
    Field: _field,
    Heading: _heading,
    Image: _image,
    List: _list,
    PageBreak: _page_break,
    Paragraph: _paragraph,
    Steps: _steps,
    Table: _table,
    Timetable: _timetable,
    WriteIn: _write_in,
}
