"""One run tells everything, however many files have faults."""

import shutil
from pathlib import Path

import pytest

from facilitate.faults import Place
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.plan_templates import own_template_faults
from facilitate.shipped import shipped
from tests.plans import PLAN, starter_with_samples, write_plan

TAKES = "private/stock-takes"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return starter_with_samples(tmp_path / "p")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder: Path) -> list[tuple[str, str]]:
    """Return the file and code of each error of a plan."""
    faults = analyse(folder).faults
    return [(f.place.file if f.place else "", f.code) for f in faults if f.severity == "error"]


def test_a_broken_programme_hides_no_fault_of_the_other_files(plan: Path) -> None:
    (plan / "programme.yaml").write_text("format: 1\npairs: nobody\n", encoding="utf-8")
    change(plan / "agendas/1-first-day.yaml", "venue:", "vennue:")
    change(plan / "private/sharing.yaml", "own answers\n    since", "own anwsers\n    since")
    change(plan / "private/access.yaml", "diet:", "deit:")
    (plan / "exercises").mkdir()
    (plan / "exercises/mine.yaml").write_text("name: Mine\n  time: 5m\n", encoding="utf-8")
    assert {file for file, _ in told(plan)} == {
        "programme.yaml",
        "agendas/1-first-day.yaml",
        "private/sharing.yaml",
        "private/access.yaml",
        "exercises/mine.yaml",
    }


def test_a_stock_take_that_nobody_has_answered_yet_is_as_one_that_is_not_there(
    tmp_path: Path,
) -> None:
    folder = write_plan(tmp_path / "p", given={})
    with_a_head_only = {fault.code: fault.severity for fault in analyse(folder).faults}
    (folder / TAKES / "baseline.answers.csv").unlink()
    without = {fault.code: fault.severity for fault in analyse(folder).faults}
    assert with_a_head_only == without | {"A409": "warning"}


def test_a_fault_of_shape_hides_no_unknown_exercise_and_makes_no_other_fault(plan: Path) -> None:
    day = plan / "agendas/1-first-day.yaml"
    change(day, "- lunch: 60m", "- lunch: 12:15")
    change(day, "link-listening-bench", "link-listning-bench")
    assert told(plan) == [
        ("agendas/1-first-day.yaml", "P104"),
        ("agendas/1-first-day.yaml", "P103"),
    ]


def test_a_fault_of_one_day_hides_no_fault_of_the_next(plan: Path) -> None:
    second = plan / "agendas/2-second.yaml"
    shutil.copy(plan / "agendas/1-first-day.yaml", second)
    change(plan / "programme.yaml", "  - agendas/1-first-day.yaml", _BOTH)
    change(second, "2027-03-09", "2027-09-14")
    change(second, "finish: 15:45", "finish: 15:00")
    change(plan / "agendas/1-first-day.yaml", "start: 9:30", "start: 25:30")
    found = told(plan)
    assert ("agendas/1-first-day.yaml", "P104") in found
    assert ("agendas/2-second.yaml", "T201") in found


_BOTH = "  - agendas/1-first-day.yaml\n  - agendas/2-second.yaml"


def test_an_agenda_that_is_not_there_hides_no_fault_of_the_others(plan: Path) -> None:
    change(plan / "programme.yaml", "  - agendas/1-first-day.yaml", _BOTH)
    change(plan / "agendas/1-first-day.yaml", "link-listening-bench", "link-listning-bench")
    assert set(told(plan)) == {("programme.yaml", "P108"), ("agendas/1-first-day.yaml", "P103")}


def test_an_exercise_of_ones_own_with_a_fault_is_not_called_unknown_too(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises/our-own.yaml").write_text("name: Ours\n", encoding="utf-8")
    text = PLAN.replace("- exercise: role-negotiation", "- exercise: our-own")
    (tmp_path / "day.yaml").write_text(text, encoding="utf-8")
    errors = [one for one in analyse(tmp_path / "day.yaml").faults if one.severity == "error"]
    assert {one.place.file for one in errors if one.place} == {"exercises/our-own.yaml"}


def test_letters_that_no_page_can_show_are_told_at_their_line(plan: Path) -> None:
    change(plan / "agendas/1-first-day.yaml", "venue:", "venue: សុខ Room #")
    change(plan / "programme.yaml", "format: 1", "format: 1  # សុខ is only a remark here")
    (fault,) = (one for one in analyse(plan).faults if one.code == "M411")
    assert fault.severity == "warning"
    assert fault.message == "The fonts for PDF have no Khmer letters."
    assert fault.place is not None
    assert (fault.place.file, fault.place.source[:11]) == ("agendas/1-first-day.yaml", "venue: សុខ ")


def test_letters_in_what_people_wrote_and_said_are_told_at_their_line(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    takes = folder / TAKES
    rows = (takes / "baseline.answers.csv").read_text(encoding="utf-8").splitlines()
    more = ["list:helps,tie:advice", "Tea,", "សុខ,", *[","] * 9]
    text = "\n".join(f"{row},{extra}" for row, extra in zip(rows, more, strict=False))
    (takes / "baseline.answers.csv").write_text(text, encoding="utf-8")
    said = "code,theme,words,cleared\nv1,trust,Fine,yes\nv2,trust,Oh ሀ,yes\nv3,trust,Not ሀ,no\n"
    (takes / "voices.csv").write_text(said, encoding="utf-8")
    found = [one for one in analyse(folder / "plan.yaml").faults if one.code == "M411"]
    assert [(one.message, one.place) for one in found] == [
        ("The fonts for PDF have no Khmer letters.", Place(f"{TAKES}/baseline.answers.csv", 3)),
        ("The fonts for PDF have no Ethiopic letters.", Place(f"{TAKES}/voices.csv", 3)),
    ]


def test_letters_of_an_own_page_that_it_cannot_show_are_told_at_their_line(plan: Path) -> None:
    (plan / "templates/sheets").mkdir(parents=True)
    page = "---\nformat: 1\nfor: group\nmakes: sheet\ntitle: Ours\n---\n# Ours\n\nHello សុខ.\n"
    (plan / "templates/sheets/ours.md").write_text(page, encoding="utf-8")
    (fault,) = (one for one in own_template_faults(plan) if one.code == "M411")
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("templates/sheets/ours.md", 9)


def test_nothing_is_told_of_choices_that_were_made_up_for_a_sample() -> None:
    faults = analyse(shipped("agendas") / "example", sample=True).faults
    assert [one for one in faults if one.place and one.place.file.startswith("private/")] == []
