"""A day from a table in a spreadsheet or in Word: time or minutes, what, who leads, room, notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from facilitate.faults import Fault, nearest
from facilitate.load.library import Library
from facilitate.load.plain_table import Headings, PlainTable, read_plain_table
from facilitate.load.survey.layout import compared
from facilitate.load.survey.table import Record
from facilitate.model.units import ParseError, as_clock, clock, day_of, minutes

HEADINGS: Headings = {
    "time": "time, times, when, start, starts, start time, clock, from",
    "until": "until, end, ends, end time, finish, to",
    "minutes": "minutes, mins, min, length, duration, how long",
    "what": "what, item, activity, session, agenda, agenda item, topic, title, subject, event, "
    "what happens",
    "led by": "led by, lead, leads, leader, who leads, who, facilitator, speaker, presenter, by",
    "room": "room, venue, where, place, location",
    "notes": "notes, note, comments, comment, remarks, details, materials",
}

KINDS = {
    "arrive": "arrive, arrival, arrivals, registration, arrival and coffee, arrival and "
    "registration, registration and coffee, coffee and registration, welcome coffee",
    "welcome": "welcome, welcome and introduction, welcome and introductions, introduction, "
    "introductions, opening, welcome and opening, why we are here",
    "lunch": "lunch, lunch break, sandwiches",
    "break": "break, coffee, coffee break, tea, tea break, comfort break, tea and coffee, "
    "morning break, afternoon break, short break, refreshments",
    "buffer": "buffer, contingency, time in hand, catch up time",
    "actions": "actions, review of actions, action review, what we promised, "
    "actions from last time",
    "feedback": "feedback, evaluation, feedback form, feedback forms, how was today",
}
_END = frozenset({"end", "close", "finish", "end of day", "depart", "departure", "home", "ends"})
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?|\d{4}")
_DAY = re.compile(r"^(?:1899|1900|1904)-\d\d-\d\d[ t]")
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}\b")
HALF_DAY = 12 * 60
USUAL_LENGTH = 15
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item: the key that says what it is, with its length or an exercise's id, and the rest."""

    kind: str
    minutes: int
    title: str = ""
    exercise: str = ""
    led_by: str = ""
    room: str = ""
    notes: str = ""
    not_before: int | None = None


@dataclass(slots=True)
class AgendaTable:
    """A day: its items, and what else the file says; None or nothing where it does not."""

    rows: list[AgendaRow] = field(default_factory=list)
    title: str = ""
    on: date | None = None
    start: int | None = None
    finish: int | None = None


@dataclass(frozen=True, slots=True)
class _Timed:
    """A row with its times, so far as they are written: minutes from midnight, and a length."""

    record: Record
    what: str
    start: int | None
    end: int | None
    length: int | None


def read_agenda(
    data: bytes, file: str, library: Library
) -> tuple[AgendaTable | None, tuple[Fault, ...]]:
    """Return a day, and what was not understood, each with its cell.

    What is named neither as an exercise nor as a break or the like is a talk. None where no
    agenda is in the file.
    """
    table, faults = read_plain_table(data, file, HEADINGS, ("what",))
    if table is None:
        return None, faults
    reading = _Reading(table, library)
    timed = [one for record in table.rows if (one := reading.timed(record))]
    found = reading.day(timed)
    if not found.rows:
        message, hint = "Nothing stands below the headings.", "Write one row for each item."
        place = table.table.place(table.header)
        return None, (Fault(code="P151", message=message, hint=hint, place=place),)
    _words_above(found, table.above)
    return found, (*faults, *table.unread(), *reading.faults)


def _words_above(found: AgendaTable, words: Sequence[str]) -> None:
    """Take the date and the title from what stands above the table."""
    for text in words:
        line = " ".join(text.split())
        try:
            found.on = found.on or day_of(line.rpartition(": ")[2])
        except ParseError:
            if not found.title and len(line) <= LONGEST_TITLE:
                found.title = line


