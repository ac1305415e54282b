"""A day as a calendar file."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.schedule.calendar import calendar, folded
from tests.schedule.test_timetable import table


def test_the_calendar_names_each_slot_once_at_its_time() -> None:
    text = calendar([table("agenda:\n  - arrive: 15m\n    title: Tea, coffee\n")], name="P")
    assert "DTSTART:20270309T090000\r\n" in text
    assert "SUMMARY:Tea\\, coffee\r\n" in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200))
def test_a_folded_line_has_at_most_75_octets_and_unfolds_to_itself(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
