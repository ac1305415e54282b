"""Promises of `actions.yaml` and of sponsors: whose each is, and on which page it is opened."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from facilitate.check import CheckContext, rule
from facilitate.check.dates import near_days
from facilitate.check.named_people import shared_ids
from facilitate.faults import At, Fault, KeyPath, did_you_mean
from facilitate.files import is_too_long
from facilitate.model import Day, Programme
from facilitate.model.attendance import Meaning, ids_of, meanings, reader_of
from facilitate.model.plan import Action, Promise
from facilitate.model.times_and_dates import MONTHS
from facilitate.recipient import GROUP
from facilitate.schedule.timetable import Timetable


@rule
def promises_are_somebodys(context: CheckContext) -> Iterator[Fault]:
    """A promise stands on the pages of whoever made it, and is opened on the days after."""
    programme, days = context.plan.programme, [day.id for day in context.plan.days]
    # An agenda that is listed and cannot be read is told of by itself.
    listed = getattr(programme.says, "away_days", ())
    shared = shared_ids(context)
    days += [stem for path in listed if (stem := PurePath(path).stem) not in days]
    for number, promise in enumerate(programme.says.promises):
        reader = reader_of(promise.sponsor, programme)
        if meanings(promise.sponsor, programme) and (reader is None or reader.kind != "sponsor"):
            yield Fault(
                code="P132",
                message=f"{promise.sponsor!r} is not one sponsor, so this would stand on no page.",
                hint="Write a sponsor's id. What pairs promise belongs in actions.yaml.",
                at=At(programme.file, ("promises", number, "sponsor")),
                because=shared.get(promise.sponsor.strip().casefold(), ()),
            )
    of_day = {
        word: day.id
        for day in context.plan.days
        for word in (day.says.title, day.file, *_dates(day))
    }
    for number, action in enumerate(context.plan.actions):
        if _are_several(action.who, programme):
            yield _needs_one(action.who, "a promise", "actions.yaml", ("actions", number, "who"))
        path = context.plan.folder / "agendas" / f"{action.made}.yaml"
        lies_there = not is_too_long(path) and path.is_file()
        if action.made and action.made not in days and not lies_there:
            yield Fault(
                code="P133",
                message=f"No away day is called {action.made!r}.",
                hint=f"Write made on: {of_day[action.made]}"
                if action.made in of_day
                else did_you_mean(action.made, days, otherwise="Write the name of its file."),
                at=At("actions.yaml", ("actions", number, "made on")),
            )
        who, asks = ids_of([action.who], programme), ids_of([action.witness], programme)
        if who and asks and set(asks) <= set(who):
            yield Fault(
                code="P166",
                severity="warning",
                message=f"{action.witness} would be asked about this by themself.",
                hint="Name somebody else after witness:",
                at=At("actions.yaml", ("actions", number, "witness")),
            )


@rule
def promises_are_due_after_their_day(context: CheckContext) -> Iterator[Fault]:
    """A promise is due after the day on which it was made; if none is, the day has a wrong date."""
    for day in near_days(context):
        date = day.says.date
        dated = [
            (number, action.by)
            for number, action in enumerate(context.plan.actions)
            if action.made == day.id and action.by
        ]
        early = [(number, by) for number, by in dated if by < date]
        if early == dated and len(early) > 1:
            yield Fault(
                code="P191",
                severity="warning",
                message=f"All {len(early)} promises made on this day were due before it, the first "
                f"by {min(by for _, by in early)}.",
                hint="Look at the year of the day.",
                at=At(day.file, ("date",)),
                because=context.dates_of_days,
            )
            continue
        for number, by in early:
            yield Fault(
                code="P191",
                severity="warning",
                message=f"This is to be done by {by}, before the day on which it is promised, "
                f"{date}.",
                hint="Look at the year.",
                at=At("actions.yaml", ("actions", number, "by")),
            )


def _are_several(word: str, programme: Programme) -> bool:
    """Say whether a word names people who have no page of their own together."""
    return len(meanings(word, programme)) == 1 and reader_of(word, programme) is None


def _needs_one(word: str, what: str, file: str, path: KeyPath) -> Fault:
    return Fault(
        code="P132",
        message=f"{word!r} are several people, and {what} needs one owner.",
        hint="Write the id of a pair, a person or a sponsor, or all for the whole group.",
        at=At(file, path),
    )


@rule
def measures_have_one_owner(context: CheckContext) -> Iterator[Fault]:
    """Who counts a measure is a pair, a person, a sponsor or the whole group."""
    programme = context.plan.programme
    for number, outcome in enumerate(programme.says.outcomes):
        if _are_several(outcome.owner, programme):
            path = ("outcomes", number, "owner")
            yield _needs_one(outcome.owner, "a measure", programme.file, path)


@rule
def an_aim_lies_where_its_measure_is_to_go(context: CheckContext) -> Iterator[Fault]:
    """The aim of a measure that is to fall is lower than its start, and of one to rise higher."""
    programme = context.plan.programme
    for number, one in enumerate(programme.says.outcomes):
        if (
            one.aim is not None
            and (one.aim - one.baseline) * (1 if one.direction == "up" else -1) < 0
        ):
            yield Fault(
                code="P192",
                severity="warning",
                message=f"This is to go {one.direction} from {one.baseline:g}, and its aim is "
                f"{one.aim:g}.",
                hint="Look which is right: direction:, baseline: or aim:.",
                at=At(programme.file, ("outcomes", number, "aim")),
            )


@rule
def a_measure_is_counted_again_later(context: CheckContext) -> Iterator[Fault]:
    """What a measure was counted again on lies after the first time."""
    programme = context.plan.programme
    for number, one in enumerate(programme.says.outcomes):
        if one.repeat_date and one.repeat_date <= one.date:
            yield Fault(
                code="P195",
                severity="warning",
                message=f"This was first counted on {one.date}, and again on {one.repeat_date}.",
                hint="Look at the year: repeat date: lies after date:.",
                at=At(programme.file, ("outcomes", number, "repeat date")),
            )


def _dates(day: Day) -> tuple[str, str]:
    """Return a day's date as people write it."""
    when = day.says.date
    return when.isoformat(), f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"


