"""What stands around the matter of a white slide: title, kicker, source line, number."""

import re

from facilitate.charts import Band
from facilitate.document import Paragraph, Run, Section, Text, placed, plain
from facilitate.faults import Fault
from facilitate.structs import Struct, replace
from facilitate.write.base_file import (
    Area,
    DeckBase,
    Placeholder,
    Role,
    SlideLayout,
    foot_of,
    head_of,
    room_of,
    top_of,
)
from facilitate.write.look import Look
from facilitate.write.pptx.furniture import PlacedLogo, at_foot, below_matter
from facilitate.write.pptx.text import (
    SINGLE,
    Para,
    cut_at,
    last_cut,
    line_total,
    natural_width,
    stack_height,
)
from facilitate.write.pptx.titles import LEADING, as_seen, fitted_title, titled
from facilitate.write.pptx.xml_writer import XmlWriter

SAMPLE_WIDTH = 120.0
SAMPLE = Area(0, 30, 104, 28)
MARKER_PT = 4.0


class Frame(Struct):
    """Kicker, title and source as paragraphs with their places, and the room between them."""

    title: Para
    title_area: Area
    kicker: Para | None
    kicker_area: Area
    source: Para | None
    source_area: Area
    content: Area
    sample_area: Area
    marker: Band | None = None
    marker_area: Area | None = None
    number: bool = True
    number_area: Area | None = None
    """Where the number stands in a layout without a place for it."""
    panel: Area | None = None
    mark: PlacedLogo | None = None
    kicker_place: Placeholder | None = None
    source_place: Placeholder | None = None
    title_place: Placeholder | None = None
    """The place of the title, where it is another than the layout's, or in other colours."""

    def above(self, xml: XmlWriter, *, sample: bool) -> str:
        """Return what is read before the matter: the title first, then kicker and SAMPLE."""
        place, area = self.title_place or head_of(xml.layout), self.title_area
        ground = xml.rectangle(self.panel, inside="white") if self.panel else ""
        title = ground + xml.placeholder(place, area, (self.title,), name="Title", plain="any")
        mark = _sample(xml, self.sample_area) if sample else ""
        if self.marker and self.marker_area:
            mark += _where_we_are(xml, self.marker, self.marker_area)
        if not self.kicker:
            return title + mark
        words = (self.kicker,)
        kicker = xml.line(self.kicker_place, self.kicker_area, words, name="Kicker")
        return title + kicker + mark

    def below(self, xml: XmlWriter, *, number: int) -> str:
        """Return what is read after the matter: the source line and the slide's number."""
        figure = self.mark.draw(xml) if self.mark else ""
        figure += below_matter(xml, number, self.number_area) if self.number else ""
        if not self.source:
            return figure
        left, right = _halves(self.source)
        area = self.source_area
        wide = natural_width(right, xml.look.slide_font) + 4 if right else 0.0
        place = area._replace(width=area.width - wide)
        drawn = xml.line(self.source_place, place, (left,), name="Source")
        if right:
            box = area._replace(x=area.x + place.width, width=wide)
            drawn += xml.text(box, (right,), anchor="b")
        return drawn + figure


def content_frame(
    section: Section, look: Look, layout: SlideLayout, *, title: Text, lead: bool, sample: bool
) -> Frame:
    """Return the frame of a white slide of ours.

    The title shrinks to its floor, then takes more lines.
    """
    slide, room = look.slide, room_of(layout)
    head, foot = head_of(layout).area, foot_of(layout)
    mark = at_foot(look, foot.right, foot.bottom)
    foot = foot._replace(width=mark.left - foot.x) if mark else foot
    heading, _, width = fitted_title(title, look, slide.title, slide.title_floor, head.width)
    tall = stack_height((heading,), width, look.slide_title_font)
    top = room.y if lead else max(room.y, layout.texts[0].area.y)
    top = max(top, head.y + tall + (16 if lead else 22))
    kicker_area = beside_sample(top_of(layout), sample=sample)
    kicker, _ = small_line(section.kicker, look, kicker_area.width)
    source, source_lines = small_line(section.source, look, foot.width)
    source_tall = max(source_lines, 1) * slide.label * 1.15
    source_area = foot._replace(y=foot.bottom - source_tall, height=source_tall)
    bottom = min(room.bottom, source_area.y - 10)
    return Frame(
        heading,
        head._replace(width=width, height=tall),
        kicker,
        kicker_area,
        source,
        source_area,
        room._replace(y=top, height=max(bottom - top, 40.0)),
        sample_area(layout),
        marker=section.marker,
        marker_area=Area(0, 0, head.x + head.right, MARKER_PT),
        mark=mark,
        kicker_place=layout.kicker,
        source_place=layout.source,
    )


