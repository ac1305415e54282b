"""The facilitator's figures on a theme: interval, agreement and reliability."""

from collections.abc import Sequence

from facilitate.audit.agreement import icc_groups, item_deviation, rwg_items
from facilitate.audit.findings import MethodNote
from facilitate.audit.room import Room
from facilitate.audit.scores import (
    composite_positive,
    cronbach_alpha,
    hundred_points,
    mean,
    spread,
)
from facilitate.audit.sitting import Sitting, dimension_answers
from facilitate.model.questions import Dimension
from facilitate.recipient import FACILITATOR, GROUP

ALPHA_NEEDS = 30
"""Of fewer people alpha says little: then the reliability that the instrument states is told."""


def theme_note(
    room: Room,
    sitting: Sitting,
    dimension: Dimension,
    *,
    scores: Sequence[float],
    interval: tuple[float, float],
) -> MethodNote:
    """Return the note on a theme: its interval (90 %), spread, agreement and reliability."""
    answers = [one for one, _ in dimension_answers(sitting, dimension)]
    items = [[one.items[item.id] for item in dimension.items] for one in answers]
    columns = [[row[at] for row in items] for at in range(len(dimension.items))]
    scale = room.questions.scale
    positive = (scale.high, scale.high - 1)
    full = [[value for value in row if value is not None] for row in items if None not in row]
    by_pair: dict[str, list[float]] = {}
    for one, score in dimension_answers(sitting, dimension):
        by_pair.setdefault(one.pair, []).append(score)
    icc = icc_groups([group for group in by_pair.values() if len(group) > 1])
    measured = len(full) >= ALPHA_NEEDS
    alpha = cronbach_alpha(full) if measured else None
    return MethodNote(
        id=f"{sitting.wave}/group/{dimension.id}/method",
        wave=sitting.wave,
        subject=GROUP,
        readers=frozenset({FACILITATOR}),
        n=len(scores),
        asked=sitting.asked,
        method="90 % bootstrap percentile interval, 9,999 draws over people",
        interval=interval,
        about=dimension.name,
        measure="mean",
        figures=(
            ("mean", mean(scores)),
            ("mean on 0-100", hundred_points(mean(scores), low=scale.low, high=scale.high)),
            ("share of positive answers", composite_positive(columns, positive=positive)),
            ("standard deviation", spread(scores)),
            ("average deviation (AD) of the statements", item_deviation(items)),
            ("answered alike up to", room.limits.alike_up_to),
            ("rwg(J)", rwg_items(full, options=room.limits.options)),
            ("ICC(1) of pairs", icc[0] if icc else None),
            ("ICC(2) of pairs", icc[1] if icc else None),
            ("Cronbach's alpha", alpha),
            ("reliability as stated", None if measured else dimension.reliability),
        ),
    )
