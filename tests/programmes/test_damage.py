"""What stands in a person's files is told or built: it crashes nothing and takes no long time."""

from pathlib import Path

import pytest

from facilitate.faults import stops
from facilitate.pipeline.analyse import analyse
from tests.programmes.damage import files, look_at_damaged, sound
from tests.programmes.reads import reads


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_programme_is_told_or_composed(seed: int, tmp_path: Path) -> None:
    found = [str(one) for one in look_at_damaged(seed, tmp_path / "p", whole=False)]
    assert found == [], f"seed {seed}"


def test_damaged_files_of_both_examples_are_read(tmp_path: Path) -> None:
    assert [str(one) for one in reads(1, 24, tmp_path)] == []


def test_undamaged_it_is_sound(tmp_path: Path) -> None:
    assert not stops(analyse(sound(tmp_path / "p")).faults)


def test_files_of_every_kind_are_damaged() -> None:
    kinds: tuple[str, ...] = (
        "programme.yaml",
        "agendas/",
        "questions.yaml",
        "actions.yaml",
        "exercises/",
    )
    kinds += ("templates/", "slides/", "sharing.yaml", "access.yaml", ".answers.csv", "voices.csv")
    assert [kind for kind in kinds if not any(kind in name for name in files())] == []
