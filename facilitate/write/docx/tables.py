"""Tables, steps of an exercise and the day by the clock."""

import re
from collections.abc import Callable, Sequence
from math import ceil
from typing import Literal

from facilitate.document import (
    Column,
    Run,
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
    as_runs,
    plain,
)
from facilitate.structs import replace
from facilitate.write.docx.base import twips
from facilitate.write.docx.context import DocxContext, docx_block
from facilitate.write.docx.controls import BOX, cell_control
from facilitate.write.docx.text import ALIGN, GAP, KEEP, paragraph, text_paragraph, words_run
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, SHORT_LINE_MM_PER_PT, column_widths
from facilitate.write.measure import width_mm as text_width
from facilitate.write.ooxml import attribute, hex_colour

_HOUSE_ROOM = "".join(
    (
        "<w:tblCellMar>",
        *(
            f'<w:{side} w:w="{twentieths}" w:type="dxa"/>'
            for side, twentieths in {"top": 70, "left": 100, "bottom": 70, "right": 100}.items()
        ),
        "</w:tblCellMar>",
    )
)


def table(
    style: str,
    widths_mm: Sequence[float],
    rows: Sequence[str],
    *,
    alt: str = "",
    headed: bool = False,
    banded: bool = False,
) -> str:
    """Return a table of fixed column widths; `alt` says what a listener should know of it.

    `banded` tables have the organisation's own style, with its colours of every second row, and
    our room in their cells.
    """
    width = sum(map(twips, widths_mm))
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths_mm)
    bands = int(not banded)
    room = _HOUSE_ROOM if banded else ""
    said = f'<w:tblDescription w:val="{attribute(alt)}"/>' if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{room}<w:tblLook w:val="{"0020" if headed else "0000"}" '
        f'w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="{bands}" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def row(
    cells: Sequence[str], *, head: bool = False, height_mm: float = 0, splits: bool = False
) -> str:
    """Return a row, whole unless it `splits`; a `head` row comes again on every page."""
    high = f'<w:trHeight w:val="{twips(height_mm)}" w:hRule="atLeast"/>' if height_mm else ""
    again = "<w:tblHeader/>" if head else ""
    whole = "" if splits else "<w:cantSplit/>"
    properties = f"<w:trPr>{whole}{high}{again}</w:trPr>" if whole or high or again else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(
    width_mm: float,
    inner: str,
    *,
    borders: str = "",
    fill: str = "",
    stand: Literal["", "center", "bottom"] = "",
    span: int = 1,
) -> str:
    """Return a cell around paragraphs; `fill` is a colour `#RRGGBB`, `stand` where they stand."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(fill)}"/>' if fill else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    height = f'<w:vAlign w:val="{stand}"/>' if stand else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>{over}{edges}{shade}{height}'
        f"</w:tcPr>{inner}</w:tc>"
    )


def border(side: str, colour: str, *, points: float = 0.75) -> str:
    """Return one edge of a cell or paragraph; Word counts eighths of a point."""
    return (
        f'<w:{side} w:val="single" w:sz="{points * 8:.0f}" w:space="0" '
        f'w:color="{hex_colour(colour)}"/>'
    )


MARK_EM = 0.35
"""How wide a mark before a word is, in sizes of its type."""

_TOGETHER = 8  # a table of so few rows is not torn over two pages
_LEADING = 1.2
_ROW_ROOM_MM = 3.0  # over and under the words of a row
ROOM_MM = 5.0
_LEAST_MM = 9.0


@docx_block
def plain_table(block: Table, context: DocxContext, width_mm: float) -> str:
    """Return the table with its head row on every page, and a thin gap after it."""
    style = "SheetGrid" if block.role == "form" else "SheetTable"
    words = "SheetCall" if block.role == "call" else "SheetText"
    banded = context.base.banded and style == "SheetTable"
    title = "HouseHead" if banded else "TableHead"
    widths = widths_of(block, context, width_mm, bold_head=banded)
    head = row(
        [_cell(*one, context, title) for one in _across(block, block.header, widths)],
        head=True,
    )
    keep = len(block.rows) <= _TOGETHER and not _is_high(block, widths, context)
    height = block.row_mm or (12.0 if block.role == "form" else 0)
    rows = []
    for number, cells in enumerate(block.rows, 1):
        kept = keep and number < len(block.rows)
        called = next((one[0].text for one in cells if plain(one).replace(BOX, "").strip()), "")
        asked = called or f"{context.asked} {number}".lstrip()
        inside = [
            _filled(one, column, width, context, (asked, plain(over)), keep=kept)
            if _to_fill(one, block, context)
            else _cell(one, column, width, context, words, keep=kept)
            for over, (one, column, width) in zip(
                block.header, _across(block, cells, widths), strict=True
            )
        ]
        rows.append(row(inside, height_mm=height))
    return table(style, widths, [head, *rows], alt=block.alt, headed=True, banded=banded) + GAP


def _is_high(block: Table, widths_mm: Sequence[float], context: DocxContext) -> bool:
    """Say whether a table takes so much of a page that it must run on.

    Kept whole it would leave the page before it to its heading alone.
    """
    size = context.size_pt("SheetText")
    lines = sum(
        max(
            plain(words).count("\n")
            + ceil(text_mm(words, context.look, size) / max(width - ROOM_MM, 1.0))
            for words, width in zip(cells, widths_mm, strict=True)
        )
        for cells in block.rows
    )
    leading = _LEADING * size * MM_PER_PT
    return lines * leading + len(block.rows) * _ROW_ROOM_MM > context.body_mm / 2


def _to_fill(cell: Text, block: Table, context: DocxContext) -> bool:
    """Say whether somebody ticks or writes in a cell; what comes back has fields of its own."""
    words = plain(cell).strip()
    return not context.form and (words == BOX or (not words and block.role == "form"))


def _filled(
    words: Text,
    column: Column,
    width: float,
    context: DocxContext,
    called: tuple[str, str],
    *,
    keep: bool,
) -> str:
    """Return a cell to fill in, called by its row and its column."""
    properties = (KEEP if keep else "") + ALIGN[column.align]
    control = cell_control(plain(words).strip(), *called, context)
    return cell(width, paragraph("SheetText", control, properties))


def widths_of(
    block: Table, context: DocxContext, width_mm: float, *, bold_head: bool = False
) -> tuple[float, ...]:
    """Return widths in millimetres that add up to `width_mm`."""
    called = block.role == "call"
    size = context.size_pt("SheetCall" if called else "SheetText")
    look = context.look

    def measured(wide: Callable[..., float], column: Sequence[Text]) -> list[float]:
        head, *rows = column
        said = wide(head, look, size, bold=called or bold_head)
        return [said, *(wide(one, look, size, bold=called) for one in rows)]

    def room(said: Sequence[float]) -> float:
        return max(_LEAST_MM, ROOM_MM + max(said))

    columns = list(zip(block.header, *block.rows, strict=True))
    lines, words = ([measured(wide, one) for one in columns] for wide in (text_mm, _word_mm))
    wanted, least = list(map(room, lines)), list(map(room, words))
    # A head may take two lines where its rows take one.
    rows = [room([0.0, *said]) for _, *said in lines]
    short = SHORT_LINE_MM_PER_PT * size + ROOM_MM
    whole = [
        max(word, min(row, short + max(_marks_mm(one, size) for one in said)))
        for word, row, said in zip(least, rows, columns, strict=True)
    ]
    # Rows stay on one line where all of them can.
    uncut = list(map(max, least, rows))
    whole = next((one for one in (uncut, whole) if sum(one) <= width_mm), least)
    return column_widths(block.columns, wanted, least, width_mm, words=whole)


def _across(
    block: Table, cells: tuple[Text, ...], widths: tuple[float, ...]
) -> list[tuple[Text, Column, float]]:
    return list(zip(cells, block.columns, widths, strict=True))


def _cell(
    words: Text,
    column: Column,
    width: float,
    context: DocxContext,
    style: str,
    *,
    keep: bool = False,
) -> str:
    properties = (KEEP if keep else "") + ALIGN[column.align]
    return cell(width, text_paragraph(style, words, context, properties))


def _marks_mm(words: Text, size_pt: float) -> float:
    """Return how wide the marks of a text are together."""
    return sum([size_pt * MARK_EM for run in words if run.mark])


def text_mm(words: Text, look: Look, size_pt: float, *, bold: bool = False) -> float:
    """Return how wide the text is on one line, or its widest line if it has ends of line."""
    parts = plain(words).split("\n")
    marks = _marks_mm(words, size_pt)
    any_bold = bold or any(run.bold for run in words)
    return max([text_width(part, look.slide_font, size_pt, any_bold) for part in parts]) + marks


_BREAKS = re.compile(r"[^\S\u00a0]+|(?<=[-–—])")
"""Where Word and LibreOffice end a line: a file's name goes on behind any of its hyphens."""


