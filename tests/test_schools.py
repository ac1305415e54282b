"""The second example is of schools: what holds for it holds for more than a hospital."""

import difflib
import re
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from facilitate.audit.preview import preview
from facilitate.cli import root
from facilitate.compose.data_protection import DataProtection
from facilitate.compose.instruments import questionnaire
from facilitate.compose.who_sees_what import who_sees_what
from facilitate.compose.wording import Wording
from facilitate.document_text import as_text
from facilitate.faults import Fault
from facilitate.load.words import words_of
from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.schedule.timetable import timetable
from facilitate.shipped import shipped
from tests.papers import made
from tests.programmes.pages import Page, pages
from tests.programmes.untrue import HOSPITAL_WORDS, facts_of, untrue_in

SCHOOLS = shipped("agendas") / "schools"
FILES = [path for path in SCHOOLS.rglob("*") if path.is_file()]
OF_A_HOSPITAL = (
    f"{HOSPITAL_WORDS}|doctors?|nurses?|consultants?|medics?|GPs?|locums?|psychiatrists?"
    "|professions?|job plan(?:ning|s)?|surger(?:y|ies)|rota|therap(?:y|ists?)|treatments?"
    "|referrals?|clinicians?|matrons?|midwi(?:fe|ves)|paramedics?|pharmac\\w+|ward rounds?"
    "|on call|theatres?|consent forms?|care plans?|run rate|headroom"
)
STARTED = ("programme.yaml", "agendas/1-first-day.yaml")
MOST_LINES = 57
"""Lines that may differ between what `new` writes and this programme, each side counted."""


@cache
def schools() -> Analysis:
    return analyse(SCHOOLS)


@cache
def composed() -> tuple[Page, ...]:
    """Return every page for every reader."""
    found = list(pages(schools(), all_readers=True))
    assert [one for one in found if isinstance(one, Fault)] == []
    return tuple(one for one in found if isinstance(one, Page))


@cache
def every_page() -> dict[str, str]:
    """Return the words of every page for every reader, by the name of its file."""
    return {page.file: as_text(page.document) for page in composed()}


@cache
def papers_of_the_stock_take() -> dict[str, str]:
    """Return the words of the questionnaire's two sittings and of the privacy notice."""
    plan = schools().plan
    wording = Wording(words_of("en-GB"), plan.programme.says.roles)
    asked = (plan.programme, plan.questions, wording)
    of_data = DataProtection(asked[0], (), who_sees_what(*asked))
    return {
        "first sitting": as_text(made(questionnaire(*asked[:2], second=False))),
        "second sitting": as_text(made(questionnaire(*asked[:2], second=True))),
        "notice": as_text(made(of_data.notice())),
    }


def page_of(day: str, name: str) -> str:
    return every_page()[f"{day}/{name}"]


def test_nothing_in_it_stops_a_build() -> None:
    assert [one for one in schools().faults if one.severity == "error"] == []


def test_three_pairs_are_to_be_asked_alone_before_their_pages_show_more() -> None:
    (told,) = [one for one in schools().faults if one.code == "C202"]
    assert "In 3 pairs one reports to another" in told.message
    assert "Anyfield Primary School, Mockbrook Infant School, Fableton High School" in told.message


def test_five_heads_lead_with_their_business_managers_and_one_deputy() -> None:
    plan = schools().plan
    roles = [one.role for one in plan.programme.people if one.pair]
    assert {role: roles.count(role) for role in roles} == {
        "head": 5,
        "business-manager": 5,
        "deputy": 1,
    }
    assert plan.programme.says.minimum_group == 5
    assert plan.programme.says.coaching == {}


def test_the_second_day_is_half_a_day_with_an_exercise_of_its_own() -> None:
    plan = schools().plan
    day = timetable(plan.days[1], plan.programme, plan.library, titles={})
    assert day.end - day.day.says.start <= 4 * 60
    assert "A school day by the bell" in [slot.title for slot in day.slots]
    assert "lunches" not in page_of("2-second-half-day", "facilitator/packing-list")


def test_no_page_and_no_file_of_it_speaks_of_a_hospital() -> None:
    said = {str(path): path.read_text(encoding="utf-8") for path in FILES} | every_page()
    assert len(said) > 150
    found = {
        (name, word.casefold())
        for name, text in {**said, **papers_of_the_stock_take()}.items()
        for word in re.findall(rf"\b(?:{OF_A_HOSPITAL})\b", text, re.IGNORECASE)
    }
    assert found == set()


