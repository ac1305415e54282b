"""The lines of the example's files to which words of its day lead."""

from functools import cache

from facilitate.compose.day_context import DayContext
from facilitate.compose.placeholder import source_of
from facilitate.compose.rotation_views import TurnWords
from facilitate.faults import At
from facilitate.pipeline.day_jobs import day_context
from tests.plans import example

WATCHING = "shipped exercises/observe-pair-to-pair.yaml"


@cache
def midway() -> DayContext:
    return day_context(example(), example().timetables[1], sample=True)


def line_of(at: object) -> str:
    assert isinstance(at, At)
    place = midway().place_of(at)
    assert place is not None
    return midway().sources[place.file].lines[(place.line or 1) - 1].strip()


def test_another_way_through_an_exercise_leads_to_what_it_says_itself_or_takes_over() -> None:
    said = line_of(At(WATCHING, ("return", "steps", 0)))
    assert said == "- 5m Same tables; what you tried since, what to watch for"
    taken = line_of(At(WATCHING, ("return", "purpose")))
    assert taken == "purpose: So that everyone watches and is watched, where it is safe"


def test_what_a_pair_works_on_leads_to_its_own_line_of_the_programme() -> None:
    turn = next(one for one in TurnWords(midway()).watching("watched_by", "crisis"))
    assert line_of(source_of(turn.challenge)).startswith(f"challenge: {turn.challenge}")
    assert line_of(source_of(turn.watch_for)).startswith("watch for: ")
