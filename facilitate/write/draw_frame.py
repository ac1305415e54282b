"""Where the columns of a strip stand: labels, the scale, figures, brackets."""

from dataclasses import dataclass, replace

from facilitate.charts import Strip
from facilitate.write.draw_brackets import bracket_width_mm
from facilitate.write.draw_sizes import Sizes, share_of, text_mm

LEAST_SCALE = 4.0
"""A scale is at least this many row heights long, or the labels move out of its way."""


@dataclass(frozen=True, slots=True)
class Frame:
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

    def x(self, value: float) -> float:
        """Return where a value stands; one beyond the scale stands at its end."""
        return self.left + share_of(value, self.low, self.high) * (self.right - self.left)


def frame_for(chart: Strip, width_mm: float, sizes: Sizes) -> Frame:
    """Return the columns: beside each other, or with the labels above where the scale is short."""
    widest = max(
        (text_mm(row.label, sizes.label_pt, bold=row.bold) for row in chart.rows), default=0.0
    )
    beside = _columns(chart, width_mm, min(widest, 0.36 * width_mm), sizes)
    if beside.right - beside.left >= LEAST_SCALE * sizes.row_mm:
        return beside
    over = _columns(chart, width_mm, 0.0, sizes)
    return replace(over, label_mm=over.right, above=True)


def _columns(chart: Strip, width_mm: float, label_mm: float, sizes: Sizes) -> Frame:
    gap = sizes.gap_mm
    figures = max(
        (text_mm(row.figure, sizes.figure_pt, bold=row.bold) for row in chart.rows), default=0.0
    )
    figures = min(max(figures, text_mm(chart.figures, sizes.words_pt)), 0.24 * width_mm)
    bracket = bracket_width_mm(chart.brackets, width_mm, sizes)
    half_mark = sizes.mark_mm * 0.6
    left = label_mm + gap + half_mark if label_mm else half_mark
    right = width_mm - half_mark
    if bracket:
        right -= bracket + gap
    if figures:
        right -= figures + gap
    return Frame(
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
