"""What a rule is: a function that looks at the whole scene and yields faults with places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from facilitate.audit.findings import Finding
from facilitate.faults import Fault
from facilitate.load.plan import Plan
from facilitate.schedule.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Scene:
    """What rules may look at: the plan, the days' timetables in order, each day's findings by id.

    Rules read findings about the group only; they never tell of a pair's or person's.
    """

    plan: Plan
    timetables: tuple[Timetable, ...]
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


Rule = Callable[[Scene], Iterator[Fault]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register a rule. Its docstring is its documentation; its module's place is its order."""
    RULES.append(function)
    return function
