"""Rows that stand out are told, and left out where the mapping says so."""

from datetime import date

import openpyxl
import pytest

from facilitate.load.survey.export import propose, read_export
from facilitate.load.survey.responses import odd_rows
from tests.load.survey.survey_kit import (
    HEADER,
    SMALL,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    signed,
)

HEAD = ("Timestamp", *HEADER)
ROWS = (
    ("2027/02/03 9:00:00", "P01", "Doctor", "Agree", "Agree"),
    ("2027/02/04 9:00:00", "P01", "Manager", "Agree", "Disagree"),
)


def with_row(*cells: str) -> bytes:
    return csv_bytes(HEAD, *ROWS, cells)


def test_a_try_of_the_survey_is_asked_about_and_can_be_left_out():
    data = with_row("2027/02/01 9:00:00", "test", "Doctor", "Agree", "Agree")
    text, faults = proposal(data)
    assert [f.message for f in faults if f.code == "A559"] == [
        "Row 4 looks like a try of the survey."
    ]
    undecided = signed(text).replace("status: reviewed", "status: guess")
    assert codes(errors(imported(data, undecided)[1])) == ["A524"]
    answers, faults = imported(data, undecided.replace("status: guess", "status: leave out"))
    assert answers is not None
    assert [row.person for row in answers.rows] == ["p01-doctor", "p01-manager"]
    assert "Row 4 was left out, as the mapping says." in [fault.message for fault in faults]


def test_the_first_answer_counts_where_the_mapping_leaves_the_second_out():
    data = with_row("2027/02/05 9:00:00", "P01", "Doctor", "Disagree", "Agree")
    text, _ = proposal(data)
    assert 'why: "is of the same person as row 4"' in text
    last = text.rindex("    status: keep")
    without = f"{text[:last]}    status: leave out{text[last + len('    status: keep') :]}"
    for mapping, goals in ((text, "2"), (without, "4")):
        answers, _ = imported(data, signed(mapping))
        assert answers is not None
        assert answers.rows[0].values["goals"] == goals


def test_a_row_that_was_left_out_is_known_by_its_cells_and_not_by_its_number():
    row = ("2027/02/05 9:00:00", "P01", "Doctor", "Disagree", "Agree")
    text = proposal(with_row(*row))[0]
    last = text.rindex("    status: keep")
    mapping = signed(f"{text[:last]}    status: leave out{text[last + len('    status: keep') :]}")
    answers, _ = imported(csv_bytes(HEAD, row, *ROWS), mapping)
    assert answers is not None
    assert answers.rows[0].values["goals"] == "4"
    answers, faults = imported(csv_bytes(HEAD, *ROWS, (*row[:-1], "Neutral")), mapping)
    assert answers is not None
    assert answers.rows[0].values["goals"] == "2"
    assert "A522" in codes(faults, severity="warning")


@pytest.mark.parametrize(
    ("file", "late"),
    [("baseline.csv", [4]), ("repeat.csv", []), ("export.csv", [4])],
)
def test_what_came_in_after_the_stock_take_closed_is_told(file, late):
    data = with_row("2027/02/20 9:00:00", "P02", "Doctor", "Agree", "Agree")
    export, _ = read_export(data, file)
    assert export is not None
    mapping, _, _ = propose(export, SMALL)
    takes = {"baseline": date(2027, 2, 12), "repeat": date(2028, 2, 12)}
    found = list(odd_rows(export.table, export.rows, mapping, takes))
    assert [row.row for row in found] == late
    assert all("after the stock take closed on 2027-02-12" in row.why for row in found)


def test_hidden_rows_are_asked_about_once_and_obey(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEADER,
        ("P01", "Doctor", "Agree", "Agree"),
        ("P01", "Doctor", "Disagree", "Agree"),
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "x.xlsx")
    data = (tmp_path / "x.xlsx").read_bytes()
    text, _ = proposal(data, "x.xlsx")
    assert "# Hidden in the workbook: row 3." in text
    assert codes(errors(imported(data, signed(text), "x.xlsx")[1])) == ["A524"]
    for choice, goals in (("keep", "2"), ("leave out", "4")):
        mapping = signed(text).replace('hidden: ""', f"hidden: {choice}")
        answers, _ = imported(data, mapping, "x.xlsx")
        assert answers is not None
        assert answers.rows[0].values["goals"] == goals


def test_a_formula_is_told_once_and_its_column_is_still_known(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, ("P01", "Doctor", "Agree", "=C2"), ("P01", "Manager", "Agree", "Agree")):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    export, _ = read_export((tmp_path / "x.xlsx").read_bytes(), "x.xlsx")
    assert export is not None
    _, _, faults = propose(export, None)
    assert [one.code for one in faults if one.severity == "warning"] == ["A542"]


def test_an_export_all_of_which_is_left_out_is_an_error():
    text = signed(proposal(csv_bytes(HEADER, ("P01", "test", "Agree", "Agree")))[0])
    mapping = text.replace("status: reviewed", "status: leave out")
    answers, faults = imported(csv_bytes(HEADER, ("P01", "test", "Agree", "Agree")), mapping)
    assert answers is None
    assert codes(errors(faults)) == ["A534"]
