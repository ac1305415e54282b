"""The group on each theme: means that pass the disclosure test, labels, and what is withheld."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol, get_args

from facilitate import registry
from facilitate.audit.context import AuditContext, to_facilitator
from facilitate.audit.disclosure import (
    Cell,
    Cleared,
    Release,
    all_alike,
    cleared,
    gives_values_away,
    total,
)
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    ROLES_APART,
    GroupLabel,
    GroupTheme,
    Reason,
    RoleMean,
    ThemeMethod,
    Withheld,
)
from facilitate.audit.labels import (
    TELLS_TOO_MUCH,
    Limits,
    group_label,
    number_needed,
    question_for,
    roles_apart,
)
from facilitate.audit.scores import (
    answers_alike,
    cronbach_alpha,
    item_deviation,
    mean,
    percentile_interval,
    spread,
)
from facilitate.audit.wave import Respondent, Wave, dimension_answers
from facilitate.faults import with_and
from facilitate.figures import number
from facilitate.model.questions import Dimension
from facilitate.structs import Struct, replace

ALPHA_NEEDS = 30
"""Of fewer people alpha says little: then the reliability that the instrument states is told."""


EVERYONE = "everyone"

RANGE_NEEDS = 8
"""How many must have answered before a range is drawn: its ends are single people's scores."""

METHOD = "mean of people's means; at least half of the statements answered"

KnownCells = Collection[frozenset[Cell]]

Answers = Sequence[tuple[Respondent, float]]
"""Who answered enough of a theme, each with the mean."""


class MeasureResult(Struct):
    """What a wave shows of the group: its findings, and the totals behind them by variable."""

    findings: tuple[Finding, ...]
    releases: Mapping[str, tuple[Release, ...]]


class Measure(Protocol):
    """Something that is found out about the group in one wave."""

    def __call__(
        self, context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
    ) -> MeasureResult:
        """Return its findings, and the totals that they publish."""
        ...


_MEASURES: list[Measure] = []


def measure(function: Measure) -> Measure:
    """Register a measure; it goes through `disclosure.cleared` with what it tells the group."""
    _MEASURES.append(function)
    return function


def measures() -> Sequence[Measure]:
    """Return every measure, in the order of their modules."""
    registry.find_all("measure")
    return _MEASURES


def group_findings(
    context: AuditContext,
    wave: Wave,
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, KnownCells],
    two_pictures: bool = False,
) -> MeasureResult:
    """Return the group's findings of one wave, with the totals that they publish.

    `earlier` are totals that were shown before and `insiders` what single readers know, both by
    variable (a dimension's id). `two_pictures` says that there are two rather than one: then
    no mean is printed of a theme that people answered differently, unless roles are shown apart.
    """
    themes: list[GroupTheme] = []
    others: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in context.questions.dimensions:
        theme = _Theme(context, wave, dimension, dimension_answers(wave, dimension))
        before, known = earlier.get(dimension.id, ()), insiders.get(dimension.id, ())
        found, shown = theme.findings(before, known, two_pictures=two_pictures)
        releases[dimension.id] = shown
        themes += [one for one in found if isinstance(one, GroupTheme)]
        others += [one for one in found if not isinstance(one, GroupTheme)]
    roles = _roles_withheld(context, wave, themes)
    return MeasureResult((*_ranked(themes), *others, *roles), releases)


def withheld(
    context: AuditContext,
    wave: Wave,
    would_be: str,
    *,
    reason: Reason,
    n: int,
    dimension: str = "",
    at: str = "",
    help_: str = "",
    said: bool = False,
) -> Withheld:
    """Return what is not shown of the group, for everybody to read; `at` ends its id."""
    return Withheld(
        id=f"{wave.name}/group/{dimension or at}/withheld",
        **context.to_everyone(wave),
        n=n,
        method="",
        would_be=would_be,
        dimension=dimension,
        reason=reason,
        what_would_help=help_
        or (TELLS_TOO_MUCH if reason == "would_disclose" else number_needed(context.minimum)),
        said=said,
    )


