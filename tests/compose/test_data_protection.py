"""The pack for information governance: true of the programme, complete, and plain what is left."""

from datetime import date
from typing import Any

import pytest

from facilitate.compose.data_protection import DataProtection
from facilitate.compose.who_sees_what import EVERY_PERMISSION, who_sees_what
from facilitate.compose.wording import Wording
from facilitate.document import Document, FieldSpec, Table, plain, walk
from facilitate.document_text import as_text
from facilitate.load.plan_files import DATA_MAP
from facilitate.load.words import words_of
from facilitate.model import Programme, Questions
from tests.compose.test_privacy_notice import PAIR, QUESTIONS, TALKS, programme
from tests.papers import made

WORDING = Wording(words_of("en-GB"))
UNTIL = date(2028, 9, 30)


def pack(of: Programme, asked: Questions = QUESTIONS, *, few: bool = False) -> DataProtection:
    permissions = frozenset() if few else EVERY_PERMISSION
    seen = who_sees_what(of, asked, WORDING, permissions=permissions)
    return DataProtection(of, (), seen)


def tables(document: Document) -> list[list[list[str]]]:
    found = (part for part in walk(document) if isinstance(part, Table))
    return [[[plain(cell) for cell in row] for row in one.rows] for one in found]


def text_of(**keys: Any) -> str:
    return as_text(made(pack(programme(UNTIL, **keys)).assessment()))


ENDS = {
    "deleted": "“audit purge” deletes it",
    "listed": "“audit purge” lists it, deleted by hand",
    "by hand": "shredded or deleted by hand",
    "stays": "stays with the organiser",
}


def test_every_kind_that_is_held_stands_in_both_papers_with_what_purge_does_to_it() -> None:
    both = pack(programme(UNTIL))
    expected = [(kind.where, ENDS[kind.end]) for kind in DATA_MAP]
    for document in (made(both.assessment()), made(both.hand_over())):
        rows = [row for table in tables(document) for row in table]
        places = {kind.where for kind in DATA_MAP}
        assert [(row[0], row[-1]) for row in rows if row[0] in places] == expected


def test_the_hand_over_names_in_its_steps_what_is_not_deleted_by_the_program() -> None:
    steps = {row[0]: row[1] for row in tables(made(pack(programme(UNTIL)).hand_over()))[0]}
    shredded, listed, stays = steps["5"], steps["7"], steps["3"]
    for kind in DATA_MAP:
        place = {"by hand": shredded, "listed": listed, "stays": stays}.get(kind.end)
        assert place is None or kind.where in place, kind.key
    assert "audit purge" in steps["6"]


def test_what_only_the_organisation_can_decide_is_a_field_and_says_so() -> None:
    document = made(pack(programme(UNTIL)).assessment())
    fields = [part for part in walk(document) if isinstance(part, FieldSpec)]
    assert [one.key for one in fields] == [
        *("needed", "purpose", "controller", "processors", "basis", "special", "less", "risks"),
        *("people", "officer", "outcome", "review", "signed"),
    ]
    assert all(plain(one.ask).startswith("To fill in: ") for one in fields)
    assert "no legal advice" in as_text(document)


@pytest.mark.parametrize(
    ("basis", "said", "asked"),
    [
        ("public task", "rests on: public task (Article 6(1)(e)", "Article 6(3)"),
        ("legitimate interests", "legitimate interests (Article 6(1)(f)", "do not weigh more"),
        ("consent", "hard to show where people are asked at work", "how you show that consent"),
        ("", "6. The legal ground", "the legal ground, and why it holds"),
    ],
)
def test_the_legal_ground_is_the_plans_and_asks_what_that_one_needs(
    basis: str, said: str, asked: str
) -> None:
    text = text_of(**{"lawful basis": basis})
    assert said in text
    assert asked in text
    assert ("does not rest on consent" in text) == (basis not in ("", "consent"))


def test_a_risk_that_this_programme_does_not_have_is_not_in_it() -> None:
    lone = {f"p{n}": {"doctor": "Dr A. Example"} for n in range(1, 6)}
    assert "A partner works out" in text_of()
    assert "A partner works out" not in text_of(pairs=lone)
    assert "one’s boss" not in text_of()
    reporting = {f"p{n}": dict(PAIR) for n in range(1, 6)}
    reporting["p2"] = {**PAIR, "asked alone": "yes"}
    text = text_of(pairs=reporting, manages={"doctors": "managers"})
    assert "Pairs in which one reports to another: 5." in text
    assert "one reports to another (5 of the pairs), the pair’s pages show the group’s" in text
    assert "Pairs that were, so far: 1." in text


def test_conversations_alone_and_no_stock_take_say_nothing_of_a_questionnaire() -> None:
    talks = as_text(made(pack(programme(UNTIL), TALKS).assessment()))
    assert "Notes of conversations, with a code and no name" in talks
    assert "questionnaire" not in talks.casefold()
    assert "has a page for themselves alone" not in talks
    assert "their own pages" not in talks
    assert "No page for the group or the organisation shows anybody’s own results" in talks
    assert "has a page for themselves alone" in text_of()
    plain_days = programme(UNTIL, **{"stock takes": {}})
    for document in (
        pack(plain_days, few=True).assessment(),
        pack(plain_days, few=True).hand_over(),
    ):
        said = as_text(made(document))
        for word in (
            "questionnaire",
            "Conversations",
            "release",
            "preference",
            "answers.csv",
            "Slips",
        ):
            assert word not in said, word


def test_all_ends_by_the_date_of_the_plan_or_by_one_that_is_not_decided() -> None:
    for of, by in (
        (programme(UNTIL), "by 30 September 2028"),
        (programme(None), "by a date that is not"),
    ):
        assert f"All but what stays ends {by}" in as_text(made(pack(of).assessment()))
        assert f"All of it is done {by}" in as_text(made(pack(of).hand_over()))


def test_one_pair_is_one_service_in_the_programmes_own_word() -> None:
    text = text_of(pairs={"p1": dict(PAIR)}, words={"service": "school"})
    assert "Who: 2 people (1 doctor and 1 manager), who run 1 school." in text
