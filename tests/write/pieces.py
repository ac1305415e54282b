"""What samples of every writer are put together from: text, paragraphs, a picture."""

import zlib
from struct import pack

from facilitate.document import Paragraph, Run, Text


def words(*parts: str | Run) -> Text:
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def said(*parts: str | Run, role: str = "body") -> Paragraph:
    return Paragraph(text=words(*parts), role=role)  # type: ignore[arg-type]


def png(*, width: int = 4, height: int = 3, colour: bytes = b"\x10\x24\x3a") -> bytes:
    """Return a small picture of one colour, a dark one, made without any library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + colour * width for _ in range(height))
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
