"""People, pairs, sponsors and what they need, as a template sees them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.compose.day_context import DayContext
from facilitate.compose.wording import Wording, plural, sentence
from facilitate.model import Access, Person
from facilitate.model.actions import Action
from facilitate.model.attendance import reader_of
from facilitate.recipient import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """So many of one thing: `2`, `in large print`."""

    count: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One person's needs, for the organiser's sealed sheet alone."""

    name: str
    service: str
    role: str
    made: tuple[str, ...]
    asked: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """What the room needs, in counts.

    `here` are the people in the room, `remote` those who are elsewhere, `on_screen` all who take
    their sheets as files; a companion takes a chair and a meal and counts as nobody. `diets`,
    `interpreters` and `needs` name things and never people.
    """

    here: int
    remote: int
    on_screen: int
    companions: int
    chairs: int
    diets: tuple[CountView, ...]
    interpreters: tuple[CountView, ...]
    needs: tuple[CountView, ...]
    any: bool


def room_view(context: DayContext) -> RoomView:
    """Return what the room needs for those who are there."""
    found = list(context.access_today().values())
    remote = sum(one.remote for one in found)
    companions = sum(one.companions for one in found if not one.remote)
    here = len(context.timetable.present) - remote
    wording = context.wording
    return RoomView(
        here=here,
        remote=remote,
        on_screen=sum(one.on_screen for one in found),
        companions=companions,
        chairs=here + companions,
        diets=_counted(one.diet for one in found if not one.remote),
        interpreters=_counted(one.interpreter for one in found),
        needs=_counted(_need(need, wording) for one in found for need in one.needs),
        any=any(made_for(one, wording) or asked_for(one, wording) for one in found),
    )


def _counted(words: Iterator[str]) -> tuple[CountView, ...]:
    counts = Counter(word for word in words if word)
    return tuple(CountView(count=counts[what], what=what) for what in sorted(counts))


def _need(need: str, wording: Wording) -> str:
    return wording.of("needs", need.strip().casefold().replace(" ", "-"))


MADE = ("large-print", "dyslexia", "no-colour")
"""Needs that a person's sheets are made for; all others are for whoever prepares the room."""


def made_for(access: Access, wording: Wording) -> tuple[str, ...]:
    """Return what is made for one person, each in a sentence of its own: it is there."""
    says = [wording.of("made", need) for need in MADE if access.wants(need)]
    if access.on_screen:
        says.append(wording.of("made", "on-screen"))
    return tuple(sentence(one) for one in says)


def asked_for(access: Access, wording: Wording) -> tuple[str, ...]:
    """Return what one person has asked for and people have to see to, in sentences."""
    made = (*MADE, "screen-reader", "paper")
    others = [one for one in access.needs if one.strip().casefold().replace(" ", "-") not in made]
    says = [_need(need, wording) for need in others]
    if access.diet and not access.remote:
        says.append(wording("asked diet", diet=access.diet))
    if access.interpreter:
        says.append(wording("asked interpreter", interpreter=access.interpreter))
    if access.remote:
        says.append(wording("asked remote"))
    elif access.companions:
        chairs = plural(access.companions, wording("chair"), wording("chairs"))
        says.append(wording("asked companions", chairs=chairs))
    return tuple(sentence(one) for one in says)


