"""Dates that do not go together: each is one, and one of them is mistyped."""

from collections.abc import Iterator
from datetime import date, timedelta

from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, KeyPath
from facilitate.model import Day


@rule
def members_come_before_they_go(context: CheckContext) -> Iterator[Fault]:
    """A member's `until` is not before the `from`: that person would be there on no day."""
    programme = context.plan.programme
    for pair_id, pair in programme.pairs.items():
        for role, one in pair.members.items():
            if one.from_ and one.until and one.until < one.from_:
                yield Fault(
                    code="P143",
                    message=f"{pair_id}-{role} would leave on {one.until}, before coming on "
                    f"{one.from_}.",
                    hint="Look which of the two dates is right, and mend the other.",
                    at=At(programme.file, ("pairs", pair_id, role, "until")),
                )


@rule
def answers_are_kept_until_the_last_day(context: CheckContext) -> Iterator[Fault]:
    """Answers are not deleted before the last day and the last stock take."""
    programme = context.plan.programme
    by, dates = programme.says.delete_by, [day.says.date for day in near_days(context)]
    dates += programme.says.stock_takes.values()
    if by and dates and by < max(dates):
        yield Fault(
            code="P145",
            severity="warning",
            message=f"All answers would be deleted by {by}, before the last day or stock take "
            f"({max(dates)}).",
            hint="Look at the year of each date.",
            at=At(programme.file, ("delete by",)),
            because=(At(programme.file, ("delete by",)),),
        )


FARTHEST_YEARS = 5
"""How far dates of one programme lie from each other at most, unless a year is mistyped."""


@rule
def days_are_of_one_programme(context: CheckContext) -> Iterator[Fault]:
    """A day lies near the other dates of its programme; a slip in the year is far away."""
    near = near_days(context)
    for day in context.plan.days:
        if day in near:
            continue
        years = sorted({date.year for date in _other_dates(context, day)})
        yield Fault(
            code="P146",
            severity="warning",
            message=f"This day is in {day.says.date.year}, and the programme's other dates are in "
            f"{', '.join(map(str, years))}.",
            hint="Look at the year.",
            at=At(day.file, ("date",)),
            because=(At(day.file, ("date",)),),
        )


def _other_dates(context: CheckContext, day: Day) -> list[date]:
    """Return the dates of a programme, but that of one day."""
    says = context.plan.programme.says
    dates = [other.says.date for other in context.plan.days if other.id != day.id]
    dates += says.stock_takes.values()
    return dates + [one for one in (says.delete_by, says.starts) if one]


def near_days(context: CheckContext) -> list[Day]:
    """Return the days but for those in a year that lies far from all other dates; it is told."""
    near = []
    for day in context.plan.days:
        years = [one.year for one in _other_dates(context, day)]
        if not years or any(abs(day.says.date.year - one) <= FARTHEST_YEARS for one in years):
            near.append(day)
    return near


@rule
def days_and_stock_takes_are_told_apart(context: CheckContext) -> Iterator[Fault]:
    """No two days bear one title, and no two stock takes one date: one of them was copied."""
    plan, first = context.plan, dict[str, str]()
    for day in plan.days:
        before = first.setdefault(day.says.title.casefold(), day.file)
        if before != day.file:
            yield Fault(
                code="P164",
                severity="advice",
                message=f"{day.says.title!r} is the title of another day, too.",
                hint=f"Give this one another title than {before} has.",
                at=At(day.file, ("title",)),
            )
    dates = dict[date, str]()
    for name, when in plan.programme.says.stock_takes.items():
        before = dates.setdefault(when, name)
        if before != name:
            yield Fault(
                code="P164",
                severity="warning",
                message=f"{before!r} and {name!r} are two stock takes of one day.",
                hint="Look which of the two dates is right, and mend the other.",
                at=At(plan.programme.file, ("stock takes", name)),
            )


@rule
def the_year_begins_before_its_days(context: CheckContext) -> Iterator[Fault]:
    """`starts` is not after the first away day or stock take."""
    programme = context.plan.programme
    starts = programme.says.starts
    dates = [day.says.date for day in context.plan.days] + [*programme.says.stock_takes.values()]
    if starts and dates and min(dates) < starts:
        yield Fault(
            code="P165",
            severity="warning",
            message=f"The programme would start on {starts}, after its first day or stock take "
            f"({min(dates)}).",
            hint="Look which of the dates is right, and mend the other.",
            at=At(programme.file, ("starts",)),
        )


