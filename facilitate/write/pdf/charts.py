"""Charts on a page: drawn to the room there is, and carried on where a page is too short."""

from collections.abc import Iterator
from dataclasses import replace

from facilitate.document import Bars, Bracket, ChartData, Series, Strip
from facilitate.write.draw import draw
from facilitate.write.draw_sizes import Medium
from facilitate.write.drawing import Drawing
from facilitate.write.look import Look


def drawings(
    chart: ChartData, *, width: float, height: float, room: float, look: Look, medium: Medium
) -> tuple[Drawing, ...]:
    """Return the chart as one drawing, or as several of its rows where one is higher than `room`.

    `height` is the one asked for, 0 for the look's own; all in millimetres.
    """
    whole = draw(chart, width_mm=width, height_mm=height, look=look, medium=medium)
    for count in range(1, _rows(chart) + 1):
        parts = tuple(
            draw(part, width_mm=width, look=look, medium=medium) if count > 1 else whole
            for part in _parts(chart, count)
        )
        if all(part.height <= room for part in parts):
            return parts
    return (whole,)


def _rows(chart: ChartData) -> int:
    match chart:
        case Strip():
            return len(chart.rows)
        case Bars():
            return len(chart.categories)
    return 1


def _parts(chart: ChartData, count: int) -> Iterator[ChartData]:
    each = -(-_rows(chart) // count) if _rows(chart) else 1
    for first in range(0, max(_rows(chart), 1), each):
        if count == 1:
            yield chart
        elif isinstance(chart, Strip):
            yield _strip(chart, first, first + each)
        elif isinstance(chart, Bars):
            yield _bars(chart, first, first + each)


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
