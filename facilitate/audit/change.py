"""Change of the same people from one stock take to another: who is matched, and its size."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from facilitate.audit.change_counts import SAME
from facilitate.audit.scores import mean, spread


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


def typical_step(differences: Sequence[float]) -> float | None:
    """Return the median where its sign or zero differs from the mean's, else None.

    One large mover can make mean and median disagree; then both are told.
    """
    middle, average = median(differences), mean(differences)

    def sign(value: float) -> int:
        return (value > SAME) - (value < -SAME)

    return middle if sign(middle) != sign(average) else None
