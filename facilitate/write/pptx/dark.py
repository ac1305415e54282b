"""The two dark pages: the cover, and the divider that says where we are in the day."""

from dataclasses import dataclass, replace

from facilitate.document import Block, List, Paragraph, Run, Section, Text
from facilitate.write.look import Look
from facilitate.write.pptx.build import items_of
from facilitate.write.pptx.frame import SAMPLE_WIDTH, Frame
from facilitate.write.pptx.geometry import (
    COVER_KICKER,
    COVER_SOURCE,
    COVER_TITLE,
    DIVIDER_TITLE,
    KICKER,
    MARGIN,
    SOURCE,
    WIDTH,
    Area,
)
from facilitate.write.pptx.item import Item, Setting
from facilitate.write.pptx.para import Para, stack_height
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.titles import fitted_title

COVER_SIZE = 20.0
SUBTITLE_SIZE = 28.0
NAMES_ACROSS = 4


def cover_frame(section: Section, look: Look, *, title: Text, sample: bool) -> Frame:
    """Return the frame of the cover: the title as large as its words allow."""
    slide = look.slide
    heading, lines, width = fitted_title(title, look, slide.cover, 52, WIDTH, most=1)
    if lines > 1:
        heading, _, width = fitted_title(title, look, 56, slide.title_floor, WIDTH)
    tall = stack_height((heading,), width, look.slide_font)
    area = replace(COVER_TITLE, width=width, height=tall)
    if heading.size < slide.cover:
        area = replace(area, y=COVER_TITLE.y - 16)
    source = _line(section.source, COVER_SIZE)
    top = area.bottom + 14
    return Frame(
        heading,
        area,
        _line(section.kicker, COVER_SIZE),
        replace(COVER_KICKER, width=WIDTH - (SAMPLE_WIDTH if sample else 0)),
        source,
        COVER_SOURCE,
        Area(MARGIN, top, WIDTH, 470 - top),
        dark=True,
        number=False,
    )


def divider_frame(section: Section, look: Look, *, title: Text, sample: bool) -> Frame:
    """Return the frame of a divider."""
    slide = look.slide
    room = DIVIDER_TITLE.width
    heading, lines, width = fitted_title(title, look, slide.divider, 44, room)
    if lines > 2:
        heading, _, width = fitted_title(title, look, 48, slide.title_floor, room, most=3)
    tall = stack_height((heading,), width, look.slide_font)
    area = replace(DIVIDER_TITLE, width=width, height=tall)
    return Frame(
        heading,
        area,
        _line(section.kicker, slide.label),
        replace(KICKER, width=WIDTH - (SAMPLE_WIDTH if sample else 0)),
        _line(section.source, slide.label),
        SOURCE,
        Area(MARGIN, area.bottom + 28, WIDTH, 478 - area.bottom - 28),
        dark=True,
    )


def promise(blocks: tuple[Block, ...]) -> tuple[tuple[Para, ...], tuple[Block, ...]]:
    """Return the promise in one line under the title, and the blocks after it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return (Para(runs=blocks[0].text, size=SUBTITLE_SIZE),), blocks[1:]
    return (), blocks


def dark_items(blocks: tuple[Block, ...], setting: Setting) -> tuple[Item, ...]:
    """Return the matter of a dark page: lists as names in columns, words in the small size."""
    scale = replace(setting.scale, body=COVER_SIZE, dense=COVER_SIZE, lead=COVER_SIZE)
    inside = replace(setting, scale=scale, dark=True)
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

    def split(self, room: float, *, hard: bool = False) -> tuple[Item, Item] | None:
        """Return as many names as the columns hold at this height, and the rest."""
        del hard
        for count in range(len(self.cells) - 1, 0, -1):
            first = names_of(self.cells[:count], self.width, self.font, self.across)
            if first.height <= room:
                return first, names_of(self.cells[count:], self.width, self.font, self.across)
        return None

    def draw(self, pen: Pen, area: Area) -> str:
        """Return one text for each column."""
        wide = self.width / self.across
        return "".join(
            pen.text(Area(area.x + wide * at, area.y, wide - 8, self.height), paras)
            for at, paras in enumerate(_columns(self.cells, self.across))
        )


def names_item(block: List, setting: Setting) -> Item:
    """Return the items of a list in the number of columns that makes it lowest, four at most."""
    cells = tuple(
        Para(runs=_words(item), size=COVER_SIZE, leading=1.0, before=11.0) for item in block.items
    )
    tried = (
        names_of(cells, setting.width, setting.font, across)
        for across in range(NAMES_ACROSS, 0, -1)
    )
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
