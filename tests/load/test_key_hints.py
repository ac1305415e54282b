"""Slips of somebody who does not know the keys: each row is typed, told and answered."""

import pytest

from facilitate.load.validate import validate
from facilitate.load.yaml_text import read
from facilitate.model import DayFile, ProgrammeFile

DAY = """format: 1
title: First away day
date: 2027-03-09
start: 9:30
venue: The Hall
bring:
  - Your diary
agenda:
  - arrive: 15m
  - break: 15m
    title: Coffee
  - lunch: 60m
  - exercise: role-negotiation
  - feedback: 10m
"""
PROGRAMME = """format: 1
programme: Coast
sponsors:
  exec: Alex Sponsor
pairs:
  north: {service: North, doctor: Dr R. First, manager: Sam Second}
stock takes: {baseline: 2027-02-12}
coaching:
  north-doctor: [2027-04-01]
outcomes:
  - {measure: Days, unit: days, direction: down, baseline: 12, source: Log, date: 2027-01-31}
"""
FLAT = """  - parallel:
    exercise: mission-nine-whys
    who: [north]
    talk: 30m
    who: [south]
"""
OF_A_DAY = [
    ("venue:", "client:", 5, "P101", "client: belongs into programme.yaml."),
    ("venue:", "location:", 5, "P101", "Write venue: The Hall"),
    ("    title: Coffee", "    start: 11:30", 11, "P101", "Write not before: 11:30"),
    ("    title: Coffee", "    place: Hall", 11, "P101", "Write room: Hall"),
    ("    title: Coffee", "    date: 2027-03-09", 11, "P101", "Put it above agenda:, level with"),
    (
        "exercise: role-negotiation",
        "activity: Two truths",
        13,
        "P101",
        "Write - exercise: Two truths, or - talk: 15m and under it title: Two truths",
    ),
    (
        "lunch: 60m",
        "talk: Keynote by Prof X, 20 min",
        12,
        "P104",
        "Write talk: 20min, and under it title: Keynote by Prof X",
    ),
    ("lunch: 60m", "lunch: Sandwiches", 12, "P104", "Write lunch: 15m, and under it title: Sand"),
    ("lunch: 60m", "lunch: 12:30", 12, "P104", "such as lunch: 45m. For the hour, add below it:"),
    ("lunch: 60m", "lunch: 12:30-13:30", 12, "P104", "Write how long it takes: 60m"),
    ("- lunch: 60m", "- lunch, 60m", 12, "P107", "a colon and a space between: lunch: 60m"),
    ("- lunch: 60m", "1. lunch: 60m", 12, "Y001", "Write - lunch: 60m"),
    ("agenda:\n", "", 8, "P102", "Write agenda: on a line of its own above this one."),
    ("venue: The Hall", "venue: [Hall, floor 2]", 5, "P107", "on one line: venue: Hall, floor 2"),
    ("  - lunch: 60m\n", FLAT, 12, "P107", "Put 8 spaces and a dash in front of each item"),
    ("  - lunch: 60m", "  - parallel: two talks", 12, "P107", "such as - exercise: mission-nine"),
]
OF_A_DAY += [
    ("The Hall", "Room # 4 on the left", 5, "Y012", 'quotes round it: "Room # 4 on the left".'),
    ("The Hall", '"The Hall", floor 2', 5, "Y001", "single quotes round the whole text: '\"The"),
]
OF_A_PROGRAMME = [
    ("date: 2027-01-31}", "date: 2027-01-31", 11, "Y001", "Put } at the end of this line."),
    ("programme: Coast", "programme: Coast\nvenue: Hall", 3, "P101", "the agenda's file"),
    ("baseline: 12,", "baseline: 12,5,", 11, "P101", "Write baseline: 12.5"),
    ("measure: Days,", "measure: Days, nights, weeks,", 11, "P101", '"Days, nights, weeks"'),
    ("R. First,", "R. First, head of care,", 6, "P101", 'the doctor: "Dr R. First, head of care"'),
    ("R. First,", "R. First, doctor of the year,", 6, "P101", '"Dr R. First, doctor of the year"'),
    ("Log,", "Log, source of last year,", 11, "P101", 'the source: "Log, source of last year"'),
    ("{baseline: 2027-02-12}", "[2027-02-12]", 7, "P107", "such as baseline: 2027-02-12"),
    ("  exec: Alex S", "  Alex\n  chair: Uma S", 4, "Y001", "a colon before it: exec: Alex"),
    (
        "{service: North, doctor: Dr R. First, manager: Sam Second}",
        "A, B",
        6,
        "P107",
        "north: {doctor: A, manager: B}",
    ),
]


def told(
    model: type[DayFile] | type[ProgrammeFile], text: str, right: str, wrong: str
) -> list[tuple[int | None, str, str]]:
    assert right in text
    faults = validate(model, read(text.replace(right, wrong, 1), "a.yaml"))[1]
    return [(one.place.line if one.place else None, one.code, one.hint) for one in faults]


@pytest.mark.parametrize(("right", "wrong", "line", "code", "hint"), OF_A_DAY)
def test_a_slip_in_a_day_is_told_once_with_what_to_type(
    right: str, wrong: str, line: int, code: str, hint: str
) -> None:
    ((where, what, do),) = told(DayFile, DAY, right, wrong)
    assert (where, what) == (line, code)
    assert hint in do


@pytest.mark.parametrize(("right", "wrong", "line", "code", "hint"), OF_A_PROGRAMME)
def test_a_slip_in_a_programme_is_told_once_with_what_to_type(
    right: str, wrong: str, line: int, code: str, hint: str
) -> None:
    ((where, what, do),) = told(ProgrammeFile, PROGRAMME, right, wrong)
    assert (where, what) == (line, code)
    assert hint in do


def test_one_session_needs_no_brackets() -> None:
    assert told(ProgrammeFile, PROGRAMME, "[2027-04-01]", "2027-04-01") == []
