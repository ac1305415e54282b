"""The run sheet for the rest of a late day: one page, beside the others, nothing else touched."""

from pathlib import Path

import pytest

from facilitate.document import Document, Paragraph, Run, Section
from facilitate.load.words import words_of
from facilitate.pipeline import Options, standalone
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.pipeline.standalone import replanned_day, write_documents
from facilitate.recipient import Recipient
from facilitate.schedule.replan import replan
from facilitate.structs import replace
from facilitate.verify.pdf import pages_of
from facilitate.write import write
from facilitate.write.look import Look
from tests.plans import PLAN, example, write_files, write_plan
from tests.write.pdf.opened import needs_poppler, text

SEEN = example()

TALKS = (
    "  - parallel:\n"
    "      - {talk: 30m, title: Ropes, room: Loft, who: crisis}\n"
    "      - {talk: 30m, title: Tar, room: Shed, who: the rest}\n"
)


@pytest.fixture
def sheet_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the deck, the room view and the cards, which take seconds: others test them."""
    for name in ("DECK", "ROOM_VIEW"):
        monkeypatch.setattr(standalone, name, "")
    monkeypatch.setattr(standalone, "PLACES", frozenset())


@pytest.mark.usefixtures("sheet_alone")
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("late", [0, 25, 60])
def test_it_is_one_page_at_every_item_of_the_example(
    number: int, late: int, tmp_path: Path
) -> None:
    table = SEEN.timetables[number]
    for slot in table.slots[1::4]:
        found = replan(table, slot.start + late, following=slot.number)
        made = replanned_day(SEEN, found, tmp_path)
        assert made.faults == ()
        path = tmp_path / table.day.id / "now/run-sheet-now.pdf"
        assert path in made.written
        assert pages_of(path.read_bytes()) == 1, slot.title


@needs_poppler
@pytest.mark.usefixtures("sheet_alone")
def test_it_says_each_change_and_that_the_plan_is_unchanged(tmp_path: Path) -> None:
    table = SEEN.timetables[1]
    found = replan(table, 15 * 60)
    path = replanned_day(SEEN, found, tmp_path).written[0]
    words = " ".join(text(path.read_bytes(), tmp_path).split())
    assert "From 15:00 to 17:00, on time" in words
    assert all(change.words in words for change in found.changes)
    assert "The original plan is unchanged" in words


@needs_poppler
@pytest.mark.usefixtures("sheet_alone")
def test_it_says_by_how_much_the_day_cannot_end_on_time(tmp_path: Path) -> None:
    found = replan(SEEN.timetables[1], 13 * 60)
    path = replanned_day(SEEN, found, tmp_path).written[0]
    words = " ".join(text(path.read_bytes(), tmp_path).split())
    assert f"{found.missing} minutes over: we would end at" in words
    assert "Shorten Break to 10 minutes" in words


def test_a_build_makes_none_and_leaves_the_one_that_is_there(built_plan: Path) -> None:
    folder = built_plan
    sheet = folder / "out/plan/now/run-sheet-now.pdf"
    assert not sheet.exists()
    before = {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()}
    seen = analyse(folder)
    replanned_day(seen, replan(seen.timetables[0], 10 * 60))
    assert sheet.exists()
    assert {p: p.read_bytes() for p in before} == before
    assert build(folder, Options()).unchanged
    assert sheet.exists()


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second day of the example from a quarter of an hour behind its first exercise on."""
    table = SEEN.timetables[1]
    first = next(slot for slot in table.slots if slot.exercise)
    found = replan(table, first.start + 15, following=first.number)
    out = tmp_path_factory.mktemp("late")
    assert [
        f.message for f in replanned_day(SEEN, found, out).faults if f.severity == "error"
    ] == []
    return out / table.day.id / "now"


def test_a_late_day_has_its_deck_room_view_and_cards_anew(late: Path) -> None:
    made = {path.name for path in late.iterdir() if path.is_file()}
    whole = {"run-sheet-now.pdf", "group.pptx", "room-view.html"}
    assert made == whole | {"rotation-cards.pdf", "station-sheet.pdf", "who-watches-whom.pdf"}


