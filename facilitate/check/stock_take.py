"""The stock take: its questions make sense, nobody comes to harm, and low themes get time."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    GroupChange,
    GroupTheme,
    NamedTheme,
    Quote,
    RoleMatrix,
    is_rating,
)
from facilitate.audit.voices_of_plan import asks_of_groups, spoken_in
from facilitate.check import CheckContext, about_people, rule
from facilitate.check.dates import shows_a_later_stock_take
from facilitate.faults import At, Fault, Place, as_yaml_list, did_you_mean
from facilitate.figures import points
from facilitate.load.ids import is_id, near_id
from facilitate.load.plan import QUESTIONS
from facilitate.model.attendance import to_be_asked_alone
from facilitate.model.exercise import MUTUAL_VIEWS
from facilitate.model.questions import Scale
from facilitate.model.units import BETWEEN
from facilitate.schedule.suggest import lowest
from facilitate.schedule.timetable import Slot, Timetable


def _own(context: CheckContext) -> bool:
    """Say whether the programme has questions of its own; the shipped ones have been tested."""
    return QUESTIONS in context.plan.sources


def _scales(context: CheckContext) -> Iterator[tuple[Scale, tuple[str | int, ...]]]:
    """Yield the scales of the programme's own questions, each with its place."""
    if _own(context):
        questions = context.plan.questions
        yield questions.scale, ("scale",)
        for number, theme in enumerate(questions.dimensions):
            if theme.scale is not None:
                yield theme.scale, ("dimensions", number, "scale")


@rule
def the_scale_has_steps(context: CheckContext) -> Iterator[Fault]:
    """The highest step of each scale lies above the lowest."""
    for scale, path in _scales(context):
        if scale.high > scale.low:
            continue
        yield Fault(
            code="A630",
            message=f"The scale runs from {scale.low} to {scale.high}, so nothing can be measured.",
            hint="Write the lowest step after low: and the highest after high:.",
            at=At(QUESTIONS, path),
        )


@rule
def each_step_has_its_label(context: CheckContext) -> Iterator[Fault]:
    """There are as many labels as steps, or none; a theme's own scale has its own."""
    main = context.plan.questions.scale
    for scale, path in _scales(context):
        steps = scale.high - scale.low + 1
        own = scale is not main and steps > 1
        if len(scale.labels) == steps or not (own or "labels" in scale.model_fields_set):
            continue
        if steps <= 1:
            continue
        yield Fault(
            code="A642",
            message=f"The scale has {steps} steps from {scale.low} to {scale.high}, and "
            f"{len(scale.labels)} labels.",
            hint="Write one label for each step, from the lowest to the highest.",
            at=At(QUESTIONS, (*path, "labels") if "labels" in scale.model_fields_set else path),
        )


@rule
def each_question_has_an_id_of_its_own(context: CheckContext) -> Iterator[Fault]:
    """No two themes, and no two questions, are called by the same id."""
    if not _own(context):
        return
    asked, themes = set[str](), set[str]()
    for number, dimension in enumerate(context.plan.questions.dimensions):
        path = ("dimensions", number)
        if dimension.id in themes:
            yield _twice(dimension.id, At(QUESTIONS, (*path, "id")))
        themes.add(dimension.id)
        for place, item in enumerate(dimension.items):
            if not is_id(item.id):
                yield Fault(
                    code="A631",
                    message=f"{item.id!r} cannot be the id of a statement: answers stand in a "
                    "column of that name.",
                    hint=f"Use small letters, figures and dashes: {near_id(item.id, ())}",
                    at=At(QUESTIONS, (*path, "items", place, "id")),
                )
            elif item.id in asked:
                yield _twice(item.id, At(QUESTIONS, (*path, "items", place, "id")))
            asked.add(item.id)


def _twice(name: str, at: At) -> Fault:
    return Fault(
        code="A631",
        message=f"The id {name!r} is there twice, so answers to two questions would be mixed.",
        hint="Give the second one an id of its own.",
        at=at,
    )


@rule
def each_theme_of_the_questions_is_of_the_one_list(context: CheckContext) -> Iterator[Fault]:
    """What the stock take asks about, exercises can work on."""
    known = context.plan.library.themes.themes
    for number, dimension in enumerate(context.plan.questions.dimensions) if _own(context) else ():
        for place, theme in enumerate(dimension.themes):
            if theme not in known:
                parts = BETWEEN.split(theme)
                hint = did_you_mean(theme, known, otherwise=f"Known here: {', '.join(known)}.")
                yield Fault(
                    code="A632",
                    message=f"{dimension.name!r} covers {theme!r}, which is no known theme.",
                    hint=as_yaml_list(parts) if parts[1:] and {*parts} <= {*known} else hint,
                    at=At(QUESTIONS, ("dimensions", number, "themes", place)),
                )


