"""The day as a template sees it: slots, their steps and exercises, and the day as a bar."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitate.charts import Band, BandPart
from facilitate.compose.wording import Wording, sentence
from facilitate.model import Exercise, Item, Programme
from facilitate.model.exercise import Material, Variations
from facilitate.model.units import as_clock
from facilitate.schedule.replan import Replanned
from facilitate.schedule.social_capital import kinds_of, minutes_by_kind
from facilitate.schedule.timetable import Slot, SlotStep, Timetable


def band_of(timetable: Timetable, wording: Wording, *, strict: bool) -> Band:
    """Return the day as a bar to scale, each part with the one word that fits inside."""
    return Band(parts=tuple(_part(slot, wording, strict=strict) for slot in timetable.slots))


def _part(slot: Slot, wording: Wording, *, strict: bool) -> BandPart:
    if slot.pause:
        return BandPart(start=slot.start, end=slot.end, label=slot.title, kind="pause")
    kinds = kinds_of(slot.tracks[0] if slot.tracks else slot, strict=strict)
    if kinds:
        label = wording.of("band", kinds[0])
        return BandPart(start=slot.start, end=slot.end, label=label, kind=kinds[0])
    return BandPart(start=slot.start, end=slot.end, label="", kind="other")


def band_sentence(band: Band, wording: Wording) -> str:
    """Return what the bar shows: from when to when, and the pauses."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalView:
    """Minutes of each kind of work: for everyone in plain words, for facilitators in theirs.

    `rule` says in plain words how minutes are counted, `trade_rule` in the words of the trade.
    """

    words: str
    rule: str
    minutes: str
    trade_rule: str


def capital_view(timetable: Timetable, wording: Wording, *, strict: bool) -> CapitalView:
    """Return the minutes of each kind, whole ones, and the rule by which they are counted."""
    counted = minutes_by_kind(timetable.slots, strict=strict)
    found = {kind: round(minutes) for kind, minutes in counted.items() if round(minutes)}
    rule = "strict" if strict else "working"
    trade = [wording("trade minutes", kind=kind, minutes=found[kind]) for kind in found]
    return CapitalView(
        words=_plain(found, wording, strict=strict),
        rule=wording.of("capital rule", rule),
        minutes=sentence(wording.listed(trade)),
        trade_rule=wording.of("trade rule", rule),
    )


def work_words(kind: str, wording: Wording, *, strict: bool) -> str:
    """Return a kind of work in plain words, such as `in your own pair or profession`."""
    return (strict and wording.maybe("work strict", kind)) or wording.of("work", kind)


