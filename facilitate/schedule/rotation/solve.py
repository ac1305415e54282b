"""A room is seated: exact constructions first, people into them, search only for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .bounds import Bound, bound_of
from .catalogue import near_design
from .design import Design, Rounds
from .fitting import empty_slots
from .golf import golf_design, levelled_design, most_rounds
from .greedy import round_by_round
from .room import Room
from .spread import nearly_level_design
from .symmetric import turned_rounds

Seats = tuple[tuple[int, ...], ...]
"""The table of each person by round, -1 for somebody absent."""

SPREAD_TURN, TURNED_TURN = 150, 1_200
"""Exchanges, of those that `steps` allow, that a turn of each annealing is worth in time."""


STARTS = 4
"""How many seatings are improved upon."""

WITHOUT_DEALING = 150
"""People above whom a spread-out plan is not rivalled by one dealt round by round."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Seats, what they rest on in words, and the steps that were taken."""

    seats: Seats
    source: str
    steps: int = 0


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
    return _improved(room, kept + _starts(room, seed, steps), bound, seed, steps)


def price_of(room: Room, seats: Seats) -> tuple[int, int, int]:
    """Return hard rules broken, the sum over pairs of C(m, 2), and repeats."""
    count: dict[tuple[int, int], int] = dict(room.met)
    for row in seats:
        for table in _by_table(row):
            for index, one in enumerate(table):
                for other in table[index + 1 :]:
                    count[one, other] = count.get((one, other), 0) + 1
    broken = sum(count.get(couple, 0) - room.met.get(couple, 0) for couple in room.apart)
    broken += sum(
        row[person] not in (table, -1) for row in seats for person, table in room.fixed.items()
    )
    met = count.values()
    return broken, sum(n * (n - 1) // 2 for n in met), sum(n - 1 for n in met if n > 1)


def _by_table(row: Sequence[int]) -> list[list[int]]:
    tables: dict[int, list[int]] = {}
    for person, table in enumerate(row):
        if table >= 0:
            tables.setdefault(table, []).append(person)
    return list(tables.values())


def _satisfied(room: Room, seats: Seats, bound: Bound) -> bool:
    broken, _, repeats = price_of(room, seats)
    return broken == 0 and repeats <= bound.repeats and not misfits(room, seats)


def misfits(room: Room, seats: Seats) -> int:
    """Return people without a chair, and seats beyond a role's share rounded down or up.

    Exchanges of seats never mend these: they keep the sizes and the shares of tables.
    """
    broken = sum(
        max(0, row.count(table) - chairs)
        for row in seats
        for table, chairs in enumerate(room.chairs)
    )
    if not room.mixed:
        return broken
    for row in seats:
        tables = _by_table(row)
        there = [p for table in tables for p in table]
        for role in set(room.roles):
            total = sum(room.roles[p] == role for p in there)
            for table in tables:
                n = sum(room.roles[p] == role for p in table)
                share = total * len(table)
                low, high = share // len(there), -(-share // len(there))
                broken += max(0, low - n) + max(0, n - high)
    return broken


# Designs


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
    if levelled and not plain:
        design = levelled_design(tables, seats, rounds, seed=seed)
    else:
        design = golf_design(tables, seats, rounds, seed=seed)
    holes = tables * seats - room.people
    empty = empty_slots(design, holes) if design is not None else None
    if design is None or empty is None:
        return None
    from .placing import go_on, place_people

    if room.earlier:
        longer = golf_design(tables, seats, rounds + len(room.earlier), seed=seed)
        same = go_on(room, longer) if longer is not None else None
        if same is not None and longer is not None:
            return Seated(same, f"{longer.source}, going on where the last day ended")
    turns = _seating_turns(room, steps)
    seating = place_people(room, design.first(rounds), empty, turns=turns, seed=seed)
    if seating is None:
        return None
    return Seated(_in_room_order(room, seating), design.source, turns if not plain else 0)


def _full_sizes(room: Room) -> tuple[int, ...]:
    """Return the sizes of a round that nobody misses."""
    return max(room.sizes, key=sum)


def _in_room_order(room: Room, seats: Seats) -> Seats:
    """Return seats with tables renumbered, where needed, so that larger tables get more people."""
    if room.fixed:
        return seats
    rounds = []
    for row, sizes in zip(seats, room.sizes, strict=False):
        held = [row.count(table) for table in range(len(sizes))]
        if all(count <= seats for count, seats in zip(held, room.chairs, strict=True)):
            rounds.append(row)
            continue
        fullest = sorted(range(len(sizes)), key=lambda table: (-held[table], table))
        widest = sorted(range(len(sizes)), key=lambda t: (-room.chairs[t], -sizes[t], t))
        place = dict(zip(fullest, widest, strict=True))
        rounds.append(tuple(place.get(table, -1) for table in row))
    return tuple(rounds)


# Starts for a search


def _starts(room: Room, seed: int, steps: int) -> list[Seated]:
    """Return seatings to improve upon, each from another idea; `steps` for all of them."""
    alike = not room.fixed and room.everyone_always and len(set(room.sizes)) == 1
    prefixes: list[tuple[Seats, str]] = [((), "search")]
    starts: list[Seated] = []
    if alike and not room.mixed and max(room.sizes[0]) - min(room.sizes[0]) <= 1:
        prefixes += _prefixes(room, seed)
        starts += _near_and_spread(room, seed, steps)
    if alike and (room.mixed or room.apart or len(prefixes) == 1):
        starts += _turned(room, seed, steps)
    if starts and room.people > WITHOUT_DEALING:
        return starts
    prefixes += [((), "search")] * (STARTS - len(prefixes))
    each = steps // 4 // len(prefixes)
    for number, (first, source) in enumerate(prefixes):
        seats = round_by_round(room, first, steps=each, seed=seed + number)
        starts.append(Seated(seats, source, each))
    return starts


def _prefixes(room: Room, seed: int) -> list[tuple[Seats, str]]:
    """Return the longest design without repeats, and the same less two rounds, to go on from."""
    tables, rounds = len(room.sizes[0]), len(room.sizes)
    seats = max(room.sizes[0])
    longest = _longest(tables, seats, min(rounds, most_rounds(tables, seats)), seed)
    if longest is None:
        return []
    empty = empty_slots(longest, tables * seats - room.people)
    if empty is None:
        return []
    first = _in_room_order(room, _without_holes(longest.rounds[:rounds], empty, room.people))
    source = f"{longest.source}, then search"
    return [(first[:kept], source) for kept in (len(first), len(first) - 2) if 1 < kept < rounds]


def _near_and_spread(room: Room, seed: int, steps: int) -> list[Seated]:
    """Return what the catalogue has, and for tables larger than their number a spread-out plan."""
    tables, rounds = len(room.sizes[0]), len(room.sizes)
    seats = max(room.sizes[0])
    found = []
    near = near_design(room.people, tables, rounds)
    if near is not None:
        found.append(Seated(_in_room_order(room, _seats_of(near, room.people)), "the catalogue"))
    if seats > tables:
        turns = min(400_000, steps // SPREAD_TURN)
        spread = nearly_level_design(tables, seats, rounds, turns=turns, seed=seed)
        plan = tuple(row[: room.people] for row in _seats_of(spread, tables * seats))
        found.append(Seated(_in_room_order(room, plan), "a nearly level design", turns))
    return found


def _longest(tables: int, seats: int, rounds: int, seed: int) -> Design | None:
    for fewer in range(rounds, 1, -1):
        design = golf_design(tables, seats, fewer, seed=seed)
        if design is not None:
            return design.first(rounds)
    return None


def _without_holes(rounds: Rounds, empty: Sequence[int], people: int) -> Seats:
    """Return the seats of a design without its empty slots, people numbered in slot order."""
    gone = set(empty)
    seats = _seats_of(rounds, people + len(gone))
    return tuple(tuple(t for slot, t in enumerate(row) if slot not in gone) for row in seats)


def _seats_of(rounds: Rounds, people: int) -> Seats:
    """Return the table of each person by round."""
    seats = [[-1] * people for _ in rounds]
    for row, seating in zip(seats, rounds, strict=True):
        for table, there in enumerate(seating):
            for person in there:
                row[person] = table
    return tuple(tuple(row) for row in seats)


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
    from .placing import change_places

    if not (room.apart or room.met):
        return seats
    return change_places(room, seats, turns=_seating_turns(room, steps), seed=seed)


def _seating_turns(room: Room, steps: int) -> int:
    return max(200, min(40_000, steps // (room.people**2 // 8 + 2_000)))


# Search


def _improved(room: Room, starts: Sequence[Seated], bound: Bound, seed: int, steps: int) -> Seated:
    """Return the best that exchanges of seats make of the most promising starts."""
    from .improve import THIRD_TIME, improve

    enough = bound.without_triples - THIRD_TIME * (bound.without_triples - bound.repeats)
    rank: Callable[[Seated], tuple[int, int, int]] = lambda s: (  # noqa: E731
        misfits(room, s.seats),
        price_of(room, s.seats)[1] + 5 * price_of(room, s.seats)[0],
        price_of(room, s.seats)[2],
    )
    promising = sorted(starts, key=rank)[:STARTS]
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
    best = min(results, key=lambda s: (misfits(room, s.seats), *_worth(room, s.seats)))
    return Seated(best.seats, best.source, taken)


def _worth(room: Room, seats: Seats) -> tuple[int, float]:
    """Return hard rules broken, and the price by which plans are improved."""
    from .improve import THIRD_TIME

    broken, meetings, repeats = price_of(room, seats)
    return broken, meetings - THIRD_TIME * (meetings - repeats)
