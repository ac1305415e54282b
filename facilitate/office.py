"""LibreOffice, where it is on this computer: it draws the pages of an Office file as pictures."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from facilitate.temporary import own_folder

LONGEST_S = 180
"""LibreOffice needs ten seconds to start on a slow computer; what takes longer hangs."""


def office_program() -> str | None:
    """Return where LibreOffice is; None where it is not."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class NotDrawnError(Exception):
    """There are no pictures of a file; the words say why."""


class Office:
    """LibreOffice at work on one file, until it is ended."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._starts_or_ends = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def pages(self, data: bytes, suffix: str, *, pixels: int = 960) -> tuple[bytes, ...]:
        """Return the pages of a file as PNG, so many pixels wide; raise `NotDrawnError`.

        The file, a profile of its own and all that LibreOffice lays down stand in a folder that
        nobody else reads, and go with it.
        """
        try:
            with TemporaryDirectory(dir=own_folder()) as name:
                pages = self._drawn(data, suffix, Path(name), pixels)
        except OSError as error:
            raise NotDrawnError(f"The computer says: {error.strerror}.") from None
        if not pages:
            raise NotDrawnError("It ended without a page.")
        return pages

    def _drawn(self, data: bytes, suffix: str, folder: Path, pixels: int) -> tuple[bytes, ...]:
        file = folder / f"drawn.{suffix}"
        file.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        to_pdf = ("--convert-to", "pdf", "--outdir", str(folder), str(file))
        self._run((self._program, "--headless", profile, *to_pdf), folder)
        return tuple(_pages(folder, pixels)) if (folder / "drawn.pdf").is_file() else ()

    def _run(self, typed: Sequence[str], folder: Path) -> None:
        with self._starts_or_ends:
            if self._is_closed:
                raise NotDrawnError("It was ended.")
            self._process = process = subprocess.Popen(  # noqa: S603
                typed,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": str(folder)},
                start_new_session=True,
            )
        try:
            process.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            raise NotDrawnError(f"It had not ended after {LONGEST_S // 60} minutes.") from None
        finally:
            self.stop()

    def stop(self) -> None:
        """End what is at work, with all that it has started."""
        with self._starts_or_ends:
            process, self._process = self._process, None
            if process is None or process.poll() is not None:
                return
            if os.name == "posix":  # what was started starts another
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()

    def close(self) -> None:
        """End what is at work, and begin nothing more."""
        with self._starts_or_ends:
            self._is_closed = True
        self.stop()


def _pages(folder: Path, pixels: int) -> Iterator[bytes]:
    """Yield the pages of a PDF as pictures."""
    import typst  # draws a PDF's pages, so that no further program is needed

    for number in count(1):
        page = (
            "#set page(width: auto, height: auto, margin: 0pt)\n"
            f'#image("drawn.pdf", page: {number}, width: 960pt)'
        )
        (folder / "page.typ").write_text(page, encoding="utf-8")
        try:
            ppi = pixels * 72 / 960
            made = typst.compile(str(folder / "page.typ"), root=str(folder), format="png", ppi=ppi)
        except typst.TypstError:  # there is no such page
            return
        yield made