def sealed_needs(context: DayContext) -> tuple[NeedView, ...]:
    """Return who needs what, by name: for the organiser's sealed sheet and no other page."""
    found = []
    for person in context.people:
        access = context.access_today().get(person.reader, Access())
        made, asked = made_for(access, context.wording), asked_for(access, context.wording)
        if made or asked:
            found.append(
                NeedView(
                    name=person.name,
                    service=person.service,
                    role=context.wording.role(person.role),
                    made=made,
                    asked=asked,
                    folder=f"print/own/on-screen/{person.id}" if access.on_screen else "",
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One person: `mark` is the shape of the role, `service` the pair's."""

    id: str
    name: str
    role: str
    mark: str
    title: str
    acting: bool
    service: str
    present: bool
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One coaching session: its date, what it is about, whether it was held; nothing else."""

    number: int
    area: str
    date: str
    done: bool
    coming: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """The person a page is for, with partners and own coaching dates."""

    id: str
    name: str
    role: str
    mark: str
    title: str
    acting: bool
    service: str
    present: bool
    partners: tuple[MemberView, ...]
    partner_names: str
    coaching: tuple[str, ...]
    sessions: tuple[SessionView, ...]
    made: tuple[str, ...]
    asked: tuple[str, ...]
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair: `name` is its service, `names` its members' in one stretch."""

    id: str
    name: str
    service: str
    site: str
    challenge: str
    watch_for: str
    members: tuple[MemberView, ...]
    names: str
    alone: bool
    size: int
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """What a sponsor said yes to; `status` is empty while open, and on all but one's own pages."""

    sponsor: str
    what: str
    by: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorView:
    """A sponsor, with what this one promised."""

    id: str
    name: str
    title: str
    mark: str
    promises: tuple[PromiseView, ...]
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """One promise carried from day to day; `status` is empty on a page that others read too."""

    who: str
    what: str
    by: str
    witness: str
    status: str
    done: bool
    owner: str = ""


class People:
    """Makes views of people; `owner` is empty on pages of the group, and an id on one's own."""

    def __init__(self, context: DayContext) -> None:
        self.context = context
        self.present = frozenset(context.timetable.present)
        self.names = context.names

    def member(self, person: Person, owner: str) -> MemberView:
        """Return one person."""
        return MemberView(
            id=person.id,
            name=person.name,
            role=self.context.wording.role(person.role),
            mark=self.context.mark(person.role),
            title=person.title,
            acting=person.acting,
            service=person.service,
            present=person.id in self.present,
            owner=owner,
        )

    def person(self, person: Person, owner: str) -> PersonView:
        """Return the person a page is for."""
        partners = tuple(
            self.member(one, owner)
            for one in self.context.members(person.pair)
            if one.id != person.id
        )
        wording, coaching = self.context.wording, self.context.programme.says.coaching
        access = self.context.access.get(person.reader)
        sessions = tuple(self._sessions(person.id))
        return PersonView(
            id=person.id,
            name=person.name,
            role=self.context.wording.role(person.role),
            mark=self.context.mark(person.role),
            title=person.title,
            acting=person.acting,
            service=person.service,
            present=person.id in self.present,
            partners=partners,
            partner_names=wording.listed(one.name for one in partners),
            coaching=tuple(wording.date(day) for day in coaching.get(person.id, ())),
            sessions=sessions,
            made=made_for(access, wording) if access else (),
            asked=asked_for(access, wording) if access else (),
            owner=owner,
        )

    def _sessions(self, person: str) -> Iterator[SessionView]:
        says, wording = self.context.programme.says, self.context.wording
        today = self.context.day.says.date
        areas = tuple(self.context.words["coaching areas"])
        for number, date in enumerate(says.coaching.get(person, ())):
            yield SessionView(
                number=number + 1,
                area=areas[number] if number < len(areas) else "",
                date=wording.date(date),
                done=date <= today and number < says.coaching_done.get(person, 0),
                coming=date > today,
            )

    def pair(self, pair_id: str, owner: str) -> PairView:
        """Return a pair."""
        pair = self.context.programme.pairs[pair_id]
        members = tuple(self.member(one, owner) for one in self.context.members(pair_id))
        today, everybody = self.context.day.says.date, self.context.everybody
        return PairView(
            id=pair_id,
            name=pair.called(pair_id),
            service=pair.called(pair_id),
            site=pair.site,
            challenge=pair.challenge,
            watch_for=pair.watch_for,
            members=members,
            names=self.context.wording.listed(one.name for one in members),
            alone=len(members) == 1,
            size=sum(one.pair == pair_id and one.there_on(today) for one in everybody),
            owner=owner,
        )

    def promises(
        self, whose: Recipient | None = None, *, told: bool = False
    ) -> tuple[PromiseView, ...]:
        """Return what the sponsors said yes to: all of them, or one; `told` says how it went."""
        return tuple(
            PromiseView(
                sponsor=self._called(one.sponsor),
                what=one.what,
                by=self._by(one.by),
                status=one.status if told and one.status != "open" else "",
            )
            for one in self.context.programme.says.promises
            if whose is None or reader_of(one.sponsor, self.context.programme) == whose
        )

    def sponsor(self, sponsor_id: str, owner: str) -> SponsorView:
        """Return a sponsor."""
        sponsor = self.context.programme.says.sponsors[sponsor_id]
        return SponsorView(
            id=sponsor_id,
            name=sponsor.name,
            title=sponsor.title,
            mark="sponsor",
            promises=self.promises(Recipient("sponsor", sponsor_id), told=bool(owner)),
            owner=owner,
        )

    def own_actions(self, whose: frozenset[Recipient], owner: str) -> tuple[ActionView, ...]:
        """Return the promises that some readers made before this day, and how they went."""
        return tuple(
            self._action(one, owner, status=one.status)
            for one in self.context.made_before()
            if reader_of(one.who, self.context.programme) in whose
        )

    def actions(self) -> tuple[ActionView, ...]:
        """Return everybody's promises made before this day, for all to see: not how they went.

        What was promised again in the same words stands there once, as it was promised first: a
        second time, or a later date than the others', would say that it was not kept.
        """
        first: dict[tuple[str, str], Action] = {}
        for one in self.context.made_before():
            first.setdefault((one.who, one.what), one)
        return tuple(self._action(one, "", status="") for one in first.values())

    def _action(self, one: Action, owner: str, *, status: str) -> ActionView:
        return ActionView(
            who=self._called(one.who),
            what=one.what,
            by=self._by(one.by),
            witness=self._called(one.witness),
            status=status,
            done=status == "kept",
            owner=owner,
        )

    def _by(self, day: dt.date | None) -> str:
        """Return `30 March`, and the year where it is another one than the day's; "" of no date."""
        if day is None:
            return ""
        year = "" if day.year == self.context.day.says.date.year else f" {day.year}"
        return f"{self.context.wording.short_date(day)}{year}"

    def _called(self, word: str) -> str:
        """Return the name of the pair or person that a word of the plan names."""
        reader = reader_of(word, self.context.programme)
        return self.names.get(reader.id, word) if reader else word
