"""The sizes of type on one slide, and the smaller ones tried when words do not fit."""

from dataclasses import dataclass
from functools import lru_cache

from facilitate.write.look import SlideType


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in points by what the text is."""

    body: float
    dense: float
    lead: float
    heading: float
    statement: float
    call: float
    table: float
    label: float
    clock: float
    hold: float


@lru_cache(maxsize=8)
def scales(slide: SlideType) -> tuple[Scale, ...]:
    """Return the sizes to try, largest first; none is under the look's floor."""
    floor = slide.body_floor
    middle = (slide.body + floor) / 2
    return (
        Scale(
            slide.body, slide.dense, slide.lead, slide.body, slide.statement, slide.call,
            slide.dense, slide.label, slide.clock, floor,
        ),
        Scale(
            middle, floor, slide.body, middle, slide.statement - 2, slide.call - 3, floor,
            slide.label, slide.clock, slide.label,
        ),
        Scale(
            floor, floor, middle, floor, slide.body, slide.body, slide.label, slide.label,
            slide.clock, slide.label,
        ),
    )  # fmt: skip
