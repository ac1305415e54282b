"""Answers to scores: means, agreement, reliability, and the intervals that resampling gives."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import fsum, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray


def reverse_scored(value: float, *, low: float, high: float) -> float:
    """Return a reversed item's answer in scale points, turned: low + high - value.

    Source: the standard rule for reverse-keyed items.
    """
    return low + high - value


def mean(values: Collection[float]) -> float:
    """Return the arithmetic mean, in the values' unit; the order of values never matters.

    Needs at least one value. The sum is exactly rounded, so that two people who change places
    leave every figure as it was, to the last bit.
    """
    return fsum(values) / len(values)


def scale_mean(answers: Sequence[float | None]) -> float | None:
    """Return the mean of the answered items in scale points; None if fewer than half answered.

    Source: the half rule of scale scoring, 2 x answered >= items.
    """
    given = [answer for answer in answers if answer is not None]
    if not given or 2 * len(given) < len(answers):
        return None
    return mean(given)


def variance(values: Collection[float]) -> float | None:
    """Return the sample variance (n - 1) in squared units; None of fewer than two values."""
    if len(values) < 2:
        return None
    centre = mean(values)
    return fsum((value - centre) ** 2 for value in values) / (len(values) - 1)


def spread(values: Collection[float]) -> float | None:
    """Return the sample standard deviation (n - 1); None of fewer than two values."""
    squared = variance(values)
    return None if squared is None else sqrt(squared)


def cronbach_alpha(people: Sequence[Sequence[float]]) -> float | None:
    """Return Cronbach's alpha, at most 1; rows are people, columns items, nothing missing.

    None of fewer than two items or people, or if the sums do not vary.
    Source: Cronbach (1951), Psychometrika 16, 297-334.
    """
    items = len(people[0]) if people else 0
    if items < 2 or len(people) < 2:
        return None
    of_sums = variance([fsum(row) for row in people])
    if not of_sums:
        return None
    of_items = fsum(variance([row[item] for row in people]) or 0.0 for item in range(items))
    return items / (items - 1) * (1 - of_items / of_sums)


def score_error(spread: float, *, reliability: float, items: int, answered: int) -> float:
    """Return how far a person's mean may be off in 19 of 20 cases, in the unit of `spread`.

    1.96 standard errors of measurement, spread x sqrt(1 - reliability), wider where fewer of the
    items were answered. Source: Lord & Novick (1968), Statistical Theories of Mental Test Scores.
    """
    return 1.959964 * spread * sqrt((1 - reliability) * items / answered)


def mean_deviation(scores: Sequence[float]) -> float | None:
    """Return AD, the mean distance from the mean in scale points, from 0; None of nobody.

    Source: Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
    """
    if not scores:
        return None
    centre = mean(scores)
    return fsum(abs(score - centre) for score in scores) / len(scores)


def item_deviation(people: Sequence[Sequence[float | None]]) -> float | None:
    """Return AD of a scale, from 0: the mean over items of each item's mean distance.

    Rows are people, columns items; an answer that is missing is left out of its item. None of
    nobody. Source: Burke, Finkelstein & Dusig (1999), as above, AD of J items. It is not the
    deviation of people's own means, which is far smaller.
    """
    columns = [[value for value in item if value is not None] for item in zip(*people, strict=True)]
    found = [mean_deviation(column) for column in columns]
    known = [deviation for deviation in found if deviation is not None]
    return mean(known) if known else None


def answers_alike(people: Sequence[Sequence[float | None]], *, options: int) -> bool:
    """Return whether people answered a scale's items alike: AD of at most options / 6.

    Rows are people, columns items. Source: Burke & Dunlap (2002), Organizational Research
    Methods 5, 159-172.
    """
    return (item_deviation(people) or 0.0) <= options / 6 + 1e-9


DRAWS = 9_999
"""Draws of each bootstrap and permutation test."""

_DIRECT = 64
"""Up to so many people positions are drawn; beyond, how often each distinct value comes up."""


def resampled_means(values: Sequence[float], *, seed: int) -> "NDArray[float64]":
    """Return the means of 9,999 samples of the same size, drawn with replacement, sorted.

    Values are sorted first, so that it does not matter who gave which answer.
    """
    import numpy as np

    ordered = np.sort(np.asarray(values, dtype=float))
    n = len(ordered)
    means: NDArray[float64]
    if n <= _DIRECT:
        means = ordered.take(_positions(n, seed)).mean(axis=0)
    else:
        # Thirds that differ in their last bit only are the same answer.
        _, first, counts = np.unique(ordered.round(9), return_index=True, return_counts=True)
        random = np.random.default_rng(seed)
        means = random.multinomial(n, counts / n, size=DRAWS) @ ordered[first + counts - 1] / n
    means.sort()
    return means


@lru_cache(maxsize=4)
def _positions(n: int, seed: int) -> "NDArray[int64]":
    """Return who is drawn, a column for each draw; all that as many people answered share them."""
    import numpy as np

    return np.random.default_rng(seed).integers(0, n, (DRAWS, n)).T.copy()


def percentile_interval(
    values: Sequence[float], *, seed: int, level: float = 0.9
) -> tuple[float, float]:
    """Return the bootstrap percentile interval of the mean, in the unit of the values.

    Source: Efron (1979), Annals of Statistics 7, 1-26; 9,999 draws over people.
    """
    return _percentile(tuple(sorted(values)), seed, level)


@lru_cache(maxsize=256)
def _percentile(values: tuple[float, ...], seed: int, level: float) -> tuple[float, float]:
    means = resampled_means(values, seed=seed)
    tail = (1 - level) / 2
    return _quantile(means, tail), _quantile(means, 1 - tail)


def _quantile(ordered: "NDArray[float64]", share: float) -> float:
    """Return the value that this share of the draws reaches: the nearest rank of 9,999 + 1."""
    rank = round(share * (len(ordered) + 1))
    return float(ordered[min(max(rank, 1), len(ordered)) - 1])


def bca_interval(values: Sequence[float], *, seed: int) -> tuple[float, float] | None:
    """Return the bias-corrected and accelerated 95 % interval of the mean; None if all are equal.

    Source: Efron (1987), Journal of the American Statistical Association 82, 171-185: z0 from the
    share of draws below the estimate, the acceleration from the jackknife means; 9,999 draws.
    """
    import numpy as np

    ordered = np.array(sorted(values))
    n = len(ordered)
    if n < 2 or ordered[-1] - ordered[0] <= 1e-9:
        return None
    means, estimate = resampled_means(values, seed=seed), float(ordered.mean())
    normal = NormalDist()
    # Half of the draws that equal the estimate count as below it: answers on a scale tie often.
    below = (means < estimate - 1e-9).mean() + (abs(means - estimate) <= 1e-9).mean() / 2
    z0 = normal.inv_cdf(min(max(float(below), 1 / (DRAWS + 1)), DRAWS / (DRAWS + 1)))
    jackknife = (ordered.sum() - ordered) / (n - 1)
    away = jackknife.mean() - jackknife
    acceleration = float((away**3).sum() / (6 * (away**2).sum() ** 1.5))
    ends = []
    for z in (normal.inv_cdf(0.025), normal.inv_cdf(0.975)):
        shifted = z0 + (z0 + z) / (1 - acceleration * (z0 + z))
        ends.append(_quantile(means, normal.cdf(shifted)))
    return ends[0], ends[1]
