"""One build at a time in one folder, by a lock of the system's that ends with its process."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from facilitate.files import OWNER_ONLY

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_S = 5.0
NAME = ".lock"


class BusyError(RuntimeError):
    """Another build is at work in this folder; `process` is its number."""

    def __init__(self, process: str) -> None:
        super().__init__(f"another build (process {process or 'unknown'}) is at work here")
        self.process = process


@contextmanager
def locked(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the folder's lock; wait a little for another build, then raise `BusyError`.

    A process that dies lets go of its lock; the file that it leaves behind stops nobody.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    until = time.monotonic() + wait_s
    while (handle := _taken(path)) is None:
        if time.monotonic() > until:
            raise BusyError(_owner(path))
        time.sleep(0.05)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there, a file that is open cannot be removed
            path.unlink(missing_ok=True)
        os.close(handle)
        with suppress(OSError):
            if sys.platform == "win32":
                path.unlink()


def _taken(path: Path) -> int | None:
    """Return the open lock file, which names this process, or None if another one holds it."""
    try:
        if path.is_symlink():
            path.unlink()  # it would name this process in a file somewhere else
        handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), OWNER_ONLY)
    except PermissionError:
        if path.exists():
            return None  # on Windows: being removed at this moment
        raise
    if not _locks(handle) or not _is_still(handle, path):
        os.close(handle)
        return None
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def _locks(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, 4096, os.SEEK_SET)  # beyond the number, so that it can be read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(handle: int, path: Path) -> bool:
    """Say whether the open file is still the one in the folder, and was not removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _owner(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
