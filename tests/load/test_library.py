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


SMALLEST = """format: 1
name: Three good things
purpose: So that we start with what works
steps:
  - 3m Write down three things that went well
  - 2x5m Tell your partner
"""


def test_a_name_a_purpose_and_steps_are_an_exercise(tmp_path: Path) -> None:
    (tmp_path / "good-things.yaml").write_text(SMALLEST, encoding="utf-8")
    library, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert faults == ()
    exercise = library.exercises["good-things"]
    assert exercise.time == 13
    assert exercise.range == (9, 19)
    assert exercise.people == (1, 240)
    assert exercise.category == "our own"


def test_the_range_lies_around_a_time_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "good-things.yaml").write_text(SMALLEST + "time: 20m\n", encoding="utf-8")
    library, _ = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert library.exercises["good-things"].range == (15, 30)


def test_a_copy_of_an_exercise_that_bears_the_same_name_is_told(tmp_path: Path) -> None:
    for name in ("good-things", "good-things-2"):
        (tmp_path / f"{name}.yaml").write_text(SMALLEST, encoding="utf-8")
    _, (told,) = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert (told.code, told.severity) == ("P164", "warning")
    assert told.message == "'Three good things' is the name of another exercise, too: good-things."
    assert told.place
    assert (told.place.file, told.place.line) == ("exercises/good-things-2.yaml", 2)


def test_an_exercise_without_steps_is_told_once(tmp_path: Path) -> None:
    text = "format: 1\nname: Three good things\npurpose: So that\n"
    (tmp_path / "good-things.yaml").write_text(text, encoding="utf-8")
    _, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert [one.code for one in faults] == ["P102"]
    assert faults[0].hint == "Add steps: and under it a line for each, such as: - 5m Write alone"


def test_an_exercise_in_which_nothing_is_done_is_told(tmp_path: Path) -> None:
    text = "format: 1\nname: Three good things\npurpose: So that\nsteps: []\n"
    (tmp_path / "good-things.yaml").write_text(text, encoding="utf-8")
    _, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert [one.code for one in faults] == ["P104"]


def test_an_exercise_whose_tables_share_paper_is_counted_in_fours_with_a_warning(
    tmp_path: Path,
) -> None:
    text = OLDER + "materials: [{what: sheet, per: table}]\n"
    (tmp_path / "quick-round.yaml").write_text(text, encoding="utf-8")
    library, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert library.exercises["quick-round"].shared_phase.size == 4
    (fault,) = faults
    assert (fault.code, fault.severity) == ("P137", "warning")
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("exercises/quick-round.yaml", 2)


def test_a_file_that_has_changed_is_read_again_and_the_others_are_not(tmp_path: Path) -> None:
    folders = {tmp_path / "shipped": "shipped", tmp_path: "exercises"}
    for name in ("one", "two"):
        text = SMALLEST.replace("Three", name)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    before, _ = load_library(folders)
    (tmp_path / "two.yaml").write_text(SMALLEST.replace("what works", "rest"), encoding="utf-8")
    after, faults = load_library(folders)
    assert faults == ()
    assert after.exercises["two"].purpose == "So that we start with rest"
    assert after.sources["one"] is before.sources["one"]
    (tmp_path / "two.yaml").write_text("format: 1\nname: Two\n", encoding="utf-8")
    without, faults = load_library(folders)
    assert set(without.exercises) == {"one"}
    assert {one.place.file for one in faults if one.place} == {"exercises/two.yaml"}


def test_an_exercise_that_says_who_works_together_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "quick-round.yaml").write_text(OLDER + "group size: 3\n", encoding="utf-8")
    library, faults = load_library({tmp_path / "shipped": "shipped", tmp_path: "exercises"})
    assert faults == ()
    assert library.exercises["quick-round"].shared_phase.size == 3


def test_of_the_shipped_exercises_those_that_are_named_are_read_first(tmp_path: Path) -> None:
    (tmp_path / "three.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("format: 1\nname: Broken\n", encoding="utf-8")
    folders = {tmp_path: "shipped exercises"}
    library, faults = load_library(folders, named=["Three"])
    assert faults == ()
    assert library.exercises["three"].name == "Three good things"
    assert library.sources["three"].file == "shipped exercises/three.yaml"
    assert load_library(folders, named=["broken"])[1] == load_library(folders)[1] != ()


def test_all_exercises_are_there_once_another_than_a_named_one_is_asked_for(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = SMALLEST.replace("Three", name.title())
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    library, _ = load_library({tmp_path: "shipped exercises"}, named=["one"])
    assert library.names() == ("one", "two", "One good things", "Two good things")
    assert library.exercise("two good things") == library.exercises["two"]
    assert library.exercise("three good things") is None
    assert sorted(library.sources) == ["one", "two"]


def test_an_exercise_is_found_by_its_name_whatever_is_read_first(tmp_path: Path) -> None:
    (tmp_path / "three.yaml").write_text(SMALLEST, encoding="utf-8")
    library, _ = load_library({tmp_path: "shipped exercises"}, named=["Three Good Things"])
    found = library.exercise("Three Good Things")
    assert found is not None
    assert found.id == "three"
