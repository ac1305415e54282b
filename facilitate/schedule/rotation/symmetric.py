"""Overfull and odd rooms: rounds that are turns of a few base rounds.

People of one role stand in circles; round after round everyone walks one step. Only the base
rounds are searched, and what is counted are orbits of pairs: two people and everybody who
stands the same number of steps apart. A plan of R rounds is R / k times smaller to search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from facilitate.schedule.rotation.instance import Instance, Pair, pair_of
from facilitate.schedule.rotation.search import deal

WARM, COOL = 1.2, 0.15
"""Temperatures, in second meetings of one orbit for each step around the circle."""

APART = 40
"""The price of an orbit of pairs most of whom must be kept apart."""


@dataclass(frozen=True, slots=True)
class Orbits:
    """`of[i][j]`: the orbit of two people. `price[orbit][n]`: its cost when met n times in base."""

    of: tuple[tuple[int, ...], ...]
    price: tuple[tuple[float, ...], ...]


def walk(instance: Instance, circle: int) -> tuple[int, ...]:
    """Return where each person goes in one step: around a circle of people of one role, or not."""
    ahead = list(range(instance.people))
    for role in sorted(set(instance.roles)):
        members = [p for p in range(instance.people) if instance.roles[p] == role]
        for first in range(0, len(members) - circle + 1, circle):
            ring = members[first : first + circle]
            for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                ahead[one] = other
    return tuple(ahead)


def turned_rounds(
    instance: Instance, circle: int, *, turns: int, seed: int
) -> tuple[tuple[int, ...], ...]:
    """Return seats by round from rounds / circle base rounds, annealed over orbits of pairs.

    The circle must divide the number of rounds, and rounds must be alike in sizes. An orbit is
    avoided when half of its pairs must be kept apart.
    """
    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    ahead = walk(instance, circle)
    orbits = _orbits(instance, ahead, circle)
    base = [deal(instance, number, chance) for number in range(len(instance.sizes) // circle)]
    best = _anneal(instance, base, orbits, chance, turns)
    rounds = []
    for seats in best:
        now = list(seats)
        for _ in range(circle):
            rounds.append(tuple(now))
            moved = now[:]
            for person, other in enumerate(ahead):
                moved[other] = now[person]
            now = moved
    return tuple(rounds)


def _orbits(instance: Instance, ahead: Sequence[int], circle: int) -> Orbits:
    """Return the orbits of pairs under one step, with their prices."""
    people = instance.people
    of = [[-1] * people for _ in range(people)]
    prices: list[tuple[float, ...]] = []
    for one in range(people):
        for other in range(one + 1, people):
            if of[one][other] >= 0:
                continue
            members: list[Pair] = []
            pair = (one, other)
            while of[pair[0]][pair[1]] < 0:
                of[pair[0]][pair[1]] = of[pair[1]][pair[0]] = len(prices)
                members.append(pair)
                pair = pair_of(ahead[pair[0]], ahead[pair[1]])
            apart = sum(member in instance.apart for member in members)
            closed = 2 * apart >= len(members)
            each = circle // len(members)
            prices.append(
                tuple(
                    n * (each * n - 1) / 2 + APART * n * closed
                    for n in range(len(instance.sizes) + 2)
                )
            )
    return Orbits(tuple(tuple(row) for row in of), tuple(prices))


def _anneal(
    instance: Instance, base: list[list[int]], orbits: Orbits, chance: Random, turns: int
) -> list[list[int]]:
    """Return base rounds of low price after so many tried exchanges."""
    count = [0] * len(orbits.price)
    tables = [_tables(instance, seats, number) for number, seats in enumerate(base)]
    for seating in tables:
        for table in seating:
            for place, one in enumerate(table):
                for other in table[place + 1 :]:
                    count[orbits.of[one][other]] += 1
    price = sum(prices[n] for prices, n in zip(orbits.price, count, strict=True))
    least, best = price, [seats[:] for seats in base]
    for turn in range(turns):
        if least <= 0:
            break
        heat = WARM + (COOL - WARM) * turn / turns
        number = int(chance.random() * len(base))
        seats = base[number]
        one, other = int(chance.random() * instance.people), int(chance.random() * instance.people)
        if seats[one] == seats[other] or not _may_swap(instance, one, other):
            continue
        change = _swap(tables[number], seats, one, other, orbits, count)
        if change > 0 and chance.random() >= exp(-change / heat):
            _swap(tables[number], seats, one, other, orbits, count)
            continue
        price += change
        if price < least - 1e-9:
            least, best = price, [row[:] for row in base]
    return best


def _tables(instance: Instance, seats: Sequence[int], number: int) -> list[list[int]]:
    tables: list[list[int]] = [[] for _ in instance.sizes[number]]
    for person, table in enumerate(seats):
        tables[table].append(person)
    return tables


def _may_swap(instance: Instance, one: int, other: int) -> bool:
    return not instance.mixed or instance.roles[one] == instance.roles[other]


def _swap(
    tables: list[list[int]],
    seats: list[int],
    one: int,
    other: int,
    orbits: Orbits,
    count: list[int],
) -> float:
    """Exchange two people's seats in a base round and return the change in price."""
    change = 0.0
    here, there = seats[one], seats[other]
    tables[here].remove(one)
    tables[there].remove(other)
    for who, left, joined in ((one, here, there), (other, there, here)):
        row = orbits.of[who]
        for mate in tables[left]:
            orbit = row[mate]
            n = count[orbit]
            change += orbits.price[orbit][n - 1] - orbits.price[orbit][n]
            count[orbit] = n - 1
        for mate in tables[joined]:
            orbit = row[mate]
            n = count[orbit]
            change += orbits.price[orbit][n + 1] - orbits.price[orbit][n]
            count[orbit] = n + 1
    tables[here].append(other)
    tables[there].append(one)
    seats[one], seats[other] = there, here
    return change
