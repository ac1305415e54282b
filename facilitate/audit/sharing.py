"""The sharing rule: whose answers stand side by side, or on an own sheet, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Never

from facilitate.audit.context import AuditContext
from facilitate.audit.wave import SPONSORS, Respondent, Wave
from facilitate.figures import Shared, maker_of
from facilitate.model import Person
from facilitate.recipient import Recipient
from facilitate.structs import Struct

_share = maker_of(Shared, to=__name__)


@dataclass(frozen=True, slots=True, init=False)
class SharedAnswers:
    """The answers of a pair, or of one person, which its own pages may show; the rule says so.

    `scores` are the members' means by theme and role; empty where anybody's is missing. Nobody
    else makes such answers: they are what turns a number into a figure of that pair or person.
    """

    respondents: tuple[Respondent, ...]
    of: Recipient
    scores: Mapping[str, tuple[tuple[str, Shared], ...]]

    # `Never`: no call passes the type checker.
    def __init__(self, only_by_the_rule: Never) -> None:  # noqa: ARG002
        raise TypeError("only pairs_in() and own_answers() say what is shared")

    def figure(self, value: float) -> Shared:
        """Return a figure of these answers."""
        return _share(value, of=self.of)

    def maybe(self, value: float | None) -> Shared | None:
        """Return the same, or None of None."""
        return None if value is None else self.figure(value)


class PairInWave(Struct):
    """A pair with those who read its pages and those who were there when it answered.

    `present` is None where somebody came later. `readers` are the pair's own pages and each
    member. `shared` are its answers if it shares them, else nobody's. Sponsors make a pair of
    their own.
    """

    id: str
    members: tuple[Person, ...]
    present: tuple[Person, ...] | None
    readers: frozenset[Recipient]
    shared: SharedAnswers


def pairs_in(context: AuditContext, wave: Wave) -> tuple[PairInWave, ...]:
    """Return every pair that has somebody in it, then the sponsors if they answered."""
    groups = [
        (pair, context.members(pair), context.present(pair, wave))
        for pair in context.programme.pairs
    ]
    if wave.sponsors:
        sponsors = tuple(person for person in context.people.values() if not person.pair)
        groups.append((SPONSORS, sponsors, sponsors))
    found = []
    for id_, members, present in groups:
        of = Recipient("pair", id_)
        sharing = _side_by_side(context, wave, id_, present or ())
        if members:
            found.append(
                PairInWave(
                    id=id_,
                    members=members,
                    present=present,
                    readers=frozenset({of, *(one.reader for one in members)}),
                    shared=_answers(context, wave, sharing, of),
                )
            )
    return tuple(found)


def _side_by_side(
    context: AuditContext, wave: Wave, pair: str, people: Sequence[Person]
) -> Sequence[Person]:
    """Return the members if each answered, was free to choose `both partners`, and did.

    Else it is nobody's at all. Whoever reports to the partner is free only once asked alone.
    """
    if pair in context.to_ask:
        return ()
    all_do = all(
        person.reader in wave.by_reader and context.share_of(person.reader) == "both partners"
        for person in people
    )
    return people if all_do else ()


def own_answers(context: AuditContext, wave: Wave, person: Person) -> SharedAnswers | None:
    """Return a person's own answers for the own sheet; None if there are none, or not wanted."""
    if person.reader not in wave.by_reader or context.share_of(person.reader) == "group only":
        return None
    return _answers(context, wave, (person,), person.reader)


def _answers(
    context: AuditContext, wave: Wave, people: Sequence[Person], of: Recipient
) -> SharedAnswers:
    respondents = tuple(wave.by_reader[person.reader] for person in people)
    scores = {}
    for theme in (dimension.id for dimension in context.questions.dimensions):
        given = [(one.role, one.means[theme]) for one in respondents]
        known = tuple((role, _share(score, of=of)) for role, score in given if score is not None)
        scores[theme] = known if len(known) == len(given) else ()
    found = object.__new__(SharedAnswers)
    for name, value in (("respondents", respondents), ("of", of), ("scores", scores)):
        object.__setattr__(found, name, value)
    return found
