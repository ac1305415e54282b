"""Charts as data: what they show in scale points, minutes and words, never how they are drawn."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Self

from facilitate.faults import Place
from facilitate.figures import Figure, drawn, points
from facilitate.structs import Struct, replace

Mark = Literal["doctor", "manager", "third", "fourth", "sponsor", "everyone"]
"""Who, as a shape: circle, diamond, square, triangle on its tip, triangle, upright bar."""

SIGNS: dict[Mark, str] = {
    "doctor": "●",
    "manager": "◆",
    "third": "■",
    "fourth": "▼",
    "sponsor": "▲",
    "everyone": "▮",
}
"""How a role's shape is written."""


def with_step(step: float, words: str) -> str:
    """Return the label of a scale's step with its number, once: `1 never`, `10 very likely`."""
    number = f"{step:g}"
    return words if words.split(maxsplit=1)[:1] == [number] else f"{number} {words}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData(ABC):
    """What a chart shows. A kind is a class here and a module of its name in `write/chart/`.

    `owner` is the id of the pair or person whose answers a chart holds, as in a text run.
    """

    owner: str = ""

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Say whether there is nothing to show, not even why."""

    @abstractmethod
    def text_lines(self) -> Iterator[str]:
        """Yield what the chart says, a line for each of its rows."""

    @property
    def row_count(self) -> int:
        """Return how many rows may be parted over pages; 1 where the chart stays whole."""
        return 1

    def part(self, first: int, end: int) -> Self:  # noqa: ARG002  a whole chart has one part
        """Return the chart with the rows from `first` up to `end` (from 0) alone."""
        return self

    def parted_at(self, first: int, end: int) -> int:  # noqa: ARG002  any row may end a part
        """Return up to which row a part from `first` goes that has room for those up to `end`."""
        return end

    def narrow(self) -> Self:
        """Return the chart without what leaves its marks no room on a phone."""
        return self


class Dot(Struct, kw_only=True):
    """One mark on a scale: whose shape, where, and whether it is an earlier result (open).

    `low` and `high` are the range of several people's; `may_be` is from where to where the mark of
    one may be off.
    """

    mark: Mark
    value: Figure | float
    then: bool = False
    low: Figure | float | None = None
    high: Figure | float | None = None
    may_be: tuple[Figure, Figure] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One row of a strip: its label, its dots, a figure at the right, or why it is not shown.

    `scale` is the row's own, from its low end to its high one, where it is not that of the strip.
    `written` is the line on which what it is about is written.
    """

    label: str
    dots: tuple[Dot, ...] = ()
    link: Literal["", "near", "far"] = ""
    figure: str = ""
    not_shown: str = ""
    bold: bool = False
    scale: tuple[float, float] | None = None
    written: Place | None = field(default=None, compare=False, repr=False)


class Bracket(Struct, kw_only=True):
    """Names consecutive rows: from `first` to `last` (from 0), a label and a quiet second line."""

    first: int
    last: int
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip(ChartData):
    """Rows of marks on one whole scale: group results, a pair's two dots, then and now.

    `low` and `high` are the ends of the scale, never cut; `ends` are the words there. `legend`
    names the marks that occur, and `waves` what an open and what a filled mark is.
    """

    rows: tuple[StripRow, ...]
    low: float
    high: float
    ends: tuple[str, str]
    legend: tuple[tuple[Mark, str], ...] = ()
    waves: tuple[str, str] | None = None
    brackets: tuple[Bracket, ...] = ()
    figures: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there are no rows."""
        return not self.rows

    @property
    def row_count(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def part(self, first: int, end: int) -> Self:
        """Return some rows with the parts of the brackets that name them."""
        brackets = tuple(
            replace(
                each, first=max(each.first, first) - first, last=min(each.last, end - 1) - first
            )
            for each in self.brackets
            if each.first < end and each.last >= first
        )
        return replace(self, rows=self.rows[first:end], brackets=brackets)

    def parted_at(self, first: int, end: int) -> int:
        """Return the last row up to `end` at which a bracket ends, or `end` without any."""
        ends = (each.last + 1 for each in self.brackets)
        return max((row for row in ends if first < row <= end), default=end)

    def narrow(self) -> Self:
        """Return the marks and their labels alone."""
        rows = tuple(replace(row, figure="") for row in self.rows)
        return replace(self, rows=rows, brackets=(), figures="")

    def text_lines(self) -> Iterator[str]:
        """Yield the ends of the scale, a line for each row, and what the brackets name."""
        if not any(row.scale for row in self.rows):
            yield f"{self.low:g} {self.ends[0]} ... {self.ends[1]} {self.high:g}"
        for row in self.rows:
            dots = " ".join(
                f"{SIGNS[dot.mark]}{'then ' if dot.then else ''}{points(dot.value)}"
                for dot in row.dots
            )
            shown = " ".join(part for part in (dots, row.not_shown, row.figure) if part)
            yield f"{row.label}: {shown}"
        for bracket in self.brackets:
            yield f"rows {bracket.first + 1} to {bracket.last + 1}: {bracket.label}"


class MatrixCell(Struct, kw_only=True):
    """What one group says of another: marks on the scale, a figure, quiet words beneath it.

    `own` is what a group says of itself; `framed` what the title speaks of. `high` is the upper end
    of the cell's own scale, where it is not that of the matrix.
    """

    dots: tuple[Dot, ...] = ()
    figure: str = ""
    detail: str = ""
    not_shown: str = ""
    own: bool = False
    framed: bool = False
    high: float | None = None


class MatrixRow(Struct, kw_only=True):
    """One group that says something, with a cell for each column."""

    mark: Mark
    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(ChartData):
    """Who says what of whom: rows are those who say it, `columns` those of whom it is said.

    `low` and `high` are the ends of the one scale of all cells, and `ends` words that stand there
    instead of the figures.
    """

    columns: tuple[tuple[Mark, str], ...]
    rows: tuple[MatrixRow, ...]
    low: float
    high: float
    corner: str = ""
    ends: tuple[str, str] | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there are no rows."""
        return not self.rows

    def text_lines(self) -> Iterator[str]:
        """Yield a line for each cell."""
        for row in self.rows:
            for (_, of), cell in zip(self.columns, row.cells, strict=True):
                said = f"{cell.figure or cell.not_shown} {cell.detail}".rstrip()
                yield f"{row.label} {of}: {said}{' framed' if cell.framed else ''}"


