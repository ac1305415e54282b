"""A section to slides: the largest type that fits, then more slides, then a fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from facilitate.document import Section
from facilitate.faults import Fault
from facilitate.write.pptx.flow import Flow
from facilitate.write.pptx.geometry import EPSILON
from facilitate.write.pptx.item import Item, Setting, fitted, place_of, stack_height
from facilitate.write.pptx.scale import scales
from facilitate.write.pptx.side import split_stack

_MOST_SLIDES = 60
"""A section that needs more slides than this is not a section; it stops a runaway split."""


Make = Callable[[Setting], tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Fit:
    """The items of each slide of a section, and what could not be placed as it should."""

    slides: tuple[tuple[Item, ...], ...]
    faults: tuple[Fault, ...] = ()


def fit(make: Make, setting: Setting, section: Section, *, later: Callable[[], float]) -> Fit:
    """Return the slides of a section whose first slide has `setting.room` points of height.

    `make` gives the items in a size of type; `later` is the room of continued slides. The
    largest size of type with the fewest slides wins.
    """
    best: Fit | None = None
    for scale in scales(setting.look.slide):
        items = make(replace(setting, scale=scale))
        found = _packed(items, setting.room, later, section)
        if best is None or _badness(found) < _badness(best):
            best = found
        if len(best.slides) == 1 and not best.faults:
            break
    return best or Fit(((),))


def _badness(found: Fit) -> tuple[int, int]:
    return len(found.faults), len(found.slides)


def _packed(
    items: tuple[Item, ...], room: float, rest: Callable[[], float], section: Section
) -> Fit:
    """Return items on as few slides as they need, about equally full."""
    breaks = any(item.new_slide for item in items[1:])
    pressed = fitted(items, room)
    if not breaks and stack_height(pressed) <= room + EPSILON:
        return Fit((pressed,))
    later = rest()
    first = _greedy(items, room, later, section)
    if first.faults or breaks or len(first.slides) < 2:
        return _stretched(first, room, later)
    return _stretched(_even(items, first, room, later, section), room, later)


def _even(items: tuple[Item, ...], first: Fit, room: float, later: float, section: Section) -> Fit:
    """Return the same number of slides with the last one no emptier than it must be."""
    low, high, best = 0.4, 1.0, first
    for _ in range(5):
        share = (low + high) / 2
        found = _greedy(items, room * share, later * share, section)
        if not found.faults and len(found.slides) == len(first.slides):
            best, high = found, share
        else:
            low = share
    return best


def _greedy(items: tuple[Item, ...], room: float, later: float, section: Section) -> Fit:
    slides: list[tuple[Item, ...]] = []
    faults: list[Fault] = []
    left: tuple[Item, ...] = items
    height = room
    while left and len(slides) < _MOST_SLIDES:
        parts = split_stack(left, height)
        if parts is None:
            pressed = left[0].resized(height)
            parts = (pressed,), left[1:]
            if pressed.height > height + EPSILON:
                faults.append(_too_high(left[0], section))
                parts = split_stack(left, height, hard=True) or parts
        elif parts[1] and parts[0] and _hangs(parts[0][-1]) and len(parts[0]) > 1:
            parts = parts[0][:-1], (parts[0][-1], *parts[1])
        slides.append(parts[0])
        left, height = parts[1], later
    return Fit(tuple(slides) or ((),), tuple(dict.fromkeys(faults)))


def _hangs(item: Item) -> bool:
    """Say whether the item ends with a heading or a label whose matter comes next."""
    return isinstance(item, Flow) and item.paras[-1].keep


def _stretched(found: Fit, room: float, later: float) -> Fit:
    """Return the slides with charts filling what is left, as on a single slide."""
    return Fit(
        tuple(
            _grown(items, later if number else room) for number, items in enumerate(found.slides)
        ),
        found.faults,
    )


def _grown(items: Sequence[Item], room: float) -> tuple[Item, ...]:
    grown = fitted(items, room)
    return grown if stack_height(grown) <= room + EPSILON else tuple(items)


def _too_high(item: Item, section: Section) -> Fault:
    """Return the fault that something does not fit on a slide of its own."""
    origin = item.origin
    if isinstance(item, Flow):
        origin = item.paras[0].origin
    origin = origin if origin.line else section.origin
    return Fault(
        code="M302",
        message=f"This does not fit on a slide, even on one of its own ({_kind(item)}).",
        hint="Shorten it, or break it into sentences, rows or steps that can stand on two slides.",
        place=place_of(origin),
    )


def _kind(item: Item) -> str:
    names = {"Flow": "text", "Grid": "table", "StepList": "steps", "SideBySide": "columns"}
    return names.get(type(item).__name__, "chart")
