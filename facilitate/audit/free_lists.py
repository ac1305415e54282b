"""Free lists: what comes to mind first and most often, by Smith's S, in the group's own words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from facilitate.audit.bootstrap import percentile_interval

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
