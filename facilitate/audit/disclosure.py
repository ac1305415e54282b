"""Disclosure control: what a set of published totals gives away, tested exactly.

A mean printed with its n is a total. Each total is a vector over cells (one person in one stock
take): 1 for everybody in it, -1 and 1 for a change. A group of people is exposed if the vector
of its total lies in the row space of everything released (rational arithmetic, no rounding).
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import fsum
from typing import Never

from facilitate.figures import Published, maker_of
from facilitate.structs import Struct

Cell = tuple[str, str]
"""One person's answer in one stock take: (wave, person)."""

OTHERS_BEYOND_INSIDER = 3
"""How many people besides the reader, who knows the own answer, any total must hold."""

SAME = 1e-9
"""Differences up to this size are none."""

FEWEST = 3
"""A count that is told is 0 or at least this."""


class Release(Struct):
    """One total that is shown: what it weighs each cell with (1, or -1 and 1 of a change)."""

    id: str
    weights: Mapping[Cell, int]

    @property
    def people(self) -> int:
        """How many people are behind it."""
        return len({person for _, person in self.weights})


def total(release_id: str, wave: str, people: Iterable[str]) -> Release:
    """Return the release of a total (or a mean with its n) of these people in one wave."""
    return Release(release_id, {(wave, person): 1 for person in people})


def change(release_id: str, waves: tuple[str, str], people: Collection[str]) -> Release:
    """Return the release of the change of the same people from the first wave to the second."""
    then, now = waves
    before = {(then, person): -1 for person in people}
    return Release(release_id, before | {(now, person): 1 for person in people})


# Atoms: cells of one wave that every release treats alike cannot be told apart by the totals.
Atom = tuple[str, tuple[int, ...]]


def _atoms(releases: Sequence[Release]) -> dict[Atom, list[Cell]]:
    weighed: dict[Cell, tuple[tuple[int, int], ...]] = {}
    for number, release in enumerate(releases):
        for cell, weight in release.weights.items():
            weighed[cell] = (*weighed.get(cell, ()), (number, weight))
    alike: dict[tuple[str, tuple[tuple[int, int], ...]], list[Cell]] = {}
    for cell, weights in weighed.items():
        alike.setdefault((cell[0], weights), []).append(cell)
    atoms: dict[Atom, list[Cell]] = {}
    for (wave, weights), cells in alike.items():
        column = [0] * len(releases)
        for number, weight in weights:
            column[number] = weight
        atoms[wave, tuple(column)] = cells
    return atoms


@lru_cache(maxsize=4096)
def _free_directions(columns: tuple[tuple[int, ...], ...]) -> tuple[tuple[Fraction, ...], ...]:
    """Return, for each column, its entries in a basis of the null space of the matrix.

    A 0/1 vector lies in the row space exactly if the entries of its columns sum to zero.
    """
    rows = [[Fraction(column[row]) for column in columns] for row in range(len(columns[0]))]
    pivots: list[int] = []
    for at in range(len(columns)):
        rank = len(pivots)
        found = next((row for row in range(rank, len(rows)) if rows[row][at]), None)
        if found is None:
            continue
        rows[rank], rows[found] = rows[found], rows[rank]
        lead = rows[rank][at]
        rows[rank] = [value / lead for value in rows[rank]]
        for other in range(len(rows)):
            factor = rows[other][at]
            if other != rank and factor:
                pairs = zip(rows[other], rows[rank], strict=True)
                rows[other] = [value - factor * pivot for value, pivot in pairs]
        pivots.append(at)
    free = [at for at in range(len(columns)) if at not in pivots]
    directions = []
    for at in range(len(columns)):
        if at in pivots:
            directions.append(tuple(-rows[pivots.index(at)][column] for column in free))
        else:
            directions.append(tuple(Fraction(int(column == at)) for column in free))
    return tuple(directions)


def _unions(
    sizes: Sequence[int], directions: Sequence[tuple[Fraction, ...]], *, below: int
) -> Iterator[tuple[int, ...]]:
    """Yield every union of atoms with fewer than `below` cells whose total is fixed."""

    def extend(
        start: int, room: int, chosen: tuple[int, ...], sums: tuple[Fraction, ...]
    ) -> Iterator[tuple[int, ...]]:
        for at in range(start, len(sizes)):
            if sizes[at] <= room:
                summed = tuple(x + y for x, y in zip(sums, directions[at], strict=True))
                if not any(summed):
                    yield (*chosen, at)
                yield from extend(at + 1, room - sizes[at], (*chosen, at), summed)

    zero = tuple(Fraction(0) for _ in directions[0]) if directions else ()
    yield from extend(0, below - 1, (), zero)


Shape = tuple[tuple[Atom, int], ...]


@lru_cache(maxsize=4096)
def _gives_away(shape: Shape, minimum: int) -> bool:
    """Say whether a structure of atoms and their sizes exposes a group below the minimum."""
    directions = _free_directions(tuple(column for (_, column), _ in shape))
    for wave in {wave for (wave, _), _ in shape}:
        here = [number for number, ((of, _), _) in enumerate(shape) if of == wave]
        sizes = [shape[number][1] for number in here]
        unions = _unions(sizes, [directions[number] for number in here], below=minimum)
        if next(unions, None) is not None:
            return True
    return False


