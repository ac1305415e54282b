"""Labels and words of agreement, on values that can be worked out by hand."""

from random import Random

import pytest

from facilitate.audit.findings import GroupTheme, PairTheme, Withheld
from facilitate.audit.labels import (
    Limits,
    group_label,
    limits_of,
    one_answer_decides,
    pair_label,
    pair_place,
    question_for,
    roles_apart,
    seen_differently,
)
from facilitate.audit.scores import (
    answers_alike,
    item_deviation,
    mean,
    mean_deviation,
    score_error,
)
from facilitate.figures import number
from facilitate.model.questions import Dimension, Scale, StockTakeItem
from tests.audit.a_stock_take import found, of_kind, questions, table

LIMITS = Limits()


# ------------------------------------------------------------------------- answering alike


def test_the_deviation_of_a_scale_is_the_mean_of_its_statements_and_not_of_peoples_means():
    # Two camps that contradict each other on both statements: everybody's mean is 3.
    rows = [(1, 5), (1, 5), (5, 1), (5, 1)]
    assert mean_deviation([mean(row) for row in rows]) == 0
    assert item_deviation(rows) == 2.0
    assert not answers_alike(rows, options=5)


def test_a_missing_answer_is_left_out_of_its_statement_only():
    # First statement 2, 4: one from the mean; second 3 alone: nothing.
    assert item_deviation([(2, None), (4, 3)]) == 0.5
    assert item_deviation([]) is None


def test_answers_are_alike_up_to_a_sixth_of_the_steps():
    # Six people, deviations 5/6 from 3.5 on average: five sixths, which is the limit of five steps.
    at_the_limit = [(2,), (3,), (3,), (4,), (4,), (5,)]
    assert item_deviation(at_the_limit) == pytest.approx(5 / 6)
    assert answers_alike(at_the_limit, options=5)
    assert not answers_alike([(2,), (2,), (3,), (4,), (5,), (5,)], options=5)


@pytest.mark.parametrize(("people", "at_most"), [(5, 0.15), (8, 0.04), (15, 0.005)])
def test_people_who_tick_at_random_rarely_answer_alike(people, at_most):
    dice = Random(people)
    groups = [[[dice.randint(1, 5) for _ in range(3)] for _ in range(people)] for _ in range(2000)]
    share = mean([answers_alike(group, options=5) for group in groups])
    by_peoples_means = mean(
        [(mean_deviation([mean(row) for row in group]) or 0) <= 5 / 6 for group in groups]
    )
    assert share <= at_most
    assert by_peoples_means > 0.8  # the wrong index would have called nearly all of them alike


def group_of(doctors, managers, theme="Trust"):
    """The group's findings on a theme of two statements that everybody ticks alike."""
    given = {
        f"p{n}-{role}": {"rely": tick, "doubt": 6 - tick, "ends": n % 5 + 1, "worth": 3}
        for role, ticks in (("doctor", doctors), ("manager", managers))
        for n, tick in enumerate(ticks, 1)
    }
    return found(waves={"baseline": given})


def trust(doctors, managers):
    (theme,) = [
        one for one in of_kind(GroupTheme, group_of(doctors, managers)) if one.name == "Trust"
    ]
    return theme


def test_roles_that_stand_one_or_more_apart_are_never_alike_and_the_gap_is_told():
    # Doctors 3, managers 4: everybody is about half a step from 3.5, so the index alone says alike.
    theme = trust([3, 3, 3, 3, 2, 4, 3, 3], [4, 4, 4, 4, 3, 5, 4, 4])
    assert [number(role.mean) for role in theme.roles] == [3.0, 4.0]
    assert (theme.alike, number(theme.apart)) == (False, 1.0)


def test_roles_that_stand_closer_are_alike_if_people_are():
    theme = trust([3, 3, 3, 3, 2, 4, 3, 3], [4, 3, 4, 4, 3, 4, 4, 4])
    assert [number(role.mean) for role in theme.roles] == [3.0, 3.75]
    assert (theme.alike, theme.apart) == (True, None)


def test_roles_that_are_too_few_to_be_shown_are_not_alike_either_and_no_gap_is_told():
    theme = trust([3, 3, 3, 3, 2, 4, 3, 3], [4, 4, 5])
    assert theme.roles == ()
    assert (theme.alike, theme.apart) == (False, None)


