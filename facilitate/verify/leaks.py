"""Nobody's words in somebody else's file: every part of a finished file is searched."""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

from facilitate.faults import Fault, Place


def leak_faults(data: bytes, name: str, foreign: Iterable[str], own: str) -> Iterator[Fault]:
    """Yield a fault for each foreign text found anywhere in an Office or HTML file.

    `foreign` are words that belong to others (names, ids, sentences); `own` is the plain text of
    the document that the file was made from: what stands there was let through by the gate. The
    fault never quotes what it found. PDFs are made from the same text and are not searched here.
    """
    allowed = folded(own)
    wanted = {folded(word) for word in foreign}
    wanted = {word for word in wanted if len(word) > 2 and not _within(word, allowed)}
    if not wanted:
        return
    for part, text in texts(data, name):
        found = folded(text)
        if any(_within(word, found) for word in wanted):
            yield Fault(
                code="O301",
                message=f"The file holds words that belong to somebody else ({part}).",
                hint="It was not handed over. This is a fault in the program; please report it.",
                place=Place(name),
            )


def _within(word: str, text: str) -> bool:
    """Say whether the word stands in the text as words, not inside a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = text[start - 1 : start]
        after = text[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(word, start + 1)
    return False


def folded(text: str) -> str:
    """Return text for comparing: NFC, without case, soft hyphens or differences of space."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join(plain.casefold().split())


def texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield (part, its text without tags) for every part, zips inside zips included."""
    if not data.startswith(b"PK"):
        if not data.startswith(b"%PDF"):
            yield name, _words(data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            inner = archive.read(part)
            if inner.startswith(b"PK"):
                yield from ((f"{part}!{deep}", text) for deep, text in texts(inner, part))
            elif part.endswith((".xml", ".rels", ".vml", ".txt", ".html")):
                yield part, part + "\n" + _words(inner)


_ATTRIBUTE = re.compile(r'="([^"]*)"')


def _words(data: bytes) -> str:
    """Return the text of markup, runs of one paragraph joined, attributes' values behind it."""
    text = data.decode("utf-8", "replace")
    body = re.sub(r"</(?:a:p|w:p|p|li|td|th|h\d|si|c|c:pt)>", "\n", text)
    body = re.sub(r"<[^>]*>", "", body)
    attributes = "\n".join(_ATTRIBUTE.findall(text))
    return html.unescape(body + "\n" + attributes)
