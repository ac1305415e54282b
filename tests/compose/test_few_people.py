"""What is printed for a few people claims nothing that only a larger group has."""

from typing import Any

import pytest

from facilitate.structs import replace
from tests.compose.contexts import context, group_theme, held_back, needing, shipped_page

FORM = "forms/day-feedback.md"
DECK = "decks/group.md"
EIGHT = {
    f"p{n}": {"service": f"S{n}", "doctor": f"Dr {n}. Example", "manager": f"{n}. Sample"}
    for n in range(4)
}
ONE = {"p0": EIGHT["p0"]}


def said(name: str, pairs: Any, **more: Any) -> str:
    return shipped_page(name, context(programme={"pairs": pairs, "sponsors": {}, **more}))


@pytest.mark.parametrize("name", [FORM, DECK])
def test_words_of_a_form_are_shared_only_where_eight_can_write(name: str) -> None:
    few = dict(list(EIGHT.items())[:3])
    assert "eight or more people wrote" in said(name, EIGHT)
    assert "eight or more people wrote" not in said(name, few)
    assert "Counts go to everyone" in said(name, few)


@pytest.mark.parametrize("name", [FORM, DECK])
def test_counts_of_fewer_than_the_least_group_go_to_nobody(name: str) -> None:
    assert "Counts go to everyone" not in said(name, ONE)
    assert "facilitator alone" in said(name, ONE)
    six = dict(list(EIGHT.items())[:3])
    assert "Counts go to everyone" not in said(name, six, **{"minimum group": "7"})


FOR_TWO_PAIRS = [
    "front-page",
    "give-and-get",
    "goal-sheet",
    "mission-strip",
    "mission-worksheet",
    "one-ask",
    "outside-view",
    "route-map",
    "story-card",
]
"""Sheets that are made for two pairs or tell of another one, each with its exercise."""


@pytest.mark.parametrize("stem", FOR_TWO_PAIRS)
def test_a_sheet_for_a_pair_that_is_alone_speaks_of_no_other_pair(stem: str) -> None:
    reader = {"mission-worksheet": "p0-doctor", "story-card": "p0"}.get(stem, "")

    def page(pairs: Any) -> str:
        here = context(programme={"pairs": pairs, "sponsors": {}}, exercise=needing(stem))
        return shipped_page(f"sheets/{stem}.md", here, reader)

    others = ("two pairs", "Two pairs", "neighbours", "other strips", "other pair", "A, doctor")
    many, alone = page(EIGHT), page(ONE)
    assert any(words in many for words in others)
    assert [words for words in others if words in alone] == []


def test_a_sheet_for_the_one_pair_of_a_room_speaks_of_no_other_pair() -> None:
    def head(pairs: list[str]) -> str:
        rooms = [
            {"exercise": "walk", "who": pairs, "room": "Ash"},
            {"talk": "30m", "title": "Money", "who": "the rest", "room": "Elm"},
        ]
        here = context(
            programme={"pairs": EIGHT, "sponsors": {}},
            day={"agenda": [{"parallel": rooms}]},
            exercise=needing("goal-sheet"),
        )
        return shipped_page("sheets/goal-sheet.md", here)

    assert "One for the pair" in head(["p0"])
    assert "One for each two pairs" in head(["p0", "p1"])


def test_one_pair_is_not_asked_what_it_saw_of_other_pairs() -> None:
    assert "other pairs" in said(FORM, EIGHT)
    assert "other pairs" not in said(FORM, ONE)


