"""A slide's shapes as XML: places, colours, text, marks of roles, links."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from facilitate.charts import SIGNS, SeriesData
from facilitate.document import Run
from facilitate.faults import Fault
from facilitate.write.base_file import Area, DeckBase, Layout, Placeholder, Role
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
class Ruler:
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


EPSILON = 0.5
"""Half a point is nothing: heights that differ by less are the same."""

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
    """What every run of a text shares: language, face, ground, and the colours of the theme.

    `key` stands for these colours where two voices are compared.
    """

    language: str
    font: str
    dark: bool
    ruler: Ruler
    key: str
    theme: Mapping[str, str] = field(compare=False, repr=False)

    def fill(self, ink: Ink) -> str:
        """Return a fill for this ground."""
        return themed(ink, self.theme, dark=self.dark)


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
    size = voice.ruler.hundredths(para.size)
    end = f'<a:endParaRPr lang="{attribute(voice.language)}" sz="{size}"/>'
    return f"<a:p>{_properties(para, voice, first=first)}{runs}{end if not runs else ''}</a:p>"


def _properties(para: Para, voice: Voice, *, first: bool) -> str:
    ruler = voice.ruler
    spacing = (
        f'<a:spcPts val="{ruler.hundredths(para.exact)}"/>'
        if para.exact
        else f'<a:spcPct val="{round(para.leading * 100_000)}"/>'
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
    ruler = voice.ruler
    tracking = f' spc="{ruler.hundredths(para.tracking)}"' if para.tracking else ""
    slant = ' i="1"' if italic else ""
    return (
        f'<a:rPr lang="{attribute(voice.language)}" sz="{ruler.hundredths(size)}" '
        f'b="{int(bold)}"{slant}{tracking}>'
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
    base: DeckBase
    role: Role
    dark: bool = False
    titles: frozenset[str] = frozenset()
    links: list[Linked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    last_id: int = 1
    seats: list[Placeholder] = field(init=False)
    """The places for texts that nothing stands in yet."""
    steps: dict[int, Placeholder] = field(init=False)
    """The same for steps, which are counted from 1: the first text is their purpose."""

    def __post_init__(self) -> None:
        """Take the layout's places for texts, or for steps where it is one for these."""
        texts = () if self.dark else self.layout.texts
        for_steps = self.role in ("exercise", "steps in columns")
        self.seats = list(texts[:1] if for_steps else texts)
        self.steps = dict(enumerate(texts[1:], 1)) if for_steps else {}

    @property
    def layout(self) -> Layout:
        """Return the layout of the slide."""
        return self.base.layouts[self.role]

    @property
    def ruler(self) -> Ruler:
        """Return what turns our lengths into the file's."""
        return Ruler(self.base.scale)

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
        return themed(ink, self.base.theme, dark=self.dark)

    def paragraphs(self, paras: Sequence[Para]) -> str:
        """Return paragraphs; the first has no space before it."""
        base = self.base
        voice = Voice(
            self.language, self.look.slide_font, self.dark, self.ruler, base.digest, base.theme
        )
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

    def placeholder(self, place: Placeholder, area: Area, paras: Sequence[Para], **how: str) -> str:
        """Return a filled placeholder; box and sizes are written out, for they were measured."""
        kind, idx = place.kind, f' idx="{place.index}"' if place.index else ""
        name, anchor = how.get("name", "Text"), how.get("anchor", "t")
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{attribute(name)}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{idx}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{self.ruler.xfrm(_roomy(area, anchor))}</p:spPr>"
            f"{self.body(paras, anchor=anchor)}</p:sp>"
        )

    def line(
        self, place: Placeholder | None, area: Area, paras: Sequence[Para], *, name: str
    ) -> str:
        """Return a line at the foot of its area, in the layout's place for it if it has one."""
        if place:
            return self.placeholder(place, area, paras, name=name, anchor="b")
        return self.text(area, paras, anchor="b", name=name)

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
            return self.placeholder(self.seats.pop(0), area, paras, anchor=anchor)
        area = _roomy(area, anchor) if wrap else area
        return (
            f'<p:sp><p:nvSpPr>{self.called(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{self.ruler.xfrm(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"<a:noFill/></p:spPr>{self.body(paras, anchor=anchor, wrap=wrap)}</p:sp>"
        )

    def step(self, number: int, area: Area, paras: Sequence[Para], *, anchor: str) -> str:
        """Return a step, counted from 1, in the layout's placeholder for it if that is free.

        So an outline holds it.
        """
        name, place = f"Step {number}", self.steps.pop(number, None)
        if place is None:
            return self.text(area, paras, anchor=anchor, name=name)
        return self.placeholder(place, area, paras, anchor=anchor, name=name)

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
        return self.drawn_shape(self.named("Box"), area, "rect", look)

    def drawn_shape(self, called: str, area: Area, preset: str, look: str) -> str:
        """Return a shape without words: its id and name, its place, its form, its fill and line."""
        return (
            f"<p:sp><p:nvSpPr>{called}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f'{self.ruler.xfrm(area)}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{look}'
            "</p:spPr></p:sp>"
        )

    def drawn_line(self, called: str, area: Area, look: str, *, rises: bool = False) -> str:
        """Return a straight line from the area's top left corner down, or up from its foot."""
        xfrm = self.ruler.xfrm(area)
        xfrm = xfrm.replace("<a:xfrm>", '<a:xfrm flipV="1">') if rises else xfrm
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{called}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{xfrm}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}</p:spPr></p:cxnSp>'
        )

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
        return self.drawn_shape(named, area, "rect", self.fill("none") + NO_LINE)

    def rule(
        self, area: Area, *, ink: Ink = "mid", line_pt: float = 0.75, dashed: bool = False
    ) -> str:
        """Return a decorative straight line across an area without height (or width)."""
        return self.drawn_line(self.named("Line"), area, self.outline(ink, line_pt, dashed=dashed))

    def outline(self, ink: Ink, line_pt: float, *, dashed: bool = False) -> str:
        """Return a line's colour and width; no width is no line."""
        wide = self.ruler.emu(line_pt)
        return stroke(self.fill(ink), wide, dashed=dashed) if line_pt else NO_LINE
