"""Charts on a slide: drawings of shapes, and native charts that people can edit."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from facilitate.charts import Band, Bars, Bracket, Lines, Strip
from facilitate.document import Chart, Run
from facilitate.write.chart.draw import draw
from facilitate.write.chart.drawing import Box, Dotted, Drawing, Line, Shape, Words
from facilitate.write.look import Look
from facilitate.write.ooxml.xml import attribute
from facilitate.write.pptx.layout import GAP, Item, LayoutContext
from facilitate.write.pptx.text import Para
from facilitate.write.pptx.xml_writer import EPSILON, PT_PER_MM, Area, Linked, XmlWriter, mark_xml

_ALIGN: dict[str, Literal["l", "r", "ctr"]] = {"start": "l", "middle": "ctr", "end": "r"}
"""Where a drawing anchors words, as the alignment of a paragraph."""

_ASCENT = 0.905  # of Arial, in em: from the top of a line to its baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot(Item):
    """A strip or band with its drawing in this width."""

    chart: Strip | Band
    drawing: Drawing
    alt: str
    look: Look

    def resized(self, height: float) -> Item:
        """Return the strip with its rows closer or further apart, as far as the look allows."""
        if not isinstance(self.chart, Strip):
            return self
        return self._of(self.chart, height)

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many rows of a strip as fit, and the rest."""
        del hard
        chart = self.chart
        if not isinstance(chart, Strip):
            return None

        def too_high(count: int) -> bool:
            return self._of(rows_of(chart, 0, count), available).height > available + EPSILON

        count = bisect_left(range(1, len(chart.rows)), True, key=too_high)
        if not count:
            return None
        first, rest = rows_of(chart, 0, count), rows_of(chart, count, len(chart.rows))
        return self._of(first, available), self._of(rest, 0.0)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return one group with the chart's alternative text."""
        named = xml.named("Chart", self.alt)
        shapes = "".join(_shape(shape, xml, area) for shape in self.drawing.shapes)
        box = Area(area.x, area.y, self.width, self.height).xfrm()
        inner = box.removeprefix("<a:xfrm>").removesuffix("</a:xfrm>")
        child = inner.replace("<a:off ", "<a:chOff ").replace("<a:ext ", "<a:chExt ")
        return (
            f"<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{inner}{child}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
        )

    def _of(self, chart: Strip, height: float) -> "Plot":
        drawing = draw(
            chart,
            width_mm=self.width / PT_PER_MM,
            height_mm=max(height, 0.0) / PT_PER_MM,
            look=self.look,
            medium="slide",
        )
        return replace(self, chart=chart, drawing=drawing, height=drawing.height * PT_PER_MM)


def plot_item(block: Chart, context: LayoutContext) -> Item:
    """Return a strip or band in this width; a band stands at the slide's foot."""
    chart = block.of
    if not isinstance(chart, Strip | Band):
        raise TypeError(f"no drawing for a chart of the kind {type(chart).__name__}")
    drawing = draw(
        chart,
        width_mm=context.width / PT_PER_MM,
        height_mm=block.height_mm,
        look=context.look,
        medium="slide",
    )
    band = isinstance(chart, Band)
    return Plot(
        height=drawing.height * PT_PER_MM,
        width=context.width,
        before=GAP,
        chart=chart,
        drawing=drawing,
        alt=block.alt,
        look=context.look,
        flexible=not band and not block.height_mm,
        sinks=band,
    )


def rows_of(chart: Strip, start: int, end: int) -> Strip:
    """Return some rows of a strip with the parts of the brackets that name them."""
    return replace(chart, rows=chart.rows[start:end], brackets=tuple(_brackets(chart, start, end)))


def _brackets(chart: Strip, start: int, end: int) -> Iterator[Bracket]:
    for bracket in chart.brackets:
        first, last = max(bracket.first, start), min(bracket.last, end - 1)
        if first <= last:
            yield replace(bracket, first=first - start, last=last - start)


def _shape(shape: Shape, xml: XmlWriter, area: Area) -> str:
    at = PT_PER_MM
    match shape:
        case Box():
            box = Area(
                area.x + shape.x * at, area.y + shape.y * at, shape.width * at, shape.height * at
            )
            return _box(shape, xml, box)
        case Line():
            return _line(shape, xml, area)
        case Dotted():
            return mark_xml(shape, xml, area.x + shape.x * at, area.y + shape.y * at)
        case Words():
            return _words(shape, xml, area)


