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
    words: Sequence[float] = (),
    narrow: float = NARROW_MM,
) -> tuple[float, ...]:
    """Return the columns' widths, gutters included, which add up to `width`; all in one unit.

    `wanted` is what each column needs to stand on one line, `least` the least it can do with.
    Columns with a share divide what those without one leave; these get what they want, but no
    more than half of the width together. None is narrower than its longest word, which is `words`
    (or `least`), while there is room for all of these.
    """
    given = _shared(columns, wanted, least, width, narrow)
    return widened(given, words or least)


def _shared(
    columns: Sequence[Column],
    wanted: Sequence[float],
    least: Sequence[float],
    width: float,
    narrow: float,
) -> tuple[float, ...]:
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


def widened(given: Sequence[float], words: Sequence[float]) -> tuple[float, ...]:
    """Return the widths with none under its longest word; the others give of what they can."""
    if all(one >= word for one, word in zip(given, words, strict=True)):
        return tuple(given)
    width = sum(given)
    if sum(words) >= width:
        return tuple(width * each / sum(words) for each in words)
    missing = sum(max(word - one, 0.0) for one, word in zip(given, words, strict=True))
    to_give = sum(max(one - word, 0.0) for one, word in zip(given, words, strict=True))
    share = missing / to_give
    return tuple(
        max(one, word) - max(one - word, 0.0) * share
        for one, word in zip(given, words, strict=True)
    )
