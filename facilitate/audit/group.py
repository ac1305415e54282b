"""The group on each theme: means that pass the disclosure test, labels, and what is withheld."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, get_args

from facilitate import registry
from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import Cell, Cleared, Release, all_alike, cleared, pinned, total
from facilitate.audit.findings import (
    ROLES_APART,
    Finding,
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
from facilitate.recipient import FACILITATOR, GROUP

ALPHA_NEEDS = 30
"""Of fewer people alpha says little: then the reliability that the instrument states is told."""


EVERYONE = "everyone"

RANGE_NEEDS = 8
"""How many must have answered before a range is drawn: its ends are single people's scores."""

METHOD = "mean of people's means; at least half of the statements answered"

KnownCells = Collection[frozenset[Cell]]

Answers = Sequence[tuple[Respondent, float]]
"""Who answered enough of a theme, each with the mean."""


@dataclass(frozen=True, slots=True)
class MeasureResult:
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
    no mean is printed of a theme that people answered differently.
    """
    themes: list[GroupTheme] = []
    others: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in context.questions.dimensions:
        found, shown = _theme(
            context,
            wave,
            dimension,
            earlier=earlier.get(dimension.id, ()),
            insiders=insiders.get(dimension.id, ()),
            two_pictures=two_pictures,
        )
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
        what_would_help=help_ or _help(context, reason),
        said=said,
    )


def _help(context: AuditContext, reason: Reason) -> str:
    return TELLS_TOO_MUCH if reason == "would_disclose" else number_needed(context.minimum)


def _theme(
    context: AuditContext,
    wave: Wave,
    dimension: Dimension,
    *,
    earlier: Sequence[Release],
    insiders: KnownCells,
    two_pictures: bool,
) -> tuple[tuple[Finding, ...], tuple[Release, ...]]:
    answers = dimension_answers(wave, dimension)
    scores = [score for _, score in answers]

    def not_shown(reason: Reason, help_: str = "") -> tuple[tuple[Finding, ...], tuple[()]]:
        finding = withheld(
            context,
            wave,
            dimension.name,
            reason=reason,
            n=len(scores),
            dimension=dimension.id,
            help_=help_,
        )
        return (finding,), ()

    if len(scores) < context.minimum:
        return not_shown("too_few")
    limits = context.limits_for(dimension)
    if reveals_each(limits, scores):
        return not_shown("all_alike", "Most people answered alike; a figure would tell each.")
    alike = _alike(context, dimension, answers)
    if two_pictures and not alike:
        return not_shown(
            "no_shared_picture",
            "People see this in two different ways, so one figure would describe nobody.",
        )
    by_role = _by_role(context, limits, answers)
    cells = [
        total(role, wave.name, (one.id for one, _ in answers if one.role == role))
        for role in by_role
    ]
    everyone = total(EVERYONE, wave.name, (one.id for one, _ in answers))
    verdict = cleared(
        [everyone, *cells], earlier=earlier, minimum=context.minimum, insiders=insiders
    )
    if EVERYONE not in verdict.ids:
        return not_shown("would_disclose", TELLS_TOO_MUCH)
    theme = _described(
        context, wave, dimension, scores=scores, by_role=by_role, alike=alike, verdict=verdict
    )
    return (theme, _method(theme, dimension, answers, verdict)), verdict.shown


def _by_role(context: AuditContext, limits: Limits, answers: Answers) -> dict[str, list[float]]:
    """Return the scores by role where every role can be shown; else nothing.

    All parts or none: a part that is missing could be computed from the whole and the rest.
    """
    found: dict[str, list[float]] = {role: [] for role in context.programme.says.roles}
    for one, score in answers:
        found.setdefault(one.role, []).append(score)
    found = {role: scores for role, scores in found.items() if scores}
    small = any(
        len(scores) < context.minimum or reveals_each(limits, scores) for scores in found.values()
    )
    return {} if small or len(found) < 2 else found


def _alike(context: AuditContext, dimension: Dimension, answers: Answers) -> bool:
    """Return whether people answered a theme alike, which nobody can say of roles that stand apart.

    Roles count here even where they are too small to be shown: that they differ is all it says.
    """
    rows = [[one.items[item.id] for item in dimension.items] for one, _ in answers]
    roles = [
        mean([score for one, score in answers if one.role == role])
        for role in dict.fromkeys(one.role for one, _ in answers)
    ]
    limits = context.limits_for(dimension)
    return answers_alike(rows, options=limits.options) and not roles_apart(roles, limits)


def reveals_each(limits: Limits, scores: Sequence[float]) -> bool:
    """Say whether a mean of these scores would tell each person's, alike or near an end."""
    return all_alike(scores) or pinned(scores, low=limits.low, high=limits.high, within=limits.step)


def _role_mean(limits: Limits, role: str, scores: Sequence[float], verdict: Cleared) -> RoleMean:
    low, high = inner_range(limits, scores)
    return RoleMean(
        role=role,
        mean=verdict.published(role, mean(scores)),
        n=len(scores),
        low=verdict.maybe(role, low),
        high=verdict.maybe(role, high),
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


def _described(
    context: AuditContext,
    wave: Wave,
    dimension: Dimension,
    *,
    scores: Sequence[float],
    by_role: Mapping[str, Sequence[float]],
    alike: bool,
    verdict: Cleared,
) -> GroupTheme:
    limits = context.limits_for(dimension)
    low, high = inner_range(limits, scores)
    average = mean(scores)
    interval = percentile_interval(scores, seed=context.programme.says.seed)
    roles = tuple(
        _role_mean(limits, role, by_role[role], verdict) for role in by_role if role in verdict.ids
    )
    means = [number(role.mean) for role in roles]
    apart = roles_apart(means, limits)
    label = group_label(average, interval, limits, means)
    everyone = partial(verdict.published, EVERYONE)
    return GroupTheme(
        id=f"{wave.name}/group/{dimension.id}",
        **context.to_everyone(wave),
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


def _method(
    theme: GroupTheme,
    dimension: Dimension,
    answers: Answers,
    verdict: Cleared,
) -> ThemeMethod:
    items = [[one.items[item.id] for item in dimension.items] for one, _ in answers]
    full = [[value for value in row if value is not None] for row in items if None not in row]
    measured = len(full) >= ALPHA_NEEDS
    return ThemeMethod(
        id=f"{theme.id}/method",
        wave=theme.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=theme.n,
        asked=theme.asked,
        method="90 % bootstrap percentile interval, 9,999 draws over people",
        interval=theme.interval,
        dimension=theme.dimension,
        name=theme.name,
        mean=theme.mean,
        spread=verdict.maybe(EVERYONE, spread([score for _, score in answers])),
        deviation=verdict.maybe(EVERYONE, item_deviation(items)),
        alike=theme.alike,
        reliability=verdict.maybe(EVERYONE, cronbach_alpha(full)) if measured else None,
        stated="" if dimension.reliability is None else f"{dimension.reliability:.2f}",
    )


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