def test_two_camps_get_no_mean_although_their_roles_have_the_same_one():
    # Twelve statements; half of each role ticks 5 and 1 in turn, the other half 1 and 5.
    items = [{"id": f"s{at}", "text": f"Statement {at}"} for at in range(12)]
    asking = questions(
        dimensions=[{"id": "trust", "name": "Trust", "themes": ["trust"], "items": items}]
    )
    given = {
        f"p{n}-{role}": {f"s{at}": 5 if (at + n) % 2 else 1 for at in range(12)}
        | {f"s{n}": 3, "s11": 2 + n % 3}
        for n in range(1, 9)
        for role in ("doctor", "manager")
    }
    answers = table(given, tuple(item["id"] for item in items))
    all_ = found(waves={"baseline": answers}, asking=asking)
    assert of_kind(GroupTheme, all_) == []
    assert "no_shared_picture" in [one.reason for one in of_kind(Withheld, all_)]


# ----------------------------------------------------------------------- labels of a pair


@pytest.mark.parametrize(
    ("scores", "answered", "differently"),
    [
        ((4.0, 3.0), (3, 3), False),  # 1.0
        ((13 / 3, 3.0), (3, 3), False),  # 4/3: one answer makes it 1.0, which is not more
        ((14 / 3, 3.0), (3, 3), True),  # 5/3: one answer makes it 4/3
        ((4.25, 3.0), (4, 4), False),  # 5/4: one answer makes it 1.0
        ((4.5, 3.0), (4, 4), True),  # 6/4: one answer makes it 5/4
        ((4.5, 3.0), (4, 2), False),  # the one who answered two of them makes it 1.0
        ((5.0, 3.0), (1, 1), False),  # one statement: a step makes it 1
        ((5.0, 2.0), (1, 1), True),
        ((14 / 3, 4.0, 3.0), (3, 3, 3), True),  # of three, highest and lowest count
        ((4.0,), (3,), False),
    ],
)
def test_two_see_a_theme_differently_only_if_no_single_answer_could_undo_it(
    scores, answered, differently
):
    assert seen_differently(scores, LIMITS, answered=answered) is differently
    assert seen_differently(scores[::-1], LIMITS, answered=answered[::-1]) is differently


def test_two_who_tick_the_same_on_a_scale_of_four_steps_do_not_see_it_differently():
    # A point of the rule is three quarters of a step here, printed as 0.8.
    labels = ["never", "at times", "often", "always"]
    limits = limits_of(questions(scale={"low": 1, "high": 4, "labels": labels}))
    assert limits.apart == 0.8
    assert not seen_differently((3.0, 3.0), limits, answered=(1, 1))
    assert not seen_differently((4.0, 3.0), limits, answered=(1, 1))  # one step makes it 0
    assert seen_differently((4.0, 2.0), limits, answered=(1, 1))  # one step makes it 1


def test_few_pairs_without_any_real_difference_are_told_that_they_differ():
    # Everybody is 3.5 on ten themes of three statements; answers spread by 0.8.
    dice = Random(8)

    def theme():
        ticks = [min(5, max(1, round(dice.gauss(3.5, 0.8)))) for _ in range(3)]
        return mean(ticks)

    gaps = [(theme(), theme()) for _ in range(10_000)]
    share = mean([seen_differently(both, LIMITS, answered=(3, 3)) for both in gaps])
    assert 0.015 < share < 0.035  # 2.3 % of a continuous scale
    assert mean([abs(a - b) >= 1 for a, b in gaps]) > 0.1  # what exactly one point would do


@pytest.mark.parametrize(
    ("scores", "label"),
    [
        ((10 / 3, 3.0), "middle ground"),  # 3.3 is not 3 or less
        ((3.0, 3.0), "worth working on"),
        ((3.04, 2.0), "worth working on"),  # printed as 3.0
        ((3.05, 2.1), "middle ground"),  # printed as 3.1
        ((3.5, 4.0), "shared strength"),
        ((3.45, 4.0), "shared strength"),  # printed as 3.5
        ((3.44, 4.0), "middle ground"),  # printed as 3.4
        ((), ""),
    ],
)
def test_a_label_obeys_the_rule_for_the_figure_that_is_printed(scores, label):
    assert pair_label(scores, LIMITS, answered=[20] * len(scores)) == label


