"""Findings as charts: rows of marks on the whole scale. Data alone; `write` draws them."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, Literal

from facilitate.audit.findings import (
    GroupTheme,
    ItemScore,
    PairTheme,
    PersonTheme,
    Withheld,
)
from facilitate.audit.labels import limits_of
from facilitate.audit.preview import least_shown
from facilitate.charts import Bracket, Dot, Mark, Strip, StripRow, with_step
from facilitate.compose.day_context import DayContext
from facilitate.figures import Shared, points
from facilitate.model.questions import Scale
from facilitate.structs import Struct, replace

Legend = tuple[tuple[Mark, str], ...]

NBSP = "\u00a0"


class ScaleView(Struct):
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
        scales = context.questions.scales or (context.questions.scale,)
        scale = scales[0] if len(scales) == 1 else context.questions.scale
        self.low, self.high = float(scale.low), float(scale.high)
        self.one_scale = len(scales) == 1
        self.limits = limits_of(context.questions, scale if self.one_scale else Scale())
        self.ends = (scale.labels[0].lower(), scale.labels[-1].lower())
        self.fewest = least_shown(context.programme).alone
        asked, self.main = context.questions, scale
        self.of_theme = {one.id: asked.scale_of(one) for one in asked.dimensions}

    def with_scales(self, source: str) -> str:
        """Return what stands under a chart, with how to read it where not all scales are one."""
        return source if self.one_scale else f"{source} {self.wording('own scales')}"

    @property
    def own_ends(self) -> tuple[str, str]:
        """The words at the ends of a chart whose rows have scales of their own."""
        return self.wording("low end"), self.wording("high end")

    def in_words(self, *, own: bool = True) -> str:
        """Return in a sentence from what to what a chart goes, or that rows have their `own`."""
        if own and not self.one_scale:
            return self.wording("scale of each")
        low, high = points(self.low, 0), points(self.high, 0)
        first, last = self.ends
        return self.wording("scale from to", low=low, high=high, first=first, last=last)

    def scale(self, dimension: str) -> ScaleView:
        """Return the scale that a theme's statements are answered on."""
        return scale_view(self.of_theme.get(dimension, self.main))

    def label(self, name: str, dimension: str) -> str:
        """Return a theme's name, with its scale where not all have the same."""
        if self.one_scale or dimension not in self.of_theme:
            return name
        scale = scale_view(self.of_theme[dimension])
        first, last = with_step(scale.steps[0], scale.first), with_step(scale.steps[-1], scale.last)
        ends = self.wording("from to", first=first, last=last)
        return self.wording("with number", words=name, n=ends)

    def on_scale(self, dimension: str) -> str:
        """Return in a sentence from what to what a theme goes; empty if as the questionnaire."""
        scale = self.of_theme.get(dimension, self.main)
        if self.one_scale or (scale.low, scale.high) == (self.main.low, self.main.high):
            return ""
        return self.wording("on its scale", low=scale.low, high=scale.high)

    def row(self, name: str, dimension: str, **parts: Any) -> StripRow:
        """Return a theme's row, on its own scale where not all have the same."""
        scale = None if self.one_scale else self.of_theme.get(dimension)
        return StripRow(
            label=self.label(name, dimension),
            scale=None if scale is None else (float(scale.low), float(scale.high)),
            written=self.context.place_of(name),
            **parts,
        )

    def strip(self, rows: Sequence[StripRow], **parts: Any) -> Strip:
        """Return rows on the stock take's scale, or each on its own."""
        return Strip(
            rows=tuple(rows),
            low=self.low,
            high=self.high,
            ends=self.ends if not any(row.scale for row in rows) else self.own_ends,
            **parts,
        )

    def legend(self, roles: Iterable[str], *, plural: bool) -> Legend:
        """Return the marks of roles with their words, once each."""
        named = self.wording.roles if plural else self.wording.role
        words = {
            role: self.wording("everyone") if role == "everyone" else named(role)
            for role in dict.fromkeys(roles)
        }
        return tuple((self.mark(role), word) for role, word in words.items())

    def numbered(self, usual: Mapping[str, int]) -> Legend:
        """Return the marks of role groups, each with how many of it are behind most figures.

        A row that rests on other numbers says so, in `of`.
        """
        return tuple(
            (mark, self.wording("with number", words=words, n=n))
            for (mark, words), n in zip(
                self.legend(usual, plural=True), usual.values(), strict=True
            )
        )

    def of(self, numbers: Sequence[int], *, apart: bool = True) -> str:
        """Return numbers of people: `of 7 and 8` of parts `apart`, or `7 to 8` over several rows.

        A narrow column does not part `of 7 and 8`.
        """
        if apart:
            people = self.wording.listed(map(str, numbers))
            return self.wording("of people", people=people).replace(" ", NBSP)
        first, last = min(numbers), max(numbers)
        return str(last) if first == last else self.wording("from to", first=first, last=last)

    def unusual(self, parts: Sequence[tuple[str, int]], usual: Mapping[str, int]) -> str:
        """Return `of 7 and 8` where a row rests on other numbers than the key tells."""
        numbers = [n for _, n in parts]
        return self.of(numbers) if any(usual[role] != n for role, n in parts) else ""

    def of_whom(self, parts: Iterable[tuple[str, int]]) -> str:
        """Return over the rows whom their numbers are of: `of doctors and managers`."""
        roles = [role for role in dict.fromkeys(role for role, _ in parts) if role != "everyone"]
        people = self.wording.listed(map(self.wording.roles, roles))
        return self.wording("of people", people=people) if roles else ""

    # ------------------------------------------------------------------------------ the group

    def group_dots(self, theme: GroupTheme) -> tuple[Dot, ...]:
        """Return a mark for each role group that is shown, or one for everyone."""
        if theme.roles:
            return tuple(
                Dot(mark=self.mark(one.role), value=one.mean, low=one.low, high=one.high)
                for one in theme.roles
            )
        return (Dot(mark="everyone", value=theme.mean, low=theme.low, high=theme.high),)

    def hidden(self, reason: str) -> str:
        """Return that a row is not shown and, where that may be told, why."""
        return self.wording.maybe("not shown short", reason) or self.wording("not shown")

    def group(
        self, themes: Sequence[GroupTheme], withheld: Sequence[Withheld], title: str
    ) -> Strip:
        """Return the group on every theme: strengths, mixed, to work on, then what is not shown.

        Rows that the title names are bold.
        """
        parts = {one.dimension: group_parts(one) for one in themes}
        everyone = [part for each in parts.values() for part in each]
        usual = usual_numbers(everyone)
        of = {name: self.unusual(each, usual) for name, each in parts.items()}
        names = (*(one.name for one in themes), *(one.would_be for one in withheld))
        named = named_in(title, names)
        rows = [
            self.row(
                theme.name,
                theme.dimension,
                dots=self.group_dots(theme),
                bold=theme.name in named,
                figure=", ".join(filter(None, (self._gap(theme), of[theme.dimension]))),
            )
            for theme in themes
        ]
        rows += [
            self.row(
                (name := one.would_be), "", not_shown=self.hidden(one.reason), bold=name in named
            )
            for one in withheld
        ]
        return self.strip(
            rows,
            legend=self.numbered(usual),
            figures=self.of_whom(everyone) if any(of.values()) else "",
            brackets=self._brackets([theme.label for theme in themes], "group brackets"),
        )

    def _gap(self, theme: GroupTheme) -> str:
        return "" if theme.apart is None else self.wording("apart", gap=points(theme.apart))

    def _brackets(self, labels: Sequence[str], key: str) -> tuple[Bracket, ...]:
        """Return a bracket for each run of rows with the same label that has a word for it."""
        found: list[Bracket] = []
        for number, label in enumerate(labels):
            words = self.wording.maybe(key, label)
            if not words:
                continue
            if number and labels[number - 1] == label:
                found[-1] = replace(found[-1], last=number)
            else:
                detail = self.wording.maybe(f"{key} detail", label) if self.one_scale else ""
                detail = self.rule(detail)
                found.append(Bracket(first=number, last=number, label=words, detail=detail))
        return tuple(found)

    def rule(self, words: str) -> str:
        """Return the words of a rule with the very numbers that labels are decided by.

        Where themes have scales of their own these are those of a scale from 1 to 5.
        """
        return words.format(
            strength=figure(self.limits.strength),
            working=figure(self.limits.working_on),
            apart=figure(self.limits.apart),
        )

    # -------------------------------------------------------------------------------- a pair

    def pair(
        self, themes: Sequence[PairTheme], missing: Sequence[Withheld], owner: str, title: str
    ) -> Strip:
        """Return a pair's marks on every theme; a theme that is not shown keeps its row.

        Rows that the title names are bold.
        """
        named = named_in(title, [one.name for one in themes])
        rows = [
            self.row(
                theme.name,
                theme.dimension,
                dots=tuple(
                    Dot(mark=self.mark(role), value=value, may_be=ends)
                    for (role, value), ends in zip(theme.scores, theme.may_be, strict=True)
                ),
                link=_link(theme.scores, far=theme.label == "seen differently"),
                bold=theme.name in named,
            )
            for theme in themes
        ]
        rows += [self.row(one.would_be, "", not_shown=self.wording("not shown")) for one in missing]
        roles = [role for theme in themes for role, _ in theme.scores]
        whose = "pair brackets" if len(set(roles)) > 1 else "own brackets"
        return self.strip(
            rows,
            legend=self.legend(roles, plural=False),
            brackets=self._brackets([theme.label for theme in themes], whose),
            owner=owner,
        )

    def items(self, items: Sequence[ItemScore], owner: str, dimension: str = "") -> Strip:
        """Return the statements of a theme with each member's answer."""
        rows = []
        for item in items:
            known = [(role, value) for role, value in item.scores if value is not None]
            rows.append(
                self.row(
                    item.text,
                    dimension,
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
                dots.append(Dot(mark=self.mark(role), value=theme.mean, may_be=theme.may_be))
            rows.append(
                self.row(
                    theme.name,
                    theme.dimension,
                    dots=tuple(dots),
                    not_shown="" if dots else self.wording("no answer"),
                    bold=theme.mean is not None,
                )
            )
        legend: Legend = ((self.mark(role), self.wording("you")),)
        if means:
            n = self.of([one.n for one in means.values()], apart=False)
            words = self.wording("with number", words=self.wording("the group"), n=n)
            legend = (*legend, ("everyone", words))
        return self.strip(rows, legend=legend, owner=owner)


def group_parts(theme: GroupTheme) -> list[tuple[str, int]]:
    """Return the role groups that a theme's marks stand for, each with its number of people."""
    return [(one.role, one.n) for one in theme.roles] or [("everyone", theme.n)]


def named_in(title: str, themes: Iterable[str]) -> Set[str]:
    """Return those of the themes that a title names, none for being part of a longer name."""
    left, found = title.casefold(), set()
    for theme in sorted(themes, key=len, reverse=True):
        parts = re.split(rf"(?<!\w){re.escape(theme.casefold())}(?!\w)", left)
        found |= {theme} if len(parts) > 1 else set()
        left = "\n".join(parts)
    return found


def usual_numbers(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how many people of each role most rows rest on; of several such numbers the most."""
    found: dict[str, list[int]] = {}
    for role, n in parts:
        found.setdefault(role, []).append(n)
    return {role: max(each, key=lambda n: (each.count(n), n)) for role, each in found.items()}


def _link(scores: Sequence[tuple[str, Shared]], *, far: bool) -> Literal["", "near", "far"]:
    """Return the link of a row's marks: dark where they are far apart, none of a single one."""
    return "" if len(scores) < 2 else "far" if far else "near"


def figure(value: float) -> str:
    """Return a figure with at most one decimal: `3.5`, `3`."""
    return f"{value:.1f}".removesuffix(".0")
