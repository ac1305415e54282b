"""What a template may read of the plan, the timetable and the schedule: one table, one class.

Templates read the model itself. `READABLE` says which names of which classes they may ask for, and
how a name is read: an attribute (`says.title`), or a function of the reading for what is put
together from several. What is not in the table is not there.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from facilitate.charts import Band, Bars
from facilitate.compose.access_needs import asked_for, made_for
from facilitate.compose.day_bar import band_of, band_sentence, work_words
from facilitate.compose.day_context import DayContext, PairToday
from facilitate.compose.placeholder import ClockTime, OwnedStr, owned, owner_of, source_of
from facilitate.compose.rotation_views import SeatRoundView, rounds_of
from facilitate.compose.wording import plural
from facilitate.compose.year_counts import (
    coaching_count,
    outcome_bars,
    promise_counts,
    result_of,
)
from facilitate.faults import At
from facilitate.model import Day, Exercise, Item, Material, Outcome, Person, Programme
from facilitate.model.attendance import reader_of
from facilitate.model.exercise import Variations
from facilitate.model.plan import Action, Promise
from facilitate.recipient import Recipient
from facilitate.schedule.packing import PackBox, Packing, PackRow
from facilitate.schedule.replan import Replanned
from facilitate.schedule.seating import Seating
from facilitate.schedule.social_capital import kinds_of
from facilitate.schedule.timetable import ExerciseSlot, Slot, SlotStep, Timetable


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reading:
    """A thing of the model as a template reads it.

    What is read belongs to its `owner`, if it has one. `at` is where the thing stands in a file.
    """

    of: Any
    context: DayContext
    owner: str = ""
    at: At | None = None

    def known_names(self) -> tuple[str, ...]:
        """Return what a template may ask for."""
        return tuple(READABLE[type(self.of)])

    def part(self, name: str) -> Any:
        """Return a part by its name, with its owner and where it was written.

        Raises LookupError for a name that is not in the table, or not for this page.
        """
        how = READABLE[type(self.of)][name]
        if not isinstance(how, str):
            return self.read(how(self))
        return self.read(attrgetter(how)(self.of), self.inside(how.rpartition(".")[0], how))

    def __getattr__(self, name: str) -> Any:
        """Return a part, as a template would get it."""
        try:
            return self.part(name)
        except LookupError as error:
            raise AttributeError(name) from error

    def read(self, value: Any, at: At | None = None) -> Any:
        """Return a value of the model as a template gets it."""
        if isinstance(value, Reading):
            return value
        if type(value) in READABLE:
            return Reading(value, self.context, self.owner, at)
        if isinstance(value, tuple):
            return tuple(self.read(one, _item_of(at, n)) for n, one in enumerate(value))
        if isinstance(value, str) and at is not None and source_of(value) is None:
            value = OwnedStr(value, owner_of(value) or self.owner, at)
        return owned(value, self.owner)

    def inside(self, holder: str, name: str) -> At | None:
        """Return where an attribute is written; `holder` is what holds it, "" for the thing."""
        if self.at is None:
            return None
        model = attrgetter(holder)(self.of) if holder else self.of
        return _key_in(model, name.rpartition(".")[2], self.at)


def _item_of(at: At | None, number: int) -> At | None:
    return At(at.file, (*at.path, number)) if at else None


def _key_in(model: Any, name: str, at: At) -> At:
    """Return where an attribute of a model stands, by the key that people write for it."""
    field = getattr(type(model), "model_fields", {}).get(name)
    key = (field.alias if field else "") or name
    return At(at.file, (*at.path, key))


# ---------------------------------------------------------------------------------- the timetable


def _written(reading: Reading, model: Any, name: str, at: At | None) -> Any:
    """Return what a plan or an exercise says under a name, with its place."""
    return reading.read(getattr(model, name), _key_in(model, name, at) if at else None)


def _item_at(reading: Reading) -> At:
    return At(reading.context.day.file, reading.of.path)


def _exercise_at(reading: Reading) -> At | None:
    """Return where an exercise is written: for a second visit its `return:`."""
    slot = reading.of
    file = reading.context.exercise_files.get(slot.exercise.id, "")
    again = slot.item and slot.item.variant == "return" and slot.exercise.return_
    return At(file, ("return",) if again else ()) if file else None


def _of_item(name: str, otherwise: Any = "") -> Callable[[Reading], Any]:
    """Return a reader of what the plan's line says; a gap has no line."""

    def read(slot: Reading) -> Any:
        item: Item | None = slot.of.item
        return _written(slot, item, name, _item_at(slot)) if item else otherwise

    return read


