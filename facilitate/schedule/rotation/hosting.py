"""Which sponsor hosts which table: people new to the sponsor first, visits shared out evenly."""

from collections.abc import Sequence

import numpy as np

from facilitate.schedule.rotation.certificate import Seating


def hosts(rounds: Sequence[Seating], sponsors: Sequence[str]) -> tuple[tuple[str | None, ...], ...]:
    """Return for each round and table its sponsor, or None.

    Each round is an exact assignment: a table costs ten times its people's former meetings with
    that sponsor, and once their former visits by any sponsor.
    """
    if not sponsors:
        return tuple((None,) * len(seating) for seating in rounds)
    from scipy.optimize import linear_sum_assignment

    met: dict[tuple[str, str], int] = {}
    visits: dict[str, int] = {}
    plan = []
    for seating in rounds:
        cost = np.array(
            [
                [
                    sum(10 * met.get((s, p), 0) ** 2 + visits.get(p, 0) for p in table)
                    / max(1, len(table))
                    for table in seating
                ]
                for s in sponsors
            ]
        )
        row: list[str | None] = [None] * len(seating)
        for index, table in zip(*linear_sum_assignment(cost), strict=True):
            sponsor = sponsors[int(index)]
            row[int(table)] = sponsor
            for person in seating[int(table)]:
                met[sponsor, person] = met.get((sponsor, person), 0) + 1
                visits[person] = visits.get(person, 0) + 1
        plan.append(tuple(row))
    return tuple(plan)


def sponsors_met_least(
    rounds: Sequence[Seating], plan: Sequence[Sequence[str | None]], people: Sequence[str]
) -> int:
    """Return the fewest different sponsors that anyone has met."""
    met: dict[str, set[str]] = {person: set() for person in people}
    for seating, row in zip(rounds, plan, strict=True):
        for table, sponsor in zip(seating, row, strict=True):
            for person in table if sponsor else ():
                if sponsor and person in met:
                    met[person].add(sponsor)
    return min((len(seen) for seen in met.values()), default=0)
