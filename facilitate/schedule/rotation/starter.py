"""Rounds that are developed from a few base rounds by walking people around circles."""

from collections.abc import Sequence

from facilitate.schedule.rotation.arithmetic import Group
from facilitate.schedule.rotation.instance import Round, Rounds


def develop(base: Sequence[Round], circle: int) -> Rounds:
    """Return each base round moved on 0 .. circle-1 steps.

    People stand in circles of that length, person circle * c + x in circle c; those that do
    not fill a circle stay where they are. Nobody meets twice if and only if the base rounds
    hold no two pairs of people that differ by a number of steps.
    """
    people = sum(len(table) for table in base[0])
    walking = people - people % circle

    def moved(person: int, steps: int) -> int:
        if person >= walking:
            return person
        return person - person % circle + (person + steps) % circle

    return tuple(
        tuple(tuple(moved(person, steps) for person in table) for table in seating)
        for seating in base
        for steps in range(circle)
    )


def transversal_rounds(circle: int, rounds: int) -> Rounds:
    """Return rounds of three in which the person x of each of three circles moves apart.

    In round r = 1, 2, .. table x takes x, x + r and x + 2r of the circles 0, 1 and 2.
    """
    return tuple(
        tuple(
            tuple(level * circle + (x + level * r) % circle for level in range(3))
            for x in range(circle)
        )
        for r in range(1, rounds + 1)
    )


def quasi_difference(
    group: Group, rows: Sequence[Sequence[int]], still: Sequence[Sequence[int]]
) -> Rounds:
    """Return the rounds of a quasi-difference matrix: as many as a row has entries.

    Each row of the matrix is a circle of people over the group. An entry v >= 0 seats person x
    at table x + v in that round; an entry -i seats the whole circle at the i-th further table.
    `still` lists people who do not walk: for each the further table, from 1, in every round.
    Source: Wilson's quasi-difference matrices; Colbourn and Dinitz, Handbook, VI.17.
    """
    order = group.order
    further = max(-entry for row in rows for entry in row)
    rounds = []
    for number in range(len(rows[0])):
        tables: list[list[int]] = [[] for _ in range(order + further)]
        for circle, row in enumerate(rows):
            for x in range(order):
                entry = row[number]
                table = order - 1 - entry if entry < 0 else group.minus[x][group.minus[0][entry]]
                tables[table].append(circle * order + x)
        for index, places in enumerate(still):
            tables[order - 1 + places[number]].append(len(rows) * order + index)
        rounds.append(tuple(tuple(table) for table in tables))
    return tuple(rounds)
