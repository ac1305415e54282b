from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.model import Person
from facilitate.schedule.rotation import Demand, in_words, room_full_of, rotate
from facilitate.schedule.rotation.certificate import RotationPlan, bound_of
from facilitate.schedule.rotation.demand import instance_of
from facilitate.schedule.rotation.recount import recount
from facilitate.schedule.rotation.search import improve, rounded_shares
from facilitate.structs import replace
from tests.schedule.rotation.counting import meetings, repeats, table_of

FEW_STEPS = 400_000


def pairs_of(count: int, *, sites: int) -> tuple[Person, ...]:
    return tuple(
        Person(
            f"{role[0]}{number:02d}",
            name="",
            role=role,
            pair=f"p{number}",
            service=f"s{number % sites}",
        )
        for number in range(1, count + 1)
        for role in ("doctor", "manager")
    )


def planned(demand: Demand) -> RotationPlan:
    plan, faults = rotate(demand)
    assert not [fault for fault in faults if fault.severity == "error"]
    assert plan is not None
    return plan


def test_24_pairs_mix_with_partners_apart_and_nobody_meets_twice() -> None:
    apart = (("d01", "m04"), ("d02", "m11"), ("d03", "m18"), ("d04", "m01"))
    demand = Demand(
        people=pairs_of(24, sites=5), chairs=(6,) * 8, rounds=6, mix="bridging", apart=apart
    )
    plan = planned(demand)
    assert plan.certificate.repeats == 0
    assert plan.certificate.hard_violations == 0
    assert plan.certificate.is_best_possible
    together = meetings(plan.rounds)
    assert all(frozenset(couple) not in together for couple in apart)
    for seating in plan.rounds:
        for table in seating:
            assert [who[0] for who in table].count("d") == 3


@pytest.mark.parametrize("count", [22, 23])
def test_odd_numbers_of_pairs_keep_the_mix_and_sizes_within_one(count: int) -> None:
    demand = Demand(people=pairs_of(count, sites=5), chairs=(6,) * 8, rounds=6, mix="bridging")
    plan = planned(demand)
    assert plan.certificate.repeats == 0
    assert plan.certificate.hard_violations == 0
    assert plan.certificate.table_sizes == (5, 6)


def test_bonding_keeps_professions_by_themselves() -> None:
    demand = Demand(people=pairs_of(16, sites=4), chairs=(4,) * 8, rounds=4, mix="bonding")
    plan = planned(demand)
    assert plan.certificate.repeats == 0
    for seating in plan.rounds:
        assert all(len({who[0] for who in table}) == 1 for table in seating)


def test_whoever_has_a_fixed_seat_keeps_it_without_any_repeat() -> None:
    demand = replace(room_full_of(24, 6, 4), fixed=(("5", 3), ("9", 1)))
    plan = planned(demand)
    assert {table_of(plan, "5", number) for number in range(1, 5)} == {3}
    assert {table_of(plan, "9", number) for number in range(1, 5)} == {1}
    assert plan.certificate.repeats == 0


def test_a_second_day_goes_on_where_the_first_ended() -> None:
    first = planned(room_full_of(24, 6, 4))
    second = planned(replace(room_full_of(24, 6, 3), earlier=first.rounds))
    assert repeats((*first.rounds, *second.rounds)) == 0
    assert second.certificate.repeats == 0


def test_absent_people_have_no_seat_and_nobody_meets_twice() -> None:
    demand = replace(room_full_of(24, 6, 4), absent=(("7", 2),))
    plan = planned(demand)
    assert table_of(plan, "7", 2) is None
    assert plan.certificate.repeats == 0
    assert plan.certificate.hard_violations == 0


def test_each_sponsor_hosts_one_table_a_round_and_everyone_meets_new_ones() -> None:
    demand = Demand(
        people=pairs_of(16, sites=4), chairs=(4,) * 8, rounds=4, sponsors=("s1", "s2", "s3", "s4")
    )
    plan = planned(demand)
    for row in plan.hosts:
        assert sorted(sponsor for sponsor in row if sponsor) == ["s1", "s2", "s3", "s4"]
    hosted = {
        person
        for seating, row in zip(plan.rounds, plan.hosts, strict=True)
        for table, sponsor in zip(seating, row, strict=True)
        for person in table
        if sponsor
    }
    assert hosted == {person.id for person in demand.people}


def test_seventeen_people_reach_the_proved_least_of_three_repeats() -> None:
    plan = planned(room_full_of(17, 4, 4))
    assert plan.certificate.lower_bound == 3
    assert plan.certificate.repeats == 3


def test_an_overfull_room_reaches_the_counting_bound() -> None:
    plan = planned(room_full_of(32, 8, 15))
    assert plan.certificate.repeats == plan.certificate.lower_bound == 224


def test_34_people_at_six_tables_repeat_at_most_eight_meetings() -> None:
    demand = replace(room_full_of(34, 6, 5), steps=FEW_STEPS)
    assert planned(demand).certificate.repeats <= 8


def test_a_mixed_room_goes_on_from_the_longest_design_and_reaches_the_proved_least() -> None:
    # six tables of two and two for six rounds: 144 meetings across roles, and 132 couples for them
    demand = Demand(people=pairs_of(12, sites=5), chairs=(4,) * 6, rounds=6, mix="bridging")
    plan = planned(demand)
    assert plan.certificate.lower_bound == 12
    assert plan.certificate.repeats == 12
    assert plan.certificate.hard_violations == 0


def test_six_tables_of_six_cannot_do_four_rounds_without_a_repeat() -> None:
    assert bound_of(instance_of(room_full_of(36, 6, 4))).repeats == 1


