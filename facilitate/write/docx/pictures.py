"""Charts and pictures: native charts with a workbook, drawings as shapes, pictures as files."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from math import ceil
from struct import unpack

from facilitate.charts import Band, Bars, Lines, Strip
from facilitate.document import Chart, Image
from facilitate.write.docx.making import Making
from facilitate.write.docx.shapes import drawn, inline
from facilitate.write.docx.text import paragraph, words_run
from facilitate.write.draw import draw
from facilitate.write.drawing import Drawing
from facilitate.write.ooxml.chart import ChartStyle, chart_xml
from facilitate.write.ooxml.relations import CHART_TYPE, Relation, relations_name, relations_xml
from facilitate.write.ooxml.workbook import workbook
from facilitate.write.words import word

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
_MM_PER_PIXEL = 25.4 / 96  # a picture that says no width is shown as a browser would
_BAR_MM = 8.0
_HEAD_MM = 30.0  # a title may stand above a chart on its page
_LINES_MM = 70.0


def chart(block: Chart, making: Making, width_mm: float) -> str:
    """Return a paragraph with the chart; bars and lines are native, the rest is drawn."""
    data = block.of
    if isinstance(data, Bars | Lines):
        if not any(value is not None for series in data.series for value in series.values):
            return paragraph("Quiet", words_run(word(making.look, "no answers yet")))
        height = min(block.height_mm or _native_height(data), making.body_mm - 10)
        return paragraph("Picture", _native(block, data, making, size=(width_mm, height)))
    return "".join(
        paragraph("Picture", drawn(drawing, block.alt, making))
        for drawing in _drawings(data, block.height_mm, making, width_mm)
    )


def _drawings(
    data: Strip | Band, height_mm: float, making: Making, width_mm: float
) -> Iterator[Drawing]:
    """Yield the chart's drawing, or several where one would be higher than the page."""
    drawing = draw(data, width_mm=width_mm, height_mm=height_mm, look=making.look, medium="sheet")
    most = making.body_mm - _HEAD_MM
    if isinstance(data, Band) or drawing.height <= most or len(data.rows) < 2:
        yield drawing
        return
    half = ceil(len(data.rows) / 2)
    for first, last in ((0, half), (half, len(data.rows))):
        brackets = tuple(
            replace(one, first=max(one.first, first) - first, last=min(one.last, last - 1) - first)
            for one in data.brackets
            if one.first < last and one.last >= first
        )
        part = replace(data, rows=data.rows[first:last], brackets=brackets)
        yield from _drawings(part, 0, making, width_mm)


def image(block: Image, making: Making, width_mm: float) -> str:
    """Return a paragraph with the picture, no wider than the column and no higher than a page."""
    pixels = picture_size(block.png)
    wide = min(block.width_mm or pixels[0] * _MM_PER_PIXEL, width_mm)
    high = wide * pixels[1] / pixels[0]
    most = making.body_mm - 10
    if high > most:
        wide, high = wide * most / high, most
    suffix = "png" if block.png.startswith(b"\x89PNG") else "jpeg"
    name = f"word/media/{sha256(block.png).hexdigest()[:16]}.{suffix}"
    making.parts[name] = block.png
    key = making.relate("image", name)
    alt = "" if block.decorative else block.alt
    more = _DECORATIVE if block.decorative else ""
    held = inline(_picture(key, wide, high), _PICTURE, alt, making, size=(wide, high), more=more)
    return paragraph("Picture", f"<w:r>{held}</w:r>")


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a PNG or JPEG file; `ValueError` for any other."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = unpack(">II", data[16:24])
        return max(width, 1), max(height, 1)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    raise ValueError("a picture must be a PNG or a JPEG file")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        # C0 to CF start a frame, but for tables (C4), a reserved one (C8) and arithmetic (CC)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            return max(width, 1), max(height, 1)
        at += 2 + length
    raise ValueError("the JPEG file does not say how large it is")


def _picture(key: str, wide: float, high: float) -> str:
    width, height = round(wide * 36_000), round(high * 36_000)
    return (
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="0" name="Picture"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic>"
    )


def _native_height(data: Bars | Lines) -> float:
    if isinstance(data, Lines):
        return _LINES_MM
    bars = 1 if data.stacked else len(data.series)
    legend = 12 if len(data.series) > 1 else 0
    return len(data.categories) * max(_BAR_MM * bars, 10.0) + legend + 8


def _native(block: Chart, data: Bars | Lines, making: Making, *, size: tuple[float, float]) -> str:
    making.charts += 1
    number = making.charts
    name, book = f"word/charts/chart{number}.xml", f"word/embeddings/workbook{number}.xlsx"
    look = making.look
    style = ChartStyle(
        font=look.slide_font,
        size_pt=look.sheet.floor,
        language=making.language,
        colours=look.colours,
    )
    making.parts[name] = chart_xml(data, style, number=number, workbook_id="rId1")
    making.parts[book] = workbook(data)
    making.parts[relations_name(name)] = relations_xml(name, (Relation("rId1", "package", book),))
    making.types[name] = CHART_TYPE
    key = making.relate("chart", name)
    inner = f'<c:chart xmlns:c="{_CHART}" r:id="{key}"/>'
    return f"<w:r>{inline(inner, _CHART, block.alt, making, size=size)}</w:r>"
