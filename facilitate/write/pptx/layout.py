"""What stands on a slide: measured before it is drawn, split where sense allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Self

from facilitate.document import Block, Heading, Origin
from facilitate.structs import Struct, replace
from facilitate.write import BlockTable
from facilitate.write.base_file import Area
from facilitate.write.look import Look, SlideType
from facilitate.write.pptx.text import (
    Para,
    cut_at,
    height,
    last_cut,
    stack_height,
)
from facilitate.write.pptx.xml_writer import EPSILON, XmlWriter


class TypeScale(Struct):
    """Sizes in points by what the text is."""

    body: float
    dense: float
    lead: float
    statement: float
    call: float
    table: float
    label: float
    hold: float
    low: bool = False
    """Space and clock are small too: there is less room on a slide than on ours."""
    lean: bool = False
    """The clock and columns stand as words under each other, and rows touch: there is hardly any
    room."""
    bare: bool = False
    """A day says no rooms, which the break before them does. If lean too, what a slide also says
    above or below its matter is left out: the time to scale and in words, and why it is done."""


@lru_cache(maxsize=8)
def scales(slide: SlideType) -> tuple[TypeScale, ...]:
    """Return the sizes to try, largest first; none is under the look's floor."""
    floor = slide.body_floor
    middle = (slide.body + floor) / 2
    small = slide.label
    return (
        TypeScale(
            slide.body, slide.dense, slide.lead, slide.statement, slide.call, slide.dense, small,
            floor,
        ),
        TypeScale(
            middle, floor, slide.body, slide.statement - 2, slide.call - 3, floor, small, small
        ),
        TypeScale(
            floor, floor, middle, slide.body, slide.body, small, small, small, bare=True
        ),
    )  # fmt: skip


def may_grow(scale: TypeScale, slide: SlideType) -> bool:
    """Say whether few words may be larger than this: it is the first size that is tried."""
    first = scales(slide)[0]
    return replace(scale, statement=first.statement) == first


@lru_cache(maxsize=8)
def scales_with_less_room(slide: SlideType) -> tuple[TypeScale, ...]:
    """Return the sizes to try on slides of other people: after ours all in the look's least.

    Their art, titles and feet leave less room than ours, and what belongs to one exercise is
    rather read in the least size, without a large clock, and at last without what is said twice,
    than from two slides.
    """
    floor, small = slide.body_floor, slide.label
    least = TypeScale(small, small, floor, floor, floor, small, small, small, low=True, bare=True)
    lean = replace(least, lead=small, statement=small, call=small, lean=True, bare=False)
    return (*scales(slide), least, lean, replace(lean, bare=True))


GAP = 20.0
"""Space between two things that are not lines of one text."""

CLOSEST = 0.4
"""So much of the space between things stays where a slide has little room."""


class LayoutContext(Struct):
    """Where items are made: the look, the sizes of type tried now, and the width in points.

    `available_height` is that of an empty slide's content; `column` says that the width is one of
    several columns, `panel` that a tinted box is around.
    """

    look: Look
    scale: TypeScale
    width: float
    available_height: float
    language: str = "en-GB"
    column: bool = False
    panel: bool = False
    dark: bool = False

    def within(self, width: float, *, column: bool = True, panel: bool = False) -> "LayoutContext":
        """Return the context of a column or panel inside this one."""
        return replace(self, width=width, column=column, panel=self.panel or panel)

    @property
    def font(self) -> str:
        """Return the face that text is measured in."""
        return self.look.slide_font


