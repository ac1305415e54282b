"""The axes of native charts: the whole scale, first category on top, no tick that says nothing."""

from facilitate.charts import Bars, Lines
from facilitate.write.look import Colours
from facilitate.write.ooxml.chart_ink import solid
from facilitate.write.ooxml.workbook import number_text

_MOST_STEPS = 5
_STEPS = (0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


def axes(chart: Bars | Lines, colours: Colours, ids: tuple[int, int]) -> str:
    """Return both axes; bars carry their figures, so only lines have figures on the axis."""
    bars = isinstance(chart, Bars)
    line = f'<c:spPr><a:ln w="12700">{solid(colours.mid)}</a:ln></c:spPr>'
    guides = f'<c:spPr><a:ln w="9525">{solid(colours.rule)}</a:ln></c:spPr>'
    grid = f"<c:majorGridlines>{guides}</c:majorGridlines>"
    low, high = number_text(chart.low), number_text(chart.high)
    unit = number_text(step(chart.low, chart.high))
    category = (
        f'<c:catAx><c:axId val="{ids[0]}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if bars else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if bars else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}<c:crossAx val="{ids[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    value = (
        f'<c:valAx><c:axId val="{ids[1]}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high}"/><c:min val="{low}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if bars else "l"}"/>{grid}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"none" if bars else "nextTo"}"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:crossAx val="{ids[0]}"/><c:crosses val="{"max" if bars else "min"}"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{unit}"/>'
        "</c:valAx>"
    )
    return category + value


def step(low: float, high: float) -> float:
    """Return the distance of guide lines: the smallest round step that gives at most five gaps."""
    span = high - low
    return next((size for size in _STEPS if span / size <= _MOST_STEPS), span or 1.0)
