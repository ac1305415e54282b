"""The guide asks every role the same, with the others' names turned round; notes have no name."""

from datetime import date
from typing import Any

import pytest

from facilitate.audit.masking import names_to_mask
from facilitate.compose.instruments import InterviewPapers
from facilitate.document import Document, Table, walk
from facilitate.document_text import as_text
from facilitate.load.voices import Voice
from facilitate.model import PeopleAndYear, Programme, Questions
from tests.papers import made

ASKED: dict[str, Any] = {
    "format": "1",
    "dimensions": [],
    "lists": [
        {"id": "helps", "text": "What helps here?"},
        {"id": "hinders", "text": "What hinders?"},
    ],
}


def papers(
    *pairs: dict[str, str], roles: tuple[str, ...] = ("grower", "buyer"), **more: Any
) -> InterviewPapers:
    says = {
        "roles": list(roles),
        "pairs": {f"pair{number}": pair for number, pair in enumerate(pairs, 1)},
        **{key.replace("_", " "): value for key, value in more.items() if key != "lists"},
    }
    programme = Programme("A cooperative", PeopleAndYear.model_validate(says), "programme.yaml")
    questions = Questions.model_validate(ASKED | {"lists": more.get("lists", ASKED["lists"])})
    return InterviewPapers(programme, questions, date(2027, 3, 9))


def two(number: int, **more: str) -> dict[str, str]:
    return {"grower": f"Robin {number} Hedge", "buyer": f"Sam {number} Crate"} | more


def guide(*pairs: dict[str, str], **more: Any) -> str:
    return as_text(made(papers(*pairs, **more).guide()))


def test_each_role_is_asked_about_the_other() -> None:
    text = guide(two(1), two(2))
    assert (
        "To a grower: “What do growers here say about buyers when none of them is there? "
        "And buyers about growers? What would they say of you?”"
    ) in text
    assert "To a buyer: “What do buyers here say about growers" in text
    assert "you and your partner had to decide" in text


def test_whoever_has_no_partner_is_asked_about_somebody_they_work_with() -> None:
    text = guide(two(1), {"grower": "Toni Acre"})
    assert "you and your partner had to decide" in text
    assert "To whoever has none: “… the last time you and somebody you work with" in text
    assert "To whoever has none" not in guide(two(1), two(2))


def test_of_three_roles_each_is_asked_about_the_other_two() -> None:
    pairs = (two(1, driver="Lou Lane"), two(2, driver="Max Mile"))
    text = guide(*pairs, roles=("grower", "buyer", "driver"))
    asked = "What do drivers here say about growers and buyers when none of them is there?"
    assert f"{asked} And they about drivers?" in text


def test_nobody_is_asked_about_a_role_that_one_person_has() -> None:
    text = guide(two(1, driver="Lou Lane"), two(2), roles=("grower", "buyer", "driver"))
    assert "To a driver: “What is said here about growers and buyers" in text
    assert "about drivers" not in text
    assert "drivers about" not in text


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ((two(1),), "how you run this service together, when you are not there?"),
        (({"grower": "Robin Hedge"},), "how this service is run, when you are not there?"),
        (
            ({"grower": "Robin Hedge"}, {"grower": "Toni Acre"}),
            "What do growers here say of how they work with one another",
        ),
    ],
)
def test_of_one_pair_or_one_role_the_words_stay_true(
    pairs: tuple[dict[str, str], ...], says: str
) -> None:
    text = guide(*pairs)
    assert says in text
    assert "To a grower" not in text


def test_lists_come_before_opinions_and_have_the_numbers_of_the_table() -> None:
    text = guide(two(1), two(2))
    order = [
        text.index(words) for words in ("1  The last", "2  A list", "3  A list", "4  The last")
    ]
    assert order == sorted(order)
    assert "“What helps here?”" in text
    assert "45 minutes in all" in text
    bare = guide(two(1), two(2), lists=[])
    assert "A list" not in bare
    assert "2  The last time" in bare


def test_what_is_said_first_names_whom_to_turn_to_and_until_when() -> None:
    text = guide(two(1), two(2), speak_up="Iris Notional, 01632 960301", delete_by="2028-09-30")
    assert "Iris Notional, 01632\u00a0960301" in text
    assert "take things back until the pages for Tuesday 9 March 2027 are printed" in text
    assert "Shredded by Saturday 30 September 2028" in text


def test_sponsors_are_spoken_of_only_where_there_are_some() -> None:
    assert "onsor" not in guide(two(1), two(2))
    assert "Sponsors last" in guide(two(1), two(2), sponsors={"chair": "Morgan Lead"})


def test_the_notes_sheet_has_a_code_roles_and_the_tick_and_no_name() -> None:
    notes = made(papers(two(1), two(2)).notes())
    text = as_text(notes)
    for words in ("Code", "☐ grower", "☐ buyer", "☐ yes, after I have seen them", "What surprised"):
        assert words in text, words
    assert "Robin" not in text
    assert notes.private


def sheet(*lines: Voice) -> Document:
    of_two = papers(two(1), two(2))
    return made(of_two.to_check("P07", lines, names_to_mask(of_two.programme)))


def line(words: str, row: int, question: str = "4") -> Voice:
    usual = {"informant": "P07", "role": "grower", "question": question, "line": row}
    return Voice("w", "", words, cleared=False, **usual)  # type: ignore[arg-type]


def test_somebody_sees_the_own_words_as_they_would_be_shown_to_decide_line_by_line() -> None:
    checked = sheet(line("Straight prices", 31, "2"), line("Robin 1 Hedge waits", 32))
    words, entries = (part for part in walk(checked) if isinstance(part, Table))
    assert [[run.text for cell in row for run in cell] for row in words.rows] == [
        ["32", "[…] waits", "☐", "☐"]
    ]
    assert [[run.text for cell in row for run in cell] for row in entries.rows] == [
        ["31", "Straight prices", "☐"]
    ]
    assert (checked.name, checked.private) == ("p07", True)
