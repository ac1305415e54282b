"""What stands on a slide: measured before it is drawn, split where sense allows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitate.document import Origin
from facilitate.faults import Place
from facilitate.write.look import Look
from facilitate.write.pptx.geometry import Area
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.scale import Scale

GAP = 20.0
"""Space between two things that are not lines of one text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where items are made: the look, the sizes of type tried now, and the width in points.

    `room` is the height of an empty slide's content; `column` says that the width is one of
    several columns, `panel` that a tinted box is around.
    """

    look: Look
    scale: Scale
    width: float
    room: float
    language: str = "en-GB"
    column: bool = False
    panel: bool = False
    dark: bool = False

    def within(self, width: float, *, column: bool = True, panel: bool = False) -> "Setting":
        """Return the setting of a column or panel inside this one."""
        return replace(self, width=width, column=column, panel=self.panel or panel)

    @property
    def font(self) -> str:
        """Return the face that text is measured in."""
        return self.look.slide_font

    def word(self, key: str, otherwise: str) -> str:
        """Return one of the language's fixed words."""
        return self.look.words.get(key, otherwise)


_NOWHERE = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something of a known width and height in points.

    `flexible` items can be made higher or lower; `follows` ones only become as high as what
    stands beside them. `sinks` means that it stands at the foot of the
    slide if there is room; `before` is the space above, if anything is above.
    """

    height: float
    width: float
    before: float = GAP
    origin: Origin = _NOWHERE
    flexible: bool = False
    follows: bool = False
    sinks: bool = False
    new_slide: bool = False

    def split(self, room: float, *, hard: bool = False) -> tuple["Item", "Item"] | None:
        """Return a part that fits into this height and the rest, or None if there is no such.

        `hard` breaks within a sentence, where nothing better is left to do.
        """
        del room, hard
        return None

    def resized(self, height: float) -> "Item":
        """Return the item as near to this height as it can be."""
        del height
        return self

    def draw(self, pen: Pen, area: Area) -> str:
        """Return the item's shapes, its top left corner in the area's."""
        raise NotImplementedError


def stack_height(items: Sequence[Item]) -> float:
    """Return the height of items under each other."""
    return sum(item.height for item in items) + sum(item.before for item in items[1:])


def fitted(items: Sequence[Item], room: float) -> tuple[Item, ...]:
    """Return the items with the flexible ones stretched or pressed into the height, if they can."""
    flexible = [number for number, item in enumerate(items) if item.flexible]
    if not flexible:
        return tuple(items)
    spare = (room - stack_height(items)) / len(flexible)
    return tuple(
        item.resized(item.height + spare) if number in flexible else item
        for number, item in enumerate(items)
    )


def draw_stack(items: Sequence[Item], pen: Pen, area: Area) -> str:
    """Return the shapes of items under each other; the last one may sink to the foot."""
    drawn: list[str] = []
    y = area.y
    for number, item in enumerate(items):
        y += item.before if number else 0.0
        if item.sinks and number and number == len(items) - 1:
            y = max(y, area.bottom - item.height)
        drawn.append(item.draw(pen, Area(area.x, y, item.width, item.height)))
        y += item.height
    return "".join(drawn)


def place_of(origin: Origin) -> Place | None:
    """Return where a template stands, if the block knows."""
    return Place(origin.template, origin.line or None) if origin.template else None
