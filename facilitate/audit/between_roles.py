"""Findings on how role groups find each other, each cell only where enough people rated."""

from collections.abc import Mapping, Sequence

from facilitate.audit.agreement import answers_alike, item_deviation, rwg
from facilitate.audit.alike import all_alike
from facilitate.audit.disclosure import Cell, Release, cleared, total
from facilitate.audit.findings import Finding, MethodNote, RoleCell, RoleMatrix
from facilitate.audit.group import Insiders, Shown, measure, withheld
from facilitate.audit.role_matrix import between, within
from facilitate.audit.room import Room
from facilitate.audit.scores import mean, scale_mean
from facilitate.audit.sitting import Answerer, Sitting, about_column
from facilitate.recipient import FACILITATOR, GROUP

Rater = tuple[Answerer, float, tuple[float | None, ...]]
"""Who rated a role group: the mean of what was answered, and the answers to each statement."""


@measure
def role_findings(
    room: Room, sitting: Sitting, *, earlier: Mapping[str, Sequence[Release]]
) -> Shown:
    """Return the directed matrix of role groups with the totals that it publishes.

    A cell needs as many raters as any group, who are not all of one mind.
    """
    cells: list[RoleCell] = []
    notes: list[Finding] = []
    rated_by: set[str] = set()
    releases: dict[str, tuple[Release, ...]] = {}
    rated_groups = [role for role in room.programme.says.roles if _raters(room, sitting, role)]
    for rated in rated_groups:
        variable = f"about {rated}"
        raters = _raters(room, sitting, rated)
        verdict = cleared(
            [
                total(role, sitting.wave, (one.id for one, *_ in group))
                for role, group in raters.items()
                if len(group) >= room.minimum and not all_alike([score for _, score, _ in group])
            ],
            earlier=earlier.get(variable, ()),
            minimum=room.minimum,
            insiders=_own(sitting),
        )
        releases[variable] = verdict.shown
        for release in verdict.shown:
            group = raters[release.id]
            rated_by |= {one.id for one, *_ in group}
            cells.append(_cell(room, release.id, rated, group))
            notes.append(_note(room, sitting, release.id, rated, group))
    if not rated_groups:
        return Shown((), {})
    if not cells:
        nothing = withheld(
            room,
            sitting,
            "How the role groups find each other",
            reason="too_few",
            n=len(sitting.answerers),
            at="between-roles",
        )
        return Shown((nothing,), {})
    return Shown(
        (_matrix(room, sitting, cells, n=len(rated_by)), _means(sitting, cells), *notes), releases
    )


def _raters(room: Room, sitting: Sitting, rated: str) -> dict[str, list[Rater]]:
    """Return, by rater group, who rated a role group and the mean of what each answered."""
    found: dict[str, list[Rater]] = {role: [] for role in room.programme.says.roles}
    for one in sitting.answerers:
        answers = tuple(_about(room, one, item.id, rated) for item in room.questions.about_roles)
        score = scale_mean(answers)
        if score is not None:
            found.setdefault(one.role, []).append((one, score, answers))
    return {role: raters for role, raters in found.items() if raters}


def _about(room: Room, one: Answerer, item: str, rated: str) -> float | None:
    """Return one answer about a role group; a column without a role speaks of the other one."""
    column = about_column(item, rated)
    if column in one.items:
        return one.items[column]
    others = [role for role in room.programme.says.roles if role != one.role]
    return one.items.get(item) if others == [rated] else None


def _own(sitting: Sitting) -> Insiders:
    cells: list[Cell] = [(sitting.wave, one.id) for one in sitting.answerers]
    return tuple(frozenset({cell}) for cell in cells)


def _cell(room: Room, rater: str, rated: str, group: Sequence[Rater]) -> RoleCell:
    return RoleCell(
        rater=rater,
        rated=rated,
        mean=mean([score for _, score, _ in group]),
        n=len(group),
        alike=answers_alike([answers for *_, answers in group], options=room.limits.options),
    )


def _matrix(room: Room, sitting: Sitting, cells: Sequence[RoleCell], *, n: int) -> RoleMatrix:
    return RoleMatrix(
        id=f"{sitting.wave}/group/between-roles",
        wave=sitting.wave,
        subject=GROUP,
        readers=room.everyone,
        n=n,
        asked=sitting.asked,
        method="mean of raters' means, by direction; the two directions are never averaged",
        question="What would the others have to see to rate you one step higher?",
        cells=tuple(cells),
    )


def _means(sitting: Sitting, cells: Sequence[RoleCell]) -> MethodNote:
    by_direction = {(cell.rater, cell.rated): cell.mean for cell in cells}
    return MethodNote(
        id=f"{sitting.wave}/group/between-roles/method",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(sitting.answerers),
        asked=sitting.asked,
        method="unweighted means of the cells that are shown",
        about="Role groups",
        measure="between and within",
        figures=(("between", between(by_direction)), ("within", within(by_direction))),
    )


def _note(
    room: Room, sitting: Sitting, rater: str, rated: str, group: Sequence[Rater]
) -> MethodNote:
    options, scores = room.limits.options, [score for _, score, _ in group]
    return MethodNote(
        id=f"{sitting.wave}/group/between-roles/{rater}/{rated}/method",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(scores),
        asked=sitting.asked,
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
