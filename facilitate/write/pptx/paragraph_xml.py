"""Paragraphs as XML: how a text on a slide sounds, in the file's own lengths and colours."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from facilitate.charts import SIGNS
from facilitate.document import Run
from facilitate.write.base_file import Area
from facilitate.write.chart.drawing import Ink, ink_of
from facilitate.write.measure import measured, natural_leading
from facilitate.write.ooxml import attribute, text, themed
from facilitate.write.pptx.text import SINGLE, Para, size_of

EMU_PER_PT = 12700

GLYPH_FONT = "Segoe UI Symbol"
"""Has all five shapes in one weight; where it is missing, any symbol face stands in."""


class Ruler(NamedTuple):
    """Turns lengths into the file's own: the one place where its scale counts."""

    scale: float

    def emu(self, points: float) -> int:
        """Return a length as EMU."""
        return round(points * self.scale * EMU_PER_PT)

    def hundredths(self, points: float) -> int:
        """Return a size of type, or a distance of lines, as hundredths of a point."""
        return round(points * self.scale * 100)

    def xfrm(self, area: Area, tag: str = "a:xfrm") -> str:
        """Return an area as Office writes it."""
        return (
            f'<{tag}><a:off x="{self.emu(area.x)}" y="{self.emu(area.y)}"/>'
            f'<a:ext cx="{self.emu(area.width)}" cy="{self.emu(area.height)}"/></{tag}>'
        )


Inherits = Literal["nothing", "look", "all"]
"""What a paragraph has from its layout: its size and weight, or distances and alignment too."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What every run of a text shares: language, face, ground, and the colours of the theme.

    `key` stands for these colours where two voices are compared. `own` is the ink that the words
    have without saying it, `paint` a fill that all of them have instead. `inherits` says what
    comes from the layout: then `size` and `bold` are what it gives, and `bulleted` says whether
    its lists have bullets of their own, `listed` whether it stands in like a list. `plain`
    takes capitals and space between letters off. `face` is written where no layout gives it.
    """

    language: str
    font: str
    dark: bool
    ruler: Ruler
    key: str
    theme: Mapping[str, str] = field(compare=False, repr=False)
    own: Ink | Literal["any", ""] = ""
    paint: str = ""
    inherits: Inherits = "nothing"
    size: float = 0.0
    bold: bool = False
    bulleted: bool = False
    listed: bool = False
    plain: bool = False
    face: str = ""

    def fill(self, ink: Ink) -> str:
        """Return a fill for this ground; nothing for words that have this ink by themselves."""
        if self.own in (ink, "any"):
            return self.paint
        return themed(ink, self.theme, dark=self.dark)

    @property
    def latin(self) -> str:
        """Return the face as it is written."""
        return f'<a:latin typeface="{attribute(self.face)}"/>' if self.face else ""


Relate = Callable[[str], str]
"""Gives the relation id of an address."""


def paragraph_xml(para: Para, voice: Voice, relate: Relate, *, first: bool) -> str:
    """Return one paragraph with its runs; `first` leaves out the space before it."""
    if any(run.link for run in para.runs):
        return _written(para, voice, relate, first=first)
    return _linkless(para, voice, first=first)


@measured(maxsize=1024)
def _linkless(para: Para, voice: Voice, *, first: bool) -> str:
    return _written(para, voice, lambda address: address, first=first)


def _written(para: Para, voice: Voice, relate: Relate, *, first: bool) -> str:
    runs = "".join(_run_xml(run, para, voice, relate) for run in para.runs)
    end = _look(para.size, para, voice, bold=voice.bold).replace("a:rPr", "a:endParaRPr")
    end = re.sub(' b="[01]"| spc="[^"]*"', "", end).replace(">", "/>")
    return f"<a:p>{_properties(para, voice, first=first)}{runs}{end if not runs else ''}</a:p>"


