"""Wilcoxon's signed ranks of what moved, and how many have to move to be called a change."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import fsum
from typing import Any

from facilitate.audit.disclosure import SAME
from facilitate.audit.movement_counts import DOWN, UP, Split

TEST_NEEDS = 6
"""Non-zero differences for a test: with five the smallest two-sided p is .0625."""

BY_CHANCE = 0.03
"""In at most so many groups in which nothing changed any theme at all is said to have changed."""

ALWAYS_HIDDEN = 60
"""Of more people than this who moved, that something changed tells nobody's way."""

ENUMERATED = 20
"""Up to so many non-zero differences every sign pattern is counted; beyond, 99,999 are drawn."""


def mid_ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1 in the order of the values; ties share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] - values[order[start]] <= SAME:
            end += 1
        for at in order[start : end + 1]:
            ranks[at] = (start + end) / 2 + 1
        start = end + 1
    return ranks


def wilcoxon_p(differences: Sequence[float], *, seed: int = 1) -> float | None:
    """Return the two-sided p (0 to 1] of Wilcoxon's signed rank test; None of no difference.

    Zeros are dropped, ties have mid-ranks. Exact over all sign patterns up to 20 non-zero
    differences, beyond that 99,999 random ones, p = (1 + count) / (1 + draws).
    Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83; Phipson & Smyth (2010), Statistical
    Applications in Genetics and Molecular Biology 9, 39.
    """
    ranks, lean = _signed(differences)
    if not ranks:
        return None
    if len(ranks) <= ENUMERATED:
        return _exact_p(tuple(sorted(ranks)), abs(lean))
    return _drawn_p(ranks, abs(lean), seed=seed)


def signed_rank_sum(steps: Sequence[float]) -> float:
    """Return by how much ranks of steps up outweigh those of steps down; below 0, the reverse."""
    return _signed(steps)[1]


def _signed(differences: Sequence[float]) -> tuple[list[float], float]:
    """Return the ranks of what moved, and their sum with those of steps down subtracted."""
    steps = [round(step, 7) for step in differences if abs(step) > SAME]
    ranks = mid_ranks([abs(step) for step in steps])
    signed = (rank if step > 0 else -rank for rank, step in zip(ranks, steps, strict=True))
    return ranks, fsum(signed)


def _drawn_p(ranks: Sequence[float], observed: float, *, seed: int) -> float:
    import numpy as np

    random, draws = np.random.default_rng(seed), 99_999
    sums = np.zeros(draws)
    # Of m equal ranks a random number is positive: the same patterns, drawn a rank at a time.
    for rank, ways in sorted(Counter(ranks).items()):
        sums += rank * (2 * _positive(random, ways, draws) - ways)
    return (int((np.abs(sums) >= observed - 1e-6).sum()) + 1) / (draws + 1)


def _positive(random: Any, ways: int, draws: int) -> Any:
    """Return how many of so many signs are positive, for each draw: random bits, counted."""
    import numpy as np

    found = np.zeros(draws, dtype=np.int64)
    for start in range(0, ways, 64):
        bits = random.integers(0, 2**64 - 1, draws, dtype=np.uint64, endpoint=True)
        found += np.bitwise_count(bits >> np.uint64(64 - min(64, ways - start)))
    return found


@lru_cache(maxsize=1024)
def _exact_p(sizes: tuple[float, ...], observed: float) -> float:
    """Return the exact p by adding one rank at a time; sums of halves are exact, equal ones one."""
    patterns: dict[float, int] = {0.0: 1}
    for size in sizes:
        grown: dict[float, int] = {}
        for reached, ways in patterns.items():
            for end in (reached + size, reached - size):
                grown[end] = grown.get(end, 0) + ways
        patterns = grown
    extreme = sum(ways for end, ways in patterns.items() if abs(end) >= observed - 1e-6)
    return float(extreme / 2 ** len(sizes))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for several tests, each at most 1, in the order given.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for place, at in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[at]))
        adjusted[at] = highest
    return tuple(adjusted)


def enough_to_show(themes: int) -> int:
    """Return how many must move the same way, and nobody the other, to be called a change.

    The smallest number whose two-sided p, 2 / 2^number, is at most 3 % over all themes together.
    Source: sign patterns of Wilcoxon's test; Bonferroni over the themes.
    """
    number = TEST_NEEDS
    while 2.0 ** (1 - number) > BY_CHANCE / themes:
        number += 1
    return number


@lru_cache(maxsize=4096)
def can_change(split: Split, *, themes: int) -> tuple[bool, bool]:
    """Return whether so many up and down can be called a change, and whether they can not.

    It depends on how far each moved: the fewer may have the smallest steps of all, or the largest.
    """
    most, least = max(split[UP], split[DOWN]), min(split[UP], split[DOWN])
    if most + least > ALWAYS_HIDDEN:
        return True, True
    if most + least < TEST_NEEDS:
        return False, True
    clearest, dimmest = (
        _two_sizes_p(most, least, size) <= BY_CHANCE / themes for size in (-0.5, -2.0)
    )
    return clearest, not dimmest


def _two_sizes_p(most: int, least: int, size: float) -> float:
    ranks, lean = _signed([1.0] * most + [size] * least)
    return _exact_p(tuple(sorted(ranks)), abs(lean))
