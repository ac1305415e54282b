"""On the day: who leaves, who comes late, a table that is lost. Rounds already held stay.

A path is what a person does over the rounds; people only occupy paths. A newcomer takes a
leaver's path, so nothing else moves; without one, free chairs where they meet the most new
people. Only people whose own table is lost, or whom a hard rule forces, move.
"""

from collections.abc import Iterator, Sequence
from time import process_time

from facilitate.faults import Fault, did_you_mean, stops
from facilitate.model import Person
from facilitate.schedule.rotation.certificate import (
    RotationPlan,
    RoundTables,
    bound_of,
    proved,
)
from facilitate.schedule.rotation.demand import Demand, instance_of, strangers_of
from facilitate.schedule.sponsors import hosts
from facilitate.structs import Struct, replace

PASSES = 4
"""How often everyone who lost a chair may choose again, after the others have chosen."""


class Disruption(Struct, kw_only=True):
    """What happened on the day. `done` rounds are over; `lost` tables, from 1, are gone."""

    done: int
    leave: tuple[str, ...] = ()
    arrive: tuple[Person, ...] = ()
    lost: tuple[int, ...] = ()


class Move(Struct):
    """Somebody sits elsewhere than the plan said, in a round from 1, at tables from 1.

    `before` is None for a newcomer, `after` None for somebody who has left.
    """

    person: str
    round_number: int
    before: int | None
    after: int | None


class Reseated(Struct, kw_only=True):
    """The whole day's plan after the change, its demand, and every move."""

    plan: RotationPlan
    demand: Demand
    moves: tuple[Move, ...]


def reseat(
    demand: Demand, plan: RotationPlan, change: Disruption
) -> tuple[Reseated | None, tuple[Fault, ...]]:
    """Return the plan for the rest of the day, and the faults of the change.

    The rounds already held come back as they were. None when a demand cannot be met.
    """
    faults = tuple(faults_of_change(demand, change))
    if stops(faults):
        return None, faults
    began = process_time()
    change = _with_roles(demand, change)
    after = _demand_after(demand, change)
    seats = Chairs(after, plan, change)
    waiting = seats.clear_lost_tables()
    newcomers = [place for person in change.arrive for place in seats.take_path(person)]
    seats.seat(newcomers)
    seats.seat(waiting)
    rounds = seats.rounds()
    hosting = plan.hosts[: change.done] + hosts(rounds, demand.sponsors)[change.done :]
    new, broken = proved(
        after,
        rounds,
        hosting,
        bound_of(instance_of(after)),
        source=f"{plan.certificate.source}, re-planned",
        steps=plan.certificate.steps,
        seconds=process_time() - began,
    )
    # on the day there is no other plan: what is broken is accepted
    mild = (replace(fault, severity="warning") for fault in broken)
    result = Reseated(plan=new, demand=after, moves=tuple(_moves(plan, new)))
    return result, (*faults, *mild)


def _with_roles(demand: Demand, change: Disruption) -> Disruption:
    """Return the change with newcomers of no role in the roles of those who leave, in order."""
    role = {person.id: person.role for person in demand.people}
    vacant = [role[who] for who in change.leave]
    for person in change.arrive:
        if person.role in vacant:
            vacant.remove(person.role)
    arrive = (
        replace(person, role=vacant.pop(0)) if vacant and not person.role else person
        for person in change.arrive
    )
    return replace(change, arrive=tuple(arrive))


def _demand_after(demand: Demand, change: Disruption) -> Demand:
    """Return the whole day's demand: leavers absent from now on, newcomers absent until now."""
    later = range(change.done + 1, demand.rounds + 1)
    earlier = range(1, change.done + 1)
    return replace(
        demand,
        people=(*demand.people, *change.arrive),
        fixed=tuple(seat for seat in demand.fixed if seat[1] not in change.lost),
        absent=(
            *demand.absent,
            *((who, number) for who in change.leave for number in later),
            *((person.id, number) for person in change.arrive for number in earlier),
        ),
    )


def _moves(before: RotationPlan, after: RotationPlan) -> Iterator[Move]:
    for number, (old, new) in enumerate(zip(before.rounds, after.rounds, strict=True), start=1):
        was = {who: table for table, people in enumerate(old, start=1) for who in people}
        now = {who: table for table, people in enumerate(new, start=1) for who in people}
        for who in dict.fromkeys((*was, *now)):
            if was.get(who) != now.get(who):
                yield Move(who, number, was.get(who), now.get(who))


