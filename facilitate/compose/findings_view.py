"""What the stock take says to one reader: the pair's or the person's where they may see it."""

from dataclasses import dataclass, fields, replace

from facilitate.audit.findings import Notice, PairTheme
from facilitate.audit.labels import NOT_SHARED
from facilitate.audit.letters import TABLE, GroupLetters, PairLetters, PersonLetters
from facilitate.compose.day_context import DayContext
from facilitate.compose.group_findings import GroupView, NotShown, Overview
from facilitate.compose.method_findings import MethodView, method_view
from facilitate.compose.own_findings import (
    LineView,
    OwnView,
    change_of,
    own_view,
    pair_overview,
    partner_lines,
)
from facilitate.compose.placeholder import owned
from facilitate.compose.stock_take import (
    ChangeView,
    MatrixRow,
    QuoteView,
    StockTake,
    VoiceView,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView(Overview):
    """What the stock take says to one reader. Figures are words; nothing here is an answer."""

    any: bool
    date: str
    n: int
    asked: int
    shared: bool
    thresholds: str
    group: GroupView
    own: OwnView
    change: ChangeView
    pair_change: ChangeView
    matrix: tuple[MatrixRow, ...]
    quotes: tuple[QuoteView, ...]
    voices: tuple[VoiceView, ...]
    partner_lines: tuple[LineView, ...]
    notices: tuple[str, ...]
    not_shown: tuple[NotShown, ...]
    method: MethodView


def findings_view(stock_take: StockTake, reader: Recipient, role: str = "") -> FindingsView:
    """Return what a reader may see. `role` is a person's own; it chooses the shape of the mark.

    It is the pair's own for a pair that shares, and the group's for everybody else.
    """
    found = stock_take.of_wave(stock_take.context.by_reader.get(reader, ()))
    own = own_view(stock_take, found, role)
    themes = [one for one in found if isinstance(one, PairTheme)]
    together = reader.kind in {"pair", "sponsor"}
    shared = together and bool(themes)
    overview: Overview = stock_take.group
    if shared:
        overview = pair_overview(stock_take, themes, found)
    elif together and stock_take.any:
        overview = replace(overview, lead=NOT_SHARED)
    return FindingsView(
        **{part.name: getattr(overview, part.name) for part in fields(Overview)},
        any=stock_take.any,
        date=stock_take.now,
        n=stock_take.group.n,
        asked=stock_take.group.asked,
        shared=shared or (reader.kind == "person" and own.shown),
        thresholds=stock_take.rules(*_rules_for(reader, shared=shared)),
        group=stock_take.group,
        own=own,
        change=stock_take.change,
        pair_change=change_of(stock_take, reader, found, role),
        matrix=stock_take.matrix,
        quotes=stock_take.quotes,
        voices=stock_take.voices,
        partner_lines=partner_lines(stock_take, found),
        notices=tuple(
            owned(one.sentence, one.subject.id) for one in found if isinstance(one, Notice)
        ),
        not_shown=stock_take.not_shown,
        method=method_view(
            found,
            stock_take.context.questions,
            stock_take.wording,
            alike_up_to=stock_take.charts.limits.alike_up_to,
        ),
    )


def _rules_for(reader: Recipient, *, shared: bool) -> tuple[str, ...]:
    """Return whose labels a reader's pages show: the facilitator explains both."""
    if reader.kind == "facilitator":
        return ("group", "pair")
    return ("pair",) if shared else ("group",)
