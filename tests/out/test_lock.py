"""Two builds at once, and what a dead one leaves behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.out.folder import LOCK_FILE, BusyError, locked

HOLD = """
import sys
from pathlib import Path
from facilitate.out.folder import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(BusyError, match=r"process \d+"),
        locked(tmp_path, wait_s=0),
    ):
        pass
    assert not (tmp_path / LOCK_FILE).exists()


def test_the_lock_of_a_process_that_was_killed_stops_nobody(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=str(other.pid)), locked(tmp_path, wait_s=0):
            pass
        other.kill()
        other.wait()
        assert (tmp_path / LOCK_FILE).exists()
        with locked(tmp_path, wait_s=0):
            pass
    assert not (tmp_path / LOCK_FILE).exists()


def test_a_lock_file_of_another_time_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_bytes(b"\xff not a number")
    with locked(tmp_path, wait_s=0):
        pass
