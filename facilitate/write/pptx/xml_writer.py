"""A slide's shapes as XML: places, colours, text, marks of roles, links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from facilitate.charts import Bars
from facilitate.faults import Fault
from facilitate.structs import replace
from facilitate.write.base_file import Area, DeckBase, Placeholder, Role, SlideLayout
from facilitate.write.chart.drawing import Ink
from facilitate.write.look import Look
from facilitate.write.ooxml import DECORATIVE, NO_LINE, attribute, stroke, themed
from facilitate.write.pptx.paragraph_xml import Ruler, Voice, paragraph_xml
from facilitate.write.pptx.text import Para

PT_PER_MM = 72 / 25.4


EPSILON = 0.5
"""Half a point is nothing: heights that differ by less are the same."""


class Linked(NamedTuple):
    """One target of a slide's relations; only the field of its kind is filled.

    The address of a slide is its part of the day; `size` is a chart's width and height in points.
    """

    kind: Literal["hyperlink", "image", "chart", "slide"]
    address: str = ""
    picture: bytes = b""
    chart: Bars | None = None
    size: tuple[float, float] = (0.0, 0.0)


ROOM = 0.05
"""So much higher than its text is a box: programs that measure lines otherwise need not shrink."""


def _roomy(area: Area, anchor: str) -> Area:
    """Return the box of a text with some room on the side where it does not begin.

    Words in the middle of their box have room already.
    """
    more = 0.0 if anchor == "ctr" else area.height * ROOM
    return area._replace(y=area.y - more * (anchor == "b"), height=area.height + more)


_FURNITURE = {"sldNum": "Slide number", "ftr": "Foot", "dt": "Date"}


def near(one: Area, other: Area) -> bool:
    """Say whether two areas are the same, to the eye."""
    sides = ("x", "y", "width", "height")
    return all(abs(getattr(one, side) - getattr(other, side)) < 1 for side in sides)


def inside(area: Area, place: Area) -> bool:
    """Say whether a text begins where a place does, is as wide, and ends in it."""
    return near(area._replace(height=place.height), place) and area.height < place.height + 1


def filled(name: str) -> str:
    """Return a plain fill in a colour of the theme or `#RRGGBB`; nothing where none is named.

    `none` takes away the fill that a layout gives.
    """
    return themed("none" if name == "none" else "ink", {"ink": name}) if name else ""


def face_of(base: DeckBase) -> str:
    """Return how texts that are in no placeholder name their face; not at all on our own base."""
    faces = _faces(base.parts.get("ppt/theme/theme1.xml", b""))
    return "" if base.ours else "+mn-lt" if base.text_font in faces else base.text_font


@lru_cache(maxsize=8)
def _faces(theme: bytes) -> frozenset[str]:
    found = re.findall(rb'<a:minorFont>.*?<a:latin[^>]* typeface="([^"]*)"', theme, re.DOTALL)
    return frozenset(name.decode() for name in found)


@dataclass(slots=True)
class XmlWriter:
    """The state of one slide while it is drawn; relation ids start after the layout's."""

    look: Look
    language: str
    base: DeckBase
    role: Role
    dark: bool = False
    slots: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)
    """What stands in the layout's furniture, by its kind: `ftr`, `dt`."""
    alone: bool = False
    """Whether the text that takes a place has the slide to itself, and so the place's own box."""
    links: list[Linked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    last_id: int = 1
    seats: list[Placeholder] = field(init=False)
    """The places for texts that nothing stands in yet."""
    beside: list[Placeholder] | None = None
    """Those of texts beside each other; None where these take them as all texts do."""
    steps: dict[int, Placeholder] = field(init=False)
    """The same for steps, which are counted from 1: the first text is their purpose."""
    layout: SlideLayout = field(init=False)
    ruler: Ruler = field(init=False)
    """What turns our lengths into the file's."""
    _voice: Voice = field(init=False)

    def __post_init__(self) -> None:
        """Take the layout's places for texts, or for steps where it is one for these."""
        base, font = self.base, self.look.slide_font
        self.layout, self.ruler = base.layouts[self.role], Ruler(base.scale)
        given = self.language, font, self.dark, self.ruler, base.digest, base.theme
        self._voice = Voice(*given, face=face_of(base))
        texts = () if self.dark else self.layout.texts
        for_steps = self.role in ("exercise", "steps in columns")
        self.seats = list(texts[:1] if for_steps else texts)
        self.steps = dict(enumerate(texts[1:], 1)) if for_steps else {}

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
        return self._spoken(paras, self._voice)

    def _spoken(self, paras: Sequence[Para], voice: Voice) -> str:
        return "".join(
            paragraph_xml(para, voice, self._address, first=number == 0)
            for number, para in enumerate(paras)
        )

    def _address(self, address: str) -> str:
        return self.relate(Linked("hyperlink", address))

    def body(self, words: str, *, anchor: str = "t", wrap: bool = True) -> str:
        """Return a text body without insets; one that wraps shrinks when it is too high.

        It was measured, so that happens only in another face, or to words that somebody adds.
        """
        fit = "normAutofit" if wrap else "noAutofit"
        return (
            f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" '
            f'rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:{fit}/></a:bodyPr>'
            f"<a:lstStyle/>{words}</p:txBody>"
        )

    def placeholder(
        self,
        place: Placeholder,
        area: Area,
        paras: Sequence[Para],
        *,
        name: str = "Text",
        anchor: str = "t",
        plain: Ink | Literal["any"] = "ink",
    ) -> str:
        """Return a filled placeholder; `plain` is the ink of words that are as the layout has them.

        On our own base box and sizes are written out, for they were measured. On another they are
        where the words need others than the layout gives.
        """
        kind = f' type="{place.kind}"' if place.kind != "obj" else ""
        idx = f' idx="{place.index}"' if place.index else ""
        if self.base.ours:
            box = self.ruler.xfrm(_roomy(area, anchor))
            voice = replace(self._voice, own=self._own(place), face="")
            body = self.body(self._spoken(paras, voice), anchor=anchor)
        else:
            box, body = self._on_theirs(place, area, paras, anchor, plain)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{attribute(name)}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{idx}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{box}</p:spPr>{body}</p:sp>"
        )

    def furniture(self, place: Placeholder, words: str) -> str:
        """Return a number, foot or date where the layout has it."""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{_FURNITURE[place.kind]}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{place.kind}" sz="quarter" idx="{place.index}"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr>{filled(place.fill)}</p:spPr>"
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
        )

    def _own(self, place: Placeholder) -> Ink | Literal[""]:
        """Return the ink that words in a place of our own base have by themselves."""
        colours = self.look.colours
        first, second = colours.ink, colours.grey
        if self.dark:
            first, second = colours.on_ink, colours.on_ink_second
        return "ink" if place.colour == first else "grey" if place.colour == second else ""

    def _on_theirs(
        self,
        place: Placeholder,
        area: Area,
        paras: Sequence[Para],
        anchor: str,
        plain: Ink | Literal["any"],
    ) -> tuple[str, str]:
        """Return what is written of box and fill, and the body, on an organisation's base."""
        voice = replace(
            self._voice,
            own=plain,
            paint=filled(place.repaint),
            inherits="all" if plain == "any" else "look",
            size=place.size,
            bold=place.bold,
            bulleted=place.bullet,
            listed=place.bullet or place.indented,
            plain=plain != "any" and (place.capitals or place.tracking != 0),
            face="",
        )
        if self.layout.panel and plain != "any":
            voice = replace(voice, own="", bulleted=False)
        words, fill = self._spoken(paras, voice), filled(place.fill)
        if near(area, place.area) and not place.moved:
            fits = "<a:bodyPr><a:normAutofit/></a:bodyPr>"
            return fill, f"<p:txBody>{fits}<a:lstStyle/>{words}</p:txBody>"
        body = self.body(words, anchor=place.anchor if plain == "any" else anchor)
        # Of a box that is elsewhere or smaller the filling would be a patch on the slide.
        loose = plain != "any" and (place.loose or self.layout.panel)
        fill = fill or filled("none" if loose else "")
        return self.ruler.xfrm(area) + fill, body

    def line(
        self, place: Placeholder | None, area: Area, paras: Sequence[Para], *, name: str
    ) -> str:
        """Return a line at the foot of its area, in the layout's place for it if it has one."""
        if place:
            return self.placeholder(place, area, paras, name=name, anchor="b", plain="grey")
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
            place = self.seats.pop(0)
            if self.alone and not self.base.ours and inside(area, place.area):
                area = place.area
            return self.placeholder(place, area, paras, anchor=anchor)
        area = _roomy(area, anchor) if wrap else area
        return self.box(area, self.paragraphs(paras), anchor=anchor, name=name, wrap=wrap)

    def box(self, area: Area, words: str, *, name: str, anchor: str, wrap: bool = True) -> str:
        """Return paragraphs, as XML, in a box of their own."""
        body = self.body(words, anchor=anchor, wrap=wrap)
        return (
            f'<p:sp><p:nvSpPr>{self.called(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{self.ruler.xfrm(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"<a:noFill/></p:spPr>{body}</p:sp>"
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

    def picture(self, link: str, area: Area, *, name: str, alt: str) -> str:
        """Return a picture with its alternative text, or marked as decorative."""
        return (
            f"<p:pic><p:nvPicPr>{self.named(name, alt)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch>'
            f"</p:blipFill><p:spPr>{self.ruler.xfrm(area)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

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

    def way_to(self, slot: str, name: str, area: Area) -> str:
        """Return an area that leads to the first slide of a part of the day, if there is one."""
        if slot not in self.slots:
            return ""
        words = attribute(f"{self.look.word('to slide')}: {name}")
        click = (
            f'<a:hlinkClick r:id="{self.relate(Linked("slide", slot))}" '
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
