"""A day goes on paper once, changes come after it, and each is told against the paper."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import make_dataclass
from datetime import datetime
from pathlib import Path

import pytest

from facilitate.compose.wording import written_words
from facilitate.document import Document, Paragraph, Run, Section, Table
from facilitate.load.words import words_files
from facilitate.out.manifest import read_manifest
from facilitate.out.printed import on_paper, read_sets
from facilitate.pipeline import Options
from facilitate.pipeline.build import Built, build
from facilitate.pipeline.day_files import known_page
from facilitate.recipient import GROUP
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write.base_file import Brand
from facilitate.write.look import LARGE, Look, SlideType
from tests.cli.a_terminal import typed
from tests.pipeline.conftest import EVENING
from tests.plans import PLAN, write_plan
from tests.write.pdf.opened import needs_poppler, text

ROLES = ("doctor", "manager")
LATER = datetime(2027, 3, 8, 19, 5)  # noqa: DTZ001  a clock on the wall


def made(folder: Path, plan: str = "", **options: object) -> Built:
    if plan:
        (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    built = build(folder, Options(**options))  # type: ignore[arg-type]
    assert [f.message for f in built.faults if f.severity == "error"] == []
    return built


def inside(folder: Path, part: str) -> set[str]:
    """Return the files that lie in a part of the day's print folder, by their paths there."""
    place = folder / "out/plan/print" / part
    return {p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file()}


@pytest.fixture
def day(printed_plan: Path) -> Path:
    return printed_plan


BARN = PLAN.replace("Hall", "Barn")
OTHER_NAME = PLAN.replace("Dr Ada Quartz", "Dr Ida Quartz")


