"""What a reader's pages are made from, as one hash: where it is the same, so are the pages."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from pydantic import BaseModel

from facilitate.audit.finding import Finding
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.compose.readable_fields import readings
from facilitate.compose.slot_words import who
from facilitate.model import Day, DayFile, Pair
from facilitate.model.attendance import coached_by, reader_of
from facilitate.model.plan import Member, PeopleAndYear
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.seating import Seating
from facilitate.structs import field_names

OF_ALL_ELSE = frozenset({"access", "packing", "printing"})
"""The parts of a day that nobody of a pair reads, but for what they need themselves."""

OF_SOME = frozenset({"programme", "findings", *OF_ALL_ELSE})
"""The parts of a day of which a page reads its reader's own; each other one counts for all."""

OF_NO_PAGE = frozenset({"sources"})
"""The lines of files, by which words are found again: no page says them."""

Without = Mapping[type, Set[str]]
"""What is left out of things, by their kinds."""

OWN_WORDS: Without = {
    Pair: {"service", "site", "challenge", "watch_for", "cover", "mission"},
    Member: {"name", "title"},
}
"""What a pair and a member are called and say, for those who meet them."""

AS_SOLVED: Without = {Seating: {"demand", "found"}}
"""How a table plan was found, and how long it took: its rounds are what pages show."""

NAMED_FOR_THEMSELVES: Without = {
    PeopleAndYear: {
        *("pairs", "sponsors", "manages", "keep_apart"),
        *("coaching", "coaching_done", "coaches", "needs_agreed_with"),
    },
    DayFile: {"present", "absent"},
}
"""Where people are named for what concerns them alone: no other pair's page names them for it."""


class MadeFrom:
    """Tells what each page of a day is made from.

    A pair and its members read of themselves, of those whom they meet and what findings give them;
    everybody else may read of all. Whatever is not somebody's own counts for every page, so that a
    new part of the plan does until it is said here that it does not. `program` is the hash of what
    makes the pages. `before` has told the same of the day when less of it was counted.
    """

    def __init__(
        self, context: DayContext, program: str, *, before: "MadeFrom | None" = None
    ) -> None:
        self.context = context
        self._findings: dict[int, str] = before._findings if before else {}
        self._by_reader: dict[Recipient, str] = {}
        self._of_all = _hash((program, *self._told_to_all()))

    def page(self, job: Job) -> str:
        """Return what a document is made from."""
        template = job.template
        return _hash(
            (template.template_set.fingerprint, template.name, job.code, self.of(job.recipient))
        )

    def of(self, reader: Recipient) -> str:
        """Return what a reader's pages are made from, whichever they are."""
        if reader not in self._by_reader:
            self._by_reader[reader] = _hash((self._of_all, *self._read_by(reader)))
        return self._by_reader[reader]

    def _read_by(self, reader: Recipient) -> Iterator[str]:
        context = self.context
        yield _said(reader)
        yield from map(self._finding, context.by_reader.get(reader, ()))
        pair = reader.id if reader.kind == "pair" else context.programme.pair_of.get(reader.id, "")
        if reader.kind in {"pair", "person"} and pair in context.programme.pairs:
            yield _said(context.access.get(reader))
            yield from (self._words.get(one, "") for one in sorted(self._met_by(pair)))
        else:
            yield self._of_everybody

    @cached_property
    def _of_everybody(self) -> str:
        read = (_said_by_all(getattr(self.context, name)) for name in sorted(OF_ALL_ELSE))
        return _hash((*read, *self._words.values()))

    def _told_to_all(self) -> Iterator[str]:
        """Yield what counts for every page."""
        context, programme = self.context, self.context.programme
        for name in field_names(type(context)) or ():
            if name not in OF_SOME | OF_NO_PAGE:
                yield f"{name}={_said_by_all(getattr(context, name))}"
        yield _said((programme.name, programme.file))
        yield _said_by_all(programme.says)
        elsewhere = [one for one, access in context.access_today.items() if access.remote]
        yield _said((context.waves, context.rated_waves, elsewhere))
        yield from map(self._finding, context.by_reader.get(GROUP, ()))
        yield from (self._words[one] for one in self._named_to_all())
        tracks = chain.from_iterable(slot.tracks for slot in context.timetable.slots)
        yield _said([who(track) for track in readings(tracks, context)])
        # What words mean that name people may change with the names of others.
        words = [word for one in context.actions for word in (one.who, one.witness)]
        words += programme.says.needs_agreed_with.values()
        yield _said([reader_of(word, programme) for word in words])
        yield _said([coached_by(coach, programme) for coach in programme.says.coaches])

    def _named_to_all(self) -> Iterator[str]:
        """Yield the ids of the pairs and people whom the plan names for everybody to read."""
        programme = self.context.programme
        days: tuple[Day, ...] = self.context.days
        words = {word.strip().casefold() for word in _named.words((programme.says, days))}
        for word in sorted(words):
            yield from programme.pairs_by_word.get(word, ())
            yield from (one.id for one in programme.people_by_word.get(word, ()))

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """What is said of each pair and of each person in words of their own, by id."""
        programme = self.context.programme
        words = {
            id_: _said([getattr(pair, name) for name in sorted(OWN_WORDS[Pair])])
            for id_, pair in programme.pairs.items()
        }
        return words | {one.id: _said((one.name, one.title)) for one in programme.people}

    def _met_by(self, pair: str) -> set[str]:
        """Return the ids of those whose words may stand on a pair's or a member's pages."""
        roles = self.context.programme.pairs[pair].members
        own = {pair, *(f"{pair}-{role}" for role in roles)}
        return own.union(*(self._met.get(one, ()) for one in own))

    @cached_property
    def _met(self) -> Mapping[str, Set[str]]:
        """Whom each pair or person meets: in turns, at tables, and who asks about a promise."""
        context = self.context
        circles = [{turn.pair, *turn.watchers} for turn in context.turns]
        rounds = chain.from_iterable(seating.rounds for seating in context.seatings)
        circles += [set(people) for one in rounds for people in one.tables]
        for action in context.actions:
            meant = (reader_of(word, context.programme) for word in (action.who, action.witness))
            circles.append({one.id for one in meant if one})
        met: dict[str, set[str]] = {}
        for circle in circles:
            for one in circle:
                met.setdefault(one, set()).update(circle)
        return met

    def _finding(self, finding: Finding) -> str:
        """Return the hash of what a finding says, and of what those are called whom it names."""
        if id(finding) not in self._findings:
            said = repr(finding)  # without its readers, who are no part of what it says
            # Whom it names stands there by an id alone, which nothing in it has to be escaped for.
            ids = sorted(self._words.keys() & set(said.split("'")))
            self._findings[id(finding)] = _hash([said, *(self._words[one] for one in ids)])
        return self._findings[id(finding)]


