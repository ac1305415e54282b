"""The zip around an Office file: the same parts give the same bytes, on every day and machine.

Parts that are the same in every file are packed once and copied as compressed bytes.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from struct import pack as pack_struct
from typing import Final
from zipfile import ZipFile

_LEVEL: Final = 3  # a tenth larger than level 6, in two thirds of its time
_STORED_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".xlsx")  # compressed already
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_DATE: Final = (1 << 5) | 1  # 1 January 1980, the first day that a zip can name
_MOST_PARTS: Final = 65_535  # more would need zip64


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it stands in the zip: its bytes compressed (or stored) and their checksum."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


def packed(name: str, data: bytes | str) -> Packed:
    """Return the part compressed; pictures and workbooks are stored as they are."""
    raw = data.encode() if isinstance(data, str) else data
    crc = zlib.crc32(raw)
    if name.lower().endswith(_STORED_SUFFIXES):
        return Packed(name, 0, crc, len(raw), raw)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(name, 8, crc, len(raw), deflate.compress(raw) + deflate.flush())


def package(parts: Iterable[Packed]) -> bytes:
    """Return the zip file: content types, package relations, then the names in order.

    Raises `ValueError` if two parts have the same name or there are more than 65,535.
    """
    ordered = sorted(parts, key=lambda part: (_rank(part.name), part.name))
    names = {part.name for part in ordered}
    if len(names) != len(ordered) or len(ordered) > _MOST_PARTS:
        raise ValueError("A part stands twice in the package, or there are too many.")
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        name = part.name.encode("ascii")
        fields = _fields(part, len(name))
        local = b"PK\x03\x04\x14\x00" + fields + name
        body += (local, part.data)
        directory.append(
            b"PK\x01\x02\x14\x00\x14\x00"
            + fields
            + pack_struct("<HHHLL", 0, 0, 0, 0, offset)
            + name
        )
        offset += len(local) + len(part.data)
    listing = b"".join(directory)
    count = len(ordered)
    end = pack_struct("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*body, listing, end))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the uncompressed parts of an Office file by name, without folders."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _fields(part: Packed, name_length: int) -> bytes:
    """Return what local header and directory share: flags, method, time, date, crc, sizes."""
    return pack_struct(
        "<HHHHLLLHH", 0, part.method, 0, _DATE, part.crc, len(part.data), part.size, name_length, 0
    )
