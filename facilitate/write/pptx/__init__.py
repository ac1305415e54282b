"""Document to PPTX: measured, fitted, real placeholders, tables, charts and notes."""

from facilitate.document import Document
from facilitate.faults import Fault
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