def _of_exercise(slot: Reading, name: str) -> Any:
    exercise = slot.of.exercise
    return _written(slot, exercise, name, _exercise_at(slot)) if exercise else ""


def _title(slot: Reading) -> Any:
    item, exercise = slot.of.item, slot.of.exercise
    if item and item.title:
        return _of_item("title")(slot)
    if exercise and slot.of.title == exercise.name:
        return _of_exercise(slot, "name")
    return slot.of.title


def _exercise(slot: Reading) -> Reading | None:
    """Return the exercise as today's visit has it: `odd` only where a pair is left over."""
    exercise = slot.of.exercise
    if exercise is None:
        return None
    pair_of = {one.id: one.pair for one in slot.context.everybody if one.pair}
    pairs = {pair_of[person] for person in slot.of.people if person in pair_of}
    if len(pairs) % 2 == 0:
        exercise = exercise.model_copy(update={"odd": ""})
    return Reading(exercise, slot.context, slot.owner, _exercise_at(slot))


def _steps(slot: Reading) -> tuple[Reading, ...]:
    at = _exercise_at(slot) if slot.of.exercise else None
    steps = At(at.file, (*at.path, "steps")) if at else None
    return tuple(
        Reading(step, slot.context, slot.owner, _item_of(steps, number))
        for number, step in enumerate(slot.of.steps)
    )


def _step_text(step: Reading) -> Any:
    return step.read(step.of.text, step.at)


def _step_length(step: Reading) -> str:
    minutes, times = step.of.minutes, step.of.times
    return f"{times} × {minutes // times}" if times > 1 and minutes % times == 0 else str(minutes)


def _named(word: str, context: DayContext) -> str:
    """Return the name of a pair, a person or a role that a word of the plan means."""
    names = context.words_for
    return names.get(word, names.get(word.casefold(), word))


def _who(slot: Reading) -> str:
    written = slot.of.item.who if slot.of.item else ()
    if not written:
        return slot.context.wording("everyone")
    return slot.context.wording.listed(_named(word, slot.context) for word in written)


