"""Chairs of the rounds to come, while people leave, arrive and lose their table."""

from collections.abc import Sequence
from itertools import combinations

from facilitate.schedule.rotation.change import Change
from facilitate.schedule.rotation.demand import Demand, Person
from facilitate.schedule.rotation.plan import RotationPlan, Seating

LOOKED_AT = 20_000
"""Seats tried for one newcomer before the best found so far is taken."""

PASSES = 4
"""How often everyone who lost a chair may choose again, after the others have chosen."""


class Chairs:
    """The tables of the rounds to come, while people leave and arrive."""

    def __init__(self, demand: Demand, plan: RotationPlan, change: Change) -> None:
        self.demand = demand
        self.done = change.done
        self.held = plan.rounds[: change.done]
        self.old = plan.rounds[change.done :]
        self.lost = {table - 1 for table in change.lost}
        gone = set(change.leave)
        self.tables = [
            [[who for who in table if who not in gone] for table in seating] for seating in self.old
        ]
        self.role = {person.id: person.role for person in demand.people}
        self.apart = _strangers(demand)
        self.met: dict[frozenset[str], int] = {}
        for seating in (*demand.earlier, *self.held, *self.tables):
            for table in seating:
                for couple in combinations(table, 2):
                    key = frozenset(couple)
                    self.met[key] = self.met.get(key, 0) + 1
        self.paths = [who for who in change.leave if who in self.role]

    def rounds(self) -> tuple[Seating, ...]:
        """Return the whole day: rounds already held, then those to come."""
        later = tuple(tuple(tuple(table) for table in seating) for seating in self.tables)
        return (*self.held, *later)

    def clear_lost_tables(self) -> list[tuple[int, str]]:
        """Empty the lost tables and return who lost a chair, by round."""
        displaced = []
        for number, seating in enumerate(self.tables):
            for table in sorted(self.lost):
                for who in list(seating[table]):
                    self._leave(number, table, who)
                    displaced.append((number, who))
        return displaced

    def seat_newcomer(self, person: Person) -> None:
        """Give a newcomer a leaver's path of the same role, or the best free chairs."""
        same = [w for w in self.paths if self.role[w] == person.role or not person.role]
        for leaver in same:
            path = self._path(leaver)
            if self._fits(person.id, path):
                self.paths.remove(leaver)
                for number, table in enumerate(path):
                    if table is not None:
                        self._join(number, table, person.id)
                return
        for number, table in enumerate(self._best_chairs(person.id)):
            if table is not None:
                self._join(number, table, person.id)

    def seat_displaced(self, displaced: Sequence[tuple[int, str]]) -> None:
        """Give each person without a chair the free one that costs least."""
        for number, who in displaced:
            self._join(number, self._cheapest(number, who), who)
        for _ in range(PASSES):
            for number, who in displaced:
                here = next(t for t, people in enumerate(self.tables[number]) if who in people)
                self._leave(number, here, who)
                self._join(number, self._cheapest(number, who), who)

    def _cheapest(self, number: int, who: str) -> int:
        return min(self._free(number), key=lambda table: (self._price(number, table, who), table))

    def _path(self, leaver: str) -> list[int | None]:
        """Return the tables of a leaver in the rounds to come."""
        return [
            next((t for t, people in enumerate(seating) if leaver in people), None)
            for seating in self.old
        ]

    def _fits(self, who: str, path: Sequence[int | None]) -> bool:
        """Say whether a path has a chair in every round and breaks no rule."""
        return all(
            table is not None
            and table in self._free(number)
            and not self.apart.get(who, set()) & set(self.tables[number][table])
            for number, table in enumerate(path)
        )

    def _free(self, number: int) -> list[int]:
        """Return the tables that have a chair left in a round."""
        return [
            table
            for table, chairs in enumerate(self.demand.chairs)
            if table not in self.lost and len(self.tables[number][table]) < chairs
        ]

    def _best_chairs(self, who: str) -> list[int | None]:
        """Return a table for each round to come: fewest rules broken, then fewest repeats.

        Branch and bound over the rounds; a partial way costs at least what it has cost so far.
        """
        best: tuple[float, list[int | None]] = (float("inf"), [None] * len(self.tables))
        left = LOOKED_AT

        def go(number: int, cost: float, way: list[int | None], seen: frozenset[str]) -> None:
            nonlocal best, left
            left -= 1
            if cost >= best[0] or left < 0:
                return
            if number == len(self.tables):
                best = (cost, way)
                return
            options = sorted(
                (
                    self._price(number, table, who) + len(seen & set(self.tables[number][table])),
                    table,
                )
                for table in self._free(number)
            )
            for price, table in options:
                company = seen | set(self.tables[number][table])
                go(number + 1, cost + price, [*way, table], company)

        go(0, 0.0, [], frozenset())
        return best[1]

    def _price(self, number: int, table: int, who: str) -> float:
        """Return the cost of a chair: hard rules, uneven mix, meetings that repeat, crowding."""
        people = self.tables[number][table]
        broken = len(self.apart.get(who, set()) & set(people))
        again = sum(self.met.get(frozenset((who, other)), 0) > 0 for other in people)
        role = self.role.get(who, "")
        alike = sum(self.role.get(other, "") == role for other in people)
        uneven = self._too_many(number, role, alike) if self.demand.mix == "bridging" else 0
        if self.demand.mix == "bonding" and people and alike < len(people):
            broken += 1
        return 1000.0 * broken + 50.0 * uneven + again + 0.01 * len(people) ** 2

    def _too_many(self, number: int, role: str, alike: int) -> int:
        """Return by how many one more of a role exceeds its share of an average table."""
        there = [who for people in self.tables[number] for who in people]
        tables = len(self.demand.chairs) - len(self.lost)
        members = 1 + sum(self.role.get(who, "") == role for who in there)
        return max(0, alike + 1 - -(-members // tables))

    def _join(self, number: int, table: int, who: str) -> None:
        for other in self.tables[number][table]:
            key = frozenset((who, other))
            self.met[key] = self.met.get(key, 0) + 1
        self.tables[number][table].append(who)

    def _leave(self, number: int, table: int, who: str) -> None:
        self.tables[number][table].remove(who)
        for other in self.tables[number][table]:
            self.met[frozenset((who, other))] -= 1


def _strangers(demand: Demand) -> dict[str, set[str]]:
    """Return for each person whom they may not share a table with."""
    strangers: dict[str, set[str]] = {person.id: set() for person in demand.people}
    couples = list(demand.apart)
    if demand.partners_apart:
        couples += [
            (one.id, other.id)
            for one, other in combinations(demand.people, 2)
            if one.pair and one.pair == other.pair
        ]
    for first, second in couples:
        strangers[first].add(second)
        strangers[second].add(first)
    return strangers
