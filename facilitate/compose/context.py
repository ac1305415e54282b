"""The names a template sees: what is the same for all readers, and what is one reader's own."""

from collections.abc import Mapping
from typing import Any

from facilitate.audit.wave import SPONSORS
from facilitate.compose.bands import CapitalView, capital_view
from facilitate.compose.confidentiality import confidentiality
from facilitate.compose.day_views import brief, charter_view, day_view, programme_view
from facilitate.compose.findings_view import findings_view
from facilitate.compose.letter_views import letters_view
from facilitate.compose.people_views import People
from facilitate.compose.replan_views import replan_view
from facilitate.compose.room_views import asked_for, made_for, room_view, sealed_needs
from facilitate.compose.seat_views import Seats
from facilitate.compose.slot_views import timetable_view
from facilitate.compose.stock_take import StockTake
from facilitate.compose.watch_views import Watching
from facilitate.compose.who_sees_what import who_sees_what
from facilitate.compose.world import World
from facilitate.recipient import Recipient

READERS = {
    "group": "the group",
    "pair": "a pair",
    "person": "a person",
    "sponsor": "a sponsor",
    "facilitator": "the facilitator",
}


def stock_take(world: World) -> StockTake:
    """Return the day's stock take, looked at once."""
    if "stock take" not in world.shared:
        world.shared["stock take"] = StockTake(world)
    take: StockTake = world.shared["stock take"]
    return take


def for_everyone(world: World) -> Mapping[str, Any]:
    """Return the names that every template knows, made once."""
    if "everyone" not in world.shared:
        world.shared["everyone"] = _for_everyone(world)
    names: Mapping[str, Any] = world.shared["everyone"]
    return names


def _for_everyone(world: World) -> Mapping[str, Any]:
    people = People(world)
    timetable = timetable_view(world.timetable, world.programme, world.wording, world.themes)
    slots = timetable.slots
    band = slots[0].day_band if slots else None
    capital = capital_of(world)
    return {
        "programme": programme_view(world, people),
        "day": day_view(world),
        "days": tuple(brief(day, world.wording) for day in world.days),
        "timetable": timetable,
        "exercises": tuple(
            inner
            for slot in slots
            for inner in (slot.tracks or (slot,))
            if inner.exercise is not None
        ),
        "band": band,
        "band_alt": slots[0].band_alt if slots else "",
        "band_words": capital.words,
        "band_rule": capital.rule if capital.words else "",
        "charter": charter_view(world, world.words["charter"]),
        "remote": room_view(world).remote,
        "confidentiality": confidentiality(world.programme, world.wording),
        "who_sees_what": who_sees_what(world.programme, world.questions, world.wording),
        "letters_limits": world.wording("letters limits"),
        "sample": world.sample,
    }


def owners_of(reader: Recipient, world: World) -> tuple[str, ...]:
    """Return the ids whose words and results a reader's page may hold."""
    if reader.kind == "pair":
        return (reader.id,)
    if reader.kind == "person":
        pair = next((one.pair for one in world.people if one.id == reader.id), "")
        return (pair, reader.id) if pair else (reader.id,)
    return (reader.id, SPONSORS) if reader.kind == "sponsor" else ()


def names_for(reader: Recipient, world: World) -> dict[str, Any]:
    """Return every name that a page for this reader knows.

    They are kept until another reader's are asked for, since a reader's pages come in a row.
    """
    last, names = world.shared.get("reader", (None, {}))
    if last != reader:
        names = {**for_everyone(world), **_OWN[reader.kind](reader, world)}
        world.shared["reader"] = (reader, names)
    return dict(names)


def _group(reader: Recipient, world: World) -> dict[str, Any]:
    people = People(world)
    return {
        "findings": findings_view(stock_take(world), reader),
        "letters": letters_view(world, reader),
        "pairs": tuple(
            people.pair(pair, "") for pair in world.programme.pairs if world.members(pair)
        ),
        "people": tuple(people.member(one, "") for one in world.people if one.pair),
        "actions": people.actions(),
        "rotation": Watching(world).rotation(),
        "table_plans": Seats(world).plans(),
    }


def capital_of(world: World) -> CapitalView:
    """Return the day's minutes of each kind of work, counted by the programme's rule."""
    strict = world.programme.says.capital == "strict"
    return capital_view(world.timetable, world.wording, strict=strict)


def _facilitator(reader: Recipient, world: World) -> dict[str, Any]:
    return {
        **_group(reader, world),
        "packing": world.packing,
        "printing": world.printing,
        "capital": capital_of(world),
        "replan": replan_view(world.replanned),
        "room": room_view(world),
        "sealed_needs": sealed_needs(world),
    }


def _pair(reader: Recipient, world: World) -> dict[str, Any]:
    people = People(world)
    today = world.day.says.date
    ours = [one for one in world.everybody if one.pair == reader.id]
    members = frozenset(one.reader for one in ours if one.there_on(today))
    return {
        "findings": findings_view(stock_take(world), reader),
        "letters": letters_view(world, reader),
        "pair": people.pair(reader.id, reader.id),
        "actions": people.own_actions(members | {reader}, reader.id),
        "watches": Watching(world).watching("watches", reader.id),
        "watched_by": Watching(world).watching("watched_by", reader.id),
    }


def _person(reader: Recipient, world: World) -> dict[str, Any]:
    people = People(world)
    person = next(one for one in world.people if one.id == reader.id)
    return {
        "findings": findings_view(stock_take(world), reader, person.role),
        "letters": letters_view(world, reader),
        "person": people.person(person, reader.id),
        "pair": people.pair(person.pair, person.pair),
        "actions": people.own_actions(
            frozenset({Recipient("pair", person.pair), reader}), person.pair
        ),
        "watches": Watching(world).watching("watches", person.pair),
        "watched_by": Watching(world).watching("watched_by", person.pair),
        "seats": Seats(world).of(person.id),
    }


def _sponsor(reader: Recipient, world: World) -> dict[str, Any]:
    people, access = People(world), world.access.get(reader)
    return {
        "findings": findings_view(stock_take(world), reader, "sponsor"),
        "sponsor": people.sponsor(reader.id, reader.id),
        "actions": people.actions(),
        "rotation": Watching(world).rotation(),
        "watches": Watching(world).watching("visits", reader.id),
        "made": made_for(access, world.wording) if access else (),
        "asked": asked_for(access, world.wording) if access else (),
        "seats": Seats(world).of(reader.id),
    }


_OWN = {
    "group": _group,
    "facilitator": _facilitator,
    "pair": _pair,
    "person": _person,
    "sponsor": _sponsor,
}
