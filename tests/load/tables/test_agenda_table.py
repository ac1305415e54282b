"""A day from a table: lengths between times, exercises by name, what is doubtful by its cell."""

import io
from collections.abc import Sequence
from datetime import date, time

import openpyxl
import pytest
from docx import Document

from facilitate.load.library import load_library
from facilitate.load.tables.agenda_table import AgendaTable, read_agenda
from facilitate.shipped import shipped

LIBRARY, _ = load_library({shipped("exercises"): "exercises"})

DAY = [
    ("Time", "What", "Who leads", "Room", "Notes"),
    ("9.00", "Arrival and coffee", "", "Hall", ""),
    ("9.15 – 9:30", "Welcome", "Sasha Exec", "", ""),
    ("9.30", "What the new funding means", "Kim Finance", "", "Bring: laptop"),
    ("10.00", "Tea & coffee", "", "", ""),
    ("10.15", "More, less, keep", "", "", ""),
    ("12.15", "LUNCH", "", "", ""),
    ("1.00", "A walk", "", "", ""),
    ("2.00", "Feedback", "", "", ""),
    ("2.10", "End", "", "", ""),
]


def in_word(rows: Sequence[tuple[str, ...]], *above: str) -> bytes:
    document = Document()
    for words in above:
        document.add_paragraph(words)
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def read(data: bytes) -> tuple[AgendaTable, list[str]]:
    found, faults = read_agenda(data, "day", LIBRARY)
    assert found is not None, faults
    return found, [one.message for one in faults]


def as_csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def test_a_word_table_becomes_a_day_with_date_title_and_lengths() -> None:
    found, told = read(in_word(DAY, "Working together", "Date: Thursday 11 March 2027"))
    assert (found.title, found.on) == ("Working together", date(2027, 3, 11))
    assert (found.start, found.finish) == (9 * 60, 14 * 60 + 10)
    assert [(row.kind, row.minutes) for row in found.rows] == [
        ("arrive", 15),
        ("welcome", 15),
        ("talk", 30),
        ("break", 15),
        ("exercise", 120),
        ("lunch", 45),
        ("talk", 60),
        ("feedback", 10),
    ]
    talk = found.rows[2]
    assert (talk.title, talk.led_by, talk.notes) == (
        "What the new funding means",
        "Kim Finance",
        "Bring: laptop",
    )
    assert found.rows[4].exercise == "role-negotiation"
    assert told == [
        "B4: 'What the new funding means' is no exercise, so it is a talk of 30 minutes.",
        "B8: 'A walk' is no exercise, so it is a talk of 60 minutes.",
    ]


def test_times_and_lengths_of_a_workbook_are_read_as_they_were_typed() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Start", "Duration", "Session"])
    sheet.append([time(9, 30), 15, "Arrival"])
    sheet.append([time(9, 45), "1h", "Lunch"])
    sheet.append([time(10, 45), time(0, 20), "Coffee"])
    data = io.BytesIO()
    book.save(data)
    found, told = read(data.getvalue())
    assert told == []
    assert found.start == 9 * 60 + 30
    assert [row.minutes for row in found.rows] == [15, 60, 20]


def test_rows_without_a_time_share_the_minutes_until_the_next() -> None:
    found, _ = read(as_csv("time,what", "9:00,Arrival", ",Coffee", "9:40,Lunch", "10:00,End"))
    assert [row.minutes for row in found.rows] == [20, 20, 20]


def test_what_stands_above_the_first_time_is_before_it() -> None:
    found, _ = read(as_csv("time,minutes,what", ",20,Arrival", "9:20,10,Welcome"))
    assert found.start == 9 * 60


def test_a_hole_between_two_times_is_kept() -> None:
    found, _ = read(as_csv("time,what", "9:00-9:15,Arrival", "9:30-9:45,Welcome"))
    assert [row.not_before for row in found.rows] == [None, 9 * 60 + 30]


def test_what_is_not_understood_is_told_with_its_cell() -> None:
    _, told = read(
        as_csv(
            "time,minutes,what,colour",
            "soon,10,Arrival,red",
            ",long,Coffee,",
            ",10,,",
            "9:00,,Lunch,",
            "9:00,20,Tea,",
        )
    )
    assert told == [
        "D1: the column 'colour' is not read.",
        "A2: 'soon' is no time.",
        "B3: 'long' is not a length of time.",
        "C4: nothing stands here, so the row is left out.",
        "A6: this starts with the row above, so it is left out.",
        "C5: no length stands here, so 15 minutes were taken.",
    ]


PAIRS = {"North team": "north", "south": "south", "east": "east"}


