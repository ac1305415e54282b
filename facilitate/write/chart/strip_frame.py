"""Around the rows of a strip: widths of its parts, end words and legend above, brackets beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from facilitate.charts import Bracket, Mark, Strip, StripRow, with_step
from facilitate.figures import Figure, drawn
from facilitate.structs import Struct, replace
from facilitate.write.chart.drawing import (
    Dotted,
    Segment,
    Shape,
    Sizes,
    Words,
    below_middle_mm,
    ink_of,
    line_mm,
    share_of,
    text_mm,
    wrap,
)
from facilitate.write.measure import MM_PER_PT, WIDER, measured

LINE_TO_WORDS_MM = 4.0
ENDS_APART_MM = 2.0
"""The least between the words at both ends, which each begin a millimetre outside the scale."""
NUMBER_GAP = "\u00a0 "
"""Between a number and its words at an end of a scale: they are parted only where they must be."""
BRACKETS_APART_MM = 2.0
LEAST_SCALE = 4.0
"""A scale is at least this many row heights long, or the labels move out of its way."""

LONG_SCALE = 1 / 3
"""Words beside a scale that has a smaller share of its drawing are made smaller."""

LONGEST_WORD = 0.45
"""Up to this share of the width a word is not broken, though other labels have less."""

AT_A_COMMA = 1.2

ROOMY_SCALE = 0.42
"""Figures beside a scale that has a smaller share stand on two lines where rows have room."""


class StripFrame(NamedTuple):
    """Where the columns of a strip stand, in millimetres from the left.

    Labels run from 0 to `label_mm`, the scale from `left` to `right`; figures and brackets start
    at theirs. `low` and `high` are the values at the scale's ends. Where a strip is narrow its
    labels stand `above` their marks.
    """

    width_mm: float
    label_mm: float
    left: float
    right: float
    figures: float
    figures_mm: float
    brackets: float
    brackets_mm: float
    low: float
    high: float
    above: bool = False

    @property
    def long(self) -> bool:
        """Say whether the scale has its share of the width, or no words stand beside it."""
        return self.above or self.takes(LONG_SCALE)

    def takes(self, share: float) -> bool:
        """Say whether the scale has such a share of the width."""
        return self.right - self.left >= share * self.width_mm

    def x(self, value: Figure | float) -> float:
        """Return where a figure's mark stands; one beyond the scale stands at its end."""
        share = share_of(drawn(value), self.low, self.high)
        return self.left + share * (self.right - self.left)


@measured(maxsize=8)
def frame_for(chart: Strip, width_mm: float, sizes: Sizes) -> StripFrame:
    """Return the columns: beside each other, or with the labels above where the scale is short.

    Words over the figures take a second line where that makes room for the scale or the words at
    its ends, and figures before the labels move.
    """
    widest = max(
        (text_mm(row.label, sizes.label_pt, bold=row.bold) for row in chart.rows), default=0.0
    )
    words = (word for row in chart.rows for word in row.label.split())
    longest = max((text_mm(word, sizes.label_pt, bold=True) for word in words), default=0.0)
    label_mm = min(widest, max(0.36 * width_mm, min(longest, LONGEST_WORD * width_mm)))
    title = (chart.figures,)
    one, two = (
        _columns(chart, width_mm, label_mm, sizes, title=lines)
        for lines in (title, in_two(chart.figures, sizes.words_pt))
    )
    level = [_ends_beside(chart, frame, sizes) for frame in (one, two)]
    wide = one if level[0] or (one.long and not level[1]) else two
    each = tuple(chart.figures.split())
    close = _columns(chart, width_mm, label_mm, sizes, title=each, parted=True)
    # Figures take two lines rather than half of the scale, where a row is as high as that anyway.
    low = 2 * line_mm(sizes.figure_pt) <= sizes.row_mm and not wide.takes(ROOMY_SCALE)
    for beside in (close, wide) if low else (wide, close):
        if beside.right - beside.left >= LEAST_SCALE * sizes.row_mm:
            return beside
    over = _columns(chart, width_mm, 0.0, sizes, title=title)
    return over._replace(label_mm=over.right, above=True)


def _ends_beside(chart: Strip, frame: StripFrame, sizes: Sizes) -> bool:
    """Say whether the words at both ends of the scale fit beside each other over it."""
    words = sum(WIDER[400] * text_mm(end, sizes.words_pt) for end in end_words(chart))
    return words + ENDS_APART_MM <= frame.right - frame.left


