"""Charts on a slide: drawings of shapes, and native charts that people can edit."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from facilitate.charts import Bars, ChartData
from facilitate.document import Chart, Run
from facilitate.structs import replace
from facilitate.write.base_file import Area
from facilitate.write.chart.drawing import (
    HALO,
    MARK_SHAPES,
    OPEN_LINE,
    OPEN_SIZE,
    Box,
    Dotted,
    Drawing,
    Ink,
    Segment,
    Shape,
    Words,
    ink_of,
    sizes_for,
)
from facilitate.write.chart.kinds import ChartStyle, draw, kind_of
from facilitate.write.chart.native import least_height
from facilitate.write.look import Look
from facilitate.write.ooxml import attribute
from facilitate.write.pptx.layout import GAP, Item, LayoutContext, new_flow, pptx_block
from facilitate.write.pptx.text import Para
from facilitate.write.pptx.xml_writer import (
    EPSILON,
    PT_PER_MM,
    Linked,
    XmlWriter,
)

_ALIGN: dict[str, Literal["l", "r", "ctr"]] = {"start": "l", "middle": "ctr", "end": "r"}
"""Where a drawing anchors words, as the alignment of a paragraph."""

_ASCENT = 0.905  # of Arial, in em: from the top of a line to its baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartItem(Item):
    """A chart with the sentence that says what it shows."""

    chart: ChartData
    alt: str
    look: Look

    def plainer(self) -> tuple[Item, ...]:
        """Return the chart in words."""
        size, font = self.look.slide.body_floor, self.look.slide_font
        lines = (self.alt, *self.chart.text_lines())
        paras = tuple(Para(runs=(Run(one),), size=size, before=6) for one in lines if one.strip())
        return (new_flow(paras, width=self.width, font=font, before=GAP),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot(ChartItem):
    """A chart drawn with shapes in this width; `whole` is the one of which it shows rows."""

    drawing: Drawing
    whole: ChartData

    def resized(self, height: float) -> Item:
        """Return the chart with its rows closer or further apart, as far as the look allows."""
        return self._of(self.chart, height)

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many rows as fit, and the rest."""
        del hard
        chart = self.chart

        def too_high(count: int) -> bool:
            return self._of(chart.part(0, count), available).height > available + EPSILON

        count = bisect_left(range(1, chart.row_count), True, key=too_high)
        if not count:
            return None
        first, rest = chart.part(0, count), chart.part(count, chart.row_count)
        return self._of(first, available), self._of(rest, 0.0)

    def share(self, first: int, end: int) -> "Plot":
        """Return the rows of the whole chart from `first` up to `end`."""
        return self._of(self.whole.part(first, end), 0.0)

    @property
    def total(self) -> int:
        """The number of rows of the whole chart."""
        return self.whole.row_count

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return one group with the chart's alternative text."""
        box = area._replace(width=self.width, height=self.height)
        return drawn_group(self.drawing, xml, box, name="Chart", alt=self.alt)

    def _of(self, chart: ChartData, height: float) -> "Plot":
        drawing = draw(
            chart,
            width_mm=self.width / PT_PER_MM,
            height_mm=max(height, 0.0) / PT_PER_MM,
            sizes=sizes_for(self.look, "slide"),
        )
        return replace(self, chart=chart, drawing=drawing, height=drawing.height * PT_PER_MM)


def drawn_group(drawing: Drawing, xml: XmlWriter, area: Area, *, name: str, alt: str) -> str:
    """Return a drawing as one group with its alternative text."""
    named = xml.named(name, alt)
    shapes = "".join(_SHAPES[type(shape)](shape, xml, area) for shape in drawing.shapes)
    inner = xml.ruler.xfrm(area).removeprefix("<a:xfrm>").removesuffix("</a:xfrm>")
    child = inner.replace("<a:off ", "<a:chOff ").replace("<a:ext ", "<a:chExt ")
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{inner}{child}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )


def _box(shape: Box, xml: XmlWriter, area: Area) -> str:
    at = PT_PER_MM
    box = Area(area.x + shape.x * at, area.y + shape.y * at, shape.width * at, shape.height * at)
    outline = xml.outline(shape.line, shape.line_pt, dashed=shape.dashed)
    return xml.drawn_shape(xml.called("Box"), box, "rect", xml.fill(shape.fill) + outline)


def _line(shape: Segment, xml: XmlWriter, area: Area) -> str:
    x, y = min(shape.x, shape.x2), min(shape.y, shape.y2)
    box = Area(
        area.x + x * PT_PER_MM,
        area.y + y * PT_PER_MM,
        abs(shape.x2 - shape.x) * PT_PER_MM,
        abs(shape.y2 - shape.y) * PT_PER_MM,
    )
    rises = (shape.x2 - shape.x) * (shape.y2 - shape.y) < 0
    outline = xml.outline(shape.ink, shape.line_pt, dashed=shape.dashed)
    return xml.drawn_line(xml.called("Line"), box, outline, rises=rises)


