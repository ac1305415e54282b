"""A timetable as text, as data and as a calendar file."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from facilitate.load.answers import without_hidden_letters
from facilitate.model.times_and_dates import as_clock, as_day
from facilitate.schedule.timetable import Slot, Timetable
from facilitate.structs import Struct, replace

if TYPE_CHECKING:
    from icalendar import Event


def rows(table: Timetable) -> dict[str, Any]:
    """Return a day as plain data: id, title, date, end and one entry for each slot."""
    says = table.day.says
    return {
        "id": table.day.id,
        "title": says.title,
        "date": says.date.isoformat(),
        "start": as_clock(says.start),
        "end": as_clock(table.end),
        "slots": [_row(slot) for slot in table.slots],
    }


def _row(slot: Slot) -> dict[str, Any]:
    return {
        "start": as_clock(slot.start),
        "end": as_clock(slot.end),
        "minutes": slot.minutes,
        "kind": slot.kind,
        "title": slot.title,
        "exercise": slot.exercise.id if slot.exercise else None,
        "room": slot.room or None,
        "steps": [
            {"start": as_clock(step.start), "minutes": step.minutes, "text": step.text}
            for step in slot.steps
        ],
        "tracks": [_row(track) for track in slot.tracks],
    }


def heading(table: Timetable) -> str:
    """Return which day it is: `First away day, Tuesday 9 March 2027`."""
    says = table.day.says
    return f"{says.title}, {as_day(says.date)}"


def day_for_terminal(table: Timetable) -> str:
    """Return a day for a terminal: clock, minutes, title, room; tracks indented."""
    venue = table.day.says.venue
    lines = [heading(table) + (f", {venue}" if venue else "")]
    for slot in table.slots:
        lines.append(f"  {as_clock(slot.start)}  {slot.minutes:>3} min  {_title(slot)}")
        lines += [f"                    {_title(track)}" for track in slot.tracks]
    lines.append(f"  {as_clock(table.end)}           end")
    return "\n".join(lines) + "\n"


def _title(slot: Slot) -> str:
    return slot.title + (f" ({slot.room})" if slot.room else "")


def calendar(
    tables: Iterable[Timetable],
    *,
    name: str,
    people: Mapping[str, str],
    reader: str = "",
    whole_days: bool = False,
) -> bytes:
    """Return the days as an iCalendar file (RFC 5545), floating local times.

    There is one event a slot, and one a room where several run side by side; with `whole_days` one
    a day. `name` is the programme's: an event is known again by it, the day and what happens.
    `people` are names by id; `reader` is whose days these are, or empty. The time stamp is the
    day's own date, so that the same plan gives the same file.
    """
    events = [
        event.component(name)
        for table in tables
        for event in ([_day_event(table, reader)] if whole_days else _slot_events(table, people))
    ]
    return _file(events)


class OwnDates(Struct):
    """What stands in a calendar file of a reader's own: a day, if they come, and their meetings.

    `meetings` are dates, each a private event of a whole day under the title `meeting`. They leave
    the day free, since the time is agreed by those who meet. `name` is the programme's.
    """

    name: str
    reader: str
    meetings: tuple[date, ...] = ()
    meeting: str = ""
    day: "_Event | None" = None

    def file(self) -> bytes:
        """Return an iCalendar file; the day stands there with its title and place only.

        The day is the same event to a calendar as that of `calendar` with `whole_days`.
        """
        return _file(self._events())

    def _events(self) -> Iterator["Event"]:
        if self.day:
            event = self.day.component(self.name)
            event.pop("description", None)
            event.add("class", "PRIVATE")
            yield event
        yield from _meetings(self.meetings, self.name, self.reader, self.meeting)


def invited(table: Timetable, place: str, dates: OwnDates) -> OwnDates:
    """Return the reader's own dates with the day at this place."""
    return replace(dates, day=replace(_day_event(table, dates.reader), place=place, words=()))


def _meetings(days: Iterable[date], name: str, reader: str, meeting: str) -> Iterator["Event"]:
    from icalendar import Event

    for day in days:
        found = Event()
        found.add("uid", _uid(name, "meeting", reader, day.isoformat()))
        found.add("dtstamp", datetime.combine(day, time(), UTC))
        found.add("dtstart", day)
        found.add("summary", without_hidden_letters(meeting))
        found.add("class", "PRIVATE")
        found.add("transp", "TRANSPARENT")
        yield found


def _uid(*parts: str) -> str:
    """Return the lasting name of an event, from which nothing can be read."""
    identity = without_hidden_letters("\n".join(parts))
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@facilitate.invalid"


def _file(events: Iterable["Event"]) -> bytes:
    from icalendar import Calendar  # not where a day is only printed

    found = Calendar()
    found.add("prodid", "-//facilitate//EN")
    found.add("version", "2.0")
    for event in events:
        found.add_component(event)
    return bytes(found.to_ical(sorted=False))


class _Event(Struct):
    """One event: its day, by what it is known there, its title, place, lines of words, minutes."""

    day: str
    date: date
    key: str
    title: str
    place: str
    words: tuple[str, ...]
    start: int
    end: int

    def component(self, name: str) -> "Event":
        from icalendar import Event

        midnight = datetime.combine(self.date, time())
        found = Event()
        found.add("uid", _uid(name, self.day, self.key))
        found.add("dtstamp", midnight.replace(tzinfo=UTC))
        found.add("dtstart", midnight + timedelta(minutes=self.start))
        found.add("dtend", midnight + timedelta(minutes=self.end))
        found.add("summary", without_hidden_letters(self.title))
        words = "\n".join(word for word in (name, *self.words) if word)
        for key, text in (("location", self.place), ("description", words)):
            if text:
                found.add(key, without_hidden_letters(text))
        return found


def _day_event(table: Timetable, reader: str) -> _Event:
    says = table.day.says
    words = tuple(f"{as_clock(slot.start)} {_title(slot)}" for slot in table.every_slot())
    key, on = f"day/{reader}", says.date
    return _Event(table.day.id, on, key, says.title, says.venue, words, says.start, table.end)


def _slot_events(table: Timetable, people: Mapping[str, str]) -> Iterator[_Event]:
    slots, day, on = tuple(table.every_slot()), table.day.id, table.day.says.date
    for slot, key in zip(slots, _keys(slots), strict=True):
        among = len(slot.people) < len(table.present)
        who = ", ".join(people.get(one, one) for one in slot.people) if among else ""
        place = slot.room or table.day.says.venue
        yield _Event(day, on, key, slot.title, place, (who,), slot.start, slot.end)


def _keys(slots: Sequence[Slot]) -> list[str]:
    """Return what each slot of a day is known by, however many stand before it.

    That is what happens there, and with whom. Of pauses there are several: one is known by what
    comes after it.
    """
    keys, seen = [], Counter[str]()
    following = ""
    for slot in reversed(slots):
        item = slot.item
        words = (item.exercise or item.title, *item.who) if item else ()
        key = "/".join((slot.kind, *words))
        if slot.kind in _SEVERAL:
            key = f"{key}/{following}"
        else:
            following = key
        seen[key] += 1
        keys.append(f"{key}/{seen[key]}")
    return keys[::-1]


_SEVERAL = frozenset({"break", "buffer", "gap"})
