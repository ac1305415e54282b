"""A deck's masters and layouts as they are read: what a placeholder has from whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from facilitate.structs import Struct
from facilitate.write.base_file import SLIDE_HEIGHT, SLIDE_WIDTH, Area, Placeholder
from facilitate.write.brand.geometry import Transform, box_of, inside_group, placed
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink, Scheme, scheme_of, xml_number
from facilitate.write.brand.xml_parts import DRAWING, Element, local, tree_of

SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU = 12_700
ORPHAN = 4_294_967_295
"""The index of a placeholder that has lost its layout: nothing can stand in it."""

TITLES = ("title", "ctrTitle")
FURNITURE = ("dt", "ftr", "sldNum")
TEXTS = ("body", "obj", "subTitle")
OTHERS = ("pic", "tbl", "chart", "clipArt", "dgm", "media")
"""Places for one kind of matter: words belong into none of them."""

_USUAL = 960 * SLIDE_HEIGHT
_BULLETS = ("buNone", "buChar", "buBlip", "buAutoNum")
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}


class Size(Struct):
    """The slide's size in points of ours, and the file's points for each of them."""

    width: float
    height: float
    scale: float

    @property
    def share(self) -> float:
        """Return its area as a part of a slide of 960 by 540 points."""
        return self.width * self.height / _USUAL

    def area(self, x: float, y: float, width: float, height: float) -> Area:
        """Return a rectangle given in EMU."""
        return Area(*(part / EMU / self.scale for part in (x, y, width, height)))


class PlaceholderBox(Struct):
    """A placeholder of a layout, its whole box, and how its box is filled (None: not at all)."""

    place: Placeholder
    box: Area
    name: str = ""
    vertical: bool = False
    filled: Ink | None = None

    @property
    def share(self) -> float:
        """Return its area as a part of a slide of 960 by 540 points."""
        return self.box.width * self.box.height / _USUAL


@dataclass(frozen=True)
class DeckLayout:
    """A layout with its master: their XML, the scheme that they share, the seats."""

    part: str
    name: str
    kind: str
    order: int
    master: str
    root: Element = field(repr=False, compare=False)
    master_root: Element = field(repr=False, compare=False)
    scheme: Scheme = field(repr=False, compare=False)
    size: Size = field(repr=False)
    defaults: Element | None = field(default=None, repr=False, compare=False)

    @property
    def shows_master(self) -> bool:
        """Say whether what is drawn on the master shows on it."""
        return self.root.get("showMasterSp", "1") not in ("0", "false")

    @property
    def draws_number(self) -> bool:
        """Say whether the slide's number is among what is drawn on it or on its master."""
        roots = (self.root, *((self.master_root,) if self.shows_master else ()))
        return any(True for root in roots for _ in drawn_numbers(root))

    @cached_property
    def seats(self) -> tuple[PlaceholderBox, ...]:
        """Return its places, in the order of its shapes; the first of those with one index."""
        found: dict[tuple[str, int], PlaceholderBox] = {}
        for shape, outside in placeholders(self.root):
            seat = self._seat(shape, outside)
            if seat is not None and seat.box.width > 1 and seat.box.height > 1:
                kind = "title" if seat.place.kind in TITLES else ""
                found.setdefault((kind, seat.place.index), seat)
        return tuple(found.values())

    def of(self, kinds: Sequence[str]) -> tuple[PlaceholderBox, ...]:
        """Return the places of some kinds."""
        return tuple(seat for seat in self.seats if seat.place.kind in kinds)

    @property
    def title(self) -> PlaceholderBox | None:
        """Return the place of the title."""
        return next(iter(self.of(TITLES)), None)

    def _seat(self, shape: Element, outside: Transform | None) -> PlaceholderBox | None:
        kind, index = kind_of_place(shape), int(xml_number(mark_of(shape).get("idx", "0")))
        if index == ORPHAN and kind not in TITLES:
            return None
        chain = [shape, *self._on_master(kind)]
        box = next((one for one in map(_box, chain) if one), None)
        if box is None:
            return None
        if outside is not None:
            (x, y), (right, bottom) = outside(box[:2]), outside((box[0] + box[2], box[1] + box[3]))
            box = (min(x, right), min(y, bottom), abs(right - x), abs(bottom - y))
        area = self.size.area(*box)
        bodies = [one.find(f".//{DRAWING}bodyPr") for one in chain]
        return PlaceholderBox(
            place=self._place(kind, index, chain, area, bodies),
            box=area,
            name=shape.find(f".//{SLIDES}cNvPr").get("name", ""),
            vertical=_first(bodies, "vert", "horz") not in ("horz", "") or _is_turned(chain),
            filled=next((ink for ink in map(self._filling, chain) if ink), None),
        )

    def _on_master(self, kind: str) -> list[Element]:
        wanted = "title" if kind in TITLES else kind if kind in FURNITURE else "body"
        return [shape for shape in self._master_places if kind_of_place(shape) == wanted][:1]

    @cached_property
    def _master_places(self) -> tuple[Element, ...]:
        return tuple(shape for shape, _ in placeholders(self.master_root))

    def _place(
        self,
        kind: str,
        index: int,
        chain: list[Element],
        box: Area,
        bodies: list[Element | None],
    ) -> Placeholder:
        left, top, right, bottom = (
            xml_number(_first(bodies, name, str(inset))) / EMU / self.size.scale
            for name, inset in _INSETS.items()
        )
        levels = [
            one
            for holder in (
                *(one.find(f".//{DRAWING}lstStyle") for one in chain),
                *self._styles(kind),
            )
            if holder is not None and (one := holder.find(f"{DRAWING}lvl1pPr")) is not None
        ]
        runs = [one for level in levels if (one := level.find(f"{DRAWING}defRPr")) is not None]
        latin = _first([run.find(f"{DRAWING}latin") for run in runs], "typeface", "+mn-lt")
        bullets = (local(one) for level in levels for one in level)
        bullet = next((one for one in bullets if one in _BULLETS), "buNone")
        inks = (self.scheme.ink(fill) for fill in map(_fill, runs) if fill is not None)
        ink = next((one for one in inks if one is not None), None)
        size = xml_number(_first(runs, "sz", "1800"), 1800) / 100 / self.size.scale
        tracking = xml_number(_first(runs, "spc", "0")) / 100 / self.size.scale
        return Placeholder(
            kind=kind,
            index=index,
            area=Area(
                box.x + left,
                box.y + top,
                max(box.width - left - right, 1.0),
                max(box.height - top - bottom, 1.0),
            ),
            size=size,
            font=self.scheme.font(latin),
            colour=(ink.hex if ink else self.scheme.named("tx1")),
            anchor=_ANCHORS.get(_first(bodies, "anchor", "t"), "t"),
            align=_ALIGNS.get(_first(levels, "algn", "l"), "l"),
            bold=_first(runs, "b", "0") in ("1", "true"),
            capitals=_first(runs, "cap", "none") == "all",
            bullet=bullet in ("buChar", "buBlip"),
            indented=xml_number(_first(levels, "marL", "0")) > 0,
            leading=self._spacing(levels, "lnSpc", size, size) / max(size, 1.0),
            before=self._spacing(levels, "spcBef", size, 0.0),
            tracking=tracking if tracking > _SEEN else 0.0,
        )

    def _spacing(self, levels: list[Element], name: str, whole: float, usual: float) -> float:
        """Return a distance in points that the first level gives; a share is one of the `whole`."""
        found = (one for level in levels for one in level.iterfind(f"{DRAWING}{name}/*"))
        said = next(found, None)
        if said is None:
            return usual
        value = said.get("val", "")
        if local(said) == "spcPts":
            return min(max(xml_number(value) / 100 / self.size.scale, 0.0), 2 * SLIDE_HEIGHT)
        share = xml_number(value.removesuffix("%")) / (100 if value.endswith("%") else 100_000)
        return whole * min(max(share, 0.0), 10.0)

    def _styles(self, kind: str) -> Iterator[Element | None]:
        name = (
            "titleStyle" if kind in TITLES else "otherStyle" if kind in FURNITURE else "bodyStyle"
        )
        yield self.master_root.find(f"{SLIDES}txStyles/{SLIDES}{name}")
        yield self.defaults

    def _filling(self, shape: Element) -> Ink | None:
        fill = _fill(shape.find(f"{SLIDES}spPr"))
        return self.scheme.ink(fill) if fill is not None else None


