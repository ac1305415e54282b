import pytest

from facilitate.schedule.rotation.designs import (
    KeptShape,
    develop,
    kept_shapes,
    levelled_design,
    near_design,
    repeat_free_design,
    round_robin,
)
from tests.schedule.rotation.counting import everyone_once, meetings, repeats

# The best known rounds without a repeat, by tables and seats: Harvey's and Sellmann's tables,
# CSPLib problem 010, OEIS A107431.
BEST_KNOWN = {
    (3, 3): 4,
    (4, 3): 4, (4, 4): 5,
    (5, 3): 7, (5, 4): 5, (5, 5): 6,
    (6, 3): 8, (6, 4): 7, (6, 5): 6, (6, 6): 3,
    (7, 3): 10, (7, 4): 9, (7, 5): 7, (7, 6): 7, (7, 7): 8,
    (8, 3): 11, (8, 4): 9, (8, 5): 8, (8, 6): 8, (8, 7): 8, (8, 8): 9,
    (9, 3): 13, (9, 4): 11, (9, 5): 9, (9, 6): 9, (9, 7): 9, (9, 8): 9, (9, 9): 10,
    (10, 3): 14, (10, 4): 13, (10, 5): 9, (10, 6): 7, (10, 7): 7, (10, 8): 5, (10, 9): 5,
    (10, 10): 4,
}  # fmt: skip


@pytest.mark.parametrize(("tables", "seats"), BEST_KNOWN)
def test_the_best_known_number_of_rounds_has_no_repeat(tables: int, seats: int) -> None:
    rounds = BEST_KNOWN[tables, seats]
    design = repeat_free_design(tables, seats, rounds)
    assert design is not None
    assert len(design.rounds) >= rounds
    assert everyone_once(design.rounds, tables * seats)
    assert all(len(table) == seats for seating in design.rounds for table in seating)
    assert repeats(design.rounds) == 0


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [(25, 6, 6), (50, 10, 8), (13, 13, 14), (20, 6, 6), (12, 10, 6), (18, 8, 8), (15, 10, 8)],
)
def test_large_rooms_have_no_repeat(tables: int, seats: int, rounds: int) -> None:
    design = repeat_free_design(tables, seats, rounds)
    assert design is not None
    assert everyone_once(design.rounds, tables * seats)
    assert repeats(design.rounds[:rounds]) == 0


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [
        (11, 3, 16), (11, 10, 11), (12, 3, 17), (12, 6, 12), (12, 7, 8), (12, 8, 8), (12, 9, 8),
        (12, 10, 6),
    ],
)  # fmt: skip
def test_eleven_and_twelve_tables_have_as_many_rounds_as_are_known_to_us(
    tables: int, seats: int, rounds: int
) -> None:
    design = repeat_free_design(tables, seats, rounds)
    assert design is not None
    assert everyone_once(design.rounds, tables * seats)
    assert repeats(design.rounds[:rounds]) == 0


@pytest.mark.parametrize("tables", [1, 2, 5])
def test_in_a_round_robin_everyone_meets_everyone_once(tables: int) -> None:
    rounds = round_robin(tables)
    assert len(rounds) == 2 * tables - 1
    assert set(meetings(rounds).values()) == {1}
    assert len(meetings(rounds)) == tables * (2 * tables - 1)


@pytest.mark.parametrize(("tables", "people"), [(3, 9), (5, 15), (7, 21), (9, 27), (11, 33),
    (13, 39), (15, 45), (17, 51), (19, 57)])  # fmt: skip
def test_in_threes_everyone_meets_everyone_exactly_once(tables: int, people: int) -> None:
    design = repeat_free_design(tables, 3, (people - 1) // 2)
    assert design is not None
    assert len(design.rounds) == (people - 1) // 2
    assert everyone_once(design.rounds, people)
    assert set(meetings(design.rounds).values()) == {1}
    assert len(meetings(design.rounds)) == people * (people - 1) // 2


@pytest.mark.parametrize(("tables", "people"), [(4, 16), (7, 28), (10, 40), (13, 52)])
def test_in_fours_everyone_meets_everyone_exactly_once(tables: int, people: int) -> None:
    design = repeat_free_design(tables, 4, (people - 1) // 3)
    assert design is not None
    assert everyone_once(design.rounds, people)
    assert set(meetings(design.rounds).values()) == {1}
    assert len(meetings(design.rounds)) == people * (people - 1) // 2


FEW_REPEATS = {(19, 4, 4): 9, (34, 6, 5): 8, (39, 5, 4): 45}
"""By people, tables and rounds; 9 is the proved least, 42 that of the last."""


@pytest.mark.parametrize("kept", kept_shapes(), ids=lambda kept: " ".join(map(str, kept.shape)))
def test_every_solved_shape_is_what_its_line_says(kept: KeptShape) -> None:
    kind, tables, seats, rounds = kept.shape
    people = seats if kind == "near" else tables * seats
    made = kept.rounds()
    assert len(made) == rounds
    assert all(len(seating) == tables for seating in made)
    assert everyone_once(made, people)
    assert repeats(made) == FEW_REPEATS.get((people, tables, rounds), 0)
    sizes = {len(table) for seating in made for table in seating}
    assert max(sizes) - min(sizes) <= 1 if kind == "near" else sizes == {seats}
    if kind == "levels":
        for seating in made:
            for table in seating:
                assert sorted(person // tables for person in table) == list(range(seats))


def test_a_shape_with_few_repeats_is_found_for_its_own_numbers_only() -> None:
    assert near_design(34, 6, 5) is not None
    assert near_design(34, 6, 4) is None


def test_people_walk_around_their_circles_and_the_rest_stay() -> None:
    # two circles of three, person 6 stays; the base seats everybody: one round for each step
    assert develop([((0, 3, 6), (1, 4), (2, 5))], 7, 3) == (
        ((0, 3, 6), (1, 4), (2, 5)),
        ((1, 4, 6), (2, 5), (0, 3)),
        ((2, 5, 6), (0, 3), (1, 4)),
    )
    # a base of one table in three is one round of all its steps
    assert develop([((0, 4),)], 6, 3) == (((0, 4), (1, 5), (2, 3)),)


@pytest.mark.parametrize(("tables", "seats", "rounds"), [(8, 6, 6), (12, 5, 8), (14, 6, 8)])
def test_each_table_of_a_levelled_design_takes_one_of_each_level(
    tables: int, seats: int, rounds: int
) -> None:
    design = levelled_design(tables, seats, rounds)
    assert design is not None
    assert design.levelled
    for seating in design.rounds:
        for table in seating:
            assert sorted(slot // tables for slot in table) == list(range(seats))


def test_slot_x_of_level_0_stays_at_table_x() -> None:
    for design in (levelled_design(9, 4, 6), levelled_design(10, 4, 6), levelled_design(7, 4, 6)):
        assert design is not None
        for seating in design.rounds:
            assert [min(table) for table in seating] == list(range(len(seating)))


def test_the_same_seed_gives_the_same_matrix() -> None:
    assert levelled_design(20, 6, 8, seed=3) == levelled_design(20, 6, 8, seed=3)
    assert levelled_design(20, 6, 8, seed=3) != levelled_design(20, 6, 8, seed=4)
