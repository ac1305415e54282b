"""What every finding is: whom it is about, who may read it, figures that a rule let out, no other.

`findings_for` is the only door out of the audit.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from inspect import get_annotations
from types import NoneType
from typing import Any, ClassVar, Literal, TypedDict

from facilitate.figures import Published, Shared, points
from facilitate.recipient import Recipient
from facilitate.structs import Struct, field_names

Given = Literal[
    "ratings", "roles", "truths", "lists", "comments", "talks", "names", "line", "letters"
]
"""What people give, of one kind."""

Reader = Literal["own", "partner", "group", "facilitator"]
"""Who reads what becomes of it: who gave it, whoever shares a pair, everybody, the facilitator."""


class Rule(Struct):
    """Who may read what is made of one kind of answer: the rule of a kind of finding.

    `shown` and `after` are keys of words: in which form it is shown, and after which yes of whom;
    empty where it is shown as it is, or needs none. `least` says of which people there have to be
    enough. `reported` says whether the report of the year has it, too.
    """

    given: Given
    to: Reader
    shown: str = ""
    after: str = ""
    least: Literal["", "people", "words", "role"] = ""
    reported: Literal["", "always", "if mutual views are"] = ""


PLAIN_NUMBERS: dict[str, str] = {
    "how many answered is told with every figure": "Finding.n RoleMean.n StatementCount.n "
    "RoleList.n RoleCount.n RoleCell.n TieCell.n",
    "how many were asked is known to all of them": "Finding.asked",
    "a place in an order that the page shows": "GroupTheme.rank PairTheme.rank PairChange.rank "
    "GroupChange.rank",
    "follows from how many themes there are": "GroupChange.enough",
    "follows from counts as they are printed": "GroupChange.lead",
    "how many statements a theme has": "PersonTheme.items",
    "how many of them one person answered, for that person alone": "PersonTheme.answered",
    "follows from how many answered": "TieCell.possible",
    "people who agreed that their letters be counted": "GroupLetters.counts",
}
"""Why a finding may hold a plain number, and the fields that may: of the class that has them."""

_MAY_BE_PLAIN = frozenset(" ".join(PLAIN_NUMBERS.values()).split())


Opening = Callable[[Any, str], Iterable[tuple[str, object]]]
"""How a value in a field of that name comes apart: its parts, each with the name of its field.

A field is named with the class that has it (`GroupTheme.rank`), so that no other kind's is meant.
"""


@cache
def _opening(kind: type) -> Opening | None:
    """Return how values of a kind come apart, None for what a finding holds in the end."""
    if issubclass(kind, tuple | list | set | frozenset):
        return lambda value, name: [(name, part) for part in value]
    if issubclass(kind, Mapping):
        return lambda value, name: [(name, pair) for pair in value.items()]
    names = field_names(kind)
    if names is not None and not issubclass(kind, Published | Shared | Recipient):
        own = [(_named(kind, name), name) for name in names]
        return lambda value, _: [(named, getattr(value, each)) for named, each in own]
    return None


def _named(kind: type, name: str) -> str:
    """Return a field's name with the class that says it: an own `n` is not every finding's."""
    return next(f"{of.__name__}.{name}" for of in kind.__mro__ if name in get_annotations(of))


def leaves_of(value: object) -> Iterator[tuple[str, object]]:
    """Yield what a finding holds in the end, each with the name of its field."""
    left = [("", value)]
    while left:
        field, part = left.pop()
        if opening := _opening(type(part)):  # type: ignore[arg-type]  # classes do have a hash
            left += opening(part, field)
        else:
            yield field, part


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding has.

    `id` is stable (`baseline/pair/crisis/trust`). `wave` is the stock take's name. `subject` is
    whom it is about; `readers` who may see it, which is no part of what it says. `n` answered of
    `asked`. `interval` is the 95 % (or stated) interval of the figure, or None. `question` is one
    open question for the room. `rules` say of the whole kind who may read it; a kind that holds
    nothing of an answer has none.
    """

    rules: ClassVar[tuple[Rule, ...]] = ()

    id: str
    wave: str
    subject: Recipient
    readers: frozenset[Recipient] = field(repr=False)
    n: int
    asked: int
    method: str
    interval: tuple[Published, Published] | None = None
    question: str = ""

    def __post_init__(self) -> None:
        """Raise `TypeError` for a number that no rule has let out, `ValueError` for a reader."""
        refuse_bare_numbers(self)
        refuse_other_readers(self)


