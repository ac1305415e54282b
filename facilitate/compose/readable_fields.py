"""What a template may read of the plan, the timetable and the schedule: one table.

Templates read the model itself. `READABLE` says which names of which classes they may ask for, and
how a name is read: an attribute (`says.title`), or a function of the reading for what is put
together from several.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from facilitate.compose import coaching, slot_words, year_words
from facilitate.compose.access_needs import asked_for, made_for
from facilitate.compose.day_context import DayContext, PairToday, SheetName
from facilitate.compose.findings_view import ReaderFindings
from facilitate.compose.model_reading import How, ModelReading, NoSuchPartError, Readable
from facilitate.compose.placeholder import ClockTime
from facilitate.compose.rotation_views import rounds_of
from facilitate.compose.wording import Wording, plural
from facilitate.faults import At
from facilitate.model import Access, Day, Exercise, Material, Milestone, Outcome, Person, Programme
from facilitate.model.attendance import present_on, reader_of
from facilitate.model.exercise import Variations
from facilitate.model.plan import (
    Action,
    BoardPaper,
    ProgrammeFile,
    Promise,
)
from facilitate.model.units import Held
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.packing import PackBox, Packing, PackRow
from facilitate.schedule.replan import Replanned
from facilitate.schedule.seating import Seating
from facilitate.schedule.timetable import ExerciseSlot, Slot, SlotStep, Timetable
from facilitate.structs import Struct, replace


def _clock(name: str) -> Callable[[ModelReading], ClockTime]:
    """Return a reader of a time of day, which the filter `clock` prints."""
    return lambda reading: ClockTime(attrgetter(name)(reading.of))


# ---------------------------------------------------------------------- the programme and its days


def _of_today(how: How) -> Callable[[ModelReading], Any]:
    """Return a reader of what is known of the day in hand alone, and not of the others."""

    def read(day: ModelReading) -> Any:
        if day.of.id != day.context.day.id:
            raise NoSuchPartError
        if not isinstance(how, str):
            return how(day)
        return day.read(attrgetter(how)(day.of), day.inside(how.rpartition(".")[0], how))

    return read


def _next_day(day: ModelReading) -> Day | None:
    later = [one for one in day.context.days if one.number > day.of.number]
    return later[0] if later else None


class RoleView(Struct, kw_only=True):
    """A role that occurs in the programme; `people` is how many have it: `7 managers`."""

    role: str
    plural: str
    mark: str
    people: str


def _roles(programme: ModelReading) -> tuple[RoleView, ...]:
    context = programme.context
    return tuple(
        RoleView(
            role=context.wording.role(role),
            plural=context.wording.roles(role),
            mark=context.mark(role),
            people=plural(n, context.wording.role(role), context.wording.roles(role)),
        )
        for role, n in Counter(one.role for one in context.in_post).items()
    )


def _story(programme: ModelReading) -> tuple[str, ...]:
    parts = [" ".join(part.split()) for part in programme.of.says.story.split("\n\n")]
    return tuple(programme.read(one, At(programme.of.file, ("story",))) for one in parts if one)


# ---------------------------------------------------------------------------------- who takes part


def _own(how: Callable[[ModelReading], Any]) -> Callable[[ModelReading], Any]:
    """Return a reader of what only a page of that person or pair may say."""

    def read(person: ModelReading) -> Any:
        if person.owner != person.of.id:
            raise NoSuchPartError
        return how(person)

    return read


def _by_id(told: Callable[[str, DayContext], Any]) -> Callable[[ModelReading], Any]:
    """Return a reader of what is told of a person's id to that person alone."""
    return _own(lambda person: told(person.of.id, person.context))


def _partners(person: ModelReading) -> tuple[Person, ...]:
    members = person.context.members(person.of.pair)
    return tuple(one for one in members if one.id != person.of.id)


def _needs(words: Callable[[Access, Wording], tuple[str, ...]]) -> Callable[[ModelReading], Any]:
    """Return a reader of what a person's own page says of what that person needs."""

    def read(person: ModelReading) -> tuple[str, ...]:
        access = person.context.access.get(person.of.reader)
        return words(access, person.context.wording) if access else ()

    return _own(read)


