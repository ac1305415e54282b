"""Paragraphs of a slide: how high they are, and where their lines break."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from facilitate.document import Origin, Run, Text
from facilitate.structs import Struct, replace
from facilitate.write.chart.drawing import Ink
from facilitate.write.measure import (
    MM_PER_PT,
    WIDER,
    Piece,
    line_count,
    measured,
    parts_of_words,
    width_mm,
    wrapped,
)

SINGLE = 1.15
"""Single line spacing in em as Office sets Arial: ascent, descent and line gap of the face."""

GLYPH_EM = 0.85
"""Room kept for a mark, in em: the widest of the faces that may draw it."""

SLACK = 0.97
"""Text is measured against a little less than its box: Office breaks lines in its own way."""

_NOWHERE = Origin()

Bullet = Literal["", "•", "–", "☐", "number"]


@dataclass(frozen=True, slots=True)
class SizedRun(Run):
    """A run in a size of its own, on the same baseline as the others."""

    size: float = 0.0


def size_of(run: Run, para: "Para") -> float:
    """Return the size of a run in points."""
    return run.size if isinstance(run, SizedRun) else para.size


class Para(Struct, kw_only=True):
    """A paragraph with everything that decides its height; lengths in points.

    `tabs` are stops from the left of the box, `r` aligned right. `exact` is a line pitch in
    points instead of `leading`, which is a share of single spacing. `keep` means that it must not
    be the last on a slide. `number` counts ordered items. `slot` is the part of the day that it
    leads to.
    """

    runs: Text
    size: float
    bold: bool = False
    ink: Ink = "ink"
    before: float = 0.0
    leading: float = 1.05
    exact: float = 0.0
    indent: float = 0.0
    hang: float = 0.0
    bullet: Bullet = ""
    number: int = 0
    align: Literal["l", "r", "ctr"] = "l"
    tabs: tuple[tuple[float, str], ...] = ()
    tracking: float = 0.0
    keep: bool = False
    slot: str = ""
    origin: Origin = _NOWHERE

    @property
    def pitch(self) -> float:
        """Return the distance of two lines."""
        return self.exact or self.size * SINGLE * self.leading


@measured(maxsize=2048)
def line_total(para: Para, width: float, font: str) -> int:
    """Return how many lines a paragraph takes in a box this wide."""
    return line_count(_pieces(para, font), (width - para.indent) * SLACK * MM_PER_PT)


def height(para: Para, width: float, font: str) -> float:
    """Return the height of a paragraph without the space before it."""
    return line_total(para, width, font) * para.pitch


def stack_height(paras: tuple[Para, ...], width: float, font: str) -> float:
    """Return the height of paragraphs under each other; nothing stands before the first."""
    return sum(height(para, width, font) for para in paras) + sum(p.before for p in paras[1:])


def natural_width(para: Para, font: str) -> float:
    """Return the width in points that the paragraph needs to stay on its own lines."""
    pieces = _pieces(para, font)
    lines = wrapped(pieces, 1e6) if any("\n" in run.text for run in para.runs) else (pieces,)
    return max(sum(map(_piece_width, line)) for line in lines) / SLACK + para.indent


def longest_word(para: Para, font: str) -> float:
    """Return the width of the widest word, or of a part that ends in a hyphen, in a wider face."""
    words = parts_of_words(" ".join(run.text for run in para.runs))
    bold = _is_bold(para)
    widest = max(_piece_width(Piece(word, font, para.size, bold)) for word in words)
    return wider(para) * widest / SLACK


def roomy_width(para: Para, font: str) -> float:
    """Return the width that the paragraph needs to stay on its own lines in a wider face."""
    return wider(para) * natural_width(para, font)


def wider(para: Para) -> float:
    """Return how much wider a paragraph may come out in another face."""
    return WIDER[700 if _is_bold(para) else 400]


def _is_bold(para: Para) -> bool:
    return para.bold or any(run.bold for run in para.runs)


Cut = tuple[int, int, int]
"""Where a paragraph may go on elsewhere: a run, the end of what stays, where the rest begins."""

_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")
_SPACES = re.compile(r"\s+")


def _cuts(para: Para, *, hard: bool) -> Iterator[Cut]:
    """Yield where a paragraph may be cut: behind sentences, or if `hard` behind words.

    There are words on both sides of each.
    """
    pattern = _SPACES if hard else _SENTENCE_END
    filled = [number for number, run in enumerate(para.runs) if run.text.strip()]
    for number in filled:
        text = para.runs[number].text
        begins, ends = len(text) - len(text.lstrip()), len(text.rstrip())
        for space in pattern.finditer(text):
            before = number > filled[0] or space.start() > begins
            if before and (number < filled[-1] or space.end() < ends):
                yield number, space.start(), space.end()


def cut_at(para: Para, cut: Cut) -> tuple[Para, Para]:
    """Return a paragraph in two; the first keeps the bullet and the space before it."""
    number, end, start = cut
    run, later = para.runs[number], para.runs[number + 1 :]
    head = replace(run, text=run.text[:end])
    tail = replace(run, text=run.text[start:], mark=None)
    return (
        replace(para, runs=(*para.runs[:number], *(head,) * bool(end or run.mark))),
        replace(para, runs=(*(tail,) * bool(tail.text), *later), bullet="", number=0, hang=0.0),
    )


def last_cut(
    para: Para, too_long: Callable[[Para], bool], *, hard: bool = False, surely: bool = False
) -> Cut | None:
    """Return the last cut that leaves a part before it that is not too long; None without one.

    Where the first part is too long by itself it is cut off all the same if that is `surely` meant.
    No part is looked for or measured that is more than twice as long as the longest of these.
    """
    later, found = _cuts(para, hard=hard), list[Cut]()

    def too_many(count: int) -> bool:
        return too_long(cut_at(para, found[count - 1])[0])

    most = 1
    found += islice(later, 1)
    while most <= len(found) and not too_many(most):
        found += islice(later, most)
        most *= 2
    count = bisect_left(range(1, min(most, len(found) + 1)), True, key=too_many)
    count = count or int(surely and bool(found))
    return found[count - 1] if count else None


def _pieces(para: Para, font: str) -> tuple[Piece, ...]:
    return tuple(_run_pieces(para, font))


def _run_pieces(para: Para, font: str) -> Iterator[Piece]:
    for run in _after_tabs(para.runs) if para.hang and para.tabs else para.runs:
        size = size_of(run, para)
        lead = GLYPH_EM * size * MM_PER_PT if run.mark else 0.0
        text = f"\u00a0{run.text}" if run.mark and run.text else run.text
        yield Piece(text, font, size, para.bold or run.bold, lead)


def _after_tabs(runs: Text) -> Text:
    """Return what stands after the last tab: what is before it hangs out of the lines."""
    for number in range(len(runs) - 1, -1, -1):
        if "\t" in runs[number].text:
            rest = runs[number].text.rpartition("\t")[2]
            return (replace(runs[number], text=rest, mark=None), *runs[number + 1 :])
    return runs


def _piece_width(piece: Piece) -> float:
    return (width_mm(piece.text, piece.font, piece.size_pt, piece.bold) + piece.lead_mm) / MM_PER_PT
