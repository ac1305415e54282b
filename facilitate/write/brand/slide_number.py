"""Numbers of slides that a master or layout draws itself: in a colour that is read there."""

from collections.abc import Iterable
from dataclasses import replace

from facilitate.write.base_file import Area
from facilitate.write.brand.background import Ground, Grounds
from facilitate.write.brand.colours import TEXT
from facilitate.write.brand.deck_file import SLIDES, DeckLayout, Size, drawn_numbers
from facilitate.write.brand.geometry import Turn, placed
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink, Scheme, ink_of
from facilitate.write.brand.xml_parts import DRAWING, Element, written


def with_read_numbers(
    package: Package, layouts: Iterable[DeckLayout], grounds: Grounds
) -> tuple[Package, tuple[str, ...]]:
    """Return the deck with numbers in a colour that is read, and the layouts with such a change."""
    parts, changed = dict(package.parts), []
    for layout in layouts:
        roots = [(layout.part, layout.root)]
        if layout.shows_master:
            roots.append((layout.master, layout.master_root))
        for part, root in roots:
            for shape, outside in drawn_numbers(root):
                area = _area(shape, outside, layout.size)
                ground = grounds.without_words(layout) if area else None
                if area and ground and _repainted(shape, area, ground, layout.scheme):
                    parts[part] = written(root)
                    changed.append(layout.name)
    return replace(package, parts=parts), tuple(dict.fromkeys(changed))


_STARTS = {"ctr": 0.25, "r": 0.5, "b": 0.5}
"""Where the quarter of a box begins in which the number stands; other corners may show art."""


def _area(shape: Element, outside: Turn | None, size: Size) -> Area | None:
    frame = shape.find(f"{SLIDES}spPr/{DRAWING}xfrm")
    unit = None if frame is None else placed(frame)
    if unit is None:
        return None
    where = unit if outside is None else outside.after(unit)
    body, line = shape.find(f".//{DRAWING}bodyPr"), shape.find(f".//{DRAWING}pPr")
    x = _STARTS.get("l" if line is None else line.get("algn", "l"), 0.0)
    y = _STARTS.get("t" if body is None else body.get("anchor", "t"), 0.0)
    (left, top), (right, bottom) = where((x, y)), where((x + 0.5, y + 0.5))
    return size.area(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))


def _repainted(shape: Element, area: Area, ground: Ground, scheme: Scheme) -> bool:
    """Give a number that is not read the first colour of the theme that is; say whether it did."""
    if ground.contrast(area, _ink(shape, scheme)) >= TEXT:
        return False
    for name in ("tx1", "bg1", "tx2", "bg2"):
        if ground.contrast(area, ink_of(scheme.named(name))) >= TEXT:
            for run in shape.iterfind(f"{SLIDES}txBody/{DRAWING}p/{DRAWING}fld"):
                _paint(run, name)
            return True
    return False


def _ink(shape: Element, scheme: Scheme) -> Ink:
    fill = shape.find(f".//{DRAWING}fld/{DRAWING}rPr/{DRAWING}solidFill")
    named = shape.find(f"{SLIDES}style/{DRAWING}fontRef")
    said = fill if fill is not None else named
    return (scheme.ink(said) if said is not None else None) or ink_of(scheme.named("tx1"))


def _paint(run: Element, name: str) -> None:
    look = run.find(f"{DRAWING}rPr")
    if look is None:
        look = run.makeelement(f"{DRAWING}rPr", {})
        run.insert(0, look)
    for fill in look.findall(f"{DRAWING}solidFill"):
        look.remove(fill)
    fill = look.makeelement(f"{DRAWING}solidFill", {})
    fill.append(fill.makeelement(f"{DRAWING}schemeClr", {"val": name}))
    look.insert(1 if look.find(f"{DRAWING}ln") is not None else 0, fill)
