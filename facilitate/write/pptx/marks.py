"""The marks of the roles as shapes: circle, diamond, square, triangle, upright bar."""

from facilitate.charts import Mark
from facilitate.write.drawing import Dotted, Ink
from facilitate.write.pptx.geometry import PT_PER_MM, Area
from facilitate.write.pptx.ink import mark_ink
from facilitate.write.pptx.pen import Pen

_SHAPES: dict[Mark, tuple[str, float, float]] = {
    "doctor": ("ellipse", 1.0, 1.0),
    "manager": ("diamond", 1.2, 1.2),
    "third": ("rect", 0.9, 0.9),
    "sponsor": ("triangle", 1.1, 0.99),
    "everyone": ("rect", 0.36, 1.25),
}
"""Preset shape, width and height as shares of the mark's size: equal to the eye."""

_HALO = 0.12
_OPEN_LINE = 0.17
_OPEN_SIZE = 0.86


def mark_xml(shape: Dotted, pen: Pen, x: float, y: float) -> str:
    """Return a mark centred on a point: filled with a halo in the ground's colour, or open."""
    preset, wide, high = _SHAPES[shape.mark]
    size = shape.size * PT_PER_MM
    ink = mark_ink(shape.mark)
    inside: Ink
    line: Ink
    if shape.open:
        scale, inside, line, line_pt = size * _OPEN_SIZE, "white", ink, size * _OPEN_LINE
    else:
        scale, inside, line, line_pt = size * (1 + _HALO), ink, "white", size * _HALO
    box = Area(x - scale * wide / 2, y - scale * high / 2, scale * wide, scale * high)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{pen.next_id()}" name="{shape.mark}"/><p:cNvSpPr/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{box.xfrm()}"
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{pen.fill(inside)}'
        f"{pen.outline(line, line_pt)}</p:spPr></p:sp>"
    )
