"""Files about people are their owner's alone, where the system knows rights."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitate.cli import root
from tests.plans import write_plan

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are told by folders elsewhere")


def told(folder: Path) -> list[str]:
    """Return the codes of what `check` tells of the private folder's rights."""
    said = CliRunner().invoke(root, ["check", "--json", str(folder)])
    return [one["code"] for one in json.loads(said.stdout)["faults"] if one["code"] == "C204"]


@pytest.mark.parametrize(("rights", "codes"), [(0o755, ["C204"]), (0o750, ["C204"]), (0o700, [])])
def test_a_private_folder_that_others_may_open_is_told(
    tmp_path: Path, rights: int, codes: list[str]
) -> None:
    folder = write_plan(tmp_path / "p")
    (folder / "private").chmod(rights)
    assert told(folder) == codes


@pytest.mark.parametrize("source", ["starter", "example", "schools"])
def test_a_new_programme_keeps_its_private_folder_to_its_owner(tmp_path: Path, source: str) -> None:
    name = tmp_path / "p"
    CliRunner().invoke(root, ["new", str(name), "--from", source])
    private = [name / "private", *(name / "private").rglob("*")]
    assert len(private) > 2
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []
