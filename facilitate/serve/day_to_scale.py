"""A day as a screen draws it: each part as high as it is long, tracks side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitate.edit.day_acts import words_of
from facilitate.faults import Fault
from facilitate.load.yaml_values import YamlText
from facilitate.model import Programme
from facilitate.model.attendance import name_of
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.timetable import TITLES, Slot, Timetable
from facilitate.serve.fault_list import ShownFault, counts, shown_faults
from facilitate.serve.first_screen import to_do
from facilitate.structs import Struct


class Part(Struct, kw_only=True):
    """One part of a day. `start` and `minutes` count from the day's start, as it is drawn.

    `path` is its place among the day's items, empty of what no item says; it is the `first` or
    `last` of its list. `line` is where it stands in the day's file, None for what no line says.
    `may` says how short and how long it can be, or that it is fixed; `says` has the words that can
    be changed.
    """

    id: str
    path: str
    first: bool
    last: bool
    kind: str
    words: str
    title: str
    clock: str
    start: int
    minutes: int
    may: str
    led_by: str
    room: str
    people: str
    says: Mapping[str, str]
    line: int | None
    faults: tuple[ShownFault, ...]
    tracks: tuple["Part", ...]


class DayToScale(Struct, kw_only=True):
    """A day to draw: its parts, the hours beside them, where it ends and was to end.

    `faults` are those of the day that no part of it is about, `to_do` says how many they are.
    """

    file: str
    parts: tuple[Part, ...]
    hours: tuple[tuple[int, str], ...]
    minutes: int
    faults: tuple[ShownFault, ...]
    to_do: str


def day_to_scale(
    table: Timetable, programme: Programme, faults: Sequence[Fault], source: YamlText | None
) -> DayToScale:
    """Return a day as it is drawn, each fault beside the part that it is about."""
    start, file = table.day.says.start, table.day.file
    mine = [one for one in faults if _file(one) == file]
    paths = [slot.path for top in table.slots for slot in (top, *top.tracks)]

    def part(slot: Slot) -> Part:
        own = [] if slot.kind == "gap" else [one for one in mine if _owner(one, paths) == slot.path]
        place = source.place(slot.path) if source and slot.item else None
        return Part(
            id="-".join(["part", *map(str, slot.path), *(["gap"] if slot.kind == "gap" else [])]),
            path="" if slot.kind == "gap" else "-".join(map(str, slot.path)),
            first=slot.path[-1] == 0,
            last=(*slot.path[:-1], int(slot.path[-1]) + 1) not in paths,
            kind=slot.kind,
            words=_kind_words(slot),
            title=slot.title,
            clock=as_clock(slot.start),
            start=slot.start - start,
            minutes=slot.minutes,
            may=_may(slot),
            led_by=name_of(slot.item.led_by, programme) if slot.item else "",
            room=slot.room,
            people=_people(slot, table),
            says=_says(slot),
            line=place.line if place else None,
            faults=shown_faults(own),
            tracks=tuple(map(part, slot.tracks)),
        )

    end = max(table.end, table.finish or 0)
    whole = [one for one in mine if _owner(one, paths) is None]
    return DayToScale(
        file=file,
        parts=tuple(map(part, table.slots)),
        hours=tuple(_hours(start, end)),
        minutes=end - start,
        faults=shown_faults(whole),
        to_do=to_do(*counts(whole)),
    )


def _file(fault: Fault) -> str:
    where = fault.at or fault.place
    return where.file if where else ""


def _owner(fault: Fault, paths: Iterable[tuple[str | int, ...]]) -> tuple[str | int, ...] | None:
    """Return the path of the part that a fault is about, the innermost; None if it is of none."""
    at = fault.at
    if at is None:
        return None
    around = [path for path in paths if at.path[: len(path)] == path]
    return max(around, key=len, default=None)


def _kind_words(slot: Slot) -> str:
    """Return what kind of part it is, of an exercise with what it builds."""
    words = TITLES[slot.kind] if slot.kind != "arrive" else "Arrival"
    words = {"feedback": "Feedback", "actions": "Promises"}.get(slot.kind, words)
    kinds = slot.exercise.capital if slot.exercise else ()
    return f"{words}: {' and '.join(kinds)}" if kinds else words


def _may(slot: Slot) -> str:
    """Return how a part can give or take minutes."""
    if slot.kind == "gap":
        return ""
    if slot.shortest == slot.longest:
        return "fixed length"
    return f"{slot.shortest} to {slot.longest} min"


def _people(slot: Slot, table: Timetable) -> str:
    """Return how many take part, where that is not everybody."""
    if len(slot.people) == len(table.present):
        return ""
    return f"{len(slot.people)} {'person' if len(slot.people) == 1 else 'people'}"


def _says(slot: Slot) -> Mapping[str, str]:
    """Return what is said of a part in words of the plan's own, by its keys, to be changed."""
    said = words_of(slot.item).items() if slot.item else ()
    return {key: words if isinstance(words, str) else ", ".join(words) for key, words in said}


def _hours(start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each half hour on the way, with its clock time, and the start."""
    for minute in range(start - start % 30, end + 1, 30):
        if minute >= start:
            yield minute - start, as_clock(minute)
