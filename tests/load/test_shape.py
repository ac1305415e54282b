"""What an organiser is told when a file has the wrong shape."""

import pytest

from facilitate.faults import Fault
from facilitate.load.validate import shaped
from facilitate.load.yaml_text import read
from facilitate.model import DayFile, ProgrammeFile

DAY = """format: 1
title: First day
date: 2027-03-09
start: 9:30
agenda:
  - arrive: 15m
"""


def faults(text: str, model: type = DayFile) -> list[Fault]:
    return list(shaped(model, read(text, "day.yaml"))[1])


def one(text: str, model: type = DayFile) -> Fault:
    (fault,) = faults(text, model)
    return fault


def at(fault: Fault) -> tuple[int | None, int | None]:
    assert fault.place is not None
    return fault.place.line, fault.place.column


def test_a_whole_day_has_no_faults() -> None:
    value, slips = shaped(DayFile, read(DAY, "day.yaml"))
    assert slips == ()
    assert value is not None
    assert value.agenda[0].minutes == 15


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    fault = one(DAY + "vennue: Hall\n")
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'venue'?")
    assert at(fault) == (7, 1)


def test_a_mistyped_required_key_is_told_once() -> None:
    fault = one(DAY.replace("title:", "titel:"))
    assert (fault.code, fault.hint) == ("P101", "Did you mean 'title'?")


def test_all_faults_of_a_file_are_told_together() -> None:
    text = DAY.replace("9:30", "25:99").replace("2027-03-09", "14/03/2026")
    assert [fault.code for fault in faults(text)] == ["P104", "P104"]


def test_a_lunch_with_a_clock_time_asks_for_not_before() -> None:
    fault = one(DAY + "  - lunch: 12:15\n")
    assert "not before: 12:15" in fault.hint


def test_a_missing_key_is_told_with_a_line_to_add() -> None:
    fault = one(DAY.replace("start: 9:30\n", ""))
    assert (fault.code, fault.hint) == ("P102", "Add a line such as: start: 9:30")


def test_a_key_with_nothing_after_it_is_told_where_it_stands() -> None:
    fault = one(DAY.replace("First day", ""))
    assert fault.message == "'title' has nothing after it."
    assert at(fault)[0] == 2


def test_an_item_of_two_kinds_is_told() -> None:
    fault = one(DAY + "  - lunch: 60m\n    break: 15m\n")
    assert "break and lunch" in fault.message


def test_an_item_of_no_kind_lists_the_kinds() -> None:
    fault = one(DAY + "  - title: Talk\n")
    assert "exercise, arrive" in fault.hint


def test_one_name_needs_no_brackets() -> None:
    value, _ = shaped(DayFile, read(DAY + "  - exercise: x\n    who: Older adults\n", "day.yaml"))
    assert value is not None
    assert value.agenda[1].who == ("Older adults",)


def test_a_later_format_is_told() -> None:
    assert one(DAY.replace("format: 1", "format: 2")).code == "P105"


def test_a_slip_inside_a_member_is_placed_there() -> None:
    text = "format: 1\nprogramme: X\npairs:\n  a:\n    doctor:\n      nme: Y\n      name: Z\n"
    fault = one(text, ProgrammeFile)
    assert (fault.code, at(fault)) == ("P101", (6, 7))
    assert fault.hint == "Did you mean 'name'?"


def test_a_bare_name_is_a_member() -> None:
    text = "format: 1\nprogramme: X\npairs:\n  a:\n    doctor: Dr No\n"
    value, slips = shaped(ProgrammeFile, read(text, "p.yaml"))
    assert slips == ()
    assert value is not None
    assert value.pairs["a"].members["doctor"].name == "Dr No"


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "42"])
def test_a_file_without_keys_is_told_how_to_start(text: str) -> None:
    assert [fault.code for fault in faults(text)] == ["P100"]
