"""How colours are seen: contrast, lightness and distance, also by who sees no red or no green.

Colours are `#RRGGBB` (sRGB).
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from math import dist
from typing import Literal

Vision = Literal["usual", "no red", "no green"]

_BY_VISION: dict[Vision, tuple[tuple[float, float, float], ...]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""Protanopia and deuteranopia at severity 1, for linear RGB.

Source: Machado, Oliveira, Fernandes (2009), IEEE Transactions on Visualization and Computer
Graphics 15(6), 1291-1298, the tables beside the article.
"""

_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
"""Linear sRGB to CIE XYZ, and white under daylight (D65). Source: IEC 61966-2-1 (1999)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21.

    Source: W3C, Web Content Accessibility Guidelines 2.2 (2023), relative luminance.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


READABLE = 4.5
"""Least contrast of words. Source: WCAG 2.2 (2023), 1.4.3."""

SMALL = 7.0
"""Contrast of small words that we darken: their fine edges are drawn paler. Source: 1.4.6."""


@cache
def lab(colour: str, vision: Vision = "usual") -> tuple[float, float, float]:
    """Return lightness from 0 to 100 and the two axes of colour, as that eye sees them.

    Source: CIE 1976 L*a*b* (ISO/CIE 11664-4).
    """
    seen = (min(max(each, 0.0), 1.0) for each in _times(_BY_VISION[vision], _linear(colour)))
    xyz = _times(_XYZ, tuple(seen))
    x, y, z = (_root(part / white) for part, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: str) -> float:
    """Return how light a colour is on a grey copy, from 0 to 100."""
    return lab(colour)[0]


def strength(colour: str) -> float:
    """Return how far a colour is from grey: 0 for greys, over 100 for the strongest."""
    return dist((0.0, 0.0), lab(colour)[1:])


def distance(one: str, other: str) -> float:
    """Return how far two colours are apart for whichever eye tells them worst; 2 is hardly seen."""
    return min(dist(lab(one, vision), lab(other, vision)) for vision in _BY_VISION)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with so much of another in it, from 0 to 1."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def readable_on(ink: str, ground: str, least: float = READABLE) -> str:
    """Return the colour with as little black or white in it as its ground needs."""
    end = "#000000" if contrast("#000000", ground) >= READABLE else "#FFFFFF"
    return first_mixed(ink, end, lambda one: contrast(one, ground) >= least)


def first_mixed(colour: str, end: str, fits: Callable[[str], bool]) -> str:
    """Return the colour with as little of another in it, in hundredths, as fits; else the other.

    Of a colour that does not fit, what has more of the other than one that fits must fit too.
    """
    if fits(colour):
        return mixed(colour, end, 0.0)
    step = bisect_left(range(101), True, key=lambda each: fits(mixed(colour, end, each / 100)))
    return mixed(colour, end, min(step, 100) / 100)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def _linear(colour: str) -> tuple[float, ...]:
    """Return red, green and blue as amounts of light, from 0 to 1."""
    shares = (part / 255 for part in _parts(colour))
    return tuple(
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _times(rows: Sequence[Sequence[float]], column: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, column, strict=True)) for row in rows)


def _root(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (share * 24389 / 27 + 16) / 116