def _promises_of(sponsor: ModelReading) -> tuple[ModelReading, ...]:
    if sponsor.of.pair:
        raise NoSuchPartError
    context, reader = sponsor.context, Recipient("sponsor", sponsor.of.id)
    is_own = sponsor.owner == sponsor.of.id
    since = (
        one
        for one in context.made_before()
        if reader_of(one.who, context.programme) == reader and (is_own or one.told_to_all)
    )
    found = (*promises(context, reader), *readings(since, context))
    return tuple(replace(one, owner=sponsor.owner) for one in found)


def promises(context: DayContext, whose: Recipient | None = None) -> tuple[ModelReading, ...]:
    """Return what the sponsors said yes to: all of them, or one."""
    programme = context.programme
    return tuple(
        reading(one, context, at=At(programme.file, ("promises", number)))
        for number, one in enumerate(programme.says.promises)
        if whose is None or reader_of(one.sponsor, programme) == whose
    )


def _entries(
    programme: ModelReading, key: str, every: Sequence[Any], some: Sequence[Any] | None = None
) -> tuple[ModelReading, ...]:
    """Return a list of the programme's file, or `some` of it, each with its line."""
    file = programme.of.file
    return tuple(
        reading(one, programme.context, at=At(file, (key, number)))
        for number, one in enumerate(every)
        if some is None or one in some
    )


def _service(pair: ModelReading) -> Any:
    says = pair.of.says
    written = pair.inside("says", "service") if says.service else None
    return pair.read(says.called(pair.of.id), written)


def _programme_name(programme: ModelReading) -> Any:
    key = "programme" if isinstance(programme.of.says, ProgrammeFile) else "title"
    return programme.read(programme.of.name, At(programme.of.file, (key,)))


def _role(person: ModelReading) -> Any:
    word = person.context.wording.role(person.of.role)
    return person.read(word, At(person.context.programme.file, ("roles", person.of.role)))


def _names(people: Iterable[Person], reading: ModelReading) -> str:
    return reading.context.wording.listed(reading.read(one).name for one in people)


def _mission(reading: ModelReading) -> Any:
    pair = reading.of.id if isinstance(reading.of, PairToday) else ""
    way = ("pairs", pair, "mission") if pair else ("mission",)
    return reading.read(reading.context.mission(pair), At(reading.context.programme.file, way))


def _service_of_person(person: ModelReading) -> Any:
    pair = At(person.context.programme.file, ("pairs", person.of.pair, "service"))
    return person.read(person.of.service, pair if person.of.pair else None)


def _site_of_person(person: ModelReading) -> Any:
    programme, pair = person.context.programme, person.of.pair
    site = programme.pairs[pair].site if pair else ""
    return person.read(site, At(programme.file, ("pairs", pair, "site")) if site else None)


def _called(word: str, context: DayContext) -> str:
    """Return the name of the pair, person or group that a word of the plan names."""
    reader = reader_of(word, context.programme)
    if reader == GROUP:
        return context.wording("whole group")
    return context.names.get(reader.id, word) if reader else word


# ------------------------------------------------------------------------------------- the schedule


def _lines(late: ModelReading) -> int:
    """Return about how many lines a sheet takes with all steps."""
    found, slots = late.of, late.of.table.slots
    day = sum(_lines_of(late.read(slot)) + len(slot.steps) for slot in slots)
    return day + len(found.changes) + (2 * len(found.proposals) + 3 if found.missing else 0)


