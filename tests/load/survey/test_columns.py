"""Which column is which question, and which are private."""

import pytest

from tests.load.survey.survey_kit import (
    DOCTOR,
    HEADER,
    SMALL,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    values,
)


@pytest.mark.parametrize(
    "heading", ["Email", "E-mail address", "IP Address", "Name:", "Token", "Browser", "Postcode"]
)
def test_private_columns_are_known_by_their_heading(heading):
    data = csv_bytes((*HEADER, heading), (*DOCTOR, "4", "4", "SECRET"))
    text, faults = proposal(data)
    assert "SECRET" not in text + repr(faults)
    assert text.rstrip().endswith("status: private")


@pytest.mark.parametrize("cell", ["amy@example.org", "10.0.0.1"])
def test_private_columns_are_known_by_their_cells(cell):
    text, faults = proposal(csv_bytes((*HEADER, "Contact"), (*DOCTOR, "4", "4", cell)))
    assert cell not in text + repr(faults)
    assert text.rstrip().endswith("status: private")


ABOUT = SMALL.model_validate(
    {
        **SMALL.model_dump(by_alias=True),
        "about roles": [{"id": "role-time", "text": "They tell us things in time"}],
    }
)


GRID = (
    "About the doctors [They tell us things in time]",
    "About managers [They tell us things in time]",
)


def test_a_statement_about_each_role_group_is_a_guess_by_the_role_that_its_question_names():
    data = csv_bytes(
        (*HEADER, *GRID),
        (*DOCTOR, "Agree", "Agree", "Strongly agree", "Disagree"),
        ("P01", "Manager", "Agree", "Agree", "Neutral", ""),
    )
    text, _ = proposal(data, questions=ABOUT)
    assert text.count("status: guess") == 2
    answers, faults = imported(data, questions=ABOUT)
    assert errors(faults) == []
    assert answers is not None
    assert answers.columns == ("goals", "avoid", "role-time-doctor", "role-time-manager")
    assert values(answers, "p01-doctor")["role-time-manager"] == "2"


def test_a_statement_about_nobody_knows_whom_is_left_to_the_reviewer():
    header = (*HEADER, "About them [They tell us things in time]", GRID[1])
    text, faults = proposal(
        csv_bytes(header, (*DOCTOR, "4", "4", "5", "2"), ("P01", "Manager", "4", "4", "3", "")),
        questions=ABOUT,
    )
    assert "role-time" not in text
    assert "A532" in codes(faults)


def test_a_question_without_a_column_is_named():
    _, faults = imported(csv_bytes(HEADER[:3], (*DOCTOR, "4")))
    (fault,) = (f for f in faults if f.code == "A531" and f.severity == "warning")
    assert fault.message == "No column answers this statement: avoid."


@pytest.mark.parametrize(
    "header",
    [
        (("Pair", "Role", "How far do you agree?", ""), ("", "", *HEADER[2:])),
        (("", "", "How far do you agree?", ""), HEADER),
    ],
)
def test_questions_merged_over_their_parts_are_two_header_rows(header):
    answers, faults = imported(csv_bytes(*header, ("P01", "Doctor", "4", "2")))
    assert errors(faults) == []
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "2"}


@pytest.mark.parametrize(
    "heading",
    [
        "We share our goals.",
        "WE SHARE  OUR GOALS",
        "We\u00a0share our goals\u00a0",
        "goals",
        "How far? [We share our goals]",
        "How far do you agree? - We share our goals",
    ],
)
def test_a_heading_is_the_statement_however_it_is_typed(heading):
    data = csv_bytes(("Pair", "Role", heading), ("P01", "Doctor", "4"))
    answers, _ = imported(data)
    assert values(answers, "p01-doctor") == {"goals": "4"}


@pytest.mark.parametrize("heading", ["We share our goal", "We share our goals2", "Goals we share"])
def test_a_heading_that_is_nearly_the_statement_is_not_mapped(heading):
    text, faults = proposal(csv_bytes(("Pair", "Role", heading), ("P01", "Doctor", "4")))
    assert "key: goals" not in text
    assert [fault.message[:3] for fault in faults if fault.code == "A530"] == ["C1:"]


def test_two_columns_with_the_same_statement_are_both_left_to_the_reviewer():
    header = ("Pair", "Role", "We share our goals", "We share our goals")
    text, faults = proposal(csv_bytes(header, ("P01", "Doctor", "4", "2")))
    assert "key: goals" not in text
    assert [f.message for f in faults if f.code == "A532"] == [
        "C1, D1 and goals fit each other in more than one way, so none was mapped."
    ]


def test_two_columns_with_one_heading_are_told_once():
    data = csv_bytes((*HEADER[:2], "We meet", "We meet"), (*DOCTOR, "4", "3"))
    _, faults = proposal(data)
    found = [one for one in faults if one.code == "A532"]
    assert [one.message for one in found] == ["C1 and D1 have one heading."]
    assert "status: unmapped" in found[0].hint
