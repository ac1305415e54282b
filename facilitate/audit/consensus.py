"""Cultural consensus: is there one picture at all, and what is it (facilitator's appendix)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Matrix = Any
"""A square numpy array over people; the diagonal is not a number and never used."""

SURE = 0.95
"""An item whose posterior stays below this is open."""

_STEPS = 20_000


def match_matrix(answers: Sequence[Sequence[int | None]], *, options: int) -> Matrix:
    """Return matches of people corrected for guessing, (L M - 1) / (L - 1), from -1 to 1.

    Rows are people, columns items; options count from 1, None is no answer. Two people without
    an item in common have 0, which says nothing either way; the diagonal is nan.
    Source: Romney, Weller & Batchelder (1986), American Anthropologist 88, 313-338, equation 9.
    """
    import numpy as np

    given = np.array([[np.nan if x is None else x for x in row] for row in answers], dtype=float)
    there = (~np.isnan(given)).astype(float)
    jointly = there @ there.T
    equal = np.zeros_like(jointly)
    for option in range(1, options + 1):
        ticked = (given == option).astype(float)
        equal += ticked @ ticked.T
    share = np.divide(equal, jointly, out=np.full_like(equal, 1 / options), where=jointly > 0)
    corrected = (options * share - 1) / (options - 1)
    np.fill_diagonal(corrected, np.nan)
    return corrected


def likeness_matrix(answers: Sequence[Sequence[float | None]]) -> Matrix:
    """Return correlations of people across items (-1 to 1), for answers on a scale.

    Over jointly answered items; 0 where fewer than 3 are, or where somebody's do not vary.
    Source: the informal data model, Romney, Batchelder & Weller (1987), American Behavioral
    Scientist 31, 163-177.
    """
    import numpy as np

    given = np.array([[np.nan if x is None else x for x in row] for row in answers], dtype=float)
    there = (~np.isnan(given)).astype(float)
    filled = np.nan_to_num(given)
    n = there @ there.T
    safe = np.maximum(n, 1)
    sums, squares = filled @ there.T, (filled**2) @ there.T
    shared = filled @ filled.T - sums * sums.T / safe
    varies = np.maximum(squares - sums**2 / safe, 0)
    divisor = np.sqrt(varies * varies.T)
    usable = (n >= 3) & (divisor > 1e-9)
    found = np.divide(shared, divisor, out=np.zeros_like(shared), where=usable)
    np.fill_diagonal(found, np.nan)
    return found


def competence(matches: Matrix) -> Any | None:
    """Return everybody's competence, usually 0 to 1, by minimum residuals; their sum is positive.

    None if the iteration does not settle: a fixed number of steps is no result.
    Source: Comrey (1962), Psychological Reports 11, 15-18: D_i = sum of M_ij D_j / sum of D_j^2
    over the others, from the first eigenvector until no step exceeds 1e-12.
    """
    import numpy as np

    off = np.array(matches, dtype=float)
    np.fill_diagonal(off, 0.0)
    found = _leading(off)
    for number in range(_STEPS):
        squares = found @ found
        wanted = (off @ found) / np.maximum(squares - found**2, 1e-300)
        # Half steps settle where whole ones swing to and fro between two values.
        after = wanted if number % 4 else (found + wanted) / 2
        if not np.isfinite(after).all():
            return None
        step = float(np.abs(wanted - found).max())
        found = after
        if step < 1e-12:
            return found if found.sum() >= 0 else -found
    return None


def _leading(off: Any) -> Any:
    """Return the first eigenvector with the length that its eigenvalue gives it.

    Of many people by power iteration, which is near enough to start from.
    """
    import numpy as np

    if len(off) <= 200:
        levels, vectors = np.linalg.eigh(off)
        return vectors[:, -1] * np.sqrt(max(float(levels[-1]), 1e-6))
    shift = float(np.sqrt((off**2).sum() / len(off)))  # keeps large negative levels out
    found = off[int((off**2).sum(axis=1).argmax())] + 1e-3
    for _ in range(60):
        found = off @ found + shift * found
        found /= np.sqrt(found @ found)
    return found * np.sqrt(max(float(found @ off @ found), 1e-6))


def eigenvalues(matches: Matrix, people: Any) -> Any:
    """Return the eigenvalues, largest first, with squared competence on the diagonal.

    Source: Romney, Weller & Batchelder (1986), as above.
    """
    import numpy as np

    # Of many people single precision is ample for a ratio, at half the time.
    filled = np.array(matches, dtype=float if len(people) <= 200 else np.float32)
    np.fill_diagonal(filled, np.asarray(people) ** 2)
    return np.linalg.eigvalsh(filled)[::-1]


def eigenvalue_ratio(values: Sequence[float]) -> float:
    """Return first over second eigenvalue, from 1; infinite if the second is 0 or below.

    Not the ratio of factor magnitudes, which is its square root.
    """
    if len(values) < 2 or values[1] <= 1e-9:
        return float("inf")
    return float(values[0] / values[1])


@dataclass(frozen=True, slots=True)
class Key:
    """The shared answer to each item, its posterior by option (0 to 1), and which are open."""

    answers: tuple[int, ...]
    posterior: tuple[tuple[float, ...], ...]
    open: tuple[int, ...]


def answer_key(
    answers: Sequence[Sequence[int | None]], people: Sequence[float], *, options: int
) -> Key:
    """Return the most likely shared answers (options count from 1) with their posteriors.

    Competence is held within 0 and 1, a missing answer is skipped, every option is as likely
    before. `open` are the positions of items whose posterior stays below .95.
    Source: Romney, Weller & Batchelder (1986), as above, Bayesian estimation of the key.
    """
    import numpy as np

    known = np.clip(np.asarray(people, dtype=float), 0.0, 1 - 1e-12)
    right, wrong = np.log(known + (1 - known) / options), np.log((1 - known) / options)
    given = np.array([[0 if x is None else x for x in row] for row in answers])
    logs = np.zeros((given.shape[1], options))
    for option in range(1, options + 1):
        says = np.where(given == option, right[:, None], wrong[:, None])
        logs[:, option - 1] = np.where(given > 0, says, 0.0).sum(axis=0)
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return Key(
        answers=tuple(int(best) + 1 for best in shares.argmax(axis=1)),
        posterior=tuple(tuple(float(share) for share in row) for row in shares),
        open=tuple(int(at) for at in np.flatnonzero(shares.max(axis=1) < SURE)),
    )


def scale_key(
    answers: Sequence[Sequence[float | None]], people: Sequence[float]
) -> tuple[float | None, ...]:
    """Return each item's mean weighted by competence (never below 0), in scale points.

    None where nobody with competence answered.
    Source: the informal data model, Romney, Batchelder & Weller (1987), as above.
    """
    found: list[float | None] = []
    for item in range(len(answers[0]) if answers else 0):
        pairs = [(max(weight, 0.0), row[item]) for row, weight in zip(answers, people, strict=True)]
        known = [(weight, value) for weight, value in pairs if value is not None]
        total = sum(weight for weight, _ in known)
        found.append(sum(weight * value for weight, value in known) / total if total else None)
    return tuple(found)
