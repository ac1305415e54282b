"""What stands around every slide's matter: number, foot, date, and an organisation's logo."""

from facilitate.document import Run
from facilitate.pictures import read_picture
from facilitate.structs import Struct
from facilitate.write.base_file import Area, DeckBase, Logo, Placeholder
from facilitate.write.brand.logo import png_of, width_per_height
from facilitate.write.look import Look
from facilitate.write.ooxml import text as escaped
from facilitate.write.pptx.text import SINGLE, Para, natural_width
from facilitate.write.pptx.xml_writer import Linked, XmlWriter, filled

_FIELD = "{5B2C8E0A-6C1D-4E0B-9B43-0F4D6A7B1C12}"
_LEAST = 7.0
"""Furniture that has no room in this size is left out; it says nothing that is not elsewhere."""


def below_matter(xml: XmlWriter, number: int, area: Area | None = None) -> str:
    """Return foot, date and number of a slide, where its layout has them or the number in a box."""
    return ("" if xml.base.ours else _furniture(xml)) + _number(xml, number, area)


def day_in_words(day: str, look: Look) -> str:
    """Return `12 March 2027` in the look's language for 2027-03-12."""
    months = look.words.get("months")
    if not day or not months:
        return day
    year, month, number = day.split("-")
    return f"{look.word('short date', day=int(number), month=months[int(month) - 1])} {year}"


def _furniture(xml: XmlWriter) -> str:
    drawn = ""
    for place in xml.layout.furniture:
        words = xml.said.get(place.kind, "")
        size = _fitting(words, place, xml.base)
        if words and size:
            look = _look(xml, place, size)
            drawn += xml.furniture(
                place, f"<a:p><a:r>{look}<a:t>{escaped(words)}</a:t></a:r></a:p>"
            )
    return drawn


def _number(xml: XmlWriter, number: int, area: Area | None) -> str:
    """Return the slide's number in the layout's place for it, or in a box of its own."""
    place = xml.layout.number
    field = f'<a:fld id="{_FIELD}" type="slidenum">'
    label = f' sz="{xml.ruler.hundredths(xml.look.slide.label)}"'
    if place and xml.base.ours:
        look = f'<a:rPr lang="{xml.language}"{label}/>'
    elif place:
        look = _look(xml, place, _fitting(str(number), place, xml.base) or _LEAST)
    else:
        look = f'<a:rPr lang="{xml.language}"{label}>{xml.fill("grey")}</a:rPr>'
    words = f"{field}{look}<a:t>{number}</a:t></a:fld></a:p>"
    if place:
        return xml.furniture(place, f"<a:p>{words}")
    if area is None:
        return ""
    return xml.box(area, f'<a:p><a:pPr algn="r"/>{words}', name="Slide number", anchor="b")


def _look(xml: XmlWriter, place: Placeholder, size: float) -> str:
    asked = f' sz="{xml.ruler.hundredths(size)}"' if size < place.size else ""
    ink = filled(place.repaint)
    start = f'<a:rPr lang="{xml.language}"{asked}'
    return f"{start}>{ink}</a:rPr>" if ink else f"{start}/>"


def _fitting(words: str, place: Placeholder, base: DeckBase) -> float:
    """Return the size in which words stand on one line of their place; 0 where there is none."""
    size, font = place.size, place.font or base.text_font
    while size >= _LEAST:
        wide = natural_width(Para(runs=(Run(words),), size=size, bold=place.bold), font)
        if wide <= place.area.width and size * SINGLE <= place.area.height + 2:
            return size
        size -= 1
    return 0.0


_COVER = (200.0, 48.0)
_FOOT = (110.0, 24.0)
"""The most that a logo takes, in points: across and down."""

_PLATE = 8.0
"""White around a logo that is made for white, where the ground is dark."""

AWAY = 20.0
"""Words keep so far from it."""


class PlacedLogo(Struct):
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


def on_cover(look: Look, right: float, top: float) -> PlacedLogo | None:
    """Return the logo for the top right of the cover: that for dark grounds, or one on white."""
    brand = look.brand
    logo = brand and (brand.dark_logo or brand.logo)
    if not brand or not logo:
        return None
    plate = brand.dark_logo is None
    edge = _PLATE if plate else 0.0
    area = _fitted(logo, _COVER, right - edge, top + edge)
    return PlacedLogo(logo, area, plate) if area else None


def at_foot(look: Look, right: float, bottom: float) -> PlacedLogo | None:
    """Return the small logo for the foot of a white slide."""
    logo = look.brand and (look.brand.small_logo or look.brand.logo)
    area = _fitted(logo, _FOOT, right, bottom - _FOOT[1]) if logo else None
    return PlacedLogo(logo, area._replace(y=bottom - area.height)) if logo and area else None


def _fitted(logo: Logo, most: tuple[float, float], right: float, top: float) -> Area | None:
    """Return where a logo stands that ends there; None of one that is no picture."""
    if read_picture(png_of(logo)) is None:
        return None
    wide = width_per_height(logo)
    high = min(most[1], most[0] / wide)
    return Area(right - high * wide, top, high * wide, high)


def _grown(area: Area) -> Area:
    return Area(area.x - _PLATE, area.y - _PLATE, area.width + 2 * _PLATE, area.height + 2 * _PLATE)
