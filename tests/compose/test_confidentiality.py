"""One text on what is kept and the one exception; only contacts that were given are named."""

import re
from pathlib import Path
from typing import Any

import pytest

from facilitate.compose.who_sees_what import confidentiality
from facilitate.compose.wording import Wording
from facilitate.load.words import words_of
from facilitate.shipped import shipped
from tests.compose.contexts import GROUP_FINDINGS, context, page, shipped_page

LIMITS = (
    "What you say goes no further than we have told you, with one exception. If it means that "
    "somebody could be seriously harmed, we pass on what is needed to keep them safe, and no "
    "more. We tell you first, unless telling you would put somebody at more risk."
)
GUARDIAN = {"speak up": "Jan Guardian, 01632 960101"}
SUPPORT = {"support": "Staff support."}
LEAD = {"safeguarding lead": "Kit Lead, extension 12"}


def text(**keys: Any) -> str:
    return confidentiality(context(programme=keys).programme, Wording(words_of("en-GB"))).text


def test_without_any_contact_it_says_the_limits_and_no_more() -> None:
    assert text() == LIMITS


def test_each_contact_that_is_given_has_its_sentence() -> None:
    assert text(**GUARDIAN, **SUPPORT) == (
        f"{LIMITS} For a worry about somebody’s safety or conduct you need not go through us: "
        "Jan Guardian, 01632\u00a0960101. If any of this has upset you: Staff support."
    )


def test_a_telephone_number_is_not_parted_at_the_end_of_a_line() -> None:
    named = shipped_page(
        "decks/group.md", context(programme={"support": "Kim Madeup, 01632 960 101"})
    )
    assert "Kim Madeup, 01632\u00a0960\u00a0101." in named


def test_a_worry_about_a_child_goes_to_the_safeguarding_lead() -> None:
    assert text(**GUARDIAN, **LEAD) == (
        f"{LIMITS} For a worry about a child: Kit Lead, extension 12. For a worry about "
        "somebody’s safety or conduct you need not go through us: Jan Guardian, 01632\u00a0960101."
    )


def test_a_child_is_named_only_where_children_are_served() -> None:
    pupils = {"words": {"people served": "pupils"}}
    assert "worry about a child, or" in text(**GUARDIAN, **pupils)
    assert "child" not in text(**GUARDIAN)


def test_a_page_prints_it_with_one_line(tmp_path: Path) -> None:
    part = {"parts/care.md": (shipped("templates") / "parts/confidentiality.md").read_text()}
    here = context(programme={"support": "*Staff* support"})
    said = page(tmp_path, '# A page\n\n{% include "parts/care.md" %}\n', here=here, parts=part)
    assert "What stays with us, and the one exception." in said
    assert "If any of this has upset you: *Staff* support." in said


@pytest.mark.parametrize(
    "name",
    [
        "parts/what-stays.md",
        "sheets/own-results.md",
        "handouts/pair-results.md",
        "handouts/then-and-now.md",
        "handouts/sponsor-results.md",
        "sheets/coaching-contract.md",
        "sheets/request-sheet.md",
        "forms/day-feedback.md",
    ],
)
def test_the_pages_on_which_people_tell_something_say_it(name: str) -> None:
    assert "confidentiality" in (shipped("templates") / name).read_text(encoding="utf-8")


def test_no_page_promises_that_nobody_else_will_know() -> None:
    promise = re.compile(
        r"(nobody|no one) else (is|will|needs|sees|does|knows|has|can)\b", re.IGNORECASE
    )
    pages = [*shipped("templates").rglob("*.md"), *shipped("words").glob("*.yaml")]
    assert len(pages) > 90
    said = {path.name: promise.search(path.read_text(encoding="utf-8")) for path in pages}
    assert [name for name, found in said.items() if found] == []


def test_whom_to_turn_to_is_on_the_screen_also_of_a_day_without_results() -> None:
    named = shipped_page("decks/group.md", context(programme={"speak up": "Kim Madeup, 01632"}))
    assert "Kim Madeup, 01632" in named
    assert "Before we begin" in named
    assert "the one exception" not in shipped_page("decks/group.md", context())


def test_without_anybody_to_turn_to_what_stays_stands_beside_its_exception() -> None:
    said = shipped_page("decks/group.md", context(findings=GROUP_FINDINGS))
    begins = said.index("What stays with us")
    slide = said[begins : said.index("To end with")] if "To end with" in said else said[begins:]
    assert "Where to turn" not in slide
    heads = ("What you say\n", "What you say goes no further", "The one exception", "If it means")
    assert sorted(heads, key=slide.index) == list(heads)
