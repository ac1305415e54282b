"""What happens to files on the disk when a day is built again."""

from pathlib import Path

import pytest

from facilitate.out import place
from facilitate.out.manifest import Entry, Manifest, read_manifest, sha256
from facilitate.out.place import Staging, settle
from facilitate.recipient import GROUP


def entry(path: str, data: bytes, key: str = "k") -> Entry:
    return Entry(path, path.rsplit(".", 1)[1], "decks/x", GROUP, key, sha256(data))


def build(folder: Path, files: dict[str, bytes], *, force: bool = False) -> list[str]:
    """Build a folder that holds just these files and return the codes of what was said."""
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
    assert not (tmp_path / ".building").exists()


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
    assert not (tmp_path / place.BUILDING).exists()


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
    assert not (tmp_path / place.BUILDING).exists()
    assert build(tmp_path, {"a.pptx": b"2", "b.pptx": b"2"}) == []
    assert (tmp_path / "a.pptx").read_bytes() == b"2"
