from itertools import combinations

import pytest

from facilitate.schedule.rotation import (
    ObservationDemand,
    ObservationPlan,
    Station,
    observation_plan,
)
from facilitate.schedule.rotation.recount import recount_observation


def pairs(count: int) -> tuple[str, ...]:
    return tuple(f"p{number}" for number in range(count))


def planned(demand: ObservationDemand) -> ObservationPlan:
    plan, faults = observation_plan(demand)
    assert not faults
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("count", "station", "front_rounds"),
    [
        (6, 2, 10), (10, 2, 18), (7, 2, 14), (60, 2, 118),
        (9, 3, 12), (15, 3, 21), (33, 3, 48), (39, 3, 57), (45, 3, 66), (57, 3, 84),
        (16, 4, 20), (28, 4, 36), (40, 4, 52), (52, 4, 68),
    ],
)  # fmt: skip
def test_everyone_sees_everyone_in_the_fewest_front_rounds(
    count: int, station: int, front_rounds: int
) -> None:
    plan = planned(ObservationDemand(pairs=pairs(count), station=station))
    proof = plan.certificate
    assert proof.front_rounds == proof.front_rounds_bound == front_rounds
    assert proof.most_times_one_watches_another == 1
    assert proof.watched_pairs == proof.watchable_pairs == count * (count - 1)
    assert proof.watched[0] == proof.watched[1] == count - 1


@pytest.mark.parametrize("count", [18, 24, 30, 36, 42, 48, 54, 60])
def test_triads_of_an_even_number_see_all_but_one(count: int) -> None:
    proof = planned(ObservationDemand(pairs=pairs(count), station=3)).certificate
    assert proof.front_rounds == 3 * (count - 2) // 2
    assert proof.watches == (count - 2, count - 2)


def test_24_triads_in_five_sessions_are_watched_ten_times_each() -> None:
    proof = planned(ObservationDemand(pairs=pairs(24), station=3, sessions=5)).certificate
    assert proof.front_rounds == 15
    assert proof.front == (5, 5)
    assert proof.watched == proof.watches == (10, 10)
    assert proof.most_times_one_watches_another == 1


def test_a_plenary_takes_one_front_round_for_each_pair() -> None:
    plan = planned(ObservationDemand(pairs=pairs(6), station=0))
    assert plan.certificate.front_rounds == 6
    assert plan.certificate.watched == (5, 5)


def test_pairs_to_be_kept_apart_never_watch_each_other() -> None:
    apart = (("p0", "p2"), ("p1", "p5"), ("p2", "p8"))
    plan = planned(ObservationDemand(pairs=pairs(10), station=2, apart=apart))
    assert plan.certificate.front_rounds == plan.certificate.front_rounds_bound == 18
    assert plan.certificate.watched_pairs == plan.certificate.watchable_pairs == 84


def test_a_conflict_for_every_pair_saves_a_session() -> None:
    apart = (("p0", "p1"), ("p2", "p3"), ("p4", "p5"), ("p6", "p7"), ("p8", "p9"))
    plan = planned(ObservationDemand(pairs=pairs(10), station=2, apart=apart))
    assert plan.certificate.front_rounds == plan.certificate.front_rounds_bound == 16


def test_triads_put_conflicts_where_they_never_meet() -> None:
    apart = (("p0", "p1"), ("p1", "p2"), ("p0", "p2"), ("p3", "p9"))
    plan = planned(ObservationDemand(pairs=pairs(24), station=3, sessions=5, apart=apart))
    assert plan.certificate.front_rounds == 15


def test_sponsors_are_watched_first_and_watch_nobody() -> None:
    plan = planned(ObservationDemand(pairs=pairs(8), sponsors=("chief", "chair")))
    assert plan.opening == ("chief", "chair")
    busy = {who for seats in plan.rounds for s in seats for who in (s.front, *s.watchers)}
    assert not busy & {"chief", "chair"}


