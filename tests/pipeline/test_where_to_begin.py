"""README.txt in the folder of a day: where to begin, and what lies where."""

from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import write_plan


@pytest.fixture(scope="module")
def read(built_once: Path) -> str:
    return (built_once / "out/plan/README.txt").read_text(encoding="utf-8")


def test_it_begins_with_what_is_done_first(read: str) -> None:
    lines = read.splitlines()
    assert lines[0] == "First away day, Tuesday 9 March 2027: where to begin"
    assert lines[2].startswith("1. send/READ-ME-FIRST.txt: ")
    assert "facilitator/run-sheet.pdf: " in "".join(lines[3:5])
    assert "say so: facilitate print plan." in read


def test_it_names_every_folder_that_is_there_and_no_other(read: str, built_once: Path) -> None:
    assert "\nprint/own: " in read
    there = {name: (built_once / "out/plan" / name).is_dir() for name in ("pairs", "sponsors")}
    assert {name: f"\n{name}: " in read for name in there} == there
    assert there["pairs"]
    assert "print/changed" not in read
    assert "needs-sealed" not in read


def test_a_part_built_alone_has_it_too(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p")
    build(folder, Options(only=("crisis",)))
    said = (folder / "out/plan/README.txt").read_text(encoding="utf-8")
    assert "\npairs: " in said
    assert "run-sheet" not in said
