"""What a mapping may and may not do."""

import pytest

from facilitate.load.survey.export import convert, propose, read_export
from facilitate.load.survey.mapping import read_mapping
from facilitate.model import PeopleAndYear, Programme
from tests.load.survey.survey_kit import (
    DOCTOR,
    GOOD,
    HEADER,
    SMALL,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
)


def test_the_same_header_with_other_rows_uses_the_same_mapping_and_names_what_is_new():
    from tests.load.survey.survey_kit import proposal, signed

    mapping = signed(proposal(csv_bytes(*GOOD))[0])
    later = csv_bytes(*GOOD, ("P07", "Doctor", "Agree", "4"), ("P01", "Nurse", "Agree", "4"))
    answers, faults = imported(later, mapping)
    assert answers is None
    assert [fault.message for fault in errors(faults)] == [
        "A4: this is a pair that the mapping does not know.",
        "B5: this is a role that the mapping does not know.",
    ]


DATA = csv_bytes(HEADER, (*DOCTOR, "Agree", "4"), ("P01", "Manager", "Disagree", "2"))


def told(change) -> list[str]:
    text = signed(proposal(DATA)[0])
    changed = change(text)
    assert changed != text
    answers, faults = imported(DATA, changed)
    assert answers is None
    return codes(errors(faults))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reviewed_by_role: facilitator", 'reviewed_by_role: ""', "A520"),
        ("reviewed_on: 2026-05-12", 'reviewed_on: ""', "A520"),
        ("reviewed_on: 2026-05-12", "reviewed_on: 2026-02-30", "A520"),
        ("reviewed_on: 2026-05-12", "reviewed_on: soon", "A520"),
        ("header_hash: ", "header_hash: 0", "A521"),
        ("key: goals", "key: gaols", "A523"),
        ("key: goals", "key: avoid", "A523"),
        ("key: goals", "key: 'list:helps'", "A523"),
        ("key: pair", "key: ''", "A533"),
        ("scale: agree-5", "scale: agree-9", "A523"),
        ("column: C", "column: ZZ", "A522"),
        ("format: 1", "format: 2", "P105"),
        ("unfinished:", "unfinnished:", "P101"),
        ("format: 1", "format: [", "Y001"),
        ("key: goals\n    status: proposed", "key: goals\n    status: guess", "A524"),
        ("agree-5:\n    status: proposed", "agree-5:\n    status: guess", "A524"),
    ],
)
def test_a_mapping_that_is_unsigned_foreign_or_wrong_is_refused(old, new, code):
    assert code in told(lambda text: text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('""', "The mapping does not say on which day it was reviewed."),
        ("12.5.26", "'12.5.26' can be read as two different days."),
        ("soon", "'soon' is not a date."),
    ],
)
def test_a_day_of_review_that_cannot_be_read_says_why(new: str, message: str) -> None:
    text = signed(proposal(DATA)[0]).replace("reviewed_on: 2026-05-12", f"reviewed_on: {new}")
    (fault,) = errors(imported(DATA, text)[1])
    assert (fault.code, fault.message) == ("A520", message)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (("pair",), "No column says which pair a row is from."),
        (("role",), "No column says which role a row is from."),
        (("pair", "role"), "No column says which pair, and which role, a row is from."),
    ],
)
def test_only_what_no_column_says_of_a_person_is_told(keys: tuple[str, ...], message: str) -> None:
    text = signed(proposal(DATA)[0])
    for key in keys:
        text = text.replace(f"key: {key}\n", "key: ''\n", 1)
    assert message in [one.message for one in errors(imported(DATA, text)[1])]


def test_a_refused_mapping_names_its_line():
    text = signed(proposal(DATA)[0]).replace("key: goals", "key: gaols")
    _, faults = imported(DATA, text)
    (fault,) = errors(faults)
    assert fault.hint == "Did you mean 'goals'?"
    assert fault.place is not None
    assert fault.place.file == "x.mapping.yaml"
    assert text.splitlines()[(fault.place.line or 0) - 1].strip() == "key: gaols"


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("key: pair", "key: pairs", "A523", "Did you mean 'pair'?"),
        ("key: goals", "key: go als", "A523", "Write goals"),
        (
            "reviewed_by_role: facilitator",
            "reviewed_by_role:",
            "A520",
            "Look at every column, then fill in reviewed_by_role and reviewed_on.",
        ),
        ("key: pair", "key: ward", "A523", "Write key: pair at the column that says it."),
        ("reviewed_by_role:", "reviewed_by:", "P101", "Did you mean 'reviewed_by_role'?"),
        ("column: C", "column: 3", "A522", "Write column: C"),
        ("column: B", "column: A", "A522", "Write column: B"),
        ('"P01": p01', '"P01":', "P102", "Write behind P01: what belongs to it."),
    ],
)
def test_a_mapping_with_a_slip_says_what_to_type(old, new, code, hint):
    text = signed(proposal(DATA)[0])
    _, faults = imported(DATA, text.replace(old, new, 1))
    told = [one for one in faults if one.severity != "advice"]
    assert [(one.code, one.hint) for one in told] == [(code, hint)]


def test_the_one_statement_without_a_column_is_told_at_the_one_column_without_a_key():
    text = signed(proposal(DATA)[0]).replace("    key: goals\n", "")
    _, faults = imported(DATA, text)
    (told,) = [one for one in faults if one.severity == "warning"]
    assert told.hint == "If it is an answer, write key: goals at column C of the mapping."
    assert told.message.endswith("not read, and none answers 'goals'.")


