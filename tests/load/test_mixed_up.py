"""A file with what belongs into another one is told as that, and as nothing else."""

import shutil
from pathlib import Path

import pytest

from facilitate.load.plan import load_plan
from facilitate.shipped import shipped

DAY = "agendas/1-baseline.yaml"
SWAPS = [
    ("private/sharing.yaml", "private/access.yaml", "private/access.yaml"),
    ("private/access.yaml", "private/sharing.yaml", "private/sharing.yaml"),
    ("actions.yaml", "private/sharing.yaml", "private/sharing.yaml"),
    ("questions.yaml", "private/codebook.yaml", "private/codebook.yaml"),
    ("programme.yaml", DAY, "an agenda, such as agendas/1-first-day.yaml"),
    (DAY, "programme.yaml", "programme.yaml"),
]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("agendas") / "example", tmp_path / "example"))


@pytest.mark.parametrize(("file", "other", "where"), SWAPS)
def test_files_mixed_up_are_told_once(example: Path, file: str, other: str, where: str) -> None:
    shutil.copyfile(example / other, example / file)
    _, faults = load_plan(example)
    told = [(one.code, one.message) for one in faults if one.place and one.place.file == file]
    assert told == [("P155", f"This file holds what belongs into {where}.")]
