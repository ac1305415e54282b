"""Designs that no formula gives: found once by search, kept as numbers, proved by a test.

`benchmarks/rotation_catalogue.py` finds such starters anew. The best known numbers of rounds
are those of Harvey's and Sellmann's tables, CSPLib problem 010 and OEIS A107431.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitate.schedule.rotation.arithmetic import direct_product
from facilitate.schedule.rotation.instance import Design, Round, Rounds, as_rounds
from facilitate.schedule.rotation.starter import develop, quasi_difference, transversal_rounds
from facilitate.schedule.rotation.transversal import seat_levels


@dataclass(frozen=True, slots=True)
class Starter:
    """Base rounds to walk around circles of `circle` people; a comma ends a table, / a round.

    `level_rounds` further rounds take one person from each of three circles.
    """

    circle: int
    base: str
    level_rounds: int = 0

    def rounds(self) -> list[Round]:
        """Return the base rounds."""
        return list(as_rounds(_numbers(self.base)))


@dataclass(frozen=True, slots=True)
class LevelMatrix:
    """A difference matrix over a product of cyclic groups; a comma ends the shifts of a level."""

    group: tuple[int, ...]
    shifts: str

    def columns(self) -> list[tuple[int, ...]]:
        """Return for each level its shift in each round."""
        return [tuple(map(int, level.split())) for level in self.shifts.split(",")]


def catalogued(tables: int, seats: int) -> Design | None:
    """Return the design that is kept for this many tables of this many seats, or None."""
    starter = STARTERS.get((tables, seats))
    if starter is not None:
        rounds = develop(starter.rounds(), starter.circle)
        rounds += transversal_rounds(starter.circle, starter.level_rounds)
        return Design(rounds, f"a starter walked around circles of {starter.circle}")
    if (tables, seats) == (10, 9):
        group = direct_product((3, 3))
        return Design(quasi_difference(group, NINES, ()), "a quasi-difference matrix over Z3 x Z3")
    if (tables, seats) == (10, 10):
        group = direct_product((7,))
        return Design(
            quasi_difference(group, TENS, NINE_STILL), "a quasi-difference matrix over Z7"
        )
    return None


def catalogued_levels(tables: int, seats: int, rounds: int) -> Design | None:
    """Return the levelled design that is kept for at least so many rounds, or None."""
    for matrix in MATRICES.get(tables, ()):
        columns = matrix.columns()
        if len(columns) >= seats and len(columns[0]) >= rounds:
            shifts = tuple(zip(*columns[:seats], strict=True))
            seating = seat_levels(direct_product(matrix.group), shifts)
            return Design(seating, f"a difference matrix of order {tables}", levelled=True)
    return None


def near_design(people: int, tables: int, rounds: int) -> Rounds | None:
    """Return kept rounds with few repeats for exactly this shape, or None."""
    kept = NEAR.get((people, tables, rounds))
    return None if kept is None else as_rounds(_numbers(kept))


def _numbers(text: str) -> list[list[list[int]]]:
    """Return numbers by round and table; a comma ends a table, / a round."""
    return [
        [[int(number) for number in table.split()] for table in seating.split(",")]
        for seating in text.split("/")
    ]


STARTERS: Mapping[tuple[int, int], Starter] = {
    (5, 3): Starter(
        7,
        "0 2 10, 1 12 14, 3 6 8, 4 5 11, 7 9 13",
    ),
    (6, 3): Starter(
        4,
        "0 4 13, 1 12 17, 2 7 14, 3 8 11, 5 10 15, 6 9 16 / "
        "0 3 10, 1 15 16, 2 4 5, 6 8 14, 7 11 17, 9 12 13",
    ),
    (6, 4): Starter(
        7,
        "0 13 18 22, 1 10 14 23, 2 9 16 21, 3 5 6 15, 4 7 8 12, 11 17 19 20",
    ),
    (6, 5): Starter(
        6,
        "0 2 14 15 27, 1 21 23 24 29, 3 4 7 11 22, 5 10 16 20 25, 6 13 17 18 19, 8 9 12 26 28",
    ),
    (6, 6): Starter(
        3,
        "0 2 3 20 30 33, 1 6 10 16 25 26, 4 14 15 17 19 27, 5 21 22 24 29 31, 7 8 13 28 32 "
        "34, 9 11 12 18 23 35",
    ),
    (7, 4): Starter(
        9,
        "0 11 18 27, 1 13 14 17, 2 7 16 19, 3 5 6 25, 4 10 12 20, 8 9 22 23, 15 21 24 26",
    ),
    (8, 3): Starter(
        11,
        "0 17 23, 1 7 8, 2 4 20, 3 13 22, 5 16 19, 6 9 18, 10 12 14, 11 15 21",
    ),
    (9, 4): Starter(
        11,
        "0 2 5 23, 1 11 13 16, 3 10 29 30, 4 20 28 34, 6 15 31 35, 7 8 14 21, 9 17 26 33, 12 "
        "22 24 27, 18 19 25 32",
    ),
    (10, 3): Starter(
        14,
        "0 4 12, 1 19 22, 2 3 17, 5 24 29, 6 11 14, 7 16 18, 8 20 28, 9 15 25, 10 13 23, 21 26 27",
    ),
    (10, 5): Starter(
        9,
        "0 12 18 39 49, 1 21 28 38 46, 2 24 35 44 45, 3 4 6 29 34, 5 10 19 41 43, 7 9 13 16 "
        "27, 8 15 20 23 25, 11 22 30 36 48, 14 26 31 42 47, 17 32 33 37 40",
    ),
    (10, 6): Starter(
        7,
        "0 7 27 33 48 53, 1 10 26 39 43 58, 2 8 12 13 29 36, 3 11 15 16 22 31, 4 14 25 28 40 "
        "52, 5 6 20 38 45 49, 9 18 21 35 44 57, 17 34 37 47 50 56, 19 24 32 46 54 59, 23 30 "
        "41 42 51 55",
    ),
    (10, 7): Starter(
        7,
        "0 3 26 32 40 48 53, 1 17 52 58 60 61 66, 2 4 8 11 15 16 63, 5 28 29 33 39 56 67, 6 9 "
        "43 45 46 62 69, 7 13 24 31 36 54 57, 10 22 35 37 38 42 64, 12 18 47 50 51 55 68, 14 "
        "19 23 34 41 44 59, 20 21 25 27 30 49 65",
    ),
    (11, 3): Starter(
        11,
        "0 9 31, 1 7 30, 2 5 6, 3 11 28, 4 13 15, 8 14 24, 10 17 20, 12 18 19, 16 23 25, 21 "
        "29 32, 22 26 27",
        level_rounds=5,
    ),
    (12, 3): Starter(
        17,
        "0 5 33, 1 3 26, 2 6 28, 4 11 23, 7 13 16, 8 18 34, 9 10 24, 12 25 29, 14 17 32, 15 "
        "19 35, 20 21 31, 22 27 30",
    ),
    (14, 3): Starter(
        20,
        "0 28 39, 1 14 38, 2 31 40, 3 8 19, 4 6 18, 5 26 27, 7 21 37, 9 32 35, 10 25 30, 11 "
        "12 23, 13 16 29, 15 20 33, 17 24 41, 22 34 36",
    ),
    (15, 3): Starter(
        15,
        "0 30 41, 1 16 28, 2 25 27, 3 14 34, 4 32 37, 5 11 12, 6 17 43, 7 21 31, 8 10 13, 9 "
        "18 22, 15 23 38, 19 20 29, 24 33 36, 26 39 40, 35 42 44",
        level_rounds=7,
    ),
    (16, 3): Starter(
        23,
        "0 1 28, 2 16 38, 3 13 19, 4 25 36, 5 20 44, 6 18 35, 7 32 33, 8 12 23, 9 11 14, 10 "
        "30 43, 15 27 46, 17 24 31, 21 29 47, 22 41 45, 26 34 40, 37 39 42",
    ),
    (17, 3): Starter(
        17,
        "0 8 15, 1 2 13, 3 16 32, 4 7 18, 5 37 40, 6 47 49, 9 19 46, 10 23 38, 11 26 28, 12 "
        "21 34, 14 44 48, 17 20 25, 22 39 50, 24 30 31, 27 36 41, 29 33 45, 35 42 43",
        level_rounds=8,
    ),
    (18, 3): Starter(
        26,
        "0 34 42, 1 51 52, 2 28 39, 3 14 22, 4 31 45, 5 27 36, 6 41 53, 7 26 50, 8 17 38, 9 "
        "11 47, 10 24 49, 12 18 32, 13 23 46, 15 33 43, 16 19 48, 20 21 25, 29 30 35, 37 40 "
        "44",
    ),
    (20, 3): Starter(
        29,
        "0 1 57, 2 42 54, 3 38 53, 4 8 11, 5 29 34, 6 15 32, 7 55 58, 9 20 28, 10 23 25, 12 "
        "49 56, 13 19 51, 14 26 30, 16 47 50, 17 22 35, 18 40 48, 21 33 59, 24 31 44, 27 41 "
        "52, 36 45 46, 37 39 43",
    ),
}
"""By (tables, seats)."""

NINES = (
    (-1, 0, 1, 0, 3), (0, -1, 6, 0, 1), (0, 6, -1, 7, 4), (0, 4, 1, -1, 6), (0, 7, 3, 1, -1),
    (0, 0, 5, 5, 0), (0, 5, 0, 4, 3), (0, 8, 7, 3, 7), (0, 1, 4, 6, 5), (0, 2, 2, 8, 8),
)  # fmt: skip
"""Ten tables of nine, five rounds."""

TENS = (
    (-1, 0, 1, 3), (-2, 0, 6, 5), (-3, 0, 0, 0), (0, -1, 2, 6), (0, -2, 5, 3), (0, -3, 1, 4),
    (0, 4, -1, 5), (0, 5, -2, 2), (0, 6, -3, 1), (0, 2, 4, -1), (0, 3, 0, -2), (0, 0, 3, -3),
    (0, 1, 6, 0),
)  # fmt: skip
"""Ten tables of ten, four rounds: two orthogonal Latin squares of order 10 (Parker 1959)."""

NINE_STILL = (
    (1, 1, 1, 1), (1, 2, 2, 2), (1, 3, 3, 3), (2, 1, 2, 3), (2, 2, 3, 1), (2, 3, 1, 2),
    (3, 1, 3, 2), (3, 2, 1, 3), (3, 3, 2, 1),
)  # fmt: skip
"""The nine who stay: two orthogonal Latin squares of order 3."""

MATRICES: Mapping[int, tuple[LevelMatrix, ...]] = {
    12: (
        LevelMatrix(
            (2, 6),
            "0 0 0 0 0 0, 0 1 2 3 4 8, 0 2 1 8 10 6, 0 3 6 10 9 4, 0 4 8 1 7 3, 0 5 7 9 1 10, "
            "0 6 10 2 11 9, 0 7 9 6 5 11, 0 8 11 5 3 2, 0 9 4 7 2 5, 0 10 3 11 8 1, 0 11 5 4 "
            "6 7",
        ),
        LevelMatrix(
            (2, 6),
            "0 0 0 0 0 0 0, 0 6 1 10 4 9 3, 0 2 5 11 3 6 10, 0 3 11 4 1 2 5, 0 1 2 9 8 3 11, "
            "0 5 4 2 11 10 6, 0 7 9 6 10 8 1, 0 11 3 7 2 5 4, 0 4 7 8 9 11 2",
        ),
        LevelMatrix(
            (2, 6),
            "0 0 0 0 0 0 0 0, 0 11 7 9 6 2 4 8, 0 4 8 6 3 1 2 10, 0 5 2 1 11 4 6 9, 0 6 1 4 2 "
            "5 8 7, 0 9 3 8 1 7 5 11, 0 1 6 7 8 3 10 5, 0 2 10 5 7 9 3 1, 0 7 11 2 4 8 1 3",
        ),
    ),
    14: (
        LevelMatrix(
            (14,),
            "0 0 0 0 0 0 0, 0 1 5 13 8 4 9, 0 13 4 1 12 11 6, 0 8 3 12 2 9 13, 0 5 12 10 9 13 "
            "7, 0 4 7 11 5 3 10, 0 11 8 7 13 2 1, 0 10 9 5 1 12 8, 0 9 11 3 6 1 12, 0 12 6 9 "
            "7 8 11",
        ),
        LevelMatrix(
            (14,),
            "0 0 0 0 0 0 0 0, 0 2 1 11 6 9 7 5, 0 13 5 4 12 10 3 8, 0 3 8 5 10 12 9 1, 0 7 11 "
            "3 1 8 10 12, 0 6 2 10 11 5 4 13, 0 5 6 13 3 7 1 4, 0 12 10 1 4 3 6 2, 0 10 12 7 "
            "13 4 5 6",
        ),
    ),
    15: (
        LevelMatrix(
            (15,),
            "0 0 0 0 0 0 0 0, 0 12 3 2 6 5 10 7, 0 4 2 14 7 9 1 10, 0 1 8 9 3 11 6 2, 0 3 6 1 "
            "4 14 12 11, 0 13 12 4 9 10 14 3, 0 11 4 8 10 13 7 5, 0 2 11 5 12 6 8 9, 0 10 14 "
            "12 8 4 3 13, 0 9 10 3 2 7 4 6",
        ),
    ),
}
"""By tables, fewest rounds first. The one of order 12 with twelve levels: Johnson et al. (1961)."""

NEAR: Mapping[tuple[int, int, int], str] = {
    (34, 6, 5): (
        "5 27 11 15 2 18, 33 4 31 13 8 17, 3 14 16 10 21 30, 26 9 25 12 0 32, 6 24 1 23 22, "
        "28 29 7 19 20 / "
        "2 30 28 24 33 32, 3 19 15 23 4 25, 22 9 20 21 8 27, 11 16 6 13 29 0, 17 7 18 26 14, "
        "1 10 31 12 5 / "
        "13 14 19 24 5 9, 2 7 31 0 3 22, 29 10 23 17 32 27, 33 18 15 12 16 20, 21 6 4 26 28, "
        "11 25 8 1 30 / "
        "26 22 11 33 10 19, 12 28 8 14 2 23, 15 1 32 21 7 13, 17 20 3 25 5 6, 18 9 31 30 29, "
        "16 27 4 0 24 / "
        "14 4 20 31 32 11, 29 3 8 26 24 15, 13 18 25 22 28 10, 2 19 9 17 16 1, 30 12 7 27 6, "
        "33 0 21 23 5"
    ),
}
"""By (people, tables, rounds): a long search's best where no design without repeats is known."""
