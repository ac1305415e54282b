"""A page's picture for a screen, with the lines that its words stand on."""

from facilitate.faults import Place
from facilitate.write.pdf.traced import Spot, traced_page


def test_a_page_with_a_large_photo_has_its_lines_as_any_other() -> None:
    photo = b"A" * 12_000_000  # nine megabytes, as a picture in a picture is written
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
        b'<image href="data:image/jpeg;base64,%s"/><g transform="translate(10, 20)">'
        b'<a href="written-at:days/1.yaml:7"><rect width="30" height="5"/></a></g></svg>' % photo
    )
    page = traced_page(drawn)
    assert (page.width, page.height) == (100, 50)
    assert page.spots == (Spot(10, 20, 30, 5, Place("days/1.yaml", 7)),)
    assert photo in page.svg
