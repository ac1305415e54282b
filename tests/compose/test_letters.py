"""Preference letters on pages: through the gate, and sealed to whom they belong."""

from datetime import date
from pathlib import Path

import pytest

from facilitate.audit.letters import letters_of
from facilitate.compose import DayContext
from facilitate.compose.conditions import is_there, permissions_asked
from facilitate.compose.stock_take import StockTake
from facilitate.compose.template_names import TemplateNames
from facilitate.document_text import as_text
from facilitate.load.library import load_library
from facilitate.model import Sharing
from facilitate.recipient import GROUP, Recipient
from facilitate.shipped import shipped
from tests.compose.contexts import GROUP_FINDINGS, context, front, made

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


def test_letters_are_no_stock_take() -> None:
    here = given("ISTJ", "ESTP")
    assert StockTake(here).wave == "baseline"
    assert not is_there("second stock take", here)


@pytest.mark.parametrize(
    ("exercise", "starts_from_letters"), [("type-pair-translate", True), ("type-four-lens", False)]
)
def test_letters_are_asked_for_and_printed_only_where_an_exercise_starts_from_them(
    exercise: str, *, starts_from_letters: bool
) -> None:
    library, _ = load_library({shipped("exercises"): "shipped"})
    uses = library.exercises[exercise].uses
    here = context(exercise={"id": exercise, "category": "working-style differences", "uses": uses})
    assert is_there("working styles", here) is starts_from_letters
    assert ("letters" in permissions_asked(library, [here.timetable])) is starts_from_letters
