"""Exercises of a user's own."""

from pathlib import Path

from facilitate.load.library import load_library

OLDER = """format: 1
name: Quick round
category: opening
origin: ours
checked: yes
purpose: So that all have spoken
groups: triads
people: 2-40
time: 10m
range: 5m-15m
steps: [10m Talk]
"""


def test_an_older_exercise_loads_with_a_warning_that_it_is_counted_in_fours(tmp_path: Path) -> None:
    (tmp_path / "quick-round.yaml").write_text(OLDER, encoding="utf-8")
    library, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert library.exercises["quick-round"].shared_phase.size == 4
    (fault,) = faults
    assert (fault.code, fault.severity) == ("P137", "warning")
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("exercises/quick-round.yaml", 7)


def test_an_exercise_that_says_who_works_together_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "quick-round.yaml").write_text(OLDER + "group size: 3\n", encoding="utf-8")
    library, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert faults == ()
    assert library.exercises["quick-round"].shared_phase.size == 3
