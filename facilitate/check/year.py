"""The year: what one exercise hands on to another, what comes twice, dates in their order."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from facilitate.check import CheckContext, rule
from facilitate.check.balance import PROMISES
from facilitate.check.dates import near_days
from facilitate.check.references import items
from facilitate.check.timing import repeated_items
from facilitate.faults import At, Fault
from facilitate.load.plan import Plan
from facilitate.model import Day
from facilitate.model.exercise import MUTUAL_VIEWS
from facilitate.schedule.timetable import Slot, Timetable

RESULTS = frozenset({"group-results", "group-ratings", "pair-sheets"})
"""What a stock take brings to the days after it."""

LONGEST_ON_A_TENT = 140
"""Letters of a mission under a name; `templates/sheets/name-tent.md` leaves out longer ones."""


@rule
def what_is_used_was_given_before(context: CheckContext) -> Iterator[Fault]:
    """An exercise, and a look at promises, start from what something before has left behind."""
    threads = context.plan.library.themes.threads
    # A promise is there from the day on which it was made.
    given = set(threads_of_programme(context.plan)) - {"promises"}
    programme = context.plan.programme
    days = (day.file for day in context.plan.days)
    # What an agenda that cannot be read leaves behind is not known.
    files = {
        programme.file,
        "actions.yaml",
        "private/sharing.yaml",
        *days,
        *getattr(programme.says, "away_days", ()),
    }
    taken = At(programme.file, ("stock takes",))
    # Nor is what an exercise does that has another name than it should.
    unknown = [
        At(file, (*path, "exercise"))
        for file, path, item in items(context)
        if item.exercise and context.plan.library.exercise(item.exercise) is None
    ]
    for table in context.timetables:
        promised = {"promises"} if _promised_before(context.plan, table.day) else set()
        for slot in table.every_slot():
            for word in _starts_from(slot):
                if word not in given | promised:
                    yield Fault(
                        code="T214",
                        severity="warning",
                        message=f"{_called(slot)!r} starts from something that nothing before "
                        f"it leaves behind: {threads.get(word, word)}.",
                        hint=_giver(context, word),
                        at=At(table.day.file, slot.path),
                        because=(*map(At, files), *unknown, *context.dates_of_days, taken),
                    )
            gives = set(slot.exercise.gives) if slot.exercise else set()
            given |= gives | ({"promises"} if gives & PROMISES else set())


def _starts_from(slot: Slot) -> tuple[str, ...]:
    """Return the threads that an exercise takes up; to look at promises is no exercise."""
    if slot.exercise is None:
        return ("promises",) if slot.kind == "actions" else ()
    return slot.exercise.uses


def _called(slot: Slot) -> str:
    return slot.exercise.name if slot.exercise else slot.title


def _promised_before(plan: Plan, day: Day) -> bool:
    """Say whether there is a promise that was made before a day, or on no day that is told."""
    numbers = {one.id: one.number for one in plan.days}
    return any(numbers.get(one.made, 0) < day.number for one in plan.actions)


def threads_of_programme(plan: Plan) -> Iterator[str]:
    """Yield what the programme brings to its days without an exercise."""
    takes = plan.programme.says.stock_takes
    if takes:
        yield from RESULTS
    if takes and plan.questions.about_roles:
        yield MUTUAL_VIEWS
    if len(takes) > 1:
        yield "repeat-results"
    if takes or plan.private.voices:
        yield "cleared-words"
    if any(one.type_letters for one in plan.choices.values()) or not plan.private.there:
        yield "profiles"
    if plan.programme.says.mission:
        yield "mission"
    if plan.programme.says.charter:
        yield "charter"
    if plan.actions:
        yield "promises"
    yield "dilemmas"


def _giver(context: CheckContext, word: str) -> str:
    giver = next((one for one in context.plan.library.giving(word) if not one.opt_in), None)
    if giver:
        return f"Put {giver.id!r} before it, today or on an earlier day."
    return "Bring it along, or choose another exercise."


@rule
def nothing_comes_twice_unawares(context: CheckContext) -> Iterator[Fault]:
    """The same exercise twice in the year is meant if the second is a return, or has new matter.

    Each day has promises of its own, and so has a stock take that came in between.
    """
    seen: dict[str, Timetable] = {}
    takes = context.plan.programme.says.stock_takes.values()
    for table, slot in context.exercises():
        variant = slot.item.variant if slot.item else ""
        before = seen.get(slot.exercise.id)
        if before is None or before.day.id == table.day.id or variant == "return":
            seen.setdefault(slot.exercise.id, table)
            continue
        between = any(before.day.says.date < on <= table.day.says.date for on in takes)
        answers = between and RESULTS.intersection(slot.exercise.uses)
        if not answers and "promises" not in slot.exercise.gives:
            where = before.day.says.title
            yield Fault(
                code="T223",
                severity="warning",
                message=f"{slot.exercise.name!r} was done on {where!r} already.",
                hint="Add variant: return"
                if slot.exercise.return_
                else "Choose another exercise, unless it is meant.",
                at=At(table.day.file, slot.path),
                because=(
                    *context.dates_of_days,
                    At(context.plan.programme.file, ("stock takes",)),
                    At(table.day.file, (*slot.path, "variant")),
                ),
            )


@rule
def nothing_stands_twice_on_a_day(context: CheckContext) -> Iterator[Fault]:
    """What comes once a day was copied where it comes twice, and so was an exercise."""
    for table in context.timetables:
        for path, called in repeated_items(table).items():
            at = At(table.day.file, path)
            yield Fault(
                code="T223",
                severity="warning",
                message=f"{called} stands twice on this day.",
                hint="Take one of the two out, unless it is meant.",
                at=at,
                because=(at,),
            )


@rule
def days_come_in_the_order_of_their_dates(context: CheckContext) -> Iterator[Fault]:
    """Away days are listed as they happen, each on a date of its own."""
    days, near = context.plan.days, near_days(context)
    dates = [day.says.date for day in days]
    told = set[str]()
    for number, (before, day) in enumerate(pairwise(days), start=1):
        if day.says.date > before.says.date:
            continue
        one, other = day, before
        fits = _fits_otherwise(dates, number - 1) and not _fits_otherwise(dates, number)
        if fits or (day in near and before not in near):
            one, other = before, day
        if one.file in told:
            continue
        told.add(one.file)
        listed = "after" if one is before else "before"
        yield Fault(
            code="P118",
            message=f"{one.says.title!r} is on {one.says.date}, and {other.says.title!r}, "
            f"listed {listed} it, on {other.says.date}.",
            hint="Mend the date, or put the days in order under away days: in programme.yaml."
            if one in near
            else "Look at the year.",
            at=At(one.file, ("date",)),
        )


def _fits_otherwise(dates: Sequence[date], number: int) -> bool:
    """Say whether all days would be in order with one of them a year earlier or later."""
    return any(
        all(
            one < later
            for one, later in pairwise(
                [*dates[:number], dates[number] + timedelta(days=days), *dates[number + 1 :]]
            )
        )
        for days in (-365, 365)
    )


@rule
def a_return_has_something_to_return_to(context: CheckContext) -> Iterator[Fault]:
    """`variant: return` is for exercises that have a second visit."""
    for table, slot in context.exercises():
        if slot.item and slot.item.variant == "return" and slot.exercise.return_ is None:
            yield Fault(
                code="P119",
                message=f"{slot.exercise.name!r} has no second visit.",
                hint="Take variant: return out.",
                at=At(table.day.file, (*slot.path, "variant")),
            )


@rule
def what_was_agreed_stands_on_a_later_day(context: CheckContext) -> Iterator[Fault]:
    """A mission or charter with a date has words, a later day, and room on a name tent."""
    says, file = context.plan.programme.says, context.plan.programme.file
    missions = {("mission",): says.mission} | {
        ("pairs", pair, "mission"): one.mission for pair, one in says.pairs.items()
    }
    agreed = (
        ("mission agreed", says.mission_agreed, any(missions.values())),
        ("charter agreed", says.charter_agreed, bool(says.charter)),
    )
    for key, on, words in agreed:
        if on is None:
            continue
        if not words:
            what = key.partition(" ")[0]
            yield Fault(
                code="P168",
                severity="warning",
                message=f"This says when, and no {what!r} says what was agreed.",
                hint=f"Add {what}: and the words, or take the date out.",
                at=At(file, (key,)),
            )
        elif context.plan.days and all(day.says.date <= on for day in context.plan.days):
            yield Fault(
                code="P169",
                severity="advice",
                message="No day is later, so that what was agreed stands on no page.",
                hint="Mend the date, or take it out: then every day shows the words.",
                at=At(file, (key,)),
                because=(At(file, ("away days",)),),
            )
    for path, mission in missions.items():
        if len(mission.strip()) > LONGEST_ON_A_TENT:
            yield Fault(
                code="P170",
                severity="warning",
                message=f"This mission has {len(mission.strip())} letters; on a name tent "
                f"{LONGEST_ON_A_TENT} have room, so that tents leave it out.",
                hint="Shorten it to one sentence that can be said by heart.",
                at=At(file, path),
            )
