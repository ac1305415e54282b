"""What must be there for a template to make anything today: one name, one function."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import date

from facilitate.audit.finding import Finding
from facilitate.audit.findings import GroupChange, GroupTheme, RoleMatrix, is_said
from facilitate.compose.access_needs import room_view
from facilitate.compose.coaching import coached_today, dates_ahead, still_seen
from facilitate.compose.day_context import DayContext
from facilitate.model import Exercise
from facilitate.model.attendance import ids_of
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.timetable import ExerciseSlot, Slot, Timetable

CONTRACT = "coaching-contract"
"""The sheet of an exercise that contracts coaching."""

LETTERS = "profiles"
"""What an exercise uses that starts from people's preference letters."""

PROMISES = frozenset({"promises", "if-then-plan"})
"""What exercises give in which people promise something: a plan for a cue is a promise too."""

OWN_PAGES = "pair-sheets"
"""What an exercise uses in which people read pages of their own."""

OF_THE_YEAR = frozenset({"coaching", "coaching begins", "needs agreed"})
"""What pages require that tell of the plan between the days, and of nobody's choice."""

COACHING = "coaching bridge"
"""The category of exercises that lead over to coaching."""


def permissions_asked(planned: Sequence[Exercise]) -> frozenset[str]:
    """Return what people are asked for by exercises: to be `watched`, to show their `letters`."""
    asked = {
        "watched": any(one.consent for one in planned),
        "letters": any(LETTERS in one.uses for one in planned),
    }
    return frozenset(name for name, is_asked in asked.items() if is_asked)


FOR_EXERCISES = ("exercise:", "first visit:", "second visit:", "watched:", "sheet:")
"""What stands before an exercise's id in `requires`: any visit of it, the first, a return; one
in which somebody is watched. Or before a sheet's name: any exercise that needs it."""


PLACES = frozenset({"rotation", "turns", "table plan"})
"""What a sheet requires that tells people where to go."""


def asks_for_exercise(requires: Iterable[str]) -> bool:
    """Say whether a template is for one exercise."""
    return any(need.startswith(FOR_EXERCISES) for need in requires)


def _is_for(need: str, slot: ExerciseSlot) -> bool:
    kind, _, named = need.partition(":")
    wanted = named.strip()
    if kind == "sheet":
        return wanted in slot.exercise.sheets
    back = slot.item is not None and slot.item.variant == "return"
    visits = {"exercise": True, "first visit": not back, "second visit": back}
    visits["watched"] = slot.exercise.consent
    return slot.exercise.id == wanted and visits[kind]


def is_there(need: str, context: DayContext) -> bool:
    """Say whether the thing that a template requires is there today."""
    if need.startswith(FOR_EXERCISES):
        return any(_is_for(need, slot) for slot in context.timetable.exercises())
    return CONDITIONS[need](context)


def is_there_for(need: str, reader: Recipient, context: DayContext) -> bool:
    """Say whether what is there today is there for this reader: their room, turns, coaching.

    The group and the facilitator have a part in everything, a coach in what those they coach have.
    """
    people = _theirs(reader, context)
    if not people:
        return True
    slots = (one for one in context.timetable.exercises() if not people.isdisjoint(one.people))
    if need.startswith(FOR_EXERCISES):
        return any(_is_for(need, slot) for slot in slots)
    if need == "rotation":
        rooms = with_rooms(context.timetable)
        return _moved(context) or any(not people.isdisjoint(slot.people) for slot in rooms)
    if need == "partners":
        return any(len(context.members(one.pair)) > 1 for one in context.people if one.id in people)
    if need in {"turns", "watches", "is watched"}:
        pairs = {one.pair for one in context.people if one.id in people}
        watch = {pair for turn in context.turns for pair in turn.watchers}
        work = {turn.pair for turn in context.turns}
        there = {"turns": watch | work, "watches": watch, "is watched": work}[need]
        return not pairs.isdisjoint(there)
    if need == "coaching":
        leads_there = any(slot.exercise.category == COACHING for slot in slots)
        return leads_there or bool(_sessions_ahead(context, people))
    if need == "coaching begins":
        contracts = any(CONTRACT in slot.exercise.sheets for slot in slots)
        return contracts or bool(_sessions_ahead(context, people))
    return need != "needs agreed" or reader.kind != "sponsor" or bool(still_seen(reader, context))


