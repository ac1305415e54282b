"""A chart's data to its one neutral drawing, which every writer shows in its own way."""

from facilitate.charts import Band, Bars, ChartData, Lines, Strip
from facilitate.write.chart.band import draw_band
from facilitate.write.chart.bars import draw_bars
from facilitate.write.chart.drawing import Drawing, Medium, sizes_for
from facilitate.write.chart.lines import draw_lines
from facilitate.write.chart.strip import draw_strip
from facilitate.write.look import Look


def draw(
    chart: ChartData, *, width_mm: float, height_mm: float = 0, look: Look, medium: Medium
) -> Drawing:
    """Return the chart drawn `width_mm` wide.

    `height_mm` 0 takes the look's row height. Any other is a height to fill: rows move closer, or
    up to half as far again apart. Text never shrinks, so a drawing can come out higher than asked;
    its `height` tells.
    """
    sizes = sizes_for(look, medium)
    match chart:
        case Strip():
            return draw_strip(chart, width_mm, height_mm, sizes)
        case Band():
            return draw_band(chart, width_mm, sizes)
        case Bars():
            return draw_bars(chart, width_mm, height_mm, sizes)
        case Lines():
            return draw_lines(chart, width_mm, height_mm, sizes)
    raise TypeError(f"no drawing for {type(chart).__name__}")
