"""Minutes of each kind of work: one count, told in plain words and in the trade's."""

import pytest

from facilitate.compose.slot_words import band_of, capital_view
from facilitate.load.words import words_of
from facilitate.model import Exercise
from facilitate.model.exercise import Variations
from facilitate.schedule.timetable import Slot, minutes_by_kind
from tests.compose.contexts import PROGRAMME, WALK, context, shipped_page

HERE = context()


def exercise(capital: list[str], within: str = "pair") -> Exercise:
    return Exercise.model_validate(WALK | {"capital": capital, "within": within})


def slot(minutes: int, capital: list[str], within: str = "pair") -> Slot:
    return Slot(
        number=1,
        kind="exercise",
        title="T",
        start=540,
        minutes=minutes,
        path=(),
        exercise=exercise(capital, within),
    )


def test_what_does_two_kinds_shares_its_minutes_equally() -> None:
    found = minutes_by_kind([slot(30, ["bonding", "linking"]), slot(20, ["bridging"])])
    assert found == {"bonding": 15, "bridging": 20, "linking": 15}


def test_minutes_of_the_kinds_add_up_to_the_minutes_of_the_day() -> None:
    found = minutes_by_kind([slot(260, ["bonding", "bridging", "linking"])])
    assert found == {"bonding": 87, "bridging": 87, "linking": 86}


@pytest.mark.parametrize(("within", "kind"), [("pair", "bridging"), ("role", "bonding")])
def test_in_the_strict_sense_a_pairs_own_time_bridges(within: str, kind: str) -> None:
    found = minutes_by_kind([slot(30, ["bonding"], within)], strict=True)
    assert found[kind] == 30
    assert sum(found.values()) == 30


def test_pages_tell_the_same_count_in_plain_words_and_in_the_trades() -> None:
    view = capital_view(HERE)
    assert view.words == "30 min in your pair or role."
    assert view.minutes == "Bonding 30."
    assert "shared equally" in view.rule
    strict = capital_view(context(programme={"capital": "strict"}))
    assert strict.words == "30 min across roles and pairs."
    assert "bridging" in strict.trade_rule


@pytest.mark.parametrize(
    ("kind", "sponsors", "label", "short"),
    [
        ("bonding", {}, "in your pair or role", "in pairs"),
        ("bridging", {}, "across roles and pairs", "across"),
        ("linking", {}, "with people above you", ""),
        ("linking", {"exec": "Rosalind Muster"}, "with sponsors", "sponsors"),
    ],
)
def test_the_bar_of_the_day_says_who_is_together_in_words_that_anybody_reads(
    kind: str, sponsors: dict[str, str], label: str, short: str
) -> None:
    here = context(programme={"sponsors": sponsors}, exercise={"capital": [kind]})
    (part,) = (part for part in band_of(here).parts if part.kind == kind)
    assert (part.label, part.short) == (label, short)


def test_a_single_pair_is_told_of_no_other_pairs() -> None:
    ward = {"ward": {"service": "Ward seven", "doctor": "Una Solo", "manager": "Tim Lone"}}
    here = context(programme={"pairs": ward}, exercise={"capital": ["bridging"]})
    assert capital_view(here).words == "30 min across roles."


def test_only_a_sponsor_in_the_room_is_told_as_time_with_sponsors() -> None:
    link = {"capital": ["linking"]}
    both = context(programme={"sponsors": {"exec": "Rosalind Muster"}}, exercise=link)
    assert capital_view(both).words == "30 min with sponsors."
    guest = [{"exercise": "walk", "who": ["crisis"], "led by": "Ines Invented, a visitor"}]
    here = context(
        programme={"sponsors": {"exec": "Rosalind Muster"}}, day={"agenda": guest}, exercise=link
    )
    assert capital_view(here).words == "30 min with people above you."
    assert "with people above you" in {part.label for part in band_of(here).parts}


def test_no_plain_word_is_one_of_the_trades() -> None:
    words = words_of("en-GB")
    said = (words[key].values() for key in ("capital rule", "band", "band short"))
    plain = " ".join(word for some in said for word in some)
    assert not any(word in plain for word in ("bonding", "bridging", "linking"))


def test_nobody_is_told_of_working_pairs_where_everybody_is_alone() -> None:
    alone = {
        pair: {key: who for key, who in says.items() if key != "manager"}
        for pair, says in PROGRAMME["pairs"].items()
    }
    way = {"variations": Variations(lone="Walks with a neighbour")}
    some = shipped_page("decks/group.md", context(exercise=way))
    assert "working pairs" in some
    assert "One of a pair alone: Walks with a neighbour" in some
    all_alone = {"pairs": alone, "roles": ["doctor"]}
    deck = shipped_page("decks/group.md", context(programme=all_alone, exercise=way))
    assert "working pairs" not in deck
    assert "Walks with a neighbour" not in deck


def test_several_of_a_thing_are_told_with_for_whom_they_are() -> None:
    assert "2 × map for each pair" in shipped_page("sheets/run-sheet.md", context())


def test_a_round_of_promises_is_never_said_to_shrink() -> None:
    shrinks = "can shrink to 20"
    assert shrinks in shipped_page("sheets/run-sheet.md", context())
    promising = context(exercise={"category": "action planning"})
    assert shrinks not in shipped_page("sheets/run-sheet.md", promising)


def test_a_story_of_one_short_paragraph_is_the_welcome_in_large_words() -> None:
    def titles(story: str) -> list[str]:
        page = shipped_page("decks/group.md", context(programme={"story": story, "promises": []}))
        return [line.removeprefix("# ") for line in page.splitlines() if line.startswith("# ")]

    short = "Two people run four theatres, and forty others work by what they agree."
    assert f"{short} [statement]" in titles(short)
    assert "Why we are here [statement]" in titles(f"{short}\n\nSo we begin with the two.")
    assert "Why we are here" in titles(short.removesuffix(".") + ", day after day" * 12)


def test_a_welcome_with_a_purpose_says_it_large_and_else_ours() -> None:
    ours = "# People who decide together save everybody else a great deal of time"
    assert ours in shipped_page("decks/group.md", context(programme={"story": ""}))
    why = {"welcome": "10m", "title": "Hello (Ros)", "why": "So that nobody waits for two answers"}
    here = context(programme={"story": ""}, day={"agenda": [why]})
    deck = shipped_page("decks/group.md", here)
    welcome = deck.split("# So that nobody waits for two answers")[1].split("\n# ")[0]
    assert "Hello (Ros)" not in welcome
    assert ours not in deck
