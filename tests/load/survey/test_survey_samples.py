import csv

import pytest

from facilitate.load.answers import answers_text, read_answers
from facilitate.load.survey.export import all_vendors, read_export, recognise
from tests.load.survey.survey_kit import DATA, QUESTIONS, SAMPLES, codes, imported, proposal, signed

EXPORTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx"))
PEOPLE = [f"{role}{pair}" for pair in range(1, 7) for role in "DM"]


def truth():
    with (DATA / "survey_truth" / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["complete"] == "1"]
    return {f"{row['pair']}-{row['role']}".lower(): row for row in rows}


def reviewed(path) -> str:
    """Sign the proposal, and fill in what only the questionnaire's author can know."""
    text = signed(proposal(path.read_bytes(), path.name, questions=QUESTIONS)[0])
    if path.name == "limesurvey_codes.csv":
        text = text.replace('"A1": ""', '"A1": doctor').replace('"A2": ""', '"A2": manager')
    if path.name == "qualtrics_numeric.csv":
        text = text.replace('"1": ""', '"1": doctor', 1).replace('"2": ""', '"2": manager', 1)
        for number, person in enumerate(PEOPLE, 1):
            text = text.replace(f'"{number}": ""', f'"{number}": "{person}"')
    return text


def in_order(key: str, cell: str | None, path) -> object:
    """Ticks in columns of their own have no order; one cell with several names has one."""
    one_cell = "forms" in path.name or "sheets" in path.name or "qualtrics" in path.name
    return sorted((cell or "").split("|")) if key.startswith("tie:") and not one_cell else cell


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_every_sample_ends_up_as_the_truth_cell_by_cell(path):
    answers, faults = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    assert answers is not None, faults
    expected = truth()
    assert [row.person for row in answers.rows] == sorted(expected)
    assert len(answers.columns) == 11
    for row in answers.rows:
        for key, cell in row.values.items():
            want = expected[row.person][key.split(":")[-1]] or None
            assert in_order(key, cell, path) == in_order(key, want, path), (row.person, key)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_what_is_written_reads_back_the_same(path):
    answers, _ = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    assert answers is not None
    again, faults = read_answers(answers_text(answers), "x.answers.csv")
    assert faults == ()
    assert again.columns == answers.columns
    assert [(row.person, row.values) for row in again.rows] == [
        (row.person, row.values) for row in answers.rows
    ]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_exactly_one_tool_recognises_each_sample_whatever_it_is_called(path):
    export, _ = read_export(path.read_bytes(), "renamed.csv")
    assert export is not None
    rows = [record.cells for record in export.header]
    assert sum(vendor.layout(rows) is not None for vendor in all_vendors().values()) == 1
    assert export.layout.vendor in path.stem or path.stem.startswith("google")
    assert recognise(export.table)[0] == export.layout


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_nothing_about_the_person_or_the_device_reaches_mapping_or_answers(path):
    answers, _ = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    assert answers is not None
    text = reviewed(path) + answers_text(answers)
    private = ("example.nhs.test", "R_0000", "114000000", "400000001", "u0001", "Europe/London")
    assert [word for word in private if word in text] == []
    assert "anonymous" not in text


def test_the_incomplete_second_try_and_the_preview_are_listed_with_their_rows():
    path = SAMPLES / "qualtrics_text.csv"
    _, faults = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    (preview,) = [fault for fault in faults if fault.code == "A550"]
    (unfinished,) = [fault for fault in faults if fault.code == "A552"]
    assert preview.message.startswith("C4:")
    assert unfinished.message.startswith("G17: these answers of p06-manager")


def test_partial_answers_are_listed_with_their_cells():
    path = SAMPLES / "google_forms.csv"
    _, faults = imported(path.read_bytes(), reviewed(path), path.name, questions=QUESTIONS)
    assert [fault.message for fault in faults if fault.code == "A553"] == [
        "G6: p03-doctor gave no answer to timely (G6).",
        "J11: p05-manager gave no answer to meetings (J11), learn (K11).",
    ]


def test_a_column_that_nobody_mapped_is_listed_and_shows_no_sample():
    path = SAMPLES / "qualtrics_text.csv"
    text, faults = proposal(path.read_bytes(), path.name, questions=QUESTIONS)
    assert [fault.message[:4] for fault in faults if fault.code == "A530"] == ["AE1:"]
    assert "Cohort-2026" not in text


def test_codes_are_a_guess_that_has_to_be_confirmed():
    path = SAMPLES / "limesurvey_codes.csv"
    text, _ = proposal(path.read_bytes(), path.name, questions=QUESTIONS)
    careless = signed(text).replace("status: reviewed", "status: guess")
    answers, faults = imported(path.read_bytes(), careless, path.name, questions=QUESTIONS)
    assert answers is None
    assert set(codes(faults, severity="error")) == {"A524"}


def test_a_label_left_empty_in_the_mapping_stops_at_the_cells_that_need_it():
    path = SAMPLES / "qualtrics_numeric.csv"
    text = signed(proposal(path.read_bytes(), path.name, questions=QUESTIONS)[0])
    answers, faults = imported(path.read_bytes(), text, path.name, questions=QUESTIONS)
    assert answers is None
    assert next(f.message for f in faults if f.code == "A525") == (
        "S5: the mapping does not say which role '1' stands for."
    )


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_without_questions_statements_are_found_by_their_labels(path):
    text, _ = proposal(path.read_bytes(), path.name, questions=None)
    scale = "codes" if "codes" in path.name else "numbers-1-5" if "numeric" in path.name else ""
    assert text.count("    scale: " + (scale or "agree-5")) == 8
