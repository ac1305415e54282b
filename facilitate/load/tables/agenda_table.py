"""A day from a table in a spreadsheet or in Word: time or minutes, what, who leads, room, notes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from facilitate.faults import Fault, Place, nearest
from facilitate.load.library import Library
from facilitate.load.synonyms import item_called
from facilitate.load.tables.plain_table import PlainTable, headings_of, lines_of, read_plain_table
from facilitate.load.tables.table import Record, compared, slug
from facilitate.load.tables.times import (
    as_typed,
    clock_or_length,
    date_in,
    length_in,
    parts_of,
    says_more,
)
from facilitate.load.tables.typed_day import first_time_behind, typed_day
from facilitate.model.exercise import Exercise
from facilitate.model.times_and_dates import ParseError, as_clock
from facilitate.model.units import BETWEEN
from facilitate.structs import Struct, replace

HEADINGS = headings_of(
    {
        "time": "time, times, when, start, starts, start time, clock, from, uhrzeit, "
        "zeit, heure, horaire",
        "until": "until, end, ends, end time, finish, to",
        "minutes": "minutes, mins, min, length, duration, how long, dauer, minuten, durée",
        "what": "what, item, activity, session, agenda, agenda item, topic, title, subject, "
        "event, what happens, content, contents, theme, thema, inhalt, was, activité, contenu",
        "led by": "led by, lead, leads, leader, who leads, who, facilitator, speaker, presenter, "
        "by, wer, leitung, animateur, intervenant, qui",
        "for": "for, for whom, who for, group, groups, participants, attendees, attending, "
        "audience, who takes part, taking part, who attends, pairs",
        "room": "room, venue, where, place, location, raum, ort, salle, lieu",
        "notes": "notes, note, comments, comment, remarks, details, materials",
    }
)

KINDS = {
    "arrive": "arrive arrival arrivals registration",
    "lunch": "lunch sandwiches",
    "feedback": "feedback evaluation evaluations",
    "welcome": "welcome introduction introductions opening",
    "break": "break coffee tea refreshments",
    "buffer": "buffer contingency",
}
"""What an item is by a word of its own; the first that fits, if all other words are `_BESIDE`."""

PHRASES = headings_of(
    {
        "welcome": "why we are here",
        "actions": "actions, review of actions, action review, what we promised, "
        "actions from last time",
        "feedback": "how was today",
        "buffer": "time in hand, catch up time",
    }
)
_BESIDE = frozenset(
    {"and", "the", "of", "for", "with", "a", "to", "your", "our", "day", "mid", "short", "light"}
    | {"coffee", "tea", "break", "welcome", "introductions", "refreshments", "buffet", "comfort"}
    | {"morning", "afternoon", "provided", "served", "networking", "biscuits", "cakes", "drinks"}
    | {"form", "forms", "close", "closing"}
)
_ROOM = re.compile(
    r"\b(?:room|track|hall|stream|strand|group|workshop|break-?out|studio|lounge|library|suite"
    r"|theatre|floor|zone|space)s?\b|\b(?:[A-Z]|\d{1,3})$",
    re.IGNORECASE,
)
"""What a heading says by which columns are known to be rooms; one of them is enough."""
_CALLED_A_TALK = re.compile(r"\s*talk\s*[:–—-]\s+(?=\w)", re.IGNORECASE)
"""What stands before a talk's title and is none of it: `Talk: What the books knew`."""
_END = frozenset(
    {"end", "close", "finish", "end of day", "depart", "departure", "home", "ends"}
    | {"ende", "schluss", "fin"}
)
_NO_TITLE = frozenset(
    {"programme", "program", "agenda", "timetable", "schedule", "draft", "timing", "content"}
)
_IN_FRONT = "Write each in front: 9:30 Coffee"
_OR_TYPED = "Or begin each line with its time: 9:30 Coffee."
_LENGTH_BEHIND = re.compile(
    r"(?P<what>.*\S)\s*[(\[](?P<length>[^()\[\]]*[a-z½][^()\[\]]*)[)\]]", re.IGNORECASE
)
"""With its unit: a bare figure says which of several it is, as in `Planning (2)`."""
HALF_DAY = 12 * 60
_LONGEST_PART = 8 * 60
USUAL_LENGTH = 15
LONGEST_TITLE = 80


