"""Groups on each other: a figure and a mark on a scale of its own in every cell."""

from collections.abc import Iterator, Sequence

from facilitate.charts import Matrix, MatrixCell
from facilitate.document import Column, Table, as_runs
from facilitate.figures import drawn
from facilitate.structs import Struct
from facilitate.write.chart.drawing import (
    Box,
    Dotted,
    Drawing,
    Ink,
    Segment,
    Shape,
    Sizes,
    Words,
    below_middle_mm,
    line_mm,
    marks_of,
    row_heights,
    share_of,
    text_mm,
    words_about,
    wrap,
)
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.look import Look
from facilitate.write.measure import WIDER

FIGURE, LARGE = 1.3, 1.9
"""How much larger a figure is than the labels of rows; and where cells are high enough."""

SCALE_KEPT = 0.85
"""Large figures leave their scales so much of their length."""

LARGE_MARK = 1.35
"""How much larger marks are beside large figures."""

PAD_MM = 2.5
"""From the edge of a cell to its figure."""

MOST_LINES = 2
"""Where a name of a row has more lines than this, all names are smaller."""

LEAST_SCALE = 2.5
"""A scale is at least so many marks long, or the figures stand alone."""


CLOSE = 0.5
"""So much of the space around figures stays where a matrix would be too high with all of it."""


def draw_matrix(chart: Matrix, width_mm: float, height_mm: float, sizes: Sizes) -> Drawing:
    """Return the matrix: columns under their marks, rows under hairlines.

    In a given height figures and marks are large, as long as no scale gives way to them. Where that
    is too small, figures are as small as labels and rows closer.
    """
    drawing = _drawn(chart, width_mm, height_mm, sizes, FIGURE, 1.0)
    if not height_mm:
        return drawing
    marked = sizes._replace(mark_mm=sizes.mark_mm * LARGE_MARK)
    large = _drawn(chart, width_mm, height_mm, marked, LARGE, 1.0)
    if large.height <= height_mm and _scales_mm(large) >= SCALE_KEPT * _scales_mm(drawing):
        return large
    if drawing.height <= height_mm:
        return drawing
    return _drawn(chart, width_mm, height_mm, sizes, 1.0, CLOSE)


def _scales_mm(drawing: Drawing) -> float:
    """Return how long all scales are together."""
    lines = (shape for shape in drawing.shapes if isinstance(shape, Segment) and shape.ink == "mid")
    return sum(line.x2 - line.x for line in lines)


def _drawn(
    chart: Matrix, width_mm: float, height_mm: float, sizes: Sizes, larger: float, space: float
) -> Drawing:
    if not chart.rows:
        return Drawing(width_mm, 0.0, ())
    mark = sizes.mark_mm * 1.6
    named = WIDER[700] * max(text_mm(row.label, sizes.label_pt, bold=True) for row in chart.rows)
    words = [word for row in chart.rows for word in row.label.split()]
    longest = max((text_mm(word, sizes.label_pt, bold=True) for word in words), default=0.0)
    left = mark + min(named, max(0.26 * width_mm - mark, longest)) + 0.1 + 1.5 * sizes.gap_mm
    column = (width_mm - left) / len(chart.columns)
    heads, top = _heads(chart, left, column, sizes)
    room = left - mark - 1.5 * sizes.gap_mm + 0.1
    label_pt = sizes.label_pt
    labels = [wrap(row.label, room, label_pt, bold=True) for row in chart.rows]
    if max(map(len, labels)) > MOST_LINES:
        label_pt = sizes.words_pt
        labels = [wrap(row.label, room, label_pt, bold=True) for row in chart.rows]
    cells = [
        [
            _Told.of(cell, column - sizes.gap_mm / 2 - 2 * PAD_MM, sizes, larger)
            for cell in row.cells
        ]
        for row in chart.rows
    ]
    wide = [max(told.wide[part] for row in cells for told in row) for part in (0, 1)]
    floors = [
        max(len(lines) * line_mm(label_pt), *(told.tall for told in row)) + 4.0 * space
        for lines, row in zip(labels, cells, strict=True)
    ]
    heights = row_heights(floors, [floor * 1.4 for floor in floors], height_mm and height_mm - top)
    shapes: list[Shape] = [*heads]
    y = top
    for row, lines, told, tall in zip(chart.rows, labels, cells, heights, strict=True):
        middle = y + tall / 2
        shapes.append(Segment(0, y, width_mm, y, "rule", 0.75))
        shapes.append(Dotted(mark * 0.4, middle, sizes.mark_mm, row.mark))
        shapes += words_about(lines, mark, middle, label_pt, bold=True)
        for number, one in enumerate(told):
            box = Box(
                left + number * column, y + space, column - sizes.gap_mm / 2, tall - 2 * space
            )
            shapes += _cell(one, chart, box, (wide[0], wide[1]), sizes)
        y += tall
    return Drawing(width_mm, y, tuple(shapes))


