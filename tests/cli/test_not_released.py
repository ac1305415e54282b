"""A day that is past and not recorded is told until it is, by `check` and by `build`."""

from pathlib import Path

import pytest

from tests.cli.a_terminal import typed
from tests.plans import write_plan

PAST = ("--today", "2027-03-10")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def test_check_reminds_of_a_past_day_until_it_is_released(folder: Path) -> None:
    _, _, err = typed("check", folder, *PAST)
    assert "warning[C403]: plan is past" in err
    assert "--> plan.yaml:3:7" in err
    assert "facilitate audit release plan" in err
    typed("audit", "release", "plan", folder)
    assert "C403" not in typed("check", folder, *PAST)[2]


def test_no_day_is_past_on_the_day_itself(folder: Path) -> None:
    assert "C403" not in typed("check", folder, "--today", "2027-03-09")[2]


def test_a_day_without_answers_has_nothing_to_record(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "none", given=None)
    assert "C403" not in typed("check", folder, *PAST)[2]


def test_a_plan_with_errors_is_told_those_first(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("mission-nine-whys", "mision-nine-wys")
    plan.write_text(text, encoding="utf-8")
    code, _, err = typed("check", folder, *PAST)
    assert code == 1
    assert "C403" not in err


def test_build_reminds_too_and_its_manifest_is_the_same_on_every_day(folder: Path) -> None:
    made = ("build", folder, "--formats", "html", "--force")
    typed(*made, "--today", "2027-03-01")
    manifest = (folder / "out/plan/manifest.json").read_bytes()
    _, _, err = typed(*made, *PAST)
    assert "C403" in err
    assert (folder / "out/plan/manifest.json").read_bytes() == manifest


def test_a_day_that_is_no_date_is_wrong_use(folder: Path) -> None:
    assert typed("check", folder, "--today", "tomorrow")[0] == 2