def test_roles_are_apart_by_the_figures_that_are_printed():
    assert roles_apart((2.84, 3.80), LIMITS) == 1.0  # 2.8 and 3.8
    assert roles_apart((2.86, 3.80), LIMITS) == 0.0  # 2.9 and 3.8
    assert roles_apart((2.8, 3.2, 3.9), LIMITS) == 1.1
    assert roles_apart((3.0,), LIMITS) == roles_apart((), LIMITS) == 0.0


def test_thresholds_are_stretched_with_the_scale_and_are_whole_tenths():
    # From 1 to 7 a step of the rule is one and a half: 1 + 2.5 x 1.5 = 4.75, printed as 4.8.
    labels = [str(step) for step in range(1, 8)]
    limits = limits_of(questions(scale={"low": 1, "high": 7, "labels": labels}))
    assert (limits.strength, limits.working_on, limits.apart) == (4.8, 4.0, 1.5)
    assert limits.alike_up_to == pytest.approx(7 / 6)
    assert not seen_differently((5.0, 3.0), limits, answered=(2, 2))  # 2.0, or 1.5 by one answer
    assert seen_differently((5.5, 3.0), limits, answered=(2, 2))


def test_a_scale_from_nought_to_ten_has_its_own_ends_and_as_many_themes_as_are_wanted():
    # A step of the rule is two and a half: 0 + 2.5 x 2.5 = 6.25, printed as 6.3.
    scale = {"low": 0, "high": 10, "labels": [str(step) for step in range(11)]}
    limits = limits_of(questions(scale=scale, thresholds={"at most": 2}))
    assert (limits.strength, limits.working_on, limits.apart) == (6.3, 5.0, 2.5)
    assert (limits.low, limits.high, limits.options, limits.at_most) == (0, 10, 11, 2)
    assert (limits.on_five(0), limits.on_five(5), limits.on_five(10)) == (1.0, 3.0, 5.0)


def test_the_rule_counts_the_statements_that_were_really_answered():
    given = {
        "p1-doctor": {"rely": 5, "ends": 5, "worth": 5},
        "p1-manager": {"rely": 3, "doubt": 3, "ends": 3, "worth": 3},
    }
    labels = {
        one.dimension: one.label for one in of_kind(PairTheme, found(waves={"baseline": given}))
    }
    # Both 2 apart. On trust the doctor's mean rests on one answer: a step of it leaves 1.0.
    assert labels == {"trust": "middle ground", "meetings": "seen differently"}


def order(label, *scores):
    places = sorted(pair_place(label, each, f"d{n}") for n, each in enumerate(scores))
    return [theme for *_, theme in places]


def test_strengths_begin_with_the_highest_and_of_equals_with_the_wider_gap_last():
    assert order("shared strength", (4, 4), (5, 5), (4.5, 3.5), (4, 4)) == ["d1", "d0", "d3", "d2"]


def test_what_is_worth_working_on_begins_with_the_lowest_and_of_equals_with_the_closer():
    assert order("worth working on", (2, 2), (1, 1), (1, 3), (2, 2)) == ["d1", "d0", "d3", "d2"]


def test_differences_begin_with_the_widest_whichever_way_and_of_equals_with_the_id():
    assert order("seen differently", (5, 3), (1, 5), (3, 5), (1, 4)) == ["d1", "d3", "d0", "d2"]


@pytest.mark.parametrize(
    ("average", "interval", "label"),
    [
        (4.2, (3.9, 4.5), "strength"),
        (4.2, (1.0, 5.0), "mixed"),
        (3.2, (3.1, 3.3), "mixed"),
        (1.8, (1.5, 2.1), "worth working on"),
        (1.8, (1.0, 5.0), "mixed"),
    ],
)
def test_a_groups_label_needs_its_mean_and_its_interval(average, interval, label):
    assert group_label(average, interval, LIMITS) == label


