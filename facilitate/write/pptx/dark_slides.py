"""The dark slides: covers, dividers and statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from facilitate.document import Block, List, Paragraph, Run, Section, Text
from facilitate.structs import replace
from facilitate.write.base_file import Area, Role, SlideLayout, foot_of, head_of, room_of, top_of
from facilitate.write.look import Look
from facilitate.write.pptx.frame import (
    Frame,
    beside_sample,
    sample_area,
)
from facilitate.write.pptx.furniture import on_cover
from facilitate.write.pptx.layout import (
    Item,
    LayoutContext,
    draw_stack,
    items_height,
    items_of,
    new_flow,
    scales,
)
from facilitate.write.pptx.slides import DeckContext, Drawn, Slide, content_slides, notes_lines
from facilitate.write.pptx.text import Para, longest_word, stack_height
from facilitate.write.pptx.titles import fitted_title
from facilitate.write.pptx.xml_writer import XmlWriter

COVER_SIZE = 20.0
SUBTITLE_SIZE = 28.0
NAMES_ACROSS = 4


def cover_frame(
    section: Section, look: Look, layout: SlideLayout, *, sample: bool, most: float
) -> Frame:
    """Return the frame of the cover: the title as large as its words allow, up to `most`."""
    title, slide, head, room = section.title, look.slide, head_of(layout).area, room_of(layout)
    large = min(slide.cover, most)
    heading, lines, width = fitted_title(title, look, large, min(52, most), head.width, most=1)
    if lines > 1:
        two = min(56, most)
        heading, _, width = fitted_title(title, look, two, slide.title_floor, head.width)
    tall = stack_height((heading,), width, look.slide_title_font)
    area = head._replace(width=width, height=tall)
    if heading.size < slide.cover:
        area = area._replace(y=head.y - 16)
    source = _line(section.source, COVER_SIZE)
    foot, room = _risen(source, foot_of(layout), room, look)
    top = area.bottom + 14
    line, word = top_of(layout), sample_area(layout)
    mark = on_cover(look, line.right, line.y)
    if mark:
        line = line._replace(width=mark.left - line.x)
        word = word._replace(x=mark.left - word.width)
    return Frame(
        heading,
        area,
        _line(section.kicker, COVER_SIZE),
        beside_sample(line, sample=sample),
        source,
        foot,
        room._replace(y=top, height=room.bottom - top),
        word,
        number=False,
        mark=mark,
        kicker_place=layout.kicker,
        source_place=layout.source,
    )


def divider_frame(
    section: Section, look: Look, layout: SlideLayout, *, sample: bool, most: float
) -> Frame:
    """Return the frame of a divider, its title no larger than `most`."""
    title, slide, head, room = section.title, look.slide, head_of(layout).area, room_of(layout)
    available, large = head.width, min(slide.divider, most)
    heading, lines, width = fitted_title(title, look, large, min(44, most), available)
    if lines > 2:
        heading, _, width = fitted_title(
            section.title, look, min(48, most), slide.title_floor, available, most=3
        )
    tall = stack_height((heading,), width, look.slide_title_font)
    area = head._replace(width=width, height=tall)
    source = _line(section.source, slide.label)
    foot, room = _risen(source, foot_of(layout), room, look)
    top = area.bottom + 28
    return Frame(
        heading,
        area,
        _line(section.kicker, slide.label),
        beside_sample(top_of(layout), sample=sample),
        source,
        foot,
        room._replace(y=top, height=room.bottom - top),
        sample_area(layout),
        kicker_place=layout.kicker,
        source_place=layout.source,
    )


def _risen(line: Para | None, foot: Area, room: Area, look: Look) -> tuple[Area, Area]:
    """Return a foot as high as its line needs, from the bottom up, and the room left above it."""
    needed = stack_height((line,), foot.width, look.slide_font) if line else 0.0
    more = max(needed - foot.height, 0.0)
    return (
        foot._replace(y=foot.y - more, height=foot.height + more),
        room._replace(height=room.height - more),
    )


def promise(blocks: tuple[Block, ...]) -> tuple[tuple[Para, ...], tuple[Block, ...]]:
    """Return what is promised under the title, each on a line of its own; and the blocks after it.

    That is the first paragraph, and those of its role that follow it.
    """
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return (), blocks
    said = tuple(
        takewhile(lambda one: isinstance(one, Paragraph) and one.role == first.role, blocks)
    )
    lines = said if first.role == "lead" else said[:1]
    return tuple(
        Para(runs=one.text, size=SUBTITLE_SIZE, before=10)
        for one in lines
        if isinstance(one, Paragraph)
    ), blocks[len(lines) :]


def dark_items(
    blocks: tuple[Block, ...], context: LayoutContext, size: float = COVER_SIZE
) -> tuple[Item, ...]:
    """Return the matter of a dark page: lists as names in columns, words in the small size."""
    scale = replace(context.scale, body=size, dense=size, lead=size)
    inside = replace(context, scale=scale, dark=True)
    return tuple(
        item
        for block in blocks
        for item in (
            (names_item(block, inside),) if isinstance(block, List) else items_of((block,), inside)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Item):
    """Short words in columns, read down each column: the services and their marks."""

    cells: tuple[Para, ...]
    across: int
    font: str

    def split(self, available: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many names as the columns hold at this height, and the rest."""
        del hard
        for count in range(len(self.cells) - 1, 0, -1):
            first = names_of(self.cells[:count], self.width, self.font, self.across)
            if first.height <= available:
                return first, names_of(self.cells[count:], self.width, self.font, self.across)
        return None

    def plainer(self) -> tuple[Item, ...]:
        """Return the names in one column, as text."""
        return (new_flow(self.cells, width=self.width, font=self.font, before=self.before),)

    def draw(self, xml: XmlWriter, area: Area) -> str:
        """Return one text for each column."""
        wide = self.width / self.across
        return "".join(
            xml.text(Area(area.x + wide * at, area.y, wide - 8, self.height), paras)
            for at, paras in enumerate(_columns(self.cells, self.across))
        )