def layouts_of(package: Package, size: Size) -> tuple[DeckLayout, ...]:
    """Return all layouts of a deck, in the order of its masters and theirs.

    A name that several have is theirs with a number from the second on: `Content (2)`.
    """
    main = tree_of(package.parts[package.main])
    defaults = main.find(f"{SLIDES}defaultTextStyle")
    found: list[DeckLayout] = []
    names: Counter[str] = Counter()
    for master in _in_order(package, package.main, "slideMaster", main, "sldMasterId"):
        root = tree_of(package.parts[master])
        scheme = _scheme(package, master).mapping(root.find(f"{SLIDES}clrMap"))
        for part in _in_order(package, master, "slideLayout", root, "sldLayoutId"):
            if part in {one.part for one in found}:
                continue
            layout = tree_of(package.parts[part])
            own = layout.find(f"{SLIDES}clrMapOvr/{DRAWING}overrideClrMapping")
            varied = next(iter(package.related(part, "themeOverride")), None)
            theme = tree_of(package.parts[varied]) if varied else None
            content = layout.find(f"{SLIDES}cSld")
            found.append(
                DeckLayout(
                    part=part,
                    name=_name(content, names, len(found) + 1),
                    kind=layout.get("type", ""),
                    order=len(found),
                    master=master,
                    root=layout,
                    master_root=root,
                    scheme=scheme.overridden(theme).mapping(own),
                    size=size,
                    defaults=defaults,
                )
            )
    return tuple(found)


