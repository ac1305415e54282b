"""The group's own words: free lists by what comes first and most, and quotes that were cleared."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from random import Random
from typing import Literal

from facilitate.audit.comments import MASK
from facilitate.audit.context import WORDS_NEED, AuditContext
from facilitate.audit.disclosure import Release, cleared, total
from facilitate.audit.findings import Finding, GroupVoice, MethodNote, Quote
from facilitate.audit.group import MeasureResult, measure, withheld
from facilitate.audit.scores import percentile_interval
from facilitate.audit.wave import Wave
from facilitate.load.voices import Voice
from facilitate.model.questions import Prompt
from facilitate.recipient import FACILITATOR, GROUP

Repeats = Literal["dedupe", "keep-length"]

NAMED_BY = 3
"""An entry that fewer people named is not printed in its own words."""

NOTHING = frozenset({"nothing", "none", "no", "n/a", "-", "nil"})
"""An answer that says that there is nothing to list: it counts as a list without entries."""

_LEADING_MARK = re.compile(r"^\s*(?:\d{1,3}\s*[.):]|[-–—•*·])\s*")


def cleaned(entry: str) -> str:
    """Return an entry as it is compared: without number or bullet, folded, single spaces."""
    return plain(entry).casefold()


def plain(entry: str) -> str:
    """Return an entry as it may be printed: without number or bullet, single spaces."""
    return " ".join(_LEADING_MARK.sub("", entry).split()).strip(" .;,")


def spelled(cells: Iterable[str | None]) -> dict[str, str]:
    """Return, for each cleaned entry, the way in which most people wrote it."""
    found: dict[str, Counter[str]] = {}
    for cell in cells:
        for entry in (cell or "").split("|"):
            found.setdefault(cleaned(entry), Counter())[plain(entry)] += 1
    return {
        word: min(ways, key=lambda way: (-ways[way], way)) for word, ways in found.items() if word
    }


def entries(cell: str | None) -> tuple[str, ...] | None:
    """Return the cleaned entries of one cell in their order; None if the person skipped it.

    Entries are parted by `|`. A person who wrote that there is nothing has a list of none.
    """
    if cell is None or not cell.strip():
        return None
    found = tuple(filter(None, (cleaned(entry) for entry in cell.split("|"))))
    return () if set(found) <= NOTHING else found


def rank_slips(ranks: Sequence[int]) -> str:
    """Return what is wrong with the ranks of one list, in words; empty if they run 1, 2, 3.

    Rank-coded lists with a wrong order, gaps or double ranks are refused, never mended.
    """
    if len(set(ranks)) < len(ranks):
        twice = next(rank for rank, count in Counter(ranks).items() if count > 1)
        return f"rank {twice} is there twice"
    wanted = list(range(1, len(ranks) + 1))
    if sorted(ranks) != wanted:
        missing = next(rank for rank in wanted if rank not in ranks)
        return f"rank {missing} is missing"
    return "" if list(ranks) == wanted else "the ranks are not in order"


@dataclass(frozen=True, slots=True)
class Salience:
    """One entry: S and share from 0 to 1, mean rank from 1, Sutrop's index from 0 to 1."""

    word: str
    smith_s: float
    frequency: int
    share: float
    mean_rank: float
    sutrop: float


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries, the most salient first, and N: people who gave a list, even an empty one."""

    n: int
    items: tuple[Salience, ...]


def _ranks(entries_: Sequence[str], repeats: Repeats) -> tuple[dict[str, int], int]:
    """Return each entry's rank in one list, and the list's length."""
    if repeats == "dedupe":
        unique = list(dict.fromkeys(entries_))
        return {entry: number for number, entry in enumerate(unique, 1)}, len(unique)
    ranks: dict[str, int] = {}
    for number, entry in enumerate(entries_, 1):
        ranks.setdefault(entry, number)
    return ranks, len(entries_)


def salience(lists: Sequence[Sequence[str] | None], *, repeats: Repeats = "dedupe") -> Listing:
    """Return Smith's S of every entry over N lists; a list that is None was skipped.

    For a list of L entries and rank R, s = (L - R + 1) / L, 0 if absent; S = sum of s / N.
    `dedupe` takes ranks and length after removing repeats, `keep-length` before. No list at all
    gives no items. Source: Smith (1993), Cultural Anthropology Methods 5, 1-3; Smith & Borgatti
    (1997), Journal of Linguistic Anthropology 7, 208-209; Sutrop (2001), Field Methods 13,
    263-276.
    """
    weights, ranks = _weights(lists, repeats)
    n = sum(one is not None for one in lists)
    items = []
    for word, given in weights.items():
        average = fsum(ranks[word]) / len(given)
        items.append(
            Salience(
                word=word,
                smith_s=fsum(given) / n,
                frequency=len(given),
                share=len(given) / n,
                mean_rank=average,
                sutrop=len(given) / (n * average),
            )
        )
    items.sort(key=lambda item: (-round(item.smith_s, 12), -item.frequency, item.word))
    return Listing(n, tuple(items))


def _weights(
    lists: Sequence[Sequence[str] | None], repeats: Repeats
) -> tuple[dict[str, list[float]], dict[str, list[int]]]:
    weights: dict[str, list[float]] = {}
    ranks: dict[str, list[int]] = {}
    for one in lists:
        placed, length = _ranks(one or (), repeats)
        for word, rank in placed.items():
            weights.setdefault(word, []).append((length - rank + 1) / length)
            ranks.setdefault(word, []).append(rank)
    return weights, ranks


def salience_interval(
    lists: Sequence[Sequence[str] | None], word: str, *, seed: int
) -> tuple[float, float]:
    """Return the 95 % bootstrap percentile interval of an entry's S, 0 to 1, over lists.

    Source: Efron (1979), Annals of Statistics 7, 1-26. Needs at least one list.
    """
    values = []
    for one in lists:
        if one is not None:
            placed, length = _ranks(one, "dedupe")
            values.append((length - placed[word] + 1) / length if word in placed else 0.0)
    return percentile_interval(values, seed=seed, level=0.95)


METHOD = "Smith's S over all who gave a list; repeats removed; the same words counted together"

QUOTES_NEED = 3
"""Fewer cleared words than this are not quoted at all: they would be somebody's."""


