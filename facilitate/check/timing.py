"""Time: overruns, holes in the day, lunches that come too late, stretches without a break."""

from collections.abc import Iterator

from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, KeyPath
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.timetable import Slot, Timetable

LONGEST_STRETCH = 105
MORNING = 6 * 60
EARLY_END = 15


HALF_A_DAY = 12 * 60
"""In minutes."""


@rule
def day_ends_on_time(context: CheckContext) -> Iterator[Fault]:
    """The last item ends by `finish`."""
    for table in context.timetables:
        if table.finish is None:
            continue
        over = table.end - table.finish if _lengths_are_known(table) else 0
        if table.finish <= table.day.says.start:
            later = table.finish + HALF_A_DAY
            earlier = table.day.says.start - HALF_A_DAY
            hint = f"Did you mean {as_clock(later)}?"
            if later >= 2 * HALF_A_DAY or later <= table.day.says.start:
                hint = "Look which of start: and finish: is right."
                if 0 <= earlier < table.finish:
                    hint = f"Did you mean start: {as_clock(earlier)}?"
            yield Fault(
                code="T200",
                message=f"The day would finish at {as_clock(table.finish)}, before it starts.",
                hint=hint,
                at=At(table.day.file, ("finish",)),
            )
        elif over > 0:
            # What was pasted twice is likelier than a day that was planned too long.
            path, called = next(iter(repeated_items(table, over).items()), (("finish",), ""))
            begin = f"{called} stands twice, and the day" if called else "The day"
            out = "one of the two" if called else f"{over} minutes"
            yield Fault(
                code="T201",
                message=f"{begin} ends at {as_clock(table.end)}, {over} minutes after its finish.",
                hint=f"Take out {out}, or write finish: {as_clock(table.end)}",
                at=At(table.day.file, path),
            )
        elif over < -EARLY_END and table.day.says.start >= MORNING:
            yield Fault(
                code="T202",
                severity="warning",
                message=f"The day ends at {as_clock(table.end)}, {-over} minutes before its "
                "finish; the rest of it stands empty.",
                hint=f"Add an item, or write finish: {as_clock(table.end)}",
                at=At(table.day.file, ("finish",)),
            )


def repeated_items(table: Timetable, least: int = 0) -> dict[KeyPath, str]:
    """Return where an exercise, or what comes once a day, stands a second time, and what it is.

    It takes at `least` so many minutes there.
    """
    seen, found = set[tuple[str, str]](), dict[tuple[str, str], tuple[KeyPath, str]]()
    for slot in table.slots:
        item = slot.item
        if item is None or not (slot.exercise or slot.kind in _ONCE_A_DAY):
            continue
        what = (slot.kind, f"{slot.exercise.id} {item.variant}" if slot.exercise else "")
        if what in seen and not item.who and slot.minutes >= least:
            called = repr(slot.exercise.name) if slot.exercise else f"{slot.kind}:"
            found.setdefault(what, (slot.path, called))
        seen.add(what)
    return dict(found.values())


_ONCE_A_DAY = frozenset({"arrive", "welcome", "lunch", "actions", "feedback"})


def times_are_certain(table: Timetable) -> bool:
    """Say whether times are as they are meant: no length is missing, nothing pasted twice."""
    over = 0 if table.finish is None else table.end - table.finish
    return _lengths_are_known(table) and not (over > 0 and repeated_items(table, over))


def _lengths_are_known(table: Timetable) -> bool:
    """Say whether every length is known: an exercise with a slip in its name has none."""
    slots = [inner for slot in table.slots for inner in (slot, *slot.tracks)]
    return (
        not any(_beyond(table))
        and not any(
            slot.kind == "exercise"
            and slot.exercise is None
            and slot.item
            and slot.item.time is None
            for slot in slots
        )
        and not any(map(_slip_of_the_pen, slots))
    )


def _slip_of_the_pen(slot: Slot) -> bool:
    """Say whether an exercise is far longer than it can be: `300m` in place of `30m`."""
    return slot.exercise is not None and slot.minutes > 3 * slot.exercise.range[1]


@rule
def days_start_in_the_morning(context: CheckContext) -> Iterator[Fault]:
    """Nobody meets before six; 1:30 is written by those who mean half past one after noon."""
    for table in context.timetables:
        start = table.day.says.start
        if start < MORNING:
            yield Fault(
                code="T232",
                severity="warning",
                message=f"The day starts at {as_clock(start)}, at night.",
                hint=f"Did you mean {as_clock(start + 12 * 60)}?",
                at=At(table.day.file, ("start",)),
            )