class _Teller:
    """Says all that a value says, but for some parts of some kinds, as one text.

    It is the same text in each run of the program.
    """

    def __init__(self, without: Without) -> None:
        self._without = without
        self._names: dict[type, tuple[str, ...]] = {}

    def __call__(self, value: Any) -> str:
        """Return what a value says; `TypeError` for a thing that cannot be looked into."""
        if isinstance(value, _PLAIN):
            return repr(value)
        if isinstance(value, tuple | list):
            return f"({','.join(map(self, value))})"
        if isinstance(value, dict | Mapping):
            return f"{{{','.join([f'{self(key)}:{self(one)}' for key, one in value.items()])}}}"
        if isinstance(value, Set):
            return f"<{','.join(sorted(map(self, value)))}>"
        told = [f"{name}={self(one)}" for name, one in self.parts(value)]
        return f"{type(value).__name__}({','.join(told)})"

    def parts(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield what a thing is made of, by name."""
        kind = type(value)
        if kind not in self._names:
            self._names[kind] = tuple(self._names_of(kind))
        yield from ((name, getattr(value, name)) for name in self._names[kind])
        if isinstance(value, BaseModel):
            yield from (value.__pydantic_extra__ or {}).items()

    def _names_of(self, kind: type) -> Iterator[str]:
        if issubclass(kind, BaseModel):
            names: Iterable[str] = kind.model_fields
        elif (own := field_names(kind)) is not None:
            names = own
        else:
            raise TypeError(f"it is not known what {kind.__name__} says")
        hidden = {
            name for base, some in self._without.items() if issubclass(kind, base) for name in some
        }
        return (name for name in names if name not in hidden)

    def words(self, value: Any) -> Iterator[str]:
        """Yield every text in a value."""
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple | list | Set):
            for one in value:
                yield from self.words(one)
        elif isinstance(value, Mapping):
            yield from self.words((*value.keys(), *value.values()))
        elif not isinstance(value, _PLAIN):
            yield from self.words([one for _, one in self.parts(value)])


_PLAIN = (str, int, float, date, bytes, type(None))
_said = _Teller({})
_said_by_all = _Teller({**OWN_WORDS, **AS_SOLVED})
_named = _Teller(NAMED_FOR_THEMSELVES)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()  # none says that sign itself
