"""Native charts on a slide: bars, stacked bars and lines that people can edit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitate.charts import Bars, Lines
from facilitate.document import Chart, Run
from facilitate.write.ooxml.xml import attribute
from facilitate.write.pptx.geometry import PT_PER_MM, Area
from facilitate.write.pptx.item import Item, Setting
from facilitate.write.pptx.linked import Linked
from facilitate.write.pptx.para import Para
from facilitate.write.pptx.pen import Pen

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

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return bars as two charts, by categories; lines are not split."""
        del hard
        chart = self.chart
        if not isinstance(chart, Bars) or room < self.least / 2:
            return None
        count = int(len(chart.categories) * room / self.least)
        if not 0 < count < len(chart.categories):
            return None
        return self._rows(chart, 0, count), self._rows(chart, count, len(chart.categories))

    def draw(self, pen: Pen, area: Area) -> str:
        """Return the frame that points to the chart's own part."""
        link = pen.relate(Linked("chart", chart=self.chart))
        box = Area(area.x, area.y, self.width, self.height)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{pen.next_id()}" name="Chart" '
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


def native_item(block: Chart, setting: Setting) -> Iterator[Para | Item]:
    """Yield the chart, or a sentence where there is nothing to show."""
    chart = block.of
    if not isinstance(chart, Bars | Lines) or not chart.categories or not chart.series:
        words = setting.word("no answers yet", "no answers yet")
        yield Para(runs=(Run(words, quiet=True),), size=setting.scale.body, before=10)
        return
    least = least_height(chart)
    tall = block.height_mm * PT_PER_MM or max(least, min(setting.room, 326.0))
    yield NativeChart(
        height=max(tall, least),
        width=setting.width,
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
