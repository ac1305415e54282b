"""A timetable as text, as data and as a calendar file."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from facilitate.model.units import as_clock
from facilitate.schedule.timetable import Slot, Timetable


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
    return f"{says.title}, {says.date:%A} {says.date.day} {says.date:%B %Y}"


def terminal(table: Timetable) -> str:
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


def calendar(tables: Iterable[Timetable], *, name: str) -> bytes:
    """Return the days as an iCalendar file (RFC 5545), one event a slot, floating local times.

    `name` is the programme's: an event is known again by it, the day and what happens. The time
    stamp is the day's own date, so that the same plan gives the same file.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//facilitate//EN", "CALSCALE:GREGORIAN"]
    for table in tables:
        for slot, key in zip(table.slots, _keys(table.slots), strict=True):
            lines += _event(table, slot, key, name)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def _keys(slots: Sequence[Slot]) -> list[str]:
    """Return what each slot of a day is known by, however many stand before it.

    That is what happens there. Of pauses there are several: one is known by what comes after it.
    """
    keys, seen = [], Counter[str]()
    following = ""
    for slot in reversed(slots):
        item = slot.item
        words = (item.exercise or item.title) if item else ""
        key = f"{slot.kind}/{words}"
        if slot.kind in _SEVERAL:
            key = f"{key}/{following}"
        else:
            following = key
        seen[key] += 1
        keys.append(f"{key}/{seen[key]}")
    return keys[::-1]


_SEVERAL = frozenset({"break", "buffer", "gap"})


def _event(table: Timetable, slot: Slot, key: str, name: str) -> list[str]:
    identity = "\n".join((name, table.day.id, key))
    place = slot.room or table.day.says.venue
    lines = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(identity.encode()).hexdigest()[:32]}@facilitate.invalid",
        f"DTSTAMP:{table.day.says.date:%Y%m%d}T000000Z",
        f"DTSTART:{_moment(table, slot.start)}",
        f"DTEND:{_moment(table, slot.end)}",
        f"SUMMARY:{_escaped(slot.title)}",
    ]
    lines += [f"LOCATION:{_escaped(place)}"] if place else []
    lines += [f"DESCRIPTION:{_escaped(name)}"] if name else []
    return [*lines, "END:VEVENT"]


def _moment(table: Timetable, minute: int) -> str:
    """Return a time of the day; after midnight it is the next date's."""
    moment = datetime.combine(table.day.says.date, time()) + timedelta(minutes=minute)
    return f"{moment:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    for letter in ("\\", ";", ","):
        text = text.replace(letter, "\\" + letter)
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Return a content line folded at 75 octets, as RFC 5545 section 3.1 asks."""
    pieces, now = [], ""
    for letter in line:
        if len((now + letter).encode()) > 74:
            pieces.append(now)
            now = " "
        now += letter
    return "\r\n".join([*pieces, now])
