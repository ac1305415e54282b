"""Slides as they are in the finished file: nothing off the slide, over its box or over other text.

Text is measured as the writer measures it, but from what the file says: places, sizes of type,
margins. So what a writer forgot to measure again is found here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from facilitate.faults import Fault, Place
from facilitate.structs import Struct
from facilitate.verify.inherited import A, Given, Layers, P, ShapeBox, mark_of, place_of, pt
from facilitate.write.measure import (
    MM_PER_PT,
    Piece,
    line_count,
    natural_leading,
    parts_of_words,
    width_mm,
)

SINGLE = 1.15
"""Single line spacing in em, as Office sets Arial."""

OVER_PT = 6.0
"""Text may be so much higher than its box, or stand so far in other text: a third of a line."""

OFF_PT = 1.0
"""A shape may stand so far off the slide: rounding."""

NEXT_TO_NOTHING_PT = 45.0
"""A continued slide whose matter is no higher than this: one line and the space around it."""


class _Para(Struct):
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
            for word in parts_of_words(p.text)
        )
        return max(words, default=(0.0, ""))


def slide_faults(trees: Mapping[str, ET.Element], name: str) -> Iterator[Fault]:
    """Yield O206 for each thing on a slide that stands where it should not."""
    size = _slide_size(trees.get("ppt/presentation.xml"))
    slides = (part for part in trees if re.fullmatch(r"ppt/slides/slide\d+\.xml", part))
    before = ""
    for part in sorted(slides, key=lambda each: int(re.sub(r"\D", "", each))):
        number = int(re.sub(r"\D", "", part))
        found = _Slide(trees[part], Layers(trees, part), size)
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


def _slide_size(presentation: ET.Element | None) -> ShapeBox:
    size = presentation.find(f"{P}sldSz") if presentation is not None else None
    if size is None:
        return ShapeBox(0, 0, 960, 540)
    return ShapeBox(0, 0, pt(size.get("cx")), pt(size.get("cy")))


class _Slide:
    """The texts, tables and other shapes of one slide, measured."""

    def __init__(self, tree: ET.Element, layers: Layers, size: ShapeBox) -> None:
        self.layers = layers
        self.size = size
        self.scale = min(size.height / 540, size.width / 720)
        self.title = ""
        # Words, the box given, the room that words take.
        self.texts: list[tuple[str, ShapeBox, ShapeBox]] = []
        self.matter: list[ShapeBox] = []
        self.found: list[str] = []
        for shape in tree.iterfind(f"{P}cSld/{P}spTree/*"):
            self._read(shape)

    def wrong(self, before: str) -> Iterator[str]:
        """Yield what is wrong, in plain words; `before` is the title of the slide before."""
        yield from self.found
        for number, (words, _, room) in enumerate(self.texts):
            for others, _, other in self.texts[number + 1 :]:
                if room.meets(other, OVER_PT * self.scale):
                    yield f"{_short(words)} stands over {_short(others)}."
        again = re.sub(r" \([^()]*\)$", "", self.title)
        if again != self.title and before.startswith(again):
            high = sum(box.height for box in self.matter)
            if high < NEXT_TO_NOTHING_PT * self.scale:
                yield "it goes on from the slide before and holds next to nothing."

    def _read(self, shape: ET.Element) -> None:
        if shape.tag == f"{P}grpSp":
            box = place_of(shape.find(f"{P}grpSpPr/{A}xfrm"))
            self._inside(box, "A chart")
            self.matter += [box] if box else []
            for words in shape.iterfind(f"{P}sp"):
                self._read_text(words, chart=True)
        elif shape.tag == f"{P}graphicFrame":
            self._read_frame(shape)
        elif shape.tag == f"{P}sp":
            self._read_text(shape, chart=False)
        elif shape.tag in {f"{P}pic", f"{P}cxnSp"}:
            box = place_of(shape.find(f"{P}spPr/{A}xfrm"))
            self._inside(box, "A picture or line")
            if shape.tag == f"{P}pic" and box:
                self.matter.append(box)

    def _inside(self, box: ShapeBox | None, what: str) -> None:
        """Keep that a box reaches over the slide's edge."""
        if box is None:
            return
        right, bottom = box.x + box.width, box.y + box.height
        over = max(-box.x, -box.y, right - self.size.width, bottom - self.size.height)
        if over > OFF_PT:
            self.found.append(f"{what} reaches {over:.0f} pt over the edge of the slide.")

    def _read_text(self, shape: ET.Element, *, chart: bool) -> None:
        given = self.layers.given(shape)
        box, kind, body = given.box, mark_of(shape), shape.find(f"{P}txBody")
        if box is None:
            return
        paras = _paras(body, given) if body is not None else ()
        words = "".join(piece.text for para in paras for piece in para.pieces).strip()
        if kind is not None and kind.get("type") in {"title", "ctrTitle"}:
            self.title = words
        properties = body.find(f"{A}bodyPr") if body is not None else None
        if not words or properties is None:
            self._inside(box, "A shape")
            return
        if properties.get("wrap") == "none":
            room = _one_line(paras, box)
        else:
            high = _height(paras, box.width)
            if high > box.height + OVER_PT * self.scale:
                over = high - box.height
                self.found.append(f"{_short(words)} is {over:.0f} pt higher than its box.")
            room = _room(paras, box, high, given.anchor)
            self._broken(paras, box.width)
        self._inside(room, _short(words))
        self.texts.append((words, box, room))
        matter = kind is None or kind.get("type", "obj") in {"body", "obj"}
        furniture = not matter or (kind is not None and kind.get("idx") in ("13", "14"))
        if not chart and not furniture:
            self.matter.append(room)

    def _read_frame(self, frame: ET.Element) -> None:
        box = place_of(frame.find(f"{P}xfrm"))
        if box is None:
            return
        table = frame.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is not None:
            widths = [pt(column.get("w")) for column in table.iterfind(f"{A}tblGrid/{A}gridCol")]
            rows = [self._row_height(row, widths) for row in table.iterfind(f"{A}tr")]
            if sum(rows) > box.height + OVER_PT:
                over = sum(rows) - box.height
                self.found.append(f"A table is {over:.0f} pt higher than its place.")
            box = ShapeBox(box.x, box.y, max(box.width, sum(widths)), max(box.height, sum(rows)))
            self.texts.append(("A table", box, box))
        self._inside(box, "A table or chart")
        self.matter.append(box)

    def _row_height(self, row: ET.Element, widths: Sequence[float]) -> float:
        """Return the height that a row takes: what is given, or what its words need."""
        high = pt(row.get("h"))
        for cell, width in zip(row.iterfind(f"{A}tc"), widths, strict=False):
            how = cell.find(f"{A}tcPr")
            edge = {key: pt(how.get(key)) if how is not None else 0.0 for key in _EDGES}
            body = cell.find(f"{A}txBody")
            paras = _paras(body, Given(None, self.layers.minor)) if body is not None else ()
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


