"""The rest of today, when the morning took longer than planned: smallest harm first.

Gaps and buffers go first, then exercises shrink inside their range, in proportion to what each
can give and in steps of five minutes. Lunch, breaks, promises, the close and feedback are never
touched. What is still missing is said, with proposals that only a person can decide on.
"""

from collections.abc import Sequence
from datetime import date

from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.timetable import SHORTEST_BREAK, TITLES, Slot, Timetable, gap, timed
from facilitate.structs import Struct, replace

STEP_MINUTES = 5
NEVER = frozenset({"action planning", "closing", "coaching bridge"})


class NewLength(Struct, kw_only=True):
    """One stretch that was shortened: minutes before and after, and the least it can take."""

    title: str
    was: int
    now: int
    least: int

    @property
    def words(self) -> str:
        """What became shorter: `Role trade 55 -> 45, its shortest is 40`."""
        if self.now == 0:
            return f"{self.title} {self.was} min is used up"
        return f"{self.title} {self.was} -> {self.now}, its shortest is {self.least}"


class Replanned(Struct, kw_only=True):
    """The rest of the day: its slots, what changed, when it was to end and when it ends now.

    `whole` is the day as it will have been: what is over as it was planned, then the rest.
    `missing` is how many minutes it still runs over (0 if it ends on time); `proposals` are what
    a person could do about it.
    """

    table: Timetable
    whole: Timetable
    changes: tuple[NewLength, ...]
    planned_end: int
    new_end: int
    missing: int
    proposals: tuple[str, ...]


def today_or_next(tables: Sequence[Timetable], today: date) -> list[Timetable]:
    """Return the day that is today, else the next one; all where every day is over.

    Several where they have one date.
    """
    dates = [table.day.says.date for table in tables if table.day.says.date >= today]
    return [table for table in tables if not dates or table.day.says.date == min(dates)]


def replan(table: Timetable, now: int, *, following: int | None = None) -> Replanned:
    """Return the rest of the day if the next slot starts at `now` (minutes from midnight).

    `following` is the number of that slot; without it, the one that should be running by the
    plan has not begun yet. The day's end is its `finish`, or its planned end without one.
    """
    rest = _rest(table, now, following)
    wanted = table.finish if table.finish is not None else table.end
    lengths = {slot.number: slot.minutes for slot in rest}
    _use_up(rest, lengths, now, wanted)
    _shrink(rest, lengths, now, wanted)
    slots = _laid(rest, lengths, now)
    end = slots[-1].end if slots else now
    changes = tuple(
        NewLength(title=slot.title, was=slot.minutes, now=lengths[slot.number], least=slot.shortest)
        for slot in rest
        if lengths[slot.number] < slot.minutes and slot.kind != "gap"
    )
    missing = max(0, end - wanted)
    over = (slot for slot in table.slots if slot not in rest)
    whole = (replace(slot, number=n) for n, slot in enumerate((*over, *slots), 1))
    return Replanned(
        table=replace(table, slots=slots),
        whole=replace(table, slots=tuple(whole)),
        changes=changes,
        planned_end=wanted,
        new_end=end,
        missing=missing,
        proposals=tuple(_proposals(rest, lengths)) if missing else (),
    )


def _rest(table: Timetable, now: int, following: int | None) -> tuple[Slot, ...]:
    if following is not None:
        return tuple(slot for slot in table.slots if slot.number >= following)
    return tuple(slot for slot in table.slots if slot.end > now)


def _end(rest: Sequence[Slot], lengths: dict[int, int], now: int) -> int:
    for slot in rest:
        now = _start(slot, now) + lengths[slot.number]
    return now


def _start(slot: Slot, now: int) -> int:
    """Return when a slot can start: not before the time its item gives."""
    fixed = slot.item.not_before if slot.item else None
    return max(now, fixed) if fixed is not None else now


def _use_up(rest: Sequence[Slot], lengths: dict[int, int], now: int, wanted: int) -> None:
    """Take gaps away (they come back by themselves if still needed), then buffers as needed."""
    for slot in rest:
        if slot.kind == "gap":
            lengths[slot.number] = 0
    for slot in rest:
        over = _end(rest, lengths, now) - wanted
        if slot.kind == "buffer" and over > 0:
            _cut(rest, lengths, slot, min(over, slot.minutes), now)


