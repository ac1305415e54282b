"""The names a template sees: what is the same for all readers, and what is one reader's own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from facilitate.audit.wave import SPONSORS
from facilitate.compose.access_needs import RoomView, asked_for, made_for, room_view, sealed_needs
from facilitate.compose.coaching import coach_view
from facilitate.compose.day_context import DayContext
from facilitate.compose.findings_charts import scale_view
from facilitate.compose.findings_view import ReaderFindings
from facilitate.compose.model_reading import ModelReading
from facilitate.compose.placeholder import OwnedStr
from facilitate.compose.preference_letters import letters_view
from facilitate.compose.readable_fields import reading, readings
from facilitate.compose.rotation_views import SeatWords, TurnWords
from facilitate.compose.run_sheet import lectern
from facilitate.compose.slot_words import CapitalView, band_of, band_sentence, capital_view
from facilitate.compose.stock_take import StockTake
from facilitate.compose.who_sees_what import WhoSeesWhat, confidentiality, who_sees_what
from facilitate.compose.year_words import year_line, year_sentence
from facilitate.faults import At
from facilitate.model import Day, Person
from facilitate.model.attendance import left_with_its_maker, reader_of
from facilitate.model.plan import Action
from facilitate.model.roles import plural_of
from facilitate.recipient import GROUP, Recipient
from facilitate.structs import Struct

NAMES: Mapping[str, tuple[str, ...]] = {
    "everyone": (
        *("programme", "words", "day", "days", "timetable", "exercises", "form_id", "sample"),
        *("band", "band_alt", "band_words", "band_rule", "charter", "remote", "confidentiality"),
        *("year_line", "year_line_alt"),
        *("who_sees_what", "letters_limits", "scale", "partner_word", "sponsor_word"),
        *("pair_means", "pair_sizes", "we", "our", "us"),
    ),
    "group": ("findings", "letters", "pairs", "people", "actions", "rotation", "table_plans"),
    "facilitator": (
        *("findings", "letters", "pairs", "people", "actions", "rotation", "table_plans"),
        *("packing", "printing", "ready_by", "capital", "replan", "room", "sealed_needs"),
        "lectern",
    ),
    "pair": ("findings", "letters", "pair", "actions", "promised", "watches", "watched_by"),
    "person": (
        "findings",
        "letters",
        "person",
        "pair",
        "actions",
        "watches",
        "watched_by",
        "seats",
    ),
    "sponsor": (
        *("findings", "sponsor", "actions", "rotation", "watches", "made", "asked", "seats"),
    ),
    "coach": ("coach",),
}
"""The names that a template may ask for: on every page, and by whom the page is for."""

WATCHED = 5
"""How many rules a page asks to look for."""


class CharterView(Struct, kw_only=True):
    """How people said they would work together; `agreed` is no for the shipped lines.

    `since` is the date on which they agreed; None if it is not known.
    """

    lines: tuple[str, ...]
    watched: tuple[str, ...]
    agreed: bool
    since: date | None = None


class WordsView(Struct, kw_only=True):
    """What the programme calls those served, a service or several, and those of its roles."""

    people_served: str
    service: str
    services: str
    roles: str


class TemplateNames:
    """The names of one day's templates. What is the same for all readers is made once."""

    def __init__(self, context: DayContext) -> None:
        self.context = context
        self._last: tuple[Recipient | None, Mapping[str, Any]] = (None, {})
        self._who_sees_what = cache(self._rights)

    def of(self, reader: Recipient) -> dict[str, Any]:
        """Return every name that a page for this reader knows.

        They are kept until another reader's are asked for, since a reader's pages come in a row.
        """
        last, names = self._last
        if last != reader:
            own = {
                "group": self._group,
                "facilitator": self._facilitator,
                "pair": self._pair,
                "person": self._person,
                "sponsor": self._sponsor,
                "coach": self._coach,
            }
            names = {**self.for_everyone, **own[reader.kind](reader)}
            self._last = (reader, names)
        return dict(names)

    @cached_property
    def stock_take(self) -> StockTake:
        """The day's stock take, looked at once."""
        return StockTake(self.context)

    def counting(self, **found: Any) -> "TemplateNames":
        """Return the names of the day as `DayContext.counting` has it, with the same stock take."""
        names = TemplateNames(self.context.counting(**found))
        names.stock_take = self.stock_take
        return names

    def _findings(self, reader: Recipient, role: str = "") -> ModelReading:
        return reading(ReaderFindings(self.stock_take, reader, role), self.context)

    @cached_property
    def for_everyone(self) -> Mapping[str, Any]:
        """The names that every template knows."""
        context = self.context
        programme, wording = context.programme, context.wording
        return {
            "programme": reading(programme, context, at=At(programme.file)),
            "words": self._words(),
            "day": self._reading_of_day(context.day),
            "days": tuple(self._reading_of_day(day) for day in context.days),
            "timetable": reading(context.timetable, context),
            "exercises": readings(context.timetable.exercises(), context),
            "band": band_of(context) if context.timetable.slots else None,
            "band_alt": band_sentence(context),
            "year_line": year_line(context),
            "year_line_alt": year_sentence(context),
            "band_words": self.capital.words,
            "band_rule": self.capital.rule if self.capital.words else "",
            "charter": self._charter(),
            "remote": self.room.remote,
            "confidentiality": confidentiality(programme, wording),
            "who_sees_what": self._who_sees_what(),
            "letters_limits": wording("letters limits"),
            "scale": scale_view(context.questions.scale),
            "partner_word": wording.partner(self._sizes.values()),
            **wording.first_person(alone=False),
            "pair_sizes": wording.pair_sizes(self._sizes.values()),
            "pair_means": wording.pair_means(self._sizes.values(), service=self._service),
            "sponsor_word": wording.sponsor(len(programme.says.sponsors)),
            "sample": context.sample,
        }

    @cached_property
    def capital(self) -> CapitalView:
        """The day's minutes of each kind of work, counted by the programme's rule."""
        return capital_view(self.context)

    @cached_property
    def room(self) -> RoomView:
        """What the room needs for those who are there."""
        return room_view(self.context)

    def _reading_of_day(self, day: Day) -> ModelReading:
        return reading(day, self.context, at=At(day.file))

    @cached_property
    def _sizes(self) -> Counter[str]:
        """How many posts of each pair are filled on the day, there or not."""
        return Counter(one.pair for one in self.context.in_post)

    def _words_of_pair(self, pair: str) -> dict[str, str]:
        """Return the names that say who is in a reader's pair."""
        sizes, wording = [self._sizes[pair]], self.context.wording
        return {
            "partner_word": wording.partner(sizes),
            "pair_means": wording.pair_means(sizes, service=self._service, own=True),
            **wording.first_person(alone=sizes == [1]),
        }

    @property
    def _service(self) -> str:
        return self.context.programme.says.own_words["service"]

    def _words(self) -> WordsView:
        own = self.context.programme.says.own_words
        return WordsView(
            people_served=own["people served"],
            service=own["service"],
            services=plural_of(own["service"]),
            roles=own["roles"],
        )

    def _charter(self) -> CharterView:
        file = self.context.programme.file
        own = [
            OwnedStr(line, "", At(file, ("charter", number)))
            for number, line in enumerate(self.context.charter())
        ]
        said = self.context.programme.says.own_words
        usual = (line.format_map(said) for line in self.context.words["charter"])
        lines = tuple(own) or tuple(usual)
        since = self.context.programme.says.charter_agreed if own else None
        return CharterView(lines=lines, watched=lines[:WATCHED], agreed=bool(own), since=since)

    def _reading_of_pair(self, pair: str, owner: str) -> ModelReading:
        at = At(self.context.programme.file, ("pairs", pair))
        return reading(self.context.pairs_today[pair], self.context, owner, at)

    def _reading_of(self, person: Person, owner: str) -> ModelReading:
        at = At(self.context.programme.file, person.written_at)
        return reading(person, self.context, owner, at)

    def _actions(self) -> tuple[ModelReading, ...]:
        """Return what was promised before this day and is told to all: not how it went.

        What was promised again in the same words stands there once, as it was promised first: a
        second time, or a later date than the others', would say that it was not kept.
        """
        first: dict[tuple[str, str], Action] = {}
        programme = self.context.programme
        for one in self._of_those_here(self.context.made_before()):
            if not one.told_to_all and reader_of(one.who, programme) != GROUP:
                continue
            first.setdefault((one.who, one.what), one)
        return readings(first.values(), self.context)

    def _own_actions(
        self, made: Iterable[Action], whose: frozenset[Recipient], owner: str
    ) -> tuple[ModelReading, ...]:
        """Return those promises that some readers made, and how they went."""
        here = self.context
        theirs = (
            one for one in self._of_those_here(made) if reader_of(one.who, here.programme) in whose
        )
        return readings(theirs, here, owner)

    def _of_those_here(self, made: Iterable[Action]) -> Iterator[Action]:
        """Yield promises but for what left with whoever made it: it is not the joiner's."""
        here = self.context
        days = {day.id: day.says.date for day in here.days}
        return (one for one in made if not left_with_its_maker(one, here.programme, days))

    def _group(self, reader: Recipient) -> dict[str, Any]:
        context = self.context
        return {
            "findings": self._findings(reader),
            "letters": letters_view(context, reader),
            "pairs": tuple(
                self._reading_of_pair(pair, "")
                for pair in context.programme.pairs
                if context.members(pair)
            ),
            "people": tuple(self._reading_of(one, "") for one in context.paired),
            "actions": self._actions(),
            "rotation": TurnWords(context).rotation(),
            "table_plans": readings(context.seatings, context),
        }

    def _facilitator(self, reader: Recipient) -> dict[str, Any]:
        context = self.context
        late, packing = context.replanned, context.packing
        return {
            **self._group(reader),
            "packing": reading(packing, context) if packing else None,
            "printing": context.printing,
            "ready_by": _working_day_before(context.day.says.date),
            "capital": self.capital,
            "replan": reading(late, context) if late else None,
            "room": self.room,
            "sealed_needs": sealed_needs(context),
            "lectern": lectern(readings(context.timetable.slots, context)),
        }

    def _pair(self, reader: Recipient) -> dict[str, Any]:
        context = self.context
        members = frozenset(one.reader for one in context.in_post if one.pair == reader.id)
        return {
            "findings": self._findings(reader),
            "letters": letters_view(context, reader),
            "pair": self._reading_of_pair(reader.id, reader.id),
            **self._words_of_pair(reader.id),
            "actions": self._own_actions(context.made_before(), members | {reader}, reader.id),
            "promised": self._own_actions(context.made_today(), members | {reader}, reader.id),
            "watches": TurnWords(context).watching("watches", reader.id),
            "watched_by": TurnWords(context).watching("watched_by", reader.id),
        }

    def _person(self, reader: Recipient) -> dict[str, Any]:
        context = self.context
        person = context.programme.by_id[reader.id]
        pair, own = Recipient("pair", person.pair), self._words_of_pair(person.pair)
        return {
            "findings": self._findings(reader, person.role),
            "letters": letters_view(context, reader),
            "person": self._reading_of(person, reader.id),
            "pair": self._reading_of_pair(person.pair, person.pair),
            **own,
            "who_sees_what": self._who_sees_what(own["partner_word"]),
            "actions": self._own_actions(
                context.made_before(), frozenset({pair, reader}), person.pair
            ),
            **self._day_of(person.id),
            "watches": TurnWords(context).watching("watches", person.pair),
            "watched_by": TurnWords(context).watching("watched_by", person.pair),
            "seats": SeatWords(context).of(person.id),
        }

    def _rights(self, partner: str | None = None) -> WhoSeesWhat:
        here = self.context
        asked = (here.programme, here.questions, here.wording)
        return who_sees_what(
            *asked, partner=partner, permissions=here.permissions, rated=here.rated
        )

    def _day_of(self, person: str) -> dict[str, Any]:
        day = self.context.timetable.of(person)
        return {
            "timetable": reading(day, self.context),
            "exercises": readings(day.exercises(), self.context),
        }

    def _sponsor(self, reader: Recipient) -> dict[str, Any]:
        context = self.context
        access, wording = context.access.get(reader), context.wording
        sponsor = context.programme.by_id[reader.id]
        return {
            "findings": self._findings(reader, "sponsor"),
            "sponsor": self._reading_of(sponsor, reader.id),
            **self._day_of(sponsor.id),
            "actions": self._actions(),
            "rotation": TurnWords(context).rotation(),
            "watches": TurnWords(context).watching("visits", reader.id),
            "made": made_for(access, wording) if access else (),
            "asked": asked_for(access, wording) if access else (),
            "seats": SeatWords(context).of(reader.id),
        }

    def _coach(self, reader: Recipient) -> dict[str, Any]:
        return {"coach": coach_view(reader.id, self.context)}


def owners_of(reader: Recipient, context: DayContext) -> tuple[str, ...]:
    """Return the ids whose words and results a reader's page may hold."""
    if reader.kind == "pair":
        return (reader.id,)
    if reader.kind == "person":
        pair = context.programme.pair_of.get(reader.id, "")
        return (pair, reader.id) if pair else (reader.id,)
    return (reader.id, SPONSORS) if reader.kind == "sponsor" else ()


def _working_day_before(day: date) -> date:
    """Return the last day from Monday to Friday before a day; nothing is known of holidays."""
    back = {0: 3, 6: 2}.get(day.weekday(), 1)
    return day - timedelta(days=back)
