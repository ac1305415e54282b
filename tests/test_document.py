"""Documents know where their words come from, and keep their headings in order."""

from pathlib import Path

import pytest

from facilitate.document import (
    Callout,
    Columns,
    Heading,
    List,
    Origin,
    Paragraph,
    Run,
    levelled,
    placed,
    walk,
)
from facilitate.faults import Fault, Place
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import PLAN, write_plan

FAULT = Fault(code="M302", message="This does not fit.")
TEMPLATE = Origin("decks/pair.md", 12)
PLAN_LINE = Place("plan.yaml", 8)


def test_what_is_too_long_is_placed_at_the_plans_line_if_most_words_are_the_plans() -> None:
    words = (Run("Now: "), Run("a mission of many words", source=PLAN_LINE))
    found = placed(FAULT, TEMPLATE, Paragraph(text=words))
    assert (found.place, found.also) == (PLAN_LINE, Place("decks/pair.md", 12))
    assert found.also_is == "printed by"


def test_what_is_too_long_is_placed_at_the_templates_line_if_most_words_are_its_own() -> None:
    words = (Run("Our mission, in words that everybody knows, is "), Run("x", source=PLAN_LINE))
    found = placed(FAULT, TEMPLATE, Paragraph(text=words))
    assert (found.place, found.also) == (Place("decks/pair.md", 12), None)


def test_a_place_that_nobody_knows_is_none() -> None:
    assert placed(FAULT, Origin()).place is None


def test_where_words_come_from_is_no_part_of_what_they_say() -> None:
    run = Run("x", source=PLAN_LINE)
    assert run == Run("x")
    assert repr(run) == repr(Run("x"))
    assert list(walk(run)) == [run]


@pytest.mark.parametrize(("code", "suffix"), [("M301", "pptx"), ("M414", "pdf")])
def test_words_of_a_plan_that_fit_nowhere_are_told_at_their_line(
    code: str, suffix: str, tmp_path: Path
) -> None:
    """A title of a day's item for the deck, a service's name for the tents on the table."""
    title = "What the new contract says about beds, cover at night and locums " * 5
    name = "Services for everybody who lives or works in a place with a long name " * 5
    text = PLAN.replace("  - break: 15m", f"  - break: 15m\n    title: {title.strip()}")
    text = text.replace("service: Crisis", f"service: {name.strip()}")
    folder = write_plan(tmp_path / "p", plan=text)
    result = build(folder, Options(formats=(suffix,)))
    lines = (folder / "plan.yaml").read_text(encoding="utf-8").splitlines()
    found = [fault.place for fault in result.faults if fault.code == code and fault.place]
    told = [lines[place.line - 1] for place in found if place.file == "plan.yaml" and place.line]
    assert any(title.strip() in line or name.strip() in line for line in told)


def heading(level: int, words: str = "a") -> Heading:
    return Heading(level=level, text=(Run(words),))


def test_no_heading_is_more_than_one_level_below_the_one_before() -> None:
    found = levelled((heading(4), heading(4), heading(2), heading(4)))
    assert found == (heading(2), heading(3), heading(2), heading(3))


def test_a_heading_without_words_is_no_level() -> None:
    assert levelled((heading(2, " "), heading(3))) == (heading(2, " "), heading(2))


def test_each_column_begins_below_the_heading_above_them_all() -> None:
    columns = Columns(columns=((heading(3), heading(4)), (heading(4),)), shares=(1.0, 1.0))
    below = Callout(blocks=(List(items=((heading(4),),)),))
    found = levelled((heading(2), columns, below))
    assert found == (
        heading(2),
        Columns(columns=((heading(3), heading(4)), (heading(3),)), shares=(1.0, 1.0)),
        Callout(blocks=(List(items=((heading(3),),)),)),
    )
