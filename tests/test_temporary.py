"""What a process lays down for a while is gone after it, however it ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.temporary import clear_left

WAITS = """
import sys
from facilitate.temporary import own_folder
own_folder()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="no folder is locked here")
def test_what_a_killed_process_had_laid_out_goes_once_it_is_old(tmp_path: Path) -> None:
    def left() -> list[str]:
        clear_left(tmp_path)
        return sorted(one.name.partition("-")[0] for one in tmp_path.iterdir())

    (tmp_path / "own-notes").mkdir()
    (tmp_path / "own-notes" / "facilitate-process-1").mkdir()
    (tmp_path / "facilitate-process-link").symlink_to(tmp_path / "own-notes")
    os.utime(tmp_path / "own-notes", (0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", WAITS],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        [folder] = (one for one in tmp_path.glob("facilitate-*") if not one.is_symlink())
        os.utime(folder, (0, 0))
        assert left() == ["facilitate", "facilitate", "own"]  # at work, however old
        process.kill()
    os.utime(folder)
    assert left() == ["facilitate", "facilitate", "own"]  # may be one that is made just now
    os.utime(folder, (0, 0))
    assert left() == ["facilitate", "own"]
    assert not folder.exists()
    assert (tmp_path / "own-notes" / "facilitate-process-1").is_dir()