def test_ten_pairs_have_the_bounds_by_role_and_without_triples() -> None:
    demand = Demand(
        people=pairs_of(10, sites=5),
        chairs=(5,) * 4,
        rounds=5,
        mix="bridging",
        apart=(("d01", "m04"), ("d02", "m01")),
    )
    bound = bound_of(instance_of(demand))
    assert (bound.repeats, bound.without_triples) == (32, 40)


def test_500_people_at_twenty_tables_have_the_pigeonhole_bounds() -> None:
    bound = bound_of(instance_of(room_full_of(500, 20, 8)))
    assert (bound.repeats, bound.without_triples) == (700, 2800)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(2, 40).flatmap(
        lambda people: st.tuples(st.just(people), st.integers(1, min(people, 9)), st.integers(1, 6))
    )
)
def test_every_room_gets_a_plan_that_its_bound_does_not_forbid(shape: tuple[int, int, int]) -> None:
    people, tables, rounds = shape
    demand = replace(room_full_of(people, tables, rounds), steps=FEW_STEPS)
    plan = planned(demand)
    proof = plan.certificate
    assert proof.hard_violations == 0
    assert proof.repeats == repeats(plan.rounds)
    assert proof.repeats >= proof.lower_bound
    assert proof.table_sizes[1] - proof.table_sizes[0] <= 1
    assert plan.rounds == planned(demand).rounds


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=4),
    st.integers(1, 6),
)
def test_shares_are_rounded_down_or_up_and_sum_exactly(groups: list[int], tables: int) -> None:
    people = sum(groups)
    sizes = [people // tables + (t < people % tables) for t in range(tables)]
    quota = rounded_shares(groups, sizes)
    assert [sum(row) for row in quota] == groups
    assert [sum(row[t] for row in quota) for t in range(tables)] == sizes
    for group, row in zip(groups, quota, strict=True):
        for size, count in zip(sizes, row, strict=True):
            assert people == 0 or abs(count - group * size / people) < 1


def test_improvement_counts_its_price_right() -> None:
    instance = instance_of(room_full_of(12, 3, 4))
    start = [[person % 3 for person in range(12)]] * 4
    seats, price, _ = improve(instance, start, steps=200_000, seed=1)
    tables = [[[p for p, t in enumerate(row) if t == table] for table in range(3)] for row in seats]
    met = meetings(tables).values()
    pairs, beyond = sum(n * (n - 1) / 2 for n in met), sum(n - 1 for n in met)
    assert price == pytest.approx(pairs - 0.3 * (pairs - beyond), abs=1e-3)


def test_the_checker_tells_each_broken_rule() -> None:
    demand = Demand(
        people=pairs_of(2, sites=1),
        chairs=(2, 2),
        rounds=2,
        mix="bridging",
        fixed=(("m02", 1),),
    )
    rounds = ((("d01", "m01"), ("d02", "m02")), (("d01", "d02"), ("m01", "m01")))
    told = " | ".join(recount(demand, rounds).violations)
    assert "round 1: d01 and m01 share table 1" in told
    assert "round 1: m02 is not at table 1" in told
    assert "round 2: m02 has not 1 place" in told
    assert "round 2: m01 has not 1 place" in told
    assert "round 2: table 1 has 2 of doctor" in told


@pytest.mark.parametrize(
    ("demand", "code", "says"),
    [
        (
            replace(room_full_of(4, 2, 2), apart=(("1", "2"), ("2", "3"), ("1", "3"))),
            "T505",
            "3 tables are needed",
        ),
        (
            Demand(
                people=pairs_of(2, sites=1),
                chairs=(4,),
                rounds=1,
                mix="bonding",
                partners_apart=False,
            ),
            "T506",
            "1 too few",
        ),
    ],
)
def test_an_impossible_demand_says_which_and_by_how_much(
    demand: Demand, code: str, says: str
) -> None:
    plan, faults = rotate(demand)
    assert plan is None
    assert [fault.code for fault in faults] == [code]
    assert says in faults[0].message


FIVE_IN_A_RING = (("1", "2"), ("2", "3"), ("3", "4"), ("4", "5"), ("5", "1"))
"""Each is to be kept apart from two others: no two tables seat the five."""


def test_rules_that_no_plan_keeps_are_named_and_no_bound_is_claimed() -> None:
    plan, faults = rotate(replace(room_full_of(6, 2, 1), apart=FIVE_IN_A_RING, steps=2000))
    assert plan is not None
    assert [(fault.code, fault.severity) for fault in faults] == [("T508", "error")]
    assert "share table" in faults[0].message
    assert in_words(plan.certificate).endswith("1 rule could not be kept.")
    assert "No plan" not in in_words(plan.certificate)


def test_a_sponsor_who_cannot_meet_everyone_is_told_how_many_are_missed() -> None:
    plan, faults = rotate(replace(room_full_of(12, 3, 2), sponsors=("exec",)))
    assert plan is not None
    assert [fault.code for fault in faults] == ["T507"]
    assert "at most 8 of 12 people in 2 rounds and misses 4." in faults[0].message


def test_the_certificate_speaks_plainly() -> None:
    plan = planned(room_full_of(24, 6, 5))
    assert in_words(plan.certificate) == (
        "Everyone meets 15 different people, nobody twice. No plan can do better."
    )


def test_rounds_of_a_plan_differ() -> None:
    plan = planned(room_full_of(20, 5, 4))
    assert all(one != other for one, other in pairwise(plan.rounds))
