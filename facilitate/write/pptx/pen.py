"""What is drawn on one slide: the next shape id, relations, charts, and common shapes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitate.faults import Fault
from facilitate.write.drawing import Ink
from facilitate.write.look import Look
from facilitate.write.ooxml.xml import attribute
from facilitate.write.pptx.geometry import Area
from facilitate.write.pptx.ink import fill
from facilitate.write.pptx.linked import Linked
from facilitate.write.pptx.para import Para
from facilitate.write.pptx.runs import Voice, paragraph_xml

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


@dataclass(slots=True)
class Pen:
    """The state of one slide while it is drawn; relation ids start after the layout's."""

    look: Look
    language: str
    dark: bool = False
    seats: list[int] = field(default_factory=lambda: [1, 2])
    links: list[Linked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    last_id: int = 1

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
        return fill(ink, dark=self.dark, colours=self.look.colours)

    def paragraphs(self, paras: Sequence[Para]) -> str:
        """Return paragraphs; the first has no space before it."""
        voice = Voice(self.language, self.look.slide_font, self.dark, self.look.colours)
        return "".join(
            paragraph_xml(para, voice, self._address, first=number == 0)
            for number, para in enumerate(paras)
        )

    def _address(self, address: str) -> str:
        return self.relate(Linked("hyperlink", address))

    def body(self, paras: Sequence[Para], *, anchor: str = "t", wrap: bool = True) -> str:
        """Return a text body without insets that neither shrinks nor grows."""
        return (
            f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" '
            f'rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{self.paragraphs(paras)}</p:txBody>"
        )

    def placeholder(
        self, kind: str, index: int, area: Area, paras: Sequence[Para], **how: str
    ) -> str:
        """Return a filled placeholder; box and sizes are written out, for they were measured."""
        idx = f' idx="{index}"' if index else ""
        name = how.get("name", "Text")
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{attribute(name)}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{idx}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{area.xfrm()}</p:spPr>"
            f"{self.body(paras, anchor=how.get('anchor', 't'))}</p:sp>"
        )

    def text(
        self,
        area: Area,
        paras: Sequence[Para],
        *,
        seat: bool = False,
        anchor: str = "t",
        name: str = "Text",
    ) -> str:
        """Return paragraphs in a box; `seat` takes the layout's next body placeholder if free."""
        if seat and self.seats:
            return self.placeholder("body", self.seats.pop(0), area, paras, anchor=anchor)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{name}"/>'
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{area.xfrm()}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"{self.body(paras, anchor=anchor)}</p:sp>"
        )

    def named(self, name: str, alt: str = "") -> str:
        """Return id, name and alternative text; without text the shape counts as decorative."""
        start = f'<p:cNvPr id="{self.next_id()}" name="{attribute(name)}"'
        if alt:
            return f'{start} descr="{attribute(alt)}"/>'
        return f'{start} descr="">{_DECORATIVE}</p:cNvPr>'

    def rectangle(
        self, area: Area, *, inside: Ink = "none", line: Ink = "none", line_pt: float = 0.0
    ) -> str:
        """Return a decorative rectangle."""
        return (
            f"<p:sp><p:nvSpPr>{self.named('Box')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f'{area.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{self.fill(inside)}'
            f"{self.outline(line, line_pt)}</p:spPr></p:sp>"
        )

    def rule(
        self, area: Area, *, ink: Ink = "mid", line_pt: float = 0.75, dashed: bool = False
    ) -> str:
        """Return a decorative straight line across an area without height (or width)."""
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self.named('Line')}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{area.xfrm()}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{self.outline(ink, line_pt, dashed=dashed)}</p:spPr></p:cxnSp>"
        )

    def outline(self, ink: Ink, line_pt: float, *, dashed: bool = False) -> str:
        """Return a line's colour and width; no width is no line."""
        if not line_pt:
            return "<a:ln><a:noFill/></a:ln>"
        dash = '<a:prstDash val="dash"/>' if dashed else ""
        return f'<a:ln w="{round(line_pt * 12700)}">{self.fill(ink)}{dash}</a:ln>'
