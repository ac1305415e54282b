"""What shipped pages promise is so: whose results a page shows, who is asked, what was promised."""

from dataclasses import replace

from facilitate.audit.pairs import CALLED
from facilitate.compose.day_context import DayContext
from facilitate.load.words import words_of
from facilitate.schedule.timetable import ExerciseSlot
from tests.compose.contexts import (
    GROUP_FINDINGS,
    context,
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
        "Your pair’s pages say who answered what, and all our numbers are exact. If you said yes "
        "and your page shows the group, you can conclude that somebody else in your pair did not "
        "say yes or did not answer; no page says which. In a group of 5 people somebody may guess "
        "who said a thing, so leave out what you would not stand by."
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
    here = context(programme={"minimum group": "6"})
    letter = shipped_page("handouts/joining-letter.md", here, "crisis-doctor")
    assert "means of six or more people" in letter


def test_the_last_slide_speaks_of_a_promise_only_if_one_was_made() -> None:
    assert "One promise" not in shipped_page("decks/group.md", context())
    assert "One promise, one witness" in shipped_page("decks/group.md", with_promises(context()))


def with_promises(here: DayContext) -> DayContext:
    """Return the context with its exercise turned into the round of promises."""
    slots = tuple(
        replace(slot, exercise=slot.exercise.model_copy(update={"id": "action-commitment-round"}))
        if isinstance(slot, ExerciseSlot)
        else slot
        for slot in here.timetable.slots
    )
    return replace(here, timetable=replace(here.timetable, slots=slots))


def test_a_choice_is_called_the_same_when_it_is_asked_and_on_ones_own_sheet() -> None:
    choices = words_of("en-GB")["questionnaire"]["sharing choices"]
    asked = {one["is"]: one["name"].format(partner="partner") for one in choices}
    assert {is_: name.casefold() for is_, name in asked.items()} == {
        is_: name.casefold() for is_, name in CALLED.items()
    }
    slip = shipped_page(SLIP, context(findings=GROUP_FINDINGS), "crisis-doctor")
    assert all(f"{name}." in slip for name in asked.values())
