"""`audit show`: the stock take in a terminal, one reader at a time."""

import json
import shutil
from pathlib import Path

from tests.cli.a_terminal import typed


def test_the_group_reads_no_pair_and_no_person(programme: Path) -> None:
    code, out, _ = typed("audit", "show", programme)
    assert code == 0
    assert "baseline: The group on each theme" in out
    assert "The pair on each theme" not in out
    assert "crisis" not in out


def test_a_pair_that_does_not_share_is_told_one_sentence(programme: Path) -> None:
    _, out, _ = typed("audit", "show", programme, "--for", "rehab")
    assert "This page shows the group’s results." in out
    assert "The pair on each theme" not in out


def test_json_says_for_whom_and_holds_the_same_findings(programme: Path) -> None:
    _, out, _ = typed("audit", "show", programme, "--for", "crisis-doctor", "--json")
    said = json.loads(out)
    assert said["for"] == {"kind": "person", "id": "crisis-doctor"}
    assert {one["kind"] for one in said["findings"]} >= {"GroupTheme", "PairTheme", "PersonTheme"}
    me = {"kind": "person", "id": "crisis-doctor"}
    assert all(me in one["readers"] for one in said["findings"])


def test_only_one_stock_take_can_be_asked_for(programme: Path) -> None:
    _, out, _ = typed("audit", "show", programme, "--stock-take", "repeat")
    assert "repeat:" in out
    assert "baseline:" not in out


def test_the_facilitator_reads_the_figures_behind(programme: Path) -> None:
    _, out, _ = typed("audit", "show", programme, "--for", "facilitator")
    assert "Method (facilitator)" in out
    assert "eigenvalue ratio" in out


def test_a_stock_take_in_place_of_a_plan_is_led_behind_its_option() -> None:
    code, _, err = typed("audit", "show", "baseline")
    assert code == 2
    assert "If it is a stock take, write --stock-take baseline, or if a reader" in err


def test_a_name_that_is_not_there_ends_with_2_and_the_nearest(programme: Path) -> None:
    code, _, err = typed("audit", "show", programme, "--for", "crissis")
    assert code == 2
    assert "Did you mean 'crisis'?" in err


def test_a_plan_without_answers_says_how_to_bring_them_in(programme: Path) -> None:
    shutil.rmtree(programme / "private")
    code, _, err = typed("audit", "show", programme)
    assert code == 2
    assert "facilitate audit import" in err


def deleted_by(programme: Path, date: str) -> None:
    path = programme / "programme.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("delete by:")]
    path.write_text("\n".join([*kept, f"delete by: {date}", ""]), encoding="utf-8")


def test_a_day_after_the_answers_were_to_be_deleted_shows_nothing_of_them(
    programme: Path,
) -> None:
    deleted_by(programme, "2028-03-01")
    code, out, err = typed("audit", "show", programme)
    assert code == 1
    assert "error[C301]" in err
    assert "programme.yaml:" in err
    assert "The group on each theme" not in out


def test_shortly_before_that_there_is_a_warning(programme: Path) -> None:
    deleted_by(programme, "2028-03-31")
    code, out, err = typed("audit", "show", programme)
    assert code == 0
    assert "warning[C302]" in err
    assert "The group on each theme" in out
