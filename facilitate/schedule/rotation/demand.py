"""What is asked of a rotation, and which demands no plan can meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from facilitate.faults import Fault

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
    return (*_apart(demand), *_bonding(demand), *_linking(demand))


def _apart(demand: Demand) -> Iterator[Fault]:
    group = _all_apart(strangers_of(demand))
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


def strangers_of(demand: Demand) -> dict[str, set[str]]:
    """Return for each person whom they may not share a table with."""
    strangers: dict[str, set[str]] = {person.id: set() for person in demand.people}
    for one, other in couples_apart(demand):
        strangers[one].add(other)
        strangers[other].add(one)
    return strangers


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
