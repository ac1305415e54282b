"""Colours of a slide by their part in the look, on white and on the dark pages."""

from functools import lru_cache

from facilitate.charts import Mark
from facilitate.write.drawing import Ink
from facilitate.write.look import Colours
from facilitate.write.ooxml.xml import hex_colour

# Where our own theme keeps a colour, so that a changed theme changes it everywhere.
_SCHEME: dict[Ink, str] = {
    "ink": "tx1",
    "grey": "tx2",
    "mid": "accent4",
    "rule": "accent5",
    "centre": "accent6",
    "tint": "bg2",
    "doctor": "accent1",
    "manager": "accent2",
    "bridge": "accent3",
    "white": "bg1",
}

GLYPHS: dict[Mark, str] = {
    "doctor": "●",
    "manager": "◆",
    "third": "■",
    "sponsor": "▲",
    "everyone": "▮",
}
"""The mark of a role within a line of text."""

GLYPH_FONT = "Segoe UI Symbol"
"""Has all five shapes in one weight; where it is missing, any symbol face stands in."""

GLYPH_EM = 0.85
"""Room kept for a mark, in em: the widest of the faces that may draw it."""


@lru_cache(maxsize=64)
def fill(ink: Ink, *, dark: bool, colours: Colours) -> str:
    """Return a fill: a theme colour on white, the second set on the dark pages."""
    if ink == "none":
        return "<a:noFill/>"
    if not dark:
        return f'<a:solidFill><a:schemeClr val="{_SCHEME[ink]}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{hex_colour(_on_dark(ink, colours))}"/></a:solidFill>'


def mark_ink(mark: Mark) -> Ink:
    """Return the colour of a role's mark; all but doctor and manager are ink."""
    if mark == "doctor":
        return "doctor"
    return "manager" if mark == "manager" else "ink"


def _on_dark(ink: Ink, colours: Colours) -> str:
    known: dict[Ink, str] = {
        "ink": colours.on_ink,
        "white": colours.ink,
        "doctor": colours.on_ink_doctor,
        "manager": colours.on_ink_manager,
        "grey": colours.on_ink_second,
        "tint": colours.ink,
    }
    return known.get(ink, colours.on_ink_past)
