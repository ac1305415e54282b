"""Lines over ordered categories, named at their ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from facilitate.charts import Lines, Series, SeriesData
from facilitate.figures import drawn
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Ink,
    Line,
    Medium,
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
from facilitate.write.chart.kinds import ChartKind, ChartStyle, Native
from facilitate.write.chart.native import (
    NO_SHAPE,
    axes,
    figures,
    labels_show,
    number_format,
    series_xml,
    words_xml,
)
from facilitate.write.measure import MM_PER_PT
from facilitate.write.ooxml import themed

PENS: tuple[tuple[Ink, bool, Ink], ...] = (
    ("ink", False, "ink"),
    ("grey", True, "white"),
    ("mid", False, "mid"),
    ("ink", True, "white"),
)
"""Line colour, dashed or not, fill of its points: told apart without any hue."""


def draw_lines(chart: SeriesData, width_mm: float, height_mm: float, sizes: Sizes) -> Drawing:
    """Return the lines; a missing value leaves a gap, a single point stands alone."""
    names = min(
        max(
            (text_mm(series.name, sizes.words_pt, bold=True) for series in chart.series), default=0
        ),
        0.32 * width_mm,
    )
    ends = [figure_words(value, chart.decimals, chart.unit) for value in (chart.low, chart.high)]
    left = max(text_mm(end, sizes.words_pt) for end in ends) + 2.5
    right = width_mm - names - sizes.gap_mm - 2
    slot = (right - left) / max(len(chart.categories), 1)
    room = max(slot - 0.5, 5)
    named = [wrap(name, room, sizes.words_pt) for name in chart.categories]
    below = max(map(len, named), default=0) * line_mm(sizes.words_pt) + 2
    top = line_mm(sizes.words_pt) / 2
    bottom = max(top + 20, (height_mm or sizes.plot_mm) - below)
    plot = _Plot(chart, left, right, top, bottom, slot)
    shapes = (
        *_axis(plot, ends, named, sizes),
        *(
            shape
            for number, series in enumerate(chart.series)
            for shape in _line(plot, series, number, sizes)
        ),
        *_names(plot, names, sizes),
    )
    return Drawing(width_mm, bottom + below, shapes)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the lines are drawn, in millimetres; `slot` is the width of one category."""

    chart: SeriesData
    left: float
    right: float
    top: float
    bottom: float
    slot: float

    def x(self, number: int) -> float:
        """Return the middle of a category, counted from 0."""
        return self.left + self.slot * (number + 0.5)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = share_of(value, self.chart.low, self.chart.high)
        return self.bottom - (self.bottom - self.top) * share


def _axis(
    plot: _Plot, ends: Sequence[str], named: Sequence[Sequence[str]], sizes: Sizes
) -> Iterator[Shape]:
    for step in range(5):
        y = plot.bottom - (plot.bottom - plot.top) * step / 4
        yield Line(plot.left, y, plot.right, y, "mid" if step == 0 else "rule", 0.75)
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
            yield Line(*here, *there, ink, sizes.line_pt, dashed)
    size = sizes.mark_mm * 0.6
    for point in points:
        if point:
            x, y = point[0] - size / 2, point[1] - size / 2
            yield Box(x, y, size, size, fill, ink, 1.25)


def _names(plot: _Plot, width_mm: float, sizes: Sizes) -> Iterator[Shape]:
    """Yield the series' names beside their last values, pushed apart where they would touch."""
    chart = plot.chart
    last = [
        (next((drawn(v) for v in reversed(series.values) if v is not None), chart.low), number)
        for number, series in enumerate(chart.series)
    ]
    free = plot.top - line_mm(sizes.words_pt) / 2
    for value, number in sorted(last, key=lambda pair: (-pair[0], pair[1])):
        series = chart.series[number]
        y = max(plot.y(value), free + line_mm(sizes.words_pt) / 2)
        ink = PENS[number % len(PENS)][0]
        for line in wrap(series.name, max(width_mm, 1), sizes.words_pt, bold=True):
            base = y + below_middle_mm(sizes.words_pt)
            shown: Ink = "grey" if ink == "mid" else ink
            yield Words(plot.right + 2, base, line, sizes.words_pt, ink=shown, bold=True)
            y += line_mm(sizes.words_pt)
        free = y - line_mm(sizes.words_pt) / 2


# ------------------------------------------------------------------------------- a chart of Office

_MARKERS = (("circle", 13), ("diamond", 15), ("square", 12), ("triangle", 13))
"""Shapes of the points and their sizes, equal to the eye."""

_DASHES = ("solid", "sysDash", "lgDash", "sysDot")


def native_lines(chart: Lines, style: ChartStyle, ids: tuple[int, int]) -> str:
    """Return the lines with their names at their ends, and the axes."""
    rows = "".join(
        series_xml(
            chart,
            index,
            shape=_native_pen(index, style),
            labels=_name_at_the_end(series, style),
            number_format=number_format(chart),
            end='<c:smooth val="0"/>',
        )
        for index, series in enumerate(chart.series)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{rows}'
        f'<c:marker val="1"/><c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/></c:lineChart>'
        f"{axes(chart, style, ids, bars=False)}"
    )


def native_height_mm(_chart: Lines, medium: Medium) -> float:
    """Return the height of a chart of Office in which lines can be told apart."""
    return 180.0 * MM_PER_PT if medium == "slide" else 70.0


def _native_pen(index: int, style: ChartStyle) -> str:
    """Return line and marker of a series: its own dash and its own shape."""
    pen = themed(("ink", "grey")[index % 2], style.theme)
    halo = themed("white", style.theme)
    dash = _DASHES[index % len(_DASHES)]
    marker, size = _MARKERS[index % len(_MARKERS)]
    return (
        f'<c:spPr><a:ln w="38100" cap="flat">{pen}'
        f'<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{marker}"/><c:size val="{size}"/>'
        f'<c:spPr>{pen}<a:ln w="9525">{halo}</a:ln></c:spPr></c:marker>'
    )


def _name_at_the_end(series: Series, style: ChartStyle) -> str:
    """Return the series' name beside its last point: nobody looks back to a legend."""
    last = max((i for i, value in enumerate(series.values) if value is not None), default=None)
    name = (
        ""
        if last is None
        else (
            f'<c:dLbl><c:idx val="{last}"/>{NO_SHAPE}'
            f'{words_xml("ink", style)}<c:dLblPos val="r"/>'
            f"{labels_show(value=0, name=1)}</c:dLbl>"
        )
    )
    return f"<c:dLbls>{name}{labels_show(value=0, name=0)}</c:dLbls>"


KIND = ChartKind(
    draw=draw_lines,
    figures=figures,
    native=Native(plot=native_lines, height_mm=native_height_mm, legend=lambda _chart: False),
)
