"""Made-up answers laid out as tools do come back exactly, or the import stops."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.load.answers import answers_text, read_answers
from facilitate.load.survey.export import read_export
from tests.load.survey.survey_kit import SMALL, csv_bytes, errors, imported

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
    assert errors(faults) == []
    assert answers is not None
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