class AgendaRow(Struct):
    """One item: the key that says what it is, with its length or an exercise's id, and the rest.

    A `parallel` one has tracks. The last of them has no `who`, which means the rest.
    """

    kind: str
    minutes: int
    title: str = ""
    exercise: str = ""
    led_by: str = ""
    room: str = ""
    notes: str = ""
    not_before: int | None = None
    who: tuple[str, ...] = ()
    tracks: tuple["AgendaRow", ...] = ()


@dataclass(slots=True)
class AgendaTable:
    """A day: its items, and what else the file says; None or nothing where it does not.

    `undated` says why a date that stands there is not taken, `dated` is the line it was taken from
    where that says more, such as a place.
    """

    rows: list[AgendaRow] = field(default_factory=list)
    title: str = ""
    on: date | None = None
    undated: str = ""
    dated: str = ""
    start: int | None = None
    finish: int | None = None


class _Timed(Struct):
    """A row with its times, so far as they are written: minutes from midnight, and a length."""

    table: PlainTable
    record: Record
    what: str
    room: str
    start: int | None
    end: int | None
    length: int | None


def read_agenda(
    data: bytes, file: str, library: Library, pairs: Mapping[str, str] = MappingProxyType({})
) -> tuple[AgendaTable | None, tuple[Fault, ...]]:
    """Return a day, and what was not understood, each with its cell.

    What is named neither as an exercise nor as a break or the like is a talk. Rows that start
    at one time run side by side; `pairs` are the ids of those who may be named for them, by what
    they are called. Without a column for what happens, each heading beside the time that means
    nothing else is a room. Without a table, lines that begin with a time are the items. None where
    no agenda is in the file.
    """
    table, faults = read_plain_table(data, file, HEADINGS, ("what",))
    rooms: tuple[int, ...] = ()
    typed = None if table else typed_day(lines_of(data, file), file, HEADINGS)
    if typed:
        table, faults = typed, typed.table.faults
    if table is None:
        if all(one.place and one.place.line is None for one in faults):  # it is no table
            faults = tuple(replace(one, hint=f"{one.hint} {_OR_TYPED}") for one in faults)
        table, others = read_plain_table(data, file, HEADINGS, ("time",))
        if table is None and (behind := first_time_behind(lines_of(data, file))):
            message = "The times stand behind the words here."
            fault = Fault(code="P151", message=message, hint=_IN_FRONT, place=Place(file, behind))
            return None, (fault,)
        if table is None:
            return None, faults
        rooms, only = _rooms(table), table.others()
        if len(rooms) > 1:
            faults = (*others, _taken_as_rooms(table, rooms))
        elif len(only) == 1:
            table = replace(table, columns={**table.columns, "what": only[0]})
            hint = "If it is not, head the right column: what."
            faults = (*others, table.taken_as(only[0], "what happens", hint))
            rooms = ()
        else:
            return None, faults
    reading = _AgendaReader(library, pairs)
    timed = [one for record in table.rows for one in reading.timed(table, rooms, record)]
    found = reading.day(timed)
    if not found.rows:
        hint = "Write one row for each item."
        return None, (table.unusable("Nothing stands below the headings.", hint),)
    _words_above(found, table.above)
    read = {f"room {column}": column for column in rooms}
    unread = replace(table, columns={**table.columns, **read}).unread()
    return found, (*faults, *unread, *reading.faults)


def _rooms(table: PlainTable) -> tuple[int, ...]:
    """Return the columns of a day in which each room has one."""
    known = set(table.columns.values())
    found = {
        column: heading.strip()
        for column, heading in enumerate(table.header.cells)
        if heading.strip() and column not in known
    }
    return tuple(found) if any(map(_ROOM.search, found.values())) else ()