class BandPart(Struct, kw_only=True):
    """A stretch of the day: minutes from midnight, what it is for, and the words inside.

    `short` stands there where `label` has no room; empty where nothing shorter is understood.
    """

    start: int
    end: int
    label: str
    kind: Literal["bonding", "bridging", "linking", "pause", "other"]
    now: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(ChartData):
    """The day as a bar to scale; ticks are whole hours."""

    parts: tuple[BandPart, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the day has no parts."""
        return not self.parts

    def text_lines(self) -> Iterator[str]:
        """Yield a line for each stretch of the day."""
        for part in self.parts:
            times = " to ".join(
                f"{minute // 60:02d}:{minute % 60:02d}" for minute in (part.start, part.end)
            )
            yield f"{times} {part.kind} {part.label}{' now' if part.now else ''}".rstrip()


class YearPoint(Struct, kw_only=True):
    """Something of the year: on which day from the first (0), when in words, what it is.

    `quiet` ones, such as sessions of coaching, are ticks without words; `now` is today's.
    """

    day: int
    date: str
    label: str
    kind: Literal["away day", "stock take", "quiet"]
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(ChartData):
    """The year as a line to scale, with what happens on it in order of time."""

    points: tuple[YearPoint, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing happens."""
        return not self.points

    def text_lines(self) -> Iterator[str]:
        """Yield a line for each thing that has words."""
        for point in self.points:
            if point.kind != "quiet":
                yield f"{point.date}: {point.label}{' now' if point.now else ''}"


Side = Literal["", "left", "middle", "right"]


class Series(Struct, kw_only=True):
    """A named row of figures, one for each category; None is missing, drawn as nothing.

    `side` is where it stands of the middle of stacked bars that part there: half on each side of it
    if it is the middle itself. `note` stands under its name at the end of a line.
    """

    name: str
    values: tuple[Figure | float | None, ...]
    side: Side = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesData(ChartData):
    """Figures by category. `low` and `high` fix the axis.

    `written` are the lines on which what the categories are about is written, where they are known.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    unit: str = ""
    decimals: int = 0
    written: tuple[Place | None, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Say whether no series has a value."""
        return all(value is None for series in self.series for value in series.values)

    def text_lines(self) -> Iterator[str]:
        """Yield a line for each category with the figures of all series."""
        for number, category in enumerate(self.categories):
            values = ", ".join(
                f"{series.name} {'-' if value is None else drawn(value)}"
                for series in self.series
                for value in [series.values[number]]
            )
            yield f"{category}: {values}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(SeriesData):
    """Horizontal bars, first category on top; `stacked` puts the series end to end.

    Where its series have a side, all bars are placed so that their middles stand on one line, also
    those of the charts `beside` it on its page: all of these have one edge, and one length for 1.
    """

    stacked: bool = False
    beside: tuple["Bars", ...] = ()

    @property
    def middle(self) -> float:
        """Where the line stands on which the middles of the bars meet; 0 where they have none."""
        return max(
            (one._left_of(at) for one in self._together for at in range(len(one.categories))),
            default=0.0,
        )

    @property
    def starts(self) -> tuple[float, ...]:
        """Where each bar starts, in the order of the categories."""
        return tuple(self.middle - self._left_of(at) for at in range(len(self.categories)))

    @property
    def axis_end(self) -> float:
        """Where the axis ends: at `high`, or where the last bar does that was moved to the middle.

        It is worked out where it is drawn: kept, it would be a number made of people's answers.
        """
        if not any(series.side for series in self.series):
            return self.high
        middle = self.middle
        return max(
            (
                middle - one._left_of(at) + one._length(at)
                for one in self._together
                for at in range(len(one.categories))
            ),
            default=self.high,
        )

    @property
    def _together(self) -> tuple["Bars", ...]:
        return (self, *self.beside)

    def _length(self, category: int) -> float:
        """Return how long a bar is, without the space before it where a series stands for that."""
        values = (series.values[category] for series in self.series if series.side)
        return sum(drawn(value) for value in values if value is not None)

    def _left_of(self, category: int) -> float:
        shares = {"left": 1.0, "middle": 0.5}
        return sum(
            drawn(value) * shares[series.side]
            for series in self.series
            if series.side in shares and (value := series.values[category]) is not None
        )

    @property
    def row_count(self) -> int:
        """Return the number of categories."""
        return len(self.categories)

    def part(self, first: int, end: int) -> Self:
        """Return some categories with their values."""
        series = tuple(replace(each, values=each.values[first:end]) for each in self.series)
        return replace(
            self,
            categories=self.categories[first:end],
            series=series,
            written=self.written[first:end],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slopes(SeriesData):
    """Lines over all stock takes, one for each theme, with the figures at both ends."""