def _theirs(reader: Recipient, context: DayContext) -> Set[str]:
    """Return the ids of a reader's own people: a pair's members, those whom a coach coaches.

    Whoever is away is their own, with no part in the day and with all that lies between the days.
    """
    if reader.kind == "coach":
        return {one.id for one in coached_today(reader.id, context)}
    if any(one.reader == reader for one in context.away):
        return {reader.id}
    return context.own_people.get(reader, frozenset())


def first_use(
    stem: str, requires: Iterable[str], slots: Iterable[Slot], context: DayContext
) -> int | None:
    """Return when a sheet is first used in these slots, in minutes from midnight, or None."""
    used = slots_using(stem, requires, slots, context)
    return next((slot.start for slot in used), None)


def slots_using(
    stem: str, requires: Iterable[str], slots: Iterable[Slot], context: DayContext
) -> Iterator[Slot]:
    """Yield the slots in which a sheet is used.

    `stem` is the sheet's name in an exercise's materials; what its template `requires` tells too.
    """
    needs = {one.partition(":")[2].strip() or one for one in requires}
    moves = set(_moves(needs, context))
    for slot in slots:
        exercise = slot.exercise
        found = slot.kind in needs & {"feedback", "actions"}
        found |= "rotation" in needs and bool(slot.room)
        if exercise is not None:
            found |= not {exercise.id, *exercise.sheets}.isdisjoint({stem, *needs})
            found |= LETTERS in exercise.uses and "working styles" in needs
            # Not before: what a sponsor's page says of the group is guessed first.
            found |= OWN_PAGES in exercise.uses and {"new stock take", "group results"} <= needs
            found |= any(slot.start <= move < slot.end for move in moves)
        if found:
            yield slot


def _moved(context: DayContext) -> bool:
    """Say whether pairs watch pairs, or people are mixed at tables, today."""
    return bool(context.turns or context.seatings)


def with_rooms(timetable: Timetable) -> Iterator[Slot]:
    """Yield the exercises, and what runs side by side, that have a room of their own."""
    for slot in timetable.slots:
        if slot.tracks or slot.exercise:
            yield from (one for one in slot.tracks or (slot,) if one.room)


def _moves(needs: Set[str], context: DayContext) -> Iterator[int]:
    """Yield when people go to a table or a front that a sheet with these needs tells them."""
    if needs & {"rotation", "turns"}:
        yield from (turn.start for turn in context.turns)
    if needs & {"rotation", "table plan"}:
        yield from (one.start for seating in context.seatings for one in seating.rounds)


def _kind(kind: str) -> Callable[[DayContext], bool]:
    return lambda context: any(slot.kind == kind for slot in context.timetable.slots)


def _category(context: DayContext, category: str) -> bool:
    return any(slot.exercise.category == category for slot in context.timetable.exercises())


def _latest(kind: type[Finding], context: DayContext) -> bool:
    """Say whether the group may see any finding of a kind that is of the latest ratings."""
    found = (one for one in context.by_reader.get(GROUP, ()) if isinstance(one, kind))
    return any(one.wave in context.rated_waves[-1:] for one in found)


def promises_made(context: DayContext, people: Set[str] | None = None) -> bool:
    """Say whether anybody, or one of some people, promises something on the day.

    That is in an exercise, or as it was written down afterwards.
    """
    programme = context.programme
    made = [one.people for one in context.timetable.exercises() if PROMISES & {*one.exercise.gives}]
    made += [ids_of([one.who], programme) for one in context.made_today()]
    return any(people is None or people & set(some) for some in made)


def _second_stock_take(context: DayContext) -> bool:
    """Say whether there are two stock takes, or the same people can be looked at then and now."""
    for_all = context.by_reader.get(GROUP, ())
    changes = (one for one in for_all if isinstance(one, GroupChange))
    return len(context.rated_waves) > 1 or any(one.wave in context.waves for one in changes)


def _earlier_stock_take(context: DayContext) -> bool:
    """Say whether there is a year to look back on: two questionnaires, or two rounds of talks."""
    spoken = [wave for wave in context.waves if wave not in context.rated_waves]
    return _second_stock_take(context) or len(spoken) > 1


