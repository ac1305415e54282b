"""All that can be read in a finished file, by means that are not the product's own."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pikepdf


def everything(data: bytes) -> str:
    """Return every word of a file: parts, attributes, properties, glyphs of pages, attachments."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [everything(archive.read(name)) for name in archive.namelist()]
            return "\n".join([*archive.namelist(), *inside])
    if data.startswith(b"%PDF"):
        return "\n".join(_of_pdf(data))
    text = unescape(data.decode("utf-8", "replace"))
    return text + "\n" + re.sub(r"<[^>]*>", "", text)


def _of_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from (str(value) for value in (pdf.docinfo or {}).values())
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") in {
                "/Metadata",
                "/EmbeddedFile",
            }:
                yield thing.read_bytes().decode("utf-8", "replace")
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield from _strings(thing)
        for page in pdf.pages:
            yield "".join(_glyphs(page.obj, page.obj.get("/Resources", {})))
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                yield "".join(_glyphs(thing, thing.get("/Resources", {})))


def _strings(thing: Any) -> Iterator[str]:
    yield from (str(value) for value in thing.values() if isinstance(value, pikepdf.String))


def _glyphs(content: Any, resources: Any) -> Iterator[str]:
    """Yield the letters that a content stream paints, by each font's own table."""
    fonts = {name: _table(font) for name, font in dict(resources.get("/Font", {})).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(content):  # type: ignore[misc]
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ", "'", '"'}:
            last = operands[-1]
            for part in last if isinstance(last, pikepdf.Array) else [last]:
                if isinstance(part, pikepdf.String):
                    yield _decoded(bytes(part), letters)
        elif str(operator) == "ET":
            yield "\n"


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    pairs = (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2))
    return "".join(letters.get(code, "") for code in pairs)


def _table(font: Any) -> dict[int, str]:
    """Return a font's codes of two bytes and the letters they mean (PDF 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    text = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = _utf16(letters)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        three = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"
        for first, last, letters in re.findall(three, block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(ord(_utf16(letters)) + step)
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
