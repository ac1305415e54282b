from facilitate.audit.finding import findings_for
from facilitate.audit.findings import MethodNote, PersonTies, TieMatrix
from facilitate.audit.findings_of_plan import audit
from facilitate.figures import number
from facilitate.recipient import FACILITATOR, GROUP
from tests.audit.a_stock_take import ROLES, answers_of, found, of_kind, programme, questions, table

TIES = questions(ties=[{"id": "advice", "text": "Whom do you ask?"}])


def figures(note):
    return {name: number(value) for name, value in note.figures if value is not None}


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
    assert 0 < number(cells["doctor", "doctor"].ties) < 56
    assert ("doctor", "manager") not in cells  # nobody named one: all alike


def test_each_person_reads_the_own_names_and_nobody_who_named_them():
    all_ = found(waves=with_ties(), asking=TIES)
    for ties in of_kind(PersonTies, all_):
        assert ties.readers == {ties.subject}
        assert ties.subject.id not in ties.named
    assert of_kind(PersonTies, findings_for(GROUP, all_)) == []


def test_the_index_stands_beside_what_chance_would_give():
    notes = of_kind(MethodNote, findings_for(FACILITATOR, found(waves=with_ties(), asking=TIES)))
    by_role = next(figures(one) for one in notes if one.measure == "E-I by role")
    assert by_role["E-I"] == -1.0
    assert round(by_role["expected by chance"], 4) == 0.0667  # 128 of 240 across, 112 inside
    assert by_role["p of so low"] < 0.01
    linking = next(figures(one) for one in notes if one.measure == "density and linking")
    assert linking["share with a tie up or outside"] == 1 / 16


def test_a_name_that_is_nearly_somebodys_is_told_with_its_line():
    given = answers_of()
    given["p1-manager"]["tie:advice"] = "p2-docter|the board"
    (one,) = audit(
        programme=programme(),
        questions=TIES,
        waves={"baseline": table(given)},
        sharing={},
    )
    assert [(fault.code, fault.place.line, fault.severity) for fault in one.faults] == [
        ("A607", 3, "warning")
    ]
    assert "p2" not in one.faults[0].message + one.faults[0].hint


def naming(inside, across):
    """Eight of each role: the first three and the rest name so many of their own and of others."""
    given = answers_of()
    for n in range(1, 9):
        for role, other in zip(ROLES, reversed(ROLES), strict=True):
            few = n <= 3
            own = [f"p{(n + step) % 8 + 1}-{role}" for step in range(inside - few)]
            away = [f"p{(n + step) % 8 + 1}-{other}" for step in range(across - few)]
            given[f"p{n}-{role}"]["tie:advice"] = "|".join((*own, *away))
    return {"baseline": given}


def test_groups_that_name_their_own_more_often_are_said_to():
    # 3 x 2 + 5 x 3 = 21 of 56 inside and 3 x 1 + 5 x 2 = 13 of 64 across.
    (matrix,) = of_kind(TieMatrix, found(waves=naming(3, 2), asking=TIES))
    ties = {(one.source, one.target): (number(one.ties), one.possible) for one in matrix.cells}
    assert ties["doctor", "doctor"] == ties["manager", "manager"] == (21, 56)
    assert ties["doctor", "manager"] == ties["manager", "doctor"] == (13, 64)
    assert matrix.named == "inside"


def test_groups_that_name_each_others_people_more_often_are_said_to():
    # 3 x 1 + 5 x 2 = 13 of 56 inside and 3 x 2 + 5 x 3 = 21 of 64 across.
    (matrix,) = of_kind(TieMatrix, found(waves=naming(2, 3), asking=TIES))
    assert matrix.named == "across"


def test_nothing_is_said_of_names_where_one_name_given_the_other_way_would_turn_it():
    # 3 x 1 + 5 x 2 = 13 of 56 inside (0.23) and 13 of 64 across (0.20); 12 and 14: 0.21, 0.22.
    (matrix,) = of_kind(TieMatrix, found(waves=naming(2, 2), asking=TIES))
    assert matrix.named == ""
