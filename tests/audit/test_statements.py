"""Statements of the lowest and the most divided themes: counts that tell of nobody."""

from itertools import product

import numpy as np
import pytest

from facilitate.audit.findings import GroupTheme, StatementCounts
from facilitate.figures import number, points
from tests.audit.a_stock_take import answers_of, found, of_kind, programme, questions, table

LABELS = ["Disagree strongly", "Disagree", "Neither", "Agree", "Agree strongly"]
ASKING = questions(scale={"low": 1, "high": 5, "labels": LABELS})
LOW, HIGH = "disagree strongly or disagree", "agree or agree strongly"


def ticked(rely_doctors, rely_managers, doubt="1234512345123451"):
    """Eight of each role tick these on `rely`; on the reversed `doubt` something of everything."""
    given = answers_of()
    for n, (one, other) in enumerate(zip(rely_doctors, rely_managers, strict=True), 1):
        given[f"p{n}-doctor"] |= {"rely": one, "doubt": doubt[n - 1]}
        given[f"p{n}-manager"] |= {"rely": other, "doubt": doubt[7 + n]}
    return given


def counts(given, statement=0, **more):
    told = of_kind(StatementCounts, found(waves={"baseline": given}, asking=ASKING, **more))
    (trust,) = [one for one in told if one.dimension == "trust"]
    return {one.answer: points(one.people, 0) for one in trust.statements[statement].counts}


def test_each_answer_is_counted_as_it_stands_on_the_form():
    given = ticked("11233445", "12233445", doubt="1122333412223345")
    assert counts(given) == {LOW: "6", "neither": "4", HIGH: "6"}
    # Agreeing with the reversed one is bad news: 3 of 16 do, and 8 disagree.
    assert counts(given, 1) == {LOW: "8", "neither": "5", HIGH: "3"}


@pytest.mark.parametrize(
    ("doctors", "managers", "wanted"),
    [
        # 9 low, 5 in the middle and 2 high: the two are counted with the middle.
        ("11223334", "11222334", {LOW: "9", "neither, agree or agree strongly": "7"}),
        # 2 low, 5 and 9.
        ("24455533", "24455333", {"disagree strongly, disagree or neither": "7", HIGH: "9"}),
        # Nobody in the middle: that nobody ticked it would say something of each.
        ("11224455", "12224455", {"disagree strongly, disagree or neither": "8", HIGH: "8"}),
        # 14 low and 2 in the middle: there is nothing that may be told.
        ("11222223", "11222223", {}),
        # All doctors low, all managers high: beside the roles' means that would be found out.
        ("11221122", "44554455", {}),
        # One doctor high: the others would know of all the rest, if it is theirs.
        ("11221125", "44554433", {}),
    ],
)
def test_neighbours_are_counted_together_until_no_count_tells_anybody(doctors, managers, wanted):
    assert counts(ticked(doctors, managers)) == wanted


def test_somebody_who_left_out_a_statement_is_not_told_by_the_difference():
    given = ticked("11233445", "12233445")
    given["p1-doctor"]["rely"] = ""
    assert counts(given) == {}
    assert counts(given, 1) != {}


def test_a_statement_is_told_with_how_many_answered_it():
    given = ticked("11233445", "12233445")
    for n in range(1, 6):
        given[f"p{n}-doctor"] |= {"rely": "", "doubt": ""}
        given[f"p{n}-manager"] |= {"rely": "", "doubt": ""}
    (trust,) = [
        one
        for one in of_kind(StatementCounts, found(waves={"baseline": given}, asking=ASKING))
        if one.dimension == "trust"
    ]
    assert [one.n for one in trust.statements] == [6, 6]


def test_a_count_never_takes_a_themes_mean_or_its_change_away():
    waves = {"baseline": answers_of(), "repeat": answers_of(seed=3)}
    waves["baseline"]["p1-doctor"]["rely"] = ""
    with_counts = found(waves=waves, asking=ASKING)
    without = [one for one in with_counts if not isinstance(one, StatementCounts)]
    assert len(of_kind(GroupTheme, tuple(without))) == 4


# -------------------------------------------------------------------- somebody who adds and solves

SMALL = questions(
    scale={"low": 1, "high": 3, "labels": ["No", "Partly", "Yes"]},
    dimensions=[
        {
            "id": "trust",
            "name": "Trust",
            "themes": ["trust"],
            "items": [{"id": "rely", "text": "Rely"}, {"id": "slip", "text": "Slip"}],
        }
    ],
)
EVERY = np.array(list(product((1, 2, 3), repeat=6)), dtype=np.int8)


@pytest.mark.parametrize(("rely", "slip"), [("111333", "112233"), ("112333", "133131")])
def test_nobodys_answer_follows_from_all_that_is_shown_and_the_own_answers(rely, slip):
    """Try all 531,441 ways in which six people can have ticked two statements."""
    people = [f"p{n}-{role}" for n in (1, 2, 3) for role in ("doctor", "manager")]
    given = {
        person: {"rely": one, "slip": other}
        for person, one, other in zip(people, rely, slip, strict=True)
    }
    shown = found(
        waves={"baseline": table(given, ("rely", "slip"))},
        asking=SMALL,
        of=programme(3),
        sharing={},
    )
    (told,) = of_kind(StatementCounts, shown)
    assert any(one.counts for one in told.statements)
    firsts, seconds = np.repeat(EVERY, 729, axis=0), np.tile(EVERY, (729, 1))
    possible = np.ones(len(firsts), dtype=bool)
    for statement, ways in zip(told.statements, (firsts, seconds), strict=True):
        for cell in statement.counts:
            steps = {"no": (1, 1), "partly": (2, 2), "yes": (3, 3)}
            ends = cell.answer.split(" or ")
            low, high = steps[ends[0]][0], steps[ends[-1]][1]
            possible &= ((ways >= low) & (ways <= high)).sum(axis=1) == number(cell.people)
    for theme in of_kind(GroupTheme, shown):
        total = firsts.sum(axis=1, dtype=int) + seconds.sum(axis=1, dtype=int)
        possible &= np.isclose(total / 12, number(theme.mean))
    for me in range(6):
        mine = possible & (firsts[:, me] == int(rely[me])) & (seconds[:, me] == int(slip[me]))
        assert mine.any()
        for other in {*range(6)} - {me}:
            assert len(np.unique(firsts[mine, other])) > 1
            assert len(np.unique(seconds[mine, other])) > 1
