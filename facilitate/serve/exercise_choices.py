"""Exercises to do instead of something: what is proposed, and why, and what a word finds."""

from collections.abc import Sequence

from facilitate.check.year import threads_of_programme
from facilitate.load.library import speaks_of
from facilitate.recipient import GROUP
from facilitate.schedule.suggest import SuggestContext, lowest_themes, suggest, used_in
from facilitate.schedule.timetable import Slot, Timetable
from facilitate.serve.latest_reading import PlanReading
from facilitate.structs import Struct

ADDED_MINUTES = 45
"""How long an exercise may take that comes on top, as long as nobody has said so."""

MOST = 5
"""Proposals; a search shows all that it finds."""


class ExerciseChoice(Struct):
    """An exercise to choose: its id and name, its minutes, and why it, or what it is for."""

    id: str
    name: str
    minutes: str
    why: str


def proposed(
    reading: PlanReading, table: Timetable, slot: Slot, minutes: int
) -> Sequence[ExerciseChoice]:
    """Return what `suggest` proposes for so many minutes and the people of a part of a day."""
    plan = reading.analysis.plan
    every = (one.exercise for day in reading.analysis.timetables for one in day.exercises())
    used, given = used_in(every)
    frame = SuggestContext(
        minutes=minutes,
        people=len(slot.people),
        used=used,
        given=given | frozenset(threads_of_programme(plan)),
    )
    wishes = lowest_themes(plan, reading.analysis.findings.get(table.day.id, ()), GROUP)
    found = suggest(plan.library, wishes, frame, most=MOST)
    return [_choice(one.exercise.id, reading, one.reason) for one in found]


def searched(reading: PlanReading, word: str) -> Sequence[ExerciseChoice]:
    """Return the exercises that speak of a word, by their names."""
    library = reading.analysis.plan.library.exercises
    found = [one for one in library.values() if speaks_of(one, word)]
    return [_choice(one.id, reading, one.purpose) for one in sorted(found, key=lambda x: x.name)]


def _choice(exercise: str, reading: PlanReading, why: str) -> ExerciseChoice:
    one = reading.analysis.plan.library.exercises[exercise]
    low, high = one.range
    return ExerciseChoice(one.id, one.name, f"{one.time} min ({low} to {high})", why)
