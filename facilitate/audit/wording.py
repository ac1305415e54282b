"""Sentences of findings: questions for the room, and why something is not shown. Plain words."""

from collections.abc import Sequence

from facilitate.audit.findings import Label
from facilitate.model.questions import Dimension, StockTakeItem

NOT_SHARED = "This page shows the group's results."
"""All that a pair's page says, whatever the reason: a partner cannot tell one from another."""

ASK: dict[str, str] = {
    "shared strength": "What makes this work, and where else could you use it?",
    "strength": "What makes this work here, and who else could use it?",
    "worth working on": "What is one thing that would make this better within a month?",
    "seen differently": "What does each of you see that the other does not?",
    "middle ground": "What would move this up by one step?",
    "mixed": "When does this go well, and when does it not?",
}


def question_for(
    label: Label | str, dimension: Dimension, telling: StockTakeItem | None = None
) -> str:
    """Return one open question: the telling item's own, the dimension's, or the label's."""
    if telling is not None and telling.question:
        return telling.question
    return dimension.question or ASK.get(label, ASK["mixed"])


TELLS_TOO_MUCH = "Beside what was shown before, it would tell too much."


def number_needed(minimum: int) -> str:
    """Return what would help a group that is too small to be shown."""
    return f"It is shown once at least {minimum} people have answered."


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
