"""What is held on one person, over all kinds of the data map and in the plan, and who names them.

`audit.subject_access_files` has a reader for each way in which files say whose something is: a new
kind of file is a row of the data map.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from facilitate.audit.codebook import comments_of
from facilitate.audit.masking import TITLES, NamesToMask, mask_names, names_to_mask
from facilitate.audit.wave import answers_id
from facilitate.document import FieldSpec
from facilitate.faults import KeyPath, Place
from facilitate.files import MAX_BYTES, start_of
from facilitate.load.answers import AnswerRow, read_answers
from facilitate.load.plan import Plan
from facilitate.load.plan_files import STOCK_TAKES, format_path
from facilitate.load.voices import informant_code, read_voices
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import YamlText, values_in
from facilitate.model import Pair, Person, Programme
from facilitate.model.attendance import (
    coached_by,
    ids_of,
    people_of,
    present_on,
    reporting_lines,
)
from facilitate.model.plan import Action
from facilitate.structs import Struct, field, replace

IDENTITIES = "private/identities.yaml"

TO_CHECK = "to-check"
"""The folder of what people are shown of their own words before anybody else sees them."""
OF_THE_POST = "whoever held the post then"
"""What stands in a file where a post has changed hands and the file does not say when it is of."""


class Own(Struct):
    """One thing that is held on the person: the kind's key, where it stands, what it is and says.

    `about` is what it belongs to: a stock take, an away day, a promise; empty for the file itself.
    """

    kind: str
    place: Place
    label: str
    text: str
    about: str = ""


class Mention(Struct):
    """A place in which somebody else wrote of the person: not quoted, it is theirs as well."""

    kind: str
    place: Place
    what: str


class HeldData(Struct):
    """All that is held, in the order of the data map; `unread` are files that no program reads."""

    own: tuple[Own, ...]
    mentions: tuple[Mention, ...]
    unread: tuple[str, ...]

    def of(self, kind: str) -> tuple[Own, ...]:
        """Return what is held in files of one kind."""
        return tuple(one for one in self.own if one.kind == kind)


class Subject(Struct):
    """Whom everything is looked up for.

    `id` is the plan's; `row` what the first column of an answers file calls them; `codes` those of
    their conversations, and `comments` those of their comments. `since` and `until` bound the time
    in the post, because somebody else had or has its id before and after.
    """

    id: str
    row: str
    name: str
    names: NamesToMask
    nobody: NamesToMask
    since: date | None = None
    until: date | None = None
    codes: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The name of the folder of what was made for this person: nobody else's."""
        return f"{self.id}-until-{self.until}" if self.until else self.id

    def held_post(self, day: date | None) -> bool:
        """Say whether the post was this person's on a day; one that is not known counts as now."""
        if day is None:
            return self.until is None
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)

    def given(self, name: str, takes: Mapping[str, date]) -> bool:
        """Say whether what lies under this id in a file is surely this person's.

        `name` is the stock take that the file is called after, of `takes`. Where a post has changed
        hands, and the file is called otherwise, nobody can tell.
        """
        if name in takes:
            return self.held_post(takes[name])
        begun = self.since is None or self.since <= min(takes.values(), default=date.min)
        return begun and self.until is None

    def named_in(self, words: str) -> bool:
        """Say whether words name the person, or are or hold the id.

        Titles are looked past, because whoever has one is struck, known or not.
        """
        if re.search(rf"(?<![\w-]){re.escape(self.id)}(?![\w-])", words, re.IGNORECASE):
            return True
        return any(
            mask_names(text, self.names) != mask_names(text, self.nobody)
            for text in {words, TITLES.sub("", words)}
        )


def subject_of(plan: Plan, person: str, *, former: bool = False) -> Subject | None:
    """Return the person of an id, or with `former` whoever held that post before; None of nobody.

    An id that is no longer in the plan is somebody's for as long as private files have it.
    """
    now = plan.programme.by_id.get(person)
    if now is None:
        found = _with_words(
            plan, Subject(person, person, "", _names(plan, None), _names(plan, None))
        )
        private = plan.private
        known = {*private.sharing, *private.access, *private.contacts}
        rows = {row.person for table in private.waves.values() for row in table.rows}
        there = person in known | rows or bool(found.codes)
        return found if there and not former else None
    if former and not now.joined:
        return None
    names = [each.name for each in plan.programme.people]
    one = Subject(
        id=person,
        row=answers_id(now),
        name="" if former or names.count(now.name) > 1 else now.name,
        names=_names(plan, None if former else now),
        nobody=_names(plan, None),
        since=None if former else now.joined,
        until=now.joined if former else None,
    )
    return _with_words(plan, one)


