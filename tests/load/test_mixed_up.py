"""Files mixed up, and slips of one file that others follow from: told once, where they are."""

import shutil
from pathlib import Path

import pytest

from facilitate.load.plan import load_plan
from facilitate.pipeline.analyse import analyse
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


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    [
        ("actions.yaml", "actions:", "promises:", "P101"),
        ("private/codebook.yaml", "codes:", "themes:", "P102"),
    ],
)
def test_one_wrong_key_is_no_other_file(
    example: Path, file: str, right: str, wrong: str, code: str
) -> None:
    text = (example / file).read_text(encoding="utf-8")
    (example / file).write_text(text.replace(f"\n{right}", f"\n{wrong}"), encoding="utf-8")
    assert [one.code for one in load_plan(example)[1]] == [code]


ECHOES = [
    ("roles: [doctor, manager]", "roles: doctor, manager", "P113"),
    ("stock takes:", "stock take:", "P101"),
    ("  older-adults:", "  Older adults:", "P113"),
    ("    challenge: Beds", "    challenges: Beds", "P112"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), ECHOES)
def test_a_slip_of_the_programme_is_told_in_no_other_file(
    example: Path, right: str, wrong: str, code: str
) -> None:
    path = example / "programme.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = [one.code for one in analyse(example).faults if one.severity != "advice"]
    assert told == [code]