@pytest.mark.parametrize(
    "name", ["handouts/pair-results.md", "decks/pair.md", "forms/pair-review.md"]
)
def test_where_no_theme_can_be_shown_no_page_speaks_of_rows_that_stand_out(name: str) -> None:
    held = (held_back("Trust", "no_shared_picture"), held_back("Respect", "too_few"))
    page = shipped_page(name, context(findings=held), "crisis")
    assert "stands out" not in page
    assert "highest row" not in page
    assert "lowest row" not in page
    assert "Which row" not in page
    assert "on 0 themes" not in page
    assert "themes below" not in page
    assert "Mark alone first" not in page
    assert "This page shows" not in page
    assert "The group’s results" not in page


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        (DECK, ""),
        ("handouts/joining-letter.md", "p0-doctor"),
        ("sheets/sharing-slip.md", "p0-doctor"),
    ],
)
def test_fewer_than_may_be_shown_are_told_so_and_promised_no_results_of_the_group(
    name: str, reader: str
) -> None:
    held = (held_back("Trust", "too_few"),)
    here = context(programme={"pairs": ONE, "sponsors": {}}, findings=held)
    page = shipped_page(name, here, reader)
    assert "You are 2 people, and of fewer than five nothing is shown as a group’s." in page
    for claim in (
        "means of",
        "Means of",
        "the group’s results",
        "group’s means",
        "beside the group",
    ):
        assert claim not in page
    assert "In a group of" not in page


def test_one_pair_has_nobody_to_share_its_choice_with_but_the_facilitator() -> None:
    def slip(pairs: Any) -> str:
        here = context(
            programme={"pairs": pairs}, findings=(group_theme("Trust", 4.0, "strength"),)
        )
        return shipped_page("handouts/pair-results.md", here, "p0")

    assert "S0 shares with the group what we chose" in slip(EIGHT)
    assert "S0 tells the facilitator what we chose" in slip(ONE)


def test_one_pair_has_no_witness_in_another() -> None:
    def agreement(pairs: Any) -> str:
        here = context(programme={"pairs": pairs}, exercise={"id": "role-negotiation"})
        return shipped_page("sheets/request-sheet.md", here, "p0-doctor")

    assert "Witness" in agreement(EIGHT)
    assert "Witness" not in agreement(ONE)


ALONE = {
    pair: {"service": says["service"], "doctor": says["doctor"]} for pair, says in EIGHT.items()
}


def test_where_everybody_is_alone_people_are_counted_and_no_pairs() -> None:
    assert "Four pairs:" in said(DECK, EIGHT)
    assert "Four people:" in said(DECK, ALONE)
    assert "Four pairs" not in said(DECK, ALONE)


def test_where_everybody_is_alone_it_is_said_first_what_a_pair_is() -> None:
    means = "We say “pair” for whoever runs one service: here one person each."
    assert means in said(DECK, ALONE).partition("What we do today")[0]
    assert "We say" not in said(DECK, EIGHT)


@pytest.mark.parametrize("reader", ["", "p0-doctor"])
def test_who_is_alone_works_as_nobodys_partner(reader: str) -> None:
    name = "sheets/mission-worksheet.md" if reader else "sheets/mission-strip.md"
    sentences = {
        "pairs": "We work as partners so that patients",
        "alone": "We work so that patients",
    }
    for key, pairs in (("pairs", EIGHT), ("alone", ALONE)):
        here = context(programme={"pairs": pairs}, exercise={"id": "mission-one-two-four"})
        assert sentences[key] in shipped_page(name, here, reader)


def test_one_pair_is_not_told_of_working_pairs() -> None:
    assert "working pairs" in said(DECK, EIGHT)
    assert "working pairs" not in said(DECK, ONE)


def test_no_slide_speaks_of_groups_that_an_exercise_makes_of_other_numbers() -> None:
    def deck(people: tuple[int, int]) -> str:
        walk = {"groups": "eight to ten", "people": people}
        here = context(programme={"pairs": EIGHT, "sponsors": {}}, exercise=walk)
        return shipped_page(DECK, here)

    assert "eight to ten" in deck((2, 40))
    assert "eight to ten" not in deck((9, 40))
    assert "eight to ten" not in deck((2, 7))


def test_who_is_alone_is_asked_what_they_saw_of_the_others() -> None:
    assert "Seeing other pairs" in said(FORM, EIGHT)
    assert "Seeing the others" in said(FORM, ALONE)


