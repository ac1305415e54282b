"""Slopes: a line for each theme over all stock takes, drawn with shapes in every file.

Office's own line charts write the names at the ends over each other where two lines end close.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from facilitate.charts import Series, Slopes
from facilitate.figures import drawn
from facilitate.structs import Struct
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Ink,
    Segment,
    Shape,
    Sizes,
    Words,
    below_middle_mm,
    figure_words,
    line_mm,
    share_of,
    text_mm,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.chart.native import figures
from facilitate.write.look import Look

PENS: tuple[tuple[Ink, bool, Ink], ...] = (
    ("ink", False, "ink"),
    ("grey", True, "white"),
    ("mid", False, "mid"),
    ("ink", True, "white"),
)
"""Line colour, dashed or not, fill of its points: told apart without any hue."""


LED_MM = 7.0
"""Room between the last points and the names, for lines that lead to those that had to move."""


def draw_slopes(chart: Slopes, width_mm: float, height_mm: float, sizes: Sizes) -> Drawing:
    """Return the lines; a missing value leaves a gap, a single point stands alone.

    The figures stand at both ends: beside the first points, and after the names.
    """
    ends_with = [_ending(chart, series) for series in chart.series]
    widest = max(
        (
            text_mm(words, sizes.words_pt, bold=not at)
            for one in ends_with
            for at, words in enumerate(one)
        ),
        default=0,
    )
    names = min(widest + 1, 0.32 * width_mm)
    ends = [
        figure_words(value, chart.decimals if value % 1 else 0, chart.unit)
        for value in (chart.low, chart.high)
    ]
    left = max(text_mm(end, sizes.words_pt) for end in ends) + 2.5
    right = width_mm - names - sizes.mark_mm / 2 - LED_MM
    count = max(len(chart.categories), 1)
    first, last = left + (right - left) / (2 * count), right - sizes.mark_mm / 2
    room = max((last - first) / max(count - 1, 1) - 0.5, 5)
    named = [wrap(name, room, sizes.words_pt) for name in chart.categories]
    below = max(map(len, named), default=0) * line_mm(sizes.words_pt) + 2
    ending = [_wrapped(parts, names, sizes) for parts in ends_with]
    top = line_mm(sizes.words_pt) / 2
    named_mm = sum(map(len, ending)) * line_mm(sizes.words_pt)
    bottom = max(top + 20, (height_mm or sizes.plot_mm) - below, named_mm)
    plot = _Plot(chart, left, right, top, bottom, first, last)
    shapes = (
        *_axis(plot, ends, named, sizes),
        *(
            shape
            for number, series in enumerate(chart.series)
            for shape in _line(plot, series, number, sizes)
        ),
        *_first_figures(plot, sizes),
        *_names(plot, ending, sizes),
    )
    return Drawing(width_mm, bottom + below, shapes)


def _ending(chart: Slopes, series: Series) -> tuple[str, ...]:
    """Return what stands at the end of a line: its name, with the last figure, and its note."""
    last = series.values[-1] if series.values else None
    figure = "" if last is None else f" {figure_words(drawn(last), chart.decimals, chart.unit)}"
    return tuple(filter(None, (f"{series.name}{figure}", series.note)))


class _Plot(Struct):
    """Where the lines are drawn, in millimetres; `first` and `last` are the outer categories."""

    chart: Slopes
    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float

    def x(self, number: int) -> float:
        """Return the middle of a category, counted from 0."""
        steps = max(len(self.chart.categories) - 1, 1)
        return self.first + (self.last - self.first) * number / steps

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = share_of(value, self.chart.low, self.chart.high)
        return self.bottom - (self.bottom - self.top) * share


def _axis(
    plot: _Plot, ends: Sequence[str], named: Sequence[Sequence[str]], sizes: Sizes
) -> Iterator[Shape]:
    for step in range(5):
        y = plot.bottom - (plot.bottom - plot.top) * step / 4
        # Within the scale no line runs through the figures before the first points.
        start = plot.first if 0 < step < 4 else plot.left
        yield Segment(start, y, plot.right, y, "mid" if step == 0 else "rule", 0.75)
    for end, y in zip(ends, (plot.bottom, plot.top), strict=True):
        base = y + below_middle_mm(sizes.words_pt)
        yield Words(plot.left - 1.5, base, end, sizes.words_pt, anchor="end", ink="grey")
    for number, lines in enumerate(named):
        for at, line in enumerate(lines):
            base = plot.bottom + 1 + (at + 1) * line_mm(sizes.words_pt)
            x = plot.x(number)
            yield Words(x, base, line, sizes.words_pt, anchor="middle", ink="grey")


def _line(plot: _Plot, series: Series, number: int, sizes: Sizes) -> Iterator[Shape]:
    ink, dashed, fill = PENS[number % len(PENS)]
    points = [
        None if value is None else (plot.x(at), plot.y(drawn(value)))
        for at, value in enumerate(series.values)
    ]
    for here, there in pairwise(points):
        if here and there:
            yield Segment(*here, *there, ink, sizes.line_pt, dashed)
    size = sizes.mark_mm * 0.6
    for point in points:
        if point:
            x, y = point[0] - size / 2, point[1] - size / 2
            yield Box(x, y, size, size, fill, ink, 1.25)


def _first_figures(plot: _Plot, sizes: Sizes) -> Iterator[Shape]:
    """Yield the figures beside the first points, pushed apart where they would touch."""
    chart, line = plot.chart, line_mm(sizes.words_pt)
    known = [(drawn(value), each) for each in chart.series if (value := each.values[0]) is not None]
    figures = dict.fromkeys(value for value, _ in known)
    tops = _apart([(plot.y(value) - line / 2, line) for value in figures], plot)
    for value, top in zip(figures, tops, strict=True):
        base = top + line / 2 + below_middle_mm(sizes.words_pt)
        words = figure_words(value, chart.decimals, chart.unit)
        yield Words(plot.first - sizes.mark_mm / 2 - 1, base, words, sizes.words_pt, anchor="end")


def _wrapped(parts: Sequence[str], width_mm: float, sizes: Sizes) -> list[tuple[str, bool]]:
    """Return the lines at the end of a series, and which are bold."""
    return [
        (words, at == 0)
        for at, part in enumerate(parts)
        for words in wrap(part, max(width_mm, 1), sizes.words_pt, bold=at == 0)
    ]


def _names(
    plot: _Plot, ending: Sequence[Sequence[tuple[str, bool]]], sizes: Sizes
) -> Iterator[Shape]:
    """Yield the series' names beside their last values, pushed apart where they would touch.

    A thin line leads to each that does not stand level with its point.
    """
    line = line_mm(sizes.words_pt)
    last = [_last_point(plot, series) for series in plot.chart.series]
    wanted = [(y - line / 2, len(lines) * line) for (_, y), lines in zip(last, ending, strict=True)]
    tops = _apart(wanted, plot)
    for number, (lines, top, (x, y)) in enumerate(zip(ending, tops, last, strict=True)):
        ink = PENS[number % len(PENS)][0]
        shown: Ink = "grey" if ink == "mid" else ink
        if abs(top + line / 2 - y) > 0.1:
            start, end = x + sizes.mark_mm / 2, plot.right + LED_MM - 0.8
            yield Segment(start, y, end, top + line / 2, "mid", 0.75)
        for at, (words, bold) in enumerate(lines):
            base = top + (at + 0.5) * line + below_middle_mm(sizes.words_pt)
            yield Words(plot.right + LED_MM, base, words, sizes.words_pt, ink=shown, bold=bold)


def _last_point(plot: _Plot, series: Series) -> tuple[float, float]:
    values = enumerate(series.values)
    known = [(plot.x(at), plot.y(drawn(value))) for at, value in values if value is not None]
    return known[-1] if known else (plot.last, plot.bottom)


def _apart(wanted: Sequence[tuple[float, float]], plot: _Plot) -> list[float]:
    """Return the tops of blocks, in the order of those they want, each as near as others let it.

    `wanted` are tops and heights in mm. Who has no room above the plot's end moves up again.
    """
    order = sorted(range(len(wanted)), key=lambda one: wanted[one][0])
    tops = [top for top, _ in wanted]
    free = float("-inf")
    for one in order:
        tops[one] = max(tops[one], free)
        free = tops[one] + wanted[one][1]
    end = plot.bottom
    for one in reversed(order):
        end = min(tops[one], end - wanted[one][1])
        tops[one] = end
    return tops


def notes(chart: Slopes, look: Look) -> Iterator[str]:  # noqa: ARG001  no words of ours in it
    """Yield one line for each date with the figures of all themes."""
    yield from chart.text_lines()


KIND = ChartKind(draw=draw_slopes, figures=figures, notes=notes)
