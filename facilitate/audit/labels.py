"""The published rules that give a theme its label, rank and question; the same for every pair."""

from collections.abc import Sequence

from facilitate.audit.findings import GroupLabel, Label
from facilitate.audit.scores import mean
from facilitate.figures import Figure, number, to_one_decimal
from facilitate.model.questions import Dimension, Questions, Scale, StockTakeItem
from facilitate.structs import Struct

SPREAD = 0.8
"""How much people's means of a theme usually differ: standard deviation, in points from 1 to 5."""

GUARD = 1e-9
"""4.3 - 3.3 is 0.9999999999999996 in binary and must count as 1."""


class Limits(Struct):
    """Where labels begin, in points of the scale that was used, to one decimal as they are printed.

    `apart` is the distance of two members' means, or of two role groups'.
    """

    strength: float = 3.5
    working_on: float = 3.0
    apart: float = 1.0
    at_most: int = 3
    low: int = 1
    high: int = 5

    @property
    def options(self) -> int:
        """How many steps the scale has."""
        return self.high - self.low + 1

    @property
    def step(self) -> float:
        """How many points of this scale are one point of a scale from 1 to 5."""
        return (self.high - self.low) / 4

    def on_five(self, value: float) -> float:
        """Return a value of this scale where it would stand on one from 1 to 5."""
        return 1 + (value - self.low) / self.step

    @property
    def alike_up_to(self) -> float:
        """The mean deviation up to which answers are alike: options / 6, in scale points.

        Source: Burke & Dunlap (2002), Organizational Research Methods 5, 159-172.
        """
        return self.options / 6


def limits_of(questions: Questions, scale: Scale | None = None) -> Limits:
    """Return the thresholds of a questions file, rescaled linearly from 1-5 to a scale.

    That is the questionnaire's, or a theme's own.

    They are rounded, because the page that prints the rule must print the very numbers used.
    """
    scale, given = scale or questions.scale, questions.thresholds
    step = (scale.high - scale.low) / 4
    return Limits(
        strength=to_one_decimal(scale.low + (given.strength - 1) * step),
        working_on=to_one_decimal(scale.low + (given.worth_working_on - 1) * step),
        apart=to_one_decimal(given.seen_differently * step),
        at_most=given.at_most,
        low=scale.low,
        high=scale.high,
    )


def is_high(score: float, limits: Limits) -> bool:
    """Return whether a mean, as it is printed, is high enough for a strength."""
    return to_one_decimal(score) >= limits.strength


def is_low(score: float, limits: Limits) -> bool:
    """Return whether a mean, as it is printed, is low enough to be worth working on."""
    return to_one_decimal(score) <= limits.working_on


def seen_differently(scores: Sequence[float], limits: Limits, *, answered: Sequence[int]) -> bool:
    """Return whether members' means stay more than `limits.apart` apart whatever one answer does.

    `answered` is how many statements each mean rests on: one answer that moves by one step of the
    scale moves a mean of three by a third, so two means of three answers must be more than 4/3
    apart. Source: the project's own rule; docs/stock-take.md.
    """
    if len(scores) < 2 or max(scores) - min(scores) <= limits.apart + GUARD:
        return False  # a step of a short scale would part two who answered the same
    moved = [
        (*scores[:at], score + way / count, *scores[at + 1 :])
        for at, (score, count) in enumerate(zip(scores, answered, strict=True))
        for way in (-1, 1)
    ]
    return min(max(each) - min(each) for each in moved) > limits.apart + GUARD


def pair_label(scores: Sequence[float], limits: Limits, *, answered: Sequence[int]) -> Label:
    """Return the label of a pair's means on one theme, in scale points, of one to four members.

    First that applies: seen differently, all high, all low, otherwise middle ground; the empty
    string of nobody. `answered` is how many statements each mean rests on. Source: the project's
    own rule; docs/stock-take.md.
    """
    if not scores:
        return ""
    if seen_differently(scores, limits, answered=answered):
        return "seen differently"
    if is_high(min(scores), limits):
        return "shared strength"
    if is_low(max(scores), limits):
        return "worth working on"
    return "middle ground"


