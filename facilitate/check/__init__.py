"""Sense: one rule, one function, yielding faults with places.

To add a rule, write a function with `@rule` in the module of its subject, or in a new one here.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps

from facilitate import registry
from facilitate.audit.finding import Finding
from facilitate.faults import At, Fault
from facilitate.load.plan import Plan
from facilitate.load.validate import placed
from facilitate.schedule.timetable import ExerciseSlot, Timetable
from facilitate.structs import Struct, field, replace


class CheckContext(Struct):
    """What rules may look at: the plan, the days' timetables in order, each day's findings by id.

    Rules read findings about the group only; they never tell of a pair's or person's.
    """

    plan: Plan
    timetables: tuple[Timetable, ...]
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def dates_of_days(self) -> tuple[At, ...]:
        """Where days say their dates, from which it follows what comes before what."""
        return tuple(At(day.file, ("date",)) for day in self.plan.days)

    def exercises(self) -> Iterator[tuple[Timetable, ExerciseSlot]]:
        """Yield every slot with an exercise, with its day."""
        for table in self.timetables:
            for slot in table.exercises():
                yield table, slot


Rule = Callable[[CheckContext], Iterator[Fault]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register a rule. Its docstring is its documentation; its module's place is its order."""
    RULES.append(function)
    return function


def about_people(function: Rule) -> Rule:
    """Return the rule with faults that follow from what is wrong with who takes part."""

    @wraps(function)
    def with_cause(context: CheckContext) -> Iterator[Fault]:
        for fault in function(context):
            file = fault.at.file if fault.at else ""
            own = (At(file), At(file, ("present",)), At(file, ("absent",))) if file else ()
            yield replace(fault, because=(*fault.because, *own, *context.plan.programme.roster))

    return with_cause


def check(context: CheckContext) -> tuple[Fault, ...]:
    """Return every fault of sense, each with its place, in the order of the rules."""
    registry.find_all("rule")
    found = [fault for one in RULES for fault in one(context)]
    return tuple(placed(found, context.plan.sources))
