"""A first seating by hand: every role's share at every table, fixed people where they belong."""

from collections.abc import Sequence
from random import Random

from facilitate.schedule.rotation.room import Room


def deal(room: Room, number: int, chance: Random) -> list[int]:
    """Return the table of each person in one round, at random within sizes and shares; -1 away."""
    seats = [-1] * room.people
    sizes = room.sizes[number]
    here = sorted(room.present[number])
    groups = _groups(room, here)
    quota = rounded_shares([len(group) for group in groups], sizes)
    loose: list[int] = []
    for group, row in zip(groups, quota, strict=True):
        left = list(row)
        free = []
        for person in group:
            table = room.fixed.get(person)
            if table is None:
                free.append(person)
            else:
                seats[person] = table
                left[table] -= 1
        places = [table for table, count in enumerate(left) for _ in range(count)]
        chance.shuffle(free)
        for person, table in zip(free, places, strict=False):
            seats[person] = table
        loose += free[len(places) :]
    return _fill(seats, sizes, loose)


def _fill(seats: list[int], sizes: Sequence[int], loose: list[int]) -> list[int]:
    """Seat people whom fixed seats of others pushed out, where a chair is left."""
    for person in loose:
        taken = [seats.count(table) for table in range(len(sizes))]
        room_left = [size - count for size, count in zip(sizes, taken, strict=True)]
        seats[person] = max(range(len(sizes)), key=lambda table: (room_left[table], -table))
    return seats


def _groups(room: Room, here: Sequence[int]) -> list[list[int]]:
    if not room.mixed:
        return [list(here)]
    kinds = sorted({room.roles[person] for person in here})
    return [[person for person in here if room.roles[person] == kind] for kind in kinds]


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
