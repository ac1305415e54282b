"""The tests' own meeting count, as plain as can be."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from facilitate.schedule.rotation import RotationPlan


def meetings(rounds: Sequence[Sequence[Sequence[Any]]]) -> Counter[frozenset[Any]]:
    """Return how often each two people share a table."""
    return Counter(
        frozenset(couple)
        for seating in rounds
        for table in seating
        for couple in combinations(table, 2)
    )


def repeats(rounds: Sequence[Sequence[Sequence[Any]]]) -> int:
    """Return the sum over pairs of meetings beyond the first."""
    return sum(count - 1 for count in meetings(rounds).values())


def everyone_once(rounds: Sequence[Sequence[Sequence[int]]], people: int) -> bool:
    """Say whether each round seats everybody exactly once."""
    return all(
        sorted(person for table in seating for person in table) == list(range(people))
        for seating in rounds
    )


def table_of(plan: RotationPlan, person: str, round_number: int) -> int | None:
    """Return the table, from 1, of a person in a round, from 1; None when not seated."""
    for number, table in enumerate(plan.rounds[round_number - 1], start=1):
        if person in table:
            return number
    return None
