"""What is asked of a rotation, and which demands no plan can meet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from facilitate.faults import Fault, did_you_mean

Mix = Literal["any", "bridging", "bonding"]
"""bridging: every table has each role's share; bonding: a table holds one role; any: no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who takes a seat; `pair` and `site` (service, line of management) may be empty."""

    id: str
    role: str = ""
    pair: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Who sits where how often, and what must hold.

    `chairs` are the seats of each table in room order. `apart` names people who never share
    a table; with `partners_apart` the members of a pair do not either. `fixed` gives a person
    a table (from 1) in every round; `absent` takes a person out of a round (from 1). `earlier`
    lists the tables of rounds already held on earlier days, whose meetings count. Sponsors
    host a table and take no seat. `steps` bounds every search, so that the same demand gives
    the same plan on a slow computer.
    """

    people: tuple[Participant, ...]
    chairs: tuple[int, ...]
    rounds: int
    mix: Mix = "any"
    partners_apart: bool = True
    apart: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, int], ...] = ()
    absent: tuple[tuple[str, int], ...] = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    sponsors: tuple[str, ...] = ()
    seed: int = 1
    steps: int = 80_000_000


def room_full_of(people: int, tables: int, rounds: int, *, seed: int = 1) -> Demand:
    """Return the bare demand: people numbered from 1, at tables as even as can be."""
    each, more = divmod(people, tables)
    chairs = tuple(each + (table < more) for table in range(tables))
    seated = tuple(Participant(id=str(number)) for number in range(1, people + 1))
    return Demand(people=seated, chairs=chairs, rounds=rounds, seed=seed)


def faults_of(demand: Demand) -> tuple[Fault, ...]:
    """Return every demand that no plan can meet."""
    shape = tuple(_shape(demand))
    if shape:
        return shape
    unknown = tuple(_unknown(demand))
    if unknown:
        return unknown
    found = (*_chairs(demand), *_fixed(demand), *_apart(demand), *_bonding(demand))
    return (*found, *_linking(demand))


def _shape(demand: Demand) -> Iterator[Fault]:
    for what, count in (
        ("people", len(demand.people)),
        ("tables", len(demand.chairs)),
        ("rounds", demand.rounds),
    ):
        if count < 1:
            yield Fault(
                code="T501",
                message=f"A rotation with {count} {what} has nobody to seat.",
                hint=f"Give at least 1 of {what}.",
            )
    twice = [who for who, n in Counter(p.id for p in demand.people).items() if n > 1]
    for who in twice:
        yield Fault(
            code="T502",
            message=f"{who!r} is listed more than once.",
            hint="Give each person one id.",
        )


def _unknown(demand: Demand) -> Iterator[Fault]:
    known = {person.id for person in demand.people}
    named = [who for couple in demand.apart for who in couple]
    named += [who for who, _ in (*demand.fixed, *demand.absent)]
    for who in dict.fromkeys(named):
        if who not in known:
            yield Fault(
                code="T502",
                message=f"A seating rule names {who!r}, who is not among the people.",
                hint=did_you_mean(who, known, otherwise="Add the person or remove the rule."),
            )


def _chairs(demand: Demand) -> Iterator[Fault]:
    for number in range(1, demand.rounds + 1):
        away = {who for who, when in demand.absent if when == number}
        people = len(demand.people) - len(away)
        missing = people - sum(demand.chairs)
        if missing > 0:
            yield Fault(
                code="T503",
                message=f"Round {number} has {people} people and {sum(demand.chairs)} chairs: "
                f"{missing} too few.",
                hint=f"Add {missing} chairs or a table.",
            )
            return


def _fixed(demand: Demand) -> Iterator[Fault]:
    tables = len(demand.chairs)
    at: dict[str, int] = {}
    for who, table in demand.fixed:
        if not 1 <= table <= tables:
            yield Fault(
                code="T504",
                message=f"{who!r} is fixed at table {table}; there are {tables} tables.",
                hint=f"Choose a table from 1 to {tables}.",
            )
        elif at.setdefault(who, table) != table:
            yield Fault(
                code="T504",
                message=f"{who!r} is fixed at table {at[who]} and at table {table}.",
                hint="Keep one of them.",
            )
    for table, count in sorted(Counter(at.values()).items()):
        if 1 <= table <= tables and count > demand.chairs[table - 1]:
            chairs = demand.chairs[table - 1]
            yield Fault(
                code="T504",
                message=f"{count} people are fixed at table {table}, which has {chairs} chairs: "
                f"{count - chairs} too many.",
                hint=f"Move {count - chairs} of them.",
            )


def _apart(demand: Demand) -> Iterator[Fault]:
    at = dict(demand.fixed)
    strangers: dict[str, set[str]] = {person.id: set() for person in demand.people}
    for one, other in couples_apart(demand):
        strangers[one].add(other)
        strangers[other].add(one)
        if one in at and at[one] == at.get(other):
            yield Fault(
                code="T505",
                message=f"{one} and {other} are to be kept apart, yet both fixed at table "
                f"{at[one]}.",
                hint="Fix one of them elsewhere.",
            )
    group = _all_apart(strangers)
    tables = len(demand.chairs)
    if len(group) > tables:
        yield Fault(
            code="T505",
            message=f"{', '.join(group)} must all sit apart: {len(group)} tables are needed, "
            f"there are {tables}.",
            hint=f"Add {len(group) - tables} tables or allow some of them to meet.",
        )


def couples_apart(demand: Demand) -> Iterator[tuple[str, str]]:
    """Yield the couples that never share a table: those kept apart, and partners if asked."""
    yield from demand.apart
    if demand.partners_apart:
        pairs: dict[str, list[str]] = {}
        for person in demand.people:
            if person.pair:
                pairs.setdefault(person.pair, []).append(person.id)
        for members in pairs.values():
            yield from combinations(members, 2)


def _all_apart(strangers: dict[str, set[str]]) -> list[str]:
    """Return a large group of whom no two may meet, found greedily from each person."""
    largest: list[str] = []
    for first in strangers:
        group, open_to = [first], set(strangers[first])
        while open_to:
            best = max(sorted(open_to), key=lambda who: len(strangers[who] & open_to))
            group.append(best)
            open_to &= strangers[best]
        largest = max(largest, group, key=len)
    return largest


def _bonding(demand: Demand) -> Iterator[Fault]:
    roles = {person.role for person in demand.people}
    if demand.mix == "bonding" and len(roles) > len(demand.chairs):
        missing = len(roles) - len(demand.chairs)
        yield Fault(
            code="T506",
            message=f"{len(roles)} roles are to sit by themselves at {len(demand.chairs)} "
            f"tables: {missing} too few.",
            hint=f"Add {missing} tables.",
        )


def _linking(demand: Demand) -> Iterator[Fault]:
    if not demand.sponsors:
        return
    reach = demand.rounds * max(demand.chairs)
    missing = len(demand.people) - reach
    if missing > 0:
        yield Fault(
            code="T507",
            severity="warning",
            message=f"A sponsor who hosts one table a round meets at most {reach} of "
            f"{len(demand.people)} people in {demand.rounds} rounds: {missing} are missed.",
            hint="Add rounds or larger tables, or let sponsors change tables in mid-round.",
        )
