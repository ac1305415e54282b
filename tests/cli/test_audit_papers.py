"""`audit form`, `notice`, `collect` and `voices`, from the command line."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from facilitate.cli import root
from facilitate.shipped import shipped
from tests.load.returned_forms import saved
from tests.plans import PLAN, write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def run(*words: object) -> Result:
    return CliRunner().invoke(root, ["audit", *map(str, words)])


def test_form_makes_the_questionnaire_three_times(folder: Path, tmp_path: Path) -> None:
    found = run("form", folder, "--out", tmp_path / "out")
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


def test_the_second_sitting_lies_beside_the_first(folder: Path, tmp_path: Path) -> None:
    found = run("form", folder, "--second", "--out", tmp_path, "--json")
    files = [Path(path).name for path in json.loads(found.stdout)["files"]]
    assert files == [
        *(f"stock-take-second.{suffix}" for suffix in ("docx", "pdf", "html")),
        "stock-take-second-typing.csv",
    ]


def test_notice_tells_that_no_date_is_set(folder: Path, tmp_path: Path) -> None:
    found = run("notice", folder, "--out", tmp_path / "out")
    assert found.exit_code == 0
    assert "C303" in found.stderr
    assert len(list((tmp_path / "out").iterdir())) == 4


LONG = """delete by: 2028-09-30
manages: {crisis-doctor: [crisis-manager]}
speak up: Jan Guardian, Freedom to Speak Up, extension 123
support: The staff support line, 01632 960102
safeguarding lead: Head of safeguarding, extension 12
words: {people served: pupils}
"""


def test_the_notice_of_a_programme_that_says_everything_has_two_pages(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", plan=PLAN + LONG)
    example = shipped("agendas") / "example" / "questions.yaml"
    (folder / "questions.yaml").write_text(example.read_text("utf-8"), encoding="utf-8")
    assert run("notice", folder, "--out", tmp_path / "out").exit_code == 0
    with pikepdf.open(tmp_path / "out" / "privacy-notice.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_notice_with_a_date_says_nothing(tmp_path: Path) -> None:
    plan = PLAN.replace("stock takes:", "delete by: 2028-06-01\nstock takes:")
    found = run("notice", write_plan(tmp_path / "plan", plan=plan), "--out", tmp_path / "out")
    assert (found.exit_code, found.stderr) == (0, "")


def test_collect_makes_a_table_and_keeps_choices_apart(folder: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    for role in ("doctor", "manager"):
        answers = {"pair": "crisis", "role": role, "trust-1": "4", "sharing": "own answers"}
        (back / f"{role}.json").write_bytes(saved(answers))
    found = run("collect", back, folder, "--out", tmp_path / "baseline.csv")
    assert found.exit_code == 0, found.output
    table = (tmp_path / "baseline.csv").read_text(encoding="utf-8")
    assert table == "pair,role,trust-1\ncrisis,doctor,4\ncrisis,manager,4\n"
    choices = (tmp_path / "baseline.sharing.yaml").read_text(encoding="utf-8")
    assert "crisis-doctor: {sharing: own answers}" in choices


def test_an_empty_folder_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    found = run("collect", tmp_path / "back", folder)
    assert found.exit_code == 1
    assert "F208" in found.stderr
    assert not (tmp_path / "back.csv").exists()


def test_voices_strikes_and_clears_only_what_is_approved(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    words = "code,theme,words,cleared\nv1,trust,Ben Onyx is late,\nv2,trust,We are late,\n"
    (takes / "voices.csv").write_text(words, encoding="utf-8")
    run("voices", folder)
    assert "- Ben Onyx is late\n+ […] is late" in (takes / "voices.diff").read_text("utf-8")
    found = run("voices", folder, "--approve", "v1")
    assert found.exit_code == 0, found.output
    assert (takes / "voices.csv").read_text("utf-8") == (
        "code,theme,words,cleared\nv1,trust,[…] is late,yes\nv2,trust,We are late,\n"
    )


def test_a_code_with_a_slip_is_wrong_use(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nvoice-1,trust,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("voices", folder, "--approve", "voice-2")
    assert found.exit_code == 2
    assert "Did you mean 'voice-1'?" in found.stderr


def test_words_without_a_theme_are_not_cleared(folder: Path) -> None:
    takes = folder / "private" / "stock-takes"
    text = "code,theme,words,cleared\nv1,,We are late,\n"
    (takes / "voices.csv").write_text(text, encoding="utf-8")
    found = run("voices", folder, "--approve", "v1")
    assert "A616" in found.stderr
    assert (takes / "voices.csv").read_text("utf-8") == text
