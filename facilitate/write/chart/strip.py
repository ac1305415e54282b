"""A strip: rows of marks on one whole scale, the same for groups, pairs, persons, then and now."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import get_args

from facilitate.charts import Dot, Mark, Strip, StripRow, with_step
from facilitate.document import Column, Table, Text, as_runs
from facilitate.figures import points
from facilitate.write.chart.drawing import (
    Box,
    Dotted,
    Drawing,
    Ink,
    Segment,
    Shape,
    Sizes,
    SourceArea,
    Words,
    ink_of,
    line_mm,
    marks_of,
    row_heights,
    text_mm,
    words_about,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.chart.strip_frame import (
    Head,
    StripFrame,
    brackets,
    frame_for,
    head,
    in_two,
    names_beside_first_row,
)
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT

FIGURE_GAP_MM = 1.2
"""Room under a figure of two lines, so that they are read as one."""

LABEL_GAP_MM = 0.35
"""Room between the labels of two rows that stand as close as they may."""

BESIDE = 0.55
"""How far apart the lines of two linked marks lie, as a share of a mark's size."""

CROWDED = 0.48
"""Marks in lanes are no larger than this share of the row, so that they reach into no other."""

LANES = 0.9
"""So much of a row its lanes and their marks take; what is left parts it from the next row."""

LEAST_LANE = 0.43
"""Marks of a row can still be told apart at this share of the distance that they like."""

CLOSER = 0.85
"""Rows with the smallest names are lower by so much."""

WHOLE_PT = 16.0
"""Words of a picture that would part without: one that is whole says more than larger words."""

THIN = 0.4
"""The line of how far a mark may be off, as a share of that of people's range."""

DESCENDERS = 0.2
"""How far letters such as `p` reach below their line, as a share of their size."""

BAR_MM = 2.2
"""How much higher than its words the bar is that says why a row is not shown."""

_MARKS: tuple[Mark, ...] = get_args(Mark)


def draw_strip(chart: Strip, width_mm: float, height_mm: float, sizes: Sizes) -> Drawing:
    """Return the strip; a height of 0 means the look's row height.

    Where the height is too small for its rows, or words leave the scale too short, names are
    smaller, down to those of brackets; then all words have the least size and rows are closer, so
    that the picture stays whole. Where that is not enough by a little, words are smaller than
    elsewhere on a slide, but only then.
    """
    small = sizes._replace(label_pt=sizes.bracket_pt)
    least, floor_mm = sizes.words_pt, CLOSER * sizes.row_floor_mm
    closer = sizes._replace(
        label_pt=least, bracket_pt=least, figure_pt=least, row_floor_mm=floor_mm
    )
    if not height_mm:
        return _laid_out(chart, frame_for(chart, width_mm, sizes), height_mm, sizes)
    fitting = []
    for tried in (sizes, small, closer) if sizes.label_pt > sizes.bracket_pt else (sizes,):
        frame = frame_for(chart, width_mm, tried)
        drawing = _laid_out(chart, frame, height_mm, tried)
        if drawing.height <= height_mm:
            if frame.long:
                return drawing
            fitting.append(drawing)
    if fitting:
        return fitting[0]
    if sizes.words_pt > WHOLE_PT:
        whole = sizes._replace(
            label_pt=WHOLE_PT,
            bracket_pt=WHOLE_PT,
            figure_pt=WHOLE_PT,
            words_pt=WHOLE_PT,
            row_floor_mm=floor_mm * WHOLE_PT / sizes.words_pt,
        )
        smaller = _laid_out(chart, frame_for(chart, width_mm, whole), height_mm, whole)
        drawing = smaller if smaller.height <= height_mm else drawing
    return drawing


