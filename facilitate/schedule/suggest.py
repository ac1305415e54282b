"""Exercises worth doing: for the lowest themes, the time and the people there are."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from facilitate.audit.finding import Finding, findings_for
from facilitate.audit.findings import GroupTheme, PairTheme
from facilitate.figures import points
from facilitate.load.library import Library
from facilitate.load.plan import Plan
from facilitate.model import Exercise, Questions
from facilitate.recipient import Recipient
from facilitate.structs import Struct


class Wish(Struct, kw_only=True):
    """A theme that wants work: its id, its name, and why in words (`mean 2.4, n = 15`)."""

    themes: tuple[str, ...]
    name: str
    why: str = ""


class Suggestion(Struct, kw_only=True):
    """An exercise and the reason for it in one line; a higher score comes first."""

    exercise: Exercise
    reason: str
    score: float


class SuggestContext(Struct, kw_only=True):
    """What there is to work with: minutes and people (0: any), what was used.

    `given` are the threads that the programme and its exercises leave behind.
    """

    minutes: int = 0
    people: int = 0
    capital: str = ""
    used: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


def suggest(
    library: Library, wishes: Sequence[Wish], frame: SuggestContext, *, most: int = 5
) -> tuple[Suggestion, ...]:
    """Return at most so many exercises, best first; of equals those that best fill the minutes.

    Earlier wishes weigh more. Exercises that need trust or training are never among them, nor
    those that were used already, do not fit the minutes or the people, or start from something
    that nobody has made.
    """
    found = [
        Suggestion(exercise=one, reason=_reason(one, wishes, frame), score=_score(one, wishes))
        for one in library.exercises.values()
        if _fits(one, frame) and (not wishes or _score(one, wishes) > 0)
    ]

    def rank(one: Suggestion) -> tuple[float, int, str]:
        return -one.score, abs(one.exercise.time - frame.minutes), one.exercise.id

    return tuple(sorted(found, key=rank)[:most])


def _fits(exercise: Exercise, frame: SuggestContext) -> bool:
    if exercise.opt_in or exercise.id in frame.used:
        return False
    if frame.minutes and exercise.range[0] > frame.minutes:
        return False
    if frame.people and not exercise.people[0] <= frame.people <= exercise.people[1]:
        return False
    if frame.capital and frame.capital not in exercise.capital:
        return False
    return set(exercise.uses) <= frame.given


def _score(exercise: Exercise, wishes: Sequence[Wish]) -> float:
    """Return the weights of the wishes it works on; first 1, then 1/2, 1/3; its own focus counts.

    An exercise that lists a theme first works on it more than one that lists it last.
    """
    score = 0.0
    for place, wish in enumerate(wishes, 1):
        ranks = [exercise.themes.index(t) for t in wish.themes if t in exercise.themes]
        if ranks:
            score += 1 / place / (1 + 0.25 * min(ranks))
    return score


def _reason(exercise: Exercise, wishes: Sequence[Wish], frame: SuggestContext) -> str:
    on = [wish for wish in wishes if set(wish.themes) & set(exercise.themes)]
    works = " and ".join(f"{w.name}{f' ({w.why})' if w.why else ''}" for w in on)
    low, high = exercise.range
    time = f"{exercise.time} minutes"
    if frame.minutes and exercise.time > frame.minutes:
        time = f"can be done in {frame.minutes} of its {low} to {high} minutes"
    parts = [f"works on {works}" if works else exercise.purpose, time, "not used yet"]
    return "; ".join(parts)


def used_in(exercises: Iterable[Exercise]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the exercises done, and the threads that they leave behind."""
    done = tuple(exercises)
    return (
        frozenset(one.id for one in done),
        frozenset(word for one in done for word in one.gives),
    )


def wish_for(word: str, questions: Questions) -> Wish:
    """Return the wish for one theme, named by its id or by that of a theme of the questions."""
    for one in questions.dimensions:
        if one.id == word:
            return Wish(themes=tuple(one.themes), name=one.name)
    return Wish(themes=(word,), name=word)


AnyTheme = TypeVar("AnyTheme", bound=GroupTheme | PairTheme)

LOWEST = 3


def lowest(themes: Iterable[AnyTheme]) -> tuple[AnyTheme, ...]:
    """Return the lower half of the themes, three at most, lowest first, and no strength.

    Of three themes the best is not one of the lowest; of one it is itself.
    """
    in_order = sorted(themes, key=lambda one: (one.height, one.dimension))
    half = in_order[: min(LOWEST, max(1, len(in_order) // 2))]
    return tuple(one for one in half if "strength" not in one.label)


def lowest_themes(plan: Plan, findings: Iterable[Finding], reader: Recipient) -> list[Wish]:
    """Return the lowest themes of the last stock take that a reader may see, lowest first.

    A pair has its own where it shares them, and the group's otherwise.
    """
    theirs = findings_for(reader, findings)
    own = [found for found in theirs if isinstance(found, PairTheme)]
    themes: list[GroupTheme | PairTheme] = [*own]
    if not own:
        themes = [found for found in theirs if isinstance(found, GroupTheme)]
    takes = plan.programme.says.stock_takes
    last = max((found.wave for found in themes), key=lambda wave: takes.get(wave, 0), default="")
    of_last = [found for found in themes if found.wave == last]
    covers = {one.id: tuple(one.themes) for one in plan.questions.dimensions}
    return [
        Wish(
            themes=covers.get(found.dimension, ()),
            name=found.name,
            why=f"mean {points(found.mean)}, n = {found.n}",
        )
        for found in lowest(of_last)
    ]
