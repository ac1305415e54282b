"""Tables, and the day by the clock, as HTML that folds up on a phone."""

from collections.abc import Sequence

from facilitate.document import Table, Text, Timetable, TimetableRow, plain
from facilitate.write.html.text import attribute, html_block, runs
from facilitate.write.look import Look

_NARROW = 3  # more columns than this stand below each other on a phone,
_SHORT = 24  # and so do three, if a cell of theirs has more letters than this


@html_block
def table(block: Table, _look: Look) -> str:
    """Return the table with its head cells marked; the alternative text is its caption."""
    sides = [
        "" if column.align == "left" else f' class="{column.align}"' for column in block.columns
    ]
    said = f'<caption class="said">{runs_of(block.alt)}</caption>' if block.alt else ""
    heads = "".join(
        f'<th scope="col"{side}>{runs(words)}</th>' if words else "<td></td>"
        for words, side in zip(block.header, sides, strict=True)
    )
    height = f' style="height:{block.row_mm:g}mm"' if block.row_mm else ""
    rows = "".join(f"<tr{height}>{_cells(row, block.header, sides)}</tr>" for row in block.rows)
    wide = " wide" if _folds(block) else ""
    return (
        f'<table class="{block.role}{wide}">{said}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _folds(block: Table) -> bool:
    longest = max((len(plain(cell)) for row in block.rows for cell in row), default=0)
    many = len(block.columns) + (longest > _SHORT)
    return many > _NARROW and block.role != "form"


def runs_of(words: str) -> str:
    """Return plain words as HTML."""
    return attribute(words)


@html_block
def timetable(block: Timetable, look: Look) -> str:
    """Return the day by the clock; on a phone, leads and things to have ready stand below."""
    heads = "".join(f'<th scope="col">{runs_of(look.word(key))}</th>' for key in block.heads)
    rows = "".join(
        _timetable_row(row, after, look, full=block.full)
        for row, after in zip(block.rows, (*block.rows[1:], None), strict=True)
    )
    wide = ' class="wide"' if block.full else ""
    return f"<table{wide}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _timetable_row(row: TimetableRow, after: TimetableRow | None, look: Look, *, full: bool) -> str:
    more = after is not None and after.level > 0
    kind = ("step" if more else "last") if row.level else ("item" if more else "alone")
    pause = " pause" if row.pause else ""
    clock = f'<td class="clock">{runs_of(row.clock)}</td>'
    what = f'<td class="what">{runs(row.what)}</td>'
    if not full:
        return f'<tr class="{kind}{pause}">{clock}{what}</tr>'
    unit = look.word("minute")
    minutes = f'<td class="minutes" data-unit="{attribute(unit)}">{runs_of(row.minutes)}</td>'
    others = "".join(
        f'<td data-head="{attribute(look.word(key))}">{runs(words)}</td>'
        for key, words in (("leads", row.leads), ("have ready", row.ready))
    )
    return f'<tr class="{kind}{pause}">{clock}{minutes}{what}{others}</tr>'


def _cells(row: tuple[Text, ...], header: tuple[Text, ...], sides: Sequence[str]) -> str:
    return "".join(
        f"<td{side}{_head(name)}>{runs(words)}</td>"
        for words, name, side in zip(row, header, sides, strict=True)
    )


def _head(name: Text) -> str:
    return f' data-head="{attribute(plain(name))}"' if plain(name) else ""
