"""A day as lines of a letter or of a Word file, with no table."""

import io
from datetime import date

import pytest
from docx import Document

from facilitate.load.library import load_library
from facilitate.load.tables.agenda_table import AgendaTable, read_agenda
from facilitate.shipped import shipped

LIBRARY, _ = load_library({shipped("exercises"): "exercises"})

LETTER = """Our first day
Tuesday 9 March 2027

9.30 Coffee
10.00 – 10.45: Who we are
Ruth speaks first.
Please be brief.
- 10.45am More, less, keep
12.15 Lunch
1pm What the board asks (20 min)
1.30 Feedback
1.40 Close
"""


def read(text: str) -> tuple[AgendaTable, list[str]]:
    found, faults = read_agenda(text.encode(), "day.txt", LIBRARY)
    assert found is not None, faults
    return found, [one.message for one in faults]


def in_word(text: str) -> bytes:
    document, data = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


def test_lines_that_begin_with_a_time_become_a_day_with_date_title_and_lengths() -> None:
    found, _ = read(LETTER)
    assert (found.title, found.on) == ("Our first day", date(2027, 3, 9))
    assert (found.start, found.finish) == (9 * 60 + 30, 13 * 60 + 40)
    assert [(row.kind, row.title or row.exercise, row.minutes) for row in found.rows] == [
        ("arrive", "Coffee", 30),
        ("talk", "Who we are", 45),
        ("exercise", "role-negotiation", 90),
        ("lunch", "Lunch", 45),
        ("talk", "What the board asks", 20),
        ("feedback", "Feedback", 10),
    ]


def test_the_same_lines_in_word_become_the_same_day() -> None:
    in_text, _ = read(LETTER)
    found, faults = read_agenda(in_word(LETTER), "day.docx", LIBRARY)
    assert found is not None, faults
    assert found.rows == in_text.rows
    assert (found.title, found.on, found.start) == (in_text.title, in_text.on, in_text.start)


def test_a_line_without_a_time_is_a_note_of_the_item_above() -> None:
    found, _ = read(LETTER)
    assert [row.notes for row in found.rows if row.notes] == ["Ruth speaks first. Please be brief."]


def test_what_is_told_of_a_line_names_the_line_and_no_cell() -> None:
    _, faults = read_agenda(LETTER.encode(), "day.txt", LIBRARY)
    [talk] = [one for one in faults if "Who we are" in one.message]
    assert talk.message == "'Who we are' is no exercise, so it is a talk of 45 minutes."
    assert talk.place is not None
    assert (talk.place.file, talk.place.line, talk.place.column) == ("day.txt", 5, None)


@pytest.mark.parametrize(
    "written",
    [
        "9:00",
        "0900",
        "9.00am",
        "9 a.m.",
        "9h00",
        "09.00 hrs",
        "9 Uhr",
        "• 9:00",
        "9:00 -",
        "9:00-9:30",
    ],
)
def test_a_time_is_known_as_people_type_it(written: str) -> None:
    found, _ = read(f"{written} Coffee\n9.30 Welcome\n10.00 Lunch\n")
    assert (found.start, found.rows[0].kind, found.rows[0].minutes) == (540, "arrive", 30)


def test_a_length_behind_what_happens_is_its_length_in_a_table_too() -> None:
    found, _ = read("Time,What\n9:00,Who we are (40 min)\n10:00,Lunch\n11:00,Close\n")
    assert [(row.title, row.minutes) for row in found.rows] == [("Who we are", 40), ("Lunch", 60)]


def test_a_bare_figure_in_brackets_says_which_of_two_it_is() -> None:
    found, _ = read("9.00 Planning (1)\n9.30 Planning (2)\n12 noon Lunch\n13.00 Close\n")
    planned = [(row.title, row.minutes) for row in found.rows]
    assert planned == [("Planning (1)", 30), ("Planning (2)", 150), ("Lunch", 60)]


@pytest.mark.parametrize("heading", ["Day 2", "Day two:", "Wednesday", "10 March 2027"])
def test_a_second_day_is_left_out_and_told(heading: str) -> None:
    days = f"9.30 Coffee\n10.00 Talks\n4pm Close\n\n{heading}\n9.30 Tea\n4pm Close\n"
    found, told = read(days)
    assert [row.title for row in found.rows] == ["Coffee", "Talks"]
    assert (found.finish, found.rows[-1].notes) == (16 * 60, "")
    assert "A second day begins here, and only the first is taken." in told


def test_a_note_that_names_a_day_and_a_time_in_the_afternoon_begin_no_second_day() -> None:
    found, told = read("11.30 Talks\nTuesday we say more.\n12.30 Lunch\n1.30 Tea\n2.00 Close\n")
    assert [row.notes for row in found.rows] == ["Tuesday we say more.", "", ""]
    assert "A second day begins here, and only the first is taken." not in told


def test_words_in_brackets_that_are_no_length_stay_in_the_title() -> None:
    found, _ = read("9.00 Who we are (in pairs)\n9.30 Coffee\n10.00 Lunch\n")
    assert found.rows[0].title == "Who we are (in pairs)"


