"""`suggest`: exercises for the lowest themes."""

from pathlib import Path

from tests.cli.a_terminal import typed
from tests.plans import PLAN, write_plan


def test_suggestions_for_a_pair_go_by_its_own_lowest_theme(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    code, out, _ = typed("suggest", str(folder), "--pair", "acute", "--most", "1")
    assert code == 0
    assert "Respect (mean 1.8, n = 2)" in out
    code, out, _ = typed("suggest", str(folder), "--most", "1")
    assert "n = 6" in out


def test_what_starts_from_something_that_nobody_has_made_is_not_proposed(tmp_path: Path) -> None:
    def proposed(name: str, plan: str) -> str:
        folder = write_plan(tmp_path / name, plan=plan)
        return typed("suggest", str(folder), "--theme", "challenge", "--most", "99")[1]

    # Pairs watch each other by ground rules and a charter, which these two make.
    makers = "  - exercise: open-working-agreement\n  - exercise: charter-seen-and-unseen\n"
    assert "observe-pair-to-pair" not in proposed("without", PLAN)
    assert "observe-pair-to-pair" in proposed("with", PLAN.replace("  - break: 15m\n", makers))
