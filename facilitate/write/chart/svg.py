"""A drawing as SVG, for PDF and HTML."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

from facilitate.charts import Mark
from facilitate.write.chart.drawing import (
    HALO,
    MARK_SHAPES,
    OPEN_LINE,
    OPEN_SIZE,
    Box,
    Dotted,
    Drawing,
    Ink,
    Segment,
    Shape,
    Words,
    ink_of,
)
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT


def svg(drawing: Drawing, look: Look, *, title: str = "") -> str:
    """Return the drawing as an SVG element, one unit to a millimetre, with its title if given."""
    size = f'width="{_n(drawing.width)}mm" height="{_n(drawing.height)}mm"'
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    # Quotes inside the attribute are plain, for the strictest readers of SVG.
    fonts = f"'{look.sheet_font}', {look.slide_font}, 'Liberation Sans', sans-serif"
    about = f"<title>{escape(title)}</title>" if title else ""
    role = ' role="img"' if title else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}{role}'
        f' font-family="{escape(fonts)}">{about}'
        + "".join(_SHAPES[type(shape)](shape, look) for shape in drawing.shapes)
        + "</svg>"
    )


def mark_points(mark: Mark, size: float) -> tuple[tuple[float, float], ...]:
    """Return a mark's corners around (0, 0), empty for the doctor's circle of that diameter.

    The sizes look equal: a diamond is 1.2 times as wide as the circle, a bar 0.36 wide and
    1.25 high.
    """
    kind, wide, high = MARK_SHAPES[mark]
    half, tall = size * wide / 2, size * high / 2
    match kind:
        case "ellipse":
            return ()
        case "diamond":
            return ((0, -tall), (half, 0), (0, tall), (-half, 0))
        case "triangle":
            # It stands a little high, so that its weight and not its box is centred.
            return ((0, -half), (half, half * 0.8), (-half, half * 0.8))
        case "flowChartMerge":
            return ((-half, -half * 0.8), (half, -half * 0.8), (0, half))
        case _:
            return ((-half, -tall), (half, -tall), (half, tall), (-half, tall))


def _box(box: Box, look: Look) -> str:
    stroke = _stroke(box.line, box.line_pt, look, box.dashed) if box.line_pt else ""
    return (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}"'
        f' height="{_n(box.height)}" fill="{_colour(box.fill, look)}"{stroke}/>'
    )


def _line(line: Segment, look: Look) -> str:
    return (
        f'<line x1="{_n(line.x)}" y1="{_n(line.y)}" x2="{_n(line.x2)}"'
        f' y2="{_n(line.y2)}"{_stroke(line.ink, line.line_pt, look, line.dashed)}/>'
    )


def _words(words: Words, look: Look) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    weight = ' font-weight="600"' if words.bold else ""
    return (
        f'<text x="{_n(words.x)}" y="{_n(words.y)}"{anchor}'
        f' font-size="{_n(words.size_pt * MM_PER_PT)}"{weight}'
        f' fill="{_colour(words.ink, look)}">{escape(words.text)}</text>'
    )


def _mark(dot: Dotted, look: Look) -> str:
    ink = _colour(ink_of(dot.mark), look)
    halo = _outline(dot, dot.size * (1 + 2 * HALO), 'fill="#FFFFFF"')
    if not dot.open:
        return halo + _outline(dot, dot.size, f'fill="{ink}"')
    line = dot.size * OPEN_LINE
    style = f'fill="#FFFFFF" stroke="{ink}" stroke-width="{_n(line)}"'
    return halo + _outline(dot, dot.size * OPEN_SIZE, style)


def _outline(dot: Dotted, size: float, style: str) -> str:
    corners = mark_points(dot.mark, size)
    if not corners:
        return f'<circle cx="{_n(dot.x)}" cy="{_n(dot.y)}" r="{_n(size / 2)}" {style}/>'
    points = " ".join(f"{_n(dot.x + x)},{_n(dot.y + y)}" for x, y in corners)
    return f'<polygon points="{points}" {style}/>'


_SHAPES: dict[type[Shape], Callable[[Any, Look], str]] = {
    Box: _box,
    Segment: _line,
    Dotted: _mark,
    Words: _words,
}


def _stroke(ink: Ink, line_pt: float, look: Look, dashed: bool) -> str:
    dash = ' stroke-dasharray="1.1 0.9"' if dashed else ""
    width = _n(line_pt * MM_PER_PT)
    return f' stroke="{_colour(ink, look)}" stroke-width="{width}"{dash}'


def _colour(ink: Ink, look: Look) -> str:
    if ink == "white":
        return "#FFFFFF"
    return "none" if ink == "none" else str(getattr(look.colours, ink))


@lru_cache(maxsize=4096)
def _n(number: float) -> str:
    """Return a length to a thousandth of a millimetre, the same on every machine."""
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
