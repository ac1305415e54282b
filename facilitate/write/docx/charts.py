"""Charts and pictures: native charts, and drawings as shapes of Word."""

from collections.abc import Mapping
from hashlib import sha256

from facilitate.charts import Bars
from facilitate.document import Chart, Image
from facilitate.pictures import read_picture
from facilitate.write import not_a_picture
from facilitate.write.chart.drawing import (
    HALO,
    MARK_SHAPES,
    OPEN_LINE,
    OPEN_SIZE,
    Box,
    Dotted,
    Drawing,
    Ink,
    Segment,
    Shape,
    Words,
    ink_of,
    sizes_for,
)
from facilitate.write.chart.kinds import ChartStyle, draw_parts, kind_of
from facilitate.write.chart.native import WORKBOOK_ID, chart_xml, workbook
from facilitate.write.docx.base import EMU_PER_MM, emu
from facilitate.write.docx.context import DocxContext, docx_block
from facilitate.write.docx.text import paragraph, words_run
from facilitate.write.look import Colours
from facilitate.write.measure import MM_PER_PT, ascent_mm, natural_leading
from facilitate.write.ooxml import (
    CHART_TYPE,
    DECORATIVE,
    NO_LINE,
    Relation,
    attribute,
    hex_colour,
    relations_name,
    relations_xml,
    stroke,
    text,
    themed,
)

_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_EMU_PER_PT = 12_700
_SLACK_MM = 1.5  # so that a face a little wider than measured still stands on one line
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_MM_PER_PIXEL = 25.4 / 96  # a picture that says no width is shown as a browser would


@docx_block
def chart(block: Chart, context: DocxContext, width_mm: float) -> str:
    """Return a paragraph with the chart; bars are native, the rest is drawn."""
    data = block.of
    if data.is_empty:
        return paragraph("Quiet", words_run(context.look.word("no answers yet")))
    native = kind_of(data).native
    if native and isinstance(data, Bars):
        height = min(block.height_mm or native.height_mm(data, "sheet"), context.body_mm - 10)
        return paragraph("Picture", _native(block, data, context, size=(width_mm, height)))
    parts = draw_parts(
        data,
        width_mm=width_mm,
        height_mm=block.height_mm,
        available_mm=context.body_mm - context.base.opening_mm,
        sizes=sizes_for(context.look, "sheet"),
    )
    return "".join(paragraph("Picture", drawing_run(part, block.alt, context)) for part in parts)


@docx_block
def image(block: Image, context: DocxContext, width_mm: float) -> str:
    """Return a paragraph with the picture, no wider than the column and no higher than a page."""
    picture = read_picture(block.png)
    if picture is None:
        context.faults.append(not_a_picture(block))
        return paragraph("Quiet", words_run(block.alt))
    wide = min(block.width_mm or picture.width * _MM_PER_PIXEL, width_mm)
    high = wide * picture.height / picture.width
    most = context.body_mm - 10
    if high > most:
        wide, high = wide * most / high, most
    name = f"word/media/{sha256(block.png).hexdigest()[:16]}.{picture.suffix}"
    context.parts[name] = block.png
    alt = "" if block.decorative else block.alt
    return paragraph("Picture", picture_run(name, (wide, high), alt, context))


def picture_run(
    part: str,
    size: tuple[float, float],
    alt: str,
    context: DocxContext,
    *,
    key: str = "",
    low: int = 0,
) -> str:
    """Return a run with a picture of the package, for listeners too where `alt` is given.

    `key` is its relation where that is not one of the document's, `low` by how many half points it
    stands under the line.
    """
    key = key or context.relate("image", part)
    more = "" if alt else DECORATIVE
    held = inline(_picture(key, *size), _PICTURE, alt, context, size=size, more=more)
    look = f'<w:rPr><w:position w:val="-{low}"/></w:rPr>' if low else ""
    return f"<w:r>{look}{held}</w:r>"


def _picture(key: str, wide: float, high: float) -> str:
    width, height = round(wide * 36_000), round(high * 36_000)
    return (
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="0" name="Picture"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic>"
    )


def _native(block: Chart, data: Bars, context: DocxContext, *, size: tuple[float, float]) -> str:
    context.charts += 1
    number = context.charts
    name, book = f"word/charts/chart{number}.xml", f"word/embeddings/workbook{number}.xlsx"
    look = context.look
    style = ChartStyle(
        font=look.slide_font,
        size_pt=look.sheet.floor,
        language=context.language,
        theme=context.base.theme,
        width_pt=size[0] / MM_PER_PT,
        height_pt=size[1] / MM_PER_PT,
    )
    context.parts[name] = chart_xml(data, style, number=number)
    context.parts[book] = workbook(data)
    context.parts[relations_name(name)] = relations_xml(
        name, (Relation(WORKBOOK_ID, "package", book),)
    )
    context.types[name] = CHART_TYPE
    key = context.relate("chart", name)
    inner = f'<c:chart xmlns:c="{_CHART}" r:id="{key}"/>'
    return f"<w:r>{inline(inner, _CHART, block.alt, context, size=size)}</w:r>"