def test_who_is_alone_writes_a_letter_as_one() -> None:
    def letter(pairs: Any) -> str:
        here = context(programme={"pairs": pairs}, exercise={"id": "close-letter-to-us"})
        return shipped_page("sheets/letter.md", here, "p0")

    assert "What we hope" in letter(EIGHT)
    assert "What I hope" in letter(ALONE)
    assert "we" not in letter(ALONE).split()


def test_a_picture_in_which_nothing_can_be_shown_is_not_drawn() -> None:
    held = (held_back("Trust", "too_few"), held_back("Respect", "too_few"))
    assert "Trust" not in shipped_page(DECK, context(findings=held))


def test_what_the_form_asks_stands_over_the_columns_of_its_slide() -> None:
    deck = said(DECK, EIGHT)
    last = deck[deck.rindex("How was today?") :]
    assert last.index("How true this was before today") < last.index("No name")
    assert "What it asks" not in last


def test_a_pairs_deck_has_no_slide_for_a_picture_in_which_nothing_can_be_shown() -> None:
    held = (held_back("Trust", "too_few"), held_back("Respect", "too_few"))
    page = shipped_page("decks/pair.md", context(findings=held), "crisis")
    assert page.count("Too few answers to show a picture of the group") == 1
    assert "Use more, ask about" not in page
    assert "What do you do well?" in page


def test_where_no_change_can_be_told_the_page_asks_and_claims_nothing() -> None:
    first = held_back("Trust", "too_few")
    takes = {"stock takes": {"baseline": "2027-02-12", "repeat": "2027-03-01"}}
    here = context(programme=takes, findings=(first, replace(first, wave="repeat")))
    page = shipped_page("handouts/then-and-now.md", here, "crisis")
    assert "What changed, and what did not?" in page
    assert "theme by theme" not in page
    assert "answered both times" not in page
    assert "shows the group" not in page


@pytest.mark.parametrize("bare", [1, 2])
def test_brackets_are_explained_wherever_one_theme_of_a_page_has_counts_by_role(bare: int) -> None:
    first, second = (
        group_theme("Trust", 2.0, "worth working on", 1),
        group_theme("Respect", 2.4, "worth working on", 2),
    )
    shown = (replace(first, roles=()), second) if bare == 1 else (first, replace(second, roles=()))
    page = shipped_page("handouts/pair-results.md", context(findings=shown), "crisis")
    assert "(8)" in page
    assert "In brackets: how many answered." in page


def test_brackets_are_explained_on_a_slide_of_a_pair_only_where_some_stand() -> None:
    high, low = (
        group_theme("Trust", 4.0, "strength"),
        group_theme("Respect", 2.0, "worth working on"),
    )
    words = "In brackets: how many answered."
    assert words not in shipped_page("decks/pair.md", context(findings=(high, low)), "crisis")
    mixed = group_theme("Trust", 3.2, "mixed")
    for one in (mixed, replace(mixed, roles=())):  # by role, or of everyone
        page = shipped_page("decks/pair.md", context(findings=(one, low)), "crisis")
        assert "Nothing stands out as high." in page
        assert words in page


def test_a_group_of_which_no_theme_is_shown_is_told_the_rule_on_the_slide() -> None:
    held = (held_back("Trust", "no_shared_picture"), held_back("Respect", "too_few"))
    page = shipped_page(DECK, context(findings=held))
    assert "would tell single answers, or that would describe nobody, is not shown" in page


def test_names_that_would_not_fit_on_the_cover_leave_it_to_the_marks() -> None:
    named = {"p0": EIGHT["p0"] | {"service": "Crisis"}}
    assert "Crisis" in said(DECK, named).split("What we do today")[0]
    long = {f"p{n}": EIGHT["p0"] | {"service": f"{'Long ' * 14}{n}"} for n in range(6)}
    cover = said(DECK, long).split("What we do today")[0]
    assert "Long" not in cover
    assert "Six pairs" in cover