@pytest.mark.parametrize(
    ("average", "roles", "label"),
    [
        (3.65, (2.8, 4.5), "seen differently"),
        (3.65, (3.2, 4.1), "strength"),
        (4.2, (3.5, 4.9), "strength"),
        (2.2, (2.8, 1.6), "worth working on"),
        (2.5, (1.9, 3.4), "seen differently"),
        (3.25, (2.8, 3.8), "seen differently"),
        (3.25, (2.9, 3.8), "mixed"),
    ],
)
def test_a_group_is_strong_or_weak_in_nothing_that_one_of_its_roles_finds_otherwise(
    average, roles, label
):
    assert group_label(average, (average - 0.3, average + 0.3), LIMITS, roles) == label


def test_an_interval_that_ends_at_the_threshold_is_not_beyond_it():
    high, low = LIMITS.strength, LIMITS.working_on
    assert group_label(high, (low, 5.0), LIMITS) == "mixed"
    assert group_label(high, (low + 1e-6, 5.0), LIMITS) == "strength"
    assert group_label(low, (1.0, high), LIMITS) == "mixed"
    assert group_label(low, (1.0, high - 1e-6), LIMITS) == "worth working on"


def test_the_question_is_the_statements_own_then_the_themes_then_the_labels():
    theme = Dimension(
        id="trust", name="Trust", themes=("trust",), items=(), question="Of the theme?"
    )
    bare = theme.model_copy(update={"question": ""})
    own = StockTakeItem(id="t", text="T", question="Of the statement?")
    silent = own.model_copy(update={"question": ""})
    assert question_for("mixed", theme, own) == "Of the statement?"
    assert question_for("mixed", theme, silent) == "Of the theme?"
    assert question_for("middle ground", bare) == "What would move this up by one step?"
    assert question_for("nothing", bare) == "When does this go well, and when does it not?"


# --------------------------------------------------------- how far a score may be off


def test_a_mark_may_be_off_by_two_standard_errors_of_measurement():
    # A test with a deviation of 15 and a reliability of 0.91: 4.5 is one standard error.
    assert score_error(15, reliability=0.91, items=3, answered=3) == pytest.approx(1.959964 * 4.5)
    # Of three statements two answered: wider by the root of 3 / 2.
    assert score_error(15, reliability=0.91, items=3, answered=2) == pytest.approx(
        1.959964 * 4.5 * 1.2247449
    )


def test_the_line_of_a_mark_ends_where_the_scale_ends():
    (theme, *_) = of_kind(PairTheme, group_of([5] * 8, [3] * 8))
    (low, high), _ = theme.may_be
    # 1.96 x 0.8 x root of 0.2 is 0.70.
    assert (round(number(low), 2), number(high)) == (4.3, 5.0)


@pytest.mark.parametrize(
    ("given", "label", "decides"),
    [
        ([[4, 4, 4], [4, 4, 4]], "shared strength", False),  # 3.7 stays high
        ([[4, 4, 3], [4, 4, 4]], "shared strength", True),  # 3.7 becomes 3.3
        ([[3, 3, 3], [2, 2, 2]], "worth working on", True),  # 3.0 becomes 3.3
        ([[3, 3, 2], [2, 2, 2]], "worth working on", False),  # 2.7 becomes 3.0, which is low
        # 2 apart becomes 1.7: the rule allows for one answer.
        ([[5, 5, 5], [3, 3, 3]], "seen differently", False),
        # 5/3 apart becomes 4/3, which one answer could undo.
        ([[5, 5, 5], [4, 3, 3]], "seen differently", True),
        ([[5, 5, None], [4, 4, 4]], "shared strength", False),  # 5 becomes 4.5, 4 becomes 3.7
        ([[3, 4, 4, 4]], "shared strength", False),  # 15 points become 14, which is 3.5
    ],
)
def test_one_answer_decides_where_a_step_of_it_gives_another_label(given, label, decides):
    assert one_answer_decides(given, LIMITS, label=label) is decides


def test_a_theme_with_a_scale_of_its_own_has_its_own_limits_and_is_ranked_beside_the_others():
    labels = tuple("1234567")
    limits = limits_of(questions(), Scale(low=1, high=7, labels=labels))
    assert (limits.strength, limits.working_on, limits.apart) == (4.8, 4.0, 1.5)
    assert (limits.on_five(1), limits.on_five(4), limits.on_five(7)) == (1.0, 3.0, 5.0)
