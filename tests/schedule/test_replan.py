"""The rest of today when the morning ran late."""

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.load.library import Library
from facilitate.load.yaml_text import read
from facilitate.model import Day, Exercise, Programme, SingleFile, Themes
from facilitate.model.times_and_dates import parse_clock
from facilitate.schedule.replan import Replanned, as_text, replan
from facilitate.schedule.timetable import Timetable, timetable

HEAD = """format: 1
title: T
date: 2027-01-04
start: 9:00
pairs:
  a: {doctor: D, manager: M}
"""


def exercise(name: str, minutes: int, low: int, category: str = "opening") -> Exercise:
    return Exercise.model_validate(
        {
            "id": name,
            "name": name.title(),
            "category": category,
            "origin": "ours",
            "checked": "yes",
            "purpose": "p",
            "groups": "pairs",
            "people": "2-40",
            "time": f"{minutes}m",
            "range": f"{low}m-{minutes}m",
            "steps": [f"{minutes}m Talk"],
        }
    )


TALK = exercise("talk", 60, 30)
TRADE = exercise("trade", 60, 45)
PROMISE = exercise("promise", 30, 10, "action planning")
LIBRARY = Library({one.id: one for one in (TALK, TRADE, PROMISE)}, Themes(themes={}))


def day(agenda: str, finish: str) -> Timetable:
    text = f"{HEAD}finish: {finish}\nagenda:\n{agenda}"
    says = SingleFile.model_validate(read(text, "plan.yaml").data)
    programme = Programme("P", says, "plan.yaml")
    return timetable(Day("d", 1, says, "plan.yaml"), programme, LIBRARY)


def lengths(found: Replanned) -> list[tuple[str, int]]:
    return [(slot.title, slot.minutes) for slot in found.table.slots]


def test_a_buffer_is_used_up_before_anything_shrinks() -> None:
    table = day("  - exercise: talk\n  - buffer: 20m\n  - feedback: 10m\n", "10:30")
    found = replan(table, parse_clock("9:15"))
    assert lengths(found) == [("Talk", 60), ("Time in hand", 5), ("How was today?", 10)]
    assert found.missing == 0


def test_a_day_that_ends_before_its_finish_says_by_how_much() -> None:
    table = day("  - exercise: talk\n  - feedback: 10m\n", "10:20")
    assert "The day ends at 10:15, 5 minutes before 10:20." in as_text(
        replan(table, parse_clock("9:05"))
    )
    assert "The day ends at 10:20, as planned." in as_text(replan(table, parse_clock("9:10")))


def test_exercises_share_the_loss_in_proportion_to_what_they_can_give() -> None:
    table = day("  - exercise: talk\n  - exercise: trade\n  - feedback: 10m\n", "11:10")
    found = replan(table, parse_clock("9:30"))
    assert lengths(found) == [("Talk", 40), ("Trade", 50), ("How was today?", 10)]
    assert found.new_end == parse_clock("11:10")
    assert "Talk 60 -> 40, its shortest is 30" in as_text(found)


def test_lunch_promises_and_feedback_are_never_touched() -> None:
    agenda = "  - exercise: talk\n  - lunch: 60m\n  - exercise: promise\n  - feedback: 10m\n"
    found = replan(day(agenda, "11:40"), parse_clock("10:30"))
    assert lengths(found) == [("Lunch", 60), ("Promise", 30), ("How was today?", 10)]
    assert found.missing == 30


def test_what_cannot_be_won_is_said_in_minutes_with_proposals() -> None:
    table = day("  - exercise: trade\n  - break: 20m\n  - feedback: 10m\n", "10:30")
    found = replan(table, parse_clock("9:40"))
    assert found.missing == 25
    assert "25 minutes are still missing" in as_text(found)
    assert "Nothing had to be shortened" not in as_text(found)
    assert found.proposals == ("Shorten Break to 10 minutes.",)


def test_a_lunch_at_its_hour_stays_there_and_leaves_a_gap() -> None:
    agenda = "  - exercise: talk\n  - lunch: 60m\n    not before: 12:00\n  - feedback: 10m\n"
    found = replan(day(agenda, "13:10"), parse_clock("9:20"))
    assert [slot.kind for slot in found.table.slots] == ["exercise", "gap", "lunch", "feedback"]
    assert found.missing == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["talk", "trade", "promise"]), min_size=1, max_size=5),
    st.integers(0, 90),
    st.integers(0, 40),
)
def test_every_day_ends_on_time_or_says_by_how_much_it_cannot(
    names: list[str], late: int, buffer: int
) -> None:
    agenda = "".join(f"  - exercise: {name}\n" for name in names)
    agenda += f"  - buffer: {buffer}m\n" if buffer else ""
    agenda += "  - feedback: 10m\n"
    table = day(agenda, "18:00")
    table = day(agenda, f"{table.end // 60}:{table.end % 60:02d}")
    found = replan(table, table.slots[0].start + late, following=1)
    assert found.new_end - found.missing <= (table.finish or 0)
    for slot in found.table.slots:
        if slot.kind == "exercise":
            assert slot.minutes >= slot.shortest
            assert sum(step.minutes for step in slot.steps) == slot.minutes
