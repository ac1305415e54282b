"""Cultural consensus: is there one picture, two or none, and what is it."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb, isfinite
from typing import Any, Literal

from facilitate.audit.context import AuditContext, to_facilitator
from facilitate.audit.disclosure import Cleared, cleared, total
from facilitate.audit.finding import Finding
from facilitate.audit.findings import MethodNote, OnePicture
from facilitate.audit.scores import DRAWS
from facilitate.audit.wave import Wave
from facilitate.model.questions import Dimension
from facilitate.structs import Struct

Matrix = Any
"""A square numpy array over people; the diagonal is not a number and never used."""

SURE = 0.95
"""An item whose posterior stays below this is open."""

_STEPS = 20_000


ITEMS_NEEDED = 8

_ENUMERATED = 20_000

SCALE_ITEMS_NEEDED = 12
"""How many items of a scale the informal model asks for."""

FEW_ITEMS = 20

WORDS = {
    "withheld": "Too few people or statements to say.",
    "one_shared_picture": "People draw on one shared picture.",
    "shared_with_differences": "People share a picture, with differences.",
    "two_pictures": "There are two pictures, so a mean over both would describe nobody.",
    "no_shared_picture": "No shared picture shows; read each figure as a spread of views.",
}


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


def posterior(
    answers: Sequence[Sequence[int | None]], people: Sequence[float], *, options: int
) -> Any:
    """Return how likely each option is the shared answer, 0 to 1: rows are items.

    Competence is held within 0 and 1, a missing answer is skipped, every option is as likely
    before. Source: Romney, Weller & Batchelder (1986), as above, Bayesian estimation of the key.
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
    return shares / shares.sum(axis=1, keepdims=True)


Verdict = Literal[
    "withheld",
    "one_shared_picture",
    "shared_with_differences",
    "two_pictures",
    "no_shared_picture",
]


class Contrast(Struct):
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
    (1986); Weller (2007), Field Methods 19, 339-368. Order, and the rules
    on opposed groups, are ours.
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
    opposed = contrast is not None and contrast.value > 0 and contrast.p_high < 0.05
    if ratio < 2 and second_over_third >= 2 and opposed:
        return "two_pictures"
    return "no_shared_picture"


class Consensus(Struct):
    """Whether people share one picture, with the figures behind the verdict.

    Competence is nobody's business: it never leaves the audit.
    """

    verdict: Verdict
    ratio: float
    mean_competence: float
    people: tuple[float, ...]
    contrast: Contrast | None


def consensus_of(
    matches: Matrix, *, items: int, roles: Sequence[str], minimum: int, seed: int = 1
) -> Consensus | None:
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
    return Consensus(verdict, ratio, sum(found) / len(found), found, contrast)


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


class ConsensusFindings(Struct):
    """What to tell the group and the facilitator; whether there are two pictures of the themes."""

    findings: tuple[Finding, ...]
    two_pictures: bool


def consensus_findings(context: AuditContext, wave: Wave) -> ConsensusFindings:
    """Return whether people share one picture of the themes, and of true/false statements."""
    themes = _themes(context, wave)
    statements = _statements(context, wave)
    found = (*(themes.findings if themes else ()), *((statements,) if statements else ()))
    return ConsensusFindings(found, themes is not None and themes.two_pictures)


def _themes(context: AuditContext, wave: Wave) -> ConsensusFindings | None:
    themed = [(theme, item) for theme in context.questions.dimensions for item in theme.items]
    asked = [item for _, item in themed]
    items = [item.id for item in asked]
    rows = sorted(
        (
            (
                one.role,
                [_on_five(context, theme, one.items[item.id]) for theme, item in themed],
                one.id,
            )
            for one in wave.respondents
        ),
        key=lambda row: (row[0], [-1.0 if value is None else value for value in row[1]]),
    )
    # People with nearly no answers are like nobody, which says nothing about the picture.
    rows = [row for row in rows if sum(value is not None for value in row[1]) >= len(items) / 2]
    answers, roles = [row[1] for row in rows], [row[0] for row in rows]
    verdict = _cleared(context, wave, [one for *_, one in rows])
    found = None
    if len(items) >= SCALE_ITEMS_NEEDED and verdict.shown:
        found = _consensus(context, likeness_matrix(answers), roles, items=len(items))
    if found is None:
        return None
    words, most = WORDS[found.verdict], list[int]()
    if found.verdict == "two_pictures":
        apart = dividing_items(answers, roles, minimum=context.minimum)
        most = sorted(apart, key=lambda item: (-round(apart[item], 9), item))[:3]
        if most:
            words += " The role groups differ most on: " + " ".join(asked[at].text for at in most)
    note = _note(wave, found, verdict, about="All statements of the themes", words=words)
    picture = _picture(context, wave, found, apart=[asked[at].text for at in most])
    return ConsensusFindings((*picture, note), found.verdict == "two_pictures")


