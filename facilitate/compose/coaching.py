"""Coaching as pages may tell of it: who, when and which field, and nothing that is said there."""

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest

from facilitate.compose.day_context import DayContext
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import OwnedStr, source_of, written_date
from facilitate.faults import At
from facilitate.model import Person
from facilitate.model.attendance import coached_by, invited_to, reader_of
from facilitate.recipient import Recipient
from facilitate.structs import Struct

MIDWAY_FROM = 3
"""So many sessions are planned at least where one looks back midway as well as at the end."""


class SessionView(Struct, kw_only=True):
    """One session: its date, what it is about, whether it was held; nothing else.

    It is `due` from this day until the next that is for them. `review` says at which one looks
    back: `midway`, `last` or nothing.
    """

    number: int
    area: str
    date: dt.date
    done: bool
    coming: bool
    due: bool
    review: str


def dates_of(person: str, context: DayContext) -> tuple[dt.date, ...]:
    """Return the dates of a person's sessions, by the person's id, in the order planned.

    Those before somebody came to the post were of whoever held it then.
    """
    begun = context.programme.by_id[person].joined or dt.date.min
    planned = enumerate(context.programme.says.coaching.get(person, ()))
    written = (written_date(date, _planned_at(person, context, number)) for number, date in planned)
    return tuple(date for date in written if date >= begun)


def _planned_at(person: str, context: DayContext, *number: int) -> At:
    return At(context.programme.file, ("coaching", person, *number))


def _leaves(person: str, context: DayContext) -> dt.date:
    """Return until when a person has sessions: those after that are of whoever comes."""
    return context.programme.by_id[person].left or dt.date.max


def sessions_of(person: str, context: DayContext) -> tuple[SessionView, ...]:
    """Return a person's sessions, by the person's id, in the order planned."""
    planned = dates_of(person, context)
    says = context.programme.says
    of_others = len(says.coaching.get(person, ())) - len(planned)
    held = says.coaching_done.get(person, 0) - of_others
    today, leaves = context.day.says.date, _leaves(person, context)
    later = [
        day.says.date
        for day in context.days
        if day.says.date > today and person in invited_to(context.programme, day.says)
    ]
    # A session has an area of its own only where there is one for each of them.
    areas = tuple(context.words["coaching areas"])
    areas = areas if len(planned) == len(areas) else ("",) * len(planned)
    return tuple(
        SessionView(
            number=number,
            area=area,
            date=date,
            done=date <= today and number <= held,
            coming=today < date <= leaves,
            due=today < date <= min([*later, leaves]),
            review=_review(number, len(planned)),
        )
        for number, (date, area) in enumerate(zip(planned, areas, strict=True), 1)
    )


