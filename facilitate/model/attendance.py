"""Who is meant by `who:`, `absent:` and `keep apart:`, who reports to whom, who is there."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from facilitate.model.plan import Action, DayFile
from facilitate.model.programme import Person, Programme
from facilitate.recipient import GROUP, Recipient
from facilitate.structs import Struct

EVERYONE = frozenset({"all", "everyone"})


class Meaning(Struct):
    """One thing that a word can stand for: its description, the people, and whose page it is.

    `choice` is what to write instead where the word stands for two things. `reader` is None for
    a role and for the sponsors together, who have no page of their own.
    """

    description: str
    choice: str
    people: tuple[Person, ...]
    reader: Recipient | None = None


def meanings(word: str, programme: Programme) -> tuple[Meaning, ...]:
    """Return everything that a word stands for: nothing, one thing, or several.

    A word is a person's id or name (of "Alex Sponsor, executive director" its part before the
    comma, too), a pair's id or service, `sponsors`, a role (`doctor` or `doctors`), or `all`; upper
    and lower case are the same. What means the same people twice, such as a pair of one, counts
    once.
    """
    fold = word.strip().casefold()
    found: dict[frozenset[str], Meaning] = {}
    for meaning in _meanings(fold, programme) if fold else ():
        found.setdefault(frozenset(one.id for one in meaning.people), meaning)
    return tuple(found.values())


def _meanings(fold: str, programme: Programme) -> Iterator[Meaning]:
    everyone = programme.people
    if fold in EVERYONE:
        yield Meaning("everyone", "all", everyone, GROUP)
    if fold in {"sponsors", "sponsor"}:
        theirs = tuple(one for one in everyone if not one.pair)
        if theirs:
            yield Meaning("the sponsors", "sponsors", theirs)
    roles = programme.says.roles
    for role in programme.roles_of_pairs:
        words = [role, f"{role}s"]
        words += [roles[role].one, roles[role].many] if role in roles else []
        if fold in [word.casefold() for word in words]:
            theirs = tuple(one for one in everyone if one.pair and one.role == role)
            yield Meaning(f"the role {role!r}", f"{role}s", theirs)
    for pair_id in programme.pairs_by_word.get(fold, ()):
        theirs = tuple(one for one in everyone if one.pair == pair_id)
        yield Meaning(f"the pair {pair_id!r}", pair_id, theirs, Recipient("pair", pair_id))
    for one in programme.people_by_word.get(fold, ()):
        yield Meaning(one.id, one.id, (one,), one.reader)


def people_of(word: str, programme: Programme) -> tuple[Person, ...]:
    """Return the people meant by one word; empty if it names nobody, or two things."""
    found = meanings(word, programme)
    return found[0].people if len(found) == 1 else ()


def name_of(word: str, programme: Programme) -> str:
    """Return what the one pair, person or coach is called whom a word means, else the word."""
    if word in programme.says.coaches:
        return programme.says.coaches[word].name
    reader, people = reader_of(word, programme), people_of(word, programme)
    if reader is None or reader == GROUP:
        return word
    if reader.kind == "pair":
        return programme.pairs[reader.id].called(reader.id)
    return people[0].name or word


def reader_of(word: str, programme: Programme) -> Recipient | None:
    """Return the pair, person or sponsor (or for `all` the group) that one word names, or None."""
    found = meanings(word, programme)
    return found[0].reader if len(found) == 1 else None


def choices(found: Iterable[Meaning], word: str) -> str:
    """Return what to write instead of a word with several meanings: `north-doctor or south`."""
    fold = word.strip().casefold()
    words = []
    for one in found:
        taken = one.choice.casefold() == fold
        words.append(", ".join(each.id for each in one.people) if taken else one.choice)
    return " or ".join(f"[{one}]" if "," in one else one for one in words)


def left_with_its_maker(action: Action, programme: Programme, days: Mapping[str, date]) -> bool:
    """Say whether somebody else has come to the post of whoever promised this alone.

    `days` are the dates of the away days by their ids; what names no day is of the first.
    """
    came = {one.reader: one.joined for one in programme.people}
    who = reader_of(action.who, programme)
    joined = came.get(who) if who else None
    day = days.get(action.made, min(days.values(), default=date.min))
    return joined is not None and day < joined


def known_words(programme: Programme) -> tuple[str, ...]:
    """Return every word that names somebody, for finding the one nearest to a slip."""
    people = programme.people
    words = {"all", "sponsors", *(f"{role}s" for role in programme.says.roles)}
    words |= {role.many for role in programme.says.roles.values()}
    for person in people:
        words |= {person.id, person.pair, person.service, person.name}
    return tuple(sorted(words - {""}))


def ids_of(words: Iterable[str], programme: Programme) -> tuple[str, ...]:
    """Return the ids of everyone meant by the words, once each, in the programme's order."""
    meant = {person.id for word in words for person in people_of(word, programme)}
    return tuple(person.id for person in programme.people if person.id in meant)


