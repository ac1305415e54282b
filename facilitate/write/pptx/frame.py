"""What stands around the matter of a white slide: title, kicker, source line, number."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from facilitate.charts import Band
from facilitate.document import Paragraph, Run, Section, Text, placed, plain
from facilitate.faults import Fault
from facilitate.write.base_file import Area, Layout
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, PAUSES, width_mm
from facilitate.write.pptx.places import foot_of, head_of, room_of, top_of
from facilitate.write.pptx.text import (
    SLACK,
    Para,
    cut_at,
    last_cut,
    line_total,
    natural_width,
    stack_height,
)
from facilitate.write.pptx.xml_writer import XmlWriter

LEADING = 0.92
_TRACKING = -0.006
_STEPS = 10
_NARROWEST = 0.45
_ONE_LINE = 0.94  # so much smaller is hardly seen, a second line is


def fitted_title(
    title: Text, look: Look, size: float, floor: float, width: float, *, most: int = 2
) -> tuple[Para, int, float]:
    """Return the title, its number of lines and the width of its box, in points.

    Quiet words are in the regular weight, the others bold. The size is the largest with at most
    `most` lines, or the floor. The box is narrowed so that lines break after a sentence or a
    comma, or are about equally long: no word hangs alone. A title that fits one line in slightly
    smaller type gets that.
    """
    para, lines, box = _largest(title, look, size, floor, width, most)
    if lines == 2 and para.size == size:
        smaller, count, narrow = _largest(title, look, round(size * _ONE_LINE), 0, width, most)
        if count == 1:
            return smaller, count, narrow
    return para, lines, box


def _largest(
    title: Text, look: Look, size: float, floor: float, width: float, most: int
) -> tuple[Para, int, float]:
    """Return the title in the largest size with at most `most` lines, or in the floor's."""
    runs = tuple(run if run.quiet or run.bold else replace(run, bold=True) for run in title)
    while True:
        para = Para(runs=runs, size=size, leading=LEADING, tracking=_TRACKING * size)
        lines = line_total(para, width, look.slide_font)
        if lines <= most or size <= floor:
            return para, lines, _balanced(para, look.slide_font, width)
        size = max(size - 2, floor)


@lru_cache(maxsize=512)
def _balanced(para: Para, font: str, width: float) -> float:
    """Return the width of the box in which the lines break best, and as few as before."""
    least = line_total(para, width, font)
    if least == 1:
        return width
    words = _words(para, font)
    rated = sorted((_rated(words, narrow, least), narrow) for narrow in _tried(words, width))
    return next((w for _, w in rated if line_total(para, w, font) == least), width)


def _tried(words: list[tuple[str, float]], width: float) -> list[float]:
    """Return widths in which the first or the last line is full, and some between."""
    lengths = [length for _, length in words]
    ends = [*accumulate(lengths), *accumulate(reversed(lengths))]
    even = (width * (1 - (1 - _NARROWEST) * step / _STEPS) for step in range(_STEPS + 1))
    least = width * _NARROWEST
    return [*even, *(w for w in (end / SLACK + 1 for end in ends) if least <= w <= width)]


def _rated(words: list[tuple[str, float]], width: float, most: int) -> float:
    """Return how badly the lines break; worse where Office, without our slack, breaks elsewhere."""
    inside = _lengths(words, width * SLACK)
    if len(inside) > most:
        return float("inf")
    return _raggedness(inside) + (_lengths(words, width) != inside)


def _words(para: Para, font: str) -> list[tuple[str, float]]:
    """Return the words of a title with their widths in points, the space after them included."""
    return [
        (word, width_mm(f"{word} ", font, para.size, run.bold) / MM_PER_PT)
        for run in para.runs
        for word in run.text.split()
    ]


def _lengths(words: list[tuple[str, float]], width: float) -> list[tuple[float, bool]]:
    """Return the length of each line, and whether the sense breaks at its end."""
    lines: list[tuple[float, bool]] = []
    used, last = 0.0, ""
    for word, length in words:
        if used and used + length > width:
            lines.append((used, last.endswith(tuple(PAUSES))))
            used = 0.0
        used, last = used + length, word
    return [*lines, (used, False)]


def _raggedness(lines: list[tuple[float, bool]]) -> float:
    """Return differences in length, less where the sense breaks.

    A longer last line counts against it: the first line carries the weight.
    """
    longest = max(length for length, _ in lines)
    uneven = sum((longest - length) / longest for length, _ in lines)
    pauses = sum(pause for _, pause in lines)
    return uneven - 0.6 * pauses + 0.15 * (lines[-1][0] == longest)


