"""Room for a hand: lines to write on, a box, a line to cut along, a new page."""

from facilitate.document import Cut, PageBreak, WriteIn
from facilitate.write.docx.cells import border, cell, row, table
from facilitate.write.docx.making import Making
from facilitate.write.docx.paper import twips
from facilitate.write.docx.tables import text_mm
from facilitate.write.docx.text import GAP, KEEP, SMALL_GAP, TAB, paragraph, runs, spoken
from facilitate.write.ooxml.xml import hex_colour

_POINTS = 0.6
_BESIDE = 0.4  # a label up to this share of the width may stand on the line itself
_TOGETHER = 8
_ABOVE_MM = 2.0


def write_in(block: WriteIn, making: Making, width_mm: float) -> str:
    """Return the label and the lines, or a box of that many line heights.

    One line with a short label stands beside its label.
    """
    look = making.look
    room = text_mm(block.label, look, look.sheet.body)
    if block.lines == 1 and not block.box and 0 < room < width_mm * _BESIDE:
        return _beside(block, making, width_mm, room + 3)
    label = spoken("Normal", block.label, making, KEEP) if block.label else ""
    if not block.box:
        return label + "".join(_line(number, making, block) for number in range(block.lines))
    edges = "".join(
        border(side, look.colours.mid, points=_POINTS)
        for side in ("top", "left", "bottom", "right")
    )
    empty = paragraph("WriteIn", "")
    held = row([cell(width_mm, empty, borders=edges)], height_mm=block.lines * block.gap_mm)
    return label + table("SheetLayout", (width_mm,), [held]) + GAP


def cut(block: Cut, making: Making, width_mm: float) -> str:
    """Return a dashed line with its words in the middle of it."""
    end = twips(width_mm)
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:leader="hyphen" w:pos="{end // 2}"/>'
        f'<w:tab w:val="right" w:leader="hyphen" w:pos="{end}"/></w:tabs>'
    )
    words = runs(block.text, making)
    if not words:
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="hyphen" w:pos="{end}"/></w:tabs>'
        return paragraph("Cut", TAB, tabs)
    room = '<w:r><w:t xml:space="preserve">  </w:t></w:r>'
    return paragraph("Cut", TAB + room + words + room + TAB, tabs)


def page_break(_block: PageBreak, _making: Making, _width_mm: float) -> str:
    """Return a new page, begun by a paragraph so thin that it takes no room there."""
    return paragraph("Thin", '<w:r><w:br w:type="page"/></w:r>')


def _line(number: int, making: Making, block: WriteIn) -> str:
    """Return one line to write on.

    Word joins neighbours with equal borders into one block and drops the lines between, so every
    second line is one shade apart: nobody sees it, and no two neighbours are equal.
    """
    colour = hex_colour(making.look.colours.mid)
    if number % 2:
        colour = f"{int(colour, 16) ^ 1:06X}"
    last = number == block.lines - 1
    keep = "" if last or number >= _TOGETHER else KEEP
    # The paragraph above has white of its own, which counts as room for the first line.
    height = twips(block.gap_mm - (0 if number else _ABOVE_MM))
    return paragraph(
        "WriteIn",
        "",
        f"{keep}<w:pBdr>{border('bottom', colour, points=_POINTS)}</w:pBdr>"
        f'<w:spacing w:before="0" w:after="{100 if last else 0}" w:line="{height}" '
        'w:lineRule="exact"/>',
    )


def _beside(block: WriteIn, making: Making, width_mm: float, label_mm: float) -> str:
    line = border("bottom", making.look.colours.mid, points=_POINTS)
    words = spoken("SheetText", block.label, making)
    label = cell(label_mm, words, stand="bottom")
    room = cell(width_mm - label_mm, paragraph("SheetText", ""), borders=line, stand="bottom")
    held = row([label, room], height_mm=block.gap_mm)
    return table("SheetLayout", (label_mm, width_mm - label_mm), [held]) + SMALL_GAP
