"""A finished rotation and what can be said for it."""

from dataclasses import dataclass

Seating = tuple[tuple[str, ...], ...]
"""One round: for each table in room order the ids of the people who sit there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Counts from the independent recount, beside a proved bound.

    `repeats` is the sum over pairs of people of max(0, meetings - 1), earlier days included;
    no plan can have fewer than `lower_bound`, nor fewer than `bound_without_triples` if nobody
    may meet three times. `seconds` is CPU time inside the solver.
    """

    repeats: int
    lower_bound: int
    bound_without_triples: int
    most_meetings: int
    hard_violations: int
    violations: tuple[str, ...]
    people_met_least: int
    people_met_most: int
    table_sizes: tuple[int, int]
    same_site: int
    sponsors_met_least: int
    source: str
    steps: int
    seconds: float

    @property
    def is_best_possible(self) -> bool:
        """Say whether the repeats equal their proved lower bound."""
        return self.repeats == self.lower_bound


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationPlan:
    """Rounds of tables of people, the sponsor who hosts each table (or None), and the proof."""

    rounds: tuple[Seating, ...]
    hosts: tuple[tuple[str | None, ...], ...]
    certificate: Certificate

    def table_of(self, person: str, round_number: int) -> int | None:
        """Return the table, from 1, of a person in a round, from 1; None when not seated."""
        for number, table in enumerate(self.rounds[round_number - 1], start=1):
            if person in table:
                return number
        return None
