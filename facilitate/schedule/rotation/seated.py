"""Seats of a room, and what they are worth: rules broken, meetings that repeat, misfits."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.schedule.rotation.design import Rounds
from facilitate.schedule.rotation.room import Room

Seats = tuple[tuple[int, ...], ...]
"""The table of each person by round, -1 for somebody absent."""

THIRD_TIME = 0.3
"""Share of C(m, 2) - (m - 1) taken off a price: of equal plans the one with fewer repeats."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Seats, what they rest on in words, and the steps that were taken."""

    seats: Seats
    source: str
    steps: int = 0


def price_of(room: Room, seats: Seats) -> tuple[int, int, int]:
    """Return hard rules broken, the sum over pairs of C(m, 2), and repeats."""
    count: dict[tuple[int, int], int] = dict(room.met)
    for row in seats:
        for table in _by_table(row):
            for index, one in enumerate(table):
                for other in table[index + 1 :]:
                    count[one, other] = count.get((one, other), 0) + 1
    broken = sum(count.get(couple, 0) - room.met.get(couple, 0) for couple in room.apart)
    broken += sum(
        row[person] not in (table, -1) for row in seats for person, table in room.fixed.items()
    )
    met = count.values()
    return broken, sum(n * (n - 1) // 2 for n in met), sum(n - 1 for n in met if n > 1)


def _by_table(row: Sequence[int]) -> list[list[int]]:
    tables: dict[int, list[int]] = {}
    for person, table in enumerate(row):
        if table >= 0:
            tables.setdefault(table, []).append(person)
    return list(tables.values())


def misfits(room: Room, seats: Seats) -> int:
    """Return people without a chair, and seats beyond a role's share rounded down or up.

    Exchanges of seats never mend these: they keep the sizes and the shares of tables.
    """
    broken = sum(
        max(0, row.count(table) - chairs)
        for row in seats
        for table, chairs in enumerate(room.chairs)
    )
    if not room.mixed:
        return broken
    for row in seats:
        tables = _by_table(row)
        there = [p for table in tables for p in table]
        for role in set(room.roles):
            total = sum(room.roles[p] == role for p in there)
            for table in tables:
                n = sum(room.roles[p] == role for p in table)
                share = total * len(table)
                low, high = share // len(there), -(-share // len(there))
                broken += max(0, low - n) + max(0, n - high)
    return broken


def promise(room: Room, seats: Seats) -> tuple[int, int]:
    """Return misfits and what a start costs; a broken hard rule is soon mended."""
    broken, meetings, _ = price_of(room, seats)
    return misfits(room, seats), meetings + 5 * broken


def worth(room: Room, seats: Seats) -> tuple[int, float]:
    """Return hard rules broken, and the price by which plans are improved."""
    broken, meetings, repeats = price_of(room, seats)
    return broken, meetings - THIRD_TIME * (meetings - repeats)


def in_room_order(room: Room, seats: Seats) -> Seats:
    """Return seats with tables renumbered, where needed, so that larger tables get more people."""
    if room.fixed:
        return seats
    rounds = []
    for row, sizes in zip(seats, room.sizes, strict=False):
        held = [row.count(table) for table in range(len(sizes))]
        if all(count <= seats for count, seats in zip(held, room.chairs, strict=True)):
            rounds.append(row)
            continue
        fullest = sorted(range(len(sizes)), key=lambda table: (-held[table], table))
        widest = sorted(range(len(sizes)), key=lambda t: (-room.chairs[t], -sizes[t], t))
        place = dict(zip(fullest, widest, strict=True))
        rounds.append(tuple(place.get(table, -1) for table in row))
    return tuple(rounds)


def seats_of(rounds: Rounds, people: int) -> Seats:
    """Return the table of each person by round."""
    seats = [[-1] * people for _ in rounds]
    for row, seating in zip(seats, rounds, strict=True):
        for table, there in enumerate(seating):
            for person in there:
                row[person] = table
    return tuple(tuple(row) for row in seats)
