"""Writing changes, taking them back, and nothing written over unseen."""

import os
from pathlib import Path

import pytest

from facilitate.edit import day_acts
from facilitate.edit.history import History, Stale
from facilitate.edit.plan_snapshot import Refused, take_snapshot
from facilitate.edit.proposal import propose
from tests.edit.plan import DAY_FILE, change, several_files

FIRST = "1-first"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return several_files(tmp_path)


def test_steps_are_taken_back_and_done_again_to_the_same_bytes(plan: Path) -> None:
    history, file = History(plan), plan / DAY_FILE
    texts, snapshot = [file.read_bytes()], take_snapshot(plan)
    for act in (
        day_acts.move_by(FIRST, ("agenda", 1), 1),
        day_acts.remove(FIRST, ("agenda", 3)),
        day_acts.minutes(FIRST, ("agenda", 0), 5),
    ):
        edit = propose(snapshot, act)
        history.write(edit)
        snapshot = edit.after
        texts.append(file.read_bytes())
    assert take_snapshot(plan).mark == snapshot.mark
    for text in reversed(texts[:-1]):
        assert history.undo()
        assert file.read_bytes() == text
    assert history.undo() is None
    for text in texts[1:]:
        assert history.redo()
        assert file.read_bytes() == text
    assert history.redo() is None


def test_a_new_step_forgets_what_was_taken_back(plan: Path) -> None:
    history = History(plan)
    history.write(change(plan, day_acts.start(FIRST, 600)))
    history.undo()
    history.write(change(plan, day_acts.start(FIRST, 615)))
    assert history.redo() is None
    assert [step.says[:30] for step in history.done] == ["The day now starts at 10:15, a"]


def test_a_file_that_was_changed_outside_is_not_written_over(plan: Path) -> None:
    history, file = History(plan), plan / DAY_FILE
    edit = change(plan, day_acts.start(FIRST, 600))
    outside = file.read_bytes() + b"# from outside\n"
    file.write_bytes(outside)
    with pytest.raises(Stale) as refused:
        history.write(edit)
    assert refused.value.fault.code == "E104"
    assert file.read_bytes() == outside == refused.value.there


def test_a_step_is_not_taken_back_over_an_edit_from_outside(plan: Path) -> None:
    history, file = History(plan), plan / DAY_FILE
    history.write(change(plan, day_acts.start(FIRST, 600)))
    file.write_bytes(b"format: 1\n")
    with pytest.raises(Stale):
        history.undo()
    assert file.read_bytes() == b"format: 1\n"
    assert len(history.done) == 1


def test_a_file_that_was_taken_away_is_told(plan: Path) -> None:
    history, file = History(plan), plan / DAY_FILE
    edit = change(plan, day_acts.start(FIRST, 600))
    file.unlink()
    with pytest.raises(Stale, match="taken away"):
        history.write(edit)
    assert not file.exists()


def test_nothing_is_written_through_a_link(plan: Path, tmp_path: Path) -> None:
    file, elsewhere = plan / DAY_FILE, tmp_path / "elsewhere.yaml"
    edit = change(plan, day_acts.start(FIRST, 600))
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    with pytest.raises(Refused) as refused:
        History(plan).write(edit)
    assert refused.value.fault.code == "C312"
    assert elsewhere.read_bytes() == edit.files[DAY_FILE][0]
    with pytest.raises(Refused):
        change(plan, day_acts.start(FIRST, 615))


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_the_rights_of_a_file_stay(plan: Path) -> None:
    file = plan / DAY_FILE
    file.chmod(0o640)
    History(plan).write(change(plan, day_acts.start(FIRST, 600)))
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_leaves_the_file_and_the_steps(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history, file = History(plan), plan / DAY_FILE
    edit = change(plan, day_acts.start(FIRST, 600))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilitate.files.os.fsync", full)
    with pytest.raises(Refused, match="No space") as refused:
        history.write(edit)
    assert refused.value.fault.code == "E105"
    assert file.read_bytes() == edit.files[DAY_FILE][0]
    assert [one.name for one in file.parent.iterdir()] == ["1-first.yaml"]
    assert history.done == []
