"""A chart as shapes in millimetres, and how large its type and lines are on a slide or sheet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple

from facilitate.charts import Dot, Mark
from facilitate.faults import Place
from facilitate.structs import Struct
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, lines, width_mm

Ink = Literal[
    "ink", "grey", "mid", "rule", "centre", "tint", "doctor", "manager", "bridge", "white", "none"
]
"""A colour by its part in the look; the writer looks up the hex value."""

Anchor = Literal["start", "middle", "end"]
"""Which part of a line of text stands at its x."""


class Box(NamedTuple):
    """A rectangle; `line_pt` 0 draws no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink = "none"
    line: Ink = "none"
    line_pt: float = 0.0
    dashed: bool = False


class Segment(NamedTuple):
    """A straight line from (x, y) to (x2, y2)."""

    x: float
    y: float
    x2: float
    y2: float
    ink: Ink = "mid"
    line_pt: float = 0.75
    dashed: bool = False


class Dotted(NamedTuple):
    """A role's mark centred on (x, y); `open` ones (earlier results) are white inside."""

    x: float
    y: float
    size: float
    mark: Mark
    open: bool = False


class Words(NamedTuple):
    """One line of text; (x, y) is its anchor on the baseline."""

    x: float
    y: float
    text: str
    size_pt: float
    anchor: Anchor = "start"
    ink: Ink = "ink"
    bold: bool = False

    @property
    def width(self) -> float:
        """The width in millimetres as it is measured while a chart is drawn."""
        return text_mm(self.text, self.size_pt, bold=self.bold)

    def width_in(self, font: str) -> float:
        """Return the width in millimetres in the face that a writer has for it."""
        return width_mm(self.text, font, self.size_pt, self.bold)


Shape = Box | Segment | Dotted | Words


class SourceArea(Struct):
    """A rectangle of a drawing or a page, and the line on which what it shows is written."""

    x: float
    y: float
    width: float
    height: float
    place: Place


class Drawing(NamedTuple):
    """Shapes in painting order on a ground of this size, and what of it is `written` where."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    written: tuple[SourceArea, ...] = ()


Preset = Literal["ellipse", "diamond", "rect", "flowChartMerge", "triangle"]

MARK_SHAPES: dict[Mark, tuple[Preset, float, float]] = {
    "doctor": ("ellipse", 1.0, 1.0),
    "manager": ("diamond", 1.2, 1.2),
    "third": ("rect", 0.9, 0.9),
    "fourth": ("flowChartMerge", 1.1, 0.99),
    "sponsor": ("triangle", 1.1, 0.99),
    "everyone": ("rect", 0.36, 1.25),
}
"""Office's name of a mark's shape, width and height as shares of its size: equal to the eye."""

HALO = 0.12
"""White around a mark as a share of its size, so that touching marks stay two."""

OPEN_LINE, OPEN_SIZE = 0.17, 0.86
"""Width of the line of an open mark, and how large it is drawn for it, as shares of its size."""


UNMOVED = 1.45
"""How much larger the open mark is that its filled one would cover: a ring around it."""


def marks_of(dots: Sequence[Dot], xs: Sequence[float], y: float, size: float) -> Iterator[Dotted]:
    """Yield the marks of one role on one line, open ones first so that they lie behind."""
    unmoved = len(xs) > 1 and max(xs) - min(xs) < size * (UNMOVED - 1) / 2
    for dot, x in sorted(zip(dots, xs, strict=True), key=lambda one: not one[0].then):
        ring = UNMOVED if dot.then and unmoved else 1.0
        yield Dotted(x, y, size * ring, dot.mark, dot.then)


def ink_of(mark: Mark) -> Ink:
    """Return the colour of a mark: only doctor and manager have one of their own."""
    return mark if mark in ("doctor", "manager") else "ink"


Medium = Literal["slide", "sheet"]

CAP_HEIGHT = 0.72
"""Height of a capital as a share of the size of type: Arial 0.716, Source Sans 3 0.66."""

LEADING = 1.18
"""Distance of two baselines in a chart as a share of the size of type."""


class Sizes(NamedTuple):
    """Sizes of type and lines in points, lengths in millimetres.

    `sub_mm` is the distance between the marks of two roles in one row, `row_floor_mm` the least
    height of a row of one line.
    """

    label_pt: float
    words_pt: float
    bracket_pt: float
    figure_pt: float
    mark_mm: float
    line_pt: float
    row_mm: float
    row_floor_mm: float
    sub_mm: float
    gap_mm: float
    band_mm: float
    plot_mm: float
    font: str = "Arial"


def sizes_for(look: Look, medium: Medium) -> Sizes:
    """Return the sizes of a chart on this medium, from the look's sizes of type."""
    sizes = _on_slide(look) if medium == "slide" else _on_sheet(look)
    return sizes._replace(font=look.slide_font)


