"""From lengths to clock times."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.load.library import Library
from facilitate.load.yaml_text import read
from facilitate.model import Day, Exercise, Programme, SingleFile, Step, Themes
from facilitate.model.exercise import read_step
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.timetable import Timetable, shares, timed, timetable

PEOPLE = """
format: 1
title: Day
date: 2027-03-09
start: 9:00
sponsors: {exec: A Sponsor}
pairs:
  crisis: {service: Crisis, doctor: Dr A, manager: B}
  rehab: {service: Rehab, doctor: {name: Dr C, until: 2027-03-08}, manager: D}
"""


TALK = Exercise.model_validate(
    {
        "id": "talk",
        "name": "A talk",
        "category": "opening",
        "origin": "ours",
        "checked": "yes",
        "purpose": "To talk",
        "groups": "pairs",
        "people": "2-20",
        "time": "30m",
        "range": "20m-40m",
        "steps": ["5m Start", "2x10m Talk", "5m Close"],
        "return": {"title": "Again", "time": "20m", "steps": ["20m Look back"]},
    }
)


ROUNDS = Step(minutes=8, times=4, text="Pitch")
LIBRARY = Library({"talk": TALK}, Themes(themes={}))


def programme(agenda: str) -> tuple[Programme, Day]:
    says = SingleFile.model_validate(read(PEOPLE + agenda, "plan.yaml").data)
    return Programme("P", says, "plan.yaml"), Day("plan", 1, says, "plan.yaml")


def table(agenda: str) -> Timetable:
    people, day = programme(agenda)
    return timetable(day, people, LIBRARY)


def clocks(found: Timetable) -> list[tuple[str, str]]:
    return [(as_clock(slot.start), slot.kind) for slot in found.slots]


def test_every_time_follows_from_the_start() -> None:
    found = table("agenda:\n  - arrive: 15m\n  - exercise: talk\n  - break: 20m\n")
    assert clocks(found) == [("09:00", "arrive"), ("09:15", "exercise"), ("09:45", "break")]
    assert as_clock(found.end) == "10:05"


def test_waiting_for_a_time_is_a_gap_that_everyone_can_see() -> None:
    found = table("agenda:\n  - exercise: talk\n  - lunch: 60m\n    not before: 12:15\n")
    assert clocks(found) == [("09:00", "exercise"), ("09:30", "gap"), ("12:15", "lunch")]


def test_parallel_tracks_start_together_and_the_longest_counts() -> None:
    found = table(
        "agenda:\n  - parallel:\n    - {exercise: talk, who: crisis}\n"
        "    - {exercise: talk, time: 40m, who: rehab}\n  - break: 10m\n"
    )
    assert clocks(found) == [("09:00", "parallel"), ("09:40", "break")]
    assert [track.people for track in found.slots[0].tracks] == [
        ("crisis-doctor", "crisis-manager"),
        ("rehab-manager",),
    ]


@pytest.mark.parametrize("who", ["", ", who: the rest", ", who: [Everyone else]"])
def test_one_track_takes_everybody_whom_no_other_track_names(who: str) -> None:
    found = table(
        "agenda:\n  - parallel:\n    - {exercise: talk, who: [crisis, exec]}\n"
        f"    - {{exercise: talk, room: Elm Room{who}}}\n"
    )
    assert [track.people for track in found.slots[0].tracks] == [
        ("crisis-doctor", "crisis-manager", "exec"),
        ("rehab-manager",),
    ]


def test_a_second_visit_has_its_own_title_steps_and_length() -> None:
    (slot,) = table("agenda:\n  - {exercise: talk, variant: return}\n").slots
    assert (slot.title, slot.minutes, [step.text for step in slot.steps]) == (
        "Again",
        20,
        ["Look back"],
    )


def test_steps_fill_a_shortened_exercise_to_the_minute() -> None:
    (slot,) = table("agenda:\n  - {exercise: talk, time: 20m}\n").slots
    assert [(as_clock(step.start), step.minutes) for step in slot.steps] == [
        ("09:00", 3),
        ("09:03", 14),
        ("09:17", 3),
    ]


@pytest.mark.parametrize(
    ("steps", "length", "lengths"),
    [
        # 4 turns would have 13 of 45 minutes: they get 12, and the last step has the one left over
        (["5m A", "12m B", "4x4m Ask", "12m C", "6m D", "4m E"], 45, [4, 10, 12, 10, 5, 4]),
        (["5m A", "2x6m Tell", "3m B"], 15, [3, 10, 2]),
        (["4x10m Pitch"], 45, [45]),  # nothing else is there to make up for it
        (["5m A", "4x10m Pitch"], 4, [1, 3]),
    ],
)
def test_rounds_stay_of_equal_length_while_other_steps_can_make_up_for_it(
    steps: list[str], length: int, lengths: list[int]
) -> None:
    found = timed([read_step(one) for one in steps], 540, length)
    assert [step.minutes for step in found] == lengths


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(8, 300))
def test_shares_add_up_and_nobody_is_left_without(weights: list[int], total: int) -> None:
    found = shares(weights, total)
    assert sum(found) == total
    assert min(found) >= 1


def test_the_date_of_the_day_is_kept() -> None:
    assert table("agenda:\n  - arrive: 15m\n").day.says.date == date(2027, 3, 9)


@pytest.mark.parametrize(
    ("serves", "turns", "minutes"),
    [
        (4, 2, 21),
        # Four turns for eight pairs: two pairs share one.
        (8, 1, 13),
    ],
)
def test_fewer_pairs_than_turns_serve_have_as_many_turns_as_they_need(
    serves: int, turns: int, minutes: int
) -> None:
    update = {"serves": serves, "time": 37, "steps": (*TALK.steps[:1], ROUNDS)}
    pitch = TALK.model_copy(update=update)
    people, day = programme("agenda:\n  - exercise: talk\n")
    found = timetable(day, people, Library({"talk": pitch}, Themes(themes={})))
    (slot,) = found.exercises()
    assert [(step.minutes, step.times) for step in slot.steps] == [(5, 1), (8 * turns, turns)]
    assert slot.minutes == minutes


def test_no_minute_is_for_sponsors_where_none_is_in_the_room() -> None:
    both = TALK.model_copy(update={"capital": ("bridging", "linking")})
    people, day = programme("agenda:\n  - exercise: talk\n  - exercise: talk\n    who: [crisis]\n")
    found = timetable(day, people, Library({"talk": both}, Themes(themes={})))
    assert [slot.exercise.capital for slot in found.exercises()] == [
        ("bridging", "linking"),
        ("bridging",),
    ]


def test_what_people_guess_leaves_the_result_to_the_exercise_that_looks() -> None:
    looking = {"uses": ("repeat-results",)}
    exercises = {
        "talk": TALK,
        "guess": TALK.model_copy(update={"id": "guess", "gives": ("guesses",), **looking}),
        "look": TALK.model_copy(update={"id": "look", **looking}),
    }

    def found(agenda: str) -> str:
        people, day = programme(f"agenda:\n{agenda}")
        here = timetable(day, people, Library(exercises, Themes(themes={})))
        return here.first_that_uses("repeat-results", rather_not="guesses")

    guess, look = "  - exercise: guess\n", "  - exercise: look\n"
    assert found("  - exercise: talk\n") == ""
    assert found(guess) == found(guess + "  - exercise: talk\n") == "agenda.0"
    assert found(guess + look) == "agenda.1"
    assert found(look + guess) == "agenda.0"
    apart = "  - parallel:\n      - exercise: look\n        who: [crisis]\n      - exercise: talk\n"
    assert found(apart) == ""
    assert found(apart + guess) == "agenda.1"