# ------------------------------------------------------------------------------ shapes


def drawing_run(drawing: Drawing, alt: str, context: DocxContext) -> str:
    """Return a run that holds the drawing as a group of shapes, with `alt` for listeners."""
    width, height = emu(drawing.width), emu(drawing.height)
    shapes = "".join(_shape(shape, context) for shape in drawing.shapes)
    extent = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    inner = f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>'
    group = (
        f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{extent}{inner}</a:xfrm></wpg:grpSpPr>"
        f"{shapes}</wpg:wgp>"
    )
    held = inline(group, _GROUP, alt, context, size=(drawing.width, drawing.height))
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg">'
        f"{held}</mc:Choice></mc:AlternateContent></w:r>"
    )


def inline(
    inner: str,
    kind: str,
    alt: str,
    context: DocxContext,
    *,
    size: tuple[float, float],
    more: str = "",
) -> str:
    """Return a drawing in the line of text; `size` is width and height in millimetres.

    `more` goes inside the drawing's properties, such as the sign that it is decorative.
    """
    key = context.next_drawing()
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(size[0])}" cy="{emu(size[1])}"/>'
        f'<wp:docPr id="{key}" name="Drawing {key}" descr="{attribute(alt)}">{more}</wp:docPr>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{kind}">{inner}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _shape(shape: Shape, context: DocxContext) -> str:
    match shape:
        case Box():
            theme = context.base.theme
            look = themed(shape.fill, theme)
            look += _line(shape.line, shape.line_pt, shape.dashed, theme)
            box = (shape.x, shape.y, shape.width, shape.height)
            return _wsp(context, box, "rect", look)
        case Segment():
            return _straight(shape, context)
        case Dotted():
            return _mark(shape, context)
        case Words():
            return _words(shape, context)
    raise TypeError(f"no shape for {type(shape).__name__}")


def _straight(line: Segment, context: DocxContext) -> str:
    left, top = min(line.x, line.x2), min(line.y, line.y2)
    box = (left, top, abs(line.x2 - line.x), abs(line.y2 - line.y))
    falls = (line.x2 - line.x) * (line.y2 - line.y) >= 0
    look = _line(line.ink, line.line_pt, line.dashed, context.base.theme)
    return _wsp(context, box, "line", look, turn="" if falls else ' flipV="1"')


def _mark(dot: Dotted, context: DocxContext) -> str:
    preset, wide, high = MARK_SHAPES[dot.mark]
    theme = context.base.theme
    fill = themed(ink_of(dot.mark), theme)
    halo = themed("white", theme) + NO_LINE
    around = dot.size * (1 + 2 * HALO)
    size = dot.size * OPEN_SIZE if dot.open else dot.size
    look = fill + NO_LINE
    if dot.open:
        look = themed("white", theme) + stroke(fill, dot.size * OPEN_LINE * EMU_PER_MM)
    return "".join(
        _wsp(context, _around(dot, wide * grown, high * grown), preset, drawn)
        for grown, drawn in ((around, halo), (size, look))
    )


def _around(dot: Dotted, width: float, height: float) -> tuple[float, float, float, float]:
    return dot.x - width / 2, dot.y - height / 2, width, height


def _words(words: Words, context: DocxContext) -> str:
    font = context.look.slide_font
    height = words.size_pt * MM_PER_PT * natural_leading(font) * 1.08
    width = words.width_in(font) * 1.03 + _SLACK_MM
    left = {"start": words.x, "middle": words.x - width / 2, "end": words.x - width}[words.anchor]
    side = {"start": "left", "middle": "center", "end": "right"}[words.anchor]
    box = (left, words.y - ascent_mm(font, words.size_pt), width, height)
    half_points = round(words.size_pt * 2)
    bold = "<w:b/>" if words.bold else ""
    colour = _colour(words.ink, context.look.colours)
    inner = (
        '<w:p><w:pPr><w:pStyle w:val="ChartWords"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{bold}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text(words.text)}</w:t></w:r></w:p>'
    )
    look = f"<a:noFill/>{NO_LINE}"
    return _wsp(context, box, "rect", look, inner=inner)


def _wsp(
    context: DocxContext,
    box: tuple[float, float, float, float],
    preset: str,
    look: str,
    *,
    turn: str = "",
    inner: str = "",
) -> str:
    """Return one shape: its box in millimetres (left, top, width, height) and what it holds."""
    key = context.next_drawing()
    left, top, width, height = map(emu, box)
    held = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>" if inner else ""
    body = (
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        "</wps:bodyPr>"
        if inner
        else "<wps:bodyPr/>"
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{key}" name="Shape {key}"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm{turn}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{held}{body}'
        "</wps:wsp>"
    )


def _line(ink: Ink, points: float, dashed: bool, theme: Mapping[str, str]) -> str:
    if ink == "none" or not points:
        return NO_LINE
    return stroke(themed(ink, theme), points * _EMU_PER_PT, dashed=dashed)


def _colour(ink: Ink, colours: Colours) -> str:
    return "FFFFFF" if ink == "white" else hex_colour(str(getattr(colours, ink, colours.ink)))