_NOWHERE = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something of a known width and height in points.

    `flexible` items can be made higher or lower, each by its `weight`; `follows` ones only become
    as high as what stands beside them. `sinks` means that it stands at the foot of the slide if
    there is room; `before` is the space above, if anything is above. `what` it is called
    in faults.
    """

    what: ClassVar[str] = "chart"

    height: float
    width: float
    before: float = GAP
    origin: Origin = _NOWHERE
    flexible: bool = False
    weight: int = 1
    follows: bool = False
    sinks: bool = False
    new_slide: bool = False

    def split(self, available: float, *, hard: bool = False) -> tuple["Item", "Item"] | None:
        """Return a part that fits into this height and the rest, or None if there is no such.

        `hard` breaks within a sentence, where nothing better is left to do.
        """
        del available, hard
        return None

    def plainer(self) -> tuple["Item", ...]:
        """Return what it says in a form that can be split where this one can not; () if none."""
        return ()

    def resized(self, height: float) -> "Item":
        """Return the item as near to this height as it can be."""
        del height
        return self

    @property
    def inside(self) -> tuple["Item", ...]:
        """Return the items that stand in this one, in the order in which they are drawn."""
        return ()

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the item's shapes, its top left corner in the area's."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Item):
    """Rows of these heights under a `head`, at least as high as what stands `beside` them.

    A few rows spread, up to `most_air` times the height of the lowest.
    """

    most_air: ClassVar[float]

    rows: tuple[Any, ...]
    heights: tuple[float, ...]
    head: float = 0.0
    beside: float = 0.0

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many rows as fit, and the rest.

        A row that is too high by itself goes on in a row of its own, if `hard`.
        """
        count, used = 0, self.head
        while count < len(self.rows) and used + self.heights[count] <= available + EPSILON:
            used += self.heights[count]
            count += 1
        if self.beside > available:
            return None
        if 0 < count < len(self.rows):
            return self.part(0, count), self.part(count, len(self.rows))
        broken = self.broken(available - self.head) if hard and not count else None
        return (broken.part(0, 1), broken.part(1, len(broken.rows))) if broken else None

    def part(self, start: int, end: int) -> Self:
        """Return some of the rows, with the head above and what stands beside."""
        heights = self.heights[start:end]
        tall = max(self.head + sum(heights), self.beside)
        return replace(self, rows=self.rows[start:end], heights=heights, height=tall)

    def broken(self, available: float) -> Self | None:
        """Return all with the first row as two, the first of them of this height."""
        raise NotImplementedError

    def resized(self, height: float) -> Item:
        """Return the rows with more air, the lowest first, so that they come out even.

        They stay one thing, and none gets less than it has.
        """
        if not self.heights:
            return self
        most = max(*self.heights, self.most_air * min(self.heights))
        level = min(_level(self.heights, height - self.head), most)
        heights = tuple(max(tall, level) for tall in self.heights)
        return replace(self, heights=heights, height=max(self.head + sum(heights), self.height))


def _level(heights: Sequence[float], together: float) -> float:
    """Return up to which height low rows are raised so that all are so high `together`."""
    rest = together
    for left, tall in zip(range(len(heights), 0, -1), sorted(heights, reverse=True), strict=True):
        if tall * left <= rest:
            return rest / left
        rest -= tall
    return 0.0


class Break(Item):
    """Where a new slide starts; it is never drawn."""


def items_height(items: Sequence[Item]) -> float:
    """Return the height of items under each other."""
    return sum(item.height for item in items) + sum(item.before for item in items[1:])


def closer(items: tuple[Item, ...], available: float) -> tuple[Item, ...]:
    """Return items with less space between them, where they all fit into a height by that."""
    over = items_height(fitted(items, available)) - available
    space = sum(item.before for item in items[1:])
    if any(item.new_slide for item in items[1:]) or not 0 < over <= (1 - CLOSEST) * space:
        return items
    share = 1 - over / space
    return (items[0], *(replace(item, before=item.before * share) for item in items[1:]))


def fitted(items: Sequence[Item], available: float) -> tuple[Item, ...]:
    """Return the items with the flexible ones stretched or pressed into the height, if they can."""
    flexible = [number for number, item in enumerate(items) if item.flexible]
    if not flexible:
        return tuple(items)
    spare = (available - items_height(items)) / sum(items[number].weight for number in flexible)
    return tuple(
        item.resized(item.height + spare * item.weight) if number in flexible else item
        for number, item in enumerate(items)
    )


