"""Find starters anew: base rounds that repeat no orbit of pairs when walked around circles.

`python benchmarks/solved_shapes.py TABLES SEATS ROUNDS CIRCLE` prints base rounds in the
notation of `facilitate/schedule/rotation/designs.txt`. Seconds for small rooms; the largest of
the list take minutes.
"""

import sys
from collections import Counter
from itertools import combinations
from math import exp
from random import Random

from facilitate.schedule.rotation.designs import develop

TURNS = 400_000


def orbits_of(people: int, circle: int) -> tuple[list[list[int]], list[int]]:
    """Return the orbit of each pair, and how many pairs each orbit holds."""
    walking = people - people % circle

    def ahead(person: int) -> int:
        return person - person % circle + (person + 1) % circle if person < walking else person

    of = [[-1] * people for _ in range(people)]
    sizes: list[int] = []
    for one in range(people):
        for other in range(one + 1, people):
            a, b = one, other
            while of[a][b] < 0:
                of[a][b] = of[b][a] = len(sizes)
                a, b = ahead(a), ahead(b)
            if of[one][other] == len(sizes):
                sizes.append(sum(row.count(len(sizes)) for row in of) // 2)
    return of, sizes


def search(tables: int, seats: int, rounds: int, circle: int) -> list[list[int]]:
    """Return base rounds as people in table order."""
    people, base = tables * seats, rounds // circle
    of, sizes = orbits_of(people, circle)
    for seed in range(1_000):
        chance = Random(seed)
        seating = [chance.sample(range(people), people) for _ in range(base)]
        times = [circle // size for size in sizes]
        if Annealing(seating, of, times, seats).run(chance) == 0:
            return seating
    raise SystemExit("no starter found")


class Annealing:
    """Base rounds with a count of how often they meet each orbit of pairs."""

    def __init__(
        self, seating: list[list[int]], of: list[list[int]], times: list[int], seats: int
    ) -> None:
        self.seating, self.of, self.times, self.seats = seating, of, times, seats
        self.count = [0] * len(times)
        for row in seating:
            for place in range(len(row)):
                for other in range(place // seats * seats, place):
                    self.count[of[row[place]][row[other]]] += 1

    def price(self, orbit: int) -> int:
        n = self.count[orbit]
        return n * (n - 1) // 2 + 2 * n * (self.times[orbit] - 1)

    def change(self, row: list[int], place: int, by: int) -> int:
        """Count a person's meetings at a place in or out; return the change in price."""
        table = place // self.seats * self.seats
        total = 0
        for other in range(table, table + self.seats):
            if other != place:
                orbit = self.of[row[place]][row[other]]
                total -= self.price(orbit)
                self.count[orbit] += by
                total += self.price(orbit)
        return total

    def swap(self, row: list[int], one: int, other: int) -> int:
        delta = self.change(row, one, -1) + self.change(row, other, -1)
        row[one], row[other] = row[other], row[one]
        return delta + self.change(row, one, 1) + self.change(row, other, 1)

    def run(self, chance: Random) -> int:
        """Exchange seats until no orbit is met twice; return the price that is left."""
        left = sum(self.price(orbit) for orbit in range(len(self.times)))
        for turn in range(TURNS):
            if left == 0:
                break
            heat = 0.6 * (1 - turn / TURNS) + 0.05
            row = self.seating[chance.randrange(len(self.seating))]
            one, other = chance.randrange(len(row)), chance.randrange(len(row))
            if one // self.seats == other // self.seats:
                continue
            delta = self.swap(row, one, other)
            if delta > 0 and chance.random() >= exp(-delta / heat):
                self.swap(row, one, other)
            else:
                left += delta
        return left


def main() -> None:
    tables, seats, rounds, circle = map(int, sys.argv[1:5])
    found = search(tables, seats, rounds, circle)
    cut = [
        tuple(tuple(sorted(row[t * seats : (t + 1) * seats])) for t in range(tables))
        for row in found
    ]
    met = Counter(
        couple
        for seating in develop(cut, tables * seats, circle)
        for table in seating
        for couple in combinations(sorted(table), 2)
    )
    assert set(met.values()) == {1}
    print(
        f"free {tables} {seats} {rounds} {circle}:",
        " / ".join(", ".join(" ".join(map(str, t)) for t in row) for row in cut),
    )


if __name__ == "__main__":
    main()
