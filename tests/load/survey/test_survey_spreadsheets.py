"""The samples saved again as workbooks, as people do who open an export before they hand it on."""

import csv
import io
from datetime import datetime

import openpyxl
import pytest

from tests.load.survey.survey_kit import QUESTIONS, SAMPLES, errors, imported
from tests.load.survey.test_survey_samples import reviewed

CSVS = sorted(path for path in SAMPLES.iterdir() if path.suffix == ".csv")


def as_workbook(path, tmp_path, change=None):
    """Save a CSV sample as XLSX, numbers as numbers and ISO times as times."""
    delimiter = ";" if "semicolon" in path.name else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    if change:
        change(sheet)
    target = tmp_path / f"{path.stem}.xlsx"
    book.save(target)
    return target


def _typed(cell: str):
    if cell.isdecimal() and len(cell) < 15:
        return int(cell)
    try:
        return datetime.strptime(cell, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return cell or None


@pytest.mark.parametrize("path", CSVS, ids=lambda path: path.stem)
def test_a_csv_export_saved_as_a_workbook_gives_the_same_answers(path, tmp_path):
    from_csv, _ = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    workbook = as_workbook(path, tmp_path)
    # the workbook is another export to us, so it is proposed and signed anew
    renamed = tmp_path / path.name
    renamed.write_bytes(workbook.read_bytes())
    again, faults = imported(
        renamed.read_bytes(), reviewed(renamed), path.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert from_csv is not None
    assert again is not None
    assert again.columns == from_csv.columns
    assert [(row.person, row.values) for row in again.rows] == [
        (row.person, row.values) for row in from_csv.rows
    ]


def test_questions_merged_over_their_parts_in_a_workbook_change_nothing(tmp_path):
    path = SAMPLES / "surveymonkey.csv"

    def merge(sheet):
        sheet.merge_cells("L1:S1")
        sheet.merge_cells("U1:AF1")
        sheet.merge_cells("A1:A2")

    workbook = as_workbook(path, tmp_path, merge)
    answers, faults = imported(
        workbook.read_bytes(), reviewed(workbook), workbook.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert answers is not None
    assert len(answers.rows) == 12


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("J3", "=1+3", "A542"),
        ("J3", "=HYPERLINK(A1)", "A542"),
        ("J3", datetime(2026, 5, 4), "A540"),  # noqa: DTZ001
        ("J3", 4.5, "A540"),
        ("J3", 6, "A541"),
        ("J3", True, "A540"),
        ("C3", "P99", "A543"),
    ],
)
def test_a_cell_spoilt_in_a_spreadsheet_stops_with_its_name(tmp_path, cell, value, code):
    path = SAMPLES / "google_sheets_linked.csv"
    good = as_workbook(path, tmp_path)
    mapping = reviewed(good)
    bad = as_workbook(path, tmp_path, lambda sheet: sheet.__setitem__(cell, value))
    answers, faults = imported(bad.read_bytes(), mapping, bad.name, questions=QUESTIONS)
    assert answers is None
    assert (cell, code) in [(fault.message.split(":")[0], fault.code) for fault in errors(faults)]


def test_a_title_and_an_empty_row_above_the_header_are_passed_over(tmp_path):
    path = SAMPLES / "google_forms.csv"

    def title(sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Stock take, spring"
        sheet.merge_cells("A1:N1")

    workbook = as_workbook(path, tmp_path, title)
    answers, faults = imported(
        workbook.read_bytes(), reviewed(workbook), workbook.name, questions=QUESTIONS
    )
    assert errors(faults) == []
    assert [fault.code for fault in faults if fault.severity == "warning"] == ["A513"]
    assert answers is not None
    assert len(answers.rows) == 12


def test_a_sheet_of_notes_beside_the_answers_asks_which(tmp_path):
    path = SAMPLES / "google_forms.csv"
    workbook = as_workbook(path, tmp_path)
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("Notes")["A1"] = "Remember the cake"
    out = io.BytesIO()
    book.save(out)
    answers, faults = imported(out.getvalue(), questions=QUESTIONS)
    assert answers is None
    assert [fault.code for fault in faults] == ["A507"]
