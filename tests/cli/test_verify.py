"""`verify` looks into what was built, by the manifest."""

from pathlib import Path

import pytest

from tests.cli.a_terminal import run
from tests.plans import write_plan


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = write_plan(tmp_path / "p", given=None)
    found = run("build", folder, "--formats", "docx", "--only", "crisis")
    assert found.exit_code == 0, found.output
    return folder / "out"


def test_what_was_just_built_is_sound(built: Path) -> None:
    found = run("verify", built)
    assert found.exit_code == 0, found.output
    assert "whole, valid" in found.stdout


def test_a_file_that_is_gone_is_told_by_its_name(built: Path) -> None:
    gone = next(built.rglob("*.docx"))
    gone.unlink()
    found = run("verify", built)
    assert found.exit_code == 1
    assert "O204" in found.stderr
    assert gone.name in found.stderr


def test_a_folder_that_nothing_was_built_in_is_told(tmp_path: Path) -> None:
    found = run("verify", tmp_path)
    assert found.exit_code == 1
    assert "O203" in found.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"files": 1}', '{"files": [1]}'])
def test_a_manifest_that_no_build_wrote_is_told(built: Path, text: str) -> None:
    next(built.rglob("manifest.json")).write_text(text, encoding="utf-8")
    found = run("verify", built)
    assert (found.exit_code, "O207" in found.stderr) == (1, True)


def test_a_manifest_that_is_a_folder_or_a_link_is_told(built: Path, tmp_path: Path) -> None:
    path = next(built.rglob("manifest.json"))
    path.rename(tmp_path / "mine.json")
    path.symlink_to(tmp_path / "mine.json")
    assert "O207" in run("verify", built).stderr
    path.unlink()
    path.mkdir()
    assert "O207" in run("verify", built).stderr


def test_a_deep_look_copies_no_file_about_people(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openxml_audit")
    monkeypatch.setattr("tempfile.tempdir", str(built / "there is no such folder"))
    found = run("verify", built, "--deep")
    assert found.exit_code == 0, found.output
