"""What `check` tells of the plan's own pages once one of each is made."""

from datetime import date
from pathlib import Path

import pytest

from facilitate.faults import Fault
from facilitate.pipeline.analyse import analyse
from facilitate.pipeline.plan_faults import all_faults
from tests.plans import PLAN, write_files

PAGE = "templates/sheets/ours.md"
HEAD = "---\nformat: 1\nfor: each pair\nmakes: sheet\ntitle: Ours\n---\n# Ours\n\n"


def told(folder: Path, page: str) -> list[Fault]:
    write_files(folder, {"plan.yaml": PLAN, PAGE: page})
    plan = folder / "plan.yaml"
    faults = all_faults(analyse(plan), plan, today=date(2027, 1, 4))
    return [one for one in faults if one.place and one.place.file == PAGE]


@pytest.mark.parametrize(
    ("line", "hint"),
    [("{{ one.purpose }}", "Did you mean 'promises'?"), ("{{ one.service_name }}", "'service'?")],
)
def test_what_nobody_in_a_loop_has_is_told_at_its_line(
    tmp_path: Path, line: str, hint: str
) -> None:
    (fault,) = told(tmp_path, f"{HEAD}{{% for one in pair.members %}}\n{line}\n{{% endfor %}}\n")
    assert (fault.code, fault.place and fault.place.line) == ("M110", 10)
    assert hint in fault.hint


def test_two_versions_that_a_program_joined_are_told_in_a_page(tmp_path: Path) -> None:
    joined = "<<<<<<< HEAD\nOne line\n=======\nAnother line\n>>>>>>> theirs\n"
    (fault,) = told(tmp_path, HEAD + joined)
    assert (fault.code, fault.place and fault.place.line) == ("Y016", 9)


def test_a_title_underlined_with_equals_signs_is_no_second_version(tmp_path: Path) -> None:
    assert told(tmp_path, f"{HEAD}Something\n=======\n") == []
