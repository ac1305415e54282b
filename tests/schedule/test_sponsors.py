"""Sponsors at tables: who goes where at least cost."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from facilitate.schedule.sponsors import cheapest_assignment, hosts


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
        lambda shape: st.lists(
            st.lists(st.sampled_from([0, 1, 2, 5, 9]), min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        )
    )
)
def test_no_other_assignment_costs_less(cost: list[list[int]]) -> None:
    rows, columns = len(cost), len(cost[0])
    few, many = sorted((rows, columns))
    least = min(
        sum(cost[i][j] if rows <= columns else cost[j][i] for i, j in enumerate(order))
        for order in permutations(range(many), few)
    )
    found = cheapest_assignment(cost)
    assert len(found) == len(set(found.values())) == few
    assert sum(cost[row][column] for row, column in found.items()) == least


def test_without_sponsors_or_tables_nobody_is_assigned() -> None:
    assert cheapest_assignment([]) == {}
    assert cheapest_assignment([[], []]) == {}
    assert hosts(((("a", "b"), ("c",)),), ()) == ((None, None),)


def test_two_sponsors_change_tables_when_the_same_people_stay() -> None:
    seating = (("a", "b"), ("c", "d"))
    first, second = hosts((seating, seating), ("s", "t"))
    assert sorted(map(str, first)) == ["s", "t"]
    assert second == first[::-1]
