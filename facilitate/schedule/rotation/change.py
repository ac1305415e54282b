"""What happens on the day, and which changes no plan can follow."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.faults import Fault, did_you_mean
from facilitate.schedule.rotation.demand import Demand, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened on the day. `done` rounds are over; `lost` tables, from 1, are gone."""

    done: int
    leave: tuple[str, ...] = ()
    arrive: tuple[Person, ...] = ()
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody sits elsewhere than the plan said, in a round from 1, at tables from 1.

    `before` is None for a newcomer, `after` None for somebody who has left.
    """

    person: str
    round_number: int
    before: int | None
    after: int | None


def faults_of_change(demand: Demand, change: Change) -> Iterator[Fault]:
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


def _chairs_left(demand: Demand, change: Change) -> Iterator[Fault]:
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
