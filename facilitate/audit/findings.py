"""Findings: what the stock take says to one reader or another. Nothing else leaves the audit.

A finding is a kind, the wave it belongs to, whom it is about and who may read it. `Withheld` is
a kind with the same readers. `findings_for` is the only door.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from facilitate.recipient import Recipient

Label = Literal["shared strength", "worth working on", "seen differently", "middle ground", ""]
Reason = Literal[
    "too_few",
    "not_shared",
    "would_disclose",
    "all_alike",
    "too_few_to_test",
    "no_shared_picture",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding has.

    `id` is stable (`baseline/pair/crisis/trust`). `wave` is the stock take's name. `subject` is
    whom it is about; `readers` who may see it. `n` answered of `asked`. `interval` is the 95 %
    (or stated) interval of the figure, or None. `question` is one open question for the room.
    """

    id: str
    wave: str
    subject: Recipient
    readers: frozenset[Recipient]
    n: int
    asked: int
    method: str
    interval: tuple[float, float] | None = None
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMean:
    """The mean of one role group (or `everyone`): all but the lowest and highest as low to high."""

    role: str
    mean: float
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTheme(Finding):
    """The group on one theme: its mean, the role groups' where enough answered, and a label.

    `label` is `strength`, `worth working on` or `mixed`; `rank` counts from 1 within its label
    in the order of audit rules. `alike` says that people answered the statements alike; it is no
    where role groups stand apart. `apart` is how far the role groups that are shown do, or 0.
    """

    dimension: str
    name: str
    mean: float
    low: float | None
    high: float | None
    roles: tuple[RoleMean, ...]
    label: Literal["strength", "worth working on", "mixed"]
    rank: int
    alike: bool
    apart: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTheme(Finding):
    """One person's own mean on a theme, for that person alone. None: too few items answered."""

    dimension: str
    name: str
    mean: float | None
    answered: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """One statement with each member's scored answer by role.

    `reverse` says that the statement is reverse-keyed, so that a high score means disagreement.
    """

    id: str
    text: str
    scores: tuple[tuple[str, float | None], ...]
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTheme(Finding):
    """A pair on one theme: each member's mean by role, the gap, the label and its rank."""

    dimension: str
    name: str
    scores: tuple[tuple[str, float], ...]
    gap: float
    mean: float
    label: Label
    rank: int
    items: tuple[ItemScore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairChange(Finding):
    """A pair then and now on one theme, where the same people answered both times and share."""

    dimension: str
    name: str
    then: tuple[tuple[str, float], ...]
    now: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange(Finding):
    """The group then and now on one theme, matched people only; counts first.

    `sentence` says the counts as they may be printed, `shift` the direction in words. `up`,
    `same` and `down` are None where one or two people are behind them, or where `sentence` counts
    two of them together. `then` and `now` are the matched people's means and `change` their
    difference: None where, beside the figures of each wave, they would give away those who
    answered only once.
    """

    dimension: str
    name: str
    then: float | None
    now: float | None
    up: int | None
    same: int | None
    down: int | None
    both: int
    sentence: str
    shift: str = ""
    change: float | None = None
    roles: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange(Finding):
    """One person's own then and now on a theme, for that person alone."""

    dimension: str
    name: str
    then: float
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVoice(Finding):
    """The group's own words: entries of a free list, the most salient first, and who named each."""

    prompt: str
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """Cleared words on a theme, for a group of at least eight; order shuffled by seed."""

    dimension: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine(Finding):
    """The one line a person wished the partner to know, for the partner alone."""

    words: str
    from_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Finding):
    """A plain sentence on a person's own sheet: why the pair's page shows what it shows."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Finding):
    """What would have stood here, why it does not, and what would help (or the number needed)."""

    would_be: str
    dimension: str
    reason: Reason
    what_would_help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCell:
    """How one role group rates another (or its own): a mean in scale points, and its raters.

    `alike` says that they answered the statements alike.
    """

    rater: str
    rated: str
    mean: float
    n: int
    alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMatrix(Finding):
    """How role groups find each other, directed; the two directions are never averaged."""

    cells: tuple[RoleCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCell:
    """Ties from one role group to another: those there are, and those possible."""

    source: str
    target: str
    ties: int
    possible: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMatrix(Finding):
    """Who turns to whom, by role group; nobody's name and nobody's rank."""

    prompt: str
    cells: tuple[TieCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTies(Finding):
    """The people whom one person named, for that person alone; ids, or words if unknown."""

    prompt: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMethod(Finding):
    """How far the group's figure of a theme carries, for the facilitator's page on method.

    `interval` is the 90 % interval of `mean`, `spread` the standard deviation of people's means,
    `deviation` the mean distance of answers from the mean of their statement, all in scale points.
    `reliability` (0 to 1) is measured of 30 people or more, else what the questions file states.
    """

    dimension: str
    name: str
    mean: float
    spread: float | None
    deviation: float | None
    alike: bool
    reliability: float | None
    measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTest(Finding):
    """Whether change on a theme has a direction, for the facilitator: Wilcoxon's p (0 to 1].

    `adjusted` is p after Holm's correction over the themes. Both are None where fewer than six
    people changed.
    """

    dimension: str
    name: str
    p: float | None
    adjusted: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNote(Finding):
    """An index for the facilitator's appendix, off the day's pack: names and figures.

    `about` is what was measured, `measure` how. A figure is None where it has no value.
    """

    about: str
    measure: str
    figures: tuple[tuple[str, float | None], ...]
    words: str = ""


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
