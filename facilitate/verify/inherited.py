"""What a text on a slide has from its layout, its master and their theme, as the file says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

from facilitate.structs import Struct
from facilitate.write.brand.faces import know_as_here

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
EMU_PER_PT = 12700

_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_STYLES = {"title": "titleStyle", "body": "bodyStyle"}
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum")
_FONTS = {"mj": "majorFont", "mn": "minorFont"}
_SCRIPTS = {"lt": "latin", "ea": "ea", "cs": "cs"}

Trees = Mapping[str, ET.Element]


class ShapeBox(Struct):
    """A rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "ShapeBox", least: float) -> bool:
        """Say whether both share an area that is higher and wider than `least`."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across > least and down > least


class Given(Struct):
    """What holds for a text where its paragraphs say nothing: `box` is the room inside its margins.

    `leading` is a share of single spacing, `before` the space above a paragraph in points.
    """

    box: ShapeBox | None
    font: str
    anchor: str = "t"
    size: float = 18.0
    bold: bool = False
    capitals: bool = False
    align: str = "l"
    leading: float = 1.0
    before: float = 0.0
    indent: float = 0.0


class Layers:
    """A slide's layout and master, and the faces of their theme."""

    def __init__(self, trees: Trees, slide: str) -> None:
        layout = _related(trees, slide, "slideLayout")
        master = _related(trees, layout, "slideMaster")
        self._layers = [trees.get(layout), trees.get(master)]
        theme = trees.get(_related(trees, master, "theme"))
        if theme is None:
            theme = trees.get("ppt/theme/theme1.xml")
        self._theme = theme
        self.minor = self._face("+mn-lt")

    def _face(self, name: str) -> str:
        """Return a face by its name, or by its place in the theme (`+mj-lt`)."""
        named = self._named(name)
        know_as_here(named)
        return named

    def _named(self, name: str) -> str:
        found = re.fullmatch(r"\+(mj|mn)-(lt|ea|cs)", name)
        if found is None or self._theme is None:
            return name
        kind, script = _FONTS[found[1]], _SCRIPTS[found[2]]
        scheme = self._theme.find(f"{A}themeElements/{A}fontScheme/{A}{kind}")
        said = (scheme.find(f"{A}{one}") for one in (script, "latin")) if scheme is not None else ()
        return next((face for one in said if one is not None and (face := one.get("typeface"))), "")

    def given(self, shape: ET.Element) -> Given:
        """Return what a shape of the slide has by itself and from the layers under it."""
        mark = mark_of(shape)
        chain = [shape, *(self._below(mark) if mark is not None else ())]
        frames = (one.find(f"{P}spPr/{A}xfrm") for one in chain)
        box = next((place for place in map(place_of, frames) if place), None)
        bodies = [found for one in chain if (found := one.find(f"{P}txBody/{A}bodyPr")) is not None]
        left, top, right, bottom = (
            int(_first(bodies, side, str(usual))) / EMU_PER_PT for side, usual in _INSETS.items()
        )
        if box:
            wide, high = box.width - left - right, box.height - top - bottom
            box = ShapeBox(box.x + left, box.y + top, max(wide, 1.0), max(high, 1.0))
        anchor = _first(bodies, "anchor", "t")
        if mark is None:
            return Given(box, self.minor, anchor)
        levels = list(self._levels(chain[1:], mark))
        looks = [look for level in levels if (look := level.find(f"{A}defRPr")) is not None]
        face = next(
            (name for look in looks for one in look.iterfind(f"{A}latin")
             if (name := one.get("typeface"))), "+mn-lt"
        )  # fmt: skip
        return Given(
            box,
            self._face(face),
            anchor,
            int(_first(looks, "sz", "1800")) / 100,
            _first(looks, "b", "0") in ("1", "true"),
            _first(looks, "cap", "none") == "all",
            _first(levels, "algn", "l"),
            _share(levels),
            _points(levels, "spcBef"),
            int(_first(levels, "marL", "0")) / EMU_PER_PT,
        )

    def _below(self, mark: ET.Element) -> Iterator[ET.Element]:
        """Yield the places of layout and master that a place of the slide follows."""
        layout, master = self._layers
        found = _match(layout, mark.get("type", "obj"), mark.get("idx", "0"))
        if found is not None:
            yield found
            mark = mark_of(found) if mark.get("type") is None else mark  # type: ignore[assignment]
        kind = mark.get("type", "obj")
        general = "title" if kind in _TITLES else kind if kind in _FURNITURE else "body"
        for shape, own in _places(master):
            if own.get("type") == general:
                yield shape
                return

    def _levels(self, chain: Sequence[ET.Element], mark: ET.Element) -> Iterator[ET.Element]:
        """Yield the first level of each list of styles that counts, the nearest first."""
        for shape in chain:
            yield from shape.iterfind(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
        kind = mark.get("type", "obj")
        general = "title" if kind in _TITLES else "" if kind in _FURNITURE else "body"
        master = self._layers[1]
        if master is not None:
            style = _STYLES.get(general, "otherStyle")
            yield from master.iterfind(f"{P}txStyles/{P}{style}/{A}lvl1pPr")


def mark_of(shape: ET.Element) -> ET.Element | None:
    """Return what makes a shape a placeholder."""
    return shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")


def place_of(xfrm: ET.Element | None) -> ShapeBox | None:
    """Return the rectangle that a shape is given."""
    off = xfrm.find(f"{A}off") if xfrm is not None else None
    ext = xfrm.find(f"{A}ext") if xfrm is not None else None
    if off is None or ext is None:
        return None
    return ShapeBox(pt(off.get("x")), pt(off.get("y")), pt(ext.get("cx")), pt(ext.get("cy")))


def pt(emu: str | None) -> float:
    """Return EMU as points."""
    return int(emu or 0) / EMU_PER_PT


@lru_cache(maxsize=128)
def _places(tree: ET.Element | None) -> tuple[tuple[ET.Element, ET.Element], ...]:
    """Return the placeholders of a layout or master, each with what makes it one.

    Each slide asks, of layouts and masters that are the same for a whole deck and the next.
    """
    shapes = tree.iter(f"{P}sp") if tree is not None else ()
    return tuple((one, mark) for one in shapes if (mark := mark_of(one)) is not None)


def _match(layout: ET.Element | None, kind: str, index: str) -> ET.Element | None:
    """Return the place of a layout with the same index; of a title or furniture the same kind."""
    for shape, own in _places(layout):
        other = own.get("type", "obj")
        if kind in _TITLES:
            if other in _TITLES:
                return shape
        elif own.get("idx", "0") == index and (other == kind or kind not in _FURNITURE):
            return shape
    return None


def _related(trees: Trees, part: str, kind: str) -> str:
    relations = trees.get(f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels")
    for row in relations.iterfind(_RELATION) if relations is not None else ():
        if row.get("Type", "").endswith(f"/{kind}"):
            return normpath(join(dirname(part), row.get("Target", "")))
    return ""


def _first(elements: Sequence[ET.Element], name: str, usual: str) -> str:
    return next((found for one in elements if (found := one.get(name)) is not None), usual)


def _share(levels: Sequence[ET.Element]) -> float:
    for level in levels:
        share = level.find(f"{A}lnSpc/{A}spcPct")
        if share is not None:
            return int(share.get("val", "100000").rstrip("%")) / 1e5
    return 1.0


def _points(levels: Sequence[ET.Element], what: str) -> float:
    for level in levels:
        if (space := level.find(f"{A}{what}")) is not None:
            points = space.find(f"{A}spcPts")
            return int(points.get("val", "0")) / 100 if points is not None else 0.0
    return 0.0
