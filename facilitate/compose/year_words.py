"""How the year goes: promises and outcomes, as they were known on the day."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from facilitate.charts import Bars, Series, Year, YearPoint
from facilitate.compose.day_context import DayContext
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import OwnedStr
from facilitate.compose.wording import sentence
from facilitate.model.attendance import reader_of
from facilitate.model.plan import SETTLED
from facilitate.structs import Struct

STATUSES = ("kept", "carried", "not kept", "dropped", "open")

WHOSE = {"pair": "pairs", "person": "pairs", "sponsor": "sponsors"}
"""Under whom a promise is counted, by the kind of reader that made it."""


def promise_counts(context: DayContext) -> tuple[str, ...]:
    """Return how the promises went that were made before the day: a sentence for pairs, sponsors.

    Where one alone promised, a count would say how it went with that one, so it is not told.
    """
    return tuple(_sentence(context, whose, made) for whose, made in _made(context).items())


def promises_told(context: DayContext) -> tuple[str, ...]:
    """Return those of the sentences that tell how promises went."""
    return tuple(_sentence(context, whose, made) for whose, made in _told(context).items())


def promise_bars(context: DayContext) -> Bars | None:
    """Return the same as bars, a part for each way that promises went; None where none is told."""
    told = [
        (whose, Counter(status for _, status in made)) for whose, made in _told(context).items()
    ]
    wording = context.wording
    if not told:
        return None
    return Bars(
        categories=tuple(
            wording(
                "with number",
                words=sentence(wording.of("promised by", whose)).rstrip("."),
                n=found.total(),
            )
            for whose, found in told
        ),
        series=tuple(
            Series(
                name=wording.of("went", one), values=tuple(found[one] or None for _, found in told)
            )
            for one in STATUSES
            if any(found[one] for _, found in told)
        ),
        low=0.0,
        high=float(max(found.total() for _, found in told)),
        stacked=True,
    )


def _told(context: DayContext) -> dict[str, list[tuple[str, str]]]:
    """Return those promises whose counts would not say how it went with one maker."""
    made = _made(context).items()
    return {whose: some for whose, some in made if len({who for who, _ in some}) > 1}


def _made(context: DayContext) -> dict[str, list[tuple[str, str]]]:
    """Return who made promises before the day and how they went, by whose they are."""
    made: dict[str, list[tuple[str, str]]] = {"pairs": [], "sponsors": [], "others": []}
    for who, status in _promises(context):
        reader = reader_of(who, context.programme)
        whose = WHOSE.get(reader.kind, "others") if reader else "others"
        made[whose].append((reader.id if reader else who, status))
    return {whose: some for whose, some in made.items() if some}


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


FEWEST_PAIRS = 3
"""So many pairs must have counted, or their sum would tell one of them what another did."""


def catch_ups(pair: ModelReading) -> tuple["CatchUps", ...]:
    """Return what a pair counted itself of its catch-ups, up to the day."""
    today, counts = pair.context.day.says.date, pair.of.says.catch_ups
    known = sorted((on, count) for on, count in counts.items() if on <= today)
    return tuple(CatchUps(date=on, held=n, planned=of) for on, (n, of) in known)


class CatchUps(Struct, kw_only=True):
    """How many catch-ups a pair held of those planned, as it counted on a date."""

    date: dt.date
    held: int
    planned: int


def catch_up_count(context: DayContext) -> str:
    """Return how many catch-ups pairs held by their last counts; empty if few pairs counted."""
    today = context.known_until
    counted = [
        max((on, count) for on, count in pair.catch_ups.items() if on <= today)[1]
        for pair in context.programme.pairs.values()
        if any(on <= today for on in pair.catch_ups)
    ]
    if len(counted) < FEWEST_PAIRS:
        return ""
    held, planned = (sum(part) for part in zip(*counted, strict=True))
    return context.wording("catch-ups", held=held, planned=planned, n=len(counted))


def said_of_days(context: DayContext) -> tuple[str, ...]:
    """Return what people said of each day up to this one, as its forms were counted, in sentences.

    A line that fewer crossed than a result of the group needs is not told.
    """
    wording, least = context.wording, context.programme.says.minimum_group
    told: list[str] = []
    for day in context.days:
        counts = day.says.feedback_counts if day.number <= context.day.number else {}
        agreed = [
            wording("agreed that", agreed=agreed, n=n, line=wording.of("feedback lines", line))
            for line, (agreed, n) in counts.items()
            if n >= least
        ]
        if agreed:
            told.append(wording("said of a day", day=day.says.title, agreed=wording.listed(agreed)))
    return tuple(told)


# ---------------------------------------------------------------------- promises, one by one


def due(promise: ModelReading) -> str:
    """Return `30 March`, and the year where it is another one than the day's; "" of no date."""
    day, today = promise.of.by, promise.context.day.says.date
    if day is None:
        return ""
    year = "" if day.year == today.year else f" {day.year}"
    words = f"{promise.context.wording.short_date(day)}{year}"
    return OwnedStr(words, "", promise.inside("", "by"))


def is_ahead(promise: ModelReading) -> bool:
    """Say whether the date of a promise is still to come after the day."""
    day: dt.date | None = promise.of.by
    return day is not None and day > promise.context.day.says.date


def how_it_went(promise: ModelReading) -> str:
    """Return how a promise went, on the pages of whose it is; on all others nothing."""
    return promise.of.status if promise.owner else ""


def is_settled(promise: ModelReading) -> bool:
    """Say whether it is kept or dropped; what has time until after the day is still open on it."""
    return how_it_went(promise) in SETTLED and not is_ahead(promise)