def _word_mm(words: Text, look: Look, size_pt: float, *, bold: bool = False) -> float:
    """Return how wide the widest word of the text is, with the mark before it."""
    return max(
        [
            text_width(word, look.slide_font, size_pt, bold or run.bold)
            + (size_pt * MARK_EM if run.mark else 0.0)
            for run in words
            for word in _BREAKS.split(run.text)
        ],
        default=0.0,
    )


_FIVE_COLUMNS_MM = 120.0


@docx_block
def steps(block: Steps, context: DocxContext, width_mm: float) -> str:
    """Return how long it takes, when to stop, what people need, then the steps as a table."""
    look = context.look
    until = f"{look.word('stop at')} {block.until}" if block.until else ""
    large = words_run(f"{block.minutes} {look.word('minutes')}")
    if until:
        large += words_run("   ") + words_run(
            until, f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{look.sheet.row * 2:.0f}"/>'
        )
    done = [paragraph("Minutes", large)]
    if block.hold:
        done.append(text_paragraph("Normal", block.hold, context, KEEP))
    minutes, what = look.word("minute"), look.word("what happens")
    rows = tuple((as_runs(length), words) for length, words in block.steps)
    inner = Table(
        columns=(Column(align="right"), Column(share=1)),
        header=(as_runs(minutes), as_runs(what)),
        rows=rows,
    )
    done.append(plain_table(inner, context, width_mm))
    if block.ask:
        ask = (Run(look.word("aloud") + " ", bold=True), *block.ask)
        done.append(text_paragraph("Normal", ask, context))
    return "".join(done)


