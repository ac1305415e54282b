"""The programme, its days, outcomes and counts as a template sees them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitate.charts import Bars, Series
from facilitate.compose.day_context import DayContext
from facilitate.compose.people_views import People, PromiseView, SponsorView
from facilitate.compose.wording import Wording, plural
from facilitate.model import Day, Outcome, Programme
from facilitate.model.attendance import reader_of
from facilitate.model.units import as_clock

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
    counted = (outcome.baseline, outcome.repeat, outcome.aim)
    known = (value for value in counted if value is not None)
    rows = ", ".join(
        f"{name} {words(value)}" for name, value in zip(bars.categories, known, strict=True)
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


WATCHED = 5
"""How many rules a page asks to look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role that occurs in the programme; `people` is how many have it: `7 managers`."""

    role: str
    plural: str
    mark: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """The programme."""

    name: str
    client: str
    contact: str
    language: str
    story: tuple[str, ...]
    promises: tuple[PromiseView, ...]
    promise_counts: tuple[str, ...]
    coaching_count: str
    outcomes: tuple[OutcomeView, ...]
    sponsors: tuple[SponsorView, ...]
    roles: tuple[RoleView, ...]
    pair_count: int
    people_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """What the programme calls those served, a service, and the members of its roles."""

    people_served: str
    service: str
    roles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBrief:
    """Another day: when and where."""

    title: str
    date: str
    short_date: str
    iso: str
    number: int
    venue: str
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The day in hand."""

    id: str
    title: str
    number: int
    of: int
    date: str
    short_date: str
    iso: str
    start: str
    end: str
    venue: str
    cover: str
    aims: tuple[str, ...]
    before: tuple[str, ...]
    bring: tuple[str, ...]
    first: bool
    last: bool
    next: DayBrief | None
    pair_count: int
    people_count: int
    sponsor_count: int
    stock_take: bool
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterView:
    """How people said they would work together; `agreed` is no for the shipped lines."""

    lines: tuple[str, ...]
    watched: tuple[str, ...]
    agreed: bool


def words_view(programme: Programme) -> WordsView:
    """Return the programme's own words, as exercises have them in braces."""
    own = programme.says.own_words
    return WordsView(people_served=own["people served"], service=own["service"], roles=own["roles"])


def programme_view(context: DayContext, people: People) -> ProgrammeView:
    """Return the programme."""
    says = context.programme.says
    wording = context.wording
    today = context.day.says.date
    year = [one for one in context.everybody if one.pair and one.there_on(today)]
    sponsors = tuple(people.sponsor(one, "") for one in says.sponsors)
    return ProgrammeView(
        name=context.programme.name,
        client=says.client,
        contact=says.contact,
        language=says.language,
        story=tuple(" ".join(part.split()) for part in says.story.split("\n\n") if part.strip()),
        promises=people.promises(),
        promise_counts=promise_counts(context),
        coaching_count=coaching_count(context),
        outcomes=tuple(outcome_view(one, wording) for one in context.counted()),
        sponsors=sponsors,
        roles=tuple(
            RoleView(
                role=wording.role(role),
                plural=wording.roles(role),
                mark=context.mark(role),
                people=plural(n, wording.role(role), wording.roles(role)),
            )
            for role, n in Counter(one.role for one in year).items()
        ),
        pair_count=len({one.pair for one in year}),
        people_count=len(year),
    )


def brief(day: Day, wording: Wording) -> DayBrief:
    """Return when and where a day is."""
    says = day.says
    return DayBrief(
        title=says.title,
        date=wording.date(says.date),
        short_date=wording.short_date(says.date),
        iso=says.date.isoformat(),
        number=day.number,
        venue=says.venue,
        start=as_clock(says.start),
    )


def day_view(context: DayContext) -> DayView:
    """Return the day in hand."""
    day, says, wording = context.day, context.day.says, context.wording
    later = [one for one in context.days if one.number > day.number]
    return DayView(
        id=day.id,
        title=says.title,
        number=day.number,
        of=len(context.days),
        date=wording.date(says.date),
        short_date=wording.short_date(says.date),
        iso=says.date.isoformat(),
        start=as_clock(says.start),
        end=as_clock(context.timetable.end),
        venue=says.venue,
        cover=says.cover,
        aims=says.aims,
        before=says.before,
        bring=says.bring,
        first=day.number == min(one.number for one in context.days),
        last=not later,
        next=brief(later[0], wording) if later else None,
        pair_count=len({one.pair for one in context.people if one.pair}),
        people_count=sum(1 for one in context.people if one.pair),
        sponsor_count=sum(1 for one in context.people if not one.pair),
        stock_take=any(on <= says.date for on in context.programme.says.stock_takes.values()),
        notes=says.notes,
    )


def charter_view(context: DayContext, shipped: Sequence[str]) -> CharterView:
    """Return the group's own rules, or the shipped ones."""
    own = context.charter()
    lines = tuple(own) or tuple(shipped)
    return CharterView(lines=lines, watched=lines[:WATCHED], agreed=bool(own))
