"""Who is coached by whom and when; what is said there stands on no page."""

from pathlib import Path
from typing import Any

import pytest

from facilitate.compose.template_names import TemplateNames
from facilitate.recipient import GROUP, Recipient
from tests.compose.contexts import GROUP_FINDINGS, context, front, made, shipped_for, shipped_page
from tests.compose.test_year import on

FOUR = ["2027-04-06", "2027-06-08", "2027-10-05", "2027-12-07"]
THREE_COACHED = {
    "coaching": {"crisis-doctor": FOUR, "crisis-manager": FOUR, "lone-doctor": FOUR},
    "coaches": {
        "lee": {"name": "Lee Coach", "email": "lee@example.org", "coaches": ["crisis"]},
        "kim": {"name": "Kim Coach", "coaches": ["lone-doctor"]},
        "jo": {"name": "Jo Idle"},
    },
    "needs agreed with": {"crisis-doctor": "exec"},
}
DOCTOR = Recipient("person", "crisis-doctor")


def sessions(number: int) -> list[tuple[str, bool, bool]]:
    names = TemplateNames(on(number)).of(Recipient("person", "crisis-doctor"))
    return [(one.area, one.done, one.coming) for one in names["person"].sessions]


def test_a_session_has_an_area_a_date_and_a_done_mark_and_nothing_else() -> None:
    assert sessions(2) == [
        ("influencing", True, False),
        ("communication", False, False),
        ("finance", False, True),
        ("strategic planning", False, True),
    ]


def test_sessions_have_areas_only_where_there_is_one_for_each() -> None:
    three = {"coaching": {"crisis-doctor": ["2027-04-06", "2027-06-08", "2027-10-05"]}}
    names = TemplateNames(on(2, **three)).of(Recipient("person", "crisis-doctor"))
    assert [one.area for one in names["person"].sessions] == ["", "", ""]


def test_no_session_is_done_before_it_was_held() -> None:
    assert [done for _, done, _ in sessions(1)] == [False, False, False, False]


@pytest.mark.parametrize(
    ("dates", "looked_back_at"),
    [
        (FOUR[:1], ["last"]),
        (FOUR[:2], ["", "last"]),
        (FOUR[:3], ["", "midway", "last"]),
        (FOUR, ["", "midway", "", "last"]),
    ],
)
def test_one_looks_back_at_the_end_and_of_three_sessions_or_more_midway(
    dates: list[str], looked_back_at: list[str]
) -> None:
    names = TemplateNames(on(1, coaching={"crisis-doctor": dates})).of(DOCTOR)
    assert [one.review for one in names["person"].sessions] == looked_back_at


@pytest.mark.parametrize(
    ("number", "due", "ahead"),
    [
        (1, [1, 2], "6 April, 8 June, 5 October and 7 December 2027"),
        (2, [3, 4], "5 October and 7 December 2027"),
        (3, [], ""),
    ],
)
def test_sheets_come_for_the_sessions_up_to_the_next_day(
    number: int, due: list[int], ahead: str
) -> None:
    person = TemplateNames(on(number)).of(DOCTOR)["person"]
    assert [one.number for one in person.sessions if one.due] == due
    assert person.dates_ahead == ahead


def test_a_year_is_said_once_for_its_dates() -> None:
    dates = ["2027-10-05", "2027-12-07", "2028-02-01"]
    person = TemplateNames(on(1, coaching={"crisis-doctor": dates})).of(DOCTOR)["person"]
    assert person.dates_ahead == "5 October and 7 December 2027, 1 February 2028"


def test_whom_one_meets_stands_on_ones_own_pages_and_on_no_others(tmp_path: Path) -> None:
    here = context(programme=THREE_COACHED)
    person = TemplateNames(here).of(DOCTOR)["person"]
    assert (*person.coaches, person.needs_with) == ("Lee Coach (lee@example.org)", "Rae Invented")
    for name in ("coaches", "needs_with", "dates_ahead"):
        text = front() + f"# A\n\n{{{{ people[0].{name} }}}}\n"
        _, faults = made(tmp_path, text, here=here)
        assert [fault.code for fault in faults] == ["M110"]