def outcome_in_words(promise: ModelReading) -> str:
    """Return the same in words, such as `carried on`; `open` as it is."""
    went = how_it_went(promise)
    return went if went in ("", "open") else promise.context.wording.of("went", went)


# ----------------------------------------------------------------------------- the year's line


def year_line(context: DayContext) -> Year | None:
    """Return away days, stock takes and sessions of coaching in order; None of a single day.

    Of a few people who are coached it is not told when. A stock take whose date is past is there
    only if something came of it: a date in the plan does not say that anybody was asked.
    """
    says, today, wording = context.programme.says, context.day.says.date, context.wording
    if len(context.days) < 2:
        return None
    coached = [dates for dates in says.coaching.values() if dates]
    told = coached if len(coached) >= says.minimum_group else ()
    found: list[tuple[dt.date, str, Literal["away day", "stock take", "quiet"]]] = [
        *((one.says.date, one.says.title, "away day") for one in context.days),
        *(
            (on, wording("stock take"), "stock take")
            for wave, on in says.stock_takes.items()
            if on > today or context.sample or wave in context.waves
        ),
        *((on, "", "quiet") for on in {each for dates in told for each in dates}),
    ]
    found.sort(key=lambda one: one[0])
    first = found[0][0]
    return Year(
        points=tuple(
            YearPoint(
                day=(on - first).days,
                date=wording.long_date(on),
                label=label,
                kind=kind,
                now=kind == "away day" and on == today,
            )
            for on, label, kind in found
        )
    )


def year_sentence(context: DayContext) -> str:
    """Return what the year's line shows; empty where there is none."""
    line, wording = year_line(context), context.wording
    if line is None:
        return ""
    told = [f"{one.label} {one.date}" for one in line.points if one.kind != "quiet"]
    coaching = any(one.kind == "quiet" for one in line.points)
    return wording("year alt", told=wording.listed(told)) + (
        " " + wording("year ticks") if coaching else ""
    )


# ---------------------------------------------------------------------------------- outcomes


def bars(outcome: ModelReading) -> Bars:
    """Return a measure then, now and as aimed at; what is not known is left out.

    A part of something, as in per cent, is drawn on the whole of it.
    """
    says, parts = outcome.of, _known(outcome)
    values = tuple(value for _, value in parts)
    whole = all(value == int(value) for value in values)
    return Bars(
        categories=tuple(label for label, _ in parts),
        series=(Series(name=says.measure, values=values),),
        low=0.0,
        high=round(1.1 * max(*values, _whole(says.unit)), 6) or 1.0,  # room for a figure
        unit="",
        decimals=0 if whole else 1,
    )


def _known(outcome: ModelReading) -> list[tuple[str, float]]:
    """Return what is known of a measure with its name: at the start, as last counted, the aim."""
    says, name = outcome.of, outcome.context.wording
    now = says.counts.get(max(says.counts, default=None)) if says.repeat is None else says.repeat
    known = (("outcome then", says.baseline), ("outcome now", now), ("outcome aim", says.aim))
    return [(name(key), value) for key, value in known if value is not None]


def _whole(unit: str) -> float:
    """Return what a unit such as `of 19 posts`, `%` or `per cent` is a part of; 0 without one."""
    found = re.match(r"of (\d+)|%|per ?cent", unit)
    return float(found[1] or 100) if found else 0.0


def figures(outcome: ModelReading) -> str:
    """Return what is known of a measure in one line: `before 41, now 28, aim 30`."""
    return ", ".join(f"{name} {in_figures(value)}" for name, value in _known(outcome))


def in_figures(value: float | None) -> str:
    """Return a figure as words: `84,000`; "" of none."""
    return "" if value is None else f"{value:,.1f}".removesuffix(".0")


def figure(name: str) -> Callable[[ModelReading], str]:
    """Return a reader of a figure as words, so that 0 is something and not nothing."""
    return lambda one: OwnedStr(in_figures(getattr(one.of, name)), "", one.inside("", name))


def latest(outcome: ModelReading) -> str:
    """Return what was counted last after the start, as far as the plan says it."""
    if outcome.of.repeat is not None:
        return figure("repeat")(outcome)
    last = max(outcome.of.counts, default=None)
    return OwnedStr(in_figures(outcome.of.counts.get(last)), "", outcome.inside("", "counts"))


def latest_date(outcome: ModelReading) -> Any:
    """Return when that was."""
    if outcome.of.repeat is not None:
        return outcome.read(outcome.of.repeat_date, outcome.inside("", "repeat_date"))
    return outcome.read(max(outcome.of.counts, default=None), outcome.inside("", "counts"))


def kind(thing: ModelReading) -> str:
    """Return what a measure or milestone speaks of, in the programme's word for those served."""
    own: Mapping[str, str] = thing.context.programme.says.own_words
    return OwnedStr(own.get(thing.of.kind, thing.of.kind), "", thing.inside("", "kind"))


def bars_alt(outcome: ModelReading) -> str:
    """Return the sentence that says what the bars show."""
    words = outcome.context.wording.of("alt", "outcome")
    return words.format(measure=outcome.of.measure, rows=figures(outcome))


def result(outcome: ModelReading) -> Literal["met", "partly", "not met", ""]:
    """Return how a measure stands beside its aim; empty without an aim or a second count.

    Templates count by it, so it is the same word in every language.
    """
    says = outcome.of
    if says.aim is None or says.repeat is None:
        return ""
    way = 1 if says.direction == "up" else -1
    if way * (says.repeat - says.aim) >= 0:
        return "met"
    return "partly" if way * (says.repeat - says.baseline) > 0 else "not met"
