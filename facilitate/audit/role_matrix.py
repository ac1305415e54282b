"""How role groups find each other: directed cells, each only where enough people rated."""

from collections.abc import Mapping, Sequence
from typing import Literal

from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import SAME, Cell, Cleared, Release, cleared, total
from facilitate.audit.findings import RoleCell, RoleMatrix
from facilitate.audit.group import KnownCells, MeasureResult, measure, reveals_each, withheld
from facilitate.audit.labels import roles_apart
from facilitate.audit.scores import answers_alike, mean, scale_mean
from facilitate.audit.wave import Respondent, Wave, about_column
from facilitate.figures import number, to_one_decimal

Rater = tuple[Respondent, float, tuple[float | None, ...]]
"""Who rated a role group: the mean of what was answered, and the answers to each statement."""


@measure
def role_findings(
    context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
) -> MeasureResult:
    """Return the directed matrix of role groups with the totals that it publishes.

    A cell needs as many raters as any group, whose mean does not tell what each of them gave.
    """
    cells: list[RoleCell] = []
    rated_by: set[str] = set()
    releases: dict[str, tuple[Release, ...]] = {}
    roles = context.programme.says.roles
    every = {role: raters for role in roles if (raters := _raters(context, wave, role))}
    for rated, raters in every.items():
        variable = f"about {rated}"
        verdict = cleared(
            [
                total(role, wave.name, (one.id for one, *_ in group))
                for role, group in raters.items()
                if len(group) >= context.minimum
                and not reveals_each(context.limits, [score for _, score, _ in group])
            ],
            earlier=earlier.get(variable, ()),
            minimum=context.minimum,
            insiders=_own(wave),
        )
        releases[variable] = verdict.shown
        for release in verdict.shown:
            group = raters[release.id]
            rated_by |= {one.id for one, *_ in group}
            cells.append(_cell(context, rated, group, release.id, verdict))
    if not every:
        return MeasureResult((), {})
    if not cells:
        most = max(len(group) for raters in every.values() for group in raters.values())
        nothing = withheld(
            context,
            wave,
            "How the role groups find each other",
            reason="too_few" if most < context.minimum else "would_disclose",
            n=len(wave.respondents),
            at="between-roles",
        )
        return MeasureResult((nothing,), {})
    return MeasureResult((_matrix(context, wave, cells, n=len(rated_by)),), releases)


def _raters(context: AuditContext, wave: Wave, rated: str) -> dict[str, list[Rater]]:
    """Return, by rater group, who rated a role group and the mean of what each answered."""
    found: dict[str, list[Rater]] = {role: [] for role in context.programme.says.roles}
    for one in wave.respondents:
        answers = tuple(
            _about(context, one, item.id, rated) for item in context.questions.about_roles
        )
        score = scale_mean(answers)
        if score is not None:
            found.setdefault(one.role, []).append((one, score, answers))
    return {role: raters for role, raters in found.items() if raters}


def _about(context: AuditContext, one: Respondent, item: str, rated: str) -> float | None:
    """Return one answer about a role group; a column without a role speaks of the other one."""
    column = about_column(item, rated)
    if column in one.items:
        return one.items[column]
    others = [role for role in context.programme.says.roles if role != one.role]
    return one.items.get(item) if others == [rated] else None


def _own(wave: Wave) -> KnownCells:
    cells: list[Cell] = [(wave.name, one.id) for one in wave.respondents]
    return tuple(frozenset({cell}) for cell in cells)


def _cell(
    context: AuditContext, rated: str, group: Sequence[Rater], rater: str, verdict: Cleared
) -> RoleCell:
    return RoleCell(
        rater=rater,
        rated=rated,
        mean=verdict.published(rater, mean([score for _, score, _ in group])),
        n=len(group),
        alike=answers_alike([answers for *_, answers in group], options=context.limits.options),
    )


def _matrix(context: AuditContext, wave: Wave, cells: Sequence[RoleCell], *, n: int) -> RoleMatrix:
    return RoleMatrix(
        id=f"{wave.name}/group/between-roles",
        **context.to_everyone(wave),
        n=n,
        method="mean of raters' means, by direction; the two directions are never averaged",
        question="What would the others have to see to rate you one step higher?",
        cells=tuple(cells),
        pattern=_pattern(context, wave, cells),
        furthest=_furthest(context, cells),
    )


def _furthest(context: AuditContext, cells: Sequence[RoleCell]) -> tuple[RoleCell, ...]:
    """Return the views of one group that are furthest apart, as far as what is seen differently."""

    def apart(views: Sequence[RoleCell]) -> float:
        return roles_apart([number(view.mean) for view in views], context.limits)

    groups = dict.fromkeys(cell.rated for cell in cells)
    of_each = [[cell for cell in cells if cell.rated == rated] for rated in groups]
    widest = max(of_each, key=apart, default=[])
    ends = sorted(widest, key=lambda cell: cell.mean, reverse=True)
    return (ends[0], ends[-1]) if apart(widest) else ()


def _pattern(
    context: AuditContext, wave: Wave, cells: Sequence[RoleCell]
) -> Literal["themselves higher", "themselves lower", "one way higher", "mixed"]:
    """Return what the shown cells have in common, as far as printed figures are clearly apart.

    Clearly is by half of what counts as seen differently: a title must not rest on one person's
    answer.
    """
    roles = {one.role for one in wave.respondents}
    means = {(cell.rater, cell.rated): to_one_decimal(number(cell.mean)) for cell in cells}
    across = [(rater, rated) for rater, rated in means if rater != rated]
    own = [means[to, to] - means[at, to] for at, to in across if (to, to) in means]
    clearly = context.limits.apart / 2 - SAME
    if own and len(own) == len(roles) * (len(roles) - 1):
        if min(own) >= clearly:
            return "themselves higher"
        if max(own) <= -clearly:
            return "themselves lower"
    if len(roles) == len(across) == 2 and abs(means[across[0]] - means[across[1]]) >= clearly:
        return "one way higher"
    return "mixed"
