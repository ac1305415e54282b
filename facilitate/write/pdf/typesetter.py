"""Typst at work: each thread has a compiler and a folder of its own, and no date but the page's."""

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
from weakref import finalize

import typst

from facilitate.temporary import own_folder
from facilitate.write.base_file import FontFile
from facilitate.write.pdf.pages import Pages

Json = dict[str, Any]

Fonts = tuple[FontFile, ...]

Standard = Literal["ua-1", "1.7"]

FONTS = Path(__file__).parents[1] / "fonts"
_TEMPLATES = Path(__file__).parent
_START = "start.typ"


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
        self._compiler = typst.Compiler(
            str(self._folder / _START), root=str(self._folder), font_paths=_fonts(fonts)
        )

    def told(self, pages: Pages) -> list[Json]:
        """Return what the pages know of themselves when laid out: ends, fits, headings.

        Half of what a PDF costs; the PDF of the same pages made next then costs the other half.
        """
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
        # One output file comes back as bytes; only pictures come as a list.
        assert isinstance(data, bytes)
        return data

    def pictures(self, pages: Pages) -> list[bytes]:
        """Return each of the pages as SVG. Raises `typst.TypstError`."""
        with self._laid(pages):
            drawn = self._compiler.compile(format="svg")
        return [drawn] if isinstance(drawn, bytes) else drawn or []

    @contextmanager
    def _laid(self, pages: Pages) -> Iterator[None]:
        """Lay the values out where the templates read them, and take them away afterwards."""
        if pages.look != self._look:
            (self._folder / "look.json").write_bytes(pages.look.encode())
            for name, data in pages.logos.items():
                (self._folder / name).write_bytes(data)
            self._look = pages.look
        self._unnamed.write(pages.json.encode())
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
