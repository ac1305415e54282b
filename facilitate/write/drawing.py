"""One neutral drawing for each chart, in millimetres: SVG for PDF and HTML, shapes in Office.

The origin is the top left corner; x grows to the right and y downwards.
"""

from dataclasses import dataclass
from typing import Literal

from facilitate.charts import Mark

Ink = Literal[
    "ink", "grey", "mid", "rule", "centre", "tint", "doctor", "manager", "bridge", "white", "none"
]
"""A colour by its part in the look; the writer looks up the hex value."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `line_pt` 0 draws no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink = "none"
    line: Ink = "none"
    line_pt: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from (x, y) to (x2, y2)."""

    x: float
    y: float
    x2: float
    y2: float
    ink: Ink = "mid"
    line_pt: float = 0.75
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dotted:
    """A role's mark centred on (x, y); `open` ones (earlier results) are white inside."""

    x: float
    y: float
    size: float
    mark: Mark
    open: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; (x, y) is its anchor on the baseline. `width` is its measured width."""

    x: float
    y: float
    text: str
    size_pt: float
    anchor: Literal["start", "middle", "end"] = "start"
    ink: Ink = "ink"
    bold: bool = False
    width: float = 0.0


Shape = Box | Line | Dotted | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in painting order on a ground of this size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