@dataclass(frozen=True)
class _Theme:
    """One theme as a group answered it in a wave."""

    context: AuditContext
    wave: Wave
    dimension: Dimension
    answers: Answers

    @cached_property
    def scores(self) -> list[float]:
        return [score for _, score in self.answers]

    @cached_property
    def limits(self) -> Limits:
        return self.context.limits_for(self.dimension)

    def findings(
        self, earlier: Sequence[Release], insiders: KnownCells, *, two_pictures: bool
    ) -> tuple[tuple[Finding, ...], tuple[Release, ...]]:
        """Return what may be told of the theme, or why nothing is, with the totals it publishes."""
        if len(self.scores) < self.context.minimum:
            return self._not_shown("too_few")
        if reveals_each(self.limits, self.scores):
            return self._not_shown(
                "all_alike", "Most people answered alike; a figure would tell each."
            )
        alike = self._alike()
        by_role = self._by_role()
        cells = [
            total(role, self.wave.name, (one.id for one, _ in self.answers if one.role == role))
            for role in by_role
        ]
        everyone = total(EVERYONE, self.wave.name, (one.id for one, _ in self.answers))
        verdict = cleared(
            [everyone, *cells], earlier=earlier, minimum=self.context.minimum, insiders=insiders
        )
        if EVERYONE not in verdict.ids:
            return self._not_shown("would_disclose")
        theme = self._described(by_role, verdict, alike=alike)
        # Where roles stand apart there are two figures, each of which describes its own people.
        if two_pictures and not alike and theme.apart is None:
            return self._not_shown(
                "no_shared_picture",
                "People see this in two different ways, so one figure would describe nobody.",
            )
        return (theme, self._method(theme, verdict)), verdict.shown

    def _not_shown(
        self, reason: Reason, help_: str = ""
    ) -> tuple[tuple[Finding, ...], tuple[Release, ...]]:
        finding = withheld(
            *(self.context, self.wave, self.dimension.name),
            reason=reason,
            n=len(self.scores),
            dimension=self.dimension.id,
            help_=help_,
        )
        return (finding,), ()

    def _by_role(self) -> dict[str, list[float]]:
        """Return the scores by role where every role can be shown; else nothing.

        All parts or none: a part that is missing could be computed from the whole and the rest.
        """
        found: dict[str, list[float]] = {role: [] for role in self.context.programme.says.roles}
        for one, score in self.answers:
            found.setdefault(one.role, []).append(score)
        found = {role: scores for role, scores in found.items() if scores}
        small = any(
            len(scores) < self.context.minimum or reveals_each(self.limits, scores)
            for scores in found.values()
        )
        return {} if small or len(found) < 2 else found

    def _alike(self) -> bool:
        """Return whether people answered alike, which nobody can say of roles that stand apart.

        Roles count here even where they are too small to be shown: that they differ is all it
        says.
        """
        rows = [[one.items[item.id] for item in self.dimension.items] for one, _ in self.answers]
        roles = [
            mean([score for one, score in self.answers if one.role == role])
            for role in dict.fromkeys(one.role for one, _ in self.answers)
        ]
        alike = answers_alike(rows, options=self.limits.options)
        return alike and not roles_apart(roles, self.limits)

    def _role_mean(self, role: str, scores: Sequence[float], verdict: Cleared) -> RoleMean:
        low, high = inner_range(self.limits, scores)
        return RoleMean(
            role=role,
            mean=verdict.published(role, mean(scores)),
            n=len(scores),
            low=verdict.maybe(role, low),
            high=verdict.maybe(role, high),
        )

    def _described(
        self, by_role: Mapping[str, Sequence[float]], verdict: Cleared, *, alike: bool
    ) -> GroupTheme:
        limits, scores, dimension = self.limits, self.scores, self.dimension
        low, high = inner_range(limits, scores)
        average = mean(scores)
        interval = percentile_interval(scores, seed=self.context.programme.says.seed)
        roles = tuple(
            self._role_mean(role, by_role[role], verdict) for role in by_role if role in verdict.ids
        )
        means = [number(role.mean) for role in roles]
        apart = roles_apart(means, limits)
        label = group_label(average, interval, limits, means)
        everyone = partial(verdict.published, EVERYONE)
        return GroupTheme(
            id=f"{self.wave.name}/group/{dimension.id}",
            **self.context.to_everyone(self.wave),
            n=len(scores),
            method=METHOD,
            interval=(everyone(interval[0]), everyone(interval[1])),
            question=question_for(label, dimension),
            dimension=dimension.id,
            name=dimension.name,
            mean=everyone(average),
            height=everyone(limits.on_five(average)),
            low=verdict.maybe(EVERYONE, low),
            high=verdict.maybe(EVERYONE, high),
            roles=roles,
            label=label,
            rank=0,
            alike=alike,
            apart=everyone(apart) if apart else None,
        )

    def _method(self, theme: GroupTheme, verdict: Cleared) -> ThemeMethod:
        dimension = self.dimension
        items = [[one.items[item.id] for item in dimension.items] for one, _ in self.answers]
        full = [[value for value in row if value is not None] for row in items if None not in row]
        measured = len(full) >= ALPHA_NEEDS
        return ThemeMethod(
            id=f"{theme.id}/method",
            **to_facilitator(self.wave),
            n=theme.n,
            method="90 % bootstrap percentile interval, 9,999 draws over people",
            interval=theme.interval,
            dimension=theme.dimension,
            name=theme.name,
            mean=theme.mean,
            spread=verdict.maybe(EVERYONE, spread(self.scores)),
            deviation=verdict.maybe(EVERYONE, item_deviation(items)),
            alike=theme.alike,
            reliability=verdict.maybe(EVERYONE, cronbach_alpha(full)) if measured else None,
            stated="" if dimension.reliability is None else f"{dimension.reliability:.2f}",
        )