class _Told(Struct):
    """A cell with its figure and the words beneath it in lines; the figure's size in points.

    `wide` says how wide both are together, and the words alone.
    """

    cell: MatrixCell
    figure: tuple[str, ...]
    figure_pt: float
    detail: tuple[str, ...]
    wide: tuple[float, float]
    tall: float

    @classmethod
    def of(cls, cell: MatrixCell, room_mm: float, sizes: Sizes, larger: float) -> "_Told":
        """Return a cell in lines no wider than this; a figure is smaller before it is broken."""
        large = sizes.label_pt * larger
        if text_mm(cell.figure, large, bold=True) > room_mm:
            large = sizes.label_pt
        figure = wrap(cell.figure, room_mm, large, bold=True)
        detail = wrap(cell.detail or cell.not_shown, room_mm, sizes.words_pt)
        words = [text_mm(line, sizes.words_pt) for line in detail if not cell.not_shown]
        both = [*(text_mm(line, large, bold=True) for line in figure), *words]
        wide = max(both, default=0.0), max(words, default=0.0)
        tall = len(figure) * line_mm(large) + len(detail) * line_mm(sizes.words_pt)
        return cls(cell, figure, large, detail, wide, tall)


def _heads(
    chart: Matrix, left: float, column: float, sizes: Sizes
) -> tuple[tuple[Shape, ...], float]:
    """Return the names of the columns beside their marks, and where the rows begin."""
    mark = sizes.mark_mm * 1.4
    room = column - mark - sizes.gap_mm
    named = [wrap(name, room, sizes.words_pt, bold=True) for _, name in chart.columns]
    corner = wrap(chart.corner, left - sizes.gap_mm, sizes.words_pt)
    high = max(map(len, (*named, corner))) * line_mm(sizes.words_pt)
    shapes: list[Shape] = [*_from_the_foot(corner, 0.0, high, sizes, quiet=True)]
    for number, ((shape, _), lines) in enumerate(zip(chart.columns, named, strict=True)):
        x = left + number * column + PAD_MM
        base = high - below_middle_mm(sizes.words_pt) * 1.9
        shapes.append(Dotted(x + mark * 0.35, base, sizes.mark_mm * 0.85, shape))
        shapes += _from_the_foot(lines, x + mark, high, sizes, quiet=False)
    return tuple(shapes), high + 1.5


def _from_the_foot(
    lines: Sequence[str], x: float, foot: float, sizes: Sizes, *, quiet: bool
) -> Iterator[Words]:
    ink: Ink = "grey" if quiet else "ink"
    for number, line in enumerate(reversed(lines)):
        y = foot - (0.25 + number) * line_mm(sizes.words_pt)
        yield Words(x, y, line, sizes.words_pt, ink=ink, bold=not quiet)


