"""The final report claims what the plan records, counts promises, and names nobody."""

from typing import Any

from facilitate.audit.findings import GroupChange
from facilitate.compose.conditions import is_there
from facilitate.model.plan import Action
from facilitate.structs import replace
from tests.audit.made_figures import group_change
from tests.compose.contexts import (
    EVERYBODY,
    GROUP_FINDINGS,
    context,
    shipped_page,
)
from tests.compose.test_named_themes import quote, theme

TWICE = {"stock takes": {"baseline": "2027-01-12", "repeat": "2027-02-20"}}


def moved(name: str, both: int, **more: Any) -> GroupChange:
    sentence = f"Of the {both} who answered both times, 8 rate this higher."
    numbers = {"then": 2.5, "now": 3.25, "change": 0.75, "up": 8, "same": 3, "down": both - 11}
    said = {"id": f"baseline/since/{name}", "wave": "baseline", "readers": EVERYBODY}
    named = {"dimension": name, "name": name, "n": both, "asked": 17, "sentence": sentence}
    return group_change(**said, **{**numbers, **named, **more})


def report(*changes: GroupChange, **more: Any) -> str:
    programme = TWICE | more.pop("programme", {})
    found = (*GROUP_FINDINGS, *(changes or (moved("Trust", 14),)))
    here = context(programme=programme, findings=found, **more)
    return shipped_page("handouts/final-report.md", here)


def test_promises_stand_there_as_counts_without_anybodys_name() -> None:
    says = {"id": "a1", "who": "crisis", "what": "Meet on Mondays", "status": "not kept"}
    actions = (
        Action.model_validate(says),
        Action.model_validate(says | {"id": "a2", "who": "rehab", "status": "kept"}),
    )
    promises = [
        {"sponsor": "exec", "what": "Protect the days", "status": "not kept"},
        {"sponsor": "amd", "what": "Find cover", "status": "kept"},
    ]
    sponsors = {"exec": "Rae Invented", "amd": "Sam Madeup"}
    programme = {"promises": promises, "sponsors": sponsors}
    text = report(actions=actions, programme=programme)
    assert "Of 2 promises by pairs: 1 kept and 1 not kept." in text
    assert "Of 2 promises by sponsors: 1 kept and 1 not kept." in text
    for word in ("Crisis", "Rehab", "Rae", "Sam", "Dr A", "Mondays", "Protect", "cover"):
        assert word not in text


def test_a_programme_without_coaching_promises_and_measures_claims_none() -> None:
    text = report(programme={"story": ""})
    assert "No promises stand in the plan." in text
    for word in ("oaching", "year", "counted stand", "What was counted", "doctor and a manager"):
        assert word not in text


def test_who_took_part_is_counted_by_the_roles_of_the_programme() -> None:
    pairs = {
        "elm": {"service": "Elm", "head": "A. Example", "bursar": "B. Sample"},
        "oak": {"service": "Oak", "head": "C. Example", "bursar": {"vacant": "yes"}},
    }
    text = report(programme={"roles": ["head", "bursar"], "pairs": pairs})
    assert "Two pairs (2 heads and 1 bursar on Tuesday 9 March 2027)" in text
    assert "one day planned together" in text


def test_it_says_how_many_answered_both_times_where_themes_differ() -> None:
    text = report(moved("Trust", 14), moved("Respect", 15))
    assert "14 to 15 people answered both times." in text
    assert "15 people answered both times." in report(moved("Respect", 15))


def test_a_theme_that_fell_is_in_the_first_minute_however_small() -> None:
    risen = [moved(name, 15, change=0.9) for name in ("A", "B", "C", "D")]
    fell = moved(
        "Respect",
        15,
        change=-0.1,
        up=4,
        down=8,
        lead=-1,
        sentence="4 rate this higher, 8 lower.",
    )
    first = report(*risen, fell).split("Side by side")[0]
    assert "4 rate this higher, 8 lower." in first
    assert first.count("rate this higher.") == 3


LATE = {
    "measure": "Late letters",
    "unit": "a week",
    "direction": "down",
    "baseline": "40",
    "aim": "20",
    "source": "Log",
    "date": "2027-01-31",
    "repeat date": "2027-02-15",
}


