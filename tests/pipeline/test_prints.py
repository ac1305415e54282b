"""What is printed where, on which sides, and what a copy shop gets to see."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest

from facilitate.pipeline import Options, prints
from facilitate.pipeline.build import build
from tests.pipeline.reading import everything
from tests.pipeline.test_canaries import canary, heard, people, write
from tests.plans import PLAN, write_plan

AGENDA = """  - arrive: 15m
  - actions: 10m
  - exercise: mission-test-on-a-case
  - exercise: audit-pair-reading
  - exercise: role-negotiation
  - lunch: 60m
  - exercise: charter-catch-up
  - exercise: bond-appreciation
  - exercise: action-if-then
  - exercise: bridge-rotating-tables
  - feedback: 10m
"""
CARDS = {
    "own/a6/if-then-card": ("If it gets busy, then", "One is a plan. Six are none."),
    "own/a6/appreciation-card": ("Something I value in your work", "The answer is thank you."),
    "own/a6/coaching-card": ("What I take to coaching", "Never collected, never in a report."),
    "shop/a6/offer-slip": ("One offer, one request", "It will be answered."),
}
"""A person's cards: the title and the last words of each."""
SECRETS = ("anything", "list", "tie", "partner", "voice", "diet", "interpreter", "action")


def made(folder: Path) -> Path:
    (folder / "plan.yaml").write_text(
        (folder / "plan.yaml").read_text("utf-8")
        + "coaching:\n"
        + "".join(f"  {person}: [2027-04-0{n}]\n" for n, person in enumerate(people(), 1)),
        encoding="utf-8",
    )
    found = build(folder, Options(formats=()))
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    return folder / "out" / "plan"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(write(tmp_path_factory.mktemp("prints") / "p", AGENDA))


def pages(path: Path) -> list[str]:
    """Return what the ink of each page says."""
    with pikepdf.open(path) as pdf:
        alone = []
        for page in pdf.pages:
            one = pikepdf.new()
            one.pages.append(page)
            alone.append(one)
        return [" ".join(_painted(one).split()) for one in alone]


def _painted(pdf: pikepdf.Pdf) -> str:
    from io import BytesIO

    data = BytesIO()
    pdf.save(data)
    return everything(data.getvalue())


def shop(day: Path) -> Iterator[Path]:
    found = sorted((day / "print/shop").rglob("*.pdf"))
    assert len(found) > 5
    return iter(found)


def test_no_file_for_the_copy_shop_holds_results_choices_needs_or_promises(day: Path) -> None:
    secrets = {canary(one, field) for one in people() for field in SECRETS}
    secrets |= {canary(one.partition("-")[0], "action") for one in people()}
    sung = {path.name: heard(path.read_bytes()) & secrets for path in shop(day)}
    assert {name: words for name, words in sung.items() if words} == {}
    own = set().union(*(heard(path.read_bytes()) for path in (day / "print/own").rglob("*.pdf")))
    assert {canary("crisis-doctor", "partner"), canary("crisis-doctor", "diet")} <= own


def test_a_copy_shop_gets_the_same_files_whatever_people_answered_chose_or_need(
    day: Path, tmp_path: Path
) -> None:
    folder = write(tmp_path / "p", AGENDA)
    (folder / "private/sharing.yaml").write_text("format: 1\nsharing: {}\n", encoding="utf-8")
    (folder / "private/access.yaml").write_text(
        "format: 1\naccess: {crisis-doctor: {needs: [seated], remote: yes},"
        " crisis-manager: {needs: [large-print]}, rehab-doctor: {needs: [screen-reader]},"
        " exec: {needs: [large-print]}}\n",
        encoding="utf-8",
    )
    answers = folder / "private/stock-takes/baseline.answers.csv"
    answers.write_text(re.sub(r",\d,\d,", ",3,3,", answers.read_text("utf-8")), encoding="utf-8")
    other = made(folder)
    assert {path.name: path.read_bytes() for path in shop(day)} == {
        path.name: path.read_bytes() for path in shop(other)
    }


def test_the_facilitators_papers_and_contracts_are_printed_by_the_facilitator(day: Path) -> None:
    names = {path.relative_to(day).as_posix() for path in (day / "print").rglob("*.pdf")}
    assert "print/own/facilitator.pdf" in names
    assert not any("facilitator" in name for name in names if "/shop/" in name)
    assert "A working agreement" in " ".join(pages(day / "print/own/people/crisis-doctor.pdf"))
    assert not any("A working agreement" in " ".join(pages(path)) for path in shop(day))


@pytest.mark.parametrize("card", CARDS)
def test_every_card_shows_its_title_its_owner_and_its_last_line(day: Path, card: str) -> None:
    title, last = CARDS[card]
    ink = " ".join(pages(day / "print" / f"{card}.pdf"))
    assert (ink.count(title), ink.count(last)) >= (len(people()), len(people()))
    assert [one for one in people() if canary(one, "name") not in ink] == []


def test_an_agreement_is_the_back_of_what_its_reader_asks_for(day: Path) -> None:
    ink = pages(day / "print/own/people/crisis-doctor.pdf")
    (copy,) = [number for number, page in enumerate(ink) if "A working agreement" in page]
    assert "What I ask of you" in ink[copy - 1]
    assert copy % 2 == 1


