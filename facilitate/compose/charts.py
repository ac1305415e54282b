"""Findings as charts: rows of marks on the whole scale. Data alone; `write` draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from facilitate.audit.findings import (
    GroupTheme,
    ItemScore,
    PairTheme,
    PersonTheme,
    Withheld,
)
from facilitate.audit.labels import limits_of
from facilitate.charts import Bars, Bracket, Dot, Mark, Series, Strip, StripRow
from facilitate.compose.day_context import DayContext
from facilitate.figures import Shared, points
from facilitate.model.questions import Scale

Legend = tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class ScaleView:
    """The scale of a stock take: its steps from low to high, and the words at both ends."""

    steps: tuple[int, ...]
    first: str
    last: str


def scale_view(scale: Scale) -> ScaleView:
    """Return the scale that statements are answered on, as a template sees it."""
    steps = tuple(range(scale.low, scale.high + 1))
    return ScaleView(steps, scale.labels[0].lower(), scale.labels[-1].lower())


class Charts:
    """Makes charts in the programme's words; `plural` roles for groups, single ones for a pair."""

    def __init__(self, context: DayContext) -> None:
        self.context = context
        self.mark = context.mark
        self.wording = context.wording
        scale = context.questions.scale
        self.low, self.high = float(scale.low), float(scale.high)
        self.limits = limits_of(context.questions)
        self.ends = (scale.labels[0].lower(), scale.labels[-1].lower())

    def strip(
        self,
        rows: Iterable[StripRow],
        *,
        legend: Legend,
        brackets: Sequence[Bracket] = (),
        figures: str = "",
        owner: str = "",
    ) -> Strip:
        """Return rows on the stock take's scale."""
        return Strip(
            rows=tuple(rows),
            low=self.low,
            high=self.high,
            ends=self.ends,
            legend=legend,
            brackets=tuple(brackets),
            figures=figures,
            owner=owner,
        )

    def legend(self, roles: Iterable[str], *, plural: bool) -> Legend:
        """Return the marks of roles with their words, once each."""
        named = self.wording.roles if plural else self.wording.role
        words = {
            role: self.wording("everyone") if role == "everyone" else named(role)
            for role in dict.fromkeys(roles)
        }
        return tuple((self.mark(role), word) for role, word in words.items())

    # ------------------------------------------------------------------------------ the group

    def group_dots(self, theme: GroupTheme) -> tuple[Dot, ...]:
        """Return a mark for each role group that is shown, or one for everyone."""
        if theme.roles:
            return tuple(
                Dot(mark=self.mark(one.role), value=one.mean, low=one.low, high=one.high)
                for one in theme.roles
            )
        return (Dot(mark="everyone", value=theme.mean, low=theme.low, high=theme.high),)

    def group(self, themes: Sequence[GroupTheme], withheld: Sequence[Withheld]) -> Strip:
        """Return the group on every theme: strengths, mixed, to work on, then what is not shown."""
        rows = [
            StripRow(
                label=theme.name,
                dots=self.group_dots(theme),
                bold=theme.label != "mixed",
                figure=self._gap(theme),
            )
            for theme in themes
        ]
        rows += [
            StripRow(label=one.would_be, not_shown=self.wording("not shown")) for one in withheld
        ]
        roles = [one.role for theme in themes for one in theme.roles]
        if any(not theme.roles for theme in themes):
            roles.append("everyone")
        return self.strip(
            rows,
            legend=self.legend(roles, plural=True),
            brackets=self._brackets([theme.label for theme in themes], "group brackets"),
        )

    def _gap(self, theme: GroupTheme) -> str:
        return "" if theme.apart is None else self.wording("apart", gap=points(theme.apart))

    def group_bars(self, themes: Sequence[GroupTheme]) -> Bars:
        """Return everyone's means, highest first: bars, which stay editable in Office files."""
        ranked = sorted(themes, key=lambda theme: theme.mean, reverse=True)
        return Bars(
            categories=tuple(theme.name for theme in ranked),
            series=(
                Series(
                    name=self.wording("everyone"),
                    values=tuple(theme.mean for theme in ranked),
                ),
            ),
            low=self.low,
            high=self.high,
            decimals=1,
        )

    def _brackets(self, labels: Sequence[str], key: str) -> list[Bracket]:
        """Return a bracket for each run of rows with the same label that has a word for it."""
        found: list[Bracket] = []
        for number, label in enumerate(labels):
            words = self.wording.maybe(key, label)
            if not words:
                continue
            if number and labels[number - 1] == label:
                found[-1] = replace(found[-1], last=number)
            else:
                detail = self.rule(self.wording.maybe(f"{key} detail", label))
                found.append(Bracket(first=number, last=number, label=words, detail=detail))
        return found

    def rule(self, words: str) -> str:
        """Return the words of a rule with the very numbers that labels are decided by."""
        return words.format(
            strength=figure(self.limits.strength),
            working=figure(self.limits.working_on),
            apart=figure(self.limits.apart),
        )

    # -------------------------------------------------------------------------------- a pair

    def pair(self, themes: Sequence[PairTheme], missing: Sequence[Withheld], owner: str) -> Strip:
        """Return a pair's marks on every theme; a theme that is not shown keeps its row."""
        rows = [
            StripRow(
                label=theme.name,
                dots=tuple(Dot(mark=self.mark(role), value=value) for role, value in theme.scores),
                link=_link(theme.scores, far=theme.label == "seen differently"),
                bold=theme.label not in ("", "middle ground"),
            )
            for theme in themes
        ]
        rows += [
            StripRow(label=one.would_be, not_shown=self.wording("not shown")) for one in missing
        ]
        roles = [role for theme in themes for role, _ in theme.scores]
        whose = "pair brackets" if len(set(roles)) > 1 else "own brackets"
        return self.strip(
            rows,
            legend=self.legend(roles, plural=False),
            brackets=self._brackets([theme.label for theme in themes], whose),
            owner=owner,
        )

    def items(self, items: Sequence[ItemScore], owner: str) -> Strip:
        """Return the statements of a theme with each member's answer."""
        rows = []
        for item in items:
            known = [(role, value) for role, value in item.scores if value is not None]
            rows.append(
                StripRow(
                    label=item.text,
                    dots=tuple(Dot(mark=self.mark(role), value=value) for role, value in known),
                    link=_link(known, far=item.far),
                    not_shown="" if known else self.wording("no answer"),
                )
            )
        roles = [role for item in items for role, _ in item.scores]
        return self.strip(rows, legend=self.legend(roles, plural=False), owner=owner)

    # ------------------------------------------------------------------------------ one person

    def own(
        self, themes: Sequence[PersonTheme], group: Sequence[GroupTheme], role: str, owner: str
    ) -> Strip:
        """Return a person's own marks beside the group's."""
        means = {theme.dimension: theme for theme in group}
        rows = []
        for theme in themes:
            dots = []
            if theme.dimension in means:
                beside = means[theme.dimension]
                dots.append(
                    Dot(mark="everyone", value=beside.mean, low=beside.low, high=beside.high)
                )
            if theme.mean is not None:
                dots.append(Dot(mark=self.mark(role), value=theme.mean))
            rows.append(
                StripRow(
                    label=theme.name,
                    dots=tuple(dots),
                    not_shown="" if dots else self.wording("no answer"),
                    bold=theme.mean is not None,
                )
            )
        legend: Legend = ((self.mark(role), self.wording("you")),)
        if means:
            legend = (*legend, ("everyone", self.wording("the group")))
        return self.strip(rows, legend=legend, owner=owner)


def _link(scores: Sequence[tuple[str, Shared]], *, far: bool) -> Literal["", "near", "far"]:
    """Return the link of a row's marks: dark where they are far apart, none of a single one."""
    return "" if len(scores) < 2 else "far" if far else "near"


def figure(value: float) -> str:
    """Return a figure with at most one decimal: `3.5`, `3`."""
    return f"{value:.1f}".removesuffix(".0")
