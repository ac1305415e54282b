"""What can be read and cannot be meant: a name that is none, dates that cross, ids twice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from facilitate.audit.context import FLOOR
from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, KeyPath, Place, did_you_mean, nearest, stops
from facilitate.load.yaml_values import YamlText
from facilitate.model import Exercise
from facilitate.model.attendance import ids_of, reporting_lines
from facilitate.model.private import NEEDS, as_need
from facilitate.model.units import BETWEEN


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
def partners_report_the_same_way_round(context: CheckContext) -> Iterator[Fault]:
    """Where heads manage their partners, one who is managed by theirs is perhaps a slip."""
    programme = context.plan.programme
    people = programme.by_id
    inside = [
        (people[boss], people[person])
        for boss, person in reporting_lines(programme)
        if people[boss].pair and people[boss].pair == people[person].pair
    ]
    ways = Counter((boss.role, person.role) for boss, person in inside)
    for boss, person in inside:
        others = ways[person.role, boss.role]
        if ways[boss.role, person.role] == 1 and others >= OTHER_WAY_ROUND:
            yield Fault(
                code="P194",
                severity="advice",
                message=f"{boss.id} is said to manage {person.id}, and in {others} pairs it is the "
                "other way round.",
                hint=f"If it is a slip, write {person.id}: [{boss.id}]",
                at=At(programme.file, ("manages",), on_key=True),
            )


OTHER_WAY_ROUND = 2
"""In so many pairs the one manages the other before the other way round is asked about."""


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
def entries_in_brackets_are_whole(context: CheckContext) -> Iterator[Fault]:
    """A list of sentences in brackets is not cut at a comma that belongs to one of them."""
    for source, path, entries in _lists_of_sentences(context):
        places = [source.place((*path, number)) for number in range(len(entries))]
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
                    at=At(source.file, (*path, number)),
                    place=place,
                )


@rule
def entries_stand_by_themselves(context: CheckContext) -> Iterator[Fault]:
    """A list has each sentence once, and no two of them on one line with a semicolon between."""
    for source, path, entries in _lists_of_sentences(context):
        for number, words in enumerate(entries):
            place = source.place((*path, number) if (*path, number) in source.values else path)
            lines = source.lines_of_words(path)
            if len(lines) > 1 and all(line[:1].isupper() for line in lines):
                message = "All of this is one entry: a new line does not part a list."
                hint = f"If they are several, start each line with a dash and a space: - {lines[0]}"
            elif words in entries[:number]:
                message, hint = "This stands in the list twice.", "Take one of the two out."
            elif len(entries) == 1 and re.search(r";\s+[^\W\d_]", words) and path[0] != "watch":
                message = "All of this is one entry: a semicolon does not part a list."
                first = words.partition(";")[0].strip()
                hint = f"If they are several, write each on a line of its own: - {first}"
            else:
                continue
            yield Fault(
                code="P156",
                severity="warning",
                message=message,
                hint=hint,
                at=At(source.file, path),
                place=place,
            )


def _lists_of_sentences(
    context: CheckContext,
) -> Iterator[tuple[YamlText, KeyPath, Sequence[str]]]:
    """Yield each list of sentences that pages print, with its file and its key."""
    plan = context.plan
    says = plan.programme.says
    source = plan.sources[plan.programme.file]
    asked = says.board.asked if says.board else ()
    yield source, ("charter",), says.charter
    yield source, ("board", "asked"), asked
    for day in plan.days:
        of_day = (("aims", day.says.aims), ("before", day.says.before), ("bring", day.says.bring))
        yield from ((plan.sources[day.file], (key,), entries) for key, entries in of_day)
    for name in sorted(plan.library.own):
        own, source = plan.library.exercises[name], plan.library.sources[name]
        yield source, ("debrief",), own.debrief
        yield source, ("watch",), own.watch


_LISTS_OF_A_DAY = ("before", "bring", "aims")


@rule
def lists_of_a_day_are_told_apart(context: CheckContext) -> Iterator[Fault]:
    """Between the words of a list stands no blank line: there a key such as `bring:` is missing."""
    for day in context.plan.days:
        source = context.plan.sources[day.file]
        absent = [key for key in _LISTS_OF_A_DAY if (key,) not in source.keys]
        for key in _LISTS_OF_A_DAY:
            spots = (spot.line for way, spot in source.values.items() if way[:-1] == (key,))
            for above, below in pairwise(sorted(set(spots))):
                between = source.lines[above : below - 1]
                if not absent or not between or between[-1].strip()[:1] not in ("", "#"):
                    continue
                keys = " or ".join(f"{one}:" for one in absent)
                yield Fault(
                    code="P102",
                    severity="warning",
                    message=f"What stands above this item parts it from {key}:, where it counts.",
                    hint=f"If it is none, write {keys} above it, on a line of its own; else let "
                    "nothing stand between.",
                    place=Place(day.file, below, source=source.lines[below - 1]),
                )
                break
            entries: Sequence[str] = getattr(day.says, key)
            if (found := _of_another_list(key, entries, absent)) is not None:
                number, meant = found
                yield Fault(
                    code="P102",
                    severity="warning",
                    message=f"This reads unlike what stands above it under {key}:",
                    hint=f"If it is for another list, write {meant}: above it, on a line of its "
                    "own; else begin it as the others begin.",
                    at=At(day.file, (key, number)),
                )


_WHOSE = re.compile(r"(I|We|My|Our|Both|Each|Every\w*|All|Nobody|The two)\b")
_THING = re.compile(r"(Your|An?|\d+)\b")


def _of_another_list(
    key: str, entries: Sequence[str], absent: Sequence[str]
) -> tuple[int, str] | None:
    """Return the first entry that begins as those of a list do which is absent, and that list.

    Aims begin with I or we, and what to bring is a thing: `Your diary`.
    """
    if len(entries) < 2:
        return None
    if key == "aims" and absent and _WHOSE.match(entries[0]):
        for number, words in enumerate(entries):
            if not _WHOSE.match(words):
                meant = "bring" if _THING.match(words) and "bring" in absent else absent[0]
                return number, meant
    if key == "before" and "bring" in absent and not _THING.match(entries[0]):
        found = (number for number, words in enumerate(entries) if _THING.match(words))
        return next(((number, "bring") for number in found), None)
    return None


@rule
def needs_are_those_that_something_is_made_for(context: CheckContext) -> Iterator[Fault]:
    """A need is a word that the build knows; others are on the sealed list alone."""
    for person, access in context.plan.private.access.items():
        for number, need in enumerate(access.needs):
            if need in NEEDS:
                continue
            known = sum(one in as_need(need) for one in NEEDS)
            several = known > 1 or (known and BETWEEN.search(need))
            near = did_you_mean(as_need(need), NEEDS)
            yield Fault(
                code="C205",
                severity="warning",
                message="Nothing is made for what stands here; it is on the sealed list alone.",
                hint="Put several into brackets, with commas, such as [large-print, seated]"
                if several
                else near
                if near.startswith("Did")
                else f"Something is made for: {', '.join(NEEDS)}.",
                at=At("private/access.yaml", ("access", person, "needs", number)),
            )


_SPACE_IN_AN_ADDRESS = re.compile(
    r"(\w+://\S*)"
    r"(?:(?<=[/=?&#.-])\s+(?!\w+://)(?:[^\s(]\S*|[\d ]+)$"
    r"|\s+(?!\w+://|(?:[A-Za-z]+/)+[A-Za-z]+(?:[\s,.]|$))[^\s(]*[/=?&#]\S)"
)
"""An address that goes on behind a space; words after it (`(code 7)`, `. Code 7`) are not of it."""


@rule
def links_are_addresses(context: CheckContext) -> Iterator[Fault]:
    """What is printed as the way to join from elsewhere can be opened, or rung."""
    for day in context.plan.days:
        if in_two := _SPACE_IN_AN_ADDRESS.search(day.says.link):
            yield Fault(
                code="P163",
                severity="warning",
                message=f"There is a space in this address, so that it ends at {in_two[1]!r}.",
                hint="Copy the address once more, and take the space out.",
                at=At(day.file, ("link",)),
            )
        elif day.says.link and not re.search(r"\w\.\w|\d{4}", day.says.link):
            yield Fault(
                code="P163",
                severity="warning",
                message=f"{day.says.link!r} is no address, so nobody can join by it.",
                hint="Write the address itself, such as link: https://example.org/room",
                at=At(day.file, ("link",)),
            )


@rule
def letters_go_to_one_person_each(context: CheckContext) -> Iterator[Fault]:
    """No address stands at two people: one would be sent the pages of the other."""
    first: dict[str, str] = {}
    for person, one in context.plan.private.contacts.items():
        if one.email and first.setdefault(one.email.casefold(), person) != person:
            yield Fault(
                code="C207",
                severity="warning",
                message=f"{first[one.email.casefold()]} and {person} have one address, so one of "
                "them would get the pages of both.",
                hint="Look whose address it is, and write the other's own.",
                at=At("private/contacts.yaml", ("contacts", person), on_key=True),
            )


@rule
def whoever_is_elsewhere_knows_where_to_join(context: CheckContext) -> Iterator[Fault]:
    """A day has a link if somebody who is there takes part from elsewhere."""
    elsewhere = {one for one, access in context.plan.needs.items() if access.remote}
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
def nobody_chose_or_needed_before_they_came(context: CheckContext) -> Iterator[Fault]:
    """What whoever left had chosen is no choice of whoever came, nor are their needs."""
    plan = context.plan
    kept = (
        ("sharing", plan.private.sharing, plan.choices, "chosen", "chose"),
        ("access", plan.private.access, plan.needs, "written", "need"),
    )
    for name, entries, counted, done, asked in kept:
        for person in (one for one in entries if one not in counted):
            yield Fault(
                code="C210",
                severity="warning",
                message=f"This was {done} before whoever holds the post now came, "
                "so it does not count.",
                hint=f"Ask them, and write what they {asked} with since: and its day; "
                "or take it out.",
                at=At(f"private/{name}.yaml", (name, person), on_key=True),
            )


USUAL = 5
"""The smallest group that is shown, where a programme says no other."""


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
    number = sum(programme.sizes.values())
    if said > max(number, USUAL):
        yield Fault(
            code="P148",
            severity="warning",
            message=f"No group result would be shown for fewer than {said}; {number} take part.",
            hint="Write the usual minimum group: 5",
            at=At(programme.file, ("minimum group",)),
            because=programme.roster,
        )


@rule
def own_exercises_fit_the_library(context: CheckContext) -> Iterator[Fault]:
    """An own exercise is listed with those of its category, and its steps fill its time."""
    library = context.plan.library
    if not library.own:
        return
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
        if steps != exercise.time and not stops(source.faults):
            yield Fault(
                code="P149",
                severity="warning",
                message=f"The steps take {steps} minutes, and the exercise {exercise.time}: each "
                "is made longer or shorter.",
                hint=_in_rounds(exercise) or f"Write time: {steps}m, or mend the steps.",
                at=At(source.file, ("time",)),
                place=source.place(("time",)),
            )


_TIMES = re.compile(
    r"(?:(two|three|four|five|six|\d)\s*(?:times|x|rounds)|each)\b[\s,:]*(.*)", re.DOTALL
)
_NUMBERS = ("", "", "two", "three", "four", "five", "six")


def _in_rounds(exercise: Exercise) -> str:
    """Return how to write the one step whose rounds stand in its words, where they are the rest."""
    short = exercise.time - sum(step.total for step in exercise.steps)
    for step in exercise.steps:
        found = _TIMES.match(step.text) if step.times == 1 else None
        rounds = short // step.minutes + 1
        said = (found[1] in (None, str(rounds), *_NUMBERS[rounds : rounds + 1])) if found else False
        if found and said and short > 0 and short % step.minutes == 0:
            return f"Write - {rounds}x{step.minutes}m {found[2]}"
    return ""
