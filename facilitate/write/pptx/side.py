"""Columns: blocks side by side, each fitted in its own width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from facilitate.document import Block, Columns
from facilitate.write.pptx.geometry import EPSILON, Area, columns_of
from facilitate.write.pptx.item import GAP, Item, Setting, draw_stack, fitted, stack_height
from facilitate.write.pptx.pen import Pen

GUTTER = 24.0
NARROW_GUTTER = 16.0
"""Between four columns and more."""

Make = Callable[[tuple[Block, ...], Setting], tuple[Item, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide(Item):
    """Stacks of items beside each other, as wide as given in `widths`."""

    stacks: tuple[tuple[Item, ...], ...]
    widths: tuple[float, ...]
    gutter: float

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return what fits of every column, and what is left of every column."""
        parts = [
            split_stack(stack, room, hard=hard) if stack else ((), ()) for stack in self.stacks
        ]
        heads = tuple(part[0] for part in parts if part is not None)
        tails = tuple(part[1] for part in parts if part is not None)
        if len(heads) < len(parts) or not any(tails) or not any(heads):
            return None
        return self._of(heads), self._of(tails)

    def resized(self, height: float) -> Item:
        """Return the columns with charts and panels stretched or pressed to this height."""
        return self._of(tuple(fitted(stack, height) for stack in self.stacks))

    def draw(self, pen: Pen, area: Area) -> str:
        """Return the columns from left to right."""
        drawn, x = "", area.x
        for stack, width in zip(self.stacks, self.widths, strict=True):
            drawn += draw_stack(stack, pen, Area(x, area.y, width, area.height))
            x += width + self.gutter
        return drawn

    def _of(self, stacks: tuple[tuple[Item, ...], ...]) -> "SideBySide":
        return replace(self, stacks=stacks, height=max(map(stack_height, stacks)))


def side_item(block: Columns, setting: Setting, make: Make) -> Item:
    """Return the columns of a block with the widths of its shares."""
    gutter = GUTTER if len(block.columns) < 4 else NARROW_GUTTER
    widths = columns_of(setting.width, block.shares, gutter)
    stacks = tuple(
        make(blocks, setting.within(width))
        for blocks, width in zip(block.columns, widths, strict=True)
    )
    tallest = max(map(stack_height, stacks))
    level = tuple(
        fitted(stack, tallest) if any(item.follows for item in stack) else stack for stack in stacks
    )
    return SideBySide(
        height=tallest,
        width=setting.width,
        before=GAP + 4,
        stacks=level,
        widths=widths,
        gutter=gutter,
        flexible=any(i.flexible and not i.follows for stack in stacks for i in stack),
    )


def split_stack(
    items: Sequence[Item], room: float, *, hard: bool = False
) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Return the items that fit into a height and the rest; None if not even a part does."""
    used = 0.0
    for number, item in enumerate(items):
        before = item.before if number else 0.0
        if item.new_slide and number:
            return tuple(items[:number]), (replace(item, new_slide=False), *items[number + 1 :])
        if used + before + item.height <= room + EPSILON:
            used += before + item.height
            continue
        parts = item.split(room - used - before, hard=hard and not number)
        if parts is not None:
            return (*items[:number], parts[0]), (parts[1], *items[number + 1 :])
        if not number:
            return None
        return tuple(items[:number]), tuple(items[number:])
    return tuple(items), ()
