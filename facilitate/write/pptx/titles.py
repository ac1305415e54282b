"""Titles: as large as their room allows, on lines that break where the sense does."""

import re
from itertools import accumulate

from facilitate.document import Text
from facilitate.structs import replace
from facilitate.write.base_file import SLIDE_HEIGHT, Area, Placeholder
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, PAUSES, measured, natural_leading, width_mm
from facilitate.write.pptx.text import SINGLE, SLACK, Para, line_total, stack_height

LEADING = 0.92
_TRACKING = -0.006
_STEPS = 10
_NARROWEST = 0.45
_ONE_LINE = 0.94  # so much smaller is hardly seen, a second line is


def fitted_title(
    title: Text, look: Look, size: float, floor: float, width: float, *, most: int = 2
) -> tuple[Para, int, float]:
    """Return the title, its number of lines and the width of its box, in points.

    Quiet words are in the regular weight, the others bold. The size is the largest with at most
    `most` lines, or the floor. The box is narrowed so that lines break after a sentence or a
    comma, or are about equally long: no word hangs alone. A title that fits one line in slightly
    smaller type gets that.
    """
    para, lines, box = _largest(title, look, size, floor, width, most)
    if lines == 2 and para.size == size:
        less = round(size * _ONE_LINE)
        smaller = replace(para, size=less, tracking=_TRACKING * less)
        if line_total(smaller, width, look.slide_title_font) == 1:
            return smaller, 1, width
    return para, lines, box


def _largest(
    title: Text, look: Look, size: float, floor: float, width: float, most: int
) -> tuple[Para, int, float]:
    """Return the title in the largest size with at most `most` lines, or in the floor's."""
    runs = tuple(run if run.quiet or run.bold else replace(run, bold=True) for run in title)
    while True:
        para = Para(runs=runs, size=size, leading=LEADING, tracking=_TRACKING * size)
        lines = line_total(para, width, look.slide_title_font)
        if lines <= most or size <= floor:
            return para, lines, _balanced(para, look.slide_title_font, width)
        size = max(size - 2, floor)


@measured(maxsize=512)
def _balanced(para: Para, font: str, width: float) -> float:
    """Return the width of the box in which the lines break best, and as few as before."""
    least = line_total(para, width, font)
    if least == 1:
        return width
    words = _words(para, font)
    rated = sorted((_rated(words, narrow, least), narrow) for narrow in _tried(words, width))
    return next((w for _, w in rated if line_total(para, w, font) == least), width)


def _tried(words: list[tuple[str, float]], width: float) -> list[float]:
    """Return widths in which the first or the last line is full, and some between."""
    lengths = [length for _, length in words]
    ends = [*accumulate(lengths), *accumulate(reversed(lengths))]
    even = (width * (1 - (1 - _NARROWEST) * step / _STEPS) for step in range(_STEPS + 1))
    least = width * _NARROWEST
    return [*even, *(w for w in (end / SLACK + 1 for end in ends) if least <= w <= width)]


def _rated(words: list[tuple[str, float]], width: float, most: int) -> float:
    """Return how badly the lines break; worse where Office, without our slack, breaks elsewhere."""
    inside = _lengths(words, width * SLACK)
    if len(inside) > most:
        return float("inf")
    return _raggedness(inside) + (_lengths(words, width) != inside)


def _words(para: Para, font: str) -> list[tuple[str, float]]:
    """Return the words of a title with their widths in points, the space after them included."""
    return [
        (word, width_mm(f"{word} ", font, para.size, run.bold) / MM_PER_PT)
        for run in para.runs
        for word in run.text.split()
    ]


def _lengths(words: list[tuple[str, float]], width: float) -> list[tuple[float, bool]]:
    """Return the length of each line, and whether the sense breaks at its end."""
    lines: list[tuple[float, bool]] = []
    used, last = 0.0, ""
    for word, length in words:
        if used and used + length > width:
            lines.append((used, last.endswith(tuple(PAUSES))))
            used = 0.0
        used, last = used + length, word
    return [*lines, (used, False)]


def _raggedness(lines: list[tuple[float, bool]]) -> float:
    """Return differences in length, less where the sense breaks.

    A longer last line counts against it: the first line carries the weight.
    """
    longest = max(length for length, _ in lines)
    uneven = sum((longest - length) / longest for length, _ in lines)
    pauses = sum(pause for _, pause in lines)
    return uneven - 0.6 * pauses + 0.15 * (lines[-1][0] == longest)


_TWO_LINES = 0.76
"""So much of the size of a title on one line has one on two."""


def titled(
    title: Text, place: Placeholder, font: str, floor: float, *, two: float = _TWO_LINES
) -> tuple[Para, Area]:
    """Return a title as large as its place has room for it, and where it stands.

    On two lines it is smaller than on one, so that it does not fill its place to the edges, where
    art may be, and its last two words stand together. At the floor it takes the room it needs.
    """
    leading = max(1.0, natural_leading(font) / SINGLE)
    size, area = max(place.size, floor), place.area
    while True:
        para = Para(runs=title, size=size, bold=place.bold, leading=leading)
        seen = as_seen(para, place)
        tall = stack_height((seen,), area.width, font)
        large = size > two * place.size and line_total(seen, area.width, font) > 1
        if (tall <= area.height + 1 and not large) or size <= floor:
            break
        size = max(size - 2, floor)
    if (count := line_total(seen, area.width, font)) > 1:
        *others, last = title
        together = replace(last, text=re.sub(r"[ \u00a0](?=\S+$)", "\u00a0", last.text))
        paired = replace(para, runs=(*others, together))
        # No word stands alone on the last line.
        para = paired if line_total(as_seen(paired, place), area.width, font) == count else para
    if tall <= area.height + 1:
        return para, area
    return para, area._replace(
        y=max(min(area.y, max(SLIDE_HEIGHT, area.bottom) - tall), 0.0), height=tall
    )


def as_seen(para: Para, place: Placeholder) -> Para:
    """Return a paragraph as it is measured: in capitals and as loosely as its place shows it."""
    if place.capitals:
        para = replace(para, runs=tuple(replace(run, text=run.text.upper()) for run in para.runs))
    if place.leading > 1 or place.tracking > 0:
        pitch = para.pitch * max(place.leading, 1.0)
        wide = para.size + max(place.tracking, 0.0) / _LETTER
        para = replace(para, size=wide, exact=pitch)
    return para


_LETTER = 0.5
"""The width of a letter in em: space between letters widens words as larger type would."""
