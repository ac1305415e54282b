"""The programme that commands about the stock take are tried on."""

import shutil
from pathlib import Path

import pytest

from facilitate.shipped import shipped


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """Return a copy of the example programme."""
    folder = tmp_path / "programme"
    shutil.copytree(shipped("agendas") / "example", folder, ignore=shutil.ignore_patterns("out"))
    return folder
