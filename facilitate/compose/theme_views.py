"""Themes of the stock take as a template sees them: a name, a sentence, a question."""

from dataclasses import dataclass

from facilitate.audit.findings import GroupTheme, ItemScore, PairTheme
from facilitate.audit.labels import printed_gap
from facilitate.audit.scores import points
from facilitate.charts import Strip
from facilitate.compose.charts import Charts
from facilitate.compose.wording import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role's mean on a theme, as words; `n` is how many answered (1 in a pair)."""

    role: str
    mark: str
    mean: str
    n: int
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """One member's answer to a statement, as words; empty if there is none."""

    role: str
    mark: str
    score: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One statement with each member's answer."""

    text: str
    strip: Strip
    strip_alt: str
    scores: tuple[ScoreView, ...]
    turned: bool = False
    words: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """One theme, the group's or a pair's. Figures are words; `items` are a pair's only."""

    name: str
    label: str
    sentence: str
    question: str
    mean: str
    gap: str
    roles: tuple[RoleView, ...]
    items: tuple[ItemView, ...]
    strip: Strip
    strip_alt: str
    owner: str = ""


class Themes:
    """Puts findings on single themes into words."""

    def __init__(self, charts: Charts) -> None:
        self.charts = charts
        self.wording = charts.wording

    def group(self, theme: GroupTheme, label: str = "") -> ThemeView:
        """Return the group on a theme; `label` stands in for its own."""
        roles = tuple(
            RoleView(
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
        gap = f": {self.wording('apart', gap=points(theme.apart))}" if theme.apart else ""
        kind = "group apart" if theme.apart else "group alike" if theme.alike else "group differs"
        return ThemeView(
            name=theme.name,
            label=self.wording.of("labels", label or theme.label),
            sentence=_capital_sentences(
                self._words(kind, figures=figures, gap=points(theme.apart))
            ),
            question=theme.question,
            mean=points(theme.mean),
            gap=points(theme.apart) if theme.apart else "",
            roles=roles,
            items=(),
            strip=self.charts.group([theme], ()),
            strip_alt=f"{theme.name}: {figures}{gap}.",
        )

    def pair(self, theme: PairTheme, owner: str, label: str = "") -> ThemeView:
        """Return a pair on a theme, with its statements."""
        roles = tuple(
            RoleView(role=role, mark=self.charts.mark(role), mean=points(mean), n=1, owner=owner)
            for role, mean in theme.scores
        )
        figures = ", ".join(self._seen(one.role, one.mean) for one in roles)
        gap = points(theme.gap) if len(roles) > 1 else ""
        kind = _KIND.get(theme.label, "pair middle") if len(roles) > 1 else "alone"
        return ThemeView(
            name=theme.name,
            label=self.wording.of("labels", label or theme.label),
            sentence=sentence(
                self._words(
                    kind,
                    figures=figures,
                    gap=points(printed_gap([mean for _, mean in theme.scores])),
                    all=self.wording("both" if len(roles) == 2 else "all"),
                )
            ),
            question=theme.question,
            mean=points(theme.mean),
            gap=gap,
            roles=roles,
            items=tuple(self._item(item, owner) for item in theme.items),
            strip=self.charts.items(theme.items, owner),
            strip_alt=self._items_alt(theme),
            owner=owner,
        )

    def _item(self, item: ItemScore, owner: str) -> ItemView:
        scores = tuple(
            ScoreView(
                role=role,
                mark=self.charts.mark(role),
                score="" if value is None else points(value, 0),
                owner=owner,
            )
            for role, value in item.scores
        )
        said = ", ".join(f"{one.role} {one.score or self.wording('no answer')}" for one in scores)
        return ItemView(
            text=item.text,
            strip=self.charts.items([item], owner),
            strip_alt=f"{said[:1].upper()}{said[1:]}.",
            scores=scores,
            turned=item.reverse,
            words=self.wording("turned", text=item.text) if item.reverse else item.text,
            owner=owner,
        )

    def _items_alt(self, theme: PairTheme) -> str:
        rows = []
        for item in theme.items:
            said = ", ".join(
                f"{role} {self.wording('no answer') if value is None else points(value, 0)}"
                for role, value in item.scores
            )
            rows.append(f"{item.text.rstrip('.')}: {said}.")
        return self.wording.of("alt", "items").format(
            count=len(theme.items),
            name=theme.name,
            low=points(self.charts.low, 0),
            high=points(self.charts.high, 0),
            rows=" ".join(rows),
        )

    def _seen(self, role: str, mean: float | str) -> str:
        return self._words("seen", role=role, mean=mean if isinstance(mean, str) else points(mean))

    def _words(self, key: str, **parts: object) -> str:
        return self.wording.of("sentence", key).format(**parts)


_KIND = {
    "shared strength": "pair high",
    "worth working on": "pair low",
    "seen differently": "pair apart",
}


def _capital_sentences(words: str) -> str:
    return " ".join(sentence(part) for part in words.rstrip(".").split(". "))