def test_results_of_a_pair_lie_under_their_cover_and_never_among_the_open_sheets(day: Path) -> None:
    results = "Mark alone first, then compare"
    sealed = pages(day / "print/own/sealed/crisis.pdf")
    assert "Sealed until the facilitator says so" in sealed[0]
    assert sum(results in page for page in sealed) == 2  # a copy for each of the two
    others = [path for path in (day / "print").rglob("*.pdf") if path.parent.name != "sealed"]
    assert [path.name for path in others if results in " ".join(pages(path))] == []
    told = " ".join(pages(day / "facilitator/own-prints.pdf"))
    assert "print/own/sealed" in told


def test_what_is_cut_lies_in_a_file_for_one_side(day: Path) -> None:
    ink = pages(day / "print/shop/one-side/dilemma-cards.pdf")
    assert all("cut here" in page or "hard choices" in page for page in ink)


def test_the_job_sheet_says_sides_and_pages_of_the_shops_files_alone(day: Path) -> None:
    ink = " ".join(pages(day / "facilitator/job-sheet.pdf"))
    assert "one-side/dilemma-cards.pdf" in ink.replace(" ", "")
    assert "one side" in ink
    assert "people/" not in ink
    assert "one side" in " ".join(pages(day / "facilitator/own-prints.pdf"))


def test_no_card_tent_or_poster_has_a_back(day: Path) -> None:
    manifest: Mapping[str, list[Mapping[str, str]]] = json.loads(
        (day / "manifest.json").read_text()
    )
    single = [one["path"] for one in manifest["files"] if re.search("/(a3|a6|tent)/", one["path"])]
    assert len(single) > 4
    for path in single:
        ink = pages(day / path)
        assert all(len(page) > len("page") for page in ink), path


def test_tents_of_many_readers_lie_in_several_files_and_each_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "MOST_BY_TEMPLATE", 4)
    day = made(write(tmp_path / "p", "  - arrive: 15m\n"))
    names = [canary(person, "name") for person in people()]
    assert len(names) == 6
    shown = [pages(path) for path in sorted((day / "print/shop/tent").iterdir())]
    assert [len(file) for file in shown] == [4, 2, 1]  # the last is the sponsor's
    for name in names:
        assert sum(name in page for file in shown for page in file) == 1
    ink = "".join(pages(day / "facilitator/job-sheet.pdf"))
    assert all(f"name-tent-{number}.pdf" in ink for number in (1, 2))


def test_slips_of_many_readers_lie_in_several_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "MOST_BY_TEMPLATE", 4)
    day = made(write(tmp_path / "p", "  - arrive: 15m\n"))
    slips = sorted(one.name for one in (day / "people").glob("*.pdf"))
    assert slips == ["sharing-slip-1.pdf", "sharing-slip-2.pdf"]
    assert [len(pages(day / "people" / slip)) for slip in slips] == [4, 2]


def test_the_day_form_is_for_the_copy_shop_in_a_whole_file(day: Path) -> None:
    assert any("How was today" in page for page in pages(day / "print/shop/group.pdf"))


def test_a_job_sheet_says_which_pages_of_a_pack_are_on_heavier_paper(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", given=None)
    sheets = folder / "templates/sheets"
    sheets.mkdir(parents=True)
    for order, (name, more) in enumerate((("plain", ""), ("stiff", "weight: 160\n")), 50):
        head = f"format: 1\nfor: each pair\norder: {order}\nsides: both, notes\n{more}"
        needs = "requires: [exercise: role-negotiation]\n"
        (sheets / f"{name}.md").write_text(f"---\n{head}{needs}---\n# Ours\n", encoding="utf-8")
    build(folder, Options(formats=()))
    sheet = folder / "out/plan/facilitator/job-sheet.pdf"
    told = " ".join(everything(sheet.read_bytes()).split())
    assert re.search(r"print/shop/pairs, [a-z, ]+, 80 g; clip each together", told)
    on = "acute.pdf, 3 (160 g); crisis.pdf, 3 (160 g); rehab.pdf, 3 (160 g)"
    assert f"pages: {on}." in told


@pytest.mark.parametrize(("remote", "cards"), [("", {"own/people"}), (", remote: yes", set())])
def test_who_takes_the_day_on_a_screen_gets_no_large_print_of_what_a_shop_prints_for_all(
    tmp_path: Path, remote: str, cards: set[str]
) -> None:
    plan = PLAN.replace("exercise: role-negotiation", "exercise: close-tell-our-teams")
    folder = write_plan(tmp_path / "p", plan=plan, given=None)
    need = f"format: 1\naccess:\n  crisis-doctor: {{needs: [large-print]{remote}}}\n"
    (folder / "private").mkdir(exist_ok=True)
    (folder / "private/access.yaml").write_text(need, encoding="utf-8")
    build(folder, Options())
    place = folder / "out/plan/print"
    assert {
        one.relative_to(place).parent.as_posix() for one in place.rglob("crisis-doctor.pdf")
    } == cards
    card = " ".join(everything((place / "shop/a6/team-card.pdf").read_bytes()).split())
    assert card.count("What others said in the room stays there.") == 6
