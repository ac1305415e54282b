"""`audit form`: the questionnaire."""

import json
from pathlib import Path

import pytest

from tests.cli.a_terminal import run
from tests.plans import PLAN, write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_form_makes_the_questionnaire_three_times(folder: Path, tmp_path: Path) -> None:
    found = run("audit", "form", folder, "--out", tmp_path / "out")
    assert found.exit_code == 0, found.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "stock-take-typing.csv",
        "stock-take.docx",
        "stock-take.html",
        "stock-take.pdf",
    ]
    typing = (tmp_path / "out" / "stock-take-typing.csv").read_text(encoding="utf-8")
    assert typing == "pair,role,trust-1,respect-1,trust-2,respect-2\n"


def test_the_form_speaks_of_letters_only_where_a_day_asks_for_them(tmp_path: Path) -> None:
    exercises = {"none": "mission-nine-whys", "asked": "type-pair-translate"}
    pages = {}
    for name, exercise in exercises.items():
        plan = PLAN.replace("agenda:", f"agenda:\n  - exercise: {exercise}", 1)
        folder = write_plan(tmp_path / name, plan=plan)
        found = run("audit", "form", folder, "--out", tmp_path / name / "out")
        assert found.exit_code == 0, found.output
        pages[name] = (tmp_path / name / "out/stock-take.html").read_text(encoding="utf-8")
    assert "preference letters" in pages["asked"]
    assert "preference letters" not in pages["none"]


def test_the_second_sitting_lies_beside_the_first(folder: Path, tmp_path: Path) -> None:
    found = run("audit", "form", folder, "--second", "--out", tmp_path, "--json")
    files = [Path(path).name for path in json.loads(found.stdout)["files"]]
    assert files == [
        *(f"stock-take-second.{suffix}" for suffix in ("docx", "pdf", "html")),
        "stock-take-second-typing.csv",
    ]


def test_without_statements_there_is_no_form_to_make(folder: Path, tmp_path: Path) -> None:
    (folder / "questions.yaml").write_text("format: 1\ndimensions: []\n", encoding="utf-8")
    found = run("audit", "form", folder, "--out", tmp_path / "out")
    assert found.exit_code == 1
    assert "C311" in found.stderr
    assert "questions.yaml:2" in found.stderr
    assert not (tmp_path / "out").exists()
