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


TIE = 1e-3
"""Less than any price: among equally good exchanges chance decides."""


MET_BEFORE = 1.0


Order = tuple[list[int], list[int], Mapping[int, int]]
"""Whom each slot starts with (-1: nobody), the kind of each slot, and who keeps a slot."""


def place_people(instance: Instance, design: Design, *, turns: int, seed: int) -> Seats | None:
    """Return the table of each person by round; None where fixed seats or empty chairs do not fit.

    Empty chairs are people who must never meet each other, so that every table keeps its size
    within one; they belong to the role whose slots they are taken from.
    """
    slots = sum(len(table) for table in design.rounds[0])
    table_of = seats_of(design.rounds, slots)
    shared = shared_tables(design.rounds, slots)
    for order, kinds, stay in _orders(instance, slots, design):
        prices = _prices(instance, order)
        for some in (turns // 20, turns):
            found = take_slots(prices, shared, kinds, turns=some, seed=seed, stay=stay)
            if not _fits(instance, order, found, shared, table_of):
                break
        else:
            return _present(instance, _slots_of_people(instance, order, found), table_of)
    return None


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


def _orders(instance: Instance, slots: int, design: Design) -> list[Order]:
    """Return ways to give slots to roles; several, because empty chairs may fall anywhere."""
    tables = len(design.rounds[0])
    at = {table: person for person, table in instance.fixed.items()}
    if len(at) < len(instance.fixed):
        return []
    roles = (
        sorted(set(instance.roles), key=lambda role: -instance.roles.count(role))
        if instance.mixed
        else [0]
    )
    fixed_roles = {instance.roles[person] for person in instance.fixed} if instance.mixed else set()
    if len(fixed_roles) > 1:
        return []
    roles.sort(key=lambda role: role not in fixed_roles)
    members = [
        [p for p in range(instance.people) if not instance.mixed or instance.roles[p] == role]
        for role in roles
    ]
    members[0] = _fixed_first(members[0], at, tables)
    if len(members[0]) < len(at):
        return []
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
    with whom; `stay` names people who keep their slot. In each turn somebody whose meetings cost
    most changes with whoever makes that cheapest, and the two do not change back soon. Stops at
    any number of turns with a result that is no worse than the start.
    """
    people = len(prices)
    chance = np.random.default_rng(seed)
    open_to = np.equal.outer(kinds, kinds)
    open_to[list(stay)] = open_to[:, list(stay)] = False
    np.fill_diagonal(open_to, False)
    mobile = np.flatnonzero(open_to.any(axis=1))
    slots = np.arange(people)
    cost = prices @ shared
    price = float((prices * shared).sum()) / 2
    best, least = slots.copy(), price
    until = np.zeros((people, people), dtype=np.int64)
    for turn in range(turns if len(mobile) else 0):
        if least <= 1e-6:
            break
        own = cost[np.arange(people), slots]
        dearest = mobile[own[mobile] >= own[mobile].max() / 2]
        person = int(dearest[int(chance.integers(len(dearest)))])
        swap = cost[person, slots] + cost[:, slots[person]] - own[person] - own
        swap += 2 * prices[person] * shared[slots[person], slots]
        # a forbidden exchange is taken all the same if it beats the best so far
        allowed = open_to[person] & ((until[person] <= turn) | (price + swap < least - 1e-6))
        other = int(np.where(allowed, swap + chance.random(people) * TIE, np.inf).argmin())
        if not allowed[other]:
            continue
        moved = shared[slots[other]] - shared[slots[person]]
        cost += np.multiply.outer(prices[person] - prices[other], moved)
        slots[person], slots[other] = slots[other], slots[person]
        price += float(swap[other])
        tenure = turn + int(chance.integers(4, 5 + people // 3))
        until[person, other] = until[other, person] = tenure
        if price < least - 1e-6:
            least, best = price, slots.copy()
    return tuple(int(slot) for slot in best)