def _columns(
    chart: Strip,
    width_mm: float,
    label_mm: float,
    sizes: Sizes,
    *,
    title: tuple[str, ...],
    parted: bool = False,
) -> StripFrame:
    gap = sizes.gap_mm
    figures = max((_figure_mm(row, sizes, parted=parted) for row in chart.rows), default=0.0)
    bracket = bracket_width_mm(chart.brackets, width_mm, sizes)
    most = (0.24 if bracket else 0.36) * width_mm
    figures = max(figures, *(text_mm(line, sizes.words_pt) for line in title), 0.0)
    figures = min(figures * (WIDER[700] if bracket else 1.0), most)
    half_mark = sizes.mark_mm * 0.6
    left = label_mm + gap + half_mark if label_mm else half_mark
    right = width_mm - half_mark
    if bracket:
        right -= bracket + gap
    if figures:
        right -= figures + gap
    return StripFrame(
        width_mm=width_mm,
        label_mm=label_mm,
        left=left,
        right=right,
        figures=right + half_mark + gap,
        figures_mm=figures,
        brackets=width_mm - bracket,
        brackets_mm=bracket,
        low=chart.low,
        high=chart.high,
    )


def _figure_mm(row: StripRow, sizes: Sizes, *, parted: bool) -> float:
    """Return how wide a row's figure is, where it is parted the wider of its two lines."""
    lines = in_two(row.figure, sizes.figure_pt, bold=row.bold) if parted else (row.figure,)
    return max(text_mm(line, sizes.figure_pt, bold=row.bold) for line in lines)


