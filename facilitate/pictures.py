"""What a picture file says of itself: PNG or JPEG, how large it is, and whether it is whole."""

from dataclasses import dataclass
from struct import unpack
from typing import Literal

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Picture:
    """The kind of a picture file as its suffix, and its width and height in pixels."""

    suffix: Literal["png", "jpg"]
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return what the file says of itself; None if it is no whole PNG or JPEG."""
    if data.startswith(_PNG) and len(data) >= 24 and data.rstrip().endswith(_PNG_END):
        width, height = unpack(">II", data[16:24])
        return Picture("png", width, height) if width and height else None
    if data.startswith(_JPEG) and _JPEG_END in data[-64:]:
        return _jpeg(data)
    return None


def _jpeg(data: bytes) -> Picture | None:
    at = 2
    while at + 9 < len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        # C0 to CF start a frame, but for tables (C4), a reserved one (C8) and arithmetic (CC).
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            return Picture("jpg", width, height) if width and height else None
        at += 2 + length
    return None
