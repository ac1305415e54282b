"""Everything that one day's pages are made from. It holds no answers and no choices."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from facilitate.audit.finding import Finding, findings_by_reader
from facilitate.audit.findings import is_rating
from facilitate.charts import Mark
from facilitate.compose.placeholder import OwnedStr, Source
from facilitate.compose.who_sees_what import EVERY_PERMISSION
from facilitate.compose.wording import Wording
from facilitate.faults import At, KeyPath, Place
from facilitate.load.yaml_values import YamlText, words_in
from facilitate.model import (
    Access,
    Day,
    Milestone,
    Outcome,
    Pair,
    Person,
    Programme,
    Questions,
)
from facilitate.model.attendance import invited_to
from facilitate.model.exercise import MUTUAL_VIEWS
from facilitate.model.plan import Action
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.packing import Packing
from facilitate.schedule.replan import Replanned
from facilitate.schedule.seating import Seating
from facilitate.schedule.timetable import Slot, Timetable
from facilitate.structs import Struct, replace

SAID = frozenset({"name", "question", "text", "several", "alone", "means", "does not fit"})
"""The keys of a file of questions, and of a codebook, whose words people read."""
OF_THEMES = frozenset({"themes", "names"})
"""Under which keys the list of themes has its words."""


def _as_read(words: str) -> str:
    """Return words as they are compared: a page may begin them with a capital and end them."""
    return words.casefold().removesuffix(".")


class SheetName(Struct, kw_only=True):
    """What a sheet is called wherever it is spoken of: `2.4`, and what stands on it.

    `stem` is its template's, `used` the slots in which somebody has it in hand, by their paths.
    Some only tell people where to go, some the facilitator collects, and some lie in an envelope
    until they are used. `titled_at` is the line of its template with its title.
    """

    code: str
    title: str
    stem: str
    used: frozenset[KeyPath]
    tells_where: bool = False
    collected: bool = False
    in_envelope: bool = False
    titled_at: Place | None = None

    @property
    def called(self) -> str:
        """Its code and its title, as every list has them."""
        return f"{self.code} {self.title}"

    @property
    def session(self) -> int:
        """The session in which it is first used; 0 for what people have from the start on."""
        return int(self.code.partition(".")[0])


class PrintedDocument(Struct, kw_only=True):
    """One document of a print pack: title, where it starts in the file, pages, paper, copies.

    It needs `both_sides` of the paper if it has more pages than one and none is cut or handed in.
    `weight` is the paper's, in grams for a square metre. What has a chart or a picture is worth
    `colour`; what is `cut` goes under the shop's knife. `blank` says why a side of it is empty.
    """

    code: str
    title: str
    start: int
    pages: int
    paper: str
    copies: int
    both_sides: bool
    weight: int = 80
    colour: bool = False
    cut: bool = False
    blank: str = ""

    @property
    def stapled(self) -> bool:
        """Whether it takes more than one leaf; what has one side alone is laid out by the leaf."""
        return self.both_sides and self.pages > 2

    @property
    def range(self) -> str:
        """The pages of the file that it takes, such as `3 to 5`."""
        return f"{self.start} to {self.last}" if self.pages > 1 else f"{self.start}"

    @property
    def last(self) -> int:
        """The page of the file that it ends on."""
        return self.start + self.pages - 1


class PrintedPack(Struct, kw_only=True):
    """A print pack in collating order: whose it is, its file, and how many sheets it takes.

    `part` is `shop` for what a copy shop may see and `own` for what you print yourself; `folder`
    is the folder inside it, empty for a file that lies there. `blanks` says why sides are empty
    in the packs of that folder, with the sheets' codes. `weight` is that of most of its paper, in
    grams for a square metre, and `heavier` the pages in them that are on another.
    """

    pair: str
    part: str = ""
    folder: str = ""
    file: str = ""
    documents: tuple[PrintedDocument, ...]
    both_sides: bool = True
    sheets: int
    pages: int = 0
    blanks: tuple[str, ...] = ()
    weight: int = 80
    heavier: tuple[str, ...] = ()

    @property
    def colour(self) -> bool:
        """Whether some document is worth colour."""
        return any(one.colour for one in self.documents)

    @property
    def stapled(self) -> tuple[str, ...]:
        """The pages of each document that is stapled."""
        return tuple(one.range for one in self.documents if one.stapled)


class PairToday(Struct):
    """A pair as the plan says it, with its id and the members who are there on the day."""

    id: str
    says: Pair
    members: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class DayContext:
    """One day of one programme, ready to be put on pages.

    `findings` are all of the audit's; a page gets those that its reader may see and no others.
    `replanned` is the rest of a day that runs late, and nothing on a day as planned.
    `access` is what people need, by reader: for their own papers and the facilitator's.
    `sources` are the plan's and the exercises' files, `exercise_files` the names of those of
    exercises by their ids, `said_in` those whose words findings repeat; `said_at` are the lines of
    what was said in conversation. `words` are the language's fixed ones.
    `packing`, `turns`, `sheets`, `slides` (the first and last of the group's deck, by parts of the
    day) and `printing` are empty where the day has none or they are not known yet. `permissions`
    are what people are asked for on any day. `organisation` is whose look the pages wear, by its
    name.
    """

    programme: Programme
    day: Day
    days: tuple[Day, ...]
    timetable: Timetable
    words: Mapping[str, Any]
    questions: Questions
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    seatings: tuple[Seating, ...] = ()
    sheets: tuple[SheetName, ...] = ()
    slides: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    packing: Packing | None = None
    printing: tuple[PrintedPack, ...] = ()
    replanned: Replanned | None = None
    access: Mapping[Recipient, Access] = field(default_factory=dict)
    sources: Mapping[str, YamlText] = field(default_factory=dict)
    exercise_files: Mapping[str, str] = field(default_factory=dict)
    said_in: tuple[str, ...] = ()
    said_at: Mapping[str, Place] = field(default_factory=dict)
    permissions: Set[str] = EVERY_PERMISSION
    organisation: str = ""
    sample: bool = False
    reports: bool = False

    @property
    def known_until(self) -> date:
        """The last date of which figures and states are told: the day's, in a report any date."""
        return date.max if self.reports else self.day.says.date

    def counting(self, **found: Any) -> "DayContext":
        """Return the context with what is found out only when there are pages to count or to send.

        That is all but the plan, the day, its timetable and the findings: what is derived of these
        goes along, and so is made once for all pages of the day. Needs are not among them: what is
        sent tells less of them.
        """
        made = replace(self, **found)
        derived = (name for name, of in vars(type(self)).items() if isinstance(of, cached_property))
        # A cached property lies beside the fields, where `replace` does not look.
        kept = (name for name in derived if name not in {"_read_so", "access_today"})
        vars(made).update({name: getattr(self, name) for name in kept})
        return made

    def place_of(self, value: Source | str) -> Place | None:
        """Return the line on which a value is written, or None if the file is not known.

        Of words whose place is not known it is that of the question, the theme, the exercise or one
        of its materials, the sheet or what was said in conversation that reads so: findings and
        lists carry them without.
        """
        if isinstance(value, Place):
            return value
        at = value if isinstance(value, At) else self._read_so.get(_as_read(value))
        return self._placed(at) if isinstance(at, At) else at

    @cached_property
    def _placed(self) -> Callable[[At], Place | None]:
        @cache
        def line_of(at: At) -> Place | None:
            source = self.sources.get(at.file)
            if source is None:
                return None
            # What another way through an exercise does not say is what the exercise says.
            said_above = at.path not in source.values and at.path[1:] in source.values
            return source.place(at.path[1:] if said_above else at.path)

        return line_of

    @cached_property
    def _read_so(self) -> Mapping[str, Source]:
        found: dict[str, Source] = {_as_read(words): at for words, at in self.said_at.items()}
        files = [self.exercise_files.get(one.exercise.id, "") for one in self.timetable.exercises()]
        for file in dict.fromkeys(files):
            if file in self.sources:
                says = self.sources[file].data
                found[_as_read(says["name"])] = At(file, ("name",))
                for number, one in enumerate(says.get("materials", ())):
                    found[_as_read(str(one["what"]))] = At(file, ("materials", number))
        found |= {_as_read(one.called): one.titled_at for one in self.sheets if one.titled_at}
        for file in self.said_in:
            source = self.sources.get(file)
            for path, words in words_in(source.data) if source else ():
                if SAID & {*map(str, path[-1:])} or OF_THEMES & {*map(str, path[:1])}:
                    found[_as_read(words)] = At(file, path)
        return found

    @cached_property
    def wording(self) -> Wording:
        """The language's words, ready to be filled in."""
        says = self.programme.says
        return Wording(self.words, says.roles, self.programme.file, says.language)

    @cached_property
    def by_reader(self) -> Mapping[Recipient, Sequence[Finding]]:
        """Findings by who may read them: the gate, opened once for everybody."""
        return findings_by_reader(self.findings)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone who is there on the day, sponsors last: who is ill or away is not among them."""
        here = frozenset(self.timetable.present)
        return tuple(one for one in self.programme.people if one.id in here)

    @cached_property
    def paired(self) -> tuple[Person, ...]:
        """Everyone of a pair who is there on the day."""
        return tuple(one for one in self.people if one.pair)

    @cached_property
    def in_post(self) -> tuple[Person, ...]:
        """Everyone of a pair who has the post on the day, there or not."""
        today = self.day.says.date
        return tuple(one for one in self.programme.people if one.pair and one.there_on(today))

    @cached_property
    def away(self) -> tuple[Person, ...]:
        """Everyone whom the day is for and who cannot come, sponsors last."""
        away = {*invited_to(self.programme, self.day.says)} - {*self.timetable.present}
        return tuple(one for one in self.programme.people if one.id in away)

    @cached_property
    def pairs_today(self) -> Mapping[str, PairToday]:
        """The pairs by id, in the order written, each with the members who are there."""
        return {
            id_: PairToday(id_, pair, self.members(id_))
            for id_, pair in self.programme.pairs.items()
        }

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """The stock takes up to the day of which there is anything to say, the earliest first."""
        dates, today = self.programme.says.stock_takes, self.day.says.date
        waves = dict.fromkeys(one.wave for one in self.findings)
        found = [wave for wave in waves if wave and dates.get(wave, today) <= today]
        return tuple(sorted(found, key=lambda wave: dates.get(wave, date.min)))

    @cached_property
    def rated_waves(self) -> tuple[str, ...]:
        """Those of the stock takes in which people filled in a questionnaire."""
        rated = {one.wave for one in self.findings if is_rating(one)}
        return tuple(wave for wave in self.waves if wave in rated)

    @property
    def rated(self) -> bool:
        """Whether people fill in a questionnaire: not where there were conversations alone."""
        only_talks = bool(self.waves) and not self.rated_waves
        return bool(self.questions.dimensions) and not only_talks

    @cached_property
    def latest(self) -> tuple[Finding, ...]:
        """What the latest stock take says of the group."""
        found = self.by_reader.get(GROUP, ())
        return tuple(one for one in found if one.wave == (self.waves or ("",))[-1])

    @property
    def is_new(self) -> bool:
        """Whether no earlier day could show the latest stock take."""
        taken = self.programme.says.stock_takes.get((self.waves or ("",))[-1], date.max)
        before = (one.says.date for one in self.days if one.number < self.day.number)
        return bool(self.waves) and not any(taken <= one for one in before)

    @cached_property
    def shows_mutual_views(self) -> bool:
        """Whether the day makes time for what role groups think of each other."""
        return any(MUTUAL_VIEWS in slot.exercise.uses for slot in self.timetable.exercises())

    @property
    def reports_mutual_views(self) -> bool:
        """Whether the plan puts them into the report of the year, which the last day makes."""
        later = any(one.number > self.day.number for one in self.days)
        return self.programme.says.mutual_views_in_report and not later

    @property
    def stock_take_planned(self) -> bool:
        """Whether the plan has a stock take on or before the day, answered or not."""
        return any(on <= self.day.says.date for on in self.programme.says.stock_takes.values())

    @property
    def strict(self) -> bool:
        """Whether minutes of kinds of work are counted by the programme's strict rule."""
        return self.programme.says.capital == "strict"

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of pairs (their services), people and sponsors by id."""
        programme = self.programme
        names = {id_: pair.called(id_) for id_, pair in programme.pairs.items()}
        written = {pair: self.written_at(pair) for pair in names}
        written |= {person.id: At(programme.file, person.written_at) for person in programme.people}
        names |= {person.id: person.name for person in programme.people}
        return {id_: OwnedStr(name, "", written[id_]) for id_, name in names.items()}

    @cached_property
    def words_for(self) -> Mapping[str, str]:
        """What people, pairs and roles are called, by the words that a plan names them with."""
        says = self.programme.says
        roles = {role: self.wording.roles(role) for role in says.roles}
        coaches = {
            id_: OwnedStr(coach.name, "", At(self.programme.file, ("coaches", id_)))
            for id_, coach in says.coaches.items()
        }
        return {
            **self.names,
            **coaches,
            **roles,
            "sponsors": self.wording.sponsor(len(says.sponsors)),
        }

    def written_at(self, word: str) -> At | None:
        """Return where the name of a pair, a person or a sponsor is written, by its id."""
        programme = self.programme
        person = programme.by_id.get(word)
        if word in programme.pairs:
            return At(programme.file, ("pairs", word, "service"))
        return At(programme.file, person.written_at) if person else None

    def made_before(self) -> Iterator[Action]:
        """Yield the promises made on an earlier day; one that names no day is always among them."""
        numbers = {day.id: day.number for day in self.days}
        today = self.day.number
        return (one for one in self.actions if numbers.get(one.made, 0) < today)

    def made_today(self) -> Iterator[Action]:
        """Yield the promises made on this day: none before it is over and they are written down."""
        return (one for one in self.actions if one.made == self.day.id)

    @cached_property
    def access_today(self) -> Mapping[Recipient, Access]:
        """What the people who are there need, in the programme's order."""
        readers = (one.reader for one in self.people)
        return {one: self.access[one] for one in readers if one in self.access}

    def on_paper(self, reader: Recipient) -> bool:
        """Say whether a reader's own sheets are printed: not for who takes them on a screen."""
        access = self.access.get(reader)
        return access is None or access.on_paper

    def counted(self) -> tuple[Outcome, ...]:
        """The group's own measures as they were known on the day: no figure from after it."""
        return tuple(one for one in self.agreed() if one.date <= self.known_until)

    def agreed(self) -> tuple[Outcome, ...]:
        """The same with those that nobody has counted yet."""
        today = self.known_until

        def known(one: Outcome) -> Outcome:
            ahead = one.repeat_date is not None and one.repeat_date > today
            then = {"repeat": None, "repeat_date": None} if ahead else {}
            counts = {on: value for on, value in one.counts.items() if on <= today}
            return one.model_copy(update={**then, "counts": counts})

        return tuple(map(known, self.programme.says.outcomes))

    def milestones(self) -> tuple[Milestone, ...]:
        """What is to be reached, and where it stood on the day: nothing of what came after it."""
        today, unknown = self.known_until, {"state": "", "date": None, "result": ""}
        return tuple(
            one.model_copy(update=unknown) if one.date and one.date > today else one
            for one in self.programme.says.milestones
        )

    def charter(self) -> tuple[str, ...]:
        """The group's own rules, once they are agreed: on the days after that day."""
        says = self.programme.says
        return says.charter if self._is_later(says.charter_agreed) else ()

    def mission(self, pair: str = "") -> str:
        """What the group, or one of its pairs, says it is for, on the days after it agreed."""
        says = self.programme.says
        own = says.pairs[pair].mission if pair else says.mission
        return own.strip() if self._is_later(says.mission_agreed) else ""

    def _is_later(self, agreed: date | None) -> bool:
        return agreed is None or agreed < self.day.says.date

    def members(self, pair: str) -> tuple[Person, ...]:
        """The people of a pair who are there on the day."""
        return self._by_pair.get(pair, ())

    @cached_property
    def own_people(self) -> Mapping[Recipient, Set[str]]:
        """The ids of each reader's own people who are there: themselves, or a pair's members."""
        found: dict[Recipient, set[str]] = {}
        for one in self.people:
            for reader in (one.reader, Recipient("pair", one.pair or one.id)):
                found.setdefault(reader, set()).add(one.id)
        return found

    @cached_property
    def _own_slots(self) -> Mapping[Recipient, Sequence[Slot]]:
        readers: dict[str, list[Recipient]] = {}
        for reader, people in self.own_people.items():
            for one in people:
                readers.setdefault(one, []).append(reader)
        everybody = (*self.own_people, *(one.reader for one in self.away))
        found: dict[Recipient, list[Slot]] = {reader: [] for reader in everybody}
        for slot in self.timetable.every_slot():
            theirs = (reader for one in slot.people for reader in readers.get(one, ()))
            for reader in dict.fromkeys(theirs):
                found[reader].append(slot)
        return found

    def slots_of(self, reader: Recipient) -> Sequence[Slot]:
        """The slots of the day, of what runs side by side those that a reader has a part in."""
        return self._own_slots.get(reader, tuple(self.timetable.every_slot()))

    @cached_property
    def _by_pair(self) -> Mapping[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for one in self.people:
            found[one.pair] = (*found.get(one.pair, ()), one)
        return found

    def mark(self, role: str) -> Mark:
        """The shape of a role: circle for the first of a pair, diamond for the second.

        A square for the third, a triangle on its tip for the fourth. Sponsors, who share a role, go
        by name: a triangle for the first, a square for others.
        """
        return self._marks.get(role, "third")

    @cached_property
    def _marks(self) -> Mapping[str, Mark]:
        says = self.programme.says
        sponsors = [one.name for one in self.programme.people if not one.pair]
        of_members: tuple[Mark, ...] = ("doctor", "manager", "third", "fourth")
        others = [role for role in says.roles if role not in of_members]
        free = [mark for mark in of_members if mark not in says.roles]
        return {
            **dict(zip(others, free, strict=False)),
            **{mark: mark for mark in (*of_members, "sponsor", "everyone")},
            **dict.fromkeys(sponsors, "third"),
            **dict.fromkeys(sponsors[:1], "sponsor"),
        }
