"""PDF files: tagged, with title and language, without leftovers. Read without a PDF library."""

import re
import zlib
from collections.abc import Iterator

from facilitate.faults import Fault, Place


def pdf_faults(data: bytes, name: str) -> Iterator[Fault]:
    """Yield what is wrong with a PDF: not readable, not tagged, no title, no language."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        yield _fault(name, "The file is no whole PDF.")
        return
    text = data + b"".join(_object_streams(data))
    for what, sign in (
        ("is not tagged", rb"/MarkInfo\s*<<[^>]*/Marked\s+true"),
        ("has no structure", rb"/StructTreeRoot"),
        ("has no language", rb"/Lang\s*\("),
        ("has no title", rb"/Title\s*[(<]"),
    ):
        if not re.search(sign, text):
            yield _fault(name, f"The PDF {what}.")


def _fault(name: str, message: str) -> Fault:
    return Fault(
        code="O202",
        message=message,
        hint="This is a fault in the program; please report it.",
        place=Place(name),
    )


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield the text of streams that hold objects (PDF 32000-1, 7.5.7), inflated."""
    for match in re.finditer(rb"/Type\s*/ObjStm.*?stream\r?\n", data, re.DOTALL):
        end = data.find(b"endstream", match.end())
        try:
            yield zlib.decompressobj().decompress(data[match.end() : end])
        except zlib.error:
            continue


def pages_of(data: bytes) -> int:
    """Return how many pages a PDF has, read from its page tree; 0 if that cannot be found."""
    text = data + b"".join(_object_streams(data))
    counts = [int(n) for n in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", text)]
    counts += [int(n) for n in re.findall(rb"/Count\s+(\d+)[^>]*?/Type\s*/Pages\b", text)]
    return max(counts, default=0)
