"""What every shipped template owes to its reader."""

import re

import pytest

from facilitate.compose.template_set import Template, load_templates, text_faults
from facilitate.load.library import load_library
from facilitate.model import Exercise
from facilitate.shipped import shipped
from tests.test_library import OF_ONE_WORLD, OF_TWO

TEMPLATES, FAULTS = load_templates([shipped("templates")])
LIBRARY, _ = load_library({shipped("exercises"): "exercises"})
each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)

NOT_FOR_PAGES = re.compile(
    r"\b(audit|cohort|wave|dimensions?|findings?|withheld|development area|bonding|bridging"
    r"|linking|social capital|energiser)\b",
    re.IGNORECASE,
)
STATEMENTS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SETTINGS = re.compile(r"^---\n.*?\n---\n", re.DOTALL)


def words_of(template: Template) -> str:
    """Return what the template itself says, without head, statements and values."""
    body = SETTINGS.sub("", template.template_set.texts[template.name])
    return STATEMENTS.sub("", body)


def exercises_of(template: Template) -> set[str]:
    needs = template.front.requires
    return {need.partition(":")[2].strip() for need in needs if need.startswith("exercise:")}


def of_materials(exercise: Exercise) -> set[str]:
    """Return the sheets of an exercise, those of its other visits among them."""
    ways = (exercise, exercise.again(), exercise.by_each_pair_itself())
    return {sheet for way in ways for sheet in way.sheets}


@each
def test_a_copy_of_an_exercise_under_another_id_keeps_its_sheets(template: Template) -> None:
    # What is made for an id alone is not made for an exercise that somebody adapts.
    named = [need.partition(": ") for need in template.front.requires]
    for kind, _, wanted in named:
        if kind in ("exercise", "first visit", "second visit", "watched"):
            assert template.stem in of_materials(LIBRARY.exercises[wanted])


def test_all_templates_are_read_without_a_fault() -> None:
    assert FAULTS == ()
    assert len(TEMPLATES) >= 60


def test_no_text_has_a_statement_or_a_word_that_is_told() -> None:
    # A build looks through a plan's own pages alone.
    whole = TEMPLATES[0].template_set
    fronts = {one.name: one.front for one in TEMPLATES}
    told = {name: text_faults(whole, name, fronts.get(name)) for name in whole.texts}
    assert {name: faults for name, faults in told.items() if faults} == {}
    assert len(told) > len(fronts)


@each
def test_no_word_of_the_trade_stands_on_a_participants_page(template: Template) -> None:
    if template.front.audience != "facilitator":
        assert NOT_FOR_PAGES.findall(words_of(template)) == []


SHEETS = [template for template in TEMPLATES if "sheets/" in template.name]


@pytest.mark.parametrize("template", SHEETS, ids=lambda template: template.name)
def test_no_sheet_speaks_of_one_world_or_of_a_pair_of_two(template: Template) -> None:
    said = STATEMENTS.sub("", template.template_set.texts[template.name])
    assert [found.group() for found in OF_ONE_WORLD.finditer(said)] == []
    assert [found.group() for found in OF_TWO.finditer(said)] == []


@each
def test_a_worksheet_belongs_to_exercises_that_exist_and_name_it(template: Template) -> None:
    if template.stem == "sponsor-guess":  # counted with everybody’s guess sheets
        return
    if template.front.when == "before the day":  # sent, and packed by nobody
        return
    for name in exercises_of(template):
        exercise = LIBRARY.exercises[name]
        again = exercise.return_
        materials = (*exercise.materials, *(again.materials if again else ()))
        assert template.stem in {material.sheet for material in materials}, name


@pytest.mark.parametrize("name", ["parts/guess-first.md", "sheets/guess-moved.md"])
def test_results_begin_on_the_back_of_a_guess_however_few_themes_there_are(name: str) -> None:
    body = TEMPLATES[0].template_set.texts[name]
    guess, _, results = body.partition("::: page\n:::\n")
    assert "headline" not in guess
    assert results.lstrip().startswith("# {{ findings.")


def test_what_is_handed_to_each_of_two_pairs_that_one_watches_is_a_leaf_of_its_own() -> None:
    (watching,) = (one for one in TEMPLATES if one.name == "forms/observation.md")
    body = watching.template_set.texts[watching.name]
    assert watching.front.one_sided
    assert "{% if not loop.first %}\n::: page\n:::\n" in body


@each
def test_no_page_calls_a_value_of_its_own_by_a_name_that_tells_who_may_read_it(
    template: Template,
) -> None:
    body = template.template_set.texts[template.name]
    assert re.findall(r"\{% (?:set|for) (?:findings|letters|person)\b", body) == []


@each
def test_every_page_on_paper_tells_what_becomes_of_it(template: Template) -> None:
    body = template.template_set.texts[template.name]
    if template.front.makes != "deck" and template.front.paper != "tent":
        assert re.search(r"^foot: \S", body, re.MULTILINE) or template.stem == "rotation-card"


@each
def test_a_pairs_own_pages_are_marked_as_private(template: Template) -> None:
    body = template.template_set.texts[template.name]
    if "findings.strip" in body or "findings.own" in body:
        assert template.private
