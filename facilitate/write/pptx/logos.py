"""An organisation's logo on slides of our own base: on the cover, and small beside each number."""

from dataclasses import dataclass, replace

from facilitate.pictures import read_picture
from facilitate.write.base_file import Area, Logo
from facilitate.write.brand.logo import breadth, png_of
from facilitate.write.look import Look
from facilitate.write.pptx.xml_writer import Linked, XmlWriter

_COVER = (200.0, 48.0)
_FOOT = (110.0, 24.0)
"""The most that a logo takes, in points: across and down."""

_PLATE = 8.0
"""White around a logo that is made for white, where the ground is dark."""

AWAY = 20.0
"""Words keep so far from it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A logo with its place, and whether it stands on a white plate."""

    logo: Logo
    area: Area
    plate: bool = False

    def draw(self, xml: XmlWriter) -> str:
        """Return the picture, on its plate if it has one."""
        plate = xml.rectangle(_grown(self.area), inside="ink") if self.plate else ""
        link = xml.relate(Linked("image", picture=png_of(self.logo)))
        return plate + xml.picture(link, self.area, name="Logo", alt=self.logo.alt)

    @property
    def left(self) -> float:
        """Return where words beside it end."""
        return self.area.x - AWAY - (_PLATE if self.plate else 0.0)


def on_cover(look: Look, right: float, top: float) -> Mark | None:
    """Return the logo for the top right of the cover: that for dark grounds, or one on white."""
    brand = look.brand
    logo = brand and (brand.dark_logo or brand.logo)
    if not brand or not logo:
        return None
    plate = brand.dark_logo is None
    edge = _PLATE if plate else 0.0
    area = _fitted(logo, _COVER, right - edge, top + edge)
    return Mark(logo, area, plate) if area else None


def at_foot(look: Look, right: float, bottom: float) -> Mark | None:
    """Return the small logo for the foot of a white slide."""
    logo = look.brand and (look.brand.small_logo or look.brand.logo)
    area = _fitted(logo, _FOOT, right, bottom - _FOOT[1]) if logo else None
    return Mark(logo, replace(area, y=bottom - area.height)) if logo and area else None


def _fitted(logo: Logo, most: tuple[float, float], right: float, top: float) -> Area | None:
    """Return where a logo stands that ends there; None of one that is no picture."""
    if read_picture(png_of(logo)) is None:
        return None
    wide = breadth(logo)
    high = min(most[1], most[0] / wide)
    return Area(right - high * wide, top, high * wide, high)


def _grown(area: Area) -> Area:
    return Area(area.x - _PLATE, area.y - _PLATE, area.width + 2 * _PLATE, area.height + 2 * _PLATE)
