"""`audit release`: the only writer of the ledger."""

from pathlib import Path

from facilitate.out.manifest import Entry, Manifest
from facilitate.recipient import GROUP, Recipient
from tests.cli.a_terminal import typed
from tests.plans import write_plan


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


def built(folder: Path, pages: dict[str, tuple[str, Recipient]]) -> Path:
    """Lay finished files into the day's folder as a build does; return the folder."""
    day = folder / "out" / "plan"
    entries = []
    for path, (template, reader) in pages.items():
        (day / path).parent.mkdir(parents=True, exist_ok=True)
        (day / path).write_bytes(f"as it was: {path}".encode())
        entries.append(Entry(path, path.rpartition(".")[2], template, reader))
    (day / "manifest.json").write_text(Manifest("plan", "", tuple(entries)).text(), "utf-8")
    return day


PAGES = {
    "group/theme-posters.pdf": ("sheets/theme-posters.md", GROUP),
    "group/day-feedback.pdf": ("forms/day-feedback.md", GROUP),
    "pairs/crisis/pair-results.pdf": ("handouts/pair-results.md", Recipient("pair", "crisis")),
}


def test_the_groups_pages_are_kept_to_the_byte_and_nobodys_own(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    day = built(folder, PAGES)
    _, out, _ = typed("audit", "release", "plan", folder)
    kept = folder / "private/shown/plan"
    assert sorted(path.name for path in kept.iterdir()) == ["as-shown.pdf", "theme-posters.pdf"]
    assert "  private/shown/plan/theme-posters.pdf\n" in out
    page = kept / "theme-posters.pdf"
    assert page.read_bytes() == b"as it was: group/theme-posters.pdf"
    assert {path.stat().st_mode & 0o77 for path in kept.iterdir()} == {0}
    # What is built later is another page: that which was shown stays.
    (day / "group/theme-posters.pdf").write_bytes(b"of fewer people")
    typed("audit", "release", "plan", folder)
    assert page.read_bytes() == b"as it was: group/theme-posters.pdf"


def test_a_day_that_was_built_elsewhere_is_looked_for_there(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    built(folder, PAGES)
    (folder / "out").rename(tmp_path / "elsewhere")
    code, _, err = typed("audit", "release", "plan", folder)
    assert (code, "C409" in err) == (0, True)
    _, out, err = typed("audit", "release", "plan", folder, "--out", tmp_path / "elsewhere")
    assert "private/shown/plan/theme-posters.pdf" in out
    assert "C409" not in err


def test_pages_are_kept_behind_no_link(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    built(folder, PAGES)
    (tmp_path / "outside").mkdir()
    (folder / "private/shown").symlink_to(tmp_path / "outside")
    code, _, err = typed("audit", "release", "plan", folder)
    assert (code, err.count("O105")) == (1, 1)
    assert "Put the folder itself there." in err
    assert list((tmp_path / "outside").iterdir()) == []
