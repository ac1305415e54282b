"""What a picture file says of itself, and what every writer does with one that is broken."""

import pytest

from facilitate.document import Image, Origin
from facilitate.pictures import Picture, read_picture
from facilitate.write import write
from tests.write.docx.samples import LOOK, document
from tests.write.pieces import png

SEGMENT = b"\xff\xe0\x00\x04\x00\x00"
FRAME = b"\xff\xc0\x00\x0b\x08\x00\x03\x00\x04\x01\x01\x11\x00"


def test_kind_and_size_of_a_png_are_read_from_its_head() -> None:
    assert read_picture(png(width=40, height=20)) == Picture("png", 40, 20)


def test_the_size_of_a_jpeg_is_read_from_its_frame() -> None:
    assert read_picture(b"\xff\xd8" + SEGMENT + FRAME + b"\xff\xd9") == Picture("jpg", 4, 3)


@pytest.mark.parametrize("data", [b"GIF89a", b"", b"\xff\xd8\xff", b"\x89PNG", png()[:-12]])
def test_another_kind_of_file_and_a_part_of_one_are_no_picture(data: bytes) -> None:
    assert read_picture(data) is None


@pytest.mark.parametrize("suffix", ["pptx", "docx", "pdf"])
def test_a_broken_picture_is_told_at_its_line_and_its_description_stays(suffix: str) -> None:
    block = Image(png=png()[:-12], alt="Our map", origin=Origin("handouts/x.md", 7))
    (fault,) = write(suffix, document(block), LOOK).faults
    assert fault.code == "M413"
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("handouts/x.md", 7)


def test_a_page_of_html_shows_a_broken_picture_by_its_description() -> None:
    written = write("html", document(Image(png=b"GIF89a", alt="Our map")), LOOK)
    assert b'<p class="quiet">Our map</p>' in written.data
