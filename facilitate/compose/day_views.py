"""The programme, its days, measures and rules as a template sees them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.compose.filters import plural
from facilitate.compose.outcomes import OutcomeView, outcome_view
from facilitate.compose.people_views import People, PromiseView, SponsorView
from facilitate.compose.wording import Wording
from facilitate.compose.world import World
from facilitate.compose.year_counts import coaching_count, promise_counts
from facilitate.model import Day
from facilitate.model.units import as_clock

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


def programme_view(world: World, people: People) -> ProgrammeView:
    """Return the programme."""
    says = world.programme.says
    wording = world.wording
    today = world.day.says.date
    year = [one for one in world.everybody if one.pair and one.there_on(today)]
    sponsors = tuple(people.sponsor(one, "") for one in says.sponsors)
    return ProgrammeView(
        name=world.programme.name,
        client=says.client,
        contact=says.contact,
        language=says.language,
        story=tuple(" ".join(part.split()) for part in says.story.split("\n\n") if part.strip()),
        promises=people.promises(),
        promise_counts=promise_counts(world),
        coaching_count=coaching_count(world),
        outcomes=tuple(outcome_view(one, wording) for one in world.counted()),
        sponsors=sponsors,
        roles=tuple(
            RoleView(
                role=role,
                plural=wording.roles(role),
                mark=world.mark(role),
                people=plural(n, role, wording.roles(role)),
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


def day_view(world: World) -> DayView:
    """Return the day in hand."""
    day, says, wording = world.day, world.day.says, world.wording
    later = [one for one in world.days if one.number > day.number]
    return DayView(
        id=day.id,
        title=says.title,
        number=day.number,
        of=len(world.days),
        date=wording.date(says.date),
        short_date=wording.short_date(says.date),
        iso=says.date.isoformat(),
        start=as_clock(says.start),
        end=as_clock(world.timetable.end),
        venue=says.venue,
        cover=says.cover,
        aims=says.aims,
        before=says.before,
        bring=says.bring,
        first=day.number == min(one.number for one in world.days),
        last=not later,
        next=brief(later[0], wording) if later else None,
        pair_count=len({one.pair for one in world.people if one.pair}),
        people_count=sum(1 for one in world.people if one.pair),
        sponsor_count=sum(1 for one in world.people if not one.pair),
        stock_take=any(on <= says.date for on in world.programme.says.stock_takes.values()),
        notes=says.notes,
    )


def charter_view(world: World, shipped: Sequence[str]) -> CharterView:
    """Return the group's own rules, or the shipped ones."""
    own = world.charter()
    lines = tuple(own) or tuple(shipped)
    return CharterView(lines=lines, watched=lines[:WATCHED], agreed=bool(own))
