"""Whatever somebody chose, the own sheet is as long, and the letter is the same to the byte."""

import io
from pathlib import Path

import pikepdf
import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import ANSWERS, sharing, write_plan

CHOICES = ("group only", "own answers", "both partners")
MANAGER = "crisis-manager"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What the manager of `crisis` gets, by each choice, and where no answers are there."""
    folder = tmp_path_factory.mktemp("choices")
    found = {
        choice: papers_of(folder / choice, sharing(crisis_manager=choice)) for choice in CHOICES
    }
    silent = {person: given for person, given in ANSWERS.items() if person != MANAGER}
    found["no answers"] = papers_of(folder / "silent", sharing(), silent)
    return found


def papers_of(folder: Path, choices: str, given: dict[str, str] | None = None) -> dict[str, bytes]:
    plan = write_plan(folder, choices=choices, given=given or ANSWERS)
    built = build(plan, Options(only=(MANAGER,)))
    assert [fault.message for fault in built.faults if fault.severity == "error"] == []
    return {
        path.name: path.read_bytes()
        for path in sorted((plan / "out/plan/people" / MANAGER).iterdir())
    }


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_the_own_sheet_has_one_page_whatever_was_chosen(
    papers: dict[str, dict[str, bytes]],
) -> None:
    found = {case: pages(made["own-results.pdf"]) for case, made in papers.items()}
    assert found == dict.fromkeys([*CHOICES, "no answers"], 1)


def test_the_own_sheets_are_not_all_the_same(papers: dict[str, dict[str, bytes]]) -> None:
    """The counts above would be alike, too, if the choice were never looked at."""
    assert len({made["own-results.pdf"] for made in papers.values()}) == len(papers)


@pytest.mark.parametrize("case", [*CHOICES[1:], "no answers"])
def test_nothing_else_depends_on_the_choice(case: str, papers: dict[str, dict[str, bytes]]) -> None:
    first, other = papers["group only"], papers[case]
    assert {"joining-letter.pdf", "joining-letter.docx"} <= first.keys()
    assert [
        name for name in sorted(first.keys() | other.keys()) if first.get(name) != other.get(name)
    ] == ["own-results.pdf"]