def _cut(rest: Sequence[Slot], lengths: dict[int, int], slot: Slot, minutes: int, now: int) -> bool:
    """Shorten a slot if that makes the day end earlier; say whether it did."""
    before = _end(rest, lengths, now)
    lengths[slot.number] -= minutes
    if _end(rest, lengths, now) < before:
        return True
    lengths[slot.number] += minutes
    return False


def may_shrink(slot: Slot) -> bool:
    """Say whether a slot may be shortened: exercises, but not promises and the close."""
    if slot.kind == "parallel":
        return all(may_shrink(track) for track in slot.tracks)
    return slot.exercise is not None and slot.exercise.category not in NEVER


def _shrink(rest: Sequence[Slot], lengths: dict[int, int], now: int, wanted: int) -> None:
    """Shorten exercises five minutes at a time, always the one with most left of its share."""
    slack = {s.number: s.minutes - s.shortest for s in rest if may_shrink(s)}
    by_number = {slot.number: slot for slot in rest}
    stuck: set[int] = set()
    while _end(rest, lengths, now) > wanted:
        given = {n: by_number[n].minutes - lengths[n] for n in slack}
        able = [n for n in slack if n not in stuck and given[n] + STEP_MINUTES <= slack[n]]
        if not able:
            return
        next_one = max(able, key=lambda n: (1 - given[n] / slack[n], slack[n], n))
        if not _cut(rest, lengths, by_number[next_one], STEP_MINUTES, now):
            stuck.add(next_one)


def _laid(rest: Sequence[Slot], lengths: dict[int, int], now: int) -> tuple[Slot, ...]:
    """Return the slots at their new times, with a gap wherever a fixed time is waited for."""
    slots: list[Slot] = []
    for slot in rest:
        start = _start(slot, now)
        if start > now:
            slots.append(gap(TITLES["gap"], now, start, path=slot.path, people=slot.people))
        if lengths[slot.number] > 0:
            slots.append(moved(slot, start, lengths[slot.number]))
        now = start + lengths[slot.number]
    return tuple(replace(slot, number=number) for number, slot in enumerate(slots, 1))


def moved(slot: Slot, start: int, minutes: int) -> Slot:
    """Return a slot at another time and length, its steps scaled in proportion."""
    steps = timed(slot.exercise.steps if slot.exercise else (), start, minutes)
    tracks = tuple(moved(track, start, min(track.minutes, minutes)) for track in slot.tracks)
    return replace(slot, start=start, minutes=minutes, steps=steps, tracks=tracks)


def _proposals(rest: Sequence[Slot], lengths: dict[int, int]) -> list[str]:
    found = []
    for slot in rest:
        item = slot.item
        if slot.kind == "break" and slot.minutes > SHORTEST_BREAK:
            found.append(f"Shorten {slot.title} to {SHORTEST_BREAK} minutes.")
        if item is None or slot.kind != "exercise" or not may_shrink(slot):
            continue
        length = lengths[slot.number]
        if item.may_move:
            found.append(f"Move {slot.title} to the next day: {length} minutes.")
        elif item.may_drop:
            found.append(f"Drop {slot.title}: {length} minutes.")
        elif slot.exercise is not None and slot.exercise.variations.short:
            found.append(f"Do {slot.title} in its short form: {slot.exercise.variations.short}")
    return found or ["Agree with the room on a later end."]


def as_text(found: Replanned) -> str:
    """Return the re-plan for a terminal: the rest of the day, each change, both ends."""
    lines = [
        f"  {as_clock(slot.start)}  {slot.minutes:>3} min  {slot.title}"
        for slot in found.table.slots
    ]
    lines.append(f"  {as_clock(found.new_end)}           end")
    lines += ["", *(change.words for change in found.changes)]
    if not found.table.slots:
        lines.append("By the plan everything is over by then. Name what comes next with --next.")
    elif not found.changes and not found.missing:
        lines.append("Nothing had to be shortened.")
    if found.missing:
        lines.append(
            f"{found.missing} minutes are still missing: planned end "
            f"{as_clock(found.planned_end)}, new end {as_clock(found.new_end)}."
        )
        lines += [f"  You could: {words}" for words in found.proposals]
    else:
        early = found.planned_end - found.new_end
        than = f"{early} minutes before {as_clock(found.planned_end)}" if early else "as planned"
        lines.append(f"The day ends at {as_clock(found.new_end)}, {than}.")
    lines.append("The plan itself is unchanged.")
    return "\n".join(lines)
