"""Are we ready? What the first screen says of a day, as sentences."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from facilitate.compose.wording import plural
from facilitate.faults import stops
from facilitate.model.times_and_dates import as_clock, as_day
from facilitate.out.printed import PrintSet
from facilitate.schedule.timetable import Timetable
from facilitate.serve.fault_list import counts, shown_files
from facilitate.serve.latest_reading import PlanReading
from facilitate.structs import Struct


class DayStanding(Struct, kw_only=True):
    """How a day stands, in sentences; empty ones are not said.

    `print` is what to type for paper, `to_print` why; `not_printed` takes the last set back.
    """

    day: str
    title: str
    date: str
    when: str
    ends: str
    late: bool
    faults: str
    printed: str
    to_print: str
    print: str
    not_printed: str
    sent: str


def next_day(tables: Sequence[Timetable], today: date) -> Timetable:
    """Return the next day on or after a date, else the last one."""
    ahead = [table for table in tables if table.day.says.date >= today]
    return min(ahead or tables[-1:], key=lambda table: table.day.says.date)


def standing_of(table: Timetable, reading: PlanReading) -> DayStanding:
    """Return how a day stands."""
    says, day = table.day.says, table.day.id
    return DayStanding(
        day=day,
        title=says.title,
        date=as_day(says.date),
        when=in_days((says.date - reading.today).days),
        ends=ends(table),
        late=table.finish is not None and table.end > table.finish,
        faults=to_do(*counts(reading.faults)),
        printed=_on_paper(day, reading),
        to_print=(why := _why_print(day, reading)),
        print=_print(day, reading) if why else "",
        not_printed=f"{_print(day, reading)} --undo" if reading.sets.get(day) else "",
        sent=sent(*reading.ticked.get(day, (0, 0))),
    )


def in_days(days: int) -> str:
    """Return how far away a day is."""
    if days in {0, 1, -1}:
        return {0: "Today", 1: "Tomorrow", -1: "Yesterday"}[days]
    return f"In {days} days" if days > 0 else f"{-days} days ago"


def ends(table: Timetable) -> str:
    """Return when a day ends, and how that differs from what was planned."""
    clock, finish = as_clock(table.end), table.finish
    if finish is None:
        return f"Ends {clock}"
    if table.end == finish:
        return f"Ends {clock}, as planned"
    minutes, how = abs(table.end - finish), "late" if table.end > finish else "early"
    word = "minute" if minutes == 1 else "minutes"
    return f"Ends {clock}, {minutes} {word} {how}: planned is {as_clock(finish)}"


def to_do(mend: int, think: int) -> str:
    """Return what is to mend and to think about."""
    if not mend and not think:
        return "Nothing to mend"
    found = [f"{plural(mend, 'thing')} to mend"] if mend else ["Nothing to mend"]
    return ", ".join([*found, f"{think} to think about"] if think else found)


def printed(sets: Sequence[PrintSet]) -> str:
    """Return what is on paper."""
    if not sets:
        return "Nothing is printed yet"
    return f"Set {sets[-1].number} was printed on {_date(sets[-1].at)}"


def _on_paper(day: str, reading: PlanReading) -> str:
    """Return what is on paper and what changed since; an organiser need not know of a set."""
    sets = reading.sets.get(day, ())
    if reading.organiser and not sets:
        return ""
    said = printed(sets)
    if day not in reading.changed:
        return said
    change = changed_since(*reading.changed[day])
    return f"{said}. {change}"


def _why_print(day: str, reading: PlanReading) -> str:
    """Return what the next set is for; empty where the paper is right, or none can be made."""
    if reading.snapshot is None or stops(reading.faults):
        return ""
    if any(reading.changed.get(day, ())):
        return "These sheets, with a list of those to shred, are made in a terminal:"
    first = not reading.organiser and not reading.sets.get(day)
    return "When it goes on paper, type this in a terminal, so that changes are known:" * first


def _print(day: str, reading: PlanReading) -> str:
    """Return what makes the next set, as it is typed."""
    return (
        f"facilitate print {day} {shlex.quote(str(reading.snapshot.path))}"
        if reading.snapshot
        else ""
    )


def changed_since(again: int, gone: int) -> str:
    """Return how the paper differs from what would be printed now."""
    if not again and not gone:
        return "Nothing has changed since"
    found = [f"{plural(again, 'sheet')} to print again"] if again else []
    return ", ".join([*found, f"{plural(gone, 'sheet')} to shred"] if gone else found)


def sent(ticked: int, letters: int) -> str:
    """Return how many letters are ticked as sent."""
    if not letters:
        return ""
    return f"{ticked} of {letters} letters ticked as sent"


def what_changed(before: PlanReading | None, now: PlanReading) -> str:
    """Return in one sentence what a new reading says; said aloud to who hears the page."""
    if is_drawing(before, now):
        return now.drawn
    if now.trouble or now.said:
        return now.trouble or now.said
    if before is not None and now.analysis is before.analysis:
        tables = [one for one in now.analysis.timetables if one.day.id in now.changed]
        said = [f"{one.day.says.title}: {_on_paper(one.day.id, now)}." for one in tables]
        return " ".join(said)
    parts = [to_do(*counts(now.faults))]
    parts += _new_ends(before, now.analysis.timetables)
    first = "The plan is read." if before is None else "The plan was changed."
    return f"{first} {'. '.join(parts)}."


def is_drawing(before: PlanReading | None, now: PlanReading) -> bool:
    """Say whether nothing is new but the pictures of a deck."""
    return bool(now.drawn) and before is not None and now.analysis is before.analysis


def changed_lines(before: PlanReading | None, now: PlanReading) -> Sequence[str]:
    """Return the lines that differ from those read before, as a page's links name them.

    A value of several lines is named by its first one too.
    """
    found: list[str] = []
    for file, lines in _own_lines(now).items():
        old = _own_lines(before).get(file) if before else None
        if old is None or old == lines:
            continue
        pairs = enumerate(zip(old, lines, strict=False))
        same = next((n for n, (one, other) in pairs if one != other), min(len(old), len(lines)))
        line = min(same + 1, len(lines))
        source = now.sources.get(file)
        starts = [one.line for one in source.values.values() if one.line <= line] if source else []
        found += dict.fromkeys(f"{file}:{one}" for one in (line, max(starts, default=line)))
    return found


def _own_lines(reading: PlanReading) -> Mapping[str, Sequence[str]]:
    return {**shown_files(reading.sources), **reading.templates}


def _new_ends(before: PlanReading | None, tables: Iterable[Timetable]) -> list[str]:
    ended = {one.day.id: one.end for one in before.analysis.timetables} if before else {}
    return [
        f"{one.day.says.title}: {ends(one)[0].lower()}{ends(one)[1:]}"
        for one in tables
        if ended.get(one.day.id, one.end) != one.end
    ]


def _date(at: str) -> str:
    on = date.fromisoformat(at[:10])
    return f"{on.day} {on:%B} at {at[11:16]}"
