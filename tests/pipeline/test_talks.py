"""A talk on the day: its slides in the group's deck, its line on the run sheet."""

import json
from pathlib import Path

from click.testing import CliRunner

from facilitate.cli import root
from facilitate.compose.jobs import jobs
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.document_text import as_text
from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.day_jobs import day_context
from facilitate.shipped import shipped
from tests.plans import PLAN, write_plan

TALK = """  - talk: 20m
    title: What the new contract means
    led by: Alex Speaker
    notes: The speaker brings a laptop
"""
SLIDES = """---
format: 1
for: group
makes: deck
---
# What changes in April

- Shorter letters

::: notes
Wait for questions.
:::

# What stays {.statement}
"""


def with_talk(folder: Path, talk: str, slides: str | None = None) -> Path:
    """Write a plan with a talk after the arrival, and its slides if there are any."""
    plan = PLAN.replace("finish: 12:30\n", "").replace(
        "  - arrive: 15m\n", f"  - arrive: 15m\n{talk}"
    )
    write_plan(folder, plan=plan)
    if slides is not None:
        (folder / "slides").mkdir()
        (folder / "slides" / "contract.md").write_text(slides, encoding="utf-8")
    return folder


def composed(folder: Path, name: str) -> str:
    """Return the words of the one document that a template makes of a plan."""
    analysis = analyse(folder)
    assert [one.message for one in analysis.faults if one.severity == "error"] == []
    templates, faults = load_templates([shipped("templates")], folder / "slides")
    assert faults == ()
    context = day_context(analysis, analysis.timetables[0], sample=False)
    (job,), _ = jobs([one for one in templates if one.name == name], context)
    document, faults = compose(job, TemplateNames(context))
    assert faults == ()
    assert document is not None
    return as_text(document)


def faults_of(folder: Path, slides: str) -> list[Fault]:
    """Return the faults of a talk's slides."""
    (folder / "contract.md").write_text(slides, encoding="utf-8")
    return list(load_templates([], folder)[1])


def test_a_talk_has_a_slide_with_its_title_and_its_speaker(tmp_path: Path) -> None:
    deck = composed(with_talk(tmp_path, TALK), "decks/group.md")
    assert "What the new contract means" in deck
    assert "Alex Speaker" in deck
    assert "09:45 to 10:05" in deck


def test_a_talk_says_until_when_and_names_the_sponsors_who_give_it(tmp_path: Path) -> None:
    deck = composed(with_talk(tmp_path, TALK.replace("Alex Speaker", "sponsors")), "decks/group.md")
    slide = deck.split("# What the new contract means")[1].split("notes:")[0]
    assert "Sasha Exec, until 10:05" in slide


def test_the_slides_of_a_talk_follow_its_title_in_the_deck_of_the_group(tmp_path: Path) -> None:
    folder = with_talk(tmp_path, TALK + "    slides: contract\n", SLIDES)
    deck = composed(folder, "decks/group.md")
    order = [
        "Alex Speaker",
        "What changes in April",
        "Shorter letters",
        "What stays",
        "Why, and why again",
    ]
    places = [deck.rfind(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_talk_is_on_the_run_sheet_with_its_speaker_and_notes(tmp_path: Path) -> None:
    sheet = composed(with_talk(tmp_path, TALK), "sheets/run-sheet.md")
    for words in ("What the new contract means", "Alex Speaker", "The speaker brings a laptop"):
        assert words in sheet


def test_slides_must_begin_with_a_title_and_the_line_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "---\nfor: group\nformat: 1\nmakes: deck\n---\n\nWords\n# T\n")
    assert fault.code == "M155"
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("slides/contract.md", 7)


def test_slides_without_a_slide_are_told(tmp_path: Path) -> None:
    assert [one.code for one in faults_of(tmp_path, "{# later #}\n")] == ["M157"]


def test_slides_of_a_talk_are_for_the_group_and_a_deck(tmp_path: Path) -> None:
    slides = "---\nformat: 1\nfor: each pair\nmakes: deck\n---\n# T\n"
    assert [one.code for one in faults_of(tmp_path, slides)] == ["M202"]


def test_check_tells_what_is_wrong_with_slides_and_templates(tmp_path: Path) -> None:
    folder = with_talk(tmp_path, TALK + "    slides: contract\n", "Words without a title\n")
    (folder / "slides" / "law.md").write_text("# Title\n\n::: notse\nx\n:::\n", encoding="utf-8")
    (folder / "templates" / "handouts").mkdir(parents=True)
    (folder / "templates" / "handouts" / "a.md").write_text("# A\n", encoding="utf-8")
    result = CliRunner().invoke(root, ["check", str(folder), "--json"])
    told = {(one["file"], one["code"]) for one in json.loads(result.stdout)["faults"]}
    assert result.exit_code == 1
    assert {
        ("slides/contract.md", "M155"),
        ("slides/law.md", "M160"),
        ("templates/handouts/a.md", "M200"),
    } <= told