def _beyond(table: Timetable) -> Iterator[Slot]:
    """Yield what is not to begin before a time after the day's finish."""
    for slot in table.slots:
        limit = slot.item.not_before if slot.item else None
        if limit is not None and table.finish is not None and limit >= table.finish:
            yield slot


@rule
def fixed_times_lie_within_the_day(context: CheckContext) -> Iterator[Fault]:
    """An item that waits for a time does not wait until everybody is to be at home."""
    for table in context.timetables:
        for slot in _beyond(table):
            limit = slot.item.not_before or 0 if slot.item else 0
            other = limit - HALF_A_DAY
            likely = table.day.says.start <= other < (table.finish or 0)
            yield Fault(
                code="T237",
                message=f"{slot.title} would wait until {as_clock(limit)}, and the day finishes at "
                f"{as_clock(table.finish or 0)}.",
                hint=f"Did you mean {as_clock(other)}?" if likely else "Write an earlier time.",
                at=At(table.day.file, (*slot.path, "not before")),
                because=(At(table.day.file, ("finish",)),),
            )


@rule
def no_hole_in_the_day(context: CheckContext) -> Iterator[Fault]:
    """Waiting for a `not before` time leaves minutes that nobody has planned."""
    for table in context.timetables:
        for slot in table.slots:
            if slot.kind == "gap" and times_are_certain(table):
                yield Fault(
                    code="T203",
                    severity="warning",
                    message=f"{slot.minutes} minutes from {as_clock(slot.start)} are not planned.",
                    hint="Lengthen the item before, or add a buffer; the run sheet shows the gap.",
                    at=At(table.day.file, (*slot.path, "not before")),
                )


@rule
def fixed_times_are_kept(context: CheckContext) -> Iterator[Fault]:
    """An item with `not before` starts at that time, not later."""
    for table in filter(times_are_certain, context.timetables):
        for slot in table.slots:
            item = slot.item
            if item is None or item.not_before is None or slot.start <= item.not_before:
                continue
            if table.finish is not None and table.finish <= table.day.says.start:
                continue  # that is told, and the start may be what is wrong
            late = slot.start - item.not_before
            if late > 15:
                yield Fault(
                    code="T204",
                    # People go hungry and kitchens close: a lunch that cannot be reached stops.
                    severity="error" if slot.kind == "lunch" else "warning",
                    message=f"{slot.title} starts at {as_clock(slot.start)}, {late} minutes after "
                    "the time given.",
                    hint="Shorten what comes before it, or move the time.",
                    at=At(table.day.file, (*slot.path, "not before")),
                )


@rule
def people_get_a_break(context: CheckContext) -> Iterator[Fault]:
    """Nobody sits for more than 105 minutes without a break or lunch."""
    for table in filter(times_are_certain, context.timetables):
        begun, warned = table.day.says.start, False
        for slot in table.slots:
            if slot.pause:
                begun, warned = slot.end, False
            elif slot.end - begun > LONGEST_STRETCH and not warned:
                warned = True
                yield Fault(
                    code="T205",
                    severity="warning",
                    message=f"From {as_clock(begun)} to at least {as_clock(slot.end)} there is no "
                    f"break: {slot.end - begun} minutes.",
                    hint="Put a break of 15m before this item.",
                    at=At(table.day.file, slot.path),
                )


@rule
def time_is_inside_the_range(context: CheckContext) -> Iterator[Fault]:
    """An exercise is given a length that it can bear."""
    for table, slot in context.exercises():
        low, high = slot.exercise.range
        if low <= slot.minutes <= high:
            continue
        what, nearest_length = ("short", low) if slot.minutes < low else ("long", high)
        squeezed = ", ".join(f"{step.minutes} min: {step.text}" for step in slot.steps[:3])
        yield Fault(
            code="T206",
            severity="error" if _slip_of_the_pen(slot) else "warning",
            message=f"{slot.minutes} minutes is {what} for {slot.exercise.name!r}, which takes "
            f"{low} to {high}. Its first steps become {squeezed}.",
            hint=f"Write time: {nearest_length}m",
            at=At(table.day.file, (*slot.path, "time")),
        )
