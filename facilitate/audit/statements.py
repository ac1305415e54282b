"""What makes a theme low or divided: how many ticked what of its statements, where it is safe."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from facilitate.audit.context import AuditContext
from facilitate.audit.disclosure import FEWEST, Release, cleared, total
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    AnswerCount,
    GroupTheme,
    StatementCount,
    StatementCounts,
    ThemeMethod,
)
from facilitate.audit.group import KnownCells, MeasureResult
from facilitate.audit.wave import Wave
from facilitate.figures import number
from facilitate.model.questions import Dimension, Scale, StockTakeItem

LOWEST, DIVIDED = 2, 2
"""Statements are told of so many of the lowest themes, and of those that people differ most on."""

Steps = tuple[int, int]
"""Answers that are counted together: from one step of the scale to another."""


def statement_findings(
    context: AuditContext,
    wave: Wave,
    found: Sequence[Finding],
    *,
    earlier: Mapping[str, Sequence[Release]],
    insiders: Mapping[str, KnownCells],
) -> MeasureResult:
    """Return the statements of the lowest and the most divided themes, with their totals.

    `found` are the group's findings of the wave; `earlier` are all totals that are shown, by
    theme: a statement gives way to every other figure.
    """
    dimensions = {one.id: one for one in context.questions.dimensions}
    told: list[Finding] = []
    releases: dict[str, tuple[Release, ...]] = {}
    for theme in _chosen(context, found):
        one, shown = _statements(
            context,
            wave,
            dimensions[theme.dimension],
            earlier=earlier.get(theme.dimension, ()),
            insiders=insiders.get(theme.dimension, ()),
        )
        told.append(one)
        releases[theme.dimension] = shown
    return MeasureResult(tuple(told), releases)


def _chosen(context: AuditContext, found: Sequence[Finding]) -> list[GroupTheme]:
    """Return the lowest themes, then those on which people differ most, each once."""
    themes = [one for one in found if isinstance(one, GroupTheme)]
    themes.sort(key=lambda one: (one.height, one.dimension))
    spread = {
        one.dimension: number(one.deviation)
        for one in found
        if isinstance(one, ThemeMethod) and one.deviation is not None
    }
    steps = {one.id: context.limits_for(one).step for one in context.questions.dimensions}
    divided = sorted(
        (one for one in themes if not one.alike),
        key=lambda one: (
            -number(one.apart) / steps[one.dimension] if one.apart else 0.0,
            -spread.get(one.dimension, 0.0) / steps[one.dimension],
            one.dimension,
        ),
    )
    chosen = (*themes[:LOWEST], *divided[:DIVIDED])
    return list({one.dimension: one for one in chosen}.values())


def _statements(
    context: AuditContext,
    wave: Wave,
    dimension: Dimension,
    *,
    earlier: Sequence[Release],
    insiders: KnownCells,
) -> tuple[StatementCounts, tuple[Release, ...]]:
    scale = context.questions.scale_of(dimension)
    ticked = {item.id: _ticked(wave, item) for item in dimension.items}
    totals = [total(id_, wave.name, people) for id_, people in ticked.items()]
    everybody = {person for people in ticked.values() for person in people}
    # A statement is part of its theme: whose answers differ between the two sums would be told.
    verdict = cleared(
        totals,
        earlier=earlier,
        minimum=context.minimum,
        insiders=(*insiders, *(frozenset({(wave.name, one)}) for one in sorted(everybody))),
    )
    known = {frozenset(person for _, person in cells) for cells in insiders}
    known |= {frozenset({person}) for person in everybody}
    alike = _exchangeable(everybody, (*earlier, *verdict.shown))
    counted = {
        id_: _counted(people, alike, known, scale)
        for id_, people in ticked.items()
        if id_ in verdict.ids
    }
    kept = tuple(one for one in verdict.shown if counted[one.id])
    finding = StatementCounts(
        id=f"{wave.name}/group/{dimension.id}/statements",
        **context.to_everyone(wave),
        n=len(everybody),
        method="people by what they ticked; neighbouring answers counted together",
        question=dimension.question,
        dimension=dimension.id,
        name=dimension.name,
        answers=tuple(_worded(scale, steps) for steps in _in_order(scale)),
        statements=tuple(
            StatementCount(
                text=item.text,
                n=len(ticked[item.id]),
                reverse=item.reverse,
                counts=tuple(
                    AnswerCount(
                        answer=_worded(scale, steps), people=verdict.published(item.id, people)
                    )
                    for steps, people in counted.get(item.id, ())
                ),
            )
            for item in dimension.items
        ),
    )
    return finding, kept


def _ticked(wave: Wave, item: StockTakeItem) -> dict[str, float]:
    """Return by person what was ticked, as it stands on the form."""
    return {
        one.id: float(text)
        for one in wave.respondents
        if one.items[item.id] is not None and (text := one.row.values.get(item.id))
    }


def _exchangeable(
    people: Collection[str], releases: Iterable[Release]
) -> tuple[frozenset[str], ...]:
    """Return groups within which people could change places and every total would stay the same."""
    shares: dict[str, list[tuple[int, str, int]]] = {person: [] for person in people}
    for at, release in enumerate(releases):
        for (wave, person), weight in release.weights.items():
            if person in shares:
                shares[person].append((at, wave, weight))
    groups: dict[tuple[tuple[int, str, int], ...], set[str]] = {}
    for person, parts in shares.items():
        groups.setdefault(tuple(sorted(parts)), set()).add(person)
    return tuple(frozenset(group) for group in groups.values())


def _counted(
    ticked: Mapping[str, float],
    alike: Collection[frozenset[str]],
    known: Collection[frozenset[str]],
    scale: Scale,
) -> tuple[tuple[Steps, int], ...]:
    """Return people by what they ticked, in the finest way that tells nobody's; else nothing.

    An answer that nobody gave is counted together with its neighbour too: it would say of each
    what that person did not tick.
    """
    for cells in _ways(scale):
        of = {
            person: next(steps for steps in cells if steps[0] <= value <= steps[1])
            for person, value in ticked.items()
        }
        counts = {steps: sum(each == steps for each in of.values()) for steps in cells}
        if min(counts.values()) >= FEWEST and _hides_each(of, alike, known):
            return tuple(counts.items())
    return ()


def _ways(scale: Scale) -> tuple[tuple[Steps, ...], ...]:
    """Return how answers may be counted: three cells, or two with the middle on either side."""
    middle, odd = divmod(scale.low + scale.high, 2)
    if odd:
        return (((scale.low, middle), (middle + 1, scale.high)),)
    low, high = (scale.low, middle - 1), (middle + 1, scale.high)
    return (
        (low, (middle, middle), high),
        ((scale.low, middle), high),
        (low, (middle, scale.high)),
    )


def _in_order(scale: Scale) -> list[Steps]:
    """Return all cells that occur in some way of counting, from the low end to the high one."""
    return sorted({steps for cells in _ways(scale) for steps in cells}, key=sum)


def _hides_each(
    of: Mapping[str, Steps],
    alike: Collection[frozenset[str]],
    known: Collection[frozenset[str]],
) -> bool:
    """Say whether nobody's answer follows from the counts, whatever one reader knows beside them.

    People who could change places without changing any figure that is shown must not all have
    ticked alike, those left out whose answers the reader knows: then each of them may have ticked
    one thing or the other, with the theme's mean and every other total as they are.
    """
    for group in alike:
        answered = group & of.keys()
        for mine in {group & each for each in known} | {frozenset[str]()}:
            left = {of[person] for person in answered - mine}
            if answered - mine and len(left) < 2:
                return False
    return True


def _worded(scale: Scale, steps: Steps) -> str:
    """Return answers that are counted together in the words of the scale."""
    first, last = steps
    if len(scale.labels) != scale.high - scale.low + 1:
        return str(first) if first == last else f"{first} to {last}"
    words = [label.lower() for label in scale.labels[first - scale.low : last - scale.low + 1]]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
