"""What a pair or one person alone reads: own results beside the group's, then and now."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import (
    Finding,
    GroupTheme,
    PairChange,
    PairTheme,
    PartnerLine,
    PersonChange,
    PersonTheme,
    PersonTies,
    Withheld,
)
from facilitate.charts import Strip
from facilitate.compose.group_findings import Overview, Themes, ThemeView, scale_alt
from facilitate.compose.placeholder import owned
from facilitate.compose.stock_take import ChangeCharts, ChangeRow, ChangeView, StockTake
from facilitate.compose.wording import Wording, lowered, sentence
from facilitate.figures import points
from facilitate.recipient import Recipient


def change_of(
    take: StockTake, reader: Recipient, found: Sequence[Finding], role: str
) -> ChangeView:
    """Return the pair's change on a pair's page, one's own on a person's; empty if not shared."""
    charts = ChangeCharts(take.charts)
    pairs = [one for one in found if isinstance(one, PairChange)]
    own = [one for one in found if isinstance(one, PersonChange)]
    if reader.kind == "pair" and pairs:
        owner = pairs[0].subject.id
        rows = [_change_row(one.name, _said(take.wording, one), owner) for one in pairs]
        return _view(take, rows, charts.pair(pairs, owner), owner)
    if reader.kind in {"person", "sponsor"} and own:
        owner = own[0].subject.id
        rows = [
            _change_row(one.name, f"{points(one.then)} → {points(one.now)}", owner) for one in own
        ]
        return _view(take, rows, charts.person(own, role, owner), owner)
    return _view(take, [], take.charts.strip((), legend=()), "")


def _said(wording: Wording, change: PairChange) -> str:
    now = dict(change.now)
    return ", ".join(
        f"{wording.role(role)} {points(then)} → {points(now[role])}"
        for role, then in change.then
        if role in now
    )


def _change_row(name: str, said: str, owner: str) -> ChangeRow:
    return ChangeRow(name=name, sentence=sentence(said), owner=owner)


def _view(take: StockTake, rows: Sequence[ChangeRow], strip: Strip, owner: str) -> ChangeView:
    sentences = [f"{row.name}: {row.sentence}" for row in rows]
    return ChangeView(
        any=bool(rows),
        levels=bool(rows),
        headline=take.wording.of("headline", "change none"),
        strip=strip,
        strip_alt=owned(scale_alt("change", rows, take.charts, sentences), owner),
        bars=ChangeCharts(take.charts).bars(()),
        bars_alt="",
        rows=tuple(rows),
        source=take.change.dates,
        dates=take.change.dates,
        owner=owner,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTheme:
    """One theme as a person answered it, beside the group's mean; empty words if unknown."""

    name: str
    mean: str
    group: str
    sentence: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """A person's own results, for that person alone; `shown` is no where there are none."""

    shown: bool
    themes: tuple[OwnTheme, ...]
    strip: Strip
    strip_alt: str
    source: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """What a partner wished this person to know."""

    words: str
    role: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTies:
    """Whom a person named to one question, for that person alone."""

    prompt: str
    named: str
    owner: str


def own_ties(take: StockTake, found: Sequence[Finding]) -> tuple[OwnTies, ...]:
    """Return whom a person named, as people are called; none if the question was left out."""
    names = take.context.names
    return tuple(
        OwnTies(
            prompt=one.prompt,
            named=take.wording.listed(names.get(each, each) for each in one.named),
            owner=one.subject.id,
        )
        for one in found
        if isinstance(one, PersonTies)
    )


def own_view(take: StockTake, found: Sequence[Finding], role: str) -> OwnView:
    """Return a person's own results, highest first; without any it says so by `shown`."""
    asked = sorted(
        (one for one in found if isinstance(one, PersonTheme)), key=lambda one: one.dimension
    )
    known = [(one.mean, one) for one in asked if one.mean is not None]
    known.sort(key=lambda pair: pair[0], reverse=True)
    mine = [*(one for _, one in known), *(one for one in asked if one.mean is None)]
    owner = mine[0].subject.id if mine else ""
    group = [one for one in take.found if isinstance(one, GroupTheme)] if mine else []
    means = {one.dimension: points(one.mean) for one in group}
    themes = tuple(_theme(one, means.get(one.dimension, ""), take.wording) for one in mine)
    rows = [f"{one.name}: {one.sentence}" for one in themes]
    beside = "own" if means else "own only"
    return OwnView(
        shown=any(one.mean is not None for one in mine),
        themes=themes,
        strip=take.charts.own(mine, group, role, owner),
        strip_alt=scale_alt("own", themes, take.charts, rows),
        source=take.wording.of("source", beside).format(date=take.now),
        owner=owner,
    )


