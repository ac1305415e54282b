"""Runs and paragraphs as DrawingML."""

from typing import TYPE_CHECKING

from facilitate.document import Run
from facilitate.write.ooxml.xml import attribute, text
from facilitate.write.pptx.geometry import emu
from facilitate.write.pptx.ink import GLYPH_FONT, GLYPHS, mark_ink
from facilitate.write.pptx.linked import Linked
from facilitate.write.pptx.para import Para, size_of

if TYPE_CHECKING:
    from facilitate.write.pptx.pen import Pen


def paragraph_xml(para: Para, pen: "Pen", *, first: bool) -> str:
    """Return one paragraph with its runs; `first` leaves out the space before it."""
    runs = "".join(_run_xml(run, para, pen) for run in para.runs)
    end = f'<a:endParaRPr lang="{attribute(pen.language)}" sz="{round(para.size * 100)}"/>'
    return f"<a:p>{_properties(para, pen, first=first)}{runs}{end if not runs else ''}</a:p>"


def _properties(para: Para, pen: "Pen", *, first: bool) -> str:
    spacing = (
        f'<a:spcPts val="{round(para.exact * 100)}"/>'
        if para.exact
        else f'<a:spcPct val="{round(para.leading * 100_000)}"/>'
    )
    before = 0 if first else round(para.before * 100)
    stops = "".join(
        f'<a:tab pos="{emu(position)}" algn="{align}"/>' for position, align in para.tabs
    )
    tabs = f"<a:tabLst>{stops}</a:tabLst>" if stops else ""
    return (
        f'<a:pPr marL="{emu(para.indent)}" indent="{emu(-para.hang)}" algn="{para.align}">'
        f'<a:lnSpc>{spacing}</a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{_bullet(para, pen)}{tabs}</a:pPr>'
    )


def _bullet(para: Para, pen: "Pen") -> str:
    if not para.bullet:
        return "<a:buNone/>"
    colour = pen.fill("ink").replace("a:solidFill", "a:buClr")
    if para.bullet == "number":
        count = f'<a:buAutoNum type="arabicPeriod" startAt="{para.number}"/>'
        return f'{colour}<a:buFont typeface="+mj-lt"/>{count}'
    font = GLYPH_FONT if para.bullet == "☐" else pen.look.slide_font
    return f'{colour}<a:buFont typeface="{attribute(font)}"/><a:buChar char="{para.bullet}"/>'


def _run_xml(run: Run, para: Para, pen: "Pen") -> str:
    mark = ""
    if run.mark:
        face = f'<a:latin typeface="{GLYPH_FONT}"/><a:ea typeface="{GLYPH_FONT}"/>'
        plain = _look(size_of(run, para), para, pen, bold=False)
        mark = (
            f"<a:r>{plain}{pen.fill(mark_ink(run.mark))}{face}</a:rPr>"
            f"<a:t>{GLYPHS[run.mark]}</a:t></a:r>"
        )
    if not run.text:
        return mark
    colour = pen.fill("grey" if run.quiet else para.ink)
    link = ""
    if run.link:
        link = f'<a:hlinkClick r:id="{pen.relate(Linked("hyperlink", run.link))}"/>'
    bold = para.bold or run.bold
    style = _look(size_of(run, para), para, pen, bold=bold, italic=run.italic)
    opening = f"{style}{colour}{link}</a:rPr>"
    words = f"\u00a0{run.text}" if run.mark else run.text
    return mark + f"<a:br>{opening}</a:br>".join(
        f"<a:r>{opening}<a:t>{text(line)}</a:t></a:r>" for line in words.split("\n")
    )


def _look(size: float, para: Para, pen: "Pen", *, bold: bool, italic: bool = False) -> str:
    tracking = f' spc="{round(para.tracking * 100)}"' if para.tracking else ""
    slant = ' i="1"' if italic else ""
    return (
        f'<a:rPr lang="{attribute(pen.language)}" sz="{round(size * 100)}" '
        f'b="{int(bold)}"{slant}{tracking}>'
    )
