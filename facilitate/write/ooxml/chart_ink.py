"""Fills, lines and markers of native charts: told apart in grey, and by those who see no colour."""

from dataclasses import dataclass

from facilitate.write.look import Colours
from facilitate.write.ooxml.xml import attribute, hex_colour

# Five steps without red and green; the middle three are light and carry an outline.
_LIKERT = ("#B35806", "#F1A340", "#E8E8E8", "#998EC3", "#542788")
_MARKERS = ("circle", "diamond", "square", "triangle")
_MARKER_SIZES = (13, 15, 12, 13)  # equal to the eye
_DASHES = ("solid", "sysDash", "lgDash", "sysDot")


@dataclass(frozen=True, slots=True)
class BarInk:
    """A series of bars: its shape properties, and the hex colour of words inside it."""

    shape: str
    label: str


def ink_of(index: int, count: int, colours: Colours, *, stacked: bool) -> BarInk:
    """Return the fill of a series: dark, middle and light in turn, always with an ink outline."""
    greys = (colours.ink, colours.bridge, "#FFFFFF", colours.rule)
    fills = _LIKERT if stacked and count == len(_LIKERT) else greys
    fill = fills[index % len(fills)]
    inside = "#FFFFFF" if _luminance(fill) < _DARK else colours.ink
    shape = f'<c:spPr>{solid(fill)}<a:ln w="9525">{solid(colours.ink)}</a:ln></c:spPr>'
    return BarInk(shape, inside if stacked else colours.ink)


def line_of(index: int, colours: Colours) -> str:
    """Return line and marker of a series: its own dash and its own shape."""
    ink = (colours.ink, colours.grey)[index % 2]
    dash = _DASHES[index % len(_DASHES)]
    marker = _MARKERS[index % len(_MARKERS)]
    return (
        f'<c:spPr><a:ln w="38100" cap="flat">{solid(ink)}<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{marker}"/><c:size val="{_MARKER_SIZES[index % 4]}"/>'
        f'<c:spPr>{solid(ink)}<a:ln w="9525">{solid("#FFFFFF")}</a:ln></c:spPr></c:marker>'
    )


def solid(colour: str) -> str:
    """Return a plain fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{hex_colour(colour)}"/></a:solidFill>'


def text_properties(colour: str, *, font: str, size_pt: float, language: str) -> str:
    """Return the text properties of a chart's part: size in points, colour, face, language."""
    face = attribute(font)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size_pt * 100)}" b="0">'
        f'{solid(colour)}<a:latin typeface="{face}"/><a:cs typeface="{face}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{attribute(language)}"/></a:p></c:txPr>'
    )


_DARK = 0.18
"""Relative luminance at which white and black text have the same contrast (WCAG 2)."""


def _luminance(colour: str) -> float:
    """Return relative luminance from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    digits = hex_colour(colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