def _properties(para: Para, voice: Voice, *, first: bool) -> str:
    if voice.inherits == "all":
        # Lines of a cover are no list, though the layout's place for them may be one.
        return '<a:pPr marL="0" indent="0"><a:buNone/></a:pPr>' if voice.listed else ""
    ruler = voice.ruler
    # A face whose own lines are further apart than Arial's is set closer, so that they are not.
    share = para.leading * min(1.0, SINGLE / natural_leading(voice.font))
    spacing = (
        f'<a:spcPts val="{ruler.hundredths(para.exact)}"/>'
        if para.exact
        else f'<a:spcPct val="{round(share * 100_000)}"/>'
    )
    before = 0 if first else ruler.hundredths(para.before)
    stops = "".join(
        f'<a:tab pos="{ruler.emu(position)}" algn="{align}"/>' for position, align in para.tabs
    )
    tabs = f"<a:tabLst>{stops}</a:tabLst>" if stops else ""
    return (
        f'<a:pPr marL="{ruler.emu(para.indent)}" indent="{ruler.emu(-para.hang)}" '
        f'algn="{para.align}">'
        f'<a:lnSpc>{spacing}</a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{_bullet(para, voice)}{tabs}</a:pPr>'
    )


def _bullet(para: Para, voice: Voice) -> str:
    if not para.bullet:
        return "<a:buNone/>"
    if voice.bulleted and para.bullet == "•":
        return ""
    first = para.runs[0] if para.runs else None
    follows = first is None or not (first.mark or first.quiet)
    colour = (
        voice.fill("ink") if follows else themed("ink", voice.theme, dark=voice.dark)
    ).replace("a:solidFill", "a:buClr")
    if para.bullet == "number":
        count = f'<a:buAutoNum type="arabicPeriod" startAt="{para.number}"/>'
        return f'{colour}<a:buFont typeface="+mj-lt"/>{count}'
    font = GLYPH_FONT if para.bullet == "☐" else voice.face or voice.font
    return f'{colour}<a:buFont typeface="{attribute(font)}"/><a:buChar char="{para.bullet}"/>'


def _run_xml(run: Run, para: Para, voice: Voice, relate: Relate) -> str:
    mark = ""
    if run.mark:
        face = f'<a:latin typeface="{GLYPH_FONT}"/><a:ea typeface="{GLYPH_FONT}"/>'
        plain = _look(size_of(run, para), para, voice, bold=False)
        mark = (
            f"<a:r>{plain}{voice.fill(ink_of(run.mark))}{face}</a:rPr>"
            f"<a:t>{SIGNS[run.mark]}</a:t></a:r>"
        )
    if not run.text:
        return mark
    colour = voice.fill("grey" if run.quiet else para.ink)
    link = ""
    if run.link:
        link = f'<a:hlinkClick r:id="{relate(run.link)}"/>'
    bold = para.bold or run.bold
    style = _look(size_of(run, para), para, voice, bold=bold, italic=run.italic)
    opening = f"{style}{colour}{voice.latin}{link}</a:rPr>"
    words = f"\u00a0{run.text}" if run.mark else run.text
    return mark + f"<a:br>{opening}</a:br>".join(
        f"<a:r>{opening}<a:t>{text(line)}</a:t></a:r>" if line else "" for line in words.split("\n")
    )


def _look(size: float, para: Para, voice: Voice, *, bold: bool, italic: bool = False) -> str:
    ruler = voice.ruler
    tracking = f' spc="{ruler.hundredths(para.tracking)}"' if para.tracking else ""
    tracking = ' cap="none" spc="0"' if voice.plain else tracking
    slant = ' i="1"' if italic else ""
    asked = f' sz="{ruler.hundredths(size)}"' if size != voice.size else ""
    # On an organisation's base a weight is said where the layout has the other one; of a title
    # or a cover only bold is, for the layout's own weight is right there.
    said = voice.inherits == "nothing" or (bold if voice.inherits == "all" else bold != voice.bold)
    weight = f' b="{int(bold)}"' if said and not (bold and voice.bold) else ""
    return f'<a:rPr lang="{attribute(voice.language)}"{asked}{weight}{slant}{tracking}>'
