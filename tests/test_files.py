"""Files written whole or not at all, and what is said where they cannot be."""

import errno
import os
from pathlib import Path

import pytest

from facilitate.files import write_new, write_whole
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
