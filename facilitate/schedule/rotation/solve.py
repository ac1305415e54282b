"""A room is seated: exact constructions first, people into them, search only for the rest."""

from collections.abc import Sequence

from facilitate.schedule.rotation.bounds import Bound, bound_of
from facilitate.schedule.rotation.fitting import empty_slots
from facilitate.schedule.rotation.golf import golf_design, levelled_design
from facilitate.schedule.rotation.room import Room
from facilitate.schedule.rotation.seated import (
    THIRD_TIME,
    Seated,
    Seats,
    in_room_order,
    misfits,
    price_of,
    promise,
    worth,
)
from facilitate.schedule.rotation.starts import STARTS, seating_turns, starts_of


def seat_room(room: Room, *, seed: int, steps: int) -> Seated:
    """Return seats for a room: without repeats wherever a known construction allows."""
    bound = bound_of(room)
    kept: list[Seated] = []
    if bound.repeats == 0 or room.met:
        for levelled in (True, False):
            seated = _seat_design(room, levelled, seed, steps)
            if seated is None:
                continue
            if _satisfied(room, seated.seats, bound):
                return seated
            if not misfits(room, seated.seats):
                return _improved(room, [seated], bound, seed, steps)
            kept.append(seated)
    return _improved(room, kept + starts_of(room, seed, steps), bound, seed, steps)


def _satisfied(room: Room, seats: Seats, bound: Bound) -> bool:
    broken, _, repeats = price_of(room, seats)
    return broken == 0 and repeats <= bound.repeats and not misfits(room, seats)


def _seat_design(room: Room, levelled: bool, seed: int, steps: int) -> Seated | None:
    """Return people seated into a zero-repeat design that fits the room, or None."""
    needs_levels = room.mixed or bool(room.fixed)
    if needs_levels and not levelled:
        return None
    tables, seats = len(room.sizes[0]), -(-room.people // len(room.sizes[0]))
    everyone = _full_sizes(room)
    if max(everyone) != seats or len(set(everyone)) > 2 or min(everyone) < seats - 1:
        return None
    rounds = len(room.sizes)
    plain = not (room.apart or room.met or needs_levels)
    if levelled != plain:
        design = levelled_design(tables, seats, rounds, seed=seed)
    else:
        design = golf_design(tables, seats, rounds, seed=seed)
    holes = tables * seats - room.people
    empty = empty_slots(design.first(rounds), holes) if design is not None else None
    if design is None or empty is None:
        return None
    from facilitate.schedule.rotation.placing import go_on, place_people

    if room.earlier:
        longer = golf_design(tables, seats, rounds + len(room.earlier), seed=seed)
        same = go_on(room, longer) if longer is not None else None
        if same is not None and longer is not None:
            return Seated(same, f"{longer.source}, going on where the last day ended")
    turns = seating_turns(room, steps)
    seating = place_people(room, design.first(rounds), empty, turns=turns, seed=seed)
    if seating is None:
        return None
    return Seated(in_room_order(room, seating), design.source, turns if not plain else 0)


def _full_sizes(room: Room) -> tuple[int, ...]:
    """Return the sizes of a round that nobody misses."""
    return max(room.sizes, key=sum)


def _improved(room: Room, starts: Sequence[Seated], bound: Bound, seed: int, steps: int) -> Seated:
    """Return the best that exchanges of seats make of the most promising starts."""
    from facilitate.schedule.rotation.improve import improve

    enough = bound.without_triples - THIRD_TIME * (bound.without_triples - bound.repeats)
    promising = sorted(starts, key=lambda start: promise(room, start.seats))[:STARTS]
    results = []
    taken = sum(start.steps for start in starts)
    for start in promising:
        done = improve(
            room,
            start.seats,
            steps=steps // 4 * 3 // len(promising),
            seed=seed,
            enough=enough + 1e-3,
        )
        taken += done.steps
        results.append(Seated(done.seats, start.source))
        if _satisfied(room, done.seats, bound):
            break
    best = min(results, key=lambda s: (misfits(room, s.seats), *worth(room, s.seats)))
    return Seated(best.seats, best.source, taken)
