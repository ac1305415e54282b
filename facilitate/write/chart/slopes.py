"""Slopes: a line for each theme over all stock takes, drawn with shapes in every file.

Office's own line charts write the names at the ends over each other where two lines end close.
"""

from collections.abc import Iterator

from facilitate.charts import Slopes
from facilitate.write.chart.kinds import ChartKind
from facilitate.write.chart.lines import draw_lines
from facilitate.write.chart.native import figures
from facilitate.write.look import Look


def notes(chart: Slopes, look: Look) -> Iterator[str]:  # noqa: ARG001  no words of ours in it
    """Yield one line for each date with the figures of all themes."""
    yield from chart.text_lines()


KIND = ChartKind(draw=draw_lines, figures=figures, notes=notes)