def day_of(*rows: str) -> tuple[AgendaTable, list[str]]:
    found, faults = read_agenda(as_csv(*rows), "day", LIBRARY, PAIRS)
    assert found is not None, faults
    return found, [one.message for one in faults if one.severity == "warning"]


def test_rows_that_start_together_run_side_by_side() -> None:
    found, told = day_of(
        "Time,Session,Room,For",
        "10:00 - 10:45,Money,Blue,North team & South",
        "10:00 - 11:00,Rotas,,East",
        "11:00,Lunch,,",
    )
    first, lunch = found.rows
    assert [(one.title, one.minutes, one.room, one.who) for one in first.tracks] == [
        ("Money", 45, "Blue", ("north", "south")),
        ("Rotas", 60, "Room 2", ()),
    ]
    assert (first.kind, first.minutes, lunch.kind, lunch.not_before) == (
        "parallel",
        60,
        "lunch",
        None,
    )
    assert told == ["B4: no length stands here, so 15 minutes were taken."]


def test_pairs_are_dealt_out_where_nobody_is_named_and_that_is_told() -> None:
    found, told = day_of("Time,Session,Until", "10:00,Money,11:00", "10:00,Rotas,11:00")
    assert [one.who for one in found.rows[0].tracks] == [("north", "east"), ()]
    assert told == [
        "B2: who goes to which of the items at this time is not said, so the pairs were dealt out."
    ]


@pytest.mark.parametrize(
    ("what", "kind", "exercise"),
    [
        ("Tea and registration", "arrive", ""),
        ("Lunch (provided)", "lunch", ""),
        ("Coffee/tea", "break", ""),
        ("Close and evaluation", "feedback", ""),
        ("Role negotiation", "exercise", "role-negotiation"),
        ("Three in common", "exercise", "energise-three-in-common"),
        ("Coffee prices in the canteen", "talk", ""),
    ],
)
def test_an_item_is_what_its_words_say(what: str, kind: str, exercise: str) -> None:
    found, _ = day_of("Time,Session,Until", f"0930,{what},1000")
    (row,) = found.rows
    assert (row.kind, row.exercise, row.minutes, found.start) == (kind, exercise, 30, 9 * 60 + 30)


def test_noon_is_a_time() -> None:
    found, told = day_of("Time,Session,Until", "11.00am,Money,12 noon", "12 noon,Lunch,1pm")
    assert [(one.kind, one.minutes) for one in found.rows] == [("talk", 60), ("lunch", 60)]
    assert told == []


ROOMS = [
    ("Time", "Track A", "Oak Room"),
    ("9.00", "Arrival", ""),
    ("9.15", "Money", "Rotas"),
    ("10.00", "Coffee", "Coffee"),
    ("10.15", "", "More, less, keep"),
    ("11.15", "End", ""),
]


def test_each_room_may_have_a_column() -> None:
    found, faults = read_agenda(in_word(ROOMS), "day", LIBRARY, PAIRS)
    assert found is not None
    assert [(one.kind, one.minutes, one.room) for one in found.rows] == [
        ("arrive", 15, ""),
        ("parallel", 45, ""),
        ("break", 15, ""),
        ("exercise", 60, ""),
    ]
    assert [(one.title, one.room, one.who) for one in found.rows[1].tracks] == [
        ("Money", "Track A", ("north", "east")),
        ("Rotas", "Oak Room", ()),
    ]
    assert found.finish == 11 * 60 + 15
    assert [one.message for one in faults][:4] == [
        "B1: Track A and Oak Room are taken as rooms side by side.",
        "B3: 'Money' is no exercise, so it is a talk of 45 minutes.",
        "C3: 'Rotas' is no exercise, so it is a talk of 45 minutes.",
        "B3: who goes to which of the items at this time is not said, so the pairs were dealt out.",
    ]


def test_a_date_is_found_beside_a_place() -> None:
    found, _ = read(in_word(DAY, "Working together", "Barn Hall, Thursday, 11 March 2027"))
    assert (found.title, found.on) == ("Working together", date(2027, 3, 11))


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("Barn Hall, Thursday, 11 March 2027", True),
        ("Our day, 11th March 2027 at the Old Mill", True),
        ("Thu 11 Mar 2027", False),
        ("Date: Thursday the 11th of March 2027", False),
        ("Donnerstag, 11. März 2027", False),
        ("le jeudi 11 mars 2027", False),
    ],
)
def test_what_a_line_says_beside_its_date_is_kept_to_be_told(line: str, *, more: bool) -> None:
    found, _ = read(in_word(DAY, "Working together", line))
    assert found.dated == (line if more else "")


