"""Agreement: rwg, AD and ICC inside a group; concordance of one pair's profile (notes only)."""

from collections.abc import Sequence
from math import atanh, fsum, isclose, sqrt, tanh
from statistics import median

from facilitate.audit.scores import Z95, mean, variance

GUARD = 1e-9


def uniform_variance(options: int) -> float:
    """Return the variance of an answer ticked at random on so many steps: (A^2 - 1) / 12.

    Source: James, Demaree & Wolf (1984), Journal of Applied Psychology 69, 85-98.
    """
    return (options**2 - 1) / 12


def rwg(scores: Sequence[float], *, options: int) -> float | None:
    """Return rwg, at most 1; below 0 is kept and means more spread than chance.

    1 - s^2 / uniform variance, s^2 with n - 1; None of fewer than two scores or options.
    Source: James, Demaree & Wolf (1984), as above.
    """
    squared = variance(scores)
    return None if squared is None or options < 2 else 1 - squared / uniform_variance(options)


def rwg_items(people: Sequence[Sequence[float]], *, options: int) -> float | None:
    """Return rwg(J) over J items, at most 1; rows are people, columns items, nothing missing.

    None of fewer than two people, or where the formula has no value (its divisor is 0).
    Source: James, Demaree & Wolf (1984), equation for J parallel items, as above.
    """
    if len(people) < 2 or not people[0] or options < 2:
        return None
    items = len(people[0])
    variances = [variance([row[item] for row in people]) or 0.0 for item in range(items)]
    ratio = mean(variances) / uniform_variance(options)
    divisor = items * (1 - ratio) + ratio
    return None if isclose(divisor, 0, abs_tol=GUARD) else items * (1 - ratio) / divisor


def mean_deviation(scores: Sequence[float]) -> float | None:
    """Return AD, the mean distance from the mean in scale points, from 0; None of nobody.

    Source: Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
    """
    if not scores:
        return None
    centre = mean(scores)
    return fsum(abs(score - centre) for score in scores) / len(scores)


def median_deviation(scores: Sequence[float]) -> float | None:
    """Return the mean distance from the median in scale points, from 0; None of nobody.

    Source: Burke, Finkelstein & Dusig (1999), as above, the variant about the median.
    """
    if not scores:
        return None
    centre = median(scores)
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
    return (item_deviation(people) or 0.0) <= options / 6 + GUARD


