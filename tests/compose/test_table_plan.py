"""Find your table: who works in which round, and who sits there without a turn."""

from facilitate.compose.rotation_views import Watching
from facilitate.model import Day, DayFile
from facilitate.schedule.observation_turns import Turn
from tests.compose.contexts import DAY, context, shipped_page

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


def test_a_pair_that_works_second_stands_under_the_second_round() -> None:
    first, second = Watching(context(programme={"pairs": PAIRS}, turns=TURNS)).rotation().tables
    assert (first.first, first.then, first.only_watch) == ("Crisis", "Rehab", "")
    assert (second.first, second.then, second.only_watch) == ("", "North", "Lone")


def test_a_pair_that_only_watches_finds_its_table_on_the_poster() -> None:
    here = context(programme={"pairs": PAIRS}, turns=TURNS)
    assert "Lone" in shipped_page("sheets/table-plan.md", here)


def test_whoever_watches_nobody_holds_the_lines_and_no_sheet_for_another_pair() -> None:
    here = context(
        programme={"pairs": PAIRS},
        day={"agenda": [{"exercise": "observe-pair-to-pair"}]},
        exercise={"id": "observe-pair-to-pair"},
        turns=TURNS[:1],
    )
    assert "You watch Crisis" in shipped_page("forms/observation.md", here, "rehab-doctor")
    watched = shipped_page("forms/observation.md", here, "crisis-doctor")
    assert "You watch nobody today: others watch you, by these lines." in watched
    assert "Belongs to the pair you watch" not in watched


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


def test_tables_meet_again_only_where_pairs_watch_on_a_later_day() -> None:
    watch = {"id": "walk", "rotates": "observe"}
    for agenda, again in (([{"exercise": "walk"}], True), ([{"arrive": "15m"}], False)):
        later = Day(
            "2-next", 2, DayFile.model_validate({**DAY, "agenda": agenda}), "agendas/2.yaml"
        )
        here = context(turns=TURNS, exercise=watch)
        here = context(turns=TURNS, exercise=watch, days=(here.day, later))
        assert Watching(here).rotation().meets_again is again
