"""PDF files: tagged, with title and language, nothing off the page. Read without a PDF library."""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from facilitate.faults import Fault, Place


def pdf_faults(data: bytes, name: str) -> Iterator[Fault]:
    """Yield what is wrong with a PDF: not whole, not tagged, no title or language, words off it."""
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
    yield from page_faults(data, name)


def _fault(name: str, message: str) -> Fault:
    return Fault(
        code="O202",
        message=message,
        hint="This is a fault in the program; please report it.",
        place=Place(name),
    )


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield the text of streams that hold objects (PDF 32000-1, 7.5.7), inflated."""
    yield from _streams(data, rb"ObjStm")


def _streams(data: bytes, kind: bytes) -> Iterator[bytes]:
    """Yield the streams of a type, inflated where they are deflated."""
    for match in re.finditer(rb"/Type\s*/" + kind + rb"\b.*?stream\r?\n", data, re.DOTALL):
        found = data[match.end() : data.find(b"endstream", match.end())]
        try:
            yield zlib.decompressobj().decompress(found)
        except zlib.error:
            yield found


_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)


def object_texts(data: bytes) -> Iterator[bytes]:
    """Yield what a PDF says beside its pages, as UTF-8: strings, metadata, what is attached.

    Strings are those of the document's properties, its outline and the descriptions in its
    structure (PDF 32000-1, 7.3.4 and 7.9.2.2).
    """
    for objects in (_STREAM.sub(b"", data), *_object_streams(data)):
        for plain, digits in _STRING.findall(objects):
            yield _as_utf8(_ESCAPED.sub(_unescaped, plain)) if plain else _hexadecimal(digits)
    yield from _streams(data, rb"Metadata")
    yield from _streams(data, rb"EmbeddedFile")


def _unescaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    if sign[:1] in b"01234567":
        return bytes([int(sign, 8) & 0xFF])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b"", b"\r\n": b""}.get(sign, sign)


def _hexadecimal(digits: bytes) -> bytes:
    bare = b"".join(digits.split())
    return _as_utf8(bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode()))


def _as_utf8(text: bytes) -> bytes:
    if text.startswith(b"\xfe\xff"):
        return text.decode("utf-16", "replace").encode()
    return text if text.startswith(b"\xef\xbb\xbf") else text.decode("latin-1").encode()


_PAGE = re.compile(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\][^\n]*?/Contents (\d+) 0 R")
_PLACED = re.compile(
    rb"\nq 1 0 0 -1 (\S+) (\S+) cm[^\n]*"
    rb"(?:\nBT[^\n]*? 0 Tr/f\d+ (\S+) Tf([^\n]*))?"
)
"""Where Typst puts something upright: its place in points, and the size of type if it is text.

What is shown comes last. Text set from right to left stands behind a mark that says so.
"""

EDGE_PT = 12.0
"""Words nearer to the paper's edge are cut off by office printers (4 mm)."""

LEAST_PITCH = 0.72
"""Lines closer than this share of their type touch: capitals and what hangs below the line."""


FOOT_PITCH = 1.2
"""Words stand at least so far above the foot, as a share of its type: a line of their own."""


def page_faults(data: bytes, name: str) -> Iterator[Fault]:
    """Yield O206 for words at or off a page's edge, lines over lines, and words in its foot.

    Lines are compared that begin at the same place of the line; so this needs no widths.
    """
    for number, (width, height, contents) in enumerate(_PAGE.findall(data), start=1):
        page = _contents(data, contents)
        words = sorted(_words(page))
        right, top = float(width) - EDGE_PT, float(height) - EDGE_PT
        if any(not (EDGE_PT <= x <= right and EDGE_PT <= y <= top) for x, y, _ in words):
            yield _geometry(name, f"Page {number}: words stand at the edge of the page or off it.")
        for (x, y, size), (left, above, other) in pairwise(words):
            if x == left and above - y < LEAST_PITCH * min(size, other):
                yield _geometry(name, f"Page {number}: a line of words stands over another.")
                break
        foot, type_size = _top_of_foot(page)
        if any(foot + 0.5 < y < foot + FOOT_PITCH * type_size for _, y, _ in words):
            yield _geometry(name, f"Page {number}: words stand in the foot of the page.")


def _contents(data: bytes, number: bytes) -> bytes:
    """Return what draws a page."""
    start = data.index(b"stream", data.index(b"\n" + number + b" 0 obj")) + len(b"stream")
    packed = data[start : data.index(b"endstream", start)].lstrip(b"\r\n")
    return zlib.decompressobj().decompress(packed)


def _words(page: bytes) -> Iterator[tuple[float, float, float]]:
    """Yield where each stretch of letters begins (from left and bottom), and its size of type."""
    for x, y, size, shown in _PLACED.findall(page):
        if size and _letters(shown) > 1:
            yield round(float(x), 1), float(y), float(size)


def _letters(shown: bytes) -> int:
    """Return how many letters are shown; one alone may be a dot or accent set by itself."""
    numbers = b"".join(plain for plain, _ in _STRING.findall(shown))
    return len(_ESCAPED.sub(b".", numbers)) // 2


def _top_of_foot(page: bytes) -> tuple[float, float]:
    """Return the height of the foot's first line and its size of type; zeros without a foot."""
    start = page.find(b"/Attached[/Bottom]")
    foot = _words(page[start : page.find(b"EMC", start)]) if start >= 0 else ()
    return max(((y, size) for _, y, size in foot), default=(0.0, 0.0))


def _geometry(name: str, message: str) -> Fault:
    return Fault(
        code="O206",
        severity="warning",
        message=message,
        hint="Look at the page before you print it. Please report it: it is our fault.",
        place=Place(name),
    )


def pages_of(data: bytes) -> int:
    """Return how many pages a PDF has, read from its page tree; 0 if that cannot be found."""
    text = data + b"".join(_object_streams(data))
    counts = [int(n) for n in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", text)]
    counts += [int(n) for n in re.findall(rb"/Count\s+(\d+)[^>]*?/Type\s*/Pages\b", text)]
    return max(counts, default=0)
