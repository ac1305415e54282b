"""Sessions of stations: a schedule without repeats, read as who watches whom.

Take rounds in which P pairs sit in stations of s and nobody meets twice, and let each pair of a
station be at the front in turn. Two pairs share a station in one session at the most, where
each is at the front once: so no pair watches another twice, and over w sessions every pair is
at the front w times and watched w(s - 1) times.
"""

from collections.abc import Sequence
from itertools import combinations

from facilitate.schedule.rotation.circle import round_robin
from facilitate.schedule.rotation.design import Design, Rounds
from facilitate.schedule.rotation.fitting import empty_slots, without
from facilitate.schedule.rotation.golf import golf_design, most_rounds
from facilitate.schedule.rotation.room import Pair, pair_of

SEATING_TURNS = 6_000


def sessions_of(
    pairs: int, station: int, sessions: int | None, apart: frozenset[Pair], *, seed: int
) -> tuple[Rounds, str]:
    """Return sessions of stations of pairs 0 .. pairs-1, and their source.

    As many as asked for, or as are known; fewer when the couples to be kept apart need it.
    """
    if station >= pairs:
        return ((tuple(range(pairs)),),), "one station"
    if station == 2:
        rounds = dyads(pairs, apart)
        return rounds[:sessions], "the circle method"
    tables = -(-pairs // station)
    most = min(sessions or pairs, most_rounds(tables, station))
    for wanted in range(most, 0, -1):
        design = golf_design(tables, station, wanted, seed=seed)
        if design is None:
            continue
        for kept in range(wanted, 0, -1):
            placed = _placed(design.first(kept), pairs, apart, seed)
            if placed is not None:
                return placed, design.source
    return (), "no design"


def dyads(pairs: int, apart: frozenset[Pair]) -> Rounds:
    """Return rounds of two in which all who may watch each other do so once.

    Couples to be kept apart are dropped from the round robin. When every pair has one, a
    perfect matching among them is made a whole round, which is left out.
    """
    even = pairs + pairs % 2
    free = set(apart)
    free |= {(pair, pairs) for pair in range(pairs)} if even > pairs else set()
    idle = _perfect_matching(even, free)
    order = [pair for couple in round_robin(even)[0] for pair in couple]
    name = dict(zip(order, [p for couple in idle for p in couple], strict=False)) if idle else {}
    rounds = []
    for number, seating in enumerate(round_robin(even)):
        if idle and number == 0:
            continue
        couples = [(name.get(a, a), name.get(b, b)) for a, b in seating]
        rounds.append(
            tuple((a, b) for a, b in couples if max(a, b) < pairs and pair_of(a, b) not in apart)
        )
    return tuple(rounds)


def fewest_sessions(pairs: int, apart: frozenset[Pair]) -> int:
    """Return the fewest sessions of dyads that everyone's seeing everyone allowed needs.

    A session gives a pair one partner, and floor(P / 2) couples in all.
    """
    degree = [pairs - 1] * pairs
    for one, other in apart:
        degree[one] -= 1
        degree[other] -= 1
    couples = pairs * (pairs - 1) // 2 - len(apart)
    return max(max(degree), -(-couples // (pairs // 2)))


def fewest_front_rounds(pairs: int, station: int, apart: frozenset[Pair]) -> int:
    """Return the fewest front rounds in which everyone sees everyone allowed.

    A front round of stations of s yields P(s - 1)/s of the P(P - 1) observations, less those
    excused: at least s(P - 1)/(s - 1) rounds.
    """
    if station == 0 or station >= pairs:
        return pairs
    if station == 2:
        return 2 * fewest_sessions(pairs, apart)
    needed = pairs * (pairs - 1) - 2 * len(apart)
    stations, rest = divmod(pairs, station)
    each = stations * (station - 1) + max(0, rest - 1)
    return -(-needed // each)


def _perfect_matching(pairs: int, allowed: set[Pair]) -> list[Pair] | None:
    """Return couples that cover everybody, by bounded backtracking, or None."""
    left = 20_000

    def cover(free: frozenset[int]) -> list[Pair] | None:
        nonlocal left
        left -= 1
        if not free or left < 0:
            return [] if not free else None
        first = min(free)
        for other in sorted(free - {first}):
            if (first, other) in allowed:
                rest = cover(free - {first, other})
                if rest is not None:
                    return [(first, other), *rest]
        return None

    return cover(frozenset(range(pairs)))


def _placed(design: Design, pairs: int, apart: frozenset[Pair], seed: int) -> Rounds | None:
    """Return the design with pairs on slots so that those to be kept apart never meet."""
    slots = sum(len(table) for table in design.rounds[0])
    empty = empty_slots(design, slots - pairs)
    if empty is None:
        return None
    rounds = without(design.rounds, empty)
    if not apart:
        return rounds
    taken = _slots_apart(rounds, pairs, apart, seed)
    who = {slot: pair for pair, slot in enumerate(taken)}
    placed = tuple(
        tuple(tuple(who[slot] for slot in table) for table in seating) for seating in rounds
    )
    return placed if not _meetings_among(placed, apart) else None


def _slots_apart(rounds: Rounds, pairs: int, apart: frozenset[Pair], seed: int) -> tuple[int, ...]:
    import numpy as np

    from facilitate.schedule.rotation.seating import HARD, shared_tables, take_slots

    prices = np.zeros((pairs, pairs), dtype=np.float32)
    for one, other in apart:
        prices[one, other] = prices[other, one] = HARD
    shared = shared_tables(rounds, pairs)
    return take_slots(prices, shared, [0] * pairs, turns=SEATING_TURNS, seed=seed)


def _meetings_among(rounds: Rounds, apart: frozenset[Pair]) -> Sequence[Pair]:
    return [
        pair_of(*couple)
        for seating in rounds
        for table in seating
        for couple in combinations(table, 2)
        if pair_of(*couple) in apart
    ]
