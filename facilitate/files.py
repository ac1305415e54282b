"""How files are written (whole, through no link, for whom), and how those of others are read."""

import codecs
import errno
import json
import os
import re
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from facilitate.structs import Struct

if TYPE_CHECKING:
    from zipfile import ZipFile

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

OWNER_ONLY = 0o600
"""The rights of a file about people; where systems know none, the folder's rights hold."""


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it; `private` lets nobody but the owner into new ones."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700 if private else 0o777, exist_ok=True)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an error of the disk name this file: a full one names none, and others a passing one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet, flushed to the disk.

    Raises `FileExistsError`, for a link too, wherever it leads.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, OWNER_ONLY if private else 0o666)
    with naming(path), os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def not_to_guess() -> str:
    """Return letters for a temporary name, so that nobody can lay a link there beforehand."""
    return os.urandom(8).hex()


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, so that files moved into it stay there.

    Windows flushes it with the file and opens no folder.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def locks(handle: int) -> bool:
    """Lock an open file, or a folder but on Windows, until it is closed; False if another has."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, 4096, os.SEEK_SET)  # beyond what is written, so that it can be read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


TEMPORARY = ".tmp"
"""How the name ends of a file that is written beside another; it starts with a dot."""


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file beside and move it into place, so that it is whole or as it was.

    A file that is there keeps its rights, unless it is `private`; a link is replaced by the file.
    """
    make_folder(path.parent, private=private)
    beside = _beside(path)
    try:
        with naming(path):
            _write_beside(beside, path, data, private=private)
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{not_to_guess()}{TEMPORARY}")


def _write_beside(beside: Path, path: Path, data: bytes, *, private: bool = False) -> None:
    """Write what will stand in a file's place, with the rights of the file that is there."""
    write_new(beside, data, private=private)
    if not private:
        with suppress(OSError):
            beside.chmod(path.stat().st_mode & 0o777)


# --------------------------------------------------------------------- several files, all or none

UNDER_WAY = f".facilitate-change{TEMPORARY}"
"""The file of a folder that says which others are about to take their places."""


