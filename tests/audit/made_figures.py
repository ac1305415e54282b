"""Figures for tests, made by the two rules themselves, and changes described by what they show."""

from typing import Any

from facilitate.audit.disclosure import cleared, total
from facilitate.audit.sharing import _share
from facilitate.figures import Published, Shared
from facilitate.recipient import Recipient

A_PAIR = Recipient("pair", "crisis")


def published(value: float, n: int = 16) -> Published:
    """Return a group's figure of so many people, cleared by the disclosure test."""
    people = [f"person {number}" for number in range(n)]
    return cleared([total("everyone", "wave", people)], minimum=3).published("everyone", value)


def shared(value: float, of: Recipient = A_PAIR) -> Shared:
    """Return a pair's or person's figure; the rule that shares it has tests of its own."""
    return _share(value, of=of)


def change_of(**says: Any) -> dict[str, Any]:
    """Return the parts of a change with its numbers published."""
    n, told = says["n"], dict(says)
    for name in ("then", "now", "change", "up", "same", "down"):
        told[name] = None if told.get(name) is None else published(told[name], n)
    return told
