"""Slides as they are in the finished file: nothing off the slide, over its box or over other text.

Text is measured as the writer measures it, but from what the file says: places, sizes of type,
margins. So what a writer forgot to measure again is found here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from facilitate.faults import Fault, Place
from facilitate.write.measure import MM_PER_PT, Piece, line_count, width_mm

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMU_PER_PT = 12700

SINGLE = 1.15
"""Single line spacing in em, as Office sets Arial."""

OVER_PT = 6.0
"""Text may be so much higher than its box, or stand so far in other text: a third of a line."""

OFF_PT = 1.0
"""A shape may stand so far off the slide: rounding."""

NEXT_TO_NOTHING_PT = 45.0
"""A continued slide whose matter is no higher than this: one line and the space around it."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "_Box", least: float) -> bool:
        """Say whether both share an area that is higher and wider than `least`."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across > least and down > least


@dataclass(frozen=True, slots=True)
class _Para:
    """A paragraph as its lines are counted: its pieces, indent, pitch and space before."""

    pieces: tuple[Piece, ...]
    indent: float
    pitch: float
    before: float
    align: str

    def lines(self, width: float) -> int:
        return line_count(self.pieces, max(width - self.indent, 1.0) * MM_PER_PT)

    @property
    def natural(self) -> float:
        """Return its width on one line, in points."""
        each = (width_mm(p.text, p.font, p.size_pt, p.bold) + p.lead_mm for p in self.pieces)
        return sum(each) / MM_PER_PT + self.indent

    @property
    def longest_word(self) -> tuple[float, str]:
        """Return the width in points of what must not be broken, and the words."""
        words = (
            (width_mm(word, p.font, p.size_pt, p.bold) / MM_PER_PT, word)
            for p in self.pieces
            for word in re.split(r"[ \t\n\u200b]+|(?<=[–—/-])", p.text)
        )
        return max(words, default=(0.0, ""))


def slide_faults(trees: Mapping[str, ET.Element], name: str) -> Iterator[Fault]:
    """Yield O206 for each thing on a slide that stands where it should not."""
    font = _font(trees.get("ppt/theme/theme1.xml"))
    size = _slide_size(trees.get("ppt/presentation.xml"))
    slides = (part for part in trees if re.fullmatch(r"ppt/slides/slide\d+\.xml", part))
    before = ""
    for part in sorted(slides, key=lambda each: int(re.sub(r"\D", "", each))):
        number = int(re.sub(r"\D", "", part))
        found = _Slide(trees[part], font, size)
        for what in found.wrong(before):
            yield _fault(name, number, what)
        before = found.title


def _fault(name: str, number: int, what: str) -> Fault:
    return Fault(
        code="O206",
        severity="warning",
        message=f"Slide {number}: {what}",
        hint="Look at the slide, and move or shorten it there. Please report it: it is our fault.",
        place=Place(name),
    )


def _font(theme: ET.Element | None) -> str:
    path = f"{_A}themeElements/{_A}fontScheme/{_A}minorFont/{_A}latin"
    face = theme.find(path) if theme is not None else None
    return face.get("typeface", "") if face is not None else ""


def _slide_size(presentation: ET.Element | None) -> _Box:
    size = presentation.find(f"{_P}sldSz") if presentation is not None else None
    if size is None:
        return _Box(0, 0, 960, 540)
    return _Box(0, 0, _pt(size.get("cx")), _pt(size.get("cy")))


def _pt(emu: str | None) -> float:
    return int(emu or 0) / _EMU_PER_PT


class _Slide:
    """The texts, tables and other shapes of one slide, measured."""

    def __init__(self, tree: ET.Element, font: str, size: _Box) -> None:
        self.font = font
        self.size = size
        self.title = ""
        self.texts: list[tuple[str, _Box, _Box]] = []  # words, box given, room that words take
        self.matter: list[_Box] = []
        self.found: list[str] = []
        for shape in tree.iterfind(f"{_P}cSld/{_P}spTree/*"):
            self._read(shape)

    def wrong(self, before: str) -> Iterator[str]:
        """Yield what is wrong, in plain words; `before` is the title of the slide before."""
        yield from self.found
        for number, (words, _, room) in enumerate(self.texts):
            for others, _, other in self.texts[number + 1 :]:
                if room.meets(other, OVER_PT):
                    yield f"{_short(words)} stands over {_short(others)}."
        again = re.sub(r" \([^()]*\)$", "", self.title)
        if again != self.title and before.startswith(again):
            high = sum(box.height for box in self.matter)
            if high < NEXT_TO_NOTHING_PT:
                yield "it goes on from the slide before and holds next to nothing."

    def _read(self, shape: ET.Element) -> None:
        if shape.tag == f"{_P}grpSp":
            box = _place(shape.find(f"{_P}grpSpPr/{_A}xfrm"))
            self._inside(box, "A chart")
            self.matter += [box] if box else []
            for words in shape.iterfind(f"{_P}sp"):
                self._read_text(words, chart=True)
        elif shape.tag == f"{_P}graphicFrame":
            self._read_frame(shape)
        elif shape.tag == f"{_P}sp":
            self._read_text(shape, chart=False)
        elif shape.tag in {f"{_P}pic", f"{_P}cxnSp"}:
            box = _place(shape.find(f"{_P}spPr/{_A}xfrm"))
            self._inside(box, "A picture or line")
            if shape.tag == f"{_P}pic" and box:
                self.matter.append(box)

    def _inside(self, box: _Box | None, what: str) -> None:
        """Keep that a box reaches over the slide's edge."""
        if box is None:
            return
        right, bottom = box.x + box.width, box.y + box.height
        over = max(-box.x, -box.y, right - self.size.width, bottom - self.size.height)
        if over > OFF_PT:
            self.found.append(f"{what} reaches {over:.0f} pt over the edge of the slide.")

    def _read_text(self, shape: ET.Element, *, chart: bool) -> None:
        box = _place(shape.find(f"{_P}spPr/{_A}xfrm"))
        kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        body = shape.find(f"{_P}txBody")
        if box is None:
            return
        paras = self._paras(body) if body is not None else ()
        words = "".join(piece.text for para in paras for piece in para.pieces).strip()
        if kind is not None and kind.get("type") in {"title", "ctrTitle"}:
            self.title = words
        properties = body.find(f"{_A}bodyPr") if body is not None else None
        if not words or properties is None:
            self._inside(box, "A shape")
            return
        if properties.get("wrap") == "none":
            room = _one_line(paras, box)
        else:
            high = _height(paras, box.width)
            if high > box.height + OVER_PT:
                over = high - box.height
                self.found.append(f"{_short(words)} is {over:.0f} pt higher than its box.")
            room = _room(paras, box, high, properties.get("anchor", "t"))
            self._broken(paras, box.width)
        self._inside(room, _short(words))
        self.texts.append((words, box, room))
        furniture = (kind is not None and kind.get("type") != "body") or _is_idx(kind, "13", "14")
        if not chart and not furniture:
            self.matter.append(room)

    def _read_frame(self, frame: ET.Element) -> None:
        box = _place(frame.find(f"{_P}xfrm"))
        if box is None:
            return
        table = frame.find(f"{_A}graphic/{_A}graphicData/{_A}tbl")
        if table is not None:
            widths = [_pt(column.get("w")) for column in table.iterfind(f"{_A}tblGrid/{_A}gridCol")]
            rows = [self._row_height(row, widths) for row in table.iterfind(f"{_A}tr")]
            if sum(rows) > box.height + OVER_PT:
                over = sum(rows) - box.height
                self.found.append(f"A table is {over:.0f} pt higher than its place.")
            box = _Box(box.x, box.y, max(box.width, sum(widths)), max(box.height, sum(rows)))
            self.texts.append(("A table", box, box))
        self._inside(box, "A table or chart")
        self.matter.append(box)

    def _row_height(self, row: ET.Element, widths: Sequence[float]) -> float:
        """Return the height that a row takes: what is given, or what its words need."""
        high = _pt(row.get("h"))
        for cell, width in zip(row.iterfind(f"{_A}tc"), widths, strict=False):
            how = cell.find(f"{_A}tcPr")
            edge = {key: _pt(how.get(key)) if how is not None else 0.0 for key in _EDGES}
            body = cell.find(f"{_A}txBody")
            paras = self._paras(body) if body is not None else ()
            inside = width - edge["marL"] - edge["marR"]
            self._broken(paras, inside)
            high = max(high, _height(paras, inside) + edge["marT"] + edge["marB"])
        return high

    def _broken(self, paras: Sequence[_Para], width: float) -> None:
        """Keep that a word is wider than its column, so that it is broken inside."""
        for para in paras:
            wide, word = para.longest_word
            if wide > width - para.indent + OFF_PT:
                self.found.append(f"{_short(word)} is broken inside the word.")

    def _paras(self, body: ET.Element) -> tuple[_Para, ...]:
        return tuple(_para(each, self.font) for each in body.iterfind(f"{_A}p"))