@measure
def list_findings(
    context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
) -> MeasureResult:
    """Return each free list of the group: entries that at least three people named.

    An entry's count is a total of those who gave a list, so it passes the disclosure test too.
    """
    found: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for prompt in context.questions.lists:
        column = f"list:{prompt.id}"
        lists = {one.id: entries(one.row.values.get(column)) for one in wave.respondents}
        given = {person: one for person, one in lists.items() if one is not None}
        if not given:
            continue
        verdict = cleared(
            [total("lists", wave.name, given)],
            earlier=earlier.get(column, ()),
            minimum=context.minimum,
            insiders=[frozenset({(wave.name, person)}) for person in given],
        )
        found += _listed(context, wave, prompt, given, shown=bool(verdict.shown))
        releases[column] = verdict.shown
    return MeasureResult(tuple(found), releases)


def _listed(
    context: AuditContext,
    wave: Wave,
    prompt: Prompt,
    lists: Mapping[str, tuple[str, ...]],
    *,
    shown: bool,
) -> Sequence[Finding]:
    listing = salience(list(lists.values()))
    if not shown:
        return [
            withheld(
                context,
                wave,
                prompt.text,
                reason="too_few" if listing.n < context.minimum else "would_disclose",
                n=listing.n,
                at=f"list/{prompt.id}",
            )
        ]
    words = spelled(one.row.values.get(f"list:{prompt.id}") for one in wave.respondents)
    named = [item for item in listing.items if item.frequency >= NAMED_BY and item.word != MASK]
    voice = GroupVoice(
        id=f"{wave.name}/group/list/{prompt.id}",
        wave=wave.name,
        subject=GROUP,
        readers=context.everyone,
        n=listing.n,
        asked=wave.asked,
        method=METHOD,
        question="Which of these could you do something about this month?",
        prompt=prompt.text,
        items=tuple((words[item.word], item.smith_s, item.share) for item in named),
    )
    return [voice, _list_note(context, wave, prompt, lists, listing)]


def _list_note(
    context: AuditContext,
    wave: Wave,
    prompt: Prompt,
    lists: Mapping[str, tuple[str, ...]],
    listing: Listing,
) -> MethodNote:
    figures: list[tuple[str, float | None]] = [("lists (N)", listing.n)]
    by_role = _by_role(context, lists)
    for item in listing.items:
        if item.frequency >= NAMED_BY:
            everyone, seed = list(lists.values()), context.programme.says.seed
            low, high = salience_interval(everyone, item.word, seed=seed)
            figures += [
                (f"S of {item.word}", item.smith_s),
                ("from", low),
                ("to", high),
                ("mean rank", item.mean_rank),
                ("Sutrop's index", item.sutrop),
                *((f"S, {role}", words.get(item.word, 0.0)) for role, words in by_role.items()),
            ]
    return MethodNote(
        id=f"{wave.name}/group/list/{prompt.id}/method",
        wave=wave.name,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=listing.n,
        asked=wave.asked,
        method=f"{METHOD}; 95 % bootstrap interval over lists",
        about=prompt.text,
        measure="free list",
        figures=tuple(figures),
        words=f"Entries named by fewer than {NAMED_BY} people are not told in their own words.",
    )


def _by_role(
    context: AuditContext, lists: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, float]]:
    """Return each entry's S by role group; nothing unless every group is large enough."""
    roles: dict[str, list[tuple[str, ...]]] = {}
    for person, one in lists.items():
        roles.setdefault(context.people[person].role, []).append(one)
    if len(roles) < 2 or any(len(group) < context.minimum for group in roles.values()):
        return {}
    return {
        role: {item.word: item.smith_s for item in salience(group).items}
        for role, group in roles.items()
    }


def quote_findings(
    context: AuditContext, wave: Wave, voices: Sequence[Voice], *, is_first: bool
) -> tuple[Quote, ...]:
    """Return the cleared words of a stock take in an order that tells nothing.

    Only for a group of at least eight who answered, and at least three voices. Words that name no
    stock take belong to the first.
    """
    mine = [voice for voice in voices if (voice.wave or is_first * wave.name) == wave.name]
    cleared = sorted((one for one in mine if one.cleared and one.words), key=lambda one: one.code)
    if len(wave.respondents) < max(WORDS_NEED, context.minimum) or len(cleared) < QUOTES_NEED:
        return ()
    Random(context.programme.says.seed).shuffle(cleared)  # noqa: S311 - an order, not a secret
    dimensions = {
        theme: dimension.id
        for dimension in reversed(context.questions.dimensions)
        for theme in (*dimension.themes, dimension.id)
    }
    return tuple(
        Quote(
            id=f"{wave.name}/group/quote/{number}",
            wave=wave.name,
            subject=GROUP,
            readers=context.everyone,
            n=len(wave.respondents),
            asked=wave.asked,
            method="cleared words, in an order drawn by lot",
            dimension=dimensions.get(voice.theme, voice.theme),
            words=voice.words,
        )
        for number, voice in enumerate(cleared, 1)
    )
