"""Bars and lines as native charts of Office (DrawingML), which people can edit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitate.charts import Bars, Lines, Series
from facilitate.write.chart.workbook import SHEET, column_name, number_text
from facilitate.write.look import Colours
from facilitate.write.ooxml.xml import DECLARATION, attribute, hex_colour, text

# Five steps without red and green; the middle three are light and carry an outline.
_LIKERT = ("#B35806", "#F1A340", "#E8E8E8", "#998EC3", "#542788")
_MARKERS = ("circle", "diamond", "square", "triangle")
_MARKER_SIZES = (13, 15, 12, 13)  # equal to the eye
_DASHES = ("solid", "sysDash", "lgDash", "sysDot")


@dataclass(frozen=True, slots=True)
class BarInk:
    """A series of bars: its shape properties, and the hex colour of words inside it."""

    shape: str
    label: str


def ink_of(index: int, count: int, colours: Colours, *, stacked: bool) -> BarInk:
    """Return the fill of a series: dark, middle and light in turn, always with an ink outline."""
    greys = (colours.ink, colours.bridge, "#FFFFFF", colours.rule)
    fills = _LIKERT if stacked and count == len(_LIKERT) else greys
    fill = fills[index % len(fills)]
    inside = "#FFFFFF" if _luminance(fill) < _DARK else colours.ink
    shape = f'<c:spPr>{solid(fill)}<a:ln w="9525">{solid(colours.ink)}</a:ln></c:spPr>'
    return BarInk(shape, inside if stacked else colours.ink)


def line_of(index: int, colours: Colours) -> str:
    """Return line and marker of a series: its own dash and its own shape."""
    ink = (colours.ink, colours.grey)[index % 2]
    dash = _DASHES[index % len(_DASHES)]
    marker = _MARKERS[index % len(_MARKERS)]
    return (
        f'<c:spPr><a:ln w="38100" cap="flat">{solid(ink)}<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{marker}"/><c:size val="{_MARKER_SIZES[index % 4]}"/>'
        f'<c:spPr>{solid(ink)}<a:ln w="9525">{solid("#FFFFFF")}</a:ln></c:spPr></c:marker>'
    )


def solid(colour: str) -> str:
    """Return a plain fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{hex_colour(colour)}"/></a:solidFill>'


def text_properties(colour: str, *, font: str, size_pt: float, language: str) -> str:
    """Return the text properties of a chart's part: size in points, colour, face, language."""
    face = attribute(font)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size_pt * 100)}" b="0">'
        f'{solid(colour)}<a:latin typeface="{face}"/><a:cs typeface="{face}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{attribute(language)}"/></a:p></c:txPr>'
    )


_DARK = 0.18
"""Relative luminance at which white and black text have the same contrast (WCAG 2)."""


