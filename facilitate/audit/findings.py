"""The kinds of findings: what the stock take says to one reader or another.

Nothing else leaves the audit. `Withheld` is a kind with the same readers as what it stands for.
"""

from dataclasses import dataclass
from typing import Literal

from facilitate.audit.finding import Finding, Rule
from facilitate.audit.movement_counts import more_of
from facilitate.figures import Published, Shared
from facilitate.structs import Struct

Label = Literal["shared strength", "worth working on", "seen differently", "middle ground", ""]
GroupLabel = Literal["strength", "worth working on", "seen differently", "mixed"]
Reason = Literal[
    "too_few",
    "not_shared",
    "would_disclose",
    "all_alike",
    "too_few_to_test",
    "no_shared_picture",
]

Verdict = Literal["up", "down", "none", "few", "held"]


class RoleMean(Struct, kw_only=True):
    """The mean of one role group (or `everyone`): all but the lowest and highest as low to high."""

    role: str
    mean: Published
    n: int
    low: Published | None = None
    high: Published | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTheme(Finding):
    """The group on one theme: its mean, the role groups' where enough answered, and a label.

    `rank` counts from 1 within its label in the order of audit rules. `alike` says that people
    answered the statements alike; it is no where role groups stand apart. `apart` is how far the
    role groups that are shown do, or None. `height` is where the mean would stand on a scale from
    1 to 5, which themes are put in order by.
    """

    rules = (Rule("ratings", "group", "means", least="people", reported="always"),)

    dimension: str
    name: str
    mean: Published
    height: Published
    low: Published | None
    high: Published | None
    roles: tuple[RoleMean, ...]
    label: GroupLabel
    rank: int
    alike: bool
    apart: Published | None = None


class AnswerCount(Struct, kw_only=True):
    """How many people ticked an answer, or one of several that are counted together, in words."""

    answer: str
    people: Published


