"""Find your table: who works in which round, and who sits there without a turn."""

from pathlib import Path
from typing import Any

import pytest

from facilitate.compose.conditions import is_there_for
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import jobs
from facilitate.compose.papers import compose
from facilitate.compose.rotation_views import TurnWords
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import load_templates
from facilitate.model import Day, DayFile
from facilitate.model.times_and_dates import as_clock
from facilitate.recipient import Recipient
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.seating import Seating, SeatRound
from facilitate.shipped import shipped
from facilitate.structs import replace
from facilitate.write import write
from facilitate.write.look import Look
from tests.compose.contexts import DAY, context, needing, shipped_page
from tests.rendered import pages_of

TURNS = (
    Turn(start=600, minutes=20, table="Table 1", pair="crisis", watchers=("rehab",)),
    Turn(start=620, minutes=20, table="Table 1", pair="rehab", watchers=("crisis",)),
    Turn(start=620, minutes=20, table="Table 2", pair="north", watchers=("lone",)),
)
SERVICES = ("crisis", "rehab", "lone", "north")
PAIRS = {
    pair: {"service": pair.capitalize(), "doctor": f"Dr {pair[0]}. Example", "manager": "vacant"}
    for pair in SERVICES
}


def test_whoever_works_first_at_a_table_stands_under_first() -> None:
    first, second = TurnWords(context(programme={"pairs": PAIRS}, turns=TURNS)).rotation().tables
    assert (first.first, first.then, first.only_watch) == ("Crisis", "Rehab", "")
    assert (second.first, second.then, second.only_watch) == ("North", "", "Lone")


@pytest.mark.parametrize("name", ["decks/group.md", "sheets/table-plan.md"])
def test_where_nobody_swaps_no_plan_has_a_second_turn(name: str) -> None:
    watching = {"rotates": "observe"}
    both = context(programme={"pairs": PAIRS}, exercise=watching, turns=TURNS)
    alone = context(programme={"pairs": PAIRS}, exercise=watching, turns=(TURNS[0], TURNS[2]))
    assert "Table | First | Then" in shipped_page(name, both)
    assert "Table | Works" in shipped_page(name, alone)
    assert "Then |" not in shipped_page(name, alone)


def test_a_sponsor_whom_no_pair_expects_is_sent_to_no_table_where_pairs_watch() -> None:
    def card(turn: Turn) -> str:
        return shipped_page("sheets/sponsor-visits.md", context(turns=(turn,)), "exec")

    visited = replace(TURNS[0], sponsor="exec")
    assert "at none of their tables" in card(TURNS[0])
    assert "Sit where there is a chair" not in card(TURNS[0])
    assert "at none of their tables" not in card(visited)


def test_a_pair_that_only_watches_finds_its_table_on_the_poster() -> None:
    here = context(programme={"pairs": PAIRS}, turns=TURNS)
    assert "Lone" in shipped_page("sheets/table-plan.md", here)


def test_whoever_watches_nobody_has_no_sheet_to_watch_by() -> None:
    here = context(
        programme={"pairs": PAIRS},
        day={"agenda": [{"exercise": "walk"}]},
        exercise=needing("observation"),
        turns=TURNS[:1],
    )
    assert "You watch Crisis" in shipped_page("forms/observation.md", here, "rehab-doctor")
    with pytest.raises(ValueError, match="unpack"):
        shipped_page("forms/observation.md", here, "crisis-doctor")


@pytest.mark.parametrize(("pair", "counts"), [("crisis", True), ("rehab", True), ("lone", False)])
def test_only_who_is_watched_has_a_page_to_count_what_others_saw(pair: str, counts: bool) -> None:
    here = context(programme={"pairs": PAIRS}, turns=TURNS)
    (tally,) = (
        one
        for one in load_templates([shipped("templates")])[0]
        if one.name == "sheets/observation-tally.md"
    )
    own = Recipient("pair", pair)
    assert "is watched" in tally.front.requires
    assert is_there_for("is watched", own, here) == counts
    assert is_there_for("turns", own, here)


def test_a_card_follows_the_clock_through_rooms_and_turns() -> None:
    here = context(
        programme={"pairs": PAIRS},
        day={"agenda": [{"exercise": "walk", "room": "Elm Room"}]},
        turns=tuple(reversed(TURNS)),
    )
    card = shipped_page("sheets/rotation-card.md", here, "rehab-doctor")
    stops = ("09:00 Elm Room", "10:00 Table 1", "you watch Crisis", "10:20 Table 1", "you work")
    places = [card.index(stop) for stop in stops]
    assert places == sorted(places)


def test_whoever_has_no_place_on_the_plan_of_tables_is_told_that_they_hear_it_in_the_room() -> None:
    day = {"agenda": [{"exercise": "walk"}]}
    here = context(programme={"pairs": PAIRS}, day=day, turns=TURNS[:1])
    told = "Where you sit is told in the room."
    assert told in shipped_page("sheets/rotation-card.md", here, "lone-doctor")
    assert told not in shipped_page("sheets/rotation-card.md", here, "rehab-doctor")


@pytest.mark.parametrize("name", ["sheets/run-sheet.md", "sheets/who-watches-whom.md"])
def test_a_pair_that_has_no_table_is_named_on_the_facilitator_s_papers(name: str) -> None:
    def told(turns: tuple[Turn, ...]) -> str:
        day = {"agenda": [{"exercise": "walk"}]}
        return shipped_page(name, context(programme={"pairs": PAIRS}, day=day, turns=turns))

    said = "do this part yourself with whoever of them is in the room."
    assert f"Lone and North: {said}" in told(TURNS[:2])
    assert said not in told(TURNS)


