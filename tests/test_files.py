"""Files written whole or not at all, and what is said where they cannot be."""

import errno
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from facilitate.files import UNDER_WAY, finish, sweep, write_new, write_together, write_whole
from facilitate.out.folder import Staging
from facilitate.out.manifest import Entry
from facilitate.recipient import GROUP


@pytest.mark.parametrize("number", [errno.EFBIG, errno.ENOSPC, errno.EIO])
def test_an_error_of_the_disk_names_the_file_that_was_being_made_and_not_a_passing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))  # as the system does, which knows no name here

    staging = Staging(tmp_path / "day")
    staging.start()
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match=r"a\.yaml") as new:
        write_new(tmp_path / "a.yaml", b"a")
    with pytest.raises(OSError, match=r"b\.yaml") as whole:
        write_whole(tmp_path / "b.yaml", b"b")
    with pytest.raises(OSError, match=r"c\.pdf") as staged:
        staging.write(Entry("group/c.pdf", "pdf", "decks/x", GROUP), b"c")
    assert [one.value.filename for one in (new, whole, staged)] == [
        str(tmp_path / "a.yaml"),
        str(tmp_path / "b.yaml"),
        str(tmp_path / "day/group/c.pdf"),
    ]
    assert {one.value.errno for one in (new, whole, staged)} == {number}


def test_a_file_that_could_not_be_written_whole_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))

    (tmp_path / "b.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match=r"b\.yaml"):
        write_whole(tmp_path / "b.yaml", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.yaml"]
    assert (tmp_path / "b.yaml").read_bytes() == b"old"


# ----------------------------------------------------------------- several files, all or none

KILLED = """
import os, signal, sys
from hashlib import sha256
from pathlib import Path
from facilitate.files import write_together

folder, last, steps = Path(sys.argv[1]), int(sys.argv[2]), 0

def counted(real):
    def step(*args, **named):
        global steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **named)
    return step

os.fsync, os.open = counted(os.fsync), counted(os.open)
Path.replace, Path.unlink, Path.chmod = map(counted, (Path.replace, Path.unlink, Path.chmod))
names = ("a.yaml", "days/b.yaml", "c.yaml")
write_together(folder, {name: (b"old " + name.encode(), b"new " + name.encode()) for name in names})
"""
"""A change of three files that ends at the n-th file opened, flushed, moved, removed."""

THREE = ("a.yaml", "days/b.yaml", "c.yaml")


def three_files(folder: Path) -> Path:
    (folder / "days").mkdir(parents=True)
    for name in THREE:
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    return folder


def ages(folder: Path) -> list[str]:
    """Return how old what stands in each file is, by its first word."""
    return [(folder / name).read_text(encoding="utf-8").split()[0] for name in THREE]


@pytest.mark.skipif(os.name != "posix", reason="a process is killed as Unix does it")
def test_a_change_of_three_files_that_is_killed_at_any_step_is_done_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    seen, step, ended = set(), 0, False
    while not ended:
        step += 1
        folder = three_files(tmp_path / str(step))
        typed = [sys.executable, "-c", KILLED, str(folder), str(step)]
        ended = subprocess.run(typed, check=False).returncode == 0
        torn = tuple(ages(folder))
        finish(folder)
        after = set(ages(folder))
        assert len(after) == 1, (step, torn)
        assert not (folder / UNDER_WAY).exists()
        seen.add((torn, after.pop()))
    assert (("new", "old", "old"), "new") in seen
    assert (("new", "new", "old"), "new") in seen
    assert (("old", "old", "old"), "old") in seen
    assert (("old", "old", "old"), "new") in seen


def test_what_was_written_after_the_kill_is_not_written_over(tmp_path: Path) -> None:
    for step in range(1, 60):
        folder = three_files(tmp_path / str(step))
        subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], check=False)
        if ages(folder) == ["new", "old", "old"]:
            break
    (folder / "c.yaml").write_text("theirs", encoding="utf-8")
    finish(folder)
    assert ages(folder) == ["new", "old", "theirs"]
    assert not [one for one in folder.rglob(".*") if one.is_file() and "c.yaml" in one.name]


def test_a_list_of_moves_that_leads_elsewhere_moves_nothing(tmp_path: Path) -> None:
    folder, outside = three_files(tmp_path / "p"), tmp_path / "outside.yaml"
    outside.write_text("outside", encoding="utf-8")
    (tmp_path / ".evil.tmp").write_text("evil", encoding="utf-8")
    said = json.dumps({"../outside.yaml": [".evil.tmp", sha256(b"outside").hexdigest()]})
    (folder / UNDER_WAY).write_text(said, encoding="utf-8")
    finish(folder)
    assert outside.read_text(encoding="utf-8") == "outside"
    (folder / UNDER_WAY).write_text("[no json", encoding="utf-8")
    finish(folder)
    assert ages(folder) == ["old", "old", "old"]


@pytest.mark.parametrize("name", ["", ".", "../p", "../other/link"])
def test_a_list_of_moves_throws_nothing_away_that_lies_outside(tmp_path: Path, name: str) -> None:
    folder = three_files(tmp_path / "p")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "link").symlink_to(folder / "a.yaml")
    outside = [one / ".theirs.tmp" for one in (tmp_path, tmp_path / "other")]
    for one in outside:
        one.write_text("theirs", encoding="utf-8")
    said = json.dumps({name: [".theirs.tmp", sha256(b"old a.yaml").hexdigest()]})
    (folder / UNDER_WAY).write_text(said, encoding="utf-8")
    finish(folder)
    assert [one.read_text(encoding="utf-8") for one in outside] == ["theirs", "theirs"]


def test_a_change_that_cannot_move_its_last_file_takes_back_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = three_files(tmp_path / "p"), Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "c.yaml":
            raise PermissionError(errno.EACCES, "locked", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    files = {name: (f"old {name}".encode(), f"new {name}".encode()) for name in THREE}
    with pytest.raises(PermissionError, match="locked"):
        write_together(folder, files)
    assert ages(folder) == ["old", "old", "old"]
    assert sorted(one.name for one in folder.iterdir()) == ["a.yaml", "c.yaml", "days"]


def test_what_a_killed_program_wrote_beside_a_file_goes_once_it_is_old(tmp_path: Path) -> None:
    (tmp_path / "agendas").mkdir()
    (tmp_path / "out").mkdir()
    left = f".day.yaml.{'0a' * 8}.tmp"
    old = [tmp_path / left, tmp_path / "agendas" / left]
    kept = [
        tmp_path / "agendas" / f".new.yaml.{'0b' * 8}.tmp",
        tmp_path / "agendas" / ".notes.tmp",
        tmp_path / "out" / left,
    ]
    for path in (*old, *kept):
        path.write_bytes(b"")
    for path in (*old, *kept[1:]):
        os.utime(path, (0, 0))
    sweep(tmp_path, but=["out"])
    assert [path for path in old if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
