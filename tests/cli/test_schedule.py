"""`facilitate schedule`: a calendar file is bytes, whatever a terminal makes of letters."""

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from tests.cli.a_terminal import typed
from tests.plans import PLAN, write_plan

ODD = PLAN.replace("  - break: 15m\n", '  - break: 15m\n    title: "Tea: naïve café – 😀"\n')


def test_a_redirected_calendar_is_utf_8_with_its_own_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(tmp_path / "p", plan=ODD)
    written = io.BytesIO()
    windows = io.TextIOWrapper(written, encoding="cp1252", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", windows)
    root.main(["schedule", str(plan), "--ics"], standalone_mode=False)
    windows.flush()
    text = written.getvalue().decode("utf-8")
    assert "SUMMARY:Tea: naïve café – 😀\r\n" in text
    assert "\r\r\n" not in text
    assert text.count("\n") == text.count("\r\n")


def test_out_writes_the_same_calendar_into_a_file(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p", plan=ODD)
    file = tmp_path / "day.ics"
    result = CliRunner().invoke(root, ["schedule", str(plan), "--out", str(file)])
    assert result.exit_code == 0, result.output
    assert f"Wrote {file}" in result.stdout
    printed = CliRunner().invoke(root, ["schedule", str(plan), "--ics"])
    assert file.read_bytes() == printed.stdout_bytes


def test_one_person_s_whole_days_are_printed_on_wish(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    given = ["schedule", str(plan), "--whole-days", "--for", "crisis-doctor"]
    result = CliRunner().invoke(root, given)
    assert result.exit_code == 0, result.output
    assert result.stdout.count("BEGIN:VEVENT") == 1


def test_somebody_who_is_not_in_the_plan_is_wrong_use(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = CliRunner().invoke(root, ["schedule", str(plan), "--for", "crisis-docter"])
    assert result.exit_code == 2
    assert "There is no person 'crisis-docter'. Did you mean 'crisis-doctor'?" in result.output


def test_a_name_in_place_of_an_id_is_answered_with_the_id(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = CliRunner().invoke(root, ["schedule", str(plan), "--for", "dr ada quartz"])
    assert result.exit_code == 2
    assert "There is no person 'dr ada quartz'. Write the id: crisis-doctor" in result.output


def test_a_pair_in_place_of_a_person_is_answered_with_its_people(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "p")
    result = CliRunner().invoke(root, ["schedule", str(plan), "--for", "rehab"])
    assert result.exit_code == 2
    assert "There is no person 'rehab'. Write the id: rehab-doctor or rehab-" in result.output


def test_the_schedule_has_clock_times(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("schedule", str(folder))
    assert code == 0
    assert "09:30   15 min" in out


def test_the_calendar_is_a_calendar(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("schedule", str(folder), "--ics")
    assert code == 0
    assert out.startswith("BEGIN:VCALENDAR")
