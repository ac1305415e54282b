"""Figures that would tell single answers though enough people are behind them."""

from collections.abc import Collection, Hashable
from math import fsum

SAME = 1e-9
"""Differences up to this size are none."""

FEWEST = 3
"""A count that is told is 0 or at least this."""


def all_alike(values: Collection[float]) -> bool:
    """Say whether all values, or all but one, are the same, so that a mean would tell each.

    Source: attribute disclosure (l-diversity; Machanavajjhala et al. 2007); "all but one"
    because that one, who knows the own answer, would know everybody's.
    """
    if len(values) < 2:
        return True
    counts: dict[Hashable, int] = {}
    for value in values:
        key = round(value, 9)
        counts[key] = counts.get(key, 0) + 1
    return max(counts.values()) >= len(values) - 1


def pinned(values: Collection[float], *, low: float, high: float, within: float) -> bool:
    """Say whether the mean of these values alone puts each of them within so many points.

    Near an end of the scale a total leaves nobody room: 24 of 25 points from five people says
    that each gave 4 or 5. Source: feasibility intervals of statistical disclosure control
    (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
    """
    total, others = fsum(values), len(values) - 1
    least = max(low, total - others * high)
    most = min(high, total - others * low)
    return most - least < within - 1e-9
