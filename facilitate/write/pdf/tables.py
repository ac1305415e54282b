"""How wide the columns of a table are, from their shares or from what stands in them."""

from collections.abc import Sequence

from facilitate.document import Table, plain
from facilitate.write.measure import width_mm

GUTTER_MM = 4.0
NARROW_MM = 24.0


def column_widths(table: Table, *, width: float, font: str, size_pt: float) -> tuple[float, ...]:
    """Return the width of each column in millimetres, gutters included; together `width`.

    Columns with a share divide the room by their shares. Those with 0 take what their content
    wants, at most an equal part where room is short, and never less than their longest word.
    """
    wanted, least = _wants(table, font, size_pt)
    shares = [column.share for column in table.columns]
    if all(shares):
        return tuple(width * share / sum(shares) for share in shares)
    if any(shares):
        return _mixed(shares, wanted, least, width)
    return tuple(_divided(wanted, least, width))


def _wants(table: Table, font: str, size_pt: float) -> tuple[list[float], list[float]]:
    wanted: list[float] = []
    least: list[float] = []
    rows = (table.header, *table.rows)
    for number in range(len(table.columns)):
        texts = [plain(row[number]) for row in rows]
        marks = max(1.4 * size_pt * 0.36 * sum(run.mark is not None for run in row[number])
                    for row in rows)  # fmt: skip
        wanted.append(max(_mm(text, font, size_pt) for text in texts) + marks + GUTTER_MM)
        words = [word for text in texts for word in text.split()] or [""]
        least.append(max(_mm(word, font, size_pt) for word in words) + marks + GUTTER_MM)
    return wanted, least


def _mm(text: str, font: str, size_pt: float) -> float:
    return width_mm(text, font, size_pt, weight=600) * 1.02


def _mixed(
    shares: Sequence[float], wanted: Sequence[float], least: Sequence[float], width: float
) -> tuple[float, ...]:
    """Give the columns without a share their content's width, up to half of the room together."""
    free = [number for number, share in enumerate(shares) if not share]
    want = sum(wanted[number] for number in free)
    room = min(want, width / 2)
    parts = _divided([wanted[n] for n in free], [least[n] for n in free], room, fill=False)
    given = dict(zip(free, parts, strict=True))
    rest = width - sum(given.values())
    return tuple(
        given[number] if number in given else rest * share / sum(shares)
        for number, share in enumerate(shares)
    )


def _divided(
    wanted: Sequence[float], least: Sequence[float], width: float, *, fill: bool = True
) -> list[float]:
    """Divide the width: first the least that each needs, then in proportion to what it wants."""
    if sum(wanted) <= width:
        # Room to spare goes to columns of words; ticks and figures stay beside them.
        words = [max(want - NARROW_MM, 0.0) for want in wanted]
        spare = (width - sum(wanted)) / (sum(words) or sum(wanted)) if fill else 0.0
        return [
            want + spare * (word if any(words) else want)
            for want, word in zip(wanted, words, strict=True)
        ]
    if sum(least) >= width:
        return [width * each / sum(least) for each in least]
    spare = width - sum(least)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    return [low + spare * each / sum(more) for low, each in zip(least, more, strict=True)]