_EDGES = ("marL", "marR", "marT", "marB")


def _is_idx(kind: ET.Element | None, *indexes: str) -> bool:
    return kind is not None and kind.get("idx") in indexes


def _place(xfrm: ET.Element | None) -> _Box | None:
    off = xfrm.find(f"{_A}off") if xfrm is not None else None
    ext = xfrm.find(f"{_A}ext") if xfrm is not None else None
    if off is None or ext is None:
        return None
    return _Box(_pt(off.get("x")), _pt(off.get("y")), _pt(ext.get("cx")), _pt(ext.get("cy")))


def _para(element: ET.Element, font: str) -> _Para:
    how = element.find(f"{_A}pPr")
    indent = _pt(how.get("marL")) if how is not None else 0.0
    before = _spacing(how, "spcBef")
    pieces: list[Piece] = []
    size = 18.0
    for run in element:
        look = run.find(f"{_A}rPr")
        size = int(look.get("sz", "1800")) / 100 if look is not None else size
        if run.tag == f"{_A}br":
            pieces.append(Piece("\n", font, size))
        elif run.tag in {f"{_A}r", f"{_A}fld"}:
            bold = look is not None and look.get("b") == "1"
            pieces.append(Piece(run.findtext(f"{_A}t") or "", font, size, bold))
        elif run.tag == f"{_A}endParaRPr":
            size = int(run.get("sz", "1800")) / 100
    hanging = how is not None and int(how.get("indent", "0")) < 0
    if hanging:
        pieces = _after_tab(pieces)
    largest = max((piece.size_pt for piece in pieces), default=size)
    exact = _spacing(how, "lnSpc")
    share = how.find(f"{_A}lnSpc/{_A}spcPct") if how is not None else None
    leading = int(share.get("val", "0")) / 1e5 if share is not None else 1.0
    pitch = exact or largest * SINGLE * leading
    align = how.get("algn", "l") if how is not None else "l"
    return _Para(tuple(pieces), indent, pitch, before, align)


