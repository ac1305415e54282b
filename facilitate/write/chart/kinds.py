"""What a kind of chart can do: each is a module, found by the name of its data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from facilitate import registry
from facilitate.charts import ChartData
from facilitate.document import Table
from facilitate.structs import Struct
from facilitate.write.chart.drawing import Drawing, Medium, Sizes, measured_in
from facilitate.write.look import Look
from facilitate.write.measure import measured
from facilitate.write.ooxml import THEME

C = TypeVar("C", bound=ChartData)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartStyle:
    """How a native chart is written: the face, its size and the chart's in points, the language.

    `theme` says where the file's theme keeps the colours; `face` is how the file calls the font,
    where it has another name for it, and `scale` its points for each of ours.
    """

    font: str
    size_pt: float
    language: str
    width_pt: float
    height_pt: float
    theme: Mapping[str, str] = field(default_factory=lambda: THEME, repr=False)
    face: str = ""
    scale: float = 1.0


class Native(Struct, Generic[C], kw_only=True):
    """A kind as a chart of Office: its plot in DrawingML, and the height it needs in millimetres.

    `plot` takes the ids of the two axes and returns series and axes.
    """

    plot: Callable[[C, ChartStyle, tuple[int, int]], str]
    height_mm: Callable[[C, Medium], float]


class ChartKind(Struct, Generic[C], kw_only=True):
    """One kind of chart: `KIND` of the module that has the name of its data in small letters.

    `draw` takes width and height (0: as it likes) in millimetres. `figures` is the table of what
    is drawn and `notes` says it in lines of speaker's notes, where marks alone would not tell.
    A `footer` chart stands at the foot of a slide and keeps its height.
    """

    draw: Callable[[C, float, float, Sizes], Drawing]
    figures: Callable[[C, Look], Table] | None = None
    notes: Callable[[C, Look], Iterator[str]] | None = None
    native: Native[C] | None = None
    footer: bool = False


def kind_of(chart: ChartData) -> ChartKind[Any]:
    """Return the kind of a chart; `LookupError` if nobody wrote it."""
    name = type(chart).__name__.lower()
    found = registry.find("chart", name)
    if found is None:
        raise LookupError(f"no chart is called {name}")
    return cast(ChartKind[Any], found.KIND)


# Fitting a slide asks for the same chart at the same height once for each size of type.
@measured(maxsize=64)
def draw(chart: ChartData, *, width_mm: float, height_mm: float = 0, sizes: Sizes) -> Drawing:
    """Return the chart drawn `width_mm` wide.

    `height_mm` 0 takes the look's row height. Any other is a height to fill: rows move closer, or
    up to half as far again apart. Text never shrinks, so a drawing can come out higher than asked;
    its `height` tells.
    """
    with measured_in(sizes.font):
        return kind_of(chart).draw(chart, width_mm, height_mm, sizes)


def draw_parts(
    chart: ChartData,
    *,
    width_mm: float,
    height_mm: float,
    available_mm: float,
    sizes: Sizes,
) -> tuple[Drawing, ...]:
    """Return the chart as one drawing, or its rows as several no higher than `available_mm`.

    `height_mm` is the one asked for, 0 for the look's own.
    """
    whole = draw(chart, width_mm=width_mm, height_mm=height_mm, sizes=sizes)
    if whole.height > available_mm:
        pressed = available_mm - 0.1
        whole = draw(chart, width_mm=width_mm, height_mm=pressed, sizes=sizes)
    count = chart.row_count
    if whole.height <= available_mm or count < 2:
        return (whole,)
    # Rows differ in height: begin with more than will fit, and give back what does not.
    most = max(1, int(1.6 * count * available_mm / whole.height))
    parts: list[Drawing] = []
    first = 0
    while first < count:
        end = min(first + most, count)
        part = draw(chart.part(first, end), width_mm=width_mm, sizes=sizes)
        while part.height > available_mm and end - first > 1:
            end -= 1
            part = draw(chart.part(first, end), width_mm=width_mm, sizes=sizes)
        if end < count and (sooner := chart.parted_at(first, end)) < end:
            end = sooner
            part = draw(chart.part(first, end), width_mm=width_mm, sizes=sizes)
        parts.append(part)
        first = end
    return tuple(parts)
