import random
from itertools import combinations

import numpy as np
import pytest

from facilitate.audit.disclosure import (
    _gives_away,
    all_alike,
    change,
    cleared,
    gives_values_away,
    is_safe,
    total,
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What an earlier test worked out is worked out again."""
    _gives_away.cache_clear()


TWELVE = [str(n) for n in range(12)]
WHOLE = total("everyone", "then", TWELVE)


def test_the_smallest_total_goes_first_and_what_can_come_back_does():
    doctors, managers = TWELVE[:8], TWELVE[8:]
    candidates = [WHOLE, total("doctor", "then", doctors), total("manager", "then", managers)]
    verdict = cleared(candidates, minimum=5)
    assert [release.id for release in verdict.shown] == ["everyone"]
    assert [release.id for release in verdict.dropped] == ["doctor", "manager"]


def test_a_total_without_which_all_is_safe_is_restored():
    candidates = [
        WHOLE,
        total("half", "then", TWELVE[:6]),
        total("seven", "then", TWELVE[:7]),
        total("one more", "then", TWELVE[:8]),
    ]
    verdict = cleared(candidates, minimum=5)
    assert len(verdict.shown) == 2
    assert is_safe(verdict.shown, minimum=5)
    for gone in verdict.dropped:
        assert not is_safe((*verdict.shown, gone), minimum=5)


def test_what_was_shown_before_counts_and_stays():
    earlier = [total("first day", "then", TWELVE)]
    verdict = cleared([total("now", "then", TWELVE[:11])], earlier=earlier, minimum=5)
    assert verdict.shown == ()


def test_a_change_gives_away_who_left_once_both_levels_are_known():
    stayed = TWELVE[:11]
    shown = [WHOLE, total("now", "now", stayed), change("step", ("then", "now"), stayed)]
    assert not is_safe(shown, minimum=5)
    assert is_safe(shown[:2], minimum=5)


def test_one_who_knows_the_own_answer_must_not_learn_two_others():
    three = [total("three", "then", TWELVE[:3])]
    own = [frozenset({("then", "0")})]
    assert is_safe(three, minimum=3)
    assert not is_safe(three, minimum=3, insiders=own)
    assert is_safe([total("four", "then", TWELVE[:4])], minimum=3, insiders=own)


def test_partners_who_share_know_two_answers():
    five = [total("five", "then", TWELVE[:5])]
    four = [total("four", "then", TWELVE[:4])]
    pair = [frozenset({("then", "0"), ("then", "1")})]
    assert is_safe(five, minimum=4, insiders=pair)
    assert not is_safe(four, minimum=4, insiders=pair)


def test_overlapping_totals_are_solved_as_a_whole():
    # a+b+c+d+e+f, a+b+c+d+e+g, f+g+(five others): f and g follow only from all three
    people = list("abcde")
    shown = [
        total("1", "w", [*people, "f"]),
        total("2", "w", [*people, "g"]),
        total("3", "w", ["f", "g", *"hijkl"]),
        total("4", "w", list("hijkl")),
    ]
    assert not is_safe(shown, minimum=2)
    assert all(is_safe([*shown[:at], *shown[at + 1 :]], minimum=2) for at in range(4))


def test_what_two_overlapping_totals_do_not_share_stays_hidden():
    # x+y and y+z tell how far x and z differ, and not what x and z are together
    x, y, z = ["a", "b"], [*"cdefghijkl"], ["m", "n"]
    assert is_safe([total("1", "w", x + y), total("2", "w", y + z)], minimum=5)
    assert not is_safe([total("1", "w", x + y), total("2", "w", y)], minimum=5)


def test_what_two_of_four_totals_differ_by_is_found_beside_the_others():
    # The last total less the first is a and e: two people.
    a, b, c, d, e = ["1"], ["2", "3"], ["4", "5", "6"], ["7", "8"], ["9"]
    parts = (b + d, b + c + e, a + b + c, a + b + d + e)
    shown = [total(str(number), "w", people) for number, people in enumerate(parts)]
    assert not is_safe(shown, minimum=3)
    assert is_safe(shown[:3], minimum=3)


def follows(shown, cells):
    """Say whether a total of these cells follows from totals, by the rank of a matrix of all."""
    known = sorted({cell for one in shown for cell in one.weights})
    rows = [[one.weights.get(cell, 0) for cell in known] for one in shown]
    more = [*rows, [int(cell in cells) for cell in known]]
    return set(cells) <= set(known) and np.linalg.matrix_rank(more) == np.linalg.matrix_rank(rows)


@pytest.mark.parametrize("seed", range(60))
def test_a_group_is_exposed_exactly_if_its_total_follows_from_all_that_are_shown(seed):
    chance, people, minimum = random.Random(seed), "abcdef", 3
    some = [chance.sample(people, chance.randint(2, 6)) for _ in range(4)]
    shown = [
        total("1", "then", some[0]),
        total("2", "now", some[1]),
        total("3", "now", some[2]),
        change("4", ("then", "now"), some[3]),
    ]
    small = [group for size in (1, 2) for group in combinations(people, size)]
    exposed = any(
        follows(shown, [(wave, person) for person in group])
        for wave in ("then", "now")
        for group in small
    )
    assert is_safe(shown, minimum=minimum) is not exposed


@pytest.mark.parametrize(
    ("values", "alike"),
    [([4] * 6, True), ([4, 4, 4, 4, 2], True), ([4, 4, 4, 2, 2], False), ([3], True)],
)
def test_all_or_all_but_one_alike_tell_each(values, alike):
    assert all_alike(values) is alike


def test_a_total_near_the_end_of_the_scale_leaves_nobody_room():
    assert gives_values_away([5, 5, 5, 5, 4.5], low=1, high=5, within=1)
    assert not gives_values_away([5, 5, 4, 4, 4], low=1, high=5, within=1)
    # half a point of five people from 0 to 4: each gave at most that half
    assert gives_values_away([0, 0, 0, 0, 0.5], low=0, high=4, within=1)
    # four people from 2 to 6: 8.5 points leave one of them half a point of room, 9 a whole one
    assert gives_values_away([2, 2, 2, 2.5], low=2, high=6, within=1)
    assert not gives_values_away([2, 2, 2, 3], low=2, high=6, within=1)


def test_a_published_figure_carries_its_number_of_people_and_its_total():
    verdict = cleared([WHOLE], minimum=5)
    figure = verdict.published("everyone", 3.2)
    assert (figure.n, figure.release) == (12, "everyone")
    assert verdict.ids == {"everyone"}
    assert [
        (name, one and one.n)
        for name, one in verdict.figures("everyone", [("a", 1.0), ("b", None)])
    ] == [
        ("a", 12),
        ("b", None),
    ]
    with pytest.raises(ValueError, match="'half' has not passed the disclosure test"):
        verdict.published("half", 3.2)
