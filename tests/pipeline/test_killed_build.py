"""Builds of whole programmes killed from outside, and what is left of them."""

import os
import signal
from pathlib import Path

import pytest

from tests.pipeline.kills import SIDE_BY_SIDE, started, two_days


@pytest.mark.skipif(os.name != "posix", reason="Windows knows one way only to end a process")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_day_is_made_any_longer_once_the_build_that_began_it_is_killed(
    tmp_path: Path, how: signal.Signals
) -> None:
    folder = two_days(tmp_path / "p")
    with started("-c", SIDE_BY_SIDE, str(folder)) as killed:
        assert [killed.stdout.readline() for _ in "12"] == [b"begun\n"] * 2
        killed.send_signal(how)
        # The days' processes hold the same output: it ends with the last of them.
        assert killed.communicate(timeout=60)[0] == b""
    assert killed.returncode == -how
