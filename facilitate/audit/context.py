"""What every part of the audit rests on besides the answers: people, questions, choices, limits."""

from collections.abc import Mapping
from datetime import date

from facilitate.audit.finding import Addressed
from facilitate.audit.labels import Limits, limits_of
from facilitate.audit.wave import Wave, in_post_on
from facilitate.model import Person, Programme, Questions, Sharing
from facilitate.model.private import Share
from facilitate.model.questions import Dimension
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.structs import Struct

FLOOR = 3
"""No setting shows a group of fewer people than this."""

WORDS_NEED = 8
"""How many must have answered before a group's words are quoted."""

LOWEST_FIRST: tuple[Share, ...] = ("group only", "own answers", "both partners")


class AuditContext(Struct):
    """Everything the findings rest on besides the answers.

    `minimum` is the smallest group shown. `as_of` is the day that is being made, or another on
    which the same choices, posts and stock takes count: later choices count only where they share
    less. `posts` are each pair's members, vacant posts left out. `to_ask` are the pairs in which
    one reports to another and nobody was asked alone: nothing of theirs stands side by side.
    """

    programme: Programme
    questions: Questions
    sharing: Mapping[Recipient, Sharing]
    minimum: int
    limits: Limits
    as_of: date | None
    people: Mapping[str, Person]
    posts: Mapping[str, tuple[Person, ...]]
    everyone: frozenset[Recipient]
    to_ask: frozenset[str]

    def to_everyone(self, wave: Wave) -> Addressed:
        """Return the address of what everybody may read of the group."""
        return Addressed(wave=wave.name, subject=GROUP, readers=self.everyone, asked=wave.asked)

    def limits_for(self, dimension: Dimension) -> Limits:
        """Return the thresholds in points of the scale that a theme is answered on."""
        scale = dimension.scale
        return self.limits if scale is None else limits_of(self.questions, scale)

    def share_of(self, person: Recipient) -> Share:
        """Return what a person shares on the day: the default if nothing was chosen."""
        choice = self.sharing.get(person, Sharing())
        later = self.as_of and choice.since and choice.since > self.as_of
        if later:
            return min(choice.sharing, "own answers", key=LOWEST_FIRST.index)
        return choice.sharing

    def members(self, pair: str) -> tuple[Person, ...]:
        """Return the people who read a pair's pages: seated in it, and still there."""
        return tuple(person for person in self._came(pair) if not self._gone(person))

    def _came(self, pair: str) -> tuple[Person, ...]:
        return tuple(
            person
            for person in self.posts.get(pair, ())
            if not (self.as_of and person.joined and person.joined > self.as_of)
        )

    def _gone(self, person: Person) -> bool:
        return bool(self.as_of and person.left and person.left < self.as_of)

    def present(self, pair: str, wave: Wave) -> tuple[Person, ...] | None:
        """Return a pair's members on the day of a stock take; None if somebody came later.

        Whoever came later reads the pair's pages now, and may not see what a leaver answered.
        """
        if wave.day is None:
            return self.members(pair)
        if any(one.joined and one.joined > wave.day for one in self.members(pair)):
            return None
        return tuple(person for person in self._came(pair) if in_post_on(person, wave.day))


def to_facilitator(wave: Wave) -> Addressed:
    """Return the address of what the facilitator alone may read of the group."""
    readers = frozenset({FACILITATOR})
    return Addressed(wave=wave.name, subject=GROUP, readers=readers, asked=wave.asked)


def to_oneself(wave: str, reader: Recipient) -> Addressed:
    """Return the address of what is about one reader, and for nobody else."""
    return Addressed(wave=wave, subject=reader, readers=frozenset({reader}), asked=1)


def filled_posts(programme: Programme) -> dict[str, tuple[Person, ...]]:
    """Return each pair's members in the order written, without vacant posts."""
    found: dict[str, list[Person]] = {}
    for person in programme.people:
        if person.pair and not person.vacant:
            found.setdefault(person.pair, []).append(person)
    return {pair: tuple(people) for pair, people in found.items()}


def readers_of(programme: Programme) -> frozenset[Recipient]:
    """Return everybody: the group, the facilitator, each pair, each person, each sponsor."""
    found = {GROUP, FACILITATOR, *(Recipient("pair", pair) for pair in programme.pairs)}
    found |= {person.reader for person in programme.people}
    return frozenset(found)
