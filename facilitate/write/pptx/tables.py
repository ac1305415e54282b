"""Tables, and the day by the clock."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple, Self

from facilitate.document import Column, Run, Table, Text, Timetable, TimetableRow, plain
from facilitate.structs import replace
from facilitate.write.base_file import Area
from facilitate.write.chart.drawing import Ink
from facilitate.write.measure import NARROW_MM, column_widths
from facilitate.write.ooxml import attribute
from facilitate.write.pptx.layout import (
    GAP,
    Item,
    LayoutContext,
    Rows,
    may_grow,
    new_flow,
    pptx_block,
    scales,
)
from facilitate.write.pptx.text import (
    Para,
    height,
    longest_word,
    natural_width,
    roomy_width,
    stack_height,
    wider,
)
from facilitate.write.pptx.xml_writer import EPSILON, PT_PER_MM, XmlWriter

GUTTER = 16.0
"""Space between two columns, kept at the right of every cell but the last."""

FEW_ROWS = 0.42
"""A table whose rows take no more of a slide than this in larger type is set in it."""

SHORT_LINE = 220.0
"""A column whose lines are all shorter than this keeps them whole."""

_ALIGN: dict[str, Literal["l", "r", "ctr"]] = {"left": "l", "right": "r", "centre": "ctr"}
_INK: Ink = "ink"
_GREY: Ink = "grey"
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
Cell = tuple[Para, ...]


class Edge(NamedTuple):
    """The rule under a row."""

    ink: Ink
    line_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Rows):
    """A table with measured columns and rows, in points; `ink` is the colour of its rules.

    `least` is the width in which no word is broken. `reserve` is left free under its rows, since
    in a wider face some of them take a line more.
    """

    what: ClassVar[str] = "table"
    most_air: ClassVar[float] = 2.4

    widths: tuple[float, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    needs: tuple[float, ...]
    alt: str
    strong: bool
    pad: float
    font: str
    least: float
    reserve: float = 0.0

    def resized(self, height: float) -> Item:
        """Return the rows even, and with more air as far as what is left free below allows."""
        even = self.head + len(self.heights) * max(self.heights, default=0.0)
        return Rows.resized(self, max(height - self.reserve, min(even, height)))

    def broken(self, available: float) -> Self | None:
        """Return the table with its first row as two, the first of them of this height."""
        parts: list[tuple[Cell, Cell]] = []
        for cell, width in zip(self.rows[0], text_widths(self.widths), strict=True):
            rest = (replace(cell[0], runs=(Run(""),)),)
            if stack_height(cell, width, self.font) <= available - 2 * self.pad:
                parts.append((cell, rest))
                continue
            whole = new_flow(cell, width=width, font=self.font, before=0.0)
            broken = whole.split(available - 2 * self.pad, hard=True)
            if broken is None:
                return None
            parts.append((broken[0].paras, broken[1].paras))
        rows = (tuple(head for head, _ in parts), tuple(tail for _, tail in parts))
        needs = tuple(_row_height(row, self.widths, self.font, self.pad) for row in rows)
        return replace(
            self,
            rows=(*rows, *self.rows[1:]),
            heights=(*needs, *self.heights[1:]),
            needs=(*needs, *self.needs[1:]),
        )

    def plainer(self) -> tuple[Item, ...]:
        """Return the rows as text, each cell behind the head of its column."""
        heads = [cell[0].runs for cell in self.header]
        paras = tuple(
            replace(
                part,
                runs=(*(replace(run, bold=True) for run in head), Run(": "), *part.runs),
                before=GAP if number == 0 else 4.0,
                align="l",
            )
            for row in self.rows
            for number, (head, cell) in enumerate(zip(heads, row, strict=True))
            for part in cell
            if plain(part.runs).strip()
        )
        return (new_flow(paras, width=self.width, font=self.font, before=GAP),) if paras else ()

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the table as a graphic frame with its alternative text."""
        columns = "".join(f'<a:gridCol w="{xml.ruler.emu(width)}"/>' for width in self.widths)
        head = self._row(xml, self.header, self.head, self.head, Edge("mid", 1.0))
        edge = Edge("mid" if self.strong else "rule", 0.75)
        last = edge if self.strong else Edge("none", 0.0)
        rows = "".join(
            self._row(xml, row, height, need, edge if number < len(self.rows) else last)
            for number, (row, height, need) in enumerate(
                zip(self.rows, self.heights, self.needs, strict=True), 1
            )
        )
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{xml.next_id()}" name="Table" '
            f'descr="{attribute(self.alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{xml.ruler.xfrm(area, 'p:xfrm')}"
            f'<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="1">'
            f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>"
            f"<a:tblGrid>{columns}</a:tblGrid>{head}{rows}</a:tbl></a:graphicData></a:graphic>"
            "</p:graphicFrame>"
        )

    def _row(
        self, xml: XmlWriter, cells: tuple[Cell, ...], height: float, need: float, edge: "Edge"
    ) -> str:
        """Return a row whose cells start on one line, the air of a high row above and below."""
        last = len(cells) - 1
        none = "<a:noFill/>"
        rule = xml.outline(edge.ink, edge.line_pt).replace("a:ln", "a:lnB")
        edges = "".join(f'<a:{side} w="0">{none}</a:{side}>' for side in ("lnL", "lnR", "lnT"))
        air = self.pad + (height - need) / 2
        emu = xml.ruler.emu
        body = "".join(
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
            f"{xml.paragraphs(cell)}</a:txBody>"
            f'<a:tcPr marL="0" marR="{0 if number == last else emu(GUTTER)}" '
            f'marT="{emu(air)}" marB="{emu(self.pad)}" anchor="t">{edges}{rule}{none}'
            "</a:tcPr></a:tc>"
            for number, cell in enumerate(cells)
        )
        return f'<a:tr h="{emu(height)}">{body}</a:tr>'

    def part(self, start: int, end: int) -> Self:
        """Return some of the rows under the header."""
        return replace(Rows.part(self, start, end), needs=self.needs[start:end])


