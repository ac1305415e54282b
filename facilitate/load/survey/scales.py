"""Answer scales: which label is which number, and what counts as no answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitate.load.survey.wording import compared

NO_ANSWER = (
    *("Not applicable", "N/A", "NA", "Don't know", "Do not know", "Prefer not to say"),
    *("Prefer not to answer", "No answer", "Not answered"),
)
"""Labels that are no answer, never the midpoint; an empty cell is none either."""

_MIDDLE = ("Neither agree nor disagree", "Neutral", "Neither agree or disagree", "Neither")
_LOWEST = ("Strongly disagree", "Disagree strongly")
_HIGHEST = ("Strongly agree", "Agree strongly")

SCALES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "agree-5": (_LOWEST, ("Disagree",), _MIDDLE, ("Agree",), _HIGHEST),
    "agree-7": (
        _LOWEST,
        ("Disagree",),
        ("Somewhat disagree", "Slightly disagree"),
        _MIDDLE,
        ("Somewhat agree", "Slightly agree"),
        ("Agree",),
        _HIGHEST,
    ),
    "frequency-5": (("Never",), ("Rarely",), ("Sometimes",), ("Often",), ("Always",)),
    "satisfaction-5": (
        ("Very dissatisfied",),
        ("Dissatisfied",),
        ("Neither satisfied nor dissatisfied", "Neutral"),
        ("Satisfied",),
        ("Very satisfied",),
    ),
}
"""Each scale's labels from its lowest step to its highest, with the other ways to say a step."""

TRUE_FALSE = {"False": 0, "True": 1, "No": 0, "Yes": 1}

_NUMBER = re.compile(r"(-?\d{1,6})(?:\.0+)?")
_NUMBER_AND_LABEL = re.compile(r"(-?\d{1,6})\s*[-.:)=]\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says on a scale: a number, no answer (None), or a reason why it says neither."""

    number: int | None = None
    problem: Literal["", "unknown", "outside", "contradicts"] = ""


class Labels:
    """One scale's labels as numbers, ready to read many cells."""

    def __init__(self, labels: Mapping[str, int], no_answer: Sequence[str]) -> None:
        self._numbers = {compared(label): number for label, number in labels.items()}
        self._steps = frozenset(labels.values())
        self._no_answer = frozenset(map(compared, no_answer)) | {""}
        self._read: dict[str, Reading] = {}

    def reading(self, cell: str) -> Reading:
        """Return what a cell says: a label, `4`, `4 - Agree`, `4. agree`, or no answer."""
        found = self._read.get(cell)
        if found is None:
            found = self._read[cell] = self._reading(compared(cell))
        return found

    def _reading(self, text: str) -> Reading:
        if text in self._numbers:
            return Reading(self._numbers[text])
        if text in self._no_answer:
            return Reading()
        plain = _NUMBER.fullmatch(text)
        if plain:
            number = int(plain[1])
            return Reading(number) if number in self._steps else Reading(problem="outside")
        both = _NUMBER_AND_LABEL.fullmatch(text)
        if both and both[2] in self._numbers:
            number = int(both[1])
            if self._numbers[both[2]] == number:
                return Reading(number)
            return Reading(problem="contradicts")
        return Reading(problem="unknown")


def numbered(steps: Sequence[Sequence[str]], low: int) -> dict[str, int]:
    """Return every label of a scale with its number, counted from `low`."""
    return {label: low + number for number, step in enumerate(steps) for label in step}


def candidates(
    low: int | None, high: int | None, labels: Sequence[str]
) -> tuple[tuple[str, dict[str, int]], ...]:
    """Return the scales that a column may be on, by name, likeliest first.

    `low`, `high` and `labels` are the questionnaire's own; without them every scale may be meant.
    """
    if low is None or high is None:
        return tuple((name, numbered(steps, 1)) for name, steps in SCALES.items())
    fitting = [
        (name, numbered(steps, low))
        for name, steps in SCALES.items()
        if len(steps) == high - low + 1
    ]
    if len(labels) != high - low + 1:
        return (*fitting, numbers(low, high))
    own = {label: low + number for number, label in enumerate(labels)}
    own_compared = {compared(label): number for label, number in own.items()}
    for name, known in fitting:
        known_compared = {compared(label): number for label, number in known.items()}
        if own_compared.items() <= known_compared.items():
            return ((name, known),)
    return (("own", own), *fitting)


def numbers(low: int, high: int) -> tuple[str, dict[str, int]]:
    """Return the scale whose labels are its numbers."""
    return f"numbers-{low}-{high}", {str(step): step for step in range(low, high + 1)}


def codes(low: int, high: int) -> tuple[str, dict[str, int]]:
    """Return the scale of answer codes A1, A2, ... as LimeSurvey gives them."""
    return "codes", {f"A{step - low + 1}": step for step in range(low, high + 1)}
