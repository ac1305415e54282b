"""Figures that would tell single answers though enough people are behind them, and small counts."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import fsum

SAME = 1e-9
"""Differences up to this size are none."""

FEWEST = 3
"""A count that is told is 0 or at least this."""

TOO_FEW_TO_HIDE = 8
"""Of so many people or fewer a count that is hidden can be worked out, however it is told."""


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


def counts(differences: Sequence[float]) -> Counts:
    """Return how many differences are positive, none (up to 1e-9) and negative."""
    up = sum(step > SAME for step in differences)
    down = sum(step < -SAME for step in differences)
    return Counts(up, len(differences) - up - down, down)


# ------------------------------------------------------------------- counts that may be printed


@dataclass(frozen=True, slots=True)
class PrintableCounts:
    """Counts as they may be printed; None where one or two people are behind a number."""

    up: int | None
    same: int | None
    down: int | None
    sentence: str


def printable_counts(found: Counts) -> PrintableCounts:
    """Return counts with 1 and 2 hidden, so that the total does not give them back.

    Whoever knows this rule must still find two splits at least behind a hidden count. A lone
    hidden count is told together with `same` (with the smaller other one, if it is `same`
    itself); so are two that can only be 2 and 2. Where nearly all went one way, only "most" is
    said, and where eight people or fewer hide a count, nothing.
    """
    of = f"Of the {found.paired} who answered both times, "
    numbers = {"up": found.up, "same": found.same, "down": found.down}
    words = {"up": "rate this higher", "same": "the same", "down": "lower"}
    small = [way for way, count in numbers.items() if 0 < count < FEWEST]
    two_and_two = sum(numbers[way] for way in small) == 2 * (FEWEST - 1)
    enough = max(found.paired - FEWEST, found.paired / 2)
    most = next((way for way, n in numbers.items() if n > enough), None)
    if found.paired <= FEWEST or (small and not most and found.paired <= TOO_FEW_TO_HIDE):
        return PrintableCounts(None, None, None, f"{of}how many moved which way is not told.")
    if two_and_two and "same" not in small:
        most = "same"  # with nobody else to be told with
    if most:
        words["same"], words["down"] = "rate this the same", "rate this lower"
        return PrintableCounts(None, None, None, f"{of}most {words[most]}.")
    if len(small) == 1:
        lone = small[0]
        others = [way for way in ("up", "down") if way != lone]
        into = "same" if lone != "same" else min(others, key=lambda way: numbers[way])
        return _merged(numbers, words, lone=lone, into=into, of=of)
    if two_and_two:
        return _merged(numbers, words, lone=small[0], into=small[1], of=of)
    words_of = [
        f"fewer than {FEWEST}" if way in small else str(count) if count else "nobody"
        for way, count in numbers.items()
    ]
    rate = "rates" if words_of[0] == "nobody" else "rate"
    sentence = (
        f"{of}{words_of[0]} {rate} this higher, {words_of[1]} the same and {words_of[2]} lower."
    )
    kept = {way: None if way in small else count for way, count in numbers.items()}
    return PrintableCounts(kept["up"], kept["same"], kept["down"], sentence)


def _merged(
    numbers: dict[str, int], words: dict[str, str], *, lone: str, into: str, of: str
) -> PrintableCounts:
    joined = numbers[lone] + numbers[into]
    left = next(way for way in numbers if way not in (lone, into))
    pair = [way for way in ("up", "same", "down") if way in (lone, into)]
    both = f"{words[pair[0]]} or {words[pair[1]]}".replace("rate this ", "")
    plain = words[left].replace("rate this ", "")
    first = f"{numbers[left]} rate" if numbers[left] else "nobody rates"
    sentence = f"{of}{first} this {plain} and {joined} {both}."
    shown: dict[str, int | None] = dict.fromkeys(numbers)
    shown[left] = numbers[left]
    return PrintableCounts(shown["up"], shown["same"], shown["down"], sentence)
