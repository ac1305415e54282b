"""What the stock take says about the group, then and now included, as a template sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import (
    Finding,
    GroupTheme,
    Withheld,
)
from facilitate.audit.scores import points
from facilitate.charts import Bars, Strip
from facilitate.compose.charts import Charts
from facilitate.compose.theme_views import Themes, ThemeView
from facilitate.compose.wording import Wording

ORDER = ("strength", "mixed", "worth working on")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The group on all themes, strengths first; figures are words.

    `differences` are themes on which role groups stand apart, under whatever label. `highest` and
    `lowest` stand in where there is no strength, or nothing to work on: they have no label.
    """

    n: int
    asked: int
    headline: str
    themes: tuple[ThemeView, ...]
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    mixed: tuple[ThemeView, ...]
    differences: tuple[ThemeView, ...]
    highest: tuple[ThemeView, ...]
    lowest: tuple[ThemeView, ...]
    strip: Strip
    strip_alt: str
    bars: Bars
    bars_alt: str
    source: str
    question: str


def group_view(found: Sequence[Finding], charts: Charts, at_most: int) -> GroupView:
    """Return the group's picture; without any theme it is empty and says so."""
    themes = [one for one in found if isinstance(one, GroupTheme)]
    themes.sort(key=lambda one: (ORDER.index(one.label), _place(one)))
    held = [one for one in found if isinstance(one, Withheld) and one.dimension]
    words = Themes(charts)

    def views(some: Sequence[GroupTheme], label: str = "") -> tuple[ThemeView, ...]:
        return tuple(words.group(one, label) for one in some)

    strong = [one for one in themes if one.label == "strength"]
    working = sorted(
        (one for one in themes if one.label == "worth working on"), key=lambda one: one.rank
    )
    mixed = [one for one in themes if one.label == "mixed"]
    n = max((one.n for one in themes), default=0)
    asked = max((one.asked for one in (*themes, *held)), default=0)
    strip = charts.group(themes, held)
    apart = sorted(
        (one for one in themes if one.apart), key=lambda one: (-one.apart, one.dimension)
    )
    first = working[0] if working else mixed[-1] if mixed else strong[0] if strong else None
    bars = charts.group_bars(themes)
    return GroupView(
        n=n,
        asked=asked,
        headline=_headline(charts.wording, strong[:2], working[:2], apart[:2], any_=bool(themes)),
        themes=views(themes),
        strengths=views(strong[:at_most]),
        working_on=views(working[:at_most]),
        mixed=views(mixed),
        differences=views(apart[:at_most]),
        highest=() if strong else views(mixed[:1], "group highest"),
        lowest=() if working else views(mixed[1:][-1:], "group lowest"),
        strip=strip,
        strip_alt=scale_alt("group", themes, charts, [_row(words, one) for one in themes]),
        bars=bars,
        bars_alt=charts.wording.of("alt", "bars").format(count=len(themes), rows=_figures(bars)),
        source=_source(charts.wording, themes, n, asked),
        question=first.question if first else "",
    )


def _figures(bars: Bars) -> str:
    """Return what the bars show, in one sentence: `Shared goals 4.4, trust 2.4`."""
    values = bars.series[0].values if bars.series else ()
    return ", ".join(
        f"{name} {value:.1f}" for name, value in zip(bars.categories, values, strict=True)
    )


def _place(theme: GroupTheme) -> int:
    """Return a place by mean, high to low, whatever the rank within the label means."""
    return -theme.rank if theme.label == "worth working on" else theme.rank


def _row(words: Themes, theme: GroupTheme) -> str:
    view = words.group(theme)
    return view.strip_alt


def scale_alt(kind: str, themes: Sequence[object], charts: Charts, rows: Sequence[str]) -> str:
    """Return a sentence for a strip: how many themes, the scale, and each row's figures."""
    return (
        charts.wording.of("alt", kind)
        .format_map(
            {
                "count": len(themes),
                "low": points(charts.low, 0),
                "high": points(charts.high, 0),
                "low words": charts.ends[0],
                "high words": charts.ends[1],
                "rows": " ".join(rows),
            }
        )
        .strip()
    )


def lowered(name: str) -> str:
    """Return a theme's name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def names(wording: Wording, themes: Sequence[GroupTheme]) -> str:
    """Return `shared goals and respect`."""
    return wording.listed(lowered(one.name) for one in themes)


def _headline(
    wording: Wording,
    strong: Sequence[GroupTheme],
    working: Sequence[GroupTheme],
    apart: Sequence[GroupTheme],
    *,
    any_: bool,
) -> str:
    key = {
        (True, True): "strong and working",
        (True, False): "strong",
        (False, True): "working",
    }.get((bool(strong), bool(working)), "apart" if apart else "mixed" if any_ else "none")
    words = wording.of("headline", key).format(
        strong=names(wording, strong),
        working=names(wording, working),
        apart=names(wording, apart),
        roles=_role_names(wording, apart),
    )
    return words[0].upper() + words[1:]


def _source(wording: Wording, themes: Sequence[GroupTheme], n: int, asked: int) -> str:
    ranged = any(
        one.low is not None or any(role.low is not None for role in one.roles) for one in themes
    )
    more = wording.of("source", "group range") if ranged else ""
    # A theme rests on those who answered at least half of its items, so its n may be smaller.
    fewest = min((one.n for one in themes), default=n)
    told = wording("from to", first=fewest, last=n) if fewest < n else n
    return wording.of("source", "group").format(n=told, asked=asked, range=more)


def _role_names(wording: Wording, apart: Sequence[GroupTheme]) -> str:
    found = dict.fromkeys(role.role for theme in apart for role in theme.roles)
    return wording.listed(wording.roles(role) for role in found)
