"""How the year went: promises, coaching sessions and outcomes, counted up to the day."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from facilitate.charts import Bars, Series
from facilitate.compose.day_context import DayContext
from facilitate.model import Outcome
from facilitate.model.attendance import reader_of

STATUSES = ("kept", "carried", "not kept", "open")

WHOSE = {"pair": "pairs", "person": "pairs", "sponsor": "sponsors"}
"""Under whom a promise is counted, by the kind of reader that made it."""


def promise_counts(context: DayContext) -> tuple[str, ...]:
    """Return how the promises went that were made before the day: a sentence for pairs, sponsors.

    Where one alone promised, a count would say how it went with that one, so it is not told.
    """
    made: dict[str, list[tuple[str, str]]] = {}
    for who, status in _promises(context):
        reader = reader_of(who, context.programme)
        whose = WHOSE.get(reader.kind, "others") if reader else "others"
        made.setdefault(whose, []).append((reader.id if reader else who, status))
    return tuple(
        _sentence(context, whose, made[whose])
        for whose in ("pairs", "sponsors", "others")
        if whose in made
    )


def _promises(context: DayContext) -> Iterator[tuple[str, str]]:
    yield from ((one.who, one.status) for one in context.made_before())
    yield from ((one.sponsor, one.status) for one in context.programme.says.promises)


def _sentence(context: DayContext, whose: str, made: list[tuple[str, str]]) -> str:
    wording = context.wording
    by = wording.of("promised by", whose)
    if len({who for who, _ in made}) < 2:
        return wording("promises of one", n=len(made), by=by)
    found = Counter(status for _, status in made)
    parts = [
        f"{found[status]} {wording.of('went', status)}"
        for status in STATUSES
        if found[status] or status == "kept"
    ]
    return wording("promises", n=len(made), by=by, went=wording.listed(parts))


def coaching_count(context: DayContext) -> str:
    """Return how many coaching sessions were held of how many planned; empty if none was planned.

    Sessions after the day are planned and not held, whatever the plan says.
    """
    says, today, wording = context.programme.says, context.day.says.date, context.wording
    planned = sum(len(dates) for dates in says.coaching.values())
    if not planned:
        return ""
    people = wording.people(sum(bool(dates) for dates in says.coaching.values()))
    if not says.coaching_done:
        return wording("coaching planned", planned=planned, people=people)
    held = sum(
        min(says.coaching_done.get(person, 0), sum(date <= today for date in dates))
        for person, dates in says.coaching.items()
    )
    return wording("coaching held", held=held, planned=planned, people=people)


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
