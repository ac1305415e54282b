"""An organisation's bases to write decks on: the library's own file in other sizes and shapes."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml

from facilitate.structs import replace
from facilitate.write.base_file import Brand, DeckBase
from facilitate.write.brand.deck import deck_base
from facilitate.write.brand.package import opened
from facilitate.write.look import Look
from tests.write.brand import files
from tests.write.pptx.reading import LOOK

Change = Callable[[Any], None]

SIZES = {
    "4:3": (720, 540),
    "16:9": (960, 540),
    "small 16:9": (720, 405),
    "A4": (842, 595),
    "upright": (540, 720),
}


def sized(width: float, height: float) -> Change:
    """Return what makes a deck so large, in points, all that is on it with it."""

    def change(file: Any) -> None:
        across, down = width / 720, height / 540
        file.slide_width, file.slide_height = round(width * 12700), round(height * 12700)
        for holder in (file.slide_master, *file.slide_layouts):
            for shape in holder.placeholders:
                if shape._element.spPr.xfrm is None:
                    continue
                left, top = round(shape.left * across), round(shape.top * down)
                wide, high = round(shape.width * across), round(shape.height * down)
                shape.left, shape.top, shape.width, shape.height = left, top, wide, high
            for look in holder._element.iter("{*}defRPr"):
                if look.get("sz"):
                    look.set("sz", str(round(int(look.get("sz")) * down / 100) * 100))

    return change


def body(left: float, top: float, width: float, height: float) -> Change:
    """Return what puts the text of a deck elsewhere, in points."""

    def change(file: Any) -> None:
        for holder in (file.slide_master, file.slide_layouts[1]):
            for shape in holder.placeholders:
                if shape.placeholder_format.idx == 1:
                    shape.left, shape.top = round(left * 12700), round(top * 12700)
                    shape.width, shape.height = round(width * 12700), round(height * 12700)

    return change


def type_of(size: float) -> Change:
    """Return what sets all of a deck in type of one size."""

    def change(file: Any) -> None:
        for holder in (file.slide_master, *file.slide_layouts):
            for look in holder._element.iter("{*}defRPr"):
                look.set("sz", str(round(size * 100)))

    return change


def loose(file: Any) -> None:
    """Set a deck in capitals with space between letters, lines and paragraphs, in two columns."""
    styles = file.slide_master._element.xpath(
        "p:txStyles/p:titleStyle/a:lvl1pPr | p:txStyles/p:bodyStyle/a:lvl1pPr"
    )
    for style in styles:
        for name, kind, value in (("spcBef", "spcPts", "600"), ("lnSpc", "spcPct", "130000")):
            for old in style.findall(f"{{*}}{name}"):
                style.remove(old)
            style.insert(0, parse_xml(f'<a:{name} {_A}><a:{kind} val="{value}"/></a:{name}>'))
        look = style.find("{*}defRPr")
        look.set("cap", "all")
        look.set("spc", "200")
    for holder in (file.slide_master, *file.slide_layouts):
        for shape in holder.placeholders:
            shape.text_frame._txBody.bodyPr.set("wrap", "none")
            shape.text_frame._txBody.bodyPr.set("numCol", "2")


_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@cache
def base(*changes: Change) -> DeckBase:
    """Return the base that the library's deck makes, after these changes."""
    file = Presentation(BytesIO(files.deck()))
    for change in changes:
        change(file)
    package, _ = opened(files.saved(file), "house.potx")
    assert package
    found, _ = deck_base(package)
    assert found
    return found


def worn(of: DeckBase, *, name: str = "Orchard Care") -> Look:
    """Return the look of an organisation with this base."""
    return replace(LOOK, brand=Brand(name=name, deck=of))
