"""Figures for tests, made by the two rules themselves, and changes described by what they show."""

from typing import Any

from facilitate.audit.disclosure import cleared, total
from facilitate.audit.findings import GroupChange
from facilitate.audit.sharing import _share
from facilitate.figures import Published, Shared
from facilitate.recipient import GROUP, Recipient

A_PAIR = Recipient("pair", "crisis")
NUMBERS = ("then", "now", "change", "up", "same", "down")


def published(value: float, n: int = 16) -> Published:
    """Return a group's figure of so many people, cleared by the disclosure test."""
    people = [f"person {number}" for number in range(n)]
    return cleared([total("everyone", "wave", people)], minimum=3).published("everyone", value)


def shared(value: float, of: Recipient = A_PAIR) -> Shared:
    """Return a pair's or person's figure; the rule that shares it has tests of its own."""
    return _share(value, of=of)


def group_change(**says: Any) -> GroupChange:
    """Return how the group moved on a theme, with the numbers that are given published."""
    told: dict[str, Any] = {
        "id": "x",
        "wave": "repeat",
        "subject": GROUP,
        "readers": frozenset({GROUP}),
        "n": 14,
        "asked": 16,
        "method": "",
        "dimension": "trust",
        "name": "Trust",
        **dict.fromkeys(NUMBERS),
        "sentence": "",
        **says,
    }
    for name in NUMBERS:
        told[name] = None if told[name] is None else published(told[name], told["n"])
    return GroupChange(**told)