def test_measures_with_an_aim_are_counted_as_people_would_say_it() -> None:
    nearer, worse = LATE | {"repeat": "31"}, LATE | {"measure": "Lost letters", "repeat": "41"}
    one = report(programme={"outcomes": [nearer]})
    assert "The one measure with an aim came nearer to it." in one
    two = report(programme={"outcomes": [nearer, worse]})
    assert "Of 2 measures with an aim, none met it, 1 came nearer, 1 did not." in two


def test_a_measure_that_nobody_counted_at_the_end_is_told_as_that() -> None:
    forgotten = {key: LATE[key] for key in LATE if not key.startswith("repeat")}
    two = [LATE | {"repeat": "19"}, forgotten | {"measure": "Lost letters"}]
    told = report(programme={"outcomes": two})
    assert "Of 2 measures with an aim, 1 met it, 1 has no last figure." in told
    assert told.count("| no last figure") == 1


def test_a_report_tells_what_was_counted_and_reached_after_the_last_day() -> None:
    after = LATE | {"repeat": "19", "repeat date": "2027-03-20"}  # the day is 9 March
    reached = {"what": "One list", "state": "open", "date": "2027-03-21", "result": "met"}
    programme = TWICE | {"outcomes": [after], "milestones": [reached]}
    here = context(programme=programme, findings=(*GROUP_FINDINGS, moved("Trust", 14)))
    on_the_day = shipped_page("handouts/final-report.md", here)
    assert "| no last figure" in on_the_day
    assert "nothing was written down" in on_the_day
    told = shipped_page("handouts/final-report.md", replace(here, reports=True))
    assert "Late letters (a week) | 40 | 19 | 20 | met" in told
    assert "open, 21 March 2027 | met" in told


def test_two_rounds_of_conversations_are_reported_without_any_questionnaire() -> None:
    then = [theme("Yard", 9), theme("Frost", 5)]
    now = [replace(one, wave="repeat", id=f"repeat/{one.name}") for one in (theme("Yard", 4),)]
    told = shipped_page(
        "handouts/final-report.md", context(programme=TWICE, findings=[*then, *now])
    )
    assert "# What came up most: yard" in told
    assert "two rounds of conversations, the second in February 2027" in told
    assert "- Yard: named by 4 of 12, 9 of 12 in January 2027" in told
    assert "Frost: 5 of 12 in January 2027, and fewer than three of 12 now." in told
    for of_ratings in ("What changed between partners", "Where the group stands", "same questions"):
        assert of_ratings not in told


def test_a_report_says_nothing_of_then_where_no_theme_was_told_then() -> None:
    now = [replace(theme("Yard", 4), wave="repeat")]
    then = [quote("So")]
    told = shipped_page(
        "handouts/final-report.md", context(programme=TWICE, findings=[*then, *now])
    )
    assert "# What people named\n" in told
    assert "then and now" not in told.split("# What people named")[1]


def test_conversations_before_a_single_questionnaire_are_reported_with_how_many() -> None:
    asked = tuple(replace(one, wave="repeat") for one in GROUP_FINDINGS)
    told = of_two_days(programme=TWICE | COUNTED, findings=[theme("Yard", 9), *asked])
    assert (
        "In January 2027 we spoke with 12 people. Among the themes that came up, each with how "
        "many named it: yard (9 of 12)."
    ) in told
    assert "one set of questions, in February 2027" in told


def test_one_round_of_conversations_makes_no_report() -> None:
    here = context(programme=TWICE, findings=[theme("Yard", 9)])
    assert not is_there("earlier stock take", here)


COUNTED = {
    "outcomes": [
        {
            "measure": "Late starts",
            "kind": "stability",
            "unit": "a week",
            "direction": "down",
            "baseline": 9,
            "date": "2027-01-12",
            "source": "Listing office",
            "aim": 4,
            "repeat": 3,
            "repeat date": "2027-03-01",
        }
    ]
}


def of_two_days(**more: Any) -> str:
    here = context(**more)
    before = replace(here.day, id="0-start", number=0)
    return shipped_page("handouts/final-report.md", replace(here, days=(before, here.day)))


