"""Rooms side by side: everybody reads of their own room and gets its sheets, and no other's."""

from pathlib import Path
from typing import Any

import pytest

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs
from facilitate.model import Access
from facilitate.model.exercise import Variations
from facilitate.recipient import Recipient
from facilitate.schedule.packing import Packing
from tests.compose.contexts import (
    PROGRAMME,
    context,
    front,
    shipped_document,
    shipped_for,
    shipped_page,
    templates,
)

ROOMS: dict[str, Any] = {
    "agenda": [
        {"arrive": "15m"},
        {
            "parallel": [
                {"exercise": "walk", "who": ["crisis", "exec"], "room": "Ash Room"},
                {"talk": "20m", "title": "Money", "who": "the rest", "room": "Elm Room"},
            ]
        },
        {"feedback": "10m"},
    ]
}


def rooms() -> DayContext:
    return context(day=ROOMS)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("each person", ["crisis-doctor", "crisis-manager"]),
        ("each pair", ["crisis"]),
        ("each sponsor", ["exec"]),
        ("facilitator", [""]),
        ("group", [""]),
    ],
)
def test_the_sheets_of_an_exercise_are_for_those_in_its_room(
    tmp_path: Path, audience: str, readers: list[str]
) -> None:
    text = front(audience, "requires: 'exercise: walk'") + "# A\n"
    found, _ = templates(tmp_path, {"handouts/a.md": text})
    made, _ = jobs(found, rooms())
    assert [job.recipient.id for job in made] == readers


@pytest.mark.parametrize(("who", "times"), [("crisis-doctor", 1), ("rehab-doctor", 0)])
@pytest.mark.parametrize("name", ["sheets/run-sheet.md", "decks/group.md"])
def test_what_to_do_for_a_screen_is_told_only_in_the_room_that_has_somebody_on_one(
    name: str, who: str, times: int
) -> None:
    here = context(
        day=ROOMS,
        exercise={"variations": Variations(remote="A breakout for two")},
        access={Recipient("person", who): Access(remote=True)},
        packing=Packing(boxes=(), list=()),
    )
    assert shipped_page(name, here).count("A breakout for two") == times


def test_what_can_shrink_when_it_is_late_is_told_with_its_room() -> None:
    page = shipped_page("sheets/run-sheet.md", rooms())
    assert "09:15 Walk and talk (Ash Room) can shrink to 20" in page


def test_whoever_is_on_a_screen_reads_how_to_be_in_a_room_that_is_named() -> None:
    link = {"link": "https://example.org/room"}
    said = "Where a room is named below, you join those in it from your screen."
    away = {Recipient("person", "crisis-doctor"): Access(remote=True)}

    def letter(day: dict[str, Any], reader: str) -> str:
        here = context(day={**day, **link}, access=away)
        return shipped_page("handouts/joining-letter.md", here, reader)

    assert said in letter(ROOMS, "crisis-doctor")
    assert said not in letter(ROOMS, "crisis-manager")
    assert said not in letter({}, "crisis-doctor")


def test_coaching_sheets_are_for_those_who_are_coached(tmp_path: Path) -> None:
    here = context(programme={"coaching": {"rehab-doctor": ["2027-05-04"]}})
    text = front("each person", "requires: coaching") + "# A\n"
    found, _ = templates(tmp_path, {"handouts/a.md": text})
    assert [job.recipient.id for job in jobs(found, here)[0]] == ["rehab-doctor"]


@pytest.mark.parametrize(
    ("person", "own", "other"),
    [
        ("crisis-doctor", "Walk and talk (Ash Room)", "Money"),
        ("rehab-manager", "Money (Elm Room)", "Walk and talk"),
    ],
)
def test_a_letter_names_ones_own_room_alone(person: str, own: str, other: str) -> None:
    letter = shipped_page("handouts/joining-letter.md", rooms(), person)
    assert own in letter
    assert other not in letter
    assert "Side by side" not in letter


def test_the_rest_are_called_by_name() -> None:
    deck = shipped_page("decks/group.md", rooms())
    assert "Crisis and Rae Invented" in deck
    assert "Rehab and Lone" in deck


def test_the_slide_of_the_day_names_rooms_and_leaves_their_people_to_the_slide_of_the_rooms() -> (
    None
):
    deck = shipped_page("decks/group.md", rooms())
    today, later = deck.split("groups, then together again")
    assert "Walk and talk (Ash Room)" in today
    assert "Rae Invented, Ash Room" not in today
    assert "Crisis and Rae Invented" in later


@pytest.mark.parametrize(("others", "said"), [(0, True), (12, True), (13, False)])
def test_three_rooms_are_on_the_slide_of_the_day_unless_it_is_long(others: int, said: bool) -> None:
    two = ROOMS["agenda"][1]
    third = {"talk": "20m", "title": "Knots", "who": ["lone"], "room": "Oak Room"}
    talks = [{"talk": "5m", "title": f"Talk {number}"} for number in range(others)]
    deck = shipped_page(
        "decks/group.md", context(day={"agenda": [*talks, {"parallel": [*two["parallel"], third]}]})
    )
    today = deck.split("\n# ")[2]
    assert ("Oak Room" in today) == said
    assert "Oak Room" in deck.split("groups, then together again")[1]


