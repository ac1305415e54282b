import pytest

from facilitate.audit.finding import findings_for
from facilitate.audit.findings import (
    ChangeTest,
    GroupChange,
    PairChange,
    Withheld,
)
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


def changes_of_p1(then: dict[str, object], now: dict[str, object]) -> list[PairChange]:
    """What pair p1 reads where its doctor stays at 3 and its manager answers as given."""
    waves = {name: dict(answers) for name, answers in BOTH.items()}
    for name, answered in (("baseline", then), ("repeat", now)):
        waves[name]["p1-doctor"] = {"rely": 3, "doubt": 3, "ends": 3, "worth": 3}
        waves[name]["p1-manager"] = answered
    return of_kind(PairChange, findings_for(Recipient("pair", "p1"), found(waves=waves)))


def test_a_pair_reads_first_what_one_of_them_moved_furthest_on():
    then: dict[str, object] = {"rely": 4, "doubt": 2, "ends": 2, "worth": 2}
    now: dict[str, object] = {"rely": 3, "doubt": 3, "ends": 4, "worth": 4}
    changes = changes_of_p1(then, now)
    told = {one.name: (one.rank, one.furthest) for one in changes}
    assert [one.name for one in changes] == ["Meetings", "Trust"]
    assert told == {"Meetings": (1, ("up",)), "Trust": (2, ("down",))}


def test_a_step_of_less_than_a_point_is_not_called_furthest():
    then: dict[str, object] = {"rely": 3, "doubt": 3, "ends": 3, "worth": 3}
    now: dict[str, object] = {"rely": 4, "doubt": 3, "ends": 3, "worth": 2}
    assert [one.furthest for one in changes_of_p1(then, now)] == [(), ()]


def test_two_themes_that_moved_equally_far_are_both_furthest():
    then: dict[str, object] = {"rely": 2, "doubt": 4, "ends": 2, "worth": 2}
    now: dict[str, object] = {"rely": 4, "doubt": 2, "ends": 4, "worth": 4}
    assert [one.furthest for one in changes_of_p1(then, now)] == [("up",), ("up",)]


def test_what_is_called_a_change_comes_before_what_is_not():
    then = {
        person: {**answers, "rely": min(4, int(str(answers["rely"])))}
        for person, answers in answers_of().items()
    }
    now = {
        person: {**answers, "rely": int(str(answers["rely"])) + 1}
        for person, answers in then.items()
    }
    for person in ("p1-doctor", "p2-doctor", "p3-doctor", "p4-manager"):
        then[person] |= {"ends": 1, "worth": 1}
        now[person] |= {"ends": 5, "worth": 5}
    waves = {"baseline": then, "repeat": now}
    changes = sorted(of_kind(GroupChange, found(waves=waves)), key=lambda one: one.rank)
    assert [(one.name, one.verdict) for one in changes] == [("Trust", "up"), ("Meetings", "none")]
    assert [one.change is None for one in changes] == [True, False]  # so not by their sizes


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