class StatementCount(Struct, kw_only=True):
    """What the `n` people who answered a statement ticked; no counts where they tell of one.

    To agree with one that is `reverse` is bad news.
    """

    text: str
    n: int
    counts: tuple[AnswerCount, ...]
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCounts(Finding):
    """A theme's statements, each as it stands on the form, with how many ticked what.

    `answers` are all that may be counted together, from the low end of the scale to the high one.
    """

    rules = (Rule("ratings", "group", "counts", least="people"),)

    dimension: str
    name: str
    answers: tuple[str, ...]
    statements: tuple[StatementCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTheme(Finding):
    """One person's own mean on a theme, for that person alone. None: too few items answered.

    `height` is the same on a scale from 1 to 5; `may_be` from where to where it may be off.
    """

    rules = (Rule("ratings", "own", after="chosen"),)

    dimension: str
    name: str
    mean: Shared | None
    height: Shared | None
    may_be: tuple[Shared, Shared] | None
    answered: int
    items: int


class ItemScore(Struct, kw_only=True):
    """One statement with each member's scored answer by role.

    `reverse` says that the statement is reverse-keyed, so that a high score means disagreement;
    `far` that the answers are further apart than one answer could undo.
    """

    id: str
    text: str
    scores: tuple[tuple[str, Shared | None], ...]
    reverse: bool = False
    far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTheme(Finding):
    """A pair on one theme: each member's mean by role, the label and its rank.

    `gap` is the distance of the highest and the lowest mean as they are printed. `may_be` is from
    where to where each mean may be off, `height` the pair's mean on a scale from 1 to 5, and
    `unsure` says that one answer, a step higher or lower, would give another label.
    """

    rules = (Rule("ratings", "partner", "answers side by side", after="all said yes"),)

    dimension: str
    name: str
    scores: tuple[tuple[str, Shared], ...]
    may_be: tuple[tuple[Shared, Shared], ...]
    gap: Shared
    mean: Shared
    height: Shared
    unsure: bool
    label: Label
    rank: int
    items: tuple[ItemScore, ...] = ()


Way = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairChange(Finding):
    """A pair then and now on one theme, where the same people answered both times and share.

    `rank` is 1 for the theme on which one of them moved furthest, and `furthest` says which ways
    nobody moved further on any other, by a point of five or more.
    """

    rules = (Rule("ratings", "partner", "answers side by side", after="all said yes"),)

    dimension: str
    name: str
    then: tuple[tuple[str, Shared], ...]
    now: tuple[tuple[str, Shared], ...]
    rank: int = 0
    furthest: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange(Finding):
    """The group then and now on one theme, matched people only; counts first.

    `sentence` says the counts as they may be printed, `brief` in short; `up`, `same` and `down` are
    None where they say no number, and `lead` is how many more went up than down, at least, as far
    as they tell; `more` is which way that is.
    `verdict` says which way it changed, if it did: `none` is no clear change, `few` too few people
    for any, `held` one that would tell somebody's way. `enough` moving the same way, and nobody the
    other, would be a change; 0: none would. `then` and `now`
    are the matched people's means and `change` their difference: None where, beside the figures of
    each wave, they would give away those who answered only once.
    """

    rules = (Rule("ratings", "group", "counts", least="people", reported="always"),)

    dimension: str
    name: str
    then: Published | None
    now: Published | None
    up: Published | None
    same: Published | None
    down: Published | None
    sentence: str
    change: Published | None = None
    brief: str = ""
    lead: int = 0
    verdict: Verdict = "none"
    enough: int = 0
    rank: int = 0
    roles: tuple[tuple[str, Published, Published], ...] = ()

    @property
    def more(self) -> Literal["", "up", "down"]:
        """Return which way more moved, as far as the printed counts tell."""
        return more_of(self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange(Finding):
    """One person's own then and now on a theme, for that person alone."""

    rules = (Rule("ratings", "own", after="chosen"),)

    dimension: str
    name: str
    then: Shared
    now: Shared


class RoleList(Struct, kw_only=True):
    """One role group's free list: entries, the most salient first, and how many named each."""

    role: str
    n: int
    items: tuple[tuple[str, Published], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVoice(Finding):
    """The group's own words: entries of a free list, the most salient first, and who named each.

    How many did is None where all did, or all but one or two, as of a `NamedTheme`.
    `tied` says that the first two come before all others alike, so that none is the first.
    `spoken` says that the list was given in conversation and not in writing. `roles` has the lists
    of all role groups, with what may be told of each, or none of them.
    """

    rules = (Rule("lists", "group", "entries", least="people"),)

    prompt: str
    items: tuple[tuple[str, Published | None], ...]
    tied: bool = False
    spoken: bool = False
    roles: tuple[RoleList, ...] = ()


class RoleCount(Struct, kw_only=True):
    """How many people of a role named a theme, of the `n` of that role who were spoken with."""

    role: str
    people: Published
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTheme(Finding):
    """A theme that came up in conversation: how many of those spoken with named it.

    `people` is None where all did, or all but one or two: the number would tell somebody of all
    others. `roles` are all of them or none. `doubt` is what does not fit, in the words of whoever
    coded.
    """

    rules = (Rule("talks", "group", "themes", least="people", reported="always"),)

    dimension: str
    name: str
    means: str
    people: Published | None
    roles: tuple[RoleCount, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """Cleared words, for a group of at least eight; order shuffled by seed.

    `names` are those of its themes; one that emerged and that too few named is not among them.
    """

    rules = (
        Rule("comments", "group", "words", after="cleared", least="words"),
        Rule("talks", "group", "own words", after="said yes", least="words"),
    )

    dimensions: tuple[str, ...]
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine(Finding):
    """The one line a person wished the partner to know, for the partner alone."""

    rules = (Rule("line", "partner", "line", after="ticked"),)

    words: str
    from_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Finding):
    """A plain sentence on a person's own sheet: why the pair's page shows what it shows."""

    sentence: str


ROLES_APART = "Each role by itself"
"""What would have been shown where the group is shown without its role groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Finding):
    """What would have stood here, why it does not, and what would help (or the number needed).

    `said` says that it would have been people's own words, or what they named.
    """

    would_be: str
    dimension: str
    reason: Reason
    what_would_help: str = ""
    said: bool = False


class RoleCell(Struct, kw_only=True):
    """How one role group rates another (or its own): a mean in scale points, and its raters.

    `alike` says that they answered the statements alike.
    """

    rater: str
    rated: str
    mean: Published
    n: int
    alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMatrix(Finding):
    """How role groups find each other, directed; the two directions are never averaged.

    `pattern` describes them: every group rates itself higher, or lower, than any other does; one of
    two rates the other higher than it is rated; or neither is clear of all of them. `furthest` are
    the highest and the lowest view of the group on which views are furthest apart, if they are.
    """

    rules = (
        Rule("roles", "group", "means of a role", least="role", reported="if mutual views are"),
    )

    cells: tuple[RoleCell, ...]
    pattern: Literal["themselves higher", "themselves lower", "one way higher", "mixed"] = "mixed"
    furthest: tuple[RoleCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePicture(Finding):
    """Whether people share one picture of their own answers: the verdict on all statements.

    `apart` are the statements on which the two role groups' means lie furthest apart, where there
    are two pictures and both groups are large enough.
    """

    rules = (Rule("ratings", "group", least="people"),)

    verdict: Literal[
        "one_shared_picture", "shared_with_differences", "two_pictures", "no_shared_picture"
    ]
    apart: tuple[str, ...] = ()


class TieCell(Struct, kw_only=True):
    """Ties from one role group to another: those there are, and those possible."""

    source: str
    target: str
    ties: Published
    possible: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMatrix(Finding):
    """Who turns to whom, by role group; nobody's name and nobody's rank.

    `named` says whether every role group names its own members more often than any other's
    (`inside`), or less often (`across`), of those that could be named, also if one name had been
    given the other way; empty if neither, and where a cell is missing.
    """

    rules = (Rule("names", "group", "counts by role", least="role"),)

    prompt: str
    cells: tuple[TieCell, ...]
    named: Literal["inside", "across", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTies(Finding):
    """The people whom one person named, for that person alone; ids, or words if unknown."""

    rules = (Rule("names", "own", after="chosen"),)

    prompt: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMethod(Finding):
    """How far the group's figure of a theme carries, for the facilitator's page on method.

    `interval` is the 90 % interval of `mean`, `spread` the standard deviation of people's means,
    `deviation` the mean distance of answers from the mean of their statement, all in scale points.
    `reliability` (0 to 1) is measured of 30 people or more; of fewer, `stated` is what the
    questions file says.
    """

    rules = (Rule("ratings", "facilitator"),)

    dimension: str
    name: str
    mean: Published
    spread: Published | None
    deviation: Published | None
    alike: bool
    reliability: Published | None
    stated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTest(Finding):
    """Whether change on a theme has a direction, for the facilitator: Wilcoxon's p (0 to 1].

    `adjusted` is p after Holm's correction over the themes. Both are None where fewer than six
    people changed.
    """

    rules = (Rule("ratings", "facilitator"),)

    dimension: str
    name: str
    p: Published | None
    adjusted: Published | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNote(Finding):
    """An index for the facilitator's appendix, off the day's pack: names and figures.

    `about` is what was measured, `measure` how. A figure is None where it has no value.
    """

    rules = (Rule("truths", "facilitator"),)

    about: str
    measure: str
    figures: tuple[tuple[str, Published | None], ...]
    words: str = ""


_RATED = (
    GroupTheme,
    PairTheme,
    PersonTheme,
    GroupChange,
    PairChange,
    PersonChange,
    RoleMatrix,
    StatementCounts,
)


def is_rating(finding: Finding) -> bool:
    """Say whether a finding rests on a questionnaire's ratings, or would if it were shown."""
    hidden = isinstance(finding, Withheld) and bool(finding.dimension)
    return hidden or isinstance(finding, _RATED)


def is_said(finding: Finding) -> bool:
    """Say whether a finding holds what people said or listed in their own words."""
    return isinstance(finding, NamedTheme | GroupVoice | Quote)
