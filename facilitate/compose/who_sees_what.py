"""Who sees what of the answers, and what can be worked out all the same: one source for all pages.

The numbers are those of the audit, so that no page promises what the audit does not do.
"""

from dataclasses import dataclass
from typing import Any

from facilitate.audit.context import FLOOR, WORDS_NEED
from facilitate.audit.voices import NAMED_BY, QUOTES_NEED
from facilitate.compose.filters import counted
from facilitate.compose.wording import Wording
from facilitate.model import Programme, Questions
from facilitate.model.attendance import reporting_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """One kind of answer, and where it may stand: in words, or a dash."""

    gave: str
    own: str
    pair: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSeesWhat:
    """Who sees what: a table with its `columns`, and sentences.

    `minimum` is the smallest group as a word. `words` says when people's own words are shown,
    `worked_out` what can be worked out all the same and until when minds can be changed; `alone`
    is empty unless in some pair one reports to another.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[SeenRow, ...]
    minimum: str
    words: str
    worked_out: str
    alone: str


def who_sees_what(programme: Programme, questions: Questions, wording: Wording) -> WhoSeesWhat:
    """Return who sees what of the answers to these questions."""
    words: dict[str, Any] = wording.words["who sees what"]
    numbers = limits(programme)
    people = sum(bool(one.pair) and not one.vacant for one in programme.people())
    reporting = bool(reporting_pairs(programme))
    pair = words["worked out of pairs reporting" if reporting else "worked out of pairs"]
    group = words["worked out of the group"].format(people=wording.people(people))
    return WhoSeesWhat(
        title=words["title"],
        columns=tuple(words["columns"]),
        rows=tuple(
            SeenRow(**{part: words_.format(**numbers) for part, words_ in row.items()})
            for kind, row in words["rows"].items()
            if _asked(kind, questions)
        ),
        minimum=numbers["minimum"],
        words=words["words"].format(**numbers),
        worked_out=" ".join((pair, group, words["change"])),
        alone=words["alone"] if reporting else "",
    )


def limits(programme: Programme) -> dict[str, str]:
    """Return the numbers below which nothing is shown, as words."""
    least = max(FLOOR, programme.says.minimum_group)
    return {
        "minimum": counted(least),
        "words": counted(max(WORDS_NEED, least)),
        "quotes": counted(QUOTES_NEED),
        "named": counted(NAMED_BY),
    }


def _asked(kind: str, questions: Questions) -> bool:
    """Say whether a kind of answer is asked for; kinds that no question brings always are."""
    brought = {
        "roles": questions.about_roles,
        "truths": questions.statements,
        "lists": questions.lists,
        "names": questions.ties,
        "line": [one for one in questions.comments if one.id == "partner"],
    }
    return bool(brought.get(kind, True))