def _laid_out(
    chart: Strip, frame: StripFrame, height_mm: float, sizes: Sizes, *, closer: bool = False
) -> Drawing:
    named = (
        ()
        if frame.above or not chart.rows
        else names_beside_first_row(
            chart, _on(chart.rows[0], frame).x, frame.left, frame.right, sizes
        )
    )
    for beside_row in (named, ()):
        top, edges = _rows_below_head(chart, frame, height_mm, sizes, legend=not beside_row)
        between = tuple(zip(chart.rows, pairwise(edges), strict=True))
        rows = [tuple(_row(row, *ends, _on(row, frame), sizes)) for row, ends in between]
        named = tuple(one._replace(y=one.y + (edges[0] + edges[1]) / 2) for one in beside_row)
        second = (shape for row in rows[1:2] for shape in row)
        if not any(_touches(words, shape) for shape in second for words in named):
            break
    beside = frame.brackets if chart.brackets else frame.width_mm
    shapes = (
        *top.shapes,
        *(
            shape
            for on, above, below in _stretches(chart, frame, edges, sizes)
            for shape in _guides(on, above, below)
        ),
        *(Segment(0, y, beside, y, "rule") for y in (edges[1:-1] if _in_twos(chart) else ())),
        *brackets(chart.brackets, edges, frame.brackets, frame.brackets_mm, sizes),
        *(shape for row in rows for shape in row),
        *named,
    )
    # The words of brackets that follow closely can need more height than the rows beside them.
    lowest = max(
        (each.y + each.size_pt * 0.1 for each in shapes if isinstance(each, Words)), default=0
    )
    written = tuple(
        SourceArea(0, above, beside, below - above, row.written)
        for row, (above, below) in between
        if row.written
    )
    drawing = Drawing(frame.width_mm, max(edges[-1], lowest), shapes, written)
    # The words of a last bracket reach below its rows: those come closer by as much.
    below = drawing.height - height_mm
    if not height_mm or closer or not 0 < below < 1:
        return drawing
    tried = _laid_out(chart, frame, height_mm - 2 * below, sizes, closer=True)
    return min(drawing, tried, key=lambda one: one.height)


# ---------------------------------------------------------------------------------------- heights


def _rows_below_head(
    chart: Strip, frame: StripFrame, height_mm: float, sizes: Sizes, *, legend: bool
) -> tuple[Head, tuple[float, ...]]:
    """Return the head, and where each row starts with the end of the last."""
    top = head(chart, frame, sizes, legend=legend)
    heights = _row_heights(chart, frame, sizes, height_mm and height_mm - top.height)
    return top, tuple(accumulate(heights, initial=top.height))


def _row_heights(
    chart: Strip, frame: StripFrame, sizes: Sizes, available_mm: float
) -> tuple[float, ...]:
    floors = [_floor_mm(row, frame, sizes) for row in chart.rows]
    likes = [max(sizes.row_mm * _room(row), floor + 0.6)
             for row, floor in zip(chart.rows, floors, strict=True)]  # fmt: skip
    return row_heights(floors, likes, available_mm)


def _floor_mm(row: StripRow, frame: StripFrame, sizes: Sizes) -> float:
    label = len(_label_lines(row, frame, sizes)) * line_mm(sizes.label_pt)
    reason = len(_reason_lines(row, frame, sizes)) * line_mm(sizes.words_pt)
    lines = len(_figure_lines(row, frame, sizes))
    figure = lines * line_mm(sizes.figure_pt) + (FIGURE_GAP_MM if lines > 1 else 0)
    marks = max(sizes.row_floor_mm, LEAST_LANE * sizes.sub_mm * len(_marks(row)))
    shown = max(marks, figure, reason + BAR_MM + 0.8 if reason else 0)
    return label + shown if frame.above else max(shown, label + LABEL_GAP_MM)


def _label_lines(row: StripRow, frame: StripFrame, sizes: Sizes) -> tuple[str, ...]:
    return wrap(row.label, max(frame.label_mm, 1), sizes.label_pt, bold=row.bold)


