"""Whose answers, which of several, and what a mapping may and may not do."""

import pytest

from facilitate.load.answers import answers_text
from facilitate.load.survey.export import propose, read_export
from facilitate.load.survey.mapping import read_mapping
from tests.load.survey.survey_kit import (
    HEADER,
    SMALL,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
    values,
)

TIMED = ("Timestamp", *HEADER)
DOCTOR = ("P01", "Doctor")


def row(when: str, *cells: str):
    return (when, *DOCTOR, *cells)


def test_the_latest_complete_answers_win_wherever_they_stand():
    data = csv_bytes(
        TIMED,
        row("2026/05/04 9:00:00 pm GMT+1", "4", "4"),
        row("2026/05/04 10:00:00 am GMT+1", "2", "2"),
        row("2026/05/05 9:00:00 am GMT+1", "", ""),
    )
    answers, faults = imported(data)
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "4"}
    assert [f.message for f in faults if f.code == "A551"] == [
        "A3: p01-doctor has answered more than once; row 3 was left out because it is the "
        "earlier one. Row 2 counts.",
        "A4: p01-doctor has answered more than once; row 4 was left out because it is "
        "incomplete. Row 2 counts.",
    ]


def test_incomplete_answers_are_never_mixed_into_complete_ones():
    header = (*HEADER, "What should we fix?")
    data = csv_bytes(header, (*DOCTOR, "4", "4", ""), (*DOCTOR, "", "", "Words of the second try"))
    answers, faults = imported(data)
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "4", "comment:fix": None}
    (left_out,) = [f for f in faults if f.code == "A551"]
    assert "row 3 was left out because it is incomplete. Row 2 counts." in left_out.message


def test_without_a_time_the_later_row_wins_and_is_told():
    answers, faults = imported(csv_bytes(HEADER, (*DOCTOR, "4", "4"), (*DOCTOR, "2", "2")))
    assert values(answers, "p01-doctor") == {"goals": "2", "avoid": "2"}
    assert "no time" in next(f.message for f in faults if f.code == "A551")


def test_a_day_that_may_be_a_month_stops_only_where_it_decides():
    data = csv_bytes(("Date", *HEADER), row("04/05/2026", "4", "4"), row("03/06/2026", "2", "2"))
    mapping = signed(proposal(data)[0]).replace("status: reviewed", "status: guess")
    answers, faults = imported(data, mapping)
    assert answers is None
    assert codes(errors(faults)) == ["A546"]
    answers, faults = imported(data, signed(mapping))
    assert values(answers, "p01-doctor")["goals"] == "2"


def test_answers_never_sent_in_are_left_out_unless_the_mapping_keeps_them():
    header = ("submitdate", "lastpage", "startlanguage", "pair", "role", "G[goals]", "G[avoid]")
    data = csv_bytes(header, ("", "1", "en", "P01", "Doctor", "4", ""))
    answers, faults = imported(data)
    assert answers is not None
    assert answers.rows == ()
    assert [f.message for f in faults if f.code == "A552"] == [
        "A2: these answers of p01-doctor were begun and never sent in, so they were left out."
    ]
    keep = signed(proposal(data)[0]).replace("unfinished: leave out", "unfinished: keep")
    answers, _ = imported(data, keep)
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": None}


@pytest.mark.parametrize(
    ("cells", "cell"), [(("", "Doctor", "4", "4"), "A3"), (("P01", "", "4", "4"), "B3")]
)
def test_a_row_that_is_nobodys_stops_with_its_cell(cells, cell):
    answers, faults = imported(csv_bytes(HEADER, (*DOCTOR, "4", "4"), cells))
    assert answers is None
    assert [f.message[:3] for f in errors(faults)] == [f"{cell}:"]