@rule
def promises_are_opened_on_a_later_day(context: CheckContext) -> Iterator[Fault]:
    """A promise stands on its maker's pages of a later day, or among all at `actions`."""
    programme, numbers = context.plan.programme, {day.id: day.number for day in context.plan.days}
    for number, action in enumerate(context.plan.actions):
        found = meanings(action.who, programme)
        made = numbers.get(action.made, 1)
        later = [table for table in context.timetables if table.day.number > made]
        shown = action.told_to_all
        if (
            not later
            or len(found) != 1
            or not found[0].people
            or any(_opened(found[0], on, shown) for on in later)
        ):
            continue
        yield Fault(
            code="P153",
            severity="warning",
            message=f"No page of a later day says what {found[0].description} promised: "
            f"{action.what!r}.",
            hint="Put actions: 20m into a later day, and, if they wish it, told to all: yes here.",
            at=At("actions.yaml", ("actions", number)),
        )


def _opened(whose: Meaning, table: Timetable, told_to_all: bool) -> bool:
    """Say whether a day shows a promise: to everybody, or to whoever made it and is there."""
    if any(slot.kind == "actions" for slot in table.every_slot()) and (
        told_to_all or whose.reader == GROUP
    ):
        return True
    there = {one.id for one in whose.people} & set(table.present)
    return bool(there) and whose.reader != GROUP


@rule
def promises_whose_day_is_past_say_how_they_went(context: CheckContext) -> Iterator[Fault]:
    """Once a later day is over, whoever promised something by then was asked about it."""
    plan, programme = context.plan, context.plan.programme
    promised_on = {action.made for action in plan.actions}
    dates = {day.id: day.says.date for day in near_days(context)}
    over = [
        dates[day.id] for day in near_days(context) if day.says.is_over or day.id in promised_on
    ]
    files: tuple[tuple[str, str, Sequence[Action | Promise]], ...] = (
        ("actions.yaml", "actions", plan.actions),
        (programme.file, "promises", programme.says.promises),
    )
    for file, key, promises in files:
        past = [
            number
            for number, one in enumerate(promises)
            if one.status == "open"
            and one.by
            and over
            and one.by < max(over)
            and (isinstance(one, Promise) or one.by >= dates.get(one.made, one.by))  # else P191
        ]
        if past:
            one = promises[past[0]]
            more = f", and of {len(past) - 1} more" if past[1:] else ""
            look = "Look at its year, or w" if one.by and one.by < min(dates.values()) else "W"
            yield Fault(
                code="P184",
                severity="advice",
                message=f"Nothing says how it went with {one.what!r}, due on {one.by}{more}; a "
                "later day is over.",
                hint=f"{look}rite status: kept, not kept, carried or dropped.",
                at=At(file, (key, past[0])),
                because=context.dates_of_days,
            )


@rule
def promises_have_ids_of_their_own(context: CheckContext) -> Iterator[Fault]:
    """`actions done ID` must find one promise."""
    for number, action in enumerate(context.plan.actions):
        before = [one for one in context.plan.actions[:number] if one.id == action.id]
        if before:
            hint = f"Give this one another, such as {action.id}-2"
            yield Fault(
                code="P130",
                message=f"{action.id!r} is the id of two promises.",
                hint="Both say the same, so delete one of the two." if action in before else hint,
                at=At("actions.yaml", ("actions", number, "id")),
            )
        elif len(action.id.split()) != 1:
            yield Fault(
                code="P113",
                message=f"{action.id!r} cannot be the id of a promise: it is one word on the "
                "command line.",
                hint=f"Write it without spaces, such as {''.join(action.id.split()) or 'a1'}",
                at=At("actions.yaml", ("actions", number, "id")),
            )