def _plain(found: Mapping[str, int], wording: Wording, *, strict: bool) -> str:
    parts = [
        sentence(
            wording(
                "band words",
                label=wording.of("band", kind),
                work=work_words(kind, wording, strict=strict),
                minutes=minutes,
            )
        )
        for kind, minutes in found.items()
    ]
    return " ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step: when, all its minutes, one round's, how many rounds, `10` or `4 × 10`."""

    clock: str
    minutes: int
    each: int
    times: int
    length: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialView:
    """Something to have ready: `words` say it in one stretch (`3 flip charts for each table`)."""

    what: str
    count: int
    per: str
    words: str
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariationsView:
    """What changes for some people or some lengths; empty words where nothing does."""

    remote: str
    large: str
    lone: str
    short: str
    long: str
    seated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    """An exercise of the library, as today's visit has it."""

    id: str
    name: str
    purpose: str
    groups: str
    category: str
    origin: str
    need: str
    debrief: tuple[str, ...]
    watch: tuple[str, ...]
    materials: tuple[MaterialView, ...]
    themes: tuple[str, ...]
    serves: int
    odd: str
    variations: VariationsView


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotView:
    """One stretch of the day in words; empty words where there is nothing to say."""

    number: int
    clock: str
    until: str
    minutes: int
    title: str
    kind: str
    pause: bool
    purpose: str
    why: str
    led_by: str
    room: str
    who: str
    place_and_people: str
    need: str
    ready: str
    notes: str
    work: str
    capital: tuple[str, ...]
    shortest: int
    longest: int
    can_shrink: str
    may_move: bool
    may_drop: bool
    steps: tuple[StepView, ...]
    exercise: ExerciseView | None
    tracks: tuple["SlotView", ...]
    day_band: Band
    band_alt: str

    @property
    def band(self) -> Band:
        """The day as a bar with this slot marked."""
        parts = self.day_band.parts
        return replace(
            self.day_band,
            parts=tuple(replace(part, now=as_clock(part.start) == self.clock) for part in parts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableView:
    """The whole day, and its two halves: before lunch, and from lunch on."""

    slots: tuple[SlotView, ...]

    @property
    def morning(self) -> tuple[SlotView, ...]:
        """The slots before lunch; all of them if there is none."""
        return self.slots[: self._noon()]

    @property
    def afternoon(self) -> tuple[SlotView, ...]:
        """The slots from lunch on; empty if there is none."""
        return self.slots[self._noon() :]

    def _noon(self) -> int:
        kinds = [slot.kind for slot in self.slots]
        return kinds.index("lunch") if "lunch" in kinds else len(kinds)


NO_ITEM = Item(buffer=1)
"""What a gap in the plan says: nothing."""


@dataclass(frozen=True, slots=True)
class DayWords:
    """What slots need to be put into words."""

    wording: Wording
    names: Mapping[str, str]
    pair_of: Mapping[str, str]
    everyone: tuple[str, ...]
    themes: Mapping[str, str]
    band: Band
    band_alt: str
    strict: bool


def timetable_view(
    timetable: Timetable, programme: Programme, wording: Wording, themes: Mapping[str, str]
) -> TimetableView:
    """Return the day as templates see it; `themes` are the names of themes by id."""
    names = {person.id: person.name for person in programme.people()}
    names |= {pair_id: pair.called(pair_id) for pair_id, pair in programme.pairs.items()}
    names |= {role: wording.roles(role) for role in programme.says.roles}
    strict = programme.says.capital == "strict"
    band = band_of(timetable, wording, strict=strict)
    alt = band_sentence(band, wording)
    pair_of = {person.id: person.pair for person in programme.people() if person.pair}
    words = DayWords(wording, names, pair_of, timetable.present, themes, band, alt, strict=strict)
    return TimetableView(slots=tuple(_slot(slot, words) for slot in timetable.slots))


def _slot(slot: Slot, words: DayWords) -> SlotView:
    exercise = slot.exercise
    view = _exercise(slot, exercise, words) if exercise else None
    item = slot.item or NO_ITEM
    who = _who(slot, words)
    kinds = kinds_of(slot, strict=words.strict)
    return SlotView(
        number=slot.number,
        clock=as_clock(slot.start),
        until=as_clock(slot.end),
        minutes=slot.minutes,
        title=slot.title,
        kind=slot.kind,
        pause=slot.pause,
        purpose=item.why or (view.purpose if view else ""),
        why=item.why,
        led_by=_named(item.led_by, words),
        room=slot.room,
        who=who,
        place_and_people=_place(slot.room, who, words),
        need=view.need if view else "",
        ready=", ".join(_brief(one) for one in view.materials) if view else "",
        notes=item.notes,
        work=work_words(kinds[0], words.wording, strict=words.strict) if kinds else "",
        capital=kinds,
        shortest=slot.shortest,
        longest=slot.longest,
        can_shrink=_shrink(slot, words.wording),
        may_move=item.may_move,
        may_drop=item.may_drop,
        steps=tuple(_step(step) for step in slot.steps),
        exercise=view,
        tracks=tuple(_slot(track, words) for track in slot.tracks),
        day_band=words.band,
        band_alt=words.band_alt,
    )


def _step(step: SlotStep) -> StepView:
    each = step.minutes // step.times
    length = f"{step.times} × {each}" if step.times > 1 else str(step.minutes)
    if step.times > 1 and each * step.times != step.minutes:
        length = str(step.minutes)
    return StepView(
        clock=as_clock(step.start),
        minutes=step.minutes,
        each=each,
        times=step.times,
        length=length,
        text=step.text,
    )


def _exercise(slot: Slot, exercise: Exercise, words: DayWords) -> ExerciseView:
    again = exercise.return_ if slot.item and slot.item.variant == "return" else None
    pairs = {words.pair_of[person] for person in slot.people if person in words.pair_of}
    materials = (again.materials if again else ()) or exercise.materials
    return ExerciseView(
        id=exercise.id,
        name=exercise.name,
        purpose=(again.purpose if again else "") or exercise.purpose,
        groups=exercise.groups,
        category=exercise.category,
        origin=exercise.origin,
        need=(again.need if again else "") or exercise.need,
        debrief=(again.debrief if again else ()) or exercise.debrief,
        watch=exercise.watch,
        materials=tuple(_material(material, words.wording) for material in materials),
        themes=tuple(words.themes.get(theme, theme) for theme in exercise.themes),
        serves=exercise.serves or 0,
        odd=exercise.odd if len(pairs) % 2 else "",
        variations=_variations(exercise.variations),
    )


def _variations(written: Variations) -> VariationsView:
    return VariationsView(
        remote=written.remote,
        large=written.large,
        lone=written.lone,
        short=written.short,
        long=written.long,
        seated=written.seated,
    )


def _material(material: Material, wording: Wording) -> MaterialView:
    per = wording.of("per", material.per)
    count = "" if material.count == 1 else f"{material.count} "
    return MaterialView(
        what=material.what,
        count=material.count,
        per=per,
        words=f"{count}{material.what} {per}".strip(),
        sheet=material.sheet,
    )


def _brief(material: MaterialView) -> str:
    return material.what if material.count == 1 else f"{material.count} {material.what}"


def _who(slot: Slot, words: DayWords) -> str:
    written = slot.item.who if slot.item else ()
    if not written:
        return words.wording("everyone")
    return words.wording.listed(_named(word, words) for word in written)


def _named(word: str, words: DayWords) -> str:
    return words.names.get(word, words.names.get(word.casefold(), word))


def _place(room: str, who: str, words: DayWords) -> str:
    everyone = words.wording("everyone")
    parts = [part for part in (who if who != everyone else "", room) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _shrink(slot: Slot, wording: Wording) -> str:
    if slot.kind != "exercise" or slot.shortest >= slot.minutes:
        return ""
    return wording("can shrink", minutes=slot.shortest)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanView:
    """What was changed, in words; clock times of the promised end and of the new one.

    `missing` is how many minutes the day still runs over, 0 if it ends on time; `proposals` are
    then what a person could do. `lines` is about how many lines the sheet takes with all steps.
    """

    now: str
    changes: tuple[str, ...]
    planned_end: str
    new_end: str
    missing: int
    proposals: tuple[str, ...]
    lines: int


def replan_view(found: Replanned | None) -> ReplanView | None:
    """Return the re-planned rest of the day in words, or nothing on a day as planned."""
    if found is None:
        return None
    slots = found.table.slots
    return ReplanView(
        now=as_clock(slots[0].start if slots else found.new_end),
        changes=tuple(change.words for change in found.changes),
        planned_end=as_clock(found.planned_end),
        new_end=as_clock(found.new_end),
        missing=found.missing,
        proposals=found.proposals,
        lines=sum(2 + len(slot.steps) + 3 * len(slot.tracks) for slot in slots)
        + len(found.changes)
        + (2 * len(found.proposals) + 3 if found.missing else 0),
    )
