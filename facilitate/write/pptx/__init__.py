"""Document to PPTX: measured, fitted, real placeholders, tables, charts and notes."""

from dataclasses import dataclass, replace
from functools import lru_cache

from facilitate.document import Document, Origin, Run, Section, Text, plain
from facilitate.faults import Fault
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pptx.dark import dark_slides
from facilitate.write.pptx.package import base_of, package_of
from facilitate.write.pptx.slides import Made, Show, Slide, content_slides, statement_slide


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a document, and what did not fit."""

    slides: tuple[Slide, ...]
    faults: tuple[Fault, ...]


class Words(dict[str, str]):
    """A language's fixed words, as a key: slides of the same look and words are made once."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none, and nobody changes this one
        return hash(frozenset(self))


def deck(document: Document, look: Look) -> Deck:
    """Return the slides of a document in order, numbered from 1, no two titles the same."""
    slides: list[Slide] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    show = Show(document.language, document.sample)
    fixed = replace(look, words=Words(look.words))
    for section in document.sections:
        title = _unique(section.title or _otherwise(section, document), seen)
        named = section if title == section.title else replace(section, title=title)
        for slide, found in _slides(named, section.origin, show, fixed, len(slides)):
            slides.append(slide)
            faults += found
    return Deck(tuple(slides), tuple(faults))


@lru_cache(maxsize=64)
def _slides(
    section: Section, origin: Origin, show: Show, look: Look, before: int
) -> tuple[Made, ...]:
    """Return the slides of a section; recipients who get the same section share them.

    `origin` belongs to the key because it does not count in comparing sections, but faults tell it.
    """
    del origin
    if section.look in ("cover", "divider"):
        return tuple(dark_slides(section, show, look, before))
    if section.look == "statement" and not section.blocks:
        return (statement_slide(section, show, look, before),)
    return tuple(content_slides(section, show, look, before))


def _otherwise(section: Section, document: Document) -> Text:
    """Return what stands in for a missing title: the kicker, or the document's own."""
    return section.kicker or (Run(document.title),)


def _unique(title: Text, seen: dict[str, int]) -> Text:
    """Return the title, with a count where an earlier slide has the same."""
    words = plain(title)
    seen[words] = seen.get(words, 0) + 1
    return title if seen[words] == 1 else (*title, Run(f" ({seen[words]})", quiet=True))


VERSION = 1


def write(document: Document, look: Look) -> Written:
    """Return the document as a deck, one or more slides for each section."""
    made = deck(document, look)
    data = package_of(made.slides, document, look, base_of(look))
    return Written(data, (*made.faults, *_own_base(look)))


def _own_base(look: Look) -> tuple[Fault, ...]:
    """Return the warning that an organisation's own file is not used, where one is given."""
    if look.base_pptx is None:
        return ()
    return (
        Fault(
            code="M310",
            severity="warning",
            message="The organisation's own PowerPoint file is not used for decks yet.",
            hint="The deck has our own look in the brand's colours and face. Nothing else is lost.",
        ),
    )