def _mark(shape: Dotted, xml: XmlWriter, area: Area) -> str:
    """Return a mark centred on its point: filled with a halo in the ground's colour, or open."""
    x, y = area.x + shape.x * PT_PER_MM, area.y + shape.y * PT_PER_MM
    preset, wide, high = MARK_SHAPES[shape.mark]
    size = shape.size * PT_PER_MM
    ink = ink_of(shape.mark)
    inside: Ink
    line: Ink
    if shape.open:
        scale, inside, line, line_pt = size * OPEN_SIZE, "white", ink, size * OPEN_LINE
    else:
        scale, inside, line, line_pt = size * (1 + HALO), ink, "white", size * HALO
    box = Area(x - scale * wide / 2, y - scale * high / 2, scale * wide, scale * high)
    look = xml.fill(inside) + xml.outline(line, line_pt)
    return xml.drawn_shape(xml.called(shape.mark), box, preset, look)


def _words(shape: Words, xml: XmlWriter, area: Area) -> str:
    """Return a line of text whose baseline is where the drawing says."""
    wide = shape.width_in(xml.look.slide_font) * PT_PER_MM * 1.06 + 2
    x = area.x + shape.x * PT_PER_MM
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[shape.anchor]
    top = area.y + shape.y * PT_PER_MM - _ASCENT * shape.size_pt
    para = Para(
        runs=(Run(shape.text),),
        size=shape.size_pt,
        bold=shape.bold,
        ink=shape.ink,
        leading=1.0,
        align=_ALIGN[shape.anchor],
    )
    box = Area(left, top, wide, shape.size_pt * 1.15)
    return xml.text(box, (para,), name="Words", wrap=False)


_SHAPES: dict[type[Shape], Callable[[Any, XmlWriter, Area], str]] = {
    Box: _box,
    Segment: _line,
    Dotted: _mark,
    Words: _words,
}

_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart(ChartItem):
    """A chart that takes the height it is given, but never less than its rows need."""

    chart: Bars
    least: float

    def resized(self, height: float) -> Item:
        """Return the chart at this height, or at the least that keeps its labels apart."""
        return replace(self, height=max(height, self.least))

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return two charts by rows, for a chart that has any."""
        del hard
        rows = self.chart.row_count
        if available < self.least / 2:
            return None
        parts = (self._rows(0, count) for count in range(rows - 1, 0, -1))
        first = next((part for part in parts if part.least <= available + EPSILON), None)
        return (first, self._rows(first.chart.row_count, rows)) if first else None

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the frame that points to the chart's own part."""
        link = xml.relate(Linked("chart", chart=self.chart, size=(self.width, self.height)))
        box = Area(area.x, area.y, self.width, self.height)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{xml.next_id()}" name="Chart" '
            f'descr="{attribute(self.alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{xml.ruler.xfrm(box, 'p:xfrm')}"
            f'<a:graphic><a:graphicData uri="{_URI}"><c:chart xmlns:c="{_URI}" r:id="{link}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _rows(self, first: int, end: int) -> "NativeChart":
        part = self.chart.part(first, end)
        least = _least_height(part, self.width, self.look)
        return replace(self, chart=part, height=least, least=least, weight=part.row_count)


def _least_height(chart: Bars, width: float, look: Look) -> float:
    """Return the height in points under which the labels of a native chart would meet."""
    native = kind_of(chart).native
    style = ChartStyle(
        font=look.slide_font, size_pt=look.slide.label, language="", width_pt=width, height_pt=0.0
    )
    usual = native.height_mm(chart, "slide") * PT_PER_MM if native else 0.0
    return max(usual, least_height(chart, style))


@pptx_block
def chart_item(block: Chart, context: LayoutContext) -> Item | Para:
    """Return a native chart where there is one, else a drawing, or words where nothing is shown."""
    chart, kind = block.of, kind_of(block.of)
    if chart.is_empty:
        words = context.look.word("no answers yet")
        return Para(runs=(Run(words, quiet=True),), size=context.scale.body, before=10)
    if isinstance(chart, Bars):
        least = _least_height(chart, context.width, context.look)
        return NativeChart(
            height=max(block.height_mm * PT_PER_MM, least),
            width=context.width,
            chart=chart,
            alt=block.alt,
            look=context.look,
            least=least,
            flexible=True,
            weight=chart.row_count,
        )
    drawing = draw(
        chart,
        width_mm=context.width / PT_PER_MM,
        height_mm=block.height_mm,
        sizes=sizes_for(context.look, "slide"),
    )
    return Plot(
        height=drawing.height * PT_PER_MM,
        width=context.width,
        before=GAP,
        chart=chart,
        whole=chart,
        drawing=drawing,
        alt=block.alt,
        look=context.look,
        flexible=not kind.footer and not block.height_mm,
        sinks=kind.footer,
    )
