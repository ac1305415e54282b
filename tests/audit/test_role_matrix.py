from facilitate.audit.findings import RoleMatrix
from facilitate.figures import number
from tests.audit.a_stock_take import answers_of, found, of_kind, questions

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


def test_a_direction_on_which_all_agree_to_the_point_is_left_out():
    waves = rated([3] * 8, [4, 4, 5, 3, 4, 5, 4, 3])
    (matrix,) = of_kind(RoleMatrix, found(waves=waves, asking=ABOUT))
    assert [(cell.rater, cell.rated) for cell in matrix.cells] == [("manager", "doctor")]
