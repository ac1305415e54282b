"""Measures that the group owns, in words and as bars."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from facilitate.charts import Bars, Series
from facilitate.compose.wording import Wording
from facilitate.model import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """A measure that the group owns; figures and dates are words, empty if not known.

    `result` is `met`, `partly` (better than at the start, short of the aim) or `not met`; empty
    without an aim or a second count.
    """

    measure: str
    unit: str
    direction: str
    baseline: str
    aim: str
    repeat: str
    result: str
    source: str
    date: str
    repeat_date: str
    sentence: str
    bars: Bars
    bars_alt: str


def outcome_view(outcome: Outcome, wording: Wording) -> OutcomeView:
    """Return a measure with its figures and dates in words."""

    def words(value: float | None) -> str:
        return "" if value is None else f"{value:,.1f}".removesuffix(".0")

    bars = outcome_bars(outcome, wording)
    rows = ", ".join(
        f"{name} {words(value)}"
        for name, value in zip(bars.categories, bars.series[0].values, strict=True)
    )
    return OutcomeView(
        measure=outcome.measure,
        unit=outcome.unit,
        direction=outcome.direction,
        baseline=words(outcome.baseline),
        aim=words(outcome.aim),
        repeat=words(outcome.repeat),
        result=wording.of("outcome result", found) if (found := result_of(outcome)) else "",
        source=outcome.source,
        date=wording.date(outcome.date),
        repeat_date=wording.date(outcome.repeat_date) if outcome.repeat_date else "",
        sentence=f"{outcome.measure} ({outcome.unit}): {rows}.",
        bars=bars,
        bars_alt=wording.of("alt", "outcome").format(measure=outcome.measure, rows=rows),
    )


def result_of(outcome: Outcome) -> Literal["met", "partly", "not met", ""]:
    """Return how a measure stands beside its aim; empty without an aim or a second count."""
    if outcome.aim is None or outcome.repeat is None:
        return ""
    way = 1 if outcome.direction == "up" else -1
    if way * (outcome.repeat - outcome.aim) >= 0:
        return "met"
    return "partly" if way * (outcome.repeat - outcome.baseline) > 0 else "not met"


def outcome_bars(outcome: Outcome, name: Callable[[str], str]) -> Bars:
    """Return a measure then, now and as aimed at; what is not known is left out."""
    known = [
        (name("outcome then"), outcome.baseline),
        (name("outcome now"), outcome.repeat),
        (name("outcome aim"), outcome.aim),
    ]
    parts = [(label, value) for label, value in known if value is not None]
    values = tuple(value for _, value in parts)
    whole = all(value == int(value) for value in values)
    return Bars(
        categories=tuple(label for label, _ in parts),
        series=(Series(name=outcome.measure, values=values),),
        low=0.0,
        high=_above(max(values)),
        unit="",
        decimals=0 if whole else 1,
    )


def _above(value: float) -> float:
    """Return a round figure that the largest value stays under."""
    if value <= 0:
        return 1.0
    size = 10.0 ** (len(str(int(value))) - 1)
    return float(-(-value // size) * size) if value % size else float(value)