def names_item(block: List, context: LayoutContext) -> Item:
    """Return the items of a list in the number of columns that makes it lowest, four at most."""
    size = context.scale.body
    cells = tuple(
        Para(runs=_words(item), size=size, leading=1.0, before=size * 0.55) for item in block.items
    )
    widest = max((longest_word(cell, context.font) for cell in cells), default=0.0)
    most = max(1, min(NAMES_ACROSS, int(context.width / (widest + 9))))
    tried = (names_of(cells, context.width, context.font, across) for across in range(most, 0, -1))
    return min(tried, key=lambda names: names.height)


def names_of(cells: tuple[Para, ...], width: float, font: str, across: int) -> Names:
    """Return names in this many columns."""
    wide = width / across - 8
    tall = max((stack_height(part, wide, font) for part in _columns(cells, across)), default=0.0)
    return Names(height=tall, width=width, before=16.0, cells=cells, across=across, font=font)


def _columns(cells: tuple[Para, ...], across: int) -> list[tuple[Para, ...]]:
    rows = -(-len(cells) // across)
    return [cells[at : at + rows] for at in range(0, len(cells), max(rows, 1))]


def _words(item: tuple[Block, ...]) -> Text:
    texts = [block.text for block in item if isinstance(block, Paragraph)]
    return tuple(run for text in texts for run in text) or (Run(""),)


def _line(text: Text, size: float) -> Para | None:
    return Para(runs=text, size=size, ink="grey", leading=1.0) if text else None


COVER_RULE = 340.0
"""Where the cover's line stands, if what is under it has room there."""


def dark_slides(section: Section, deck: DeckContext, before: int) -> Iterator[Drawn]:
    """Yield the cover or divider, its title smaller where its matter would have no room.

    Matter that has none even then goes on white slides after it.
    """
    look = deck.look
    cover = section.look == "cover"
    role: Role = "cover" if cover else "divider"
    layout, make = deck.base.layouts[role], cover_frame if cover else divider_frame
    words, blocks = promise(section.blocks)
    wide = head_of(layout).area.width
    context = LayoutContext(
        look, scales(look.slide)[0], 0.0, 0.0, language=deck.language, dark=True
    )
    large, small = look.slide.cover, look.slide.label
    for most, size, apart in ((large, COVER_SIZE, 40), (large, small, 20), (40.0, small, 20)):
        frame = make(section, look, layout, sample=deck.sample, most=most)
        room = frame.content
        items = dark_items(
            blocks, replace(context, width=room.width, available_height=room.height), size
        )
        promised = stack_height(words, wide, look.slide_font) if words else 0.0
        fits = items_height(items) <= room.height - promised - apart
        if fits:
            break
    else:
        frame = make(section, look, layout, sample=deck.sample, most=large)
    xml = deck.writer(role, dark=True)
    above = frame.above(xml, sample=deck.sample)
    place = frame.content._replace(width=wide, height=promised)
    if words:
        above += xml.placeholder(layout.texts[0], place, words, name="Subtitle")
    matter = _foot(items, xml, frame.content, cover=cover) if fits and items else ""
    shapes = above + matter + frame.below(xml, number=before + 1)
    yield (
        Slide(role, shapes, tuple(xml.links), notes_lines(section, look)),
        tuple(xml.faults),
    )
    if not fits:
        yield from content_slides(
            section,
            deck,
            before + 1,
            make=lambda tried: dark_items(blocks, replace(tried, dark=False)),
            earlier=1,
        )


def _foot(items: tuple[Item, ...], xml: XmlWriter, content: Area, *, cover: bool) -> str:
    """Return the matter of a dark page at its foot, on the cover under a line."""
    tall = items_height(items)
    if not cover:
        return draw_stack(items, xml, content._replace(y=content.bottom - tall, height=tall))
    top = min(COVER_RULE, content.bottom - tall - 14)
    line = xml.rule(Area(content.x, top, content.width, 0), ink="mid", line_pt=1.0)
    return line + draw_stack(items, xml, content._replace(y=top + 14, height=tall))
