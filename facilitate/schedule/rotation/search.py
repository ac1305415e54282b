"""Seats by search: round after round is dealt, then improved by exchanging two seats at a time.

Tabu search after Dotú and Van Hentenryck (2005), Scheduling social golfers locally; all
exchanges of a round are priced in one matrix expression. The price is the sum over pairs of
C(m, 2), not the repeats: repeats alone would pile meetings on one pair. Among plans of one
price the one with fewer repeats is kept.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from facilitate.schedule.rotation.demand import (
    THIRD_TIME,
    Floats,
    Instance,
    Ints,
    Seats,
    cost_of,
    mix_limits,
    prices_of,
    together,
)

APART = 1_000.0
"""The price of a broken hard rule: more than any plan's repeats would gain."""

TURN = 2_500
"""What a turn costs beside the exchanges it prices, in exchanges."""

PATIENCE = 6_000
"""Exchanges without gain after which a few people of one round are shuffled."""


def round_by_round(instance: Instance, first: Seats, *, steps: int, seed: int) -> Seats:
    """Return seats for all rounds that begin with the given ones; `steps` for all of them."""
    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    seats = first
    rounds = len(instance.sizes)
    for number in range(len(first), rounds):
        start = (*seats, tuple(deal(instance, number, chance)))
        seats, _, _ = improve(
            instance.first(number + 1),
            start,
            steps=steps // max(1, rounds - len(first)),
            seed=seed,
            first_round=number,
        )
    return seats


def improve(
    instance: Instance,
    start: Sequence[Sequence[int]],
    *,
    steps: int,
    seed: int,
    enough: float = 0.0,
    first_round: int = 0,
) -> tuple[Seats, float, int]:
    """Return the best seats found from a start, their price, and the exchanges looked at.

    These are about `steps`, fewer at a price of `enough`. Rounds before `first_round` stay.
    """
    search = _Search(instance, start, seed, first_round=first_round)
    turns = steps // (instance.people**2 + TURN)
    done = search.run(turns, enough)
    return tuple(tuple(row) for row in search.best.tolist()), search.least, done


class _Search:
    """The state of one search: seats, meetings, the price of each pair, and what is forbidden."""

    def __init__(
        self, instance: Instance, start: Sequence[Sequence[int]], seed: int, *, first_round: int
    ) -> None:
        self.instance = instance
        self.chance = np.random.default_rng(seed)
        self.seats: Ints = np.array(start, dtype=np.int64)
        self.tables = len(instance.chairs)
        self.open_rounds = range(first_round, len(self.seats))
        self.extra = prices_of(instance, APART)
        self.met = together(self.seats, instance.people) + instance.met
        self.closed = [self._closed(r) for r in range(len(self.seats))]
        self.until = np.zeros((len(self.seats), instance.people, instance.people), dtype=np.int32)
        self.roles = np.array(instance.roles)
        self.same_role = np.equal.outer(self.roles, self.roles)
        self.limits = [mix_limits(instance, row) for row in self.seats]
        self.noise = (
            self.chance.random((instance.people, instance.people), dtype=np.float32) * 0.004
        )
        self.best = self.seats.copy()
        self.price = self.full_price()
        self.least = self.price

    def _closed(self, number: int) -> NDArray[np.bool_]:
        """Return the couples that may not exchange seats in a round."""
        stuck = np.zeros(self.instance.people, dtype=bool)
        stuck[list(self.instance.fixed)] = True
        stuck[self.seats[number] < 0] = True
        return np.logical_or.outer(stuck, stuck)

    def full_price(self) -> float:
        """Return the price of all meetings, counted afresh."""
        _, price = cost_of(self.instance, self.seats)
        held = together(self.seats, self.instance.people)
        return float(price + (np.triu(self.extra, 1) * held).sum())

    def run(self, turns: int, enough: float) -> int:
        """Exchange seats so many times at the most; return how many exchanges were looked at."""
        quiet = 0
        pairs = self.instance.people**2
        for turn in range(1, turns + 1):
            if self.least <= enough or not self.open_rounds:
                return (turn - 1) * pairs
            number = self.open_rounds[int(self.chance.integers(len(self.open_rounds)))]
            if quiet > PATIENCE:
                self._shake(number)
                quiet = 0
            self._exchange_best(number, turn)
            if self.price < self.least - 1e-4:
                self.least = self.price
                self.best = self.seats.copy()
                quiet = 0
            else:
                quiet += 1
        return turns * pairs

    def _deltas(self, number: int) -> tuple[Floats, Floats]:
        """Return what each exchange in a round would change, and what each person costs there."""
        row = self.seats[number]
        people = np.arange(len(row))
        # who is absent sits at a table more, in whose column nobody is counted
        seated = np.where(row < 0, self.tables, row)
        at = np.zeros((len(row), self.tables + 1), dtype=np.float32)
        at[people, seated] = 1.0
        at[:, self.tables] = 0.0
        joining = self.met - THIRD_TIME * np.maximum(self.met - 1, 0) + self.extra
        leaving = self.met - 1 - THIRD_TIME * np.maximum(self.met - 2, 0) + self.extra
        np.fill_diagonal(leaving, 0.0)
        toward = (joining @ at)[:, seated]
        own = (leaving @ at)[people, seated]
        deltas = toward + toward.T - own[:, None] - own[None, :] - 2 * joining
        blocked = self.closed[number] | np.equal.outer(row, row)
        if self.instance.mixed:
            blocked |= ~(self.same_role | self._keeps_mix(number))
        deltas[blocked] = np.inf
        return deltas.astype(np.float32, copy=False), own.astype(np.float32, copy=False)

    def _keeps_mix(self, number: int) -> NDArray[np.bool_]:
        """Return the exchanges between roles after which each table still has its shares."""
        row = self.seats[number]
        roles = self.roles
        count, low, high = self.limits[number]
        there = np.maximum(row, 0)
        can_leave = (count > low)[roles, there]
        can_come = (count < high)[roles][:, there]
        fits: NDArray[np.bool_] = np.logical_and.outer(can_leave, can_leave)
        fits &= can_come
        fits &= can_come.T
        return fits

    def _exchange_best(self, number: int, turn: int) -> None:
        deltas, own = self._deltas(number)
        tempting = deltas + self.noise
        # a forbidden exchange is taken all the same if it beats the best plan so far
        hopeful = self.price + deltas < self.least - 1e-4
        tempting[(self.until[number] > turn) & ~hopeful] = np.inf
        # two people who both meet only new ones have nothing to win from each other's seats
        quiet = own < 0.5
        if not quiet.all():
            tempting[np.logical_and.outer(quiet, quiet)] = np.inf
        one, other = divmod(int(tempting.argmin()), len(own))
        if not np.isfinite(tempting[one, other]):
            return
        self.price += float(deltas[one, other])
        self._exchange(number, one, other)
        tenure = turn + int(self.chance.integers(4, 4 + 12 * len(self.seats)))
        self.until[number, one, other] = self.until[number, other, one] = tenure
        # ties fall to others in the next turn; rolling is cheaper than drawing anew
        shift = int(self.chance.integers(len(own)))
        self.noise = np.roll(self.noise, shift, axis=0)

    def _exchange(self, number: int, one: int, other: int) -> None:
        """Swap the seats of two people and count their meetings anew."""
        row = self.seats[number]
        here, there = row == row[one], row == row[other]
        for who, old, new in ((one, here, there), (other, there, here)):
            change = new.astype(np.float32) - old
            self.met[who] += change
            self.met[:, who] += change
        # each was counted as joining a table that the other has just left
        self.met[one, other] -= 2
        self.met[other, one] -= 2
        self.met[one, one] = self.met[other, other] = 0
        if self.roles[one] != self.roles[other]:
            count = self.limits[number][0]
            for role, old, new in ((one, row[one], row[other]), (other, row[other], row[one])):
                count[self.roles[role], old] -= 1
                count[self.roles[role], new] += 1
        row[one], row[other] = row[other], row[one]

    def _shake(self, number: int) -> None:
        """Exchange a few people of a round at random, where nothing forbids it."""
        for _ in range(3):
            deltas, _ = self._deltas(number)
            free = np.argwhere(deltas < APART / 2)
            if len(free):
                one, other = free[int(self.chance.integers(len(free)))]
                self.price += float(deltas[one, other])
                self._exchange(number, int(one), int(other))


