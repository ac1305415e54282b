"""What shipped pages promise is so: whose results a page shows, who is asked, what was promised."""

import pytest

from facilitate.audit.pairs import CALLED
from facilitate.compose.conditions import permissions_asked
from facilitate.compose.day_context import DayContext
from facilitate.compose.template_set import load_templates
from facilitate.load.words import words_of
from facilitate.pipeline.analyse import analyse
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.timetable import ExerciseSlot
from facilitate.shipped import shipped
from facilitate.structs import replace
from tests.compose.contexts import (
    GROUP_FINDINGS,
    context,
    needing,
    not_shared,
    pair_findings,
    shipped_page,
    with_findings,
)

SLIP = "sheets/sharing-slip.md"
RESULTS = "handouts/pair-results.md"


def test_a_page_that_shows_the_group_is_not_headed_as_the_pairs() -> None:
    alone = shipped_page(
        RESULTS, context(findings=(*GROUP_FINDINGS, *not_shared("crisis"))), "crisis"
    )
    assert "Only for Crisis" not in alone
    assert "The group’s results" in alone
    shared = context(findings=(*GROUP_FINDINGS, *pair_findings("crisis")))
    assert "Only for Crisis" in shipped_page(RESULTS, shared, "crisis")


def test_the_slip_says_beforehand_what_can_be_worked_out_all_the_same() -> None:
    slip = shipped_page(SLIP, context(findings=GROUP_FINDINGS), "crisis-doctor")
    assert (
        "Your pair’s pages say who answered what, and how many answered is always told "
        "exactly. If you said yes and your page shows the group, you can conclude that "
        "somebody else in your pair did not say yes or did not answer; no page says which. In "
        "a group of 5 people somebody may guess who said a thing, so leave out what you would "
        "not stand by."
    ) in slip
    assert "asks each of you alone" not in slip


def test_only_where_one_reports_to_the_other_the_slip_says_who_asks_them() -> None:
    here = context(
        programme={"manages": {"rehab-doctor": "rehab-manager"}}, findings=GROUP_FINDINGS
    )
    for reader in ("crisis-doctor", "rehab-manager"):
        assert (
            "If one of you reports to another, the facilitator asks each of you alone first. "
            "No is the usual answer, and nobody is told."
        ) in shipped_page(SLIP, here, reader)


def test_a_letter_is_the_same_before_and_after_the_answers() -> None:
    before = context()
    after = with_findings(before, *GROUP_FINDINGS, *pair_findings("crisis"))
    name = "handouts/joining-letter.md"
    letter = shipped_page(name, before, "crisis-doctor")
    assert letter == shipped_page(name, after, "crisis-doctor")
    assert "means of five or more people" in letter


def test_the_smallest_group_on_pages_is_the_programmes() -> None:
    pairs = {f"p{n}": {"doctor": f"Dr {n}. Example", "manager": f"{n}. Sample"} for n in range(3)}
    here = context(programme={"minimum group": "6", "pairs": pairs})
    letter = shipped_page("handouts/joining-letter.md", here, "p1-doctor")
    assert "means of six or more people" in letter


def test_the_last_slide_speaks_of_a_promise_only_if_one_was_made() -> None:
    assert "One promise" not in shipped_page("decks/group.md", context())
    assert "One promise, one witness" in shipped_page("decks/group.md", with_promises(context()))
    lone = {"crisis": {"service": "Crisis", "doctor": "Dr A. Example", "manager": "B. Sample"}}
    here = with_promises(context(programme={"pairs": lone}))
    assert "One promise, one date." in shipped_page("decks/group.md", here)
    slip = shipped_page("sheets/commitment-slip.md", here, "crisis")
    assert "Who asks, and on which day" in slip
    assert "witness" not in slip.casefold()


def with_promises(here: DayContext) -> DayContext:
    """Return the context with its exercise turned into the round of promises."""
    slots = tuple(
        replace(slot, exercise=slot.exercise.model_copy(update=needing("commitment-slip")))
        if isinstance(slot, ExerciseSlot)
        else slot
        for slot in here.timetable.slots
    )
    return replace(here, timetable=replace(here.timetable, slots=slots))


def test_a_choice_is_called_the_same_when_it_is_asked_and_on_ones_own_sheet() -> None:
    choices = words_of("en-GB")["sharing choices"]
    asked = {one["is"]: one["name"].format(partner="partner") for one in choices}
    assert {is_: name.casefold() for is_, name in asked.items()} == {
        is_: name.casefold() for is_, name in CALLED.items()
    }
    slip = shipped_page(SLIP, context(findings=GROUP_FINDINGS), "crisis-doctor")
    assert all(f"{name}." in slip for name in asked.values())


def test_a_pair_that_nobody_watches_today_is_not_told_of_its_issue() -> None:
    turn = Turn(start=600, minutes=12, table="Oak", pair="rehab", watchers=("crisis",))
    deck = shipped_page("decks/pair.md", context(findings=GROUP_FINDINGS, turns=(turn,)), "crisis")
    assert "Not today." in deck
    assert "Friday beds" not in deck


def test_a_charter_is_looked_at_again_on_the_last_day_only_where_that_is_still_to_come() -> None:
    charter, again = {"charter": ["We ask first"]}, "We ask ourselves on the last day"
    first = context(programme=charter, exercise=needing("charter"))
    last = replace(first.day, id="2-last", number=2)
    poster = "sheets/charter.md"
    assert again in shipped_page(poster, replace(first, days=(first.day, last)))
    assert again not in shipped_page(poster, replace(first, day=last, days=(first.day, last)))


def test_a_letter_names_the_place_as_the_plan_does() -> None:
    here = context(day={"venue": "The seed barn, upstairs"})
    letter = shipped_page("handouts/joining-letter.md", here, "crisis-doctor")
    assert "We meet from 09:00 to 10:55. The place: The seed barn, upstairs." in letter


def test_the_cards_to_sort_are_not_called_as_the_page_that_everybody_gets() -> None:
    loaded, _ = load_templates([shipped("templates")])
    titles = {one.stem: one.front.title for one in loaded}
    assert titles["in-our-own-words"] == "In our own words"
    assert titles["voice-cards"] == "In our own words, to sort"


@pytest.mark.parametrize(
    ("permissions", "letters", "watched"),
    [(frozenset(), False, False), ({"letters"}, True, False), ({"watched"}, False, True)],
)
def test_the_slip_asks_for_nothing_that_no_day_works_with(
    permissions: frozenset[str], *, letters: bool, watched: bool
) -> None:
    here = context(findings=GROUP_FINDINGS, permissions=permissions)
    slip = shipped_page(SLIP, here, "crisis-doctor")
    assert ("preference letters" in slip) is letters
    assert ("may watch us" in slip) is watched
    assert ("A sponsor may visit us" in slip) is watched
    assert "My one line" in slip


def test_heads_and_business_managers_are_not_asked_for_letters_or_to_be_watched() -> None:
    for name, asked in (("schools", set()), ("example", {"letters", "watched"})):
        seen = analyse(shipped("agendas") / name)
        assert permissions_asked(seen.plan.planned) == asked
