"""A demand in numbers: people, tables and rounds from 0, as the constructions count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from facilitate.schedule.rotation.demand import Demand

Pair = tuple[int, int]
"""Two people, the lower number first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The demand of a solver. `sizes` are people at each table in each round.

    `roles` and `sites` number the kinds of people; `mixed` asks for every role's share at
    every table. `earlier` holds the table of each person in rounds of earlier days (-1: not
    seated), `met` counts the meetings they made. `present` lists who is there by round.
    """

    people: int
    chairs: tuple[int, ...]
    sizes: tuple[tuple[int, ...], ...]
    roles: tuple[int, ...]
    sites: tuple[int, ...]
    mixed: bool
    apart: frozenset[Pair]
    met: Mapping[Pair, int]
    fixed: Mapping[int, int]
    present: tuple[frozenset[int], ...]
    earlier: tuple[tuple[int, ...], ...] = ()

    @property
    def everyone_always(self) -> bool:
        """Say whether nobody misses a round."""
        return all(len(here) == self.people for here in self.present)


def pair_of(one: int, other: int) -> Pair:
    """Return two people with the lower number first."""
    return (one, other) if one < other else (other, one)


def room_of(demand: Demand) -> Room:
    """Return the demand in numbers; people in the order in which they are listed."""
    number = {person.id: index for index, person in enumerate(demand.people)}
    absent = {(number[who], when - 1) for who, when in demand.absent if who in number}
    present = tuple(
        frozenset(p for p in range(len(number)) if (p, r) not in absent)
        for r in range(demand.rounds)
    )
    return Room(
        people=len(number),
        chairs=demand.chairs,
        sizes=tuple(even_sizes(demand.chairs, len(here)) for here in present),
        roles=_numbered([person.role for person in demand.people]),
        sites=_sites(demand),
        mixed=demand.mix == "bridging",
        apart=_apart(demand, number),
        met=_met(demand, number),
        fixed={number[who]: table - 1 for who, table in demand.fixed},
        present=present,
        earlier=_earlier(demand, number),
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


def _sites(demand: Demand) -> tuple[int, ...]:
    """Number the sites; an empty site is shared with nobody."""
    words = [person.site or f"\0{index}" for index, person in enumerate(demand.people)]
    return _numbered(words)


def _apart(demand: Demand, number: Mapping[str, int]) -> frozenset[Pair]:
    couples = {pair_of(number[one], number[other]) for one, other in demand.apart}
    if demand.partners_apart:
        pairs: dict[str, list[int]] = {}
        for person in demand.people:
            if person.pair:
                pairs.setdefault(person.pair, []).append(number[person.id])
        couples |= {couple for members in pairs.values() for couple in combinations(members, 2)}
    return frozenset(couples)


def _earlier(demand: Demand, number: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    rows = []
    for seating in demand.earlier:
        row = [-1] * len(number)
        for table, there in enumerate(seating):
            for who in there:
                if who in number:
                    row[number[who]] = table
        rows.append(tuple(row))
    return tuple(rows)


def _met(demand: Demand, number: Mapping[str, int]) -> dict[Pair, int]:
    met: dict[Pair, int] = {}
    for seating in demand.earlier:
        for table in seating:
            known = sorted(number[who] for who in table if who in number)
            for couple in combinations(known, 2):
                met[couple] = met.get(couple, 0) + 1
    return met
