"""What can be read and cannot be meant: a name that is none, dates that cross, ids twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from facilitate.audit.context import FLOOR
from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, did_you_mean, nearest
from facilitate.model import Programme
from facilitate.model.attendance import ids_of, reporting_lines
from facilitate.model.plan import NOBODY
from facilitate.model.private import NEEDS, as_need


def _name_paths(programme: Programme) -> Iterator[tuple[tuple[str, ...], str]]:
    for pair_id, pair in programme.pairs.items():
        for role, member in pair.members.items():
            yield ("pairs", pair_id, role), member.name
    for sponsor_id, sponsor in programme.says.sponsors.items():
        yield ("sponsors", sponsor_id), sponsor.name


_TWO_PEOPLE = re.compile(r"\w\s*(?:/|&|\+|\band\b)\s*\w")
_DATED = re.compile(r"\d")
_JOB_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^()]+ [^()]+)\)")
"""A word alone in brackets is what somebody is called: `Robert (Bob)`."""


@rule
def names_are_names(context: CheckContext) -> Iterator[Fault]:
    """What stands for a name is printed as one: no `TBC`, and no e-mail address."""
    programme = context.plan.programme
    for path, name in _name_paths(programme):
        if name.strip(" .").casefold() in NOBODY:
            message = f"{name!r} is printed as a name."
            key = path[-1]
            hint = f"If nobody is in post, write {key}: vacant"
            if path[0] == "sponsors":
                hint = "Write the name, or take the line out until somebody is named."
        elif "@" in name:
            message = "This name holds an e-mail address, which every page would print."
            hint = "Keep the name alone here. Addresses belong into private/contacts.yaml."
        elif _TWO_PEOPLE.search(name):
            message = f"{name!r} is printed as the name of one person."
            hint = "Write each person on a line of their own, with a role in front."
        elif beside := _JOB_IN_BRACKETS.fullmatch(name):
            message = f"{name!r} is printed as a name, with what stands in brackets."
            hint = f"Put a comma between name and job: {beside[1]}, {beside[2]}"
        elif _DATED.search(name):
            message = f"{name!r} is printed as a name, with its date."
            hint = f"Write {path[-1]}: {{name: Ada Example, until: 2027-09-30}}"
        elif name.rstrip().endswith((",", ";", ":")):
            message = f"{name!r} is printed as a name, with the sign at its end."
            hint = f"Write {name.rstrip(' ,;:')}"
        else:
            continue
        yield Fault(
            code="P142", severity="warning", message=message, hint=hint, at=At(programme.file, path)
        )


SAMPLE_WORDS = frozenset(
    {"My partnership programme", "The organisation's name", "Whom to ring, and the number"}
    | {"The name of the room", "Who looks after the service meanwhile"}
)
"""What the starter says until somebody writes their own."""
SAMPLE_NAMES = frozenset(
    {"Robin First", "Sam Second", "Chris Third", "Jo Fourth", "Pat Fifth", "Lee Sixth"}
    | {"Kim Seventh", "Alex Sponsor", "Alex Sponsor, executive director"}
)


@rule
def samples_are_replaced(context: CheckContext) -> Iterator[Fault]:
    """Once a plan has people of its own, nothing of the starter's is left to be printed."""
    programme, days = context.plan.programme, context.plan.days
    names = [(path, name.removeprefix("Dr ")) for path, name in _name_paths(programme)]
    if all(name in SAMPLE_NAMES for _, name in names if name):
        return
    said = programme.says
    words = {"client": said.client, "contact": said.contact}
    if programme.name in SAMPLE_WORDS:
        words["programme"] = programme.name
    left: list[tuple[tuple[str, ...], str]] = [
        ((key,), key) for key, value in words.items() if value in SAMPLE_WORDS
    ]
    left += [(path, path[-1]) for path, name in names if name in SAMPLE_NAMES]
    yield from _sample_left(programme.file, left)
    for day in days:
        told = {"venue": day.says.venue, "cover": day.says.cover}
        yield from _sample_left(
            day.file, [((key,), key) for key, value in told.items() if value in SAMPLE_WORDS]
        )


