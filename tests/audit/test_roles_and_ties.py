from facilitate.audit.findings import MethodNote, PersonTies, RoleMatrix, TieMatrix, findings_for
from facilitate.recipient import FACILITATOR, GROUP
from tests.audit.a_stock_take import ROLES, answers_of, found, of_kind, programme, questions

ABOUT = questions(
    **{
        "about roles": [
            {"id": "timely", "text": "In time"},
            {"id": "blame", "text": "They blame", "reverse": "yes"},
        ]
    }
)
TIES = questions(ties=[{"id": "advice", "text": "Whom do you ask?"}])


def rated(doctors, managers):
    given = answers_of()
    for n, (one, two) in enumerate(zip(doctors, managers, strict=True), 1):
        given[f"p{n}-doctor"] |= {"timely-manager": one, "blame-manager": 6 - one}
        given[f"p{n}-manager"] |= {"timely-doctor": two, "blame-doctor": 6 - two}
    return {"baseline": given}


def test_each_direction_has_its_own_mean_of_raters():
    waves = rated([1, 2, 3, 2, 1, 2, 3, 2], [4, 4, 5, 3, 4, 5, 4, 3])
    (matrix,) = of_kind(RoleMatrix, found(waves=waves, asking=ABOUT))
    cells = {(cell.rater, cell.rated): (cell.mean, cell.n) for cell in matrix.cells}
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


def with_ties():
    given = answers_of()
    for n in range(1, 9):
        for role in ROLES:
            named = [f"p{(n + step) % 8 + 1}-{role}" for step in range(1, 2 + n % 3)]
            given[f"p{n}-{role}"]["tie:advice"] = "|".join(named)
    given["p1-doctor"]["tie:advice"] += "|exec|p1-doctor"
    return {"baseline": given}


def test_the_groups_matrix_counts_ties_by_role_and_names_nobody():
    (matrix,) = of_kind(TieMatrix, found(waves=with_ties(), asking=TIES))
    cells = {(cell.source, cell.target): cell for cell in matrix.cells}
    assert cells["doctor", "doctor"].possible == 56
    assert 0 < cells["doctor", "doctor"].share < 1
    assert ("doctor", "manager") not in cells  # nobody named one: all alike


def test_each_person_reads_the_own_names_and_nobody_who_named_them():
    all_ = found(waves=with_ties(), asking=TIES)
    for ties in of_kind(PersonTies, all_):
        assert ties.readers == {ties.subject}
        assert ties.subject.id not in ties.named
    assert of_kind(PersonTies, findings_for(GROUP, all_)) == []


def test_the_index_stands_beside_what_chance_would_give():
    notes = of_kind(MethodNote, findings_for(FACILITATOR, found(waves=with_ties(), asking=TIES)))
    by_role = next(dict(one.figures) for one in notes if one.measure == "E-I by role")
    assert by_role["E-I"] == -1.0
    assert round(by_role["expected by chance"], 4) == 0.0667  # 128 of 240 across, 112 inside
    assert by_role["p of so low"] < 0.01
    linking = next(dict(one.figures) for one in notes if one.measure == "density and linking")
    assert linking["density up"] == 1 / 32
    assert linking["share with a tie up or outside"] == 1 / 16


def test_a_name_that_is_nearly_somebodys_is_told_with_its_line():
    from facilitate.audit.engine import findings
    from tests.audit.a_stock_take import table

    given = answers_of()
    given["p1-manager"]["tie:advice"] = "p2-docter|the board"
    _, faults = findings(
        programme=programme(),
        questions=TIES,
        waves={"baseline": table(given)},
        sharing={},
    )
    assert [(fault.code, fault.place.line, fault.severity) for fault in faults] == [
        ("A607", 3, "warning")
    ]
    assert "p2" not in faults[0].message + faults[0].hint
