"""The day by the clock and the steps of an exercise, as the typesetter takes them."""

from collections.abc import Sequence

from facilitate.document import Run, Steps, Text, Timetable, TimetableRow, plain
from facilitate.write.look import Look
from facilitate.write.measure import width_mm
from facilitate.write.pdf.papers import Sheet
from facilitate.write.pdf.runs import Json
from facilitate.write.words import word

HEADS = ("clock", "minute", "what happens", "leads", "have ready")
SHORT_HEADS = ("clock", "what happens")


def timetable_json(block: Timetable, look: Look, sheet: Sheet, *, width: float) -> Json:
    """Return the timetable with the widths of its columns in millimetres."""
    sizes = sheet.sizes
    clock = max((_mm(row.clock, sheet.font, sizes.clock) for row in block.rows), default=0) + 5
    minutes = max((_mm(row.minutes, sheet.font, sizes.clock) for row in block.rows), default=0) + 5
    heads = [word(look, key) for key in (HEADS if block.full else SHORT_HEADS)]
    if block.full:
        minutes = max(minutes, _mm(heads[1], sheet.font, sizes.small) + 5)
        leads = _column(heads[3], [row.leads for row in block.rows], sheet, 0.2 * width)
        ready = _column(heads[4], [row.ready for row in block.rows], sheet, 0.3 * width)
        widths = [clock, minutes, width - clock - minutes - leads - ready, leads, ready]
    else:
        widths = [clock, width - clock]
    return {
        "k": "timetable",
        "full": block.full,
        "widths": widths,
        "heads": [
            sheet.runs(_run(head), size_pt=sizes.small, width=room - 3, bold=True)
            for head, room in zip(heads, widths, strict=True)
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


def steps_json(block: Steps, look: Look, sheet: Sheet, *, width: float) -> Json:
    """Return an exercise's steps: side by side if few and short, else one below the other."""
    longest = max((len(plain(text)) for _, text in block.steps), default=0)
    beside = 0 < len(block.steps) <= 4 and width >= 140 and longest <= 48
    room = (width - 4.0 * 3) / 4 if beside else width - 24
    minutes = word(look, "minute" if block.minutes == 1 else "minutes")
    until = f"{word(look, 'stop at')} {block.until}" if block.until else ""
    return {
        "k": "steps",
        "beside": beside,
        "minute": word(look, "minute"),
        "steps": [
            {
                "minutes": length,
                "text": sheet.runs(text, size_pt=sheet.sizes.body, width=room),
            }
            for length, text in block.steps
        ],
        "total": f"{block.minutes} {minutes}" if block.minutes else "",
        "until": until,
        "hold": sheet.runs(block.hold, size_pt=sheet.sizes.body, width=width),
    }


def _run(words: str) -> Text:
    return (Run(words),)


def _mm(text: str, font: str, size_pt: float) -> float:
    return width_mm(text, font, size_pt, bold=True)
