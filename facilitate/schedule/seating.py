"""How many groups and tables an exercise makes, and who sits where over its rounds, with proof."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

from facilitate.faults import At, Fault, KeyPath
from facilitate.load.plan import Plan
from facilitate.model import Exercise, Person, Programme
from facilitate.model.attendance import ids_of
from facilitate.model.exercise import EVERYONE, TABLE, Phase
from facilitate.schedule.observation_turns import Groups, Turn, turns_of
from facilitate.schedule.timetable import ExerciseSlot, Slot, SlotStep, Timetable
from facilitate.structs import Struct, replace

if TYPE_CHECKING:
    from facilitate.schedule.rotation import Demand, RotationPlan


def people_in(slot: Slot, programme: Programme) -> tuple[Person, ...]:
    """Return the people of a slot, sponsors included."""
    here = frozenset(slot.people)
    return tuple(person for person in programme.people if person.id in here)


def groups_of(phase: Phase, people: Sequence[Person]) -> int:
    """Return how many groups a phase makes, at least 1.

    Pairs count as pairs even where one member only is there; a sponsor joins a group of pairs or
    of a service. Other groups are as few as their size allows.
    """
    pairs = len({person.pair for person in people if person.pair})
    match phase.within:
        case "person":
            return max(1, len(people))
        case "pair":
            return max(1, pairs)
        case "two pairs":
            return max(1, ceil(pairs / 2))
        case "role":
            parts = Counter(person.role for person in people)
        case "service":
            parts = Counter(person.service for person in people if person.service)
        case "mixed" | "table":
            parts = Counter(len(people) * ("everyone",))
        case _:
            return 1
    if phase.size == EVERYONE:
        return max(1, len(parts))
    return max(1, sum(ceil(count / phase.size) for count in parts.values()))


def shared_groups(exercise: Exercise, people: Sequence[Person]) -> int:
    """Return how many groups share paper, such as a poster."""
    return groups_of(exercise.shared_phase, people)


def tables(exercise: Exercise, people: Sequence[Person]) -> int:
    """Return how many tables an exercise needs; four share one where nobody shares work.

    Where people change tables, sponsors go round as hosts and take no seat.
    """
    if exercise.rotates == "tables":
        seated = sum(1 for person in people if person.pair)
        return len(table_sizes(seated, seats(exercise)))
    if exercise.shared_phase.shares:
        return shared_groups(exercise, people)
    return max(1, ceil(len(people) / TABLE))


def seats(exercise: Exercise) -> int:
    """Return how many people a table of the exercise holds at most."""
    phase = exercise.shared_phase
    return phase.size if phase.shares and phase.size != EVERYONE else TABLE


def table_sizes(people: int, most: int) -> tuple[int, ...]:
    """Return table sizes as even as can be, none larger than `most`."""
    count = max(1, -(-people // most))
    each, more = divmod(people, count)
    return tuple(each + (number < more) for number in range(count))


SMALLEST = 3
"""The fewest people at a table."""


class SeatRound(Struct, kw_only=True):
    """One round of a table plan: when, how long, and the ids of the people at each table.

    `hosts` are the sponsors who host the tables, empty words where there is none.
    """

    start: int
    minutes: int
    tables: tuple[tuple[str, ...], ...]
    hosts: tuple[str, ...] = ()


class Seating(Struct, kw_only=True):
    """The table plan of one exercise: its rounds, and in words how good it is and why.

    `demand` and `found` are what was asked of the solver and its answer, for a re-plan.
    """

    title: str
    exercise: str
    rounds: tuple[SeatRound, ...]
    proof: str
    demand: "Demand"
    found: "RotationPlan"


def seating_of(
    programme: Programme, slot: ExerciseSlot, earlier: tuple[tuple[tuple[str, ...], ...], ...]
) -> tuple[Seating | None, tuple[Fault, ...]]:
    """Return an exercise's table plan, and what could not be met; None if nothing rotates.

    `earlier` are the tables of rounds on earlier days, whose meetings count.
    """
    people = {person.id: person for person in programme.people}
    seated = [people[person] for person in slot.people if people[person].pair]
    step = next((one for one in slot.steps if one.times > 1), None)
    if step is None or len(seated) < 2 * SMALLEST:
        return None, ()
    # The solver is brought in only where people change tables.
    from facilitate.schedule.rotation import Demand, in_words, rotate

    capital = slot.exercise.capital
    chairs = table_sizes(len(seated), seats(slot.exercise))
    bonding = slot.exercise.shared_phase.within == "role" or capital == ("bonding",)
    here = {one.id for one in seated}
    largest = max(Counter(one.pair for one in seated).values())
    demand = Demand(
        people=tuple(seated),
        chairs=chairs,
        rounds=step.times,
        mix="bonding" if bonding else "bridging",
        apart=tuple(_people_apart(programme, here)),
        partners_apart=largest <= len(chairs),  # more partners than tables have to share one
        earlier=tuple(_only(tables, here) for tables in earlier),
        fixed=tuple(_hosts(seated, chairs)) if slot.exercise.hosts else (),
        sponsors=tuple(p for p in slot.people if p in programme.says.sponsors),
        seed=programme.says.seed,
    )
    found, faults = rotate(demand)
    if found is None:
        return None, faults
    rounds = tuple(
        SeatRound(start=start, minutes=minutes, tables=tables, hosts=tuple(h or "" for h in hosts))
        for (start, minutes), tables, hosts in zip(
            _clocks(step), found.rounds, found.hosts, strict=True
        )
    )
    proof = in_words(found.certificate)
    seating = Seating(
        title=slot.title,
        exercise=slot.exercise.id,
        rounds=rounds,
        proof=proof,
        demand=demand,
        found=found,
    )
    return seating, faults


def _clocks(step: SlotStep) -> list[tuple[int, int]]:
    each, more = divmod(step.minutes, step.times)
    starts, now = [], step.start
    for turn in range(step.times):
        length = each + (turn < more)
        starts.append((now, length))
        now += length
    return starts


def _people_apart(programme: Programme, here: set[str]) -> Iterator[tuple[str, str]]:
    for line in programme.says.keep_apart:
        people = [person for person in ids_of(line, programme) if person in here]
        yield from combinations(people, 2)


def _only(tables: tuple[tuple[str, ...], ...], here: set[str]) -> tuple[tuple[str, ...], ...]:
    """Return an earlier round's tables with only the people who are here today."""
    return tuple(tuple(person for person in table if person in here) for table in tables)


