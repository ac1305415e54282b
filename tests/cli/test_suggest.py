"""`suggest`: exercises for the lowest themes."""

from pathlib import Path

from facilitate.load.library import load_library
from facilitate.schedule.suggest import SuggestContext, suggest
from facilitate.shipped import shipped
from facilitate.structs import replace
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


def test_of_equals_those_that_fill_the_minutes_come_first_and_else_the_shortest() -> None:
    one, _ = load_library({shipped("exercises"): "exercises"})
    made = {
        str(minutes): one.exercises["mission-nine-whys"].model_copy(
            update={"id": str(minutes), "time": minutes, "range": (5, 120)}
        )
        for minutes in (10, 90, 50)
    }
    library = replace(one, exercises=made)

    def proposed(minutes: int) -> list[str]:
        return [one.exercise.id for one in suggest(library, (), SuggestContext(minutes=minutes))]

    assert proposed(60) == ["50", "90", "10"]
    assert proposed(0) == ["10", "50", "90"]