def branded_frame(
    section: Section, look: Look, base: DeckBase, role: Role, *, title: Text, sample: bool
) -> Frame:
    """Return the frame of a slide on an organisation's base.

    What its layout has no place for stands at the top and at the foot of the room for matter.
    """
    layout = base.layouts[role]
    head, whole = head_of(layout), room_of(layout)
    room = _inside(whole) if layout.panel else whole
    font = head.font or base.title_font
    heading, title_area = titled(title, head, font, look.slide.title_floor)
    if title_area != head.area:
        # Beyond its place there may be art: it is rather small than there.
        heading, title_area = titled(title, head, font, _LEAST_TITLE)
    pitch = look.slide.label * SINGLE
    top, bottom = room.y, room.bottom
    if title_area.bottom > head.area.bottom + 1 and head.area.y < room.y:
        top = max(top, title_area.bottom + 8)
    marker = section.marker if section.marker and not section.marker.is_empty else None
    marker_area = room._replace(y=top, height=MARKER_PT)
    top += 2 * MARKER_PT if marker else 0
    word = Area(room.right - SAMPLE.width, top, SAMPLE.width, SAMPLE.height)
    line = room._replace(y=top, width=room.width - (SAMPLE_WIDTH if sample else 0))
    kicker, lines = _in_place(section.kicker, layout.kicker, look), 0
    kicker_place = layout.kicker if kicker else None
    if not kicker:
        kicker, lines = small_line(section.kicker, look, line.width)
    above = max(lines * pitch, SAMPLE.height if sample else 0)
    top += above + 6 if above else 0
    numbered = 0.0 if layout.has_number else 70.0
    source, lines = _in_place(section.source, layout.source, look), 0
    source_place = layout.source if source else None
    if not source:
        source, lines = small_line(section.source, look, room.width - numbered)
    below = max(lines * pitch, pitch if numbered else 0)
    bottom -= below + 8 if below else 0
    foot = room._replace(y=room.bottom - below, width=room.width - numbered, height=below)
    return Frame(
        heading,
        title_area,
        kicker,
        kicker_place.area if kicker_place else line._replace(height=above),
        source,
        source_place.area if source_place else foot,
        room._replace(y=top, height=max(bottom - top, 40.0)),
        word,
        marker=marker,
        marker_area=marker_area,
        number_area=Area(room.right - 60, room.bottom - pitch, 60, pitch) if numbered else None,
        panel=whole if layout.panel else None,
        kicker_place=kicker_place,
        source_place=source_place,
    )


def _inside(panel: Area) -> Area:
    """Return the room on a white panel, away from its edges."""
    return Area(panel.x + 14, panel.y + 8, panel.width - 28, panel.height - 16)


_LEAST_TITLE = 20.0

_LEAST_LINE = 12.0
"""A line in a place of an organisation's layout does not get smaller."""


def _in_place(text: Text, place: Placeholder | None, look: Look) -> Para | None:
    """Return a line as large as a layout's place for it allows; None where it has no room there."""
    if place is None or not (plain(text).strip() or any(run.mark for run in text)):
        return None
    size = place.size
    while True:
        para = Para(runs=text, size=size, ink="grey", leading=1.0)
        tall = stack_height((as_seen(para, place),), place.area.width, look.slide_font)
        if tall <= place.area.height + 2:
            return para
        if size <= _LEAST_LINE:
            return None
        size = max(size - 1, _LEAST_LINE)


def sample_area(layout: SlideLayout) -> Area:
    """Return where the word SAMPLE stands on our own slides: at the top right."""
    return SAMPLE._replace(x=top_of(layout).right - SAMPLE.width)


def beside_sample(area: Area, *, sample: bool) -> Area:
    """Return the area of a kicker with room left for the word SAMPLE at its right."""
    return area._replace(width=area.width - (SAMPLE_WIDTH if sample else 0))


def title_of_part(title: Text, part: int, parts: int, look: Look) -> Text:
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


def small_line(text: Text, look: Look, width: float) -> tuple[Para | None, int]:
    """Return a line above or under a slide, and how many lines it takes; None without words."""
    if not plain(text).strip() and not any(run.mark for run in text):
        return None, 0
    para = Para(runs=text, size=look.slide.label, ink="grey", leading=1.0)
    return para, line_total(para, width, look.slide_font)


