"""Round after round: each new round is improved by itself before the next one is dealt.

A round that is fitted into the meetings already held finds partners who are still new; searching
all rounds at once rarely does.
"""

from dataclasses import replace
from random import Random

from facilitate.schedule.rotation.dealing import deal
from facilitate.schedule.rotation.room import Room

Seats = tuple[tuple[int, ...], ...]


def round_by_round(room: Room, first: Seats, *, steps: int, seed: int) -> Seats:
    """Return seats for all rounds that begin with the given ones; `steps` for all of them."""
    from facilitate.schedule.rotation.improve import improve

    chance = Random(seed)  # noqa: S311 - a seeded plan, no secret
    seats = first
    rounds = len(room.sizes)
    for number in range(len(first), rounds):
        so_far = replace(room, sizes=room.sizes[: number + 1], present=room.present[: number + 1])
        start = (*seats, tuple(deal(room, number, chance)))
        seats = improve(
            so_far,
            start,
            steps=steps // max(1, rounds - len(first)),
            seed=seed,
            first_round=number,
        ).seats
    return seats
