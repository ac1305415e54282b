"""Blocks as the typesetter takes them, but for what is filled in by hand."""

import re
from collections.abc import Mapping, Sequence
from math import ceil, inf

from facilitate.document import (
    Block,
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
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
    WriteIn,
    as_runs,
    placed,
    plain,
)
from facilitate.faults import Fault
from facilitate.pictures import read_picture
from facilitate.structs import replace
from facilitate.write import not_a_picture
from facilitate.write.chart.drawing import Medium, sizes_for
from facilitate.write.chart.kinds import draw_parts
from facilitate.write.chart.svg import svg
from facilitate.write.measure import MM_PER_PT, SHORT_LINE_MM_PER_PT, column_widths, width_mm
from facilitate.write.pdf.context import PdfContext, Sheet, blocks_json, pdf_block
from facilitate.write.pdf.forms import LEAST_PITCH_MM, larger
from facilitate.write.pdf.text import SPARE, Json, address_of

PANEL_INSET_MM = 6.0
COLUMN_GUTTER_MM = 5.5
LIST_INDENT_MM = 7.0

LEAST_COLUMN_EM = 9.0
MOST_NARROW_LETTERS = 60
"""Columns under headings that are narrower, as in large print, and say more than a few words stand
one below the other."""

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
    size = {"call": sizes.call, "lectern": sizes.lead}.get(block.role, sizes.body)
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
        "long": any(len(plain(cell)) > 900 for row in block.rows for cell in row),
        "widths": list(widths),
        "aligns": [column.align for column in block.columns],
        "header": [
            _words(cell, context, head_size, available)
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
        sizes=sizes_for(context.look, context.sheet.medium),
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
                "written": [
                    (one.x, one.y, one.width, one.height, address_of(one.place))
                    for one in part.written
                    if context.sheet.traced
                ],
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
    least = LEAST_COLUMN_EM * context.sheet.sizes.body * MM_PER_PT
    if block.is_headed and min(widths) < least and any(map(_says_much, block.columns)):
        widths = (width,)
    columns = [
        blocks_json(column, context, width=widths[min(number, len(widths) - 1)])
        for number, column in enumerate(block.columns)
    ]
    return {
        "k": "columns",
        "widths": widths,
        "headed": block.is_headed,
        "columns": columns,
        "whole": [
            block.is_headed and about_mm(column, context.sheet, widths[0]) < SHORT_COLUMN_MM
            for column in block.columns
        ],
    }


def _says_much(column: Sequence[Block]) -> bool:
    said = sum(len(plain(block.text)) for block in column if isinstance(block, Paragraph))
    return said > MOST_NARROW_LETTERS


@pdf_block
def _callout(block: Callout, context: PdfContext, width: float) -> Json:
    inside = width - 2 * PANEL_INSET_MM
    return {
        "k": "callout",
        "role": block.role,
        "title": _words(block.title, context, context.sheet.sizes.h2, inside, bold=True),
        "blocks": blocks_json(block.blocks, context, width=inside),
        "whole": about_mm(block.blocks, context.sheet, inside) < SHORT_CALLOUT_MM,
    }


SHORT_COLUMN_MM = 100.0
SHORT_CALLOUT_MM = 120.0
"""What is lower than this stays on one page."""

LETTER_MM_PER_PT = 0.14


def about_mm(blocks: Sequence[Block], sheet: Sheet, width: float) -> float:
    """Return about how high blocks stand: to measure them, the typesetter would set them twice.

    What is seldom in a callout or a column is as high as can be, so that it may be divided.
    """
    sizes = sheet.sizes

    def words_mm(text: Text, size: float, beside: int = 1) -> float:
        lines = ceil(len(plain(text)) * LETTER_MM_PER_PT * size * beside / width)
        return lines * size * sizes.leading * MM_PER_PT

    def high_mm(block: Block) -> float:
        match block:
            case Paragraph():
                return words_mm(block.text, sizes.body)
            case Heading():
                return words_mm(block.text, sizes.h2) + sizes.h2 * MM_PER_PT
            case List():
                return sum(about_mm(item, sheet, width - LIST_INDENT_MM) for item in block.items)
            case Timetable():
                return sum(words_mm(row.what, sizes.row) + 4 for row in block.rows)
            case Table():
                return sum(
                    max(block.row_mm, *(4 + words_mm(cell, sizes.row, len(row)) for cell in row))
                    for row in (block.header, *block.rows)
                )
            case WriteIn():
                return words_mm(block.label, sizes.body) + block.lines * block.gap_mm
        return inf

    return sum(map(high_mm, blocks))


@pdf_block
def _cut(block: Cut, context: PdfContext, width: float) -> Json:
    return {"k": "cut", "text": _words(block.text, context, context.sheet.sizes.small, width)}


@pdf_block
def _page_break(_block: PageBreak, _press: PdfContext, _width: float) -> Json:
    return {"k": "break"}


GUTTER_MM = 4.0


def widths_of(table: Table, *, width: float, font: str, size_pt: float) -> tuple[float, ...]:
    """Return the width of each column in millimetres, gutters included; together `width`."""
    wanted, words = _wants(table, font, size_pt)
    short = SHORT_LINE_MM_PER_PT * size_pt
    least = [max(word, min(want, short)) for word, want in zip(words, wanted, strict=True)]
    # Under a head of two lines a column with a share stays as narrow as its rows let it be.
    rows, _ = _wants(replace(table, header=((),) * len(table.columns)), font, size_pt)
    whole = [max(word, min(want, short)) for word, want in zip(words, rows, strict=True)]
    return column_widths(
        table.columns, wanted, least, width, words=whole if sum(whole) <= width else words
    )


FORM_ROW_MM = 12.0
HIGH_ROW_MM = 15.0
"""Rows to write in grow with large print up to this."""


def row_mm(table: Table, sheet: Sheet) -> float:
    """Return the least height of a row; 0 is that of its words. Rows to write in yield at need."""
    wanted = table.row_mm or (FORM_ROW_MM if table.role == "form" else 0.0)
    wanted = max(wanted, min(wanted * larger(sheet), HIGH_ROW_MM))
    return max(wanted * max(sheet.written, 0.7), min(wanted, LEAST_PITCH_MM))


def size_without_broken_words(
    table: Table, context: PdfContext, *, width: float, size_pt: float
) -> float:
    """Return the largest size up to this one in which no word is broken, or the floor's."""
    floor = min(context.look.sheet.floor, size_pt)
    while size_pt > floor and sum(_wants(table, context.sheet.font, size_pt)[1]) > width:
        size_pt = max(size_pt - 1, floor)
    return size_pt


_BREAKS = re.compile(r"[^\S\u00a0]+|(?<=[-–—/])")
"""Where a line of a cell may end: at a space that does not hold its words together."""


def _wants(table: Table, font: str, size_pt: float) -> tuple[list[float], list[float]]:
    wanted: list[float] = []
    least: list[float] = []
    rows = (table.header, *table.rows)
    for number in range(len(table.columns)):
        texts = [plain(row[number]) for row in rows]
        marks = max(1.4 * size_pt * 0.36 * sum(run.mark is not None for run in row[number])
                    for row in rows)  # fmt: skip
        wanted.append(max(_mm(text, font, size_pt) for text in texts) + marks + GUTTER_MM)
        words = [word for text in texts for word in _BREAKS.split(text)] or [""]
        bold = any(run.bold for row in rows for run in row[number]) or table.role == "call"
        longest = max(_mm(word, font, size_pt, 700 if bold else 600) for word in words)
        # A trifle more, so that the sum of roundings breaks no word.
        least.append(longest * SPARE + marks + GUTTER_MM + 0.01)
    return wanted, least


def _mm(text: str, font: str, size_pt: float, weight: int = 600) -> float:
    return width_mm(text, font, size_pt, weight=weight) * 1.02


@pdf_block
def timetable_json(block: Timetable, context: PdfContext, width: float) -> Json:
    """Return the timetable with the widths of its columns in millimetres."""
    look, sheet = context.look, context.sheet
    sizes = sheet.sizes
    clock = (
        max((_width_of(row.clock, sheet.font, sizes.clock) for row in block.rows), default=0) + 5
    )
    minutes = (
        max((_width_of(row.minutes, sheet.font, sizes.clock) for row in block.rows), default=0) + 5
    )
    heads = [look.word(key) for key in block.heads]
    if block.full:
        minutes = max(minutes, _width_of(heads[1], sheet.font, sizes.small) + 5)
        leads = _column(heads[3], [row.leads for row in block.rows], sheet, 0.2 * width)
        ready = _column(heads[4], [row.ready for row in block.rows], sheet, 0.3 * width)
        widths = [clock, minutes, width - clock - minutes - leads - ready, leads, ready]
    else:
        widths = [clock, width - clock]
    return {
        "k": "timetable",
        "full": block.full,
        "continued": look.word("continued"),
        "widths": widths,
        "heads": [
            sheet.runs(as_runs(head), size_pt=sizes.small, width=available - 3, bold=True)
            for head, available in zip(heads, widths, strict=True)
        ],
        "rows": [_row(row, widths, sheet, full=block.full) for row in block.rows],
    }


def _column(head: str, texts: Sequence[Text], sheet: Sheet, most: float) -> float:
    """Return the width of a column: what its words want, up to `most` millimetres."""
    size = sheet.sizes.small
    wants = (width_mm(words, sheet.font, size) for words in (head, *map(plain, texts)))
    return min(max(wants) * 1.02 + 4, most)


def _row(row: TimetableRow, widths: list[float], sheet: Sheet, *, full: bool) -> Json:
    sizes = sheet.sizes
    size = sizes.small if row.level else max(sizes.row + 1, sizes.body)
    what = sheet.runs(row.what, size_pt=size, width=widths[2 if full else 1] - 8, bold=True)
    return {
        "clock": row.clock,
        "minutes": row.minutes,
        "level": row.level,
        "pause": row.pause,
        "what": what,
        "leads": sheet.runs(row.leads, size_pt=sizes.small, width=widths[-2] - 3),
        "ready": sheet.runs(row.ready, size_pt=sizes.small, width=widths[-1] - 3),
    }


@pdf_block
def steps_json(block: Steps, context: PdfContext, width: float) -> Json:
    """Return an exercise's steps: side by side if few and short, else one below the other."""
    look, sheet = context.look, context.sheet
    longest = max((len(plain(text)) for _, text in block.steps), default=0)
    beside = 0 < len(block.steps) <= 4 and width >= 140 and longest <= 48
    available = (width - 4.0 * 3) / 4 if beside else width - 24
    minutes = look.word("minute" if block.minutes == 1 else "minutes")
    until = f"{look.word('stop at')} {block.until}" if block.until else ""
    return {
        "k": "steps",
        "beside": beside,
        "minute": look.word("minute"),
        "steps": [
            {
                "minutes": length,
                "text": sheet.runs(text, size_pt=sheet.sizes.body, width=available),
            }
            for length, text in block.steps
        ],
        "total": f"{block.minutes} {minutes}" if block.minutes else "",
        "until": until,
        "hold": sheet.runs(block.hold, size_pt=sheet.sizes.body, width=width),
        "ask": sheet.runs(
            (Run(look.word("aloud") + " ", bold=True), *block.ask) if block.ask else (),
            size_pt=sheet.sizes.body,
            width=width,
        ),
    }


def _width_of(text: str, font: str, size_pt: float) -> float:
    return width_mm(text, font, size_pt, bold=True)
