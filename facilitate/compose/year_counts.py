"""What became of the year, as counts: promises and coaching, and nobody's name."""

from collections import Counter
from collections.abc import Iterator

from facilitate.compose.world import World
from facilitate.model.attendance import reader_of

STATUSES = ("kept", "carried", "not kept", "open")

WHOSE = {"pair": "pairs", "person": "pairs", "sponsor": "sponsors"}
"""Under whom a promise is counted, by the kind of reader that made it."""


def promise_counts(world: World) -> tuple[str, ...]:
    """Return how the promises went that were made before the day: a sentence for pairs, sponsors.

    Where one alone promised, a count would say how it went with that one, so it is not told.
    """
    made: dict[str, list[tuple[str, str]]] = {}
    for who, status in _promises(world):
        reader = reader_of(who, world.programme)
        whose = WHOSE.get(reader.kind, "others") if reader else "others"
        made.setdefault(whose, []).append((reader.id if reader else who, status))
    return tuple(
        _sentence(world, whose, made[whose])
        for whose in ("pairs", "sponsors", "others")
        if whose in made
    )


def _promises(world: World) -> Iterator[tuple[str, str]]:
    yield from ((one.who, one.status) for one in world.made_before())
    yield from ((one.sponsor, one.status) for one in world.programme.says.promises)


def _sentence(world: World, whose: str, made: list[tuple[str, str]]) -> str:
    wording = world.wording
    by = wording.of("promised by", whose)
    if len({who for who, _ in made}) < 2:
        return wording("promises of one", n=len(made), by=by)
    found = Counter(status for _, status in made)
    parts = [
        f"{found[status]} {wording.of('went', status)}"
        for status in STATUSES
        if found[status] or status == "kept"
    ]
    return wording("promises", n=len(made), by=by, went=wording.listed(parts))


def coaching_count(world: World) -> str:
    """Return how many coaching sessions were held of how many planned; empty if none was planned.

    Sessions after the day are planned and not held, whatever the plan says.
    """
    says, today, wording = world.programme.says, world.day.says.date, world.wording
    planned = sum(len(dates) for dates in says.coaching.values())
    if not planned:
        return ""
    people = wording.people(sum(bool(dates) for dates in says.coaching.values()))
    if not says.coaching_done:
        return wording("coaching planned", planned=planned, people=people)
    held = sum(
        min(says.coaching_done.get(person, 0), sum(date <= today for date in dates))
        for person, dates in says.coaching.items()
    )
    return wording("coaching held", held=held, planned=planned, people=people)
