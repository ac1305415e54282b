"""Sections to slides: frame, matter, notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from facilitate.document import Document, Origin, Paragraph, Run, Section, Text, plain
from facilitate.faults import Fault
from facilitate.write.look import Look
from facilitate.write.pptx.build import items_of
from facilitate.write.pptx.dark import cover_frame, dark_items, divider_frame, promise
from facilitate.write.pptx.fit import Make, fit
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


class Words(dict[str, str]):
    """A language's fixed words, as a key: slides of the same look and words are made once."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self))


@dataclass(frozen=True, slots=True)
class Show:
    """What every slide of a document shares: its language, and whether it says SAMPLE."""

    language: str
    sample: bool


def deck(document: Document, look: Look) -> Deck:
    """Return the slides of a document in order, numbered from 1, no two titles the same."""
    slides: list[Slide] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    show = Show(document.language, document.sample)
    fixed = replace(look, words=Words(look.words))
    for section in document.sections:
        named = replace(
            section, title=_unique(section.title or _otherwise(section, document), seen)
        )
        for slide, found in _slides(named, section.origin, show, fixed, len(slides)):
            slides.append(slide)
            faults += found
    return Deck(tuple(slides), tuple(faults))


Made = tuple[Slide, tuple[Fault, ...]]


@lru_cache(maxsize=64)
def _slides(
    section: Section, origin: Origin, show: Show, look: Look, before: int
) -> tuple[Made, ...]:
    """Return the slides of a section; recipients who get the same section share them.

    `origin` belongs to the key because it does not count in comparing sections, but faults tell it.
    """
    del origin
    if section.look in ("cover", "divider"):
        return tuple(_dark(section, show, look, before))
    if section.look == "statement" and not section.blocks:
        return (_statement(section, show, look, before),)
    return tuple(_content(section, show, look, before))


def _content(
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
        make or (lambda tried: items_of(section.blocks, tried)),
        setting,
        section,
        later=lambda: frame_of(11, 12).content.height,
    )
    notes = () if earlier else notes_lines(section, look)
    parts = len(found.slides) + earlier
    for part, stack in enumerate(found.slides, earlier):
        own = frame if parts == 1 else frame_of(part, parts)
        first = part == earlier
        slide = _drawn(own, stack, show, look, before + part - earlier + 1)
        yield (
            replace(slide, notes=notes) if first and notes else slide,
            (*own.faults, *found.faults) if first else own.faults,
        )


def _drawn(frame: Frame, stack: tuple[Item, ...], show: Show, look: Look, number: int) -> Slide:
    """Return a white slide with its matter between title and source."""
    pen = Pen(look, show.language)
    above = frame.above(pen, sample=show.sample)
    matter = draw_stack(stack, pen, frame.content)
    shapes = above + matter + frame.below(pen, number=number)
    return Slide(role_of(2 - len(pen.seats)), shapes, tuple(pen.links), ())


def _dark(section: Section, show: Show, look: Look, before: int) -> Iterator[Made]:
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
        yield from _content(
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


def _statement(section: Section, show: Show, look: Look, before: int) -> Made:
    """Return one large sentence: the title itself, in the middle of the slide."""
    frame: Frame = content_frame(section, look, title=section.title, lead=False, sample=show.sample)
    heading, _, width = fitted_title(section.title, look, 54, look.slide.title, WIDTH, most=4)
    tall = text_height((heading,), width, look.slide_font)
    area = Area(frame.title_area.x, max(64.0, 250 - tall / 2), width, tall)
    own = replace(frame, title=heading, title_area=area)
    pen = Pen(look, show.language)
    shapes = own.above(pen, sample=show.sample) + own.below(pen, number=before + 1)
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
