"""How role groups find each other: directed cells, each only where enough people rated."""

from collections.abc import Mapping, Sequence

from facilitate.audit.agreement import answers_alike, item_deviation, rwg
from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import Cell, Release, cleared, total
from facilitate.audit.findings import Finding, MethodNote, RoleCell, RoleMatrix
from facilitate.audit.group import KnownCells, MeasureResult, measure, withheld
from facilitate.audit.scores import mean, scale_mean
from facilitate.audit.suppression import all_alike
from facilitate.audit.wave import Respondent, Wave, about_column
from facilitate.recipient import FACILITATOR, GROUP

Direction = tuple[str, str]
"""(rater group, rated group)."""


def cell_mean(raters: Sequence[Sequence[float | None]]) -> float | None:
    """Return a cell's mean in scale points: items to rater to cell, unweighted; None of nobody.

    A rater counts with at least half of the items. The idea of directed ratings between groups is
    relational coordination's (Gittell 2002); items and cut-offs are our own.
    """
    scores = [scale_mean(rater) for rater in raters]
    known = [score for score in scores if score is not None]
    return mean(known) if known else None


def between(cells: Mapping[Direction, float]) -> float | None:
    """Return the unweighted mean of cells from one group to another, in scale points, or None."""
    across = [value for (rater, rated), value in cells.items() if rater != rated]
    return mean(across) if across else None


def within(cells: Mapping[Direction, float]) -> float | None:
    """Return the unweighted mean of groups' cells about themselves, in scale points, or None."""
    inside = [value for (rater, rated), value in cells.items() if rater == rated]
    return mean(inside) if inside else None


Rater = tuple[Respondent, float, tuple[float | None, ...]]
"""Who rated a role group: the mean of what was answered, and the answers to each statement."""


@measure
def role_findings(
    context: AuditContext, wave: Wave, *, earlier: Mapping[str, Sequence[Release]]
) -> MeasureResult:
    """Return the directed matrix of role groups with the totals that it publishes.

    A cell needs as many raters as any group, who are not all of one mind.
    """
    cells: list[RoleCell] = []
    notes: list[Finding] = []
    rated_by: set[str] = set()
    releases: dict[str, tuple[Release, ...]] = {}
    rated_groups = [role for role in context.programme.says.roles if _raters(context, wave, role)]
    for rated in rated_groups:
        variable = f"about {rated}"
        raters = _raters(context, wave, rated)
        verdict = cleared(
            [
                total(role, wave.name, (one.id for one, *_ in group))
                for role, group in raters.items()
                if len(group) >= context.minimum and not all_alike([score for _, score, _ in group])
            ],
            earlier=earlier.get(variable, ()),
            minimum=context.minimum,
            insiders=_own(wave),
        )
        releases[variable] = verdict.shown
        for release in verdict.shown:
            group = raters[release.id]
            rated_by |= {one.id for one, *_ in group}
            cells.append(_cell(context, release.id, rated, group))
            notes.append(_note(context, wave, release.id, rated, group))
    if not rated_groups:
        return MeasureResult((), {})
    if not cells:
        nothing = withheld(
            context,
            wave,
            "How the role groups find each other",
            reason="too_few",
            n=len(wave.respondents),
            at="between-roles",
        )
        return MeasureResult((nothing,), {})
    return MeasureResult(
        (_matrix(context, wave, cells, n=len(rated_by)), _means(wave, cells), *notes), releases
    )


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


def _cell(context: AuditContext, rater: str, rated: str, group: Sequence[Rater]) -> RoleCell:
    return RoleCell(
        rater=rater,
        rated=rated,
        mean=mean([score for _, score, _ in group]),
        n=len(group),
        alike=answers_alike([answers for *_, answers in group], options=context.limits.options),
    )


def _matrix(context: AuditContext, wave: Wave, cells: Sequence[RoleCell], *, n: int) -> RoleMatrix:
    return RoleMatrix(
        id=f"{wave.name}/group/between-roles",
        wave=wave.name,
        subject=GROUP,
        readers=context.everyone,
        n=n,
        asked=wave.asked,
        method="mean of raters' means, by direction; the two directions are never averaged",
        question="What would the others have to see to rate you one step higher?",
        cells=tuple(cells),
    )


def _means(wave: Wave, cells: Sequence[RoleCell]) -> MethodNote:
    by_direction = {(cell.rater, cell.rated): cell.mean for cell in cells}
    return MethodNote(
        id=f"{wave.name}/group/between-roles/method",
        wave=wave.name,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(wave.respondents),
        asked=wave.asked,
        method="unweighted means of the cells that are shown",
        about="Role groups",
        measure="between and within",
        figures=(("between", between(by_direction)), ("within", within(by_direction))),
    )


def _note(
    context: AuditContext, wave: Wave, rater: str, rated: str, group: Sequence[Rater]
) -> MethodNote:
    options, scores = context.limits.options, [score for _, score, _ in group]
    return MethodNote(
        id=f"{wave.name}/group/between-roles/{rater}/{rated}/method",
        wave=wave.name,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(scores),
        asked=wave.asked,
        method="rwg against a uniform answer; mean deviation",
        about=f"{rater} on {rated}",
        measure="agreement",
        figures=(
            ("mean", mean(scores)),
            ("rwg", rwg(scores, options=options)),
            (
                "average deviation (AD) of the statements",
                item_deviation([answers for *_, answers in group]),
            ),
        ),
    )
