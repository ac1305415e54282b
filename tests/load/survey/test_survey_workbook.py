import pytest

from facilitate.load.survey.table import Record, cell_name, column_of, letters
from facilitate.load.survey.vendors import microsoft_forms, qualtrics, surveymonkey
from facilitate.load.survey.workbook import Style, date_text, number_text, unescaped


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("4", "4"),
        ("4.0", "4"),
        ("4.5", "4.5"),
        ("4E0", "4"),
        ("-2", "-2"),
        ("0.1", "0.1"),
        ("", ""),
    ],
)
def test_a_number_is_what_was_typed(raw, text):
    assert number_text(raw) == text


@pytest.mark.parametrize("raw", ["NaN", "inf", "1e999", "four"])
def test_what_is_no_number_is_never_one(raw):
    with pytest.raises(ValueError, match=r"no number|could not convert"):
        number_text(raw)


def test_a_day_count_is_a_date_by_either_calendar():
    # 46146.375 is shown as 2026-05-04 09:00 by spreadsheets; 1904 counts 1,462 days later
    assert date_text(46146.375, since_1904=False) == "2026-05-04 09:00:00"
    assert date_text(46146.375 - 1462, since_1904=True) == "2026-05-04 09:00:00"
    assert date_text(-5.0, since_1904=False) == "-5"


@pytest.mark.parametrize(
    ("kind", "raw", "style", "text"),
    [
        ("s", "1", "0", "two"),
        ("s", "", "0", ""),
        ("inlineStr", "a_x000D_b", "0", "a\rb"),
        ("b", "1", "0", "TRUE"),
        ("n", "46146.375", "7", "2026-05-04 09:00:00"),
        ("n", "4", "0", "4"),
        ("e", "#REF!", "0", "#REF!"),
    ],
)
def test_a_cell_is_read_by_its_kind(kind, raw, style, text):
    cells = Style(texts=("one", "two"), dates=frozenset({7}), since_1904=False)
    assert cells.text(kind, raw, style) == text


@pytest.mark.parametrize("raw", ["-1", "2", "x"])
def test_a_shared_text_that_is_not_there_is_never_another_one(raw):
    cells = Style(texts=("one", "two"), dates=frozenset(), since_1904=False)
    with pytest.raises((ValueError, IndexError)):
        cells.text("s", raw, "0")


def test_half_a_letter_is_left_as_it_was_written():
    assert unescaped("_xD83D_ _x0041_") == "_xD83D_ A"


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_a_spreadsheets_letters(number, name):
    assert letters(number) == name
    assert column_of(name) == number
    assert cell_name(Record(6, 6, ()), number) == f"{name}6"


@pytest.mark.parametrize("name", ["", "1", "A1", "AAAA", "É"])
def test_other_words_are_no_columns(name):
    assert column_of(name) is None


# ------------------------------------------------------------------------------------------ layouts


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