def in_two(words: str, size_pt: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return words in the two lines of which the longer one is shortest, a single word in one.

    Lines that part at a comma may be longer by `AT_A_COMMA`.
    """
    each = words.split(" ")
    two = [(" ".join(each[:cut]), " ".join(each[cut:])) for cut in range(1, len(each))]

    def longer(lines: tuple[str, ...]) -> float:
        wide = max(text_mm(one, size_pt, bold=bold) for one in lines)
        return wide if lines[0].endswith(",") else AT_A_COMMA * wide

    return min(two, key=longer, default=(words,))


class Head(NamedTuple):
    """The shapes above the rows, and how high they are together in millimetres."""

    shapes: tuple[Shape, ...]
    height: float


def head(chart: Strip, frame: StripFrame, sizes: Sizes, *, legend: bool) -> Head:
    """Return the head: end words over the scale, the legend at the left or on lines of its own.

    Where the words do not fit beside each other over the scale, those that have room stand outside
    its ends.
    """
    left, right = frame.left, frame.right
    low, high = end_words(chart)
    entries = key_entries(chart, legend=legend)
    fits = legend_mm(entries, sizes) - sizes.gap_mm <= left - 3
    long, longer = text_mm(low, sizes.words_pt), text_mm(high, sizes.words_pt)
    level = _ends_beside(chart, frame, sizes)
    before = not level and not (fits and entries) and WIDER[400] * long <= left + 1
    after = before and not chart.figures and WIDER[400] * longer <= frame.width_mm - right + 1
    before = before and (after or longer <= right - left)
    level = level or before
    starts = (_turned(low),) if before else wrap(low, right - left + 2, sizes.words_pt)
    ends = (_turned(high),) if after else wrap(high, right - left + 2, sizes.words_pt)
    title = wrap(chart.figures, frame.figures_mm + 0.1, sizes.words_pt)
    count = max(len(starts), len(ends)) if level else len(starts) + len(ends)
    count = max(count, len(title))
    named = _legend_lines(entries, left - 3 if fits else frame.width_mm, sizes)
    above = 0 if fits else len(named) * line_mm(sizes.words_pt) * 1.25
    base = above + max(count, 1) * line_mm(sizes.words_pt) - 0.2 * sizes.words_pt * MM_PER_PT
    first = base if level else base - len(ends) * line_mm(sizes.words_pt)
    shapes = (
        *_words(starts, left + (1 if before else -1), first, sizes, at_end=before),
        *_words(ends, right - (1 if after else -1), base, sizes, at_end=not after),
        *_words(title, frame.figures, base, sizes, at_end=False),
        *(
            shape
            for number, line in enumerate(named)
            for shape in _legend(
                line, base if fits else line_mm(sizes.words_pt) * (0.85 + 1.25 * number), sizes
            )
        ),
    )
    return Head(shapes, above + max(count, 1) * line_mm(sizes.words_pt) + 1.4)


def end_words(chart: Strip) -> tuple[str, str]:
    """Return `1  disagree` and `agree  5`: the ends of the scale with their numbers."""
    low, high = f"{chart.low:g}", f"{chart.high:g}"
    first, last = chart.ends
    if any(row.scale for row in chart.rows):
        return first, last
    return (
        first if with_step(chart.low, first) == first else f"{low}{NUMBER_GAP}{first}".strip(),
        last if with_step(chart.high, last) == last else f"{last}{NUMBER_GAP}{high}".strip(),
    )


def _turned(end: str) -> str:
    """Return `disagree  1` of `1  disagree`: the number stands by the scale."""
    return NUMBER_GAP.join(reversed(end.split(NUMBER_GAP)))


def _words(
    lines: tuple[str, ...], x: float, base: float, sizes: Sizes, *, at_end: bool
) -> Iterator[Words]:
    for number, line in enumerate(reversed(lines)):
        y = base - number * line_mm(sizes.words_pt)
        yield Words(x, y, line, sizes.words_pt, anchor="end" if at_end else "start", ink="grey")


class KeyEntry(NamedTuple):
    """Marks and the words for them: one of a role, or those of all roles, open or filled."""

    marks: tuple[Mark, ...]
    words: str
    open: bool = False


def key_entries(chart: Strip, *, legend: bool) -> tuple[KeyEntry, ...]:
    """Return the key: the roles unless they are named elsewhere, then what is open and filled."""
    roles = tuple(KeyEntry((mark,), name) for mark, name in chart.legend if legend)
    occur = tuple(dict.fromkeys(dot.mark for row in chart.rows for dot in row.dots))
    if chart.waves is None or not occur:
        return roles
    then, now = chart.waves
    return (*roles, KeyEntry(occur, then, open=True), KeyEntry(occur, now))


def legend_mm(entries: tuple[KeyEntry, ...], sizes: Sizes) -> float:
    """Return the width of a key on one line."""
    return sum(
        sizes.mark_mm * (0.1 + 1.4 * len(one.marks))
        + WIDER[400] * text_mm(one.words, sizes.words_pt)
        + sizes.gap_mm
        for one in entries
    )


def _legend_lines(
    entries: tuple[KeyEntry, ...], width_mm: float, sizes: Sizes
) -> list[tuple[KeyEntry, ...]]:
    lines: list[tuple[KeyEntry, ...]] = []
    for entry in entries:
        if lines and legend_mm((*lines[-1], entry), sizes) - sizes.gap_mm <= width_mm:
            lines[-1] = (*lines[-1], entry)
        else:
            lines.append((entry,))
    return lines


def _legend(entries: tuple[KeyEntry, ...], base: float, sizes: Sizes) -> Iterator[Shape]:
    x = 0.0
    size = sizes.mark_mm * 0.85
    middle = base - below_middle_mm(sizes.words_pt)
    for one in entries:
        for mark in one.marks:
            yield Dotted(x + size * 0.6, middle, size, mark, one.open)
            x += sizes.mark_mm * 1.4
        words = Words(x, base, one.words, sizes.words_pt)
        yield words
        x += WIDER[400] * words.width + sizes.gap_mm


# --------------------------------------------------------------------------- names by the first row


def names_beside_first_row(
    chart: Strip, x_of: Callable[[Figure | float], float], left: float, right: float, sizes: Sizes
) -> tuple[Words, ...]:
    """Return the legend as words beside the first row's marks, or nothing where they lack room.

    `y` counts from the row's middle. Only rows with a lane for each mark carry names: on a shared
    line the second name would stand on the link. Names say of how many people marks are, and a row
    with a figure may be of others.
    """
    row = next(iter(chart.rows), None)
    names = dict(chart.legend)
    if row is None or row.link or row.not_shown or row.figure or len(names) < 2:
        return ()
    if {dot.mark for dot in row.dots} != set(names) or len(names) > 2:
        return ()
    ends: dict[Mark, list[float]] = {dot.mark: [] for dot in row.dots}
    for dot in row.dots:
        values = (dot.value, dot.low, dot.high, *(dot.may_be or ()))
        ends[dot.mark] += [x_of(value) for value in values if value is not None]
    # A mark that has not moved has a ring around it.
    away = sizes.mark_mm * (1.05 if any(dot.then for dot in row.dots) else 0.8)
    for at_left in (True, False):
        words = tuple(_names(ends, names, away, sizes, at_left=at_left))
        if all(_has_room(each, left, right) for each in words):
            return words
    return ()


def _names(
    ends_of: Mapping[Mark, Sequence[float]],
    names: Mapping[Mark, str],
    away: float,
    sizes: Sizes,
    *,
    at_left: bool,
) -> Iterator[Words]:
    """Yield the name of each mark beside it, or beside both where it would stand on the other."""
    outer, way = (min, -1) if at_left else (max, 1)
    for number, (mark, ends) in enumerate(ends_of.items()):
        others = [x for other, its in ends_of.items() if other != mark for x in its]
        lane = (number - (len(ends_of) - 1) / 2) * line_mm(sizes.words_pt) * 0.9
        name = Words(
            outer(ends) + way * away,
            lane + below_middle_mm(sizes.words_pt),
            names[mark],
            sizes.words_pt,
            anchor="end" if at_left else "start",
            ink=ink_of(mark),
            bold=True,
        )
        on_other = min(others) < name.x + way * name.width / 2 < max(others)
        yield name._replace(x=outer(others) + way * away) if on_other else name


def _has_room(words: Words, left: float, right: float) -> bool:
    if words.anchor == "end":
        return words.x - words.width > left + 1
    return words.x + words.width < right - 1


# ----------------------------------------------------------------------------------- brackets


def bracket_width_mm(brackets: tuple[Bracket, ...], width_mm: float, sizes: Sizes) -> float:
    """Return the room for the names: what they want, up to 0.3 of the width or the longest word."""
    wants = [_size(bracket.label, bracket.detail, sizes) for bracket in brackets]
    words = [_size(word, "", sizes) for bracket in brackets for word in bracket.label.split()]
    if not words:
        return 0.0
    return LINE_TO_WORDS_MM + min(max(wants), max(0.3 * width_mm - LINE_TO_WORDS_MM, max(words)))


def _size(label: str, detail: str, sizes: Sizes) -> float:
    return max(text_mm(label, sizes.bracket_pt, bold=True), text_mm(detail, sizes.words_pt)) + 0.1


def brackets(
    marked: tuple[Bracket, ...],
    edges: tuple[float, ...],
    left: float,
    width_mm: float,
    sizes: Sizes,
) -> Iterator[Shape]:
    """Yield the brackets; `edges` are the tops of the rows and the bottom of the last.

    Words stand by the middle of their rows and make way, first downwards, then up from the end of
    the last row, where words of others reach into their place. Details go where all would not fit.
    """
    room = width_mm - LINE_TO_WORDS_MM
    told = [_BracketWords.of(bracket, room, sizes) for bracket in marked]
    apart = BRACKETS_APART_MM * (len(told) - 1)
    if sum(one.tall for one in told) + apart > edges[-1] - edges[0]:
        told = [replace(one, details=()) for one in told]
    wished = [
        (edges[one.first] + edges[one.last + 1] - words.tall) / 2
        for one, words in zip(marked, told, strict=True)
    ]
    tops = _apart(wished, [one.tall for one in told], edges[0], edges[-1])
    for bracket, words, y in zip(marked, told, tops, strict=True):
        top, bottom = edges[bracket.first], edges[bracket.last + 1]
        inset = (edges[bracket.first + 1] - top) * 0.18
        yield Segment(left, top + inset, left, bottom - inset, "ink", sizes.line_pt)
        yield from words.at(left, y)


class _BracketWords(Struct):
    """The lines beside a bracket: its name, then a detail, in points."""

    names: tuple[str, ...]
    details: tuple[str, ...]
    name_pt: float
    detail_pt: float

    @classmethod
    def of(cls, bracket: Bracket, room_mm: float, sizes: Sizes) -> "_BracketWords":
        """Return the words of a bracket in lines no wider than this."""
        return cls(
            wrap(bracket.label, room_mm, sizes.bracket_pt, bold=True),
            wrap(bracket.detail, room_mm, sizes.words_pt),
            sizes.bracket_pt,
            sizes.words_pt,
        )

    @property
    def tall(self) -> float:
        """The height of the lines in millimetres."""
        return len(self.names) * line_mm(self.name_pt) + len(self.details) * line_mm(self.detail_pt)

    def at(self, left: float, y: float) -> Iterator[Words]:
        """Yield the lines from a height down."""
        for line in self.names:
            y += line_mm(self.name_pt)
            yield _bracket_words(line, left, y, self.name_pt, name=True)
        for line in self.details:
            y += line_mm(self.detail_pt)
            yield _bracket_words(line, left, y, self.detail_pt, name=False)


def _apart(
    wished: list[float], heights: list[float], top: float, bottom: float
) -> tuple[float, ...]:
    """Return where each begins: near its wish, none over another, none below the bottom if all fit.

    All in millimetres, in order from above.
    """
    placed: list[float] = []
    free = top
    for wish, height in zip(wished, heights, strict=True):
        placed.append(max(free, wish))
        free = placed[-1] + height + BRACKETS_APART_MM
    last = bottom
    for place in reversed(range(len(placed))):
        placed[place] = max(min(placed[place], last - heights[place]), top)
        last = placed[place] - BRACKETS_APART_MM
    return tuple(placed)


def _bracket_words(line: str, left: float, bottom: float, size_pt: float, *, name: bool) -> Words:
    return Words(
        left + LINE_TO_WORDS_MM,
        bottom - 0.28 * size_pt * MM_PER_PT,
        line,
        size_pt,
        ink="ink" if name else "grey",
        bold=name,
    )
