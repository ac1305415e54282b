"""Exact tests of change in the same people; for the facilitator only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any

from facilitate.audit.agreement import mid_ranks
from facilitate.audit.change_counts import SAME

TEST_NEEDS = 6
"""Non-zero differences for a test: with five the smallest two-sided p is .0625."""

ENUMERATED = 20
"""Up to so many non-zero differences every sign pattern is counted; beyond, 99,999 are drawn."""


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """Sums of the ranks of positive and of negative differences; zeros are dropped."""

    plus: float
    minus: float

    @property
    def rank_biserial(self) -> float | None:
        """(W+ - W-) / (W+ + W-), -1 to 1; None of no difference. Kerby (2014)."""
        both = self.plus + self.minus
        return (self.plus - self.minus) / both if both else None


def signed_ranks(differences: Sequence[float]) -> SignedRanks:
    """Return Wilcoxon's rank sums, mid-ranks for ties, zeros dropped.

    Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83.
    """
    steps = [step for step in differences if abs(step) > SAME]
    ranks = mid_ranks([abs(step) for step in steps])
    pairs = list(zip(steps, ranks, strict=True))
    return SignedRanks(
        plus=fsum(rank for step, rank in pairs if step > 0),
        minus=fsum(rank for step, rank in pairs if step < 0),
    )


@dataclass(frozen=True, slots=True)
class SignTests:
    """Two-sided p-values (0 to 1] of Wilcoxon's signed rank test and of the mean's sign flips."""

    wilcoxon: float
    sign_flip: float


def sign_tests(differences: Sequence[float], *, seed: int = 1) -> SignTests | None:
    """Return both tests of whether change has a direction; None of no difference.

    Zeros are dropped, ties have mid-ranks. Exact over all sign patterns up to 20 non-zero
    differences, beyond that 99,999 random ones, the same for both, p = (1 + count) / (1 + draws).
    Source: Wilcoxon (1945), as above; Fisher (1935), The Design of Experiments, section 21;
    Phipson & Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39.
    """
    steps = [round(step, 7) for step in differences if abs(step) > SAME]
    if not steps:
        return None
    sizes = [abs(step) for step in steps]
    ranks = mid_ranks(sizes)
    found = [
        abs(fsum(weight if step > 0 else -weight for weight, step in zip(by, steps, strict=True)))
        for by in (ranks, sizes)
    ]
    if len(steps) <= ENUMERATED:
        exact = (
            _exact_p(tuple(sorted(by)), far) for by, far in zip((ranks, sizes), found, strict=True)
        )
        return SignTests(*exact)
    return _drawn(sizes, ranks, found, seed=seed)


def _drawn(
    sizes: Sequence[float], ranks: Sequence[float], found: Sequence[float], *, seed: int
) -> SignTests:
    import numpy as np

    random, draws = np.random.default_rng(seed), 99_999
    rank_sums, size_sums = np.zeros(draws), np.zeros(draws)
    # Of m equal sizes a random number is positive: the same patterns, drawn a size at a time.
    for (size, rank), ways in sorted(Counter(zip(sizes, ranks, strict=True)).items()):
        balance = 2 * _positive(random, ways, draws) - ways
        rank_sums += rank * balance
        size_sums += size * balance
    p_values = (
        (int((np.abs(sums) >= far - 1e-6).sum()) + 1) / (draws + 1)
        for sums, far in zip((rank_sums, size_sums), found, strict=True)
    )
    return SignTests(*p_values)


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
    """Return the exact p by adding one difference at a time; equal sums are counted together."""
    patterns: dict[float, int] = {0.0: 1}
    for size in sizes:
        grown: dict[float, int] = {}
        for reached, ways in patterns.items():
            for end in (round(reached + size, 7), round(reached - size, 7)):
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
