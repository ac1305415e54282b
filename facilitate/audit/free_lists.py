"""Free lists in the group's own words: what comes first and most, and who may be told of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from facilitate.audit.context import AuditContext, to_facilitator
from facilitate.audit.disclosure import Cleared, Release, cleared, total
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupVoice,
    MethodNote,
    Reason,
    RoleList,
)
from facilitate.audit.group import MeasureResult, measure, withheld
from facilitate.audit.masking import MASK
from facilitate.audit.scores import percentile_interval
from facilitate.audit.wave import Wave
from facilitate.model.questions import Prompt
from facilitate.structs import Struct

NAMED_BY = 3
"""An entry that fewer people named is not printed in its own words."""


def most_told(n: int) -> int:
    """Return the highest number, of n people who named something, that is told as it is.

    Above it only that it was so many or more: if all but one were told, whoever did not name it
    would know that every other did.
    """
    return n - 3


NOTHING = frozenset({"nothing", "none", "no", "n/a", "-", "nil"})
"""An answer that says that there is nothing to list: it counts as a list without entries."""

_LEADING_MARK = re.compile(r"^\s*(?:\d{1,3}\s*[.):]|[-–—•*·])\s*")


METHOD = "Smith's S over all who gave a list; repeats removed; the same words counted together"

LISTS = "lists"


def as_compared(entry: str) -> str:
    """Return an entry as it is compared: without number or bullet, folded, single spaces."""
    return as_printed(entry).casefold()


def as_printed(entry: str) -> str:
    """Return an entry as it may be printed: without number or bullet, single spaces."""
    return " ".join(_LEADING_MARK.sub("", entry).split()).strip(" .;,")


def usual_spellings(cells: Iterable[str | None]) -> dict[str, str]:
    """Return, for each entry as it is compared, the way in which most people wrote it."""
    found: dict[str, Counter[str]] = {}
    for cell in cells:
        for entry in (cell or "").split("|"):
            found.setdefault(as_compared(entry), Counter())[as_printed(entry)] += 1
    return {
        word: min(ways, key=lambda way: (-ways[way], way)) for word, ways in found.items() if word
    }


def entries(cell: str | None) -> tuple[str, ...] | None:
    """Return a cell's entries as they are compared, in order; None if the person skipped it.

    Entries are parted by `|`. A person who wrote that there is nothing has a list of none.
    """
    if cell is None or not cell.strip():
        return None
    found = tuple(filter(None, (as_compared(entry) for entry in cell.split("|"))))
    return () if set(found) <= NOTHING else found


class Salience(Struct):
    """One entry: Smith's S from 0 to 1, and how many people named it."""

    word: str
    smith_s: float
    frequency: int


class Listing(Struct):
    """All entries, the most salient first, and N: people who gave a list, even an empty one."""

    n: int
    items: tuple[Salience, ...]


def _weights(entries_: Sequence[str]) -> dict[str, float]:
    """Return s of each entry of one list, (L - R + 1) / L; repeats are removed first."""
    unique = list(dict.fromkeys(entries_))
    return {entry: (len(unique) - at) / len(unique) for at, entry in enumerate(unique)}


def smiths_s(lists: Sequence[Sequence[str] | None]) -> Listing:
    """Return Smith's S of every entry over N lists; a list that is None was skipped.

    For a list of L entries and rank R, s = (L - R + 1) / L, 0 if absent; S = sum of s / N. Ranks
    and length are taken after removing repeats. No list at all gives no items.
    Source: Smith (1993), Cultural Anthropology Methods 5, 1-3; Smith & Borgatti (1997), Journal
    of Linguistic Anthropology 7, 208-209.
    """
    given = [_weights(one) for one in lists if one is not None]
    weights: dict[str, list[float]] = {}
    for one in given:
        for word, weight in one.items():
            weights.setdefault(word, []).append(weight)
    items = [Salience(word, fsum(of) / len(given), len(of)) for word, of in weights.items()]
    items.sort(key=lambda item: (*_before(item), item.word))
    return Listing(len(given), tuple(items))


def _before(item: Salience) -> tuple[float, int]:
    """Return what puts an entry before others; where it is the same for two, neither is first."""
    return -round(item.smith_s, 12), -item.frequency


def salience_interval(
    lists: Sequence[Sequence[str] | None], word: str, *, seed: int
) -> tuple[float, float]:
    """Return the 95 % bootstrap percentile interval of an entry's S, 0 to 1, over lists.

    Source: Efron (1979), Annals of Statistics 7, 1-26. Needs at least one list.
    """
    values = [_weights(one).get(word, 0.0) for one in lists if one is not None]
    return percentile_interval(values, seed=seed, level=0.95)


class GivenLists(Struct):
    """One free list as people gave it: their cells with `|` between entries, and their roles.

    None is a list that was skipped. `spoken` says that it was given in conversation.
    """

    prompt: Prompt
    cells: Mapping[str, str | None]
    roles: Mapping[str, str]
    spoken: bool = False

    @property
    def variable(self) -> str:
        """What the ledger calls it, and what its id ends in."""
        return f"{'said' if self.spoken else 'list'}:{self.prompt.id}"


@measure
def list_findings(
    context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
) -> MeasureResult:
    """Return each free list of the group: entries that at least three people named.

    An entry's count is a total of those who gave a list, so it passes the disclosure test too.
    """
    roles = {one.id: one.role for one in wave.respondents}
    given = (
        GivenLists(
            prompt,
            {one.id: one.row.values.get(f"list:{prompt.id}") for one in wave.respondents},
            roles,
        )
        for prompt in context.questions.lists
    )
    return given_lists(context, wave, given, earlier=earlier)


