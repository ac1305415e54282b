"""What a day says to a template: its bar to scale, and slots, steps and materials in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

from facilitate.charts import Band, BandPart
from facilitate.compose.day_context import DayContext, SheetName
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import OwnedStr, joined
from facilitate.compose.wording import Wording, sentence
from facilitate.faults import At
from facilitate.model import Exercise, Item, Material
from facilitate.model.exercise import Variations
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.packing import times_needed
from facilitate.schedule.replan import may_shrink
from facilitate.schedule.timetable import Slot, Timetable, kinds_of, minutes_by_kind
from facilitate.structs import Struct, replace

NO_CHANGE = "No change needed"
"""What an exercise says of a way that is as usual."""


def _item_at(reading: ModelReading) -> At:
    return At(reading.context.day.file, reading.of.path)


def _exercise_at(reading: ModelReading) -> At | None:
    """Return where an exercise is written: for another way through it the key of that way."""
    exercise: Exercise = reading.of.exercise
    file = reading.context.exercise_files.get(exercise.id, "")
    ways = {"return": exercise.return_, "unwatched": exercise.unwatched}
    taken = (key for key, way in ways.items() if way and way.title == exercise.name)
    return At(file, tuple(taken)) if file else None


def from_item(name: str, otherwise: Any = "") -> Callable[[ModelReading], Any]:
    """Return a reader of what the plan's line says; a gap has no line."""

    def read(slot: ModelReading) -> Any:
        item: Item | None = slot.of.item
        return slot.written(item, name, _item_at(slot)) if item else otherwise

    return read


def from_exercise(slot: ModelReading, name: str) -> Any:
    """Return what the exercise says under a name, with its place; empty without one."""
    exercise = slot.of.exercise
    return slot.written(exercise, name, _exercise_at(slot)) if exercise else ""


def title(slot: ModelReading) -> Any:
    """Return the title: the plan's, else the exercise's name."""
    item, exercise = slot.of.item, slot.of.exercise
    if item and item.title:
        return from_item("title")(slot)
    if exercise and slot.of.title == exercise.name:
        at = _exercise_at(slot)
        key = "title" if at and at.path else "name"
        return slot.read(exercise.name, replace(at, path=(*at.path, key)) if at else None)
    return slot.read(slot.of.title, _item_at(slot) if item else None)


MANY = 24
"""From more people than these on, not everybody is heard in one round of the room."""


def exercise(slot: ModelReading) -> Any:
    """Return the exercise as it is today, without what is for others.

    `odd` is there only where a pair or person is left over, `large` only for many people, what one
    of a pair alone does only where others are not and somebody is there to turn to, and `groups`
    not where pairs would work and everybody is alone or one pair is there, nor where more people
    or fewer are there than the exercise is made for. `remote` is there where one of them is.
    """
    exercise = slot.of.exercise
    if exercise is None:
        return None
    pair_of = slot.context.programme.pair_of
    in_pairs = [pair for one in slot.of.people if (pair := pair_of.get(one))]
    pairs = set(in_pairs)
    size, kind = exercise.matched
    matched = slot.of.people if kind == "people" else pairs
    ways = exercise.variations.model_dump()
    if len(slot.of.people) <= MANY or ways["large"] == NO_CHANGE:
        ways["large"] = ""
    all_alone = len(pairs) == len(in_pairs)
    if len(pairs) < 2 or all_alone:
        ways["lone"] = ""
    elsewhere = {one.id for one, access in slot.context.access_today.items() if access.remote}
    if ways["remote"] == NO_CHANGE or elsewhere.isdisjoint(slot.of.people):
        ways["remote"] = ""
    left_over = len(matched) > size and len(matched) % size
    fewest, most = exercise.people
    no_pairs = all_alone or len(pairs) < 2
    other = no_pairs and any(phase.within == "pair" for phase in exercise.phases)
    other |= not fewest <= len(slot.of.people) <= most
    today = {
        "groups": "" if other else exercise.groups,
        "odd": exercise.odd if left_over else "",
        "variations": Variations(**ways),
    }
    return slot.read(exercise.model_copy(update=today), _exercise_at(slot))