def _year(context: DayContext) -> bool:
    """Say whether there is something to tell a board: two stock takes, or what was agreed on.

    Whoever has had no stock take has measures, milestones or a board that asks, and several days.
    """
    says = context.programme.says
    agreed = bool(says.outcomes or says.milestones or says.board)
    return _earlier_stock_take(context) or (agreed and len(context.days) > 1)


def _sessions_ahead(context: DayContext, people: Set[str] | None = None) -> list[date]:
    """Return the dates of coaching after today, of everybody or of some people, in order."""
    coached = context.programme.says.coaching.keys()
    whose = coached if people is None else coached & people
    return sorted(date for person in whose for date in dates_ahead(person, context))


def _choices(context: DayContext) -> bool:
    """Say whether something is to choose before today: who sees new results, or what is asked for.

    What is asked for is to be watched, or to use one's preference letters.
    """
    asked = any(
        slot.exercise.consent or slot.exercise.unwatched or LETTERS in slot.exercise.uses
        for slot in context.timetable.exercises()
    )
    return bool(context.rated_waves) and (context.is_new or asked)


def _coaching_begins(context: DayContext) -> bool:
    """Say whether coaching is contracted today: as an exercise, or before the first session."""
    if any(CONTRACT in slot.exercise.sheets for slot in context.timetable.exercises()):
        return True
    ahead = _sessions_ahead(context)
    every = sum(len(dates) for dates in context.programme.says.coaching.values())
    later = [day.says.date for day in context.days if day.number > context.day.number]
    return bool(ahead) and len(ahead) == every and (not later or ahead[0] <= min(later))


CONDITIONS: dict[str, Callable[[DayContext], bool]] = {
    "stock take": lambda context: bool(context.waves),
    "questionnaire": lambda context: bool(context.rated_waves),
    "group results": lambda context: _latest(GroupTheme, context),
    "mutual views": lambda context: context.shows_mutual_views and _latest(RoleMatrix, context),
    "voices": lambda context: any(map(is_said, context.latest)),
    "new stock take": lambda context: context.is_new,
    "second stock take": lambda context: _second_stock_take(context),
    "earlier stock take": lambda context: _earlier_stock_take(context),
    "year to report on": lambda context: _year(context),
    "exercise": lambda context: any(True for _ in context.timetable.exercises()),
    "actions": lambda context: any(True for _ in context.made_before()),
    "outcomes": lambda context: bool(context.agreed() or context.milestones()),
    "promises": lambda context: bool(context.programme.says.promises),
    "promises made": lambda context: promises_made(context),
    "charter": lambda context: bool(context.charter()),
    "story": lambda context: bool(context.programme.says.story),
    "coaching": lambda context: _category(context, COACHING) or bool(_sessions_ahead(context)),
    "needs agreed": lambda context: any(
        still_seen(one.reader, context) for one in context.programme.people if not one.pair
    ),
    "choices": lambda context: _choices(context),
    "held": lambda context: context.day.says.held,
    "coaching begins": lambda context: _coaching_begins(context),
    "earlier day": lambda context: any(day.number < context.day.number for day in context.days),
    "partners": lambda context: any(len(context.members(one.pair)) > 1 for one in context.paired),
    "rotation": lambda context: _moved(context) or any(True for _ in with_rooms(context.timetable)),
    **dict.fromkeys(("turns", "watches", "is watched"), lambda context: bool(context.turns)),
    "table plan": lambda context: bool(context.seatings),
    "packing": lambda context: context.packing is not None,
    "printing": lambda context: bool(context.printing),
    "sponsors": lambda context: bool(context.programme.says.sponsors),
    "aims": lambda context: bool(context.day.says.aims),
    "before": lambda context: bool(context.day.says.before),
    "bring": lambda context: bool(context.day.says.bring),
    "next day": lambda context: any(day.number > context.day.number for day in context.days),
    "feedback": _kind("feedback"),
    "replan": lambda context: context.replanned is not None,
    "access": lambda context: room_view(context).any,
    "working styles": lambda context: any(
        LETTERS in slot.exercise.uses for slot in context.timetable.exercises()
    ),
    "tracks": _kind("parallel"),
}
"""What a template may require, by name; the list is also what its head may say."""
