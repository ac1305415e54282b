"""The day as a bar to scale: what each stretch is for, and whole hours beneath."""

from collections.abc import Iterator, Mapping, Sequence

from facilitate.charts import Band, BandPart
from facilitate.write.chart.drawing import (
    Box,
    Drawing,
    Ink,
    Segment,
    Shape,
    Sizes,
    Words,
    line_mm,
    text_mm,
    words_about,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.measure import MM_PER_PT, WIDER

BETWEEN_MM = 0.5
"""White between two parts, so that neighbours of one kind stay two."""


def draw_band(chart: Band, width_mm: float, _height_mm: float, sizes: Sizes) -> Drawing:
    """Return the band: bars, words where they fit, an upper edge over what is now, hours.

    A kind of stretch none of which has room for its words has them in a key under the hours, for
    which bars are lower.
    """
    if not chart.parts:
        return Drawing(width_mm, 0.0, ())
    start = min(part.start for part in chart.parts)
    end = max(part.end for part in chart.parts)
    scale = width_mm / max(end - start, 1)
    above = 2.4 if any(part.now for part in chart.parts) else 0.3
    tall, line = sizes.band_mm, line_mm(sizes.words_pt)
    said = _said(chart, scale, tall, sizes)
    if _untold(chart, said):
        tall = max(tall - _KEY_LINE * line, line)
        said = _said(chart, scale, tall, sizes)
    foot = above + tall
    shapes = (
        *(
            shape
            for part in chart.parts
            for shape in _part(
                part, (part.start - start) * scale, scale, (above, foot), said[part], sizes
            )
        ),
        *_hours(start, end, scale, width_mm, foot, sizes),
    )
    height = foot + 2.6 + line
    key, lines = _key(_untold(chart, said), width_mm, height, sizes)
    return Drawing(width_mm, height + lines * _KEY_LINE * line, (*shapes, *key))


def _said(chart: Band, scale: float, tall: float, sizes: Sizes) -> dict[BandPart, tuple[str, ...]]:
    return {part: _lines(part, _width(part, scale), tall, sizes) for part in chart.parts}


def _untold(chart: Band, said: Mapping[BandPart, tuple[str, ...]]) -> list[BandPart]:
    """Return the first part of each kind that has words, and no room for them anywhere."""
    told = {part.kind for part in chart.parts if said[part]}
    first: dict[str, BandPart] = {}
    for part in chart.parts:
        if part.label and part.kind not in told:
            first.setdefault(part.kind, part)
    return list(first.values())


def _width(part: BandPart, scale: float) -> float:
    return max((part.end - part.start) * scale - BETWEEN_MM, 0.2)


def _lines(part: BandPart, width: float, tall: float, sizes: Sizes) -> tuple[str, ...]:
    """Return the words inside a part: on one line, or shorter, or on two; nothing without room."""
    said = tuple(filter(None, (part.label, part.short)))
    room = (width - 1.5) / WIDER[400]
    two = 2 * line_mm(sizes.words_pt) <= tall
    wrapped = (wrap(words, room, sizes.words_pt) for words in said if two)
    for lines in (*((words,) for words in said), *wrapped):
        whole = " ".join(lines) in said
        if whole and len(lines) <= 2 and all(text_mm(one, sizes.words_pt) <= room for one in lines):
            return lines
    return ()


def _part(
    part: BandPart,
    x: float,
    scale: float,
    edges: tuple[float, float],
    lines: tuple[str, ...],
    sizes: Sizes,
) -> Iterator[Shape]:
    (top, foot), width = edges, _width(part, scale)
    yield from _bar(part, x, top, width, foot - top)
    if part.now:
        yield Segment(x, top - 1.6, x + width, top - 1.6, "ink", 3.0)
    middle = (top + foot) / 2 - _RAISED * sizes.words_pt * MM_PER_PT
    for words in words_about(lines, x + width / 2, middle, sizes.words_pt, anchor="middle"):
        yield words._replace(ink=_INKS.get(part.kind, "ink"))


_RAISED = 0.08
"""How much higher than capitals small letters are centred, in em: theirs hang below the line."""

_INKS: dict[str, Ink] = {"bonding": "white", "pause": "grey", "other": "grey"}

_EDGED: dict[str, tuple[Ink, Ink, float]] = {
    "bridging": ("tint", "bridge", 2.5),
    "linking": ("white", "ink", 1.5),
}
"""Words stand on no accent: in another theme of Office that may be dark."""


def _bar(part: BandPart, x: float, top: float, width: float, tall: float) -> Iterator[Shape]:
    """Yield a part as it is filled by its kind."""
    if part.kind == "bonding":
        yield Box(x, top, width, tall, "ink")
    elif part.kind in _EDGED:
        fill, line, wide = _EDGED[part.kind]
        edge = min(wide * MM_PER_PT, width / 2)
        x, top = x + edge / 2, top + edge / 2
        yield Box(x, top, width - edge, tall - edge, fill, line, edge / MM_PER_PT)
    else:
        yield Segment(x, top + tall, x + width, top + tall, "mid", 1.0)


_KEY_LINE = 1.2
"""How far the lines of a key are apart, as a share of lines of text."""

_BESIDE_MM = 1.8


def _key(
    parts: Sequence[BandPart], width_mm: float, top: float, sizes: Sizes
) -> tuple[tuple[Shape, ...], int]:
    """Return a swatch with its words for each of these parts, and how many lines they take."""
    shapes: list[Shape] = []
    pitch, swatch = _KEY_LINE * line_mm(sizes.words_pt), line_mm(sizes.words_pt) * 0.7
    x, row = 0.0, 1
    for part in parts:
        wide = 2 * swatch + _BESIDE_MM + WIDER[400] * text_mm(part.label, sizes.words_pt)
        if x and x + wide > width_mm:
            x, row = 0.0, row + 1
        y = top + row * pitch - 0.25 * line_mm(sizes.words_pt)
        shapes += _bar(part, x, y - swatch, 2 * swatch, swatch)
        shapes.append(Words(x + 2 * swatch + _BESIDE_MM, y, part.label, sizes.words_pt, ink="grey"))
        x += wide + sizes.gap_mm
    return tuple(shapes), row if parts else 0


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
        yield Segment(x, foot + 0.6, x, foot + 2.2, "mid", 0.75)
        if hour % step or not widest / 2 <= x <= width_mm - widest / 2:
            continue
        y = foot + 2.0 + line_mm(sizes.words_pt)
        yield Words(x, y, f"{hour % 24}:00", sizes.words_pt, anchor="middle", ink="grey")


KIND = ChartKind(draw=draw_band, footer=True)