def steps(slot: ModelReading) -> Any:
    """Return the steps, each with its line in the exercise."""
    exercise: Exercise | None = slot.of.exercise
    at = _exercise_at(slot) if exercise else None
    if at and exercise and exercise.one_pair and exercise.steps == exercise.one_pair.steps:
        at = At(at.file, (*at.path, "one pair"))
    return slot.read(slot.of.steps, At(at.file, (*at.path, "steps")) if at else None)


def purpose(slot: ModelReading) -> Any:
    """Return why it is done: in the plan's words, else in the exercise's."""
    return from_item("why")(slot) or from_exercise(slot, "purpose")


def led_by(slot: ModelReading) -> str:
    """Return who leads, by name; empty for the facilitator."""
    return named(slot.of.item.led_by, slot.context) if slot.of.item else ""


def room(slot: ModelReading) -> Any:
    """Return the room, if it is said."""
    return from_item("room")(slot) if slot.of.room else ""


def slides(slot: ModelReading) -> str:
    """Return what a deck includes for a talk with slides of its own, else nothing."""
    item: Item | None = slot.of.item
    return f"slides/{item.slides}.md" if item and item.slides else ""


def slide_numbers(slot: ModelReading) -> str:
    """Return its slides in the group's deck, such as `12` or `12 to 14`; empty without one.

    The first part of the day has those that stand before all others.
    """
    slides = slot.context.slides
    keys = [slot.of.key, ""] if slot.of.number == 1 else [slot.of.key]
    found = [slides[one] for one in keys if one in slides]
    if not found:
        return ""
    first, last = min(one for one, _ in found), max(one for _, one in found)
    return str(first) if first == last else slot.context.wording("span", first=first, last=last)


def need(slot: ModelReading) -> Any:
    """Return what people hold."""
    return from_exercise(slot, "need")


def material_words(material: ModelReading) -> str:
    """Return `3 flip charts for each table`."""
    return f"{counted_material(material.of)} {per(material)}".strip()


def step_text(step: ModelReading) -> Any:
    """Return the instruction, with its line in the exercise."""
    return step.read(step.of.text, step.at)


def step_length(step: ModelReading) -> str:
    """Return all minutes, or `4 × 10` for rounds; `4 × 10 + 1` if a minute is left over."""
    minutes, times = step.of.minutes, step.of.times
    each, left = divmod(minutes, times)
    if times == 1 or not each:
        return str(minutes)
    return f"{times} × {each} + {left}" if left else f"{times} × {each}"


def named(word: str, context: DayContext) -> str:
    """Return the name of a pair, a person or a role that a word of the plan means."""
    names = context.words_for
    name = names.get(word, names.get(word.casefold(), word))
    at = context.written_at(word) or context.written_at(word.casefold())
    return OwnedStr(name, "", at) if at else name


MOST_NAMED = 12
"""So many are named in one room; more fill a slide, and unread. Cards tell each the room."""

MOST_LETTERS = 300
"""Nor are names told that are longer than this together: seven lines of a slide's table."""


def who(slot: ModelReading) -> str:
    """Return for whom it is: `everyone`, `everyone else`, names, or how many if they are many."""
    context, people = slot.context, frozenset(slot.of.people)
    written: Sequence[str] = slot.of.item.who if slot.of.item else ()
    if not written and people >= frozenset(context.timetable.present):
        return context.wording("everyone")
    meant = written or _whole(people, context)
    names = context.wording.listed(named(word, context) for word in meant)
    if len(meant) <= MOST_NAMED and len(names) <= MOST_LETTERS:
        return names
    return context.wording.people(len(people)) if written else context.wording("everyone else")


def _whole(people: Set[str], context: DayContext) -> Sequence[str]:
    """Return the ids of the pairs that are there whole, and of the people beside them."""
    here = [one for one in context.people if one.id in people]
    torn = {one.pair for one in context.people if one.id not in people}
    return tuple(dict.fromkeys(one.id if one.pair in torn else one.pair or one.id for one in here))


