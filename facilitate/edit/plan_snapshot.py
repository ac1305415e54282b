"""A plan as it is looked at: its analysis, with the very bytes that were read for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from facilitate.faults import Fault, Place
from facilitate.files import TextFormat, reading_as, taken_apart
from facilitate.load.plan import Plan
from facilitate.load.yaml_spans import Unreadable, YamlDocument
from facilitate.load.yaml_text import MOST_BYTES
from facilitate.model import Day
from facilitate.pipeline.analyse import Analysis, analyse
from facilitate.schedule.timetable import Slot, Timetable
from facilitate.shipped import OURS


class Refused(Exception):  # noqa: N818  what a person asked for cannot be done, and nothing is
    """An act is not done; `fault` says why, where, and what to do instead."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def refusal(code: str, message: str, hint: str, file: str = "", line: int | None = None) -> Refused:
    """Return the refusal of an act, with its place."""
    place = Place(file, line) if file else None
    return Refused(Fault(code=code, message=message, hint=hint, place=place))


def on_disk(error: OSError) -> Refused:
    """Return the refusal of a change that the disk does not allow, such as a full one."""
    name = Path(str(error.filename)).name if error.filename else "The disk"
    message = f"{name}: {error.strerror}. Nothing was written."
    return refusal("E105", message, "Make room on the disk or allow writing there, and try again.")


@dataclass(frozen=True)
class Snapshot:
    """A plan that was read: its `analysis`, and its own YAML files as bytes, by their names.

    `path` is what was asked for; a `sample` is looked at without the private folder.
    """

    path: Path
    analysis: Analysis
    raw: Mapping[str, bytes]
    sample: bool = False

    @property
    def plan(self) -> Plan:
        """The plan, or `Refused` where it could not be read."""
        if self.analysis.read is None:
            raise Refused(next(one for one in self.analysis.faults if one.severity == "error"))
        return self.analysis.read

    @cached_property
    def mark(self) -> str:
        """What differs as soon as one of the files does: for a page to say what it was drawn of."""
        whole = sha256()
        for name, data in sorted(self.raw.items()):
            whole.update(f"{name}\0{sha256(data).hexdigest()}\n".encode())
        return whole.hexdigest()

    def day(self, word: str) -> Day:
        """Return a day by its id."""
        for day in self.plan.days:
            if day.id == word:
                return day
        known = ", ".join(day.id for day in self.plan.days)
        raise refusal("E103", f"There is no day {word!r}.", f"Known here: {known}.")

    def table(self, day: str) -> Timetable:
        """Return a day by the clock."""
        self.day(day)
        return next(one for one in self.analysis.timetables if one.day.id == day)

    def slot(self, day: str, item: tuple[str | int, ...]) -> Slot:
        """Return what stands at a place of a day, such as `("agenda", 3)`."""
        table = self.table(day)
        for slot in (*table.slots, *table.every_slot()):
            if slot.path == item and slot.kind != "gap":
                return slot
        file = self.day(day).file
        raise refusal("E103", "There is no such session any longer.", "Look at the day anew.", file)

    def text(self, file: str) -> tuple[str, TextFormat]:
        """Return a file's text with plain line ends, and how it was spelt."""
        if file not in self.raw:
            raise refusal("E103", f"{file} is no file of this plan.", "Look at the plan anew.")
        return taken_apart(self.raw[file])

    def document(self, file: str) -> YamlDocument:
        """Return a file's text with the place of everything in it."""
        return document(self.text(file)[0], file)

    def path_of(self, file: str) -> Path:
        """Return where a file lies, as it is told to people."""
        return self.plan.folder / file


def document(text: str, file: str) -> YamlDocument:
    """Return a text with the place of everything in it, or `Refused` where it has a mistake."""
    try:
        return YamlDocument(text, file)
    except Unreadable as wrong:
        fault = wrong.fault
        message = f"{file} has a mistake that has to be mended first: {wrong}"
        hint = fault.hint if fault and fault.hint else "Mend it in the file, and look again."
        place = fault.place if fault else Place(file)
        raise Refused(Fault(code="E102", message=message, hint=hint, place=place)) from None


def take_snapshot(
    path: Path,
    *,
    sample: bool = False,
    draft: Mapping[Path, bytes] | None = None,
    before: Snapshot | None = None,
) -> Snapshot:
    """Return a plan as it lies there, or as it would be with a `draft` of some files.

    What was seen `before` saves doing again what has not changed. Raises `NotThere`.
    """
    read: dict[Path, bytes] = dict(draft or {})
    with reading_as(read):
        found = analyse(path, sample=sample, before=before.analysis if before else None)
    raw: dict[str, bytes] = {}
    if found.read is not None:
        # Our own questions are not to be changed.
        for name in (one for one in found.read.sources if not one.startswith(OURS)):
            data = read.get((found.read.folder / name).resolve())
            if data is not None and len(data) <= MOST_BYTES:
                raw[name] = data
    return Snapshot(path, found, raw, sample)
