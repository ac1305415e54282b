"""Who watches whom, which sponsor visits, and the proof."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from time import process_time

import numpy as np

from facilitate.faults import Fault, did_you_mean, stops
from facilitate.schedule.rotation.demand import ObservationDemand, Station
from facilitate.schedule.rotation.designs import (
    Design,
    Rounds,
    empty_slots,
    most_rounds,
    repeat_free_design,
    round_robin,
    without,
)
from facilitate.schedule.rotation.instance import Pair, pair_of
from facilitate.schedule.rotation.placing import HARD, shared_tables, take_slots
from facilitate.schedule.rotation.recount import recount_observation
from facilitate.schedule.rotation.sponsors import with_visitors


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationCertificate:
    """Counts of the independent recount, beside the fewest front rounds that a proof allows.

    `front_rounds_bound` is what everyone's seeing everyone needs; `watched_pairs` of
    `watchable_pairs` ordered couples have taken place.
    """

    front_rounds: int
    front_rounds_bound: int
    most_times_one_watches_another: int
    front: tuple[int, int]
    watched: tuple[int, int]
    watches: tuple[int, int]
    watched_pairs: int
    watchable_pairs: int
    source: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationPlan:
    """Front rounds of stations; `opening` are the sponsors whom all pairs watch first."""

    opening: tuple[str, ...]
    rounds: tuple[tuple[Station, ...], ...]
    certificate: ObservationCertificate


FrontRound = tuple[tuple[int, tuple[int, ...]], ...]
"""Stations of one front round: the pair at the front and those who watch."""


SEATING_TURNS = 6_000


def observation_plan(
    demand: ObservationDemand,
) -> tuple[ObservationPlan | None, tuple[Fault, ...]]:
    """Return who watches whom, recounted, and the faults; the plan is None of an impossible demand.

    No pair watches another twice (unless fixed groups meet again), loads differ by at most one
    where the numbers allow, and pairs to be kept apart never share a station.
    """
    faults = tuple(_faults(demand))
    if stops(faults):
        return None, faults
    began = process_time()
    number = {pair: index for index, pair in enumerate(demand.pairs)}
    apart = frozenset(pair_of(number[a], number[b]) for a, b in demand.apart)
    rounds, source = _front_rounds(demand, number, apart)
    named = tuple(
        tuple(
            Station(demand.pairs[front], tuple(demand.pairs[w] for w in watchers))
            for front, watchers in seating
        )
        for seating in rounds
    )
    visited = with_visitors(demand, named)
    seconds = process_time() - began
    plan = ObservationPlan(
        opening=demand.sponsors if demand.sponsors_first else (),
        rounds=visited,
        certificate=_certificate(demand, visited, apart, source, seconds),
    )
    return plan, (*faults, *_short(demand, rounds))


def _front_rounds(
    demand: ObservationDemand, number: dict[str, int], apart: frozenset[Pair]
) -> tuple[list[FrontRound], str]:
    pairs = len(demand.pairs)
    if demand.groups:
        stations = tuple(tuple(number[pair] for pair in group) for group in demand.groups)
        return _in_turn((stations,) * (demand.sessions or 1)), "groups that stay the same"
    if demand.station == 0:
        return [_plenary(pairs, front, apart) for front in range(pairs)], "plenary"
    sessions, source = sessions_of(pairs, demand.station, demand.sessions, apart, seed=demand.seed)
    return _in_turn(sessions), source


def _plenary(pairs: int, front: int, apart: frozenset[Pair]) -> FrontRound:
    watchers = tuple(w for w in range(pairs) if w != front and pair_of(w, front) not in apart)
    return ((front, watchers),)


def _in_turn(sessions: Rounds) -> list[FrontRound]:
    """Return the front rounds of sessions: each pair of a station at the front once.

    Who begins changes from session to session, so that nobody always goes first.
    """
    rounds: list[FrontRound] = []
    for index, session in enumerate(sessions):
        longest = max((len(station) for station in session), default=0)
        for turn in range(longest):
            row = []
            for station in session:
                if turn < len(station):
                    front = station[(turn + index) % len(station)]
                    row.append((front, tuple(pair for pair in station if pair != front)))
            rounds.append(tuple(row))
    return rounds


def sessions_of(
    pairs: int, station: int, sessions: int | None, apart: frozenset[Pair], *, seed: int
) -> tuple[Rounds, str]:
    """Return sessions of stations of pairs 0 .. pairs-1, and their source.

    As many as asked for, or as are known; fewer when the couples to be kept apart need it.
    """
    if station == 2:
        return dyads(pairs, apart)[:sessions], "the circle method"
    if station >= pairs:
        return () if apart else ((tuple(range(pairs)),),), "one station"
    tables = -(-pairs // station)
    most = min(sessions or pairs, most_rounds(tables, station))
    for wanted in range(most, 0, -1):
        design = repeat_free_design(tables, station, wanted, seed=seed)
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


def _certificate(
    demand: ObservationDemand,
    rounds: Sequence[tuple[Station, ...]],
    apart: frozenset[Pair],
    source: str,
    seconds: float,
) -> ObservationCertificate:
    counted = recount_observation(demand, rounds)
    # Rules that no such plan can keep are refused before, so a broken one is a mistake of ours:
    # better no plan than one in which people watch whom they report to.
    if counted.violations:
        raise AssertionError("; ".join(counted.violations))
    pairs = len(demand.pairs)
    station = demand.station if not demand.groups else max(map(len, demand.groups))
    return ObservationCertificate(
        front_rounds=len(rounds),
        front_rounds_bound=fewest_front_rounds(pairs, station, apart),
        most_times_one_watches_another=counted.most_times,
        front=counted.front,
        watched=counted.watched,
        watches=counted.watches,
        watched_pairs=counted.watched_pairs,
        watchable_pairs=pairs * (pairs - 1) - 2 * len(apart),
        source=source,
        seconds=round(seconds, 4),
    )


def _faults(demand: ObservationDemand) -> Iterator[Fault]:
    pairs = len(demand.pairs)
    if pairs < 2:
        yield Fault(
            code="T501",
            message=f"Observation with {pairs} pairs has nobody to watch.",
            hint="Give at least 2 pairs.",
        )
        return
    if demand.station not in (0, 2, 3, 4) or (demand.sessions is not None and demand.sessions < 1):
        yield Fault(
            code="T511",
            message=f"Stations of {demand.station} pairs over {demand.sessions} sessions "
            "cannot be.",
            hint="Take stations of 2, 3 or 4 pairs (0 for a plenary) and at least 1 session.",
        )
    named = [p for couple in demand.apart for p in couple] + [p for g in demand.groups for p in g]
    named += [*demand.open_to_sponsors, *(pair for _, pair in (*demand.manages, *demand.invited))]
    for pair in dict.fromkeys(named):
        if pair not in demand.pairs:
            yield Fault(
                code="T502",
                message=f"An observation rule names {pair!r}, which is not among the pairs.",
                hint=did_you_mean(pair, demand.pairs, otherwise="Add the pair or drop the rule."),
            )
    yield from _group_faults(demand)


def _group_faults(demand: ObservationDemand) -> Iterator[Fault]:
    if not demand.groups:
        return
    count = Counter(pair for group in demand.groups for pair in group)
    for pair in demand.pairs:
        if count[pair] != 1:
            yield Fault(
                code="T512",
                message=f"{pair!r} is in {count[pair]} observer groups.",
                hint="Put each pair into exactly one group.",
            )
    closed = {frozenset(couple) for couple in demand.apart}
    for group in demand.groups:
        for couple in combinations(group, 2):
            if frozenset(couple) in closed:
                yield Fault(
                    code="T512",
                    message=f"{couple[0]} and {couple[1]} must not watch each other and share an "
                    "observer group.",
                    hint="Move one of them to another group.",
                )


def _short(demand: ObservationDemand, rounds: Sequence[FrontRound]) -> Iterator[Fault]:
    """Say when fewer sessions came back than were asked for."""
    if demand.sessions is None or demand.groups or demand.station == 0:
        return
    station = min(demand.station, len(demand.pairs))
    held = len(rounds) // station
    if held < demand.sessions:
        missing = demand.sessions - held
        yield Fault(
            code="T513",
            severity="warning",
            message=f"{demand.sessions} sessions were asked for; {held} is the most we know in "
            f"which no pair watches another twice: {missing} too many.",
            hint="Hold fewer sessions, or take dyads, in which everyone can see everyone.",
        )
