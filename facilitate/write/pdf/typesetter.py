"""Typst at work: no date but the page's; and its pictures, which know where words are written."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from shutil import copy, rmtree
from tempfile import TemporaryFile, mkdtemp
from threading import local
from typing import IO, Any, Literal
from urllib.parse import unquote
from weakref import finalize

import typst

from facilitate.faults import Place
from facilitate.structs import Struct
from facilitate.temporary import own_folder
from facilitate.write.base_file import FontFile
from facilitate.write.chart.drawing import SourceArea
from facilitate.write.pdf.pages import Pages
from facilitate.write.pdf.text import MADE_AT, WRITTEN_AT

_SVG = "{http://www.w3.org/2000/svg}"
Node = Any
"""An element of a picture: lxml says nothing of its types."""

Matrix = tuple[float, float, float, float, float, float]
"""A transformation as pictures have it: `a b c d` turn and stretch, `e f` move."""
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class TracedPage(Struct):
    """A page in points: its picture as SVG, and its spots: those of blocks before those of words.

    Of two at one place the later counts: it lies inside the other.
    """

    svg: bytes
    width: float
    height: float
    spots: tuple[SourceArea, ...]


def traced_page(svg: bytes) -> TracedPage:
    """Return a page from the typesetter's picture, whose links are the lines of words."""
    from lxml import etree  # which no build needs

    root = etree.fromstring(svg, etree.XMLParser(huge_tree=True))  # a photo is one long word of it
    width, height = map(float, root.get("viewBox", "0 0 0 0").split()[2:])
    blocks = sorted(_spots(root, AS_IT_IS, MADE_AT), key=lambda one: -one.width * one.height)
    words = _spots(root, AS_IT_IS, WRITTEN_AT)
    spots = (*blocks, *words)
    for link in list(root.iter(f"{_SVG}a")):
        link.getparent().remove(link)
    return TracedPage(etree.tostring(root), width, height, spots)


def _spots(node: Node, around: Matrix, kind: str) -> Iterator[SourceArea]:
    here = _within(around, _matrix(node.get("transform", "")))
    if node.tag == f"{_SVG}a" and node.get("href", "").startswith(kind):
        wide, high = (float(node[0].get(side)) for side in ("width", "height"))
        corners = [_at(here, x, y) for x in (0, wide) for y in (0, high)]
        left, top = (min(one[n] for one in corners) for n in (0, 1))
        right, bottom = (max(one[n] for one in corners) for n in (0, 1))
        file, _, line = node.get("href").removeprefix(kind).rpartition(":")
        yield SourceArea(left, top, right - left, bottom - top, Place(unquote(file), int(line)))
    for inner in node:
        yield from _spots(inner, here, kind)


def _matrix(transform: str) -> Matrix:
    kind, _, numbers = transform.rstrip(")").partition("(")
    given = [float(one) for one in numbers.replace(",", " ").split()]
    if kind == "matrix":
        a, b, c, d, e, f = given
        return a, b, c, d, e, f
    if kind == "translate":
        return 1, 0, 0, 1, given[0], given[1] if given[1:] else 0
    return (given[0], 0, 0, given[-1], 0, 0) if kind == "scale" else AS_IT_IS


