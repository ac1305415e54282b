"""How role groups find each other: directed cells, never averaged over the two directions."""

from collections.abc import Mapping, Sequence

from facilitate.audit.scores import mean, scale_mean

Direction = tuple[str, str]
"""(rater group, rated group)."""


def cell_mean(raters: Sequence[Sequence[float | None]]) -> float | None:
    """Return a cell's mean in scale points: items to rater to cell, unweighted; None of nobody.

    A rater counts with at least half of the items. The idea of directed ratings between groups is
    relational coordination's (Gittell 2002); items and cut-offs are our own.
    """
    scores = [scale_mean(rater) for rater in raters]
    known = [score for score in scores if score is not None]
    return mean(known) if known else None


def between(cells: Mapping[Direction, float]) -> float | None:
    """Return the unweighted mean of cells from one group to another, in scale points, or None."""
    across = [value for (rater, rated), value in cells.items() if rater != rated]
    return mean(across) if across else None


def within(cells: Mapping[Direction, float]) -> float | None:
    """Return the unweighted mean of groups' cells about themselves, in scale points, or None."""
    inside = [value for (rater, rated), value in cells.items() if rater == rated]
    return mean(inside) if inside else None