def _cell(
    told: _Told, chart: Matrix, box: Box, wide: tuple[float, float], sizes: Sizes
) -> Iterator[Shape]:
    """Yield a cell: why it shows nothing, or its figure, the words beneath and its scale."""
    cell, middle = told.cell, box.y + box.height / 2
    if cell.not_shown:
        yield box._replace(line="mid", line_pt=0.75, dashed=True)
        x = box.x + box.width / 2
        yield from words_about(told.detail, x, middle, sizes.words_pt, anchor="middle")
        return
    if not cell.figure:
        return
    if cell.framed:
        yield box._replace(line="ink", line_pt=2.0)
    x, y = box.x + PAD_MM, middle - told.tall / 2
    ink: Ink = "grey" if cell.own else "ink"
    for line in told.figure:
        y += line_mm(told.figure_pt)
        base = y - line_mm(told.figure_pt) / 2 + below_middle_mm(told.figure_pt)
        yield Words(x, base, line, told.figure_pt, ink=ink, bold=not cell.own)
    beside, foot = y - line_mm(told.figure_pt) / 2, y + line_mm(sizes.words_pt) * 0.75
    for number, line in enumerate(told.detail):
        yield Words(x, foot + number * line_mm(sizes.words_pt), line, sizes.words_pt, ink="grey")
    if cell.dots:
        yield from _scale(cell, chart, box, wide, (beside, foot), sizes)


def _scale(
    cell: MatrixCell,
    chart: Matrix,
    box: Box,
    told_mm: tuple[float, float],
    levels: tuple[float, float],
    sizes: Sizes,
) -> Iterator[Shape]:
    """Yield a cell's marks on their scale: level with the figure, else with the words, else none.

    `told_mm` is how far figure and words, or words alone, reach; `levels` are the middle of the
    figure and the line that the words stand on.
    """
    x = box.x + PAD_MM
    ends = chart.ends or (f"{chart.low:g}", f"{chart.high:g}")
    end = box.x + box.width - sizes.mark_mm * 0.8
    shortest = LEAST_SCALE * sizes.mark_mm
    least = max(shortest, sum(text_mm(words, sizes.words_pt) for words in ends) + 2.0)
    start, axis = x + told_mm[0] + sizes.mark_mm, levels[0]
    if under := end - start < least and not chart.ends:
        # What stands beneath the matrix says from what to what the scale goes.
        start, axis = x + told_mm[1] + sizes.mark_mm, levels[1] - below_middle_mm(sizes.words_pt)
        least = shortest
    if end - start < least:
        return
    yield Segment(start, axis, end, axis, "mid", 1.0)
    for at in (start, (start + end) / 2, end):
        yield Segment(at, axis - 1.0, at, axis + 1.0, "mid", 0.75)
    places = (share_of(drawn(dot.value), chart.low, cell.high or chart.high) for dot in cell.dots)
    xs = [start + place * (end - start) for place in places]
    yield from marks_of(cell.dots, xs, axis, sizes.mark_mm)
    if under:
        return
    yield Words(start, levels[1], ends[0], sizes.words_pt, ink="grey")
    yield Words(end, levels[1], ends[1], sizes.words_pt, anchor="end", ink="grey")


def figures(chart: Matrix, look: Look) -> Table:  # noqa: ARG001  no words of ours in it
    """Return the figures as a table: a row for each group, a column for each that it speaks of."""
    return Table(
        columns=(Column(), *(Column(align="right") for _ in chart.columns)),
        header=(as_runs(chart.corner), *(as_runs(name) for _, name in chart.columns)),
        rows=tuple(
            (as_runs(row.label), *(as_runs(_said(cell)) for cell in row.cells))
            for row in chart.rows
        ),
    )


def notes(chart: Matrix, look: Look) -> Iterator[str]:  # noqa: ARG001  no words of ours in it
    """Yield a line for each cell, with the figures that it shows and no others."""
    for row in chart.rows:
        for (_, name), cell in zip(chart.columns, row.cells, strict=True):
            yield f"{row.label} {name}: {_said(cell)}"


def _said(cell: MatrixCell) -> str:
    return ", ".join(filter(None, (cell.figure or cell.not_shown, cell.detail)))


KIND = ChartKind(draw=draw_matrix, figures=figures, notes=notes)
