"""Titles: as large as their words allow, broken where the sense breaks."""

from dataclasses import replace
from functools import lru_cache

from facilitate.document import Text
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.para import SLACK, Para, line_total

LEADING = 0.92
_TRACKING = -0.006
_STEPS = 18
_NARROWEST = 0.45
_ONE_LINE = 0.94  # so much smaller is hardly seen, a second line is
_PAUSES = (".", ",", ":", ";", "?", "!", "–", "—")


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
        smaller, count, narrow = _largest(title, look, round(size * _ONE_LINE), 0, width, most)
        if count == 1:
            return smaller, count, narrow
    return para, lines, box


def _largest(
    title: Text, look: Look, size: float, floor: float, width: float, most: int
) -> tuple[Para, int, float]:
    """Return the title in the largest size with at most `most` lines, or in the floor's."""
    runs = tuple(run if run.quiet or run.bold else replace(run, bold=True) for run in title)
    while True:
        para = Para(runs=runs, size=size, leading=LEADING, tracking=_TRACKING * size)
        lines = line_total(para, width, look.slide_font)
        if lines <= most or size <= floor:
            return para, lines, _balanced(para, look.slide_font, width)
        size = max(size - 2, floor)


@lru_cache(maxsize=512)
def _balanced(para: Para, font: str, width: float) -> float:
    """Return the width of the box in which the lines break best, and as few as before."""
    least = line_total(para, width, font)
    if least == 1:
        return width
    words = _words(para, font)
    tried = (width * (1 - (1 - _NARROWEST) * step / _STEPS) for step in range(_STEPS, -1, -1))
    rated = sorted((_raggedness(words, narrow * SLACK, least), narrow) for narrow in tried)
    return next((w for _, w in rated if line_total(para, w, font) == least), width)


def _words(para: Para, font: str) -> list[tuple[str, float]]:
    """Return the words of a title with their widths in points, the space after them included."""
    return [
        (word, width_mm(f"{word} ", font, para.size, run.bold) / MM_PER_PT)
        for run in para.runs
        for word in run.text.split()
    ]


def _raggedness(words: list[tuple[str, float]], width: float, most: int) -> float:
    """Return how badly lines of this width break: by their lengths, less where the sense breaks.

    A longer last line counts against it: the first line carries the weight. More lines than
    `most` count as worst.
    """
    lengths, pauses, used = [0.0], 0, 0.0
    for number, (_, length) in enumerate(words):
        if used and used + length > width:
            pauses += words[number - 1][0].endswith(_PAUSES)
            lengths.append(0.0)
            used = 0.0
        used += length
        lengths[-1] = used
    if len(lengths) > most:
        return float("inf")
    longest = max(lengths)
    uneven = sum((longest - length) / longest for length in lengths)
    return uneven - 0.6 * pauses + 0.15 * (lengths[-1] == longest)
