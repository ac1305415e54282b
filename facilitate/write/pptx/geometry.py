"""Places on a slide of 960 x 540 points; Office counts in EMU, 12,700 to the point."""

from dataclasses import dataclass

EMU_PER_PT = 12700
PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the top left corner of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Return where the area ends."""
        return self.y + self.height

    def xfrm(self, tag: str = "a:xfrm") -> str:
        """Return the area as Office writes it."""
        return (
            f'<{tag}><a:off x="{emu(self.x)}" y="{emu(self.y)}"/>'
            f'<a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/></{tag}>'
        )


def emu(points: float) -> int:
    """Return points as EMU."""
    return round(points * EMU_PER_PT)


EPSILON = 0.5
"""Half a point is nothing: heights that differ by less are the same."""

MARGIN = 48.0
WIDTH = 864.0
"""Width between the margins."""

TITLE = Area(MARGIN, 64, WIDTH, 80)
KICKER = Area(MARGIN, 14, WIDTH, 45)
SOURCE = Area(MARGIN, 494, 790, 24)
CONTENT_BOTTOM = 482.0
CONTENT_TOP = 136.0
"""Where content starts under a title of one line; 124 if a lead follows it."""

COVER_TITLE = Area(MARGIN, 124, WIDTH, 96)
COVER_KICKER = Area(MARGIN, 24, WIDTH, 48)
COVER_SOURCE = Area(MARGIN, 490, WIDTH, 28)
DIVIDER_TITLE = Area(MARGIN, 80, 790, 146)


def columns_of(width: float, shares: tuple[float, ...], gutter: float) -> tuple[float, ...]:
    """Return the widths of columns with these shares of a width, gutters between them."""
    room = width - gutter * (len(shares) - 1)
    whole = sum(shares) or 1.0
    return tuple(room * (share if sum(shares) else 1.0) / whole for share in shares)
