import pytest

from facilitate.audit.findings import RoleMatrix, Withheld
from facilitate.figures import number
from tests.audit.a_stock_take import answers_of, found, of_kind, programme, questions

ABOUT = questions(
    **{
        "about roles": [
            {"id": "timely", "text": "In time"},
            {"id": "blame", "text": "They blame", "reverse": "yes"},
        ]
    }
)


def rated(doctors, managers):
    given = answers_of()
    for n, (one, two) in enumerate(zip(doctors, managers, strict=True), 1):
        given[f"p{n}-doctor"] |= {"timely-manager": one, "blame-manager": 6 - one}
        given[f"p{n}-manager"] |= {"timely-doctor": two, "blame-doctor": 6 - two}
    return {"baseline": given}


def test_each_direction_has_its_own_mean_of_raters():
    waves = rated([1, 2, 3, 2, 1, 2, 3, 2], [4, 4, 5, 3, 4, 5, 4, 3])
    (matrix,) = of_kind(RoleMatrix, found(waves=waves, asking=ABOUT))
    cells = {(cell.rater, cell.rated): (number(cell.mean), cell.n) for cell in matrix.cells}
    assert cells == {("doctor", "manager"): (2.0, 8), ("manager", "doctor"): (4.0, 8)}


def test_a_column_without_a_role_speaks_of_the_other_one():
    given = answers_of()
    for n in range(1, 9):
        given[f"p{n}-doctor"] |= {"timely": 1 + n % 3}
    (matrix,) = of_kind(RoleMatrix, found(waves={"baseline": given}, asking=ABOUT))
    assert [(cell.rater, cell.rated) for cell in matrix.cells] == [("doctor", "manager")]


def test_a_group_that_answered_alone_is_told_what_it_says_of_both():
    given = {who: row for who, row in answers_of().items() if who.endswith("doctor")}
    for n, (who, score) in enumerate(zip(given, BOTH, strict=True), 1):
        given[who] |= {"timely-doctor": score, "timely-manager": 1 + n % 3}
    (matrix,) = of_kind(RoleMatrix, found(waves={"baseline": given}, asking=ABOUT))
    assert {(cell.rater, cell.rated) for cell in matrix.cells} == {
        ("doctor", "doctor"),
        ("doctor", "manager"),
    }
    assert matrix.pattern == "mixed"


def test_a_direction_on_which_all_agree_to_the_point_is_left_out():
    waves = rated([3] * 8, [4, 4, 5, 3, 4, 5, 4, 3])
    (matrix,) = of_kind(RoleMatrix, found(waves=waves, asking=ABOUT))
    assert [(cell.rater, cell.rated) for cell in matrix.cells] == [("manager", "doctor")]


BOTH = [3, 4, 4, 5, 3, 4, 5, 4]  # 32 of eight people: 4.0
LOW = [2, 3, 3, 4, 2, 3, 4, 3]  # 24 of eight people: 3.0


def all_ways(doctors_own, on_doctors, managers_own, on_managers):
    """Each of eight doctors and eight managers rates both groups, alike on both statements."""
    given = answers_of()
    ratings = {
        ("doctor", "doctor"): doctors_own,
        ("manager", "doctor"): on_doctors,
        ("manager", "manager"): managers_own,
        ("doctor", "manager"): on_managers,
    }
    for (rater, rated), scores in ratings.items():
        for n, score in enumerate(scores, 1):
            given[f"p{n}-{rater}"] |= {f"timely-{rated}": score, f"blame-{rated}": 6 - score}
    return {"baseline": given}


def pattern(*ratings):
    (matrix,) = of_kind(RoleMatrix, found(waves=all_ways(*ratings), asking=ABOUT))
    assert len(matrix.cells) == 4
    return matrix.pattern


def test_each_group_rates_itself_higher_only_if_that_is_clear_of_every_direction():
    a_step_up = [score + (n < 3) for n, score in enumerate(LOW)]  # 27 of eight: 3.4, 0.6 below 4.0
    two_up = [score + (n < 5) for n, score in enumerate(LOW)]  # 29 of eight: 3.6, 0.4 below 4.0
    assert pattern(BOTH, LOW, BOTH, a_step_up) == "themselves higher"
    assert pattern(BOTH, LOW, BOTH, two_up) == "one way higher"


def test_the_views_that_are_furthest_apart_are_of_one_group_and_a_point_or_more():
    def furthest(*ratings):
        (matrix,) = of_kind(RoleMatrix, found(waves=all_ways(*ratings), asking=ABOUT))
        return [(view.rater, view.rated, number(view.mean)) for view in matrix.furthest]

    assert furthest(BOTH, BOTH, LOW, BOTH) == [
        ("doctor", "manager", 4.0),
        ("manager", "manager", 3.0),
    ]
    a_step_up = [score + (n < 1) for n, score in enumerate(LOW)]  # 25 of eight: 3.1, 0.9 below
    assert furthest(BOTH, BOTH, a_step_up, BOTH) == []


def test_each_group_rates_itself_lower():
    assert pattern(LOW, BOTH, LOW, BOTH) == "themselves lower"


def test_nothing_is_said_of_what_is_not_clear():
    assert pattern(BOTH, BOTH, BOTH, BOTH) == "mixed"


def test_a_mean_that_tells_each_rating_is_left_out():
    near_the_end = [5, 5, 5, 5, 5, 5, 4, 4]  # 38 of 40: nobody can have given less than 3
    at_the_end = [5, 5, 5, 5, 5, 5, 5, 4]
    (matrix,) = of_kind(RoleMatrix, found(waves=rated(BOTH, near_the_end), asking=ABOUT))
    assert len(matrix.cells) == 2
    (matrix,) = of_kind(RoleMatrix, found(waves=rated(BOTH, at_the_end), asking=ABOUT))
    assert [(cell.rater, cell.rated) for cell in matrix.cells] == [("doctor", "manager")]


@pytest.mark.parametrize(("pairs", "shown"), [(5, True), (4, False)])
def test_a_direction_needs_five_raters(pairs, shown):
    given = answers_of(pairs)
    for n in range(1, pairs + 1):
        given[f"p{n}-doctor"] |= {"timely-manager": BOTH[n - 1]}
    findings = found(waves={"baseline": given}, asking=ABOUT, of=programme(pairs), sharing={})
    assert bool(of_kind(RoleMatrix, findings)) is shown


def test_it_is_not_called_too_few_where_all_agree():
    waves = rated([3] * 8, [4] * 8)
    (held,) = [
        one
        for one in of_kind(Withheld, found(waves=waves, asking=ABOUT))
        if one.would_be == "How the role groups find each other"
    ]
    assert held.reason == "would_disclose"
