"""Columns side by side, and callouts: a tinted panel or a frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from facilitate.document import Block, Callout, Columns, Image, List, Paragraph, Table
from facilitate.structs import replace
from facilitate.write.base_file import Area
from facilitate.write.measure import widened
from facilitate.write.pptx.layout import (
    GAP,
    Flow,
    Item,
    LayoutContext,
    draw_stack,
    fitted,
    flow,
    items_height,
    items_of,
    may_grow,
    new_flow,
    pptx_block,
)
from facilitate.write.pptx.tables import Grid
from facilitate.write.pptx.text import Para, longest_word
from facilitate.write.pptx.xml_writer import EPSILON, XmlWriter

GUTTER = 24.0
NARROW_GUTTER = 16.0
"""Between four columns and more."""

FEW_WORDS, LARGE = 0.7, 0.9
"""Columns of a few words that fill less of a slide than this are set larger, up to so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide(Item):
    """Stacks of items beside each other, as wide as given in `widths`."""

    what: ClassVar[str] = "columns"

    stacks: tuple[tuple[Item, ...], ...]
    widths: tuple[float, ...]
    gutter: float

    @property
    def inside(self) -> tuple[Item, ...]:
        """Return what stands in the columns."""
        return tuple(item for stack in self.stacks for item in stack)

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return what fits of every column, and what is left of every column under its head.

        What is left of a single one has the whole width.
        """
        parts = [
            split_stack(stack, available, hard=hard) if stack else ((), ()) for stack in self.stacks
        ]
        heads = tuple(part[0] for part in parts if part is not None)
        tails = tuple(part[1] for part in parts if part is not None)
        if len(heads) < len(parts) or not any(tails) or not any(heads):
            return None
        rest = tuple(map(_headed, heads, tails))
        left = [stack for stack in rest if stack]
        if len(left) == 1 and all(isinstance(item, Flow) for item in left[0]):
            wide = tuple(
                flow(item.paras, replace(item, width=self.width), ruled=item.ruled)
                for item in left[0]
                if isinstance(item, Flow)
            )
            return self._of(heads), replace(self, widths=(self.width,), stacks=())._of((wide,))
        return self._of(heads), self._of(rest)

    def plainer(self) -> tuple[Item, ...]:
        """Return what stands in the columns under each other."""
        return self.inside

    def resized(self, height: float) -> Item:
        """Return the columns with charts and panels stretched or pressed to this height."""
        return self._of(tuple(fitted(stack, height) for stack in self.stacks))

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the columns from left to right."""
        drawn, x = "", area.x
        others = xml.seats
        xml.seats = others if xml.beside is None else xml.beside
        for stack, width in zip(self.stacks, self.widths, strict=True):
            drawn += draw_stack(stack, xml, Area(x, area.y, width, area.height))
            x += width + self.gutter
        xml.seats = others
        return drawn

    def _of(self, stacks: tuple[tuple[Item, ...], ...]) -> "SideBySide":
        return replace(self, stacks=stacks, height=max(map(items_height, stacks)))


