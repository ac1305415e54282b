"""One folder for all that a process lays down for a while, which goes with it, however it ends."""

import atexit
import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

from facilitate.files import locks

_BEGINS = "facilitate-process-"
_NEW_S = 3600
"""How long a folder is left alone in any case: one is made before it is locked."""


@cache
def own_folder() -> Path:
    """Return the folder of this process; those that killed ones have left are removed.

    It is locked for as long as the process lives, so that nobody takes it for one of those.
    """
    clear_left(Path(gettempdir()))
    folder = Path(mkdtemp(prefix=_BEGINS))
    atexit.register(rmtree, folder, ignore_errors=True)
    if os.name == "posix":
        locks(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
    return folder


def clear_left(temporary: Path) -> None:
    """Remove this account's folders that no process holds; none on Windows, which locks no folder.

    What lies there says nothing of people, but each kill would leave more of it.
    """
    if os.name != "posix":
        return
    for folder in temporary.glob(f"{_BEGINS}*"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                there = os.fstat(handle)
                is_old = there.st_mtime < time.time() - _NEW_S
                if is_old and there.st_uid == os.getuid() and locks(handle):
                    rmtree(folder)
            finally:
                os.close(handle)
