"""Horizontal bars, side by side or end to end, first category on top."""

from collections.abc import Iterator

from facilitate.charts import Bars
from facilitate.figures import drawn
from facilitate.structs import Struct, replace
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Ink,
    Medium,
    Segment,
    Shape,
    Sizes,
    SourceArea,
    Words,
    below_middle_mm,
    figure_words,
    line_mm,
    row_heights,
    share_of,
    text_mm,
    words_about,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind, ChartStyle, Native
from facilitate.write.chart.native import (
    BEFORE,
    NO_SHAPE,
    axes,
    figures,
    labels_show,
    number_format,
    series_xml,
    spread,
    words_xml,
)
from facilitate.write.measure import MM_PER_PT
from facilitate.write.ooxml import attribute, themed

Fill = tuple[Ink, Ink]
"""A fill, and the colour of words on it."""

FILLS: tuple[Fill, ...] = (
    ("ink", "white"),
    ("bridge", "ink"),
    ("white", "ink"),
    ("grey", "white"),
    ("rule", "ink"),
    ("tint", "ink"),
)
"""Of series without an order; far enough apart in grey for a copier."""

STEPS: dict[int, tuple[Fill, ...]] = {
    2: (FILLS[0], FILLS[2]),
    3: (FILLS[0], FILLS[1], FILLS[2]),
    4: (FILLS[0], FILLS[1], FILLS[4], FILLS[2]),
    5: (FILLS[0], FILLS[3], FILLS[1], FILLS[4], FILLS[2]),
}
"""Of so many answers on one scale: from dark to light, as the scale goes."""


def fills(chart: Bars) -> tuple[Fill, ...]:
    """Return a fill for each series: in the order of the scale where bars are stacked."""
    count = len(chart.series)
    if chart.stacked and count in STEPS:
        return STEPS[count]
    return tuple(FILLS[number % len(FILLS)] for number in range(count))


class _Plot(Struct):
    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        return self.left + share_of(value, self.low, self.high) * (self.right - self.left)


def draw_bars(chart: Bars, width_mm: float, height_mm: float, sizes: Sizes) -> Drawing:
    """Return the bars with their figures, names of series above if there are two or more."""
    named = (
        text_mm(name, sizes.label_pt) for one in (chart, *chart.beside) for name in one.categories
    )
    label = min(max(named, default=0), 0.38 * width_mm)
    value_mm = max(
        (
            text_mm(figure_words(drawn(value), chart.decimals, chart.unit), sizes.figure_pt)
            for series in chart.series
            for value in series.values
            if value is not None
        ),
        default=0,
    )
    right = width_mm - (0.3 if chart.stacked else value_mm + 2)
    plot = _Plot(label + sizes.gap_mm, right, chart.low, chart.axis_end)
    legend, top = _legend(chart, width_mm, sizes)
    heights = _heights(chart, label, height_mm and height_mm - top, sizes)
    bottom = top + sum(heights)
    zero = plot.x(chart.middle)
    # Behind the bars: it would run through the figures of those that stand half on each side.
    shapes: list[Shape] = [*legend, Segment(zero, top, zero, bottom, "mid", 1.0)]
    written: list[SourceArea] = []
    y = top
    for number, tall in enumerate(heights):
        shapes += _category(chart, number, y, tall, label, plot, sizes)
        if place := chart.written[number] if chart.written else None:
            written.append(SourceArea(0, y, width_mm, tall, place))
        y += tall
    return Drawing(width_mm, bottom, tuple(shapes), tuple(written))


def _heights(chart: Bars, label: float, available_mm: float, sizes: Sizes) -> tuple[float, ...]:
    bars = 1 if chart.stacked else max(len(chart.series), 1)
    one = line_mm(sizes.figure_pt)
    floors = [
        max(
            bars * one * 0.9 + 2.4,
            len(wrap(name, max(label, 1), sizes.label_pt)) * line_mm(sizes.label_pt) + 1,
        )
        for name in chart.categories
    ]
    likes = [max(floor, sizes.row_mm * 0.95, bars * one + 4) for floor in floors]
    return row_heights(floors, likes, available_mm)


def _legend(chart: Bars, width_mm: float, sizes: Sizes) -> tuple[list[Shape], float]:
    if len(chart.series) < 2:
        return [], 0.0
    shapes: list[Shape] = []
    size = sizes.mark_mm * 0.9
    x, base = 0.0, line_mm(sizes.words_pt)
    for number, series in enumerate(chart.series):
        fill, _ = fills(chart)[number]
        for line in wrap(series.name, width_mm - size - 2, sizes.words_pt):
            wide = size + 2 + text_mm(line, sizes.words_pt)
            if x and x + wide > width_mm:
                x, base = 0.0, base + line_mm(sizes.words_pt) * 1.1
            middle = base - below_middle_mm(sizes.words_pt)
            shapes.append(Box(x + 0.2, middle - size / 2, size, size, fill, "ink", 0.75))
            shapes.append(Words(x + size + 2, base, line, sizes.words_pt))
            x += wide + sizes.gap_mm * 1.5
    return shapes, base + sizes.gap_mm