def test_what_one_wants_to_do_better_is_asked_before_the_first_session_alone() -> None:
    pages = [shipped_page("sheets/coaching-sessions.md", on(n), "crisis-doctor") for n in (1, 2)]
    assert ["What I want to do better" in page for page in pages] == [True, False]
    assert ["# Influencing" in page for page in pages] == [True, False]
    assert ["# Finance" in page for page in pages] == [False, True]
    assert ["Looking back midway" in page for page in pages] == [True, False]
    assert ["Looking back at the end" in page for page in pages] == [False, True]


# ------------------------------------------------------------------------------- a coach's pages


def test_a_coach_of_somebody_in_post_is_a_reader_and_one_of_nobody_is_not() -> None:
    assert shipped_for(context(programme=THREE_COACHED), "coach-brief") == ["kim", "lee"]


def test_without_dates_or_without_coaches_no_brief_is_made() -> None:
    for key in ("coaching", "coaches"):
        here = context(programme={**THREE_COACHED, key: {}})
        assert shipped_for(here, "coach-brief") == []


FIVE = ("crisis-doctor", "crisis-manager", "rehab-doctor", "rehab-manager", "lone-doctor")


@pytest.mark.parametrize(("number", "apart"), [(1, False), (4, False), (5, True)])
def test_whom_a_coach_of_many_meets_stands_on_a_side_of_its_own(number: int, apart: bool) -> None:
    coached = {one: ["2027-04-06"] for one in FIVE[:number]}
    coaches = {"lee": {"name": "L", "coaches": FIVE[:number]}}
    here = context(programme={**THREE_COACHED, "coaching": coached, "coaches": coaches})
    page = shipped_page("handouts/coach-brief.md", here, "lee")
    assert ("[page]\n## Whom you meet, and when" in page) is apart
    assert page.count("[page]") == apart


@pytest.mark.parametrize("name", ["findings", "letters", "actions", "people", "pairs", "person"])
def test_a_page_for_a_coach_can_ask_for_nothing_but_whom_and_when(
    tmp_path: Path, name: str
) -> None:
    text = front("each coach") + f"# A\n\n{{{{ {name} }}}}\n"
    here = context(programme=THREE_COACHED, findings=GROUP_FINDINGS)
    document, faults = made(tmp_path, text, here=here, reader="lee")
    assert document is None
    assert [fault.code for fault in faults] == ["M110"]


def test_a_brief_says_whom_and_when_and_what_is_not_asked() -> None:
    page = shipped_page("handouts/coach-brief.md", context(programme=THREE_COACHED), "lee")
    assert "Dr A. Example, doctor | Crisis | 6 April, 8 June, 5 October and 7 December 2027" in page
    assert "B. Sample" in page
    assert "Dr E. Single" not in page
    assert "sends you no results of anybody" in page


def test_two_coaches_of_a_pair_each_have_its_members_and_one_may_have_everybody() -> None:
    coaches = {"lee": {"name": "L", "coaches": ["crisis"]}, "kim": {"name": "K", "coaches": "all"}}
    here = context(programme={**THREE_COACHED, "coaches": coaches})
    names = TemplateNames(here)
    found = {one: names.of(Recipient("coach", one))["coach"].people for one in coaches}
    assert [one.name for one in found["lee"]] == ["Dr A. Example", "B. Sample"]
    assert len(found["kim"]) == 5
    assert [one.dates for one in found["kim"]].count("") == 2
    assert TemplateNames(here).of(DOCTOR)["person"].coaches == ("L", "K")


# ----------------------------------------------------------------------------- a sponsor's page


def seen(number: int, **programme: Any) -> list[tuple[str, ...]]:
    needs = {"needs agreed with": {"crisis-doctor": "exec"}}
    names = TemplateNames(on(number, **needs, **programme)).of(Recipient("sponsor", "exec"))
    return [one.times for one in names["sponsor"].sees]


def test_a_sponsor_reads_when_to_see_somebody_and_not_how_many_sessions_there_are() -> None:
    first, midway, last = "before 6 April", "between 8 June and 5 October", "after 7 December"
    assert seen(1) == [(first, midway, last)]
    assert seen(2) == [(midway, last)]
    assert seen(3) == []
    many = [*FOUR[:2], "2027-07-06", "2027-09-07", *FOUR[2:]]
    assert seen(1, coaching={"crisis-doctor": many}) == [
        (first, "between 6 July and 7 September", last)
    ]
    assert seen(1, coaching={}) == [("soon",)]


