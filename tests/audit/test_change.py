import pytest

from facilitate.audit.findings import ChangeTest, GroupChange, PairChange, Withheld, findings_for
from facilitate.audit.signed_ranks import holm, wilcoxon_p
from facilitate.figures import number
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from tests.audit.a_stock_take import answers_of, found, of_kind, programme, shared

BOTH = {"baseline": answers_of(), "repeat": answers_of(seed=1)}


def without(answers, *people):
    return {person: one for person, one in answers.items() if person not in people}


def test_the_same_people_both_times_are_told_with_levels_and_interval():
    trust = of_kind(GroupChange, found(waves=BOTH))[0]
    assert trust.n == 16
    assert number(trust.change) == pytest.approx(number(trust.now) - number(trust.then))
    assert number(trust.interval[0]) <= number(trust.change) <= number(trust.interval[1])
    assert sum(map(number, (trust.up, trust.same, trust.down))) == 16


def test_role_groups_stand_in_the_programmes_order_then_and_now_too():
    here = programme(roles=["manager", "doctor"])
    shown = of_kind(GroupChange, found(waves=BOTH, of=here))[0]
    assert [role for role, _, _ in shown.roles] == ["manager", "doctor"]


def test_one_who_left_takes_levels_and_size_away_but_not_the_counts():
    waves = BOTH | {"repeat": without(BOTH["repeat"], "p8-manager")}
    trust = of_kind(GroupChange, found(waves=waves))[0]
    assert (trust.then, trust.now, trust.change, trust.interval) == (None, None, None, None)
    assert trust.n == 15
    assert trust.sentence.startswith("Of the 15 who answered both times")


def test_five_who_left_can_be_told_because_they_are_a_group_themselves():
    gone = [f"p{n}-{role}" for n in (6, 7, 8) for role in ("doctor", "manager")]
    waves = BOTH | {"repeat": without(BOTH["repeat"], *gone)}
    trust = of_kind(GroupChange, found(waves=waves))[0]
    assert trust.n == 10
    assert trust.then is not None


def test_fewer_than_the_smallest_group_both_times_is_no_change():
    few = dict(list(BOTH["repeat"].items())[:4])
    (trust, _) = [
        one
        for one in of_kind(Withheld, found(waves=BOTH | {"repeat": few}))
        if one.would_be.endswith("then and now")
    ]
    assert (trust.reason, trust.n) == ("too_few", 4)


def test_a_pair_reads_then_and_now_only_while_both_share():
    reader = Recipient("pair", "p1")
    assert of_kind(PairChange, findings_for(reader, found(waves=BOTH)))
    closed = found(waves=BOTH, sharing=shared(p1_doctor="own answers"))
    assert of_kind(PairChange, findings_for(reader, closed)) == []


def test_tests_of_change_are_the_facilitators_alone():
    all_ = found(waves=BOTH)
    tests = of_kind(ChangeTest, all_)
    assert len(tests) == 2
    assert all(one.readers == {FACILITATOR} for one in tests)
    assert all(0 < number(one.p) <= number(one.adjusted) <= 1 for one in tests)
    assert of_kind(ChangeTest, findings_for(GROUP, all_)) == []


def test_many_differences_are_tested_by_lot_near_the_exact_answer():
    exact = wilcoxon_p([1.0] * 14 + [-1.0] * 6)
    drawn = wilcoxon_p([1.0] * 15 + [-1.0] * 7)
    assert exact == pytest.approx(0.115318, abs=1e-5)  # the sign test of 14 of 20
    assert drawn == pytest.approx(0.13380, abs=0.005)  # the sign test of 15 of 22


def test_holms_adjustment_keeps_the_order_and_never_passes_one():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))  # Holm (1979)
    assert holm([0.6, 0.9]) == (1.0, 1.0)
