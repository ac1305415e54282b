"""Callouts: a tinted panel beside the page's matter, or the one frame that may leave the room."""

from dataclasses import dataclass, replace

from facilitate.document import Callout
from facilitate.write.pptx.flow import new_flow
from facilitate.write.pptx.geometry import Area
from facilitate.write.pptx.item import GAP, Item, Setting, draw_stack, stack_height
from facilitate.write.pptx.para import Para
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.side import Make, split_stack

INSET = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Item):
    """Items on a tint or in a frame, inset on all sides."""

    items: tuple[Item, ...]
    frame: bool

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return two panels."""
        parts = split_stack(self.items, room - 2 * INSET, hard=hard)
        if parts is None or not parts[1]:
            return None
        return self._of(parts[0]), self._of(parts[1])

    def resized(self, height: float) -> Item:
        """Return the panel higher, with its words at the top; never lower than they need."""
        return replace(self, height=max(height, stack_height(self.items) + 2 * INSET))

    def draw(self, pen: Pen, area: Area) -> str:
        """Return the ground and then the words on it."""
        box = Area(area.x, area.y, self.width, self.height)
        ground = (
            pen.rectangle(box, line="ink", line_pt=3.0)
            if self.frame
            else pen.rectangle(box, inside="tint")
        )
        inner = Area(box.x + INSET, box.y + INSET, box.width - 2 * INSET, box.height - 2 * INSET)
        return ground + draw_stack(self.items, pen, inner)

    def _of(self, items: tuple[Item, ...]) -> "Panel":
        return replace(self, items=items, height=stack_height(items) + 2 * INSET)


def panel_item(block: Callout, setting: Setting, make: Make) -> Item:
    """Return a callout; in a column it is as high as the column, so that edges meet."""
    inner = setting.within(setting.width - 2 * INSET, column=setting.column, panel=True)
    items = make(block.blocks, inner)
    if block.title:
        quiet = block.role == "panel"
        title = Para(
            runs=block.title,
            size=setting.scale.label if quiet else setting.scale.dense,
            ink="grey" if quiet else "ink",
            bold=not quiet,
            keep=True,
        )
        head = new_flow((title,), width=inner.width, font=setting.font, before=0.0)
        items = (head, *(replace(item, before=8.0) for item in items[:1]), *items[1:])
    return Panel(
        height=stack_height(items) + 2 * INSET,
        width=setting.width,
        before=GAP,
        items=items,
        frame=block.role == "frame",
        flexible=setting.column,
        follows=True,
    )