@needs_poppler
def test_the_sheets_of_tables_of_a_late_day_have_the_new_times(late: Path, tmp_path: Path) -> None:
    turns = SEEN.rotations[SEEN.timetables[1].day.id].turns
    at = min(turn.start for turn in turns) + 15
    for name in ("station-sheet.pdf", "who-watches-whom.pdf"):
        words = text((late / name).read_bytes(), tmp_path)
        assert f"{at // 60:02}:{at % 60:02}" in words, name


def test_the_sheets_of_four_tables_of_a_late_day_are_four_pages(late: Path) -> None:
    assert pages_of((late / "station-sheet.pdf").read_bytes()) == 4


@needs_poppler
def test_a_sponsor_has_the_card_of_a_late_day_too(late: Path, tmp_path: Path) -> None:
    cards = text((late / "rotation-cards.pdf").read_bytes(), tmp_path)
    assert "You visit, and you do not judge." in cards


def test_what_says_the_same_as_before_is_not_made_anew(tmp_path: Path) -> None:
    table = SEEN.timetables[1]
    over = next(slot for slot in table.slots if slot.tracks)
    found = replan(table, over.start + 5, following=over.number)
    made = {path.name for path in replanned_day(SEEN, found, tmp_path).written}
    assert "rotation-cards.pdf" in made
    assert not {"station-sheet.pdf", "who-watches-whom.pdf", "table-plan.pdf"} & made


def test_who_takes_a_late_day_on_a_screen_has_the_card_as_a_word_file(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", plan=PLAN + TALKS)
    needs = "format: 1\naccess:\n  crisis-doctor: {needs: [screen reader], since: 2027-02-01}\n"
    write_files(folder, {"private/access.yaml": needs})
    seen = analyse(folder)
    found = replan(seen.timetables[0], 12 * 60)
    made = replanned_day(seen, found, tmp_path / "out").written
    assert "people/crisis-doctor/rotation-card.docx" in {
        path.relative_to(tmp_path / "out/plan/now").as_posix() for path in made
    }


def test_a_late_day_has_cards_anew_for_talks_side_by_side(tmp_path: Path) -> None:
    seen = analyse(write_plan(tmp_path / "plan", plan=PLAN + TALKS))
    found = replan(seen.timetables[0], 12 * 60)
    made = replanned_day(seen, found, tmp_path / "out").written
    assert "rotation-cards.pdf" in {path.name for path in made}


@needs_poppler
def test_cards_of_a_late_day_have_the_same_company_at_new_times(late: Path, tmp_path: Path) -> None:
    day = SEEN.timetables[1].day.id
    turns = SEEN.rotations[day].turns
    cards = " ".join(text((late / "rotation-cards.pdf").read_bytes(), tmp_path).split())
    for turn in turns:
        at = turn.start + 15
        assert f"{at // 60:02}:{at % 60:02}" in cards
    first = min(turn.start for turn in turns)
    assert f"{first // 60:02}:{first % 60:02}" not in cards


def test_the_room_view_of_a_late_day_keeps_what_is_over_and_retimes_the_rest(late: Path) -> None:
    table = SEEN.timetables[1]
    words = (late / "room-view.html").read_text(encoding="utf-8")
    first = next(slot for slot in table.slots if slot.exercise)
    assert f"{table.day.says.start // 60:02}:{table.day.says.start % 60:02}" in words
    at = first.start + 15
    assert f"{at // 60:02}:{at % 60:02}" in words


def test_what_stands_in_a_file_beside_its_document_is_looked_for_as_in_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Section(title=(Run("Ours"),), blocks=(Paragraph(text=(Run("Dr Cleo Beryl"),)),))
    ours = Document(
        name="x", title="X", language="en-GB", recipient=Recipient("pair", "crisis"), sections=()
    )
    leaking = write("docx", replace(ours, sections=(said,)), Look(words=words_of("en-GB")))
    monkeypatch.setattr("facilitate.pipeline.standalone.write", lambda *_: leaking)
    made = write_documents(
        [ours],
        ("docx",),
        tmp_path,
        inside=tmp_path,
        look=Look(words=words_of("en-GB")),
        foreign=lambda _: ("Dr Cleo Beryl",),
    )
    assert made.written == ()
    assert [fault.severity for fault in made.faults] == ["error"]
    assert list(tmp_path.iterdir()) == []
