"""A page's picture for a screen, with the lines that its words stand on."""

from pathlib import Path

from facilitate.document import Callout, Document, Heading, Origin, Paragraph, Run, Section
from facilitate.faults import Place
from facilitate.recipient import GROUP
from facilitate.write import write
from facilitate.write.chart.drawing import SourceArea
from facilitate.write.look import Look
from facilitate.write.pdf import traced
from facilitate.write.pdf.typesetter import traced_page
from tests.write.pdf.opened import needs_poppler, text

LOOK = Look()


def test_a_page_with_a_large_photo_has_its_lines_as_any_other() -> None:
    photo = b"A" * 12_000_000  # nine megabytes, as a picture in a picture is written
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
        b'<image href="data:image/jpeg;base64,%s"/><g transform="translate(10, 20)">'
        b'<a href="written-at:days/1.yaml:7"><rect width="30" height="5"/></a></g></svg>' % photo
    )
    page = traced_page(drawn)
    assert (page.width, page.height) == (100, 50)
    assert page.spots == (SourceArea(10, 20, 30, 5, Place("days/1.yaml", 7)),)
    assert photo in page.svg


def page_of(words: str, document: Document, folder: Path) -> int:
    """Return on which page of a document's PDF some words stand, counted from 0."""
    pages = text(write("pdf", document, LOOK).data, folder).split("\f")
    return next(number for number, page in enumerate(pages) if words in page)


@needs_poppler
def test_a_page_s_picture_ends_its_pages_where_the_page_does(tmp_path: Path) -> None:
    # A heading, what leads on to a callout, and the callout stay together.
    heading = Heading(level=2, text=(Run("Under way"),), origin=Origin("t.md", 7))
    lead = Paragraph(text=(Run("A few words lead on."),), origin=Origin("t.md", 8))
    inside = tuple(Paragraph(text=(Run(f"Inside {n}"),)) for n in range(9))
    callout = Callout(blocks=inside, origin=Origin("t.md", 9))
    for lines in range(26, 40):
        filler = tuple(Paragraph(text=(Run(f"Line {n}"),)) for n in range(lines))
        section = Section(title=(Run("T"),), blocks=(*filler, heading, lead, callout))
        document = Document(
            name="d", title="D", language="en-GB", recipient=GROUP, sections=(section,), paper="a4"
        )
        on = {
            spot.place.line: number
            for number, page in enumerate(traced(document, LOOK))
            for spot in page.spots
        }
        assert on[7] == on[8] == on[9] == page_of("Under way", document, tmp_path), lines
