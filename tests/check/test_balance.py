"""A day has its kinds of work in balance: none takes more than six tenths of the minutes."""

from pathlib import Path

import pytest

from tests.check.test_cases import told

DAY = """\
format: 1
title: Day
date: 2027-03-09
start: 9:00
pairs:
  crisis: {{service: Crisis, doctor: Dr A, manager: B}}
  rehab: {{service: Rehab, doctor: Dr C, manager: D}}
agenda:
  - exercise: role-negotiation
    time: {inside}m
  - exercise: bond-walk-my-place
    time: 60m
  - exercise: bridge-one-route
    time: 45m
  - exercise: type-same-task
    time: 35m
"""


@pytest.mark.parametrize(
    ("inside", "warned"),
    [
        (60, False),  # 120 of 200 minutes inside a pair are six tenths
        (62, True),  # 122 of 202
    ],
)
def test_no_kind_of_work_takes_more_than_six_tenths(
    tmp_path: Path, inside: int, warned: bool
) -> None:
    path = tmp_path / "day.yaml"
    path.write_text(DAY.format(inside=inside), encoding="utf-8")
    assert ("T211" in {code for _, code in told(path)}) is warned
