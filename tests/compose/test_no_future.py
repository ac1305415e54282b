"""A day's pages hold nothing that was known only later."""

from typing import Any

import pytest

from facilitate.check.year import LONGEST_ON_A_TENT
from facilitate.compose.day_context import DayContext
from facilitate.compose.template_names import TemplateNames
from facilitate.model.plan import Action
from facilitate.recipient import GROUP, Recipient
from facilitate.structs import replace
from tests.compose.contexts import PROGRAMME, context, shipped_page

OUTCOME = {
    "measure": "Delayed discharges",
    "unit": "a week",
    "direction": "down",
    "baseline": "11",
    "repeat": "6",
    "source": "Bed meeting",
    "date": "2027-02-08",
}


def counted(**keys: str) -> list[tuple[str, str]]:
    here = context(programme={"outcomes": [OUTCOME | keys]})
    seen = TemplateNames(here).of(GROUP)["programme"].outcomes
    return [(one.baseline, one.repeat) for one in seen]


def test_a_figure_counted_after_the_day_is_not_on_its_pages() -> None:
    assert counted(**{"repeat date": "2028-02-07"}) == [("11", "")]
    assert counted(**{"repeat date": "2027-03-09"}) == [("11", "6")]
    assert counted() == [("11", "6")]


def test_a_measure_first_taken_after_the_day_is_left_out() -> None:
    assert counted(date="2027-03-10") == []


def promises(made: str) -> bool:
    key = {"made on": made} if made else {}
    action = Action.model_validate({"id": "a", "who": "crisis", "what": "Meet", **key})
    return any(True for _ in context(actions=(action,)).made_before())


def test_a_promise_is_told_on_the_days_after_the_one_it_was_made_on() -> None:
    assert not promises("1-first")
    assert promises("")


def test_a_promise_of_somebody_who_is_ill_stays_on_the_pairs_page() -> None:
    action = Action.model_validate({"id": "a", "who": "crisis-doctor", "what": "Meet"})
    here = context(actions=(action,), day={"absent": ["crisis-doctor"]})
    assert [one.what for one in TemplateNames(here).of(Recipient("pair", "crisis"))["actions"]] == [
        "Meet"
    ]


def charter(agreed: str) -> bool:
    lines = {"charter": ["Ask first"], "charter agreed": agreed}
    return bool(TemplateNames(context(programme=lines)).of(GROUP)["charter"].agreed)


def test_rules_of_the_group_are_on_the_pages_after_the_day_they_were_agreed() -> None:
    assert not charter("2027-03-09")
    assert charter("2027-03-08")


@pytest.mark.parametrize(
    ("agreed", "above"),
    [("2027-03-08", "Since Monday 8 March 2027"), (None, "How we want to work together")],
)
def test_what_the_group_agreed_on_is_on_the_screen_of_every_later_day(
    agreed: str | None, above: str
) -> None:
    lines = {"charter": ["Ask first"], **({"charter agreed": agreed} if agreed else {})}
    deck = shipped_page("decks/group.md", context(programme=lines))
    slide = deck.split("# What we agreed on for ourselves")[1].split("\n# ")[0]
    assert "Ask first" in slide
    assert above in deck
    early = context(programme={"charter": ["Ask first"], "charter agreed": "2027-03-09"})
    assert "What we agreed on" not in shipped_page("decks/group.md", early)


def with_missions(agreed: str | None, **more: Any) -> DayContext:
    own = {**PROGRAMME["pairs"]["crisis"], "mission": "One list, one number"}
    pairs = {**PROGRAMME["pairs"], "crisis": own}
    date = {"mission agreed": agreed} if agreed else {}
    return context(programme={"pairs": pairs, "mission": "We answer within a day", **date}, **more)


def test_a_mission_is_asked_about_under_the_aims_where_the_day_has_some() -> None:
    deck = shipped_page("decks/group.md", with_missions(None, day={"aims": ["I know who asks"]}))
    aims = next(one for one in deck.split("\n# ") if one.startswith("By "))
    assert "I know who asks" in aims
    assert "“We answer within a day”" in aims
    assert "\n# We answer within a day" not in deck


def test_a_lone_aim_is_the_title_of_the_day() -> None:
    deck = shipped_page("decks/group.md", context(day={"aims": ["I know who asks"]}))
    today = deck.split("\n# ")[2]
    assert today.startswith("I know who asks")
    assert "what each of us can say at the end" in deck
    assert deck.count("# I know who asks") == 1


