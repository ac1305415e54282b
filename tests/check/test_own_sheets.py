"""A sheet that an exercise of one's own names must be made by some template."""

from pathlib import Path

import pytest

from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.plan_templates import own_template_faults
from tests.plans import PLAN

EXERCISE = """format: 1
name: Our own hour
purpose: So that we hear each other
group size: 2
steps:
  - 20m Pairs, read them out
materials:
  - {what: our sheet, per: pair, sheet: SHEET}
"""


@pytest.mark.parametrize(
    ("sheet", "hint"),
    [
        ("our-sheet", None),
        ("our-sheet.md", "Write sheet: our-sheet"),
        ("our-shet", "Did you mean 'our-sheet'?"),
        ("zzz", "Write templates/sheets/zzz.md."),
    ],
)
def test_a_sheet_that_no_template_makes_is_told(
    tmp_path: Path, sheet: str, hint: str | None
) -> None:
    for name, text in (
        ("day.yaml", PLAN),
        ("exercises/own.yaml", EXERCISE.replace("SHEET", sheet)),
        ("templates/sheets/our-sheet.md", "---\nformat: 1\nfor: each pair\n---\n# Ours\n"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    told = [(one.place, one.hint) for one in analyse(tmp_path).faults if one.code == "P141"]
    assert [found for _, found in told] == ([] if hint is None else [hint])
    assert all(place and (place.file, place.line) == ("exercises/own.yaml", 8) for place, _ in told)


def test_a_page_of_ones_own_that_was_pasted_twice_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "sheets" / "ours.md"
    path.parent.mkdir(parents=True)
    body = "# Ours\n\nWhat we saw.\n\nWhat we mend.\n\n"
    path.write_text(f"---\nformat: 1\nfor: each pair\n---\n{body}{body}", encoding="utf-8")
    (told,) = own_template_faults(tmp_path)
    assert (told.code, told.severity, told.place and told.place.line) == ("M152", "warning", 11)
