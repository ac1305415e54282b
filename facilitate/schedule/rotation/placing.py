"""Real people into the slots of a design: roles into levels, then the quadratic assignment."""

from collections.abc import Mapping, Sequence

import numpy as np

from facilitate.schedule.rotation.design import Design
from facilitate.schedule.rotation.room import Room
from facilitate.schedule.rotation.seating import HARD, Floats, shared_tables, take_slots

SAME_SITE = 0.02
MET_BEFORE = 1.0


def place_people(
    room: Room, design: Design, empty: Sequence[int], *, turns: int, seed: int
) -> tuple[tuple[int, ...], ...] | None:
    """Return the table of each person by round, or None when fixed seats do not fit a level.

    Empty slots are treated as people who must never meet each other, so that every table
    keeps its size within one; they belong to the role whose slots they are taken from.
    """
    slots = sum(len(table) for table in design.rounds[0])
    orders = _orders(room, slots, design)
    if orders is None:
        return None
    table_of = _table_of(design, slots)
    taken: tuple[int, ...] | None = None
    if _nothing_to_choose(room, design):
        gone = set(empty)
        taken = tuple(slot for slot in range(slots) if slot not in gone)
    if taken is None:
        shared = shared_tables(design.rounds, slots)
        for order, kinds, stay in orders:
            prices = _prices(room, order)
            found = take_slots(prices, shared, kinds, turns=turns // 20, seed=seed, stay=stay)
            if _fits(room, order, found, shared, table_of):
                found = take_slots(prices, shared, kinds, turns=turns, seed=seed, stay=stay)
            taken = _slots_of_people(room, order, found)
            if _fits(room, order, found, shared, table_of):
                break
    assert taken is not None
    return tuple(
        tuple(row[slot] if person in here else -1 for person, slot in enumerate(taken))
        for row, here in zip(table_of, room.present, strict=True)
    )


def go_on(room: Room, design: Design) -> tuple[tuple[int, ...], ...] | None:
    """Return the rounds after those of earlier days, everyone in the same slot; None if unlike."""
    table_of = _table_of(design, sum(len(table) for table in design.rounds[0]))
    taken = _inherited(room, table_of)
    if taken is None:
        return None
    later = table_of[len(room.earlier) : len(room.earlier) + len(room.present)]
    return tuple(
        tuple(row[slot] if person in here else -1 for person, slot in enumerate(taken))
        for row, here in zip(later, room.present, strict=True)
    )


def change_places(
    room: Room, seats: Sequence[Sequence[int]], *, turns: int, seed: int
) -> tuple[tuple[int, ...], ...]:
    """Return seats in which people have taken over the whole path of others of their role."""
    order = list(range(room.people))
    kinds = room.roles if room.mixed else [0] * room.people
    rounds = tuple(
        tuple(tuple(p for p, at in enumerate(row) if at == table) for table in range(max(row) + 1))
        for row in seats
    )
    shared = shared_tables(rounds, room.people)
    taken = take_slots(_prices(room, order), shared, kinds, turns=turns, seed=seed)
    return tuple(tuple(row[slot] for slot in taken) for row in seats)


def _nothing_to_choose(room: Room, design: Design) -> bool:
    several_sites = len(set(room.sites)) < room.people
    mixed = room.mixed and design.levelled
    return not (room.apart or room.met or room.fixed or several_sites or mixed)


def _table_of(design: Design, slots: int) -> list[list[int]]:
    rows = [[-1] * slots for _ in design.rounds]
    for row, seating in zip(rows, design.rounds, strict=True):
        for table, there in enumerate(seating):
            for slot in there:
                row[slot] = table
    return rows


def _inherited(room: Room, table_of: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    """Return the slots that people already had on earlier days, or None if they had none.

    The slot is known by its tables in the design's first rounds; whoever goes on in the same
    slots meets nobody again.
    """
    days = len(room.earlier)
    if days < 2 or days >= len(table_of):
        return None
    first = {tables: slot for slot, tables in enumerate(zip(*table_of[:days], strict=True))}
    taken = [first.get(tables) for tables in zip(*room.earlier, strict=True)]
    known = [slot for slot in taken if slot is not None]
    return tuple(known) if len(set(known)) == room.people else None


Order = tuple[list[int], list[int], Mapping[int, int]]
"""Whom each slot starts with (-1: nobody), the kind of each slot, and who keeps a slot."""


def _orders(room: Room, slots: int, design: Design) -> list[Order] | None:
    """Return ways to give slots to roles; several, because empty chairs may fall anywhere."""
    tables = len(design.rounds[0])
    at = {table: person for person, table in room.fixed.items()}
    if len(at) < len(room.fixed):
        return None
    roles = sorted(set(room.roles), key=lambda role: -room.roles.count(role)) if room.mixed else [0]
    fixed_roles = {room.roles[person] for person in room.fixed} if room.mixed else set()
    if len(fixed_roles) > 1:
        return None
    roles.sort(key=lambda role: role not in fixed_roles)
    members = [
        [p for p in range(room.people) if not room.mixed or room.roles[p] == role] for role in roles
    ]
    members[0] = _fixed_first(members[0], at, tables)
    if len(members[0]) < len(at):
        return None
    stay = {table: table for table in at}
    holes = slots - room.people
    found = [_holes_between(members, holes, after, stay) for after in range(1, len(members))]
    for split in _splits(holes, [len(group) for group in members], slots):
        order: list[int] = []
        kinds: list[int] = []
        for kind, (group, extra) in enumerate(zip(members, split, strict=True)):
            order += group + [-1] * extra
            kinds += [kind] * (len(group) + extra)
        found.append((order, kinds, stay))
    return found


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


def _fixed_first(people: list[int], at: Mapping[int, int], tables: int) -> list[int]:
    """Seat fixed people in level 0, whose slot x stays at table x, and others around them."""
    others = [person for person in people if person not in at.values()]
    if not at:
        return others
    if len(others) < max(at) + 1 - len(at) or max(at) >= tables:
        return []
    first = [at[x] if x in at else others.pop(0) for x in range(max(at) + 1)]
    return first + others


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


def _prices(room: Room, order: Sequence[int]) -> Floats:
    """Return what a meeting of the occupants of two starting slots costs."""
    size = len(order)
    where = {person: index for index, person in enumerate(order) if person >= 0}
    sites = np.array([room.sites[p] if p >= 0 else -1 - i for i, p in enumerate(order)])
    prices: Floats = np.equal.outer(sites, sites).astype(np.float32) * np.float32(SAME_SITE)
    for (one, other), count in room.met.items():
        if count:
            prices[where[one], where[other]] += MET_BEFORE
            prices[where[other], where[one]] += MET_BEFORE
    for one, other in room.apart:
        prices[where[one], where[other]] = prices[where[other], where[one]] = HARD
    nobody = np.array([person < 0 for person in order])
    prices[np.logical_and.outer(nobody, nobody)] = HARD
    np.fill_diagonal(prices, 0.0)
    assert prices.shape == (size, size)
    return prices


def _slots_of_people(room: Room, order: Sequence[int], found: Sequence[int]) -> tuple[int, ...]:
    slots = [-1] * room.people
    for index, person in enumerate(order):
        if person >= 0:
            slots[person] = found[index]
    return tuple(slots)


def _fits(
    room: Room,
    order: Sequence[int],
    found: Sequence[int],
    shared: Floats,
    table_of: list[list[int]],
) -> bool:
    """Say whether no two empty chairs share a table and every role has its shares."""
    empty = [slot for person, slot in zip(order, found, strict=True) if person < 0]
    if shared[np.ix_(empty, empty)].any():
        return False
    return _mix_holds(room, _slots_of_people(room, order, found), table_of)


def _mix_holds(room: Room, taken: Sequence[int], table_of: list[list[int]]) -> bool:
    """Say whether every role has its share, rounded down or up, at every table."""
    if not room.mixed:
        return True
    for row in table_of:
        tables: dict[int, list[int]] = {}
        for person, slot in enumerate(taken):
            tables.setdefault(row[slot], []).append(room.roles[person])
        for there in tables.values():
            for role in set(room.roles):
                share = room.roles.count(role) * len(there)
                low, high = share // room.people, -(-share // room.people)
                if not low <= there.count(role) <= high:
                    return False
    return True
