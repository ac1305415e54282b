"""`audit notice`: what people are told of their answers."""

from pathlib import Path

import pikepdf
import pytest

from facilitate.shipped import shipped
from tests.cli.a_terminal import run
from tests.plans import PLAN, write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_notice_tells_that_no_date_is_set(folder: Path, tmp_path: Path) -> None:
    found = run("audit", "notice", folder, "--out", tmp_path / "out")
    assert found.exit_code == 0
    assert "C303" in found.stderr
    assert "C309" in found.stderr
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
    assert run("audit", "notice", folder, "--out", tmp_path / "out").exit_code == 0
    with pikepdf.open(tmp_path / "out" / "privacy-notice.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_notice_with_a_date_says_nothing(tmp_path: Path) -> None:
    plan = PLAN.replace(
        "stock takes:", "delete by: 2028-06-01\nlawful basis: public task\nstock takes:"
    )
    found = run(
        "audit", "notice", write_plan(tmp_path / "plan", plan=plan), "--out", tmp_path / "out"
    )
    assert (found.exit_code, found.stderr) == (0, "")


def test_notice_warns_of_resting_on_consent(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", plan=PLAN + "lawful basis: Consent\n")
    found = run("audit", "notice", folder, "--out", tmp_path / "out")
    assert found.exit_code == 0
    assert "C310" in found.stderr
    assert "C309" not in found.stderr


def test_the_pack_lies_in_a_folder_of_its_own_with_a_draft_to_edit(folder: Path) -> None:
    found = run("audit", "notice", folder, "--pack")
    assert found.exit_code == 0
    made = sorted(path.name for path in (folder / "out" / "information-governance").iterdir())
    assert made == [
        "data-map.docx",
        "data-map.pdf",
        "hand-over.docx",
        "hand-over.pdf",
        "impact-assessment.docx",
        "privacy-notice.docx",
        "privacy-notice.pdf",
    ]
    assert not (folder / "out" / "stock-take").exists()