def _within(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, _, _ = outer
    p, q, r, s, e, f = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, *_at(outer, e, f)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


Json = dict[str, Any]

Fonts = tuple[FontFile, ...]

Standard = Literal["ua-1", "1.7"]

FONTS = Path(__file__).parents[1] / "fonts"
_TEMPLATES = Path(__file__).parent
_START = '#import "page.typ": pack\n\n#pack(json("pages.json"))'
"""What is compiled: the same few words for each PDF, so that all else is read once."""

MOST_REMEMBERED = 75_000
"""Bytes of values from which Typst may remember what it laid out. Later pages use little of that:
a day of sixty pairs takes 225 MB at most instead of 355, and as many CPU seconds."""

_FORGETS_AFTER = 11
"""Compilations after which Typst has forgotten what none of them used."""

# One document lies on a thread already: sharing its few pages out again costs more than it saves.
os.environ.setdefault("RAYON_NUM_THREADS", "1")


class Typesetter:
    """A compiler that keeps what it has read from one document to the next.

    Only the values lie in a file that changes: as an input of the compiler they would have all
    templates read again. What pages say of people lies in no folder for that, so that it is gone
    with the process, however that ends.
    """

    def __init__(self, fonts: Fonts) -> None:
        """Lay the templates out in a folder that goes with the compiler."""
        self.fonts = fonts
        self._folder = Path(mkdtemp(dir=own_folder()))
        finalize(self, rmtree, self._folder, ignore_errors=True)
        for template in _TEMPLATES.glob("*.typ"):
            copy(template, self._folder)
        self._look = ""
        self._unnamed = _Unnamed(self._folder / "pages.json")
        self._compiler = self._compiler_of("start.typ", _START)
        self._templates = self._compiler_of("templates.typ", '#import "page.typ"')
        self._nothing = self._compiler_of("nothing.typ", "")
        self._remembered = 0

    def _compiler_of(self, name: str, source: str) -> typst.Compiler:
        file = self._folder / name
        file.write_text(source, encoding="utf-8")
        return typst.Compiler(str(file), root=str(self._folder), font_paths=_fonts(self.fonts))

    def told(self, pages: Pages) -> list[Json]:
        """Return what the pages know of themselves when laid out: ends, fits, headings.

        Half of what a PDF costs; the PDF of the same pages made next then costs the other half.
        """
        self._forget()  # what is tried closer needs nothing of how it was set before
        try:
            with self._laid(pages):
                found: list[Json] = json.loads(self._compiler.query("<told>", field="value"))
        except RuntimeError:
            self.pdf(pages, "1.7")  # says what is wrong, as a `TypstError`
            raise
        return found

    def pdf(self, pages: Pages, standard: Standard) -> bytes:
        """Return the pages as a PDF. Raises `typst.TypstError` with what the typesetter refuses."""
        with self._laid(pages):
            data = self._compiler.compile(
                format="pdf", pdf_standards=standard, timestamp=_noon(pages.date)
            )
        self._forget()
        # One output file comes back as bytes; only pictures come as a list.
        assert isinstance(data, bytes)
        return data

    def _forget(self) -> None:
        """Have Typst let go of what it laid out, once that is much, and keep the templates.

        They are used half-way, once: used again what uses them is known, and not they.
        """
        if self._remembered > MOST_REMEMBERED:
            for number in range(_FORGETS_AFTER):
                half_way = number == _FORGETS_AFTER // 2
                (self._templates if half_way else self._nothing).compile(format="svg")
            self._remembered = 0

    def pictures(self, pages: Pages) -> list[bytes]:
        """Return each of the pages as SVG. Raises `typst.TypstError`."""
        with self._laid(pages):
            drawn = self._compiler.compile(format="svg")
        self._forget()
        return [drawn] if isinstance(drawn, bytes) else drawn or []

    @contextmanager
    def _laid(self, pages: Pages) -> Iterator[None]:
        """Lay the values out where the templates read them, and take them away afterwards."""
        if pages.look != self._look:
            (self._folder / "look.json").write_bytes(pages.look.encode())
            for name, data in pages.logos.items():
                (self._folder / name).write_bytes(data)
            self._look = pages.look
        values = pages.json.encode()
        self._unnamed.write(values)
        self._remembered += len(values)
        try:
            yield
        finally:
            self._unnamed.write(b"")


class _Unnamed:
    """A file that has no name on any disk, to be read at a path that leads to it.

    Where a system knows no such files it is one with a name, and emptied after each use.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, and lead `path` to it."""
        if DESCRIPTORS.is_dir():
            self._file: IO[bytes] = _in_memory()
            path.symlink_to(DESCRIPTORS / str(self._file.fileno()))
        else:
            self._file = path.open("w+b", buffering=0)
        finalize(self, self._file.close)

    def write(self, data: bytes) -> None:
        """Put these bytes in place of what it held; a reader begins with the first."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(data)
        self._file.seek(0)


DESCRIPTORS = Path("/dev/fd")
"""Where a process finds its own open files by their numbers."""


def _in_memory() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("pages"), "w+b", buffering=0)
    return TemporaryFile(buffering=0)  # has lost its name before anything is written


_OF_THREAD = local()


def typesetter(fonts: Fonts) -> Typesetter:
    """Return this thread's typesetter with these fonts and ours."""
    found: Typesetter | None = getattr(_OF_THREAD, "typesetter", None)
    if found is None or found.fonts != fonts:
        found = _OF_THREAD.typesetter = Typesetter(fonts)
    return found


@lru_cache(maxsize=4)
def _fonts(own: Fonts) -> typst.Fonts:
    """Return our fonts with an organisation's, whose files have to lie somewhere for as long."""
    paths = [str(FONTS)]
    if own:
        folder = Path(mkdtemp(dir=own_folder()))
        for one in own:
            (folder / f"{one.digest}.ttf").write_bytes(one.data)
        paths.append(str(folder))
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _noon(iso: str) -> datetime:
    """Return noon on the day, or on the first of January 1980 as our zip files have it."""
    day = date.fromisoformat(iso) if iso else date(1980, 1, 1)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
