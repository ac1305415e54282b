"""Running text: headings, paragraphs and lists in one box, split between lines of thought."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitate.write.pptx.geometry import EPSILON, Area
from facilitate.write.pptx.item import Item
from facilitate.write.pptx.para import Para, height, joined, sentences, stack_height, words
from facilitate.write.pptx.pen import Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Item):
    """Paragraphs in one text box; `ruled` draws the column head's line above."""

    paras: tuple[Para, ...]
    font: str
    ruled: bool = False

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return whole paragraphs that fit; a single one that is too high ends at a sentence."""
        room -= RULED if self.ruled else 0.0
        count = _fitting(self.paras, self.width, self.font, room)
        while count and self.paras[count - 1].keep:
            count -= 1
        if count:
            head, tail = self.paras[:count], self.paras[count:]
            return self._of(head), self._of(tail, ruled=False)
        parts = words(self.paras[0]) if hard else sentences(self.paras[0])
        broken = _broken(parts, self.width, self.font, room)
        if broken is None:
            return None
        return self._of((broken[0],)), self._of((broken[1], *self.paras[1:]), ruled=False)

    def draw(self, pen: Pen, area: Area) -> str:
        """Return the text, in the layout's placeholder if one is free."""
        if not self.ruled:
            return pen.text(area, self.paras, seat=True)
        box = Area(area.x, area.y + RULED, area.width, area.height - RULED)
        line = pen.rule(Area(area.x, area.y + 1.25, area.width, 0), ink="ink", line_pt=2.5)
        return line + pen.text(box, self.paras, seat=True)

    def _of(self, paras: Sequence[Para], *, ruled: bool | None = None) -> "Flow":
        keeps = self.ruled if ruled is None else ruled
        return flow(tuple(paras), self, ruled=keeps)


RULED = 12.0
"""Height of the line over a column's head, with the space to the head."""


def flow(paras: tuple[Para, ...], like: Flow, *, ruled: bool = False) -> Flow:
    """Return other paragraphs in the same width."""
    tall = stack_height(paras, like.width, like.font) + (RULED if ruled else 0.0)
    return replace(like, paras=paras, height=tall, ruled=ruled)


def new_flow(
    paras: tuple[Para, ...], *, width: float, font: str, before: float, ruled: bool = False
) -> Flow:
    """Return paragraphs as an item of this width."""
    tall = stack_height(paras, width, font) + (RULED if ruled else 0.0)
    return Flow(paras=paras, font=font, width=width, height=tall, before=before, ruled=ruled)


def _broken(
    parts: tuple[Para, ...], width: float, font: str, room: float
) -> tuple[Para, Para] | None:
    """Return as many parts of a paragraph as fit, and the rest; None if not even one does."""

    def too_high(count: int) -> bool:
        return height(joined(parts[:count]), width, font) > room

    count = bisect_left(range(1, len(parts)), True, key=too_high)
    return (joined(parts[:count]), joined(parts[count:])) if count else None


def _fitting(paras: tuple[Para, ...], width: float, font: str, room: float) -> int:
    used = 0.0
    for number, para in enumerate(paras):
        used += height(para, width, font) + (para.before if number else 0.0)
        if used > room + EPSILON:
            return number
    return len(paras)
