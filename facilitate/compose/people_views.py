"""People, pairs and sponsors as a template sees them. `owner` goes with every word of a view."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.compose.room_views import asked_for, made_for
from facilitate.compose.world import World
from facilitate.model import Person
from facilitate.model.actions import Action
from facilitate.model.attendance import reader_of
from facilitate.recipient import Recipient


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

    def __init__(self, world: World) -> None:
        self.world = world
        self.present = frozenset(world.timetable.present)
        self.names = world.names

    def member(self, person: Person, owner: str) -> MemberView:
        """Return one person."""
        return MemberView(
            id=person.id,
            name=person.name,
            role=person.role,
            mark=self.world.mark(person.role),
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
            for one in self.world.members(person.pair)
            if one.id != person.id
        )
        wording, coaching = self.world.wording, self.world.programme.says.coaching
        access = self.world.access.get(person.reader)
        sessions = tuple(self._sessions(person.id))
        return PersonView(
            id=person.id,
            name=person.name,
            role=person.role,
            mark=self.world.mark(person.role),
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
        says, wording = self.world.programme.says, self.world.wording
        today = self.world.day.says.date
        areas = tuple(self.world.words["coaching areas"])
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
        pair = self.world.programme.pairs[pair_id]
        members = tuple(self.member(one, owner) for one in self.world.members(pair_id))
        today, everybody = self.world.day.says.date, self.world.everybody
        return PairView(
            id=pair_id,
            name=pair.called(pair_id),
            service=pair.called(pair_id),
            site=pair.site,
            challenge=pair.challenge,
            watch_for=pair.watch_for,
            members=members,
            names=self.world.wording.listed(one.name for one in members),
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
            for one in self.world.programme.says.promises
            if whose is None or reader_of(one.sponsor, self.world.programme) == whose
        )

    def sponsor(self, sponsor_id: str, owner: str) -> SponsorView:
        """Return a sponsor."""
        sponsor = self.world.programme.says.sponsors[sponsor_id]
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
            for one in self.world.made_before()
            if reader_of(one.who, self.world.programme) in whose
        )

    def actions(self) -> tuple[ActionView, ...]:
        """Return everybody's promises made before this day, for all to see: not how they went.

        What was promised again in the same words stands there once, as it was promised last, for
        twice would say that it was not kept the first time.
        """
        last = {(one.who, one.what): one for one in self.world.made_before()}
        return tuple(self._action(one, "", status="") for one in last.values())

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
        year = "" if day.year == self.world.day.says.date.year else f" {day.year}"
        return f"{self.world.wording.short_date(day)}{year}"

    def _called(self, word: str) -> str:
        """Return the name of the pair or person that a word of the plan names."""
        reader = reader_of(word, self.world.programme)
        return self.names.get(reader.id, word) if reader else word