@pytest.mark.parametrize("agreed", ["2027-03-08", None])
def test_a_mission_is_on_the_cover_and_tents_and_asked_about_as_the_day_allows(
    agreed: str | None,
) -> None:
    here = with_missions(agreed)
    deck = shipped_page("decks/group.md", here)
    assert "“We answer within a day”" in deck.split("\n# ")[1]
    assert "does it say what we mean?" in deck
    assert "since last time" not in deck
    later = replace(here.day, number=2, id="2-later")
    again = replace(here, day=later, days=(here.day, later))
    assert "does it still hold?" in shipped_page("decks/group.md", again)
    assert "One list, one number" in shipped_page("sheets/name-tent.md", here, "crisis-doctor")
    assert "We answer within a day" in shipped_page("sheets/name-tent.md", here, "rehab-doctor")


@pytest.mark.parametrize(
    ("letters", "there"), [(LONGEST_ON_A_TENT, True), (LONGEST_ON_A_TENT + 1, False)]
)
def test_a_tent_leaves_out_a_mission_just_where_check_says_so(letters: int, there: bool) -> None:
    here = context(programme={"mission": "w" * letters})
    assert ("www" in shipped_page("sheets/name-tent.md", here, "crisis-doctor")) == there


def test_no_page_knows_a_mission_on_the_day_on_which_it_is_agreed() -> None:
    here = with_missions("2027-03-09")
    assert "We answer within a day" not in shipped_page("decks/group.md", here)
    assert "One list" not in shipped_page("sheets/name-tent.md", here, "crisis-doctor")


@pytest.mark.parametrize(
    ("agreed", "in_sight"),
    [("2027-03-08", "“We answer within a day”"), ("2027-03-09", "as it stands on the wall")],
)
def test_hard_choices_have_the_mission_in_sight_on_a_piece_of_its_own(
    agreed: str, in_sight: str
) -> None:
    here = with_missions(agreed, exercise={"id": "mission-test-on-a-case"})
    page = shipped_page("sheets/dilemma-cards.md", here)
    pieces = page.split("cut here")
    assert len(pieces) == 4  # three choices, and what they are decided by
    assert [in_sight in one for one in pieces] == [False, False, False, True]
    assert ("We answer within a day" in page) is (agreed == "2027-03-08")


@pytest.mark.parametrize(
    ("ahead", "heading"),
    [
        (["Open the budget", "Share a rota"], "# What we are for, and what is promised"),
        (["Open the budget"], "# Thank you. The rest is yours"),
    ],
)
def test_a_deck_closes_with_the_mission_and_the_promises_that_are_still_to_come(
    ahead: list[str], heading: str
) -> None:
    promises = [
        Action.model_validate(
            {
                "id": f"a{what[0].lower()}",
                "who": "crisis",
                "what": what,
                "by": by,
                "told to all": "yes",
            }
        )
        for what, by in (("Meet", "2027-03-08"), *((one, "2027-04-13") for one in ahead))
    ]
    deck = shipped_page("decks/group.md", with_missions("2027-03-08", actions=tuple(promises)))
    close = deck.split(heading)[1]
    assert "We answer within a day" in close
    assert all(one in close for one in ahead)
    assert "Meet" not in close
    assert deck.count("Open the budget") == 1


def test_a_single_day_closes_with_what_it_was_made_of_and_whom_to_ask_later() -> None:
    close = shipped_page("decks/group.md", context()).split("# Thank you. The rest is yours")[1]
    assert "Behind us: 30 min in your pair or role." in close
    assert "If you think of something later: Pat Nobody" in close


def test_a_pause_tells_whoever_leads_the_day_what_to_lay_out_in_it() -> None:
    agenda = [{"break": "15m"}, {"exercise": "walk"}, {"break": "10m"}, {"talk": "20m"}]
    deck = shipped_page("decks/group.md", context(day={"agenda": agenda}))
    assert "15 minutes, and never shortened. Clear the tables and lay out for “Walk and" in deck
    assert "10 minutes, and never shortened. Clear the tables." in deck


def test_a_talk_without_words_of_its_own_says_large_who_speaks_and_until_when() -> None:
    talk = {"talk": "20m", "title": "What the roof costs", "led by": "Pat Nobody"}
    deck = shipped_page("decks/group.md", context(day={"agenda": [talk]}))
    assert "# What the roof costs [divider]\nPat Nobody, until 09:20" in deck
    told = shipped_page("decks/group.md", context(day={"agenda": [talk | {"why": "So we know"}]}))
    assert "09:20, Pat Nobody)" in told
    assert "So we know" in told


def test_who_is_absent_is_on_no_list_of_the_day() -> None:
    here = context(day={"absent": ["crisis-doctor", "lone"]})
    names = TemplateNames(here).of(GROUP)
    assert [one.id for one in names["people"]] == [
        "crisis-manager",
        "rehab-doctor",
        "rehab-manager",
    ]
    assert [pair.names for pair in names["pairs"]] == [
        "B. Sample",
        "Dr C. Placeholder and D. Specimen",
    ]
    assert (names["day"].people_count, names["programme"].people_count) == (3, 5)
