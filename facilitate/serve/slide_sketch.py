"""A slide as a sketch in SVG: everything in its place, lines broken where we measure them."""

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Any

from lxml import etree

from facilitate.faults import Place
from facilitate.structs import Struct
from facilitate.write.base_file import Area
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.deck_base import base_of
from facilitate.write.pptx.slides import Slide

EMU_PER_PT = 12700
BASELINE = 0.82
"""How far down its line a letter of Arial stands, as a share of the line."""
_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_DECLARED = " ".join(f'xmlns:{short}="{long}"' for short, long in _SPACES.items())
Node = Any
"""An element of a slide: lxml says nothing of its types."""


class _Word(Struct):
    text: str
    size: float
    bold: bool
    ink: str
    width: float
    at: Place | None = None


_AGAIN = re.compile(r" \(\d+\)$")
"""How a title ends that an earlier slide has, too."""


class SlideLines(Struct):
    """On which line each letter of a slide's runs is written; all else is of its template's."""

    template: Place
    words: Mapping[str, Sequence[Place]]


class Sketch:
    """Draws slides of one look.

    `lines` are those of slides by their titles; `link` opens a link to one, or is empty where there
    is none to follow.
    """

    def __init__(
        self,
        look: Look,
        lines: Mapping[str, SlideLines] = MappingProxyType({}),
        link: Callable[[Place], str] = lambda _: "",
    ) -> None:
        self._lines, self._link = lines, link
        self._of: SlideLines | None = None
        self._base = base_of(look)
        self._font = look.slide_font
        self._scale = self._base.scale
        self._colours = _theme(self._base.parts)
        self._layout = self._base.layouts["content"]
        self._ink = self._named("tx1")

    def svg(self, slide: Slide, picture: str = "") -> str:
        """Return a slide as an SVG picture, named by its title.

        With the address of a `picture` of it, that one is seen, and what is drawn here lies over
        it without colour, for its words to be read aloud and followed.
        """
        width, high = self._base.width, self._base.height
        self._layout = self._base.layouts[slide.role]
        again = _AGAIN.sub("", slide.title)
        self._of = self._lines.get(slide.title) or self._lines.get(again)
        painted = etree.fromstring(self._base.parts[self._layout.part]).find(".//p:bgPr", _SPACES)
        ground = self._fill(painted) or self._named("bg1")
        self._ink = self._named("tx1" if _is_light(ground) else "bg1")
        root = etree.fromstring(f"<all {_DECLARED}>{slide.shapes}</all>".encode())
        shapes = "".join(self._shape(node) for node in root)
        if picture:
            size = f'width="{width:g}" height="{high:g}" aria-hidden="true"'
            shown = f'<image href="{escape(picture)}" {size}/>'
            shapes = f'{shown}<g class="unseen">{shapes}</g>'
        title = escape(slide.title, quote=True)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {high:g}" '
            f'role="group" aria-label="{title}" font-family="Arial, Liberation Sans, sans-serif">'
            f'<rect width="{width:g}" height="{high:g}" fill="{ground}"/>{shapes}</svg>'
        )

    # ------------------------------------------------------------------------------- shapes

    def _shape(self, node: Node) -> str:
        kind = etree.QName(node).localname
        if kind == "grpSp":
            return "".join(self._shape(one) for one in node)
        box = self._box(node)
        if box is None:
            return ""
        if kind == "sp":
            return self._form(node, box) + self._text(node.find("p:txBody", _SPACES), box)
        if kind == "cxnSp":
            return self._line(node, box)
        if kind == "graphicFrame":
            table = node.find(".//a:tbl", _SPACES)
            return self._table(table, box) if table is not None else _placeholder(node, box)
        return _placeholder(node, box) if kind == "pic" else ""

    def _box(self, node: Node) -> Area | None:
        place = node.find("p:spPr/a:xfrm", _SPACES)
        place = node.find("p:xfrm", _SPACES) if place is None else place
        if place is None:
            return self._box_of_layout(node.find(".//p:ph", _SPACES))
        off, size = place.find("a:off", _SPACES), place.find("a:ext", _SPACES)
        if off is None or size is None:
            return None
        x, y = self._points(off.get("x")), self._points(off.get("y"))
        return Area(x, y, self._points(size.get("cx")), self._points(size.get("cy")))

    def _box_of_layout(self, named: Node | None) -> Area | None:
        """Return where the layout has a placeholder that says no place of its own."""
        layout = self._layout
        if named is None:
            return None
        there = (layout.title, layout.kicker, layout.source, layout.number, *layout.texts)
        for one in filter(None, there):
            if str(one.index) == named.get("idx", "0"):
                return Area(one.area.x, one.area.y, one.area.width, one.area.height)
        return None

    def _points(self, emu: str | None) -> float:
        return int(emu or 0) / EMU_PER_PT / self._scale

    def _form(self, node: Node, box: Area) -> str:
        about = node.find("p:spPr", _SPACES)
        fill, line = self._fill(about), self._fill(about.find("a:ln", _SPACES))
        if fill is None and line is None:
            return ""
        geometry = about.find("a:prstGeom", _SPACES)
        kind = geometry.get("prst") if geometry is not None else "rect"
        paint = f'fill="{fill or "none"}" stroke="{line or "none"}"'
        x, y, w, h = box.x, box.y, box.width, box.height
        if kind == "ellipse":
            middle = f'cx="{x + w / 2:g}" cy="{y + h / 2:g}" rx="{w / 2:g}" ry="{h / 2:g}"'
            return f"<ellipse {middle} {paint}/>"
        corners = {
            "diamond": [(x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)],
            "triangle": [(x + w / 2, y), (x + w, y + h), (x, y + h)],
        }.get(kind or "", [])
        if corners:
            points = " ".join(f"{a:g},{b:g}" for a, b in corners)
            return f'<polygon points="{points}" {paint}/>'
        return _rect(box, paint)

    def _line(self, node: Node, box: Area) -> str:
        about = node.find("p:spPr/a:ln", _SPACES)
        ink = self._fill(about) or self._named("tx1")
        place = node.find("p:spPr/a:xfrm", _SPACES)
        up = place is not None and place.get("flipV") == "1"
        ends = (box.y + box.height, box.y) if up else (box.y, box.y + box.height)
        thick = self._points(about.get("w") if about is not None else "9525")
        return (
            f'<line x1="{box.x:g}" y1="{ends[0]:g}" x2="{box.x + box.width:g}" y2="{ends[1]:g}" '
            f'stroke="{ink}" stroke-width="{thick:g}"/>'
        )

    def _table(self, table: Node, box: Area) -> str:
        widths = [
            self._points(one.get("w")) for one in table.findall("a:tblGrid/a:gridCol", _SPACES)
        ]
        drawn, y = [], box.y
        for row in table.findall("a:tr", _SPACES):
            x, high = box.x, self._points(row.get("h"))
            for width, cell in zip(widths, row.findall("a:tc", _SPACES), strict=False):
                about = cell.find("a:tcPr", _SPACES)
                left = self._points(about.get("marL")) if about is not None else 0
                top = self._points(about.get("marT")) if about is not None else 0
                fill = self._fill(about)
                if fill:
                    drawn.append(_rect(Area(x, y, width, high), f'fill="{fill}"'))
                room = Area(x + left, y + top, width - left, high - top)
                drawn.append(self._text(cell.find("a:txBody", _SPACES), room))
                x += width
            y += high
            line = self._named("accent4")
            drawn.append(f'<line x1="{box.x:g}" y1="{y:g}" x2="{x:g}" y2="{y:g}" stroke="{line}"/>')
        return "".join(drawn)

    # --------------------------------------------------------------------------------- text

    def _text(self, body: Node | None, box: Area) -> str:
        if body is None:
            return ""
        lines: list[tuple[float, float, list[_Word], str]] = []
        y = 0.0
        for number, para in enumerate(body.findall("a:p", _SPACES)):
            about = para.find("a:pPr", _SPACES)
            segments = list(self._segments(para))
            sizes = [word.size for words in segments for word in words]
            size = max(sizes, default=self._size(para))
            y += self._before(about) if number else 0
            margin, indent, stops, align = self._places(about)
            x, high = margin + indent, self._leading(about, size)
            foot = y + high * BASELINE
            for words in segments[:-1]:
                lines.append((x, foot, words, "l"))
                used = x + sum(word.width for word in words)
                x = next((stop for stop in stops if stop > used), used)
            bullet = about.find("a:buChar", _SPACES) if about is not None else None
            if bullet is not None:
                at = segments[0][0].at if segments[0] else None
                mark = _Word(bullet.get("char") or "•", size, False, self._ink, 0, at)
                lines.append((x, foot, [mark], "l"))
                x = margin
            for line in _broken(segments[-1], box.width - x, box.width - margin):
                lines.append((x, y + high * BASELINE, line, align))
                y += high
                x = margin
        anchor = body.find("a:bodyPr", _SPACES)
        slack = box.height - y
        top = box.y + {"b": slack, "ctr": slack / 2}.get(anchor.get("anchor", "t"), 0)
        right = box.x + box.width
        return "".join(self._set(box.x + x, top + at, row, right, how) for x, at, row, how in lines)

    def _set(self, x: float, y: float, words: list[_Word], right: float, align: str) -> str:
        """Return a line of words as SVG text, with links to where they are written."""
        if not words:
            return ""
        ends = {"ctr": ("middle", (x + right) / 2), "r": ("end", right)}
        anchor, at = ends.get(align, ("start", x))
        drawn = []
        for place, some in groupby(words, lambda word: word.at):
            spans = "".join(
                f'<tspan font-size="{word.size:g}" font-weight="{700 if word.bold else 400}" '
                f'fill="{word.ink}">{escape(word.text)}</tspan>'
                for word in some
            )
            opened = self._link(place) if place else ""
            drawn.append(f"{opened}{spans}</a>" if opened else spans)
        where = f'x="{at:g}" y="{y:g}" text-anchor="{anchor}"'
        return f'<text {where} xml:space="preserve">{"".join(drawn)}</text>'

    def _places(self, about: Node | None) -> tuple[float, float, list[float], str]:
        """Return a paragraph's margin and first indent, its tab stops, and how it is aligned."""
        if about is None:
            return 0.0, 0.0, [], "l"
        stops = [self._points(one.get("pos")) for one in about.findall("a:tabLst/a:tab", _SPACES)]
        margin, indent = self._points(about.get("marL")), self._points(about.get("indent"))
        return margin, indent, stops, about.get("algn", "l")

    def _segments(self, para: Node) -> Iterator[list[_Word]]:
        """Yield the words of a paragraph, those between two tabs together."""
        segment: list[_Word] = []
        for word in self._words(para):
            if word.text == "\t":
                yield segment
                segment = []
            else:
                segment.append(word)
        yield segment

    def _words(self, para: Node) -> Iterator[_Word]:
        for run in para.findall("a:r", _SPACES):
            about, text = run.find("a:rPr", _SPACES), run.findtext("a:t", "", _SPACES)
            size = int(about.get("sz", "1800")) / 100 / self._scale
            bold, ink = about.get("b") == "1", self._fill(about) or self._ink
            for found in re.finditer(r"\t|[^\t ]+ ?| ", text):
                word = found[0]
                wide = width_mm(word, self._font, size, bold) / MM_PER_PT if word != "\t" else 0
                yield _Word(word, size, bold, ink, wide, self._at(text, found.start()))

    def _at(self, text: str, letter: int) -> Place | None:
        """Return the line of what begins at a letter of a run; None where none is known."""
        of = self._of
        if of is None:
            return None
        places = of.words.get(text, ())
        return places[letter] if letter < len(places) else of.template

    def _size(self, para: Node) -> float:
        end = para.find("a:endParaRPr", _SPACES)
        return int(end.get("sz", "1800")) / 100 / self._scale if end is not None else 18.0

    def _before(self, about: Node | None) -> float:
        space = about.find("a:spcBef/a:spcPts", _SPACES) if about is not None else None
        return int(space.get("val", "0")) / 100 / self._scale if space is not None else 0.0

    def _leading(self, about: Node | None, size: float) -> float:
        exact = about.find("a:lnSpc/a:spcPts", _SPACES) if about is not None else None
        if exact is not None:
            return int(exact.get("val", "0")) / 100 / self._scale
        share = about.find("a:lnSpc/a:spcPct", _SPACES) if about is not None else None
        return size * 1.15 * (int(share.get("val", "100000")) / 100_000 if share is not None else 1)

    # ------------------------------------------------------------------------------- colours

    def _fill(self, about: Node | None) -> str | None:
        """Return the colour of a solid fill, None where there is none."""
        if about is None:
            return None
        solid = about.find("a:solidFill", _SPACES)
        if solid is None or not len(solid):
            return None
        colour = solid[0]
        if etree.QName(colour).localname == "srgbClr":
            return f"#{colour.get('val')}"
        found = self._named(colour.get("val") or "tx1")
        changes = {etree.QName(one).localname: int(one.get("val", "0")) for one in colour}
        return _lighter(found, changes) if changes else found

    def _named(self, name: str) -> str:
        alias = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}.get(name, name)
        return self._colours.get(alias, "#000000")


