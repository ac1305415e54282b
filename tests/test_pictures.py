"""What a picture file says of itself, and what every writer does with one that is broken."""

import io

import pytest

from facilitate.document import Image, Origin
from facilitate.pictures import Picture, plain_picture, read_picture
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


def saved(kind: str, **more: object) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 6), (16, 36, 58)).save(out, kind, **more)
    return out.getvalue()


def named(orientation: int = 1) -> object:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Ada Photographer"
    exif[0x0112] = orientation
    return exif


def remarks() -> object:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Author", "Ada Photographer")
    said.add_itxt("XML:com.adobe.xmp", "<x>Ada Photographer</x>")
    return said


def pixels(data: bytes) -> bytes:
    from PIL import Image

    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "data",
    [
        saved("PNG", pnginfo=remarks()),
        saved("JPEG", exif=named()),
        saved("JPEG", comment=b"Ada Photographer"),
    ],
)
def test_names_go_and_pixels_stay(data: bytes) -> None:
    assert b"Ada" in data
    plain = plain_picture(data)
    assert b"Ada" not in plain
    assert pixels(plain) == pixels(data)


def test_a_photo_that_is_turned_when_shown_keeps_what_turns_it() -> None:
    assert plain_picture(saved("JPEG", exif=named(6))) == saved("JPEG", exif=named(6))


@pytest.mark.parametrize("cut", range(0, 300, 7))
def test_a_picture_that_is_cut_off_breaks_nothing(cut: int) -> None:
    for whole in (saved("PNG", pnginfo=remarks()), saved("JPEG", exif=named(6))):
        plain_picture(whole[:cut])


def test_what_is_neither_stays_as_it_is() -> None:
    assert plain_picture(b"GIF89a") == b"GIF89a"