def test_no_sentence_says_what_is_not_so_of_it() -> None:
    plan = "".join(path.read_text(encoding="utf-8") for path in FILES)
    found = [
        one
        for page in composed()
        for one in untrue_in(
            page.file,
            page.document,
            facts_of(page.document, page.context, hospital=False, own=plan),
        )
    ]
    assert found == []


def test_whoever_manages_here_is_a_business_manager() -> None:
    for name, text in {**every_page(), **papers_of_the_stock_take()}.items():
        assert not re.search(r"(?<!business )(?<!business-)\bmanagers?\b", text, re.IGNORECASE), (
            name
        )


def test_statements_and_letters_speak_of_schools() -> None:
    asked = papers_of_the_stock_take()["first sitting"]
    assert "in the same words what our school is for" in asked
    assert "[role choice: head = Head, business-manager = Business manager" in asked
    assert "sponsors = Sponsor]" in asked


def test_the_group_reads_that_roles_are_not_shown_apart() -> None:
    why = "Roles are not shown apart: too few people of a role answered."
    for page in ("group/group", "pairs/anyfield/pair-results"):
        assert why in page_of("1-first-day", page)
    for day in ("1-first-day", "2-second-half-day"):
        assert "5 people of each role" in page_of(day, "facilitator/method-appendix")


def test_a_page_without_roles_has_the_group_s_mean_on_each_theme() -> None:
    rows = page_of("1-first-day", "pairs/anyfield/pair-results").split("\n")
    marked = [row for row in rows if row.endswith("| ☐ | ☐ | ☐")]
    assert len(marked) == 6
    assert all(re.search(r"\| [1-5]\.\d \|", row) for row in marked), marked


def test_what_can_be_shown_is_foretold_for_five_heads_and_not_for_one_deputy() -> None:
    plan = schools().plan
    shown = {one.page: one.shown for one in preview(plan.programme, plan.questions)}
    assert shown["The group on each theme"]
    assert shown["How heads find the others"]
    assert shown["Whom business managers turn to"]
    assert not shown["Whom deputy heads turn to"]
    assert not shown["Each role by itself"]


def test_nobody_is_coached_and_no_page_says_so() -> None:
    said = {**every_page(), **papers_of_the_stock_take()}
    assert [name for name, text in said.items() if re.search("coach", text, re.IGNORECASE)] == []


def test_a_pair_that_was_asked_alone_sees_its_own_answers_and_others_the_group_s() -> None:
    own = page_of("1-first-day", "pairs/samplewood/pair-results")
    assert "This page is for the two of you, as you both agreed." in own
    for pair in ("anyfield", "mockbrook", "fableton"):
        shown = page_of("1-first-day", f"pairs/{pair}/pair-results")
        assert "This page shows the group’s results." in shown


def test_a_letter_says_that_the_school_is_covered() -> None:
    letter = page_of("1-first-day", "people/fableton-deputy/joining-letter")
    assert "## Your school is covered" in letter


def test_a_slip_speaks_of_as_many_partners_as_its_reader_has() -> None:
    head = page_of("1-first-day", "people/anyfield-head/sharing-slip")
    assert "line for your partner |" in head
    deputy = page_of("1-first-day", "people/fableton-deputy/sharing-slip")
    assert "line for your partners |" in deputy


def test_it_differs_little_from_what_a_newcomer_starts_with(tmp_path: Path) -> None:
    name = tmp_path / "mine"
    CliRunner().invoke(root, ["new", str(name)])
    changed = [
        line
        for file in STARTED
        for line in difflib.unified_diff(
            (name / file).read_text(encoding="utf-8").splitlines(),
            (SCHOOLS / file).read_text(encoding="utf-8").splitlines(),
            lineterm="",
        )
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]
    assert 0 < len(changed) <= MOST_LINES


def test_a_newcomer_can_start_from_it(tmp_path: Path) -> None:
    name = tmp_path / "mine"
    result = CliRunner().invoke(root, ["new", str(name), "--from", "schools"])
    assert result.exit_code == 0, result.output
    assert (name / "exercises" / "bond-a-day-by-the-bell.yaml").is_file()
