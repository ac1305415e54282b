"""`facilitate schedule`: a calendar file is bytes, whatever a terminal makes of letters."""

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
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
