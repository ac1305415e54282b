"""A real build stopped at every step: by a kill, by a full disk, by a file that is open."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from facilitate.out.folder import locked
from facilitate.out.manifest import read_manifest
from facilitate.pipeline import Options
from facilitate.pipeline.build import build
from tests.pipeline.kills import Hashes, hashes, lies
from tests.plans import PLAN, write_plan

NEW = PLAN.replace("Hall", "Barn").replace("Dr Ada Quartz", "Dr Ida Quartz")


@pytest.fixture(scope="module")
def built(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that was printed, and then changed."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("stopped") / "p")
    (folder / "plan.yaml").write_text(NEW, encoding="utf-8")
    return folder


def test_a_build_killed_at_any_step_leaves_whole_files_and_loses_no_reprint(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(built, tmp_path / "p")
    day, half_way = folder / "out/plan", tmp_path / "half-way"
    before, seen, lied = hashes(day), list[Hashes](), list[str]()
    real_replace, real_fsync = Path.replace, os.fsync

    def look() -> None:
        now = hashes(day)
        seen.append(now)
        lied.extend(lies(day, now))

    def replace(self: Path, target: Path) -> Path:
        look()
        if "print/changed" in str(target) and not half_way.exists():
            shutil.copytree(folder, half_way)
        return real_replace(self, target)

    def fsync(number: int) -> None:
        look()
        real_fsync(number)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(os, "fsync", fsync)
        build(folder, Options())
    after = hashes(day)
    assert len(seen) > 80
    assert lied == []
    torn = {
        path
        for state in seen
        for path, value in state.items()
        if not path.startswith((".building-", ".manifest.json.", "manifest.json"))
        and value not in (before.get(path), after.get(path))
    }
    assert torn == set()
    assert build(half_way, Options()).days
    assert hashes(half_way / "out/plan") == after


def test_what_a_killed_build_left_goes_with_the_next_one_that_has_nothing_to_do_too(
    built: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(built, tmp_path / "p")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    day = folder / "out/plan"
    whole = hashes(day)
    (day / ".building-1" / "people").mkdir(parents=True)
    (day / ".building-1" / "people" / "x.pdf").write_bytes(b"half")
    (day / ".manifest.json.12.tmp").write_bytes(b"{")
    with locked(folder / "out"):
        build(folder, Options())
    assert (day / ".building-1").exists(), "somebody else is at work"
    assert build(folder, Options()).unchanged
    assert hashes(day) == whole
    assert not (day / ".building-1").exists()


def test_an_output_folder_and_a_private_folder_may_lie_behind_a_link(
    built: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(built, tmp_path / "p")
    for name in ("out", "private"):
        (folder / name).rename(tmp_path / name)
        (folder / name).symlink_to(tmp_path / name)
    before = hashes(tmp_path / "out/plan")
    assert build(folder, Options(only=("crisis",), formats=("docx",))).days
    assert hashes(tmp_path / "out/plan") != before
    assert (folder / "out").is_symlink()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_says_no_leaves_the_last_build_and_nothing_half_made(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = shutil.copytree(built, tmp_path / "p")
    day = folder / "out/plan"
    before = hashes(day)
    count = 0
    real = os.fsync

    def fsync(handle: int) -> None:
        nonlocal count
        count += 1
        if count == 5:
            raise OSError(number, os.strerror(number))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(OSError, match=os.strerror(number)):
            build(folder, Options())
    assert hashes(day) == before
    assert read_manifest(day) is not None
    assert not (folder / "out/.lock").exists()


def test_nothing_is_made_where_there_is_no_room(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(OSError, match="No space left"):
        build(built, Options(out=tmp_path / "elsewhere"))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_plan_with_errors_leaves_no_folder_behind(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "p", plan=PLAN.replace("start: 9:30", "start: late"))
    build(folder, Options())
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["agendas", "private/out", "templates/x/y"])
def test_what_is_built_does_not_lie_among_what_it_is_made_of(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path / "p")
    (fault,) = build(folder, Options(out=folder / name)).faults
    assert fault.code == "O103"
