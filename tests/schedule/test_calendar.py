"""A day as a calendar file."""

import re
from datetime import date

from facilitate.schedule.calendar import OwnDates, calendar, invited
from tests.schedule.test_timetable import table


def test_the_calendar_names_each_slot_once_at_its_time() -> None:
    data = calendar(
        [table("agenda:\n  - arrive: 15m\n    title: Tea, coffee\n")], name="P", people={}
    )
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
    text = calendar([table(agenda)], name=name, people={}).decode()
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
    text = calendar([table(late)], name="P", people={}).decode()
    assert "DTSTART:20270309T090000\r\nDTEND:20270310T003000\r\n" in text
    assert "DTSTART:20270310T003000\r\nDTEND:20270310T004000\r\n" in text


SIDE_BY_SIDE = """agenda:
  - parallel:
    - exercise: role-negotiation
      who: crisis
      room: Ash
    - exercise: mission-one-two-four
      who: [rehab, leeds]
      room: Oak
  - feedback: 10m
"""
PEOPLE = {"crisis-doctor": "Dr A. Hart", "crisis-manager": "Bo Lind"}


def events(data: bytes) -> list[dict[str, str]]:
    """Return the properties of each event, lines unfolded."""
    text = data.decode().replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in event.split("\r\n") if ":" in line)
        for event in text.split("BEGIN:VEVENT")[1:]
    ]


def test_what_runs_side_by_side_has_an_event_for_each_room_with_who_is_there() -> None:
    crisis, rehab, last = events(calendar([table(SIDE_BY_SIDE)], name="P", people=PEOPLE))
    assert (crisis["LOCATION"], rehab["LOCATION"]) == ("Ash", "Oak")
    assert crisis["DESCRIPTION"] == "P\\nDr A. Hart\\, Bo Lind"
    assert "LOCATION" not in last
    assert last["DESCRIPTION"] == "P"
    assert len({crisis["UID"], rehab["UID"], last["UID"]}) == 3


def test_somebody_s_own_days_have_their_own_rooms_under_the_same_names() -> None:
    day = table(SIDE_BY_SIDE)
    whole = events(calendar([day], name="P", people=PEOPLE))
    own = events(calendar([day.of("rehab-manager")], name="P", people=PEOPLE))
    assert [one["LOCATION"] for one in own[:1]] == ["Oak"]
    assert own == whole[1:]


def test_a_whole_day_is_one_event_that_lists_what_happens() -> None:
    (day,) = events(calendar([table(AGENDA)], name="P", people={}, whole_days=True))
    assert day["DTSTART"] == "20270309T090000"
    assert day["DESCRIPTION"].startswith("P\\n09:00 Arrival and coffee\\n09:15 ")


def test_the_whole_days_of_two_people_are_two_events() -> None:
    uids = {
        events(calendar([table(AGENDA)], name="P", people={}, reader=one, whole_days=True))[0][
            "UID"
        ]
        for one in ("", "crisis-doctor", "crisis-manager")
    }
    assert len(uids) == 3


def test_no_control_letter_and_no_half_letter_reaches_a_calendar() -> None:
    agenda = 'agenda:\n  - talk: 15m\n    title: "A\\x07B\\x00C\\x1fD"\n'
    (event,) = events(calendar([table(agenda)], name="P\ud800", people={}))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("ABCD", "P")


def test_no_line_has_more_than_75_octets() -> None:
    agenda = f"agenda:\n  - talk: 15m\n    title: {'Übergröße 😀 ' * 30}\n"
    data = calendar([table(agenda)], name="P", people={})
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert events(data)[0]["SUMMARY"] == ("Übergröße 😀 " * 30).strip()


def entry(reader: str) -> list[dict[str, str]]:
    """Return the events of a reader's day and of two further dates."""
    dates = OwnDates("P", reader, (date(2027, 4, 6), date(2027, 6, 8)), "Meeting")
    return events(invited(table(AGENDA), "Hall", dates).file())


def test_other_dates_are_whole_days_that_say_nothing_and_block_nothing() -> None:
    day, first, second = entry("crisis-doctor")
    assert day["LOCATION"] == "Hall"
    assert {key: value for key, value in first.items() if key != "UID"} == {
        "DTSTAMP": "20270406T000000Z",
        "DTSTART;VALUE=DATE": "20270406",
        "SUMMARY": "Meeting",
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
        "END": "VEVENT",
    }
    others = (one["UID"] for one in entry("crisis-manager"))
    assert len({day["UID"], first["UID"], second["UID"], *others}) == 6
