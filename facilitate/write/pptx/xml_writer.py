"""A slide's shapes as XML: places, colours, text, marks of roles, links."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from facilitate.charts import SIGNS, SeriesData
from facilitate.document import Run
from facilitate.faults import Fault
from facilitate.write.chart.drawing import (
    Ink,
    ink_of,
)
from facilitate.write.look import Look
from facilitate.write.ooxml import DECORATIVE, NO_LINE, attribute, stroke, text, themed
from facilitate.write.pptx.text import Para, size_of

EMU_PER_PT = 12700
PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the top left corner of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Return where the area ends."""
        return self.y + self.height

    def xfrm(self, tag: str = "a:xfrm") -> str:
        """Return the area as Office writes it."""
        return (
            f'<{tag}><a:off x="{emu(self.x)}" y="{emu(self.y)}"/>'
            f'<a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/></{tag}>'
        )


def emu(points: float) -> int:
    """Return points as EMU."""
    return round(points * EMU_PER_PT)


EPSILON = 0.5
"""Half a point is nothing: heights that differ by less are the same."""

MARGIN = 48.0
WIDTH = 864.0
"""Width between the margins."""


FIRST_STEP = 20
STEP_PLACES: Mapping[str, int] = MappingProxyType({"list": 6, "columns": 4})
"""The placeholders of the layouts for exercises are counted from here, so many of them."""

GLYPH_FONT = "Segoe UI Symbol"
"""Has all five shapes in one weight; where it is missing, any symbol face stands in."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One target of a slide's relations; only the field of its kind is filled.

    The address of a slide is its title; `size` is a chart's width and height in points.
    """

    kind: Literal["hyperlink", "image", "chart", "slide"]
    address: str = ""
    picture: bytes = b""
    chart: SeriesData | None = None
    size: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Voice:
    """What every run of a slide shares: language, face and ground."""

    language: str
    font: str
    dark: bool

    def fill(self, ink: Ink) -> str:
        """Return a fill for this ground."""
        return themed(ink, dark=self.dark)


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


def drawn_shape(called: str, area: Area, preset: str, look: str) -> str:
    """Return a shape without words: its id and name, its place, its form, its fill and line."""
    return (
        f"<p:sp><p:nvSpPr>{called}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{area.xfrm()}"
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{look}</p:spPr></p:sp>'
    )


def drawn_line(called: str, area: Area, look: str, *, rises: bool = False) -> str:
    """Return a straight line from the area's top left corner down, or up from its bottom left."""
    xfrm = area.xfrm().replace("<a:xfrm>", '<a:xfrm flipV="1">') if rises else area.xfrm()
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{called}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{xfrm}"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}</p:spPr></p:cxnSp>'
    )


ROOM = 0.05
"""So much higher than its text is a box: programs that measure lines otherwise need not shrink."""


def _roomy(area: Area, anchor: str) -> Area:
    """Return the box of a text with some room on the side where it does not begin.

    Words in the middle of their box have room already.
    """
    more = 0.0 if anchor == "ctr" else area.height * ROOM
    return replace(area, y=area.y - more * (anchor == "b"), height=area.height + more)