def one_answer_decides(
    given: Sequence[Sequence[float | None]], limits: Limits, *, label: Label
) -> bool:
    """Say whether one answer, a step higher or lower on the scale, would give another label.

    `given` are a pair's answers to one theme's statements, rows are members; `label` is theirs.
    Source: the project's own rule; docs/stock-take.md.
    """
    known = [[value for value in row if value is not None] for row in given]
    means, answered = [mean(row) for row in known], [len(row) for row in known]
    for at, row in enumerate(known):
        for place, value in enumerate(row):
            for other in (value - 1, value + 1):
                moved = mean([*row[:place], other, *row[place + 1 :]])
                tried = [*means[:at], moved, *means[at + 1 :]]
                within = limits.low <= other <= limits.high
                if within and pair_label(tried, limits, answered=answered) != label:
                    return True
    return False


def roles_apart(means: Sequence[float], limits: Limits) -> float:
    """Return how far apart role groups' printed means stand, if at least `limits.apart`; else 0.

    In scale points. 0 of fewer than two role groups.
    """
    gap = printed_gap(means)
    return gap if gap >= limits.apart else 0.0


def printed_gap(means: Sequence[Figure | float]) -> float:
    """Return how far apart the highest and the lowest mean are as they are printed; 0 of none.

    In scale points: whoever subtracts one printed figure from the other gets it.
    """
    printed = [to_one_decimal(number(each)) for each in means] or [0.0]
    return to_one_decimal(max(printed) - min(printed))


def pair_place(label: Label, scores: Sequence[float], dimension: str) -> tuple[float, float, str]:
    """Return what a pair's themes of one label are sorted by, the most telling first.

    Strengths (and middle ground) by mean descending, what is worth working on by mean ascending,
    each then by gap and id; differences by gap descending, then id. `scores` are the members'
    means in scale points.
    """
    gap, height = round(max(scores) - min(scores), 9), round(mean(scores), 9)
    if label == "seen differently":
        return -gap, 0.0, dimension
    if label == "worth working on":
        return height, gap, dimension
    return -height, gap, dimension


def group_label(
    average: float, interval: tuple[float, float], limits: Limits, roles: Sequence[float] = ()
) -> GroupLabel:
    """Return the label of a group's mean with its 90 % interval, both in scale points.

    A strength lies high and its interval above the low threshold; what is worth working on lies
    low and its interval under the high one. Where the means of the `roles` that are shown stand
    apart, each of them has to lie there too: else the theme is seen differently, since a group is
    not strong where one role says that it is weak. Source: the project's own rule;
    docs/stock-take.md.
    """
    low, high = interval
    means = [average, *(roles if roles_apart(roles, limits) else ())]
    if is_high(min(means), limits) and low > limits.working_on + GUARD:
        return "strength"
    if is_low(max(means), limits) and high < limits.strength - GUARD:
        return "worth working on"
    return "seen differently" if len(means) > 1 else "mixed"


NOT_SHARED = "This page shows the group’s results."
"""All that a pair's page says, whatever the reason: a partner cannot tell one from another."""

ASK: dict[str, str] = {
    "shared strength": "What makes this work, and where else could you use it?",
    "strength": "What makes this work here, and who else could use it?",
    "worth working on": "What is one thing that would make this better within a month?",
    "seen differently": "What does each of you see that the other does not?",
    "middle ground": "What would move this up by one step?",
    "mixed": "When does this go well, and when does it not?",
}


def question_for(
    label: Label | str, dimension: Dimension, telling: StockTakeItem | None = None
) -> str:
    """Return one open question: the telling item's own, the dimension's, or the label's."""
    if telling is not None and telling.question:
        return telling.question
    return dimension.question or ASK.get(label, ASK["mixed"])


TELLS_TOO_MUCH = "Beside what was shown before, it would tell too much."


def number_needed(minimum: int) -> str:
    """Return what would help a group that is too small to be shown."""
    return f"It is shown once at least {minimum} people have answered."