def _headed(shown: tuple[Item, ...], rest: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the rest of a column with the column's head over it again, if it is all text."""
    first, after = (stack[0] if stack else None for stack in (shown, rest))
    if not isinstance(first, Flow) or not isinstance(after, Flow) or not first.paras[0].keep:
        return rest
    paras = (first.paras[0], *after.paras)
    return (flow(paras, replace(after, before=first.before), ruled=first.ruled), *rest[1:])


@pptx_block
def side_items(block: Columns, context: LayoutContext) -> Iterator[Item]:
    """Yield the columns of a block with the widths of its shares.

    Where their words are too wide to stand side by side, or a slide has hardly any room, they
    stand under each other.
    """
    gutter = GUTTER if len(block.columns) < 4 else NARROW_GUTTER
    widths = tuple(block.widths(context.width, gutter))
    context, stacks = _roomy(block, context, widths)
    words = [_longest_word(stack, width) for stack, width in zip(stacks, widths, strict=True)]
    if sum(words) > sum(widths) or context.scale.lean:
        yield from items_of(tuple(part for blocks in block.columns for part in blocks), context)
        return
    wide_enough = widened(widths, words)
    if wide_enough != widths:
        widths, stacks = wide_enough, _stacks(block, context, wide_enough)
    tallest = max(map(items_height, stacks))
    level = tuple(
        fitted(stack, tallest) if any(item.follows for item in stack) else stack for stack in stacks
    )
    yield SideBySide(
        height=tallest,
        width=context.width,
        before=GAP + 4,
        stacks=level,
        widths=widths,
        gutter=gutter,
        flexible=any(i.flexible and not i.follows for stack in stacks for i in stack),
    )


def words_and_picture(blocks: tuple[Block, ...], context: LayoutContext) -> tuple[Item, ...]:
    """Return a slide's items; a picture pressed below words stands beside them.

    Columns and a table know what the words around them leave of the slide: they may be larger.
    """
    room = context.available_height
    large = [one for one in blocks if isinstance(one, Columns | Table)]
    around = items_of(tuple(one for one in blocks if one not in large), context) if large else ()
    if around and len(large) == 1 and all(isinstance(item, Flow) for item in around):
        context = replace(context, available_height=room - items_height(around) - GAP)
    items = items_of(blocks, context)
    words, last = blocks[:-1], blocks[-1:]
    texts = all(isinstance(one, Paragraph | List) for one in words)
    if not (words and texts and isinstance(last[0], Image)) or items_height(items) <= room:
        return items
    sides = items_of((Columns(columns=(words, last), shares=(1, 1)),), context)
    return sides if items_height(sides) <= room else items


def _roomy(
    block: Columns, context: LayoutContext, widths: Sequence[float]
) -> tuple[LayoutContext, tuple[tuple[Item, ...], ...]]:
    """Return the largest type in which columns of few words leave air below, and their stacks.

    What is no text, as a table, keeps its size, and so does the dark page's small type.
    """
    stacks = _stacks(block, context, widths)
    if context.dark or context.column or not may_grow(context.scale, context.look.slide):
        return context, stacks
    texts = all(isinstance(item, Flow) for stack in stacks for item in stack)
    if not texts or max(map(items_height, stacks)) > FEW_WORDS * context.available_height:
        return context, stacks
    slide = context.look.slide
    for size in (slide.call, slide.lead, slide.body):
        larger = replace(context, scale=replace(context.scale, dense=size))
        tried = _stacks(block, larger, widths)
        if max(map(items_height, tried)) <= LARGE * context.available_height:
            return larger, tried
    return context, stacks


def _stacks(
    block: Columns, context: LayoutContext, widths: Sequence[float]
) -> tuple[tuple[Item, ...], ...]:
    return tuple(
        items_of(blocks, context.within(width))
        for blocks, width in zip(block.columns, widths, strict=True)
    )


def _longest_word(items: Sequence[Item], width: float) -> float:
    """Return the width that a column needs so that no word is broken, in a wider face neither."""
    inside = [item for one in items for item in (one.items if isinstance(one, Panel) else (one,))]
    words = (
        longest_word(para, item.font) + para.indent + width - item.width
        for item in inside
        if isinstance(item, Flow)
        for para in item.paras
    )
    tables = (item.least + width - item.width for item in inside if isinstance(item, Grid))
    return max((*words, *tables), default=0.0)


def split_stack(
    items: Sequence[Item], available: float, *, hard: bool = False
) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Return the items that fit into a height and the rest; None if not even a part does."""
    used = 0.0
    for number, item in enumerate(items):
        before = item.before if number else 0.0
        if item.new_slide and number:
            return tuple(items[:number]), (replace(item, new_slide=False), *items[number + 1 :])
        if used + before + item.height <= available + EPSILON:
            used += before + item.height
            continue
        parts = item.split(available - used - before, hard=hard and not number)
        if parts is not None:
            return (*items[:number], parts[0]), (parts[1], *items[number + 1 :])
        if not number:
            return None
        return tuple(items[:number]), tuple(items[number:])
    return tuple(items), ()


INSET = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Item):
    """Items on a tint or in a frame, inset on all sides."""

    items: tuple[Item, ...]
    frame: bool

    @property
    def inside(self) -> tuple[Item, ...]:
        """Return what stands on the panel."""
        return self.items

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return two panels."""
        parts = split_stack(self.items, available - 2 * INSET, hard=hard)
        if parts is None or not parts[1]:
            return None
        return self._of(parts[0]), self._of(parts[1])

    def plainer(self) -> tuple[Item, ...]:
        """Return what stands on the panel without its ground."""
        return self.items

    def resized(self, height: float) -> Item:
        """Return the panel higher, with its words at the top; never lower than they need."""
        return replace(self, height=max(height, items_height(self.items) + 2 * INSET))

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the ground and then the words on it."""
        box = Area(area.x, area.y, self.width, self.height)
        ground = (
            xml.rectangle(box, line="ink", line_pt=3.0)
            if self.frame
            else xml.rectangle(box, inside="tint")
        )
        inner = Area(box.x + INSET, box.y + INSET, box.width - 2 * INSET, box.height - 2 * INSET)
        return ground + draw_stack(self.items, xml, inner)

    def _of(self, items: tuple[Item, ...]) -> "Panel":
        return replace(self, items=items, height=items_height(items) + 2 * INSET)


@pptx_block
def panel_item(block: Callout, context: LayoutContext) -> Item:
    """Return a callout; in a column it is as high as the column, so that edges meet."""
    inner = context.within(context.width - 2 * INSET, column=context.column, panel=True)
    items = items_of(block.blocks, inner)
    if block.title:
        quiet = block.role == "panel"
        title = Para(
            runs=block.title,
            size=context.scale.label if quiet else context.scale.dense,
            ink="grey" if quiet else "ink",
            bold=not quiet,
            keep=True,
        )
        head = new_flow((title,), width=inner.width, font=context.font, before=0.0)
        items = (head, *(replace(item, before=8.0) for item in items[:1]), *items[1:])
    return Panel(
        height=items_height(items) + 2 * INSET,
        width=context.width,
        before=GAP,
        items=items,
        frame=block.role == "frame",
        flexible=context.column,
        follows=True,
    )
