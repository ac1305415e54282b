"""The group on each theme: means that pass the disclosure test, labels, and what is withheld."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from facilitate import registry
from facilitate.audit.agreement import answers_alike
from facilitate.audit.alike import all_alike, pinned
from facilitate.audit.bootstrap import percentile_interval
from facilitate.audit.disclosure import Cell, Release, cleared, total
from facilitate.audit.findings import (
    Finding,
    GroupTheme,
    MethodNote,
    Reason,
    RoleMean,
    Withheld,
)
from facilitate.audit.group_notes import theme_note
from facilitate.audit.labels import group_label, roles_apart
from facilitate.audit.room import Room
from facilitate.audit.scores import mean
from facilitate.audit.sitting import Sitting, dimension_answers
from facilitate.audit.wording import TELLS_TOO_MUCH, listed, number_needed, question_for
from facilitate.model.questions import Dimension
from facilitate.recipient import GROUP

EVERYONE = "everyone"

RANGE_NEEDS = 8
"""How many must have answered before a range is drawn: its ends are single people's scores."""

METHOD = "mean of people's means; at least half of the statements answered"

Insiders = Collection[frozenset[Cell]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a wave shows of the group: its findings, and the totals behind them by variable."""

    findings: tuple[Finding, ...]
    releases: Mapping[str, tuple[Release, ...]]


class Measure(Protocol):
    """Something that is found out about the group in one wave."""

    def __call__(
        self, room: Room, sitting: Sitting, *, earlier: Mapping[str, Sequence[Release]]
    ) -> Shown:
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
    room: Room,
    sitting: Sitting,
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, Insiders],
    camps: bool = False,
) -> Shown:
    """Return the group's findings of one wave, with the totals that they publish.

    `earlier` are totals that were shown before and `insiders` what single readers know, both by
    variable (a dimension's id). `camps` says that there are two pictures rather than one: then
    no mean is printed of a theme that people answered differently.
    """
    themes: list[GroupTheme] = []
    others: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for dimension in room.questions.dimensions:
        found, shown = _theme(
            room,
            sitting,
            dimension,
            earlier=earlier.get(dimension.id, ()),
            insiders=insiders.get(dimension.id, ()),
            camps=camps,
        )
        releases[dimension.id] = shown
        themes += [one for one in found if isinstance(one, GroupTheme)]
        others += [one for one in found if not isinstance(one, GroupTheme)]
    roles = _roles_withheld(room, sitting, themes)
    return Shown((*_ranked(themes), *others, *roles), releases)


def withheld(
    room: Room,
    sitting: Sitting,
    would_be: str,
    *,
    reason: Reason,
    n: int,
    dimension: str = "",
    at: str = "",
    help_: str = "",
) -> Withheld:
    """Return what is not shown of the group, for everybody to read; `at` ends its id."""
    return Withheld(
        id=f"{sitting.wave}/group/{dimension or at}/withheld",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=n,
        asked=sitting.asked,
        method="",
        would_be=would_be,
        dimension=dimension,
        reason=reason,
        what_would_help=help_ or _help(room, reason),
    )


def _help(room: Room, reason: Reason) -> str:
    return TELLS_TOO_MUCH if reason == "would_disclose" else number_needed(room.minimum)


def _theme(
    room: Room,
    sitting: Sitting,
    dimension: Dimension,
    *,
    earlier: Sequence[Release],
    insiders: Insiders,
    camps: bool,
) -> tuple[tuple[Finding, ...], tuple[Release, ...]]:
    answers = dimension_answers(sitting, dimension)
    scores = [score for _, score in answers]

    def not_shown(reason: Reason, help_: str = "") -> tuple[tuple[Finding, ...], tuple[()]]:
        finding = withheld(
            room,
            sitting,
            dimension.name,
            reason=reason,
            n=len(scores),
            dimension=dimension.id,
            help_=help_,
        )
        return (finding,), ()

    if len(scores) < room.minimum:
        return not_shown("too_few")
    if tells_each(room, scores):
        return not_shown("all_alike", "Most people answered alike; a figure would tell each.")
    if camps and not _alike(room, sitting, dimension):
        return not_shown(
            "no_shared_picture",
            "People see this in two different ways, so one figure would describe nobody.",
        )
    by_role = _by_role(room, sitting, dimension)
    cells = [
        total(role, sitting.wave, (one.id for one, _ in answers if one.role == role))
        for role in by_role
    ]
    everyone = total(EVERYONE, sitting.wave, (one.id for one, _ in answers))
    verdict = cleared([everyone, *cells], earlier=earlier, minimum=room.minimum, insiders=insiders)
    shown = {release.id for release in verdict.shown}
    if EVERYONE not in shown:
        return not_shown("would_disclose", TELLS_TOO_MUCH)
    roles = tuple(role_mean(room, role, by_role[role]) for role in by_role if role in shown)
    theme, note = _described(room, sitting, dimension, scores=scores, roles=roles)
    return (theme, note), verdict.shown


def _by_role(room: Room, sitting: Sitting, dimension: Dimension) -> dict[str, list[float]]:
    """Return the scores by role where every role can be shown; else nothing.

    All parts or none: a part that is missing could be computed from the whole and the rest.
    """
    found: dict[str, list[float]] = {role: [] for role in room.programme.says.roles}
    for one, score in dimension_answers(sitting, dimension):
        found.setdefault(one.role, []).append(score)
    found = {role: scores for role, scores in found.items() if scores}
    small = any(len(scores) < room.minimum or tells_each(room, scores) for scores in found.values())
    return {} if small or len(found) < 2 else found


def _alike(room: Room, sitting: Sitting, dimension: Dimension) -> bool:
    """Return whether people answered a theme alike, which nobody can say of roles that stand apart.

    Roles count here even where they are too small to be shown: that they differ is all it says.
    """
    answers = dimension_answers(sitting, dimension)
    rows = [[one.items[item.id] for item in dimension.items] for one, _ in answers]
    roles = [
        mean([score for one, score in answers if one.role == role])
        for role in dict.fromkeys(one.role for one, _ in answers)
    ]
    return answers_alike(rows, options=room.limits.options) and not roles_apart(roles, room.limits)


def tells_each(room: Room, scores: Sequence[float]) -> bool:
    """Say whether a mean of these scores would tell each person's, alike or near an end."""
    scale = room.questions.scale
    step = (scale.high - scale.low) / 4
    return all_alike(scores) or pinned(scores, low=scale.low, high=scale.high, within=step)


def role_mean(room: Room, role: str, scores: Sequence[float]) -> RoleMean:
    """Return a role group's mean, and from eight people on its range without the two extremes."""
    low, high = inner_range(room, scores)
    return RoleMean(role=role, mean=mean(scores), n=len(scores), low=low, high=high)


def inner_range(room: Room, scores: Sequence[float]) -> tuple[float, float] | tuple[None, None]:
    """Return the second lowest and the second highest score, in scale points.

    None of fewer than eight people, or where the two lie within half a step: that would tell all
    but two people's scores.
    """
    ordered, scale = sorted(scores), room.questions.scale
    half_step = (scale.high - scale.low) / 8
    if len(ordered) < RANGE_NEEDS or ordered[-2] - ordered[1] < half_step:
        return None, None
    return ordered[1], ordered[-2]


def _described(
    room: Room,
    sitting: Sitting,
    dimension: Dimension,
    *,
    scores: Sequence[float],
    roles: tuple[RoleMean, ...],
) -> tuple[GroupTheme, MethodNote]:
    interval = percentile_interval(scores, seed=room.programme.says.seed)
    low, high = inner_range(room, scores)
    label = group_label(mean(scores), interval, room.limits)
    theme = GroupTheme(
        id=f"{sitting.wave}/group/{dimension.id}",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=len(scores),
        asked=sitting.asked,
        method=METHOD,
        question=question_for(label, dimension),
        dimension=dimension.id,
        name=dimension.name,
        mean=mean(scores),
        low=low,
        high=high,
        roles=roles,
        label=label,
        rank=0,
        alike=_alike(room, sitting, dimension),
        apart=roles_apart([role.mean for role in roles], room.limits),
    )
    note = theme_note(room, sitting, dimension, scores=scores, interval=interval)
    return theme, note


def _ranked(themes: Sequence[GroupTheme]) -> tuple[GroupTheme, ...]:
    """Return the themes in the order asked, each with its rank within its label."""
    ranks: dict[str, int] = {}
    for label in ("strength", "worth working on", "mixed"):
        sign = 1 if label == "worth working on" else -1
        alike = [theme for theme in themes if theme.label == label]
        alike.sort(key=lambda theme: (sign * round(theme.mean, 9), theme.dimension))
        ranks |= {theme.dimension: number for number, theme in enumerate(alike, 1)}
    return tuple(replace(theme, rank=ranks[theme.dimension]) for theme in themes)


def _roles_withheld(
    room: Room, sitting: Sitting, themes: Sequence[GroupTheme]
) -> tuple[Withheld, ...]:
    """Return one sentence for all themes that are shown without their role groups."""
    bare = [theme for theme in themes if not theme.roles]
    roles = list(dict.fromkeys(one.role for one in sitting.answerers))
    if not bare or len(roles) < 2:
        return ()
    fewest = min(sum(one.role == role for one in sitting.answerers) for role in roles)
    too_few = fewest < room.minimum
    help_ = (
        f"It is shown once at least {room.minimum} people of each have answered."
        if too_few
        else "On these themes it would tell how single people answered: "
        + listed([theme.name for theme in bare])
        + "."
    )
    return (
        withheld(
            room,
            sitting,
            "The role groups apart",
            at="roles",
            reason="too_few" if too_few else "would_disclose",
            n=len(sitting.answerers),
            help_=help_,
        ),
    )
