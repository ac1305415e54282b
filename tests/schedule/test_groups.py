"""Groups and tables, counted by hand."""

import pytest

from facilitate.model import Exercise, Person
from facilitate.model.exercise import Phase
from facilitate.schedule.seating import groups_of, table_sizes, tables
from tests.model.test_exercise import exercise


def people(pairs: int, *, lone: int = 0, sponsors: int = 0) -> list[Person]:
    """Return so many pairs, the first `lone` with their doctor only, in services of three pairs."""
    found = [
        Person(id=f"p{n}-{role}", name="", pair=f"p{n}", role=role, service=f"Service {n // 3}")
        for n in range(pairs)
        for role in ("doctor", "manager")
        if role == "doctor" or n >= lone
    ]
    found += [Person(id=f"s{n}", name="", role="sponsor") for n in range(sponsors)]
    return found


@pytest.mark.parametrize(
    ("phase", "here", "count"),
    [
        (Phase(3, "mixed"), people(9, lone=1), 6),  # 17 people: five trios and a two
        (Phase(3, "mixed"), people(6), 4),
        (Phase(1, "person"), people(6, sponsors=2), 14),
        (Phase(2, "pair"), people(7, lone=2, sponsors=2), 7),
        (Phase(4, "two pairs"), people(6, sponsors=2), 3),
        (Phase(4, "two pairs"), people(7), 4),  # the pair left over needs its own
        (Phase(0, "role"), people(6, sponsors=2), 3),  # doctors, managers, sponsors
        (Phase(4, "role"), people(6), 4),  # six doctors: 4 and 2; six managers: 4 and 2
        (Phase(0, "service"), people(7, sponsors=1), 3),  # three pairs, three pairs, one
        (Phase(0, "all"), people(6), 1),
        (Phase(0, "inner and outer ring"), people(6), 1),
        (Phase(5, "table"), people(8), 4),  # 16 people
        (Phase(2, "pair"), [], 1),
    ],
)
def test_a_phase_makes_so_many_groups(phase: Phase, here: list[Person], count: int) -> None:
    assert groups_of(phase, here) == count


@pytest.mark.parametrize(
    ("one", "here", "count"),
    [
        (exercise("group size: 6\nwithin: table"), people(7), 3),
        (exercise("within: two pairs"), people(7), 4),
        (exercise("within: pair"), people(7), 4),  # 14 people, four at a table
        (exercise("group size: 5\nwithin: table\nrotates: tables"), people(6, sponsors=4), 3),
        (exercise("group size: 5\nwithin: table"), people(6, sponsors=4), 4),
        (exercise(""), people(7), 4),
    ],
)
def test_an_exercise_has_so_many_tables(one: Exercise, here: list[Person], count: int) -> None:
    assert tables(one, here) == count


@pytest.mark.parametrize(
    ("people", "most", "sizes"),
    [(17, 5, (5, 4, 4, 4)), (12, 4, (4, 4, 4)), (7, 3, (3, 2, 2)), (3, 5, (3,))],
)
def test_tables_are_as_even_as_can_be(people: int, most: int, sizes: tuple[int, ...]) -> None:
    assert table_sizes(people, most) == sizes