def _paras(body: ET.Element, given: Given) -> tuple[_Para, ...]:
    return tuple(_para(each, given) for each in body.iterfind(f"{A}p"))


_EDGES = ("marL", "marR", "marT", "marB")


def _para(element: ET.Element, given: Given) -> _Para:
    how = element.find(f"{A}pPr")
    own = how is not None and how.get("marL") is not None
    indent = pt(how.get("marL")) if how is not None and own else given.indent
    before = _spacing(how, "spcBef")
    pieces: list[Piece] = []
    size, font = given.size, given.font
    for run in element:
        look = run.find(f"{A}rPr")
        if look is not None:
            size = int(look.get("sz", given.size * 100)) / 100
            font = _own_face(look) or given.font
        if run.tag == f"{A}br":
            pieces.append(Piece("\n", font, size))
        elif run.tag in {f"{A}r", f"{A}fld"}:
            weight = look.get("b") if look is not None else None
            bold = given.bold if weight is None else weight == "1"
            words = run.findtext(f"{A}t") or ""
            kept = look is not None and look.get("cap") == "none"
            words = words.upper() if given.capitals and not kept else words
            pieces.append(Piece(words, font, size, bold))
        elif run.tag == f"{A}endParaRPr":
            size = int(run.get("sz", given.size * 100)) / 100
    hanging = how is not None and int(how.get("indent", "0")) < 0
    if hanging:
        pieces = _after_tab(pieces)
    largest = max((piece.size_pt for piece in pieces), default=size)
    exact = _spacing(how, "lnSpc")
    share = how.find(f"{A}lnSpc/{A}spcPct") if how is not None else None
    leading = int(share.get("val", "0")) / 1e5 if share is not None else given.leading
    pitch = exact or largest * max(SINGLE, natural_leading(font)) * leading
    align = how.get("algn", given.align) if how is not None else given.align
    return _Para(tuple(pieces), indent, pitch, given.before if before is None else before, align)


def _own_face(look: ET.Element) -> str:
    """Return the face that a run names itself; empty where it is that of the theme or of a sign."""
    face = look.find(f"{A}latin")
    name = face.get("typeface", "") if face is not None and look.find(f"{A}ea") is None else ""
    return "" if name.startswith("+") else name


def _after_tab(pieces: list[Piece]) -> list[Piece]:
    """Return what stands after the last tab: what is before it hangs out of the lines."""
    for number in range(len(pieces) - 1, -1, -1):
        _, tab, rest = pieces[number].text.rpartition("\t")
        if tab:
            last = pieces[number]
            return [Piece(rest, last.font, last.size_pt, last.bold), *pieces[number + 1 :]]
    return pieces


def _spacing(how: ET.Element | None, what: str) -> float | None:
    points = how.find(f"{A}{what}/{A}spcPts") if how is not None else None
    return int(points.get("val", "0")) / 100 if points is not None else None


def _height(paras: Sequence[_Para], width: float) -> float:
    tall = sum(para.lines(width) * para.pitch for para in paras)
    return tall + sum(para.before for para in paras[1:])


def _room(paras: Sequence[_Para], box: ShapeBox, high: float, anchor: str) -> ShapeBox:
    """Return the room that the words take in their box."""
    spare = box.height - high
    y = box.y + {"ctr": spare / 2, "b": spare}.get(anchor, 0.0)
    if any(para.align != "l" for para in paras):
        return ShapeBox(box.x, y, box.width, high)
    return ShapeBox(box.x, y, min(box.width, max(para.natural for para in paras)), high)


def _one_line(paras: Sequence[_Para], box: ShapeBox) -> ShapeBox:
    """Return the room of words that no line's end breaks: they stand about where they must."""
    wide = max(para.natural for para in paras)
    shift = {"r": box.width - wide, "ctr": (box.width - wide) / 2}.get(paras[0].align, 0.0)
    return ShapeBox(box.x + shift, box.y, wide, sum(para.pitch for para in paras))


def _short(words: str) -> str:
    shown = " ".join(words.split())
    return repr(shown if len(shown) <= 40 else f"{shown[:39].rstrip()}…")