def _luminance(colour: str) -> float:
    """Return relative luminance from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    digits = hex_colour(colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


_NAMESPACES = (
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartStyle:
    """How a chart is written here: the face, its size in points, the language, the colours."""

    font: str
    size_pt: float
    language: str
    colours: Colours


def chart_xml(chart: Bars | Lines, style: ChartStyle, *, number: int, workbook_id: str) -> str:
    """Return the chart part; `number` (from 1) makes its axis ids unique in the document.

    `workbook_id` is the relation from the chart to its workbook. The chart must have at least
    one category and one series; say "no answers yet" in words otherwise.
    """
    ids = (1000 + 2 * number, 1001 + 2 * number)
    plot = _bars(chart, style, ids) if isinstance(chart, Bars) else _lines(chart, style, ids)
    return (
        f"{DECLARATION}<c:chartSpace{_NAMESPACES}>"
        f'<c:date1904 val="0"/><c:lang val="{attribute(style.language)}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{plot}{axes(chart, style.colours, ids)}</c:plotArea>"
        f'{_legend(chart)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_words(style.colours.ink, style)}"
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def number_format(chart: Bars | Lines) -> str:
    """Return the format of labels: as many decimals as the data have, then the unit.

    The left parts of diverging bars are negative numbers that stand for plain counts, so stacked
    bars show no sign, and nothing where nobody is.
    """
    digits = "0." + "0" * chart.decimals if chart.decimals else "0"
    unit = chart.unit.replace('"', "")
    joined = unit if unit == "%" else f" {unit}"
    shown = f'{digits}"{joined}"' if unit else digits
    return f"{shown};{shown};" if isinstance(chart, Bars) and chart.stacked else shown


def _words(colour: str, style: ChartStyle) -> str:
    return text_properties(colour, font=style.font, size_pt=style.size_pt, language=style.language)


def _bars(chart: Bars, style: ChartStyle, ids: tuple[int, int]) -> str:
    grouping = "stacked" if chart.stacked else "clustered"
    rows = "".join(
        f"{_opening(index, series)}{ink.shape}"
        f'<c:invertIfNegative val="0"/>{_value_labels(chart, style, ink.label)}'
        f"{_categories(chart)}{_values(chart, index, series)}</c:ser>"
        for index, series in enumerate(chart.series)
        for ink in (ink_of(index, len(chart.series), style.colours, stacked=chart.stacked),)
    )
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{rows}<c:gapWidth val="60"/>'
        f'<c:overlap val="{100 if chart.stacked else -10}"/>'
        f'<c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/></c:barChart>'
    )


def _lines(chart: Lines, style: ChartStyle, ids: tuple[int, int]) -> str:
    rows = "".join(
        f"{_opening(index, series)}{line_of(index, style.colours)}"
        f"{_name_at_the_end(series, style)}{_categories(chart)}{_values(chart, index, series)}"
        '<c:smooth val="0"/></c:ser>'
        for index, series in enumerate(chart.series)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{rows}'
        f'<c:marker val="1"/><c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/></c:lineChart>'
    )


def _opening(index: int, series: Series) -> str:
    cell = f"{SHEET}!${column_name(index + 1)}$1"
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef>'
        f"<c:f>{cell}</c:f><c:strCache>{_points([series.name])}</c:strCache></c:strRef></c:tx>"
    )


def _categories(chart: Bars | Lines) -> str:
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${len(chart.categories) + 1}</c:f>"
        f"<c:strCache>{_points(chart.categories)}</c:strCache></c:strRef></c:cat>"
    )


def _values(chart: Bars | Lines, index: int, series: Series) -> str:
    letters = column_name(index + 1)
    shown = [None if value is None else number_text(value) for value in series.values]
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${letters}$2:${letters}${len(shown) + 1}</c:f>"
        f"<c:numCache><c:formatCode>{text(number_format(chart))}</c:formatCode>"
        f"{_points(shown)}</c:numCache></c:numRef></c:val>"
    )


def _points(values: Sequence[str | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{text(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _value_labels(chart: Bars, style: ChartStyle, colour: str) -> str:
    where = "ctr" if chart.stacked else "outEnd"
    words = _words(colour, style)
    return (
        f'<c:dLbls><c:numFmt formatCode="{attribute(number_format(chart))}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words}"
        f'<c:dLblPos val="{where}"/>{_shows(value=1, name=0)}</c:dLbls>'
    )


def _name_at_the_end(series: Series, style: ChartStyle) -> str:
    """Return the series' name beside its last point: nobody looks back to a legend."""
    last = max((i for i, value in enumerate(series.values) if value is not None), default=None)
    return "<c:dLbls>" + "".join(_end_label(last, style)) + f"{_shows(value=0, name=0)}</c:dLbls>"


def _end_label(last: int | None, style: ChartStyle) -> Iterator[str]:
    if last is not None:
        words = _words(style.colours.ink, style)
        yield (
            f'<c:dLbl><c:idx val="{last}"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
            f'{words}<c:dLblPos val="r"/>{_shows(value=0, name=1)}</c:dLbl>'
        )


def _shows(*, value: int, name: int) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{name}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _legend(chart: Bars | Lines) -> str:
    if isinstance(chart, Lines) or len(chart.series) < 2:
        return ""
    return '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'
