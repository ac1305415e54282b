"""The entry for observation: who watches whom, which sponsor visits, and the proof."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from time import process_time

from facilitate.faults import Fault, did_you_mean, stops
from facilitate.schedule.rotation.design import Rounds
from facilitate.schedule.rotation.room import Pair, pair_of
from facilitate.schedule.rotation.stations import fewest_front_rounds, sessions_of
from facilitate.schedule.rotation.watching import (
    ObservationCertificate,
    ObservationDemand,
    ObservationPlan,
    Station,
)
from facilitate.schedule.rotation_check import recount_observation

FrontRound = tuple[tuple[int, tuple[int, ...]], ...]
"""Stations of one front round: the pair at the front and those who watch."""


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
    visited = _with_visitors(demand, named)
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


def _with_visitors(
    demand: ObservationDemand, rounds: Sequence[tuple[Station, ...]]
) -> tuple[tuple[Station, ...], ...]:
    """Return the rounds with sponsors on visits: first to pairs they have not seen yet."""
    if not demand.sponsors or not demand.open_to_sponsors:
        return tuple(rounds)
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    seen: Counter[tuple[str, str]] = Counter()
    visits: Counter[str] = Counter()
    plan = []
    for stations in rounds:
        fronts = [station.front for station in stations]
        cost = np.array(
            [
                [
                    10.0 * seen[sponsor, front] + visits[front]
                    if _may_visit(demand, sponsor, front)
                    else 1e6
                    for front in fronts
                ]
                for sponsor in demand.sponsors
            ]
        )
        chosen: dict[int, str] = {}
        for row, column in zip(*linear_sum_assignment(cost), strict=True):
            sponsor = demand.sponsors[int(row)]
            if cost[row, column] < 1e6:
                chosen[int(column)] = sponsor
                seen[sponsor, fronts[int(column)]] += 1
                visits[fronts[int(column)]] += 1
        plan.append(
            tuple(
                Station(station.front, station.watchers, chosen.get(index))
                for index, station in enumerate(stations)
            )
        )
    return tuple(plan)


def _may_visit(demand: ObservationDemand, sponsor: str, pair: str) -> bool:
    if pair not in demand.open_to_sponsors:
        return False
    return (sponsor, pair) not in demand.manages or (sponsor, pair) in demand.invited


def _certificate(
    demand: ObservationDemand,
    rounds: Sequence[tuple[Station, ...]],
    apart: frozenset[Pair],
    source: str,
    seconds: float,
) -> ObservationCertificate:
    counted = recount_observation(demand, rounds)
    pairs = len(demand.pairs)
    station = demand.station if not demand.groups else max(map(len, demand.groups))
    return ObservationCertificate(
        front_rounds=len(rounds),
        front_rounds_bound=fewest_front_rounds(pairs, station, apart),
        most_times_one_watches_another=counted.most_times,
        conflict_violations=counted.conflicts,
        hard_violations=len(counted.violations),
        violations=counted.violations,
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
