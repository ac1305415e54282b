"""Native charts of Office (DrawingML), which people can edit: of bars.

Their figures stand in a workbook behind each, and in a table to read.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil

from facilitate.charts import Bars, Series, SeriesData
from facilitate.document import Column, Table, Text, as_runs
from facilitate.figures import Figure, drawn
from facilitate.structs import replace
from facilitate.write.chart.drawing import Ink, figure_words
from facilitate.write.chart.kinds import ChartStyle, kind_of
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.measure import lines as broken
from facilitate.write.ooxml import (
    DECLARATION,
    NO_LINE,
    Packed,
    Relation,
    attribute,
    content_types_xml,
    package,
    packed,
    relations_xml,
    text,
    themed,
)

SHEET = "Sheet1"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def workbook(chart: Bars) -> bytes:
    """Return an xlsx with categories down column A and one further column for each series."""
    lines = enumerate(_rows(spread(chart)), 1)
    rows = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in lines)
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return package((*_constant(), packed("xl/worksheets/sheet1.xml", sheet)))


def figures(chart: SeriesData, look: Look) -> Table:  # noqa: ARG001  no words of ours in it
    """Return the table of the figures, one row for each category."""
    names = tuple(as_runs(series.name) for series in chart.series)
    return Table(
        columns=(Column(), *(Column(align="right") for _ in names)),
        header=((), *names),
        rows=tuple(
            (as_runs(category), *(_figure(one.values[at], chart.decimals) for one in chart.series))
            for at, category in enumerate(chart.categories)
        ),
    )


BEFORE = "\u00a0"
"""The name of the series, not drawn, that pushes bars to where their middles meet.

LibreOffice hides another entry of the legend than the one it is told to, so this one has no words.
"""


def spread(chart: Bars) -> Bars:
    """Return the chart with the space before its bars as a series of its own, if it has any."""
    if not any(chart.starts):
        return chart
    before = Series(name=BEFORE, values=chart.starts)
    return replace(chart, series=(before, *chart.series))


def column_name(index: int) -> str:
    """Return the letters of a sheet's column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_text(value: float) -> str:
    """Return a figure as it stands in cell and cache alike: `3` for 3.0, else all its digits."""
    return str(int(value)) if value == int(value) else repr(value)


def _rows(chart: Bars) -> Iterator[list[str]]:
    yield [
        _words(f"{column_name(number)}1", series.name)
        for number, series in enumerate(chart.series, 1)
    ]
    for row, category in enumerate(chart.categories):
        cells = [_words(f"A{row + 2}", category)]
        for number, series in enumerate(chart.series, 1):
            value = series.values[row]
            if value is not None:
                cells.append(
                    f'<c r="{column_name(number)}{row + 2}"><v>{number_text(drawn(value))}</v></c>'
                )
        yield cells


