"""What happens to files on the disk when a day is built again."""

import os
from pathlib import Path

import pytest

from facilitate.out.folder import Staging, clear, in_the_way, leftovers, locked, settle
from facilitate.out.manifest import Entry, Manifest, read_manifest, sha256
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.structs import replace


def entry(path: str, data: bytes, key: str = "k") -> Entry:
    return Entry(path, path.rsplit(".", 1)[1], "decks/x", GROUP, key, sha256(data))


def build(folder: Path, files: dict[str, bytes], *, force: bool = False) -> list[str]:
    """Build a folder that holds just these files and return the codes of what was said."""
    clear(folder)
    staging = Staging(folder)
    staging.start()
    for path, data in files.items():
        made = entry(path, data, key=sha256(data))
        old = staging.kept(path, made.key)
        if old is not None:
            staging.keep(old)
        else:
            staging.write(made, data)
    entries = tuple(made.entry for made in staging.made)
    return [fault.code for fault in settle(staging, Manifest("d", "in", entries), force=force)]


def test_a_first_build_puts_every_file_and_the_manifest_in_place(tmp_path: Path) -> None:
    build(tmp_path, {"group/a.pdf": b"one", "people/x/b.pdf": b"two"})
    assert (tmp_path / "group/a.pdf").read_bytes() == b"one"
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert set(manifest.by_path()) == {"group/a.pdf", "people/x/b.pdf"}
    assert list(leftovers(tmp_path)) == []


def test_a_file_edited_by_hand_is_kept_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    build(tmp_path, {"a.pptx": b"ours"})
    (tmp_path / "a.pptx").write_bytes(b"theirs")
    assert build(tmp_path, {"a.pptx": b"newer"}) == ["O101"]
    assert (tmp_path / "a.pptx").read_bytes() == b"theirs"
    assert (tmp_path / "a.new.pptx").read_bytes() == b"newer"


def test_force_takes_the_new_file(tmp_path: Path) -> None:
    build(tmp_path, {"a.pptx": b"ours"})
    (tmp_path / "a.pptx").write_bytes(b"theirs")
    assert build(tmp_path, {"a.pptx": b"newer"}, force=True) == []
    assert (tmp_path / "a.pptx").read_bytes() == b"newer"


def test_a_file_that_is_no_longer_wanted_goes_with_its_empty_folder(tmp_path: Path) -> None:
    build(tmp_path, {"pairs/a/x.pdf": b"1", "group/y.pdf": b"2"})
    build(tmp_path, {"group/y.pdf": b"2"})
    assert not (tmp_path / "pairs").exists()


def test_an_edited_file_that_is_no_longer_wanted_stays(tmp_path: Path) -> None:
    build(tmp_path, {"x.pdf": b"1"})
    (tmp_path / "x.pdf").write_bytes(b"edited")
    build(tmp_path, {})
    assert (tmp_path / "x.pdf").read_bytes() == b"edited"


class Killed(BaseException):
    """Stands for a kill: nothing in the program catches it."""


STEPS = range(1, 12)


@pytest.mark.parametrize("stop", STEPS)
def test_a_build_stopped_at_any_move_leaves_whole_files_and_the_next_makes_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    old = {f"f{n}.pdf": b"old" for n in range(4)}
    middle = {f"f{n}.pdf": b"middle" for n in range(1, 5)}
    new = {f"f{n}.pdf": b"new" for n in range(5)}
    build(tmp_path, old)
    count = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == stop:
            raise Killed
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        try:
            build(tmp_path, middle)
        except Killed:
            pass
        else:
            assert stop > 6, "the build has six moves: two manifests and four files"
    whole = {b"old", b"middle"}
    assert all(path.read_bytes() in whole for path in tmp_path.glob("*.pdf"))
    assert build(tmp_path, new) == []
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")} == new
    assert list(leftovers(tmp_path)) == []


def test_a_new_file_never_takes_the_place_of_an_earlier_one_that_was_edited_too(
    tmp_path: Path,
) -> None:
    build(tmp_path, {"a.pptx": b"ours"})
    (tmp_path / "a.pptx").write_bytes(b"theirs")
    build(tmp_path, {"a.pptx": b"newer"})
    (tmp_path / "a.new.pptx").write_bytes(b"theirs again")
    build(tmp_path, {"a.pptx": b"newest"})
    assert (tmp_path / "a.new.pptx").read_bytes() == b"theirs again"
    assert (tmp_path / "a.new-2.pptx").read_bytes() == b"newest"


def test_a_file_open_elsewhere_is_named_and_all_others_are_put_into_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, {"a.pptx": b"1", "b.pptx": b"1"})
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "a.pptx":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(PermissionError) as stopped:
            build(tmp_path, {"a.pptx": b"2", "b.pptx": b"2"})
    assert stopped.value.filename == str(tmp_path / "a.pptx")
    assert (tmp_path / "b.pptx").read_bytes() == b"2"
    assert list(leftovers(tmp_path)) == []
    assert build(tmp_path, {"a.pptx": b"2", "b.pptx": b"2"}) == []
    assert (tmp_path / "a.pptx").read_bytes() == b"2"


