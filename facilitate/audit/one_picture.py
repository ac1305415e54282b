"""One picture, two or none: the verdict on a group's consensus, and how many people it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any, Literal

from facilitate.audit.bootstrap import DRAWS
from facilitate.audit.consensus import Matrix, competence, eigenvalue_ratio, eigenvalues

Verdict = Literal[
    "withheld",
    "one_shared_picture",
    "shared_with_differences",
    "two_pictures",
    "no_shared_picture",
]
ITEMS_NEEDED = 8
_ENUMERATED = 20_000


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much more alike people of one role are than people of two: -2 to 2, and its p."""

    value: float
    p_high: float


def role_contrast(matches: Matrix, roles: Sequence[str], *, seed: int = 1) -> Contrast | None:
    """Return mean match within roles minus mean match between, with its permutation p.

    All splits are counted if there are at most 20,000, otherwise 9,999 are drawn. None of one
    role only, or of no two people of the same role.
    Source: Hubert & Levin (1976), Psychological Bulletin 83, 1072-1080; Phipson & Smyth (2010).
    """
    import numpy as np

    names = sorted(set(roles))
    labels = np.array([names.index(role) for role in roles])
    sizes = np.bincount(labels, minlength=len(names))
    within = float((sizes * (sizes - 1)).sum())
    between = float(len(roles) * (len(roles) - 1) - within)
    if not within or not between:
        return None
    off = np.array(matches, dtype=float)
    np.fill_diagonal(off, 0.0)
    whole = off.sum()

    def contrasts(rows: Any) -> Any:
        inside = np.zeros(len(rows))
        for number in range(len(names)):
            chosen = (rows == number).astype(off.dtype)
            inside += ((chosen @ off) * chosen).sum(axis=1)
        return inside / within - (whole - inside) / between

    observed = float(contrasts(labels[None, :])[0])
    splits = comb(len(roles), int(sizes[0])) if len(names) == 2 else _ENUMERATED + 1
    if splits <= _ENUMERATED:
        rows = np.ones((splits, len(roles)), dtype=int)
        for number, first in enumerate(combinations(range(len(roles)), int(sizes[0]))):
            rows[number, list(first)] = 0
        share = float((contrasts(rows) >= observed - 1e-9).mean())
        return Contrast(observed, share)
    random, above = np.random.default_rng(seed), 0
    for start in range(0, DRAWS, 1000):
        rows = np.tile(labels, (min(1000, DRAWS - start), 1))
        above += int((contrasts(random.permuted(rows, axis=1)) >= observed - 1e-9).sum())
    return Contrast(observed, (1 + above) / (1 + DRAWS))


def verdict_of(
    *,
    people: Sequence[float],
    items: int,
    ratio: float,
    second_over_third: float = 0.0,
    contrast: Contrast | None = None,
    minimum: int = 5,
) -> Verdict:
    """Return what may be said about one shared picture, by the first rule that applies.

    Bounds on ratio (3, 2) and competence (.5, .3) are published: Romney, Weller & Batchelder
    (1986); Weller (2007), Field Methods 19, 339-368. Order and the rules on camps are ours.
    """
    n = len(people)
    if n < minimum or items < ITEMS_NEEDED:
        return "withheld"
    negative = sum(value < -1e-9 for value in people)
    smaller = min(negative, sum(value > 1e-9 for value in people))
    average = sum(people) / n
    if smaller >= 2 and smaller / n >= 0.2:
        return "two_pictures"
    if ratio >= 3 and not negative and average >= 0.5:
        return "one_shared_picture"
    few_negative = not negative or (ratio >= 3 and negative / n <= 0.1)
    if ratio >= 2 and average >= 0.3 and few_negative:
        return "shared_with_differences"
    camps = contrast is not None and contrast.value > 0 and contrast.p_high < 0.05
    if ratio < 2 and second_over_third >= 2 and camps:
        return "two_pictures"
    return "no_shared_picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """Whether people share one picture, with the figures behind the verdict.

    Competence is nobody's business: it never leaves the audit.
    """

    verdict: Verdict
    ratio: float
    mean_competence: float
    negative: int
    people: tuple[float, ...]
    contrast: Contrast | None


def picture(
    matches: Matrix, *, items: int, roles: Sequence[str], minimum: int, seed: int = 1
) -> Picture | None:
    """Return the verdict on a match or likeness matrix; None if competence does not settle."""
    people = competence(matches)
    if people is None:
        return None
    values = eigenvalues(matches, people)
    ratio = eigenvalue_ratio(values)
    after = float(values[1] / values[2]) if len(values) > 2 and values[2] > 1e-9 else float("inf")
    contrast = None
    if ratio < 2 and after >= 2:  # only then does a rule ask for it
        contrast = role_contrast(matches, roles, seed=seed)
    found = tuple(float(value) for value in people)
    verdict = verdict_of(
        people=found,
        items=items,
        ratio=ratio,
        second_over_third=after,
        contrast=contrast,
        minimum=minimum,
    )
    negative = sum(value < -1e-9 for value in found)
    return Picture(verdict, ratio, sum(found) / len(found), negative, found, contrast)


def people_needed(mean_competence: float, *, confidence: float = 0.95, share: float = 0.95) -> int:
    """Return how many people a true/false key needs, at least 4.

    The smallest n so that the posterior of the truth reaches `confidence` with a probability of
    `share`, p = (1 + D) / 2 and posterior odds (p / (1 - p))^(right - wrong). Needs 0 < D < 1.
    Source: Romney, Weller & Batchelder (1986), as above, table 1, recomputed from the model.
    """
    p = (1 + mean_competence) / 2
    odds = p / (1 - p)
    needed = confidence / (1 - confidence) * (1 - 1e-12)
    n = 4
    while True:
        reached = sum(
            comb(n, right) * p**right * (1 - p) ** (n - right)
            for right in range(n + 1)
            if odds ** (2 * right - n) >= needed
        )
        if reached >= share - 1e-12:
            return n
        n += 1


def dividing_items(
    answers: Sequence[Sequence[float | None]], roles: Sequence[str], *, minimum: int
) -> Mapping[int, float]:
    """Return how far apart the two role groups' means of each item lie, in scale points.

    Only items that at least `minimum` people of each of exactly two roles answered.
    """
    names = sorted(set(roles))
    found: dict[int, float] = {}
    for item in range(len(answers[0]) if len(names) == 2 and answers else 0):
        sides = [
            [
                value
                for row, role in zip(answers, roles, strict=True)
                if role == name and (value := row[item]) is not None
            ]
            for name in names
        ]
        if all(len(side) >= minimum for side in sides):
            first, second = (sum(side) / len(side) for side in sides)
            found[item] = abs(first - second)
    return found
