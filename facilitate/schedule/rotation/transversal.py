"""Every table takes one person from each level: fields and difference matrices.

Person x of level l sits in round r at table x + D[r][l], in a group of as many elements as
there are tables. Persons x of level l and y of level m meet in round r exactly when
x - y = D[r][m] - D[r][l]; so nobody meets twice if and only if, for every two levels, the
differences D[r][l] - D[r][m] over the rounds r are all different.
"""

from random import Random

from facilitate.schedule.rotation.arithmetic import Group, finite_field, groups_of
from facilitate.schedule.rotation.instance import Design, Rounds

Shifts = tuple[tuple[int, ...], ...]
"""D: one row for each round, one element of the group for each level; level 0 never moves."""

NODES_A_TRY = 2_000
TRIES = 300


def field_design(tables: int, seats: int) -> Design | None:
    """Return `tables` rounds when the number of tables is a prime power and seats <= tables.

    D[r][l] = r * l in the field: r(l - m) differ for different r. Source: Bose (1938).
    """
    field = finite_field(tables)
    if field is None or seats > tables:
        return None
    shifts = tuple(tuple(field.times(r, level) for level in range(seats)) for r in range(tables))
    return Design(
        seat_levels(field.group, shifts), f"the field of {tables} elements", levelled=True
    )


def difference_design(tables: int, seats: int, rounds: int, *, seed: int) -> Design | None:
    """Return a levelled design from a searched partial difference matrix, or None.

    The search is bounded by nodes and restarts, so it is the same on every computer.
    """
    if rounds > tables or seats > tables:
        return None
    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    groups = groups_of(tables)
    for attempt in range(TRIES):
        group = groups[attempt % len(groups)]
        shifts = _search(group, seats, rounds, chance)
        if shifts is not None:
            source = f"a difference matrix of order {tables}"
            return Design(seat_levels(group, shifts), source, levelled=True)
    return None


def seat_levels(group: Group, shifts: Shifts) -> Rounds:
    """Return the rounds of a difference matrix: person level * tables + x at table x + D."""
    size = group.order
    return tuple(
        tuple(
            tuple(level * size + group.minus[table][shift] for level, shift in enumerate(row))
            for table in range(size)
        )
        for row in shifts
    )


def _search(group: Group, seats: int, rounds: int, chance: Random) -> Shifts | None:
    """Return shifts found level by level with backtracking inside a level, or None."""
    columns: list[list[int]] = [[0] * rounds]
    for _ in range(1, seats):
        column = _column(group, columns, rounds, chance)
        if column is None:
            return None
        columns.append(column)
    return tuple(zip(*columns, strict=True))


def _column(
    group: Group, columns: list[list[int]], rounds: int, chance: Random
) -> list[int] | None:
    """Return one more level whose differences with every earlier level are all different.

    The first round may be taken as 0 by renaming the people of the level.
    """
    minus = group.minus
    column = [0]
    used = [{0} for _ in columns]
    orders: list[list[int]] = [[]]
    orders += [chance.sample(range(group.order), group.order) for _ in range(1, rounds)]
    tried = [0] * rounds
    nodes = 0
    while len(column) < rounds:
        row = len(column)
        earlier = [levels[row] for levels in columns]
        while tried[row] < group.order:
            value = orders[row][tried[row]]
            tried[row] += 1
            nodes += 1
            differences = [minus[value][before] for before in earlier]
            if not any(d in seen for d, seen in zip(differences, used, strict=True)):
                column.append(value)
                for d, seen in zip(differences, used, strict=True):
                    seen.add(d)
                break
        else:
            if row == 1 or nodes > NODES_A_TRY:
                return None
            tried[row] = 0
            last = column.pop()
            for levels, seen in zip(columns, used, strict=True):
                seen.discard(minus[last][levels[row - 1]])
    return column
