"""The names a template sees: what is the same for all readers, and what is one reader's own."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from facilitate.audit.wave import SPONSORS
from facilitate.compose.day_context import DayContext
from facilitate.compose.findings_view import findings_view, letters_view
from facilitate.compose.people_views import People, asked_for, made_for, room_view, sealed_needs
from facilitate.compose.privacy_notice import confidentiality, who_sees_what
from facilitate.compose.programme_views import (
    brief,
    charter_view,
    day_view,
    programme_view,
    words_view,
)
from facilitate.compose.rotation_views import Seats, Watching
from facilitate.compose.stock_take import StockTake
from facilitate.compose.timetable_views import (
    CapitalView,
    capital_view,
    replan_view,
    timetable_view,
)
from facilitate.recipient import Recipient

READERS = {
    "group": "the group",
    "pair": "a pair",
    "person": "a person",
    "sponsor": "a sponsor",
    "facilitator": "the facilitator",
}


def stock_take(context: DayContext) -> StockTake:
    """Return the day's stock take, looked at once."""
    if "stock take" not in context.shared:
        context.shared["stock take"] = StockTake(context)
    take: StockTake = context.shared["stock take"]
    return take


def for_everyone(context: DayContext) -> Mapping[str, Any]:
    """Return the names that every template knows, made once."""
    if "everyone" not in context.shared:
        context.shared["everyone"] = _for_everyone(context)
    names: Mapping[str, Any] = context.shared["everyone"]
    return names


def _for_everyone(context: DayContext) -> Mapping[str, Any]:
    people = People(context)
    timetable = timetable_view(
        context.timetable, context.programme, context.wording, context.themes
    )
    slots = timetable.slots
    band = slots[0].day_band if slots else None
    capital = capital_of(context)
    return {
        "programme": programme_view(context, people),
        "words": words_view(context.programme),
        "day": day_view(context),
        "days": tuple(brief(day, context.wording) for day in context.days),
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
        "charter": charter_view(context, context.words["charter"]),
        "remote": room_view(context).remote,
        "confidentiality": confidentiality(context.programme, context.wording),
        "who_sees_what": who_sees_what(context.programme, context.questions, context.wording),
        "letters_limits": context.wording("letters limits"),
        "partner_word": context.wording.partner(_sizes(context).values()),
        "sponsor_word": context.wording.sponsor(len(context.programme.says.sponsors)),
        "sample": context.sample,
    }


def _sizes(context: DayContext) -> Counter[str]:
    """Return how many posts of each pair are filled on the day, there or not."""
    today = context.day.says.date
    return Counter(one.pair for one in context.everybody if one.pair and one.there_on(today))


def _of_pair(pair: str, context: DayContext) -> dict[str, str]:
    return {"partner_word": context.wording.partner([_sizes(context)[pair]])}


def owners_of(reader: Recipient, context: DayContext) -> tuple[str, ...]:
    """Return the ids whose words and results a reader's page may hold."""
    if reader.kind == "pair":
        return (reader.id,)
    if reader.kind == "person":
        pair = next((one.pair for one in context.people if one.id == reader.id), "")
        return (pair, reader.id) if pair else (reader.id,)
    return (reader.id, SPONSORS) if reader.kind == "sponsor" else ()


def names_for(reader: Recipient, context: DayContext) -> dict[str, Any]:
    """Return every name that a page for this reader knows.

    They are kept until another reader's are asked for, since a reader's pages come in a row.
    """
    last, names = context.shared.get("reader", (None, {}))
    if last != reader:
        names = {**for_everyone(context), **_OWN[reader.kind](reader, context)}
        context.shared["reader"] = (reader, names)
    return dict(names)


def _group(reader: Recipient, context: DayContext) -> dict[str, Any]:
    people = People(context)
    return {
        "findings": findings_view(stock_take(context), reader),
        "letters": letters_view(context, reader),
        "pairs": tuple(
            people.pair(pair, "") for pair in context.programme.pairs if context.members(pair)
        ),
        "people": tuple(people.member(one, "") for one in context.people if one.pair),
        "actions": people.actions(),
        "rotation": Watching(context).rotation(),
        "table_plans": Seats(context).plans(),
    }


def capital_of(context: DayContext) -> CapitalView:
    """Return the day's minutes of each kind of work, counted by the programme's rule."""
    strict = context.programme.says.capital == "strict"
    return capital_view(context.timetable, context.wording, strict=strict)


def _facilitator(reader: Recipient, context: DayContext) -> dict[str, Any]:
    return {
        **_group(reader, context),
        "packing": context.packing,
        "printing": context.printing,
        "capital": capital_of(context),
        "replan": replan_view(context.replanned),
        "room": room_view(context),
        "sealed_needs": sealed_needs(context),
    }


def _pair(reader: Recipient, context: DayContext) -> dict[str, Any]:
    people = People(context)
    today = context.day.says.date
    ours = [one for one in context.everybody if one.pair == reader.id]
    members = frozenset(one.reader for one in ours if one.there_on(today))
    return {
        "findings": findings_view(stock_take(context), reader),
        "letters": letters_view(context, reader),
        "pair": people.pair(reader.id, reader.id),
        **_of_pair(reader.id, context),
        "actions": people.own_actions(members | {reader}, reader.id),
        "watches": Watching(context).watching("watches", reader.id),
        "watched_by": Watching(context).watching("watched_by", reader.id),
    }


def _person(reader: Recipient, context: DayContext) -> dict[str, Any]:
    people = People(context)
    person = next(one for one in context.people if one.id == reader.id)
    return {
        "findings": findings_view(stock_take(context), reader, person.role),
        "letters": letters_view(context, reader),
        "person": people.person(person, reader.id),
        "pair": people.pair(person.pair, person.pair),
        **_of_pair(person.pair, context),
        "actions": people.own_actions(
            frozenset({Recipient("pair", person.pair), reader}), person.pair
        ),
        "watches": Watching(context).watching("watches", person.pair),
        "watched_by": Watching(context).watching("watched_by", person.pair),
        "seats": Seats(context).of(person.id),
    }


def _sponsor(reader: Recipient, context: DayContext) -> dict[str, Any]:
    people, access = People(context), context.access.get(reader)
    return {
        "findings": findings_view(stock_take(context), reader, "sponsor"),
        "sponsor": people.sponsor(reader.id, reader.id),
        "actions": people.actions(),
        "rotation": Watching(context).rotation(),
        "watches": Watching(context).watching("visits", reader.id),
        "made": made_for(access, context.wording) if access else (),
        "asked": asked_for(access, context.wording) if access else (),
        "seats": Seats(context).of(reader.id),
    }


_OWN = {
    "group": _group,
    "facilitator": _facilitator,
    "pair": _pair,
    "person": _person,
    "sponsor": _sponsor,
}
