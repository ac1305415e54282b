"""A slide as a sketch: everything where the deck has it, and people's words as words."""

import re
from pathlib import Path

import pytest

from facilitate.document import Column, Document, List, Paragraph, Run, Section, Table
from facilitate.recipient import GROUP
from facilitate.serve.slide_sketch import Sketch
from facilitate.write.look import Look
from facilitate.write.pptx import slides_of
from tests.plans import PLAN, write_plan
from tests.serve.opened import opened

LOOK = Look()


def drawn(section: Section) -> str:
    """Return the first slide of a section as SVG."""
    document = Document(name="d", title="D", language="en-GB", recipient=GROUP, sections=(section,))
    slides, _ = slides_of(document, LOOK)
    return Sketch(LOOK).svg(slides[0])


def found(pattern: str, svg: str) -> tuple[str, ...]:
    """Return the groups of a pattern that is there."""
    match = re.search(pattern, svg)
    assert match, pattern
    return tuple(match.groups())


def text_of(svg: str) -> list[str]:
    """Return the lines of words on a sketch."""
    lines = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    return [re.sub(r"<[^>]+>", "", line) for line in lines]


def test_a_title_stands_where_the_deck_has_it_in_its_size() -> None:
    svg = drawn(Section(title=(Run("Where we are"),), blocks=(Paragraph(text=(Run("Here"),)),)))
    found = re.search(
        r'<text x="(\d+)" y="([\d.]+)"[^>]*><tspan font-size="(\d+)" font-weight="700"', svg
    )
    assert found
    assert (found[1], found[3]) == ("48", "34")  # 609,600 EMU are 48 points
    assert 64 < float(found[2]) < 64 + 34  # 812,800 EMU are 64 points
    assert 'aria-label="Where we are"' in svg


def test_what_people_wrote_stays_words() -> None:
    svg = drawn(Section(title=(Run("<script>\"&'"),), blocks=(Paragraph(text=(Run("<b>"),)),)))
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg
    assert 'aria-label="&lt;script&gt;&quot;&amp;&#x27;"' in svg
    assert "style=" not in svg


def test_long_words_break_into_lines_and_lists_have_their_marks() -> None:
    long = Paragraph(text=(Run("One word and another, " * 20),))
    svg = drawn(Section(title=(Run("T"),), blocks=(List(items=((long,),)),)))
    assert sum("One word" in line for line in text_of(svg)) > 3


def test_a_table_has_every_cell_in_its_column() -> None:
    table = Table(
        columns=(Column(), Column()),
        header=((Run("Who"),), (Run("What"),)),
        rows=(((Run("Ada"),), (Run("Keys"),)), ((Run("Ben"),), (Run("Tea"),))),
    )
    svg = drawn(Section(title=(Run("T"),), blocks=(table,)))
    ada, ben, keys, tea = (
        found(rf'x="([\d.]+)"[^>]*><tspan[^>]*>{words}<', svg)[0]
        for words in ("Ada", "Ben", "Keys", "Tea")
    )
    assert ada == ben
    assert float(keys) > float(ada)
    assert keys == tea


@pytest.mark.parametrize("look", ["cover", "divider"])
def test_dark_slides_have_light_words(look: str) -> None:
    svg = drawn(Section(title=(Run("Dark"),), look=look))  # type: ignore[arg-type]
    ground = found(r'<rect width="[\d.]+" height="540" fill="(#\w+)"', svg)
    ink = found(r'fill="(#\w+)">Dark<', svg)
    assert (ground, ink) == (("#10243A",), ("#FFFFFF",))


def test_a_deck_is_shown_slide_by_slide_in_its_readers_pages(tmp_path: Path) -> None:
    client = opened(write_plan(tmp_path / "p", plan=PLAN.replace("Hall", "<Hall>")))
    page = client.get("pages/plan/group/group").text
    assert page.count("<svg ") > 5
    assert "slides, as a sketch" in page
    assert "<Hall>" not in page
    assert client.get("pdf/plan/group/group.pdf").status_code == 404