def planted(folder: Path, path: str, data: bytes) -> None:
    """Write a manifest that says we made a file at this path, with the hash of its bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    text = Manifest("d", "in", (entry(path, data),)).text()
    (folder / "manifest.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("way", ["../note.txt", "../../note.txt", "{outside}", "..\\note.txt"])
def test_a_manifest_that_names_a_file_elsewhere_deletes_nothing(tmp_path: Path, way: str) -> None:
    note = tmp_path / "note.txt"
    note.write_bytes(b"mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "note.txt").write_bytes(b"mine")
    planted(tmp_path / "out" / "d", way.format(outside=note), b"mine")
    build(tmp_path / "out" / "d", {"a.pdf": b"1"})
    assert note.read_bytes() == b"mine"
    assert (tmp_path / "out" / "note.txt").read_bytes() == b"mine"


def test_a_stale_file_behind_a_link_is_not_deleted(tmp_path: Path) -> None:
    day, other = tmp_path / "d", tmp_path / "other"
    planted(day, "group/a.pdf", b"mine")
    other.mkdir()
    (other / "a.pdf").write_bytes(b"mine")
    (day / "group").symlink_to(other)
    build(day, {"b.pdf": b"1"})
    assert (other / "a.pdf").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.tmp", ".lock", "a.pdf"])
def test_a_link_in_the_folder_is_replaced_and_not_written_through(
    tmp_path: Path, name: str
) -> None:
    day, other = tmp_path / "d", tmp_path / "other.txt"
    day.mkdir()
    other.write_bytes(b"mine")
    (day / name).symlink_to(other)
    with locked(day):
        build(day, {"a.pdf": b"1"}, force=True)
    assert other.read_bytes() == b"mine"
    assert (day / "a.pdf").read_bytes() == b"1"


def test_a_link_in_place_of_the_working_folder_is_taken_away(tmp_path: Path) -> None:
    day, other = tmp_path / "d", tmp_path / "other"
    day.mkdir()
    other.mkdir()
    (other / "keep.txt").write_bytes(b"mine")
    (day / ".building-0").symlink_to(other)
    build(day, {"a.pdf": b"1"})
    assert [path.name for path in other.iterdir()] == ["keep.txt"]
    assert list(leftovers(day)) == []


def test_no_name_of_what_is_half_made_comes_twice_and_nobody_else_may_look(tmp_path: Path) -> None:
    first, second = Staging(tmp_path), Staging(tmp_path)
    first.start()
    assert first.building.name != second.building.name
    assert len(first.building.name) > 20
    if os.name == "posix":
        assert first.building.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows flushes names with the file")
def test_the_names_of_new_files_are_flushed_before_the_manifest_tells_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        order.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real_fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        order.append(f"-> {target.name}")
        return real_replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        patch.setattr(Path, "replace", replace)
        build(tmp_path, {"group/a.pdf": b"1"})
    moved, last = order.index("-> a.pdf"), len(order) - 1 - order[::-1].index("-> manifest.json")
    assert "group" in order[moved:last]
    assert order[-1] == tmp_path.name


PLANTED = (
    "[" * 100_000,
    "{}",
    '{"day": [], "inputs": 1, "files": [], "days": [{}]}',
    "null",
    "\ufeff",
)


@pytest.mark.parametrize("text", PLANTED)
def test_a_manifest_of_any_kind_stops_no_build(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert build(tmp_path, {"a.pdf": b"1"}) == []
    assert read_manifest(tmp_path) is not None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
@pytest.mark.parametrize("name", ["manifest.json", "a.pdf"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    planted(tmp_path, "a.pdf", b"1")
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    build(tmp_path, {"a.pdf": b"1"}, force=True)
    assert (tmp_path / "a.pdf").read_bytes() == b"1"


@pytest.mark.skipif(os.name != "posix", reason="Windows makes no such links for everybody")
def test_a_lock_that_is_another_name_of_a_file_leaves_that_file_alone(tmp_path: Path) -> None:
    other = tmp_path / "mine.txt"
    other.write_bytes(b"mine")
    (tmp_path / "out").mkdir()
    os.link(other, tmp_path / "out" / ".lock")
    with locked(tmp_path / "out"):
        pass
    assert other.read_bytes() == b"mine"


def test_folders_that_are_links_to_elsewhere_are_told_by_name(tmp_path: Path) -> None:
    day, other = tmp_path / "d", tmp_path / "other"
    (day / "pairs").mkdir(parents=True)
    other.mkdir()
    (day / "group").symlink_to(other)
    (day / "pairs" / "crisis").symlink_to(other)
    found = in_the_way(day, ["group/a.pdf", "pairs/crisis/b.pdf", "pairs/rehab/b.pdf"])
    assert [(one.code, one.place.file) for one in found if one.place] == [
        ("O105", "group"),
        ("O105", "pairs/crisis"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights in the folder's list")
def test_what_is_for_less_than_the_group_is_for_its_owners_eyes(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.start()
    for path, reader in (
        ("group/a.pdf", GROUP),
        ("people/x/b.pdf", Recipient("person", "x")),
        ("pairs/x/c.pdf", Recipient("pair", "x")),
        ("facilitator/d.pdf", FACILITATOR),
    ):
        staging.write(replace(entry(path, b"1"), recipient=reader), b"1")
    entries = tuple(made.entry for made in staging.made)
    settle(staging, Manifest("d", "in", entries), force=False)
    open_to_others = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.stat().st_mode & 0o077
    }
    assert open_to_others == {"group", "group/a.pdf", "manifest.json"}
