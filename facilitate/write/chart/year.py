"""The year as a line to scale: away days below it, stock takes above, coaching as ticks."""

from collections.abc import Iterator, Sequence

from facilitate.charts import Year, YearPoint
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Segment,
    Shape,
    Sizes,
    Words,
    line_mm,
    text_mm,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind

WIDEST = 0.24
"""The share of the line that the words of one thing may take."""


def draw_year(chart: Year, width_mm: float, _height_mm: float, sizes: Sizes) -> Drawing:
    """Return the line, thick up to today, with words where they do not meet others."""
    if not chart.points:
        return Drawing(width_mm, 0.0, ())
    size = sizes.mark_mm
    first, last = chart.points[0].day, max(chart.points[-1].day, chart.points[0].day + 1)
    inside = width_mm - 2 * size

    def x(point: YearPoint) -> float:
        return size + (point.day - first) / (last - first) * inside

    takes = [one for one in chart.points if one.kind == "stock take"]
    days = [one for one in chart.points if one.kind == "away day"]
    above = list(_words([(x(one), one) for one in takes], width_mm, sizes))
    below = list(_words([(x(one), one) for one in days], width_mm, sizes))
    y = max((len(lines) for _, lines in above), default=0) * line_mm(sizes.words_pt) + size
    shapes: list[Shape] = [Segment(0, y, width_mm, y, "mid", 1.0)]
    now = next((one for one in chart.points if one.now), None)
    if now:
        shapes.append(Segment(0, y, x(now), y, "ink", 3.0))
    for point in chart.points:
        shapes += _mark(point, x(point), y, size)
    for words, lines in above:
        foot = y - size - (len(lines) - 1) * line_mm(sizes.words_pt)
        shapes += _lines(lines, words, foot, sizes)
    for words, lines in below:
        shapes += _lines(lines, words, y + size * 0.9 + line_mm(sizes.words_pt), sizes)
    most = max((len(lines) for _, lines in below), default=0)
    return Drawing(width_mm, y + size + (most + 0.3) * line_mm(sizes.words_pt), tuple(shapes))


def _mark(point: YearPoint, x: float, y: float, size: float) -> Iterator[Shape]:
    if point.kind == "quiet":
        yield Segment(x, y - size * 0.25, x, y + size * 0.25, "mid", 1.0)
    elif point.kind == "stock take":
        yield Segment(x, y - size * 0.8, x, y, "ink", 2.0)
    else:
        half = size * (0.5 if point.now else 0.32)
        yield Box(x - half, y - half, 2 * half, 2 * half, "ink", "ink", 1.0)


Placed = tuple[Words, tuple[str, ...]]
"""Where words stand, by their first line, and all their lines."""


def _words(
    places: Sequence[tuple[float, YearPoint]], width_mm: float, sizes: Sizes
) -> Iterator[Placed]:
    """Yield the words of each thing; where they would meet those before, they are left out.

    Today's words always stand.
    """
    reached = 0.0
    taken = [x for x, one in places if one.now]
    for x, point in places:
        room = WIDEST * width_mm
        lines = (*wrap(point.date, room, sizes.words_pt), *wrap(point.label, room, sizes.words_pt))
        wide = max(text_mm(line, sizes.words_pt, bold=point.now) for line in lines)
        left = min(max(x - wide / 2, 0.0), width_mm - wide)
        meets = left < reached or any(
            not point.now and abs(x - other) < room * 0.75 for other in taken
        )
        if meets and not point.now:
            continue
        reached = left + wide + sizes.gap_mm * 0.6
        yield Words(left, 0.0, lines[0], sizes.words_pt, bold=point.now), lines


def _lines(lines: Sequence[str], at: Words, first: float, sizes: Sizes) -> Iterator[Words]:
    for number, line in enumerate(lines):
        base = first + number * line_mm(sizes.words_pt)
        yield Words(at.x, base, line, sizes.words_pt, ink="ink", bold=at.bold)


KIND = ChartKind(draw=draw_year, footer=True)
