"""Plans that have been built, made once for all tests that begin with one."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.plans import write_plan

EVENING = datetime(2027, 3, 8, 16, 40)  # noqa: DTZ001  a clock on the wall


def _built(folder: Path, options: Options) -> Path:
    built = build(write_plan(folder), options)
    assert [fault.message for fault in built.faults if fault.severity == "error"] == []
    return folder


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that has been built; tests look and do not touch."""
    return _built(tmp_path_factory.mktemp("built") / "p", Options())


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of which the first set has been printed that evening; tests do not touch it."""
    return _built(tmp_path_factory.mktemp("printed") / "p", Options(printed_at=EVENING))


@pytest.fixture
def built_plan(built_once: Path, tmp_path: Path) -> Path:
    """A plan of one's own that has been built."""
    return shutil.copytree(built_once, tmp_path / "p")


@pytest.fixture
def printed_plan(printed: Path, tmp_path: Path) -> Path:
    """A plan of one's own of which the first set has been printed."""
    return shutil.copytree(printed, tmp_path / "p")
