"""Whether a folder can take a build, asked before the first file is written."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

LEAST_FREE_BYTES = 40_000_000
"""What the example's largest day takes, twice over, since files are written beside first."""


def make_room(folder: Path) -> None:
    """Make the folder, or raise the `OSError` that a build would meet half-way."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