def shortened(section: Section, look: Look, base: DeckBase) -> tuple[Section, tuple[Fault, ...]]:
    """Return the section with title, kicker and source in a few lines each, and warnings.

    What is longer ends in an ellipsis at a word, and stands whole in the matter: title and kicker
    before it, the source after it; a cover's kicker stands there alone. Of a source as many whole
    sentences stay as there is room for, and the others stand under the matter; the notes have all.
    """
    slide, layout = look.slide, base.layouts["content"]
    size, width = slide.title_floor, head_of(layout).area.width
    # On a base with little room for matter the layout with a title only serves it.
    wide = (
        layout
        if base.ours
        else max((layout, base.layouts["title only"]), key=lambda one: room_of(one).width)
    )
    above, below = top_of(wide).width, foot_of(wide).width
    bold, leading = (True, LEADING) if base.ours else (head_of(layout).bold, 1.0)
    large = Para(runs=(), size=size, bold=bold, leading=leading)
    lines = max(4, int(head_of(layout).area.height / large.pitch))
    title = _cut(section.title, base.title_font, large, lines, width)
    small = Para(runs=(), size=slide.label, leading=1.0)
    if parted := _parted(section.source, look.slide_font, small, 2, below):
        rest = Paragraph(text=parted[1], role="quiet")
        notes = (*section.notes, Paragraph(text=section.source))
        blocks = (*section.blocks, rest)
        section = replace(section, source=parted[0], blocks=blocks, notes=notes)
    kicker = _cut(section.kicker, look.slide_font, small, 2, above - SAMPLE_WIDTH)
    source = _cut(section.source, look.slide_font, small, 2, below)
    parts = (("M301", "title", title), ("M303", "kicker", kicker), ("M303", "source", source))
    whole = {name: getattr(section, name) for _, name, short in parts if short is not None}
    if not whole:
        return section, ()
    apart = section.look in ("cover", "divider")  # a line over these is words like all others
    first = tuple(Paragraph(text=whole[one]) for one in ("kicker", "title") if one in whole)
    last = (Paragraph(text=whole["source"], role="quiet"),) if "source" in whole else ()
    short = replace(
        section,
        title=section.title if title is None else title,
        kicker=section.kicker if kicker is None else () if apart else kicker,
        source=section.source if source is None else source,
        blocks=(*first, *section.blocks, *last),
    )
    return short, tuple(
        _too_long(code, whole[name], section)
        for code, name, _ in parts
        if name in whole and getattr(short, name)
    )


def _cut(text: Text, font: str, like: Para, most: int, width: float) -> Text | None:
    """Return the words that fit into so many lines, with an ellipsis; None where all do."""
    if not text or line_total(para := replace(like, runs=text), width, font) <= most:
        return None

    def too_long(part: Para) -> bool:
        return line_total(part, width, font) > most

    cut = last_cut(para, too_long, hard=True, surely=True)
    kept = cut_at(para, cut)[0].runs if cut else text
    return (*kept[:-1], replace(kept[-1], text=f"{kept[-1].text} …"))


def _parted(text: Text, font: str, like: Para, most: int, width: float) -> tuple[Text, Text] | None:
    """Return the most whole sentences that fit into so many lines, and the others, if any do."""
    if not text or line_total(replace(like, runs=text), width, font) <= most:
        return None
    for place, run in reversed(list(enumerate(text))):
        for end in reversed([found.end() for found in re.finditer(r"[.!?] ", run.text)]):
            first = (*text[:place], replace(run, text=run.text[:end].rstrip()))
            if line_total(replace(like, runs=first), width, font) <= most:
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


def _where_we_are(xml: XmlWriter, day: Band, area: Area) -> str:
    """Return the day as a line, its part that runs now in ink."""
    if day.is_empty:
        return ""
    start, end = day.parts[0].start, day.parts[-1].end
    per_minute = area.width / (end - start)
    whole = xml.rectangle(area, inside="rule")
    now = (
        area._replace(
            x=area.x + (one.start - start) * per_minute,
            width=(one.end - one.start) * per_minute,
        )
        for one in day.parts
        if one.now
    )
    return whole + "".join(xml.rectangle(part, inside="ink") for part in now)


def _sample(xml: XmlWriter, box: Area) -> str:
    """Return the word SAMPLE in a frame."""
    word = xml.look.word("sample")
    para = Para(runs=(Run(word),), size=18, bold=True, align="ctr", leading=1.0)
    return xml.rectangle(box, line="ink", line_pt=1.5) + xml.text(box, (para,), anchor="ctr")
