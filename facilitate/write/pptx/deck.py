"""Sections to slides: frame, matter, notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitate.document import Document, Paragraph, Run, Section, Text, plain
from facilitate.faults import Fault
from facilitate.write.look import Look
from facilitate.write.pptx.dark import cover_frame, dark_items, divider_frame, promise
from facilitate.write.pptx.fit import fit
from facilitate.write.pptx.frame import Frame, content_frame, continued
from facilitate.write.pptx.geometry import WIDTH, Area
from facilitate.write.pptx.item import Item, Setting, draw_stack, stack_height
from facilitate.write.pptx.layouts import Role, role_of
from facilitate.write.pptx.linked import Linked
from facilitate.write.pptx.notes import notes_lines
from facilitate.write.pptx.para import stack_height as text_height
from facilitate.write.pptx.pen import Pen
from facilitate.write.pptx.scale import scales
from facilitate.write.pptx.titles import fitted_title

COVER_RULE = 340.0
"""Where the cover's line stands, if what is under it has room there."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide before it is a part: its shapes, what they point to, its notes."""

    role: Role
    shapes: str
    links: tuple[Linked, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a document, and what did not fit."""

    slides: tuple[Slide, ...]
    faults: tuple[Fault, ...]


def deck(document: Document, look: Look) -> Deck:
    """Return the slides of a document in order, numbered from 1, no two titles the same."""
    slides: list[Slide] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for section in document.sections:
        named = replace(
            section, title=_unique(section.title or _otherwise(section, document), seen)
        )
        for slide, found in _slides(named, document, look, len(slides)):
            slides.append(slide)
            faults += found
    return Deck(tuple(slides), tuple(faults))


Made = tuple[Slide, tuple[Fault, ...]]


def _slides(section: Section, document: Document, look: Look, before: int) -> Iterator[Made]:
    if section.look in ("cover", "divider"):
        yield from _dark(section, document, look, before)
    elif section.look == "statement" and not section.blocks:
        yield _statement(section, document, look, before)
    else:
        yield from _content(section, document, look, before)


def _content(section: Section, document: Document, look: Look, before: int) -> Iterator[Made]:
    lead = _leads(section)
    frame = content_frame(section, look, title=section.title, lead=lead, sample=document.sample)
    second = content_frame(
        section,
        look,
        title=continued(section.title, 1, 3, look),
        lead=False,
        sample=document.sample,
    )
    setting = Setting(
        look, scales(look.slide)[0], WIDTH, frame.content.height, language=document.language
    )
    found = fit(section.blocks, setting, section, later=second.content.height)
    notes = notes_lines(section, look)
    parts = len(found.slides)
    for part, stack in enumerate(found.slides):
        title = continued(section.title, part, parts, look)
        own = (
            content_frame(section, look, title=title, lead=False, sample=document.sample)
            if part
            else frame
        )
        pen = Pen(look, document.language)
        above = own.above(pen, sample=document.sample)
        matter = draw_stack(stack, pen, own.content)
        shapes = above + matter + own.below(pen, number=before + part + 1)
        slide = Slide(
            role_of(2 - len(pen.seats)), shapes, tuple(pen.links), notes if part == 0 else ()
        )
        yield slide, (*own.faults, *found.faults) if part == 0 else ()


def _dark(section: Section, document: Document, look: Look, before: int) -> Iterator[Made]:
    cover = section.look == "cover"
    make = cover_frame if cover else divider_frame
    frame = make(section, look, title=section.title, sample=document.sample)
    words, blocks = promise(section.blocks)
    setting = Setting(
        look,
        scales(look.slide)[0],
        WIDTH,
        frame.content.height,
        language=document.language,
        dark=True,
    )
    items = dark_items(blocks, setting)
    promised = text_height(words, WIDTH, look.slide_font) if words else 0.0
    room = frame.content.height - promised - 40
    fits = stack_height(items) <= room
    pen = Pen(look, document.language, dark=True)
    above = frame.above(pen, sample=document.sample, title_kind="ctrTitle" if cover else "title")
    place = replace(frame.content, width=WIDTH if cover else 790.0, height=promised)
    subtitle = (
        pen.placeholder("subTitle" if cover else "body", 1, place, words, name="Subtitle")
        if words
        else ""
    )
    pen.seats.clear()
    matter = _foot(items, pen, frame.content, cover=cover) if fits and items else ""
    shapes = above + subtitle + matter + frame.below(pen, number=before + 1)
    yield (
        Slide(
            "cover" if cover else "divider", shapes, tuple(pen.links), notes_lines(section, look)
        ),
        frame.faults,
    )
    if not fits:
        rest = replace(
            section,
            title=continued(section.title, 1, 2, look),
            blocks=blocks,
            notes=(),
            look="content",
        )
        yield from _content(rest, document, look, before + 1)


def _foot(items: tuple[Item, ...], pen: Pen, content: Area, *, cover: bool) -> str:
    """Return the matter of a dark page at its foot, on the cover under a line."""
    tall = stack_height(items)
    if not cover:
        return draw_stack(items, pen, replace(content, y=content.bottom - tall, height=tall))
    top = min(COVER_RULE, content.bottom - tall - 14)
    line = pen.rule(Area(content.x, top, WIDTH, 0), ink="mid", line_pt=1.0)
    return line + draw_stack(items, pen, replace(content, y=top + 14, height=tall))


def _statement(section: Section, document: Document, look: Look, before: int) -> Made:
    """Return one large sentence: the title itself, in the middle of the slide."""
    frame: Frame = content_frame(
        section, look, title=section.title, lead=False, sample=document.sample
    )
    heading, _, width = fitted_title(section.title, look, 54, look.slide.title, WIDTH, most=4)
    tall = text_height((heading,), width, look.slide_font)
    area = Area(frame.title_area.x, max(64.0, 250 - tall / 2), width, tall)
    own = replace(frame, title=heading, title_area=area)
    pen = Pen(look, document.language)
    shapes = own.above(pen, sample=document.sample) + own.below(pen, number=before + 1)
    return Slide("title only", shapes, tuple(pen.links), notes_lines(section, look)), own.faults


def _leads(section: Section) -> bool:
    first = section.blocks[0] if section.blocks else None
    return isinstance(first, Paragraph) and first.role in ("lead", "quiet")


def _otherwise(section: Section, document: Document) -> Text:
    """Return what stands in for a missing title: the kicker, or the document's own."""
    return section.kicker or (Run(document.title),)


def _unique(title: Text, seen: dict[str, int]) -> Text:
    """Return the title, with a count where an earlier slide has the same."""
    words = plain(title)
    seen[words] = seen.get(words, 0) + 1
    return title if seen[words] == 1 else (*title, Run(f" ({seen[words]})", quiet=True))