def test_a_label_means_one_of_the_programme_in_its_own_words():
    says = PeopleAndYear.model_validate(
        {"pairs": {"p01": {"doctor": "A. Quartz", "manager": "B. Onyx"}}}
    )
    text = signed(proposal(DATA)[0]).replace('"Doctor": doctor', '"Doctor": Chief doctor')
    _, faults = imported(DATA, text, programme=Programme("P", says, "programme.yaml"))
    assert [(one.message, one.hint) for one in errors(faults)] == [
        ("The programme has no role 'Chief doctor'.", "Known here: doctor, manager, sponsor.")
    ]


def test_labels_of_two_roles_that_stand_for_one_are_told_and_nothing_is_read():
    says = PeopleAndYear.model_validate(
        {"pairs": {"p01": {"doctor": "A. Quartz", "manager": "B. Onyx"}}}
    )
    text = signed(proposal(DATA)[0]).replace('"Manager": manager', '"Manager": doctor')
    answers, faults = imported(DATA, text, programme=Programme("P", says, "programme.yaml"))
    assert answers is None
    assert [(one.message, one.hint) for one in faults if one.severity == "error"] == [
        (
            "All labels of the roles stand for 'doctor'.",
            "Write behind each what it stands for: doctor or manager.",
        )
    ]


def test_two_words_for_one_role_are_read_where_nobody_of_the_other_has_answered():
    says = PeopleAndYear.model_validate(
        {"pairs": {"p01": {"doctor": "A. Quartz", "manager": "B. Onyx"}}}
    )
    text = signed(proposal(DATA)[0]).replace('"Manager": manager', '"Consultant": doctor')
    _, faults = imported(DATA, text, programme=Programme("P", says, "programme.yaml"))
    assert "A523" not in {one.code for one in faults}


def test_another_file_than_a_mapping_is_told_once():
    found, (fault,) = read_mapping(
        b"format: 1\nprogramme: Coast\npairs: {}\nroles: [skipper]\n", "programme.yaml"
    )
    assert found is None
    assert fault.message == "This file holds what belongs into programme.yaml."


def test_a_key_that_is_nearly_who_is_told_where_no_question_is_known():
    export, _ = read_export(DATA, "x.csv")
    assert export is not None
    text = signed(propose(export, None)[1]).replace("key: role", "key: rolle")
    found, _ = read_mapping(text.encode(), "x.mapping.yaml")
    assert found is not None
    answers, _, faults = convert(export, found, questions=None)
    assert answers is None
    assert [(one.code, one.hint) for one in errors(faults)] == [("A523", "Write role")]


def test_a_label_that_stands_too_far_in_is_put_level_with_the_others():
    labels = '      "Tend to agree": 4\n      "Strongly agree": 5'
    text = signed(proposal(DATA)[0])
    assert labels in text
    _, faults = imported(DATA, text.replace(labels, labels.replace("\n", "\n ")))
    (fault,) = errors(faults)
    assert (fault.code, fault.hint) == ("Y001", 'Begin it right below "Tend to agree".')


def test_a_mapping_of_another_export_names_the_column_that_differs():
    other = csv_bytes((*HEADER[:3], "We avoid hot talks"), (*DOCTOR, "Agree", "4"))
    answers, faults = imported(other, signed(proposal(DATA)[0]))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "This mapping belongs to another export. Column D of this export has another heading."
    ]


def test_columns_in_another_order_are_another_export():
    other = csv_bytes((HEADER[1], HEADER[0], *HEADER[2:]), ("Doctor", "P01", "Agree", "4"))
    answers, faults = imported(other, signed(proposal(DATA)[0]))
    assert answers is None
    assert codes(errors(faults)) == ["A521"]


def test_two_labels_that_are_the_same_word_may_not_mean_two_things():
    assert "A523" in told(lambda text: text.replace('"P01": p01', '"P01": p01\n      "p01 ": p02'))


@pytest.mark.parametrize("meaning", ["P01", "p 01", "../x", '"=1"', '"-p01"'])
def test_a_pair_in_the_mapping_is_an_id(meaning):
    assert "A523" in told(lambda text: text.replace('"P01": p01', f'"P01": {meaning}'))


def test_a_mapping_written_and_read_is_the_same_whatever_it_holds():
    odd = 'A "quoted" — heading: {x} #1 \\ \u2028\u200f\ufeff é 张 \U0001f600'
    data = csv_bytes(("Pair", "Role", odd, "We share our goals"), ("no", "On", "x", "4"))
    export, _ = read_export(data, "x.csv")
    assert export is not None
    mapping, text, _ = propose(export, SMALL)
    found, faults = read_mapping(text.encode(), "m")
    assert faults == ()
    assert found is not None
    assert found.mapping == mapping


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("key: goals", "key: when", "A523", "Did you mean 'row:when'?"),
        ("  - column: C", "  - column: D", "A522", "Write column: C"),
        ('"Disagree": 2', '"Disagree": 5', "A523", "Count from one end of the scale to the other"),
        ('"Agree strongly": 5', '"Agree strongly": 6', "A523", "Count from one end of the scale"),
        ("encoding: utf-8", "encoding: excel", "A523", "Write cp1252, latin-1 or mac-roman"),
    ],
)
def test_a_slip_that_would_count_answers_wrong_is_told(old, new, code, hint):
    text = signed(proposal(DATA)[0])
    assert text.count(old) == 1, text
    answers, faults = imported(DATA, text.replace(old, new))
    assert answers is None
    assert [one for one in errors(faults) if one.code == code and hint in one.hint], faults


def test_answers_of_a_column_that_is_private_are_said_to_be_left_out():
    text = signed(proposal(DATA)[0])
    at = text.index("status:", text.index("key: goals"))
    faults = imported(DATA, text[:at] + text[at:].replace("proposed", "private", 1))[1]
    assert "Column C is private, so nothing of 'goals' is read." in [one.message for one in faults]