def _picture(
    context: AuditContext, wave: Wave, found: Consensus, *, apart: Sequence[str]
) -> tuple[OnePicture, ...]:
    """Return the verdict for everybody to read, or nothing where there is none."""
    if found.verdict == "withheld":
        return ()
    picture = OnePicture(
        id=f"{wave.name}/group/one-picture",
        **context.to_everyone(wave),
        n=len(found.people),
        method="cultural consensus on all statements; nobody's own place in it is told",
        question="Which of these would the other role have answered as you did?",
        verdict=found.verdict,
        apart=tuple(apart),
    )
    return (picture,)


def _on_five(context: AuditContext, theme: Dimension, value: float | None) -> float | None:
    """Return an answer on a scale from 1 to 5, so that no theme weighs more for its scale."""
    return (
        value if value is None or theme.scale is None else context.limits_for(theme).on_five(value)
    )


def _statements(context: AuditContext, wave: Wave) -> MethodNote | None:
    columns = [prompt.id for prompt in context.questions.statements]
    rows: list[tuple[str, list[int | None], str]] = sorted(
        (
            (one.role, [_ticked(one.row.values.get(each)) for each in columns], one.id)
            for one in wave.respondents
        ),
        key=lambda row: (row[0], [value or 0 for value in row[1]]),
    )
    rows = [row for row in rows if any(row[1])]
    answers, roles = [row[1] for row in rows], [row[0] for row in rows]
    verdict = _cleared(context, wave, [one for *_, one in rows])
    found = None
    if len(columns) >= ITEMS_NEEDED and verdict.shown:
        found = _consensus(context, match_matrix(answers, options=2), roles, items=len(columns))
    if found is None:
        return None
    words = [WORDS[found.verdict]]
    if found.verdict in ("one_shared_picture", "shared_with_differences"):
        words += _key(columns, answers, found.people)
    return _note(wave, found, verdict, about="True/false statements", words=" ".join(words))


def _consensus(
    context: AuditContext, matches: Matrix, roles: Sequence[str], *, items: int
) -> Consensus | None:
    least, seed = context.minimum, context.programme.says.seed
    return consensus_of(matches, items=items, roles=roles, minimum=least, seed=seed)


def _cleared(context: AuditContext, wave: Wave, people: Sequence[str]) -> Cleared:
    everyone = total("everyone", wave.name, people)
    return cleared([everyone] if people else [], minimum=context.minimum)


def _ticked(text: str | None) -> int | None:
    """Return 2 for true and 1 for false; None is no answer."""
    return None if text is None else 2 if float(text) > 0 else 1


def _key(
    columns: Sequence[str], answers: Sequence[Sequence[int | None]], people: Sequence[float]
) -> list[str]:
    shares = posterior(answers, people, options=2)
    true = [column for column, (_, yes) in zip(columns, shares, strict=True) if yes >= SURE]
    unsure = [column for column, row in zip(columns, shares, strict=True) if max(row) < SURE]
    found = ["Held to be true: " + (", ".join(true) or "none") + "."]
    if unsure:
        found.append(f"Open (posterior below {SURE:.2f}): " + ", ".join(unsure) + ".")
    if len(columns) < FEW_ITEMS:
        found.append(f"Only {len(columns)} statements: read this with care.")
    return found


def _note(wave: Wave, found: Consensus, verdict: Cleared, *, about: str, words: str) -> MethodNote:
    return MethodNote(
        id=f"{wave.name}/group/consensus/{about.split()[0].casefold()}",
        **to_facilitator(wave),
        n=len(found.people),
        method="Romney, Weller & Batchelder 1986; minimum residuals; eigenvalue ratio",
        about=about,
        measure="consensus",
        figures=verdict.figures(
            "everyone",
            (
                ("eigenvalue ratio", found.ratio if isfinite(found.ratio) else None),
                ("mean competence", found.mean_competence),
                ("within minus between roles", found.contrast.value if found.contrast else None),
                ("p of the contrast", found.contrast.p_high if found.contrast else None),
            ),
        ),
        words=words,
    )
