"""The year around the days: which papers come when, promises with an end, measures."""

from datetime import date

import pytest

from facilitate.compose.conditions import is_there
from facilitate.compose.day_context import DayContext
from facilitate.compose.template_names import TemplateNames
from facilitate.model import Day, DayFile
from facilitate.model.plan import Action
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.timetable import ExerciseSlot
from facilitate.structs import replace
from tests.compose.contexts import DAY, GROUP_FINDINGS, context, needing, shipped_page

DATES = ("2027-03-09", "2027-09-14", "2028-03-14")
COACHING = {
    "coaching": {"crisis-doctor": ["2027-04-06", "2027-06-08", "2027-10-05", "2027-12-07"]},
    "coaching done": {"crisis-doctor": "1"},
}


def on(number: int, **programme: object) -> DayContext:
    days = tuple(
        Day(f"d{n}", n, DayFile.model_validate(DAY | {"date": one}), f"agendas/{n}.yaml")
        for n, one in enumerate(DATES, 1)
    )
    here = context(programme=COACHING | programme, day={"date": DATES[number - 1]}, days=days)
    return replace(here, day=days[number - 1])


@pytest.mark.parametrize(
    ("need", "days"),
    [
        ("coaching", [1, 2]),
        ("coaching begins", [1]),
        ("earlier day", [2, 3]),
        ("next day", [1, 2]),
    ],
)
def test_papers_of_the_year_come_on_their_days(need: str, days: list[int]) -> None:
    assert [n for n in (1, 2, 3) if is_there(need, on(n))] == days


def test_how_a_sponsors_promise_went_is_told_once_it_is_known_and_to_that_sponsor_alone() -> None:
    promise = {"sponsor": "exec", "what": "Protect the days", "by": date(2028, 3, 14)}
    exec_, group = Recipient("sponsor", "exec"), GROUP
    told = {}
    for status in ("open", "not kept"):
        here = context(programme={"promises": [promise | {"status": status}]})
        own, all_ = TemplateNames(here).of(exec_), TemplateNames(here).of(group)
        told[status] = (
            own["sponsor"].promises[0].status,
            own["programme"].promises[0].status,
            own["programme"].sponsors[0].promises[0].status,
            all_["programme"].promises[0].status,
        )
    assert told == {"open": ("", "", "", ""), "not kept": ("not kept", "", "", "")}


def made(number: int, who: str, status: str, what: str = "Meet", **keys: str) -> Action:
    says = {"id": f"a{number}", "who": who, "status": status, "what": what, "made on": "d1"}
    return Action.model_validate(says | keys)


ALL = {"told to all": "yes"}
OURS = "sheets/our-promises.md"


def test_a_promise_stands_before_all_only_if_its_maker_wishes_it_or_all_made_it() -> None:
    actions = (
        made(1, "crisis", "open", "Ring"),
        made(2, "rehab", "open", "Write", **ALL),
        made(3, "all", "open", "Meet"),
    )
    here = replace(on(2), actions=actions)
    told = {
        reader.kind: [one.what for one in TemplateNames(here).of(reader)["actions"]]
        for reader in (
            GROUP,
            FACILITATOR,
            Recipient("sponsor", "exec"),
            Recipient("pair", "crisis"),
        )
    }
    assert told == {
        "group": ["Write", "Meet"],
        "facilitator": ["Write", "Meet"],
        "sponsor": ["Write", "Meet"],
        "pair": ["Ring"],
    }
    assert TemplateNames(here).of(GROUP)["actions"][1].who == "the whole group"


def test_a_promise_told_to_all_by_who_left_stands_under_no_joiners_name() -> None:
    joined = {"doctor": {"name": "Dr N. Newcomer", "from": "2027-05-01"}, "manager": "B. Sample"}
    actions = (made(1, "crisis-doctor", "open", "Ring", **ALL), made(2, "crisis", "open", **ALL))
    here = replace(on(2, pairs={"crisis": joined}), actions=actions)
    assert [one.what for one in TemplateNames(here).of(GROUP)["actions"]] == ["Meet"]


