"""What is asked of a rotation, which demands no plan can meet, and both in numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from facilitate.faults import Fault
from facilitate.model import Person
from facilitate.structs import Struct, replace

Mix = Literal["any", "bridging", "bonding"]
"""bridging: every table has each role's share; bonding: a table holds one role; any: no rule."""


class Demand(Struct, kw_only=True):
    """Who sits where how often, and what must hold.

    `chairs` are the seats of each table in room order. `apart` names people who never share
    a table; with `partners_apart` the members of a pair do not either. `fixed` gives a person
    a table (from 1) in every round; `absent` takes a person out of a round (from 1). `earlier`
    lists the tables of rounds already held on earlier days, whose meetings count. Sponsors
    host a table and take no seat. `steps` bounds every search, so that the same demand gives
    the same plan on a slow computer.
    """

    people: tuple[Person, ...]
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
    seated = tuple(Person(str(number), name="", role="") for number in range(1, people + 1))
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
            f"{len(demand.people)} people in {demand.rounds} rounds and misses {missing}.",
            hint="Add rounds or larger tables, or let sponsors change tables in mid-round.",
        )


Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

Seats = tuple[tuple[int, ...], ...]
"""The table of each person by round, -1 for somebody absent."""


SAME_SITE = 0.02
"""The price of two people of one site at one table: it only decides between equal plans."""

THIRD_TIME = 0.3
"""Share of C(m, 2) - (m - 1) taken off a price: of equal plans the one with fewer repeats."""


class Instance(Struct, kw_only=True):
    """The demand of a solver. `sizes` are people at each table in each round.

    `roles` and `sites` number the kinds of people; `mixed` asks for every role's share at
    every table, and without it all have one role. `earlier` holds the table of each person in
    rounds of earlier days (-1: not seated), `met` counts by two people the meetings they made
    there; `apart` says of each two whether they never share a table. `present` lists who is
    there by round.
    """

    people: int
    chairs: tuple[int, ...]
    sizes: tuple[tuple[int, ...], ...]
    roles: tuple[int, ...]
    sites: tuple[int, ...]
    mixed: bool
    apart: NDArray[np.bool_]
    met: Floats
    fixed: Mapping[int, int]
    present: tuple[frozenset[int], ...]
    earlier: tuple[tuple[int, ...], ...] = ()

    @property
    def everyone_always(self) -> bool:
        """Say whether nobody misses a round."""
        return all(len(here) == self.people for here in self.present)

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Return for each two people whether they cannot meet for a first time."""
        return self.apart | (self.met > 0)

    def first(self, rounds: int) -> "Instance":
        """Return the demand of its first rounds."""
        return replace(self, sizes=self.sizes[:rounds], present=self.present[:rounds])


class Seated(Struct):
    """Seats, what they rest on in words, and the steps that were taken."""

    seats: Seats
    source: str
    steps: int = 0


def instance_of(demand: Demand) -> Instance:
    """Return the demand in numbers; people in the order in which they are listed."""
    number = {person.id: index for index, person in enumerate(demand.people)}
    absent = {(number[who], when - 1) for who, when in demand.absent if who in number}
    present = tuple(
        frozenset(p for p in range(len(number)) if (p, r) not in absent)
        for r in range(demand.rounds)
    )
    earlier = seats_of(
        [
            [[number[who] for who in table if who in number] for table in seating]
            for seating in demand.earlier
        ],
        len(number),
    )
    mixed = demand.mix == "bridging"
    apart = np.zeros((len(number), len(number)), dtype=bool)
    for one, other in couples_apart(demand):
        apart[number[one], number[other]] = apart[number[other], number[one]] = True
    return Instance(
        people=len(number),
        chairs=demand.chairs,
        sizes=tuple(even_sizes(demand.chairs, len(here)) for here in present),
        roles=_numbered([p.role if mixed else "" for p in demand.people]),
        # an empty service is shared with nobody
        sites=_numbered([p.service or f"\0{index}" for index, p in enumerate(demand.people)]),
        mixed=mixed,
        apart=apart,
        met=together(earlier, len(number)),
        fixed={number[who]: table - 1 for who, table in demand.fixed},
        present=present,
        earlier=earlier,
    )


def even_sizes(chairs: Sequence[int], people: int) -> tuple[int, ...]:
    """Return how many sit at each table when as even as the chairs allow, earlier tables first."""
    sizes = [0] * len(chairs)
    for _ in range(people):
        free = [table for table, seats in enumerate(chairs) if sizes[table] < seats]
        sizes[min(free, key=lambda table: (sizes[table], table))] += 1
    return tuple(sizes)


def _numbered(words: Sequence[str]) -> tuple[int, ...]:
    order = {word: index for index, word in enumerate(dict.fromkeys(words))}
    return tuple(order[word] for word in words)


def together(seats: Seats | Ints, people: int) -> Floats:
    """Return how often each two people share a table."""
    held = np.zeros((people, people), dtype=np.float32)
    for row in np.array(seats, dtype=np.int64):
        at = (row[:, None] == np.arange(row.max() + 1)).astype(np.float32)
        held += at @ at.T
    np.fill_diagonal(held, 0.0)
    return held


def prices_of(instance: Instance, apart: float) -> Floats:
    """Return the price of each two people at one table, whoever has met before."""
    sites = np.array(instance.sites)
    prices: Floats = np.equal.outer(sites, sites).astype(np.float32) * np.float32(SAME_SITE)
    prices[instance.apart] = apart
    np.fill_diagonal(prices, 0.0)
    return prices


def penalties_of(instance: Instance, seats: Seats | Ints) -> tuple[int, int, int]:
    """Return hard rules broken, the sum over pairs of C(m, 2), and repeats."""
    today = together(seats, instance.people)
    broken = int(today[instance.apart].sum()) // 2
    broken += sum(
        row[person] not in (table, -1) for row in seats for person, table in instance.fixed.items()
    )
    met = np.triu(today + instance.met, 1).astype(np.int64)
    return broken, int((met * (met - 1)).sum()) // 2, int(np.maximum(met - 1, 0).sum())


def misfits(instance: Instance, seats: Seats) -> int:
    """Return people without a chair, and seats beyond a role's share rounded down or up.

    Exchanges of seats never mend these: they keep the sizes and the shares of tables.
    """
    crowded = sum(
        max(0, row.count(table) - chairs)
        for row in seats
        for table, chairs in enumerate(instance.chairs)
    )
    return crowded + uneven_shares(instance, seats)


def uneven_shares(instance: Instance, seats: Seats) -> int:
    """Return the seats beyond a role's share of a table, rounded down or up."""
    uneven = 0
    for row in seats:
        count, low, high = mix_limits(instance, np.array(row, dtype=np.int64))
        uneven += int((np.maximum(low - count, 0) + np.maximum(count - high, 0)).sum())
    return uneven


