"""The programme's own words in exercises and questions."""

from pathlib import Path

import pytest

from facilitate.load.library import load_library
from facilitate.load.plan import load_plan
from facilitate.load.words import filled_in, words_nearest, words_of
from facilitate.load.yaml_text import read

SCHOOLS = {"people served": "pupils", "service": "school", "roles": "heads and business managers"}

PLAN = """format: 1
programme: Five schools
title: First day
date: 2027-03-09
start: 9:00
roles: {head: {one: head, many: heads}, business-manager: {}, deputy: {one: deputy, many: deputies}}
words: {people served: pupils, service: school}
pairs:
  hill:
    head: {name: Ada Example}
    business-manager: {name: Ben Example}
agenda:
  - exercise: open-gate
"""

OWN = """format: 1
name: Open gate
category: opening
origin: ours
checked: yes
purpose: So that {roles} see one gate
groups: working pairs
group size: 2
people: 2-40
time: 10m
range: 5m-15m
steps: ['10m {People served} wait at the gate of the {service}']
"""


def test_words_in_braces_are_the_programmes_own_and_a_capital_is_kept() -> None:
    source = read("a: '{People served} of a {service}'\nb: ['ask {roles}', 3]\n", "x.yaml")
    found = filled_in(source, SCHOOLS)
    assert found.faults == ()
    assert found.data == {"a": "Pupils of a school", "b": ["ask heads and business managers", "3"]}


def test_an_unknown_word_is_told_at_its_line_with_the_nearest() -> None:
    source = read("a: fine\nsteps:\n  - 5m Ask\n  - 5m Ask the {people servd}\n", "x.yaml")
    (fault,) = filled_in(source, SCHOOLS).faults
    assert (fault.code, fault.severity) == ("P138", "error")
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("x.yaml", 4)
    assert "people served" in fault.hint


def test_a_plan_fills_its_words_into_exercises_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "open-gate.yaml").write_text(OWN, encoding="utf-8")
    plan, _ = load_plan(tmp_path / "plan.yaml")
    assert plan is not None
    exercise = plan.library.exercises["open-gate"]
    assert exercise.purpose == "So that heads, business managers and deputies see one gate"
    assert exercise.steps[0].text == "Pupils wait at the gate of the school"


def test_a_plans_own_questions_have_its_words_and_their_unknown_ones_are_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    asked = """format: 1
dimensions:
  - id: goals
    name: Goals
    themes: [shared-mission]
    question: What would {people served} say we are here for?
    items: [{id: words, text: 'We say what our {service} is for, {ward}.'}]
"""
    (tmp_path / "questions.yaml").write_text(asked, encoding="utf-8")
    plan, faults = load_plan(tmp_path / "plan.yaml")
    assert plan is not None
    assert plan.questions.dimensions[0].question == "What would pupils say we are here for?"
    assert [fault.code for fault in faults if fault.code == "P138"] == ["P138"]


def test_who_is_served_is_patients_only_where_a_doctor_is_there(tmp_path: Path) -> None:
    assert words_nearest([tmp_path])["people served"] == "patients"
    lines = "format: 1\nprogramme: P\nroles: [head, bursar]\npairs: {}\n"
    (tmp_path / "programme.yaml").write_text(lines, encoding="utf-8")
    words = words_nearest([tmp_path])
    assert words["people served"] == "the people we serve"
    assert words["roles"] == "heads and bursars"


def test_the_shipped_library_asks_for_no_word_that_nobody_fills_in() -> None:
    from facilitate.shipped import shipped

    assert load_library({shipped("exercises"): "exercises"}, SCHOOLS)[1] == ()


@pytest.mark.parametrize("language", ["a" * 5000, "../words/en-GB", "nul\0"])
def test_a_language_is_never_looked_for_as_the_name_of_a_file(language: str) -> None:
    assert words_of(language) == words_of("en-GB")
