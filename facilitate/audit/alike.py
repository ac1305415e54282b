"""When a figure tells each answer: all alike, no room on the scale, cells of one or two."""

from collections.abc import Collection, Hashable, Sequence
from math import fsum


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


def merged_cells(counts: Sequence[int], *, fewest: int = 3) -> tuple[tuple[int, int, int], ...]:
    """Return a distribution with small cells merged: (first category, last category, people).

    A non-empty cell of fewer than `fewest` people joins its smaller neighbour until every cell
    has 0 or at least `fewest`. Empty if even the whole has fewer: then show the quartile band.
    """
    cells = [(number, number, count) for number, count in enumerate(counts)]
    while True:
        small = next((at for at, cell in enumerate(cells) if 0 < cell[2] < fewest), None)
        if small is None:
            return tuple(cells)
        if len(cells) == 1:
            return ()
        beside = [at for at in (small - 1, small + 1) if 0 <= at < len(cells)]
        # An empty neighbour would not help: prefer the smallest that holds somebody.
        other = min(beside, key=lambda at: (cells[at][2] == 0, cells[at][2]))
        first, last = min(small, other), max(small, other)
        joined = (cells[first][0], cells[last][1], cells[first][2] + cells[last][2])
        cells[first : last + 1] = [joined]
