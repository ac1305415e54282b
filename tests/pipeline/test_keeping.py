"""Answers are shown up to the date by which they are deleted, and told of shortly before."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from tests.plans import PLAN, write_plan

# The day of the plan is 9 March 2027.


def codes(folder: Path, by: str, *, sample: bool = False) -> list[str]:
    plan = PLAN.replace("stock takes:", f"delete by: {by}\nstock takes:")
    path = write_plan(folder, plan=plan)
    found = analyse(path, sample=sample).faults
    return [one.code for one in found if one.code in ("C301", "C302")]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("2027-03-08", ["C301"]),
        ("2027-03-09", ["C302"]),
        ("2027-04-08", ["C302"]),
        ("2027-04-09", []),
    ],
)
def test_the_day_of_the_plan_decides(tmp_path: Path, by: str, expected: list[str]) -> None:
    assert codes(tmp_path, by) == expected


def test_a_sample_shows_nobodys_answers_and_may_be_made_at_any_time(tmp_path: Path) -> None:
    assert codes(tmp_path, "2027-03-08", sample=True) == []


def test_a_plan_without_a_date_is_not_told_anything(tmp_path: Path) -> None:
    found = analyse(write_plan(tmp_path)).faults
    assert not [one for one in found if one.code.startswith("C30")]


def test_a_date_before_any_answer_could_come_in_is_a_slip_in_the_year(tmp_path: Path) -> None:
    days = PLAN.replace("stock takes:", "delete by: 2026-09-30\nstock takes:")
    found = [one for one in analyse(write_plan(tmp_path, plan=days)).faults if one.code == "C301"]
    assert ["look at the year" in one.hint for one in found] == [True]