def test_sponsors_visit_only_who_agreed_and_whom_they_do_not_manage() -> None:
    demand = ObservationDemand(
        pairs=pairs(8),
        sponsors=("chief", "chair"),
        open_to_sponsors=("p0", "p1", "p2", "p3"),
        manages=(("chief", "p0"), ("chief", "p1")),
        invited=(("chief", "p1"),),
    )
    plan = planned(demand)
    visits = {(s.visitor, s.front) for seats in plan.rounds for s in seats if s.visitor}
    assert {front for _, front in visits} == {"p0", "p1", "p2", "p3"}
    assert ("chief", "p0") not in visits
    assert ("chief", "p1") in visits


def test_without_anybody_s_yes_no_sponsor_visits() -> None:
    plan = planned(ObservationDemand(pairs=pairs(6), sponsors=("chief",)))
    assert all(station.visitor is None for seating in plan.rounds for station in seating)


def test_groups_stay_the_same_and_each_pair_is_at_the_front_once() -> None:
    groups = (("p0", "p3", "p5"), ("p1", "p2"), ("p4", "p6", "p7"))
    plan = planned(ObservationDemand(pairs=pairs(8), groups=groups))
    assert plan.certificate.front == (1, 1)
    for seating in plan.rounds:
        for station in seating:
            assert {station.front, *station.watchers} in [set(group) for group in groups]


def test_odd_dyads_rest_equally_often() -> None:
    plan = planned(ObservationDemand(pairs=pairs(7)))
    busy = [
        pair for stations in plan.rounds for one in stations for pair in (one.front, *one.watchers)
    ]
    assert len(plan.rounds) == 14
    assert {busy.count(pair) for pair in pairs(7)} == {12}


@pytest.mark.parametrize(
    ("demand", "code"),
    [
        (ObservationDemand(pairs=("p0",)), "T501"),
        (ObservationDemand(pairs=pairs(6), station=5), "T511"),
        (ObservationDemand(pairs=pairs(6), apart=(("p0", "p99"),)), "T502"),
        (ObservationDemand(pairs=pairs(4), groups=(("p0", "p1"), ("p2",))), "T512"),
    ],
)
def test_an_impossible_observation_says_why(demand: ObservationDemand, code: str) -> None:
    plan, faults = observation_plan(demand)
    assert plan is None
    assert [fault.code for fault in faults] == [code]


def test_too_many_sessions_say_by_how_many() -> None:
    plan, faults = observation_plan(ObservationDemand(pairs=pairs(9), station=3, sessions=6))
    assert plan is not None
    assert [fault.code for fault in faults] == ["T513"]
    assert "4 is the most" in faults[0].message
    assert "2 too many" in faults[0].message


def test_all_small_observations_keep_every_rule() -> None:
    for count in range(2, 25):
        for station in (0, 2, 3, 4):
            plan, _ = observation_plan(ObservationDemand(pairs=pairs(count), station=station))
            assert plan is not None
            proof = plan.certificate
            assert proof.front[1] - proof.front[0] <= 1
            for seating in plan.rounds:
                for one, other in combinations(seating, 2):
                    assert not {one.front, *one.watchers} & {other.front, *other.watchers}


@pytest.mark.parametrize("station", [2, 3])
def test_two_pairs_to_be_kept_apart_share_no_station(station: int) -> None:
    plan = planned(ObservationDemand(pairs=pairs(2), station=station, apart=(("p0", "p1"),)))
    assert plan.rounds == ()


def test_the_recount_finds_every_rule_that_is_broken() -> None:
    demand = ObservationDemand(
        pairs=("a", "b", "c"),
        apart=(("a", "b"),),
        open_to_sponsors=("a",),
        manages=(("chief", "a"),),
    )
    rounds = [(Station("a", ("b",), "chief"), Station("b", ("c",), "chair"))]
    assert recount_observation(demand, rounds).violations == (
        "front round 1: b is in two places",
        "front round 1: b watches a",
        "front round 1: chief visits a, whom they manage",
        "front round 1: chair visits b, who did not agree",
    )
