"""A picture of a brand's file brings along its pixels and nothing that tells of its maker."""

import io

import pytest

from facilitate.write.brand.plain_pictures import plain_picture


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