@docx_block
def timetable(block: Timetable, context: DocxContext, width_mm: float) -> str:
    """Return the day by the clock; steps stand under their item without a line between.

    Where five columns have no room, minutes, leads and what to have ready stand under the words.
    """
    look = context.look
    if block.full and width_mm < _FIVE_COLUMNS_MM:
        block = Timetable(rows=tuple(_folded(row, look) for row in block.rows), full=False)
    widths = _timetable_widths(block, context, width_mm)
    line = border("bottom", look.colours.mid)
    head = row(
        [
            cell(
                width,
                paragraph(
                    "SheetHead",
                    words_run(look.word(title)),
                    ALIGN["right" if title == "minute" else "left"],
                ),
                borders=line,
            )
            for title, width in zip(block.heads, widths, strict=True)
        ],
        head=True,
    )
    rows = [
        _timetable_row(one, block, context, widths, after=after)
        for one, after in zip(block.rows, (*block.rows[1:], None), strict=True)
    ]
    return table("SheetTimes", widths, [head, *rows], headed=True) + GAP


def _folded(row: TimetableRow, look: Look) -> TimetableRow:
    length = f"{row.minutes} {look.word('minute')}" if row.minutes else ""
    parts = [part for part in (length, plain(row.leads), plain(row.ready)) if part]
    more = (Run("\n" + ", ".join(parts), quiet=True),) if parts else ()
    return replace(row, what=(*row.what, *more))


def _timetable_widths(block: Timetable, context: DocxContext, width_mm: float) -> tuple[float, ...]:
    look, large = context.look, context.size_pt("Clock" if block.full else "Item")
    clock = text_width("00:00", look.slide_font, large, True) + ROOM_MM
    if not block.full:
        return (clock, width_mm - clock)
    size = context.size_pt("SheetText")
    heads = [look.word("minute"), *(one.minutes for one in block.rows)]
    minutes = max(text_width(words, look.slide_font, large, True) for words in heads) + ROOM_MM
    leads = max((text_mm(one.leads, look, size) for one in block.rows), default=0.0)
    ready = max((text_mm(one.ready, look, size) for one in block.rows), default=0.0)
    leads = min(max(leads, 15.0) + ROOM_MM, width_mm * 0.2)
    ready = min(max(ready, 25.0) + ROOM_MM, width_mm * 0.27)
    return (clock, minutes, width_mm - clock - minutes - leads - ready, leads, ready)


def _timetable_row(
    one: TimetableRow,
    block: Timetable,
    context: DocxContext,
    widths: tuple[float, ...],
    *,
    after: TimetableRow | None,
) -> str:
    look = context.look
    step = one.level > 0
    keep = KEEP if after is not None and after.level > 0 else ""
    number = "SheetText" if step else "Clock" if block.full else "Item"
    clock = paragraph(number, _said(one.clock, quiet=step), keep)
    minutes = paragraph(number, _said(one.minutes, quiet=step), keep + ALIGN["right"])
    indent = '<w:ind w:left="280"/>' if step else ""
    style = "SheetText" if step else "Item"
    what = text_paragraph(style, one.what, context, keep + indent, bold=not step and not one.pause)
    others = [text_paragraph("SheetText", words, context, keep) for words in (one.leads, one.ready)]
    kept = [clock, minutes, what, *others] if block.full else [clock, what]
    fill = look.colours.tint if one.pause else ""
    line = "" if after is not None and after.level > 0 else border("bottom", look.colours.mid)
    return row(
        [
            cell(width, part, borders=line, fill=fill, stand="" if step else "center")
            for width, part in zip(widths, kept, strict=True)
        ]
    )


def _said(words: str, *, quiet: bool) -> str:
    return words_run(words, '<w:rStyle w:val="QuietText"/>' if quiet else "<w:b/><w:bCs/>")
