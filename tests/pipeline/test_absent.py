"""Somebody falls ill on the morning: one edit, one build, only the changed sheets."""

import shutil
from pathlib import Path

import pytest

from facilitate.out.manifest import read_manifest
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import PLAN, write_plan
from tests.write.pdf.opened import needs_poppler, text

ILL = PLAN.replace("venue: Hall\n", "venue: Hall\nabsent: [crisis-doctor]\n")


def paths(folder: Path) -> set[str]:
    manifest = read_manifest(folder / "out/plan")
    assert manifest is not None
    return {entry.path for entry in manifest.files}


@pytest.fixture(scope="module")
def morning(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A plan printed, one line added, built again; and the files of the first build."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("ill") / "p")
    before = paths(folder)
    (folder / "plan.yaml").write_text(ILL, encoding="utf-8")
    assert not [f for f in build(folder, Options()).faults if f.severity == "error"]
    return folder, before


def test_who_is_ill_gets_no_sheets_and_the_old_ones_are_gone(
    morning: tuple[Path, set[str]],
) -> None:
    folder, before = morning
    assert any(path.startswith("send/crisis-doctor/") for path in before)
    assert not any(
        "crisis-doctor" in path
        for path in paths(folder)
        if "changed" not in path and "/set-" not in path
    )
    assert not (folder / "out/plan/send/crisis-doctor/letter.pdf").exists()


def test_only_sheets_that_changed_are_printed_again(morning: tuple[Path, set[str]]) -> None:
    folder, before = morning
    again = {p.removeprefix("print/changed/") for p in paths(folder) if "print/changed/" in p}
    assert "list.pdf" in again
    others = ("pairs-rehab", "pairs-acute", "people-rehab", "people-acute", "sponsors-")
    assert [name for name in again if name.startswith(others)] == []
    assert "pairs-crisis-pair-results.pdf" in again
    assert "facilitator-packing-list.pdf" in again
    assert not any(path.startswith("print/changed/") for path in before)


@needs_poppler
def test_the_list_names_what_is_to_be_shredded(
    morning: tuple[Path, set[str]], tmp_path: Path
) -> None:
    folder, _ = morning
    data = (folder / "out/plan/print/changed/list.pdf").read_bytes()
    words = " ".join(text(data, tmp_path).split())
    assert "Print again, and shred" in words
    assert "Dr Ada Quartz" in words
    assert "shred it" in words
    assert "Rehab" not in words
    assert "Dr Cleo Beryl" not in words


def test_a_pair_with_nobody_there_has_no_files(tmp_path: Path) -> None:
    text = PLAN.replace("venue: Hall\n", "venue: Hall\nabsent: [crisis]\n")
    folder = write_plan(tmp_path / "p", plan=text)
    assert not [f for f in build(folder, Options()).faults if f.severity == "error"]
    assert not any("crisis" in path for path in paths(folder))
    assert any(path.startswith("pairs/rehab/") for path in paths(folder))


def test_an_absent_sponsor_has_no_files(tmp_path: Path) -> None:
    text = PLAN.replace("venue: Hall\n", "venue: Hall\nabsent: [exec]\n")
    folder = write_plan(tmp_path / "p", plan=text)
    build(folder, Options())
    assert not any(path.startswith("sponsors/") for path in paths(folder))