@pytest.mark.parametrize(
    "text",
    [
        "We meet at 9.30.\n10 of us come.\n",
        "2027 Plan\n2028 Plan\n2029 Plan\n",
        "9.30 Coffee\n10 Tea\n",
    ],
)
def test_a_letter_that_is_no_day_says_how_a_day_may_be_written(text: str) -> None:
    found, [fault] = read_agenda(text.encode(), "day.txt", LIBRARY)
    assert found is None
    assert fault.code == "P151"
    assert fault.hint.endswith("Or begin each line with its time: 9:30 Coffee.")


def test_hours_without_minutes_a_number_in_front_and_other_languages_are_read() -> None:
    found, _ = read(
        "10-11 Talk: What owners told us\n11 - 11.15 Kaffee\n3. 11.15 Nine whys\n"
        "12 Uhr 30 Mittagessen\n13 Uhr 15 Pause\n13:30 to 14 Feedback\n"
    )
    assert found.start == 10 * 60
    assert [(row.kind, row.minutes) for row in found.rows] == [
        ("talk", 60),
        ("break", 15),
        ("exercise", 75),
        ("lunch", 45),
        ("break", 15),
        ("feedback", 30),
    ]


def test_a_line_that_begins_with_no_known_time_is_told_and_becomes_no_item() -> None:
    found, told = read(
        "9 Coffee\n9.30 Who we are\n10.00 Break\n10.15 Feedback\nhalf past ten End\n"
    )
    assert [row.kind for row in found.rows] == ["talk", "break", "feedback"]
    for line in ("9 Coffee", "half past ten End"):
        assert f"{line!r} begins with no time that is known, so it is no item." in told


def test_a_time_before_the_one_above_is_no_evening() -> None:
    found, told = read("9.30 Coffee\n9.15 Who we are\n10.00 Break\n10.15 Feedback\n")
    assert [row.minutes for row in found.rows][:2] == [15, 15]
    assert "the row above starts later, so this follows at 09:45." in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Break 11:00", "'Break 11:00' ends with its time, so it is a note of the item above."),
        (
            "Break, 11.00 am",
            "'Break, 11.00 am' ends with its time, so it is a note of the item above.",
        ),
        ("Break at noon", "'Break at noon' ends with its time, so it is a note of the item above."),
        ("11:30-11:00 Break", "this ends before it begins, so its end is not taken."),
        ("11;00 Break", "'11;00 Break' begins with no time that is known, so it is no item."),
        ("11:60 Break", "'11:60 Break' begins with no time that is known, so it is no item."),
        (
            "11:00 Break 11:15 Photo",
            "Two items stand on this line, and '11:00 Break 11:15 Photo' is taken as one.",
        ),
    ],
)
def test_a_time_that_is_not_read_is_told(line: str, told: str) -> None:
    _, said = read(f"Doors 9:00\n9:30 Arrive\n10:15 Mission\n{line}\n12:30 Lunch\n13:30 Feedback\n")
    assert told in said
    assert not [one for one in said if "Doors" in one]


def test_a_talk_about_an_earlier_time_is_one_item() -> None:
    _, said = read("9:30 Arrive\n10:15 Report on the 9:15 Train\n12:30 Lunch\n13:30 Feedback\n")
    assert not [one for one in said if "Two items" in one]


def test_words_that_only_mention_a_time_are_a_note() -> None:
    _, said = read(
        "9:30 Arrive\nThe doors open at 9 and close at 17:00 for good.\n10:00 Break\n11:00 Lunch\n"
    )
    assert not [one for one in said if "its time" in one]


def test_a_time_that_goes_back_is_told_once_and_not_at_the_row_above() -> None:
    _, said = read("9:30 Arrive\n11:00 Break\n10:00 Lunch\n13:30 Feedback\n13:45 End\n")
    assert said == ["the row above starts later, so this follows at 11:15."]


def test_a_day_with_all_times_behind_its_words_is_told_at_the_first() -> None:
    found, (fault,) = read_agenda(
        b"A day\n\nArrive 9:30\nTalk 9:45\nLunch 12:30\n", "d.txt", LIBRARY
    )
    assert found is None
    assert (fault.code, fault.place and fault.place.line) == ("P151", 3)
    assert fault.hint == "Write each in front: 9:30 Coffee"


def test_an_empty_file_is_told_as_empty() -> None:
    _, faults = read_agenda(b" \n", "day.txt", LIBRARY)
    assert [one.message for one in faults] == ["This file is empty."]


def test_a_table_with_its_times_in_the_last_column_is_a_table() -> None:
    found, faults = read("Segment, time\nCoffee, 9:30\nWho we are, 10:00\nLunch, 12:15\n")
    assert [(row.kind, row.minutes) for row in found.rows[:2]] == [("arrive", 30), ("talk", 135)]
    assert faults[0] == "A1: 'Segment' is taken as what happens."


def test_a_row_with_more_cells_than_headings_is_told_for_itself() -> None:
    data = b"time,what\n9:30,Coffee\n10:00,Words, and more\n11:00,Lunch\n"
    _, (fault,) = read_agenda(data, "day.csv", LIBRARY)
    assert fault.hint == "Put quotes round the words that hold a comma."


def test_words_beside_a_table_are_no_cells_of_it() -> None:
    data = b"time,what\n9:30,Coffee\n10:00,Words,,ask the kitchen\n11:00,Lunch\n"
    found, _ = read_agenda(data, "day.csv", LIBRARY)
    assert found is not None
    assert [row.title for row in found.rows] == ["Coffee", "Words", "Lunch"]
