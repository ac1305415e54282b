"""Encodings, delimiters, headings, labels, ticks: the same answers however they are spelt."""

import itertools

import pytest

from facilitate.load.survey.cells import (
    NO_ANSWER,
    Labels,
    candidates,
    codes,
    entries,
    moment,
    numbered,
    order_of,
)
from facilitate.load.survey.cells import SCALES as KNOWN
from facilitate.load.survey.export import read_export
from facilitate.load.survey.layout import compared, slug
from tests.load.survey.survey_kit import (
    HEADER,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
    values,
)
from tests.load.survey.survey_kit import (
    codes as fault_codes,
)

ROWS = (
    (*HEADER, "What should we fix?"),
    ("P01", "Doctor", "Agree", "Don’t know", "Caf\u00e9 \u2013 \u00a35, \u201cnow\u201d; and\twhy"),
    ("P01", "Manager", "Strongly agree", "2", 'Say "no"\r\ntogether'),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
ENDS = ("\n", "\r\n", "\r")


@pytest.mark.parametrize(
    ("encoding", "end", "delimiter"), list(itertools.product(ENCODINGS, ENDS, ",;\t"))
)
def test_every_encoding_line_end_and_delimiter_gives_the_same_answers(encoding, end, delimiter):
    text = csv_bytes(*ROWS, delimiter=delimiter).decode()
    text = text.replace("\r\n", "\n").replace("\n", end)
    answers, faults = imported(text.encode(encoding))
    assert errors(faults) == []
    assert ("A511" in fault_codes(faults)) == (encoding == "cp1252")
    assert values(answers, "p01-doctor") == {
        "goals": "4",
        "avoid": None,
        "comment:fix": "Caf\u00e9 \u2013 \u00a35, \u201cnow\u201d; and\twhy",
    }
    assert values(answers, "p01-manager") == {
        "goals": "5",
        "avoid": "2",
        "comment:fix": 'Say "no"\ntogether',
    }


def test_letters_of_two_encodings_in_one_file_stop_at_the_line():
    data = csv_bytes(*ROWS) + "P02,Doctor,Agree,4,Zo\u00eb\r\n".encode("cp1252")
    export, (fault,) = read_export(data, "x.csv")
    assert export is None
    assert fault.code == "A503"
    assert fault.place is not None
    assert fault.place.line == 5


def test_a_byte_that_cp1252_does_not_know_stops():
    export, (fault,) = read_export(csv_bytes(HEADER) + b"P01,Doctor,\x81,4\r\n", "x.csv")
    assert export is None
    assert (fault.code, fault.place and fault.place.line) == ("A503", 2)


def test_a_reviewer_may_name_the_encoding_where_the_bytes_cannot_tell():
    data = "Pair,Role,We share our goals,What should we fix?\nP01,Doctor,4,Caf\u00e9\n".encode(
        "mac-roman"
    )
    mapping = signed(proposal(data)[0]).replace("encoding: cp1252", "encoding: mac-roman")
    export, _ = read_export(data, "x.csv", encoding="mac-roman")
    assert "mac-roman" in mapping
    assert export is not None
    assert export.rows[0].cells[-1] == "Caf\u00e9"


def test_garbled_letters_are_told_with_their_cell():
    header = (*HEADER, "What should we fix?")
    _, faults = imported(csv_bytes(header, ("P01", "Doctor", "4", "4", "donâ€™t")))
    assert [fault.message[:3] for fault in faults if fault.code == "A556"] == ["E2:"]


def test_a_line_that_names_the_separator_is_passed_over():
    data = b"sep=;\r\n" + csv_bytes(HEADER, ("P01", "Doctor", "4", "4"), delimiter=";")
    answers, _ = imported(data)
    assert values(answers, "p01-doctor") == {"goals": "4", "avoid": "4"}


def test_a_title_above_the_header_is_passed_over_and_told():
    answers, faults = imported(
        csv_bytes(("Stock take 2027",), (), HEADER, ("P01", "Doctor", "4", "4"))
    )
    assert values(answers, "p01-doctor")["goals"] == "4"
    assert "A513" in fault_codes(faults)


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


# ------------------------------------------------------------------------------------------- labels


AGREE = Labels(numbered(KNOWN["agree-5"], 1), NO_ANSWER)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Strongly agree", 5),
        ("STRONGLY AGREE ", 5),
        (" strongly agree", 5),
        ("Strongly\u00a0agree", 5),
        ("4 - Agree", 4),
        ("4 \u2013 Agree", 4),
        ("4. agree", 4),
        ("4", 4),
        ("4.0", 4),
        ("\uff14", 4),
        ("Neither agree nor disagree", 3),
        ("Not applicable", None),
        ("N/A", None),
        ("Don\u2019t know", None),
        ("Prefer not to say", None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_label_is_its_number_or_no_answer(cell, number):
    reading = AGREE.reading(cell)
    assert (reading.number, reading.problem) == (number, "")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("Agreee", "unknown"),
        ("A4", "unknown"),
        ("4,5", "unknown"),
        ("4.5", "unknown"),
        ("\u00bd", "unknown"),
        ("0", "outside"),
        ("6", "outside"),
        ("-1", "outside"),
        ("99", "outside"),
        ("4 - Disagree", "contradicts"),
        ("4 - Quite", "unknown"),
        ("Agree Strongly disagree", "unknown"),
    ],
)
def test_anything_else_is_never_a_number(cell, problem):
    reading = AGREE.reading(cell)
    assert (reading.number, reading.problem) == (None, problem)