def _name(content: Element | None, names: Counter[str], order: int) -> str:
    said = "" if content is None else " ".join(content.get("name", "").split())
    name = said or f"Layout {order}"
    names[name] += 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def size_of(package: Package) -> Size:
    """Return the slide's size; 16:9 where the file does not say it."""
    said = tree_of(package.parts[package.main]).find(f"{SLIDES}sldSz")
    width = xml_number(None if said is None else said.get("cx"))
    height = xml_number(None if said is None else said.get("cy"))
    if width < EMU or height < EMU:
        width, height = 12_192_000, 6_858_000
    scale = min(height / EMU / SLIDE_HEIGHT, width / EMU / SLIDE_WIDTH)
    return Size(width / EMU / scale, height / EMU / scale, scale)


def _in_order(package: Package, part: str, kind: str, root: Element, listed: str) -> Iterator[str]:
    """Yield what a part leads to, in the order in which it lists it."""
    by_id = {one.id: one.target for one in package.relations.get(part, ()) if one.kind == kind}
    ids = [
        value
        for row in root.iter(f"{SLIDES}{listed}")
        for value in row.attrib.values()
        if value in by_id
    ]
    yield from dict.fromkeys(by_id[one] for one in ids)


def _scheme(package: Package, part: str) -> Scheme:
    theme = next(iter(package.related(part, "theme")), None)
    return scheme_of(tree_of(package.parts[theme]), theme) if theme else scheme_of(None)


def placeholders(root: Element) -> Iterator[tuple[Element, Transform | None]]:
    """Yield the shapes of a part that are placeholders, each with the group it lies in."""
    for shape, outside in shapes(root):
        if mark_of(shape) is not None and shape.find(f".//{SLIDES}cNvPr") is not None:
            yield shape, outside