def _names(plan: Plan, person: Person | None) -> NamesToMask:
    """Return what names one person alone; of somebody who is not in the plan nothing does."""
    says = plan.programme.says
    pairs: dict[str, Pair] = {}
    if person and person.pair:
        pair = says.pairs[person.pair]
        member = {"name": person.name or "–", "title": person.title}
        told = {"service": pair.service, "site": pair.site, person.role: member}
        pairs = {person.pair: Pair.model_validate(told)}
    sponsors = {key: one for key, one in says.sponsors.items() if person and key == person.id}
    alone = says.model_copy(update={"pairs": pairs, "sponsors": sponsors})
    return names_to_mask(replace(plan.programme, says=alone))


def _with_words(plan: Plan, one: Subject) -> Subject:
    """Return the person with the codes under which words of conversations and comments lie."""
    codes = {
        informant_code(word)
        for way, leaf in texts_in(yaml_of(plan.folder / IDENTITIES, plan.folder))
        for key in way[-1:]
        for word, whom in ((str(key), leaf), (leaf, str(key)))
        if is_person(whom, one)
    }
    takes = plan.programme.says.stock_takes
    if one.since or one.until:
        first = min(takes, key=takes.__getitem__, default="")
        voices, _ = read_voices(plan.private.voices, "")
        codes &= {x.informant for x in voices if one.given(x.wave or first, takes)}
    comments = {
        comment.code for wave, row in rows_of(plan, one) for comment in comments_of(row, wave)
    }
    return replace(one, codes=frozenset(codes - {""}), comments=frozenset(comments))


def is_person(word: str, one: Subject) -> bool:
    """Say whether a word is the person's id or name, whoever typed it in capitals or not."""
    return " ".join(word.casefold().split()) in {one.id, one.row, one.name.casefold()} - {""}


def rows_of(plan: Plan, one: Subject) -> Iterator[tuple[str, AnswerRow]]:
    """Yield the person's rows of answers with the stock take that they are of."""
    takes = plan.programme.says.stock_takes
    for path in sorted((plan.folder / STOCK_TAKES).glob("*.answers.csv")):
        wave = path.name.removesuffix(".answers.csv")
        if one.held_post(takes.get(wave)):
            for row in read_answers(text_of(path), path.name)[0].rows:
                if row.person == one.row:
                    yield wave, row


def text_of(path: Path) -> str:
    """Return a file's text; letters that are not UTF-8 become signs of that."""
    return start_of(path, MAX_BYTES).decode("utf-8-sig", "replace")


def yaml_of(path: Path, folder: Path) -> YamlText:
    """Return a YAML file as it can be read; nothing where there is none."""
    return read(start_of(path, MAX_BYTES), format_path(path, folder))


def texts_in(source: YamlText) -> Iterator[tuple[KeyPath, str]]:
    """Yield what stands in a file's values, as text, with its key path."""
    return ((way, str(one)) for way, one in values_in(source.data) if one is not None)


Holdings = Iterator[Own | Mention | str]
"""What a reader yields: what is the person's, where others named them, or a file nobody reads."""

Forms = Mapping[str, Sequence[FieldSpec]]


class SubjectSearch(Struct):
    """Whom everything is looked up for, in which plan; `forms` are those that may come back."""

    plan: Plan
    one: Subject
    forms: Forms = field(default_factory=dict)

    @property
    def takes(self) -> Mapping[str, date]:
        """The days of the stock takes by name."""
        return self.plan.programme.says.stock_takes

    def named(self, kind: str, place: Place, what: str, words: str) -> Iterator[Mention]:
        """Yield the place if the words name the person."""
        if self.one.named_in(words):
            yield Mention(kind, Place(place.file, place.line), what)


PROGRAMME = "programme"
"""The kind of the data map that the organiser's own files are."""


