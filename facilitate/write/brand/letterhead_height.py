"""How much of a page its head or foot takes, and where pictures in it would lie under words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from facilitate.write.brand.scheme import xml_number
from facilitate.write.brand.stylesheet import value
from facilitate.write.brand.xml_parts import WORD, Element, local

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MM = 25.4 / 1440
"""Millimetres in a twip."""

EMU_PER_MM = 36_000
_AIR = 4.0
_LINE = 5.5  # a line of a head or foot, roughly
_TOUCH = 3.0  # so far a drawing may reach into the words before it lies under them


Sides = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle on the page in millimetres."""


class LetterheadBox(NamedTuple):
    """A floating drawing on the page in millimetres; `pushes` where text keeps out of its rows."""

    left: float
    top: float
    width: float
    height: float
    pushes: bool
    drawing: Element

    @property
    def right(self) -> float:
        """Return where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends."""
        return self.top + self.height

    @property
    def sides(self) -> Sides:
        """Return where it begins and ends."""
        return self.left, self.top, self.right, self.bottom


class Room:
    """What the drawings and words of a head or foot take of its page."""

    def __init__(
        self, root: Element, page: tuple[float, float], properties: Element | None, place: str
    ) -> None:
        self._page = page
        self._place = place
        margins = None if properties is None else properties.find(f"{WORD}pgMar")
        self.margin = {
            name: abs(value(margins, name) or 1440) * MM
            for name in ("top", "bottom", "left", "right")
        }
        self._edge = abs(value(margins, "header" if place == "head" else "footer") or 720) * MM
        self._text_mm = sum(_block_mm(one) for one in root)
        self.boxes = [self._box(one) for one in root.iter(f"{DRAWN}anchor")]
        shapes = (one for picture in root.iter(f"{WORD}pict") for one in picture)
        self.boxes += [self._old_box(one) for one in shapes if _said(one).get("position")]

    def _box(self, anchor: Element) -> LetterheadBox:
        extent = anchor.find(f"{DRAWN}extent")
        width, height = (_length(extent, side) for side in ("cx", "cy"))
        wrap = next((local(one) for one in anchor if local(one).startswith("wrap")), "wrapNone")
        wide = width > 0.6 * (self._page[0] - self.margin["left"] - self.margin["right"])
        pushes = wrap == "wrapTopAndBottom" or (wrap in ("wrapSquare", "wrapTight") and wide)
        left = self._offset(anchor, "positionH", width)
        return LetterheadBox(
            left, self._offset(anchor, "positionV", height), width, height, pushes, anchor
        )

    def _offset(self, anchor: Element, tag: str, size: float) -> float:
        """Return where a drawing begins on the page, from the left or from the top."""
        place = anchor.find(f"{DRAWN}{tag}")
        if place is None:
            return 0.0
        offset, align = place.find(f"{DRAWN}posOffset"), place.find(f"{DRAWN}align")
        away = None if offset is None else millimetres_of(offset.text)
        said = "" if align is None else (align.text or "")
        related = place.get("relativeFrom", "")
        return self._start(related, away, said, size, upright=tag == "positionV")

    def _start(
        self, related: str, away: float | None, said: str, size: float, *, upright: bool
    ) -> float:
        """Return where a drawing begins that lies `away` from what it is `related` to."""
        whole = self._page[1 if upright else 0]
        first, last = ("top", "bottom") if upright else ("left", "right")
        start, end = 0.0, whole
        if related in ("margin", "column", "character", "char") or (
            related == "text" and not upright
        ):
            start, end = self.margin[first], whole - self.margin[last]
        elif related in ("paragraph", "line", "text"):
            start = self._edge if self._place == "head" else whole - self._edge - self._text_mm
        elif related in ("bottomMargin", "rightMargin"):
            start = whole - self.margin[last]
        elif related in ("topMargin", "leftMargin"):
            end = self.margin[first]
        if away is not None:
            return start + away
        if said in ("bottom", "right", "outside"):
            return end - size
        return (start + end - size) / 2 if said == "center" else start

    def _old_box(self, shape: Element) -> LetterheadBox:
        """Return where a drawing as Word made them before 2010 stands."""
        said = _said(shape)
        sides = {}
        for tag, size, upright in (("horizontal", "width", False), ("vertical", "height", True)):
            away = said.get("margin-top" if upright else "margin-left")
            stands = said.get(f"mso-position-{tag}", "absolute")
            related = said.get(f"mso-position-{tag}-relative", "text").removesuffix("-area")
            sides[tag] = self._start(
                related,
                _old_length(away) if stands == "absolute" else None,
                stands,
                _old_length(said.get(size)),
                upright=upright,
            )
        width, height = _old_length(said.get("width")), _old_length(said.get("height"))
        return LetterheadBox(sides["horizontal"], sides["vertical"], width, height, False, shape)

    def is_ground(self, box: LetterheadBox) -> bool:
        """Say whether a drawing lies under the whole page."""
        return box.width > 0.8 * self._page[0] and box.height > 0.6 * self._page[1]

    def needed(self, place: str, *, still: bool = False) -> float:
        """Return the part of the page, from its head or foot, that drawings take.

        A ground takes what the file's margins leave to it. Of what is not `still` words keep out
        by themselves.
        """
        high = self._page[1]
        taken = [0.0]
        for box in self.boxes:
            if self.is_ground(box):
                taken.append(self.margin["top" if place == "head" else "bottom"])
            elif box.height > 0.4 * high or self._is_beside(box) or (still and box.pushes):
                continue
            elif place == "head" and box.top < high / 3:
                taken.append(box.bottom)
            elif place == "foot" and box.top > high / 2:
                taken.append(high - box.top)
        return max(taken)

    @property
    def words(self) -> Sides:
        """Return where the lines of the head or foot itself stand."""
        wide, high = self._page
        top = self._edge if self._place == "head" else high - self._edge - self._text_mm
        return self.margin["left"], top, wide - self.margin["right"], top + self._text_mm

    def under_words(self) -> Iterator[LetterheadBox]:
        """Yield what lies where words of a page stand, and is no part of head or foot."""
        wide, high = self._page
        for box in self.boxes:
            ends = high - self.margin["bottom"]
            across = min(box.right, wide - self.margin["right"]) - max(
                box.left, self.margin["left"]
            )
            along = min(box.bottom, ends) - max(box.top, self.margin["top"])
            part = box.height > 0.4 * high or high / 3 <= box.top <= high / 2
            if part and min(across, along) > _TOUCH:
                yield box

    def _is_beside(self, box: LetterheadBox) -> bool:
        """Say whether a drawing stands in a margin at the side, beside words of the page."""
        left, right = self.margin["left"], self._page[0] - self.margin["right"]
        top, bottom = self.margin["top"], self._page[1] - self.margin["bottom"]
        along = min(box.bottom, bottom) - max(box.top, top)
        return along > _TOUCH and (box.right < left + _TOUCH or box.left > right - _TOUCH)

    def side_mm(self, side: str) -> float:
        """Return how much of the page's left or right side drawings take beside words."""
        wide = self._page[0]
        beside = [box for box in self.boxes if self._is_beside(box)]
        if side == "left":
            return max((box.right for box in beside if box.right < wide / 2), default=0.0)
        return max((wide - box.left for box in beside if box.left > wide / 2), default=0.0)

    def reach_mm(self, away: float) -> float:
        """Return how much of the page it takes, our own line with it.

        `away` is what drawings of the other end take here.
        """
        taken = max(self._edge + self._text_mm, self.needed(self._place), away)
        return taken + 2 * _LINE

    def spacer_mm(self, away: float) -> float:
        """Return how much white keeps words out of drawings that do not push them."""
        still = max(self.needed(self._place, still=True), away)
        return still + _AIR - self._edge - self._text_mm if still else 0.0


