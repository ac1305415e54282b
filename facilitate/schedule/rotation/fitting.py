"""Odd numbers: take people out of a design so that table sizes stay within one."""

from collections.abc import Sequence

from facilitate.schedule.rotation.instance import Design, Rounds

LOOKED_AT = 20_000


def empty_slots(design: Design, holes: int) -> tuple[int, ...] | None:
    """Return so many slots of which no two share a table in any round, or None if none was found.

    Left empty, they take at most one seat from each table of each round, so no repeat appears
    and sizes differ by at most one. In a levelled design the last level has them.
    """
    if holes == 0:
        return ()
    people = sum(len(table) for table in design.rounds[0])
    if design.levelled:
        size = len(design.rounds[0])
        return tuple(range(people - holes, people)) if holes <= size else None
    strangers = [set(range(people)) - {slot} for slot in range(people)]
    for seating in design.rounds:
        for table in seating:
            for slot in table:
                strangers[slot] -= set(table)
    return _clique(strangers, holes)


def without(rounds: Rounds, holes: Sequence[int]) -> Rounds:
    """Return the rounds without these slots; the slots that stay are numbered from 0 again."""
    gone = set(holes)
    stay = [slot for slot in range(sum(len(table) for table in rounds[0])) if slot not in gone]
    number = {slot: index for index, slot in enumerate(stay)}
    return tuple(
        tuple(tuple(number[slot] for slot in table if slot in number) for table in seating)
        for seating in rounds
    )


def _clique(strangers: Sequence[set[int]], size: int) -> tuple[int, ...] | None:
    """Return so many slots that are all strangers to each other, by bounded backtracking."""
    left = LOOKED_AT

    def grow(chosen: tuple[int, ...], open_to: set[int]) -> tuple[int, ...] | None:
        nonlocal left
        if len(chosen) == size:
            return chosen
        for slot in sorted(open_to, reverse=True):
            left -= 1
            if left < 0 or len(chosen) + len(open_to) < size:
                return None
            found = grow((*chosen, slot), {s for s in open_to & strangers[slot] if s < slot})
            if found is not None:
                return found
        return None

    return grow((), set(range(len(strangers))))