def _theme(theme: PersonTheme, group: str, wording: Wording) -> OwnTheme:
    mean = points(theme.mean) if theme.mean is not None else ""
    key = "own" if mean and group else "own only"
    said = wording.of("sentence", key).format(own=mean or wording("no answer"), group=group)
    return OwnTheme(
        name=theme.name,
        mean=mean,
        group=group,
        sentence=sentence(said),
        owner=theme.subject.id,
    )


def partner_lines(take: StockTake, found: Sequence[Finding]) -> tuple[LineView, ...]:
    """Return each partner's line; the words belong to the pair of whoever wrote them."""
    pairs = {person.id: person.pair for person in take.context.programme.people}
    return tuple(
        LineView(
            words=line.words,
            role=take.wording.role(line.from_role),
            owner=pairs.get(line.subject.id) or line.subject.id,
        )
        for line in found
        if isinstance(line, PartnerLine)
    )


PAIR_ORDER = ("shared strength", "middle ground", "seen differently", "worth working on")


_HEADLINES = {
    (True, True, True): "pair strong and apart",
    (True, True, False): "pair strong and apart",
    (True, False, True): "pair strong and working",
    (True, False, False): "pair strong",
    (False, True, True): "pair apart",
    (False, True, False): "pair apart",
    (False, False, True): "pair working",
}


def pair_overview(
    take: StockTake, found: Sequence[PairTheme], findings: Sequence[Finding]
) -> Overview:
    """Return a pair's own results; a theme that is not shown keeps its row and says so."""
    owner, charts = found[0].subject.id, take.charts
    themes = sorted(found, key=lambda one: one.dimension)
    themes.sort(key=lambda one: one.mean, reverse=True)
    themes.sort(key=_order)
    held = [
        one
        for one in findings
        if isinstance(one, Withheld) and one.dimension and one.reason == "not_shared"
    ]
    strong, middle, apart, working = (_of_label(themes, label) for label in PAIR_ORDER)

    def views(some: Sequence[PairTheme], label: str = "") -> tuple[ThemeView, ...]:
        words = Themes(charts)
        return tuple(words.pair(one, owner, label) for one in some[: take.at_most])

    asked = apart or working or strong or middle
    rows = [_row(take.wording, one) for one in themes]
    answered = len(_roles(themes))
    reading = sum(one.pair == owner for one in take.context.in_post)
    who = _who(take.wording, answered, reading)
    return Overview(
        headline=owned(_headline(take.wording, strong, apart, working, who), owner),
        lead=take.wording(_LEADS[min(answered, reading, 3)]),
        strip=charts.pair(themes, held, owner),
        strip_alt=owned(scale_alt("pair", themes, charts, rows), owner),
        source=take.wording.of("source", "pair").format(date=take.now),
        strengths=views(strong),
        working_on=views(working),
        differences=views(apart),
        highest=() if strong else views(middle[:1], "highest"),
        lowest=() if working else views(middle[1:][-1:], "lowest"),
        question=owned(asked[0].question, owner),
    )


_LEADS = {0: "only you", 1: "only you", 2: "only you two", 3: "only you all"}


def _roles(themes: Sequence[PairTheme]) -> set[str]:
    return {role for theme in themes for role, _ in theme.scores}


def _who(wording: Wording, answered: int, reading: int) -> tuple[str, str] | None:
    """Return `You both` and `You` for whoever answered; None where that is one person.

    Somebody who has left since is not spoken to: then it is those who answered.
    """
    if answered < 2:
        return None
    number = "both" if answered == 2 else "all"
    if reading < answered:
        return wording(f"answered {number}"), wording(f"answered {number}")
    return wording(f"you {number}"), wording("you all see")


def _of_label(themes: Sequence[PairTheme], label: str) -> list[PairTheme]:
    return sorted((one for one in themes if one.label == label), key=lambda one: one.rank)


def _row(wording: Wording, theme: PairTheme) -> str:
    said = ", ".join(f"{wording.role(role)} {points(mean)}" for role, mean in theme.scores)
    return f"{theme.name}: {said}."


def _headline(
    wording: Wording,
    strong: Sequence[PairTheme],
    apart: Sequence[PairTheme],
    working: Sequence[PairTheme],
    who: tuple[str, str] | None,
) -> str:
    key = _HEADLINES.get((bool(strong), bool(apart), bool(working)), "pair even")

    def named(themes: Sequence[PairTheme]) -> str:
        return wording.listed(lowered(one.name) for one in themes[:2])

    all_, you = who or ("", "")
    return wording.of("headline", key if who else "alone").format(
        strong=named(strong), apart=named(apart), working=named(working), all=all_, you=you
    )


def _order(theme: PairTheme) -> int:
    return PAIR_ORDER.index(theme.label) if theme.label in PAIR_ORDER else 1
