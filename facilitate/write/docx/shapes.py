"""A neutral drawing as native shapes in one group, standing in the line of text."""

from facilitate.write.docx.making import Making
from facilitate.write.docx.paper import EMU_PER_MM, emu
from facilitate.write.docx.text import mark_colour
from facilitate.write.drawing import Box, Dotted, Drawing, Ink, Line, Shape, Words
from facilitate.write.look import Colours
from facilitate.write.measure import ascent_mm, natural_leading
from facilitate.write.ooxml.xml import attribute, hex_colour, text
from facilitate.write.svg import HALO, MM_PER_PT, OPEN_LINE

_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_EMU_PER_PT = 12_700
_SLACK_MM = 1.5  # so that a face a little wider than measured still stands on one line

# Preset shape, and width and height as shares of the mark's size: equal to the eye.
_MARKS = {
    "doctor": ("ellipse", 1.0, 1.0),
    "manager": ("diamond", 1.2, 1.2),
    "third": ("rect", 0.9, 0.9),
    "sponsor": ("triangle", 1.1, 0.99),
    "everyone": ("rect", 0.36, 1.25),
}


def drawn(drawing: Drawing, alt: str, making: Making) -> str:
    """Return a run that holds the drawing as a group of shapes, with `alt` for listeners."""
    width, height = emu(drawing.width), emu(drawing.height)
    shapes = "".join(_shape(shape, making) for shape in drawing.shapes)
    extent = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    inner = f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>'
    group = (
        f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{extent}{inner}</a:xfrm></wpg:grpSpPr>"
        f"{shapes}</wpg:wgp>"
    )
    held = inline(group, _GROUP, alt, making, size=(drawing.width, drawing.height))
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg">'
        f"{held}</mc:Choice></mc:AlternateContent></w:r>"
    )


def inline(
    inner: str, kind: str, alt: str, making: Making, *, size: tuple[float, float], more: str = ""
) -> str:
    """Return a drawing in the line of text; `size` is width and height in millimetres.

    `more` goes inside the drawing's properties, such as the sign that it is decorative.
    """
    key = making.next_drawing()
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(size[0])}" cy="{emu(size[1])}"/>'
        f'<wp:docPr id="{key}" name="Drawing {key}" descr="{attribute(alt)}">{more}</wp:docPr>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{kind}">{inner}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _shape(shape: Shape, making: Making) -> str:
    colours = making.look.colours
    match shape:
        case Box():
            look = _fill(shape.fill, colours) + _line(
                shape.line, shape.line_pt, shape.dashed, colours
            )
            box = (shape.x, shape.y, shape.width, shape.height)
            return _wsp(making, box, "rect", look)
        case Line():
            return _straight(shape, making)
        case Dotted():
            return _mark(shape, making)
        case Words():
            return _words(shape, making)
    raise TypeError(f"no shape for {type(shape).__name__}")


def _straight(line: Line, making: Making) -> str:
    left, top = min(line.x, line.x2), min(line.y, line.y2)
    box = (left, top, abs(line.x2 - line.x), abs(line.y2 - line.y))
    falls = (line.x2 - line.x) * (line.y2 - line.y) >= 0
    look = _line(line.ink, line.line_pt, line.dashed, making.look.colours)
    return _wsp(making, box, "line", look, turn="" if falls else ' flipV="1"')


def _mark(dot: Dotted, making: Making) -> str:
    preset, wide, high = _MARKS[dot.mark]
    colour = mark_colour(dot.mark, making.look.colours)
    halo = _solid("FFFFFF") + "<a:ln><a:noFill/></a:ln>"
    around = dot.size * (1 + 2 * HALO)
    size = dot.size * 0.86 if dot.open else dot.size
    look = _solid(colour) + "<a:ln><a:noFill/></a:ln>"
    if dot.open:
        look = _solid("FFFFFF") + _stroke(colour, dot.size * OPEN_LINE * EMU_PER_MM)
    return "".join(
        _wsp(making, _around(dot, wide * grown, high * grown), preset, drawn)
        for grown, drawn in ((around, halo), (size, look))
    )


def _around(dot: Dotted, width: float, height: float) -> tuple[float, float, float, float]:
    return dot.x - width / 2, dot.y - height / 2, width, height


def _words(words: Words, making: Making) -> str:
    font = making.look.slide_font
    height = words.size_pt * MM_PER_PT * natural_leading(font) * 1.08
    width = words.width * 1.03 + _SLACK_MM
    left = {"start": words.x, "middle": words.x - width / 2, "end": words.x - width}[words.anchor]
    side = {"start": "left", "middle": "center", "end": "right"}[words.anchor]
    box = (left, words.y - ascent_mm(font, words.size_pt), width, height)
    half_points = round(words.size_pt * 2)
    bold = "<w:b/>" if words.bold else ""
    colour = _colour(words.ink, making.look.colours)
    inner = (
        '<w:p><w:pPr><w:pStyle w:val="ChartWords"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{bold}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text(words.text)}</w:t></w:r></w:p>'
    )
    look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    return _wsp(making, box, "rect", look, inner=inner)


def _wsp(
    making: Making,
    box: tuple[float, float, float, float],
    preset: str,
    look: str,
    *,
    turn: str = "",
    inner: str = "",
) -> str:
    """Return one shape: its box in millimetres (left, top, width, height) and what it holds."""
    key = making.next_drawing()
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


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _stroke(colour: str, width_emu: float, *, dashed: bool = False) -> str:
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(width_emu)}">{_solid(colour)}{dash}</a:ln>'


def _fill(ink: Ink, colours: Colours) -> str:
    return "<a:noFill/>" if ink == "none" else _solid(_colour(ink, colours))


def _line(ink: Ink, points: float, dashed: bool, colours: Colours) -> str:
    if ink == "none" or not points:
        return "<a:ln><a:noFill/></a:ln>"
    return _stroke(_colour(ink, colours), points * _EMU_PER_PT, dashed=dashed)


def _colour(ink: Ink, colours: Colours) -> str:
    return "FFFFFF" if ink == "white" else hex_colour(str(getattr(colours, ink, colours.ink)))