def test_only_a_sponsor_who_agrees_needs_with_somebody_gets_the_page() -> None:
    two = {"exec": "Rae Invented", "amd": "Sam Second"}
    here = context(programme={**THREE_COACHED, "sponsors": two})
    assert shipped_for(here, "sponsor-needs") == ["exec"]
    without = {**THREE_COACHED, "sponsors": two, "needs agreed with": {}}
    assert shipped_for(context(programme=without), "sponsor-needs") == []


def test_a_session_together_is_not_made_where_everybody_is_alone() -> None:
    assert shipped_for(context(programme=THREE_COACHED), "joint-session") == [""]
    assert shipped_for(context(), "joint-session") == []
    alone = {"lone": {"doctor": "Dr E. Single"}, "solo": {"manager": "F. Single"}}
    coached = {"coaching": {"lone-doctor": FOUR}, "pairs": alone}
    assert shipped_for(context(programme=coached), "joint-session") == []
    assert shipped_for(context(programme=coached), "coaching-sessions") == ["lone-doctor"]


# -------------------------------------------------------------------------------- in the report


@pytest.mark.parametrize(
    ("number", "done", "said"),
    [
        (
            1,
            {"crisis-doctor": 1, "rehab-doctor": 0},
            "Coaching sessions held: 0 of 6 offered, to 2 people.",
        ),
        (
            3,
            {"crisis-doctor": 9, "rehab-doctor": 1},
            "Coaching sessions held: 5 of 6 offered, to 2 people.",
        ),
        (
            2,
            {"crisis-doctor": 1},
            "Coaching sessions offered: 6, to 2 people. At least 1 of them were held; it is not "
            "written down for everybody.",
        ),
        (
            3,
            {},
            "Coaching sessions offered: 6, to 2 people. How many were held is not written down.",
        ),
    ],
)
def test_coaching_sessions_held_are_counted_of_those_offered(
    number: int, done: dict[str, int], said: str
) -> None:
    told = {
        "coaching": {"crisis-doctor": FOUR, "rehab-doctor": FOUR[2:]},
        "coaching done": {person: str(count) for person, count in done.items()},
    }
    assert TemplateNames(on(number, **told)).of(GROUP)["programme"].coaching_count == said


def test_of_one_person_alone_it_is_not_told_how_many_sessions_were_held() -> None:
    assert TemplateNames(on(3)).of(GROUP)["programme"].coaching_count == (
        "Coaching sessions offered: 4, to one person, so how many were held is not told."
    )


def test_without_coaching_in_the_plan_nothing_is_said_of_it() -> None:
    here = on(3, coaching={}, **{"coaching done": {}})
    assert TemplateNames(here).of(GROUP)["programme"].coaching_count == ""


def test_whoever_comes_to_a_post_begins_with_the_first_session_after_that() -> None:
    came = {"service": "Crisis", "doctor": {"name": "Dr New", "from": "2027-06-01"}}
    more = {"pairs": {"crisis": came}, "coaching done": {"crisis-doctor": 1}}
    names = TemplateNames(context(programme=THREE_COACHED | more, day={"date": "2027-06-09"}))
    own = names.of(DOCTOR)["person"]
    assert [(one.number, one.done) for one in own.sessions] == [(1, False), (2, False), (3, False)]
    assert [date.isoformat() for date in own.coaching] == FOUR[1:]


def test_whoever_leaves_has_no_session_after_that() -> None:
    leaves = {"service": "Crisis", "doctor": {"name": "Dr Old", "until": "2027-10-31"}}
    here = context(
        programme=THREE_COACHED | {"pairs": {"crisis": leaves}}, day={"date": "2027-06-09"}
    )
    own = TemplateNames(here).of(DOCTOR)["person"]
    assert [one.date.isoformat() for one in own.sessions if one.coming] == ["2027-10-05"]
    assert [one.date.isoformat() for one in own.sessions if one.due] == ["2027-10-05"]
    assert own.dates_ahead == "5 October 2027"
