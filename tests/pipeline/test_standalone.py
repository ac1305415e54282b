"""The run sheet for the rest of a late day: one page, beside the others, nothing else touched."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitate.document import Document, Paragraph, Run, Section
from facilitate.load.words import words_of
from facilitate.pipeline import Options
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.build import build
from facilitate.pipeline.standalone import replan_sheet, write_documents
from facilitate.recipient import Recipient
from facilitate.schedule.replan import replan
from facilitate.shipped import shipped
from facilitate.verify.pdf import pages_of
from facilitate.write import write
from facilitate.write.look import Look
from tests.plans import write_plan
from tests.write.pdf.opened import needs_poppler, text

SEEN = analyse(shipped("agendas") / "example")


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("late", [0, 25, 60])
def test_it_is_one_page_at_every_item_of_the_example(
    number: int, late: int, tmp_path: Path
) -> None:
    table = SEEN.timetables[number]
    for slot in table.slots[1::4]:
        found = replan(table, slot.start + late, following=slot.number)
        path, faults = replan_sheet(SEEN, found, tmp_path)
        assert faults == ()
        assert path is not None
        assert path == tmp_path / table.day.id / "facilitator/run-sheet-now.pdf"
        assert pages_of(path.read_bytes()) == 1, slot.title


@needs_poppler
def test_it_says_each_change_and_that_the_plan_is_unchanged(tmp_path: Path) -> None:
    table = SEEN.timetables[1]
    found = replan(table, 15 * 60)
    path, _ = replan_sheet(SEEN, found, tmp_path)
    assert path is not None
    words = " ".join(text(path.read_bytes(), tmp_path).split())
    assert "From 15:00 to 17:00, on time" in words
    assert all(change.words in words for change in found.changes)
    assert "The original plan is unchanged" in words


@needs_poppler
def test_it_says_by_how_much_the_day_cannot_end_on_time(tmp_path: Path) -> None:
    found = replan(SEEN.timetables[1], 13 * 60)
    path, _ = replan_sheet(SEEN, found, tmp_path)
    assert path is not None
    words = " ".join(text(path.read_bytes(), tmp_path).split())
    assert f"{found.missing} minutes over: we would end at" in words
    assert "Shorten Break to 10 minutes" in words


def test_a_build_makes_none_and_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    build(folder, Options())
    sheet = folder / "out/plan/facilitator/run-sheet-now.pdf"
    assert not sheet.exists()
    before = {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()}
    seen = analyse(folder)
    replan_sheet(seen, replan(seen.timetables[0], 10 * 60))
    assert sheet.exists()
    assert {p: p.read_bytes() for p in before} == before
    assert build(folder, Options()).unchanged
    assert sheet.exists()


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
        [ours], ("docx",), tmp_path, language="en-GB", foreign=lambda _: ("Dr Cleo Beryl",)
    )
    assert made.written == ()
    assert [fault.severity for fault in made.faults] == ["error"]
    assert list(tmp_path.iterdir()) == []