def _taken_as_rooms(table: PlainTable, rooms: Sequence[int]) -> Fault:
    named = [" ".join(table.header.cell(column).split()) for column in rooms]
    message = f"{', '.join(named[:-1])} and {named[-1]} are taken as rooms side by side."
    hint = "If one of them is not, give it a heading of its own, such as What or Notes."
    place = replace(table, columns={"what": rooms[0]})
    return place.fault(table.header, "what", message, hint, "advice")


def _words_above(found: AgendaTable, words: Sequence[str]) -> None:
    """Take the date and the title from what stands above the table."""
    for text in words:
        line = " ".join(text.split())
        on, why = date_in(line)
        if on and not found.on and says_more(line):
            found.dated = line
        found.on, found.undated = found.on or on, found.undated or why
        no_title = on or why or len(line) > LONGEST_TITLE or compared(line) in _NO_TITLE
        found.title = found.title or ("" if no_title else line)


class _AgendaReader:
    """Takes the rows, keeping what was not understood."""

    def __init__(self, library: Library, pairs: Mapping[str, str]) -> None:
        self.library = library
        self.pairs = {compared(word): one for word, one in pairs.items()}
        self.faults: list[Fault] = []
        self.before = 0
        self.above: Mapping[int, str] = {}

    def timed(self, table: PlainTable, rooms: Sequence[int], record: Record) -> tuple[_Timed, ...]:
        """Return a row with its times, one for each thing that it says happens in some room.

        What stands in one room's column alone, or alike in all, is for everyone.
        """
        filled = [column for column in rooms if record.cell(column).strip()]
        if not rooms:
            filled = [table.columns["what"]] if table.cell(record, "what") else []
        elif len({compared(record.cell(column)) for column in filled}) == 1:
            filled, rooms = filled[:1], ()
        if not filled:
            where = {"what": rooms[0], **table.columns} if rooms else table.columns
            message = "nothing stands here, so the row is left out."
            self._tell(replace(table, columns=where), record, "what", message, "Say what.")
            return ()
        start, end, length = self._times(table, record)
        above = {column: compared(record.cell(column)) for column in filled}
        found = []
        for column in filled:
            words = compared(record.cell(column))
            if rooms and words == self.above.get(column):
                message = "this stands in the row above too, so it would be held twice."
                cell = replace(table, columns={"what": column})
                self._tell(cell, record, "what", message, "Mend the agenda: one item, longer.")
            here = replace(table, columns={**table.columns, "what": column})
            room = " ".join(table.header.cell(column).split()) if rooms else ""
            room = room or table.cell(record, "room")
            what, told = _length_behind(here.cell(record, "what"))
            found.append(_Timed(here, record, what, room, start, end, length or told))
        self.above = above
        return tuple(found)

    def _times(
        self, table: PlainTable, record: Record
    ) -> tuple[int | None, int | None, int | None]:
        """Return when a row starts and ends, and its length, so far as it says so."""
        start = end = length = None
        for key in ("time", "until"):
            for number, part in enumerate(parts_of(table.cell(record, key))):
                moment, span = clock_or_length(part)
                if moment is None and span is None:
                    message = f"{part!r} is no time."
                    self._tell(table, record, key, message, "Write it like 9:30 or 45m.")
                elif moment is None:
                    length = span
                elif key == "time" and number == 0:
                    start = self.before = _after(moment, self.before)
                else:
                    end = _after(moment, self.before)
        if start is not None and end is not None and end <= start:
            message = "this ends before it begins, so its end is not taken."
            self._tell(table, record, "time", message, "Mend one of the two times.")
        given = as_typed(table.cell(record, "minutes").casefold())
        if given:
            hours = re.fullmatch(r"(\d{1,2}):(\d{2})", given)
            try:
                length = length_in(f"{hours[1]}h{hours[2]}" if hours else given)
            except ParseError as problem:
                self._tell(table, record, "minutes", problem.message, problem.hint)
        return start, end, length

    def day(self, rows: Sequence[_Timed]) -> AgendaTable:
        """Return the items with their lengths, which are written or lie between two times."""
        found = AgendaTable(start=_first_start(rows))
        now, finish = found.start, None
        together = _starting_together(rows)
        for number, (row, *beside) in enumerate(together):
            last = number == len(together) - 1
            lasts = row.end is not None or row.length is not None
            if compared(row.what).rstrip(".!") in _END and last and not lasts:
                finish = row.start
                break
            if row.start is not None and now is not None and row.start < now:
                above = together[number - 1][0].start
                why, hint = "the row above is not over then", "Look at the lengths above it."
                if above is not None and row.start < above:
                    why, hint = "the row above starts later", "Mend one of the two times."
                message = f"{why}, so this follows at {as_clock(now)}."
                self._tell(row.table, row.record, "time", message, hint)
            waits = row.start is not None and now is not None and row.start > now
            begins = row.start if waits else now
            few = len(set(self.pairs.values())) < len(beside) + 1
            if few or any(_kind(one.what) != "talk" for one in (row, *beside)):
                for one in beside:
                    message = "this starts with the row above, so it is left out."
                    hint = "Only talks and exercises run side by side. Mend one of the two times."
                    self._tell(one.table, one.record, "time", message, hint)
                beside = []
            after = [one for other in together[number + 1 :] for one in other]
            tracks = [
                self._item(one, self._length([one, *after], begins)) for one in (row, *beside)
            ]
            item = self._side_by_side(tracks, row) if beside else tracks[0]
            if item.kind == "break" and not (number or last):  # of nothing: people come
                item = replace(item, kind="arrive")
            length = item.minutes
            found.rows.append(replace(item, not_before=row.start if waits else None))
            now = None if begins is None else begins + length
            finish = row.end if last else None
        # A finish that cannot be kept would stop the build; what was taken is told by then.
        found.finish = finish if finish is not None and now is not None and finish >= now else None
        return found

    def _side_by_side(self, tracks: Sequence[AgendaRow], first: _Timed) -> AgendaRow:
        """Return items as tracks, each with its room and people: the last takes the rest."""
        pairs = list(dict.fromkeys(self.pairs.values()))
        if not all(track.who for track in tracks[:-1]):
            # Every pair has a place, so that the plan builds; who it is, is for the organiser.
            dealt = [tuple(pairs[number :: len(tracks)]) for number in range(len(tracks))]
            tracks = [replace(one, who=who) for one, who in zip(tracks, dealt, strict=True)]
            message = "who goes to which of the items at this time is not said, so the pairs were "
            message += "dealt out."
            self._tell(first.table, first.record, "what", message, "Mend who: in the agenda.")
        rooms = [one.room or f"Room {number}" for number, one in enumerate(tracks, 1)]
        named = [replace(one, room=room) for one, room in zip(tracks, rooms, strict=True)]
        named[-1] = replace(named[-1], who=())
        return AgendaRow("parallel", max(one.minutes for one in tracks), tracks=tuple(named))

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
            if (rows[until].start or 0) < begins:
                return USUAL_LENGTH  # a time that goes back is told at its row
        exercise = self.library.exercise(row.what) or self._by_part_of_its_id(row.what)
        if exercise is not None:
            return exercise.time
        message = f"no length stands here, so {USUAL_LENGTH} minutes were taken."
        hint = "Write until when, or how many minutes."
        self._tell(row.table, row.record, "what", message, hint)
        return USUAL_LENGTH

    def _who(self, row: _Timed) -> tuple[str, ...]:
        """Return the ids of the pairs that a row names, or roles and sponsors as they stand."""
        words = [one for one in BETWEEN.split(row.table.cell(row.record, "for")) if one]
        found = [self.pairs.get(compared(word), "") for word in words]
        for word, one in zip(words, found, strict=True):
            if not one and compared(word) not in _EVERYBODY:
                message = f"{word!r} is no pair, so it is left out."
                self._tell(row.table, row.record, "for", message, "Write who: in the agenda.")
        return tuple(one for one in found if one)

    def _item(self, row: _Timed, length: int) -> AgendaRow:
        cell, what = row.table.cell, row.what
        exercise = self.library.exercise(what)
        kind, title = _kind(what), _CALLED_A_TALK.sub("", what)
        if exercise is None and kind == "talk" and title == what:
            exercise = self._by_part_of_its_id(what)
            if exercise is not None:
                message = f"{what!r} was taken as the exercise {exercise.id}."
                hint = "If it is something else, write - talk: with its length in the agenda."
            else:
                near = nearest(what, self.library.names())
                message = f"{what!r} is no exercise, so it is a talk of {length} minutes."
                hint = f"Did you mean {near!r}?" if near else "See: facilitate exercises list"
            self.faults.append(row.table.fault(row.record, "what", message, hint, "advice"))
        return AgendaRow(
            kind="exercise" if exercise else kind,
            minutes=length,
            title="" if exercise else title,
            exercise=exercise.id if exercise else "",
            led_by=cell(row.record, "led by"),
            room=row.room,
            notes=cell(row.record, "notes"),
            who=self._who(row),
        )

    def _by_part_of_its_id(self, what: str) -> Exercise | None:
        """Return the one exercise whose id is these words, with or without its first one."""
        word, exercises = slug(what), self.library.exercises
        found = [one for key, one in exercises.items() if word in (key, key.partition("-")[2])]
        return found[0] if word and len(found) == 1 else None

    def _tell(self, table: PlainTable, record: Record, key: str, message: str, hint: str) -> None:
        column = key if key in table.columns else "what"
        self.faults.append(table.fault(record, column, message, hint))