def given_lists(
    context: AuditContext,
    wave: Wave,
    given: Iterable[GivenLists],
    *,
    earlier: Mapping[str, Sequence[Release]],
) -> MeasureResult:
    """Return the findings of free lists; one that nobody gave has none."""
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for one in given:
        every = {person: entries(cell) for person, cell in one.cells.items()}
        lists = {person: each for person, each in every.items() if each is not None}
        if not lists:
            continue
        by_role = _given_by_role(context, one, lists)
        verdict = cleared(
            [
                total(LISTS, wave.name, lists),
                *(total(role, wave.name, who) for role, who in by_role.items()),
            ],
            earlier=earlier.get(one.variable, ()),
            minimum=context.minimum,
            insiders=[frozenset({(wave.name, person)}) for person in lists],
        )
        of_roles = {role: smiths_s([lists[x] for x in who]) for role, who in by_role.items()}
        found += _Listed(context, wave, one, lists, verdict, of_roles).findings()
        releases[one.variable] = verdict.shown
    return MeasureResult(tuple(found), releases)


class _Listed(Struct):
    """A free list of the group: who gave what, what may be told of it, and it by role."""

    context: AuditContext
    wave: Wave
    given: GivenLists
    lists: Mapping[str, tuple[str, ...]]
    verdict: Cleared
    of_roles: Mapping[str, Listing]

    def findings(self) -> Sequence[Finding]:
        """Return the list and its note, or that it is not shown."""
        given, verdict = self.given, self.verdict
        listing = smiths_s(list(self.lists.values()))
        at = given.variable.replace(":", "/")
        if LISTS not in verdict.ids:
            few = listing.n < self.context.minimum
            reason: Reason = "too_few" if few else "would_disclose"
            where = (self.context, self.wave, given.prompt.text)
            return [withheld(*where, reason=reason, n=listing.n, at=at, said=True)]
        words = usual_spellings(given.cells.values())
        apart = self.of_roles if set(self.of_roles) <= verdict.ids else {}
        named = [item for item in listing.items if item.frequency >= NAMED_BY and item.word != MASK]
        voice = GroupVoice(
            id=f"{self.wave.name}/group/{at}",
            **self.context.to_everyone(self.wave),
            n=listing.n,
            method=METHOD,
            question="Which of these could you do something about this month?",
            prompt=given.prompt.text,
            items=tuple(
                (
                    words[item.word],
                    verdict.published(LISTS, item.frequency)
                    if item.frequency <= most_told(listing.n)
                    else None,
                )
                for item in named
            ),
            tied=len({_before(item) for item in named[:2]}) < len(named[:2]),
            spoken=given.spoken,
            roles=_side_by_side(apart, words, verdict),
        )
        return [voice, self._note(listing, at)]

    def _note(self, listing: Listing, at: str) -> MethodNote:
        everyone, seed = list(self.lists.values()), self.context.programme.says.seed
        figures: list[tuple[str, float | None]] = [("lists (N)", listing.n)]
        by_role = {
            role: {item.word: item.smith_s for item in one.items}
            for role, one in self.of_roles.items()
        }
        for item in listing.items:
            if item.frequency >= NAMED_BY:
                low, high = salience_interval(everyone, item.word, seed=seed)
                figures += [
                    (f"S of {item.word}", item.smith_s),
                    ("from", low),
                    ("to", high),
                    *((f"S, {role}", words.get(item.word, 0.0)) for role, words in by_role.items()),
                ]
        return MethodNote(
            id=f"{self.wave.name}/group/{at}/method",
            **to_facilitator(self.wave),
            n=listing.n,
            method=f"{METHOD}; 95 % bootstrap interval over lists",
            about=self.given.prompt.text,
            measure="free list",
            figures=self.verdict.figures(LISTS, figures),
            words=f"Entries named by fewer than {NAMED_BY} people are not told in their own words.",
        )


def _given_by_role(
    context: AuditContext, given: GivenLists, lists: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return who gave a list, by role; nothing unless every role group is large enough."""
    roles: dict[str, list[str]] = {}
    for person in lists:
        roles.setdefault(given.roles[person], []).append(person)
    few = any(len(group) < context.minimum for group in roles.values())
    order = (role for role in context.programme.says.roles if role in roles)
    return {} if few or len(roles) < 2 else {role: roles[role] for role in order}


def may_tell_roles(named: Mapping[str, tuple[int, int]]) -> bool:
    """Say whether counts may be told by role, each with how many could be counted: all, or none.

    A count may be told that is nobody, or three people or more and not nearly all. A part that is
    missing could be worked out from the whole and the rest.
    """
    return all(count == 0 or NAMED_BY <= count <= most_told(of) for count, of in named.values())


def _side_by_side(
    listings: Mapping[str, Listing], words: Mapping[str, str], verdict: Cleared
) -> tuple[RoleList, ...]:
    """Return each role group's list, most salient first; entries that no role's count tells."""
    counts = {
        role: {item.word: item.frequency for item in listing.items}
        for role, listing in listings.items()
    }

    def told(word: str) -> bool:
        named = {role: (counts[role].get(word, 0), one.n) for role, one in listings.items()}
        return word != MASK and may_tell_roles(named)

    return tuple(
        RoleList(
            role=role,
            n=listing.n,
            items=tuple(
                (words[item.word], verdict.published(role, item.frequency))
                for item in listing.items
                if told(item.word)
            ),
        )
        for role, listing in listings.items()
    )