@rule
def thresholds_lie_on_the_scale(context: CheckContext) -> Iterator[Fault]:
    """Labels begin at points from 1 to 5, a strength above what is worth working on."""
    limits = context.plan.questions.thresholds
    for key, value in (
        ("strength", limits.strength),
        ("worth working on", limits.worth_working_on),
    ):
        if not 1 <= value <= 5:
            yield Fault(
                code="A643",
                message=f"{key}: {value:g} lies on no scale from 1 to 5, so no theme would have "
                "this label, or each.",
                hint="Write points from 1 to 5, whatever scale the statements have.",
                at=At(QUESTIONS, ("thresholds", key)),
            )
            return
    if limits.strength < limits.worth_working_on:
        yield Fault(
            code="A643",
            message=f"A strength would begin at {limits.strength:g}, and what is worth working on "
            f"end at {limits.worth_working_on:g}.",
            hint="Write no fewer points after strength: than after worth working on:.",
            at=At(QUESTIONS, ("thresholds",), on_key=True),
        )


@rule
def statements_have_words(context: CheckContext) -> Iterator[Fault]:
    """Nobody is asked to answer an empty line."""
    for number, dimension in enumerate(context.plan.questions.dimensions) if _own(context) else ():
        for place, item in enumerate(dimension.items):
            if not item.text.strip():
                yield Fault(
                    code="A644",
                    message=f"The statement {item.id!r} has no words.",
                    hint="Write what people are to agree with, or take it out.",
                    at=At(QUESTIONS, ("dimensions", number, "items", place, "text")),
                )


# ------------------------------------------------- whom to turn to, and who is free to say no


def _has_stock_take(context: CheckContext) -> bool:
    return bool(context.plan.programme.says.stock_takes or context.plan.private.asked)


@rule
def somebody_is_named_to_turn_to(context: CheckContext) -> Iterator[Fault]:
    """Once people are asked, pages name whom to ring about a danger, and who helps afterwards."""
    says = context.plan.programme.says
    if not _has_stock_take(context):
        return
    file = context.plan.programme.file
    at = At(file, ("stock takes",), on_key=True) if says.stock_takes else At(file)
    children = says.words.children_are_served
    lacking = (
        ("speak up", says.speak_up, "to speak to about a worry over safety or conduct"),
        ("support", says.support, "to turn to after an upsetting page"),
        ("safeguarding lead", says.safeguarding_lead or not children, "for a worry about a child"),
    )
    empty = context.plan.sources[file].empty
    for key, given, what_for in lacking:
        # A number alone names nobody; an empty key is told.
        if not any(map(str.isalpha, str(given or ""))) and (key,) not in empty:
            yield Fault(
                because=(At(file, (key,)),),
                code="C203",
                severity="warning",
                message=f"People are asked how things are, and no page names anybody {what_for}.",
                hint=f"{'Write' if given else 'Add'} {key}: with a name and how to reach them.",
                at=At(file, (key,)) if given else at,
            )


@rule
def whoever_reports_to_the_partner_is_asked_alone(context: CheckContext) -> Iterator[Fault]:
    """Where one of a pair reports to another, each is asked out of the others' hearing."""
    programme = context.plan.programme
    found = to_be_asked_alone(programme) if _has_stock_take(context) else ()
    pairs = [programme.pairs[pair].called(pair) for pair in found if pair]
    at = At(programme.file, ("manages",), on_key=True)
    if pairs:
        where, whose = ("1 pair", "Its") if len(pairs) == 1 else (f"{len(pairs)} pairs", "Their")
        yield Fault(
            code="C202",
            severity="warning",
            message=f"In {where} one reports to another ({', '.join(pairs)}). {whose} pages show "
            "the group's results unless each chose to share them there, in a talk alone with the "
            "facilitator.",
            hint="Ask each alone, then write asked alone: yes under the pair.",
            at=at,
        )
    if "" in found:
        yield Fault(
            code="C202",
            severity="warning",
            message="One sponsor reports to another, so the sponsors' page shows the group's "
            "results.",
            hint="Speak with each sponsor alone about what they said.",
            at=at,
        )


# ---------------------------------------------------------------- what the day makes of its results


def lowest_themes(context: CheckContext, table: Timetable) -> tuple[GroupTheme, ...]:
    """Return the group's lowest themes as the day's stock take has them, lowest first.

    Nothing where there is no stock take before the day, or too few answered.
    """
    wave, found = _latest(context, table), context.findings.get(table.day.id, ())
    themes = [f for f in found if isinstance(f, GroupTheme) and f.wave == wave]
    return lowest(themes)


def _latest(context: CheckContext, table: Timetable) -> str:
    """Return the stock take that a day shows; empty where none is planned before it."""
    takes = context.plan.programme.says.stock_takes
    known = [name for name in takes if takes[name] <= table.day.says.date]
    return table.day.says.stock_take or max(known, key=lambda name: takes[name], default="")


