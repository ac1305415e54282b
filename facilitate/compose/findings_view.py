"""What the stock take says to one reader: the pair's or the person's where they may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from facilitate.audit.findings import (
    ChangeTest,
    Finding,
    GroupChange,
    MethodNote,
    Notice,
    PairTheme,
    ThemeMethod,
)
from facilitate.audit.labels import NOT_SHARED
from facilitate.audit.letters import TABLE, GroupLetters, PairLetters, PersonLetters
from facilitate.compose.day_context import DayContext
from facilitate.compose.group_findings import Overview
from facilitate.compose.mutual_views import MutualView, no_mutual_view
from facilitate.compose.own_findings import (
    LineView,
    OwnTies,
    OwnView,
    change_of,
    own_ties,
    own_view,
    pair_overview,
    partner_lines,
)
from facilitate.compose.placeholder import owned
from facilitate.compose.stock_take import ChangeView, StockTake
from facilitate.compose.wording import Wording
from facilitate.figures import Published, points
from facilitate.model import Questions
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


def letters_view(context: DayContext, reader: Recipient) -> LettersView:
    """Return what a reader may see of preference letters."""
    for one in context.by_reader.get(reader, ()):
        if isinstance(one, PersonLetters) and reader.kind == "person":
            return LettersView(any=True, own=one.letters, owner=reader.id)
        if isinstance(one, PairLetters) and reader.kind == "pair":
            return _pair(context, one, reader.id)
        if isinstance(one, GroupLetters):
            return _group(one)
    return LettersView(any=False)


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


CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """One theme: figures with their intervals as words, empty where there are none."""

    name: str
    n: int
    mean: str
    interval: str
    agreement: str
    reliability: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """What was asked, and a row for each theme that is shown.

    `picture` says in words whether people share one picture; empty where too few answered.
    """

    statements: int
    themes: int
    reversed: int
    scale: str
    alike_up_to: str
    picture: tuple[str, ...]
    rows: tuple[MethodRow, ...]


def method_view(
    found: Iterable[Finding], questions: Questions, wording: Wording, *, alike_up_to: float
) -> MethodView:
    """Return what a reader's findings say of method; rows in the order of the themes asked."""
    findings = tuple(found)
    scale = questions.scale
    items = [item for dimension in questions.dimensions for item in dimension.items]
    changes = {one.dimension: one for one in findings if isinstance(one, GroupChange)}
    tests = {one.dimension: one for one in findings if isinstance(one, ChangeTest)}
    return MethodView(
        statements=len(items),
        themes=len(questions.dimensions),
        reversed=sum(item.reverse for item in items),
        scale=wording.of("method", "scale").format(
            low=scale.low, high=scale.high, first=scale.labels[0], last=scale.labels[-1]
        ),
        alike_up_to=points(alike_up_to),
        picture=tuple(
            one.words
            for one in findings
            if isinstance(one, MethodNote) and one.measure == CONSENSUS
        ),
        rows=tuple(
            _row(one, changes.get(one.dimension), tests.get(one.dimension), wording)
            for one in findings
            if isinstance(one, ThemeMethod)
        ),
    )


def _row(
    theme: ThemeMethod, change: GroupChange | None, test: ChangeTest | None, wording: Wording
) -> MethodRow:
    agreement = ""
    if theme.deviation is not None:
        kind = "alike" if theme.alike else "not alike"
        agreement = wording.of("method", kind).format(deviation=points(theme.deviation))
    return MethodRow(
        name=theme.name,
        n=theme.n,
        mean=points(theme.mean),
        interval=_interval(theme.interval, wording),
        agreement=agreement,
        reliability=theme.stated if theme.reliability is None else points(theme.reliability, 2),
        change=_change(change, test, wording) if change else "",
    )


def _interval(ends: tuple[Published, Published] | None, wording: Wording) -> str:
    return "" if ends is None else wording("from to", first=points(ends[0]), last=points(ends[1]))


def _change(change: GroupChange, test: ChangeTest | None, wording: Wording) -> str:
    tested = wording.of("method", "untested")
    if test is not None and test.adjusted is not None:
        tested = wording.of("method", "p").format(p=_probability(test.adjusted))
    key = "change" if change.change is not None else "counted"
    return wording.of("method", key).format(
        n=change.n,
        change="" if change.change is None else points(change.change, signed=True),
        interval=_interval(change.interval, wording),
        tested=tested,
    )


def _probability(p: Published) -> str:
    words = points(p, 3)
    return "< 0.001" if words == "0.000" else words


class ReaderFindings:
    """What the stock take says to one reader. Figures are words; nothing here is an answer.

    It is the pair's own for a pair that shares, and the group's for everybody else. `role` is a
    person's own; it chooses the shape of the mark. Templates read it by the names of `READABLE`,
    and what no page asks for is not made.
    """

    def __init__(self, take: StockTake, reader: Recipient, role: str = "") -> None:
        self.take, self.reader, self.role = take, reader, role
        self.found = take.of_wave(take.context.by_reader.get(reader, ()))
        self.of_pair = [one for one in self.found if isinstance(one, PairTheme)]
        self.together = reader.kind in {"pair", "sponsor"}

    @cached_property
    def overview(self) -> Overview:
        """What a page says first of all themes."""
        if self.together and self.of_pair:
            return pair_overview(self.take, self.of_pair, self.found)
        if self.together and self.take.any:
            return replace(self.take.group, lead=NOT_SHARED)
        return self.take.group

    @cached_property
    def own(self) -> OwnView:
        """A person's own results."""
        return own_view(self.take, self.found, self.role)

    @property
    def shared(self) -> bool:
        """Whether the page shows a pair's or a person's own results."""
        if self.together:
            return bool(self.of_pair)
        return self.reader.kind == "person" and self.own.shown

    @property
    def thresholds(self) -> str:
        """How the labels on a reader's pages come about: the facilitator explains both kinds."""
        if self.reader.kind == "facilitator":
            return self.take.rules("group", "pair")
        return self.take.rules("pair" if self.together and self.of_pair else "group")

    @cached_property
    def pair_change(self) -> ChangeView:
        """The pair's change on a pair's page, one's own on a person's."""
        return change_of(self.take, self.reader, self.found, self.role)

    @property
    def mutual(self) -> MutualView:
        """How the role groups see one another: a sponsor sees it with the group, or not at all."""
        if self.reader.kind == "sponsor":
            return no_mutual_view(self.take.charts)
        return self.take.mutual

    @property
    def own_ties(self) -> tuple[OwnTies, ...]:
        """Whom this person named."""
        return own_ties(self.take, self.found)

    @property
    def partner_lines(self) -> tuple[LineView, ...]:
        """What each partner wished this person to know."""
        return partner_lines(self.take, self.found)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for this reader alone."""
        return tuple(
            owned(one.sentence, one.subject.id) for one in self.found if isinstance(one, Notice)
        )

    @cached_property
    def method(self) -> MethodView:
        """What was asked, and how sure the figures are."""
        return method_view(
            self.found,
            self.take.context.questions,
            self.take.wording,
            alike_up_to=self.take.charts.limits.alike_up_to,
        )
