"""`audit voices`: words struck of names and cleared."""

from pathlib import Path

import pytest

from tests.cli.a_terminal import run
from tests.plans import write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_voices_strikes_and_clears_only_what_is_approved(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    words = "code,theme,words,cleared\nv1,trust,Ben Onyx is late,\nv2,trust,We are late,\n"
    (takes / "voices.csv").write_text(words, encoding="utf-8")
    run("audit", "voices", folder)
    assert "- Ben Onyx is late\n+ […] is late" in (takes / "voices.diff").read_text("utf-8")
    found = run("audit", "voices", folder, "--approve", "v1")
    assert found.exit_code == 0, found.output
    assert (takes / "voices.csv").read_text("utf-8") == (
        "code,theme,words,cleared\nv1,trust,[…] is late,yes\nv2,trust,We are late,\n"
    )


def test_a_code_with_a_slip_is_wrong_use(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nvoice-1,trust,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("audit", "voices", folder, "--approve", "voice-2")
    assert found.exit_code == 2
    assert "Did you mean 'voice-1'?" in found.stderr


def test_words_without_a_theme_are_not_cleared(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nv1,,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("audit", "voices", folder, "--approve", "v1")
    assert "A616" in found.stderr
    assert (takes / "voices.csv").read_text("utf-8") == text