OF_THE_GROUP = {"group-results", "group-ratings", MUTUAL_VIEWS}
"""What exercises start from that is shown of enough people only."""


@rule
@about_people
def what_starts_from_results_has_some(context: CheckContext) -> Iterator[Fault]:
    """An exercise that starts from the group's results is for a group that can see some."""
    programme = context.plan.programme
    least = programme.says.minimum_group
    for table in context.timetables:
        asked = _asked(context, table)
        for slot in table.exercises() if _is_too_small(context, table) else ():
            if OF_THE_GROUP & set(slot.exercise.uses):
                yield Fault(
                    code="A633",
                    severity="warning",
                    message=f"{slot.exercise.name!r} starts from the group's results, and none is "
                    f"shown for fewer than {least} people: {asked} can answer.",
                    hint="Choose an exercise within the pair, such as audit-pair-reading.",
                    at=At(table.day.file, slot.path),
                )


def _asked(context: CheckContext, table: Timetable) -> int:
    people = context.plan.programme.people
    return sum(1 for one in people if one.pair and one.there_on(table.day.says.date))


def _is_too_small(context: CheckContext, table: Timetable) -> bool:
    """Say whether a programme has too few people for results, and others were not spoken with."""
    least = context.plan.programme.says.minimum_group
    found = context.findings.get(table.day.id, ())
    return _asked(context, table) < least and not any(isinstance(f, NamedTheme) for f in found)


@rule
@about_people
def lowest_themes_have_minutes(context: CheckContext) -> Iterator[Fault]:
    """The group's lowest themes are worked on by some exercise today."""
    covers = {one.id: set(one.themes) for one in context.plan.questions.dimensions}
    for table in context.timetables:
        worked = {theme for slot in table.exercises() for theme in slot.exercise.themes}
        for finding in lowest_themes(context, table):
            if covers.get(finding.dimension, set()) & worked:
                continue
            ends = context.plan.questions.ends_of(finding.dimension)
            scale = f" on a scale of {ends}" if ends else ""
            mean = f"mean {points(finding.mean)}{scale}, n = {finding.n}"
            yield Fault(
                code="T213",
                severity="warning",
                message=f"{finding.name!r} is among the group's lowest themes "
                f"({mean}), and no exercise of the day works on it.",
                hint=f"See: facilitate suggest --theme {finding.dimension}",
                at=At(table.day.file, ("agenda",), on_key=True),
            )


ENDS_IN_CHANGE = {"owned-changes", "promises", "if-then-plan", "role-agreement"}


@rule
def the_lowest_theme_ends_in_a_change(context: CheckContext) -> Iterator[Fault]:
    """Talk about the lowest theme ends in changes or promises with an owner and a date."""
    covers = {one.id: set(one.themes) for one in context.plan.questions.dimensions}
    for table in context.timetables:
        slots = list(table.exercises())
        for finding in lowest_themes(context, table)[:1]:
            themes = covers.get(finding.dimension, set())
            talks = [n for n, s in enumerate(slots) if themes & set(s.exercise.themes)]
            after = slots[talks[0] :] if talks else []
            left = {word for slot in after for word in slot.exercise.gives}
            if after and not left & ENDS_IN_CHANGE:
                yield Fault(
                    code="T216",
                    severity="warning",
                    message=f"{finding.name!r}, the lowest theme, is talked about and nobody is "
                    "asked to change anything.",
                    hint="Add an exercise that ends in promises, such as action-commitment-round.",
                    at=At(table.day.file, after[0].path),
                )


def _any_of(*kinds: type[Finding]) -> Callable[[Finding], bool]:
    return lambda finding: isinstance(finding, kinds)


SHOWS: dict[str, tuple[Callable[[Finding], bool], str]] = {
    "group-results": (
        _any_of(GroupTheme, NamedTheme),
        "no theme can be shown as one figure, or was named by enough people",
    ),
    "group-ratings": (_any_of(GroupTheme), "no theme can be shown as one figure of the group"),
    "cleared-words": (
        _any_of(Quote),
        "words are shown once eight people spoke or answered and three cleared theirs",
    ),
    MUTUAL_VIEWS: (
        _any_of(RoleMatrix),
        "role groups were not rated by enough people, in the second sitting of the questionnaire",
    ),
    "pair-sheets": (is_rating, "nobody filled in a questionnaire"),
    "repeat-results": (_any_of(GroupChange), "no two stock takes can be compared"),
}
"""What an exercise on the stock take puts before people, by the thread that it starts from."""