def drawn_numbers(root: Element) -> Iterator[tuple[Element, Transform | None]]:
    """Yield the shapes of a part that draw the slide's number and are no places for it."""
    for shape, outside in shapes(root):
        fields = shape.iter(f"{DRAWING}fld")
        if mark_of(shape) is None and any(one.get("type") == "slidenum" for one in fields):
            yield shape, outside


def mark_of(shape: Element) -> Element:
    """Return what makes a shape a placeholder; None of other shapes."""
    return shape.find(f"./*/{SLIDES}nvPr/{SLIDES}ph")


def kind_of_place(shape: Element) -> str:
    """Return the kind of a placeholder; `obj` where it says none."""
    return str(mark_of(shape).get("type", "obj"))


def shapes(root: Element) -> Iterator[tuple[Element, Transform | None]]:
    """Yield the shapes of a part in the order in which they lie, those of groups one by one."""
    tree = root.find(f"{SLIDES}cSld/{SLIDES}spTree")
    if tree is not None:
        yield from _inside(tree, None, 0)


def _inside(
    group: Element, outside: Transform | None, depth: int
) -> Iterator[tuple[Element, Transform | None]]:
    for child in group:
        kind = local(child)
        if kind == "AlternateContent":
            choice = next((one for one in child if len(one)), None)
            if choice is not None and depth < _DEEPEST:
                yield from _inside(choice, outside, depth + 1)
        elif kind == "grpSp" and depth < _DEEPEST:
            frame = child.find(f"{SLIDES}grpSpPr/{DRAWING}xfrm")
            own = inside_group(frame)
            both = own if outside is None else outside if own is None else outside.after(own)
            yield from _inside(child, both, depth + 1)
        elif kind in ("sp", "pic", "cxnSp", "graphicFrame"):
            yield child, outside


_DEEPEST = 30


def _frame(shape: Element) -> Element | None:
    own = shape.find(f"{SLIDES}spPr/{DRAWING}xfrm")
    return own if own is not None else shape.find(f"{SLIDES}xfrm")


def _box(shape: Element) -> tuple[float, float, float, float] | None:
    return box_of(_frame(shape))


def unit_of(shape: Element, outside: Transform | None) -> Transform | None:
    """Return how the unit square lies that a shape fills; None where it does not say."""
    frame = _frame(shape)
    unit = None if frame is None else placed(frame)
    return unit if unit is None or outside is None else outside.after(unit)


def _is_turned(chain: Sequence[Element]) -> bool:
    """Say whether a place, or else the one that it follows, is turned out of the level."""
    frames = (one.find(f"{SLIDES}spPr/{DRAWING}xfrm") for one in chain)
    frame = next((one for one in frames if box_of(one)), None)
    return frame is not None and xml_number(frame.get("rot")) % FULL_TURN != 0


FULL_TURN = 21_600_000
_SEEN = 0.2  # points between letters; LibreOffice writes a hundredth less than none


def _fill(holder: Element | None) -> Element | None:
    """Return a plain filling, or the first colour of one that runs from one to another."""
    if holder is None:
        return None
    plain = holder.find(f"{DRAWING}solidFill")
    return plain if plain is not None else holder.find(f"{DRAWING}gradFill/{DRAWING}gsLst/*")


def _first(holders: Sequence[Element | None], name: str, otherwise: str) -> str:
    """Return an attribute of the first element that has it."""
    said = (holder.get(name) for holder in holders if holder is not None)
    return str(next((value for value in said if value), otherwise))


_Anchor = Literal["t", "ctr", "b"]
_Align = Literal["l", "ctr", "r"]
_ANCHORS: Mapping[str, _Anchor] = {"ctr": "ctr", "b": "b"}
_ALIGNS: Mapping[str, _Align] = {"ctr": "ctr", "r": "r"}
