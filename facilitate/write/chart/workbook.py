"""Bars and lines as figures: the workbook behind a native chart, and a table to read."""

from collections.abc import Iterator
from functools import cache

from facilitate.charts import SeriesData
from facilitate.document import Column, Table, Text, as_runs
from facilitate.figures import Figure, drawn
from facilitate.write.look import Look
from facilitate.write.ooxml.package import (
    Packed,
    Relation,
    content_types_xml,
    package,
    packed,
    relations_xml,
)
from facilitate.write.ooxml.xml import DECLARATION, text

SHEET = "Sheet1"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def workbook(chart: SeriesData) -> bytes:
    """Return an xlsx with categories down column A and one further column for each series."""
    rows = "".join(
        f'<row r="{number}">{"".join(cells)}</row>' for number, cells in enumerate(_rows(chart), 1)
    )
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


def _rows(chart: SeriesData) -> Iterator[list[str]]:
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
    return () if value is None else as_runs(f"{drawn(value):.{decimals}f}")


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
