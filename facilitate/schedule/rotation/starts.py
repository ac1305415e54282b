"""Seatings that a search improves upon, each from another idea."""

from collections.abc import Sequence

from facilitate.schedule.rotation.catalogue import near_design
from facilitate.schedule.rotation.design import Design, Rounds
from facilitate.schedule.rotation.fitting import empty_slots
from facilitate.schedule.rotation.golf import golf_design, most_rounds
from facilitate.schedule.rotation.greedy import round_by_round
from facilitate.schedule.rotation.room import Room
from facilitate.schedule.rotation.seated import Seated, Seats, in_room_order, seats_of
from facilitate.schedule.rotation.spread import nearly_level_design
from facilitate.schedule.rotation.symmetric import turned_rounds

SPREAD_TURN, TURNED_TURN = 150, 1_200
"""Exchanges, of those that `steps` allow, that a turn of each annealing is worth in time."""


STARTS = 4
"""How many seatings are improved upon."""

WITHOUT_DEALING = 150
"""People above whom a spread-out plan is not rivalled by one dealt round by round."""


def starts_of(room: Room, seed: int, steps: int) -> list[Seated]:
    """Return seatings to improve upon, each from another idea; `steps` for all of them."""
    alike = not room.fixed and room.everyone_always and len(set(room.sizes)) == 1
    prefixes: list[tuple[Seats, str]] = [((), "search")]
    found: list[Seated] = []
    if alike and not room.mixed and max(room.sizes[0]) - min(room.sizes[0]) <= 1:
        prefixes += _prefixes(room, seed)
        found += _near_and_spread(room, seed, steps)
    if alike and (room.mixed or room.apart or len(prefixes) == 1):
        found += _turned(room, seed, steps)
    if found and room.people > WITHOUT_DEALING:
        return found
    prefixes += [((), "search")] * (STARTS - len(prefixes))
    each = steps // 4 // len(prefixes)
    for number, (first, source) in enumerate(prefixes):
        seats = round_by_round(room, first, steps=each, seed=seed + number)
        found.append(Seated(seats, source, each))
    return found


def _prefixes(room: Room, seed: int) -> list[tuple[Seats, str]]:
    """Return the longest design without repeats, and the same less two rounds, to go on from."""
    tables, rounds = len(room.sizes[0]), len(room.sizes)
    seats = max(room.sizes[0])
    longest = _longest(tables, seats, min(rounds, most_rounds(tables, seats)), seed)
    if longest is None:
        return []
    empty = empty_slots(longest.first(rounds), tables * seats - room.people)
    if empty is None:
        return []
    first = in_room_order(room, _without_holes(longest.rounds[:rounds], empty, room.people))
    source = f"{longest.source}, then search"
    return [(first[:kept], source) for kept in (len(first), len(first) - 2) if 1 < kept < rounds]


def _near_and_spread(room: Room, seed: int, steps: int) -> list[Seated]:
    """Return what the catalogue has, and for tables larger than their number a spread-out plan."""
    tables, rounds = len(room.sizes[0]), len(room.sizes)
    seats = max(room.sizes[0])
    found = []
    near = near_design(room.people, tables, rounds)
    if near is not None:
        found.append(Seated(in_room_order(room, seats_of(near, room.people)), "the catalogue"))
    if seats > tables:
        turns = min(400_000, steps // SPREAD_TURN)
        spread = nearly_level_design(tables, seats, rounds, turns=turns, seed=seed)
        plan = tuple(row[: room.people] for row in seats_of(spread, tables * seats))
        found.append(Seated(in_room_order(room, plan), "a nearly level design", turns))
    return found


def _longest(tables: int, seats: int, rounds: int, seed: int) -> Design | None:
    for fewer in range(rounds, 1, -1):
        design = golf_design(tables, seats, fewer, seed=seed)
        if design is not None:
            return design.first(rounds)
    return None


def _turned(room: Room, seed: int, steps: int) -> list[Seated]:
    """Return a plan that turns base rounds around the largest circle that divides the rounds."""
    rounds = len(room.sizes)
    circles = [k for k in range(rounds, 1, -1) if rounds % k == 0 and k <= room.people]
    if room.people > WITHOUT_DEALING or not circles:
        return []
    turns = min(50_000, steps // TURNED_TURN)
    seats = turned_rounds(room, circles[0], turns=turns, seed=seed)
    source = f"base rounds turned around circles of {circles[0]}"
    return [Seated(_reseated(room, seats, seed, steps // 8), source, turns)]


def _reseated(room: Room, seats: Seats, seed: int, steps: int) -> Seats:
    """Return seats in which people of one role have changed places for better company."""
    from facilitate.schedule.rotation.placing import change_places

    if not (room.apart or room.met):
        return seats
    return change_places(room, seats, turns=seating_turns(room, steps), seed=seed)


def _without_holes(rounds: Rounds, empty: Sequence[int], people: int) -> Seats:
    """Return the seats of a design without its empty slots, people numbered in slot order."""
    gone = set(empty)
    seats = seats_of(rounds, people + len(gone))
    return tuple(tuple(t for slot, t in enumerate(row) if slot not in gone) for row in seats)


def seating_turns(room: Room, steps: int) -> int:
    """Return how many turns the assignment of people to slots may take, from 200 to 40,000."""
    return max(200, min(40_000, steps // (room.people**2 // 8 + 2_000)))