@rule
@about_people
def what_a_slot_puts_before_people_is_there(context: CheckContext) -> Iterator[Fault]:
    """An exercise on the stock take has something to show, once its answers have come in."""
    takes = context.plan.programme.says.stock_takes
    answers = tuple(At(f"private/stock-takes/{name}.answers.csv") for name in takes)
    taken = (At(context.plan.programme.file, ("stock takes",)),)
    for table in context.timetables:
        wave = _latest(context, table)
        found = [one for one in context.findings.get(table.day.id, ()) if one.wave == wave]
        told = OF_THE_GROUP if _is_too_small(context, table) else set()
        for slot in table.exercises() if found and not shows_a_later_stock_take(context) else ():
            used = set(slot.exercise.uses) - told
            missing = [
                why
                for thread, (is_shown, why) in SHOWS.items()
                if thread in used and not any(map(is_shown, found))
            ]
            if missing:
                yield Fault(
                    code="T234",
                    severity="warning",
                    message=f"{slot.exercise.name!r} has nothing to show: {missing[0]}.",
                    hint="Choose another exercise, or see what there is: facilitate audit show "
                    "--for group",
                    at=At(table.day.file, slot.path),
                    because=(*answers, *context.dates_of_days, *taken),
                )


THEIR_ORDER = {
    "mutual-guesses": (
        "nobody guesses first what the others will say",
        "put an exercise before it that gives mutual-guesses",
    ),
    "mutual-appreciation": (
        "nobody says first what they value in the others",
        "put an exercise before it that gives mutual-appreciation",
    ),
    "owned-changes": (
        "no change is agreed after it before people part",
        "put an exercise behind it that gives owned-changes",
    ),
}
"""What comes before and after mutual views, with what to do; audit-mutual-views does all of it."""


@rule
def mutual_views_come_in_their_order(context: CheckContext) -> Iterator[Fault]:
    """What role groups think of each other is guessed and softened first, and used at once."""
    for table in context.timetables:
        before: set[str] = set()
        for slot in table.exercises():
            own = set(slot.exercise.gives)
            before |= own
            if MUTUAL_VIEWS not in slot.exercise.uses:
                continue
            after = _until_people_part(table, slot)
            changed = own.union(*map(_gives, after)) & {"owned-changes"}
            given = (before - {"owned-changes"}) | changed
            missing = [told for thread, told in THEIR_ORDER.items() if thread not in given]
            if not any(one.kind in AT_WORK for one in after):
                last = "it is the last thing before people part for lunch or home"
                missing.append((last, "put something else behind it"))
            if missing:
                yield Fault(
                    code="T235",
                    severity="warning",
                    message=f"{slot.exercise.name!r} shows what role groups think of each other, "
                    f"and {missing[0][0]}.",
                    hint=f"{missing[0][1][0].upper()}{missing[0][1][1:]}, or take "
                    "audit-mutual-views, which has the whole order in it.",
                    at=At(table.day.file, slot.path),
                )


@rule
def what_groups_say_of_each_other_waits_for_its_exercise(context: CheckContext) -> Iterator[Fault]:
    """Words on what groups say of each other stand on slides of a day that has their order."""
    plan, shown = context.plan, set[str]()
    if not plan.private.voices.strip():
        return
    takes = plan.programme.says.takes_in_order
    asked, spoken = asks_of_groups(plan.questions), spoken_in(plan)
    for table in context.timetables:
        wave = _latest(context, table)
        found = context.findings.get(table.day.id, ())
        quoted = {one.words for one in found if isinstance(one, Quote) and one.wave == wave}
        lines = [
            one.line
            for one in spoken.of(wave, takes)
            if one.informant and one.question == asked and one.cleared and one.words in quoted
        ]
        uses = {thread for slot in table.exercises() for thread in slot.exercise.uses}
        on_slides = wave not in shown or "cleared-words" in uses
        shown.add(wave)
        if lines and on_slides and MUTUAL_VIEWS not in uses:
            yield Fault(
                code="T236",
                severity="warning",
                message=f"{table.day.says.title!r} quotes what groups say of each other (question "
                f"{asked}; {len(lines)} in all), and no exercise of the day uses mutual-views.",
                hint="Put audit-mutual-views into the day, or write no at these lines.",
                place=Place(plan.private.voices_file, lines[0]),
                because=(At(table.day.file),),
            )


AT_WORK = {"exercise", "talk", "actions", "parallel", "welcome"}
"""Kinds of slots in which people are still together at something."""


def _until_people_part(table: Timetable, slot: Slot) -> tuple[Slot, ...]:
    """Return what comes after a slot until lunch or the end of the day."""
    later = [one for one in table.slots if one.start >= slot.end]
    return tuple(takewhile(lambda one: one.kind != "lunch", later))


def _gives(slot: Slot) -> tuple[str, ...]:
    """Return what an exercise, or those side by side, hand on."""
    return tuple(
        thread
        for one in slot.tracks or (slot,)
        if one.exercise is not None
        for thread in one.exercise.gives
    )