@rule
def a_day_shows_a_stock_take_that_came_before(context: CheckContext) -> Iterator[Fault]:
    """The stock take that a day shows was not taken after the day itself."""
    programme = context.plan.programme
    for name, taken in programme.says.stock_takes.items():
        shows = [day for day in context.plan.days if day.says.stock_take == name]
        early = [day for day in shows if day.says.date < taken and day in near_days(context)]
        if len(early) > 1:
            dates = " and ".join(str(day.says.date) for day in early)
            yield Fault(
                code="P190",
                severity="warning",
                message=f"{name!r} is taken on {taken}, after days that show it, {dates}.",
                hint="Look at this date, and at those of the days.",
                at=At(programme.file, ("stock takes", name)),
            )
            continue
        for day in early:
            yield Fault(
                code="P190",
                severity="warning",
                message=f"This day is on {day.says.date} and shows the stock take {name!r}, which "
                f"is taken later, on {taken}.",
                hint="Look which of the two dates is right, and mend the other.",
                at=At(day.file, ("stock take",)),
                because=context.dates_of_days,
            )


def shows_a_later_stock_take(context: CheckContext) -> bool:
    """Say whether a day shows a stock take that would be taken after it."""
    takes = context.plan.programme.says.stock_takes
    return any(
        day.says.date < takes.get(day.says.stock_take, date.min) for day in context.plan.days
    )


@rule
def dates_are_of_the_programmes_time(context: CheckContext) -> Iterator[Fault]:
    """What is agreed, and who is coached, has a date of this programme; a slip in the year has not.

    It begins with `starts`, or a year before the first day, and ends a year after the last.
    """
    programme, days = context.plan.programme, [day.says.date for day in near_days(context)]
    if not days:
        return
    says, year = programme.says, timedelta(days=366)
    begins, ends = min(says.starts or min(days) - year, min(days)), max(days) + year
    dated: list[tuple[KeyPath, date | None]] = [
        (("mission agreed",), says.mission_agreed),
        (("charter agreed",), says.charter_agreed),
    ]
    for person, sessions in says.coaching.items():
        for number, when in enumerate(sessions):
            if when in sessions[:number]:
                yield Fault(
                    code="P164",
                    severity="warning",
                    message=f"{when} stands here twice.",
                    hint="Write the date of the other session, or take one out.",
                    at=At(programme.file, ("coaching", person, number)),
                )
        dated += [(("coaching", person, n), one) for n, one in enumerate(sessions)]
    dated += [(("promises", n, "by"), one.by) for n, one in enumerate(says.promises)]
    due = [
        (("actions", n, "by"), one.by)
        for n, one in enumerate(context.plan.actions)
        if one.by and (one.by > ends or not one.made)  # else it is held to its own day
    ]
    for path, one in (*dated, *due):
        if one is not None and not begins <= one <= ends:
            yield Fault(
                code="P191",
                severity="warning",
                message=f"{one} is far from the days of this programme, {min(days)} to "
                f"{max(days)}.",
                hint="Look at the year.",
                at=At("actions.yaml" if path[0] == "actions" else programme.file, path),
            )


@rule
def choices_are_of_the_programmes_time(context: CheckContext) -> Iterator[Fault]:
    """Nobody chose after the last day; letters are printed where that was permitted, too."""
    days, chosen = context.plan.days, context.plan.private.sharing
    last = max(days, key=lambda day: day.says.date, default=None)
    late = [
        person
        for person, one in chosen.items()
        if last and one.since and one.since > last.says.date
    ]
    if (
        last
        and len(late) > 1
        and len(late) == sum(one.since is not None for one in chosen.values())
    ):
        yield Fault(
            code="C208",
            severity="warning",
            message="All choices in private/sharing.yaml have dates after this day, the last.",
            hint="Look at the year of the day.",
            at=At(last.file, ("date",)),
        )
        late = []
    for person, one in chosen.items():
        at = At("private/sharing.yaml", ("sharing", person), on_key=True)
        if person in late:
            message = "A choice here has a date after the last away day."
            hint = "Look at the year after since:"
            yield Fault(
                code="C208",
                severity="warning",
                message=message,
                hint=hint,
                at=at,
                because=(At(context.plan.programme.file, ("away days",)), *context.dates_of_days),
            )
        if one.letters and "type_letters" not in one.model_fields_set:
            message = "Letters stand here, and nothing says that they may be printed."
            hint = "Add type letters: yes, or no if they may not."
            yield Fault(code="C209", severity="warning", message=message, hint=hint, at=at)
