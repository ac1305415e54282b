"""Titles: as large as their words allow, broken where the sense breaks."""

from dataclasses import replace
from functools import lru_cache

from facilitate.document import Text
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.para import Para, line_total, lines_of

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
    least = line_total(para, width, font)
    if least == 1:
        return width
    tried = (width * (1 - (1 - _NARROWEST) * step / _STEPS) for step in range(_STEPS, -1, -1))
    fitting = [narrow for narrow in tried if line_total(para, narrow, font) == least]
    return min(fitting, key=lambda narrow: _raggedness(para, font, narrow), default=width)


def _raggedness(para: Para, font: str, width: float) -> float:
    """Return how badly the lines break: differences in length, less where the sense breaks.

    A longer last line counts against it: the first line carries the weight.
    """
    lines = lines_of(para, width, font)
    lengths = [width_mm(line, font, para.size, True) / MM_PER_PT for line in lines]
    longest = max(lengths)
    uneven = sum((longest - length) / longest for length in lengths)
    pauses = sum(line.endswith(_PAUSES) for line in lines[:-1])
    rising = lengths[-1] == longest
    return uneven - 0.6 * pauses + 0.15 * rising
