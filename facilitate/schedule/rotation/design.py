"""What a construction gives: rounds in which no two people share a table twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

Table = tuple[int, ...]
Round = tuple[Table, ...]
Rounds = tuple[Round, ...]
"""People, as numbers from 0, by round and table. A round lists its tables in room order."""


@dataclass(frozen=True, slots=True)
class Design:
    """A schedule without repeats, and where it comes from.

    People are the slots 0 .. n-1 that real people take later. When `levelled`, slots
    level * tables + x form levels, and each table of each round takes exactly one slot of
    every level: a role that fills whole levels is mixed exactly for free. Slot x of level 0
    then sits at table x in every round, which is where a fixed seat belongs.
    """

    rounds: Rounds
    source: str
    levelled: bool = False

    def first(self, rounds: int) -> "Design":
        """Return the design of its first rounds."""
        return Design(self.rounds[:rounds], self.source, self.levelled)


def as_rounds(rounds: Sequence[Sequence[Sequence[int]]]) -> Rounds:
    """Return nested lists as rounds."""
    return tuple(tuple(tuple(table) for table in seating) for seating in rounds)


def repeat_free(rounds: Rounds) -> bool:
    """Say whether nobody meets anybody twice."""
    seen: set[tuple[int, int]] = set()
    for seating in rounds:
        for table in seating:
            for one, other in combinations(sorted(table), 2):
                if (one, other) in seen:
                    return False
                seen.add((one, other))
    return True
