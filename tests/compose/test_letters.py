"""Preference letters on pages: through the gate, and sealed to whom they belong."""

from datetime import date
from pathlib import Path

import pytest

from facilitate.audit.finding import Finding
from facilitate.audit.preference_letters import letters_of
from facilitate.compose.conditions import is_there, permissions_asked
from facilitate.compose.day_context import DayContext
from facilitate.compose.stock_take import StockTake
from facilitate.compose.template_names import TemplateNames
from facilitate.document_text import as_text
from facilitate.load.library import load_library
from facilitate.model import Sharing
from facilitate.recipient import GROUP, Recipient
from facilitate.shipped import shipped
from tests.compose.contexts import (
    GROUP_FINDINGS,
    context,
    front,
    made,
    pair_findings,
    shipped_page,
    with_findings,
)

PAGE = "{{ letters.own }}|{% for one in letters.members %}{{ one.letters }} {% endfor %}|"


def given(*letters: str) -> DayContext:
    people = ("crisis-doctor", "crisis-manager", "rehab-doctor", "rehab-manager", "lone-doctor")
    keys = {"type letters": "yes", "letters counted": "yes"}
    sharing = {
        person: Sharing.model_validate(keys | {"letters": one})
        for person, one in zip(people, letters, strict=False)
    }
    here = context(findings=GROUP_FINDINGS)
    more = letters_of(here.programme, sharing, on=date(2027, 3, 9))
    return context(findings=(*GROUP_FINDINGS, *more))


def test_a_person_reads_own_letters_and_a_pair_both(tmp_path: Path) -> None:
    here = given("ISTJ", "ESTP")
    own, faults = made(
        tmp_path / "a", front("each person") + PAGE, here=here, reader="crisis-doctor"
    )
    assert not faults
    assert own is not None
    assert "ISTJ||" in as_text(own)
    pair, faults = made(tmp_path / "b", front("each pair") + PAGE, here=here, reader="crisis")
    assert not faults
    assert pair is not None
    assert "|ISTJ ESTP |" in as_text(pair)


def test_differences_are_told_in_words() -> None:
    seen = TemplateNames(given("ISTJ", "ESTP")).of(Recipient("pair", "crisis"))["letters"]
    assert (seen.common, seen.different) == (("S", "T"), ("I and E", "J and P"))
    assert not TemplateNames(given("ISTJ", "ESTP")).of(Recipient("pair", "rehab"))["letters"].any


def test_the_groups_table_has_four_rows_of_four_for_the_sixteen() -> None:
    seen = TemplateNames(given("ISTJ", "ISTJ", "ENFP", "INTP", "ESFJ")).of(GROUP)["letters"]
    assert [len(row) for row in seen.table] == [4, 4, 4, 4]
    assert (seen.table[0][0].letters, seen.table[0][0].count, seen.n) == ("ISTJ", 2, 5)
    assert TemplateNames(given("AB", "AB", "BC", "DE", "FG")).of(GROUP)["letters"].table == ()


def means(here: DayContext, reader: Recipient) -> list[tuple[str, ...]]:
    ways = TemplateNames(here).of(reader)["letters"].ways
    return [(one.about, *(f"{part.letter} {part.words}" for part in one.of)) for one in ways]


def test_each_letter_stands_beside_what_it_means_in_plain_words() -> None:
    here = given("INTJ", "ESTP")
    assert means(here, Recipient("person", "crisis-doctor"))[0] == (
        "To think it through",
        "I goes away first, then talks",
    )
    assert means(here, Recipient("pair", "crisis")) == [
        ("To think it through", "I goes away first, then talks", "E talks it over first"),
        ("To begin", "N with the pattern", "S with the facts"),
        ("To decide", "T what follows from it", "T what follows from it"),
        ("To plan", "J settles it early", "P keeps it open"),
    ]


def test_letters_of_another_kind_stand_as_they_were_given() -> None:
    here = given("AB", "DE", "AB", "DE", "AB")
    assert means(here, Recipient("person", "crisis-doctor")) == []
    assert means(here, Recipient("pair", "crisis")) == []
    assert means(here, GROUP) == []
    page = shipped_page("sheets/pair-letters.md", styles(here), "crisis")
    assert "AB" in page


def styles(here: DayContext) -> DayContext:
    """Return the same day with an exercise that starts from letters."""
    more = context(exercise={"id": "styles", "uses": ["profiles"]}, findings=here.findings)
    assert is_there("working styles", more)
    return more


APART = pair_findings("crisis")


@pytest.mark.parametrize("letters", [("INTJ", "ESTP"), ("INTJ",), ()])
@pytest.mark.parametrize("results", [APART, ()])
def test_a_pairs_widest_gap_is_asked_about_workload_rules_and_role_before_taste(
    letters: tuple[str, ...], results: tuple[Finding, ...]
) -> None:
    here = with_findings(given(*letters), *given(*letters).findings, *results)
    page = shipped_page("sheets/pair-letters.md", styles(here), "crisis")
    asked = [page.index(word) for word in ("workload", "a rule", "my role", "Only what is left")]
    assert asked == sorted(asked)
    assert ("Clear roles" in page) == bool(results)
    assert ("One thing at work that we see differently" in page) != bool(results)
    assert ("goes away first" in page) == (len(letters) == 2)


def test_letters_are_no_stock_take() -> None:
    here = given("ISTJ", "ESTP")
    assert StockTake(here).wave == "baseline"
    assert not is_there("second stock take", here)


@pytest.mark.parametrize(
    ("exercise", "starts_from_letters"),
    [("type-pair-translate", True), ("type-four-lens", False), ("type-line-up", False)],
)
def test_letters_are_asked_for_and_printed_only_where_an_exercise_starts_from_them(
    exercise: str, *, starts_from_letters: bool
) -> None:
    library, _ = load_library({shipped("exercises"): "shipped"})
    planned = library.exercises[exercise]
    here = context(
        exercise={"id": exercise, "category": "working-style differences", "uses": planned.uses}
    )
    assert is_there("working styles", here) is starts_from_letters
    assert ("letters" in permissions_asked([planned])) is starts_from_letters
