"""Whoever is named in `actions.yaml` is somebody, and the day is one of the programme's."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from tests.plans import PLAN, write_plan


def told(folder: Path, line: str) -> list[tuple[str, int | None]]:
    """Return code and line of what is told of `actions.yaml` with this promise in it."""
    write_plan(folder, given=None)
    text = f"format: 1\nactions:\n  - {{id: a1, what: Meet, {line}}}\n"
    (folder / "actions.yaml").write_text(text, encoding="utf-8")
    faults = analyse(folder / "plan.yaml").faults
    return [
        (fault.code, fault.place.line)
        for fault in faults
        if fault.place and fault.place.file == "actions.yaml"
    ]


@pytest.mark.parametrize(
    "line",
    ["who: crisis", "who: Dr Ada Quartz, witness: rehab, made on: plan", "who: exec", "who: all"],
)
def test_a_promise_of_somebody_who_takes_part_is_nothing_to_tell(tmp_path: Path, line: str) -> None:
    assert told(tmp_path / "p", line) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("who: crises", "P111"),
        ("who: crisis, witness: nobody", "P111"),
        ("who: doctors", "P132"),
        ("who: sponsors", "P132"),
        ("who: crisis, made on: day-9", "P133"),
    ],
)
def test_a_promise_that_would_stand_on_no_page_is_told_at_its_line(
    tmp_path: Path, line: str, code: str
) -> None:
    assert told(tmp_path / "p", line) == [(code, 3)]


@pytest.mark.parametrize(
    ("sponsor", "codes"),
    [
        ("exec", []),
        ("crisis-doctor", ["P132"]),
        ("crisis", ["P132"]),
        ("sponsors", ["P132"]),
        ("all", ["P132"]),
        ("nobody", ["P111"]),
    ],
)
def test_a_sponsors_promise_is_one_sponsors(tmp_path: Path, sponsor: str, codes: list[str]) -> None:
    plan = PLAN + f"promises: [{{sponsor: {sponsor}, what: Come}}]\n"
    faults = analyse(write_plan(tmp_path / "p", plan=plan, given=None) / "plan.yaml").faults
    assert [one.code for one in faults if one.severity == "error"] == codes
