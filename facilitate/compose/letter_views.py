"""Preference letters as a template sees them: one's own, a pair's two, the group's counts."""

from dataclasses import dataclass

from facilitate.audit.letters import TABLE, GroupLetters, PairLetters, PersonLetters
from facilitate.compose.world import World
from facilitate.recipient import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCount:
    """Letters, and how many people gave them (0 to all)."""

    letters: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLetters:
    """The letters of one member of a pair."""

    role: str
    mark: str
    letters: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersView:
    """What preference letters say to one reader; `any` is no where they say nothing.

    `own` are a person's; `members`, `common` and `different` (`E and I`) a pair's; `counts` and
    `table` (four rows of four, if all letters are of the sixteen) the group's, of `n` people.
    """

    any: bool
    own: str = ""
    members: tuple[MemberLetters, ...] = ()
    common: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    counts: tuple[LetterCount, ...] = ()
    table: tuple[tuple[LetterCount, ...], ...] = ()
    n: int = 0
    owner: str = ""


def letters_view(world: World, reader: Recipient) -> LettersView:
    """Return what a reader may see of preference letters."""
    for one in world.by_reader.get(reader, ()):
        if isinstance(one, PersonLetters) and reader.kind == "person":
            return LettersView(any=True, own=one.letters, owner=reader.id)
        if isinstance(one, PairLetters) and reader.kind == "pair":
            return _pair(world, one, reader.id)
        if isinstance(one, GroupLetters):
            return _group(one)
    return LettersView(any=False)


def _pair(world: World, found: PairLetters, owner: str) -> LettersView:
    return LettersView(
        any=True,
        members=tuple(
            MemberLetters(role=role, mark=world.mark(role), letters=letters, owner=owner)
            for role, letters in found.members
        ),
        common=found.common,
        different=tuple(world.wording.listed(place) for place in found.different),
        owner=owner,
    )


def _group(found: GroupLetters) -> LettersView:
    counts = dict(found.counts)
    sixteen = {letters for row in TABLE for letters in row}
    rows = TABLE if set(counts) <= sixteen else ()
    return LettersView(
        any=True,
        counts=tuple(LetterCount(letters=one, count=n) for one, n in found.counts),
        table=tuple(
            tuple(LetterCount(letters=one, count=counts.get(one, 0)) for one in row) for row in rows
        ),
        n=found.n,
    )