def is_safe(
    releases: Sequence[Release],
    *,
    minimum: int,
    insiders: Iterable[frozenset[Cell]] = (),
) -> bool:
    """Say whether all releases together give away nobody, to outsiders and to each insider.

    `insiders` are sets of cells that one reader knows: the own answers, and a partner's where the
    two share. To a reader who knows cells those cells are no longer hidden, so what remains of
    each total must hold `OTHERS_BEYOND_INSIDER` people at least.
    """
    atoms = _atoms(releases)
    if not atoms:
        return True
    of_cell = {cell: atom for atom, cells in atoms.items() for cell in cells}
    sizes = {atom: len(cells) for atom, cells in atoms.items()}
    if _gives_away(tuple(sorted(sizes.items())), minimum):
        return False
    # Readers who know as many cells of the same atoms learn the same: one test serves them all.
    signatures: set[tuple[tuple[Atom, int], ...]] = set()
    for cells in insiders:
        known: dict[Atom, int] = {}
        for cell in cells:
            if cell in of_cell:
                known[of_cell[cell]] = known.get(of_cell[cell], 0) + 1
        signatures.add(tuple(sorted(known.items())))
    for signature in signatures:
        taken = dict(signature)
        left = ((atom, size - taken.get(atom, 0)) for atom, size in sorted(sizes.items()))
        shape = tuple((atom, size) for atom, size in left if size > 0)
        if shape and _gives_away(shape, OTHERS_BEYOND_INSIDER):
            return False
    return True


_publish = maker_of(Published, to=__name__)


@dataclass(frozen=True, slots=True, init=False)
class Cleared:
    """Which releases may be shown together, and which have to be withheld; `cleared` says so.

    Nobody else makes one: it is what turns a number into a figure that may be printed.
    """

    shown: tuple[Release, ...]
    dropped: tuple[Release, ...]

    # `Never`: no call passes the type checker.
    def __init__(self, only_by_cleared: Never) -> None:  # noqa: ARG002
        raise TypeError("only cleared() says what has passed the disclosure test")

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the releases that may be shown."""
        return frozenset(release.id for release in self.shown)

    def published(self, release: str, value: float) -> Published:
        """Return a figure of the people behind a release, with their number.

        Raises `ValueError` if the release has not passed the test.
        """
        people = next((one.people for one in self.shown if one.id == release), None)
        if people is None:
            raise ValueError(f"{release!r} has not passed the disclosure test")
        return _publish(value, n=people, release=release)

    def maybe(self, release: str, value: float | None) -> Published | None:
        """Return the same, or None of None."""
        return None if value is None else self.published(release, value)

    def figures(
        self, release: str, named: Iterable[tuple[str, float | None]]
    ) -> tuple[tuple[str, Published | None], ...]:
        """Return the same of several numbers with their names."""
        return tuple((name, self.maybe(release, value)) for name, value in named)


def _verdict(shown: Iterable[Release], dropped: Iterable[Release]) -> Cleared:
    verdict = object.__new__(Cleared)
    object.__setattr__(verdict, "shown", tuple(shown))
    object.__setattr__(verdict, "dropped", tuple(dropped))
    return verdict


def cleared(
    candidates: Sequence[Release],
    *,
    earlier: Sequence[Release] = (),
    minimum: int,
    insiders: Collection[frozenset[Cell]] = (),
) -> Cleared:
    """Return the candidates that may be shown beside what earlier days have shown already.

    Complementary suppression: while the whole gives somebody away, the candidate with the fewest
    people goes (ties by id); then each that went is restored if it can be, the largest first.
    Earlier releases cannot be taken back, so they are only read.
    """

    def safe(chosen: Iterable[Release]) -> bool:
        return is_safe((*earlier, *chosen), minimum=minimum, insiders=insiders)

    shown = {release.id: release for release in candidates}
    dropped: list[Release] = []
    while shown and not safe(shown.values()):
        fewest = min(shown.values(), key=lambda release: (release.people, release.id))
        dropped.append(shown.pop(fewest.id))
    for release in reversed(tuple(dropped)):
        if safe((*shown.values(), release)):
            shown[release.id] = release
            dropped.remove(release)
    order = {release.id: number for number, release in enumerate(candidates)}
    kept = sorted(shown.values(), key=lambda release: order[release.id])
    return _verdict(kept, sorted(dropped, key=lambda release: order[release.id]))


# ------------------------------- figures that tell single answers though enough are behind them


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


def gives_values_away(values: Collection[float], *, low: float, high: float, within: float) -> bool:
    """Say whether the mean of these values alone puts each of them within so many points.

    Near an end of the scale a total leaves nobody room: 24 of 25 points from five people says
    that each gave 4 or 5. Source: feasibility intervals of statistical disclosure control
    (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
    """
    total, others = fsum(values), len(values) - 1
    least = max(low, total - others * high)
    most = min(high, total - others * low)
    return most - least < within - 1e-9
