"""How wide the columns of a table are: by their shares, or as their content needs."""

from collections.abc import Sequence

from facilitate.document import Column

NARROW_MM = 24.0
"""A column no wider than this holds ticks or figures, which stay beside the words."""


def column_widths(
    columns: Sequence[Column],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    *,
    narrow: float = NARROW_MM,
) -> tuple[float, ...]:
    """Return the columns' widths, gutters included, which add up to `width`; all in one unit.

    `wanted` is what each column needs to stand on one line, `least` what its longest word needs.
    Columns with a share divide what those without one leave; these get what they want, but no
    more than half of the width together.
    """
    shares = [column.share for column in columns]
    if all(shares):
        return tuple(width * share / sum(shares) for share in shares)
    if not any(shares):
        return tuple(_divided(wanted, least, width, narrow))
    free = [number for number, share in enumerate(shares) if not share]
    available = min(sum(wanted[number] for number in free), width / 2)
    parts = _divided([wanted[n] for n in free], [least[n] for n in free], available, narrow)
    given = dict(zip(free, parts, strict=True))
    rest = width - sum(parts)
    return tuple(
        given[number] if number in given else rest * share / sum(shares)
        for number, share in enumerate(shares)
    )


def _divided(
    wanted: Sequence[float], least: Sequence[float], width: float, narrow: float
) -> list[float]:
    """Return what each wants and a part of the room to spare, or its words and a fair part."""
    if sum(wanted) <= width:
        words = [max(want - narrow, 0.0) for want in wanted]
        parts = words if any(words) else wanted
        spare = (width - sum(wanted)) / sum(parts)
        return [want + spare * part for want, part in zip(wanted, parts, strict=True)]
    if sum(least) >= width:
        return [width * each / sum(least) for each in least]
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    spare = (width - sum(least)) / sum(more)
    return [low + spare * each for low, each in zip(least, more, strict=True)]