@pptx_block
def table_item(block: Table, context: LayoutContext) -> Item:
    """Return a table measured in this width; its columns share it as the block says.

    One of a few rows is set larger where it would leave most of its slide empty, and takes no more
    lines by that.
    """
    usual = _measured(block, context)
    if _may_be_larger(block, context):
        slide = context.look.slide
        for size in (slide.call, slide.lead, slide.body):
            larger = _measured(block, replace(context, scale=replace(context.scale, table=size)))
            same_lines = sum(larger.needs) / size <= sum(usual.needs) / context.scale.table
            if same_lines and larger.height <= FEW_ROWS * context.available_height:
                return larger
    return usual


def _may_be_larger(block: Table, context: LayoutContext) -> bool:
    """Say whether larger type may be tried: on a slide of ours, and not of names or to fill in."""
    first = may_grow(context.scale, context.look.slide)
    return first and block.role == "plain" and not (context.column or context.panel or context.dark)


def _measured(block: Table, context: LayoutContext) -> Grid:
    """Return a table in the type of its context."""
    call = block.role == "call"
    pad = 6.0 if call else 5.0
    header = tuple(
        _head(text, column, context, call=call)
        for text, column in zip(block.header, block.columns, strict=True)
    )
    rows = tuple(
        tuple(
            _cell(text, column, context, call=call)
            for text, column in zip(row, block.columns, strict=True)
        )
        for row in block.rows
    )
    wanted, least_wide, words = _needs((header, *rows), context.font, context.width)
    narrow = NARROW_MM * PT_PER_MM
    widths = column_widths(
        block.columns, wanted, least_wide, context.width, words=words, narrow=narrow
    )
    least = block.row_mm * PT_PER_MM or (0.0 if block.role != "form" else 40.0)
    header_height = _row_height(header, widths, context.font, pad)
    needs = tuple(_row_height(row, widths, context.font, pad) for row in rows)
    heights = tuple(max(need, least) for need in needs)
    tall = header_height + sum(heights)
    wide = _wide_height((header, *rows), widths, context.font, pad) if not least else 0.0
    last = context.scale == scales(context.look.slide)[-1]
    return Grid(
        height=tall if last else max(tall, wide),
        reserve=max(wide - tall, 0.0),
        width=context.width,
        before=GAP,
        widths=widths,
        header=header,
        head=header_height,
        rows=rows,
        heights=heights,
        needs=needs if block.role != "form" else heights,
        alt=block.alt or ", ".join(filter(None, map(plain, block.header))) or "Table",
        strong=call or block.role == "form",
        pad=pad,
        font=context.font,
        least=sum(words),
        flexible=block.role != "form",
    )


def _needs(
    rows: tuple[tuple[Cell, ...], ...], font: str, width: float
) -> tuple[list[float], list[float], list[float]]:
    """Return for each column the width it wants for one line, its least, and its longest word.

    The least is that word or a whole short line: a date is not broken. Lines have room for a wider
    face where all columns have it.
    """
    last = len(rows[0]) - 1
    columns = range(last + 1)
    gutters = [0.0 if n == last else GUTTER for n in columns]
    roomy, close, words = (
        [max(wide(p, font) for row in rows for p in row[n]) + gutters[n] + 1 for n in columns]
        for wide in (roomy_width, natural_width, longest_word)
    )
    wanted = roomy if sum(roomy) <= width else list(map(max, close, words))
    least = [max(words[n], min(wanted[n], SHORT_LINE)) for n in columns]
    return wanted, least, words


