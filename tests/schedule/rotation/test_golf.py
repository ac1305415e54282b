import pytest

from facilitate.schedule.rotation.arithmetic import direct_product, finite_field, groups_of
from facilitate.schedule.rotation.catalogue import MATRICES, STARTERS, catalogued, catalogued_levels
from facilitate.schedule.rotation.circle import round_robin
from facilitate.schedule.rotation.families import bose_fours, kirkman_triples
from facilitate.schedule.rotation.golf import golf_design, levelled_design
from facilitate.schedule.rotation.transversal import difference_design, field_design
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
    design = golf_design(tables, seats, rounds)
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
    design = golf_design(tables, seats, rounds)
    assert design is not None
    assert everyone_once(design.rounds, tables * seats)
    assert repeats(design.rounds[:rounds]) == 0


@pytest.mark.parametrize("people", [2, 4, 7, 10, 11])
def test_in_a_round_robin_everyone_meets_everyone_once(people: int) -> None:
    rounds = round_robin(people)
    assert len(rounds) == people - 1 + people % 2
    assert set(meetings(rounds).values()) == {1}
    assert len(meetings(rounds)) == people * (people - 1) // 2


def test_with_an_odd_number_everyone_rests_once() -> None:
    seated = [person for seating in round_robin(9) for table in seating for person in table]
    assert {seated.count(person) for person in range(9)} == {8}


@pytest.mark.parametrize("tables", [7, 13, 19, 25])
def test_kirkman_triples_meet_everyone_exactly_once(tables: int) -> None:
    rounds = kirkman_triples(tables)
    assert rounds is not None
    assert len(rounds) == (3 * tables - 1) // 2
    assert everyone_once(rounds, 3 * tables)
    assert len(meetings(rounds)) == 3 * tables * (3 * tables - 1) // 2


@pytest.mark.parametrize("tables", [4, 7, 10, 13, 22])
def test_bose_tables_of_four_meet_everyone_exactly_once(tables: int) -> None:
    rounds = bose_fours(tables)
    if rounds is None:
        assert tables == 7  # q = 9 is a prime power for which the family's trial finds nothing
        return
    assert everyone_once(rounds, 4 * tables)
    assert set(meetings(rounds).values()) == {1}
    assert len(meetings(rounds)) == 4 * tables * (4 * tables - 1) // 2


@pytest.mark.parametrize(("tables", "seats"), [*STARTERS, (10, 9), (10, 10)])
def test_every_catalogued_design_is_free_of_repeats(tables: int, seats: int) -> None:
    design = catalogued(tables, seats)
    assert design is not None
    assert everyone_once(design.rounds, tables * seats)
    assert all(len(table) == seats for seating in design.rounds for table in seating)
    assert repeats(design.rounds) == 0


@pytest.mark.parametrize("tables", MATRICES)
def test_every_catalogued_matrix_is_free_of_repeats(tables: int) -> None:
    for matrix in MATRICES[tables]:
        columns = matrix.columns()
        design = catalogued_levels(tables, len(columns), len(columns[0]))
        assert design is not None
        assert everyone_once(design.rounds, tables * len(columns))
        assert repeats(design.rounds) == 0


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
    for design in (field_design(9, 4), difference_design(10, 4, 6, seed=1)):
        assert design is not None
        for seating in design.rounds:
            assert [min(table) for table in seating] == list(range(len(seating)))


@pytest.mark.parametrize("q", [2, 3, 4, 5, 7, 8, 9, 16, 25, 27])
def test_a_finite_field_has_inverses_and_distributes(q: int) -> None:
    field = finite_field(q)
    assert field is not None
    minus = field.group.minus
    for a in range(1, q):
        assert {field.times(a, b) for b in range(q)} == set(range(q))
        assert field.times(a, minus[3 % q][1]) == minus[field.times(a, 3 % q)][field.times(a, 1)]


def test_there_is_no_field_of_six_or_twelve() -> None:
    assert finite_field(6) is None
    assert finite_field(12) is None


def test_groups_of_twelve_are_the_cyclic_one_and_its_rival() -> None:
    assert len(groups_of(12)) == 2
    assert groups_of(12)[0] == direct_product((12,))


def test_the_same_seed_gives_the_same_matrix() -> None:
    assert difference_design(14, 6, 8, seed=3) == difference_design(14, 6, 8, seed=3)


def test_more_rounds_than_partners_allow_have_no_design() -> None:
    assert golf_design(3, 3, 5) is None
    assert golf_design(3, 4, 2) is None