def draw_stack(items: Sequence[Item], xml: XmlWriter, area: Area) -> str:
    """Return the shapes of items under each other; the last one may sink to the foot."""
    drawn: list[str] = []
    y = area.y
    for number, item in enumerate(items):
        y += item.before if number else 0.0
        if item.sinks and number and number == len(items) - 1:
            y = max(y, area.bottom - item.height)
        drawn.append(item.draw(xml, Area(area.x, y, item.width, item.height)))
        y += item.height
    return "".join(drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Item):
    """Paragraphs in one text box; `ruled` draws the column head's line above."""

    what: ClassVar[str] = "text"

    paras: tuple[Para, ...]
    font: str
    ruled: bool = False

    def split(self, available: float, *, hard: bool = False) -> tuple["Flow", "Flow"] | None:
        """Return whole paragraphs that fit; a single one that is too high ends at a sentence."""
        available -= RULED if self.ruled else 0.0
        fits = count = _fitting(self.paras, self.width, self.font, available)
        while count and self.paras[count - 1].keep:
            count -= 1
        if count:
            head, tail = self.paras[:count], self.paras[count:]
            return self._of(head), self._of(tail, ruled=False)
        if fits == len(self.paras):
            return None
        # Headings alone end no slide: a part of what follows them stands with them.
        heads, first = self.paras[:fits], self.paras[fits]
        used = stack_height(heads, self.width, self.font) + (first.before if heads else 0.0)
        room = available - used
        cut = last_cut(first, lambda part: height(part, self.width, self.font) > room, hard=hard)
        if cut is None:
            return None
        broken = cut_at(first, cut)
        rest = (broken[1], *self.paras[fits + 1 :])
        return self._of((*heads, broken[0])), self._of(rest, ruled=False)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the text, in the layout's placeholder if one is free."""
        if not self.ruled:
            return xml.text(area, self.paras, seat=True)
        box = Area(area.x, area.y + RULED, area.width, area.height - RULED)
        line = xml.rule(Area(area.x, area.y + 1.25, area.width, 0), ink="ink", line_pt=2.5)
        return line + xml.text(box, self.paras, seat=True)

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


def _fitting(paras: tuple[Para, ...], width: float, font: str, available: float) -> int:
    used = 0.0
    for number, para in enumerate(paras):
        used += height(para, width, font) + (para.before if number else 0.0)
        if used > available + EPSILON:
            return number
    return len(paras)


STEP = 22.0
"""Indent of one level of a list, in points."""

Made = Para | Item

pptx_block: BlockTable[[LayoutContext], Made | Iterator[Made]] = BlockTable("pptx-block")
"""Enters a function that makes what one kind of block needs on a slide."""


def items_of(blocks: tuple[Block, ...], context: LayoutContext) -> tuple[Item, ...]:
    """Return the items of blocks in order; words that follow each other share one box."""
    return tuple(_joined(made_of(blocks, context), blocks, context))


def made_of(blocks: tuple[Block, ...], context: LayoutContext) -> Iterator[Made]:
    """Yield paragraphs and items of blocks in order; items know where their block stands."""
    for block in blocks:
        made = pptx_block.function_for(type(block))(block, context)
        for part in (made,) if isinstance(made, Para | Item) else made:
            places = isinstance(part, Item) and block.origin.line
            yield replace(part, origin=block.origin) if places else part


def _joined(
    made: Iterator[Made], blocks: tuple[Block, ...], context: LayoutContext
) -> Iterator[Item]:
    """Yield items, neighbouring paragraphs as one text; a lead keeps its distance below."""
    waiting: list[Para] = []
    ruled = context.column and not context.panel and bool(blocks) and isinstance(blocks[0], Heading)
    breaks = False
    for part in made:
        if isinstance(part, Para):
            waiting.append(part)
            continue
        if waiting:
            yield _text(waiting, context, ruled=ruled, new_slide=breaks)
            waiting, ruled, breaks = [], False, False
        if isinstance(part, Break):
            breaks = True
            continue
        yield replace(part, new_slide=True) if breaks else part
        breaks = False
    if waiting:
        yield _text(waiting, context, ruled=ruled, new_slide=breaks)


def _text(paras: list[Para], context: LayoutContext, *, ruled: bool, new_slide: bool) -> Flow:
    made = new_flow(tuple(paras), width=context.width, font=context.font, before=GAP, ruled=ruled)
    return replace(made, new_slide=new_slide)
