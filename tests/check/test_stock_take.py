"""Questions of an organiser's own: what `check` tells of them, and on which line."""

from pathlib import Path

import pytest

from facilitate.audit.findings_of_plan import audit_plan
from facilitate.check import CheckContext, check
from facilitate.load.plan import load_plan
from tests.plans import write_plan

QUESTIONS = """\
format: 1
scale: {low: 1, high: 5}
dimensions:
  - id: trust
    name: Trust
    themes: [trust]
    items:
      - {id: rely, text: We rely on each other}
  - id: meetings
    name: Meetings
    themes: [meetings]
    items:
      - {id: ends, text: They end clearly}
"""


def told(tmp_path: Path, questions: str) -> list[tuple[str, int | None]]:
    folder = write_plan(tmp_path / "plan")
    (folder / "questions.yaml").write_text(questions, encoding="utf-8")
    plan, _ = load_plan(folder)
    assert plan is not None
    audit_plan(plan)
    faults = check(CheckContext(plan, ()))
    return [(f.code, f.place.line) for f in faults if f.place and f.place.file == "questions.yaml"]


def test_questions_that_make_sense_are_told_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, QUESTIONS) == []


def test_a_scale_without_steps_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, QUESTIONS.replace("high: 5", "high: 1")) == [("A630", 2)]


@pytest.mark.parametrize(
    ("labels", "faults"),
    [("[No, Rarely, Often, Yes]", [("A642", 2)]), ("[No, Rarely, At times, Often, Yes]", [])],
)
def test_each_step_of_a_scale_has_a_label(
    tmp_path: Path, labels: str, faults: list[tuple[str, int]]
) -> None:
    scale = QUESTIONS.replace("high: 5", f"high: 5, labels: {labels}")
    assert told(tmp_path, scale) == faults


def test_an_id_that_is_there_twice_is_told_where_it_comes_again(tmp_path: Path) -> None:
    assert told(tmp_path, QUESTIONS.replace("id: ends", "id: rely")) == [("A631", 13)]
    assert told(tmp_path, QUESTIONS.replace("id: meetings", "id: trust")) == [("A631", 9)]


def test_a_theme_that_no_exercise_knows_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, QUESTIONS.replace("[trust]", "[thrust]")) == [("A632", 6)]