def _place_and_people(slot: Reading) -> str:
    who, everyone = _who(slot), slot.context.wording("everyone")
    parts = [part for part in (who if who != everyone else "", slot.of.room) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _ready(slot: Reading) -> str:
    exercise = slot.of.exercise
    return ", ".join(_counted(one) for one in exercise.materials) if exercise else ""


def _counted(material: Material) -> str:
    return material.what if material.count == 1 else f"{material.count} {material.what}"


def _per(material: Reading) -> str:
    return material.context.wording.of("per", material.of.per)


def _can_shrink(slot: Reading) -> str:
    if slot.of.kind != "exercise" or slot.of.shortest >= slot.of.minutes:
        return ""
    return slot.context.wording("can shrink", minutes=slot.of.shortest)


def _slides(item: Item | None) -> str:
    """Return what a deck includes for a talk with slides of its own, else nothing."""
    return f"slides/{item.slides}.md" if item and item.slides else ""


def _capital(slot: Reading) -> tuple[str, ...]:
    return kinds_of(slot.of, strict=slot.context.strict)


def _work(slot: Reading) -> str:
    kinds = _capital(slot)
    strict = slot.context.strict
    return work_words(kinds[0], slot.context.wording, strict=strict) if kinds else ""


def _band(slot: Reading) -> Band:
    """Return the day as a bar with this slot marked."""
    band = band_of(slot.context)
    parts = tuple(replace(part, now=part.start == slot.of.start) for part in band.parts)
    return replace(band, parts=parts)


def _noon(timetable: Timetable) -> int:
    kinds = [slot.kind for slot in timetable.slots]
    return kinds.index("lunch") if "lunch" in kinds else len(kinds)


def _clock(name: str) -> Callable[[Reading], ClockTime]:
    """Return a reader of a time of day, which the filter `clock` prints."""
    return lambda reading: ClockTime(attrgetter(name)(reading.of))


_SLOT: dict[str, "How"] = {
    **{name: name for name in ("number", "minutes", "kind", "pause", "shortest", "longest")},
    "title": _title,
    "start": _clock("start"),
    "end": _clock("end"),
    "purpose": lambda slot: _of_item("why")(slot) or _of_exercise(slot, "purpose"),
    "why": _of_item("why"),
    "slides": lambda slot: _slides(slot.of.item),
    "led_by": lambda slot: _named(slot.of.item.led_by, slot.context) if slot.of.item else "",
    "room": lambda slot: _of_item("room")(slot) if slot.of.room else "",
    "who": _who,
    "place_and_people": _place_and_people,
    "need": lambda slot: _of_exercise(slot, "need"),
    "ready": _ready,
    "notes": _of_item("notes"),
    "work": _work,
    "capital": _capital,
    "can_shrink": _can_shrink,
    "may_move": _of_item("may_move", otherwise=False),
    "may_drop": _of_item("may_drop", otherwise=False),
    "steps": _steps,
    "exercise": _exercise,
    "tracks": "tracks",
    "band": _band,
    "band_alt": lambda slot: band_sentence(slot.context),
}


# ---------------------------------------------------------------------- the programme and its days


def _of_today(how: "How") -> Callable[[Reading], Any]:
    """Return a reader of what is known of the day in hand alone, and not of the others."""

    def read(day: Reading) -> Any:
        if day.of.id != day.context.day.id:
            raise LookupError
        if not isinstance(how, str):
            return how(day)
        return day.read(attrgetter(how)(day.of), day.inside(how.rpartition(".")[0], how))

    return read


def _next_day(day: Reading) -> Day | None:
    later = [one for one in day.context.days if one.number > day.of.number]
    return later[0] if later else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role that occurs in the programme; `people` is how many have it: `7 managers`."""

    role: str
    plural: str
    mark: str
    people: str


def _roles(programme: Reading) -> tuple[RoleView, ...]:
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


def _story(programme: Reading) -> tuple[str, ...]:
    story = programme.of.says.story
    return tuple(" ".join(part.split()) for part in story.split("\n\n") if part.strip())


def _sponsors(programme: Reading) -> tuple[Person, ...]:
    return tuple(one for one in programme.context.everybody if not one.pair)


def _bars(outcome: Reading) -> Bars:
    return outcome_bars(outcome.of, outcome.context.wording)


def _figures(outcome: Reading) -> str:
    one = outcome.of
    known = (value for value in (one.baseline, one.repeat, one.aim) if value is not None)
    named = zip(_bars(outcome).categories, known, strict=True)
    return ", ".join(f"{name} {_in_figures(value)}" for name, value in named)


def _in_figures(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}".removesuffix(".0")


def _figure(name: str) -> Callable[[Reading], str]:
    """Return a reader of a figure as words, so that 0 is something and not nothing."""
    return lambda outcome: _in_figures(getattr(outcome.of, name))


def _bars_alt(outcome: Reading) -> str:
    words = outcome.context.wording.of("alt", "outcome")
    return words.format(measure=outcome.of.measure, rows=_figures(outcome))


def _result(outcome: Reading) -> str:
    found = result_of(outcome.of)
    return outcome.context.wording.of("outcome result", found) if found else ""


# ---------------------------------------------------------------------------------- who takes part


def _own(how: Callable[[Reading], Any]) -> Callable[[Reading], Any]:
    """Return a reader of what only a page of that person may say."""

    def read(person: Reading) -> Any:
        if person.owner != person.of.id:
            raise LookupError
        return how(person)

    return read


def _partners(person: Reading) -> tuple[Person, ...]:
    members = person.context.members(person.of.pair)
    return tuple(one for one in members if one.id != person.of.id)


def _coaching(person: Reading) -> tuple[dt.date, ...]:
    return person.context.programme.says.coaching.get(person.of.id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One coaching session: its date, what it is about, whether it was held; nothing else."""

    number: int
    area: str
    date: dt.date
    done: bool
    coming: bool


def _sessions(person: Reading) -> tuple[SessionView, ...]:
    context = person.context
    today = context.day.says.date
    held = context.programme.says.coaching_done.get(person.of.id, 0)
    areas = tuple(context.words["coaching areas"])
    return tuple(
        SessionView(
            number=number + 1,
            area=areas[number] if number < len(areas) else "",
            date=date,
            done=date <= today and number < held,
            coming=date > today,
        )
        for number, date in enumerate(_coaching(person))
    )


def _made(person: Reading) -> tuple[str, ...]:
    access = person.context.access.get(person.of.reader)
    return made_for(access, person.context.wording) if access else ()


def _asked(person: Reading) -> tuple[str, ...]:
    access = person.context.access.get(person.of.reader)
    return asked_for(access, person.context.wording) if access else ()


def _promises_of(sponsor: Reading) -> tuple[Reading, ...]:
    if sponsor.of.pair:
        raise LookupError
    found = promises(sponsor.context, Recipient("sponsor", sponsor.of.id))
    return tuple(replace(one, owner=sponsor.owner) for one in found)


def promises(context: DayContext, whose: Recipient | None = None) -> tuple[Reading, ...]:
    """Return what the sponsors said yes to: all of them, or one."""
    programme = context.programme
    return tuple(
        Reading(one, context, at=At(programme.file, ("promises", number)))
        for number, one in enumerate(programme.says.promises)
        if whose is None or reader_of(one.sponsor, programme) == whose
    )


def _service(pair: Reading) -> Any:
    says = pair.of.says
    written = pair.inside("says", "service") if says.service else None
    return pair.read(says.called(pair.of.id), written)


def _service_of_person(person: Reading) -> Any:
    pair = At(person.context.programme.file, ("pairs", person.of.pair, "service"))
    return person.read(person.of.service, pair if person.of.pair else None)


def _size(pair: Reading) -> int:
    return sum(one.pair == pair.of.id for one in pair.context.in_post)


def _called(word: str, context: DayContext) -> str:
    """Return the name of the pair or person that a word of the plan names."""
    reader = reader_of(word, context.programme)
    return context.names.get(reader.id, word) if reader else word


def _by(promise: Reading) -> str:
    """Return `30 March`, and the year where it is another one than the day's; "" of no date."""
    day, today = promise.of.by, promise.context.day.says.date
    if day is None:
        return ""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{promise.context.wording.short_date(day)}{year}"


def _how_it_went(promise: Reading) -> str:
    """Return how a promise went, on the pages of whose it is; on all others nothing."""
    return promise.of.status if promise.owner else ""


# ------------------------------------------------------------------------------------- the schedule


def _changes(late: Reading) -> tuple[str, ...]:
    return tuple(change.words for change in late.of.changes)


def _lines(late: Reading) -> int:
    """Return about how many lines a sheet takes with all steps."""
    found, slots = late.of, late.of.table.slots
    day = sum(2 + len(slot.steps) + 3 * len(slot.tracks) for slot in slots)
    return day + len(found.changes) + (2 * len(found.proposals) + 3 if found.missing else 0)


def _now(late: Reading) -> ClockTime:
    slots = late.of.table.slots
    return ClockTime(slots[0].start if slots else late.of.new_end)


def _rounds(seating: Reading) -> tuple[SeatRoundView, ...]:
    return rounds_of(seating.of, seating.context)


How = str | Callable[[Reading], Any]


def _as_they_are(*names: str, inside: str = "") -> dict[str, How]:
    return {name: f"{inside}{name}" for name in names}


READABLE: Mapping[type, Mapping[str, How]] = {
    Programme: {
        **_as_they_are("name"),
        **_as_they_are("client", "contact", "language", inside="says."),
        "story": _story,
        "promises": lambda programme: promises(programme.context),
        "promise_counts": lambda programme: promise_counts(programme.context),
        "coaching_count": lambda programme: coaching_count(programme.context),
        "outcomes": lambda programme: programme.context.counted(),
        "sponsors": _sponsors,
        "roles": _roles,
        "pair_count": lambda programme: len({one.pair for one in programme.context.in_post}),
        "people_count": lambda programme: len(programme.context.in_post),
    },
    Day: {
        **_as_they_are("number"),
        **_as_they_are("title", "date", "venue", inside="says."),
        "start": _clock("says.start"),
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
    },
    Timetable: {
        "slots": "slots",
        "morning": lambda table: table.of.slots[: _noon(table.of)],
        "afternoon": lambda table: table.of.slots[_noon(table.of) :],
    },
    Slot: _SLOT,
    ExerciseSlot: _SLOT,
    SlotStep: {
        **_as_they_are("minutes", "times"),
        "start": _clock("start"),
        "each": lambda step: step.of.minutes // step.of.times,
        "length": _step_length,
        "text": _step_text,
    },
    Exercise: {
        **_as_they_are("id", "name", "purpose", "groups", "category", "origin", "need"),
        **_as_they_are("debrief", "watch", "materials", "serves", "odd", "variations"),
        "themes": lambda one: tuple(one.context.themes.get(id_, id_) for id_ in one.of.themes),
    },
    Variations: _as_they_are("remote", "large", "lone", "short", "long", "seated"),
    Material: {
        **_as_they_are("what", "count", "sheet"),
        "per": _per,
        "words": lambda material: f"{_counted(material.of)} {_per(material)}".strip(),
    },
    Outcome: {
        **_as_they_are("measure", "unit", "direction", "source"),
        **{name: _figure(name) for name in ("baseline", "aim", "repeat")},
        **_as_they_are("date", "repeat_date"),
        "result": _result,
        "sentence": lambda one: f"{one.of.measure} ({one.of.unit}): {_figures(one)}.",
        "bars": _bars,
        "bars_alt": _bars_alt,
    },
    PairToday: {
        **_as_they_are("id", "members"),
        **_as_they_are("site", "challenge", "watch_for", inside="says."),
        **dict.fromkeys(("name", "service"), _service),
        "names": lambda pair: pair.context.wording.listed(one.name for one in pair.of.members),
        "alone": lambda pair: len(pair.of.members) == 1,
        "size": _size,
    },
    Person: {
        **_as_they_are("id", "name", "title", "acting"),
        "role": lambda person: person.context.wording.role(person.of.role),
        "service": _service_of_person,
        "mark": lambda person: person.context.mark(person.of.role),
        "present": lambda person: person.of.id in person.context.timetable.present,
        "partners": _own(_partners),
        "partner_names": _own(
            lambda person: person.context.wording.listed(one.name for one in _partners(person))
        ),
        "coaching": _own(_coaching),
        "sessions": _own(_sessions),
        "made": _own(_made),
        "asked": _own(_asked),
        "promises": _promises_of,
    },
    Promise: {
        **_as_they_are("what"),
        "sponsor": lambda promise: _called(promise.of.sponsor, promise.context),
        "by": _by,
        "status": lambda one: went if (went := _how_it_went(one)) != "open" else "",
    },
    Action: {
        **_as_they_are("what"),
        "who": lambda action: _called(action.of.who, action.context),
        "witness": lambda action: _called(action.of.witness, action.context),
        "by": _by,
        "status": _how_it_went,
        "done": lambda action: _how_it_went(action) == "kept",
    },
    Packing: _as_they_are("boxes", "list", "opened", "posters"),
    PackBox: _as_they_are("title", "clock", "rows"),
    PackRow: _as_they_are("count", "what", "when", "for_what", "comes_back", "paper"),
    Seating: {**_as_they_are("title", "proof"), "rounds": _rounds},
    Replanned: {
        **_as_they_are("missing", "proposals"),
        "planned_end": _clock("planned_end"),
        "new_end": _clock("new_end"),
        "now": _now,
        "changes": _changes,
        "lines": _lines,
    },
}
"""Which names of which classes a template may ask for, and how each is read."""


def readings(things: Iterable[Any], context: DayContext, owner: str = "") -> tuple[Reading, ...]:
    """Return things of the model as a template reads them."""
    return tuple(Reading(one, context, owner) for one in things)