SAMPLE_WIDTH = 120.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Kicker, title and source as paragraphs with their places, and the room between them."""

    title: Para
    title_area: Area
    kicker: Para | None
    kicker_area: Area
    source: Para | None
    source_area: Area
    content: Area
    dark: bool = False
    number: bool = True
    marker: Band | None = None

    def above(self, xml: XmlWriter, *, sample: bool) -> str:
        """Return what is read before the matter: the title first, then kicker and SAMPLE."""
        title = xml.placeholder(head_of(xml.layout), self.title_area, (self.title,), name="Title")
        mark = (_sample(xml) if sample else "") + _where_we_are(xml, self.marker)
        if not self.kicker:
            return title + mark
        words = (self.kicker,)
        kicker = xml.line(xml.layout.kicker, self.kicker_area, words, name="Kicker")
        return title + kicker + mark

    def below(self, xml: XmlWriter, *, number: int) -> str:
        """Return what is read after the matter: the source line and the slide's number."""
        figure = _number(xml, number) if self.number else ""
        if not self.source:
            return figure
        left, right = _halves(self.source)
        area = self.source_area
        wide = natural_width(right, xml.look.slide_font) + 4 if right else 0.0
        place = replace(area, width=area.width - wide)
        drawn = xml.line(xml.layout.source, place, (left,), name="Source")
        if right:
            box = replace(area, x=area.x + place.width, width=wide)
            drawn += xml.text(box, (right,), anchor="b")
        return drawn + figure


def content_frame(
    section: Section, look: Look, layout: Layout, *, title: Text, lead: bool, sample: bool
) -> Frame:
    """Return the frame of a white slide; the title shrinks to its floor, then takes more lines."""
    font, slide, room = look.slide_font, look.slide, room_of(layout)
    head, foot = head_of(layout).area, foot_of(layout)
    heading, _, width = fitted_title(title, look, slide.title, slide.title_floor, head.width)
    tall = stack_height((heading,), width, font)
    top = room.y if lead else max(room.y, *(place.area.y for place in layout.texts[:1]))
    top = max(top, head.y + tall + (16 if lead else 22))
    kicker_area = beside_sample(top_of(layout), sample=sample)
    kicker, _ = _small(section.kicker, look, kicker_area.width)
    source, source_lines = _small(section.source, look, foot.width)
    source_tall = max(source_lines, 1) * slide.label * 1.15
    source_area = replace(foot, y=foot.bottom - source_tall, height=source_tall)
    bottom = min(room.bottom, source_area.y - 10)
    return Frame(
        heading,
        replace(head, width=width, height=tall),
        kicker,
        kicker_area,
        source,
        source_area,
        replace(room, y=top, height=max(bottom - top, 40.0)),
        marker=section.marker,
    )


def beside_sample(area: Area, *, sample: bool) -> Area:
    """Return the area of a kicker with room left for the word SAMPLE at its right."""
    return replace(area, width=area.width - (SAMPLE_WIDTH if sample else 0))


def continued(title: Text, part: int, parts: int, look: Look) -> Text:
    """Return the title of a part (from 0); later ones say so, and no two are the same."""
    if part == 0:
        return title
    word = look.word("continued")
    count = f" {part + 1}" if parts > 2 else ""
    return (*title, Run(f" ({word}{count})", quiet=True))


def _halves(para: Para) -> tuple[Para, Para | None]:
    """Return the words before a tab, and those after it for the right margin."""
    for number, run in enumerate(para.runs):
        before, tab, after = run.text.partition("\t")
        if tab:
            left = (*para.runs[:number], replace(run, text=before))
            right = (replace(run, text=after, mark=None), *para.runs[number + 1 :])
            return replace(para, runs=left), replace(para, runs=right, align="r")
    return para, None


def _small(text: Text, look: Look, width: float) -> tuple[Para | None, int]:
    if not plain(text).strip() and not any(run.mark for run in text):
        return None, 0
    para = Para(runs=text, size=look.slide.label, ink="grey", leading=1.0)
    return para, line_total(para, width, look.slide_font)