def _length_behind(what: str) -> tuple[str, int | None]:
    """Return what happens and its length, if that stands behind it: `Who we are (30 min)`."""
    found = _LENGTH_BEHIND.fullmatch(what)
    try:
        return (found["what"], length_in(found["length"].casefold())) if found else (what, None)
    except ParseError:
        return what, None


def _after(moment: int, before: int) -> int:
    """Return a time of the same day: 1:30 after 12:15 is half past one in the afternoon.

    What would be most of a day later is a slip, and stays as it is: 9:15 after 9:30.
    """
    later = moment + HALF_DAY - before
    return moment + HALF_DAY if moment < before and 0 <= later <= _LONGEST_PART else moment


def _starting_together(rows: Sequence[_Timed]) -> list[list[_Timed]]:
    """Return the rows in their order; those that start at one written time stand together."""
    found: list[list[_Timed]] = []
    for row in rows:
        if found and row.start is not None and row.start == found[-1][-1].start:
            found[-1].append(row)
        else:
            found.append([row])
    return found


_EVERYBODY = frozenset({"all", "everyone", "everybody", "whole group"})


def _first_start(rows: Sequence[_Timed]) -> int | None:
    """Return when the day starts: what stands above the first time that is written is before it."""
    earlier = 0
    for row in rows:
        if row.start is not None:
            return max(0, row.start - earlier)
        earlier += row.length or USUAL_LENGTH
    return None


def _kind(what: str) -> str:
    """Return what an item is by its words: a break, lunch and so on, else a talk."""
    plain = re.sub(r"\([^()]*\)", " ", compared(what))
    words = re.sub(r"[^\w\s]", " ", re.sub(r"[&/+]", " and ", plain)).split()
    for kind, phrases in PHRASES.items():
        if " ".join(words) in phrases:
            return kind
    if kind := item_called(" ".join(words)):
        return kind
    for kind, listed in KINDS.items():
        own = set(listed.split())
        if own & set(words) and set(words) <= own | _BESIDE:
            return kind
    return "talk"
