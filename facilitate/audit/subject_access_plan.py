"""What the organiser's own files say of one person, and where they name them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from facilitate.audit.subject_access import OF_THE_POST, Holdings, Mention, Own, Search, leaves
from facilitate.faults import KeyPath, Place
from facilitate.model import Person, Programme
from facilitate.model.attendance import (
    coached_by,
    ids_of,
    people_of,
    present_on,
    reporting_lines,
)
from facilitate.model.plan import Action


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan looked through for one person; `seen` are the values that are told already."""

    search: Search
    kind: str
    seen: set[tuple[str, KeyPath]] = field(default_factory=set)

    def own(self, file: str, way: KeyPath, label: str, text: str) -> Iterator[Own]:
        self.seen.add((file, way))
        if text:
            yield Own(self.kind, self._place(file, way), label, text)

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
                yield Mention(self.kind, self._place(programme.file, way), OF_THE_POST)
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
            for way, leaf in leaves(source.data):
                theirs = way[0] in ("pairs", "sponsors") and (len(way) < 4 or way[-1] == "name")
                if not theirs and not any(way[: len(inner)] == inner for inner in seen):
                    place = Place(file, source.place(way).line)
                    what = " ".join(str(key) for key in way if not isinstance(key, int))
                    yield from self.search.named(self.kind, place, what, leaf)


def _joined(*parts: object) -> str:
    return "; ".join(str(part) for part in parts if part)


def in_plan(search: Search, kind: str) -> Holdings:
    """Yield what the organiser's own files say of the person, and where they name them."""
    yield from _Plan(search, kind).all()