def test_a_programme_without_a_stock_take_reports_what_was_planned_and_counted() -> None:
    told = of_two_days(programme=COUNTED)
    assert "# Made-up programme: where it stands" in told
    assert "What was planned, and what became of it." in told
    assert "- The one measure with an aim met it." in told
    assert "Late starts (stability): Listing office" in told
    assert "What was counted stands beside the days here, and is not explained by them." in told
    for unsaid in ("questions", "conversations", "What people", "changed between", "then and now"):
        assert unsaid not in told


def test_one_stock_take_is_reported_as_where_the_group_stood_then() -> None:
    once = {"stock takes": {"baseline": "2027-01-12"}}
    found = [replace(one, wave="baseline") for one in GROUP_FINDINGS]
    told = of_two_days(programme=COUNTED | once, findings=found)
    assert "one set of questions, in January 2027" in told
    assert "What changed between partners" not in told
    assert "same questions" not in told


def test_one_day_without_a_stock_take_is_no_year_to_report_on() -> None:
    assert not is_there("year to report on", context(programme=COUNTED))


def test_the_front_says_what_the_plan_says_to_the_board_and_nothing_else() -> None:
    board = {
        "meeting": "Board, 30 March 2027",
        "for": "decision",
        "asked": ["Protect two hours a month. Medical director, by May"],
        "cost": "900 pounds",
        "signed off": "2027-03-09",
    }
    text = report(programme={"board": board})
    for said in (
        "Made-up programme: report for decision",
        "Meeting | Board, 30 March 2027",
        "1. Protect two hours a month. Medical director, by May",
        "agreed to it on Tuesday 9 March 2027",
        "It cost 900 pounds.",
    ):
        assert said in text
    for unsaid in ("Author", "Executive lead", "Effect on equality"):
        assert unsaid not in text
    assert "This paper" not in report()


def test_the_front_is_a_page_of_its_own_only_where_it_asks_for_something() -> None:
    few = {"meeting": "Board, 30 March 2027", "for": "assurance"}
    assert "[page]" not in report(programme={"board": few})
    assert "[page]" in report(programme={"board": few | {"asked": ["Protect two hours a month"]}})


def test_who_came_is_told_of_days_that_were_held() -> None:
    assert "Came" not in report()
    text = report(day={"held": True, "absent": ["crisis-doctor"]})
    assert "Ashdown Room | 4 of 5" in text
    since = report(day={"held": True, "came": "5 of 6", "absent": ["crisis-doctor"]})
    assert "Ashdown Room | 5 of 6" in since  # somebody who came has left the post
    assert "Ashdown Room | 5 of 6" in report(day={"came": "5 of 6"})


def test_the_report_says_what_people_said_of_the_days_as_it_was_counted() -> None:
    counted = {"worth": "12 of 13", "safe": "11 of 13", "pace": "3 of 4"}
    said = report(day={"feedback counts": counted})
    assert (
        "First day: 12 of 13 agreed that it was worth the time and 11 of 13 agreed that they could"
        " say what they think."
    ) in said
    assert "the pace" not in said  # fewer than five crossed that line
    assert "forms without a name" not in report()


def test_a_theme_without_a_change_is_named_once_beside_the_chart() -> None:
    text = report(moved("Trust", 14, verdict="up"), moved("Respect", 15, verdict="none"))
    assert "No clear change: respect." in text
    assert "Theme | What the answers did" not in text


def test_the_board_is_not_told_why_those_who_take_part_are_here() -> None:
    assert "Nobody here is broken" not in report(programme={"story": "Nobody here is broken"})


def test_one_thing_to_be_reached_is_told_as_people_would_say_it() -> None:
    one = {"what": "A single list", "date": "2027-03-01", "result": "partly"}
    text = report(programme={"milestones": [one]})
    assert "The one thing to be reached was reached in part." in text


def test_of_what_nothing_is_written_down_the_report_says_so() -> None:
    lines = [{"what": "A list", "date": "2027-03-01", "result": "met"}, {"what": "A garden"}]
    text = report(programme={"milestones": lines})
    assert "Of 2 things to be reached, 1 was; of 1 it is not written down." in text
