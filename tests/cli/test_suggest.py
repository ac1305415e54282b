"""`suggest`: exercises for the lowest themes."""

from pathlib import Path

from tests.cli.a_terminal import typed
from tests.plans import write_plan


def test_suggestions_for_a_pair_go_by_its_own_lowest_theme(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("suggest", str(folder), "--pair", "acute", "--most", "1")
    assert code == 0
    assert "Respect (mean 1.8, n = 2)" in out
    code, out, _ = typed("suggest", str(folder), "--most", "1")
    assert "n = 6" in out