def test_what_stands_over_two_rows_of_a_room_is_told() -> None:
    _, told = day_of(
        "Time,Room 1,Room 2", "9:30,Money,Rotas", "10:00,Money,Budgets", "10:30,Lunch,"
    )
    assert "B3: this stands in the row above too, so it would be held twice." in told


def test_columns_that_nothing_calls_rooms_are_none() -> None:
    found, faults = read_agenda(as_csv("Time,Element,Method", "9:30,Money,Talk"), "day", LIBRARY)
    assert found is None
    assert [one.code for one in faults] == ["P151"]


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("Donnerstag, 11. März 2027", date(2027, 3, 11)),
        ("le jeudi 11 mars 2027", date(2027, 3, 11)),
        ("11.3.2027", date(2027, 3, 11)),
        ("2027-03-11 00:00:00", date(2027, 3, 11)),  # a cell that is a date
        ("46457", date(2027, 3, 11)),  # and one that is shown as a number
        ("Our day, 11th March 2027 at the Old Mill", date(2027, 3, 11)),
        ("le 11/03/2027", None),
        ("Friday 11 March 2027", None),
    ],
)
def test_a_date_above_the_table_is_read_as_people_write_it(line: str, on: date | None) -> None:
    found, _ = read(in_word(DAY, "Working together", line))
    assert (found.title, found.on) == ("Working together", on)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("le 11/03/2027", "'11/03/2027' can be read as two different days."),
        ("Friday 11 March 2027", "11 March 2027 is a Thursday, not a Friday."),
    ],
)
def test_a_date_that_cannot_be_taken_says_why(line: str, why: str) -> None:
    assert read(in_word(DAY, line))[0].undated == why


def test_half_days_by_twelve_hours_with_dots_and_french_and_german_times_are_read() -> None:
    found, told = day_of(
        "Uhrzeit,Thema",
        "8.30 a.m.,Arrival",
        "9h,Lunch",
        "9h45 - 10h15,Coffee",
        "10:15 Uhr,Feedback",
        "1.15 P.M.,End",
    )
    assert [one.minutes for one in found.rows] == [30, 45, 30, 180]
    assert (found.start, found.finish) == (8 * 60 + 30, 13 * 60 + 15)
    assert told == []


def test_minutes_alone_make_a_day_and_a_row_of_totals_is_left_out() -> None:
    rows = ("Duration,Content", "1.5 hours,Arrival", "1/2 hour,Lunch", "15,Coffee", "135,Total:")
    found, told = day_of(*rows)
    assert [(one.kind, one.minutes) for one in found.rows] == [
        ("arrive", 90),
        ("lunch", 30),
        ("break", 15),
    ]
    assert (found.start, told) == (None, [])


@pytest.mark.parametrize(
    ("typed", "items", "finish"),
    [
        ("16:15,16:30,Close", [("lunch", 75), ("talk", 15)], 16 * 60 + 30),
        ("16:15,,Close", [("lunch", 75)], 16 * 60 + 15),
    ],
)
def test_a_close_that_takes_its_time_is_a_part_of_the_day(
    typed: str, items: list[tuple[str, int]], finish: int
) -> None:
    found, _ = read(as_csv("start,end,what", "15:00,16:15,Lunch", typed))
    assert [(one.kind, one.minutes) for one in found.rows] == items
    assert found.finish == finish


def test_the_only_other_column_beside_the_time_is_what_happens() -> None:
    found, told = read(as_csv("Time,Element", "9:30,Lunch", "10:00,End"))
    assert [(one.kind, one.minutes) for one in found.rows] == [("lunch", 30)]
    assert told == ["B1: 'Element' is taken as what happens."]


def test_times_that_a_spreadsheet_shows_as_numbers_are_times() -> None:
    rows = ("time,what", "0.395833333333333,Arrival", "0.40625,Welcome", "0.416666666666667,End")
    found, _ = read(as_csv(*rows))
    assert found.start == 9 * 60 + 30
    assert [row.minutes for row in found.rows] == [15, 15]
    found, _ = read(as_csv("time,what", "0.479166666666667,Talk", "0.5,Lunch", "0.53125,End"))
    assert [row.minutes for row in found.rows] == [30, 45]


def test_what_is_called_a_talk_is_one_and_its_title_is_what_follows() -> None:
    rows = as_csv(
        "Time,What",
        "9:30,Talk: What the books knew",
        "9:50,TALK – Data walk",
        "10:10,Talk",
        "10:30,Talking: a start",
        "11:00,End",
    )
    found, told = read(rows)
    assert [(row.kind, row.title) for row in found.rows] == [
        ("talk", "What the books knew"),
        ("talk", "Data walk"),
        ("talk", "Talk"),
        ("talk", "Talking: a start"),
    ]
    assert not [one for one in told if "books" in one or "Data" in one]