def test_a_promise_comes_back_until_it_is_kept_or_dropped_and_all_of_them_on_the_last_day() -> None:
    actions = (
        made(1, "crisis", "kept", "Ring"),
        made(2, "crisis", "carried", "Write"),
        made(3, "crisis", "not kept", "Meet"),
        made(4, "crisis", "dropped", "Swap"),
    )
    second, last = (shipped_page(OURS, replace(on(n), actions=actions), "crisis") for n in (2, 3))
    assert ["Ring" in second, "Write" in second, "Meet" in second, "Swap" in second] == [
        *(False, True, True, False)
    ]
    assert all(word in last for word in ("Ring", "Write", "Meet", "Swap", "let go"))


def test_a_promise_with_time_until_after_the_day_is_open_on_it_however_it_went() -> None:
    kept = made(1, "crisis", "kept", "Ring", by="2027-12-31")
    assert "Ring" in shipped_page(OURS, replace(on(2), actions=(kept,)), "crisis")


def test_where_all_is_kept_or_let_go_the_page_says_so() -> None:
    here = replace(on(2), actions=(made(1, "crisis", "kept"), made(2, "crisis", "dropped", "Swap")))
    assert "Nothing is open: meet (kept); swap (let go)." in shipped_page(OURS, here, "crisis")


COUNTS = {"2027-03-01": "3 of 8", "2027-09-14": "6 of 8", "2028-01-10": "8 of 8"}
TRADE = ("crisis", "rehab", "acute")


def counted(number: int, pairs: int) -> DayContext:
    of = {
        pair: {"doctor": f"Dr {pair}", "manager": f"{pair} M", "catch-ups": COUNTS}
        for pair in TRADE[:pairs]
    }
    return on(number, pairs=of)


def test_a_pairs_own_count_of_catch_ups_comes_back_on_its_own_page_as_known_that_day() -> None:
    here = replace(counted(2, 3), actions=(made(1, "crisis", "open"),))
    page = shipped_page(OURS, here, "crisis")
    assert "Counted before: 3 of 8 (1 March 2027), 6 of 8 (14 September 2027)" in page
    assert "8 of 8" not in page
    with pytest.raises(AttributeError):
        TemplateNames(here).of(GROUP)["pairs"][0].catch_ups  # noqa: B018


def test_the_report_has_the_sum_of_catch_ups_only_where_three_pairs_counted() -> None:
    said = [
        TemplateNames(counted(2, pairs)).of(GROUP)["programme"].catch_up_count for pairs in (3, 2)
    ]
    assert said == ["Catch-ups held: 18 of 24 planned, as 3 pairs counted themselves.", ""]
    assert TemplateNames(on(2)).of(GROUP)["programme"].catch_up_count == ""


def test_what_one_partner_promised_has_their_name_and_leaves_with_them() -> None:
    actions = (
        made(1, "crisis-doctor", "open", "Ring on Mondays"),
        made(2, "crisis-manager", "open", "Open the budget"),
        made(3, "crisis", "open", "Meet weekly"),
    )
    stayed = shipped_page(OURS, replace(on(2), actions=actions), "crisis")
    assert "Dr A. Example: Ring on Mondays" in stayed
    assert "B. Sample: Open the budget" in stayed
    newcomer = {"name": "Dr N. Newcomer", "from": "2027-05-01"}
    pairs = {"crisis": {"doctor": newcomer, "manager": "B. Sample"}}
    after = replace(on(2, pairs=pairs), actions=actions)
    page = shipped_page(OURS, after, "crisis")
    assert "Ring on Mondays" not in page
    assert "B. Sample: Open the budget" in page
    assert "\nMeet weekly |" in page
    assert [
        one.what for one in TemplateNames(after).of(Recipient("person", "crisis-doctor"))["actions"]
    ] == ["Meet weekly"]


def test_the_sheet_for_the_call_has_the_promise_once_it_is_written_down() -> None:
    before = with_promises(on(1))  # 9 March 2027
    after = replace(before, actions=(made(1, "crisis", "open", "Ring on Mondays"),))
    first, later = (
        shipped_page("sheets/witness-call.md", one, "crisis") for one in (before, after)
    )
    assert "in the week of 6 April 2027" in first
    assert "Ring on Mondays" not in first
    assert "What we promised on 9 March" in later
    assert "- Ring on Mondays" in later