def _review(number: int, planned: int) -> str:
    if number == planned:
        return "last"
    return "midway" if planned >= MIDWAY_FROM and number == -(-planned // 2) else ""


def dates_ahead(person: str, context: DayContext) -> tuple[dt.date, ...]:
    """Return the dates of a person's sessions after the day, by the person's id."""
    today, leaves = context.day.says.date, _leaves(person, context)
    return tuple(date for date in dates_of(person, context) if today < date <= leaves)


def ahead_in_one_line(person: str, context: DayContext) -> str:
    """Return the dates of a person's sessions to come, as `6 April and 8 June 2027`."""
    words = _listed(dates_ahead(person, context), context)
    return OwnedStr(words, "", _planned_at(person, context))


def _listed(dates: tuple[dt.date, ...], context: DayContext) -> str:
    """Return dates in one line, each year once; empty words for none."""
    wording = context.wording
    years: dict[int, list[str]] = {}
    for date in dates:
        years.setdefault(date.year, []).append(wording.short_date(date))
    return ", ".join(f"{wording.listed(dates)} {year}" for year, dates in years.items())


def named_coaches(person: ModelReading) -> tuple[str, ...]:
    """Return a person's coaches with the address of each that the plan has: `Lee (lee@x.org)`."""
    programme = person.context.programme
    return tuple(
        OwnedStr(
            f"{one.name} ({one.email})" if one.email else one.name,
            "",
            At(programme.file, ("coaches", coach)),
        )
        for coach, one in programme.says.coaches.items()
        if person.of.id in coached_by(coach, programme)
    )


def needs_with(person: ModelReading) -> str:
    """Return the name of the sponsor with whom a person agrees what to work on, or nothing."""
    sponsor = _agrees_with(person.of.id, person.context)
    return person.context.names[sponsor.id] if sponsor else ""


def _agrees_with(person: str, context: DayContext) -> Recipient | None:
    """Return the sponsor with whom a person, by id, agrees what to work on."""
    agreed = context.programme.says.needs_agreed_with.get(person, "")
    return reader_of(agreed, context.programme)


def count(context: DayContext) -> str:
    """Return how many sessions were held of how many offered; empty if none was offered.

    Sessions after the day are offered and not held, whatever the plan says. Of one person alone
    it is not told how many were held. What is written down for some is the least that was held.
    """
    says, today, wording = context.programme.says, context.day.says.date, context.wording
    offered = {person: dates for person, dates in says.coaching.items() if dates}
    total, people = sum(map(len, offered.values())), wording.people(len(offered))
    if not total:
        return ""
    if not says.coaching_done:
        return wording("coaching offered", offered=total, people=people)
    if len(offered) == 1:
        return wording("coaching of one", offered=total)
    held = sum(
        min(says.coaching_done.get(person, 0), sum(date <= today for date in dates))
        for person, dates in offered.items()
    )
    known = "coaching held" if offered.keys() <= says.coaching_done.keys() else "coaching some held"
    return wording(known, held=held, offered=total, people=people)


# ------------------------------------------------------------------------------------- a coach


class CoachedView(Struct, kw_only=True):
    """Somebody who is coached: who it is, the dates to come, with whom needs are agreed."""

    name: str
    role: str
    service: str
    dates: str
    needs_with: str


class CoachView(Struct, kw_only=True):
    """A coach and the people whom they coach; `fields` are what the sessions are about."""

    name: str
    people: tuple[CoachedView, ...]
    fields: tuple[str, ...]


def coached_today(coach: str, context: DayContext) -> tuple[Person, ...]:
    """Return whom a coach coaches, as far as they are in post on the day, there or not."""
    theirs, today = coached_by(coach, context.programme), context.day.says.date
    people = context.programme.by_id
    return tuple(people[one] for one in theirs if people[one].there_on(today))


def coach_view(coach: str, context: DayContext) -> CoachView:
    """Return a coach as the coach's own pages see it."""
    return CoachView(
        name=context.words_for[coach],
        people=tuple(
            CoachedView(
                name=context.names[one.id],
                role=context.wording.role(one.role),
                service=context.names[one.pair],
                dates=ahead_in_one_line(one.id, context),
                needs_with=context.names[sponsor.id] if sponsor else "",
            )
            for one in coached_today(coach, context)
            for sponsor in [_agrees_with(one.id, context)]
        ),
        fields=tuple(context.words["coaching areas"]),
    )


# ------------------------------------------------------------------------------------ a sponsor


class SeenView(Struct, kw_only=True):
    """Somebody whom a sponsor sees about what they work on, and by when: the times to come."""

    name: str
    role: str
    service: str
    times: tuple[str, ...]


def still_seen(sponsor: Recipient, context: DayContext) -> tuple[SeenView, ...]:
    """Return whom a sponsor still sees about what they work on, by the sponsor as a reader."""
    today = context.day.says.date
    found = (
        SeenView(
            name=context.names[one.id],
            role=context.wording.role(one.role),
            service=context.names[one.pair],
            times=tuple(_times(one.id, context)),
        )
        for one in context.programme.people
        if one.there_on(today) and _agrees_with(one.id, context) == sponsor
    )
    return tuple(one for one in found if one.times)


def _times(person: str, context: DayContext) -> Iterator[str]:
    """Yield when to see somebody, in words: before the first session, midway, after the last.

    How many sessions there are is not told by it.
    """
    planned, today = sessions_of(person, context), context.day.says.date
    word = context.wording.of

    def when(date: dt.date) -> str:
        year = "" if date.year == today.year else f" {date.year}"
        return OwnedStr(f"{context.wording.short_date(date)}{year}", "", source_of(date))

    if not planned:
        yield word("see them", "soon")
    for one, following in zip_longest(planned, planned[1:]):
        if one.number == 1 and one.coming:
            yield word("see them", "before").format(first=when(one.date))
        if one.review == "midway" and following and following.coming:
            between = {"first": when(one.date), "then": when(following.date)}
            yield word("see them", "midway").format(**between)
        if one.review == "last" and one.coming:
            yield word("see them", "after").format(last=when(one.date))