def deal(instance: Instance, number: int, chance: Random) -> list[int]:
    """Return the table of each person in one round, at random within sizes and shares; -1 away."""
    seats = [-1] * instance.people
    sizes, here = instance.sizes[number], sorted(instance.present[number])
    kinds = sorted({instance.roles[person] for person in here})
    groups = [[person for person in here if instance.roles[person] == kind] for kind in kinds]
    quota = rounded_shares([len(group) for group in groups], sizes)
    loose: list[int] = []
    for group, row in zip(groups, quota, strict=True):
        fixed = {person: instance.fixed[person] for person in group if person in instance.fixed}
        taken = Counter(fixed.values())
        places = [t for t, chairs in enumerate(row) for _ in range(chairs - taken[t])]
        free = [person for person in group if person not in fixed]
        chance.shuffle(free)
        for person, table in (*fixed.items(), *zip(free, places, strict=False)):
            seats[person] = table
        loose += free[len(places) :]
    for person in loose:  # whom fixed seats of others pushed out
        seats[person] = max(range(len(sizes)), key=lambda t: sizes[t] - seats.count(t))
    return seats


def rounded_shares(groups: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    """Return whole numbers by group and table, each its exact share rounded down or up.

    Rows sum to the groups and columns to the sizes. Such a rounding always exists, because the
    exact shares are a flow in a network with whole capacities. Source: Cox (1987), Controlled
    rounding; here by augmenting paths.
    """
    whole = sum(sizes)
    exact = [[group * size for size in sizes] for group in groups]
    quota = [[value // whole if whole else 0 for value in row] for row in exact]
    more = [[0] * len(sizes) for _ in groups]
    short = [size - sum(row[t] for row in quota) for t, size in enumerate(sizes)]
    may = [[whole > 0 and value % whole > 0 for value in row] for row in exact]
    for index, group in enumerate(groups):
        for _ in range(group - sum(quota[index])):
            _augment(index, may, more, short, set())
    return [
        [low + extra for low, extra in zip(row, plus, strict=True)]
        for row, plus in zip(quota, more, strict=True)
    ]


def _augment(
    group: int, may: list[list[bool]], more: list[list[int]], short: list[int], seen: set[int]
) -> bool:
    """Give a group one more seat at some table, moving others' extra seats if need be."""
    for table in range(len(short)):
        if not may[group][table] or more[group][table] or table in seen:
            continue
        seen.add(table)
        if short[table] > 0:
            short[table] -= 1
            more[group][table] = 1
            return True
        for holder in range(len(more)):
            if more[holder][table] and _augment(holder, may, more, short, seen):
                more[holder][table] = 0
                more[group][table] = 1
                return True
    return False
