"""Every tool's sample ends up as the truth; made-up answers come back exactly."""

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.load.answers import answers_text, read_answers
from facilitate.load.survey.export import all_vendors, read_export, recognise
from tests.load.survey.survey_kit import (
    DATA,
    DOCTOR,
    HEADER,
    QUESTIONS,
    SAMPLES,
    SMALL,
    codes,
    csv_bytes,
    errors,
    imported,
    proposal,
    reviewed,
    signed,
)


def test_a_header_that_two_tools_write_is_refused():
    header = ("Timestamp", "Start time", "Completion time", *HEADER)
    export, faults = read_export(csv_bytes(header, ("", "", "", *DOCTOR, "4", "4")), "x.csv")
    assert export is None
    assert [f.code for f in faults] == ["A514"]


LABELS = {
    "Strongly disagree": "1",
    "disagree": "2",
    "3 - Neutral": "3",
    "4": "4",
    "STRONGLY\u00a0AGREE": "5",
    "": None,
    "N/A": None,
}


LETTERS = "abc'\"=+-@,;|\t\r\n \u00e9\u2013\U0001f600"


TEXT = st.text(LETTERS, max_size=12)


ROW = st.tuples(
    st.sampled_from(sorted(LABELS)), st.sampled_from(sorted(LABELS)), TEXT, TEXT.map(str.strip)
)


QUESTION = "How far do you agree?"


STATEMENTS = ("We share our goals", "We avoid hard talks")


GRID = tuple(f"{QUESTION} [{text}]" for text in STATEMENTS)


IDS = ("recordedDate", "_recordId", "QID1", "QID2", "QID3_1", "QID3_2", "QID4", "QID5")


WORDS = ("What gets in the way?", "What should we fix?")


HEADERS: dict[str, list[tuple[str, ...]]] = {
    "plain": [("Pair", "Role", *STATEMENTS, *WORDS)],
    "google_forms": [("Timestamp", "Pair", "Role", *GRID, *WORDS)],
    "surveymonkey": [
        ("Respondent ID", "Collector ID", "Pair", "Role", QUESTION, "", *WORDS),
        ("", "", "Response", "Response", *STATEMENTS, "Open-Ended Response", "Open-Ended Response"),
    ],
    "qualtrics": [
        ("RecordedDate", "ResponseId", "Q1", "Q2", "Q3_1", "Q3_2", "Q4", "Q5"),
        (
            *("Recorded Date", "Response ID", "Pair", "Role"),
            *(f"{QUESTION} - {text}" for text in STATEMENTS),
            *WORDS,
        ),
        tuple(f'{{"ImportId":"{name}"}}' for name in IDS),
    ],
}


IN_FRONT: dict[str, tuple[str, ...]] = {
    "plain": (),
    "google_forms": ("2026/05/04 9:06:00 am GMT+1",),
    "surveymonkey": ("114", "400"),
    "qualtrics": ("2026-05-04 09:06:00", "R_1"),
}


@given(
    tool=st.sampled_from(sorted(HEADERS)),
    rows=st.lists(ROW, min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=150, deadline=None)
def test_what_was_answered_is_what_is_read(tool, rows, delimiter, encoding):
    people = [(f"P{number:02d}", "Doctor") for number in range(len(rows))]
    body = [(*IN_FRONT[tool], *who, *row) for who, row in zip(people, rows, strict=True)]
    data = csv_bytes(*HEADERS[tool], *body, delimiter=delimiter, encoding=encoding)
    export, _ = read_export(data, "x.csv")
    assert export is not None
    assert export.layout.vendor == tool
    answers, faults = imported(data)
    if answers is None:
        assert codes(errors(faults)) == ["A534"]
        assert not any(LABELS[row[0]] or LABELS[row[1]] or row[3] for row in rows)
        assert not any(row[2].strip("; |\r\n\t") for row in rows)
        return
    assert errors(faults) == []
    split = "\n" if any("\n" in row[2] or "\r" in row[2] for row in rows) else ""
    split = split or ("|" if any("|" in row[2] for row in rows) else ";")
    found = {row.person: dict(row.values) for row in answers.rows}
    for (pair, _), (goals, avoid, hinders, fix) in zip(people, rows, strict=True):
        values = found[f"{pair.lower()}-doctor"]
        assert (values["goals"], values["avoid"]) == (LABELS[goals], LABELS[avoid])
        assert values["comment:fix"] == (_plain(fix) or None)
        pieces = _plain(hinders).split(split)
        if split != "|":
            pieces = [piece.replace("|", "/") for piece in pieces]
        assert values["list:hinders"] == ("|".join(filter(None, map(str.strip, pieces))) or None)
    again, slips = read_answers(answers_text(answers), "x")
    assert slips == ()
    assert {row.person: dict(row.values) for row in again.rows} == found


def _plain(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_one_fault(data):
    export, faults = read_export(data, "x.csv")
    assert export is not None or len(faults) == 1


@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=6), min_size=2, max_size=5),
    st.sampled_from([SMALL, None]),
)
@settings(max_examples=100, deadline=None)
def test_any_table_can_be_proposed_and_its_mapping_read_again(rows, questions):
    imported(csv_bytes(*rows), questions=questions)


EXPORTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx"))


def truth():
    with (DATA / "survey_truth" / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["complete"] == "1"]
    return {f"{row['pair']}-{row['role']}".lower(): row for row in rows}


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


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/document.xml", "a Word file"), ("content.xml", "a LibreOffice file")],
)
def test_a_file_of_another_program_is_named_and_not_called_damaged(part, kind):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(part, "<a/>")
    export, (fault,) = read_export(packed.getvalue(), "x.xlsx")
    assert export is None
    assert (fault.code, fault.message) == ("A501", f"This is {kind}, not a table.")
    assert ("audit collect FOLDER" in fault.hint) == (kind == "a Word file")


def test_answers_that_a_page_saved_are_sent_to_collect():
    export, (fault,) = read_export(b'{"format": 1, "answers": {}}', "x.json")
    assert export is None
    assert "saved answers" in fault.message
    assert fault.hint.endswith("facilitate audit collect FOLDER")
