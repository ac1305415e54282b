"""Answers to scores, and means with the intervals that resampling gives."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import floor, fsum, sqrt
from statistics import NormalDist
from typing import Any

from numpy import float64
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""The normal quantile of .975."""


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


def to_one_decimal(value: float) -> float:
    """Return a figure as pages print it: to one decimal, halves up.

    Labels rest on it, so that no label contradicts the figure that stands beside it.
    """
    return floor(value * 10 + 0.5 + 1e-9) / 10


def points(value: float, decimals: int = 1) -> str:
    """Return scale points as words, as they are printed: `4.3`."""
    return f"{to_one_decimal(value):.{decimals}f}"


def scale_mean(answers: Sequence[float | None]) -> float | None:
    """Return the mean of the answered items in scale points; None if fewer than half answered.

    Source: the half rule of scale scoring, 2 x answered >= items.
    """
    given = [answer for answer in answers if answer is not None]
    if not given or 2 * len(given) < len(answers):
        return None
    return mean(given)


def hundred_points(score: float, *, low: float, high: float) -> float:
    """Return a score rescaled to 0-100: (score - low) / (high - low) x 100.

    Source: Sexton et al. (2006), BMC Health Services Research 6, 44.
    """
    return (score - low) / (high - low) * 100


def ten_points(score: float, *, low: float, high: float) -> float:
    """Return a score rescaled to 0-10: (score - low) / (high - low) x 10."""
    return (score - low) / (high - low) * 10


def share_positive(answers: Sequence[float | None], *, positive: Collection[float]) -> float | None:
    """Return the share (0 to 1) of answers among the positive ones; None if nobody answered.

    Source: the percent-positive rule of the AHRQ surveys on patient safety culture; missing
    answers are left out, answers are turned first.
    """
    given = [answer for answer in answers if answer is not None]
    if not given:
        return None
    return sum(answer in positive for answer in given) / len(given)


def composite_positive(
    items: Sequence[Sequence[float | None]], *, positive: Collection[float]
) -> float | None:
    """Return the mean of the items' positive shares (0 to 1); None if no item was answered.

    Source: AHRQ surveys on patient safety culture, composite scores.
    """
    shares = [share_positive(item, positive=positive) for item in items]
    known = [share for share in shares if share is not None]
    return mean(known) if known else None


def wilson(successes: int, n: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a share, within 0 to 1; None of nobody.

    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if n == 0:
        return None
    share, z2 = successes / n, Z95**2
    scale = 1 + z2 / n
    centre = (share + z2 / (2 * n)) / scale
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / scale
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


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


def measurement_error(sd: float, reliability: float) -> float:
    """Return the standard error of measurement in the unit of sd: sd x sqrt(1 - reliability).

    Source: Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19.
    """
    return sd * sqrt(1 - reliability)


def difference_error(sd: float, reliability: float) -> float:
    """Return the standard error of a difference of two scores, sqrt(2) x measurement error.

    It is the reason for the one-point rule of `seen differently`; about one person it is never
    printed. Source: Jacobson & Truax (1991), as above.
    """
    return sqrt(2) * measurement_error(sd, reliability)


def net_change_threshold(sd: float, reliability: float) -> float:
    """Return the smallest step that exceeds 95 % of measurement noise, in the unit of sd.

    Source: Jacobson & Truax (1991), as above; their 1.96 x the error of a difference. Not printed.
    """
    return 1.96 * difference_error(sd, reliability)


DRAWS = 9_999
"""Draws of each bootstrap and permutation test."""

_DIRECT = 64
"""Up to so many people positions are drawn; beyond, how often each distinct value comes up."""


def resampled_means(values: Sequence[float], *, seed: int) -> "NDArray[float64]":
    """Return the means of 9,999 samples of the same size, drawn with replacement, sorted.

    Values are sorted first, so that it does not matter who gave which answer.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    ordered = np.sort(np.asarray(values, dtype=float))
    n = len(ordered)
    if n <= _DIRECT:
        means: Any = ordered[random.integers(0, n, (DRAWS, n))].mean(axis=1)
    else:
        # Thirds that differ in their last bit only are the same answer.
        rounded = ordered.round(9).tolist()
        distinct = dict(zip(rounded, ordered.tolist(), strict=True))
        counted = Counter(rounded)
        shares = np.array([counted[value] for value in distinct]) / n
        means = random.multinomial(n, shares, size=DRAWS) @ np.array(list(distinct.values())) / n
    means.sort()
    drawn: NDArray[float64] = means
    return drawn


def percentile_interval(
    values: Sequence[float], *, seed: int, level: float = 0.9
) -> tuple[float, float]:
    """Return the bootstrap percentile interval of the mean, in the unit of the values.

    Source: Efron (1979), Annals of Statistics 7, 1-26; 9,999 draws over people.
    """
    means = resampled_means(values, seed=seed)
    tail = (1 - level) / 2
    return _quantile(means, tail), _quantile(means, 1 - tail)


def _quantile(ordered: "NDArray[float64]", share: float) -> float:
    """Return the value that this share of the draws reaches: the nearest rank of 9,999 + 1."""
    rank = round(share * (len(ordered) + 1))
    return float(ordered[min(max(rank, 1), len(ordered)) - 1])


def bca_interval(
    values: Sequence[float], *, seed: int, level: float = 0.95
) -> tuple[float, float] | None:
    """Return the bias-corrected and accelerated interval of the mean; None if all are equal.

    Source: Efron (1987), Journal of the American Statistical Association 82, 171-185: z0 from the
    share of draws below the estimate, the acceleration from the jackknife means; 9,999 draws.
    """
    return _bca(tuple(sorted(values)), seed, level)


@lru_cache(maxsize=256)
def _bca(values: tuple[float, ...], seed: int, level: float) -> tuple[float, float] | None:
    import numpy as np

    ordered = np.array(values)
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
    for z in (normal.inv_cdf((1 - level) / 2), normal.inv_cdf((1 + level) / 2)):
        shifted = z0 + (z0 + z) / (1 - acceleration * (z0 + z))
        ends.append(_quantile(means, normal.cdf(shifted)))
    return ends[0], ends[1]