def test_an_unknown_label_names_file_row_and_column():
    answers, faults = imported(
        csv_bytes(HEADER, ("P01", "Doctor", "Agree", "4"), ("P01", "Manager", "Agreee", "4"))
    )
    assert answers is None
    (fault,) = errors(faults)
    assert fault.message == "C3: this is no label of the scale 'agree-5' (item 'goals')."
    assert fault.place is not None
    assert (fault.place.file, fault.place.line, fault.place.column) == ("x.csv", 3, 3)


def test_a_scale_from_nought_counts_from_nought():
    (name, labels), *_ = candidates(0, 4, ())
    assert (name, labels["Strongly disagree"], labels["Strongly agree"]) == ("agree-5", 0, 4)


def test_the_questions_own_labels_come_first():
    (name, labels), *_ = candidates(1, 3, ("Hardly", "Partly", "Wholly"))
    assert (name, labels) == ("own", {"Hardly": 1, "Partly": 2, "Wholly": 3})


def test_codes_count_up_from_the_lowest_step():
    assert codes(1, 3) == ("codes", {"A1": 1, "A2": 2, "A3": 3})


def test_seven_steps_are_not_read_on_a_scale_of_five():
    rows = [("P01", "Doctor", "Somewhat agree", "4"), ("P01", "Manager", "Agree", "Disagree")]
    answers, faults = imported(csv_bytes(HEADER, *rows))
    assert answers is None
    assert fault_codes(errors(faults)) == ["A540"]


# ------------------------------------------------------------------------------- lists, ties, times


@pytest.mark.parametrize(
    ("cell", "split", "known", "found"),
    [
        ("a\nb, c\r\n\n d ", "lines", (), ("a", "b, c", "d")),
        ("D1;M2;", ";", (), ("D1", "M2")),
        ("D1, M2", ", ", (), ("D1", "M2")),
        ("Lee, Amy, M2", ", ", ("lee, amy", "m2"), ("Lee, Amy", "M2")),
        ("Lee, Amy", ", ", ("amy",), ("Lee", "Amy")),
        ("", ";", (), ()),
    ],
)
def test_entries_part_where_the_mapping_says(cell, split, known, found):
    assert entries(cell, split, known) == found


@pytest.mark.parametrize(
    ("text", "order", "when"),
    [
        ("2026-05-04 09:06:00", "year first", "2026-05-04 09:06:00"),
        ("2026/05/04 9:06:00 am GMT+1", "year first", "2026-05-04 08:06:00"),
        ("2026/05/04 12:14:00 am GMT", "year first", "2026-05-04 00:14:00"),
        ("04/05/2026 15:22", "day first", "2026-05-04 15:22:00"),
        ("05/04/2026 03:14:00 PM", "month first", "2026-05-04 15:14:00"),
        ("2026-05-04T09:06:00Z", "year first", "2026-05-04 09:06:00"),
        ("30/04/2026", "month first", "None"),
        ("soon", "year first", "None"),
        ("5/4/26 9:06", "month first", "2026-05-04 09:06:00"),
        ("04/05/26", "year first", "None"),
    ],
)
def test_a_time_is_read_in_the_order_that_was_reviewed(text, order, when):
    assert str(moment(text, order)) == when


def test_an_order_is_sure_only_if_no_other_would_sort_the_rows_differently():
    assert order_of(["04/05/2026", "05/05/2026"], "day first") == ("day first", True)
    assert order_of(["30/04/2026", "04/05/2026"], "") == ("day first", True)
    assert order_of(["04/05/2026", "03/06/2026"], "") == ("day first", False)
    assert order_of(["soon"], "day first") == ("", False)


def test_words_are_compared_without_case_blanks_and_typographic_signs():
    assert compared(" My\u00a0partner\u2019s  \u2018plan\u2019 \u2013 ") == "my partner's 'plan' -"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("P01", "p01"),
        ("Ward Manager", "ward-manager"),
        ("Zo\u00eb", "zoe"),
        ("\u5f20", ""),
        ("--", ""),
    ],
)
def test_an_id_is_made_of_plain_letters(text, made):
    assert slug(text) == made
