"""Sense: one rule, one function, yielding faults with places.

To add a rule, write a function with `@rule` in the module of its subject.
"""

from facilitate.check import (
    balance,
    instrument,
    people,
    protection,
    references,
    themes,
    timing,
    year,
)
from facilitate.check.rules import RULES, Scene, rule
from facilitate.faults import Fault
from facilitate.load.validate import placed

__all__ = [
    "RULES",
    "Scene",
    "balance",
    "check",
    "instrument",
    "people",
    "protection",
    "references",
    "rule",
    "themes",
    "timing",
    "year",
]


def check(scene: Scene) -> tuple[Fault, ...]:
    """Return every fault of sense, each with its place, in the order of the rules."""
    found = [fault for one in RULES for fault in one(scene)]
    return tuple(placed(found, scene.plan.sources))