def with_promises(here: DayContext) -> DayContext:
    """Return the context with an exercise in which people promise something."""
    slots = tuple(
        replace(slot, exercise=slot.exercise.model_copy(update={"gives": ("promises",)}))
        if isinstance(slot, ExerciseSlot)
        else slot
        for slot in here.timetable.slots
    )
    return replace(here, timetable=replace(here.timetable, slots=slots))


def test_a_promise_that_goes_on_is_said_to_be_carried_on() -> None:
    here = replace(on(2), actions=(made(1, "crisis", "carried"), made(2, "crisis", "open")))
    names = TemplateNames(here).of(Recipient("pair", "crisis"))
    assert [one.status for one in names["actions"]] == ["carried on", "open"]


def test_how_a_pairs_promise_went_is_told_on_its_own_pages_alone() -> None:
    here = replace(on(2), actions=(made(1, "crisis", "not kept", **ALL),))
    told = {
        reader.kind: [one.status for one in TemplateNames(here).of(reader)["actions"]]
        for reader in (
            Recipient("pair", "crisis"),
            Recipient("person", "crisis-doctor"),
            GROUP,
            FACILITATOR,
            Recipient("sponsor", "exec"),
        )
    }
    assert told == {
        "pair": ["not kept"],
        "person": ["not kept"],
        "group": [""],
        "facilitator": [""],
        "sponsor": [""],
    }


def test_a_promise_by_a_day_of_another_year_says_which() -> None:
    promises = [
        {"sponsor": "exec", "what": "Hours", "by": "2027-12-31"},
        {"sponsor": "exec", "what": "Rooms", "by": "2028-03-14"},
        {"sponsor": "exec", "what": "Cover"},
    ]
    here = on(3, promises=promises)  # 14 March 2028
    said = TemplateNames(here).of(GROUP)["programme"].promises
    assert [one.by for one in said] == ["31 December 2027", "14 March", ""]


def test_a_promise_made_again_stands_before_all_once() -> None:
    made_so = (("crisis", "not kept"), ("rehab", "kept"), ("crisis", "kept"))
    twice = tuple(made(n, *one, **ALL) for n, one in enumerate(made_so))
    here = replace(on(2), actions=twice)
    assert [one.who for one in TemplateNames(here).of(GROUP)["actions"]] == ["Crisis", "Rehab"]
    assert len(TemplateNames(here).of(Recipient("pair", "crisis"))["actions"]) == 2


def test_promises_are_counted_for_pairs_and_for_sponsors() -> None:
    promises = [
        {"sponsor": "exec", "what": "Hours", "status": "kept"},
        {"sponsor": "amd", "what": "Rooms", "status": "not kept"},
    ]
    here = on(3, sponsors={"exec": "Rae Invented", "amd": "Sam Madeup"}, promises=promises)
    actions = (
        made(1, "crisis", "kept"),
        made(2, "crisis-doctor", "carried"),
        made(3, "rehab", "not kept"),
        made(4, "exec", "open"),
    )
    assert TemplateNames(replace(here, actions=actions)).of(GROUP)["programme"].promise_counts == (
        "Of 3 promises by pairs: 1 kept, 1 carried on and 1 not kept.",
        "Of 3 promises by sponsors: 1 kept, 1 not kept and 1 still open.",
    )


@pytest.mark.parametrize(("ahead", "drawn"), [(1, True), (2, False)])
def test_the_last_close_draws_how_promises_went_unless_several_are_still_to_come(
    ahead: int, drawn: bool
) -> None:
    kept = {"sponsor": "amd", "what": "Rooms", "by": date(2028, 3, 1), "status": "kept"}
    friday = {"sponsor": "exec", "what": "A free Friday"}
    later = [friday | {"by": date(2029, 4, 2 + number)} for number in range(ahead)]
    two = {"exec": "Rae Invented", "amd": "Sam Madeup"}
    here = on(3, sponsors=two, mission="Home first", promises=[kept, *later])  # 14 March 2028
    close = shipped_page("decks/group.md", here).partition(", close)")[2].partition("Thank you")[0]
    assert ("To come: Rae Invented, a free Friday, by 2 April 2029" in close) is drawn
    assert ("| Promised to |" in close) is not drawn