@pytest.fixture(scope="module")
def moved_once(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A printed plan, built again for another place; tests copy it."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("moved") / "p")
    made(folder, BARN)
    return folder


@pytest.fixture
def moved(moved_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(moved_once, tmp_path / "p")


@pytest.fixture(scope="module")
def renamed(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A printed plan, built again with another name; tests look and do not touch."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("renamed") / "p")
    made(folder, OTHER_NAME)
    return folder


@pytest.fixture(scope="module")
def second(renamed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its second set printed; tests look and do not touch."""
    folder = shutil.copytree(renamed, tmp_path_factory.mktemp("second") / "p")
    made(folder, printed_at=LATER)
    return folder


def test_before_a_first_set_no_sheet_counts_as_changed_however_often_one_builds(
    built_plan: Path,
) -> None:
    built = made(built_plan, BARN)
    assert inside(built_plan, "changed") == set()
    assert built.days[0].sets == ()


def test_the_first_set_is_every_pack_once_more(printed: Path) -> None:
    first = inside(printed, "set-1")
    assert {f"shop/{path}" for path in inside(printed, "shop")} <= first
    assert {f"own/{path}" for path in inside(printed, "own")} <= first
    assert inside(printed, "changed") == set()


@needs_poppler
def test_its_number_and_date_stand_at_the_foot_of_its_sheets_only(
    printed: Path, tmp_path: Path
) -> None:
    mark = "set 1, 8 March"
    pack = "own/sealed/crisis.pdf"
    for part, there in ((f"set-1/{pack}", True), (pack, False)):
        data = (printed / "out/plan/print" / part).read_bytes()
        assert (mark in text(data, tmp_path)) is there


def test_two_changes_in_two_builds_are_both_told_against_the_paper(moved: Path) -> None:
    made(moved, BARN.replace("Dr Ada Quartz", "Dr Ida Quartz"))
    changed = inside(moved, "changed")
    assert "sponsors-exec-sponsor-page.pdf" in changed
    assert "pairs-crisis-pair-results.pdf" in changed


def test_a_change_taken_back_needs_no_new_sheet(moved: Path) -> None:
    made(moved, PLAN)
    assert inside(moved, "changed") == set()


def test_building_one_pair_keeps_what_the_others_have_to_print_again(moved: Path) -> None:
    before = inside(moved, "changed")
    made(moved, only=("crisis",))
    assert inside(moved, "changed") == before
    assert inside(moved, "set-1")


def test_the_second_set_is_what_changed_and_a_list_of_what_to_shred(
    renamed: Path, second: Path
) -> None:
    again = inside(renamed, "changed") - {"list.pdf"}
    files = inside(second, "set-2")
    assert "list.pdf" in files
    assert "own/sealed/crisis.pdf" in files
    assert "own/sealed/rehab.pdf" not in files
    assert inside(second, "changed") == set()
    sets, fault = read_sets(second, "plan")
    assert fault is None
    assert {entry.path.replace("/", "-") for entry in sets[1].sheets} == again
    assert 0 < sets[1].paper < sets[0].paper


@needs_poppler
def test_the_list_says_of_which_day_it_is(renamed: Path, tmp_path: Path) -> None:
    data = (renamed / "out/plan/print/changed/list.pdf").read_bytes()
    assert "First away day, Tuesday 9 March 2027" in text(data, tmp_path)


@needs_poppler
def test_the_list_says_for_whom_a_sheet_is_as_it_stands_on_the_paper(
    renamed: Path, tmp_path: Path
) -> None:
    listed = text((renamed / "out/plan/print/changed/list.pdf").read_bytes(), tmp_path)
    assert "Dr Ida Quartz" in listed
    assert "crisis-doctor" not in listed


def test_a_sheet_on_paper_is_of_the_last_set_that_has_it(second: Path) -> None:
    sets, _ = read_sets(second, "plan")
    paper = on_paper(sets)
    assert paper["pairs/crisis/pair-results.pdf"][0] == 2
    assert paper["pairs/rehab/pair-results.pdf"][0] == 1
    manifest = read_manifest(second / "out/plan")
    assert manifest is not None
    assert {path: entry.key for path, (_, entry) in paper.items()} == {
        entry.path: entry.key for entry in manifest.sheets
    }


def test_who_takes_answers_back_the_evening_before_has_them_shredded_in_whoevers_hands_they_are(
    day: Path,
) -> None:
    done, said, _ = typed(
        "audit", "withdraw", "crisis-doctor", day, "--today", "2027-03-08", "--yes"
    )
    assert done == 0
    assert "shred what print/changed/list.pdf of a\nday names" in said
    made(day)
    # Their pair's page, and every page that shows the group's figures; other pairs' show their own.
    people = (f"{pair}-{role}" for pair in ("crisis", "rehab", "acute") for role in ROLES)
    assert inside(day, "changed") == {
        "pairs-crisis-pair-results.pdf",
        *(f"people-{one}-own-results.pdf" for one in people),
        "sponsors-exec-sponsor-results.pdf",
        "facilitator-method-appendix.pdf",
        "list.pdf",
    }


def test_what_nobody_needs_any_longer_is_shredded_once_and_not_again(day: Path) -> None:
    made(day, PLAN.replace("venue: Hall\n", "venue: Hall\nabsent: [crisis-doctor]\n"))
    made(day, printed_at=LATER)
    sets, _ = read_sets(day, "plan")
    assert "people/crisis-doctor/own-results.pdf" in sets[1].shred
    made(day, force=True)
    assert inside(day, "changed") == set()


def test_printing_again_with_nothing_changed_makes_no_set(day: Path) -> None:
    assert len(made(day, printed_at=LATER).days[0].sets) == 1
    assert inside(day, "set-2") == set()


def test_a_lost_output_folder_loses_nothing_of_what_is_on_paper(day: Path) -> None:
    shutil.rmtree(day / "out")
    made(day, BARN)
    changed = inside(day, "changed")
    assert "sponsors-exec-sponsor-page.pdf" in changed
    assert "people-rehab-doctor-own-results.pdf" not in changed


def test_what_is_on_paper_is_known_in_the_private_folder_alone(printed: Path) -> None:
    record = printed / "private/printed/plan.json"
    assert (
        json.loads(record.read_text(encoding="utf-8"))["sets"][0]["printed"] == "2027-03-08T16:40"
    )
    assert record.stat().st_mode & 0o077 == 0
    elsewhere = [p for p in printed.rglob("*.json") if "private" not in p.parts]
    assert [path.name for path in elsewhere] == ["manifest.json"]


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"sets": [{"printed": 1}]}', '{"sets": [1]}'])
def test_a_record_that_cannot_be_read_is_told_and_stops_no_build(day: Path, damage: str) -> None:
    record = day / "private/printed/plan.json"
    record.write_text(damage, encoding="utf-8")
    built = made(day, BARN)
    assert [fault.code for fault in built.faults if fault.code.startswith("O10")] == ["O107"]
    assert record.read_text(encoding="utf-8") == damage


def test_a_build_without_private_files_knows_of_no_paper(day: Path) -> None:
    assert made(day, sample=True).days[0].sets == ()


def test_printing_a_plan_without_a_private_folder_asks_nobody_anew(tmp_path: Path) -> None:
    watching = PLAN.replace("exercise: role-negotiation", "exercise: observe-pair-to-pair")
    folder = write_plan(tmp_path / "p", plan=watching, given=None)
    made(folder, printed_at=EVENING)
    (found,) = made(folder).days
    assert found.sets
    assert inside(folder, "changed") == set()


def test_the_record_may_lie_in_a_private_folder_behind_a_link(day: Path, tmp_path: Path) -> None:
    (day / "private").rename(tmp_path / "safe")
    (day / "private").symlink_to(tmp_path / "safe")
    sets, fault = read_sets(day, "plan")
    assert (len(sets), fault) == (1, None)


def test_a_record_that_is_a_link_to_elsewhere_is_not_read(day: Path, tmp_path: Path) -> None:
    record = day / "private/printed/plan.json"
    record.rename(tmp_path / "elsewhere.json")
    record.symlink_to(tmp_path / "elsewhere.json")
    sets, fault = read_sets(day, "plan")
    assert sets == ()
    assert fault is not None
    assert fault.code == "O107"


# ---------------------------------------------------------------------- a newer program


def forget_words() -> None:
    """Have the fixed words read anew, as by another program."""
    words_files.cache_clear()
    written_words.cache_clear()


@pytest.fixture
def newer_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The fixed words of a newer program; whoever changes them empties what was read."""
    newer = Path(shutil.copytree(shipped("words"), tmp_path / "words"))
    monkeypatch.setattr(
        "facilitate.load.words.shipped", lambda name: newer if name == "words" else shipped(name)
    )
    yield newer / "en-GB.yaml"
    forget_words()


def test_a_fixed_word_that_no_page_has_changes_nothing_that_is_printed_or_sent(
    day: Path, newer_words: Path
) -> None:
    ticks = day / "out/plan/send/tick-list.csv"
    sent = ticks.read_text("utf-8-sig").replace(",crisis-doctor,,", ",crisis-doctor,1 March,")
    ticks.write_text(sent, encoding="utf-8-sig")
    words = newer_words.read_text(encoding="utf-8")
    newer_words.write_text(f"{words}\nsaid by nobody: never\n", encoding="utf-8")
    forget_words()
    made(day, force=True)
    assert inside(day, "changed") == set()
    assert "Send it again" not in ticks.read_text("utf-8-sig")
    newer_words.write_text(words.replace("Tuesday, W", "Tues, W"), encoding="utf-8")
    forget_words()
    made(day, force=True)
    assert "list.pdf" in inside(day, "changed")
    assert "Send it again" in ticks.read_text("utf-8-sig")


def page(*blocks: Paragraph | Table) -> Document:
    title = (Run("Ours"),)
    section = Section(title=title, blocks=blocks)
    return Document(name="n", title="N", language="en-GB", recipient=GROUP, sections=(section,))


def test_what_a_newer_program_can_say_more_changes_no_page_that_does_not_say_it() -> None:
    older = Paragraph(text=(Run("Ours"),))
    grown = make_dataclass(
        "Paragraph", [("indent_mm", float, 0.0)], bases=(Paragraph,), frozen=True, kw_only=True
    )
    usual = known_page(page(older)).sheet_key(Look())
    assert known_page(page(grown(text=older.text))).sheet_key(Look()) == usual
    assert known_page(page(grown(text=older.text, indent_mm=4.0))).sheet_key(Look()) != usual
    assert known_page(page(replace(older, text=(Run("Theirs"),)))).sheet_key(Look()) != usual


def test_of_a_look_only_what_paper_shows_makes_a_sheet_another() -> None:
    sheet = page(Paragraph(text=(Run("Ours"),)))
    grown = make_dataclass("Look", [("gutter_mm", float, 4.0)], bases=(Look,), frozen=True)
    usual = known_page(sheet).sheet_key(Look())
    unseen = (
        Look(words={"page": "leaf {page}"}),
        Look(slide=SlideType(body=23), slide_font="Verdana"),
        Look(brand=Brand(name="Ours", link="https://example.org")),
        grown(),
    )
    assert {known_page(sheet).sheet_key(look) for look in unseen} == {usual}
    seen = (Look(sheet=LARGE), Look(sheet_font="Verdana"), grown(gutter_mm=5.0))
    assert usual not in {known_page(sheet).sheet_key(look) for look in seen}


def test_when_somebody_comes_only_the_copies_that_are_missing_are_printed(tmp_path: Path) -> None:
    fewer = PLAN.replace("venue: Hall\n", "venue: Hall\nabsent: [crisis-doctor]\n")
    folder = write_plan(tmp_path / "q", plan=fewer)
    made(folder, printed_at=EVENING)
    made(folder, PLAN, printed_at=LATER)
    first, second = read_sets(folder, "plan")[0]
    form = "group/day-feedback.pdf"
    copies = [{one.path: one.prints for one in each.sheets}.get(form) for each in (first, second)]
    assert copies == [6, 7]
    assert "shop/group.pdf" in inside(folder, "set-2")