def _after_tab(pieces: list[Piece]) -> list[Piece]:
    """Return what stands after the last tab: what is before it hangs out of the lines."""
    for number in range(len(pieces) - 1, -1, -1):
        _, tab, rest = pieces[number].text.rpartition("\t")
        if tab:
            last = pieces[number]
            return [Piece(rest, last.font, last.size_pt, last.bold), *pieces[number + 1 :]]
    return pieces


def _spacing(how: ET.Element | None, what: str) -> float:
    points = how.find(f"{_A}{what}/{_A}spcPts") if how is not None else None
    return int(points.get("val", "0")) / 100 if points is not None else 0.0


def _height(paras: Sequence[_Para], width: float) -> float:
    tall = sum(para.lines(width) * para.pitch for para in paras)
    return tall + sum(para.before for para in paras[1:])


def _room(paras: Sequence[_Para], box: _Box, high: float, anchor: str) -> _Box:
    """Return the room that the words take in their box."""
    spare = box.height - high
    y = box.y + {"ctr": spare / 2, "b": spare}.get(anchor, 0.0)
    if any(para.align != "l" for para in paras):
        return _Box(box.x, y, box.width, high)
    return _Box(box.x, y, min(box.width, max(para.natural for para in paras)), high)


def _one_line(paras: Sequence[_Para], box: _Box) -> _Box:
    """Return the room of words that no line's end breaks: they stand about where they must."""
    wide = max(para.natural for para in paras)
    shift = {"r": box.width - wide, "ctr": (box.width - wide) / 2}.get(paras[0].align, 0.0)
    return _Box(box.x + shift, box.y, wide, sum(para.pitch for para in paras))


def _short(words: str) -> str:
    shown = " ".join(words.split())
    return repr(shown if len(shown) <= 40 else f"{shown[:39].rstrip()}…")