def place_and_people(slot: ModelReading) -> str:
    """Return who is where, in brackets; empty for everyone in the one room."""
    return in_brackets(who_is_where(slot))


def who_is_where(slot: ModelReading) -> str:
    """Return who is where, such as `Crisis and Rehab, Room 4`."""
    people, everyone = who(slot), slot.context.wording("everyone")
    parts = [part for part in (people if people != everyone else "", room(slot)) if part]
    return joined(parts, ", ")


def in_brackets(words: str) -> str:
    """Return words in brackets behind others; nothing of none."""
    return joined([" (", words, ")"]) if words else ""


def sheets(slot: ModelReading) -> tuple[SheetName, ...]:
    """Return the printed sheets in hand in it, in the order of their codes.

    What tells people where to go is among them once, when they first need it.
    """
    session = slot.context.timetable.session(slot.of.start)
    return tuple(
        one
        for one in slot.context.sheets
        if slot.of.path in one.used and not (one.tells_where and one.session < session)
    )


def things(slot: ModelReading) -> str:
    """Return the materials that are no sheet of ours, in one line.

    Several of a thing are told with for whom they are; the packing list has the sum.
    """
    exercise = slot.of.exercise
    for_whom = {**slot.context.words["per"], "room": ""}
    needed = exercise.materials if exercise else ()
    at = _exercise_at(slot) if exercise else None
    found = [
        OwnedStr(
            f"{counted_material(one)} {for_whom[one.per]}".strip() if one.count > 1 else one.what,
            "",
            At(at.file, (*at.path, "materials", number)) if at else None,
        )
        for number, one in enumerate(needed)
        if not one.sheet and times_needed(one, slot.of, slot.context.programme)
    ]
    return joined(found, ", ")


def ready(slot: ModelReading) -> str:
    """Return what to have ready in one line: printed sheets, then other things."""
    named = [one.called for one in sheets(slot)]
    return joined([part for part in (*named, things(slot)) if part], ", ")


def counted_material(material: Material) -> str:
    """Return `map` or `3 × map` as they are written."""
    return material.what if material.count == 1 else f"{material.count} × {material.what}"


def per(material: ModelReading) -> str:
    """Return for whom each of the material is, in words."""
    return material.context.wording.of("per", material.of.per)


def can_shrink(slot: ModelReading) -> str:
    """Return how short it may become; empty where it may not, as a round of promises."""
    if slot.of.kind != "exercise" or not may_shrink(slot.of) or slot.of.shortest >= slot.of.minutes:
        return ""
    return slot.context.wording("can shrink", minutes=slot.of.shortest)


def capital(slot: ModelReading) -> tuple[str, ...]:
    """Return the kinds of work that it counts for."""
    return kinds_of(slot.of, strict=slot.context.strict)


def work(slot: ModelReading) -> str:
    """Return what kind of work it is, in plain words; empty of none."""
    kinds = capital(slot)
    strict = slot.context.strict
    return work_words(kinds[0], slot.context.wording, strict=strict) if kinds else ""


def band(slot: ModelReading) -> Band:
    """Return the day as a bar with this slot marked."""
    band = band_of(slot.context)
    parts = tuple(replace(part, now=part.start == slot.of.start) for part in band.parts)
    return replace(band, parts=parts)


def slots_before_lunch(timetable: Timetable) -> int:
    """Return how many slots are before lunch; all of them if there is none."""
    kinds = [slot.kind for slot in timetable.slots]
    return kinds.index("lunch") if "lunch" in kinds else len(kinds)


# ---------------------------------------------------------------------------------------- the bar


def band_of(context: DayContext) -> Band:
    """Return the day as a bar to scale, each part with the words that fit inside."""
    return Band(parts=tuple(_part(slot, context) for slot in context.timetable.slots))


