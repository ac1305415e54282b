"""How much of a page its head or foot takes, and where pictures in it would lie under words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitate.write.brand.stylesheet import value
from facilitate.write.brand.xml_parts import WORD, Element, local

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MM = 25.4 / 1440
"""Millimetres in a twip."""

EMU_PER_MM = 36_000
_AIR = 4.0
_LINE = 5.5  # a line of a head or foot, roughly


class _Box(NamedTuple):
    """A floating drawing on the page in millimetres; `pushes` where text keeps out of its rows."""

    left: float
    top: float
    width: float
    height: float
    pushes: bool


class Room:
    """How far a head reaches down its page, or a foot up."""

    def __init__(
        self, root: Element, page: tuple[float, float], properties: Element | None, place: str
    ) -> None:
        self._page = page
        self._place = place
        margins = None if properties is None else properties.find(f"{WORD}pgMar")
        self._margin = {
            name: abs(value(margins, name) or 1440) * MM
            for name in ("top", "bottom", "left", "right")
        }
        self._edge = abs(value(margins, "header" if place == "head" else "footer") or 720) * MM
        self._text_mm = sum(_block_mm(one) for one in root)
        self._boxes = [self._box(one) for one in root.iter(f"{DRAWN}anchor")]

    def _box(self, anchor: Element) -> _Box:
        extent = anchor.find(f"{DRAWN}extent")
        width, height = (_length(extent, side) for side in ("cx", "cy"))
        wrap = next((local(one) for one in anchor if local(one).startswith("wrap")), "wrapNone")
        wide = width > 0.6 * (self._page[0] - self._margin["left"] - self._margin["right"])
        pushes = wrap == "wrapTopAndBottom" or (wrap in ("wrapSquare", "wrapTight") and wide)
        left = self._offset(anchor, "positionH", width)
        return _Box(left, self._offset(anchor, "positionV", height), width, height, pushes)

    def _offset(self, anchor: Element, tag: str, size: float) -> float:
        """Return where a drawing begins on the page, from the left or from the top."""
        place = anchor.find(f"{DRAWN}{tag}")
        if place is None:
            return 0.0
        upright = tag == "positionV"
        whole = self._page[1 if upright else 0]
        first, last = ("top", "bottom") if upright else ("left", "right")
        start, end = 0.0, whole
        related = place.get("relativeFrom", "")
        if related in ("margin", "column", "character"):
            start, end = self._margin[first], whole - self._margin[last]
        elif related in ("paragraph", "line"):
            start = self._edge if self._place == "head" else whole - self._edge - self._text_mm
        elif related in ("bottomMargin", "rightMargin"):
            start = whole - self._margin[last]
        elif related in ("topMargin", "leftMargin"):
            end = self._margin[first]
        offset, align = place.find(f"{DRAWN}posOffset"), place.find(f"{DRAWN}align")
        if offset is not None:
            return start + millimetres_of(offset.text)
        said = "" if align is None else (align.text or "")
        if said in ("bottom", "right", "outside"):
            return end - size
        return (start + end - size) / 2 if said == "center" else start

    @property
    def is_ground(self) -> bool:
        """Say whether a drawing lies under the whole page."""
        return any(
            box.width > 0.8 * self._page[0] and box.height > 0.6 * self._page[1]
            for box in self._boxes
        )

    def _near(self) -> Iterator[_Box]:
        """Yield drawings that belong to the head or foot and not to the side or the ground."""
        high = self._page[1]
        for box in self._boxes:
            if box.height > 0.4 * high:
                continue
            if self._place == "head" and box.top < high / 3:
                yield box
            if self._place == "foot" and box.top > high / 2:
                yield box

    def _needed(self, boxes: Iterable[_Box]) -> float:
        """Return the part of the page, from its head or foot, that drawings take."""
        if self._place == "head":
            return max((box.top + box.height for box in boxes), default=0.0)
        return max((self._page[1] - box.top for box in boxes), default=0.0)

    @property
    def reach_mm(self) -> float:
        """Return how much of the page it takes, our own line with it."""
        taken = max(self._edge + self._text_mm, self._needed(self._near()))
        return taken + 2 * _LINE

    @property
    def spacer_mm(self) -> float:
        """Return how much white keeps words out of drawings that do not push them."""
        still = self._needed(box for box in self._near() if not box.pushes)
        return still + _AIR - self._edge - self._text_mm if still else 0.0


def _length(extent: Element | None, side: str) -> float:
    return 0.0 if extent is None else millimetres_of(extent.get(side))


def millimetres_of(emu: str | None) -> float:
    """Return a length of a drawing in millimetres; 0 of what is no length."""
    try:
        return float(emu or 0) / EMU_PER_MM
    except ValueError:
        return 0.0


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
    if spacing is not None and spacing.get(f"{WORD}lineRule") == "exact":
        return (value(spacing, "line") or 240) * MM
    inline = [
        _length(extent, "cy")
        for one in block.iter(f"{DRAWN}inline")
        for extent in one.findall(f"{DRAWN}extent")
    ]
    return max((_LINE, *inline))
