"""`audit compare`: then and now, of the same people."""

from pathlib import Path

from tests.cli.a_terminal import typed


def test_compare_tells_counts_of_the_same_people(programme: Path) -> None:
    code, out, _ = typed("audit", "compare", programme)
    assert code == 0
    assert "who answered both times" in out
    assert "The group on each theme" not in out
