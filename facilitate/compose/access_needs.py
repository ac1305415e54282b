"""What people need in the room: counts for whoever prepares it, and one sealed list by name."""

from collections import Counter
from collections.abc import Iterator

from facilitate.compose.day_context import DayContext
from facilitate.compose.wording import Wording, plural, sentence
from facilitate.model import Access
from facilitate.structs import Struct


class CountView(Struct, kw_only=True):
    """So many of one thing: `2`, `in large print`."""

    count: int
    what: str


class NeedView(Struct, kw_only=True):
    """One person's needs, for the organiser's sealed sheet alone."""

    name: str
    service: str
    role: str
    made: tuple[str, ...]
    asked: tuple[str, ...]
    folder: str


class RoomView(Struct, kw_only=True):
    """What the room needs, in counts.

    `here` are the people in the room, `remote` those who are elsewhere, `on_screen` all who take
    their sheets as files; a companion takes a chair and a meal and counts as nobody. `diets`,
    `interpreters` and `needs` name things and never people.
    """

    here: int
    remote: int
    on_screen: int
    companions: int
    chairs: int
    diets: tuple[CountView, ...]
    interpreters: tuple[CountView, ...]
    needs: tuple[CountView, ...]
    any: bool


def room_view(context: DayContext) -> RoomView:
    """Return what the room needs for those who are there."""
    found = list(context.access_today.values())
    remote = sum(one.remote for one in found)
    companions = sum(one.companions for one in found if not one.remote)
    here = len(context.timetable.present) - remote
    wording = context.wording
    return RoomView(
        here=here,
        remote=remote,
        on_screen=sum(one.on_screen for one in found),
        companions=companions,
        chairs=here + companions,
        diets=_counted(one.diet for one in found if not one.remote),
        interpreters=_counted(one.interpreter for one in found),
        needs=_counted(wording.of("needs", need) for one in found for need in one.needs),
        any=any(made_for(one, wording) or asked_for(one, wording) for one in found),
    )


def _counted(words: Iterator[str]) -> tuple[CountView, ...]:
    counts = Counter(word for word in words if word)
    return tuple(CountView(count=counts[what], what=what) for what in sorted(counts))


MADE = ("large-print", "dyslexia", "no-colour")
"""Needs that a person's sheets are made for; all others are for whoever prepares the room."""


def made_for(access: Access, wording: Wording) -> tuple[str, ...]:
    """Return what is made for one person, each in a sentence of its own: it is there."""
    says = [wording.of("made", need) for need in MADE if need in access.needs]
    if access.on_screen:
        says.append(wording.of("made", "on-screen"))
    return tuple(sentence(one) for one in says)


def asked_for(access: Access, wording: Wording) -> tuple[str, ...]:
    """Return what one person has asked for and people have to see to, in sentences."""
    made = (*MADE, "screen-reader", "paper")
    says = [wording.of("needs", need) for need in access.needs if need not in made]
    if access.diet and not access.remote:
        says.append(wording("asked diet", diet=access.diet))
    if access.interpreter:
        says.append(wording("asked interpreter", interpreter=access.interpreter))
    if access.remote:
        says.append(wording("asked remote"))
    elif access.companions:
        chairs = plural(access.companions, wording("chair"), wording("chairs"))
        says.append(wording("asked companions", chairs=chairs))
    return tuple(sentence(one) for one in says)


def sealed_needs(context: DayContext) -> tuple[NeedView, ...]:
    """Return who needs what, by name: for the organiser's sealed sheet and no other page."""
    found = []
    for person in context.people:
        access = context.access_today.get(person.reader, Access())
        made, asked = made_for(access, context.wording), asked_for(access, context.wording)
        if made or asked:
            found.append(
                NeedView(
                    name=context.names[person.id],
                    service=context.names.get(person.pair, ""),
                    role=context.wording.role(person.role),
                    made=made,
                    asked=asked,
                    folder=f"print/own/on-screen/{person.id}" if access.on_screen else "",
                )
            )
    return tuple(found)
