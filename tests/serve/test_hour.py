"""What the program holds of the computer's memory does not grow with use."""

from pathlib import Path

import pytest

from tests.serve.hour import WARM, growth, sitting

ROUNDS = WARM + 12


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells its memory there")
def test_memory_grows_by_less_than_five_hundredths_once_all_is_loaded(tmp_path: Path) -> None:
    assert growth(list(sitting(tmp_path / "p", ROUNDS))) < 0.05
