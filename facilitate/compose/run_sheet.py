"""What somebody needs who has never run the day: what to say, ask, watch for, hand out, collect."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from math import ceil
from typing import Any

from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import joined
from facilitate.compose.slot_words import sheets, who_is_where
from facilitate.compose.wording import sentence
from facilitate.model.times_and_dates import as_clock
from facilitate.structs import Struct

Aside = tuple[str, Any]
"""What kind of remark it is (a key of `run sheet:` in the words), and the remark."""


def opening(slot: ModelReading) -> Iterator[Aside]:
    """Yield what comes before the first step: what to have ready, do and say, what people need."""
    wording, exercise = slot.context.wording, slot.exercise
    if "parallel" in slot.of.path:
        yield "who", slot.who
    yield "ready", slot.ready
    if does := wording.maybe("run sheet do", slot.of.kind):
        yield "do", does.format(end=as_clock(slot.of.end))
    alone = [track for track in slot.tracks if not track.led_by]
    if len(alone) > 1:
        yield "note", wording("rooms by themselves", rooms=len(alone))
    day = slot.context.timetable
    if slot.of.start == day.day.says.start and "parallel" not in slot.of.path:
        yield "tables", _codes(slot, {0, 1})
    elif slot.of.pause and day.session(slot.of.end) > day.session(slot.of.start):
        yield "lay out", _codes(slot, {day.session(slot.of.end)})
    yield "hand out", joined([one.called for one in sheets(slot) if one.in_envelope], ", ")
    if slot.of.end == day.end and "parallel" not in slot.of.path:
        for_the_end = [one.called for one in slot.context.sheets if one.session and not one.used]
        yield "hand over", joined(for_the_end, ", ")
    yield "groups", exercise.groups if exercise else ""
    said = (slot.purpose, exercise.need if exercise else "")
    yield "say", joined([sentence(one) for one in said if one], " ")
    yield "note", slot.notes


def _codes(slot: ModelReading, sessions: Set[int]) -> str:
    """Return the codes of what is first needed in these sessions, but for what is in envelopes."""
    there = [one for one in slot.context.sheets if one.session in sessions]
    waits = {one.code for one in there if one.in_envelope or (one.session and not one.used)}
    return ", ".join(one.code for one in there if one.code not in waits)


def closing(slot: ModelReading) -> Iterator[Aside]:
    """Yield what comes after the last step: what to ask, watch for, do for some, and collect."""
    exercise, context = slot.exercise, slot.context
    if exercise:
        yield "ask", joined(exercise.debrief, " ")
        yield "watch", joined([sentence(one) for one in exercise.watch], " ")
        yield "odd", sentence(exercise.odd)
        ways = exercise.variations
        yield "large", sentence(ways.large)
        pairs = Counter(one.pair for one in context.people if one.id in slot.of.people if one.pair)
        yield "lone", sentence(ways.lone) if 1 in pairs.values() else ""
        needs = [need for access in context.access_today.values() for need in access.needs]
        yield "seated", sentence(ways.seated) if "seated" in needs else ""
        yield "remote", sentence(ways.remote)
    yield "collect", joined([one.called for one in sheets(slot) if one.collected], ", ")
    short = exercise.variations.short if exercise else ""
    yield "late", joined([sentence(part) for part in (slot.can_shrink, short) if part], " ")


# ------------------------------------------------------------------------------------ the lectern


class LecternRow(Struct, kw_only=True):
    """One line of the page on the lectern; a room's own lines have no clock."""

    clock: str
    minutes: int
    what: str
    more: str
    slides: str
    sheets: str


class Lectern(Struct, kw_only=True):
    """The day on one page: what there is room for, and whether that holds sheets."""

    rows: tuple[LecternRow, ...]
    has_sheets: bool


DETAILS = ("people", "least", "leads", "sheets", "buffers", "rooms", "slides", "pauses")
"""What is left out, in this order, until the day is one page."""

PAGE_MM, ROW_MM, LINE_MM = 207.0, 2.6, 5.75
WHAT_LETTERS, SHEETS_LETTERS, WIDER = 32, 11, 12
"""Room on the page at 14 points, set close; without sheets the words are wider."""


def lectern(slots: Iterable[ModelReading]) -> Lectern:
    """Return the day as it fits one page, with as much as there is room for."""
    slots = tuple(slots)
    for left_out in range(len(DETAILS) + 1):
        kept = frozenset(DETAILS[left_out:])
        rows = tuple(row for slot in slots for row in _lectern_rows(slot, kept))
        if sum(_mm(row, "sheets" in kept) for row in rows) <= PAGE_MM:
            break
    return Lectern(rows=rows, has_sheets="sheets" in kept)


def _mm(row: LecternRow, has_sheets: bool) -> float:
    wide = WHAT_LETTERS if has_sheets else WHAT_LETTERS + WIDER
    lines = max(ceil(len(row.what + row.more) / wide), ceil(len(row.sheets) / SHEETS_LETTERS), 1)
    return ROW_MM + LINE_MM * lines


def _lectern_rows(slot: ModelReading, kept: frozenset[str]) -> Iterator[LecternRow]:
    if slot.of.kind == "buffer" and "buffers" not in kept:
        return
    if slot.of.pause and "pauses" not in kept:
        return
    rooms = "rooms" in kept
    title = joined([slot.title, *(one.title for one in slot.tracks if not rooms)], " / ")
    yield _lectern_row(slot, title, slot.room, kept)
    for track in slot.tracks if rooms else ():
        who = who_is_where(track) if "people" in kept else track.room
        yield _lectern_row(track, track.title, who, kept)


def _lectern_row(slot: ModelReading, title: str, place: str, kept: frozenset[str]) -> LecternRow:
    leads = slot.led_by if "leads" in kept else ""
    shorter = slot.can_shrink and "least" in kept
    least = slot.context.wording("at least", minutes=slot.of.shortest) if shorter else ""
    codes = ", ".join(one.code for one in sheets(slot))
    return LecternRow(
        clock="" if "parallel" in slot.of.path else as_clock(slot.of.start),
        minutes=slot.of.minutes,
        what=title,
        more=joined([part for part in (place, leads, least) if part], "; "),
        slides=slot.slide_numbers if "slides" in kept else "",
        sheets=codes if "sheets" in kept else "",
    )