@pytest.mark.parametrize("room", [{"room": "Elm Room"}, {}])
def test_a_card_is_needed_when_people_come_wherever_its_first_stop_is(room: dict[str, str]) -> None:
    agenda = [{"welcome": "15m"}, {"exercise": "walk", **room}, {"exercise": "walk"}]
    here = context(programme={"pairs": PAIRS}, day={"agenda": agenda}, turns=TURNS)
    sheets, _ = load_templates([shipped("templates")])
    found = {job.path_stem: as_clock(job.when) for job in jobs(sheets, here)[0]}
    assert found["people/rehab-doctor/rotation-card"] == "09:00"


def test_a_card_with_more_stops_than_it_holds_names_tables_and_not_who_sits_there() -> None:
    nobody: Any = None
    seating = Seating(
        title="Four rounds",
        exercise="walk",
        rounds=tuple(
            SeatRound(
                start=700 + 9 * n, minutes=9, tables=(("rehab-doctor", "crisis-doctor"),), hosts=()
            )
            for n in range(4)
        ),
        proof="",
        demand=nobody,
        found=nobody,
    )
    rooms = [{"exercise": "walk", "room": "Elm Room"}] * 2
    for agenda, named in ((rooms[:1], True), (rooms, False)):
        here = context(
            programme={"pairs": PAIRS},
            day={"agenda": agenda},
            turns=TURNS,
            seatings=(seating,),
        )
        card = shipped_page("sheets/rotation-card.md", here, "rehab-doctor")
        assert card.count("11:40 Table 1") == 1
        assert ("with Dr c. Example" in card) is named


def test_tables_meet_again_only_where_pairs_watch_on_a_later_day() -> None:
    watch = {"id": "walk", "rotates": "observe"}
    for agenda, again in (([{"exercise": "walk"}], True), ([{"arrive": "15m"}], False)):
        later = Day(
            "2-next", 2, DayFile.model_validate({**DAY, "agenda": agenda}), "agendas/2.yaml"
        )
        here = context(turns=TURNS, exercise=watch)
        here = context(turns=TURNS, exercise=watch, days=(here.day, later))
        assert TurnWords(here).rotation().meets_again is again


def many(number: int, called: str) -> DayContext:
    """Return a day on which two pairs watch each other at each table; names are numbered."""
    names = [f"p{n}" for n in range(number)]
    pairs = {name: {**PAIRS["crisis"], "service": f"{called} {name}"} for name in names}
    turns = tuple(
        Turn(
            start=600 + 20 * (n % 2),
            minutes=20,
            table=f"Table {n // 2 + 1}",
            pair=pair,
            watchers=(),
        )
        for n, pair in enumerate(names)
    )
    return context(
        programme={"pairs": pairs},
        day={"agenda": [{"exercise": "walk"}]},
        exercise={"rotates": "observe"},
        turns=turns,
    )


@pytest.mark.parametrize(
    ("called", "sheets"),
    [("Team", 2), ("Team of the north west", 2), ("Community nursing " * 3, 3)],
)
def test_each_sheet_of_a_long_plan_has_a_title_and_no_more_names_than_fit(
    called: str, sheets: int
) -> None:
    plan = shipped_page("sheets/table-plan.md", many(60, called))
    assert plan.count("# Find your table: ") == sheets
    assert plan.count(", first") + plan.count(", then") == 60


@pytest.mark.parametrize(
    ("number", "called"), [(20, "Community team"), (60, "Team"), (60, "Team of the north west")]
)
def test_the_plan_of_many_pairs_fills_its_sheets_and_needs_no_more(
    number: int, called: str, tmp_path: Path
) -> None:
    here = many(number, called)
    found, _ = jobs(load_templates([shipped("templates")])[0], here)
    (job,) = (one for one in found if one.template.stem == "table-plan")
    poster, _ = compose(job, TemplateNames(here))
    assert poster
    written = write("pdf", poster, Look())
    assert written.faults == ()
    file = tmp_path / "plan.pdf"
    file.write_bytes(written.data)
    for sheet in pages_of(file):
        rows = [word.bottom for word in sheet.words if word.text in {"first", "then"}]
        assert max(rows) > 0.68 * sheet.height


@pytest.mark.parametrize(("number", "searched"), [(32, 2), (33, 0)])
def test_names_of_very_many_are_searched_on_the_plan_and_not_on_slides(
    number: int, searched: int
) -> None:
    deck = shipped_page("decks/group.md", many(number, "Team"))
    assert deck.count("# Find your table: ") == searched
    said = "All names stand on the plan on the wall" in deck
    assert said == (not searched)


def test_the_plan_for_the_wall_is_printed() -> None:
    (plan,) = (one for one in load_templates([shipped("templates")])[0] if one.stem == "table-plan")
    assert plan.front.order
    assert plan.front.copies == 1


@pytest.mark.parametrize("pairs", [2, 3])
def test_a_table_of_three_pairs_is_told_that_its_turns_are_shorter(pairs: int) -> None:
    here = context(
        programme={"pairs": PAIRS},
        day={"agenda": [{"exercise": "walk"}]},
        exercise={"rotates": "observe"},
        turns=tuple(
            Turn(start=600 + 14 * n, minutes=14, table="Table 1", pair=pair, watchers=())
            for n, pair in enumerate(SERVICES[:pairs])
        ),
    )
    told = "each turn is shorter: your card has the times" in shipped_page("decks/group.md", here)
    assert told == (pairs == 3)
