"""Each file in `cases` is a plan; `#! CODE` at a line's end is what is told of that line.

Nothing else may be told. A new case needs no code.
"""

import re
from pathlib import Path

import pytest

from facilitate.check import CheckContext, check
from facilitate.load.plan import load_plan
from facilitate.schedule.timetable import timetable

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def told(path: Path) -> list[tuple[int, str]]:
    """Return what is told of a plan as line and code, in the order of lines."""
    plan, shape = load_plan(path)
    faults = list(shape)
    if plan is not None:
        tables = tuple(timetable(day, plan.programme, plan.library) for day in plan.days)
        faults += check(CheckContext(plan, tables))
    return sorted((f.place.line or 0, f.code) for f in faults if f.place)


def expected(path: Path) -> list[tuple[int, str]]:
    """Return what the remarks in a case say."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark = re.search(r"#! ([A-Z]\d{3}(?: [A-Z]\d{3})*)\s*$", line)
        found += [(number, code) for code in mark[1].split()] if mark else []
    return sorted(found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_is_told_just_what_its_remarks_say(path: Path) -> None:
    assert told(path) == expected(path)


def test_there_are_cases() -> None:
    assert len(CASES) >= 20
