"""A finished rotation and what can be said for it: its recount beside what no plan can beat."""

from math import comb

import numpy as np
from msgspec import to_builtins

from facilitate.faults import Fault
from facilitate.schedule.rotation.demand import Demand, Instance
from facilitate.schedule.rotation.recount import Recount, recount
from facilitate.structs import Struct

RoundTables = tuple[tuple[str, ...], ...]
"""One round: for each table in room order the ids of the people who sit there."""


class Certificate(Recount, kw_only=True):
    """The independent recount of a plan, beside a proved bound.

    No plan can repeat fewer meetings than `lower_bound`, nor fewer than `bound_without_triples` if
    nobody may meet three times. `seconds` is CPU time inside the solver.
    """

    lower_bound: int
    bound_without_triples: int
    source: str
    steps: int
    seconds: float

    @property
    def hard_violations(self) -> int:
        """Return how many rules are broken."""
        return len(self.violations)

    @property
    def is_best_possible(self) -> bool:
        """Say whether the repeats equal their proved lower bound."""
        return self.repeats == self.lower_bound


class RotationPlan(Struct, kw_only=True):
    """Rounds of tables of people, the sponsor who hosts each table (or None), and the proof."""

    rounds: tuple[RoundTables, ...]
    hosts: tuple[tuple[str | None, ...], ...]
    certificate: Certificate


class Bound(Struct):
    """`repeats`: fewer are impossible. `without_triples`: fewer need a third meeting of a pair."""

    repeats: int
    without_triples: int


def proved(
    demand: Demand,
    rounds: tuple[RoundTables, ...],
    hosting: tuple[tuple[str | None, ...], ...],
    bound: Bound,
    *,
    source: str,
    steps: int,
    seconds: float,
) -> tuple[RotationPlan, tuple[Fault, ...]]:
    """Return rounds recounted, and a fault where they break a rule.

    `source` made them in so many steps and CPU seconds.
    """
    certificate = Certificate(
        **to_builtins(recount(demand, rounds)),
        lower_bound=bound.repeats,
        bound_without_triples=bound.without_triples,
        source=source,
        steps=steps,
        seconds=round(seconds, 4),
    )
    plan = RotationPlan(rounds=rounds, hosts=hosting, certificate=certificate)
    if not certificate.violations:
        return plan, ()
    first = "; ".join(certificate.violations[:3])
    more = len(certificate.violations) - 3
    fault = Fault(
        code="T508",
        message=f"The seating rules could not all be kept: {first}"
        + (f"; and {more} more." if more > 0 else "."),
        hint="Allow one of these, or add a table.",
    )
    return plan, (fault,)


def in_words(certificate: Certificate) -> str:
    """Return two sentences: what was reached, and whether any plan could do better."""
    if certificate.hard_violations:  # the bound holds for plans that keep every rule
        last = f"{_count(certificate.hard_violations, 'rule')} could not be kept."
    else:
        last = _best(certificate)
    return f"{_people_met(certificate)} {last}"


def _people_met(certificate: Certificate) -> str:
    least, most = certificate.people_met_least, certificate.people_met_most
    met = f"{least}" if least == most else f"{least} to {most}"
    if certificate.repeats == 0:
        return f"Everyone meets {met} different people, nobody twice."
    times = {2: "twice", 3: "three times"}.get(
        certificate.most_meetings, f"{certificate.most_meetings} times"
    )
    return (
        f"Everyone meets {met} different people; {_count(certificate.repeats, 'meeting')} "
        f"repeat an earlier one, nobody meets more than {times}."
    )


