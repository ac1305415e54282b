"""What the stock take says about the group, theme by theme, as a template sees it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from facilitate.audit.finding import Finding
from facilitate.audit.findings import ROLES_APART, GroupTheme, ItemScore, PairTheme, Withheld
from facilitate.audit.labels import printed_gap
from facilitate.charts import Strip
from facilitate.compose.findings_charts import Charts, ScaleView
from facilitate.compose.placeholder import joined
from facilitate.compose.wording import Wording, plural, quoted, sentence
from facilitate.figures import points
from facilitate.structs import Struct, replace


class RoleMeanView(Struct, kw_only=True):
    """A role's mean on a theme, as words; `n` is how many answered (1 in a pair)."""

    role: str
    mark: str
    mean: str
    n: int
    owner: str = ""


class ScoreView(Struct, kw_only=True):
    """One member's answer to a statement, as words; empty if there is none."""

    role: str
    mark: str
    score: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """What can be shown as a strip: few pages ask for it, so it is drawn up where one does."""

    _strip: Callable[[], Strip] = field(repr=False, compare=False)
    _alt: Callable[[], str] = field(repr=False, compare=False)

    @property
    def strip(self) -> Strip:
        """The picture."""
        return self._strip()

    @property
    def strip_alt(self) -> str:
        """What it shows, in words."""
        return self._alt()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView(Pictured):
    """One statement with each member's answer."""

    text: str
    scores: tuple[ScoreView, ...]
    turned: bool = False
    words: str = ""
    owner: str = ""