def _box(shape: Box, xml: XmlWriter, box: Area) -> str:
    outline = xml.outline(shape.line, shape.line_pt, dashed=shape.dashed)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{xml.next_id()}" name="Box"/><p:cNvSpPr/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{box.xfrm()}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{xml.fill(shape.fill)}{outline}</p:spPr>'
        "</p:sp>"
    )


def _line(shape: Line, xml: XmlWriter, area: Area) -> str:
    x, y = min(shape.x, shape.x2), min(shape.y, shape.y2)
    box = Area(
        area.x + x * PT_PER_MM,
        area.y + y * PT_PER_MM,
        abs(shape.x2 - shape.x) * PT_PER_MM,
        abs(shape.y2 - shape.y) * PT_PER_MM,
    )
    falls = (shape.x2 - shape.x) * (shape.y2 - shape.y) < 0
    xfrm = box.xfrm().replace("<a:xfrm>", '<a:xfrm flipV="1">') if falls else box.xfrm()
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{xml.next_id()}" name="Line"/><p:cNvCxnSpPr/><p:nvPr/>'
        f'</p:nvCxnSpPr><p:spPr>{xfrm}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{xml.outline(shape.ink, shape.line_pt, dashed=shape.dashed)}</p:spPr></p:cxnSp>"
    )


def _words(shape: Words, xml: XmlWriter, area: Area) -> str:
    """Return a line of text whose baseline is where the drawing says."""
    wide = shape.width * PT_PER_MM * 1.06 + 2
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
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{xml.next_id()}" name="Words"/><p:cNvSpPr txBox="1"/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{box.xfrm()}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{xml.body((para,), wrap=False)}</p:sp>"
    )


_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_ROW = 26.0
"""Least height of a bar with its label, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart(Item):
    """A chart that takes the room it is given, but never less than its rows need."""

    chart: Bars | Lines
    alt: str
    least: float

    def resized(self, height: float) -> Item:
        """Return the chart at this height, or at the least that keeps its labels apart."""
        return replace(self, height=max(height, self.least))

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return bars as two charts, by categories; lines are not split."""
        del hard
        chart = self.chart
        if not isinstance(chart, Bars) or available < self.least / 2:
            return None
        count = int(len(chart.categories) * available / self.least)
        if not 0 < count < len(chart.categories):
            return None
        return self._rows(chart, 0, count), self._rows(chart, count, len(chart.categories))

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return the frame that points to the chart's own part."""
        link = xml.relate(Linked("chart", chart=self.chart))
        box = Area(area.x, area.y, self.width, self.height)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{xml.next_id()}" name="Chart" '
            f'descr="{attribute(self.alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{box.xfrm('p:xfrm')}"
            f'<a:graphic><a:graphicData uri="{_URI}"><c:chart xmlns:c="{_URI}" r:id="{link}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _rows(self, chart: Bars, start: int, end: int) -> "NativeChart":
        part = replace(
            chart,
            categories=chart.categories[start:end],
            series=tuple(replace(s, values=s.values[start:end]) for s in chart.series),
        )
        least = least_height(part)
        return replace(self, chart=part, height=least, least=least)


def native_item(block: Chart, context: LayoutContext) -> Iterator[Para | Item]:
    """Yield the chart, or a sentence where there is nothing to show."""
    chart = block.of
    if not isinstance(chart, Bars | Lines) or not chart.categories or not chart.series:
        words = context.look.word("no answers yet")
        yield Para(runs=(Run(words, quiet=True),), size=context.scale.body, before=10)
        return
    least = least_height(chart)
    tall = block.height_mm * PT_PER_MM or max(least, min(context.available_height, 326.0))
    yield NativeChart(
        height=max(tall, least),
        width=context.width,
        chart=chart,
        alt=block.alt,
        least=least,
        flexible=True,
    )


def least_height(chart: Bars | Lines) -> float:
    """Return the height in points under which labels would meet."""
    if isinstance(chart, Lines):
        return 180.0
    rows = 1 if chart.stacked else len(chart.series)
    legend = 34.0 if len(chart.series) > 1 else 0.0
    return 30.0 + legend + len(chart.categories) * (_ROW if rows == 1 else 22.0 * rows + 6)
