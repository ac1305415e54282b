"""`facilitate replan`: the rest of today in the terminal and on one page."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from facilitate.cli import root
from tests.plans import write_plan


def typed(*words: str) -> Result:
    return CliRunner().invoke(root, ["replan", *words], prog_name="facilitate")


def test_it_writes_a_run_sheet_and_says_where(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = typed(str(plan), "--now", "9:55", "--out", str(tmp_path / "o"))
    sheet = tmp_path / "o/plan/now/run-sheet-now.pdf"
    assert result.exit_code == 0, result.output
    assert f"With the new times, to print on one side: {sheet}" in result.stdout
    assert sheet.read_bytes().startswith(b"%PDF")
    assert not (plan / "out").exists()


def test_a_day_that_cannot_end_on_time_has_a_sheet_too_and_ends_with_1(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = typed(str(plan), "--now", "12:00", "--next", "role-negotiation", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["missing"] > 0
    assert Path(told["run_sheet"]).is_file()


def test_a_time_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = typed(str(plan), "--now", "late")
    assert result.exit_code == 2
    assert not (plan / "out").exists()