def _part(slot: Slot, context: DayContext) -> BandPart:
    if slot.pause:
        return BandPart(start=slot.start, end=slot.end, label=slot.title, kind="pause")
    shown = slot.tracks[0] if slot.tracks else slot
    kinds = kinds_of(shown, strict=context.strict)
    if not kinds:
        return BandPart(start=slot.start, end=slot.end, label="", kind="other")
    kind, sponsors = kinds[0], _with_sponsors([shown], context)
    label = _together(kind, context, sponsors=sponsors)
    short = (sponsors and context.wording.maybe("band short sponsors", kind)) or (
        context.wording.of("band short", kind)
    )
    within = {phase.within for phase in shown.exercise.phases} if shown.exercise else set()
    if kind == "bonding" and len(within) == 1:
        short = context.wording.maybe("band short within", *within) or short
    return BandPart(start=slot.start, end=slot.end, label=label, kind=kind, short=short)


def _with_sponsors(slots: Iterable[Slot], context: DayContext) -> bool:
    """Say whether the people above in these slots are sponsors, in each of them at least one."""
    parts = (part for slot in slots for part in slot.tracks or (slot,))
    linking = [set(part.people) for part in parts if "linking" in kinds_of(part)]
    return bool(linking) and all(
        people & context.programme.says.sponsors.keys() for people in linking
    )


def _together(kind: str, context: DayContext, *, sponsors: bool) -> str:
    """Return who is together in a kind of work, true of this programme."""
    single = len(context.programme.says.pairs) == 1
    known = (("strict", context.strict), ("sponsors", sponsors), ("one pair", single))
    ways = [way for way, so in known if so]
    found = (context.wording.maybe(f"band {way}", kind) for way in ways)
    return next(filter(None, found), context.wording.of("band", kind))


def band_sentence(context: DayContext) -> str:
    """Return what the bar shows: from when to when, and the pauses; empty for a day of nothing."""
    band, wording = band_of(context), context.wording
    if not band.parts:
        return ""
    first, last = band.parts[0], band.parts[-1]
    pauses = [f"{part.label} {as_clock(part.start)}" for part in band.parts if part.kind == "pause"]
    return wording(
        "band alt",
        start=as_clock(first.start),
        end=as_clock(last.end),
        pauses=wording.listed(pauses) or wording("no pause"),
    )


class CapitalView(Struct, kw_only=True):
    """Minutes of each kind of work: for everyone in plain words, for facilitators in theirs.

    `rule` says in plain words how minutes are counted, `trade_rule` in the words of the trade.
    """

    words: str
    rule: str
    minutes: str
    trade_rule: str


def capital_view(context: DayContext) -> CapitalView:
    """Return the minutes of each kind, whole ones, and the rule by which they are counted."""
    slots, wording, strict = context.timetable.slots, context.wording, context.strict
    counted = minutes_by_kind(slots, strict=strict)
    found = {kind: minutes for kind, minutes in counted.items() if minutes}
    rule = "strict" if strict else "working"
    trade = [wording("trade minutes", kind=kind, minutes=found[kind]) for kind in found]
    return CapitalView(
        words=_plain(found, context, sponsors=_with_sponsors(slots, context)),
        rule=wording.of("capital rule", rule),
        minutes=sentence(wording.listed(trade)),
        trade_rule=wording.of("trade rule", rule),
    )


def work_words(kind: str, wording: Wording, *, strict: bool) -> str:
    """Return a kind of work in plain words, such as `in your own pair or role`."""
    return (strict and wording.maybe("work strict", kind)) or wording.of("work", kind)


def _plain(found: Mapping[str, int], context: DayContext, *, sponsors: bool) -> str:
    wording = context.wording
    parts = (
        wording(
            "band words",
            work=_together(kind, context, sponsors=sponsors),
            time=_duration(minutes, wording),
        )
        for kind, minutes in found.items()
    )
    return sentence(wording.listed(parts))


def _duration(minutes: int, wording: Wording) -> str:
    """Return `2 h 5 min`, `1 h` or `30 min`."""
    hours, rest = divmod(minutes, 60)
    said = [wording("hours", hours=hours)] if hours else []
    return " ".join([*said, *([wording("only minutes", minutes=rest)] if rest else [])])
