"""A day's rotations: who watches whom and who sits where, through the year.

Observer groups are made on the first day that pairs watch pairs and stay the same for the year,
as far as the people are there. Tables on a later day count the meetings of earlier ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitate.faults import At, Fault
from facilitate.load.plan import Plan
from facilitate.schedule.seating import Seating, seating_of
from facilitate.schedule.slots import Timetable
from facilitate.schedule.turns import Groups, Turn, turns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRotations:
    """Everything that rotates on one day."""

    turns: tuple[Turn, ...] = ()
    seatings: tuple[Seating, ...] = ()
    proof: str = ""


def rotations(
    plan: Plan, tables: Sequence[Timetable]
) -> tuple[Mapping[str, DayRotations], tuple[Fault, ...]]:
    """Return each day's rotations by the day's id, and what could not be met."""
    groups: Groups = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    found: dict[str, DayRotations] = {}
    faults: list[Fault] = []
    for table in tables:
        day = DayRotations()
        for slot in table.exercises():
            assert slot.exercise is not None
            at = At(table.day.file, slot.path)
            if slot.exercise.rotates == "observe":
                turns, groups, proof, slips = turns_of(plan, table, slot, groups)
                day = replace(day, turns=(*day.turns, *turns), proof=proof)
                faults += (replace(slip, at=at) for slip in slips)
            elif slot.exercise.rotates == "tables":
                seating, slips = seating_of(plan.programme, slot, earlier)
                faults += (replace(slip, at=at) for slip in slips)
                if seating is not None:
                    day = replace(day, seatings=(*day.seatings, seating))
                    earlier = (*earlier, *(one.tables for one in seating.rounds))
        found[table.day.id] = day
    return found, tuple(faults)