def reveals_each(limits: Limits, scores: Sequence[float]) -> bool:
    """Say whether a mean of these scores would tell each person's, alike or near an end."""
    return all_alike(scores) or gives_values_away(
        scores, low=limits.low, high=limits.high, within=limits.step
    )


def inner_range(limits: Limits, scores: Sequence[float]) -> tuple[float, float] | tuple[None, None]:
    """Return the second lowest and the second highest score, in scale points.

    None of fewer than eight people, or where the two lie within half a step: that would tell all
    but two people's scores.
    """
    ordered = sorted(scores)
    if len(ordered) < RANGE_NEEDS or ordered[-2] - ordered[1] < limits.step / 2:
        return None, None
    return ordered[1], ordered[-2]


def _ranked(themes: Sequence[GroupTheme]) -> tuple[GroupTheme, ...]:
    """Return the themes in the order asked, each with its rank within its label."""
    ranks: dict[str, int] = {}
    for label in get_args(GroupLabel):
        same = sorted((one for one in themes if one.label == label), key=lambda one: one.dimension)
        same.sort(key=lambda theme: theme.height, reverse=label != "worth working on")
        ranks |= {theme.dimension: number for number, theme in enumerate(same, 1)}
    return tuple(replace(theme, rank=ranks[theme.dimension]) for theme in themes)


def _roles_withheld(
    context: AuditContext, wave: Wave, themes: Sequence[GroupTheme]
) -> tuple[Withheld, ...]:
    """Return one sentence for all themes that are shown without their role groups."""
    bare = [theme for theme in themes if not theme.roles]
    roles = list(dict.fromkeys(one.role for one in wave.respondents))
    if not bare or len(roles) < 2:
        return ()
    fewest = min(sum(one.role == role for one in wave.respondents) for role in roles)
    too_few = fewest < context.minimum
    help_ = (
        f"It is shown once at least {context.minimum} people of each role have answered."
        if too_few
        else "On these themes it would tell how single people answered: "
        + with_and([theme.name for theme in bare])
        + "."
    )
    return (
        withheld(
            context,
            wave,
            ROLES_APART,
            at="roles",
            reason="too_few" if too_few else "would_disclose",
            n=len(wave.respondents),
            help_=help_,
        ),
    )
