"""What organisers write for lengths, clock times and dates, and what they are told."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from facilitate.model.times_and_dates import (
    ParseError,
    as_clock,
    parse_clock,
    parse_date,
    parse_minutes,
)
from facilitate.model.units import (
    LIKE_A_CLOCK,
    LIKE_A_DATE,
    LIKE_MINUTES,
    claim,
    minutes_span,
    parse_number,
    span,
    whole,
)


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("45", 45),
        ("45m", 45),
        ("45 min", 45),
        ("45 mins", 45),
        ("1h", 60),
        ("1h30", 90),
        ("1h30m", 90),
        ("1 hour", 60),
        ("1hr", 60),
        ("90 minutes", 90),
    ],
)
def test_a_length_is_read_as_people_write_it(written: str, length: int) -> None:
    assert parse_minutes(written) == length


@pytest.mark.parametrize(("written", "instead"), [("1:30", "1h30 or 90m"), ("1.30", "1h30 or 90m")])
def test_a_length_that_looks_like_a_clock_time_is_refused_with_the_right_words(
    written: str, instead: str
) -> None:
    with pytest.raises(ParseError) as slip:
        parse_minutes(written)
    assert instead in slip.value.hint


@pytest.mark.parametrize("written", ["", "0", "-5", "soon", "25h", "99999999999"])
def test_what_is_no_length_is_refused(written: str) -> None:
    with pytest.raises(ParseError):
        parse_minutes(written)


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        ("9:30", 570),
        ("09:30", 570),
        ("9.30", 570),
        ("0930", 570),
        ("9.30am", 570),
        ("9.30 am", 570),
        ("4.30pm", 990),
        ("12.15pm", 735),
        ("12am", 0),
        ("9am", 540),
        ("16:15", 975),
    ],
)
def test_a_clock_time_is_read_as_people_write_it(written: str, minute: int) -> None:
    assert parse_clock(written) == minute


@pytest.mark.parametrize("written", ["24:30", "9:75", "half past nine", "13pm", "", "9"])
def test_what_is_no_clock_time_is_refused(written: str) -> None:
    with pytest.raises(ParseError):
        parse_clock(written)


def test_clock_times_are_printed_with_two_figures_each() -> None:
    assert as_clock(545) == "09:05"


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-14",
        "14 March 2026",
        "14 mar 2026",
        "14th March 2026",
        "14th of March, 2026",
        "14 Mar 26",
        "14-Mar-2026",
        "March 14, 2026",
        "Mar. 14th 2026",
        "Saturday 14 March 2026",
        "Saturday, 14 March 2026",
        "Sat 14 Mar 26",
        "Saturday, March 14, 2026",
        "Sat 2026-03-14",
    ],
)
def test_a_date_is_read_as_people_write_it(written: str) -> None:
    assert parse_date(written) == date(2026, 3, 14)


def test_a_weekday_that_does_not_fit_the_date_is_refused() -> None:
    with pytest.raises(ParseError) as slip:
        parse_date("Thursday 12 March 2027")
    assert slip.value.message == "12 March 2027 is a Friday, not a Thursday."


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("14/03/2026", "Write 14 March 2026."),
        ("03/14/2026", "Write 14 March 2026."),
        ("3/4/2027", "Write 3 April 2027, or 4 March 2027."),
        ("3.4.27", "Write 3 April 2027, or 4 March 2027."),
        ("5/5/2027", "Write 5 May 2027."),
        ("20270309", "Write 2027-03-09"),
        ("20270931", "Write it like 2026-03-14 or 14 March 2026."),
        ("Sat 3/4/2027", "Write 3 April 2027, or 4 March 2027."),
    ],
)
def test_a_date_in_figures_is_asked_about(written: str, hint: str) -> None:
    with pytest.raises(ParseError) as slip:
        parse_date(written)
    assert slip.value.hint == hint


@pytest.mark.parametrize(
    "written", ["2026-02-30", "31 April 2026", "2026-13-01", "tomorrow", "14/30/2026", "Mon", ""]
)
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(ParseError):
        parse_date(written)


def test_yes_and_no_are_claims_and_maybe_is_not() -> None:
    assert (claim("yes"), claim("No")) == (True, False)
    with pytest.raises(ParseError):
        claim("maybe")


def test_a_range_has_its_least_first() -> None:
    assert span("4-24") == (4, 24)
    with pytest.raises(ParseError):
        span("24-4")


@pytest.mark.parametrize(
    ("read", "written", "hint"),
    [
        (parse_clock, "9", "Write 9:00"),
        (parse_clock, "9h30", "Write 9:30"),
        (parse_minutes, "11:30", "Write how long it takes, such as 45m or 1h30."),
        (parse_minutes, "12:30-13:30", "Write how long it takes: 60m"),
        (parse_minutes, "1,5 h", "Write it in minutes: 90m"),
        (parse_date, "9 March", "Add the year, such as: 9 March 2027"),
        (parse_date, "9 Marhc 2027", "Did you mean '9 March 2027'?"),
        (parse_date, "9-10 March 2027", "Write one date; a second day is an agenda of its own."),
        (parse_number, "12,5", "Write it with a point: 12.5"),
        (parse_number, "£12", "Write the number alone: 12"),
        (parse_number, "12%", "Write the number alone: 12"),
        (whole, "three", "Write it in figures, such as 3."),
    ],
)
def test_what_is_nearly_right_is_told_with_what_to_type(
    read: Callable[[str], object], written: str, hint: str
) -> None:
    with pytest.raises(ParseError) as slip:
        read(written)
    assert slip.value.hint == hint


@pytest.mark.parametrize(
    ("read", "written", "hint"),
    [
        (parse_number, "£84k", "Write it in full: 84000"),
        (parse_number, "84.5k", "Write it in full: 84500"),
        (minutes_span, "90m-45m", "Write the shorter one first: 45m-90m"),
        (parse_date, "never", "Write it like 2026-03-14 or 14 March 2026."),
        (parse_date, "next Monday", "Write it like 2026-03-14 or 14 March 2026."),
    ],
)
def test_what_was_meant_is_named_only_where_it_is_clear(
    read: Callable[[str], object], written: str, hint: str
) -> None:
    with pytest.raises(ParseError) as told:
        read(written)
    assert told.value.hint == hint


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "0207/3/16", "16 March 3027"])
def test_a_year_in_which_nobody_meets_is_refused(written: str) -> None:
    with pytest.raises(ParseError, match=r"^\d{4} is no year in which people meet\.$") as told:
        parse_date(written)
    assert told.value.hint == "Write the year in four figures, such as 2027."


@pytest.mark.parametrize(
    ("like", "written"),
    [
        *((LIKE_MINUTES, one) for one in ("45", " 45 MINS ", "1h30", "1 hour 15 minutes", "1hr")),
        *((LIKE_A_CLOCK, one) for one in ("9:30", "9.30", "0930", "4.30 p.m.", "12PM", "23:59")),
        *((LIKE_A_DATE, one) for one in ("2026-03-14", "2026/3/4", "Sat, 14th of March 2026")),
        *((LIKE_A_DATE, one) for one in ("March 14, 2026", "14-Mar-26", "Sat 2026-03-14")),
    ],
)
def test_an_editor_marks_no_way_of_writing_that_is_taken(like: str, written: str) -> None:
    read: Callable[[str], object] = {LIKE_MINUTES: parse_minutes, LIKE_A_CLOCK: parse_clock}.get(
        like, parse_date
    )
    assert read(written)
    assert re.search(like, written)
