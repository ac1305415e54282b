"""The day as a bar to scale: what each stretch is for, and whole hours beneath."""

from collections.abc import Iterator

from facilitate.charts import Band, BandPart
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Ink,
    Line,
    Shape,
    Sizes,
    Words,
    below_middle_mm,
    line_mm,
    text_mm,
)
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.measure import MM_PER_PT

WIDER = 1.1
"""Words inside have room for a face that is so much wider than Arial."""

BETWEEN_MM = 0.5
"""White between two parts, so that neighbours of one kind stay two."""


def draw_band(chart: Band, width_mm: float, _height_mm: float, sizes: Sizes) -> Drawing:
    """Return the band: bars, words where they fit, an upper edge over what is now, hours."""
    if not chart.parts:
        return Drawing(width_mm, 0.0, ())
    start = min(part.start for part in chart.parts)
    end = max(part.end for part in chart.parts)
    scale = width_mm / max(end - start, 1)
    above = 2.4 if any(part.now for part in chart.parts) else 0.3
    foot = above + sizes.band_mm
    shapes = (
        *(
            shape
            for part in chart.parts
            for shape in _part(part, (part.start - start) * scale, scale, above, sizes)
        ),
        *_hours(start, end, scale, width_mm, foot, sizes),
    )
    return Drawing(width_mm, foot + 2.6 + line_mm(sizes.words_pt), shapes)


def _part(part: BandPart, x: float, scale: float, top: float, sizes: Sizes) -> Iterator[Shape]:
    width = max((part.end - part.start) * scale - BETWEEN_MM, 0.2)
    tall = sizes.band_mm
    ink: Ink = "ink"
    if part.kind == "bonding":
        yield Box(x, top, width, tall, "ink")
        ink = "white"
    elif part.kind == "bridging":
        yield Box(x, top, width, tall, "bridge")
    elif part.kind == "linking":
        edge = 0.75 * MM_PER_PT
        yield Box(x + edge, top + edge, width - 2 * edge, tall - 2 * edge, "white", "ink", 1.5)
    else:
        yield Line(x, top + tall, x + width, top + tall, "mid", 1.0)
        ink = "grey"
    if part.now:
        yield Line(x, top - 1.6, x + width, top - 1.6, "ink", 3.0)
    y = top + tall / 2 + below_middle_mm(sizes.words_pt)
    for said in filter(None, (part.label, part.short)):
        words = Words(x + width / 2, y, said, sizes.words_pt, anchor="middle", ink=ink)
        if words.width * WIDER <= width - 1.5:
            yield words
            return


def _hours(
    start: int, end: int, scale: float, width_mm: float, foot: float, sizes: Sizes
) -> Iterator[Shape]:
    """Yield a tick at each whole hour; hours are written as often as they have room."""
    widest = text_mm("00:00", sizes.words_pt)
    hours = range(-(-start // 60), end // 60 + 1)
    step = next(step for step in (1, 2, 3, 4, 6, 12, 24) if step * 60 * scale > widest * 1.2
                or step == 24)  # fmt: skip
    for hour in hours:
        x = (hour * 60 - start) * scale
        yield Line(x, foot + 0.6, x, foot + 2.2, "mid", 0.75)
        if hour % step or not widest / 2 <= x <= width_mm - widest / 2:
            continue
        y = foot + 2.0 + line_mm(sizes.words_pt)
        yield Words(x, y, f"{hour % 24}:00", sizes.words_pt, anchor="middle", ink="grey")


KIND = ChartKind(draw=draw_band, footer=True)
