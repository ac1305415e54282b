"""One picture of the stock take: a pair's own, or the group's in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import Finding, PairTheme, Withheld
from facilitate.audit.scores import points
from facilitate.charts import Strip
from facilitate.compose.group_views import GroupView, lowered, scale_alt
from facilitate.compose.seal import owned
from facilitate.compose.stock_take import StockTake
from facilitate.compose.theme_views import Themes, ThemeView
from facilitate.compose.wording import Wording

PAIR_ORDER = ("shared strength", "middle ground", "seen differently", "worth working on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What differs between a page of the pair and a page of the group."""

    headline: str
    lead: str
    strip: Strip
    strip_alt: str
    source: str
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    differences: tuple[ThemeView, ...]
    highest: tuple[ThemeView, ...]
    lowest: tuple[ThemeView, ...]
    question: str


_HEADLINES = {
    (True, True, True): "pair strong and apart",
    (True, True, False): "pair strong and apart",
    (True, False, True): "pair strong and working",
    (True, False, False): "pair strong",
    (False, True, True): "pair apart",
    (False, True, False): "pair apart",
    (False, False, True): "pair working",
}


def group_picture(group: GroupView, *, lead: str) -> Picture:
    """Return the group's picture, with the line that stands under its title."""
    return Picture(
        headline=group.headline,
        lead=lead,
        strip=group.strip,
        strip_alt=group.strip_alt,
        source=group.source,
        strengths=group.strengths,
        working_on=group.working_on,
        differences=group.differences,
        highest=group.highest,
        lowest=group.lowest,
        question=group.question,
    )


def pair_picture(
    take: StockTake, found: Sequence[PairTheme], findings: Sequence[Finding]
) -> Picture:
    """Return a pair's own picture; a theme that is not shown keeps its row and says so."""
    owner, charts = found[0].subject.id, take.charts
    themes = sorted(found, key=lambda one: (_order(one), -round(one.mean, 9), one.dimension))
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
    rows = [_row(one) for one in themes]
    return Picture(
        headline=owned(_headline(take.wording, strong, apart, working, len(_roles(themes))), owner),
        lead=take.wording(_LEADS[min(len(_roles(themes)), 3)]),
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


def _of_label(themes: Sequence[PairTheme], label: str) -> list[PairTheme]:
    return sorted((one for one in themes if one.label == label), key=lambda one: one.rank)


def _row(theme: PairTheme) -> str:
    said = ", ".join(f"{role} {points(mean)}" for role, mean in theme.scores)
    return f"{theme.name}: {said}."


def _headline(
    wording: Wording,
    strong: Sequence[PairTheme],
    apart: Sequence[PairTheme],
    working: Sequence[PairTheme],
    members: int,
) -> str:
    key = _HEADLINES.get((bool(strong), bool(apart), bool(working)), "pair even")

    def named(themes: Sequence[PairTheme]) -> str:
        return wording.listed(lowered(one.name) for one in themes[:2])

    return wording.of("headline", key if members > 1 else "alone").format(
        strong=named(strong),
        apart=named(apart),
        working=named(working),
        all=wording("both" if members == 2 else "all"),
    )


def _order(theme: PairTheme) -> int:
    return PAIR_ORDER.index(theme.label) if theme.label in PAIR_ORDER else 1
