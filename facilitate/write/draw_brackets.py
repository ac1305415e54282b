"""Brackets at the right of a strip: an upright line over some rows, a name and a second line."""

from collections.abc import Iterator

from facilitate.charts import Bracket
from facilitate.write.draw_sizes import Sizes, line_mm, text_mm, wrap
from facilitate.write.drawing import Line, Shape, Words
from facilitate.write.measure import MM_PER_PT

LINE_TO_WORDS_MM = 4.0


def bracket_width_mm(brackets: tuple[Bracket, ...], width_mm: float, sizes: Sizes) -> float:
    """Return the room for the names: what they want, up to 0.3 of the width or the longest word."""
    wants = [_size(bracket.label, bracket.detail, sizes) for bracket in brackets]
    words = [_size(word, "", sizes) for bracket in brackets for word in bracket.label.split()]
    if not words:
        return 0.0
    return LINE_TO_WORDS_MM + min(max(wants), max(0.3 * width_mm - LINE_TO_WORDS_MM, max(words)))


def _size(label: str, detail: str, sizes: Sizes) -> float:
    return max(text_mm(label, sizes.bracket_pt, bold=True), text_mm(detail, sizes.detail_pt)) + 0.1


def brackets(
    marked: tuple[Bracket, ...],
    edges: tuple[float, ...],
    left: float,
    width_mm: float,
    sizes: Sizes,
) -> Iterator[Shape]:
    """Yield the brackets; `edges` are the tops of the rows and the bottom of the last.

    Words stand by the middle of their rows and make way downwards where the words above reach
    into their place.
    """
    free = edges[0]
    for bracket in marked:
        top, bottom = edges[bracket.first], edges[bracket.last + 1]
        inset = (edges[bracket.first + 1] - top) * 0.18
        yield Line(left, top + inset, left, bottom - inset, "ink", sizes.bracket_line_pt)
        names = wrap(bracket.label, width_mm - LINE_TO_WORDS_MM, sizes.bracket_pt, bold=True)
        details = wrap(bracket.detail, width_mm - LINE_TO_WORDS_MM, sizes.detail_pt)
        tall = len(names) * line_mm(sizes.bracket_pt) + len(details) * line_mm(sizes.detail_pt)
        if tall > edges[-1] - edges[0]:
            details = ()
        y = max(free, min((top + bottom - tall) / 2, edges[-1] - tall))
        for line in names:
            y += line_mm(sizes.bracket_pt)
            yield _words(line, left, y, sizes.bracket_pt, name=True)
        for line in details:
            y += line_mm(sizes.detail_pt)
            yield _words(line, left, y, sizes.detail_pt, name=False)
        free = y + 0.5


def _words(line: str, left: float, bottom: float, size_pt: float, *, name: bool) -> Words:
    return Words(
        left + LINE_TO_WORDS_MM,
        bottom - 0.28 * size_pt * MM_PER_PT,
        line,
        size_pt,
        ink="ink" if name else "grey",
        bold=name,
        width=text_mm(line, size_pt, bold=name),
    )
