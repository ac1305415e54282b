"""Who uses a screen reader or is elsewhere gets every sheet as Word, in the order of the day."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.cli.a_terminal import typed
from tests.pipeline.test_canaries import canary, people, write
from tests.write.pdf.opened import needs_poppler, sizes_mm, text

AGENDA = """  - arrive: 15m
  - exercise: mission-nine-whys
  - exercise: audit-pair-reading
  - exercise: role-negotiation
  - exercise: action-if-then
  - feedback: 10m
"""
ACCESS = """format: 1
access:
  crisis-manager: {needs: [screen reader, easy-read], diet: halal}
  rehab-doctor: {remote: yes}
  acute-doctor: {needs: [screen-reader, paper]}
  acute-manager: {needs: [large-print, seated]}
"""
SET = "print/own/on-screen"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("screen") / "p", AGENDA)
    (folder / "private/access.yaml").write_text(ACCESS, encoding="utf-8")
    found = build(folder, Options(singles=True))
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    return folder / "out" / "plan"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.docx"))


def xml(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def words(path: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", xml(path)).split())


def test_every_printed_sheet_of_theirs_is_there_in_the_order_of_the_day(day: Path) -> None:
    ours = day / SET / "crisis-manager"
    found = names(ours)
    stems = {re.sub(r"^(open-(at-\d\d-\d\d|when-told)-)?\d\d-|\.docx$", "", one) for one in found}
    printed = {path.stem for path in (day / "people/crisis-manager").glob("*.pdf")}
    printed |= {path.stem for path in (day / "pairs/crisis").glob("*.pdf")}
    of_other_weeks = {"joining-letter", "witness-call"}
    assert printed - of_other_weeks - {"name-tent"} <= stems
    assert "day-feedback" in stems
    numbers = [int(m[1]) for one in found if (m := re.search(r"(\d\d)-[a-z]", one))]
    assert sorted(numbers) == list(range(len(found)))
    assert [one for one in found if any(canary(p, "name") in one for p in people())] == []


def test_what_shows_results_lies_apart_under_the_time_at_which_it_is_opened(day: Path) -> None:
    ours = day / SET / "crisis-manager"
    agenda = words(ours / "00-contents.docx")
    (clock,) = re.findall(r"(\d\d:\d\d) Reading our own results", agenda)
    (sealed,) = (ours / "sealed").glob("*-pair-results.docx")
    assert sealed.name.startswith(f"open-at-{clock.replace(':', '-')}-")
    for path in ours.glob("*.docx"):
        assert canary("crisis-doctor", "partner") not in words(path)
    assert [p for p in ours.glob("*.docx") if "results" in p.name] == []


def test_the_contents_name_each_file_beside_its_time(day: Path) -> None:
    ours = day / SET / "rehab-doctor"
    agenda = words(ours / "00-contents.docx")
    assert [one for one in names(ours) if one != "00-contents.docx" and one not in agenda] == []
    assert re.search(r"\d\.\d Pair results \(open-", agenda)  # by the name on every list


def test_a_sheet_has_headings_and_a_named_field_wherever_a_hand_would_write(day: Path) -> None:
    (path,) = (day / SET / "crisis-manager").glob("*-request-sheet.docx")
    page = WordDocument(str(path))
    styles = {paragraph.style.name for paragraph in page.paragraphs if paragraph.style}
    assert any(name.startswith("Heading 1") for name in styles)
    aliases = re.findall(r'<w:alias w:val="([^"]+)"', xml(path))
    assert any(one.startswith("I will") for one in aliases)
    assert any(one.startswith("if you will") for one in aliases)
    assert len(aliases) == len(set(aliases)) == 28


def test_a_choice_that_a_hand_would_tick_is_a_box_to_tick(day: Path) -> None:
    (path,) = (day / SET / "crisis-manager").glob("*-sharing-slip.docx")
    page = xml(path)
    assert page.count("<w14:checkbox>") == 4  # three choices and the one line passed on
    assert any(
        one.startswith("My partner and I") for one in re.findall(r'<w:alias w:val="([^"]+)"', page)
    )


def test_what_a_chart_shows_stands_below_it_in_words(day: Path) -> None:
    (path,) = (day / SET / "crisis-manager").glob("sealed/*-pair-results.docx")
    (shown,) = re.findall(r'descr="(Your pair’s answers [^"]+)"', xml(path))[:1]
    assert shown.split(":")[0] in words(path)


def test_nobody_on_a_screen_has_a_twin_on_paper_unless_they_asked(day: Path) -> None:
    printed = {path.stem for path in (day / "print/own/people").glob("*.pdf")}
    assert {"crisis-manager", "rehab-doctor"} & printed == set()
    assert {"acute-doctor", "crisis-doctor"} <= printed
    assert (day / SET / "acute-doctor/00-contents.docx").exists()
    assert not (day / SET / "crisis-doctor").exists()


def test_a_letter_says_what_was_made_and_what_was_only_asked_for(day: Path) -> None:
    letter = words(day / "people/crisis-manager/joining-letter.docx")
    made, _, asked = letter.partition("You asked for")
    assert "Your sheets as Word files" in made
    assert "easy read" not in made
    assert "Sheets in easy read." in asked
    assert "this letter does not confirm it" in asked
    assert "Arranged for you" not in letter
    large = words(day / "people/acute-manager/joining-letter.docx").partition("You asked for")
    assert "Your sheets in large print." in large[0]
    assert "A seat in every exercise." in large[2]
    none = words(day / "people/rehab-manager/joining-letter.docx")
    assert "Made for you" not in none
    assert "You asked for" not in none


@needs_poppler
def test_large_print_goes_for_cards_and_the_day_form_too(day: Path, tmp_path: Path) -> None:
    assert sizes_mm((day / "people/acute-manager/if-then-card.pdf").read_bytes())[0] == (210, 297)
    printed = " ".join(
        text((day / "print/own/people/acute-manager.pdf").read_bytes(), tmp_path).split()
    )
    assert "If it gets busy, then" in printed
    told = text((day / "facilitator/own-prints.pdf").read_bytes(), tmp_path)
    assert re.search(r"print/own/people,[^;]* (black|colour), 80 g;", " ".join(told.split()))
    assert (day / "people/acute-manager/day-feedback.pdf").exists()
    assert (day / "people/acute-manager/in-our-own-words.pdf").exists()  # one between two
    assert not (day / "people/rehab-manager/day-feedback.pdf").exists()


@needs_poppler
def test_the_run_sheet_says_when_to_send_and_to_read_aloud_and_names_nobody(
    day: Path, tmp_path: Path
) -> None:
    said = " ".join(text((day / "facilitator/run-sheet.pdf").read_bytes(), tmp_path).split())
    assert "3 people have their sheets as files, from print/own/on-screen," in said
    assert ": send the file that opens now." in said
    assert canary("crisis-manager", "name") not in said


def test_a_part_built_again_leaves_the_files_of_a_day_as_they_are(day: Path) -> None:
    before = {path: path.read_bytes() for path in (day / SET).rglob("*.docx")}
    build(day.parents[1], Options(only=("crisis-manager",), singles=True))
    assert {path: path.read_bytes() for path in (day / SET).rglob("*.docx")} == before


def test_the_contents_call_each_sheet_by_the_code_at_its_foot(day: Path) -> None:
    ours = day / SET / "crisis-manager"
    (sheet,) = ours.glob("*-request-sheet.docx")
    with zipfile.ZipFile(sheet) as word:
        foot = word.read("word/footer1.xml").decode()
    (code,) = re.findall(r"<w:t[^>]*>(\d+\.\d+)", foot)
    contents = words(ours / "00-contents.docx")
    assert re.search(rf"{code} What I ask of you \({sheet.name}\)", contents)


def test_files_that_change_after_they_were_handed_over_are_told_there_and_by_build(
    day: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(day.parents[1], tmp_path / "p")
    ticks = folder / "out/plan" / SET / "tick-list.csv"
    given = ticks.read_text("utf-8-sig").replace(",crisis-manager,,", ",crisis-manager,8 March,")
    ticks.write_text(given, encoding="utf-8-sig")
    assert "to look at again" not in typed("build", str(folder), "--singles", "--force")[1]
    plan = folder / "plan.yaml"
    later = plan.read_text(encoding="utf-8").replace("- arrive: 15m", "- arrive: 20m")
    plan.write_text(later, encoding="utf-8")
    _, told, _ = typed("build", str(folder), "--singles")
    assert "on screen    to look at again: crisis-manager, see print/own/on-screen/tick-l" in told
    assert ticks.read_text("utf-8-sig").count("Send the folder again") == 1
    assert "rehab-doctor" in ticks.read_text("utf-8-sig")
    assert not [path for path in (folder / "out/plan/send").rglob("*") if "screen" in path.name]
