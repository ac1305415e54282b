"""Change of the same people from one stock take to another: counts first, then size and tests."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from statistics import median

from facilitate.audit.agreement import mid_ranks
from facilitate.audit.scores import mean, spread

SAME = 1e-9
"""Differences up to this size are none."""

TEST_NEEDS = 6
"""Non-zero differences for a test: with five the smallest two-sided p is .0625."""

ENUMERATED = 20
"""Up to so many non-zero differences every sign pattern is counted; beyond, 99,999 are drawn."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many went up, stayed and went down."""

    up: int
    same: int
    down: int

    @property
    def paired(self) -> int:
        """How many answered both times."""
        return self.up + self.same + self.down


@dataclass(frozen=True, slots=True)
class Matched:
    """Who answered both times, who only then, and who only now; ids in order."""

    both: tuple[str, ...]
    then_only: tuple[str, ...]
    now_only: tuple[str, ...]


def matched(then: Collection[str], now: Collection[str]) -> Matched:
    """Return people matched by id; nobody's missing answer is filled in."""
    before, after = set(then), set(now)
    return Matched(
        both=tuple(sorted(before & after)),
        then_only=tuple(sorted(before - after)),
        now_only=tuple(sorted(after - before)),
    )


def counts(differences: Sequence[float]) -> Counts:
    """Return how many differences are positive, none (up to 1e-9) and negative."""
    up = sum(step > SAME for step in differences)
    down = sum(step < -SAME for step in differences)
    return Counts(up, len(differences) - up - down, down)


def effect_sizes(then: Sequence[float], now: Sequence[float]) -> dict[str, float | None]:
    """Return d_z, d_av and g in standard deviations (any size); None where nothing varies.

    Source: Cumming (2012), Understanding the New Statistics, chapter 11 (d_z, d_av); Hedges
    (1981), Journal of Educational Statistics 6, 107-128 (g = d_z (1 - 3 / (4 (n - 1) - 1))).
    """
    steps = [after - before for before, after in zip(then, now, strict=True)]
    d_z = d_av = g = None
    if len(steps) > 1:
        size, sd = mean(steps), spread(steps) or 0.0
        typical = ((spread(then) or 0.0) + (spread(now) or 0.0)) / 2
        d_z = size / sd if sd > SAME else None
        d_av = size / typical if typical > SAME else None
        if d_z is not None and len(steps) > 2:
            g = d_z * (1 - 3 / (4 * (len(steps) - 1) - 1))
    return {"d_z": d_z, "d_av": d_av, "g": g}


def t_interval(differences: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean by Student's t, in scale points; None of fewer than 2.

    Source: Student (1908), Biometrika 6, 1-25. A check beside the bootstrap; it is not printed.
    """
    sd = spread(differences)
    if sd is None:
        return None
    from scipy.special import stdtrit

    n = len(differences)
    half = float(stdtrit(n - 1, 0.975)) * sd / sqrt(n)
    return mean(differences) - half, mean(differences) + half


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
        balance = 2 * random.binomial(ways, 0.5, draws) - ways
        rank_sums += rank * balance
        size_sums += size * balance
    p_values = (
        (int((np.abs(sums) >= far - 1e-6).sum()) + 1) / (draws + 1)
        for sums, far in zip((rank_sums, size_sums), found, strict=True)
    )
    return SignTests(*p_values)


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


def typical_step(differences: Sequence[float]) -> float | None:
    """Return the median where its sign or zero differs from the mean's, else None.

    One large mover can make mean and median disagree; then both are told.
    """
    middle, average = median(differences), mean(differences)

    def sign(value: float) -> int:
        return (value > SAME) - (value < -SAME)

    return middle if sign(middle) != sign(average) else None


def shift_words(rank_biserial: float | None) -> str:
    """Return a rank-biserial correlation (-1 to 1) in words; None is no change at all.

    The bounds .3 and .6 are the project's own; docs/stock-take.md.
    """
    if rank_biserial is None or abs(rank_biserial) < 0.3:
        return "no clear direction"
    way = "up" if rank_biserial > 0 else "down"
    return f"mostly {way}" if abs(rank_biserial) >= 0.6 else f"leaning {way}"


# ------------------------------------------------------------------- counts that may be printed


@dataclass(frozen=True, slots=True)
class PrintedCounts:
    """Counts as they may be printed; None where one or two people are behind a number."""

    up: int | None
    same: int | None
    down: int | None
    sentence: str


def printed(found: Counts, *, fewest: int = 3) -> PrintedCounts:
    """Return counts with 1 and 2 hidden, so that the total does not give them back.

    A lone hidden count is told together with `same` (with the smaller other one, if it is
    `same` itself). Where all or all but one or two went one way, only "most" is said.
    """
    of = f"Of the {found.paired} who answered both times, "
    numbers = {"up": found.up, "same": found.same, "down": found.down}
    words = {"up": "rate this higher", "same": "the same", "down": "lower"}
    most = next((way for way, n in numbers.items() if n > found.paired - fewest), None)
    if most:
        words["same"], words["down"] = "rate this the same", "rate this lower"
        return PrintedCounts(None, None, None, f"{of}most {words[most]}.")
    small = [way for way, count in numbers.items() if 0 < count < fewest]
    if len(small) == 1:
        lone = small[0]
        others = [way for way in ("up", "down") if way != lone]
        into = "same" if lone != "same" else min(others, key=lambda way: numbers[way])
        return _merged(numbers, words, lone=lone, into=into, of=of)
    told = [
        f"fewer than {fewest}" if way in small else str(count) if count else "nobody"
        for way, count in numbers.items()
    ]
    rate = "rates" if told[0] == "nobody" else "rate"
    sentence = f"{of}{told[0]} {rate} this higher, {told[1]} the same and {told[2]} lower."
    kept = {way: None if way in small else count for way, count in numbers.items()}
    return PrintedCounts(kept["up"], kept["same"], kept["down"], sentence)


def _merged(
    numbers: dict[str, int], words: dict[str, str], *, lone: str, into: str, of: str
) -> PrintedCounts:
    joined = numbers[lone] + numbers[into]
    left = next(way for way in numbers if way not in (lone, into))
    pair = [way for way in ("up", "same", "down") if way in (lone, into)]
    both = f"{words[pair[0]]} or {words[pair[1]]}".replace("rate this ", "")
    plain = words[left].replace("rate this ", "")
    first = f"{numbers[left]} rate" if numbers[left] else "nobody rates"
    sentence = f"{of}{first} this {plain} and {joined} {both}."
    shown: dict[str, int | None] = dict.fromkeys(numbers)
    shown[left] = numbers[left]
    return PrintedCounts(shown["up"], shown["same"], shown["down"], sentence)
