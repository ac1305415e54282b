"""`audit collect`: forms that came back become a table."""

from pathlib import Path

import pytest

from tests.cli.a_terminal import run
from tests.load.returned_forms import saved
from tests.plans import write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_collect_makes_a_table_and_keeps_choices_apart(folder: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    for role in ("doctor", "manager"):
        answers = {"pair": "crisis", "role": role, "trust-1": "4", "sharing": "own answers"}
        (back / f"{role}.json").write_bytes(saved(answers))
    found = run("audit", "collect", back, folder, "--out", tmp_path / "baseline.csv")
    assert found.exit_code == 0, found.output
    table = (tmp_path / "baseline.csv").read_text(encoding="utf-8")
    assert table == "pair,role,trust-1\ncrisis,doctor,4\ncrisis,manager,4\n"
    choices = (tmp_path / "baseline.sharing.yaml").read_text(encoding="utf-8")
    assert "crisis-doctor: {sharing: own answers}" in choices


def test_an_empty_folder_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    found = run("audit", "collect", tmp_path / "back", folder)
    assert found.exit_code == 1
    assert "F208" in found.stderr
    assert not (tmp_path / "back.csv").exists()


def test_what_lies_beside_the_forms_is_told_and_they_are_read(folder: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    answers = {"pair": "crisis", "role": "doctor", "trust-1": "4"}
    (back / "a.json").write_bytes(saved(answers))
    (back / "scan.pdf").write_bytes(b"%PDF-1.7")
    (back / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    found = run("audit", "collect", back, folder, "--out", tmp_path / "baseline.csv")
    assert found.stderr.count("[F201]") == 1
    assert "scan.pdf" in found.stderr
    assert (tmp_path / "baseline.csv").exists()