def _sample_left(file: str, left: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[Fault]:
    if left:
        yield Fault(
            code="P154",
            severity="warning",
            message=f"Pages would print words of the sample: {', '.join(key for _, key in left)}.",
            hint="Write your own, or take the line out.",
            at=At(file, left[0][0]),
        )


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
def nobody_of_a_pair_manages_a_sponsor(context: CheckContext) -> Iterator[Fault]:
    """Sponsors stand above the pairs: a line of `manages:` the other way round is a slip."""
    programme = context.plan.programme
    sponsors = programme.says.sponsors
    for boss, below in reporting_lines(programme):
        if below in sponsors and boss not in sponsors:
            yield Fault(
                code="P162",
                severity="warning",
                message=f"{boss} would be the boss of {below}, who is a sponsor.",
                hint=f"Write it the other way round: {below}: [{boss}]",
                at=At(programme.file, ("manages",), on_key=True),
            )


@rule
def nobody_reports_to_themself(context: CheckContext) -> Iterator[Fault]:
    """Who manages whom is a tree: nobody manages themself, and no two manage each other."""
    programme = context.plan.programme
    lines = set(reporting_lines(programme))
    for boss in programme.says.manages:
        for manager in ids_of([boss], programme):
            below = sorted(person for one, person in lines if one == manager)
            if manager in below:
                message = f"{manager} would report to themself."
            elif crossed := [one for one in below if (one, manager) in lines and manager < one]:
                message = f"{manager} and {crossed[0]} would report to each other."
            else:
                continue
            yield Fault(
                code="P144",
                message=message,
                hint="Write each boss once, such as exec: [north-manager]",
                at=At(programme.file, ("manages", boss), on_key=True),
            )


@rule
def answers_are_kept_until_the_last_day(context: CheckContext) -> Iterator[Fault]:
    """Answers are not deleted before the last day and the last stock take."""
    programme, days = context.plan.programme, context.plan.days
    by, dates = programme.says.delete_by, [day.says.date for day in days]
    dates += programme.says.stock_takes.values()
    if by and dates and by < max(dates):
        yield Fault(
            code="P145",
            severity="warning",
            message=f"All answers would be deleted by {by}, before the last day or stock take "
            f"({max(dates)}).",
            hint="Look at the year of each date.",
            at=At(programme.file, ("delete by",)),
        )


FARTHEST_YEARS = 5
"""How far dates of one programme lie from each other at most, unless a year is mistyped."""


@rule
def days_are_of_one_programme(context: CheckContext) -> Iterator[Fault]:
    """A day lies near the other dates of its programme; a slip in the year is far away."""
    programme, days = context.plan.programme, context.plan.days
    for day in days:
        others = [other.says.date.year for other in days if other.id != day.id]
        others += [date.year for date in programme.says.stock_takes.values()]
        others += [date.year for date in (programme.says.delete_by, programme.says.starts) if date]
        year = day.says.date.year
        if others and all(abs(year - other) > FARTHEST_YEARS for other in others):
            yield Fault(
                code="P146",
                severity="warning",
                message=f"This day is in {year}, and the programme's other dates are in "
                f"{', '.join(str(one) for one in sorted(set(others)))}.",
                hint="Look at the year.",
                at=At(day.file, ("date",)),
            )


@rule
def entries_in_brackets_are_whole(context: CheckContext) -> Iterator[Fault]:
    """A list of sentences in brackets is not cut at a comma that belongs to one of them."""
    plan = context.plan
    lists = [(plan.programme.file, "charter", plan.programme.says.charter)]
    for day in plan.days:
        lists += [(day.file, "aims", day.says.aims), (day.file, "before", day.says.before)]
    for file, key, entries in lists:
        places = [plan.sources[file].place((key, number)) for number in range(len(entries))]
        for number, (before, after) in enumerate(pairwise(entries), start=1):
            first, place = places[number - 1], places[number]
            goes_on = before[:1].isupper() and len(before.split()) > 2 and after[:1].islower()
            plain = place.source[(place.column or 1) - 1 :].startswith(after)
            if goes_on and plain and first.line == place.line:
                yield Fault(
                    code="P156",
                    severity="warning",
                    message=f"The comma before {after!r} begins a new entry of this list.",
                    hint=f'If it belongs to the entry, put quotes round both: "{before}, {after}"',
                    at=At(file, (key, number)),
                )


@rule
def needs_are_those_that_something_is_made_for(context: CheckContext) -> Iterator[Fault]:
    """A need is a word that the build knows; others are on the sealed list alone."""
    for person, access in context.plan.private.access.items():
        for number, need in enumerate(access.needs):
            if need in NEEDS:
                continue
            several = sum(known in as_need(need) for known in NEEDS) > 1
            near = did_you_mean(as_need(need), NEEDS)
            yield Fault(
                code="C205",
                severity="warning",
                message="Nothing is made for what stands here; it is on the sealed list alone.",
                hint="Put several into brackets, with commas: [large-print, dyslexia]"
                if several
                else near
                if near.startswith("Did")
                else f"Something is made for: {', '.join(NEEDS)}.",
                at=At("private/access.yaml", ("access", person, "needs", number)),
            )


@rule
def whoever_is_elsewhere_knows_where_to_join(context: CheckContext) -> Iterator[Fault]:
    """A day has a link if somebody who is there takes part from elsewhere."""
    elsewhere = {one for one, access in context.plan.private.access.items() if access.remote}
    for table in context.timetables:
        if elsewhere & set(table.present) and not table.day.says.link:
            yield Fault(
                code="P157",
                severity="warning",
                message="Somebody takes part from elsewhere, and no letter says where to join.",
                hint="Add link: with the address of the meeting to this day.",
                at=At(table.day.file, ("title",)),
            )


@rule
def a_choice_is_said(context: CheckContext) -> Iterator[Fault]:
    """Whoever has a date of a choice under `since` has a choice."""
    for person, one in context.plan.private.sharing.items():
        if one.since and "sharing" not in one.model_fields_set:
            yield Fault(
                code="C206",
                severity="warning",
                message="A date stands here and no choice, so it counts as 'own answers'.",
                hint="Add sharing: group only, own answers or both partners.",
                at=At("private/sharing.yaml", ("sharing", person), on_key=True),
            )


@rule
def sessions_held_are_among_the_dates(context: CheckContext) -> Iterator[Fault]:
    """No more coaching sessions were held than have dates."""
    programme = context.plan.programme
    for person, held in programme.says.coaching_done.items():
        dates = len(programme.says.coaching.get(person, ()))
        if held > dates and ids_of([person], programme):
            yield Fault(
                code="P147",
                severity="warning",
                message=f"{held} sessions of {person} are said to be held, and {dates} have dates.",
                hint="Add their dates under coaching:, or mend the number.",
                at=At(programme.file, ("coaching done", person)),
                because=(At(programme.file, ("coaching",)),),
            )


@rule
def groups_are_as_large_as_is_said(context: CheckContext) -> Iterator[Fault]:
    """No group result is shown for fewer than three, whatever is said."""
    programme = context.plan.programme
    said = programme.says.minimum_group
    if said < FLOOR:
        yield Fault(
            code="P148",
            severity="warning",
            message=f"No group result is ever shown for fewer than {FLOOR}, so {said} counts "
            f"as {FLOOR}.",
            hint=f"Write minimum group: {FLOOR}, or the usual 5.",
            at=At(programme.file, ("minimum group",)),
        )


@rule
def own_exercises_fit_the_library(context: CheckContext) -> Iterator[Fault]:
    """An own exercise is listed with those of its category, and its steps fill its time."""
    library = context.plan.library
    shipped = {one.category for name, one in library.exercises.items() if name not in library.own}
    for name in sorted(library.own):
        exercise, source = library.exercises[name], library.sources[name]
        near = nearest(exercise.category, shipped)
        if exercise.category not in shipped and near:
            yield Fault(
                code="P152",
                severity="warning",
                message=f"{exercise.category!r} is a category of its own.",
                hint=f"Did you mean {near!r}?",
                at=At(source.file, ("category",)),
                place=source.place(("category",)),
            )
        steps = sum(step.total for step in exercise.steps)
        if steps != exercise.time:
            yield Fault(
                code="P149",
                severity="warning",
                message=f"The steps take {steps} minutes, and the exercise {exercise.time}: each "
                "is made longer or shorter.",
                hint=f"Write time: {steps}m, or mend the steps.",
                at=At(source.file, ("time",)),
                place=source.place(("time",)),
            )
