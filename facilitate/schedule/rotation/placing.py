"""Real people into the slots of a design: who takes which slot decides the company.

Repeats cannot come back, whoever takes which slot. A quadratic assignment: a pair of people
costs something if their slots ever share a table. People change slots inside their kind only,
so the mix of every table stays.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from facilitate.schedule.rotation.designs import Design, Rounds
from facilitate.schedule.rotation.instance import (
    SAME_SITE,
    Instance,
    Seats,
    seats_of,
    uneven_shares,
)

Floats = NDArray[np.float32]


HARD = 50.0
"""The price of people who must not meet at slots that do."""


WARM = 5.0
"""The first temperature, in the least price of a meeting; found on rooms of 24 and 75 pairs."""


MET_BEFORE = 1.0


Order = tuple[list[int], list[int], Mapping[int, int]]
"""Whom each slot starts with (-1: nobody), the kind of each slot, and who keeps a slot."""


def place_people(
    instance: Instance, design: Design, empty: Sequence[int], *, turns: int, seed: int
) -> Seats | None:
    """Return the table of each person by round, or None when fixed seats do not fit a level.

    Empty slots are treated as people who must never meet each other, so that every table
    keeps its size within one; they belong to the role whose slots they are taken from.
    """
    slots = sum(len(table) for table in design.rounds[0])
    orders = _orders(instance, slots, design)
    if orders is None:
        return None
    table_of = seats_of(design.rounds, slots)
    taken: tuple[int, ...] | None = None
    if _nothing_to_choose(instance, design):
        gone = set(empty)
        taken = tuple(slot for slot in range(slots) if slot not in gone)
    if taken is None:
        shared = shared_tables(design.rounds, slots)
        for order, kinds, stay in orders:
            prices = _prices(instance, order)
            found = take_slots(prices, shared, kinds, turns=turns // 20, seed=seed, stay=stay)
            if _fits(instance, order, found, shared, table_of):
                found = take_slots(prices, shared, kinds, turns=turns, seed=seed, stay=stay)
            taken = _slots_of_people(instance, order, found)
            if _fits(instance, order, found, shared, table_of):
                break
    assert taken is not None
    return _present(instance, taken, table_of)


def go_on(instance: Instance, design: Design) -> Seats | None:
    """Return the rounds after those of earlier days, everyone in the same slot; None if unlike."""
    table_of = seats_of(design.rounds, sum(len(table) for table in design.rounds[0]))
    taken = _inherited(instance, table_of)
    if taken is None:
        return None
    later = table_of[len(instance.earlier) : len(instance.earlier) + len(instance.present)]
    return _present(instance, taken, later)


def _present(instance: Instance, taken: Sequence[int], table_of: Seats) -> Seats:
    """Return the table of each person by round, -1 where somebody is not there."""
    return tuple(
        tuple(row[slot] if person in here else -1 for person, slot in enumerate(taken))
        for row, here in zip(table_of, instance.present, strict=True)
    )


def _nothing_to_choose(instance: Instance, design: Design) -> bool:
    several_sites = len(set(instance.sites)) < instance.people
    mixed = instance.mixed and design.levelled
    return not (instance.apart or instance.met or instance.fixed or several_sites or mixed)


def _inherited(instance: Instance, table_of: Seats) -> tuple[int, ...] | None:
    """Return the slots that people already had on earlier days, or None if they had none.

    The slot is known by its tables in the design's first rounds; whoever goes on in the same
    slots meets nobody again.
    """
    days = len(instance.earlier)
    if days < 2 or days >= len(table_of):
        return None
    first = {tables: slot for slot, tables in enumerate(zip(*table_of[:days], strict=True))}
    taken = [first.get(tables) for tables in zip(*instance.earlier, strict=True)]
    known = [slot for slot in taken if slot is not None]
    return tuple(known) if len(set(known)) == instance.people else None


def _orders(instance: Instance, slots: int, design: Design) -> list[Order] | None:
    """Return ways to give slots to roles; several, because empty chairs may fall anywhere."""
    tables = len(design.rounds[0])
    at = {table: person for person, table in instance.fixed.items()}
    if len(at) < len(instance.fixed):
        return None
    roles = (
        sorted(set(instance.roles), key=lambda role: -instance.roles.count(role))
        if instance.mixed
        else [0]
    )
    fixed_roles = {instance.roles[person] for person in instance.fixed} if instance.mixed else set()
    if len(fixed_roles) > 1:
        return None
    roles.sort(key=lambda role: role not in fixed_roles)
    members = [
        [p for p in range(instance.people) if not instance.mixed or instance.roles[p] == role]
        for role in roles
    ]
    members[0] = _fixed_first(members[0], at, tables)
    if len(members[0]) < len(at):
        return None
    stay = {table: table for table in at}
    holes = slots - instance.people
    found = [_holes_between(members, holes, after, stay) for after in range(1, len(members))]
    for split in _splits(holes, [len(group) for group in members], slots):
        order: list[int] = []
        kinds: list[int] = []
        for kind, (group, extra) in enumerate(zip(members, split, strict=True)):
            order += group + [-1] * extra
            kinds += [kind] * (len(group) + extra)
        found.append((order, kinds, stay))
    return found


def _fixed_first(people: list[int], at: Mapping[int, int], tables: int) -> list[int]:
    """Seat fixed people in level 0, whose slot x stays at table x, and others around them."""
    others = [person for person in people if person not in at.values()]
    if not at:
        return others
    if len(others) < max(at) + 1 - len(at) or max(at) >= tables:
        return []
    first = [at[x] if x in at else others.pop(0) for x in range(max(at) + 1)]
    return first + others


def _holes_between(
    members: Sequence[list[int]], holes: int, after: int, stay: Mapping[int, int]
) -> Order:
    """Return an order with the empty chairs, which stay there, between two roles.

    Where two roles share a level, a table short of one person then still has its even shares.
    """
    order: list[int] = []
    kinds: list[int] = []
    for kind, group in enumerate(members):
        if kind == after:
            order += [-1] * holes
            kinds += [-1] * holes
        order += group
        kinds += [kind] * len(group)
    return order, kinds, stay


def _splits(holes: int, counts: Sequence[int], slots: int) -> list[list[int]]:
    """Return ways to share out empty chairs: by size of role first, then all to one role."""
    people = sum(counts)
    fair = [count * slots // people - count for count in counts]
    for index in sorted(range(len(counts)), key=lambda i: -(counts[i] * slots % people)):
        if sum(fair) < holes:
            fair[index] += 1
    ways = [fair]
    for index in range(len(counts)):
        alone = [holes if i == index else 0 for i in range(len(counts))]
        if alone not in ways:
            ways.append(alone)
    return ways


def _prices(instance: Instance, order: Sequence[int]) -> Floats:
    """Return what a meeting of the occupants of two starting slots costs."""
    size = len(order)
    where = {person: index for index, person in enumerate(order) if person >= 0}
    sites = np.array([instance.sites[p] if p >= 0 else -1 - i for i, p in enumerate(order)])
    prices: Floats = np.equal.outer(sites, sites).astype(np.float32) * np.float32(SAME_SITE)
    for (one, other), count in instance.met.items():
        if count:
            prices[where[one], where[other]] += MET_BEFORE
            prices[where[other], where[one]] += MET_BEFORE
    for one, other in instance.apart:
        prices[where[one], where[other]] = prices[where[other], where[one]] = HARD
    nobody = np.array([person < 0 for person in order])
    prices[np.logical_and.outer(nobody, nobody)] = HARD
    np.fill_diagonal(prices, 0.0)
    assert prices.shape == (size, size)
    return prices


def _slots_of_people(
    instance: Instance, order: Sequence[int], found: Sequence[int]
) -> tuple[int, ...]:
    slots = [-1] * instance.people
    for index, person in enumerate(order):
        if person >= 0:
            slots[person] = found[index]
    return tuple(slots)


def _fits(
    instance: Instance,
    order: Sequence[int],
    found: Sequence[int],
    shared: Floats,
    table_of: Seats,
) -> bool:
    """Say whether no two empty chairs share a table and every role has its shares."""
    empty = [slot for person, slot in zip(order, found, strict=True) if person < 0]
    if shared[np.ix_(empty, empty)].any():
        return False
    taken = _slots_of_people(instance, order, found)
    return not uneven_shares(
        instance, tuple(tuple(row[slot] for slot in taken) for row in table_of)
    )


def shared_tables(rounds: Rounds, slots: int) -> Floats:
    """Return for each two slots how many rounds they share a table."""
    shared = np.zeros((slots, slots), dtype=np.float32)
    for seating in rounds:
        for table in seating:
            places = np.array(table, dtype=np.int64)
            shared[np.ix_(places, places)] += 1
    np.fill_diagonal(shared, 0.0)
    return shared


def take_slots(
    prices: Floats,
    shared: Floats,
    kinds: Sequence[int],
    *,
    turns: int,
    seed: int,
    stay: Mapping[int, int],
) -> tuple[int, ...]:
    """Return the slot of each person, starting from person i on slot i.

    `prices[i, j]` is what a meeting of two people costs; `kinds` says who may change places
    with whom; `stay` names people who keep their slot. Stops at any number of turns with a
    result that is no worse than the start.
    """
    people = len(prices)
    chance = np.random.default_rng(seed)
    slots = np.arange(people)
    stuck = np.zeros(people, dtype=bool)
    stuck[list(stay)] = True
    kind = np.array(kinds)
    open_to = np.equal.outer(kind, kind) & ~np.logical_or.outer(stuck, stuck)
    np.fill_diagonal(open_to, False)
    cost = prices @ shared
    price = float((prices * shared).sum()) / 2
    best, least = slots.copy(), price
    mobile = np.flatnonzero(open_to.any(axis=1))
    if not len(mobile) or not prices.any():
        return tuple(int(slot) for slot in slots)
    noise = chance.gumbel(size=4096).astype(np.float32)
    positive = prices[prices > 0]
    soft = positive[positive < HARD / 2]
    warm = WARM * float(soft.min()) if len(soft) else 0.05
    for turn in range(turns):
        if least <= 1e-6:
            break
        heat = _heat(turn / turns, warm, hard_left=least > HARD / 2)
        own = cost[np.arange(people), slots]
        person = _who_moves(own, mobile, chance, hard_left=price > HARD / 2)
        swap = cost[person, slots] + cost[:, slots[person]] - own[person] - own
        swap += 2 * prices[person] * shared[slots[person], slots]
        choice = np.where(open_to[person], swap, np.inf)
        if heat > 0:
            begin = int(chance.integers(4096 - people)) if people < 4096 else 0
            choice = choice - heat * np.resize(noise[begin : begin + people], people)
        other = int(choice.argmin())
        change = float(swap[other])
        if not np.isfinite(choice[other]) or change > 12 * heat + 1e-9:
            continue
        if change > 0 and chance.random() >= np.exp(-change / heat):
            continue
        moved = shared[slots[other]] - shared[slots[person]]
        cost += np.multiply.outer(prices[person] - prices[other], moved)
        slots[person], slots[other] = slots[other], slots[person]
        price += change
        if price < least - 1e-6:
            least, best = price, slots.copy()
    return tuple(int(slot) for slot in best)


def _heat(done: float, warm: float, *, hard_left: bool) -> float:
    """Return the temperature: while a hard rule is broken it falls thrice from a hard one."""
    if hard_left:
        return HARD * 0.4 * (1 - (3 * done) % 1) ** 2
    return warm * max(0.0, 1 - 1.05 * done)


def _who_moves(
    own: Floats, mobile: NDArray[np.int64], chance: np.random.Generator, *, hard_left: bool
) -> int:
    """Return somebody to move: while a hard rule is broken, mostly somebody whom it concerns."""
    if hard_left:
        hurt = mobile[own[mobile] >= HARD / 2]
        if len(hurt):
            return int(hurt[int(chance.integers(len(hurt)))])
    return int(mobile[int(chance.integers(len(mobile)))])
