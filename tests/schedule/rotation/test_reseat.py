from facilitate.model import Person
from facilitate.schedule.rotation import (
    Demand,
    Disruption,
    Reseated,
    RotationPlan,
    reseat,
    room_full_of,
    rotate,
)
from facilitate.structs import replace
from tests.schedule.rotation.counting import repeats, table_of


def event(pairs: int) -> Demand:
    people = tuple(
        Person(f"{role[0]}{number:02d}", name="", role=role, pair=f"p{number}")
        for number in range(1, pairs + 1)
        for role in ("doctor", "manager")
    )
    return Demand(people=people, chairs=(6,) * 8, rounds=6, mix="bridging")


def planned(demand: Demand) -> RotationPlan:
    plan, _ = rotate(demand)
    assert plan is not None
    return plan


def mended(demand: Demand, plan: RotationPlan, change: Disruption) -> Reseated:
    result, faults = reseat(demand, plan, change)
    assert not faults
    assert result is not None
    return result


def moved_who_stay(result: Reseated, change: Disruption) -> set[str]:
    fresh = {person.id for person in change.arrive} | set(change.leave)
    return {move.person for move in result.moves} - fresh


def test_newcomers_take_the_leavers_paths_and_nobody_who_stays_moves() -> None:
    demand = event(24)
    plan = planned(demand)
    newcomers = (Person("x1", "", "doctor"), Person("x2", "", "manager"))
    change = Disruption(done=2, leave=("d03", "m11", "d19"), arrive=newcomers)
    result = mended(demand, plan, change)
    assert result.plan.rounds[:2] == plan.rounds[:2]
    assert moved_who_stay(result, change) == set()
    assert result.plan.certificate.repeats == 0
    assert result.plan.certificate.hard_violations == 0
    assert result.plan.certificate.table_sizes == (5, 6)
    for number in range(3, 7):
        assert table_of(result.plan, "x1", number) == table_of(plan, "d03", number)
        assert table_of(result.plan, "x2", number) == table_of(plan, "m11", number)
        assert table_of(result.plan, "d03", number) is None


def test_a_newcomer_of_no_named_role_takes_the_first_leaver_s() -> None:
    demand = event(24)
    plan = planned(demand)
    change = Disruption(
        done=2, leave=("d03", "m11"), arrive=(Person("x1", "", ""), Person("x2", "", ""))
    )
    result = mended(demand, plan, change)
    assert [person.role for person in result.demand.people[-2:]] == ["doctor", "manager"]
    assert moved_who_stay(result, change) == set()


def test_more_newcomers_than_leavers_sit_on_free_chairs_without_any_repeat() -> None:
    demand = replace(room_full_of(20, 6, 4), chairs=(4,) * 6)
    plan = planned(demand)
    change = Disruption(done=1, arrive=(Person("x1", "", ""), Person("x2", "", "")))
    result = mended(demand, plan, change)
    assert moved_who_stay(result, change) == set()
    assert result.plan.certificate.repeats == repeats(result.plan.rounds) == 0


def test_only_those_at_a_lost_table_move() -> None:
    demand = replace(room_full_of(20, 5, 4), chairs=(6,) * 5)
    plan = planned(demand)
    result = mended(demand, plan, Disruption(done=1, lost=(5,)))
    for move in result.moves:
        assert move.before == 5
        assert move.after != 5
    assert all(not seating[4] for seating in result.plan.rounds[1:])
    assert result.plan.rounds[0] == plan.rounds[0]
    assert result.plan.certificate.hard_violations == 0


def test_a_lost_table_says_how_many_chairs_are_missing() -> None:
    demand = event(24)
    result, faults = reseat(demand, planned(demand), Disruption(done=2, lost=(1,)))
    assert result is None
    assert [fault.code for fault in faults] == ["T503"]
    assert "6 too few" in faults[0].message


def test_an_unknown_leaver_is_told_with_the_nearest_name() -> None:
    demand = room_full_of(12, 3, 3)
    _, faults = reseat(demand, planned(demand), Disruption(done=3, leave=("99",)))
    assert [fault.code for fault in faults] == ["T521", "T502"]


def test_a_lost_table_that_is_not_there_is_told() -> None:
    demand = room_full_of(12, 3, 3)
    result, faults = reseat(demand, planned(demand), Disruption(done=1, lost=(4,)))
    assert result is None
    assert [fault.code for fault in faults] == ["T504"]
    assert "there are 3 tables" in faults[0].message
