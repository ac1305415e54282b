"""Resampling: intervals of means that do not depend on the order of people."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

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
