"""Runs and paragraphs as DrawingML."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from facilitate.document import Run
from facilitate.write.drawing import Ink
from facilitate.write.look import Colours
from facilitate.write.ooxml.xml import attribute, text
from facilitate.write.pptx.geometry import emu
from facilitate.write.pptx.ink import GLYPH_FONT, GLYPHS, fill, mark_ink
from facilitate.write.pptx.para import Para, size_of


@dataclass(frozen=True, slots=True)
class Voice:
    """What every run of a slide shares: language, face, ground and colours."""

    language: str
    font: str
    dark: bool
    colours: Colours

    def fill(self, ink: Ink) -> str:
        """Return a fill for this ground."""
        return fill(ink, dark=self.dark, colours=self.colours)


Relate = Callable[[str], str]
"""Gives the relation id of an address."""


def paragraph_xml(para: Para, voice: Voice, relate: Relate, *, first: bool) -> str:
    """Return one paragraph with its runs; `first` leaves out the space before it."""
    if any(run.link for run in para.runs):
        return _written(para, voice, relate, first=first)
    return _linkless(para, voice, first=first)


@lru_cache(maxsize=1024)
def _linkless(para: Para, voice: Voice, *, first: bool) -> str:
    return _written(para, voice, lambda address: address, first=first)


def _written(para: Para, voice: Voice, relate: Relate, *, first: bool) -> str:
    runs = "".join(_run_xml(run, para, voice, relate) for run in para.runs)
    end = f'<a:endParaRPr lang="{attribute(voice.language)}" sz="{round(para.size * 100)}"/>'
    return f"<a:p>{_properties(para, voice, first=first)}{runs}{end if not runs else ''}</a:p>"


def _properties(para: Para, voice: Voice, *, first: bool) -> str:
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
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{_bullet(para, voice)}{tabs}</a:pPr>'
    )


def _bullet(para: Para, voice: Voice) -> str:
    if not para.bullet:
        return "<a:buNone/>"
    colour = voice.fill("ink").replace("a:solidFill", "a:buClr")
    if para.bullet == "number":
        count = f'<a:buAutoNum type="arabicPeriod" startAt="{para.number}"/>'
        return f'{colour}<a:buFont typeface="+mj-lt"/>{count}'
    font = GLYPH_FONT if para.bullet == "☐" else voice.font
    return f'{colour}<a:buFont typeface="{attribute(font)}"/><a:buChar char="{para.bullet}"/>'


def _run_xml(run: Run, para: Para, voice: Voice, relate: Relate) -> str:
    mark = ""
    if run.mark:
        face = f'<a:latin typeface="{GLYPH_FONT}"/><a:ea typeface="{GLYPH_FONT}"/>'
        plain = _look(size_of(run, para), para, voice, bold=False)
        mark = (
            f"<a:r>{plain}{voice.fill(mark_ink(run.mark))}{face}</a:rPr>"
            f"<a:t>{GLYPHS[run.mark]}</a:t></a:r>"
        )
    if not run.text:
        return mark
    colour = voice.fill("grey" if run.quiet else para.ink)
    link = ""
    if run.link:
        link = f'<a:hlinkClick r:id="{relate(run.link)}"/>'
    bold = para.bold or run.bold
    style = _look(size_of(run, para), para, voice, bold=bold, italic=run.italic)
    opening = f"{style}{colour}{link}</a:rPr>"
    words = f"\u00a0{run.text}" if run.mark else run.text
    return mark + f"<a:br>{opening}</a:br>".join(
        f"<a:r>{opening}<a:t>{text(line)}</a:t></a:r>" if line else "" for line in words.split("\n")
    )


def _look(size: float, para: Para, voice: Voice, *, bold: bool, italic: bool = False) -> str:
    tracking = f' spc="{round(para.tracking * 100)}"' if para.tracking else ""
    slant = ' i="1"' if italic else ""
    return (
        f'<a:rPr lang="{attribute(voice.language)}" sz="{round(size * 100)}" '
        f'b="{int(bold)}"{slant}{tracking}>'
    )
