"""The white slides: a title, matter fitted under it, a source line."""

from collections.abc import Iterator
from dataclasses import replace

from facilitate.document import Paragraph, Section
from facilitate.write.look import Look
from facilitate.write.pptx.build import items_of
from facilitate.write.pptx.fit import Make, fit
from facilitate.write.pptx.frame import Frame, content_frame, continued
from facilitate.write.pptx.geometry import WIDTH, Area
from facilitate.write.pptx.item import Item, Setting, draw_stack
from facilitate.write.pptx.item import stack_height as items_height
from facilitate.write.pptx.layouts import role_of
from facilitate.write.pptx.notes import notes_lines
from facilitate.write.pptx.para import stack_height
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.scale import scales
from facilitate.write.pptx.slide import Made, Show, Slide
from facilitate.write.pptx.titles import fitted_title


def content_slides(
    section: Section,
    show: Show,
    look: Look,
    before: int,
    *,
    make: Make | None = None,
    earlier: int = 0,
) -> Iterator[Made]:
    """Yield the white slides of a section; `earlier` slides of it stand before these."""
    sample = show.sample
    lead = _leads(section) and not earlier

    def frame_of(part: int, parts: int) -> Frame:
        title = continued(section.title, part, parts, look)
        first = lead and part == earlier
        return content_frame(section, look, title=title, lead=first, sample=sample)

    frame = frame_of(earlier, 3)
    setting = Setting(
        look, scales(look.slide)[0], WIDTH, frame.content.height, language=show.language
    )
    found = fit(
        make or (lambda tried: _items(section, tried)),
        setting,
        section,
        later=lambda: frame_of(11, 12).content.height,
    )
    notes = () if earlier else notes_lines(section, look)
    parts = len(found.slides) + earlier
    for part, stack in enumerate(found.slides, earlier):
        own = frame if parts == 1 else frame_of(part, parts)
        first = part == earlier
        if section.look == "statement":
            own = _centred(own, stack)
        slide, told = _drawn(own, stack, show, look, before + part - earlier + 1)
        yield (
            replace(slide, notes=notes) if first and notes else slide,
            (*own.faults, *told, *(found.faults if first else ())),
        )


def _items(section: Section, setting: Setting) -> tuple[Item, ...]:
    """Return the matter of a section; a statement is larger where nothing else is said."""
    if section.look == "statement":
        large = replace(setting.scale, statement=round(setting.scale.statement * 1.4))
        setting = replace(setting, scale=large)
    return items_of(section.blocks, setting)


def _centred(frame: Frame, stack: tuple[Item, ...]) -> Frame:
    """Return the frame with its matter a little above the middle of the room."""
    area = frame.content
    spare = area.height - items_height(stack)
    top = max(spare / 2 - 20, 0.0)
    return replace(frame, content=replace(area, y=area.y + top, height=area.height - top))


def _drawn(frame: Frame, stack: tuple[Item, ...], show: Show, look: Look, number: int) -> Made:
    """Return a white slide with its matter between title and source, and what it tells."""
    pen = Pen(look, show.language)
    above = frame.above(pen, sample=show.sample)
    matter = draw_stack(stack, pen, frame.content)
    shapes = above + matter + frame.below(pen, number=number)
    role = role_of(2 - len(pen.seats))
    return Slide(role, shapes, tuple(pen.links), ()), tuple(pen.faults)


def statement_slide(section: Section, show: Show, look: Look, before: int) -> Made:
    """Return one large sentence: the title itself, in the middle of the slide."""
    frame = content_frame(section, look, title=section.title, lead=False, sample=show.sample)
    heading, _, width = fitted_title(section.title, look, 54, look.slide.title, WIDTH, most=4)
    tall = stack_height((heading,), width, look.slide_font)
    area = Area(frame.title_area.x, max(64.0, 250 - tall / 2), width, tall)
    own = replace(frame, title=heading, title_area=area)
    pen = Pen(look, show.language)
    shapes = own.above(pen, sample=show.sample) + own.below(pen, number=before + 1)
    return Slide("title only", shapes, tuple(pen.links), notes_lines(section, look)), own.faults


def _leads(section: Section) -> bool:
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Paragraph) and first.role in ("lead", "quiet")
