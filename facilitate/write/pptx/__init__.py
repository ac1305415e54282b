"""Document to PPTX: measured, fitted, real placeholders, tables, charts and notes."""

from facilitate.document import Document
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pptx.base import base_of
from facilitate.write.pptx.deck import deck
from facilitate.write.pptx.parts import package_of

VERSION = 1


def write(document: Document, look: Look) -> Written:
    """Return the document as a deck, one or more slides for each section."""
    made = deck(document, look)
    data = package_of(made.slides, document, look, base_of(look))
    return Written(data, made.faults)
