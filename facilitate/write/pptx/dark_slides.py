"""The dark slides: the promise under a large title, the matter at the foot."""

from collections.abc import Iterator
from dataclasses import replace

from facilitate.document import Section
from facilitate.write.look import Look
from facilitate.write.pptx.content import content_slides
from facilitate.write.pptx.dark import cover_frame, dark_items, divider_frame, promise
from facilitate.write.pptx.geometry import DIVIDER_TITLE, WIDTH, Area
from facilitate.write.pptx.item import Item, Setting, draw_stack, stack_height
from facilitate.write.pptx.notes import notes_lines
from facilitate.write.pptx.para import stack_height as text_height
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.scale import scales
from facilitate.write.pptx.slide import Made, Show, Slide

COVER_RULE = 340.0
"""Where the cover's line stands, if what is under it has room there."""


def dark_slides(section: Section, show: Show, look: Look, before: int) -> Iterator[Made]:
    """Yield the cover or divider; matter that has no room there goes on white slides after it."""
    cover = section.look == "cover"
    make = cover_frame if cover else divider_frame
    frame = make(section, look, title=section.title, sample=show.sample)
    words, blocks = promise(section.blocks)
    setting = Setting(
        look,
        scales(look.slide)[0],
        WIDTH,
        frame.content.height,
        language=show.language,
        dark=True,
    )
    items = dark_items(blocks, setting)
    promised = text_height(words, WIDTH, look.slide_font) if words else 0.0
    room = frame.content.height - promised - 40
    fits = stack_height(items) <= room
    pen = Pen(look, show.language, dark=True)
    above = frame.above(pen, sample=show.sample, title_kind="ctrTitle" if cover else "title")
    place = replace(frame.content, width=WIDTH if cover else DIVIDER_TITLE.width, height=promised)
    if words:
        kind = "subTitle" if cover else "body"
        above += pen.placeholder(kind, 1, place, words, name="Subtitle")
    pen.seats.clear()
    matter = _foot(items, pen, frame.content, cover=cover) if fits and items else ""
    shapes = above + matter + frame.below(pen, number=before + 1)
    yield (
        Slide(
            "cover" if cover else "divider", shapes, tuple(pen.links), notes_lines(section, look)
        ),
        (*frame.faults, *pen.faults),
    )
    if not fits:
        yield from content_slides(
            section,
            show,
            look,
            before + 1,
            make=lambda tried: dark_items(blocks, replace(tried, dark=False)),
            earlier=1,
        )


def _foot(items: tuple[Item, ...], pen: Pen, content: Area, *, cover: bool) -> str:
    """Return the matter of a dark page at its foot, on the cover under a line."""
    tall = stack_height(items)
    if not cover:
        return draw_stack(items, pen, replace(content, y=content.bottom - tall, height=tall))
    top = min(COVER_RULE, content.bottom - tall - 14)
    line = pen.rule(Area(content.x, top, WIDTH, 0), ink="mid", line_pt=1.0)
    return line + draw_stack(items, pen, replace(content, y=top + 14, height=tall))
