"""Each survey tool's header rows, and the page that names the tools."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from facilitate.load.survey.export import all_vendors
from facilitate.load.survey.mapping import read_mapping
from facilitate.load.survey.vendors import microsoft_forms, qualtrics, surveymonkey

PAGE = (Path(__file__).parents[3] / "docs" / "survey-import.md").read_text(encoding="utf-8")


YAML, PYTHON = re.findall(r"```(?:yaml|python)\n(.*?)```", PAGE, re.DOTALL)


def test_the_mapping_on_the_page_is_one_that_can_be_read():
    found, faults = read_mapping(YAML.encode(), "page")
    assert faults == ()
    assert found is not None


def test_the_importer_on_the_page_works(tmp_path):
    path = tmp_path / "example_survey.py"
    path.write_text(PYTHON, encoding="utf-8")
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    assert found.TITLE == "Example Survey"
    layout = found.layout([("Entry number", "Sent at", "Your role")])
    assert layout is not None
    assert [heading.use for heading in layout.headings] == ["private", "row:when", "answer"]


def test_every_tool_stands_on_the_page():
    assert [vendor.TITLE for vendor in all_vendors().values() if vendor.TITLE not in PAGE] == []


def uses(layout) -> list[str]:
    assert layout is not None
    return [heading.use for heading in layout.headings]


def test_points_and_feedback_of_a_quiz_are_no_answers():
    header = ("ID", "Start time", "Completion time", "Q", "Points - Q", "Feedback - Q")
    assert uses(microsoft_forms.layout([header]))[3:] == ["answer", "private", "private"]


def test_forms_are_known_even_after_private_columns_were_taken_out():
    assert microsoft_forms.layout([("Start time", "Completion time", "Q")]) is not None


@pytest.mark.parametrize(
    ("rows", "header_rows"),
    [
        (
            [
                ("StartDate", "Q1"),
                ("Start Date", "Role"),
                ('{"ImportId":"startDate"}', '{"ImportId":"QID1"}'),
            ],
            3,
        ),
        ([("StartDate", "Q1"), ('{"ImportId":"startDate"}', '{"ImportId":"QID1"}'), ("x", "y")], 2),
        (
            [
                ("RecordedDate", "ResponseId", "Q1"),
                ("Recorded Date", "Response ID", "Role"),
                ("", "", ""),
            ],
            2,
        ),
        ([("RecordedDate", "ResponseId", "Q1"), ("2026-05-04", "R_1", "Doctor")], 1),
    ],
)
def test_qualtrics_is_known_with_any_of_its_header_rows_removed(rows, header_rows):
    layout = qualtrics.layout(rows)
    assert layout is not None
    assert layout.header_rows == header_rows
    assert layout.headings[-1].use == "answer"


def test_a_question_with_tags_reads_without_them():
    rows = [
        ("StartDate", "Q1"),
        ("Start Date", "<p><b>Your</b> role</p>"),
        ('{"ImportId":"x"}', '{"ImportId":"QID1"}'),
    ]
    layout = qualtrics.layout(rows)
    assert layout is not None
    assert layout.headings[1].text == "Your role"


def test_surveymonkey_may_have_one_condensed_header_row():
    rows = [("Respondent ID", "Collector ID", "Q: We share"), ("114", "400", "Agree")]
    layout = surveymonkey.layout(rows)
    assert layout is not None
    assert layout.header_rows == 1
