"""`audit release`: the only writer of the ledger."""

from pathlib import Path

from tests.cli.a_terminal import typed


def test_release_writes_the_ledger_once_and_changes_nothing_that_is_shown(
    programme: Path,
) -> None:
    _, before, _ = typed("audit", "show", programme)
    code, out, _ = typed("audit", "release", "1-baseline", programme)
    assert code == 0
    assert out.startswith("Recorded ")
    ledger = (programme / "private/stock-takes/ledger.csv").read_text(encoding="utf-8")
    assert "crisis-doctor" not in ledger
    assert typed("audit", "release", "1-baseline", programme)[1].startswith("Recorded 0 figures")
    assert typed("audit", "show", programme)[1] == before


def test_after_a_release_one_who_withdraws_is_protected(programme: Path) -> None:
    typed("audit", "release", "1-baseline", programme)
    path = programme / "private/stock-takes/baseline.answers.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(r for r in rows if not r.startswith("rehab-doctor")), encoding="utf-8")
    _, out, _ = typed("audit", "show", programme, "--stock-take", "baseline")
    assert "The group on each theme" not in out
    assert "Beside what was shown before, it would tell too much." in out


def test_a_lost_key_stops_everything(programme: Path) -> None:
    typed("audit", "release", "1-baseline", programme)
    (programme / "private/ledger.key").unlink()
    code, _, err = typed("audit", "show", programme)
    assert code == 1
    assert "A620" in err
    code, _, _ = typed("audit", "release", "1-baseline", programme)
    assert code == 1


def test_a_day_that_is_not_there_is_named(programme: Path) -> None:
    code, _, err = typed("audit", "release", "1-basline", programme)
    assert code == 2
    assert "1-baseline" in err
