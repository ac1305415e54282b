"""Equal tables and no repeats: rounds in which no two people share a table twice.

Three sources: the circle method for tables of two; `designs.txt`, solved shapes as numbers, each
recounted by a test; and difference matrices, in which every table takes one person from each
level. Person x of level l sits in round r at table x + D[r][l] modulo the tables. Persons x of
level l and y of level m meet in round r exactly when x - y = D[r][m] - D[r][l]; so nobody meets
twice if and only if, for every two levels, the differences D[r][l] - D[r][m] over the rounds r
are all different.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from facilitate.structs import Struct

Table = tuple[int, ...]
Round = tuple[Table, ...]
Rounds = tuple[Round, ...]
"""People, as numbers from 0, by round and table. A round lists its tables in room order."""

Shifts = tuple[tuple[int, ...], ...]
"""D: one row for each round, one shift for each level; level 0 never moves."""

TRIES = 3_000
AFRESH = 100
"""Levels drawn for a difference matrix, and after how many all are drawn afresh; by count, so that
every computer finds the same."""


class Design(Struct):
    """A schedule without repeats, and where it comes from.

    People are the slots 0 .. n-1 that real people take later. When `levelled`, slots
    level * tables + x form levels, and each table of each round takes exactly one slot of
    every level: a role that fills whole levels is mixed exactly for free. Slot x of level 0
    then sits at table x in every round, which is where a fixed seat belongs.
    """

    rounds: Rounds
    source: str
    levelled: bool = False


def most_rounds(tables: int, seats: int) -> int:
    """Return an upper limit on the rounds without a repeat: each round uses seats - 1 partners.

    Beyond one round a table must deal its people over at least as many tables.
    """
    if seats == 1 or tables == 1 or seats > tables:
        return 1
    return (tables * seats - 1) // (seats - 1)


@cache
def repeat_free_design(tables: int, seats: int, rounds: int, *, seed: int = 1) -> Design | None:
    """Return a design of at least `rounds` rounds without a repeat, or None when none is known.

    As many rounds as are known come back, so that the rounds of a second day can go on where the
    first day ended.
    """
    if seats < 1 or tables < 1 or (seats > 1 and rounds > most_rounds(tables, seats)):
        return None
    if seats == 1 or rounds == 1:
        once = tuple(tuple(range(t * seats, (t + 1) * seats)) for t in range(tables))
        return Design((once,) * rounds, "one round" if seats > 1 else "one seat at every table")
    if seats == 2:
        return Design(round_robin(tables), "the circle method")
    known = (_complete(tables, seats), *_kept("free", tables, seats))
    for design in known:
        if design is not None and len(design.rounds) >= rounds:
            return design
    return levelled_design(tables, seats, rounds, seed=seed)


@cache
def levelled_design(tables: int, seats: int, rounds: int, *, seed: int = 1) -> Design | None:
    """Return a design in which every table takes one person from each level, or None."""
    if seats > tables or rounds > tables:
        return None
    if _is_prime(tables):
        # D[r][l] = r * l: r(l - m) differs for different r. Source: Bose (1938)
        rows = (tuple(row * level % tables for level in range(seats)) for row in range(tables))
        return _of_shifts(tables, tuple(rows))
    for design in _kept("levels", tables, seats):
        if len(design.rounds) >= rounds:
            return design
    return _searched(tables, seats, rounds, seed)


def _complete(tables: int, seats: int) -> Design | None:
    """Return the levelled design of as many rounds as tables, if a prime or the file has it.

    With as many seats as tables each level then fills a table of its own for one round more.
    """
    known = levelled_design(tables, seats, tables) if _is_prime(tables) else None
    for design in _kept("levels", tables, seats):
        known = design if len(design.rounds) == tables else known
    if known is None or seats != tables:
        return known
    levels = tuple(tuple(range(t * seats, (t + 1) * seats)) for t in range(tables))
    return Design((*known.rounds, levels), known.source)


def round_robin(tables: int) -> Rounds:
    """Return the rounds in which all people at tables of two meet everyone once.

    The last person stays, all others walk around a circle. Source: Kirkman (1847); Lucas (1883),
    the circle method.
    """
    circle = 2 * tables - 1
    return tuple(
        (
            (turn, circle),
            *(((turn + step) % circle, (turn - step) % circle) for step in range(1, tables)),
        )
        for turn in range(circle)
    )


# The file of solved shapes


def near_design(people: int, tables: int, rounds: int) -> Design | None:
    """Return kept rounds with few repeats for exactly this shape, or None."""
    kept = _kept("near", tables, people)
    return next((design for design in kept if len(design.rounds) == rounds), None)


class KeptShape(Struct):
    """A line of `designs.txt`: kind, tables, seats (people of a `near` one), rounds; its bases."""

    shape: tuple[str, int, int, int]
    circle: int
    bases: str

    def rounds(self) -> Rounds:
        """Return the rounds that the bases give when people walk around circles."""
        tables, count = self.shape[1:3]
        people = count if self.shape[0] == "near" else tables * count
        return develop(
            [
                tuple(tuple(map(int, table.split())) for table in base.split(","))
                for base in self.bases.split("/")
            ],
            people,
            self.circle,
        )


@cache
def kept_shapes() -> tuple[KeptShape, ...]:
    """Return the solved shapes that are kept, those of fewest rounds first among equals."""
    found = []
    for line in (Path(__file__).with_name("designs.txt")).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, bases = line.split(":")
            kind, *numbers = head.split()
            tables, count, rounds, circle = map(int, numbers)
            found.append(KeptShape((kind, tables, count, rounds), circle, bases))
    return tuple(found)


def _kept(kind: str, tables: int, seats: int) -> Iterator[Design]:
    """Yield the kept designs of a shape; a levelled one with more levels serves without them."""
    for row in kept_shapes():
        its_kind, its_tables, its_seats, _ = row.shape
        if (its_kind, its_tables) != (kind, tables):
            continue
        if its_seats == seats or (kind == "levels" and its_seats > seats):
            people = seats if kind == "near" else tables * seats
            # level 0, which the fixed seats take, lists its people in the order of the tables
            rounds = tuple(
                tuple(tuple(p for p in table if p < people) for table in sorted(seating, key=min))
                for seating in row.rounds()
            )
            yield Design(rounds, "the list of solved shapes", levelled=kind == "levels")


def develop(bases: Sequence[Round], people: int, circle: int) -> Rounds:
    """Return the rounds of some bases when people walk 0 .. circle-1 steps around their circles.

    Person circle * c + x walks in circle c; those that do not fill a circle stay where they are.
    A base that seats everybody gives a round for each step. A base that seats one in `circle`
    gives one round: its tables at every step.
    """
    walking = people - people % circle

    def moved(table: Table, steps: int) -> Table:
        return tuple(p if p >= walking else p - p % circle + (p + steps) % circle for p in table)

    rounds: list[Round] = []
    for base in bases:
        shifted = [tuple(moved(table, steps) for table in base) for steps in range(circle)]
        if sum(map(len, base)) == people:
            rounds += shifted
        else:
            rounds.append(tuple(table for tables in shifted for table in tables))
    return tuple(rounds)


# Difference matrices


def _of_shifts(tables: int, shifts: Shifts) -> Design:
    """Return the rounds of a difference matrix: person level * tables + x at table x + D."""
    rounds = tuple(
        tuple(
            tuple(level * tables + (table - shift) % tables for level, shift in enumerate(row))
            for table in range(tables)
        )
        for row in shifts
    )
    return Design(rounds, f"a difference matrix of order {tables}", levelled=True)


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def _searched(tables: int, seats: int, rounds: int, seed: int) -> Design | None:
    """Return a levelled design from a partial difference matrix drawn by chance, or None."""
    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    levels = [[0] * rounds]
    for turn in range(1, TRIES + 1):
        if level := _level(tables, levels, chance):
            levels.append(level)
        if len(levels) == seats:
            return _of_shifts(tables, tuple(zip(*levels, strict=True)))
        if turn % AFRESH == 0:
            levels = [[0] * rounds]
    return None


def _level(tables: int, levels: Sequence[Sequence[int]], chance: Random) -> list[int] | None:
    """Return one more level whose differences with each other level are all new, or None."""
    drawn: list[int] = []
    used: list[set[int]] = [set() for _ in levels]
    for others in zip(*levels, strict=True):
        free = [
            shift
            for shift in range(tables)
            if not any((shift - o) % tables in seen for o, seen in zip(others, used, strict=True))
        ]
        if not free:
            return None
        drawn.append(chance.choice(free))
        for other, seen in zip(others, used, strict=True):
            seen.add((drawn[-1] - other) % tables)
    return drawn