def icc_groups(groups: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Return ICC(1) and ICC(2) of scores nested in groups, each at most 1; notes only.

    None of fewer than two groups, of no one within them to compare, or of no variation between
    them. k is the mean group size. Source: Bliese (2000), in Klein & Kozlowski, 349-381.
    """
    squares = mean_squares(groups)
    if squares is None:
        return None
    between, within = squares
    size = mean([len(group) for group in groups])
    divisor = between + (size - 1) * within
    if divisor <= 0 or between <= 0:
        return None
    return (between - within) / divisor, (between - within) / between


def mean_squares(groups: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Return the mean squares between and within groups, in squared units; None if undefined."""
    everyone = [score for group in groups for score in group]
    if len(groups) < 2 or len(everyone) <= len(groups) or not all(groups):
        return None
    centre = mean(everyone)
    between = fsum(len(group) * (mean(group) - centre) ** 2 for group in groups)
    within = fsum((score - mean(group)) ** 2 for group in groups for score in group)
    return between / (len(groups) - 1), within / (len(everyone) - len(groups))


# ------------------------------------------------------------- one pair's profile: notes only


def _moments(a: Sequence[float], b: Sequence[float]) -> tuple[float, float, float, float, float]:
    """Return means, variances and covariance with n in the denominators."""
    mean_a, mean_b, n = mean(a), mean(b), len(a)
    squared_a = fsum((x - mean_a) ** 2 for x in a) / n
    squared_b = fsum((y - mean_b) ** 2 for y in b) / n
    shared = fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / n
    return mean_a, mean_b, squared_a, squared_b, shared


def pearson(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return the correlation, -1 to 1; None of fewer than two values or no variation."""
    if len(a) < 2:
        return None
    _, _, squared_a, squared_b, shared = _moments(a, b)
    return shared / sqrt(squared_a * squared_b) if squared_a > 0 and squared_b > 0 else None


def mid_ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1 in the order of the values; ties share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] - values[order[start]] <= GUARD:
            end += 1
        for at in order[start : end + 1]:
            ranks[at] = (start + end) / 2 + 1
        start = end + 1
    return ranks


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return the rank correlation, -1 to 1, ties as mid-ranks; None as for `pearson`.

    Source: Spearman (1904), American Journal of Psychology 15, 72-101.
    """
    return pearson(mid_ranks(a), mid_ranks(b))


def concordance(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Lin's concordance, -1 to 1, n in the denominators; None of nothing that varies.

    Source: Lin (1989), Biometrics 45, 255-268.
    """
    if len(a) < 2:
        return None
    mean_a, mean_b, squared_a, squared_b, shared = _moments(a, b)
    divisor = squared_a + squared_b + (mean_a - mean_b) ** 2
    return 2 * shared / divisor if divisor > 0 else None


def concordance_interval(a: Sequence[float], b: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of Lin's concordance by Fisher's z; None where undefined.

    Source: Lin (1989), as above, with the correction of (2000), Biometrics 56, 324-325.
    """
    rc, r = concordance(a, b), pearson(a, b)
    if rc is None or not r or len(a) < 3 or abs(rc) >= 1 or abs(r) >= 1:
        return None
    mean_a, mean_b, squared_a, squared_b, _ = _moments(a, b)
    u2 = (mean_a - mean_b) ** 2 / sqrt(squared_a * squared_b)
    rest = 1 - rc**2
    spread_z = (
        (1 - r**2) * rc**2 / (rest * r**2)
        + 2 * rc**3 * (1 - rc) * u2 / (r * rest**2)
        - rc**4 * u2**2 / (2 * r**2 * rest**2)
    ) / (len(a) - 2)
    if spread_z < 0:
        return None
    half = Z95 * sqrt(spread_z)
    return tanh(atanh(rc) - half), tanh(atanh(rc) + half)


def icc_pair(a: Sequence[float], b: Sequence[float]) -> tuple[float, float, float] | None:
    """Return ICC(1,1), ICC(A,1) and ICC(C,1) of two raters, at most 1; None where undefined.

    Source: McGraw & Wong (1996), Psychological Methods 1, 30-46.
    """
    n = len(a)
    if n < 2:
        return None
    rows = [(x + y) / 2 for x, y in zip(a, b, strict=True)]
    centre = mean(rows)
    of_rows = 2 * fsum((row - centre) ** 2 for row in rows) / (n - 1)
    of_columns = n * ((mean(a) - centre) ** 2 + (mean(b) - centre) ** 2)
    total = fsum((value - centre) ** 2 for value in (*a, *b))
    error = (total - of_rows * (n - 1) - of_columns) / (n - 1)
    within = (total - of_rows * (n - 1)) / n
    absolute = of_rows + error + 2 * (of_columns - error) / n
    if min(of_rows + within, absolute, of_rows + error) <= GUARD:
        return None
    return (
        (of_rows - within) / (of_rows + within),
        (of_rows - error) / absolute,
        (of_rows - error) / (of_rows + error),
    )


def krippendorff_interval(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Krippendorff's alpha for interval data of two raters, at most 1; None if no spread.

    Source: Krippendorff (2004), Content Analysis, 2nd ed., chapter 11.
    """
    values = [*a, *b]
    if len(a) < 1:
        return None
    observed = fsum((x - y) ** 2 for x, y in zip(a, b, strict=True)) / len(a)
    expected = 2 * (variance(values) or 0.0)
    return 1 - observed / expected if expected > 0 else None