def _broken(words: list[_Word], first: float, later: float) -> Iterator[list[_Word]]:
    """Yield the words of a paragraph by lines, the first with its own room; one without words."""
    line: list[_Word] = []
    used, room = 0.0, first
    for word in words:
        if line and used + word.width > room + 1:
            yield line
            line, used, room = [], 0.0, later
        line.append(word)
        used += word.width
    yield line


def _rect(box: Area, paint: str) -> str:
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    return f"<rect {place} {paint}/>"


def _placeholder(node: Node, box: Area) -> str:
    """Return a frame for what is not drawn here, with what it is called."""
    named = node.find(".//p:cNvPr", _SPACES)
    words = escape((named.get("descr") or named.get("name") or "") if named is not None else "")
    frame = _rect(box, 'fill="none" stroke="#767676" stroke-dasharray="6 4"')
    place = f'x="{box.x + 8:g}" y="{box.y + 22:g}" font-size="16" fill="#595959"'
    return f"{frame}<text {place}>{words}</text>"


def _theme(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the colours of the first theme of a base file, by their names."""
    name = min((one for one in parts if "/theme/theme" in one), default="")
    if not name:
        return {"lt1": "#ffffff", "dk1": "#000000"}
    scheme = etree.fromstring(parts[name]).find(".//a:clrScheme", _SPACES)
    found = {}
    for one in scheme if scheme is not None else ():
        value = one[0].get("lastClr") or one[0].get("val")
        found[etree.QName(one).localname] = f"#{value}"
    return found


def _is_light(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 299 * red + 587 * green + 114 * blue > 128_000


def _lighter(colour: str, changes: Mapping[str, int]) -> str:
    """Return a colour with its lightness changed as Office does."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    light = light * changes.get("lumMod", 100_000) / 100_000 + changes.get("lumOff", 0) / 100_000
    mixed = colorsys.hls_to_rgb(hue, min(1.0, light), strong)
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
