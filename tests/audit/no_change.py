"""Groups in which nothing changed, made up with every kind of noise: is a change said all the same?

`python -m tests.audit.no_change` prints the table of `docs/stock-take.md` (half an hour).
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from random import Random

from facilitate.audit.change import verdict_of
from facilitate.audit.movement_counts import Counts, PrintableCounts, counts, printable_counts
from facilitate.audit.scores import scale_mean
from facilitate.audit.signed_ranks import BY_CHANCE, can_change, mid_ranks, wilcoxon_p

THEMES = 10

Scale = tuple[int, int, int]
"""The low end, the high end and how many statements a theme has."""

FIVE: Scale = (1, 5, 3)
MIXED: tuple[Scale, ...] = ((1, 5, 3), (1, 7, 3), (1, 4, 2), (1, 5, 1), (0, 10, 1))

Answer = Callable[[Random, float, Scale], float | None]
"""One answer of somebody whose view lies at this share of the scale."""


def _on(scale: Scale, value: float) -> float:
    low, high, _ = scale
    return float(min(high, max(low, round(low + value * (high - low)))))


def usual(dice: Random, view: float, scale: Scale) -> float | None:
    """A fifth of the scale of noise on each answer: 0.8 of five steps."""
    return _on(scale, view + dice.gauss(0, 0.2))


def sticky(dice: Random, view: float, scale: Scale) -> float | None:
    """Four of five answers as before, the others a step off: most people do not move at all."""
    step = 1 / (scale[1] - scale[0])
    return _on(scale, view + (dice.choice((-step, step)) if dice.random() < 0.2 else 0))


def at_the_end(dice: Random, view: float, scale: Scale) -> float | None:
    """Views in the top quarter of the scale, where answers pile up."""
    return _on(scale, 0.8 + view / 4 + dice.gauss(0, 0.2))


def erratic(dice: Random, view: float, scale: Scale) -> float | None:
    """One answer in five is anything at all."""
    return _on(scale, dice.random() if dice.random() < 0.2 else view + dice.gauss(0, 0.1))


def patchy(dice: Random, view: float, scale: Scale) -> float | None:
    """One answer in six is left out."""
    return None if dice.random() < 1 / 6 else usual(dice, view, scale)


NOISE: Mapping[str, tuple[Answer, tuple[Scale, ...], float]] = {
    "usual": (usual, (FIVE,), 0.0),
    "sticky": (sticky, (FIVE,), 0.0),
    "at the end": (at_the_end, (FIVE,), 0.0),
    "erratic": (erratic, (FIVE,), 0.0),
    "patchy": (patchy, (FIVE,), 0.0),
    "other scales": (usual, MIXED, 0.0),
    "other people": (usual, (FIVE,), 0.25),
}
"""How answers come about, on which scales, and which share of people is away either time."""


@lru_cache(maxsize=65536)
def _told(found: Counts, *, changed: bool) -> PrintableCounts:
    may = partial(can_change, themes=THEMES)
    return printable_counts(found, can_change=may, changed=changed)


def _p(steps: Sequence[float]) -> float:
    """Return the test's p, or 1 where it is far from any that counts, to save time."""
    moved = [step for step in steps if step]
    ranks = mid_ranks([abs(step) for step in moved])
    leaning = sum(rank if step > 0 else -rank for rank, step in zip(ranks, moved, strict=True))
    if leaning**2 < 4 * sum(rank**2 for rank in ranks):
        return 1.0
    return wilcoxon_p(steps) or 1.0


def verdicts(dice: Random, people: int, noise: str, shift: float = 0.0) -> Iterator[str]:
    """Yield what is said of each theme of one made-up group; `shift` in points from 1 to 5."""
    answer, scales, away = NOISE[noise]
    here = [(dice.random() >= away, dice.random() >= away) for _ in range(people)]
    for theme in range(THEMES):
        scale = scales[theme % len(scales)]
        steps = []
        for both in here:
            view = dice.uniform(0.2, 0.8)
            then, now = (
                scale_mean([answer(dice, view + more / 4, scale) for _ in range(scale[2])])
                for more in (0.0, shift)
            )
            if all(both) and then is not None and now is not None:
                steps.append(round(now - then, 7))
        if len(steps) >= 3:
            p = _p(steps)
            told = _told(counts(steps), changed=p <= BY_CHANCE / THEMES)
            yield verdict_of(steps, told, p=p, themes=THEMES, known=2)


def said_to_have_changed(people: int, noise: str, groups: int) -> float:
    """Return the share of made-up groups without a change of which any theme is said to have."""
    dice = Random(f"{people} {noise}")
    wrong = sum(bool({"up", "down"} & set(verdicts(dice, people, noise))) for _ in range(groups))
    return wrong / groups


def seen(people: int, shift: float, groups: int) -> float:
    """Return the share of themes that moved by so much for everybody and are said to have."""
    dice = Random(f"{people} {shift}")
    found = [each for _ in range(groups) for each in verdicts(dice, people, "usual", shift)]
    return found.count("up" if shift > 0 else "down") / len(found)


def main(groups: int) -> None:
    """Print the two tables."""
    tell = sys.stdout.write
    tell("| n | " + " | ".join(NOISE) + " |\n")
    for people in (3, 5, 8, 10, 12, 14, 16, 20, 25, 30, 40, 50, 60):
        shares = (said_to_have_changed(people, noise, groups) for noise in NOISE)
        tell(f"| {people} | " + " | ".join(f"{share:.1%}" for share in shares) + " |\n")
    for people in (12, 16, 20, 30, 60):
        found = [seen(people, shift, groups // 10) for shift in (0.3, 0.5, 0.7, 1.0, -0.7, -1.0)]
        tell(f"| {people} | " + " | ".join(f"{share:.0%}" for share in found) + " |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