def test_the_wall_has_all_that_sponsors_promised_the_group_and_how_it_went_is_theirs_to_say() -> (
    None
):
    promises = [{"sponsor": "exec", "what": "Hours", "status": "not kept"}]
    here = on(3, sponsors={"exec": "Rae Invented"}, promises=promises)
    actions = (
        made(1, "exec", "kept", "Rooms", **ALL),
        made(2, "exec", "kept", "Quiet"),
        made(3, "crisis", "kept", "Monday", **ALL),
    )
    page = shipped_page("sheets/promise-review.md", replace(here, actions=actions))
    assert "Hours | " in page
    assert "Rooms | " in page
    assert "Rae Invented" not in page  # there is one sponsor
    for other in ("Quiet", "Monday", "| kept", "| not kept"):
        assert other not in page


def test_what_a_sponsor_did_not_tell_to_all_stands_on_no_page_of_others() -> None:
    actions = (made(1, "exec", "open", "Rooms", **ALL), made(2, "exec", "open", "Quiet"))
    names = TemplateNames(replace(on(2), actions=actions))
    by_reader = {
        reader.id or reader.kind: names.of(reader)["programme"].sponsors[0].promises
        for reader in (GROUP, Recipient("pair", "crisis"))
    }
    told = {id_: [one.what for one in promises] for id_, promises in by_reader.items()}
    assert told == {"group": ["Rooms"], "crisis": ["Rooms"]}
    own = names.of(Recipient("sponsor", "exec"))["sponsor"].promises
    assert [one.what for one in own] == ["Rooms", "Quiet"]


def test_a_count_of_promises_that_one_alone_made_does_not_tell_how_they_went() -> None:
    here = replace(on(3), actions=(made(1, "crisis", "not kept"), made(2, "crisis", "kept")))
    assert TemplateNames(here).of(GROUP)["programme"].promise_counts == (
        "Promises by pairs: 2. One alone made them, so how they went is not told.",
    )
    assert TemplateNames(on(3)).of(GROUP)["programme"].promise_counts == ()


@pytest.mark.parametrize(
    ("direction", "repeat", "result"),
    [
        ("down", 5, "met"),
        ("down", 4, "met"),
        ("down", 6, "partly"),
        ("down", 11, "not met"),
        ("up", 11, "met"),
        ("up", None, ""),
    ],
)
def test_a_measure_is_met_partly_or_not_met(
    direction: str, repeat: int | None, result: str
) -> None:
    # From 11, aiming at 5 (down) or at 11 (up).
    says = {
        "measure": "Delays",
        "unit": "a week",
        "direction": direction,
        "baseline": "11" if direction == "down" else "5",
        "aim": "5" if direction == "down" else "11",
        "source": "A count",
        "date": "2027-02-01",
    }
    if repeat is not None:
        says |= {"repeat": str(repeat), "repeat date": "2028-02-01"}
    here = on(3, outcomes=[says])
    assert TemplateNames(here).of(GROUP)["programme"].outcomes[0].result == result


def test_one_figure_with_nothing_to_compare_it_with_is_told_and_not_drawn() -> None:
    alone = {"measure": "Delays", "unit": "a week", "direction": "down", "baseline": "11"}
    alone |= {"source": "A count", "date": "2027-02-01"}

    def told(outcome: dict[str, str]) -> str:
        return shipped_page("decks/group.md", on(1, outcomes=[outcome]))

    assert "# Delays: 11 at the start [statement]" in told(alone)
    assert "[chart: Delays" not in told(alone)
    assert "[chart: Delays: at the start 11, aim 5.]" in told(alone | {"aim": "5"})


@pytest.mark.parametrize(
    ("counted", "title"),
    [
        ([("5", "5"), ("6", "5"), ("4", "5")], "Two of three measures have reached their aim"),
        ([("5", "5"), ("6", "5")], "One of two measures has reached its aim"),
        ([("6", "5"), ("12", "5")], "None of our two measures has reached its aim"),
        ([("5", "5"), (None, "5")], "One of two measures has reached its aim"),
        ([("6", "5"), (None, "5")], "No measure with a last figure has reached its aim"),
        ([("6", "5")], "Delays 0: 11 at the start, 6 now, 5 is our aim"),
        ([(None, "5")], "Delays 0: 11 at the start, 5 is our aim"),
        ([(None, "5"), (None, "5")], "What we count ourselves, and where we want it"),
    ],
)
def test_a_title_says_how_many_measures_have_reached_their_aim(
    counted: list[tuple[str | None, str]], title: str
) -> None:
    outcomes = [
        {
            "measure": f"Delays {number}",
            "unit": "a week",
            "direction": "down",
            "baseline": "11",
            "aim": aim,
            "source": "A count",
            "date": "2027-02-01",
            **({"repeat": now, "repeat date": "2028-02-01"} if now else {}),
        }
        for number, (now, aim) in enumerate(counted)
    ]
    assert f"# {title}" in shipped_page("decks/group.md", on(3, outcomes=outcomes))


