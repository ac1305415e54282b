"""Document to PPTX: measured, fitted, real placeholders, tables, charts and notes."""

from collections.abc import Iterator

from facilitate.charts import Band
from facilitate.document import Document, Origin, Run, Section, Text, Timetable, plain
from facilitate.faults import Fault
from facilitate.structs import replace
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.measure import measured
from facilitate.write.pptx.brand_covers import opening_slides, sentence_slide
from facilitate.write.pptx.dark_slides import dark_slides
from facilitate.write.pptx.deck_base import base_of, dressed
from facilitate.write.pptx.frame import shortened
from facilitate.write.pptx.package import package_of
from facilitate.write.pptx.slides import DeckContext, Drawn, Slide, content_slides, statement_slide

VERSION = 8


def write(document: Document, look: Look) -> Written:
    """Return the document as a deck, one or more slides for each section."""
    slides, faults = slides_of(document, look)
    base = base_of(look)
    data = package_of(slides, document, dressed(look, base), base)
    return Written(data, faults)


def slides_of(document: Document, look: Look) -> tuple[tuple[Slide, ...], tuple[Fault, ...]]:
    """Return the slides of a document, numbered from 1, no two titles the same, and faults."""
    made: list[Drawn] = []
    seen: dict[str, int] = {}
    base = base_of(look)
    deck = DeckContext(
        look.fingerprint,
        document.language,
        document.sample,
        dressed(look, base),
        base,
        _led_to(document),
        document.date,
    )
    here: Band | None = None
    for section in document.sections:
        apart = section.look in ("cover", "divider")
        here = section.marker if apart else section.marker or here
        words = section.title or section.kicker or (Run(document.title),)
        title = _unique(words, seen)
        named = replace(section, title=title, marker=here)
        said, within = plain(title), section.marker is not None
        for one, told in _slides(named, section.origin, deck, len(made)):
            made.append((replace(one, title=said, slot=section.slot, within=within), told))
    return tuple(slide for slide, _ in made), tuple(fault for _, found in made for fault in found)


def slide_numbers(document: Document, look: Look) -> dict[str, tuple[int, int]]:
    """Return the first and the last slide of each part of the day, by what its sections name.

    What stands before the first of them is under no name.
    """
    found: dict[str, tuple[int, int]] = {}
    part = ""
    for number, slide in enumerate(slides_of(document, look)[0], 1):
        part = slide.slot or part
        first, _ = found.get(part, (number, number))
        found[part] = first, number
    return found


def _led_to(document: Document) -> frozenset[str]:
    """Return the parts of the day that both a section and a row of a timetable name."""
    rows = {
        row.slot
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Timetable)
        for row in block.rows
    }
    return frozenset(rows & {one.slot for one in document.sections if one.slot})


@measured(maxsize=64)
def _slides(section: Section, origin: Origin, deck: DeckContext, before: int) -> tuple[Drawn, ...]:
    """Return the slides of a section; recipients who get the same section share them.

    `origin` belongs to the key because it does not count in comparing sections, but faults tell it.
    """
    del origin
    short, told = shortened(section, deck.look, deck.base)
    (first, faults), *rest = _made(short, deck, before)
    return ((first, (*told, *faults)), *rest)


def _made(section: Section, deck: DeckContext, before: int) -> Iterator[Drawn]:
    ours = deck.base.ours
    if section.look in ("cover", "divider"):
        yield from (dark_slides if ours else opening_slides)(section, deck, before)
    elif section.look == "statement" and not section.blocks:
        yield (statement_slide if ours else sentence_slide)(section, deck, before)
    else:
        yield from content_slides(section, deck, before)


def _unique(title: Text, seen: dict[str, int]) -> Text:
    """Return the title, with a count where an earlier slide has the same."""
    words = plain(title)
    seen[words] = seen.get(words, 0) + 1
    return title if seen[words] == 1 else (*title, Run(f" ({seen[words]})", quiet=True))