def shortened(section: Section, look: Look, layout: Layout) -> tuple[Section, tuple[Fault, ...]]:
    """Return the section with title, kicker and source in a few lines each, and warnings.

    What is longer ends in an ellipsis at a word, and stands whole in the matter: title and kicker
    before it, the source after it. Of a source as many whole sentences stay as there is room for,
    and the others stand under the matter.
    """
    slide = look.slide
    size, width = slide.title_floor, head_of(layout).area.width
    below = foot_of(layout).width
    title = _cut(
        section.title, look, Para(runs=(), size=size, bold=True, leading=LEADING), 4, width
    )
    small = Para(runs=(), size=slide.label, leading=1.0)
    if parted := _parted(section.source, look, small, 2, below):
        rest = Paragraph(text=parted[1], role="quiet")
        section = replace(section, source=parted[0], blocks=(*section.blocks, rest))
    kicker = _cut(section.kicker, look, small, 2, top_of(layout).width - SAMPLE_WIDTH)
    source = _cut(section.source, look, small, 2, below)
    parts = (("M301", "title", title), ("M303", "kicker", kicker), ("M303", "source", source))
    whole = {name: getattr(section, name) for _, name, short in parts if short is not None}
    if not whole:
        return section, ()
    first = tuple(Paragraph(text=whole[one]) for one in ("kicker", "title") if one in whole)
    last = (Paragraph(text=whole["source"], role="quiet"),) if "source" in whole else ()
    short = replace(
        section,
        title=section.title if title is None else title,
        kicker=section.kicker if kicker is None else kicker,
        source=section.source if source is None else source,
        blocks=(*first, *section.blocks, *last),
    )
    return short, tuple(
        _too_long(code, whole[name], section) for code, name, _ in parts if name in whole
    )


def _cut(text: Text, look: Look, like: Para, most: int, width: float) -> Text | None:
    """Return the words that fit into so many lines, with an ellipsis; None where all do."""
    para = replace(like, runs=text)
    if not text or line_total(para, width, look.slide_font) <= most:
        return None

    def too_long(part: Para) -> bool:
        return line_total(part, width, look.slide_font) > most

    cut = last_cut(para, too_long, hard=True, surely=True)
    kept = cut_at(para, cut)[0].runs if cut else text
    return (*kept[:-1], replace(kept[-1], text=f"{kept[-1].text} …"))


def _parted(
    text: Text, look: Look, like: Para, most: int, width: float
) -> tuple[Text, Text] | None:
    """Return the most whole sentences that fit into so many lines, and the others, if any do."""
    if not text or line_total(replace(like, runs=text), width, look.slide_font) <= most:
        return None
    for place, run in reversed(list(enumerate(text))):
        for end in reversed([found.end() for found in re.finditer(r"[.!?] ", run.text)]):
            first = (*text[:place], replace(run, text=run.text[:end].rstrip()))
            if line_total(replace(like, runs=first), width, look.slide_font) <= most:
                return first, (replace(run, text=run.text[end:]), *text[place + 1 :])
    return None


def _too_long(code: str, text: Text, section: Section) -> Fault:
    what = "title" if code == "M301" else "line above or under a slide"
    fault = Fault(
        code=code,
        severity="warning",
        message=f"This {what} is cut short, and stands whole on the slide itself: "
        f"{plain(text)[:60]!r}.",
        hint="Shorten it to what one would say aloud: two lines are about 90 letters.",
    )
    return placed(fault, section.origin, text)


def _number(xml: XmlWriter, number: int) -> str:
    size = round(xml.look.slide.label * 100)
    look = f'<a:rPr lang="{xml.language}" sz="{size}"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{xml.next_id()}" name="Slide number"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:fld id="{5B2C8E0A-6C1D-4E0B-9B43-0F4D6A7B1C12}" type="slidenum">'
        f"{look}<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


MARKER_PT = 4.0


def _where_we_are(xml: XmlWriter, day: Band | None) -> str:
    """Return the day as a line along the upper edge, its part that runs now in ink."""
    if day is None or day.is_empty:
        return ""
    start, end = day.parts[0].start, day.parts[-1].end
    wide = xml.base.width
    per_minute = wide / (end - start)
    whole = xml.rectangle(Area(0, 0, wide, MARKER_PT), inside="rule")
    now = (
        Area((one.start - start) * per_minute, 0, (one.end - one.start) * per_minute, MARKER_PT)
        for one in day.parts
        if one.now
    )
    return whole + "".join(xml.rectangle(area, inside="ink") for area in now)


def _sample(xml: XmlWriter) -> str:
    """Return the word SAMPLE in a frame at the top right."""
    word = xml.look.word("sample")
    box = Area(top_of(xml.layout).right - 104, 30, 104, 28)
    para = Para(runs=(Run(word),), size=18, bold=True, align="ctr", leading=1.0)
    return xml.rectangle(box, line="ink", line_pt=1.5) + xml.text(box, (para,), anchor="ctr")