@pytest.mark.parametrize("word", ["crisis", "Crisis", "CRISIS-DOCTOR", "Dr A. Example"])
def test_a_promise_stands_on_the_page_of_whoever_the_plan_names(word: str) -> None:
    promise = Action.model_validate({"id": "a1", "who": word, "what": "Meet", "made on": "d1"})
    here = replace(on(2), actions=(promise,))
    pages = {
        reader.id: len(TemplateNames(here).of(reader)["actions"])
        for reader in (Recipient("pair", "crisis"), Recipient("pair", "rehab"))
    }
    assert pages == {"crisis": 1, "rehab": 0}


def test_two_sponsors_of_one_name_have_each_their_own_promises() -> None:
    sponsors = {"exec": "Rae Invented", "amd": "Rae Invented"}
    promises = [{"sponsor": "exec", "what": "Hours"}, {"sponsor": "amd", "what": "Rooms"}]
    here = on(1, sponsors=sponsors, promises=promises)
    said = {
        one: [
            each.what
            for each in TemplateNames(here).of(Recipient("sponsor", one))["sponsor"].promises
        ]
        for one in sponsors
    }
    assert said == {"exec": ["Hours"], "amd": ["Rooms"]}


def test_what_a_sponsor_promised_on_a_day_stands_on_that_sponsors_page_of_a_later_one() -> None:
    promise = Action.model_validate({"id": "a1", "who": "exec", "what": "Rooms", "made on": "d1"})
    sponsors = {"exec": "Rae Invented", "amd": "Kit Invented"}
    promises = [{"sponsor": "exec", "what": "Hours"}]
    said = [
        [
            each.what
            for each in TemplateNames(here).of(Recipient("sponsor", one))["sponsor"].promises
        ]
        for number in (1, 2)
        for here in (replace(on(number, sponsors=sponsors, promises=promises), actions=(promise,)),)
        for one in sponsors
    ]
    assert said == [["Hours"], [], ["Hours", "Rooms"], []]


@pytest.mark.parametrize("number", [1, 2], ids=["the only day", "the last of two"])
def test_what_sponsors_said_yes_to_is_opened_on_no_day_before_which_nothing_was_promised(
    number: int,
) -> None:
    promised = {"sponsor": "exec", "what": "A room for Fridays", "by": "2027-06-01"}
    outcome = {"measure": "Delays", "unit": "a week", "direction": "down", "baseline": "11"} | {
        "aim": "5",
        "source": "Report",
        "date": "2027-02-08",
    }
    here = context(programme={"promises": [promised], "outcomes": [outcome]})
    first = here.day
    if number == 2:
        last = replace(
            first,
            id="2-last",
            number=2,
            says=first.says.model_copy(update={"date": date(2027, 9, 9)}),
        )
        here = replace(here, day=last, days=(first, last))
    deck = shipped_page("decks/group.md", here)
    assert "A room for Fridays" in deck
    assert ("Opened today" in deck, "kept or not kept" in deck) == (number == 2, number == 2)
    assert "# Delays: 11 at the start, 5 is our aim" in deck
    assert "then and now" not in deck


def test_a_table_of_promises_opens_what_was_told_to_all_and_what_sponsors_said_yes_to() -> None:
    promised = [{"sponsor": "exec", "what": "A room for Fridays", "by": "2027-06-01"}]
    told = Action.model_validate(
        {"id": "a1", "who": "crisis", "what": "Ring first", "made on": "d1", "told to all": "yes"}
    )
    here = on(3, promises=promised)
    opened = context(
        programme={"promises": promised},
        day={"date": DATES[2]},
        days=here.days,
        exercise=needing("our-promises"),
    )
    deck = shipped_page("decks/group.md", replace(opened, day=here.day, actions=(told,)))
    assert "# What was promised before all of us" in deck
    assert "Ring first" in deck
    assert "Opened today" in deck
    assert "A room for Fridays" in deck


