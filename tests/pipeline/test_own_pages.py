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
    return [
        one for one in faults if one.place and PAGE in (one.place.file, one.also and one.also.file)
    ]


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


def test_a_shipped_part_that_a_page_cannot_include_is_told_with_the_page(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, HEAD + '{% include "parts/what-stays.md" %}\n')
    assert (fault.code, fault.also_is) == ("M156", "included by")
    assert fault.place
    assert fault.place.file == "shipped templates/parts/what-stays.md"


def test_a_part_of_ones_own_is_told_at_its_own_line_alone(tmp_path: Path) -> None:
    own = {"templates/parts/lamp.md": "{{ pair.lamp }}\n"}
    page = HEAD + '{% include "parts/lamp.md" %}\n'
    write_files(tmp_path, {"plan.yaml": PLAN, PAGE: page, **own})
    plan = tmp_path / "plan.yaml"
    faults = all_faults(analyse(plan), plan, today=date(2027, 1, 4))
    (fault,) = [one for one in faults if one.code == "M110"]
    assert fault.place
    assert fault.place.file == "templates/parts/lamp.md"
    assert fault.also is None