def _category(
    chart: Bars, number: int, top: float, tall: float, label: float, plot: _Plot, sizes: Sizes
) -> Iterator[Shape]:
    lines = wrap(chart.categories[number], max(label, 1), sizes.label_pt)
    yield from words_about(lines, 0, top + tall / 2, sizes.label_pt)
    if chart.stacked:
        yield from _stack(chart, number, top, tall, plot, sizes)
    else:
        yield from _side_by_side(chart, number, top, tall, plot, sizes)


def _side_by_side(
    chart: Bars, number: int, top: float, tall: float, plot: _Plot, sizes: Sizes
) -> Iterator[Shape]:
    each = (tall - 2.4) / max(len(chart.series), 1)
    thick = min(each * 0.86, 8.0)
    for at, series in enumerate(chart.series):
        figure = series.values[number]
        if figure is None:
            continue
        value = drawn(figure)
        middle = top + 1.2 + each * (at + 0.5)
        fill, _ = fills(chart)[at]
        zero, end = plot.x(0), plot.x(value)
        yield Box(min(zero, end), middle - thick / 2, abs(end - zero), thick, fill, "ink", 0.75)
        text = figure_words(value, chart.decimals, chart.unit)
        y = middle + below_middle_mm(sizes.figure_pt)
        yield Words(max(zero, end) + 1.6, y, text, sizes.figure_pt)


def _stack(
    chart: Bars, number: int, top: float, tall: float, plot: _Plot, sizes: Sizes
) -> Iterator[Shape]:
    thick = min(tall - 1.6, 11.0)
    middle = top + tall / 2
    reached = chart.starts[number]
    for at, series in enumerate(chart.series):
        figure = series.values[number]
        value = 0.0 if figure is None else drawn(figure)
        if not value:
            continue
        x, end = plot.x(reached), plot.x(reached + value)
        reached += value
        fill, words = fills(chart)[at]
        yield Box(x, middle - thick / 2, end - x, thick, fill, "ink", 0.75)
        text = figure_words(value, chart.decimals, chart.unit)
        y = middle + below_middle_mm(sizes.figure_pt)
        inside = Words((x + end) / 2, y, text, sizes.figure_pt, anchor="middle", ink=words)
        if inside.width < end - x - 1:
            yield inside


# ------------------------------------------------------------------------------- a chart of Office


_LEAST_ROWS = 5
"""A bar is no thicker than one of so many, though it stands alone on its slide."""


def native_bars(chart: Bars, style: ChartStyle, ids: tuple[int, int]) -> str:
    """Return the bars with their figures, and the axes."""
    grouping = "stacked" if chart.stacked else "clustered"
    chart = spread(chart)
    rows = "".join(_native_series(chart, index, style) for index in range(len(chart.series)))
    beside = 1 if chart.stacked else len(chart.series)
    gap = max(60, 100 * _LEAST_ROWS // max(len(chart.categories), 1) - 100 * beside)
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{rows}<c:gapWidth val="{gap}"/>'
        f'<c:overlap val="{100 if chart.stacked else -10}"/>'
        f'<c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/></c:barChart>'
        f"{axes(chart, style, ids)}"
    )


def native_height_mm(chart: Bars, medium: Medium) -> float:
    """Return the height under which the labels of a chart of Office would meet."""
    bars = 1 if chart.stacked else len(chart.series)
    legend = len(chart.series) > 1
    rows = len(chart.categories)
    if medium == "slide":
        row = 26.0 if bars == 1 else 22.0 * bars + 6
        return (30.0 + (34.0 if legend else 0.0) + rows * row) * MM_PER_PT
    return rows * max(8.0 * bars, 10.0) + (12 if legend else 0) + 8


def _native_series(chart: Bars, index: int, style: ChartStyle) -> str:
    """Return a series in its fill, always with an ink outline."""
    shown = bar_format(chart)
    if chart.series[index].name == BEFORE:
        shape, labels = f'{NO_SHAPE}<c:invertIfNegative val="0"/>', labels_show(value=0)
        labels = f"<c:dLbls>{labels}</c:dLbls>"
        return series_xml(chart, index, shape=shape, labels=labels, number_format=shown)
    seen = [one for one in chart.series if one.name != BEFORE]
    fill, inside = fills(replace(chart, series=tuple(seen)))[index - len(chart.series) + len(seen)]
    return series_xml(
        chart,
        index,
        shape=(
            f'<c:spPr>{themed(fill, style.theme)}<a:ln w="9525">{themed("ink", style.theme)}</a:ln>'
            "</c:spPr>"
            '<c:invertIfNegative val="0"/>'
        ),
        labels=(
            f'<c:dLbls><c:numFmt formatCode="{attribute(shown)}" sourceLinked="0"/>'
            f"{NO_SHAPE}{words_xml(inside if chart.stacked else 'ink', style)}"
            f'<c:dLblPos val="{"ctr" if chart.stacked else "outEnd"}"/>'
            f"{labels_show(value=1)}</c:dLbls>"
        ),
        number_format=shown,
    )


def bar_format(chart: Bars) -> str:
    """Return the format of the figures.

    The left parts of diverging bars are negative numbers that stand for plain counts, so stacked
    bars show no sign, and nothing where nobody is.
    """
    shown = number_format(chart)
    return f"{shown};{shown};" if chart.stacked else shown


KIND = ChartKind(
    draw=draw_bars,
    figures=figures,
    native=Native(plot=native_bars, height_mm=native_height_mm),
)
