"""The stock take in a terminal: one reader at a time, and the only writer of the ledger."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from facilitate.shipped import shipped


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A copy of the example programme."""
    folder = tmp_path / "programme"
    shutil.copytree(shipped("agendas") / "example", folder, ignore=shutil.ignore_patterns("out"))
    return folder


def typed(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(root, ["audit", *map(str, words)], prog_name="facilitate")
    return result.exit_code, result.stdout, result.stderr


def test_the_group_reads_no_pair_and_no_person(programme: Path) -> None:
    code, out, _ = typed("show", programme)
    assert code == 0
    assert "baseline: The group on each theme" in out
    assert "The pair on each theme" not in out
    assert "crisis" not in out


def test_a_pair_that_does_not_share_is_told_one_sentence(programme: Path) -> None:
    _, out, _ = typed("show", programme, "--for", "rehab")
    assert "This page shows the group's results." in out
    assert "The pair on each theme" not in out


def test_json_says_for_whom_and_holds_the_same_findings(programme: Path) -> None:
    _, out, _ = typed("show", programme, "--for", "crisis-doctor", "--json")
    said = json.loads(out)
    assert said["for"] == {"kind": "person", "id": "crisis-doctor"}
    assert {one["kind"] for one in said["findings"]} >= {"GroupTheme", "PairTheme", "PersonTheme"}
    me = {"kind": "person", "id": "crisis-doctor"}
    assert all(me in one["readers"] for one in said["findings"])


def test_only_one_stock_take_can_be_asked_for(programme: Path) -> None:
    _, out, _ = typed("show", programme, "--stock-take", "repeat")
    assert "repeat:" in out
    assert "baseline:" not in out


def test_the_facilitator_reads_the_figures_behind(programme: Path) -> None:
    _, out, _ = typed("show", programme, "--for", "facilitator")
    assert "Method (facilitator)" in out
    assert "eigenvalue ratio" in out


def test_compare_tells_counts_of_the_same_people(programme: Path) -> None:
    code, out, _ = typed("compare", programme)
    assert code == 0
    assert "who answered both times" in out
    assert "The group on each theme" not in out


def test_a_name_that_is_not_there_ends_with_2_and_the_nearest(programme: Path) -> None:
    code, _, err = typed("show", programme, "--for", "crissis")
    assert code == 2
    assert "Did you mean 'crisis'?" in err


def test_preview_needs_no_private_folder(programme: Path) -> None:
    shutil.rmtree(programme / "private")
    code, out, _ = typed("preview", programme)
    assert code == 0
    assert "yes  The group on each theme: 16 people; taken away by 12 non-replies" in out
    code, out, _ = typed("preview", programme, "--json", "--minimum", "17")
    assert json.loads(out)["pages"][0]["shown"] is False


def test_a_plan_without_answers_says_how_to_bring_them_in(programme: Path) -> None:
    shutil.rmtree(programme / "private")
    code, _, err = typed("show", programme)
    assert code == 2
    assert "facilitate audit import" in err


def test_release_writes_the_ledger_once_and_changes_nothing_that_is_shown(
    programme: Path,
) -> None:
    _, before, _ = typed("show", programme)
    code, out, _ = typed("release", "1-baseline", programme)
    assert code == 0
    assert out.startswith("Recorded ")
    ledger = (programme / "private/stock-takes/ledger.csv").read_text(encoding="utf-8")
    assert "crisis-doctor" not in ledger
    assert typed("release", "1-baseline", programme)[1].startswith("Recorded 0 figures")
    assert typed("show", programme)[1] == before


def test_after_a_release_one_who_withdraws_is_protected(programme: Path) -> None:
    typed("release", "1-baseline", programme)
    path = programme / "private/stock-takes/baseline.answers.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(r for r in rows if not r.startswith("rehab-doctor")), encoding="utf-8")
    _, out, _ = typed("show", programme, "--stock-take", "baseline")
    assert "The group on each theme" not in out
    assert "Beside what was shown before, it would tell too much." in out


def test_a_lost_key_stops_everything(programme: Path) -> None:
    typed("release", "1-baseline", programme)
    (programme / "private/ledger.key").unlink()
    code, _, err = typed("show", programme)
    assert code == 1
    assert "A620" in err
    code, _, _ = typed("release", "1-baseline", programme)
    assert code == 1


def test_a_day_that_is_not_there_is_named(programme: Path) -> None:
    code, _, err = typed("release", "1-basline", programme)
    assert code == 2
    assert "1-baseline" in err


def deleted_by(programme: Path, date: str) -> None:
    path = programme / "programme.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("delete by:")]
    path.write_text("\n".join([*kept, f"delete by: {date}", ""]), encoding="utf-8")


def test_a_day_after_the_answers_were_to_be_deleted_shows_nothing_of_them(
    programme: Path,
) -> None:
    deleted_by(programme, "2028-03-01")
    code, out, err = typed("show", programme)
    assert code == 1
    assert "error[C301]" in err
    assert "programme.yaml:" in err
    assert "The group on each theme" not in out


def test_shortly_before_that_there_is_a_warning(programme: Path) -> None:
    deleted_by(programme, "2028-03-31")
    code, out, err = typed("show", programme)
    assert code == 0
    assert "warning[C302]" in err
    assert "The group on each theme" in out
