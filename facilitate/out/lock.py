"""One build at a time in one folder."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT_S = 5.0
NAME = ".lock"


class BusyError(RuntimeError):
    """Another build is at work in this folder; `process` is its number."""

    def __init__(self, process: str) -> None:
        super().__init__(f"another build (process {process}) is at work here")
        self.process = process


@contextmanager
def locked(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the folder's lock; wait a little for another build, then raise `BusyError`.

    The lock of a process that no longer lives is taken over.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    until = time.monotonic() + wait_s
    while not _take(path):
        owner = _owner(path)
        if owner and not _alive(owner):
            with suppress(OSError):
                path.unlink()
        elif time.monotonic() > until:
            raise BusyError(owner)
        else:
            time.sleep(0.1)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()


def _take(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(str(os.getpid()))
    return True


def _owner(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True
