"""The sharing rule: whose answers stand side by side, or on an own sheet, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Never

from facilitate.audit.context import AuditContext
from facilitate.audit.wave import SPONSORS, Respondent, Wave
from facilitate.figures import Shared, maker_of
from facilitate.model import Person
from facilitate.model.questions import Dimension
from facilitate.recipient import Recipient

_share = maker_of(Shared, to=__name__)


@dataclass(frozen=True, slots=True)
class PairInWave:
    """A pair with those who read its pages and those who were there when it answered.

    `present` is None where somebody came later. `readers` are the pair's own pages and each
    member. Sponsors make a pair of their own.
    """

    id: str
    members: tuple[Person, ...]
    present: tuple[Person, ...] | None
    readers: frozenset[Recipient]


def pairs_in(context: AuditContext, wave: Wave) -> tuple[PairInWave, ...]:
    """Return every pair that has somebody in it, then the sponsors if they answered."""
    found = [
        _pair_in_wave(pair, context.members(pair), context.present(pair, wave))
        for pair in context.programme.pairs
    ]
    if wave.sponsors:
        people = tuple(person for person in context.people.values() if not person.pair)
        found.append(_pair_in_wave(SPONSORS, people, people))
    return tuple(pair for pair in found if pair.members)


def _pair_in_wave(
    pair: str, members: tuple[Person, ...], present: tuple[Person, ...] | None
) -> PairInWave:
    readers = frozenset({Recipient("pair", pair), *(one.reader for one in members)})
    return PairInWave(pair, members, present, readers)


@dataclass(frozen=True, slots=True, init=False)
class SharedAnswers:
    """The answers of a pair, or of one person, which its own pages may show; the rule says so.

    Nobody else makes them: they are what turns a number into a figure of that pair or person.
    """

    respondents: tuple[Respondent, ...]
    of: Recipient

    # `Never`: no call passes the type checker.
    def __init__(self, only_by_the_rule: Never) -> None:  # noqa: ARG002
        raise TypeError("only shared_answers() and own_answers() say what is shared")

    def figure(self, value: float) -> Shared:
        """Return a figure of these answers."""
        return _share(value, of=self.of)

    def maybe(self, value: float | None) -> Shared | None:
        """Return the same, or None of None."""
        return None if value is None else self.figure(value)

    def scores(self, dimension: Dimension) -> tuple[tuple[str, float], ...]:
        """Return each member's mean on a theme by role; empty if anybody's is missing."""
        found = [(one.role, one.means[dimension.id]) for one in self.respondents]
        known = tuple((role, score) for role, score in found if score is not None)
        return known if len(known) == len(found) else ()

    def figures(self, scores: Sequence[tuple[str, float]]) -> tuple[tuple[str, Shared], ...]:
        """Return scores by role as figures."""
        return tuple((role, self.figure(score)) for role, score in scores)


def shared_answers(context: AuditContext, wave: Wave, pair: PairInWave) -> SharedAnswers:
    """Return the answers of all members if each was free to choose `both partners` and did.

    Else it is nobody's at all. Whoever reports to the partner is free only once asked alone.
    """
    answers = wave.by_reader
    present = pair.present or ()
    free = pair.id not in context.to_ask
    if not free or any(
        person.reader not in answers or context.share_of(person.reader) != "both partners"
        for person in present
    ):
        present = ()
    return _shared(tuple(answers[person.reader] for person in present), Recipient("pair", pair.id))


def own_answers(context: AuditContext, wave: Wave, person: Person) -> SharedAnswers | None:
    """Return a person's own answers for the own sheet; None if there are none, or not wanted."""
    own = wave.by_reader.get(person.reader)
    if own is None or context.share_of(person.reader) == "group only":
        return None
    return _shared((own,), person.reader)


def _shared(respondents: tuple[Respondent, ...], of: Recipient) -> SharedAnswers:
    found = object.__new__(SharedAnswers)
    object.__setattr__(found, "respondents", respondents)
    object.__setattr__(found, "of", of)
    return found
