"""Preference letters as pages show them: each beside what it means in plain words of our own.

They stand on pages beside results and are never joined with them: nothing is worked out of both.
"""

from collections.abc import Sequence

from facilitate.audit.preference_letters import TABLE, GroupLetters, PairLetters, PersonLetters
from facilitate.compose.day_context import DayContext
from facilitate.recipient import Recipient
from facilitate.structs import Struct

SIXTEEN = frozenset(letters for row in TABLE for letters in row)
"""What has a meaning in our words; letters of another kind stand as they were given."""


class LetterCount(Struct, kw_only=True):
    """Letters, and how many people gave them (0 to all)."""

    letters: str
    count: int


class MemberLetters(Struct, kw_only=True):
    """The letters of one member of a pair."""

    role: str
    mark: str
    letters: str
    owner: str


class MeantLetter(Struct, kw_only=True):
    """One letter, and what somebody who gave it likes to do."""

    letter: str
    words: str
    owner: str


class WayView(Struct, kw_only=True):
    """A part of work, and how each of those who read likes to do it; `alike` if all the same."""

    about: str
    of: tuple[MeantLetter, ...]
    alike: bool


class LettersView(Struct, kw_only=True):
    """What preference letters say to one reader; `any` is no where they say nothing.

    `own` are a person's; `members`, `common` and `different` (`E and I`) a pair's; `counts` and
    `table` (four rows of four, if all letters are of the sixteen) the group's, of `n` people.
    `ways` are four if all letters are of the sixteen, else none: a person's or a pair's own, or on
    pages for all what each letter means.
    """

    any: bool
    own: str = ""
    members: tuple[MemberLetters, ...] = ()
    common: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    counts: tuple[LetterCount, ...] = ()
    table: tuple[tuple[LetterCount, ...], ...] = ()
    n: int = 0
    ways: tuple[WayView, ...] = ()
    owner: str = ""


def letters_view(context: DayContext, reader: Recipient) -> LettersView:
    """Return what a reader may see of preference letters."""
    for one in context.by_reader.get(reader, ()):
        if isinstance(one, PersonLetters) and reader.kind == "person":
            ways = _ways(context, [one.letters], reader.id)
            return LettersView(any=True, own=one.letters, ways=ways, owner=reader.id)
        if isinstance(one, PairLetters) and reader.kind == "pair":
            return _pair(context, one, reader.id)
        if isinstance(one, GroupLetters):
            return _group(context, one)
    return LettersView(any=False)


def _ways(context: DayContext, given: Sequence[str], owner: str = "") -> tuple[WayView, ...]:
    """Return what letters mean, part of work by part of work; nothing of another kind."""
    if not SIXTEEN.issuperset(given):
        return ()
    means = context.words["letters mean"]
    return tuple(
        WayView(
            about=about,
            of=tuple(MeantLetter(letter=one, words=said[one], owner=owner) for one in place),
            alike=len(set(place)) == 1,
        )
        for (about, said), place in zip(means.items(), zip(*given, strict=True), strict=True)
    )


def _pair(context: DayContext, found: PairLetters, owner: str) -> LettersView:
    return LettersView(
        any=True,
        members=tuple(
            MemberLetters(
                role=context.wording.role(role),
                mark=context.mark(role),
                letters=letters,
                owner=owner,
            )
            for role, letters in found.members
        ),
        common=found.common,
        different=tuple(context.wording.listed(place) for place in found.different),
        ways=_ways(context, [letters for _, letters in found.members], owner),
        owner=owner,
    )


def _group(context: DayContext, found: GroupLetters) -> LettersView:
    counts = dict(found.counts)
    rows = TABLE if SIXTEEN.issuperset(counts) else ()
    return LettersView(
        any=True,
        counts=tuple(LetterCount(letters=one, count=n) for one, n in found.counts),
        table=tuple(
            tuple(LetterCount(letters=one, count=counts.get(one, 0)) for one in row) for row in rows
        ),
        n=found.n,
        ways=_ways(context, ["ISTJ", "ENFP"]) if rows else (),
    )
