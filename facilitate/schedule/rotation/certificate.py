"""What can be said for a rotation: its independent recount beside its proved bound."""

from facilitate.schedule.rotation.bounds import Bound
from facilitate.schedule.rotation.plan import Certificate
from facilitate.schedule.rotation_check import Recount


def certificate_of(
    counted: Recount, bound: Bound, *, sponsors_met: int, source: str, steps: int, seconds: float
) -> Certificate:
    """Return the certificate of a plan.

    `sponsors_met` is how many sponsors whoever meets fewest meets, `source` what made the plan in
    so many `steps` and `seconds` of CPU time.
    """
    return Certificate(
        repeats=counted.repeats,
        lower_bound=bound.repeats,
        bound_without_triples=bound.without_triples,
        most_meetings=counted.most_meetings,
        hard_violations=len(counted.violations),
        violations=counted.violations,
        people_met_least=counted.people_met_least,
        people_met_most=counted.people_met_most,
        table_sizes=(counted.smallest_table, counted.largest_table),
        same_site=counted.same_site,
        sponsors_met_least=sponsors_met,
        source=source,
        steps=steps,
        seconds=round(seconds, 4),
    )
