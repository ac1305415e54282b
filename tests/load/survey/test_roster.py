"""Who takes part, however the survey calls them."""

import pytest

from facilitate.load.survey.export import propose, read_export
from facilitate.load.survey.headings import identity_of, is_private
from facilitate.load.survey.roster import Roster, pair_form, roster_of
from facilitate.model import Programme
from facilitate.model.plan import ProgrammeFile
from facilitate.model.questions import MappedColumn
from tests.load.survey.survey_kit import SMALL, csv_bytes

SAYS = {
    "format": "1",
    "programme": "P",
    "pairs": {
        "p01": {"service": "Crisis", "head": {"name": "A"}, "business-manager": {"name": "B"}},
        "older-adults": {"head": {"name": "C"}, "business-manager": {"name": "D"}},
    },
    "roles": {"head": "head teacher", "business-manager": {"one": "business manager"}},
    "sponsors": {"exec": {"name": "Ada Lovell", "title": "Director"}},
}
PROGRAMME = Programme("P", ProgrammeFile.model_validate(SAYS), "programme.yaml")


@pytest.fixture
def roster() -> Roster:
    return roster_of(PROGRAMME)


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        *[(said, "p01") for said in ("p01", "P1", "P 01", "p-1", "Pair 1", "01", "1")],
        *[(said, "p01") for said in ("Crisis", "CRISIS team", "the crisis service")],
        *[(said, "older-adults") for said in ("Older adults", "older_adults", "Older adults ward")],
        ("Sponsor", "sponsors"),
        *[(said, "") for said in ("P11", "2", "Night", "", "team", "Crisis and Older adults")],
    ],
)
def test_a_pair_is_known_by_its_id_its_service_or_its_number(roster, cell, pair):
    assert roster.pair(cell) == pair


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        *[(said, "head") for said in ("head", "Head teacher", "I am a head teacher.")],
        *[(said, "business-manager") for said in ("Business Manager", "the business manager")],
        ("Director", "exec"),
        *[(said, "") for said in ("manager", "Deputy head", "1", "")],
    ],
)
def test_a_role_is_known_by_the_words_of_the_plan(roster, cell, role):
    assert roster.role(cell) == role


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("Both partners", "both partners"),
        ("The group only", "group only"),
        ("My own page. I see my answers beside the group’s.", "own answers"),
        ("My partner and I", "both partners"),
        ("Yes", ""),
    ],
)
def test_a_choice_of_sharing_is_known_by_the_words_of_the_form(roster, cell, choice):
    assert roster.choice(cell) == choice


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What is your pair's code?", "pair"),
        ("3. Please enter your pair code *", "pair"),
        ("Q2: Which pair do you belong to?", "pair"),
        ("Which of these is your role?", "role"),
        ("(b) Your role in your pair (tick one)", "role"),
        ("What is your own code?", "person"),
        ("My pair works well", ""),
        ("Which other pair do you work with?", ""),
        ("What is your role in the trouble?", ""),
    ],
)
def test_a_heading_that_asks_who_somebody_is_is_known_whole(heading, kind):
    assert identity_of(heading) == kind


@pytest.mark.parametrize("heading", ["What is your full name?", "Your e-mail:", "7. Email address"])
def test_a_question_for_a_name_or_address_is_private(heading):
    assert is_private(heading)


def columns(*rows, programme=PROGRAMME) -> dict[str, MappedColumn]:
    export, _ = read_export(csv_bytes(*rows), "x.csv")
    assert export is not None
    mapping, _, _ = propose(export, SMALL, programme)
    return {column.column: column for column in mapping.columns}


HEAD = ("What is your pair's code?", "Which of these is your role?", "7. We share our goals")


def test_a_pair_that_is_misspelt_in_a_few_rows_is_asked_about_in_the_column_of_pairs():
    rows = (("Crisis", "Head", "4"), ("Older adults", "Head", "4"), ("Crsis", "Head", "3"))
    found = columns(("Which?", *HEAD[1:]), *rows)
    assert found["A"].key == "pair"
    assert found["A"].labels == {"Crisis": "p01", "Older adults": "older-adults", "Crsis": ""}


def test_times_of_answers_are_no_comment():
    rows = [(f"2027-02-0{day} 10:03:00", "P1", "Head", "4") for day in (1, 2, 3)]
    assert columns(("Time stamp", *HEAD), *rows)["A"].key == "row:when"
    assert columns(("When?", *HEAD), *rows)["A"].key == ""


@pytest.mark.parametrize("foot", [("Mean", "", "3.5"), ("", "", "3.5", "2.5"), ("Total:", "", "9")])
def test_what_was_worked_out_at_the_foot_of_a_table_is_passed_over(foot):
    rows = (("P1", "Head", "4", "2"), ("P2", "Head", "3", "3"))
    export, told = read_export(csv_bytes((*HEAD, "We avoid hard talks"), *rows, foot), "x.csv")
    assert export is not None
    assert len(export.rows) == 2
    assert [(one.code, one.place.line) for one in told] == [("A513", 4)]


def test_pairs_and_roles_of_the_plan_are_offered_as_ready_labels_and_others_left_to_fill_in():
    found = columns(
        HEAD,
        ("P1", "Head teacher", "Agree"),
        ("Crisis", "I am a business manager", "Agree"),
        ("Nigth", "Deputy", "Agree"),
    )
    assert found["A"].labels == {"Crisis": "p01", "Nigth": "", "P1": "p01"}
    assert found["B"].labels == {
        "Deputy": "",
        "Head teacher": "head",
        "I am a business manager": "business-manager",
    }
    assert found["C"].key == "goals"


def test_the_one_column_whose_answers_are_all_roles_is_a_guess():
    rows = [("P1", "head", "Agree"), ("P1", "business manager", "Agree")]
    found = columns(("Pair", "Who fills this in?", "We share our goals"), *rows)
    assert (found["B"].key, found["B"].status) == ("role", "guess")
    two = columns(("Pair", "You?", "Who leads?"), *[(a, b, b) for a, b, _ in rows])
    assert [two[name].key for name in "BC"] == ["", ""]


def test_the_question_of_sharing_is_found_by_its_answers_or_by_its_heading():
    rows = [("P1", "head", "Agree", "My own page"), ("P1", "business manager", "Agree", "")]
    found = columns((*HEAD, "How shall we treat this?"), *rows)
    assert (found["D"].key, found["D"].labels) == ("sharing", {"My own page": "own answers"})
    rows = [(*row[:3], "Yes") for row in rows]
    found = columns((*HEAD, "Who may see your answers?"), *rows)
    assert (found["D"].key, found["D"].labels) == ("sharing", {"Yes": ""})


def test_without_a_plan_ids_are_made_of_the_answers():
    found = columns(HEAD, ("P1", "Head teacher", "Agree"), programme=None)
    assert (found["A"].labels, found["B"].labels) == (
        {"P1": "p1"},
        {"Head teacher": "head-teacher"},
    )
    assert pair_form("P-01") == pair_form("p 1") != pair_form("p11")


@pytest.mark.parametrize("cell", ["9" * 5000, "x" * 1100, "9" * 400])
def test_a_cell_too_long_for_a_pair_stops_nothing(cell):
    rows = [(cell, "Head teacher", "Agree"), ("P1", "Head teacher", "Agree")]
    labels = columns(HEAD, *rows)["A"].labels
    assert labels["P1"] == "p01"
    assert not labels.get(cell)