_MEASURED_IN = ContextVar("measured in", default="Arial")
"""The face of the chart that is being drawn: all of its parts measure words, and few know sizes."""


@contextmanager
def measured_in(font: str) -> Iterator[None]:
    """Have the words of a chart measured in a face while it is drawn."""
    token = _MEASURED_IN.set(font)
    try:
        yield
    finally:
        _MEASURED_IN.reset(token)


def _on_slide(look: Look) -> Sizes:
    slide = look.slide
    return Sizes(
        label_pt=slide.dense,
        words_pt=slide.label,
        bracket_pt=slide.body_floor,
        figure_pt=slide.body_floor,
        mark_mm=16.5 * MM_PER_PT,
        line_pt=3.0,
        row_mm=36.5 * MM_PER_PT,
        row_floor_mm=25 * MM_PER_PT,  # ten themes with their key stay one picture
        sub_mm=14.5 * MM_PER_PT,
        gap_mm=12 * MM_PER_PT,
        band_mm=40 * MM_PER_PT,
        plot_mm=300 * MM_PER_PT,
    )


def _on_sheet(look: Look) -> Sizes:
    sheet = look.sheet
    return Sizes(
        label_pt=sheet.row,
        words_pt=sheet.floor,
        bracket_pt=sheet.row,
        figure_pt=sheet.floor,
        mark_mm=11.5 * MM_PER_PT,
        line_pt=2.0,
        row_mm=11.4,
        row_floor_mm=7.6,
        sub_mm=4.4,
        gap_mm=4.0,
        band_mm=10.0,
        plot_mm=70.0,
    )


def share_of(value: float, low: float, high: float) -> float:
    """Return where a value stands between the ends of a scale, from 0 to 1; 0 if it has no length.

    A value beyond the scale stands at its end.
    """
    return (min(max(value, low), high) - low) / (high - low) if high > low else 0.0


def line_mm(size_pt: float) -> float:
    """Return the distance from one baseline to the next."""
    return size_pt * MM_PER_PT * LEADING


def below_middle_mm(size_pt: float) -> float:
    """Return how far below a row's middle the baseline lies, so that capitals stand centred."""
    return size_pt * MM_PER_PT * CAP_HEIGHT / 2


def text_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in Arial, the widest of our faces, or a brand's."""
    return width_mm(text, _MEASURED_IN.get(), size_pt, bold)


def words_about(
    lines: Sequence[str],
    x: float,
    middle: float,
    size_pt: float,
    *,
    anchor: Anchor = "start",
    bold: bool = False,
) -> Iterator[Words]:
    """Yield lines of text that stand centred about the middle of a row."""
    first = middle - (len(lines) - 1) / 2 * line_mm(size_pt) + below_middle_mm(size_pt)
    for number, line in enumerate(lines):
        y = first + number * line_mm(size_pt)
        yield Words(x, y, line, size_pt, anchor, bold=bold)


def row_heights(
    floors: Sequence[float], likes: Sequence[float], available_mm: float
) -> tuple[float, ...]:
    """Return the heights of rows between what they need (`floors`) and up to half over `likes`.

    `available_mm` 0 gives each what it likes. Rows never get less than they need; those that are
    pressed are equally high where that is enough for each.
    """
    if not available_mm or not likes:
        return tuple(likes)
    if available_mm >= sum(likes):
        stretch = min(1.5, available_mm / sum(likes))
        return tuple(like * stretch for like in likes)
    if max(floors) * len(floors) <= available_mm:
        return (available_mm / len(floors),) * len(floors)
    give = max(0.0, (available_mm - sum(floors)) / max(sum(likes) - sum(floors), 0.01))
    return tuple(floor + (like - floor) * give for floor, like in zip(floors, likes, strict=True))


def wrap(text: str, width_mm: float, size_pt: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the text in lines no wider than this; a word that is wider is broken.

    An empty text is no line at all.
    """
    if not text:
        return ()
    room = max(width_mm, size_pt * MM_PER_PT)
    return lines(text, _MEASURED_IN.get(), size_pt, width=room, bold=bold)


def figure_words(value: float, decimals: int, unit: str) -> str:
    """Return a value as it is written beside its bar: 4,100, a true minus, `%` without a space."""
    text = f"{value:,.{decimals}f}".replace("-", "\u2212")
    return f"{text}{unit}" if unit in ("", "%") else f"{text}\u00a0{unit}"
