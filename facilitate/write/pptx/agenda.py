"""The day by the clock: start times and plain names, or the whole table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitate.document import Column, Run, Table, Text, Timetable, TimetableRow
from facilitate.write.pptx.geometry import Area
from facilitate.write.pptx.item import GAP, Item, Setting
from facilitate.write.pptx.para import Para, height, line_total, stack_height
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.table import table_item

CLOCK = 76.0
"""Where the names start."""

AIR = 9.0
"""Space between two rows."""

LEAST_AIR, MOST_AIR = 2.0, 13.0
"""Rows stand closer before the day takes a second slide, and further apart where it is short."""

ONE_COLUMN = 7
"""As many rows stand in one column; more are set in two."""

GUTTER = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Item):
    """Rows in one or two columns, read down the first and then down the second."""

    rows: tuple[Para, ...]
    column: float
    font: str

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return the rows that fill the columns of this height, and the rest."""
        del hard
        used, columns, count = 0.0, 1, 0
        most = 1 if self.column == self.width else 2
        for row in self.rows:
            tall = height(row, self.column, self.font)
            more = tall + (row.before if used else 0.0)
            if used and used + more > room:
                columns, used, more = columns + 1, 0.0, tall
            if columns > most or tall > room:
                break
            used += more
            count += 1
        if not 0 < count < len(self.rows):
            return None
        return self._of(self.rows[:count]), self._of(self.rows[count:])

    def resized(self, height: float) -> Item:
        """Return the rows closer together or further apart, as far as they can be read so."""
        gaps = max(len(half) for half in self._columns()) - 1
        if gaps < 1:
            return self
        air = self.rows[0].before + (height - self.height) / gaps
        air = min(max(air, LEAST_AIR), MOST_AIR)
        return self._of(tuple(replace(row, before=air) for row in self.rows))

    def draw(self, pen: Pen, area: Area) -> str:
        """Return one text for each column."""
        left, right = self._columns()
        first = pen.text(Area(area.x, area.y, self.column, area.height), left)
        if not right:
            return first
        x = area.x + self.column + GUTTER
        return first + pen.text(Area(x, area.y, self.column, area.height), right)

    def _columns(self) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
        return _halves(self.rows, self.column, self.width, self.font)

    def _of(self, rows: tuple[Para, ...]) -> "Agenda":
        return replace(self, rows=rows, height=_height(rows, self.column, self.width, self.font))


def agenda_items(block: Timetable, setting: Setting) -> Iterator[Item]:
    """Yield the short day as text in columns, or the full one as a table."""
    if block.full:
        yield table_item(_table(block, setting), setting)
        return
    rows = tuple(_row(row, setting) for row in block.rows)
    if not rows:
        return
    two = len(rows) > ONE_COLUMN and not setting.column
    column = (setting.width - GUTTER) / 2 if two else setting.width
    tall = _height(rows, column, setting.width, setting.font)
    yield Agenda(
        height=tall,
        width=setting.width,
        before=GAP,
        rows=rows,
        column=column,
        font=setting.font,
        flexible=True,
    )


def _row(row: TimetableRow, setting: Setting) -> Para:
    quiet = row.pause
    what = tuple(replace(run, quiet=True) for run in row.what) if quiet else row.what
    shift = 20.0 * row.level
    return Para(
        runs=(Run(row.clock, bold=row.level == 0, quiet=quiet), Run("\t"), *what),
        size=setting.scale.dense,
        before=AIR,
        leading=1.0,
        indent=CLOCK + shift,
        hang=CLOCK + shift,
        tabs=((CLOCK + shift, "l"),),
    )


def _halves(
    rows: tuple[Para, ...], column: float, width: float, font: str
) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """Return the rows of the first and of the second column, the first not the shorter one."""
    if column == width:
        return rows, ()
    lines = [line_total(row, column, font) for row in rows]
    half = sum(lines) / 2
    seen = 0
    for number, count in enumerate(lines):
        seen += count
        if seen >= half:
            return rows[: number + 1], rows[number + 1 :]
    return rows, ()


def _height(rows: tuple[Para, ...], column: float, width: float, font: str) -> float:
    return max(
        stack_height(half, column, font) for half in _halves(rows, column, width, font) if half
    )


def _table(block: Timetable, setting: Setting) -> Table:
    """Return the full day as a table; columns that no row fills are left out."""
    rows = [_cells(row) for row in block.rows]
    heads = ("clock", "minute", "what happens", "leads", "have ready")
    kept = [n for n in range(len(heads)) if n < 1 or n == 2 or any(row[n] for row in rows)]
    return Table(
        origin=block.origin,
        columns=tuple(Column(align="right" if n == 1 else "left") for n in kept),
        header=tuple((Run(_capital(setting.word(heads[n], heads[n]))),) for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cells(row: TimetableRow) -> tuple[Text, ...]:
    indent = (Run("\u2003" * row.level),) if row.level else ()
    cells = (
        (Run(row.clock, bold=True),) if row.clock else (),
        (Run(row.minutes),) if row.minutes else (),
        (*indent, *row.what),
        row.leads,
        row.ready,
    )
    if not row.pause:
        return cells
    return tuple(tuple(replace(run, quiet=True) for run in cell) for cell in cells)