@dataclass(slots=True)
class XmlWriter:
    """The state of one slide while it is drawn; relation ids start after the layout's."""

    look: Look
    language: str
    dark: bool = False
    titles: frozenset[str] = frozenset()
    seats: list[int] = field(default_factory=lambda: [1, 2])
    links: list[Linked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    last_id: int = 1
    steps: Literal["", "list", "columns"] = ""
    """How the steps stand that took the placeholders of the layout, if any did."""
    free: list[int] = field(default_factory=list)
    """The steps whose placeholders nothing stands in yet."""

    def next_id(self) -> int:
        """Return a shape id that is new on this slide."""
        self.last_id += 1
        return self.last_id

    def relate(self, linked: Linked) -> str:
        """Return the relation id of a link, picture or chart; equal ones share it."""
        if linked.kind == "chart" or linked not in self.links:
            self.links.append(linked)
            return f"rId{len(self.links) + 1}"
        return f"rId{self.links.index(linked) + 2}"

    def fill(self, ink: Ink) -> str:
        """Return a fill for this slide's ground."""
        return themed(ink, dark=self.dark)

    def paragraphs(self, paras: Sequence[Para]) -> str:
        """Return paragraphs; the first has no space before it."""
        voice = Voice(self.language, self.look.slide_font, self.dark)
        return "".join(
            paragraph_xml(para, voice, self._address, first=number == 0)
            for number, para in enumerate(paras)
        )

    def _address(self, address: str) -> str:
        return self.relate(Linked("hyperlink", address))

    def body(self, paras: Sequence[Para], *, anchor: str = "t", wrap: bool = True) -> str:
        """Return a text body without insets; one that wraps shrinks when it is too high.

        It was measured, so that happens only in another face, or to words that somebody adds.
        """
        fit = "normAutofit" if wrap else "noAutofit"
        return (
            f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" '
            f'rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:{fit}/></a:bodyPr>'
            f"<a:lstStyle/>{self.paragraphs(paras)}</p:txBody>"
        )

    def placeholder(
        self, kind: str, index: int, area: Area, paras: Sequence[Para], **how: str
    ) -> str:
        """Return a filled placeholder; box and sizes are written out, for they were measured."""
        idx = f' idx="{index}"' if index else ""
        name, anchor = how.get("name", "Text"), how.get("anchor", "t")
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{attribute(name)}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{idx}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{_roomy(area, anchor).xfrm()}</p:spPr>"
            f"{self.body(paras, anchor=anchor)}</p:sp>"
        )

    def text(
        self,
        area: Area,
        paras: Sequence[Para],
        *,
        seat: bool = False,
        anchor: str = "t",
        name: str = "Text",
        wrap: bool = True,
    ) -> str:
        """Return paragraphs in a box; `seat` takes the layout's next body placeholder if free."""
        if seat and self.seats:
            return self.placeholder("body", self.seats.pop(0), area, paras, anchor=anchor)
        area = _roomy(area, anchor) if wrap else area
        return (
            f'<p:sp><p:nvSpPr>{self.called(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{area.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f"</p:spPr>{self.body(paras, anchor=anchor, wrap=wrap)}</p:sp>"
        )

    def step(
        self, number: int, area: Area, paras: Sequence[Para], how: Literal["list", "columns"]
    ) -> str:
        """Return a step, counted from 1, in the layout's placeholder for it if that is free.

        So an outline holds it. A slide has one exercise, and its layout no second text.
        """
        anchor, name = ("ctr" if how == "list" else "t"), f"Step {number}"
        if number == 1 and not self.steps and 2 in self.seats:
            self.steps, self.seats = how, [seat for seat in self.seats if seat != 2]
            self.free = list(range(1, STEP_PLACES[how] + 1))
        if self.steps != how or number not in self.free:
            return self.text(area, paras, anchor=anchor, name=name)
        self.free.remove(number)
        return self.placeholder("body", FIRST_STEP + number, area, paras, anchor=anchor, name=name)

    def called(self, name: str) -> str:
        """Return id and name of a shape of a picture that is described as a whole."""
        return f'<p:cNvPr id="{self.next_id()}" name="{name}"/>'

    def named(self, name: str, alt: str = "") -> str:
        """Return id, name and alternative text; without text the shape counts as decorative."""
        start = f'<p:cNvPr id="{self.next_id()}" name="{attribute(name)}"'
        if alt:
            return f'{start} descr="{attribute(alt)}"/>'
        return f'{start} descr="">{DECORATIVE}</p:cNvPr>'

    def rectangle(
        self, area: Area, *, inside: Ink = "none", line: Ink = "none", line_pt: float = 0.0
    ) -> str:
        """Return a decorative rectangle."""
        look = self.fill(inside) + self.outline(line, line_pt)
        return drawn_shape(self.named("Box"), area, "rect", look)

    def way_to(self, title: str, area: Area) -> str:
        """Return an area that leads to the slide of this title, where the deck has it."""
        if title not in self.titles:
            return ""
        words = attribute(f"{self.look.word('to slide')}: {title}")
        click = (
            f'<a:hlinkClick r:id="{self.relate(Linked("slide", title))}" '
            'action="ppaction://hlinksldjump"/>'
        )
        named = f'<p:cNvPr id="{self.next_id()}" name="{words}" descr="{words}">{click}</p:cNvPr>'
        return drawn_shape(named, area, "rect", self.fill("none") + NO_LINE)

    def rule(
        self, area: Area, *, ink: Ink = "mid", line_pt: float = 0.75, dashed: bool = False
    ) -> str:
        """Return a decorative straight line across an area without height (or width)."""
        return drawn_line(self.named("Line"), area, self.outline(ink, line_pt, dashed=dashed))

    def outline(self, ink: Ink, line_pt: float, *, dashed: bool = False) -> str:
        """Return a line's colour and width; no width is no line."""
        return stroke(self.fill(ink), line_pt * EMU_PER_PT, dashed=dashed) if line_pt else NO_LINE
