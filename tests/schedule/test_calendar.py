"""A day as a calendar file."""

import re

from hypothesis import given
from hypothesis import strategies as st

from facilitate.schedule.calendar import calendar, folded
from tests.schedule.test_timetable import table


def test_the_calendar_names_each_slot_once_at_its_time() -> None:
    data = calendar([table("agenda:\n  - arrive: 15m\n    title: Tea, coffee\n")], name="P")
    text = data.decode()
    assert "DTSTART:20270309T090000\r\n" in text
    assert "SUMMARY:Tea\\, coffee\r\n" in text


AGENDA = """agenda:
  - arrive: 15m
  - exercise: mission-nine-whys
  - break: 15m
  - exercise: role-negotiation
  - break: 15m
  - feedback: 10m
"""


def names(agenda: str = AGENDA, name: str = "One") -> dict[str, str]:
    """Return the events' own names by their order and title."""
    text = calendar([table(agenda)], name=name).decode()
    uids = re.findall(r"UID:(\S+)\r\n", text)
    titles = re.findall(r"SUMMARY:(.*)\r\n", text)
    assert len(set(uids)) == len(uids) == len(titles)
    return dict(zip(uids, titles, strict=True))


def test_an_event_keeps_its_name_when_others_come_before_it_or_times_move() -> None:
    before = names()
    more = AGENDA.replace("  - arrive: 15m\n", "  - arrive: 25m\n  - welcome: 15m\n  - break: 5m\n")
    after = names(more)
    assert {uid: after[uid] for uid in before} == before
    assert len(after) == len(before) + 2


def test_two_programmes_share_no_name_of_an_event() -> None:
    assert not set(names(name="One")) & set(names(name="Two"))


def test_a_day_past_midnight_goes_on_on_the_next_date() -> None:
    late = "agenda:\n  - arrive: 15h30\n  - feedback: 10m\n"
    text = calendar([table(late)], name="P").decode()
    assert "DTSTART:20270309T090000\r\nDTEND:20270310T003000\r\n" in text
    assert "DTSTART:20270310T003000\r\nDTEND:20270310T004000\r\n" in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200))
def test_a_folded_line_has_at_most_75_octets_and_unfolds_to_itself(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
