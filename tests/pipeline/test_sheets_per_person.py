"""`check` says where a day has more sheets in somebody's hands than can be kept in order."""

from datetime import date
from pathlib import Path

from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.plan_faults import all_faults
from facilitate.shipped import shipped
from tests.plans import PLAN, write_plan

PAPER = ("T238", "T239")


def told(folder: Path) -> list[Fault]:
    faults = all_faults(analyse(folder), folder, today=date(2027, 1, 1))
    return [fault for fault in faults if fault.code in PAPER]


def with_sheets(folder: Path, number: int, audience: str) -> Path:
    """Return a plan with so many sheets of its own for one exercise, each with a code."""
    made = write_plan(folder, given=None)
    for n in range(number):
        sheet = made / f"templates/handouts/sheet-{n}.md"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        head = f"title: Sheet {n}\nfor: {audience}\nmakes: handout\nformats: [pdf]\norder: {50 + n}"
        needs = "requires: ['exercise: mission-nine-whys']"
        sheet.write_text(f"---\n{head}\n{needs}\n---\n# Sheet\n\nYours.\n", encoding="utf-8")
    return made


def line(words: str) -> int:
    return next(n for n, one in enumerate(PLAN.splitlines(), 1) if words in one)


def test_two_sheets_for_an_exercise_are_kept_in_order(tmp_path: Path) -> None:
    assert told(with_sheets(tmp_path / "p", 2, "each person")) == []


def test_a_third_sheet_open_at_once_is_told_at_the_exercise_with_their_codes(
    tmp_path: Path,
) -> None:
    (fault,) = told(with_sheets(tmp_path / "p", 3, "each person"))
    assert (fault.code, fault.severity) == ("T238", "advice")
    assert fault.place
    assert fault.place.line == line("mission-nine-whys")
    assert "3 sheets open at once here: 1.1 Sheet 0, 1.2 Sheet 1, 1.3 Sheet 2." in fault.message


def test_of_a_pairs_sheet_each_of_the_two_holds_half(tmp_path: Path) -> None:
    assert [one.code for one in told(with_sheets(tmp_path / "own", 9, "each person"))] == [*PAPER]
    assert [one.code for one in told(with_sheets(tmp_path / "two", 9, "each pair"))] == ["T238"]


def test_nobody_has_too_much_paper_in_the_example() -> None:
    assert told(shipped("agendas") / "example") == []
