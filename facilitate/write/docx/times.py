"""Steps of an exercise and the day by the clock."""

from dataclasses import replace

from facilitate.document import (
    Column,
    Run,
    Steps,
    Table,
    Text,
    Timetable,
    TimetableRow,
    plain,
)
from facilitate.write.docx.cells import border, cell, row, table
from facilitate.write.docx.making import Making
from facilitate.write.docx.tables import ROOM_MM, plain_table, text_mm
from facilitate.write.docx.text import ALIGN, GAP, KEEP, paragraph, spoken, words_run
from facilitate.write.look import Look, SheetType
from facilitate.write.measure import width_mm as text_width
from facilitate.write.words import word

_CLOCK_PT = 15.0  # of the base file's style
_FIVE_COLUMNS_MM = 120.0


def steps(block: Steps, making: Making, width_mm: float) -> str:
    """Return how long it takes, when to stop, what people need, then the steps as a table."""
    look = making.look
    until = f"{word(look, 'stop at')} {block.until}" if block.until else ""
    large = words_run(f"{block.minutes} {word(look, 'minutes')}")
    if until:
        large += words_run("   ") + words_run(
            until, f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{look.sheet.row * 2:.0f}"/>'
        )
    done = [paragraph("Minutes", large)]
    if block.hold:
        done.append(spoken("Normal", block.hold, making, KEEP))
    minutes, what = word(look, "minute"), word(look, "what happens")
    rows = tuple(((_spoken(length)), words) for length, words in block.steps)
    inner = Table(
        columns=(Column(align="right"), Column(share=1)),
        header=(_spoken(minutes), _spoken(what)),
        rows=rows,
    )
    return "".join(done) + plain_table(inner, making, width_mm)


def timetable(block: Timetable, making: Making, width_mm: float) -> str:
    """Return the day by the clock; steps stand under their item without a line between.

    Where five columns have no room, minutes, leads and what to have ready stand under the words.
    """
    look = making.look
    if block.full and width_mm < _FIVE_COLUMNS_MM:
        block = Timetable(rows=tuple(_folded(row, look) for row in block.rows), full=False)
    titles = ["clock", "minute", "what happens", "leads", "have ready"]
    widths = _timetable_widths(block, look, width_mm)
    kept = titles if block.full else ["clock", "what happens"]
    line = border("bottom", look.colours.mid)
    head = row(
        [
            cell(
                width,
                paragraph(
                    "SheetHead",
                    words_run(word(look, title)),
                    ALIGN["right" if title == "minute" else "left"],
                ),
                borders=line,
            )
            for title, width in zip(kept, widths, strict=True)
        ],
        head=True,
    )
    rows = [
        _timetable_row(one, block, making, widths, after=after)
        for one, after in zip(block.rows, (*block.rows[1:], None), strict=True)
    ]
    return table("SheetTimes", widths, [head, *rows], headed=True) + GAP


def _folded(row: TimetableRow, look: Look) -> TimetableRow:
    length = f"{row.minutes} {word(look, 'minute')}" if row.minutes else ""
    parts = [part for part in (length, plain(row.leads), plain(row.ready)) if part]
    more = (Run("\n" + ", ".join(parts), quiet=True),) if parts else ()
    return replace(row, what=(*row.what, *more))


def _timetable_widths(block: Timetable, look: Look, width_mm: float) -> tuple[float, ...]:
    large = _CLOCK_PT * look.sheet.row / SheetType().row if block.full else look.sheet.row
    clock = text_width("00:00", look.slide_font, large, True) + ROOM_MM
    if not block.full:
        return (clock, width_mm - clock)
    size = look.sheet.body
    heads = [word(look, "minute"), *(one.minutes for one in block.rows)]
    minutes = max(text_width(words, look.slide_font, large, True) for words in heads) + ROOM_MM
    leads = max((text_mm(one.leads, look, size) for one in block.rows), default=0.0)
    ready = max((text_mm(one.ready, look, size) for one in block.rows), default=0.0)
    leads = min(max(leads, 15.0) + ROOM_MM, width_mm * 0.2)
    ready = min(max(ready, 25.0) + ROOM_MM, width_mm * 0.27)
    return (clock, minutes, width_mm - clock - minutes - leads - ready, leads, ready)


def _timetable_row(
    one: TimetableRow,
    block: Timetable,
    making: Making,
    widths: tuple[float, ...],
    *,
    after: TimetableRow | None,
) -> str:
    look = making.look
    step = one.level > 0
    keep = KEEP if after is not None and after.level > 0 else ""
    number = "SheetText" if step else "Clock" if block.full else "Item"
    clock = paragraph(number, _said(one.clock, quiet=step), keep)
    minutes = paragraph(number, _said(one.minutes, quiet=step), keep + ALIGN["right"])
    indent = '<w:ind w:left="280"/>' if step else ""
    style = "SheetText" if step else "Item"
    what = spoken(style, one.what, making, keep + indent, bold=not step and not one.pause)
    others = [spoken("SheetText", words, making, keep) for words in (one.leads, one.ready)]
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


def _spoken(words: str) -> Text:
    return (Run(words),) if words else ()
