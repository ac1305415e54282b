"""A slide before it is a part, and what all slides of a document share."""

from dataclasses import dataclass

from facilitate.faults import Fault
from facilitate.write.pptx.layouts import Role
from facilitate.write.pptx.linked import Linked


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide before it is a part: its shapes, what they point to, its notes."""

    role: Role
    shapes: str
    links: tuple[Linked, ...]
    notes: tuple[str, ...]


Made = tuple[Slide, tuple[Fault, ...]]
"""A slide, and what could not be shown as asked on it."""


@dataclass(frozen=True, slots=True)
class Show:
    """What every slide of a document shares: its language, and whether it says SAMPLE."""

    language: str
    sample: bool
