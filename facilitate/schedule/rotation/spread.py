"""Overfull rooms of one table size: a difference matrix that is only nearly one.

People are levels of as many as there are tables, person x of level l sits in round r at table
x + D[r][l] modulo the tables. For two rounds q and r, every d that c levels share as
D[q][l] - D[r][l] makes tables * C(c, 2) second meetings, so the search is over a few hundred
numbers instead of thousands of seats.
"""

from math import exp
from random import Random

from facilitate.schedule.rotation.arithmetic import direct_product
from facilitate.schedule.rotation.instance import Rounds
from facilitate.schedule.rotation.transversal import seat_levels

WARM, COOL = 0.8, 0.1
"""Temperatures at the start and the end, in second meetings for each table."""


def nearly_level_design(tables: int, seats: int, rounds: int, *, turns: int, seed: int) -> Rounds:
    """Return rounds with few repeats found by annealing, nobody twice at one table in a round."""
    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    shifts = [[chance.randrange(tables) for _ in range(seats)] for _ in range(rounds)]
    shifts[0] = [0] * seats
    counts = [[[0] * tables for _ in range(rounds)] for _ in range(rounds)]
    for q in range(rounds):
        for r in range(rounds):
            for one, other in zip(shifts[q], shifts[r], strict=True):
                counts[q][r][(one - other) % tables] += 1
    for turn in range(turns if rounds > 1 else 0):
        heat = WARM + (COOL - WARM) * turn / turns
        _try_shift(shifts, counts, chance, heat)
    rows = tuple(tuple(row) for row in shifts)
    return seat_levels(direct_product((tables,)), rows)


def _try_shift(
    shifts: list[list[int]], counts: list[list[list[int]]], chance: Random, heat: float
) -> None:
    """Give one level another shift in one round, if that is better or the heat allows it."""
    rounds, tables = len(shifts), len(counts[0][0])
    r = 1 + int(chance.random() * (rounds - 1))
    level = int(chance.random() * len(shifts[0]))
    old = shifts[r][level]
    new = int(chance.random() * tables)
    if new == old:
        return
    change = 0
    for q in range(rounds):
        if q != r:
            row = counts[q][r]
            base = shifts[q][level]
            change += row[(base - new) % tables] - row[(base - old) % tables] + 1
    if change > 0 and chance.random() >= exp(-change / heat):
        return
    shifts[r][level] = new
    for q in range(rounds):
        if q != r:
            base = shifts[q][level]
            there, back = counts[q][r], counts[r][q]
            there[(base - old) % tables] -= 1
            there[(base - new) % tables] += 1
            back[(old - base) % tables] -= 1
            back[(new - base) % tables] += 1
