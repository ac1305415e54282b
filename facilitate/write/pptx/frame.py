"""What stands around the matter of a white slide: title, kicker, source line, number."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from facilitate.document import Run, Section, Text, placed, plain
from facilitate.faults import Fault
from facilitate.write.look import Look
from facilitate.write.measure import MM_PER_PT, width_mm
from facilitate.write.pptx.text import SLACK, Para, line_total, natural_width, stack_height
from facilitate.write.pptx.xml_writer import (
    CONTENT_BOTTOM,
    CONTENT_TOP,
    KICKER,
    SOURCE,
    TITLE,
    WIDTH,
    Area,
    XmlWriter,
)

LEADING = 0.92
_TRACKING = -0.006
_STEPS = 10
_NARROWEST = 0.45
_ONE_LINE = 0.94  # so much smaller is hardly seen, a second line is
_PAUSES = (".", ",", ":", ";", "?", "!", "–", "—")


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
            lines.append((used, last.endswith(_PAUSES)))
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
    faults: tuple[Fault, ...] = ()
    dark: bool = False
    number: bool = True

    def above(self, xml: XmlWriter, *, sample: bool, title_kind: str = "title") -> str:
        """Return what is read before the matter: the title first, then kicker and SAMPLE."""
        title = xml.placeholder(title_kind, 0, self.title_area, (self.title,), name="Title")
        mark = _sample(xml) if sample else ""
        if not self.kicker:
            return title + mark
        kicker = xml.placeholder(
            "body", 13, self.kicker_area, (self.kicker,), name="Kicker", anchor="b"
        )
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
        drawn = xml.placeholder("body", 14, place, (left,), name="Source", anchor="b")
        if right:
            box = replace(area, x=area.x + place.width, width=wide)
            drawn += xml.text(box, (right,), anchor="b")
        return drawn + figure


def content_frame(section: Section, look: Look, *, title: Text, lead: bool, sample: bool) -> Frame:
    """Return the frame of a white slide; the title shrinks to its floor, then takes more lines."""
    font, slide = look.slide_font, look.slide
    heading, lines, width = fitted_title(title, look, slide.title, slide.title_floor, TITLE.width)
    tall = stack_height((heading,), width, font)
    bottom = TITLE.y + tall
    top = 124.0 if lead else CONTENT_TOP
    top = top if lines == 1 else bottom + (16 if lead else 22)
    kicker_width = WIDTH - (SAMPLE_WIDTH if sample else 0)
    kicker, kicker_lines = _small(section.kicker, look, kicker_width)
    source, source_lines = _small(section.source, look, SOURCE.width)
    source_tall = max(source_lines, 1) * slide.label * 1.15
    source_area = Area(SOURCE.x, SOURCE.bottom - source_tall, SOURCE.width, source_tall)
    content_bottom = min(CONTENT_BOTTOM, source_area.y - 10)
    faults = _faults(section, lines, kicker_lines, source_lines)
    return Frame(
        heading,
        replace(TITLE, width=width, height=tall),
        kicker,
        replace(KICKER, width=kicker_width),
        source,
        source_area,
        Area(TITLE.x, top, WIDTH, max(content_bottom - top, 40.0)),
        faults,
    )


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


def _faults(
    section: Section, title_lines: int, kicker_lines: int, source_lines: int
) -> tuple[Fault, ...]:
    found: list[Fault] = []
    if title_lines > 4:
        fault = Fault(
            code="M301",
            message=f"This title takes {title_lines} lines on a slide: "
            f"{plain(section.title)[:60]!r}.",
            hint="Shorten it to what one would say aloud: two lines are about 90 letters.",
        )
        found.append(placed(fault, section.origin, section.title))
    for where, text, lines in (
        ("above the title of", section.kicker, kicker_lines),
        ("at the foot of", section.source, source_lines),
    ):
        if lines > 2:
            fault = Fault(
                code="M303",
                message=f"The line {where} the slide takes {lines} lines; there is room for two.",
                hint="Shorten it, or move a part into the text or the notes.",
            )
            found.append(placed(fault, section.origin, text))
    return tuple(found)


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


def _sample(xml: XmlWriter) -> str:
    """Return the word SAMPLE in a frame at the top right."""
    word = xml.look.word("sample")
    box = Area(TITLE.x + WIDTH - 104, 30, 104, 28)
    para = Para(runs=(Run(word),), size=18, bold=True, align="ctr", leading=1.0)
    return xml.rectangle(box, line="ink", line_pt=1.5) + xml.text(box, (para,), anchor="ctr")
