"""Writing a change, and taking it back to the same bytes; nothing is written over unseen."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_IWUSR

from facilitate.edit.plan_snapshot import Refused, on_disk, refusal
from facilitate.edit.proposal import Edit
from facilitate.files import write_together, write_whole
from facilitate.load.plan_files import link_faults
from facilitate.structs import Struct

MOST_STEPS = 200
"""How many steps can be taken back; what lies before them is forgotten."""


class HistoryStep(Struct):
    """One change that was written: its sentence, and each file before and after.

    None is no file: one that was put in, or taken away again.
    """

    says: str
    files: Mapping[str, tuple[bytes | None, bytes | None]]

    def back(self) -> "HistoryStep":
        """Return the step the other way round."""
        return HistoryStep(self.says, {name: (new, old) for name, (old, new) in self.files.items()})


class Stale(Refused):
    """A file is not what was read: `there` is what lies there now (None: nothing).

    `step` is what was to be written; its files say what they were made from, and what they say.
    """

    def __init__(self, step: HistoryStep, file: str, there: bytes | None) -> None:
        what = "was changed" if there is not None else "was taken away"
        message = f"{file} {what} outside since it was read here, so nothing was written."
        hint = "Reload it and do this again, or compare the two, or keep yours."
        super().__init__(refusal("E104", message, hint, file).fault)
        self.step, self.file, self.there = step, file, there


class History:
    """The steps taken in one sitting, in a programme's folder; they are kept in memory alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: list[HistoryStep] = []
        self.undone: list[HistoryStep] = []

    def write(self, edit: Edit) -> HistoryStep:
        """Write a change; raise `Stale` where a file is not what the change was made from."""
        return self._take(HistoryStep(edit.says, edit.files))

    def put(self, name: str, data: bytes) -> HistoryStep:
        """Put a new file into the folder; raise `Stale` where one is there already."""
        says = f"{name} is yours now: change it as you like."
        return self._take(HistoryStep(says, {name: (None, data)}))

    def undo(self) -> HistoryStep | None:
        """Take the last step back, to the same bytes; None where there is none."""
        if not self.done:
            return None
        step = self.done[-1]
        self._put(step.back())
        self.undone.append(self.done.pop())
        return step

    def redo(self) -> HistoryStep | None:
        """Do again what was taken back last; None where there is none."""
        if not self.undone:
            return None
        step = self.undone[-1]
        self._put(step)
        self.done.append(self.undone.pop())
        return step

    def _take(self, step: HistoryStep) -> HistoryStep:
        self._put(step)
        self.done = [*self.done, step][-MOST_STEPS:]
        self.undone.clear()
        return step

    def _put(self, step: HistoryStep) -> None:
        """Write files, all or none, each only in place of what it was made from."""
        files = step.files
        self._refuse_links(files)
        for name, (read, _) in files.items():
            there = self._there(name)
            if there != read:
                raise Stale(step, name, there)
            if there is not None and not (self.folder / name).stat().st_mode & S_IWUSR:
                hint = "Allow writing to it, or change a copy."
                raise refusal("E105", f"{name} is read-only, so nothing was written.", hint, name)
        try:
            self._move(files)
        except OSError as error:
            raise on_disk(error) from None

    def _move(self, files: Mapping[str, tuple[bytes | None, bytes | None]]) -> None:
        changed: dict[str, tuple[bytes, bytes]] = {}
        for name, (old, new) in files.items():
            if old is not None and new is not None:
                changed[name] = (old, new)
            elif new is not None:
                write_whole(self.folder / name, new)
            else:
                (self.folder / name).unlink()
        if changed:
            write_together(self.folder, changed)

    def _there(self, name: str) -> bytes | None:
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def _refuse_links(self, names: Iterable[str]) -> None:
        linked = link_faults(self.folder, [self.folder / name for name in names])
        if linked:
            raise Refused(linked[0])