def _head(text: Text, column: Column, context: LayoutContext, *, call: bool) -> Cell:
    """Return a header: small and grey, but clock times in a call table are as large as names."""
    scale = context.scale
    align = _ALIGN[column.align]
    if call and any(run.bold for run in text):
        return (_para(text, scale.call - 4, "ink", align),)
    return (_para(text, scale.label, "grey", align),)


def _cell(text: Text, column: Column, context: LayoutContext, *, call: bool) -> Cell:
    scale = context.scale
    align = _ALIGN[column.align]
    size = scale.label if context.column and context.width < _NARROW else scale.table
    if not call:
        return (_para(text, size, "ink", align),)
    loud = tuple(replace(run, bold=True) for run in text if not run.quiet)
    quiet = tuple(run for run in text if run.quiet)
    lines = ((loud, scale.call, _INK), (quiet, scale.table, _GREY))
    said = tuple(_para(words, points, ink, align) for words, points, ink in lines if plain(words))
    return said or (_para((), scale.call, "ink", align),)


_NARROW = 620.0
"""A table in a column narrower than this is set in the label's size, as beside a mission."""


def _para(text: Text, size: float, ink: Ink, align: Literal["l", "r", "ctr"]) -> Para:
    return Para(runs=text or (Run(""),), size=size, ink=ink, align=align, leading=1.0)


def _row_height(cells: tuple[Cell, ...], widths: tuple[float, ...], font: str, pad: float) -> float:
    inside = zip(cells, text_widths(widths), strict=True)
    return 2 * pad + max(stack_height(cell, width, font) for cell, width in inside)


def _wide_height(
    rows: Sequence[tuple[Cell, ...]], widths: tuple[float, ...], font: str, pad: float
) -> float:
    """Return how high all rows are in a wider face."""
    inside = text_widths(widths)
    return sum(
        2 * pad
        + max(
            stack_height(cell, width / max(map(wider, cell)), font)
            for cell, width in zip(row, inside, strict=True)
        )
        for row in rows
    )


def text_widths(widths: tuple[float, ...]) -> tuple[float, ...]:
    """Return the widths that words have in columns: all but the last keep a gutter."""
    return (*(width - GUTTER for width in widths[:-1]), *widths[-1:])


CLOCK, CLOCK_SIZE = 76.0, 22
"""Where the names start in type of that size."""

AIR = 9.0
"""Space between two rows."""

LEAST_AIR, MOST_ROW_AIR = 2.0, 13.0
"""Rows stand closer before the day takes a second slide, and further apart where it is short."""

ONE_COLUMN = 7
"""As many rows stand in one column; more are set in two."""

COLUMN_GAP = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Item):
    """Rows in one or two columns, read down the first and then down the second.

    `whole` are the rows of the day that it is a part of, the same for all its parts.
    """

    rows: tuple[Para, ...]
    whole: tuple[Para, ...]
    column: float
    font: str

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return the rows that fill the columns of this height, and the rest."""

        def too_high(count: int) -> bool:
            tall = _height(self.rows[:count], self.column, self.width, self.font)
            return tall > available + EPSILON

        count = bisect_left(range(1, len(self.rows) + 1), True, key=too_high)
        if 0 < count < len(self.rows):
            return self._of(self.rows[:count]), self._of(self.rows[count:])
        if not hard or count:
            return None
        first = new_flow(self.rows[:1], width=self.column, font=self.font, before=0.0)
        broken = first.split(available, hard=True)
        if broken is None:
            return None
        return self._of(broken[0].paras), self._of((*broken[1].paras, *self.rows[1:]))

    def share(self, first: int, end: int) -> "Agenda":
        """Return the rows of the whole day from `first` up to `end`."""
        return self._of(self.whole[first:end])

    @property
    def total(self) -> int:
        """The number of rows of the whole day."""
        return len(self.whole)

    def resized(self, height: float) -> Item:
        """Return the rows closer together or further apart, as far as they can be read so."""
        room = [
            (height - stack_height(half, self.column, self.font)) / (len(half) - 1)
            for half in self._columns()
            if len(half) > 1
        ]
        if not room:
            return self
        most = MOST_ROW_AIR * (2 if self.column == self.width else 1)
        air = min(max(self.rows[0].before + min(room), LEAST_AIR), most)
        return self._of(tuple(replace(row, before=air) for row in self.rows))

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return one text for each column, and over each row the way to its slide."""
        columns = [one for one in self._columns() if one]
        places = [area.x + number * (self.column + COLUMN_GAP) for number in range(len(columns))]
        texts = (
            xml.text(Area(x, area.y, self.column, area.height), rows)
            for x, rows in zip(places, columns, strict=True)
        )
        ways = (
            way
            for x, rows in zip(places, columns, strict=True)
            for way in self._ways(rows, xml, Area(x, area.y, self.column, 0))
        )
        return "".join((*texts, *ways))

    def _ways(self, rows: tuple[Para, ...], xml: XmlWriter, start: Area) -> Iterator[str]:
        y = start.y
        for number, row in enumerate(rows):
            y += row.before if number else 0.0
            tall = height(row, self.column, self.font)
            yield xml.way_to(row.slot, _named(row.runs[2:]), start._replace(y=y, height=tall))
            y += tall

    def _columns(self) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
        return _halves(self.rows, self.column, self.width, self.font)

    def _of(self, rows: tuple[Para, ...]) -> "Agenda":
        return replace(self, rows=rows, height=_height(rows, self.column, self.width, self.font))


