"""A day's rotations: who watches whom and who sits where, through the year.

Observer groups are made on the first day that pairs watch pairs and stay the same for the year,
as far as the people are there. Tables on a later day count the meetings of earlier ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitate.faults import At, Fault, KeyPath
from facilitate.load.plan import Plan
from facilitate.schedule.observation_turns import Groups, Turn, turns_of
from facilitate.schedule.seating import Seating, seating_of
from facilitate.schedule.timetable import Timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRotations:
    """Everything that rotates on one day.

    `unwatched` are the places of the exercises in which no pair can be watched.
    """

    turns: tuple[Turn, ...] = ()
    seatings: tuple[Seating, ...] = ()
    proof: str = ""
    unwatched: tuple[KeyPath, ...] = ()


def rotations(
    plan: Plan, tables: Sequence[Timetable]
) -> tuple[Mapping[str, DayRotations], tuple[Fault, ...]]:
    """Return each day's rotations by the day's id, and what could not be met."""
    if not any(slot.exercise.rotates for t in tables for slot in t.exercises()):
        return {}, ()
    groups: Groups = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    found: dict[str, DayRotations] = {}
    faults: list[Fault] = []
    for table in tables:
        day = DayRotations()
        for slot in table.exercises():
            at = At(table.day.file, slot.path)
            if slot.exercise.rotates == "observe":
                turns, groups, proof, unmet = turns_of(plan, slot, groups)
                unwatched = day.unwatched if turns else (*day.unwatched, slot.path)
                turns = (*day.turns, *turns)
                day = replace(day, turns=turns, proof=proof, unwatched=unwatched)
                faults += (replace(fault, at=at) for fault in unmet)
            elif slot.exercise.rotates == "tables":
                seating, unmet = seating_of(plan.programme, slot, earlier)
                faults += (replace(fault, at=at) for fault in unmet)
                if seating is not None:
                    day = replace(day, seatings=(*day.seatings, seating))
                    earlier = (*earlier, *(one.tables for one in seating.rounds))
        found[table.day.id] = day
    return found, tuple(faults)
