from typing import Any

import pytest

from facilitate.audit.findings import PairTheme
from facilitate.figures import points
from facilitate.recipient import Recipient
from tests.audit.a_stock_take import answers_of, found, of_kind, questions, table

ITEMS = [
    {"id": "one", "text": "One", "question": "What of one?"},
    {"id": "two", "text": "Two", "question": "What of two?"},
    {"id": "three", "text": "Three", "question": "What of three?"},
]
THREE = questions(
    dimensions=[{"id": "trust", "name": "Trust", "themes": ["trust"], "items": ITEMS}]
)


def pair_theme(doctor: tuple[int, int, int], manager: tuple[int, int, int]) -> Any:
    """The first pair on a theme of three statements, each with a question of its own."""
    given = {person: {"one": 3, "two": 2 + len(person) % 3, "three": 4} for person in answers_of()}
    for role, ticks in (("doctor", doctor), ("manager", manager)):
        given[f"p1-{role}"] = dict(zip(("one", "two", "three"), ticks, strict=True))
    answers = table(given, ("one", "two", "three"))
    themes = of_kind(PairTheme, found(waves={"baseline": answers}, asking=THREE))
    return next(one for one in themes if one.subject.id == "p1")


@pytest.mark.parametrize(
    ("doctor", "manager", "label", "question"),
    [
        ((3, 1, 2), (3, 1, 3), "worth working on", "What of two?"),  # the worst statement
        ((4, 5, 4), (4, 5, 3), "shared strength", "What of two?"),  # the best one
        ((5, 5, 5), (4, 1, 2), "seen differently", "What of two?"),  # the widest gap
        ((2, 3, 3), (2, 3, 3), "worth working on", "What of one?"),
        ((4, 4, 5), (4, 4, 5), "shared strength", "What of three?"),
    ],
)
def test_the_question_is_that_of_the_statement_which_shows_the_label_best(
    doctor: tuple[int, int, int], manager: tuple[int, int, int], label: str, question: str
) -> None:
    theme = pair_theme(doctor, manager)
    assert (theme.label, theme.question) == (label, question)


def test_the_gap_of_a_pair_is_that_of_the_figures_as_they_are_printed() -> None:
    # 5/3 and 10/3 are 5/3 apart; a page prints 1.7 and 3.3.
    theme = pair_theme((2, 2, 1), (3, 3, 4))
    assert [points(score) for _, score in theme.scores] == ["1.7", "3.3"]
    assert points(theme.gap) == "1.6"


def test_every_figure_of_a_pair_belongs_to_the_pair() -> None:
    theme = pair_theme((2, 2, 1), (3, 3, 4))
    figures = (theme.gap, theme.mean, *(score for _, score in theme.scores))
    assert {figure.of for figure in figures} == {Recipient("pair", "p1")}