def test_a_row_without_any_answer_is_left_out_and_told():
    answers, faults = imported(
        csv_bytes(
            ("Timestamp", *HEADER), ("2026/05/04", "", "", "", ""), row("2026/05/04", "4", "4")
        )
    )
    assert errors(faults) == []
    assert "A558" in codes(faults)
    assert values(answers, "p01-doctor")["goals"] == "4"


def test_a_person_alone_in_a_pair_is_told_in_case_the_code_was_mistyped():
    _, faults = imported(csv_bytes(HEADER, (*DOCTOR, "4", "4"), ("P1", "Manager", "4", "4")))
    assert [f.message for f in faults if f.code == "A557"] == [
        "A2: p01-doctor is the only one of pair 'p01' who has answered.",
        "A3: p1-manager is the only one of pair 'p1' who has answered.",
    ]


def test_a_mistyped_pair_is_mended_in_the_mapping():
    data = csv_bytes(HEADER, (*DOCTOR, "4", "4"), ("P1", "Manager", "2", "2"))
    answers, _ = imported(data, signed(proposal(data)[0]).replace('"P1": p1', '"P1": p01'))
    assert values(answers, "p01-manager")["goals"] == "2"


def test_a_code_of_ones_own_stands_for_pair_and_role():
    data = csv_bytes(("Your code", *HEADER[2:]), ("M3", "4", "2"))
    text = signed(proposal(data)[0])
    assert '"M3": ""' in text
    assert codes(errors(imported(data, text)[1])) == ["A525"]
    answers, _ = imported(data, text.replace('"M3": ""', '"M3": "p03 manager"'))
    assert values(answers, "p03-manager") == {"goals": "4", "avoid": "2"}


def test_two_pairs_whose_people_would_share_an_id_stop():
    rows = [("a", "b-c", "4", "4"), ("a-b", "c", "2", "2")]
    answers, faults = imported(csv_bytes(HEADER, *rows))
    assert answers is None
    assert codes(errors(faults)) == ["A543"]


# ------------------------------------------------------------------------------------------ mapping


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


def test_a_refused_mapping_names_its_line():
    text = signed(proposal(DATA)[0]).replace("key: goals", "key: gaols")
    _, faults = imported(DATA, text)
    (fault,) = errors(faults)
    assert fault.hint == "Did you mean 'goals'?"
    assert fault.place is not None
    assert fault.place.file == "x.mapping.yaml"
    assert text.splitlines()[(fault.place.line or 0) - 1].strip() == "key: gaols"


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


@pytest.mark.parametrize("meaning", ["P01", "p 01", "-p01", "../x", '"=1"'])
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


# ---------------------------------------------------------------------------------------- the words


WORDS = (*HEADER, "What gets in the way?", "Whom do you ask?", "What should we fix?")


def test_text_that_a_spreadsheet_might_run_survives_and_is_guarded_when_written():
    data = csv_bytes(WORDS, (*DOCTOR, "4", "4", "-time\n=2+3", "@Amy;+44", '=HYPERLINK("x")'))
    answers, faults = imported(data)
    assert errors(faults) == []
    assert answers is not None
    found = values(answers, "p01-doctor")
    assert found["list:hinders"] == "-time|=2+3"
    assert found["tie:advice"] == "@Amy|+44"
    assert found["comment:fix"] == '=HYPERLINK("x")'
    assert (
        answers_text(answers).splitlines()[1].startswith("p01-doctor,p01,doctor,4,4,'-time|=2+3,")
    )


def test_the_sign_that_parts_entries_is_replaced_in_an_entry_and_told():
    answers, faults = imported(csv_bytes(WORDS, (*DOCTOR, "4", "4", "a|b\nc", "", "")))
    assert values(answers, "p01-doctor")["list:hinders"] == "a/b|c"
    assert [f.message[:3] for f in faults if f.code == "A554"] == ["E2:"]


def test_control_characters_are_taken_out_and_told():
    answers, faults = imported(csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "", "a\x1bb\x07")))
    assert values(answers, "p01-doctor")["comment:fix"] == "ab"
    assert [f.message[:3] for f in faults if f.code == "A555"] == ["G2:"]


