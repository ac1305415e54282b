"""Charts on a page: drawn to the room there is, and carried on where a page is too short."""

from dataclasses import replace

from facilitate.charts import Band, Bars, Bracket, ChartData, Lines, Series, Strip
from facilitate.write.chart.draw import draw
from facilitate.write.chart.drawing import Drawing, Medium
from facilitate.write.look import Look


def drawings(
    chart: ChartData, *, width: float, height: float, available: float, look: Look, medium: Medium
) -> tuple[Drawing, ...]:
    """Return the chart as one drawing, or its rows as several no higher than `available`.

    `height` is the one asked for, 0 for the look's own; all in millimetres.
    """
    whole = draw(chart, width_mm=width, height_mm=height, look=look, medium=medium)
    if whole.height > available:
        whole = draw(chart, width_mm=width, height_mm=available - 0.1, look=look, medium=medium)
    count = _rows(chart)
    if whole.height <= available or count < 2:
        return (whole,)
    # Rows differ in height: begin with more than will fit, and give back what does not.
    most = max(1, int(1.6 * count * available / whole.height))
    parts: list[Drawing] = []
    first = 0
    while first < count:
        end = min(first + most, count)
        part = draw(_part(chart, first, end), width_mm=width, look=look, medium=medium)
        while part.height > available and end - first > 1:
            end -= 1
            part = draw(_part(chart, first, end), width_mm=width, look=look, medium=medium)
        parts.append(part)
        first = end
    return tuple(parts)


def is_empty(chart: ChartData) -> bool:
    """Say whether a chart has nothing to show, not even why."""
    match chart:
        case Strip():
            return not chart.rows
        case Band():
            return not chart.parts
        case Bars() | Lines():
            return all(value is None for series in chart.series for value in series.values)


def _rows(chart: ChartData) -> int:
    match chart:
        case Strip():
            return len(chart.rows)
        case Bars():
            return len(chart.categories)
    return 1


def _part(chart: ChartData, first: int, end: int) -> ChartData:
    match chart:
        case Strip():
            return _strip(chart, first, end)
        case Bars():
            return _bars(chart, first, end)
    return chart


def _strip(chart: Strip, first: int, end: int) -> Strip:
    kept = tuple(
        Bracket(
            first=max(bracket.first, first) - first,
            last=min(bracket.last, end - 1) - first,
            label=bracket.label,
            detail=bracket.detail,
        )
        for bracket in chart.brackets
        if bracket.first < end and bracket.last >= first
    )
    return replace(chart, rows=chart.rows[first:end], brackets=kept)


def _bars(chart: Bars, first: int, end: int) -> Bars:
    series = tuple(Series(name=each.name, values=each.values[first:end]) for each in chart.series)
    return replace(chart, categories=chart.categories[first:end], series=series)