def test_the_slides_before_the_first_session_have_the_mark_of_where_we_are() -> None:
    day = {"agenda": [{"arrive": "15m"}, {"exercise": "walk"}]}
    cover, today, *_ = shipped_document("decks/group.md", context(day=day)).sections
    assert cover.marker is None
    assert today.marker is not None
    assert [part.now for part in today.marker.parts] == [True, False]


def test_a_break_before_rooms_says_which_they_are() -> None:
    day = {"agenda": [{"break": "15m"}, ROOMS["agenda"][1]]}
    deck = shipped_page("decks/group.md", context(day=day))
    pause = next(one for one in deck.split("\n# ") if one.startswith("Break until"))
    assert "Then: Side by side, in Ash Room and Elm Room" in pause


def test_a_break_before_time_in_hand_says_what_comes_after_it() -> None:
    day = {"agenda": [{"break": "15m"}, {"buffer": "10m"}, {"exercise": "walk"}]}
    deck = shipped_page("decks/group.md", context(day=day))
    assert "Then: Walk and talk" in deck
    assert "Clear the tables and lay out for “Walk and talk”: " in deck
    closing = {"agenda": [{"exercise": "walk"}, {"break": "15m"}, {"buffer": "10m"}]}
    assert "Then: " not in shipped_page("decks/group.md", context(day=closing))


def test_a_rest_of_more_than_twelve_is_everyone_else() -> None:
    many = {f"p{n}": {"service": f"Service {n}", "doctor": {"name": f"Dr {n}"}} for n in range(15)}
    here = context(day=ROOMS, programme={"pairs": PROGRAMME["pairs"] | many})
    deck = shipped_page("decks/group.md", here)
    assert "everyone else" in deck
    assert "Service 7" not in deck.split("groups, then together again")[1]
    assert "Crisis and Rae Invented" in deck


@pytest.mark.parametrize(("pairs", "called"), [(13, "Service"), (7, "Service with a name " * 3)])
def test_more_names_than_a_slide_can_bear_are_told_by_their_number(pairs: int, called: str) -> None:
    many = {
        f"p{n}": {"service": f"{called} {n}", "doctor": {"name": f"Dr {n}"}} for n in range(pairs)
    }
    walk, money = ROOMS["agenda"][1]["parallel"]
    day = {"agenda": [{"parallel": [{**walk, "who": list(many)}, money]}]}
    here = context(day=day, programme={"pairs": PROGRAMME["pairs"] | many})
    split = shipped_page("decks/group.md", here).split("groups, then together again")[1]
    assert f"{pairs} people" in split
    assert "Service" not in split


def test_a_run_sheet_has_the_steps_of_every_room() -> None:
    sheet = shipped_page("sheets/run-sheet.md", rooms())
    assert "Walk, one of you talks" in sheet
    assert "Say it back" in sheet


TALKS: dict[str, Any] = {
    "agenda": [
        {
            "parallel": [
                {"talk": "20m", "title": "Ropes", "who": ["crisis", "exec"], "room": "Ash Room"},
                {"talk": "20m", "title": "Tar", "who": "the rest", "room": "Elm Room"},
            ]
        },
        {"talk": "10m", "title": "What now", "room": "Hall"},
    ]
}


def test_talks_side_by_side_have_a_card_that_tells_each_the_room() -> None:
    here = context(day=TALKS)
    card = shipped_page("sheets/rotation-card.md", here, "rehab-doctor")
    assert "09:00 Elm Room" in card
    assert "Tar" in card
    assert "Ash Room" not in card
    assert "rehab-doctor" in shipped_for(here, "rotation-card")


def test_a_talk_for_everybody_needs_no_card() -> None:
    assert not shipped_for(context(day={"agenda": TALKS["agenda"][1:]}), "rotation-card")


def welcome_slides(leads: dict[str, str]) -> str:
    """Return the group's deck of a day that somebody opens, without a story of the sponsors'."""
    day = {"agenda": [{"welcome": "15m", **leads}]}
    return shipped_page("decks/group.md", context(programme={"story": ""}, day=day))


def test_the_slide_of_a_welcome_names_whoever_leads_it() -> None:
    slides = welcome_slides({"led by": "the harbourmaster"})
    assert "Welcome, the harbourmaster" in slides
    assert "Rae Invented" not in slides
    assert "Let the harbourmaster say this" in slides


@pytest.mark.parametrize("leads", [{}, {"led by": "sponsors"}, {"led by": "exec"}])
def test_the_slide_of_a_welcome_names_the_sponsors_where_nobody_else_leads(
    leads: dict[str, str],
) -> None:
    slides = welcome_slides(leads)
    assert "Welcome, Rae Invented" in slides
    assert "Let Rae Invented say this" in slides


def test_the_slide_of_rooms_says_what_for_and_until_when_where_that_differs() -> None:
    deck = shipped_page(
        "decks/group.md", context(day=ROOMS, exercise={"purpose": "So that we walk"})
    )
    slide = deck.split("# Two groups, then together again")[1].split("notes:")[0]
    assert "So that we walk" in slide
    assert slide.count("Until ") == 1
    notes = deck.split("# Two groups, then together again")[1].split("notes:")[1].split("\n# ")[0]
    assert notes.count(", until ") == 2
    assert "Ash Room: Walk and talk, until 09:45; you need shoes" in notes