class Addressed(TypedDict):
    """Of a finding: its stock take, whom it is about, who may read it, how many were asked."""

    wave: str
    subject: Recipient
    readers: frozenset[Recipient]
    asked: int


_MAY_READ: Mapping[Reader, frozenset[str]] = {
    "own": frozenset({"person", "sponsor"}),
    "partner": frozenset({"pair", "person", "sponsor"}),
    "facilitator": frozenset({"facilitator"}),
}
"""The kinds of readers that a rule allows; what is for the group may be read by anybody."""


def refuse_other_readers(finding: Finding) -> None:
    """Raise `ValueError` if somebody may read a finding whom the rules of its kind do not name."""
    for rule in finding.rules:
        allowed = _MAY_READ.get(rule.to)
        others = allowed and any(one.kind not in allowed for one in finding.readers)
        if others or (rule.to == "own" and finding.readers != {finding.subject}):
            raise ValueError(f"{finding.id} has readers whom the rule of its kind does not name")


_HOLDS_NO_NUMBER = (str, bool, NoneType, Published, Shared, Recipient)
"""All that a finding is made of, but for lists, mappings and parts of these."""


def refuse_bare_numbers(finding: Finding) -> None:
    """Raise `TypeError` if a finding holds a number that no rule has let out, or may hide one."""
    for name, value in leaves_of(finding):
        plain = isinstance(value, _HOLDS_NO_NUMBER)
        if not plain and not (isinstance(value, int) and name in _MAY_BE_PLAIN):
            what = "a bare number" if hasattr(value, "__float__") else f"a {type(value).__name__}"
            raise TypeError(
                f"{_of(finding, name)} holds {what}. A group's figure is "
                "published by disclosure.cleared, a pair's or a person's own by sharing."
            )


def _of(finding: Finding, name: str) -> str:
    return f"{type(finding).__name__}.{name.rpartition('.')[2]}"


_NOT_SAID = frozenset({"Finding.id", "Finding.wave", "Finding.method"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def refuse_worded_numbers(finding: Finding, *, printed: Collection[str]) -> None:
    """Raise `TypeError` if a finding's words hold a number that is no figure of its own.

    `printed` are texts that may stand in it as they are. A method may name years and draws.
    """
    leaves = [one for one in leaves_of(finding) if one[0] not in _NOT_SAID]
    figures = [value for _, value in leaves if isinstance(value, Published | Shared)]
    known = {points(figure, decimals) for figure in figures for decimals in range(4)}
    known |= {str(value) for _, value in leaves if isinstance(value, int)}
    for name, value in leaves:
        words = value if isinstance(value, str) and value not in printed else ""
        for number in _NUMBER.findall(words):
            if number not in known:
                raise TypeError(
                    f"{_of(finding, name)} says {number}, which is no figure of this "
                    "finding. Put the figure into it, and its points() into the words."
                )


def published_in(finding: Finding) -> tuple[Published, ...]:
    """Return a finding's figures of the group."""
    return tuple(one for _, one in leaves_of(finding) if isinstance(one, Published))


def releases_in(finding: Finding) -> frozenset[str]:
    """Return the ids of the totals behind a finding's figures of the group."""
    return frozenset(one.release for one in published_in(finding))


def findings_for(reader: Recipient, all_findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that this reader may see, in the order given."""
    return tuple(finding for finding in all_findings if reader in finding.readers)


def findings_by_reader(
    all_findings: Iterable[Finding],
) -> Mapping[Recipient, tuple[Finding, ...]]:
    """Return the same as `findings_for` for every reader at once; one without any is not a key."""
    found: dict[Recipient, list[Finding]] = {}
    for finding in all_findings:
        for reader in finding.readers:
            found.setdefault(reader, []).append(finding)
    return {reader: tuple(theirs) for reader, theirs in found.items()}
