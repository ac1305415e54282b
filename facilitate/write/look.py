"""The look as numbers: colours, sizes of type, and a language's fixed words.

Slide sizes are points on a 960 x 540 pt slide; paper sizes are points of type and millimetres.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from facilitate.document import stated
from facilitate.structs import Struct, replace
from facilitate.write.base_file import Brand
from facilitate.write.brand.vision import first_mixed, lightness


class Colours(Struct):
    """Hex colours `#RRGGBB` on white, and those of the dark pages: `dark` is their ground."""

    ink: str = "#10243A"
    grey: str = "#53616E"
    mid: str = "#7F8C98"
    rule: str = "#C9D1D8"
    centre: str = "#AEB9C2"
    tint: str = "#F1F4F6"
    doctor: str = "#00619E"
    manager: str = "#B84A06"
    bridge: str = "#8495A5"
    dark: str = "#10243A"
    on_ink: str = "#FFFFFF"
    on_ink_second: str = "#C9D6E2"
    on_ink_doctor: str = "#8CCBF5"
    on_ink_manager: str = "#FFB680"


class SlideType(Struct):
    """Sizes of type on a slide in points; `label` is the least."""

    cover: float = 76
    divider: float = 60
    clock: float = 120
    title: float = 34
    title_floor: float = 30
    statement: float = 29
    call: float = 30
    lead: float = 26
    body: float = 24
    body_floor: float = 20
    dense: float = 22
    label: float = 18


class SheetType(Struct):
    """Sizes of type on paper in points."""

    poster: float = 68
    tent: float = 118
    tent_floor: float = 60
    h1: float = 26
    card: float = 22
    h2: float = 16
    row: float = 13
    body: float = 12
    floor: float = 12
    leading: float = 1.4


@dataclass(frozen=True)
class Look:
    """Everything a writer needs to know beyond the document itself.

    `words` are the language's fixed strings (`words/<language>.yaml`): "continued",
    "page {page} of {pages}". `slide_font` is the face of slides and Word files, `sheet_font` that
    of PDFs and pages on screen; `title_font` and `heading_font` are those of titles there, where
    they are others. `brand` is what an organisation brings besides colours and faces.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    colours: Colours = Colours()
    slide: SlideType = SlideType()
    sheet: SheetType = SheetType()
    slide_font: str = "Arial"
    sheet_font: str = "Source Sans 3"
    heading_font: str = ""
    title_font: str = ""
    brand: Brand | None = None

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all of it, by which files and slides that wear the same look are known.

        Of a brand's files their digests are in it.
        """
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @cached_property
    def on_paper(self) -> str:
        """What of it is seen on a printed sheet and is not as usual.

        Slides, Office files and the words that writers add (page numbers, heads of columns) count
        as little as the version of a writer.
        """
        brand = self.brand and replace(self.brand, name="", link="", deck=None, pages=None)
        return stated(
            replace(
                self,
                words={},
                slide=SlideType(),
                slide_font=Look.slide_font,
                title_font="",
                brand=None if brand == Brand() else brand,
            )
        )

    @property
    def slide_title_font(self) -> str:
        """The face of titles on slides and in Word files."""
        return self.title_font or self.slide_font

    def word(self, key: str, **values: object) -> str:
        """Return the words for `key` with `{name}` parts filled in.

        Keys are plain English, so a language that lacks one still says something.
        """
        said = self.words.get(key, key)
        for name, value in values.items():
            said = said.replace("{" + name + "}", str(value))
        return said


LARGE = SheetType(
    poster=76, tent=118, tent_floor=60, h1=32, card=26, h2=22, row=18, body=18, floor=18
)


HYPERLEGIBLE = "Atkinson Hyperlegible Next"
"""The face for readers who confuse letters that look alike."""


def look_for_needs(look: Look, needs: Iterable[str]) -> Look:
    """Return the look for a person's needs: large print, a dyslexia-friendly face, no colour.

    Sizes: the project's own, above the 16 pt that the UK Office for Disability Issues asks for.
    Face: Atkinson Hyperlegible Next at 13 pt and more leading. Without colour, shape and words
    tell the roles apart, as they always do. Other needs change nothing here.
    """
    for need in needs:
        if need == "large-print":
            look = replace(look, sheet=LARGE)
        elif need == "dyslexia":
            sheet = replace(look.sheet, body=max(13, look.sheet.body), leading=1.5)
            look = replace(
                look, sheet=sheet, sheet_font=HYPERLEGIBLE, heading_font="", title_font=""
            )
        elif need == "no-colour":
            flat = {"doctor": "#000000", "manager": "#000000", "bridge": _grey(look.colours.bridge)}
            brand = _without_colour(look.brand, flat)
            look = replace(look, colours=replace(look.colours, **flat), brand=brand)
    return look


def _grey(colour: str) -> str:
    """Return the grey that is as light as a colour: words on it stay as readable as they were."""
    return first_mixed("#000000", "#FFFFFF", lambda grey: lightness(grey) >= lightness(colour))


def _without_colour(brand: Brand | None, flat: Mapping[str, str]) -> Brand | None:
    """Return a brand whose Word files show the roles in black; decks are everybody's."""
    if brand is None or brand.pages is None:
        return brand
    pages = replace(brand.pages, theme={**brand.pages.theme, **flat})
    return replace(brand, pages=pages)