def faults_of_change(demand: Demand, change: Disruption) -> Iterator[Fault]:
    """Yield what no plan can follow, with how much is missing."""
    if not 0 <= change.done < demand.rounds:
        yield Fault(
            code="T521",
            message=f"{change.done} of {demand.rounds} rounds are over; nothing is left to plan.",
            hint=f"Give a number of rounds from 0 to {demand.rounds - 1}.",
        )
    known = {person.id for person in demand.people}
    for who in change.leave:
        if who not in known:
            yield Fault(
                code="T502",
                message=f"{who!r} is to leave and is not among the people.",
                hint=did_you_mean(who, known),
            )
    for person in change.arrive:
        if person.id in known:
            yield Fault(
                code="T502",
                message=f"{person.id!r} arrives and is in the plan already.",
                hint="Give the newcomer an id of their own.",
            )
    for table in change.lost:
        if not 1 <= table <= len(demand.chairs):
            yield Fault(
                code="T504",
                message=f"Table {table} is lost; there are {len(demand.chairs)} tables.",
                hint=f"Choose a table from 1 to {len(demand.chairs)}.",
            )
    yield from _chairs_left(demand, change)


def _chairs_left(demand: Demand, change: Disruption) -> Iterator[Fault]:
    chairs = sum(n for t, n in enumerate(demand.chairs, start=1) if t not in change.lost)
    for number in range(change.done + 1, demand.rounds + 1):
        away = {who for who, when in demand.absent if when == number} | set(change.leave)
        people = len(demand.people) - len(away) + len(change.arrive)
        if people > chairs:
            yield Fault(
                code="T503",
                message=f"Round {number} has {people} people and {chairs} chairs: "
                f"{people - chairs} too few.",
                hint=f"Add {people - chairs} chairs to the tables that are left.",
            )
            return


class Chairs:
    """The tables of the rounds to come, while people leave and arrive."""

    def __init__(self, demand: Demand, plan: RotationPlan, change: Disruption) -> None:
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
        self.apart = strangers_of(demand)
        self.paths = [who for who in change.leave if who in self.role]

    def rounds(self) -> tuple[RoundTables, ...]:
        """Return the whole day: rounds already held, then those to come."""
        later = tuple(tuple(tuple(table) for table in seating) for seating in self.tables)
        return (*self.held, *later)

    def clear_lost_tables(self) -> list[tuple[int, str]]:
        """Empty the lost tables and return who lost a chair, by round."""
        displaced = []
        for number, seating in enumerate(self.tables):
            for table in sorted(self.lost):
                displaced += [(number, who) for who in seating[table]]
                seating[table] = []
        return displaced

    def take_path(self, person: Person) -> list[tuple[int, str]]:
        """Give a newcomer a leaver's path of the same role; without one, return them by round."""
        same = [w for w in self.paths if self.role[w] == person.role or not person.role]
        for leaver in same:
            path = self._path(leaver)
            if self._fits(person.id, path):
                self.paths.remove(leaver)
                for seating, table in zip(self.tables, path, strict=True):
                    if table is not None:
                        seating[table].append(person.id)
                return []
        return [(number, person.id) for number in range(len(self.tables))]

    def seat(self, waiting: Sequence[tuple[int, str]]) -> None:
        """Give each person without a chair in a round the free one that costs least."""
        for number, who in list(waiting) * (1 + PASSES):
            for people in self.tables[number]:
                if who in people:
                    people.remove(who)
            met = self._met(who)
            prices = {table: self._price(number, table, who, met) for table in self._free(number)}
            self.tables[number][min(prices, key=lambda table: prices[table])].append(who)

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

    def _price(self, number: int, table: int, who: str, met: set[str]) -> float:
        """Return the cost of a chair: hard rules, uneven mix, meetings that repeat, crowding."""
        people = self.tables[number][table]
        broken = len(self.apart.get(who, set()) & set(people))
        again = len(met & set(people))
        role = self.role.get(who, "")
        alike = sum(self.role.get(other, "") == role for other in people)
        uneven = self._too_many(number, role, alike) if self.demand.mix == "bridging" else 0
        if self.demand.mix == "bonding" and people and alike < len(people):
            broken += 1
        return 1000.0 * broken + 50.0 * uneven + again + 0.01 * len(people) ** 2

    def _met(self, who: str) -> set[str]:
        """Return the people with whom somebody shares a table in any round, earlier days too."""
        rounds = (*self.demand.earlier, *self.held, *self.tables)
        return {one for seating in rounds for table in seating if who in table for one in table}

    def _too_many(self, number: int, role: str, alike: int) -> int:
        """Return by how many one more of a role exceeds its share of an average table."""
        there = [who for people in self.tables[number] for who in people]
        tables = len(self.demand.chairs) - len(self.lost)
        members = 1 + sum(self.role.get(who, "") == role for who in there)
        return max(0, alike + 1 - -(-members // tables))