def present_on(programme: Programme, day: DayFile) -> tuple[str, ...]:
    """Return the ids of the people in the room that day, sponsors included.

    That is everyone whose post is filled on the date, or those named by `present:`, without
    those named by `absent:`.
    """
    absent = {*ids_of(day.absent, programme)}
    return tuple(one for one in invited_to(programme, day) if one not in absent)


def invited_to(programme: Programme, day: DayFile) -> tuple[str, ...]:
    """Return the ids of those whom a day is for, whether they can come or not."""
    named = ids_of(day.present, programme) if day.present else None
    return tuple(
        person.id
        for person in programme.people
        if person.there_on(day.date) and (named is None or person.id in named)
    )


def reporting_lines(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield the ids of who manages and of who reports, for each two people of `manages:`."""
    for boss, reports in programme.says.manages.items():
        for manager in ids_of([boss], programme):
            for person in ids_of(reports, programme):
                yield manager, person


def reporting_pairs(programme: Programme) -> tuple[str, ...]:
    """Return the ids of the pairs in which one member reports to another, in their order.

    Whoever reports to somebody reports to that person's manager too. Sponsors are a pair of their
    own with the id "". Vacant posts report to nobody.
    """
    pair_of = {one.id: one.pair for one in programme.people if not one.vacant}
    below: dict[str, set[str]] = {}
    for manager, person in reporting_lines(programme):
        below.setdefault(manager, set()).add(person)
    found = {
        pair
        for manager, pair in pair_of.items()
        if any(pair_of.get(person) == pair for person in _all_below(manager, below) - {manager})
    }
    return tuple(pair for pair in ("", *programme.pairs) if pair in found)


def _all_below(manager: str, below: Mapping[str, Set[str]]) -> set[str]:
    """Return everybody who reports to somebody, or to whoever reports to them."""
    found: set[str] = set()
    waiting = [manager]
    while waiting:
        new = below.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def to_be_asked_alone(programme: Programme) -> tuple[str, ...]:
    """Return those of `reporting_pairs` whose members have not each been asked alone.

    Whoever reports to the partner is not free to say no in the partner's hearing.
    """
    pairs = programme.pairs
    return tuple(
        pair
        for pair in reporting_pairs(programme)
        if pair not in pairs or not pairs[pair].asked_alone
    )


def coached_by(coach: str, programme: Programme) -> tuple[str, ...]:
    """Return the ids of everybody whom a coach coaches, in the programme's order.

    A sponsor is among them only by name or id: `all` are the people of all pairs.
    """
    words = programme.says.coaches[coach].coaches
    meant = ids_of(words, programme)
    named = {word.casefold() for word in words}
    sponsors = {
        one.id
        for one in programme.people
        if not one.pair and named.isdisjoint({one.id.casefold(), one.name.casefold()})
    }
    return tuple(one for one in meant if one not in sponsors)


def bearer_of(word: str, programme: Programme) -> str:
    """Return the id of the one person whose name holds these words: `Ada` of `Dr Ada Quartz`."""
    fold = f" {word.strip().casefold()} "
    bearers = [
        one.id
        for one in programme.people
        # A sponsor's title may stand behind the name, with a comma.
        if fold in f" {one.name.casefold().replace(',', ' ')} "
    ]
    return bearers[0] if len(bearers) == 1 else ""
