"""What a PNG or JPEG says of itself: its kind and size, whether it is whole, and what to leave out.

Besides its pixels it may tell names, places, programs and dates.
"""

from struct import unpack, unpack_from
from typing import Literal

from facilitate.structs import Struct

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_TOLD_BY_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_TOLD_BY_JPEG = (0xE1, 0xED, 0xFE)  # Exif and XMP, Photoshop's fields, remarks
_SCAN = 0xDA
_ORIENTATION = 0x0112


class Picture(Struct):
    """The kind of a picture file as its suffix, and its width and height in pixels."""

    suffix: Literal["png", "jpg"]
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return what the file says of itself; None if it is no whole PNG or JPEG."""
    if data.startswith(_PNG) and len(data) >= 24 and data.rstrip().endswith(_PNG_END):
        width, height = unpack(">II", data[16:24])
        return Picture("png", width, height) if width and height else None
    if data.startswith(_JPEG + b"\xff") and _JPEG_END in data[-64:]:
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


def plain_picture(data: bytes) -> bytes:
    """Return a PNG or JPEG without remarks; as it is if it is neither, or not whole.

    A JPEG that is turned by its Exif part keeps that part: without it, it would lie on its side.
    """
    if data.startswith(_PNG):
        return _plain_png(data)
    return _plain_jpeg(data) if data.startswith(_JPEG) else data


def _plain_png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            return data
        if kind not in _TOLD_BY_PNG:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)
    return data


def _plain_jpeg(data: bytes) -> bytes:
    kept, at = [_JPEG], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            return b"".join((*kept, data[at:]))
        segment = data[at : at + 2 + length]
        if marker not in _TOLD_BY_JPEG or _is_turned(segment):
            kept.append(segment)
        at += 2 + length
    return data


def _is_turned(segment: bytes) -> bool:
    """Say whether an Exif segment says that the picture is to be turned or mirrored.

    Source: Exif 2.3 (JEITA CP-3451C), 4.6.4, tag 274.
    """
    exif = segment[10:]
    if segment[4:10] != b"Exif\0\0" or len(exif) < 14:
        return False
    order = "<" if exif[:2] == b"II" else ">"
    start = unpack_from(f"{order}I", exif, 4)[0]
    if start + 2 > len(exif):
        return False
    count = unpack_from(f"{order}H", exif, start)[0]
    for entry in range(start + 2, min(start + 2 + 12 * count, len(exif) - 11), 12):
        tag, _, _, value = unpack_from(f"{order}HHIH", exif, entry)
        if tag == _ORIENTATION:
            return bool(value != 1)
    return False
