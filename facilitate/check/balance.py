"""The shape of a day: time in hand, kinds of work in balance, a start and an end that hold."""

from collections.abc import Iterator, Mapping, Set

from facilitate.check import CheckContext, rule
from facilitate.check.names import SAMPLE_NAMES
from facilitate.check.timing import times_are_certain
from facilitate.faults import At, Fault
from facilitate.model.attendance import people_of
from facilitate.schedule.timetable import Slot, Timetable, kinds_of, minutes_by_kind

LEAST_BUFFER = 0.05
MOST_OF_ONE_KIND = 0.60
MOST_EXERCISES = 8
SHORT = 10
"""An exercise of so many minutes or less takes no time from the others: a round, a card."""
LEAST_TOTAL = 180
HALF_DAY = 120
FRIDAY = 4
ENDINGS = frozenset({"action planning", "closing"})
PROMISES = frozenset({"promises", "owned-changes", "if-then-plan", "sponsor-promises"})
"""What has an owner and a date: with any of these a day ends well, and a later one can ask."""
NAMES = {
    "bonding": "bonding (inside a pair or a role)",
    "bridging": "bridging (across roles and pairs)",
    "linking": "linking (with people above the pairs)",
}


@rule
def there_is_time_in_hand(context: CheckContext) -> Iterator[Fault]:
    """Buffers are at least one minute in twenty of the exercises' minutes on the clock."""
    for table in filter(times_are_certain, context.timetables):
        work = sum(slot.minutes for slot in table.slots if slot.kind in {"exercise", "parallel"})
        spare = sum(slot.minutes for slot in table.slots if slot.kind in {"buffer", "gap"})
        if work >= HALF_DAY and spare < work * LEAST_BUFFER:
            wanted = -(-int(work * LEAST_BUFFER) // 5) * 5 or 5
            yield Fault(
                code="T207",
                severity="warning",
                message=f"There are {spare} minutes in hand for {work} minutes of exercises.",
                hint=f"Add - buffer: {wanted}m before the last exercise.",
                at=At(table.day.file, ("agenda",), on_key=True),
            )


@rule
def kinds_of_work_are_balanced(context: CheckContext) -> Iterator[Fault]:
    """No kind of social capital takes more than six tenths of the minutes, and none is left out."""
    strict = context.plan.programme.says.capital == "strict"
    for table in filter(times_are_certain, context.timetables):
        minutes = minutes_by_kind(table.slots, strict=strict)
        total = sum(minutes.values())
        if total < LEAST_TOTAL or not _several_pairs(context, table):
            continue
        if any(slot.kind == "exercise" and slot.exercise is None for slot in table.every_slot()):
            continue  # what kind of work that is, is not known
        figures = ", ".join(f"{kind} {minutes[kind]}" for kind in NAMES)
        at = At(table.day.file, ("agenda",), on_key=True)
        for kind, words in NAMES.items():
            if not minutes[kind] and (kind != "linking" or _has_sponsors(context)):
                yield Fault(
                    code="T210",
                    severity="warning",
                    message=f"No minute of the day is for {words}. Minutes: {figures}.",
                    hint=f"Exchange one exercise for another: facilitate suggest --capital {kind}",
                    at=at,
                )
            elif minutes[kind] > MOST_OF_ONE_KIND * total:
                yield Fault(
                    code="T211",
                    severity="warning",
                    message=f"More than 60 % of the minutes are for {words}. Minutes: {figures}.",
                    hint="Exchange one of these exercises for another kind.",
                    at=at,
                )


def _several_pairs(context: CheckContext, table: Timetable) -> bool:
    """Say whether there is anybody to meet outside one's own pair."""
    here = [one for one in context.plan.programme.people if one.id in table.present]
    return len({one.pair for one in here if one.pair}) > 1


def _has_sponsors(context: CheckContext) -> bool:
    return bool(context.plan.programme.says.sponsors)


@rule
def roles_alone_meet_again(context: CheckContext) -> Iterator[Fault]:
    """Time for one role alone is followed by a mixed step before the next break.

    A day on which all but sponsors are of one role has nobody to meet.
    """
    people = context.plan.programme.people
    roles = {person.id: person.role for person in people}
    for table in context.timetables:
        here = {person for slot in table.slots for person in slot.people}
        if len({one.role for one in people if one.pair and one.id in here}) < 2:
            continue
        for number, slot in enumerate(table.slots):
            if not _one_role(slot, roles):
                continue
            after = []
            for later in table.slots[number + 1 :]:
                if later.pause:
                    break
                after.append(later)
            if not any(kinds_of(later) for later in after if not _one_role(later, roles)):
                yield Fault(
                    code="T212",
                    severity="warning",
                    message=f"{slot.title} is for one role alone, and nothing mixed follows "
                    "before the break; that can deepen the divide.",
                    hint="Put a mixed exercise right after it.",
                    at=At(table.day.file, slot.path),
                )


def _one_role(slot: Slot, role_of: Mapping[str, str]) -> bool:
    """Say whether everyone in each track, or in the slot, is of one role."""
    groups = [one.people for one in slot.tracks or (slot,) if one.exercise is not None]
    roles = [{role_of[person] for person in group} for group in groups if group]
    return bool(roles) and all(len(found) == 1 for found in roles)


@rule
def a_day_has_room_for_its_exercises(context: CheckContext) -> Iterator[Fault]:
    """More than eight exercises a day leave no time for any of them; a closing card is none."""
    for table in context.timetables:
        work = (slot for slot in table.slots if slot.kind in {"exercise", "parallel"})
        number = sum(1 for slot in work if slot.minutes > SHORT)
        if number > MOST_EXERCISES:
            yield Fault(
                code="T224",
                severity="warning",
                message=f"The day has {number} exercises of more than {SHORT} minutes; "
                f"more than {MOST_EXERCISES} hurry people.",
                hint="Take one out.",
                at=At(table.day.file, ("agenda",), on_key=True),
            )


@rule
def a_day_ends_with_promises_and_feedback(context: CheckContext) -> Iterator[Fault]:
    """Whole days end with who does what by when, and with the day form."""
    for table in context.timetables:
        if table.end - table.day.says.start < 240:
            continue
        last = table.slots[-5:]
        promised = any(
            slot.exercise is None  # one that is not known may be it
            or slot.exercise.category in ENDINGS
            or PROMISES & set(slot.exercise.gives)
            for slot in last
            if slot.kind == "exercise"
        )
        asked = any(slot.kind == "feedback" for slot in table.slots)
        promises = "- exercise: action-commitment-round"
        for missing, what, hint in (
            (not promised, "a promise with an owner and a date", promises),
            (not asked, "asking people how it was", "- feedback: 10m"),
        ):
            if missing:
                yield Fault(
                    code="T225",
                    severity="warning",
                    message=f"The day ends without {what}.",
                    hint=f"Add {hint}",
                    at=At(table.day.file, ("agenda",), on_key=True),
                )


@rule
def the_day_form_comes_after_the_last_exercise(context: CheckContext) -> Iterator[Fault]:
    """People are asked how the day was once they have had it."""
    for table in context.timetables:
        kinds = [slot.kind for slot in table.slots]
        if "feedback" not in kinds:
            continue
        last = len(kinds) - 1 - kinds[::-1].index("feedback")
        after = [slot for slot in table.slots[last:] if slot.exercise or slot.tracks]
        if after:
            yield Fault(
                code="T233",
                severity="warning",
                message=f"The day form is filled in before {after[-1].title!r}, so nobody is "
                "asked about that.",
                hint=f"Put - feedback: {table.slots[last].minutes}m behind it.",
                at=At(table.day.file, table.slots[last].path),
            )


@rule
def sponsors_neither_open_nor_close_a_round(context: CheckContext) -> Iterator[Fault]:
    """The minutes that sponsors give are worth knowing: told as advice with the total."""
    if not _has_sponsors(context):
        return
    for table in context.timetables:
        named = context.plan.programme.says.sponsors.items()
        sponsors = {id_ for id_, one in named if one.name not in SAMPLE_NAMES}
        here = sponsors & set(table.present)
        if here and not any(_needs_sponsors(context, slot, here) for slot in table.slots):
            yield Fault(
                code="T219",
                severity="advice",
                message=f"{_sponsors(len(here))} there all day, and no item needs them.",
                hint="Give them a part, or let them know when they are free.",
                at=At(table.day.file, ("agenda",), on_key=True),
            )


def _sponsors(number: int) -> str:
    return "Sponsors are" if number > 1 else "A sponsor is"


def _needs_sponsors(context: CheckContext, slot: Slot, sponsors: Set[str]) -> bool:
    """Say whether sponsors lead a slot, are part of its work, or host the tables that rotate."""
    parts = slot.tracks or (slot,)
    leads = [one.item.led_by for one in (slot, *slot.tracks) if one.item and one.item.led_by]
    people = [one.id for word in leads for one in people_of(word, context.plan.programme)]
    hosted = any(
        one.exercise and one.exercise.rotates == "tables" and sponsors & set(one.people)
        for one in parts
    )
    led = any("sponsor" in word.casefold() for word in leads) or not sponsors.isdisjoint(people)
    return hosted or led or any("linking" in kinds_of(one) for one in parts)


@rule
def fridays_are_somebodys_prayers(context: CheckContext) -> Iterator[Fault]:
    """A day on a Friday that runs through midday clashes with Friday prayers for some."""
    for table in context.timetables:
        if table.day.says.date.weekday() != FRIDAY or table.end < 13 * 60:
            continue
        free = any(s.pause and s.start <= 13 * 60 and s.end >= 14 * 60 for s in table.slots)
        if not free:
            yield _advice(
                table,
                "T226",
                "Friday prayers fall between about 13:00 and 14:00",
                "Put lunch at that time, or ask who would miss them.",
            )


@rule
def weekends_and_august_are_told(context: CheckContext) -> Iterator[Fault]:
    """Days at a weekend, in August or around the turn of the year meet holidays."""
    for table in context.timetables:
        date = table.day.says.date
        if date.weekday() >= 5:
            yield _advice(
                table,
                "T227",
                f"{date:%A} is a day off for most people",
                "Check that this date is meant.",
            )
        elif (
            date.month == 8
            or (date.month, date.day) >= (12, 20)
            or (date.month, date.day) <= (1, 3)
        ):
            yield _advice(
                table,
                "T228",
                "Schools are on holiday around this date",
                "Ask who is away before you print it.",
            )


def _advice(table: Timetable, code: str, message: str, hint: str) -> Fault:
    return Fault(
        code=code,
        severity="advice",
        message=f"{message}.",
        hint=hint,
        at=At(table.day.file, ("date",)),
    )
