"""Access needs on their way to paper: counts for all, names on one sealed sheet."""

import shutil
import zipfile
from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import PLAN, write_plan
from tests.write.pdf.opened import needs_poppler, sizes_mm, text

ACCESS = """format: 1
access:
  rehab-doctor: {remote: yes}
  crisis-manager: {interpreter: British Sign Language, companions: 1}
  acute-doctor: {needs: [seated], diet: halal}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day for six people and a sponsor, three of whom need something."""
    plan = PLAN.replace("finish: 12:30", "finish: 13:30").replace("- break: 15m", "- lunch: 60m")
    folder = write_plan(tmp_path_factory.mktemp("access") / "p", plan=plan)
    (folder / "private/access.yaml").write_text(ACCESS, encoding="utf-8")
    assert not [f for f in build(folder, Options(singles=True)).faults if f.severity == "error"]
    return folder / "out/plan"


def words(path: Path, folder: Path) -> str:
    return " ".join(text(path.read_bytes(), folder).split())


@needs_poppler
def test_the_packing_list_counts_chairs_and_meals_and_names_nobody(
    built: Path, tmp_path: Path
) -> None:
    said = words(built / "facilitator/packing-list.pdf", tmp_path)
    assert "7 chairs, 1 companion among them" in said
    assert "7 lunches, of which 1 halal" in said
    assert "British Sign Language" in said
    assert not any(name in said for name in ("Onyx", "Beryl", "Topaz"))


@needs_poppler
def test_the_sealed_sheet_names_people_and_is_not_in_the_print_pack(
    built: Path, tmp_path: Path
) -> None:
    said = words(built / "facilitator/needs-sealed.pdf", tmp_path)
    assert "Ben Onyx" in said
    assert "An interpreter: British Sign Language." in said
    assert "1 chair beside yours" in said
    assert "Who needs what" not in words(built / "print/own/facilitator.pdf", tmp_path)


@needs_poppler
def test_a_letter_says_what_its_reader_alone_asked_for(built: Path, tmp_path: Path) -> None:
    own = words(built / "people/crisis-manager/joining-letter.pdf", tmp_path)
    assert "You asked for" in own
    other = words(built / "send/crisis-doctor/letter.pdf", tmp_path)
    assert "You asked for" not in other
    assert "Sign Language" not in other


@needs_poppler
def test_somebody_on_a_screen_turns_on_the_steps_for_them(built: Path, tmp_path: Path) -> None:
    said = words(built / "facilitator/run-sheet.pdf", tmp_path)
    assert "On a screen: " in said
    assert "Beryl" not in said
    with zipfile.ZipFile(built / "group/group.pptx") as deck:
        notes = [deck.read(one).decode() for one in deck.namelist() if "notesSlide" in one]
    assert any("For who is on a screen today: " in one for one in notes)


def test_a_sample_knows_nothing_of_what_people_need(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "private/access.yaml").write_text(ACCESS, encoding="utf-8")
    assert not [f for f in build(folder, Options(sample=True)).faults if f.severity == "error"]
    assert not (folder / "out/plan/facilitator/needs-sealed.pdf").exists()


@pytest.fixture(scope="module")
def large_print(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built plan with somebody who reads large print; tests copy it."""
    folder = write_plan(tmp_path_factory.mktemp("large") / "p")
    needs = "format: 1\naccess:\n  acute-manager: {needs: [large print]}\n"
    (folder / "private/access.yaml").write_text(needs, encoding="utf-8")
    build(folder, Options(singles=True))
    return folder


@needs_poppler
def test_the_sealed_sheet_says_what_a_letter_that_is_sent_tells_of_needs(
    built: Path, large_print: Path, tmp_path: Path
) -> None:
    sealed = "facilitator/needs-sealed.pdf"
    nothing = "the one in “send” says nothing of it"
    on_a_screen = f"{nothing}, except that its reader takes part on a screen."
    assert on_a_screen in words(built / sealed, tmp_path)
    assert f"{nothing}." in words(large_print / "out/plan" / sealed, tmp_path)


@pytest.mark.parametrize("asked", ["acute-manager", "acute"])
def test_whoever_reads_large_print_keeps_every_copy_when_built_again_alone(
    large_print: Path, tmp_path: Path, asked: str
) -> None:
    folder = shutil.copytree(large_print, tmp_path / "p")
    day = folder / "out/plan"
    pack = day / "print/own/people/acute-manager.pdf"
    before, printed = sorted(day.rglob("*.pdf")), pack.read_bytes()
    assert (day / "people/acute-manager/pair-results.pdf") in before  # a copy of the pair's
    assert (day / "people/acute-manager/day-feedback.pdf") in before  # and one of the group's
    build(folder, Options(only=(asked,), singles=True))
    assert sorted(day.rglob("*.pdf")) == before
    assert pack.read_bytes() == printed


@needs_poppler
def test_whoever_reads_large_print_has_the_cards_of_the_group_as_sheets(tmp_path: Path) -> None:
    plan = PLAN.replace("role-negotiation", "bond-walk-and-talk")
    folder = write_plan(tmp_path / "p", plan=plan)
    needs = "format: 1\naccess:\n  acute-manager: {needs: [large print]}\n"
    (folder / "private/access.yaml").write_text(needs, encoding="utf-8")
    build(folder, Options(only=("acute-manager",), singles=True))
    card = (folder / "out/plan/people/acute-manager/walk-card.pdf").read_bytes()
    assert "Side by side" in text(card, tmp_path)
    assert sizes_mm(card) == [(210.0, 297.0)]
    assert "Side by side" in text(
        (folder / "out/plan/print/own/people/acute-manager.pdf").read_bytes(), tmp_path
    )