def _figure_lines(row: StripRow, frame: StripFrame, sizes: Sizes) -> tuple[str, ...]:
    room = frame.figures_mm + 0.01
    if text_mm(row.figure, sizes.figure_pt, bold=row.bold) <= room:
        return (row.figure,) if row.figure else ()
    two = in_two(row.figure, sizes.figure_pt, bold=row.bold)
    if all(text_mm(one, sizes.figure_pt, bold=row.bold) <= room for one in two):
        return two
    return wrap(row.figure, room, sizes.figure_pt, bold=row.bold)


def _reason_lines(row: StripRow, frame: StripFrame, sizes: Sizes) -> tuple[str, ...]:
    return wrap(row.not_shown, frame.right - frame.left - 4, sizes.words_pt)


def _room(row: StripRow) -> float:
    """Return how many rows of two lanes the marks like; three that are linked share one row."""
    return max(1.0, len(_marks(row)) / (3 if row.link else 2))


def _in_twos(chart: Strip) -> bool:
    """Say whether rows have several marks, which a line parts from those of the next row."""
    return any(len(_marks(row)) > 1 for row in chart.rows)


def _marks(row: StripRow) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(dot.mark for dot in row.dots))


# ------------------------------------------------------------------------------------------- rows


def _touches(words: Words, shape: Shape) -> bool:
    """Say whether words reach down to a mark or a line, with letters that go below their line."""
    left = words.x - (words.width if words.anchor == "end" else 0)
    if isinstance(shape, Dotted):
        half = shape.size * 0.6
        ends, top = (shape.x - half, shape.x + half), shape.y - half
    elif isinstance(shape, Segment):
        ends, top = (shape.x, shape.x2), min(shape.y, shape.y2) - shape.line_pt * MM_PER_PT / 2
    else:
        return False
    beside = max(ends) < left or min(ends) > left + words.width
    return not beside and top < words.y + DESCENDERS * words.size_pt * MM_PER_PT


def _stretches(
    chart: Strip, frame: StripFrame, edges: tuple[float, ...], sizes: Sizes
) -> Iterator[tuple[StripFrame, float, float]]:
    """Yield where the guide lines run: all the way down, or row by row below the labels.

    Rows with scales of their own have guide lines of their own.
    """
    if not frame.above and not any(row.scale for row in chart.rows):
        yield frame, edges[0], edges[-1]
        return
    for row, (top, bottom) in zip(chart.rows, pairwise(edges), strict=True):
        lines = len(_label_lines(row, frame, sizes)) if frame.above else 0
        above = top + lines * line_mm(sizes.label_pt) + 0.5 if lines else top
        yield _on(row, frame), above, bottom


def _guides(frame: StripFrame, top: float, bottom: float) -> Iterator[Shape]:
    span = frame.high - frame.low
    whole = float(span).is_integer() and 0 < span <= 10
    steps = int(span) if whole else 4
    for step in range(steps + 1):
        x = frame.left + (frame.right - frame.left) * step / steps
        centre = step * 2 == steps
        ink: Ink = "centre" if centre else "rule"
        yield Segment(x, top, x, bottom, ink, 1.0 if centre else 0.75)


def _on(row: StripRow, frame: StripFrame) -> StripFrame:
    """Return the frame with the row's own scale, if it has one."""
    return frame if row.scale is None else frame._replace(low=row.scale[0], high=row.scale[1])


def _row(
    row: StripRow, above: float, below: float, frame: StripFrame, sizes: Sizes
) -> Iterator[Shape]:
    middle, height = (above + below) / 2, below - above
    label = _label_lines(row, frame, sizes)
    if frame.above:
        tall = len(label) * line_mm(sizes.label_pt)
        top = middle - height / 2
        yield from words_about(label, 0, top + tall / 2, sizes.label_pt, bold=row.bold)
        middle, height = middle + tall / 2, height - tall
    else:
        yield from words_about(label, 0, middle, sizes.label_pt, bold=row.bold)
    figure = _figure_lines(row, frame, sizes)
    yield from words_about(figure, frame.figures, middle, sizes.figure_pt, bold=row.bold)
    if row.not_shown:
        yield from _not_shown(row, middle, frame, sizes)
    elif row.link:
        yield from _linked(row, middle, height, frame, sizes)
    else:
        yield from _in_lanes(row, middle, height, frame, sizes)


