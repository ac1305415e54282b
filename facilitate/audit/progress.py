"""How many have answered while answers come in: never who, and by role only where none is few."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from facilitate.audit.wave import in_post_on
from facilitate.model import Programme


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people were asked, and answered so far; sponsors are not among them.

    `by_role` has (answered, asked) of each role; empty where it would tell of too few. `smallest`
    is how many were asked of the smallest role.
    """

    asked: int
    answered: int
    by_role: Mapping[str, tuple[int, int]]
    smallest: int


def progress_of(
    programme: Programme, answered: Collection[str], *, day: date | None, minimum: int
) -> Progress:
    """Return how many of those in post on a day are among the ids of who answered.

    Roles are told together or not at all: with the total, all but one would tell the last. They
    are told once more than `minimum` answered in each. At `minimum` itself, whoever had seen the
    total before the last of them came in would know that the role stood below it.
    """
    asked: dict[str, list[str]] = {}
    for person in programme.people:
        if person.pair and in_post_on(person, day):
            asked.setdefault(person.role, []).append(person.id)
    came = {role: sum(one in answered for one in ids) for role, ids in asked.items()}
    told = len(asked) > 1 and all(number > minimum for number in came.values())
    return Progress(
        asked=sum(map(len, asked.values())),
        answered=sum(came.values()),
        by_role={role: (came[role], len(ids)) for role, ids in asked.items()} if told else {},
        smallest=min(map(len, asked.values()), default=0),
    )