def test_a_choice_that_came_in_later_stops_with_its_cell():
    first = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "D1;M2", ""))
    later = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "D1;M3", ""))
    answers, faults = imported(later, signed(proposal(first)[0]))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "F2: here is a choice that the mapping does not know."
    ]


def test_a_name_that_holds_the_joining_sign_is_kept_whole_if_the_mapping_says_so():
    data = csv_bytes(WORDS, (*DOCTOR, "4", "4", "", "Lee, Amy, M2", ""))
    text = signed(proposal(data)[0])
    mended = text.replace('"Amy": "Amy"', '"Lee, Amy": p02-doctor').replace(
        '      "Lee": "Lee"\n', ""
    )
    answers, _ = imported(data, mended)
    assert values(answers, "p01-doctor")["tie:advice"] == "p02-doctor|M2"


def test_a_tick_that_is_none_stops_with_its_cell():
    header = (*HEADER, "Whom do you ask? [D1]", "Whom do you ask? [M1]")
    first = csv_bytes(header, (*DOCTOR, "4", "4", "Yes", "No"))
    later = csv_bytes(header, (*DOCTOR, "4", "4", "Maybe", "No"))
    answers, faults = imported(later, signed(proposal(first)[0]))
    assert answers is None
    assert [f.message[:3] for f in errors(faults)] == ["E2:"]
    answers, _ = imported(first)
    assert values(answers, "p01-doctor")["tie:advice"] == "D1"


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


# ------------------------------------------------------------------------- about other role groups


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
        (*HEADER, *GRID), (*DOCTOR, "4", "4", "5", "2"), ("P01", "Manager", "4", "4", "3", "")
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


def test_a_row_that_ends_early_and_one_that_goes_on_too_long_stop_with_their_cell():
    answers, faults = imported(csv_bytes(HEADER, ("P01", "Doctor", "4"), (*DOCTOR, "4", "4", "9")))
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults) if f.code < "A511"] == [
        ("A510", "C2:"),
        ("A509", "E3:"),
    ]


def test_a_question_without_a_column_is_named():
    _, faults = imported(csv_bytes(HEADER[:3], (*DOCTOR, "4")))
    (fault,) = (f for f in faults if f.code == "A531" and f.severity == "warning")
    assert fault.message == "No column answers this statement: avoid."


def test_a_tick_that_is_neither_a_tick_nor_empty_stops_with_its_cell():
    data = csv_bytes((*HEADER, "Whom do you ask? [M1]"), (*DOCTOR, "4", "4", "perhaps"))
    chosen = '    split: ";"\n    labels:\n      perhaps: perhaps\n'
    text, _ = proposal(data)
    assert chosen in text
    answers, faults = imported(data, signed(text.replace(chosen, "    entry: M1\n")))
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults)] == [("A544", "E2:")]


def test_a_mark_that_the_mapping_does_not_explain_stops_with_its_cell():
    header = ("State", *HEADER)
    first = csv_bytes(header, ("done", *DOCTOR, "4", "4"))
    text = signed(proposal(first)[0])
    start = text.index('heading: "State"')
    end = text.index("  - column: B")
    known = "key: row:finished\n    status: reviewed\n    labels:\n      done: finished\n"
    mapping = f'{text[:start]}heading: "State"\n    {known}{text[end:]}'
    answers, faults = imported(first, mapping)
    assert errors(faults) == []
    answers, faults = imported(csv_bytes(header, ("half", *DOCTOR, "4", "4")), mapping)
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults)] == [("A545", "A2:")]


def test_a_header_that_two_tools_write_is_refused():
    header = ("Timestamp", "Start time", "Completion time", *HEADER)
    export, faults = read_export(csv_bytes(header, ("", "", "", *DOCTOR, "4", "4")), "x.csv")
    assert export is None
    assert [f.code for f in faults] == ["A514"]