def _not_shown(row: StripRow, middle: float, frame: StripFrame, sizes: Sizes) -> Iterator[Shape]:
    lines = _reason_lines(row, frame, sizes)
    tall = len(lines) * line_mm(sizes.words_pt) + BAR_MM
    yield Box(
        frame.left, middle - tall / 2, frame.right - frame.left, tall, "white", "mid", 1.25, True
    )
    centre = (frame.left + frame.right) / 2
    yield from words_about(lines, centre, middle, sizes.words_pt, anchor="middle")


def _linked(
    row: StripRow, middle: float, height: float, frame: StripFrame, sizes: Sizes
) -> Iterator[Shape]:
    """Marks on one line with a link; where they would cover each other they part up and down."""
    xs = [frame.x(dot.value) for dot in row.dots]
    if xs:
        ink: Ink = "ink" if row.link == "far" else "mid"
        yield Segment(min(xs), middle, max(xs), middle, ink, sizes.line_pt)
    covered = _covered(xs, sizes)
    # Two marks of one value may touch each other, but not a mark in the middle of the next row.
    size = min(sizes.mark_mm, height / (1.1 * max(1, len(covered))))
    apart = min(size * 1.25, max(height - size * 1.1, size * 1.05))
    asides = [
        (covered.index(number) - (len(covered) - 1) / 2) * apart if number in covered else 0.0
        for number in range(len(xs))
    ]
    step = min(size * BESIDE, height * 0.8 / max(1, len(xs)))
    for number, (dot, aside) in enumerate(zip(row.dots, asides, strict=True)):
        # Beside the link and each other, so that each line is seen to be of its own mark, and none
        # to be of the next row.
        off = aside or (number - (len(xs) - 1) / 2) * step
        yield from _may_be(dot, middle + off, frame, sizes)
    for dot, x, aside in zip(row.dots, xs, asides, strict=True):
        yield Dotted(x, middle + aside, size, dot.mark, dot.then)


def _may_be(dot: Dot, y: float, frame: StripFrame, sizes: Sizes) -> Iterator[Shape]:
    """Yield a thin line with ends: from where to where a mark may be off."""
    if dot.may_be is None:
        return
    first, end = map(frame.x, dot.may_be)
    ink, thin, tall = ink_of(dot.mark), sizes.line_pt * THIN, sizes.mark_mm * 0.22
    yield Segment(first, y, end, y, ink, thin)
    for x in (first, end):
        yield Segment(x, y - tall, x, y + tall, ink, thin)


def _covered(xs: Sequence[float], sizes: Sizes) -> tuple[int, ...]:
    """Return the places of the marks that would cover another one on the same line."""
    return tuple(
        place
        for place, x in enumerate(xs)
        if any(abs(x - other) < sizes.mark_mm * 0.8 for at, other in enumerate(xs) if at != place)
    )


def _in_lanes(
    row: StripRow, middle: float, height: float, frame: StripFrame, sizes: Sizes
) -> Iterator[Shape]:
    marks = _marks(row)
    size = min(sizes.mark_mm, height * CROWDED)
    lane_mm = min(sizes.sub_mm, (height * LANES - size) / max(len(marks) - 1, 1))
    if len(marks) == 2 and _covered([frame.x(dot.value) for dot in row.dots], sizes):
        size = min(size, lane_mm)  # marks of one value in two lanes would lie on each other
    for number, mark in enumerate(marks):
        y = middle + (number - (len(marks) - 1) / 2) * lane_mm
        dots = [dot for dot in row.dots if dot.mark == mark]
        for dot in dots:
            if dot.low is not None and dot.high is not None:
                low, high = frame.x(dot.low), frame.x(dot.high)
                yield Segment(low, y, high, y, ink_of(mark), sizes.line_pt)
        xs = [frame.x(dot.value) for dot in dots]
        if any(dot.then for dot in dots):
            yield Segment(min(xs), y, max(xs), y, ink_of(mark), sizes.line_pt)
        for dot in dots:
            yield from _may_be(dot, y, frame, sizes)
        yield from marks_of(dots, xs, y, size)