def mix_limits(instance: Instance, row: Ints) -> tuple[Ints, Ints, Ints]:
    """Return by role and table the people of a round, their share rounded down, and up."""
    roles = np.array(instance.roles)
    kinds, tables = int(roles.max()) + 1, int(row.max()) + 1
    count = np.zeros((kinds, tables), dtype=np.int64)
    there = row >= 0
    np.add.at(count, (roles[there], row[there]), 1)
    whole = count.sum(axis=1)[:, None] * count.sum(axis=0)[None, :]
    low = whole // there.sum()
    high = -(-whole // there.sum())
    return count, low, high


def cost_of(instance: Instance, seats: Seats | Ints) -> tuple[int, float]:
    """Return hard rules broken, and the price by which plans are improved."""
    broken, meetings, repeats = penalties_of(instance, seats)
    return broken, meetings - THIRD_TIME * (meetings - repeats)


def in_room_order(instance: Instance, seats: Seats) -> Seats:
    """Return seats with tables renumbered, where needed, so that larger tables get more people."""
    if instance.fixed:
        return seats
    rounds = []
    for row, sizes in zip(seats, instance.sizes, strict=False):
        held = [row.count(table) for table in range(len(sizes))]
        if all(count <= seats for count, seats in zip(held, instance.chairs, strict=True)):
            rounds.append(row)
            continue
        fullest = sorted(range(len(sizes)), key=lambda table: (-held[table], table))
        widest = sorted(range(len(sizes)), key=lambda t: (-instance.chairs[t], -sizes[t], t))
        place = dict(zip(fullest, widest, strict=True))
        rounds.append(tuple(place.get(table, -1) for table in row))
    return tuple(rounds)


def seats_of(rounds: Sequence[Sequence[Sequence[int]]], people: int) -> Seats:
    """Return the table of each person by round."""
    seats = [[-1] * people for _ in rounds]
    for row, seating in zip(seats, rounds, strict=True):
        for table, there in enumerate(seating):
            for person in there:
                row[person] = table
    return tuple(tuple(row) for row in seats)
