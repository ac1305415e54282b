"""What the stock take says about the group, then and now included, as a template sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.audit.findings import (
    Finding,
    GroupChange,
    GroupTheme,
    GroupVoice,
    Quote,
    RoleMatrix,
    Withheld,
)
from facilitate.compose.charts import Charts
from facilitate.compose.theme_views import Themes, ThemeView, points
from facilitate.compose.wording import Wording, sentence
from facilitate.document import Bars, Strip

ORDER = ("strength", "mixed", "worth working on")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The group on all themes, strengths first; figures are words."""

    n: int
    asked: int
    headline: str
    themes: tuple[ThemeView, ...]
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    mixed: tuple[ThemeView, ...]
    strip: Strip
    strip_alt: str
    bars: Bars
    bars_alt: str
    source: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One theme then and now; `up`, `same` and `down` count people and may be nothing."""

    name: str
    sentence: str
    up: int | None
    same: int | None
    down: int | None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Then and now; `any` is no where there was one stock take only.

    `levels` is no where only counts of people may be told; then the strip has nothing to draw.
    """

    any: bool
    levels: bool
    headline: str
    strip: Strip
    strip_alt: str
    bars: Bars
    bars_alt: str
    rows: tuple[ChangeRow, ...]
    source: str
    dates: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Cleared words of the group on a theme."""

    theme: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceItem:
    """One entry of a list in the group's own words, and the share of people who gave it."""

    words: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A list in the group's own words."""

    prompt: str
    items: tuple[VoiceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShown:
    """What is not shown, and why, in one sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """How one role group finds another (`own` is its own group); empty where not shown."""

    rated: str
    mark: str
    mean: str
    n: int
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One role group's row."""

    role: str
    mark: str
    cells: tuple[MatrixCell, ...]


def group_view(found: Sequence[Finding], charts: Charts, at_most: int) -> GroupView:
    """Return the group's picture; without any theme it is empty and says so."""
    themes = [one for one in found if isinstance(one, GroupTheme)]
    themes.sort(key=lambda one: (ORDER.index(one.label), _place(one)))
    held = [one for one in found if isinstance(one, Withheld) and one.dimension]
    words = Themes(charts)
    strong = [one for one in themes if one.label == "strength"]
    working = sorted(
        (one for one in themes if one.label == "worth working on"), key=lambda one: one.rank
    )
    mixed = [one for one in themes if one.label == "mixed"]
    n = max((one.n for one in themes), default=0)
    asked = max((one.asked for one in (*themes, *held)), default=0)
    strip = charts.group(themes, held)
    strengths = [words.group(one) for one in strong[:at_most]]
    to_do = [words.group(one) for one in working[:at_most]]
    if not strengths and mixed:
        strengths = [words.group(mixed[0], "group highest")]
    if not to_do and len(mixed) > 1:
        to_do = [words.group(mixed[-1], "group lowest")]
    first = working[0] if working else mixed[-1] if mixed else strong[0] if strong else None
    return GroupView(
        n=n,
        asked=asked,
        headline=_headline(charts.wording, strong[:2], working[:2], any_=bool(themes)),
        themes=tuple(words.group(one) for one in themes),
        strengths=tuple(strengths),
        working_on=tuple(to_do),
        mixed=tuple(words.group(one) for one in mixed),
        strip=strip,
        strip_alt=scale_alt("group", themes, charts, [_row(words, one) for one in themes]),
        bars=charts.group_bars(themes),
        bars_alt=charts.wording.of("alt", "bars").format(
            count=len(themes), rows=" ".join(_row(words, one) for one in themes)
        ),
        source=_source(charts.wording, themes, n, asked),
        question=first.question if first else "",
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
    *,
    any_: bool,
) -> str:
    key = {
        (True, True): "strong and working",
        (True, False): "strong",
        (False, True): "working",
    }.get((bool(strong), bool(working)), "mixed" if any_ else "none")
    return wording.of("headline", key).format(
        strong=names(wording, strong), working=names(wording, working)
    )


def _source(wording: Wording, themes: Sequence[GroupTheme], n: int, asked: int) -> str:
    ranged = any(
        one.low is not None or any(role.low is not None for role in one.roles) for one in themes
    )
    more = wording.of("source", "group range") if ranged else ""
    return wording.of("source", "group").format(n=n, asked=asked, range=more)


def change_view(found: Sequence[Finding], charts: Charts, then: str, now: str) -> ChangeView:
    """Return the group then and now, largest change first; `then` and `now` name the dates."""
    changes = [one for one in found if isinstance(one, GroupChange)]
    changes.sort(key=_size)
    wording = charts.wording
    levels = any(one.then is not None for one in changes)
    headline = _moved(changes, wording)
    both = max((one.both for one in changes), default=0)
    rows = tuple(
        ChangeRow(
            name=one.name, sentence=sentence(one.sentence), up=one.up, same=one.same, down=one.down
        )
        for one in changes
    )
    alt = scale_alt("change", changes, charts, [f"{row.name}: {row.sentence}" for row in rows])
    return ChangeView(
        any=bool(changes),
        levels=levels,
        headline=headline,
        strip=charts.group_change(changes),
        strip_alt=alt,
        bars=charts.change_bars(changes),
        bars_alt=alt,
        rows=rows,
        source=wording.of("source", "change").format(
            people=wording.people(both), then=then, now=now
        ),
        dates=wording.listed([then, now]) if then else now,
    )


def _moved(changes: Sequence[GroupChange], wording: Wording) -> str:
    """Return a title: which themes moved most, or that most people rate some higher."""
    largest = [one for one in changes if one.change is not None and abs(one.change) >= 0.3]
    higher = [one for one in changes if (one.up or 0) * 2 > one.both]
    higher.sort(key=lambda one: (-(one.up or 0), one.name))
    key, found = ("change", largest) if largest else ("change higher", higher)
    if not found:
        return wording.of("headline", "change none")
    most = wording.listed(lowered(one.name) for one in found[:2])
    return sentence(wording.of("headline", key).format(most=most)).rstrip(".")


def _size(change: GroupChange) -> tuple[float, int, str]:
    """Return a key that puts the largest change first; without a figure, most people moved."""
    size = -abs(change.change) if change.change is not None else 0.0
    return (round(size, 9), -((change.up or 0) + (change.down or 0)), change.name)


def quote_views(found: Sequence[Finding], theme_names: dict[str, str]) -> tuple[QuoteView, ...]:
    """Return the group's cleared words."""
    return tuple(
        QuoteView(theme=theme_names.get(one.dimension, one.dimension), words=one.words)
        for one in found
        if isinstance(one, Quote)
    )


def voice_views(found: Sequence[Finding]) -> tuple[VoiceView, ...]:
    """Return the lists in the group's own words; shares are counts out of those who answered."""
    return tuple(
        VoiceView(
            prompt=one.prompt,
            items=tuple(
                VoiceItem(words=words, share=f"{round(share * one.n)} of {one.n}")
                for words, _, share in one.items
            ),
        )
        for one in found
        if isinstance(one, GroupVoice)
    )


def not_shown_views(found: Sequence[Finding], wording: Wording) -> tuple[NotShown, ...]:
    """Return what is not shown, each with its plain sentence."""
    return tuple(
        NotShown(
            name=one.would_be,
            sentence=wording.of("not shown reasons", one.reason)
            .format(name=one.would_be, help=one.what_would_help)
            .strip(),
        )
        for one in found
        if isinstance(one, Withheld) and one.reason != "not_shared"
    )


def matrix_rows(found: Sequence[Finding], charts: Charts) -> tuple[MatrixRow, ...]:
    """Return how the role groups find each other: rows rate columns."""
    matrix = next((one for one in found if isinstance(one, RoleMatrix)), None)
    if matrix is None:
        return ()
    roles = list(dict.fromkeys([c.rater for c in matrix.cells] + [c.rated for c in matrix.cells]))
    cells = {(cell.rater, cell.rated): cell for cell in matrix.cells}

    def cell(rater: str, rated: str) -> MatrixCell:
        known = cells.get((rater, rated))
        return MatrixCell(
            rated=charts.wording.roles(rated),
            mark=charts.mark(rated),
            mean=points(known.mean) if known else "",
            n=known.n if known else 0,
            own=rater == rated,
        )

    return tuple(
        MatrixRow(
            role=charts.wording.roles(rater),
            mark=charts.mark(rater),
            cells=tuple(cell(rater, rated) for rated in roles),
        )
        for rater in roles
    )
