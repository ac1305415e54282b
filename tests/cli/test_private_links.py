"""What a person keeps elsewhere and links to is read; nothing is written through a link."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitate.cli import root
from facilitate.pipeline.analyse import analyse
from tests.plans import write_plan

EXPORT = "How old is the tree?\n10\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(root, [str(word) for word in words])


def moved_away(path: Path, to: Path) -> Path:
    """Move a file or folder and leave a link to it; return where it lies now."""
    path.rename(to)
    path.symlink_to(to)
    return to


def all_bytes(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_private_folder_on_another_disk_is_read(folder: Path, tmp_path: Path) -> None:
    before = analyse(folder)
    moved_away(folder / "private", tmp_path / "vault")
    after = analyse(folder)
    assert after.plan.private == before.plan.private
    assert after.plan.private.sharing != {}


def test_choices_kept_in_another_file_are_read(folder: Path, tmp_path: Path) -> None:
    before = analyse(folder).plan.private
    moved_away(folder / "private" / "sharing.yaml", tmp_path / "choices.yaml")
    assert analyse(folder).plan.private == before


@pytest.mark.parametrize("link", ["private", "private/stock-takes"])
def test_nothing_is_released_into_a_folder_elsewhere(
    folder: Path, tmp_path: Path, link: str
) -> None:
    away = moved_away(folder / link, tmp_path / "vault")
    before = all_bytes(away)
    found = run("audit", "release", "plan", folder)
    assert found.exit_code == 1
    assert f"C312]: {link} is a link, and nothing is written through a link." in found.stderr
    assert all_bytes(away) == before


@pytest.mark.parametrize("link", ["private", "private/printed"])
def test_what_is_on_paper_is_recorded_in_no_folder_elsewhere(
    folder: Path, tmp_path: Path, link: str
) -> None:
    (folder / "private/printed").mkdir()
    away = moved_away(folder / link, tmp_path / "vault")
    before = all_bytes(away)
    found = run("print", "plan", folder)
    assert found.exit_code == 1
    assert f"C312]: {link} is a link, and nothing is written through a link." in found.stderr
    assert all_bytes(away) == before


@pytest.mark.parametrize("link", ["private/ledger.key", "private/stock-takes/ledger.csv"])
def test_nothing_is_released_into_a_file_elsewhere(folder: Path, tmp_path: Path, link: str) -> None:
    assert run("audit", "release", "plan", folder).exit_code == 0
    away = moved_away(folder / link, tmp_path / "mine")
    before = away.read_bytes()
    found = run("audit", "release", "plan", folder)
    assert (found.exit_code, "C312" in found.stderr) == (1, True)
    assert away.read_bytes() == before
    assert (folder / link).is_symlink()


def test_a_promise_goes_into_no_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    assert run("actions", "add", "crisis-doctor", "Ring the ward", folder).exit_code == 0
    away = moved_away(folder / "actions.yaml", tmp_path / "mine.yaml")
    before = away.read_bytes()
    for words in (("add", "crisis-doctor", "Write to them"), ("done", "a1")):
        found = run("actions", *words, folder)
        assert (found.exit_code, "C312]: actions.yaml is a link" in found.stderr) == (1, True)
    assert away.read_bytes() == before


@pytest.mark.parametrize("name", ["coded.csv", "voices.diff", "voices.csv"])
def test_no_words_are_written_through_a_link(folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").write_bytes(b"informant,role,question,words,theme,cleared\n")
    (folder / "private" / "stock-takes" / name).symlink_to(tmp_path / "mine")
    found = run("audit", "voices", folder)
    assert (found.exit_code, "C312" in found.stderr) == (1, True)
    assert (tmp_path / "mine").read_bytes() == b"informant,role,question,words,theme,cleared\n"


def test_no_mapping_of_an_export_is_written_into_a_folder_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    away = moved_away(folder / "private" / "stock-takes", tmp_path / "vault")
    (away / "later.csv").write_text(EXPORT, encoding="utf-8")
    before = all_bytes(away)
    found = run("audit", "import", folder / "private" / "stock-takes" / "later.csv")
    assert (found.exit_code, "C312" in found.stderr) == (1, True)
    assert all_bytes(away) == before


def test_no_form_is_written_through_a_link_in_the_folder_of_finished_files(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "out").mkdir()
    (folder / "out" / "stock-take").symlink_to(tmp_path / "elsewhere")
    found = run("audit", "form", folder)
    assert (found.exit_code, "O105" in found.stderr) == (1, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_named_for_a_form_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "forms").symlink_to(tmp_path / "elsewhere")
    assert run("audit", "form", folder, "--out", tmp_path / "forms").exit_code == 0
    assert len(list((tmp_path / "elsewhere").iterdir())) == 4
