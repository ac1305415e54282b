"""Preference letters on their way to paper: nobody learns from a list of files who said no."""

from pathlib import Path

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import PLAN, sharing, write_plan

STYLES = PLAN.replace("role-negotiation", "type-pair-translate")
GIVEN = "    type letters: yes\n    letters: {letters}\n    letters counted: yes\n"


def built(folder: Path, **letters: str) -> dict[str, bytes]:
    choices = sharing()
    for person, one in letters.items():
        head = f"  {person.replace('_', '-')}:\n"
        choices = choices.replace(head, head + GIVEN.format(letters=one))
    plan = write_plan(folder, plan=STYLES, choices=choices)
    assert not [f for f in build(plan, Options(singles=True)).faults if f.severity == "error"]
    day = plan / "out/plan"
    return {p.relative_to(day).as_posix(): p.read_bytes() for p in day.rglob("*") if p.is_file()}


def test_the_same_files_are_made_whoever_gave_letters(tmp_path: Path) -> None:
    none = built(tmp_path / "none")
    both = built(tmp_path / "both", crisis_doctor="ISTJ", crisis_manager="ENFP")
    one = built(tmp_path / "one", crisis_doctor="ISTJ")
    assert set(none) == set(both) == set(one)
    pair = "pairs/crisis/two-maps.pdf"
    assert none[pair] == one[pair] != both[pair]
    own = "people/crisis-doctor/own-letters.pdf"
    assert none[own] != one[own] == both[own]
    other = "pairs/rehab/two-maps.pdf"
    assert none[other] == both[other]
    assert none["group/letters-table.pdf"] == both["group/letters-table.pdf"]
