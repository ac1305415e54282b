"""What must be there for a template to make anything today: one name, one function."""

from collections.abc import Callable, Iterable
from datetime import date

from facilitate.compose.context import stock_take
from facilitate.compose.room_views import room_view
from facilitate.compose.world import World
from facilitate.schedule.timetable import Slot

STYLES = "working-style differences"
"""The category of exercises about working-style preferences."""


def is_there(need: str, world: World) -> bool:
    """Say whether the thing that a template requires is there today."""
    if need.startswith("exercise:"):
        wanted = need.partition(":")[2].strip()
        return any(slot.exercise.id == wanted for slot in world.timetable.exercises())
    return THERE[need](world)


def first_use(stem: str, requires: Iterable[str], slots: Iterable[Slot]) -> int | None:
    """Return when a sheet is first used in these slots, in minutes from midnight, or None.

    `stem` is the sheet's name in an exercise's materials; what its template `requires` tells too.
    """
    needs = {one.partition(":")[2].strip() or one for one in requires}
    for slot in slots:
        exercise = slot.exercise
        found = slot.kind in needs & {"feedback"}
        if exercise is not None:
            found |= exercise.id in needs or any(one.sheet == stem for one in exercise.materials)
            found |= exercise.category == STYLES and "working styles" in needs
        if found:
            return slot.start
    return None


def _kind(kind: str) -> Callable[[World], bool]:
    return lambda world: any(slot.kind == kind for slot in world.timetable.slots)


def _category(world: World, category: str) -> bool:
    return any(slot.exercise.category == category for slot in world.timetable.exercises())


def _sessions_ahead(world: World) -> list[date]:
    today = world.day.says.date
    return sorted(
        date for dates in world.programme.says.coaching.values() for date in dates if date > today
    )


def _coaching_begins(world: World) -> bool:
    """Say whether coaching is contracted today: as an exercise, or before the first session."""
    if is_there("exercise: coach-contract", world):
        return True
    ahead = _sessions_ahead(world)
    every = sum(len(dates) for dates in world.programme.says.coaching.values())
    later = [day.says.date for day in world.days if day.number > world.day.number]
    return bool(ahead) and len(ahead) == every and (not later or ahead[0] <= min(later))


THERE: dict[str, Callable[[World], bool]] = {
    "stock take": lambda world: stock_take(world).any,
    "second stock take": lambda world: stock_take(world).second,
    "exercise": lambda world: any(True for _ in world.timetable.exercises()),
    "actions": lambda world: any(True for _ in world.made_before()),
    "outcomes": lambda world: bool(world.counted()),
    "promises": lambda world: bool(world.programme.says.promises),
    "charter": lambda world: bool(world.charter()),
    "story": lambda world: bool(world.programme.says.story),
    "coaching": lambda world: _category(world, "coaching bridge") or bool(_sessions_ahead(world)),
    "coaching begins": lambda world: _coaching_begins(world),
    "earlier day": lambda world: any(day.number < world.day.number for day in world.days),
    "rotation": lambda world: bool(world.turns or world.seatings),
    "turns": lambda world: bool(world.turns),
    "table plan": lambda world: bool(world.seatings),
    "packing": lambda world: world.packing is not None,
    "printing": lambda world: bool(world.printing),
    "sponsors": lambda world: bool(world.programme.says.sponsors),
    "aims": lambda world: bool(world.day.says.aims),
    "before": lambda world: bool(world.day.says.before),
    "bring": lambda world: bool(world.day.says.bring),
    "next day": lambda world: any(day.number > world.day.number for day in world.days),
    "feedback": _kind("feedback"),
    "replan": lambda world: world.replanned is not None,
    "access": lambda world: room_view(world).any,
    "working styles": lambda world: _category(world, STYLES),
    "tracks": _kind("parallel"),
}
"""What a template may require, by name; the list is also what its head may say."""
