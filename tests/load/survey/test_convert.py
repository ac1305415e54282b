"""Whose answers, which of several, and rows that cannot be counted."""

import pytest

from facilitate.model import PeopleAndYear, Programme
from tests.load.survey.survey_kit import (
    DOCTOR,
    GOOD,
    HEADER,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
    values,
)


def test_a_cell_beyond_the_header_stops_with_its_name():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree", "4", "shifted")))
    assert answers is None
    assert [fault.message[:3] for fault in errors(faults)] == ["E4:"]


def test_empty_cells_beyond_the_header_are_nothing():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree", "4", "", "")))
    assert errors(faults) == []
    assert values(answers, "p02-doctor")["goals"] == "4"


def test_a_row_that_ends_early_stops_because_a_cell_in_its_middle_may_be_lost():
    answers, faults = imported(csv_bytes(*GOOD, ("P02", "Doctor", "Agree")))
    assert answers is None
    assert [f.message for f in errors(faults)] == [
        "C4: row 4 ends here, after 3 of 4 cells; some may be lost."
    ]


TIMED = ("Timestamp", *HEADER)


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
    data = csv_bytes(
        ("Date", *HEADER), row("04/05/2026", "Agree", ""), row("03/06/2026", "Disagree", "")
    )
    mapping = signed(proposal(data)[0]).replace("status: reviewed", "status: guess")
    answers, faults = imported(data, mapping)
    assert answers is None
    assert codes(errors(faults)) == ["A546"]
    answers, faults = imported(data, signed(mapping))
    assert values(answers, "p01-doctor")["goals"] == "2"


def test_answers_never_sent_in_are_left_out_unless_the_mapping_keeps_them():
    header = ("submitdate", "lastpage", "startlanguage", "pair", "role", "G[goals]", "G[avoid]")
    data = csv_bytes(
        header,
        ("", "1", "en", "P01", "Doctor", "4", ""),
        ("2026-05-04 09:00:00", "2", "en", "P01", "Manager", "5", "5"),
    )
    answers, faults = imported(data)
    assert answers is not None
    assert [row.person for row in answers.rows] == ["p01-manager"]
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
    _, faults = imported(csv_bytes(HEADER, (*DOCTOR, "4", "4"), ("P7", "Manager", "4", "4")))
    assert [f.message for f in faults if f.code == "A557"] == [
        "A2: p01-doctor is the only one of pair 'p01' who has answered.",
        "A3: p7-manager is the only one of pair 'p7' who has answered.",
    ]


def test_a_slip_beside_an_unknown_pair_is_told_and_that_nobody_is_alone_is_not():
    mapping = signed(proposal(csv_bytes(*GOOD))[0])
    _, faults = imported(csv_bytes(*GOOD, ("P9", "Doctor", "Agre", "4")), mapping)
    assert [fault.message for fault in faults if fault.code != "A531"] == [
        "A4: this is a pair that the mapping does not know.",
        "C4: this is no label of the scale 'agree-5' (item 'goals').",
    ]


@pytest.mark.parametrize("read", [imported, proposal])
def test_whoever_is_alone_in_a_pair_by_the_plan_is_not_told_of(read):
    pairs = {"p01": {"doctor": "A. Quartz"}, "p7": {"manager": "B. Onyx", "doctor": "C. Beryl"}}
    says = PeopleAndYear.model_validate({"pairs": pairs})
    _, faults = read(
        csv_bytes(HEADER, (*DOCTOR, "4", "4"), ("P7", "Manager", "4", "4")),
        programme=Programme("P", says, "programme.yaml"),
    )
    assert [f.message for f in faults if f.code == "A557"] == [
        "A3: p7-manager is the only one of pair 'p7' who has answered."
    ]


def test_one_pair_written_in_two_ways_is_proposed_as_one_and_told():
    rows = [(*DOCTOR, "4", "4"), ("P1", "Manager", "2", "2"), ("p-1", "Nurse", "2", "2")]
    text, faults = proposal(csv_bytes(HEADER, *rows))
    assert '"P1": p01' in text
    assert [f.message for f in faults if f.code == "A535"] == [
        "'P01', 'P1', 'p-1' were taken for one pair, 'p01'."
    ]


def test_a_mistyped_pair_is_mended_in_the_mapping():
    data = csv_bytes(HEADER, (*DOCTOR, "4", "4"), ("PO1", "Manager", "2", "2"))
    answers, _ = imported(data, signed(proposal(data)[0]).replace('"PO1": po1', '"PO1": p01'))
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


def test_a_row_that_ends_early_and_one_that_goes_on_too_long_stop_with_their_cell():
    answers, faults = imported(csv_bytes(HEADER, ("P01", "Doctor", "4"), (*DOCTOR, "4", "4", "9")))
    assert answers is None
    assert [(f.code, f.message[:3]) for f in errors(faults) if f.code < "A511"] == [
        ("A510", "C2:"),
        ("A509", "E3:"),
    ]


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


@pytest.mark.parametrize(
    "rows",
    [
        # no column is a question's
        (("Pair", "Role", "Favourite colour"), (*DOCTOR, "blue")),
        # two columns are the same question's, so neither is read
        (
            ("Pair", "Role", "How? [We share our goals]", "Why? [We share our goals]"),
            (*DOCTOR, "4", "4"),
        ),
        # nobody has answered
        (HEADER, (*DOCTOR, "", ""), ("P01", "Manager", "N/A", "")),
    ],
)
def test_an_export_of_which_no_answer_is_read_is_an_error_not_an_empty_file(rows):
    answers, faults = imported(csv_bytes(*rows))
    assert answers is None
    assert codes(errors(faults)) == ["A534"]
    assert "A534" in codes(proposal(csv_bytes(*rows))[1], severity="warning")


def test_an_export_whose_rows_were_all_left_out_is_an_error():
    header = ("Submitted", *HEADER)
    mapping = signed(proposal(csv_bytes(header, ("2026-05-04", *DOCTOR, "4", "4")))[0]).replace(
        "key: row:when", "key: row:submitted"
    )
    answers, faults = imported(csv_bytes(header, ("", *DOCTOR, "4", "4")), mapping)
    assert answers is None
    assert codes(errors(faults)) == ["A534"]
    assert "A552" in codes(faults)
