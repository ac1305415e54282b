"""Preference letters that people chose to share: own, a pair's side by side, the group's counts.

No items, no scoring, no descriptions and nothing inferred: what a blank is stays a blank. Letters
are never joined with answers of a stock take; they belong to no wave.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitate.audit.context import to_oneself
from facilitate.audit.finding import Finding, Rule
from facilitate.model import Person, Programme, Sharing
from facilitate.model.attendance import to_be_asked_alone
from facilitate.recipient import FACILITATOR, GROUP, Recipient

TABLE: tuple[tuple[str, ...], ...] = (
    ("ISTJ", "ISFJ", "INFJ", "INTJ"),
    ("ISTP", "ISFP", "INFP", "INTP"),
    ("ESTP", "ESFP", "ENFP", "ENTP"),
    ("ESTJ", "ESFJ", "ENFJ", "ENTJ"),
)
"""The customary order of the sixteen, four rows of four."""
METHOD = "letters as given"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLetters(Finding):
    """The two to four letters that a person gave, for that person alone."""

    rules = (Rule("letters", "own", after="given"),)

    letters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLetters(Finding):
    """A pair's letters by role, place by place: those all have in common, and those that differ."""

    rules = (Rule("letters", "partner", "letters side by side", after="all said yes"),)

    members: tuple[tuple[str, str], ...]
    common: tuple[str, ...]
    different: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLetters(Finding):
    """How many people gave which letters, most first; nobody's name."""

    rules = (Rule("letters", "group", "tally", after="all agreed", least="people"),)

    counts: tuple[tuple[str, int], ...]


def letters_of(
    programme: Programme, sharing: Mapping[str, Sharing], *, on: date, minimum: int = 5
) -> tuple[Finding, ...]:
    """Return what preference letters say on a day, each finding with its readers.

    A person's letters are the person's own. A pair's stand side by side only if every member
    shares them and gave equally many, and each was asked alone where one reports to another. The
    group's are counted only if everybody who shares agreed to be counted, and at least `minimum`
    (never fewer than 3) did.
    """
    there = [one for one in programme.people if one.there_on(on)]
    given = {
        one.id: sharing[one.id].letters
        for one in there
        if one.id in sharing and sharing[one.id].type_letters and sharing[one.id].letters
    }
    found: list[Finding] = [_own(one, given[one.id]) for one in there if one.id in given]
    to_ask = to_be_asked_alone(programme)
    for pair in (one for one in programme.pairs if one not in to_ask):
        found += _of_pair(pair, [one for one in there if one.pair == pair], given)
    agreed = all(sharing[person].letters_counted for person in given)
    if agreed and len(given) >= max(3, minimum):
        found.append(_of_group(given, len(there)))
    return tuple(found)


def _own(person: Person, letters: str) -> PersonLetters:
    reader = person.reader
    return PersonLetters(
        id=f"letters/person/{person.id}",
        **to_oneself("", reader),
        n=1,
        method=METHOD,
        letters=letters,
    )


def _of_pair(
    pair: str, members: Sequence[Person], given: Mapping[str, str]
) -> tuple[PairLetters, ...]:
    theirs = [given.get(one.id, "") for one in members]
    if len(members) < 2 or not all(theirs) or len({len(letters) for letters in theirs}) > 1:
        return ()
    places = list(zip(*theirs, strict=True))
    reader = Recipient("pair", pair)
    return (
        PairLetters(
            id=f"letters/pair/{pair}",
            wave="",
            subject=reader,
            readers=frozenset({reader}),
            n=len(members),
            asked=len(members),
            method=METHOD,
            members=tuple((one.role, given[one.id]) for one in members),
            common=tuple(place[0] for place in places if len(set(place)) == 1),
            different=tuple(place for place in places if len(set(place)) > 1),
        ),
    )


def _of_group(given: Mapping[str, str], asked: int) -> GroupLetters:
    counts = Counter(given.values())
    return GroupLetters(
        id="letters/group",
        wave="",
        subject=GROUP,
        readers=frozenset({GROUP, FACILITATOR}),
        n=len(given),
        asked=asked,
        method=METHOD,
        counts=tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
    )
