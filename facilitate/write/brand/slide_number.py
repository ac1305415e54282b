"""Numbers of slides that a master or layout draws itself: in a colour that is read there."""

from collections.abc import Sequence

from facilitate.structs import replace
from facilitate.write.base_file import Area
from facilitate.write.brand.background import Grounds
from facilitate.write.brand.deck_file import SLIDES, DeckLayout, Size, drawn_numbers, unit_of
from facilitate.write.brand.geometry import Transform
from facilitate.write.brand.package import Package
from facilitate.write.brand.scheme import Ink, Scheme, ink_of
from facilitate.write.brand.vision import READABLE
from facilitate.write.brand.xml_parts import DRAWING, Element, written


def with_read_numbers(
    package: Package, layouts: Sequence[DeckLayout], grounds: Grounds
) -> tuple[Package, tuple[str, ...]]:
    """Return the deck with numbers in a colour that is read, and the layouts with such a change.

    `layouts` has one for each role. A number of a master stands on several: it has the colour
    that is read on most, its own if that is one.
    """
    parts, changed = dict(package.parts), []
    behind = {one.part: grounds.of(one, words=False) for one in layouts if one.draws_number}
    roots = {one.part: one.root for one in layouts}
    roots |= {one.master: one.master_root for one in layouts}
    for part, root in roots.items():
        shown = [
            one for one in layouts if part == one.part or (one.shows_master and part == one.master)
        ]
        for shape, outside in drawn_numbers(root):
            area = _area(shape, outside, layouts[0].size)
            if area is None or not shown:
                continue
            read = {
                name: [
                    behind[one.part].contrast(area, _ink(shape, one.scheme, name)) >= READABLE
                    for one in shown
                ]
                for name in ("", "tx1", "bg1", "tx2", "bg2")
            }
            best = max(read, key=lambda name: sum(read[name]))
            if best:
                for run in shape.iterfind(f"{SLIDES}txBody/{DRAWING}p/{DRAWING}fld"):
                    _paint(run, best)
                parts[part] = written(root)
                changed += [one.name for one, was in zip(shown, read[""], strict=True) if not was]
    return replace(package, parts=parts), tuple(dict.fromkeys(changed))


_STARTS = {"ctr": 0.25, "r": 0.5, "b": 0.5}
"""Where the quarter of a box begins in which the number stands; other corners may show art."""


def _area(shape: Element, outside: Transform | None, size: Size) -> Area | None:
    where = unit_of(shape, outside)
    if where is None:
        return None
    body, line = shape.find(f".//{DRAWING}bodyPr"), shape.find(f".//{DRAWING}pPr")
    x = _STARTS.get("l" if line is None else line.get("algn", "l"), 0.0)
    y = _STARTS.get("t" if body is None else body.get("anchor", "t"), 0.0)
    (left, top), (right, bottom) = where((x, y)), where((x + 0.5, y + 0.5))
    return size.area(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))


def _ink(shape: Element, scheme: Scheme, name: str) -> Ink:
    """Return a colour of the theme by its name; without one, that in which a number is drawn."""
    looks = ("fld/{0}rPr", "lstStyle/{0}lvl1pPr/{0}defRPr")
    found = [shape.find(f".//{DRAWING}{one.format(DRAWING)}/{DRAWING}solidFill") for one in looks]
    found.append(shape.find(f"{SLIDES}style/{DRAWING}fontRef"))
    said = next((one for one in found if one is not None), None)
    own = None if name else scheme.ink(said)
    return own or ink_of(scheme.named(name or "tx1"))


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