class _Reading:
    """Takes the rows, keeping what was not understood."""

    def __init__(self, table: PlainTable, library: Library) -> None:
        self.table, self.library = table, library
        self.faults: list[Fault] = []
        self.before = 0

    def timed(self, record: Record) -> _Timed | None:
        """Return a row with its times; nothing where it does not say what happens."""
        what = self.table.cell(record, "what")
        if not what:
            self._tell(record, "what", "nothing stands here, so the row is left out.", "Say what.")
            return None
        start = end = length = None
        for key in ("time", "until"):
            for number, part in enumerate(_parts(self.table.cell(record, key))):
                moment, span = _moment(part)
                if moment is None and span is None:
                    self._tell(record, key, f"{part!r} is no time.", "Write it like 9:30 or 45m.")
                elif moment is None:
                    length = span
                elif key == "time" and number == 0:
                    start = self._later(moment)
                else:
                    end = self._later(moment)
        given = _without_day(self.table.cell(record, "minutes").casefold())
        if given:
            hours = re.fullmatch(r"(\d{1,2}):(\d{2})", given)
            try:
                length = minutes(f"{hours[1]}h{hours[2]}" if hours else given)
            except ParseError as problem:
                self._tell(record, "minutes", problem.message, problem.hint)
        return _Timed(record, what, start, end, length)

    def _later(self, moment: int) -> int:
        """Return a time of the same day: 1:30 after 12:15 is half past one in the afternoon."""
        if moment < self.before <= moment + HALF_DAY:
            moment += HALF_DAY
        self.before = moment
        return moment

    def day(self, rows: Sequence[_Timed]) -> AgendaTable:
        """Return the items with their lengths, which are written or lie between two times."""
        found = AgendaTable(start=_first_start(rows))
        now, finish, last = found.start, None, None
        for number, row in enumerate(rows):
            if compared(row.what).rstrip(".!") in _END and number == len(rows) - 1:
                finish = row.start
                break
            if row.start is not None and row.start == last:
                message = "this starts with the row above, so it is left out."
                hint = "What runs side by side is written under parallel: by hand."
                self._tell(row.record, "time", message, hint)
                continue
            if row.start is not None and now is not None and row.start < now:
                message = f"the row above is not over then, so this follows at {as_clock(now)}."
                self._tell(row.record, "time", message, "Look at the lengths above it.")
            waits = row.start is not None and now is not None and row.start > now
            begins = row.start if waits else now
            length = self._length(rows[number:], begins)
            found.rows.append(self._item(row, length, row.start if waits else None))
            now = None if begins is None else begins + length
            finish = row.end if number == len(rows) - 1 else None
            last = row.start
        # A finish that cannot be kept would stop the build; what was taken is told by then.
        found.finish = finish if finish is not None and now is not None and finish >= now else None
        return found

    def _length(self, rows: Sequence[_Timed], begins: int | None) -> int:
        """Return the length of the first of these rows.

        It is written, or its share of the minutes until the next time that is.
        """
        row = rows[0]
        if row.length:
            return row.length
        if row.end is not None and begins is not None and row.end > begins:
            return row.end - begins
        until = next((n for n, one in enumerate(rows) if n and one.start is not None), None)
        if until is not None and begins is not None:
            known = sum(one.length or 0 for one in rows[:until])
            left = (rows[until].start or 0) - begins - known
            share = left // sum(1 for one in rows[:until] if not one.length)
            if share > 0:
                return share
        message = f"no length stands here, so {USUAL_LENGTH} minutes were taken."
        self._tell(row.record, "what", message, "Write until when, or how many minutes.")
        return USUAL_LENGTH

    def _item(self, row: _Timed, length: int, not_before: int | None) -> AgendaRow:
        cell, what = self.table.cell, row.what
        exercise = self.library.exercise(what)
        fold = re.sub(r"[^\w\s]", " ", compared(what).replace("&", "and")).split()
        kind = next((kind for kind, listed in KINDS.items() if _is(fold, listed)), "talk")
        if exercise is None and kind == "talk":
            near = nearest(what, self.library.names())
            message = f"{what!r} is no exercise, so it is a talk of {length} minutes."
            hint = f"Did you mean {near!r}?" if near else "See: facilitate exercises list"
            self.faults.append(self.table.fault(row.record, "what", message, hint, "advice"))
        return AgendaRow(
            kind="exercise" if exercise else kind,
            minutes=length,
            title="" if exercise else what,
            exercise=exercise.id if exercise else "",
            led_by=cell(row.record, "led by"),
            room=cell(row.record, "room"),
            notes=cell(row.record, "notes"),
            not_before=not_before,
        )

    def _tell(self, record: Record, key: str, message: str, hint: str) -> None:
        column = key if key in self.table.columns else "what"
        self.faults.append(self.table.fault(record, column, message, hint))


def _first_start(rows: Sequence[_Timed]) -> int | None:
    """Return when the day starts: what stands above the first time that is written is before it."""
    earlier = 0
    for row in rows:
        if row.start is not None:
            return max(0, row.start - earlier)
        earlier += row.length or USUAL_LENGTH
    return None


def _is(words: Sequence[str], listed: str) -> bool:
    return " ".join(words) in (" ".join(one.split()) for one in listed.split(","))


def _parts(text: str) -> list[str]:
    """Return what a cell of times holds: one, or both ends of `9:30 - 10:00`."""
    plain = _without_day(compared(text)).replace("hrs", "").strip()
    return [part for part in _RANGE.split(plain) if part]


def _without_day(text: str) -> str:
    """Return a time as it was typed: a spreadsheet keeps it with seconds, on a day of 1899."""
    return _SECONDS.sub(r"\1", _DAY.sub("", text))


def _moment(text: str) -> tuple[int | None, int | None]:
    """Return a clock time, or else a length, in minutes; nothing for what is neither."""
    clocks = _CLOCK.findall(text)
    if clocks and clocks[-1] == text:
        bare = text.isdigit() and len(text) <= 2
        try:
            return (clock(f"{text}:00" if bare and int(text) < 24 else text), None)
        except ParseError:
            pass
    try:
        return None, minutes(text)
    except ParseError:
        return None, None
