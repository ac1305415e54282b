"""Which sponsor is at which table in which round: new people first, evenly shared."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from math import inf

BARRED = 1e6
"""The cost of a table that a sponsor may not go to: more than any number of repeated meetings."""


def hosts(
    rounds: Sequence[Sequence[Sequence[str]]],
    sponsors: Sequence[str],
    barred: Set[tuple[str, str]] = frozenset(),
) -> tuple[tuple[str | None, ...], ...]:
    """Return for each round and table its sponsor, or None; a table is who sits there.

    Each round is an exact assignment: a table costs ten times its people's former meetings with
    that sponsor, squared, and once their former visits by any sponsor. `barred` are sponsors,
    each with somebody to whose table they do not go.
    """
    met: Counter[tuple[str, str]] = Counter()
    visits: Counter[str] = Counter()
    plan = []
    for seating in rounds:
        cost = [
            [
                BARRED
                if any((sponsor, person) in barred for person in table)
                else sum(10 * met[sponsor, person] ** 2 + visits[person] for person in table)
                / max(1, len(table))
                for table in seating
            ]
            for sponsor in sponsors
        ]
        chosen = {
            table: sponsors[row]
            for row, table in cheapest_assignment(cost).items()
            if cost[row][table] < BARRED
        }
        for table, sponsor in chosen.items():
            met.update((sponsor, person) for person in seating[table])
            visits.update(seating[table])
        plan.append(tuple(chosen.get(table) for table in range(len(seating))))
    return tuple(plan)


def cheapest_assignment(cost: Sequence[Sequence[float]]) -> Mapping[int, int]:
    """Return rows with a column each so that the sum of their costs is least.

    As many as the shorter side has. Shortest augmenting paths with potentials. Source: Jonker and
    Volgenant (1987), A shortest augmenting path algorithm, Computing 38, 325-340.
    """
    if not cost or not cost[0]:
        return {}
    if len(cost) <= len(cost[0]):
        return {row: column for column, row in enumerate(_row_of_each(cost)) if row >= 0}
    turned = _row_of_each(list(zip(*cost, strict=True)))
    return {row: column for row, column in enumerate(turned) if column >= 0}


def _row_of_each(cost: Sequence[Sequence[float]]) -> list[int]:
    """Return the row that takes each column, -1 for none; there are no more rows than columns."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * rows, [0.0] * columns
    holder = [-1] * columns
    for new in range(rows):
        distance, before = [inf] * columns, [-1] * columns
        reached = [False] * columns
        row, column, at = new, -1, 0.0
        # walk to ever farther columns until one is free: the cheapest chain of exchanges
        while row >= 0:
            if column >= 0:
                reached[column] = True
            for other in range(columns):
                length = at + cost[row][other] - row_price[row] - column_price[other]
                if not reached[other] and length < distance[other]:
                    distance[other], before[other] = length, column
            column = min(
                (other for other in range(columns) if not reached[other]),
                key=lambda other: distance[other],
            )
            row, at = holder[column], distance[column]
        row_price[new] += at
        for other in range(columns):
            if reached[other]:
                row_price[holder[other]] += at - distance[other]
                column_price[other] -= at - distance[other]
        while column >= 0:
            earlier = before[column]
            holder[column] = new if earlier < 0 else holder[earlier]
            column = earlier
    return holder
