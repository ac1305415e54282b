"""Random sequences of changes, undo, edits from outside and saves over made-up plans.

`python -m tests.edit.sequences 1000` runs so many and says what came of them.
"""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from facilitate.edit import day_acts, people_acts
from facilitate.edit.history import History, Stale
from facilitate.edit.plan_snapshot import Refused, Snapshot, take_snapshot
from facilitate.edit.proposal import Act, Edit, instead, propose
from facilitate.model import Item
from tests.edit.written_plans import EXERCISES, NAMES, WORDS, Writer, raw

STEPS = 8
REMARK = re.compile(r"# r\d+\. ")


class Sequence:
    """One plan and what is done to it; `told` counts what happened."""

    def __init__(self, seed: int, folder: Path, told: Counter[str]) -> None:
        self.random = Random(seed)
        self.told = told
        self.folder = folder
        writer = Writer(self.random)
        day, people = writer.day(), writer.people()
        if self.random.random() < 0.5:
            self.path, self.file, self.day = folder / "plan.yaml", "plan.yaml", "plan"
            self._write(self.file, ["format: 1", *people, *day])
        else:
            self.path, self.file, self.day = folder, "agendas/d.yaml", "d"
            (folder / "agendas").mkdir()
            head = ["format: 1", "programme: P"]
            self._write("programme.yaml", [*head, *people, f"away days: [{self.file}]"])
            self._write(self.file, ["format: 1", *day])
        self.snapshot = take_snapshot(self.path)
        self.history = History(folder)
        self.states = [self.disk()]

    def _write(self, file: str, rows: list[str]) -> None:
        (self.folder / file).write_bytes(raw(rows, self.random))

    def disk(self) -> dict[str, bytes]:
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def run(self) -> None:
        if self.snapshot.analysis.read is None:
            self.told["not a plan"] += 1
            return
        for _ in range(STEPS):
            choice = self.random.random()
            if choice < 0.7:
                self.change()
            elif choice < 0.85:
                self.back_and_forth()
            else:
                self.outside()
        while self.history.done and self.history.done[-1].files:
            try:
                self.history.undo()
            except Stale:
                return
        assert self.disk() == self.states[0] or self.told["outside"]

    def change(self) -> None:
        number = self.random.randrange(len(self.agenda(self.snapshot)))
        name = self.random.choice(sorted(name for name in dir(self) if name.startswith("do_")))
        before = self.disk()
        try:
            edit = getattr(self, name)(number)
        except Refused as refused:
            self.told[f"{name[3:]}: refused {refused.fault.code}"] += 1
            if self.disk() != before:
                raise AssertionError("a refused change was written") from refused
            return
        if not edit.files:
            self.told[f"{name[3:]}: nothing to do"] += 1
            return
        self.history.write(edit)
        self.told[name[3:]] += 1
        assert self.disk() == before | {name: new for name, (_, new) in edit.files.items()}
        self.snapshot = edit.after
        assert take_snapshot(self.path, before=self.snapshot).raw == self.snapshot.raw

    def back_and_forth(self) -> None:
        before = self.disk()
        try:
            step = self.history.undo()
        except Stale:
            self.told["undo: stale"] += 1
            assert self.disk() == before
            return
        if step is None:
            return
        assert self.disk() == before | {name: old for name, (old, _) in step.files.items()}
        if self.random.random() < 0.5:
            self.history.redo()
            assert self.disk() == before
        self.told["undo"] += 1
        self.snapshot = take_snapshot(self.path)

    def outside(self) -> None:
        """Change the day in an editor, and a moment later here, of what was read before."""
        path = self.folder / self.file
        now = path.read_bytes()
        end = b"\r\n" if b"\r\n" in now else b"\n"
        other = now + end + b"# from outside" + end
        try:
            edit = propose(self.snapshot, day_acts.start(self.day, self.random.randint(300, 600)))
        except Refused:
            return
        if not edit.files:
            return
        path.write_bytes(other)
        with pytest.raises(Stale) as refused:
            self.history.write(edit)
        assert path.read_bytes() == other == refused.value.there
        if self.random.random() < 0.5:
            self.history.write(propose(take_snapshot(self.path), instead(edit)))
            assert path.read_bytes() == edit.files[self.file][1]
            self.history.undo()
            assert path.read_bytes() == other
        self.told["outside"] += 1
        self.snapshot = take_snapshot(self.path)

    # ------------------------------------------------------- acts, each with what it must come to

    def agenda(self, snapshot: Snapshot) -> list[Item]:
        return list(snapshot.plan.days[0].says.agenda)

    def lines(self, edit: Edit) -> tuple[list[str], list[str]]:
        """Return the lines of the day before and after, without blank ones."""
        same = (self.snapshot.raw[self.file],) * 2
        old, new = (re.split("\r?\n", text.decode()) for text in edit.files.get(self.file, same))
        return [one.rstrip() for one in old if one], [one.rstrip() for one in new if one]

    def remarks(self, data: bytes) -> list[str]:
        return sorted(REMARK.findall(data.decode()))

    def proposed(self, act: Act, *, keeps: bool = True) -> Edit:
        edit = propose(self.snapshot, act)
        for old, new in edit.files.values():
            assert old[:3] == new[:3]
            assert old.count(b"\r\n") == old.count(b"\n") or b"\r" not in old
            assert new.count(b"\r\n") == (new.count(b"\n") if b"\r\n" in old else 0)
            # A blank line that comes to be the last one has no line end of its own.
            assert new.endswith(b"\n") or not old.endswith(b"\n")
            if keeps:
                assert self.remarks(old) == self.remarks(new)
        return edit

    def do_move(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        to = self.random.randrange(len(items))
        edit = self.proposed(day_acts.move(self.day, ("agenda", number), ("agenda", to)))
        items.insert(to, items.pop(number))
        assert self.agenda(edit.after) == items
        old, new = self.lines(edit)
        if not any(line.startswith("agenda: [") for line in old):
            assert sorted(old) == sorted(new)
            assert in_two_runs(old, new)
        return edit

    def do_minutes(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        length = self.random.randint(1, 50)
        edit = self.proposed(day_acts.minutes(self.day, ("agenda", number), length))
        after = self.agenda(edit.after)
        assert after[number].minutes == length
        assert others(after, number) == others(items, number)
        self.few_lines(edit, 1)
        return edit

    def do_remove(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        edit = self.proposed(day_acts.remove(self.day, ("agenda", number)), keeps=False)
        assert self.agenda(edit.after) == others(items, number)
        old, new = self.lines(edit)
        if not any(line.startswith("agenda: [") for line in old):
            assert is_inside(new, old)
        return edit

    def do_add(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        says = {"talk": "5m", "title": self.random.choice(WORDS)}
        edit = self.proposed(day_acts.add(self.day, ("agenda", number), says))
        after = self.agenda(edit.after)
        assert others(after, number) == items
        assert (after[number].talk, after[number].title) == (5, says["title"])
        old, new = self.lines(edit)
        if not any(line.startswith("agenda: [") for line in old):
            assert is_inside(old, new)
            assert len(new) == len(old) + 2
        return edit

    def do_say(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        key = self.random.choice(("title", "led by", "room", "notes"))
        words = self.random.choice((*WORDS, *NAMES, ""))
        edit = self.proposed(day_acts.say(self.day, ("agenda", number), key, words))
        after = self.agenda(edit.after)
        assert after[number].model_dump(by_alias=True)[key] == words
        assert others(after, number) == others(items, number)
        self.few_lines(edit, 5)
        return edit

    def do_swap(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        new = self.random.choice(EXERCISES)
        edit = self.proposed(day_acts.swap(self.day, ("agenda", number), new))
        after = self.agenda(edit.after)
        assert after[number].exercise == new
        assert (after[number].room, after[number].who) == (items[number].room, items[number].who)
        assert others(after, number) == others(items, number)
        return edit

    def do_start(self, _: int) -> Edit:
        minute = self.random.randint(6 * 60, 11 * 60)
        edit = self.proposed(day_acts.start(self.day, minute))
        assert edit.after.plan.days[0].says.start == minute
        assert self.agenda(edit.after) == self.agenda(self.snapshot)
        self.few_lines(edit, 1)
        return edit

    def do_tracks(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        track = (("p0", "p1", "boss"), "Oak")
        act = day_acts.side_by_side(self.day, ("agenda", number), track, ((), "Elm"))
        edit = self.proposed(act)
        after = self.agenda(edit.after)
        one, other = after[number].parallel or ()
        assert (one.who, one.room, other.room) == (*track, "Elm")
        assert (one.kind, other.kind) == (items[number].kind, items[number + 1].kind)
        assert others(after, number) == [*items[:number], *items[number + 2 :]]
        return edit

    def do_into_track(self, number: int) -> Edit:
        items = self.agenda(self.snapshot)
        tracks = next((n for n, item in enumerate(items) if item.parallel), number)
        place = ("agenda", tracks, "parallel", self.random.randint(0, 2))
        edit = self.proposed(day_acts.move(self.day, ("agenda", number), place))
        assert len(self.agenda(edit.after)) == len(items) - 1
        old, new = self.lines(edit)
        assert sorted(map(str.strip, old)) == sorted(map(str.strip, new))
        return edit

    def do_absent(self, _: int) -> Edit:
        people = self.snapshot.plan.programme.people
        who = self.random.choice(people).id
        there = who in self.snapshot.table(self.day).present
        act = people_acts.cannot_come if there else people_acts.is_back
        edit = self.proposed(act(self.day, who))
        old, new = self.snapshot.table(self.day).present, edit.after.table(self.day).present
        assert set(old) ^ set(new) == {who}
        self.few_lines(edit, 1)
        return edit

    def do_rename(self, _: int) -> Edit:
        people = self.snapshot.plan.programme.people
        who = self.random.choice(people)
        name = self.random.choice(NAMES)
        edit = self.proposed(people_acts.rename(who.id, name))
        after = {one.id: one.name for one in edit.after.plan.programme.people}
        assert after == {one.id: name if one.id == who.id else one.name for one in people}
        return edit

    def few_lines(self, edit: Edit, most: int) -> None:
        """See that so many lines differ at most, and that all others stand in their order."""
        old, new = self.lines(edit)
        while old and new and old[0] == new[0]:
            old, new = old[1:], new[1:]
        while old and new and old[-1] == new[-1]:
            old, new = old[:-1], new[:-1]
        assert len(old) <= most
        assert len(new) <= most


def others(items: list[Item], number: int) -> list[Item]:
    """Return a list without one of it."""
    return [*items[:number], *items[number + 1 :]]


def is_inside(few: list[str], many: list[str]) -> bool:
    """Say whether lines stand in others, in the same order."""
    rest = iter(many)
    return all(line in rest for line in few)


def in_two_runs(old: list[str], new: list[str]) -> bool:
    """Say whether the new lines are the old ones with one stretch of them put elsewhere."""
    size = len(old)
    first = next((n for n in range(size) if old[n] != new[n]), size)
    last = next((n for n in range(size, 0, -1) if old[n - 1] != new[n - 1]), 0)
    # Lines that are alike may hide where the stretch begins and ends.
    return old == new or any(
        old[cut:end] + old[start:cut] == new[start:end]
        for start in range(first, max(first - 9, -1), -1)
        for end in range(last, min(last + 9, size) + 1)
        for cut in range(start, end)
    )


def run(seed: int, told: Counter[str]) -> None:
    """Run one sequence; the seed stands in the message where something is not as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            Sequence(seed, Path(folder), told).run()
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise


if __name__ == "__main__":
    count, first = (*map(int, sys.argv[1:]), 0)[:2] if len(sys.argv) > 1 else (100, 0)
    happened: Counter[str] = Counter()
    for each in range(first, first + count):
        run(each, happened)
    for what, times in sorted(happened.items()):
        sys.stdout.write(f"{times:6} {what}\n")