def _hosts(seated: Sequence[Person], chairs: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield a host for each table who stays there, from as many pairs as there are tables."""
    taken: set[str] = set()
    table = 1
    for person in seated:
        if table <= len(chairs) and person.pair not in taken:
            taken.add(person.pair)
            yield person.id, table
            table += 1


# ------------------------------------------------------------------------------ a day's rotations


class DayRotations(Struct, kw_only=True):
    """Everything that rotates on one day.

    `unwatched` are the places of the exercises in which no pair can be watched.
    """

    turns: tuple[Turn, ...] = ()
    seatings: tuple[Seating, ...] = ()
    proof: str = ""
    unwatched: tuple[KeyPath, ...] = ()


def rotations(
    plan: Plan, tables: Sequence[Timetable]
) -> tuple[Mapping[str, DayRotations], tuple[Fault, ...]]:
    """Return each day's rotations by the day's id, and what could not be met."""
    if not any(slot.exercise.rotates for t in tables for slot in t.exercises()):
        return {}, ()
    groups: Groups = ()
    earlier: tuple[tuple[tuple[str, ...], ...], ...] = ()
    found: dict[str, DayRotations] = {}
    faults: list[Fault] = []
    for table in tables:
        day = DayRotations()
        for slot in table.exercises():
            at = At(table.day.file, slot.path)
            if slot.exercise.rotates == "observe":
                turns, groups, proof, unmet = turns_of(plan, slot, groups)
                unwatched = day.unwatched if turns else (*day.unwatched, slot.path)
                turns = (*day.turns, *turns)
                day = replace(day, turns=turns, proof=proof, unwatched=unwatched)
                faults += (replace(fault, at=at) for fault in unmet)
            elif slot.exercise.rotates == "tables":
                seating, unmet = seating_of(plan.programme, slot, earlier)
                faults += (replace(fault, at=at) for fault in unmet)
                if seating is not None:
                    day = replace(day, seatings=(*day.seatings, seating))
                    earlier = (*earlier, *(one.tables for one in seating.rounds))
        found[table.day.id] = day
    return found, tuple(faults)
