"""The day by the clock, as everything downstream reads it. Minutes count from midnight."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facilitate.faults import KeyPath
from facilitate.model import Day, Exercise, Item

SlotKind = Literal[
    "exercise",
    "arrive",
    "welcome",
    "break",
    "lunch",
    "buffer",
    "actions",
    "feedback",
    "parallel",
    "gap",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotStep:
    """One step of an exercise on the clock; `text` is the instruction, `times` its rounds."""

    start: int
    minutes: int
    text: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One stretch of the day, breaks and unplanned gaps included.

    `item` is the plan's line (None for a gap). `exercise` is the library's, for an exercise.
    `steps` add up to the slot's minutes. `tracks` are the parallel slots inside it, each with
    its `people` (ids) and `room`; elsewhere `people` is everyone present. `path` names the
    item in the day's file, `number` counts slots from 1.
    """

    number: int
    kind: SlotKind
    title: str
    start: int
    minutes: int
    path: KeyPath
    item: Item | None = None
    exercise: Exercise | None = None
    steps: tuple[SlotStep, ...] = ()
    tracks: tuple["Slot", ...] = ()
    people: tuple[str, ...] = ()
    room: str = ""
    shortest: int = 0
    longest: int = 0

    @property
    def end(self) -> int:
        """When the slot ends."""
        return self.start + self.minutes

    @property
    def pause(self) -> bool:
        """Whether nobody works: a break or lunch."""
        return self.kind in {"break", "lunch"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSlot(Slot):
    """A slot that has an exercise."""

    exercise: Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """A whole day: slots without a hole from start to end, and who is there.

    `present` are the ids of people, sponsors included. `finish` is the planned end or None.
    """

    day: Day
    slots: tuple[Slot, ...]
    present: tuple[str, ...]
    finish: int | None

    @property
    def end(self) -> int:
        """When the last slot ends."""
        return self.slots[-1].end if self.slots else self.day.says.start

    def exercises(self) -> Iterator[ExerciseSlot]:
        """Yield the slots with an exercise, those of parallel tracks included, in order."""
        for slot in self.slots:
            for inner in slot.tracks or (slot,):
                if isinstance(inner, ExerciseSlot):
                    yield inner
