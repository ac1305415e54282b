"""A title of several lines breaks by sense, so that no word hangs alone on the last."""

import re
from dataclasses import replace

from facilitate.document import Text, plain
from facilitate.write.measure import Piece, line_count, width_mm

_SENSE = re.compile(r"(?<=[.,;:!?–]) ")

SMALLEST = 0.875
"""As far as slides shrink their titles: 34 to 30 points."""

LEAST_BALANCE = 0.45
"""The shorter of two lines is at least this share of the longer, or the break looks like a slip."""


def title_size(title: Text, *, font: str, size_pt: float, width: float) -> float:
    """Return the size at which a title takes two lines, at most an eighth smaller; else its own."""
    words = plain(title)
    sizes = (size_pt * share for share in (1, 0.96, 0.92, SMALLEST))
    return next((size for size in sizes if _lines(words, font, size, width) <= 2), size_pt)


def broken_by_sense(title: Text, *, font: str, size_pt: float, width: float) -> Text:
    """Return a title of two lines with its line ended after a comma or full stop, if that fits."""
    words = plain(title)
    if len(title) != 1 or "\n" in words or _lines(words, font, size_pt, width) != 2:
        return title
    pairs = [(words[: at.start()], words[at.end() :]) for at in _SENSE.finditer(words)]
    fitting = [
        (balance, first, second)
        for first, second in pairs
        if (balance := _balance(first, second, font, size_pt, width)) >= LEAST_BALANCE
    ]
    if not fitting:
        return title
    _, first, second = max(fitting)
    return (replace(title[0], text=f"{first}\n{second}"),)


def balanced_width(title: Text, *, font: str, size_pt: float, width: float) -> float:
    """Return the least width in millimetres at which the title takes no more lines than it must."""
    words = plain(title)
    count = _lines(words, font, size_pt, width)
    if count == 1 or "\n" in words:
        return width
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _lines(words, font, size_pt, middle) == count else (middle, high)
        )
    return min(high * 1.03, width)


def _lines(words: str, font: str, size_pt: float, width: float) -> int:
    return line_count((Piece(words, font, size_pt, bold=True),), width)


def _balance(first: str, second: str, font: str, size_pt: float, width: float) -> float:
    one, other = (width_mm(line, font, size_pt, bold=True) for line in (first, second))
    return min(one, other) / max(one, other) if max(one, other) * 1.01 <= width else 0.0
