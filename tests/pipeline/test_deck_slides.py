"""The run sheet's slide numbers are those of the deck that lies beside it."""

import re
from pathlib import Path

import pytest
from pptx import Presentation

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from facilitate.shipped import shipped
from tests.pipeline.reading import everything


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("slides")
    agenda = shipped("agendas") / "example" / "agendas" / "2-midway.yaml"
    build(agenda, Options(out=out, only=("group", "facilitator")))
    return out / "2-midway"


def title(day: Path, number: int) -> str:
    deck = Presentation(str(day / "group/group.pptx"))
    shown = deck.slides[number - 1].shapes.title
    assert shown is not None
    return re.sub(r" \((?:continued|\d+)\)$", "", shown.text_frame.text)


def slides_of(day: Path, what: str) -> tuple[int, int]:
    """Return the slides that the lectern's page gives what happens then."""
    said = " ".join(everything((day / "facilitator/lectern.pdf").read_bytes()).split())
    found = re.search(rf"\d\d:\d\d \d+ {re.escape(what)}[^:]*? (\d+)(?: to (\d+))?(?= |$)", said)
    assert found, said
    return int(found[1]), int(found[2] or found[1])


def test_a_part_of_the_day_has_the_slides_from_its_own_to_the_next(day: Path) -> None:
    first, last = slides_of(day, "What we promised, what we did")
    assert title(day, first) == "What we promised, what we did"
    assert title(day, last + 1) == "Our practices, made visible"


def test_a_pause_has_its_own_slide(day: Path) -> None:
    first, last = slides_of(day, "Lunch")
    assert first == last
    assert title(day, first).startswith("Lunch until ")


def test_what_stands_before_all_else_is_for_the_arrival(day: Path) -> None:
    first, last = slides_of(day, "Coffee, find your table")
    assert first == 1
    assert title(day, last + 1) == "What we promised, what we did"


def test_the_run_sheet_says_the_same_as_the_lectern(day: Path) -> None:
    said = " ".join(everything((day / "facilitator/run-sheet.pdf").read_bytes()).split())
    first, last = slides_of(day, "How was today?")
    assert f"slides {first} to {last}" in said
    assert title(day, first) == "How was today?"
    assert title(day, last) == "What leaves this room with you"


def test_a_slide_has_the_code_by_which_the_run_sheet_calls_its_sheet(day: Path) -> None:
    first, _ = slides_of(day, "Walk side by side")
    deck = Presentation(str(day / "group/group.pptx"))
    words = [one.text_frame.text for one in deck.slides[first - 1].shapes if one.has_text_frame]
    (code,) = re.findall(r", sheet (\d+\.\d+)", " ".join(words))
    said = " ".join(everything((day / "facilitator/run-sheet.pdf").read_bytes()).split())
    assert f"{code} Side by side" in said


def test_no_exercise_needs_a_second_slide_for_the_codes_of_its_sheets(day: Path) -> None:
    deck = Presentation(str(day / "group/group.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title]
    assert [one for one in titles if one.endswith("(continued)")] == []
