"""People, pairs and sponsors as a template sees them. `owner` goes with every word of a view."""

from dataclasses import dataclass
from typing import Literal

from facilitate.compose.world import Turn, World
from facilitate.model import Person
from facilitate.model.units import as_clock


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
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """What a sponsor said yes to."""

    sponsor: str
    what: str
    by: str


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
    """One promise carried from day to day."""

    who: str
    what: str
    by: str
    witness: str
    status: str
    done: bool
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """One turn of watching or being watched: when, where, whom (or by whom)."""

    clock: str
    until: str
    table: str
    pair: str
    pairs: tuple[str, ...]
    challenge: str
    watch_for: str
    sponsor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One turn at a table: who works and who watches, by name."""

    clock: str
    works: str
    watches: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table and its turns in order."""

    name: str
    turns: tuple[TurnView, ...]
    first: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationView:
    """Who works and who watches, table by table."""

    rounds: tuple[str, ...]
    tables: tuple[TableView, ...]


class People:
    """Makes views of people; `owner` is empty on pages of the group, and an id on one's own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.present = frozenset(world.timetable.present)
        self.names = {
            pair_id: pair.service or pair_id for pair_id, pair in world.programme.pairs.items()
        }
        self.names |= {person.id: person.name for person in world.programme.people()}

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
            owner=owner,
        )

    def pair(self, pair_id: str, owner: str) -> PairView:
        """Return a pair."""
        pair = self.world.programme.pairs[pair_id]
        members = tuple(self.member(one, owner) for one in self.world.members(pair_id))
        return PairView(
            id=pair_id,
            name=pair.service or pair_id,
            service=pair.service or pair_id,
            site=pair.site,
            challenge=pair.challenge,
            watch_for=pair.watch_for,
            members=members,
            names=self.world.wording.listed(one.name for one in members),
            alone=len(members) == 1,
            owner=owner,
        )

    def promises(self) -> tuple[PromiseView, ...]:
        """Return what the sponsors said yes to."""
        wording = self.world.wording
        return tuple(
            PromiseView(
                sponsor=self.names.get(one.sponsor, one.sponsor),
                what=one.what,
                by=wording.short_date(one.by) if one.by else "",
            )
            for one in self.world.programme.says.promises
        )

    def sponsor(self, sponsor_id: str, owner: str) -> SponsorView:
        """Return a sponsor."""
        sponsor = self.world.programme.says.sponsors[sponsor_id]
        return SponsorView(
            id=sponsor_id,
            name=sponsor.name,
            title=sponsor.title,
            mark="sponsor",
            promises=tuple(one for one in self.promises() if one.sponsor == sponsor.name),
            owner=owner,
        )

    def actions(self, whose: frozenset[str] | None, owner: str) -> tuple[ActionView, ...]:
        """Return promises made before this day: everybody's, or those of some ids."""
        numbers = {day.id: day.number for day in self.world.days}
        today = self.world.day.number
        return tuple(
            ActionView(
                who=self.names.get(one.who, one.who),
                what=one.what,
                by=self.world.wording.short_date(one.by) if one.by else "",
                witness=self.names.get(one.witness, one.witness),
                status=one.status,
                done=one.status == "kept",
                owner=owner,
            )
            for one in self.world.actions
            if numbers.get(one.made, 0) < today and (whose is None or one.who in whose)
        )

    # ------------------------------------------------------------------ who watches whom

    def rotation(self) -> RotationView:
        """Return every table's turns."""
        tables: dict[str, list[Turn]] = {}
        for turn in self.world.turns:
            tables.setdefault(turn.table, []).append(turn)
        rounds = tuple(dict.fromkeys(as_clock(turn.start) for turn in self.world.turns))
        return RotationView(
            rounds=rounds,
            tables=tuple(self._table(name, turns) for name, turns in tables.items()),
        )

    def _table(self, name: str, turns: list[Turn]) -> TableView:
        views = tuple(
            TurnView(
                clock=as_clock(turn.start),
                works=self.names.get(turn.pair, turn.pair),
                watches=self.world.wording.listed(
                    self.names.get(one, one) for one in turn.watchers
                ),
            )
            for turn in turns
        )
        works = [view.works for view in views] + ["", ""]
        return TableView(name=name, turns=views, first=works[0], then=works[1])

    def watching(
        self, side: Literal["watches", "watched_by", "visits"], who: str
    ) -> tuple[WatchView, ...]:
        """Return the turns in which a pair watches or is watched, or a sponsor visits."""
        return tuple(
            self._watch(turn, turn.watchers if side == "watched_by" else (turn.pair,))
            for turn in self.world.turns
            if who
            in {"watches": turn.watchers, "watched_by": (turn.pair,)}.get(side, (turn.sponsor,))
        )

    def _watch(self, turn: Turn, others: tuple[str, ...]) -> WatchView:
        front = self.world.programme.pairs.get(turn.pair)
        named = tuple(self.names.get(one, one) for one in others)
        return WatchView(
            clock=as_clock(turn.start),
            until=as_clock(turn.start + turn.minutes),
            table=turn.table,
            pair=self.world.wording.listed(named),
            pairs=named,
            challenge=front.challenge if front else "",
            watch_for=front.watch_for if front else "",
            sponsor=self.names.get(turn.sponsor, turn.sponsor),
        )