# ------------------------------------------------------------------------------ the same in words


def figures(strip: Strip, look: Look) -> Table:
    """Return the table of what is drawn, and nothing more."""
    found = {(dot.then, dot.mark) for row in strip.rows for dot in row.dots}
    kinds = sorted(found, key=lambda kind: (not kind[0], _MARKS.index(kind[1])))
    named = dict(strip.legend)
    ends = [_end(number, row, strip, look) for number, row in enumerate(strip.rows)]
    last = any(ends)
    heads = [_kind(named, mark, look, then=then, kinds=kinds) for then, mark in kinds]
    return Table(
        columns=(
            Column(),
            *(Column(align="right") for _ in kinds),
            *((Column(),) if last else ()),
        ),
        header=((), *heads, *((as_runs(strip.figures),) if last else ())),
        rows=tuple(
            _figures_row(row, kinds, end if last else None)
            for row, end in zip(strip.rows, ends, strict=True)
        ),
    )


def _kind(
    named: dict[Mark, str],
    mark: Mark,
    look: Look,
    *,
    then: bool,
    kinds: list[tuple[bool, Mark]],
) -> Text:
    name = named.get(mark, look.word(mark))
    waves = any(earlier for earlier, _ in kinds)
    when = f", {look.word('then' if then else 'now')}" if waves else ""
    return as_runs(name + when)


def _figures_row(
    row: StripRow, kinds: list[tuple[bool, Mark]], end: str | None
) -> tuple[Text, ...]:
    shown = {(dot.then, dot.mark): dot for dot in row.dots}
    cells = tuple(as_runs(_with_ends(shown[kind]) if kind in shown else "") for kind in kinds)
    return (as_runs(row.label), *cells, *(() if end is None else (as_runs(end),)))


def _end(number: int, row: StripRow, strip: Strip, look: Look) -> str:
    """Return what stands at the right of a row: its figure, its bracket's name, why it is bare."""
    bare = look.word("not shown")
    if row.not_shown:
        return row.not_shown if row.not_shown.startswith(bare) else f"{bare}: {row.not_shown}"
    names = [one.label for one in strip.brackets if one.first <= number <= one.last]
    return ", ".join(part for part in (row.figure, *names) if part)


def notes(strip: Strip, look: Look) -> Iterator[str]:
    """Yield one line for each row of a strip with the figures that it shows, and no others."""
    names = dict(strip.legend)
    if not any(row.scale for row in strip.rows):
        low, high = zip((strip.low, strip.high), strip.ends, strict=True)
        yield f"{with_step(*low)}. {with_step(*high)}."
    for row in strip.rows:
        yield f"{row.label}: {_row_in_words(row, names, look)}"


def _row_in_words(row: StripRow, names: dict[Mark, str], look: Look) -> str:
    if row.not_shown or not row.dots:
        missing = look.word("not shown")
        reason = row.not_shown
        if reason.startswith(missing):
            return reason
        return f"{missing} ({reason})" if reason else missing
    shown = ", ".join(_dot_in_words(dot, names, look) for dot in row.dots)
    return f"{shown}; {row.figure}" if row.figure else shown


def _dot_in_words(dot: Dot, names: dict[Mark, str], look: Look) -> str:
    then = f" {look.word('then')}" if dot.then else ""
    return f"{names.get(dot.mark) or look.word(dot.mark)}{then} {_with_ends(dot)}"


def _with_ends(dot: Dot) -> str:
    """Return a mark's figure, with the ends of its line where it has one."""
    ends = dot.may_be or (dot.low, dot.high)
    said = [points(end) for end in ends if end is not None]
    return points(dot.value) + (f" ({said[0]} to {said[1]})" if len(said) == 2 else "")


KIND = ChartKind(draw=draw_strip, figures=figures, notes=notes)
