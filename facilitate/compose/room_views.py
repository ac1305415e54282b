"""The room as its organiser prepares it: chairs, meals, needs. Counts, and one sealed list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.compose.filters import plural
from facilitate.compose.wording import Wording, sentence
from facilitate.compose.world import World
from facilitate.model import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """So many of one thing: `2`, `in large print`."""

    count: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One person's needs, for the organiser's sealed sheet alone."""

    name: str
    service: str
    role: str
    arranged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """What the room needs, in counts.

    `here` are the people in the room, `remote` those on a screen; a companion takes a chair and
    a meal and counts as nobody. `diets`, `interpreters` and `needs` name things and never people.
    """

    here: int
    remote: int
    companions: int
    chairs: int
    diets: tuple[CountView, ...]
    interpreters: tuple[CountView, ...]
    needs: tuple[CountView, ...]
    any: bool


def room_view(world: World) -> RoomView:
    """Return what the room needs for those who are there."""
    found = list(world.access_today().values())
    remote = sum(one.remote for one in found)
    companions = sum(one.companions for one in found if not one.remote)
    here = len(world.timetable.present) - remote
    wording = world.wording
    return RoomView(
        here=here,
        remote=remote,
        companions=companions,
        chairs=here + companions,
        diets=_counted(one.diet for one in found if not one.remote),
        interpreters=_counted(one.interpreter for one in found),
        needs=_counted(_need(need, wording) for one in found for need in one.needs),
        any=any(True for one in found if arranged(one, wording)),
    )


def _counted(words: Iterator[str]) -> tuple[CountView, ...]:
    counts = Counter(word for word in words if word)
    return tuple(CountView(count=counts[what], what=what) for what in sorted(counts))


def _need(need: str, wording: Wording) -> str:
    return wording.of("needs", need.strip().casefold().replace(" ", "-"))


def arranged(access: Access, wording: Wording) -> tuple[str, ...]:
    """Return what is arranged for one person, each in a sentence of its own."""
    says = [_need(need, wording) for need in access.needs]
    if access.diet:
        says.append(wording("arranged diet", diet=access.diet))
    if access.interpreter:
        says.append(wording("arranged interpreter", interpreter=access.interpreter))
    if access.remote:
        says.append(wording("arranged remote"))
    elif access.companions:
        chairs = plural(access.companions, wording("chair"), wording("chairs"))
        says.append(wording("arranged companions", chairs=chairs))
    return tuple(sentence(one) for one in says)


def sealed_needs(world: World) -> tuple[NeedView, ...]:
    """Return who needs what, by name: for the organiser's sealed sheet and no other page."""
    access = world.access_today()
    return tuple(
        NeedView(
            name=person.name,
            service=person.service,
            role=person.role,
            arranged=arranged(access[person.reader], world.wording),
        )
        for person in world.people
        if person.reader in access and arranged(access[person.reader], world.wording)
    )