def _words(cell: str, value: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{text(value)}</t></is></c>'


def _figure(value: Figure | float | None, decimals: int) -> Text:
    return () if value is None else as_runs(figure_words(drawn(value), decimals, ""))


@cache
def _constant() -> tuple[Packed, ...]:
    """Return the parts that are the same in every workbook, compressed once."""
    book = (
        f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    plain = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
    styles = (
        f'{DECLARATION}<styleSheet xmlns="{_MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf {plain}/></cellStyleXfs>'
        f'<cellXfs count="1"><xf {plain} xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
    types = {
        "xl/workbook.xml": _SPREADSHEET + "sheet.main+xml",
        "xl/styles.xml": _SPREADSHEET + "styles+xml",
        "xl/worksheets/sheet1.xml": _SPREADSHEET + "worksheet+xml",
    }
    names = (*types, "_rels/.rels")
    links = (
        Relation("rId1", "worksheet", "xl/worksheets/sheet1.xml"),
        Relation("rId2", "styles", "xl/styles.xml"),
    )
    office = (Relation("rId1", "officeDocument", "xl/workbook.xml"),)
    return (
        packed("[Content_Types].xml", content_types_xml(types, names)),
        packed("_rels/.rels", relations_xml("", office)),
        packed("xl/workbook.xml", book),
        packed("xl/_rels/workbook.xml.rels", relations_xml("xl/workbook.xml", links)),
        packed("xl/styles.xml", styles),
    )


_NAMESPACES = (
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NO_SHAPE = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
"""Behind words: no ground, no frame."""

WORKBOOK_ID = "rId1"
"""The only relation of a chart part: to its workbook."""


def chart_xml(chart: Bars, style: ChartStyle, *, number: int) -> str:
    """Return the chart part; `number` (from 1) makes its axis ids unique in the document.

    The chart must have at least one category and one series; say "no answers yet" in words
    otherwise.
    """
    native = kind_of(chart).native
    if native is None:
        raise TypeError(f"{type(chart).__name__} is no chart of Office")
    plot = native.plot(chart, style, (1000 + 2 * number, 1001 + 2 * number))
    legend = f'<c:legend><c:legendPos val="t"/>{_key(chart, style)}<c:overlay val="0"/></c:legend>'
    return (
        f"{DECLARATION}<c:chartSpace{_NAMESPACES}>"
        f'<c:date1904 val="0"/><c:lang val="{attribute(style.language)}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_place(chart, style)}{plot}</c:plotArea>"
        f'{legend if len(chart.series) > 1 else ""}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        f"{NO_SHAPE}{words_xml('ink', style)}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


LABEL_SHARES = (0.42, 0.5, 0.58, 0.64)
"""Shares of a chart of bars that the names of its categories may take: the first that will do."""

SHARE_BESIDE = (0.5,)
"""The same where bars of other charts are to begin at the same edge."""

_INSIDE = 0.98  # of the chart: from its edge to where the bars end
_PITCH = 1.25  # of the size of type: from line to line
_KEY_SHARE = 0.96  # of the chart: the width of its legend


def _place(chart: Bars, style: ChartStyle) -> str:
    """Return where the bars stand: beside names that wrap in their share, under the legend.

    Office and LibreOffice share the room each in their own way, and give long names most of it.
    """
    top = _legend_height(chart, style) / style.height_pt
    row = max(_INSIDE - top, 0.3) * style.height_pt / max(len(chart.categories), 1)
    shares = _shares(chart)
    fitting = (share for share in shares if _least_row(chart, style, share) <= row)
    most = next(fitting, shares[-1])
    names = (name for one in (chart, *chart.beside) for name in one.categories)
    named = max(width_mm(name, style.font, style.size_pt) / MM_PER_PT for name in names)
    left = min((named + style.size_pt) / style.width_pt, most)
    inner = '<c:layoutTarget val="inner"/>'
    return _at(left, top, _INSIDE - left, max(_INSIDE - top, 0.3), target=inner)


def _shares(chart: Bars) -> tuple[float, ...]:
    return SHARE_BESIDE if chart.beside else LABEL_SHARES


def _key(chart: Bars, style: ChartStyle) -> str:
    """Return where the legend of bars stands: LibreOffice parts it in lines unless it is wide."""
    high = _legend_height(chart, style) - style.size_pt * _PITCH / 2
    return _at((1 - _KEY_SHARE) / 2, 0.0, _KEY_SHARE, high / style.height_pt)


def _at(x: float, y: float, w: float, h: float, *, target: str = "") -> str:
    """Return a layout at these shares of the chart."""
    values = "".join(
        f'<c:{side} val="{share:.4f}"/>' for side, share in zip("xywh", (x, y, w, h), strict=True)
    )
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{target}{modes}{values}</c:manualLayout></c:layout>"


def least_height(chart: Bars, style: ChartStyle) -> float:
    """Return the height in points under which the names beside bars meet, however wide their room.

    LibreOffice leaves out a name that meets the one before.
    """
    rows = len(chart.categories) * _least_row(chart, style, _shares(chart)[-1], gap=1 / 3)
    return (rows + _legend_height(chart, style)) / _INSIDE


def _least_row(chart: Bars, style: ChartStyle, share: float, *, gap: float = 0.5) -> float:
    """Return how far apart names that wrap in such a share must stand so that none meet.

    The `gap` between two of them is a share of their size.
    """
    room = (share * style.width_pt - style.size_pt) * MM_PER_PT
    high = [
        len(broken(name, style.font, style.size_pt, width=room)) * style.size_pt * _PITCH
        for name in chart.categories
    ]
    return max((sum(two) / 2 + style.size_pt * gap for two in pairwise(high)), default=max(high))


def _legend_height(chart: Bars, style: ChartStyle) -> float:
    """Return the height of the legend with a line of air; 0 where there is none."""
    if len(chart.series) < 2:
        return 0.0
    names = (width_mm(one.name, style.font, style.size_pt) for one in spread(chart).series)
    keys = [wide / MM_PER_PT + 30 for wide in names]
    return (_lines(keys, _KEY_SHARE * style.width_pt) + 1) * style.size_pt * _PITCH


def _lines(keys: Sequence[float], room: float) -> int:
    """Return how many lines a legend takes; its columns are as wide as their widest keys."""
    for count in range(len(keys), 1, -1):
        if sum(max(keys[at::count]) for at in range(count)) <= room:
            return ceil(len(keys) / count)
    return len(keys)


def series_xml(chart: Bars, index: int, *, shape: str, labels: str, number_format: str) -> str:
    """Return one series: its shape, its labels, then categories and values as the sheet has them.

    `number_format` is the format of the values in Office's own code.
    """
    series = chart.series[index]
    letters = column_name(index + 1)
    last = len(chart.categories) + 1
    values = [None if value is None else number_text(drawn(value)) for value in series.values]
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef>'
        f"<c:f>{SHEET}!${letters}$1</c:f><c:strCache>{_points([series.name])}</c:strCache>"
        f"</c:strRef></c:tx>{shape}{labels}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{_points(chart.categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letters}$2:${letters}${last}</c:f>"
        f"<c:numCache><c:formatCode>{text(number_format)}</c:formatCode>"
        f"{_points(values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def number_format(chart: Bars) -> str:
    """Return the format of labels: thousands apart, decimals as the data have, then the unit."""
    digits = "#,##0." + "0" * chart.decimals if chart.decimals else "#,##0"
    unit = chart.unit.replace('"', "")
    joined = unit if unit == "%" else f" {unit}"
    return f'{digits}"{joined}"' if unit else digits


def axes(chart: Bars, style: ChartStyle, ids: tuple[int, int]) -> str:
    """Return both axes; bars carry their figures, so that none stand at an axis.

    Bars that meet in the middle have guides, on one of which they meet.
    """
    line = f'<c:spPr><a:ln w="12700">{themed("mid", style.theme)}</a:ln></c:spPr>'
    guides = f'<c:spPr><a:ln w="9525">{themed("rule", style.theme)}</a:ln></c:spPr>'
    grid = f"<c:majorGridlines>{guides}</c:majorGridlines>" if chart.middle else ""
    if chart.middle:
        line = f"<c:spPr>{NO_LINE}</c:spPr>"  # bars begin elsewhere
    low, high = number_text(chart.low), number_text(chart.axis_end)
    unit = f'<c:majorUnit val="{number_text(chart.middle)}"/>' if chart.middle else ""
    category = (
        f'<c:catAx><c:axId val="{ids[0]}"/>'
        f'<c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}<c:crossAx val="{ids[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    value = (
        f'<c:valAx><c:axId val="{ids[1]}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high}"/><c:min val="{low}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{grid}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>"
        f'<c:crossAx val="{ids[0]}"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/>{unit}'
        "</c:valAx>"
    )
    return category + value


def words_xml(ink: Ink, style: ChartStyle) -> str:
    """Return the text properties of a part of the chart."""
    face = attribute(style.face or style.font)
    size = round(style.size_pt * style.scale * 100)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
        f'{themed(ink, style.theme)}<a:latin typeface="{face}"/><a:cs typeface="{face}"/>'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="{attribute(style.language)}"/></a:p></c:txPr>'
    )


def labels_show(*, value: int) -> str:
    """Return that of a label the value is shown, or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _points(values: Sequence[str | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{text(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'
