"""The questionnaire asks what questions.yaml says, and says first who sees what."""

from itertools import pairwise
from pathlib import Path

import pytest

from facilitate.compose.instruments import questionnaire
from facilitate.document import Document, Field, FieldSpec, plain, walk
from facilitate.document_text import as_text
from facilitate.load.plan import Plan, load_plan
from facilitate.load.words import words_of
from facilitate.shipped import shipped
from facilitate.write import write
from facilitate.write.look import Look
from tests.papers import made

WORDS = words_of("en-GB")


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, _ = load_plan(shipped("agendas") / "example")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def first(plan: Plan) -> Document:
    return made(questionnaire(plan.programme, plan.questions))


@pytest.fixture(scope="module")
def second(plan: Plan) -> Document:
    return made(questionnaire(plan.programme, plan.questions, second=True))


def fields(document: Document) -> list[FieldSpec]:
    return [part for part in walk(document) if isinstance(part, FieldSpec)]


def test_the_first_sitting_is_thirty_statements_two_codes_one_line_and_one_choice(
    first: Document,
) -> None:
    kinds = [(one.kind, one.key) for one in fields(first) if one.kind != "scale"]
    assert sum(one.kind == "scale" for one in fields(first)) == 30
    assert kinds == [
        ("choice", "pair"),
        ("choice", "role"),
        ("text", "comment:partner"),
        ("choice", "sharing"),
        ("tick", "line-for-partner"),
    ]


def test_a_key_is_the_column_of_an_answers_file(first: Document, second: Document) -> None:
    header = (
        (shipped("agendas") / "example" / "private" / "stock-takes" / "baseline.answers.csv")
        .read_text(encoding="utf-8")
        .splitlines()[0]
        .split(",")
    )
    asked = {one.key for one in (*fields(first), *fields(second))}
    assert set(header) - {"person"} <= asked


def test_statements_of_one_theme_do_not_stand_together(plan: Plan) -> None:
    theme = {item.id: one.id for one in plan.questions.dimensions for item in one.items}
    order = [theme[item.id] for item in plan.questions.on_paper()]
    assert len(order) == 30
    assert all(one != other for one, other in pairwise(order))


def test_the_three_choices_are_those_that_sharing_knows(first: Document) -> None:
    sharing = next(one for one in fields(first) if one.key == "sharing")
    values = [option.value for option in sharing.options]
    assert values == ["group only", "own answers", "both partners"]


def test_who_sees_what_and_what_risk_means_come_before_any_question(first: Document) -> None:
    blocks = list(walk(first))
    at = next(number for number, block in enumerate(blocks) if isinstance(block, Field))
    said = " ".join(getattr(block, "text", "") for block in blocks[:at] if hasattr(block, "bold"))
    assert "somebody could be seriously harmed" in said
    assert "five people or more" in said
    assert "30 September 2028" in said


def test_the_choice_promises_what_a_page_side_by_side_keeps(first: Document) -> None:
    promise = "No page for others says more of what you chose than that you said yes."
    assert promise in as_text(first)
    slip = shipped("templates") / "sheets/sharing-slip.md"
    assert f'foot: "{promise}"' in slip.read_text(encoding="utf-8")


def test_the_second_sitting_asks_about_each_role_group(second: Document) -> None:
    keys = [one.key for one in fields(second)]
    assert "role-time-doctor" in keys
    assert "role-time-manager" in keys
    assert "comment:partner" not in keys
    assert "sharing" not in keys


def test_a_short_questionnaire_has_no_empty_parts(plan: Plan) -> None:
    bare = plan.questions.model_copy(
        update={"about_roles": (), "ties": (), "lists": (), "comments": (), "statements": ()}
    )
    titles = [
        [
            plain(section.title)
            for section in made(questionnaire(plan.programme, bare, second=second)).sections
        ]
        for second in (False, True)
    ]
    assert titles[0][1:] == [
        "What is it like between you and your partner?",
        "Who may see your answers?",
    ]
    assert len(titles[1]) == 1


def test_no_word_of_the_trade_is_on_the_page(first: Document, second: Document) -> None:
    for document in (first, second):
        words = as_text(document).casefold()
        assert not [
            word
            for word in ("audit", "cohort", "wave", "dimension", "finding", "withheld")
            if word in words
        ]


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_it_is_written_without_a_fault(first: Document, suffix: str, tmp_path: Path) -> None:
    assert write(suffix, first, Look(words=WORDS)).faults == ()