def _lines_of(slot: ModelReading) -> int:
    """Return about how many lines a slot and its tracks take by what is to have ready there."""
    rows = [slot, *(slot.read(track) for track in slot.of.tracks)]
    return sum(max(2, 1 - -len(slot_words.ready(row)) // READY_LETTERS) for row in rows)


READY_LETTERS = 22
"""So many stand on one line of a run sheet's last column."""


def _now(late: ModelReading) -> ClockTime:
    slots = late.of.table.slots
    return ClockTime(slots[0].start if slots else late.of.new_end)


def _alone(table: ModelReading) -> tuple[str, ...]:
    """Return the sheets of exercises that one pair does by itself, wherever they are held today."""
    pair_of = table.context.programme.pair_of
    rooms: dict[str, int] = {}
    for slot in table.of.exercises():
        pairs = {pair for one in slot.people if (pair := pair_of.get(one))}
        for sheet in slot.exercise.sheets:
            rooms[sheet] = max(len(pairs), rooms.get(sheet, 0))
    return tuple(sheet for sheet, most in rooms.items() if most == 1)


def _there(day: ModelReading, *, with_absent: bool) -> int:
    """Return how many came to a day, sponsors apart, or with those who were away."""
    says, programme = day.of.says, day.context.programme
    came: Held | None = says.came
    if came:
        return came.planned if with_absent else came.held
    asked = says.model_copy(update={"absent": ()}) if with_absent else says
    paired = {person.id for person in programme.people if person.pair}
    return len(paired.intersection(present_on(programme, asked)))


def _as_they_are(*names: str, inside: str = "") -> dict[str, How]:
    return {name: f"{inside}{name}" for name in names}


_OF_A_SLOT: tuple[Callable[[ModelReading], Any], ...] = (
    *(slot_words.title, slot_words.purpose, slot_words.slides, slot_words.led_by, slot_words.room),
    *(slot_words.who, slot_words.place_and_people, slot_words.need),
    *(slot_words.slide_numbers, slot_words.sheets, slot_words.things, slot_words.ready),
    *(slot_words.work, slot_words.capital, slot_words.can_shrink, slot_words.steps),
    *(slot_words.exercise, slot_words.band),
)
_SLOT: dict[str, How] = {
    **_as_they_are("number", "key", "minutes", "kind", "pause", "shortest", "longest", "tracks"),
    **{one.__name__: one for one in _OF_A_SLOT},
    "start": _clock("start"),
    "end": _clock("end"),
    "why": slot_words.from_item("why"),
    "notes": slot_words.from_item("notes"),
    "may_move": slot_words.from_item("may_move", otherwise=False),
    "may_drop": slot_words.from_item("may_drop", otherwise=False),
    "band_alt": lambda slot: slot_words.band_sentence(slot.context),
}


READABLE: Readable = {
    Programme: {
        "name": _programme_name,
        **_as_they_are("client", "contact", "language", "minimum_group", inside="says."),
        **_as_they_are("mutual_views_in_report", "delete_by", inside="says."),
        "story": _story,
        "organisation": lambda programme: programme.context.organisation,
        "mission": _mission,
        "board": "says.board",
        "promises": lambda programme: promises(programme.context),
        "promise_counts": lambda programme: year_words.promise_counts(programme.context),
        "catch_up_count": lambda programme: year_words.catch_up_count(programme.context),
        "said_of_days": lambda programme: year_words.said_of_days(programme.context),
        "coaching_count": lambda programme: coaching.count(programme.context),
        "promises_told": lambda programme: year_words.promises_told(programme.context),
        "promise_bars": lambda programme: year_words.promise_bars(programme.context),
        "outcomes": lambda programme: _entries(
            programme, "outcomes", programme.context.agreed(), programme.context.counted()
        ),
        "agreed": lambda programme: _entries(programme, "outcomes", programme.context.agreed()),
        "milestones": lambda programme: _entries(
            programme, "milestones", programme.context.milestones()
        ),
        "sponsors": lambda programme: tuple(
            one for one in programme.context.programme.people if not one.pair
        ),
        "roles": _roles,
        "pair_count": lambda programme: len({one.pair for one in programme.context.in_post}),
        "people_count": lambda programme: len(programme.context.in_post),
    },
    Day: {
        **_as_they_are("number"),
        **_as_they_are("title", "date", "venue", "link", inside="says."),
        "start": _clock("says.start"),
        "held": "says.is_over",
        "there": lambda day: _there(day, with_absent=False),
        "invited": lambda day: _there(day, with_absent=True),
        "id": _of_today("id"),
        "end": _of_today(lambda day: ClockTime(day.context.timetable.end)),
        **{name: _of_today(f"says.{name}") for name in ("cover", "aims", "before", "bring")},
        "notes": _of_today("says.notes"),
        "of": _of_today(lambda day: len(day.context.days)),
        "first": _of_today(lambda day: day.of.number == min(d.number for d in day.context.days)),
        "last": _of_today(lambda day: _next_day(day) is None),
        "next": _of_today(_next_day),
        "pair_count": _of_today(lambda day: len({one.pair for one in day.context.paired})),
        "people_count": _of_today(lambda day: len(day.context.paired)),
        "sponsor_count": _of_today(lambda day: len(day.context.people) - len(day.context.paired)),
        "stock_take": _of_today(lambda day: day.context.stock_take_planned),
        "only_talks": _of_today(lambda day: not day.context.rated),
    },
    Timetable: {
        "slots": "slots",
        "alone": _alone,
        "morning": lambda table: table.of.slots[: slot_words.slots_before_lunch(table.of)],
        "afternoon": lambda table: table.of.slots[slot_words.slots_before_lunch(table.of) :],
        "read_at": lambda table: table.of.first_that_uses(
            *("group-ratings", "group-results", "repeat-results"),
            *("pair-sheets", "mutual-views", "cleared-words"),
        ),
        "ratings_at": lambda table: table.of.first_that_uses("group-ratings", "group-results"),
        "said_at": lambda table: table.of.first_that_uses("group-results"),
        "change_at": lambda table: table.of.first_that_uses(
            "repeat-results", rather_not="group-guesses"
        ),
    },
    Slot: _SLOT,
    ExerciseSlot: _SLOT,
    SlotStep: {
        **_as_they_are("minutes", "times"),
        "start": _clock("start"),
        "each": lambda step: step.of.minutes // step.of.times,
        "length": slot_words.step_length,
        "text": slot_words.step_text,
    },
    Exercise: {
        **_as_they_are("id", "name", "purpose", "groups", "category", "origin", "need"),
        **_as_they_are("debrief", "watch", "materials", "serves", "odd", "variations"),
        **_as_they_are("gives", "uses", "sheets", "rotates"),
        "themes": lambda one: tuple(one.context.themes.get(id_, id_) for id_ in one.of.themes),
    },
    Variations: _as_they_are("remote", "large", "lone", "short", "long", "seated"),
    Material: {
        **_as_they_are("what", "count", "sheet"),
        "per": slot_words.per,
        "words": slot_words.material_words,
    },
    BoardPaper: {
        **_as_they_are("meeting", "item", "what_for", "lead", "author", "part", "before"),
        **_as_they_are("bears_on", "equality", "cost", "signed_off", "asked"),
    },
    Outcome: {
        **_as_they_are("measure", "unit", "direction", "source"),
        **{name: year_words.figure(name) for name in ("baseline", "aim", "repeat")},
        **_as_they_are("date", "repeat_date", "counted_on"),
        "kind": year_words.kind,
        "counted_by": lambda one: _called(one.of.owner, one.context),
        "latest": year_words.latest,
        "latest_date": year_words.latest_date,
        "result": year_words.result,
        "sentence": lambda one: f"{one.of.measure} ({one.of.unit}): {year_words.figures(one)}.",
        "bars": year_words.bars,
        "bars_alt": year_words.bars_alt,
    },
    Milestone: {
        **_as_they_are("what", "by", "state", "date", "result"),
        "kind": year_words.kind,
    },
    PairToday: {
        **_as_they_are("id", "members"),
        **_as_they_are("site", "challenge", "watch_for", "cover", inside="says."),
        **dict.fromkeys(("name", "service"), _service),
        "names": lambda pair: _names(pair.of.members, pair),
        "mission": _mission,
        "catch_ups": _own(year_words.catch_ups),
        "alone": lambda pair: len(pair.of.members) == 1,
        "size": lambda pair: sum(one.pair == pair.of.id for one in pair.context.in_post),
    },
    Person: {
        **_as_they_are("id", "name", "title", "acting"),
        "role": _role,
        "service": _service_of_person,
        "site": _site_of_person,
        "mark": lambda person: person.context.mark(person.of.role),
        "present": lambda person: person.of.id in person.context.timetable.present,
        "partners": _own(_partners),
        "partner_names": _own(lambda person: _names(_partners(person), replace(person, owner=""))),
        "coaching": _by_id(coaching.dates_of),
        "sessions": _by_id(coaching.sessions_of),
        "dates_ahead": _by_id(coaching.ahead_in_one_line),
        "coaches": _own(coaching.named_coaches),
        "needs_with": _own(coaching.needs_with),
        "sees": _own(lambda one: coaching.still_seen(one.of.reader, one.context)),
        "made": _needs(made_for),
        "asked": _needs(asked_for),
        "elsewhere": _own(
            lambda person: bool(person.context.access.get(person.of.reader, Access()).remote)
        ),
        "promises": _promises_of,
    },
    Promise: {
        **_as_they_are("what"),
        "sponsor": lambda promise: _called(promise.of.sponsor, promise.context),
        "by": year_words.due,
        "ahead": year_words.is_ahead,
        "status": lambda one: year_words.outcome_in_words(one) if one.of.status != "open" else "",
        "settled": year_words.is_settled,
    },
    Action: {
        **_as_they_are("what"),
        "who": lambda action: _called(action.of.who, action.context),
        "witness": lambda action: _called(action.of.witness, action.context),
        "by": year_words.due,
        "ahead": year_words.is_ahead,
        "status": year_words.outcome_in_words,
        "done": lambda action: year_words.how_it_went(action) == "kept",
        "settled": year_words.is_settled,
    },
    ReaderFindings: {
        **_as_they_are("any", "said_on", "group", "change", "by_statement", inside="take."),
        **_as_they_are("quotes", "voices", "named", "came_up", "statement_slides", inside="take."),
        **_as_they_are("roles_today", inside="take."),
        **_as_they_are("not_said", "not_shown", inside="take."),
        **_as_they_are("no_longer", "spoken_with", "conversations", inside="take."),
        **_as_they_are("n", "asked", inside="take.group."),
        **_as_they_are("headline", "lead", "strip", "strip_alt", inside="overview."),
        **_as_they_are("source", "strengths", "working_on", inside="overview."),
        **_as_they_are("whom", "whose", inside="overview."),
        **_as_they_are("differences", "highest", "lowest", "question", inside="overview."),
        **_as_they_are("own", "shared", "thresholds", "pair_change", "partner_lines"),
        **_as_they_are("notices", "method", "mutual", "own_ties"),
        "date": "take.now",
        "rated": lambda found: bool(found.context.rated_waves),
        "new": "take.context.is_new",
    },
    SheetName: _as_they_are("code", "title", "session", "tells_where", "collected", "in_envelope"),
    Packing: _as_they_are("boxes", "list", "opened", "posters", "brought", "venue"),
    PackBox: _as_they_are("number", "clock", "rows", "packed"),
    PackRow: _as_they_are("count", "what", "spare", "for_what", "comes_back", "paper"),
    Seating: {
        **_as_they_are("title", "proof"),
        "rounds": lambda one: rounds_of(one.of, one.context),
    },
    Replanned: {
        **_as_they_are("missing", "proposals"),
        "planned_end": _clock("planned_end"),
        "new_end": _clock("new_end"),
        "now": _now,
        "changes": lambda late: tuple(change.words for change in late.of.changes),
        "lines": _lines,
    },
}
"""Which names of which classes a template may ask for, and how each is read."""


def reading(of: Any, context: DayContext, owner: str = "", at: At | None = None) -> ModelReading:
    """Return a thing of the model as a template reads it."""
    return ModelReading(of, context, READABLE, owner, at)


def readings(
    things: Iterable[Any], context: DayContext, owner: str = ""
) -> tuple[ModelReading, ...]:
    """Return things of the model as a template reads them."""
    return tuple(reading(one, context, owner, _promised_at(one, context)) for one in things)


def _promised_at(thing: Any, context: DayContext) -> At | None:
    """Return where a promise of an earlier day is written; None of all others."""
    if not isinstance(thing, Action):
        return None
    return At("actions.yaml", ("actions", context.actions.index(thing)))
