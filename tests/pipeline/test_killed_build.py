"""Builds of whole programmes killed from outside, and what is left of them."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from facilitate.out import folder as out_folder
from facilitate.out.manifest import Manifest
from facilitate.pipeline import Options
from facilitate.pipeline import build as building
from tests.pipeline.kills import two_days


class Killed(BaseException):
    """A build that ends here."""


def reprints(folder: Path) -> set[str]:
    """Return the paths of all sheets that are to be printed again, of both days."""
    return {
        path.relative_to(folder / "out").as_posix()
        for path in (folder / "out").glob("*/print/changed/*.pdf")
    }


@pytest.fixture(scope="module")
def half_settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """Two days built and changed, the next build killed between them; what it had to reprint."""
    place = tmp_path_factory.mktemp("half")
    folder = two_days(place / "p")
    building.build(folder, Options(printed_at=datetime(2027, 3, 8, 16, 40)))  # noqa: DTZ001
    two_days(folder, venue="Barn")
    unkilled = shutil.copytree(folder, place / "unkilled")
    building.build(unkilled, Options())

    def settle(staging: out_folder.Staging, manifest: Manifest, *, force: bool) -> tuple[()]:
        if manifest.day == "two":
            raise Killed
        out_folder.settle(staging, manifest, force=force)
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "settle", settle)
        with pytest.raises(Killed):
            building.build(folder, Options())
    return folder, reprints(unkilled)


SHEET = "print/changed/people-crisis-doctor-request-sheet.pdf"


def test_what_a_killed_build_had_to_reprint_is_told_by_the_next_one(
    half_settled: tuple[Path, set[str]], tmp_path: Path
) -> None:
    killed, expected = half_settled
    folder = shutil.copytree(killed, tmp_path / "p")
    building.build(folder, Options())
    assert {f"one/{SHEET}", f"two/{SHEET}"} <= expected
    assert reprints(folder) == expected


def test_it_is_told_by_a_build_of_one_pair_for_all_pairs_of_a_day_that_was_done(
    half_settled: tuple[Path, set[str]], tmp_path: Path
) -> None:
    killed, expected = half_settled
    folder = shutil.copytree(killed, tmp_path / "p")
    building.build(folder, Options(only=("crisis",)))
    done = {path for path in expected if path.startswith("one/")}
    assert any("acute" in path for path in done)
    assert done <= reprints(folder)


def test_what_is_as_it_was_before_a_killed_build_is_not_printed_again(
    half_settled: tuple[Path, set[str]], tmp_path: Path
) -> None:
    killed, _ = half_settled
    folder = shutil.copytree(killed, tmp_path / "p")
    two_days(folder)
    building.build(folder, Options())
    assert reprints(folder) == set()