def write_together(folder: Path, files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write files of a folder in place of what is in them, all of them or none.

    That holds where the program is killed on the way, too: `finish` moves the rest once all that
    is new lies there. `files` are by their names what is there and what will be.
    """
    if len(files) == 1:
        [(name, (_, data))] = files.items()
        write_whole(folder / name, data)
        return
    moves = {name: _beside(folder / name) for name in files}
    try:
        for name, beside in moves.items():
            with naming(folder / name):
                _write_beside(beside, folder / name, files[name][1])
        said = {
            name: (beside.name, sha256(files[name][0]).hexdigest())
            for name, beside in moves.items()
        }
        # From here on all of it will be done.
        write_whole(folder / UNDER_WAY, json.dumps(said).encode())
        try:
            finish(folder)
        except OSError:
            (folder / UNDER_WAY).unlink()
            for name, (old, new) in files.items():
                if (folder / name).read_bytes() == new != old:
                    write_whole(folder / name, old)
            raise
    finally:
        for beside in moves.values():
            beside.unlink(missing_ok=True)


def finish(folder: Path) -> None:
    """Move what `write_together` had not moved when the program was killed; nothing without.

    Where somebody has written one of the files since, the rest is thrown away instead.
    """
    under_way = folder / UNDER_WAY
    try:
        said = json.loads(start_of(under_way, MAX_BYTES))
        moves = [
            (folder / name, (folder / name).with_name(Path(beside).name), was)
            for name, (beside, was) in said.items()
        ]
    except (ValueError, TypeError, AttributeError):
        return
    ours = [
        (path, beside, was)
        for path, beside, was in moves
        if beside.name.endswith(TEMPORARY) and beside.is_file()
        and all(lies_inside(one, folder) for one in (path, beside))
        and not linked_away(beside, folder)
    ]  # fmt: skip
    as_it_was = all(
        path.is_file() and sha256(path.read_bytes()).hexdigest() == was for path, _, was in ours
    )
    for path, beside, _ in ours:
        if as_it_was:
            beside.replace(path)
            flush_folder(path.parent)
        else:
            beside.unlink()
    under_way.unlink()


_LEFT = re.compile(rf"\..+\.[0-9a-f]{{16}}{re.escape(TEMPORARY)}")
_LEFT_S = 3600
"""What is written beside a file takes its place within a moment; after this time it never will."""


def sweep(folder: Path, *, but: Collection[str] = ()) -> None:
    """Take away what killed programs had written beside files of a folder and had not moved yet.

    Its folders are looked through too, `but` some and those with a dot before their names.
    """
    places = [one for one in folder.iterdir() if one.name[0] != "." and one.name not in but]
    looks = [folder.glob, *(one.rglob for one in places if one.is_dir() and not one.is_symlink())]
    for path in (path for look in looks for path in look(f".*{TEMPORARY}")):
        with suppress(OSError):
            there = path.lstat()
            old = S_ISREG(there.st_mode) and time.time() - there.st_mtime > _LEFT_S
            if old and _LEFT.fullmatch(path.name):
                path.unlink()


def version_of(path: Path) -> tuple[object, ...]:
    """Return what differs once a file has changed, as `start_of` reads it: its stamp, or itself."""
    draft = _DRAFT.get()
    if draft is not None and (there := draft.get(path.resolve())) is not None:
        return str(path), there
    try:
        found = path.stat()
    except OSError:
        return (str(path),)
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


def is_open_to_others(folder: Path) -> bool:
    """Say whether other accounts of this computer may look into a folder, as far as rights tell."""
    return os.name == "posix" and folder.is_dir() and bool(folder.stat().st_mode & 0o077)


def lies_inside(path: Path, folder: Path) -> bool:
    """Say whether a path leads into a folder, or is that folder itself, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def is_too_long(path: Path) -> bool:
    """Say whether a path is longer than the disk allows, so that nothing can lie there."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    return False


def linked_away(path: Path, folder: Path) -> Path | None:
    """Return the first link on the way from a folder down to a file; None without, or elsewhere.

    A link to a folder that leads back into the first one is none of them.
    """
    path, folder = path.absolute(), folder.absolute()
    ways = [way for way in (*reversed(path.parents), path) if folder in way.parents]
    return next(
        (way for way in ways if way.is_symlink() and (way == path or not lies_inside(way, folder))),
        None,
    )


def start_of(path: Path, most: int) -> bytes:
    """Return a file's bytes, or of one that is too large only so many that it can be refused.

    Nothing of what is no plain file: a pipe would be waited for until somebody writes into it.
    """
    if not path.is_file():
        return b""
    draft = _DRAFT.get()
    place = path.resolve() if draft is not None else path
    if draft is not None and place in draft:
        return draft[place][: most + 1]
    with path.open("rb") as file:
        data = file.read(most + 1)
    if draft is not None and len(data) <= most:
        draft[place] = data
    return data


_DRAFT: ContextVar[dict[Path, bytes] | None] = ContextVar("draft", default=None)


@contextmanager
def reading_as(draft: dict[Path, bytes]) -> Iterator[None]:
    """Have `start_of` read these bytes at these paths (resolved), whatever lies there.

    So a change is looked at before it is written, by what reads the files themselves. What is read
    besides is added, so that the caller has the very bytes that were read.
    """
    token = _DRAFT.set(draft)
    try:
        yield
    finally:
        _DRAFT.reset(token)


_KINDS = {
    b"PK\x03\x04": "a Word or Excel file, or a packed one",
    b"PK\x05\x06": "an empty archive",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file, or one with a password",
    b"%pdf": "a PDF",
    b"\x1f\x8b": "a packed file",
    b"\x89png": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"ii*\0": "a picture",
    b"mm\0*": "a picture",
    b"\0\0\0": "a picture or film of a phone",
    b"{\\rtf": "a text document with fonts and layout (RTF)",
    b"<html": "a web page",
    b"<!doc": "a web page",
    b"<?xml": "an XML file",
}


def kind_of(data: bytes) -> str:
    """Return what a file is by its first bytes, such as `a PDF`; empty of plain text."""
    start = data[:200].lstrip().lower()
    return next((kind for sign, kind in _KINDS.items() if start.startswith(sign.lower())), "")


_PACKED = {
    "word/": "a Word file",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint file",
    "content.xml": "a LibreOffice file",
}


def kind_of_package(names: Iterable[str]) -> str:
    """Return what a ZIP is by the names in it, such as `a Word file`; empty of any other."""
    found = tuple(names)
    return next(
        (kind for sign, kind in _PACKED.items() if any(one.startswith(sign) for one in found)), ""
    )


# -------------------------------------------------------------------------------- how text is spelt

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class TextFormat(Struct):
    """How a file writes its text: the mark in front, the encoding, and what ends a line."""

    mark: bytes
    encoding: str
    line_end: str


def taken_apart(raw: bytes, unmarked: str = "utf-8") -> tuple[str, TextFormat]:
    """Return a text with plain line ends, and how it was spelt: `unmarked` without a mark."""
    mark = next((one for one in _MARKS if raw.startswith(one)), b"")
    encoding = _MARKS.get(mark, unmarked)
    text = raw[len(mark) :].decode(encoding)
    if text.count("\r\n") == text.count("\n") > 0:
        return text.replace("\r\n", "\n"), TextFormat(mark, encoding, "\r\n")
    if "\r" in text and "\n" not in text:
        return text.replace("\r", "\n"), TextFormat(mark, encoding, "\r")
    return text, TextFormat(mark, encoding, "\n")


def put_together(text: str, spelling: TextFormat) -> bytes:
    """Return the bytes of a text in the spelling of the file that it came from."""
    return spelling.mark + text.replace("\n", spelling.line_end).encode(spelling.encoding)


# ------------------------------------------------------- zip packages of strangers: XLSX and DOCX

MAX_BYTES = 50_000_000  # of a file, and of a package once unpacked
MAX_PARTS = 1_000
MAX_RATIO = 100  # unpacked to packed; sheets and letters of real people stay below 40
_SMALL_PART = 1_000_000  # bytes; below this a high ratio harms nobody


def why_refused(package: "ZipFile", *, most: int = MAX_BYTES) -> str:
    """Return what makes a package more than a file of people, such as `it has 2,000 parts`.

    Empty of one that may be unpacked. `most` are the bytes that it may take then; `zipfile` itself
    unpacks no more of a part than the directory says. Raises `BadZipFile`: no office program's.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

    parts = package.infolist()
    if len({part.filename for part in parts}) < len(parts):
        raise BadZipFile("two parts of one name")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise BadZipFile("packed as no office program does")
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        return f"it has {len(parts):,} parts"
    if size > most:
        return f"unpacked it would take {size / 1e6:,.0f} MB"
    for part in parts:
        times = part.file_size // max(part.compress_size, 1)
        if part.file_size > _SMALL_PART and times > MAX_RATIO:
            return f"a part of it unpacks to {times} times its size"
    return ""