def _named(what: Text) -> str:
    """Return the name of a row's session, without the quiet words on its room."""
    return plain(tuple(run for run in what if not run.quiet) or what)


@pptx_block
def agenda_items(block: Timetable, context: LayoutContext) -> Iterator[Item]:
    """Yield the short day as text in columns, or the full one as a table."""
    if block.full:
        yield table_item(_table(block, context), context)
        return
    if not block.rows:
        return
    two = len(block.rows) > ONE_COLUMN and not context.column
    large = not two and not context.column
    rows = tuple(_row(row, context, large=large) for row in block.rows)
    column = (context.width - COLUMN_GAP) / 2 if two else context.width
    tall = _height(rows, column, context.width, context.font)
    yield Agenda(
        height=tall,
        width=context.width,
        before=GAP,
        rows=rows,
        whole=rows,
        column=column,
        font=context.font,
        flexible=True,
    )


def _row(row: TimetableRow, context: LayoutContext, *, large: bool) -> Para:
    """Return a row; in a bare size it says no room, which the break before it and its slide do."""
    size = context.scale.lead if large else context.scale.dense
    clock = CLOCK * size / CLOCK_SIZE
    quiet = row.pause
    said = tuple(run for run in row.what if not (context.scale.bare and run.quiet))
    said = said or row.what
    what = tuple(replace(run, quiet=True) for run in said) if quiet else said
    shift = 20.0 * row.level
    return Para(
        runs=(Run(row.clock, bold=row.level == 0, quiet=quiet), Run("\t"), *what),
        size=size,
        before=AIR,
        leading=1.0,
        indent=clock + shift,
        hang=clock + shift,
        tabs=((clock + shift, "l"),),
        slot=row.slot,
    )


def _halves(
    rows: tuple[Para, ...], column: float, width: float, font: str
) -> tuple[tuple[Para, ...], tuple[Para, ...]]:
    """Return the rows of the first and of the second column, so that the higher one is lowest.

    Of two such ways the one with more in the first column. What runs side by side stays in one
    column, unless that makes the higher one higher by more than two rows.
    """
    if column == width or len(rows) < 2:
        return rows, ()
    highs = [height(row, column, font) for row in rows]

    def taller(cut: int) -> float:
        tall = max(_stacked(rows, highs, 0, cut), _stacked(rows, highs, cut, len(rows)))
        parts = cut < len(rows) and rows[cut].indent > rows[0].indent
        return tall + (2 * (highs[0] + AIR) if parts else 0.0)

    cut = min(range(len(rows), 0, -1), key=taller)
    return rows[:cut], rows[cut:]


def _stacked(rows: Sequence[Para], highs: Sequence[float], start: int, end: int) -> float:
    return sum(highs[start:end]) + sum(row.before for row in rows[start + 1 : end])


def _height(rows: tuple[Para, ...], column: float, width: float, font: str) -> float:
    return max(
        stack_height(half, column, font) for half in _halves(rows, column, width, font) if half
    )


def _table(block: Timetable, context: LayoutContext) -> Table:
    """Return the full day as a table; columns that no row fills are left out."""
    rows = [_cells(row) for row in block.rows]
    heads = block.heads
    kept = [n for n in range(len(heads)) if n < 1 or n == 2 or any(row[n] for row in rows)]
    return Table(
        origin=block.origin,
        columns=tuple(Column(align="right" if n == 1 else "left") for n in kept),
        header=tuple((Run(_capital(context.look.word(heads[n]))),) for n in kept),
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