def test_few_promises_of_pairs_and_sponsors_share_a_slide() -> None:
    promised = [{"sponsor": "exec", "what": "A room for Fridays", "by": "2027-06-01"}]
    told = Action.model_validate(
        {"id": "a1", "who": "crisis", "what": "Ring first", "made on": "d1", "told to all": "yes"}
    )
    here = context(programme={"promises": promised}, day={"agenda": [{"actions": "20m"}]})

    def rows_of(count: int) -> str:
        told_to_all = tuple(
            told.model_copy(update={"id": f"a{n}", "what": f"{n}: Ring first"})
            for n in range(count)
        )
        deck = shipped_page("decks/group.md", replace(here, actions=told_to_all))
        return deck.split("Ring first")[-1].split("notes:")[0]

    assert "A room for Fridays" in rows_of(6)
    assert "A room for Fridays" not in rows_of(7)


def test_the_years_line_has_days_and_stock_takes_in_order_with_today() -> None:
    here = on(2, **{"stock takes": {"baseline": "2027-02-12"}})
    names = TemplateNames(replace(here, findings=GROUP_FINDINGS)).of(GROUP)
    told = [(one.date, one.kind, one.now) for one in names["year_line"].points]
    assert told == [
        ("12 February 2027", "stock take", False),
        ("9 March 2027", "away day", False),
        ("14 September 2027", "away day", True),
        ("14 March 2028", "away day", False),
    ]
    assert names["year_line"].points[1].day == 25


@pytest.mark.parametrize(("number", "told"), [(1, True), (2, False), (3, False)])
def test_a_stock_take_stands_as_planned_and_after_its_date_only_if_something_came_of_it(
    number: int, told: bool
) -> None:
    here = on(number, **{"stock takes": {"baseline": "2027-02-12", "repeat": "2027-09-01"}})
    line = TemplateNames(replace(here, findings=GROUP_FINDINGS)).of(GROUP)["year_line"]
    takes = [one.date for one in line.points if one.kind == "stock take"]
    assert takes == ["12 February 2027", *(["1 September 2027"] if told else [])]


def test_the_years_line_does_not_tell_when_one_person_is_coached_and_is_none_of_one_day() -> None:
    everybody = {
        f"{pair}-{role}": ["2027-04-06"]
        for pair in ("crisis", "rehab", "lone")
        for role in ("doctor", "manager")
    }
    lines = [
        TemplateNames(on(1, **said)).of(GROUP)["year_line"]
        for said in (COACHING, {"coaching": everybody, "coaching done": {}})
    ]
    assert [any(one.kind == "quiet" for one in line.points) for line in lines] == [False, True]
    assert TemplateNames(context()).of(GROUP)["year_line"] is None


def test_how_promises_went_is_drawn_where_it_is_told() -> None:
    promise = {"sponsor": "exec", "what": "Protect the days", "by": date(2028, 3, 14)}
    alone = on(3, promises=[promise | {"status": "kept"}])
    assert TemplateNames(alone).of(GROUP)["programme"].promise_bars is None
    went = (("crisis", "kept"), ("rehab", "kept"), ("lone", "not kept"))
    three = tuple(made(number, who, status) for number, (who, status) in enumerate(went))
    bars = TemplateNames(replace(on(3), actions=three)).of(GROUP)["programme"].promise_bars
    assert bars.categories == ("Pairs (3)",)
    assert [(one.name, one.values) for one in bars.series] == [("kept", (2,)), ("not kept", (1,))]


@pytest.mark.parametrize(("count", "shared"), [(2, True), (3, True), (4, False)])
def test_few_promises_of_sponsors_share_the_slide_of_a_short_welcome(
    count: int, shared: bool
) -> None:
    promises = [{"sponsor": "exec", "what": f"Room {n}", "by": "2027-06-01"} for n in range(count)]
    deck = shipped_page("decks/group.md", context(programme={"promises": promises}))
    (slide,) = [one for one in deck.split("\n\n") if "Room 0" in one]
    assert ("# Why we are here" in slide) == shared
    assert ("What our sponsor said yes to" in slide) == (not shared)
