"""How many groups an exercise makes of the people who are there, and how large its tables are."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from facilitate.model import Exercise, Person, Programme
from facilitate.model.exercise import EVERYONE, TABLE, Phase
from facilitate.schedule.timetable import Slot


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