class QuoteView(Struct, kw_only=True):
    """Cleared words of the group: `theme` names what they are on, and `themes` each by itself."""

    theme: str
    themes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView(Pictured):
    """One theme, the group's or a pair's. Figures are words; `items` are a pair's only.

    `gap` says how far apart roles or members stand, empty where one or none is shown. `ends` are
    the two roles of the group that stand furthest apart, or none where roles are not apart.
    `quotes` are the group's cleared words on it. `unsure` says in a sentence that one answer
    would give a pair's theme another label, and is empty where none would; `scale` is the
    theme's, and `on_scale` says in a sentence where its numbers are others than those of the
    questionnaire.
    """

    name: str
    label: str
    sentence: str
    question: str
    mean: str
    gap: str
    roles: tuple[RoleMeanView, ...]
    items: tuple[ItemView, ...]
    ends: tuple[RoleMeanView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    unsure: str = ""
    scale: ScaleView | None = None
    on_scale: str = ""
    owner: str = ""


class ThemeWords:
    """Puts findings on single themes into words."""

    def __init__(self, charts: Charts) -> None:
        self.charts = charts
        self.wording = charts.wording

    def group(self, theme: GroupTheme, quotes: Sequence[QuoteView]) -> ThemeView:
        """Return the group on a theme, with those of the cleared words that are on it."""
        roles = tuple(
            RoleMeanView(
                role=self.wording.roles(one.role),
                mark=self.charts.mark(one.role),
                mean=points(one.mean),
                n=one.n,
            )
            for one in theme.roles
        )
        said = [(one.role, one.mean, one.n) for one in roles]
        said = said or [(self.wording("everyone"), points(theme.mean), theme.n)]
        figures = ", ".join(
            self._words("seen by", role=role, mean=mean, n=n) for role, mean, n in said
        )
        split = theme.apart is not None
        between = printed_gap([one.mean for one in theme.roles])
        gap = points(between if theme.apart is None else theme.apart) if roles else ""
        order = sorted(range(len(roles)), key=lambda at: theme.roles[at].mean) if split else []
        kind = "group apart" if split else "group alike" if theme.alike else "group differs"
        apart = f": {self.wording('apart', gap=gap)}" if split else ""
        told = self._words(kind, figures=figures, gap=gap).rstrip(".").split(". ")
        on_scale = self.charts.on_scale(theme.dimension)
        return ThemeView(
            name=theme.name,
            label=self.wording.of("labels", theme.label),
            sentence=" ".join([*map(sentence, told), on_scale]).rstrip(),
            question=theme.question,
            mean=points(theme.mean),
            gap=gap,
            roles=roles,
            ends=tuple(roles[at] for at in sorted(order[:1] + order[-1:])),
            items=(),
            _strip=lambda: self.charts.group([theme], (), theme.name),
            _alt=lambda: f"{self.charts.label(theme.name, theme.dimension)}: {figures}{apart}.",
            quotes=tuple(one for one in quotes if theme.name in one.themes),
            scale=self.charts.scale(theme.dimension),
            on_scale=on_scale,
        )

    def pair(self, theme: PairTheme, owner: str, label: str = "") -> ThemeView:
        """Return a pair on a theme, with its statements."""
        roles = tuple(
            RoleMeanView(
                role=self.wording.role(role),
                mark=self.charts.mark(role),
                mean=points(mean),
                n=1,
                owner=owner,
            )
            for role, mean in theme.scores
        )
        figures = ", ".join(self._words("seen", role=one.role, mean=one.mean) for one in roles)
        items = tuple(self._item(item, owner, theme.dimension) for item in theme.items)
        gap = points(theme.gap) if len(roles) > 1 else ""
        kind = _KIND.get(theme.label, "pair middle") if len(roles) > 1 else "alone"
        unsure = self._words("one answer") if theme.unsure else ""
        on_scale = self.charts.on_scale(theme.dimension)
        everyone = self.wording("both" if len(roles) == 2 else "all")
        said = sentence(self._words(kind, figures=figures, gap=gap, all=everyone))
        return ThemeView(
            name=theme.name,
            label=self.wording.of("labels", label or theme.label),
            sentence=joined([one for one in (said, on_scale, unsure) if one], " "),
            unsure=unsure,
            question=theme.question,
            mean=points(theme.mean),
            gap=gap,
            roles=roles,
            items=items,
            scale=self.charts.scale(theme.dimension),
            on_scale=on_scale,
            _strip=lambda: self.charts.items(theme.items, owner, theme.dimension),
            _alt=lambda: self._items_alt(theme.name, items, theme.dimension),
            owner=owner,
        )

    def _item(self, item: ItemScore, owner: str, dimension: str) -> ItemView:
        scores = tuple(
            ScoreView(
                role=self.wording.role(role),
                mark=self.charts.mark(role),
                score="" if value is None else points(value, 0),
                owner=owner,
            )
            for role, value in item.scores
        )
        return ItemView(
            text=item.text,
            _strip=lambda: self.charts.items([item], owner, dimension),
            _alt=lambda: sentence(self._answers(scores)),
            scores=scores,
            turned=item.reverse,
            words=self.wording("turned", text=item.text) if item.reverse else item.text,
            owner=owner,
        )

    def _answers(self, scores: Sequence[ScoreView]) -> str:
        none = self.wording("no answer")
        return ", ".join(f"{one.role} {one.score or none}" for one in scores)

    def _items_alt(self, name: str, items: Sequence[ItemView], dimension: str) -> str:
        steps = self.charts.scale(dimension).steps
        rows = (f"{item.text.rstrip('.')}: {self._answers(item.scores)}." for item in items)
        return self.wording.of("alt", "items").format(
            count=len(items),
            name=name,
            low=steps[0],
            high=steps[-1],
            rows=" ".join(rows),
        )

    def _words(self, key: str, **parts: object) -> str:
        return self.wording.of("sentence", key).format(**parts)


_KIND = {
    "shared strength": "pair high",
    "worth working on": "pair low",
    "seen differently": "pair apart",
}


ORDER = ("strength", "mixed", "seen differently", "worth working on")


class NotShown(Struct, kw_only=True):
    """What is not shown, and why, in one sentence."""

    name: str
    sentence: str


class Overview(Struct, kw_only=True):
    """What a page says first of all themes: the group's or a pair's. Figures are words.

    `differences` are themes on which people stand apart, of the group's under whatever label.
    `highest` and `lowest` stand in where there is no strength, or nothing to work on. `whom` says
    for whom a theme is high or low, and `whose` whose answers a pair reads.
    """

    headline: str
    whom: str
    whose: str = ""
    lead: str = ""
    strip: Strip
    strip_alt: str
    source: str
    strengths: tuple[ThemeView, ...]
    working_on: tuple[ThemeView, ...]
    differences: tuple[ThemeView, ...]
    highest: tuple[ThemeView, ...]
    lowest: tuple[ThemeView, ...]
    question: str


class GroupView(Overview, kw_only=True):
    """The group on all themes, strengths first."""

    n: int
    asked: int
    answered: str
    themes: tuple[ThemeView, ...]
    mixed: tuple[ThemeView, ...]
    one_scale: bool


def not_shown_views(found: Iterable[Finding], wording: Wording) -> tuple[NotShown, ...]:
    """Return what is not shown, all of one reason together, each with its plain sentence."""
    names: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if isinstance(one, Withheld) and one.reason != "not_shared":
            why = "said" if one.said and one.reason == "too_few" else one.reason
            names.setdefault((why, one.what_would_help), []).append(quoted(one.would_be))
    together = {why: "; ".join(dict.fromkeys(these)) for why, these in names.items()}
    return tuple(
        NotShown(
            name=name,
            sentence=wording.of("not shown reasons", why).format(name=name, help=help_).strip(),
        )
        for (why, help_), name in together.items()
    )


def group_view(
    found: Sequence[Finding], charts: Charts, quotes: Sequence[QuoteView], at_most: int
) -> GroupView:
    """Return the group's picture; without any theme it is empty and says so."""
    themes = [one for one in found if isinstance(one, GroupTheme)]
    themes.sort(key=lambda one: (ORDER.index(one.label), _place(one)))
    held = [one for one in found if isinstance(one, Withheld) and one.dimension]
    words = ThemeWords(charts)
    by_dimension = {one.dimension: words.group(one, quotes) for one in themes}

    def views(some: Sequence[GroupTheme]) -> tuple[ThemeView, ...]:
        return tuple(by_dimension[one.dimension] for one in some)

    def standing_in(some: Sequence[GroupTheme], label: str) -> tuple[ThemeView, ...]:
        named = [one for one in unequalled(some, between) if one in mixed]
        return tuple(replace(one, label=charts.wording.of("labels", label)) for one in views(named))

    all_themes = views(themes)
    strong, mixed, split, working = (_of_label(themes, label) for label in ORDER)
    between = sorted((*mixed, *split), key=lambda one: one.height, reverse=True)
    highest = () if strong else standing_in(between[:1], "group highest")
    lowest = () if working else standing_in(between[1:][-1:], "group lowest")
    n = max((one.n for one in themes or held), default=0)
    asked = max((one.asked for one in (*themes, *held)), default=0)
    answered = _answered(charts.wording, themes, n, asked)
    apart = _apart(themes)
    first = next((one for one in (*working, *reversed(between), *strong)), None)
    source = [charts.with_scales(_source(charts, themes, answered))]
    if any(_is_bare(one) for one in found):
        source.append(charts.wording.of("source", "too few of a role"))
    elif any(_is_bare(one, "would_disclose") for one in found) and not any(
        one.roles for one in themes
    ):
        source.append(charts.wording.of("source", "roles would tell"))
    if any(one.n == charts.fewest for theme in themes for one in theme.roles):
        source.append(charts.wording.of("source", "least of a role").format(n=charts.fewest))
    by_role = [one for one in apart if one in split]
    in_two = [one.would_be for one in held if themes and one.reason == "no_shared_picture"]
    title = _headline(
        charts.wording,
        roles="" if in_two else _role_names(charts.wording, by_role),
        strong=[one.name for one in strong],
        apart=[*(one.name for one in by_role), *in_two],
        working=[one.name for one in working],
        otherwise="mixed" if themes else "hidden" if _enough(held) else "none",
        between=[one[0].name for one in (highest, lowest) if one],
    )
    return GroupView(
        n=n,
        asked=asked,
        headline=title,
        themes=all_themes,
        strengths=views(strong[:at_most]),
        working_on=views(working[:at_most]),
        mixed=views(mixed),
        differences=views(apart[:at_most]),
        highest=highest,
        lowest=lowest,
        strip=charts.group(themes, held, title),
        strip_alt=scale_alt("group", themes, charts, [one.strip_alt for one in all_themes]),
        one_scale=charts.one_scale,
        source=joined(source, " "),
        answered=answered,
        whom=charts.wording("the group"),
        question=first.question if first else "",
    )


class RolesToday(Struct, kw_only=True):
    """How role groups stand now on the theme that they stood furthest apart on, now or before."""

    title: str
    strip: Strip
    strip_alt: str


def roles_today(
    group: GroupView, before: Sequence[Finding], wording: Wording, then: str
) -> RolesToday | None:
    """Return where role groups stand furthest apart now; else where they did `then`, if anywhere.

    Of the latter both groups have to be shown today too. Of a theme that they stood apart on then
    and now it says how far, each time.
    """
    earlier = _apart([one for one in before if isinstance(one, GroupTheme)])
    apart = {one.name: points(one.apart) for one in earlier if one.apart is not None}
    told = {theme.name: theme for theme in group.themes if theme.roles}
    now = [one.name for one in group.differences]
    name = next(iter(now or filter(told.get, apart)), "")
    if not name:
        return None
    key = "nearer" if not now else "both" if name in apart else "apart"
    theme = told[name]
    title = wording.of("roles today", key).format(
        theme=name,
        figures=", ".join(f"{one.role} {one.mean}" for one in theme.ends),
        gap=theme.gap,
        before=apart.get(name),
        date=then,
    )
    return RolesToday(title=title, strip=theme.strip, strip_alt=theme.strip_alt)


def _of_label(themes: Sequence[GroupTheme], label: str) -> list[GroupTheme]:
    """Return the themes of a label, the foremost first."""
    found = [one for one in themes if one.label == label]
    return sorted(found, key=lambda one: one.rank) if label == "worth working on" else found


def _apart(themes: Sequence[GroupTheme]) -> list[GroupTheme]:
    """Return the themes that roles see differently, the widest apart first."""
    split = (one for one in themes if one.apart is not None)
    in_order = sorted(split, key=attrgetter("dimension"))
    return sorted(in_order, key=attrgetter("apart"), reverse=True)


def _is_bare(one: Finding, reason: str = "too_few") -> bool:
    """Say whether roles are not told apart for this reason, as a rule too few of one answered."""
    return isinstance(one, Withheld) and one.would_be == ROLES_APART and one.reason == reason


Scored = TypeVar("Scored", GroupTheme, PairTheme)


def unequalled(some: Sequence[Scored], themes: Sequence[Scored]) -> list[Scored]:
    """Return those whose mean is printed of no other theme: of equals none is highest or lowest."""
    printed = [points(one.height) for one in themes]
    return [one for one in some if printed.count(points(one.height)) == 1]


def _place(theme: GroupTheme) -> int:
    """Return a place by mean, high to low, whatever the rank within the label means."""
    return -theme.rank if theme.label == "worth working on" else theme.rank


def scale_alt(kind: str, themes: Sequence[object], charts: Charts, rows: Sequence[str]) -> str:
    """Return a sentence for a strip: how many themes, the scale, and each row's figures."""
    words, scale = charts.wording.of("alt", kind), charts.in_words(own=kind != "mutual")
    said = words.format(themes=plural(themes, "theme"), scale=scale, rows=" ".join(rows))
    return said.strip()


def _headline(
    wording: Wording,
    *,
    roles: str,
    otherwise: str,
    between: Sequence[str],
    **found: Sequence[str],
) -> str:
    """Return what was found, the two foremost themes of each kind, or one where all three are.

    Where all are strong, or to be worked on, it says how many. `roles` see `apart` differently, or
    people do that are no role. `between` are the highest and the lowest of a mixed picture.
    """
    said = {kind: themes for kind, themes in found.items() if themes}
    key = " and ".join(said) or otherwise
    if key == "mixed" and len(between) > 1:
        high, low = (wording.foremost([one]) for one in between)
        return wording.of("headline", "mixed between").format(high=high, low=low)
    words = wording.of("headline", key if key != "apart" or roles else "in two ways")
    if key in ("strong", "working"):
        named = {key: wording.all_named(said[key])}
    else:
        most = 1 if len(said) > 2 else 2
        named = {kind: wording.foremost(themes, most) for kind, themes in said.items()}
    told = words.format(roles=roles, **named)
    return told[0].upper() + told[1:]


def _enough(held: Sequence[Withheld]) -> bool:
    """Say whether what is not shown is held back for another reason than too few answers."""
    return any(one.reason != "too_few" for one in held)


def _answered(wording: Wording, themes: Sequence[GroupTheme], n: int, asked: int) -> str:
    # A theme rests on those who answered at least half of its items, so its n may be smaller.
    fewest = min((one.n for one in themes), default=n)
    people = wording("from to", first=fewest, last=n) if fewest < n else n
    return wording.of("source", "answered").format(n=people, asked=asked)


def _source(charts: Charts, themes: Sequence[GroupTheme], answered: str) -> str:
    """Return how many answered, and what the marks are, and their lines if there are any."""
    if not themes:
        return answered
    drawn = (dot for theme in themes for dot in charts.group_dots(theme))
    ranged = any(dot.low is not None for dot in drawn)
    more = charts.wording.of("source", "group range") if ranged else ""
    return charts.wording.of("source", "group").format(answered=answered, range=more)


def _role_names(wording: Wording, apart: Sequence[GroupTheme]) -> str:
    found = dict.fromkeys(role.role for theme in apart for role in theme.roles)
    return wording.listed(wording.roles(role) for role in found)
