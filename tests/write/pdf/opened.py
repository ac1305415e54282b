"""A finished PDF as a reader opens it."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def tags(data: bytes) -> list[str]:
    """Return the structure's tags in reading order: `H1`, `P`, `Figure`."""
    return [str(node.S)[1:] for node in nodes(data)]


def nodes(data: bytes) -> Iterator[pikepdf.Object]:
    with opened(data) as pdf:
        yield from _nodes(pdf.Root.StructTreeRoot)


def _nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _nodes(kid)


def fonts(data: bytes) -> dict[str, bool]:
    """Return the fonts of all pages without their subset's prefix, and if embedded."""
    found: dict[str, bool] = {}
    with opened(data) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName)[1:].split("+")[-1]
                found[name] = any(f"/FontFile{end}" in item for end in ("", "2", "3"))
    return found


def sizes_mm(data: bytes) -> list[tuple[float, float]]:
    with opened(data) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    return [
        (round((box[2] - box[0]) * 25.4 / 72, 1), round((box[3] - box[1]) * 25.4 / 72, 1))
        for box in boxes
    ]


def text(data: bytes, folder: Path, *options: str) -> str:
    """Return what pdftotext reads; pages end with a form feed."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    run = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, text=True
    )
    return run.stdout