@dataclasses.dataclass(slots=True)
class _Plan:
    """A plan looked through for one person; `seen` are the values that are told already."""

    search: SubjectSearch
    seen: set[tuple[str, KeyPath]] = dataclasses.field(default_factory=set)

    def own(self, file: str, way: KeyPath, label: str, text: str) -> Iterator[Own]:
        self.seen.add((file, way))
        if text:
            yield Own(PROGRAMME, self._place(file, way), label, text)

    def _place(self, file: str, way: KeyPath) -> Place:
        source = self.search.plan.sources.get(file)
        return Place(file, source.place(way).line if source else None)

    @property
    def _programme(self) -> Programme:
        return self.search.plan.programme

    def all(self) -> Holdings:
        """Yield who the person is, what is planned and was promised, and where they are named."""
        one = self.search.one
        people = self.search.plan.programme.people
        person = next((x for x in people if x.id == one.id and one.until is None), None)
        if person:
            yield from self._who(person)
            yield from self._coaches()
            yield from self._promises_of_sponsors()
        yield from self._sessions()
        yield from self._promises()
        yield from self._days()
        yield from self._named()

    def _who(self, person: Person) -> Iterator[Own]:
        programme = self.search.plan.programme
        way: KeyPath = ("sponsors", person.id)
        if person.pair:
            way = ("pairs", person.pair, person.role)
        for label, text in (
            ("Name", person.name),
            ("Title", person.title),
            ("Role", person.role),
            ("Service", person.service),
            ("In the post from", str(person.joined or "")),
            ("In the post until", str(person.left or "")),
            ("Acting", "yes" if person.acting else ""),
            ("Catch-ups of the pair", self._catch_ups(person)),
        ):
            yield from self.own(programme.file, way, label, text)
        for boss, below in reporting_lines(programme):
            if person.id in (boss, below):
                told = ("Reports to", boss) if person.id == below else ("Manages", below)
                yield from self.own(programme.file, ("manages",), *told)

    def _catch_ups(self, person: Person) -> str:
        pair = self.search.plan.programme.pairs.get(person.pair)
        counts = pair.catch_ups.items() if pair else ()
        return ", ".join(f"{on}: {held} of {planned}" for on, (held, planned) in counts)

    def _sessions(self) -> Holdings:
        """Yield the dates of the person's time in the post; how many were held is of the post."""
        programme, says, one = self._programme, self._programme.says, self.search.one
        for word, days in says.coaching.items():
            if one.id in ids_of([word], programme):
                text = ", ".join(str(day) for day in days if one.held_post(day))
                yield from self.own(programme.file, ("coaching", word), "Coaching dates", text)
        for word, done in says.coaching_done.items():
            way: KeyPath = ("coaching done", word)
            if one.id not in ids_of([word], programme):
                continue
            if one.since or one.until:
                self.seen.add((programme.file, way))
                yield Mention(PROGRAMME, self._place(programme.file, way), OF_THE_POST)
            else:
                yield from self.own(programme.file, way, "Coaching sessions held", str(done))

    def _coaches(self) -> Iterator[Own]:
        programme, says = self._programme, self._programme.says
        for word, text in says.needs_agreed_with.items():
            if self.search.one.id in ids_of([word], programme):
                way: KeyPath = ("needs agreed with", word)
                yield from self.own(programme.file, way, "Agrees what to work on with", text)
        for coach, one in says.coaches.items():
            if self.search.one.id in coached_by(coach, programme):
                way = ("coaches", coach, "coaches")
                yield from self.own(programme.file, way, "Coached by", one.name)

    def _promises_of_sponsors(self) -> Iterator[Own]:
        plan, file = self.search.plan, self.search.plan.programme.file
        for number, one in enumerate(plan.programme.says.promises):
            if self._means(one.sponsor):
                text = _joined(one.what, one.by, one.status)
                yield from self.own(file, ("promises", number), "Promise", text)

    def _promises(self) -> Iterator[Own]:
        plan = self.search.plan
        for number, action in enumerate(plan.actions):
            for label, word in (("Promise", action.who), ("Asks about promise", action.witness)):
                if self._means(word) and self._was_there(word, action):
                    text = _joined(action.what, action.by, action.status)
                    way = ("actions", number)
                    yield from self.own("actions.yaml", way, f"{label} {action.id}", text)

    def _was_there(self, word: str, action: Action) -> bool:
        """Say whether what names the post names this person; a pair's is whoever's has it now."""
        one = self.search.one
        if one.until is None and ids_of([word], self.search.plan.programme) != (one.id,):
            return True
        dates = {day.id: day.says.date for day in self.search.plan.days}
        return one.held_post(dates.get(action.made, min(dates.values(), default=None)))

    def _means(self, word: str) -> bool:
        """Say whether a word is the person, or the pair that is theirs."""
        meant = people_of(word, self.search.plan.programme) if word else ()
        return self.search.one.id in {one.id for one in meant}

    def _days(self) -> Iterator[Own]:
        programme, one = self.search.plan.programme, self.search.one
        for day in self.search.plan.days:
            if one.held_post(day.says.date):
                there = one.id in present_on(programme, day.says)
                absent = one.id in ids_of(day.says.absent, programme)
                text = "there, as planned" if there else "not there" if absent else ""
                label = f"Away day of {day.says.date}"
                yield from self.own(day.file, ("absent",), label, text)

    def _named(self) -> Holdings:
        for file, source in self.search.plan.sources.items():
            if file.startswith("private/") or not isinstance(source.data, dict):
                continue
            seen = [way for of, way in self.seen if of == file]
            for way, leaf in texts_in(source):
                theirs = way[0] in ("pairs", "sponsors") and (len(way) < 4 or way[-1] == "name")
                if not theirs and not any(way[: len(inner)] == inner for inner in seen):
                    place = Place(file, source.place(way).line)
                    what = " ".join(str(key) for key in way if not isinstance(key, int))
                    yield from self.search.named(PROGRAMME, place, what, leaf)


def _joined(*parts: object) -> str:
    return "; ".join(str(part) for part in parts if part)


def in_plan(search: SubjectSearch) -> Holdings:
    """Yield what the organiser's own files say of the person, and where they name them."""
    yield from _Plan(search).all()