def _said(shape: Element) -> dict[str, str]:
    """Return what the style of an old drawing says, by its names."""
    pairs = (one.split(":", 1) for one in shape.get("style", "").split(";") if ":" in one)
    return {name.strip(): said.strip() for name, said in pairs}


_OLD_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(pt|in|mm|cm|px)?")
_OLD_UNITS = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96}


def _old_length(said: str | None) -> float:
    """Return a length of an old drawing in millimetres; 0 of what is none."""
    found = _OLD_LENGTH.fullmatch(said or "")
    return float(found[1]) * _OLD_UNITS[found[2] or "px"] if found else 0.0


def _length(extent: Element | None, side: str) -> float:
    return 0.0 if extent is None else millimetres_of(extent.get(side))


def millimetres_of(emu: str | None) -> float:
    """Return a length of a drawing in millimetres; 0 of what is no length."""
    return xml_number(emu) / EMU_PER_MM


def _block_mm(block: Element) -> float:
    """Return the height of a paragraph or table, roughly."""
    if local(block) == "tbl":
        return sum(
            max((sum(map(_block_mm, cell)) for cell in row.iter(f"{WORD}tc")), default=0.0)
            for row in block.findall(f"{WORD}tr")
        )
    if local(block) != "p":
        return 0.0
    spacing = block.find(f"{WORD}pPr/{WORD}spacing")
    breaks = sum(1 for _ in block.iterfind(f"{WORD}r/{WORD}br"))
    white = sum(max(value(spacing, side) or 0, 0) for side in ("before", "after")) * MM
    if spacing is not None and spacing.get(f"{WORD}lineRule") == "exact":
        return (value(spacing, "line") or 240) * MM + white
    inline = [
        _length(extent, "cy")
        for one in block.iter(f"{DRAWN}inline")
        for extent in one.findall(f"{DRAWN}extent")
    ]
    inline += [
        _old_length(_said(one).get("height"))
        for picture in block.iter(f"{WORD}pict")
        for one in picture
        if not _said(one).get("position")
    ]
    return max((_LINE * (1 + breaks), *inline)) + white