def _best(certificate: Certificate) -> str:
    if certificate.is_best_possible:
        return "No plan can do better."
    if certificate.repeats <= certificate.bound_without_triples:
        return (
            "No plan can do better unless some people meet three times; "
            f"even then at least {certificate.lower_bound} must repeat."
        )
    gap = certificate.repeats - certificate.lower_bound
    return (
        f"No plan can have fewer than {certificate.lower_bound}; this one is within {gap} of that."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def bound_of(instance: Instance) -> Bound:
    """Return the largest of the bounds that apply to a demand."""
    earlier = int(np.triu(np.maximum(instance.met - 1, 0)).sum())
    repeats = max(
        counting(instance),
        by_person(instance),
        pigeonhole(instance),
        by_role(instance),
        known_impossible(instance),
    )
    return Bound(earlier + repeats, earlier + max(repeats, all_round_pairs(instance)))


def counting(instance: Instance) -> int:
    """Return meetings to be had less the pairs that may still meet for a first time."""
    meetings = sum(comb(size, 2) for sizes in instance.sizes for size in sizes)
    allowed = comb(instance.people, 2) - int(instance.closed.sum()) // 2
    return max(0, meetings - allowed)


def by_person(instance: Instance) -> int:
    """Return half the sum of what each person must sit through beyond new partners.

    An absence may leave a table smaller than its even size, so nothing is said then.
    """
    if not instance.everyone_always:
        return 0
    partners = instance.people - 1 - instance.closed.sum(axis=1)
    least = [min((s for s in sizes if s), default=1) - 1 for sizes in instance.sizes]
    excess = 0
    for person in range(instance.people):
        table = instance.fixed.get(person)
        seen = sum(
            few if table is None else sizes[table] - 1
            for few, sizes in zip(least, instance.sizes, strict=True)
        )
        excess += max(0, seen - int(partners[person]))
    return (excess + 1) // 2


def fewest_together(people: int, tables: int) -> int:
    """Return the fewest pairs left together when a table is dealt over so many tables."""
    each, more = divmod(people, tables)
    return more * comb(each + 1, 2) + (tables - more) * comb(each, 2)


def _between(instance: Instance, earlier: int, later: int) -> int:
    """Return the pairs that two rounds must share; an absent person may thin a table out."""
    missing = len(instance.present[earlier] - instance.present[later])
    sizes = sorted(instance.sizes[earlier], reverse=True)
    for _ in range(missing):
        sizes[0] -= 1
        sizes.sort(reverse=True)
    tables = sum(1 for size in instance.sizes[later] if size)
    return sum(fewest_together(size, tables) for size in sizes)


def pigeonhole(instance: Instance) -> int:
    """Return the sum over rounds of what the worst earlier round forces together again."""
    return sum(
        max(_between(instance, earlier, later) for earlier in range(later))
        for later in range(1, len(instance.sizes))
    )


def all_round_pairs(instance: Instance) -> int:
    """Return the same over all pairs of rounds: it bounds the sum over pairs of C(m, 2).

    If nobody meets three times, that sum is the number of repeats.
    """
    rounds = range(len(instance.sizes))
    return sum(_between(instance, a, b) for b in rounds for a in range(b))


def by_role(instance: Instance) -> int:
    """Return the counting bound for each kind of couple alone, where the mix is prescribed.

    With tables of one size every role sits at each table with its share rounded down or up,
    so the number of meetings between two roles is the same in every plan.
    """
    if not instance.mixed or not instance.everyone_always:
        return 0
    if len({size for sizes in instance.sizes for size in sizes}) != 1:
        return 0
    tables = len(instance.sizes[0])
    rounds = len(instance.sizes)
    total = sum(comb(size, 2) for size in instance.sizes[0]) * rounds
    within = across = used = gone = 0
    for role in set(instance.roles):
        members = [p for p, kind in enumerate(instance.roles) if kind == role]
        meetings = fewest_together(len(members), tables) * rounds
        closed = int(instance.closed[np.ix_(members, members)].sum()) // 2
        within += max(0, meetings - (comb(len(members), 2) - closed))
        across += comb(len(members), 2)
        used += meetings
        gone += closed
    between = comb(instance.people, 2) - across
    closed = int(instance.closed.sum()) // 2 - gone
    return within + max(0, total - used - (between - closed))


def known_impossible(instance: Instance) -> int:
    """Return 1 for six tables of six over four rounds or more.

    Four such rounds without a repeat would be two orthogonal Latin squares of order 6.
    Source: Tarry (1900), Le problème des 36 officiers.
    """
    sixes = sum(1 for sizes in instance.sizes if sizes == (6,) * 6)
    return 1 if sixes >= 4 and instance.people == 36 else 0
