"""Who is meant by `who:`, `absent:` and `keep apart:`, who reports to whom, who is there."""

from collections.abc import Iterable, Iterator

from facilitate.model.plan import DayFile, Person, Programme

EVERYONE = frozenset({"all", "everyone"})


def people_of(word: str, programme: Programme) -> tuple[Person, ...]:
    """Return the people meant by one word, or an empty tuple if it names nobody.

    A word is a person's id or name, a pair's id or service, `sponsors`, a role (`doctor` or
    `doctors`), or `all`; upper and lower case are the same.
    """
    fold = word.strip().casefold()
    everyone = tuple(programme.people())
    if fold in EVERYONE:
        return everyone
    if fold in {"sponsors", "sponsor"}:
        return tuple(person for person in everyone if person.role == "sponsor")
    by_role = tuple(p for p in everyone if fold in (p.role.casefold(), p.role.casefold() + "s"))
    if by_role:
        return by_role
    by_pair = tuple(p for p in everyone if p.pair and fold in (p.pair, p.service.casefold()))
    if by_pair:
        return by_pair
    return tuple(p for p in everyone if fold in (p.id, p.name.casefold()))


def known_words(programme: Programme) -> tuple[str, ...]:
    """Return every word that names somebody, for finding the one nearest to a slip."""
    people = tuple(programme.people())
    words = {"all", "sponsors", *(f"{role}s" for role in programme.says.roles)}
    for person in people:
        words |= {person.id, person.pair, person.service, person.name}
    return tuple(sorted(words - {""}))


def ids_of(words: Iterable[str], programme: Programme) -> tuple[str, ...]:
    """Return the ids of everyone meant by the words, once each, in the programme's order."""
    meant = {person.id for word in words for person in people_of(word, programme)}
    return tuple(person.id for person in programme.people() if person.id in meant)


def present_on(programme: Programme, day: DayFile) -> tuple[str, ...]:
    """Return the ids of the people in the room that day, sponsors included.

    That is everyone whose post is filled on the date, or those named by `present:`, without
    those named by `absent:`.
    """
    absent = set(ids_of(day.absent, programme))
    named = set(ids_of(day.present, programme)) if day.present else None
    return tuple(
        person.id
        for person in programme.people()
        if person.there_on(day.date) and person.id not in absent
        if named is None or person.id in named
    )


def reporting_lines(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield the ids of who manages and of who reports, for each two people of `manages:`."""
    for boss, reports in programme.says.manages.items():
        for manager in ids_of([boss], programme):
            for person in ids_of(reports, programme):
                yield manager, person


def reporting_pairs(programme: Programme) -> tuple[str, ...]:
    """Return the ids of the pairs in which one member reports to another, in their order.

    Sponsors are a pair of their own with the id "". Vacant posts report to nobody.
    """
    pair_of = {one.id: one.pair for one in programme.people() if not one.vacant}
    found = {
        pair_of[manager]
        for manager, person in reporting_lines(programme)
        if manager != person and manager in pair_of and pair_of[manager] == pair_of.get(person)
    }
    return tuple(pair for pair in ("", *programme.pairs) if pair in found)


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
