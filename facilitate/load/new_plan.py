"""The files of a new programme: the starter's words, with one's own people, roles and day."""

import re
from collections.abc import Iterator, Mapping

from facilitate.load.tables.agenda_table import AgendaRow, AgendaTable
from facilitate.load.tables.people_table import PairEntry, PeopleTable
from facilitate.load.yaml_spans import scalar
from facilitate.model.exercise import Exercise
from facilitate.model.roles import DOCTOR_AND_MANAGER
from facilitate.model.times_and_dates import as_clock, as_date

SAMPLE_ROLES = tuple(DOCTOR_AND_MANAGER)


def programme_text(
    starter: str,
    roles: Mapping[str, str],
    *,
    people_served: str,
    people: PeopleTable | None,
) -> str:
    """Return the starter's `programme.yaml` with these roles (key to word) and people.

    Without people its sample pairs bear the first two roles. A role that says itself is listed by
    its key alone.
    """
    text = starter
    if people is not None:
        text = _with_block(text, "pairs", _pairs(people.pairs))
        if people.sponsors:
            text = _with_block(text, "sponsors", _sponsors(people.sponsors))
    elif roles:
        for sample, key in zip(SAMPLE_ROLES, [*roles, *SAMPLE_ROLES[len(roles) :]], strict=False):
            text = text.replace(f"    {sample}:", f"    {key}:")
        if SAMPLE_ROLES[0] not in roles:
            text = re.sub(r"(?m)^(    [\w-]+: )Dr ", r"\1", text)
    new = ""
    if roles and tuple(roles) != SAMPLE_ROLES:
        new += "\n".join(_roles(roles)) + "\n\n"
    if people_served:
        new += "# What you call those whom the services are for.\n"
        new += f"words:\n  people served: {scalar(people_served)}\n\n"
        text = re.sub(r"(?m)^# words: \{people served.*\n", "", text)
    return text.replace("# Each pair runs one service.", f"{new}# Each pair runs one service.", 1)


def with_own_ids(text: str, roles: Mapping[str, str], people: PeopleTable | None) -> str:
    """Return a starter's file whose remarks speak of ids that are in this plan."""
    pair, members = SAMPLE_PAIRS[0], [*roles, *SAMPLE_ROLES[len(roles) :]]
    if people is not None:
        pair, row = next(one for one in people.pairs.items() if one[1].members)
        members = [*row.members]
        text = text.replace("{exec: [", f"{{{next(iter(people.sponsors), 'exec')}: [")
    for sample, role in zip(SAMPLE_ROLES, (members[0], members[-1]), strict=True):
        text = text.replace(f"{SAMPLE_PAIRS[0]}-{sample}", f"{pair}-{role}")
    return text


SAMPLE_PAIRS = ("north", "south", "east", "west")


def pair_words(people: PeopleTable | None) -> Mapping[str, str]:
    """Return what each pair may be called in a table of the day, to its id."""
    if people is None:
        return {word: pair for pair in SAMPLE_PAIRS for word in (pair, f"{pair} team")}
    named = {pair.service: key for key, pair in people.pairs.items() if pair.service}
    return {**named, **{key: key for key in people.pairs}}


def _with_block(text: str, key: str, lines: Iterator[str]) -> str:
    """Return the text with other lines under a top key."""
    block = f"{key}:\n" + "".join(f"  {line}\n" for line in lines)
    return re.sub(rf"(?m)^{key}:\n(?:  .*\n)+", lambda _: block, text, count=1)


def _roles(roles: Mapping[str, str]) -> Iterator[str]:
    yield "# What the members of a pair are. Pages use these words."
    if all(key.replace("-", " ") == word for key, word in roles.items()):
        yield f"roles: [{', '.join(roles)}]"
        return
    yield "roles:"
    for key, word in roles.items():
        yield f"  {key}: {scalar(word)}"


def _pairs(pairs: Mapping[str, PairEntry]) -> Iterator[str]:
    for name, pair in pairs.items():
        yield f"{name}:"
        for key, value in (("service", pair.service), ("site", pair.site)):
            if value:
                yield f"  {key}: {scalar(value)}"
        for role, (person, title) in pair.members.items():
            if person and not title:
                yield f"  {role}: {scalar(person)}"
            else:
                yield f"  {role}:"
                yield f"    name: {scalar(person)}" if person else "    vacant: yes"
                if title:
                    yield f"    title: {scalar(title)}"


def _sponsors(sponsors: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for name, (person, title) in sponsors.items():
        yield f"{name}:"
        yield f"  name: {scalar(person)}"
        if title:
            yield f"  title: {scalar(title)}"


def agenda_text(
    starter: str, day: AgendaTable, exercises: Mapping[str, Exercise], titles: Mapping[str, str]
) -> str:
    """Return the starter's agenda with another day under its remarks.

    `titles` are the words that items have by themselves. What the table did not say (title, date,
    start) is as in the starter.
    """
    head, _, rest = starter.partition("format: 1\n")
    said = dict(re.findall(r"(?m)^(title|date|start): ([^#\n]*?)\s*(?:#.*)?$", rest))
    lines = ["format: 1", f"title: {scalar(day.title) if day.title else said['title']}"]
    lines.append(f"date: {as_date(day.on) if day.on else said['date']}")
    lines.append(f"start: {as_clock(day.start) if day.start is not None else said['start']}")
    if day.finish is not None:
        lines.append(f"finish: {as_clock(day.finish)}")
    # What else a day says is left there as remarks, to be filled in.
    beside = re.search(r"(?ms)^venue:.*?(?=^agenda:)", rest)
    text = re.sub(r"(?m)^(?=[^#\n])", "# ", beside[0]) if beside else ""
    lines += [*text.splitlines(), "agenda:"]
    for row in day.rows:
        lines += _item(row, exercises, titles)
    return head + "\n".join(lines) + "\n"


def _item(
    row: AgendaRow, exercises: Mapping[str, Exercise], titles: Mapping[str, str]
) -> Iterator[str]:
    if row.tracks:
        yield "  - parallel:"
        for number, track in enumerate(row.tracks):
            yield from (f"    {line}" for line in _item(track, exercises, titles))
            last = number == len(row.tracks) - 1
            yield f"        who: {'the rest' if last else '[' + ', '.join(track.who) + ']'}"
        if row.not_before is not None:
            yield f"    not before: {as_clock(row.not_before)}"
        return
    if row.kind == "exercise":
        yield f"  - exercise: {row.exercise}"
        if exercises[row.exercise].time != row.minutes:
            yield f"    time: {row.minutes}m"
    else:
        yield f"  - {row.kind}: {row.minutes}m"
    title = "" if row.title.casefold() == titles.get(row.kind, "").casefold() else row.title
    for key, value in (
        ("title", title),
        ("led by", row.led_by),
        ("room", row.room),
        ("notes", row.notes),
    ):
        if value:
            yield f"    {key}: {scalar(value)}"
    if row.not_before is not None:
        yield f"    not before: {as_clock(row.not_before)}"


def contacts_text(addresses: Mapping[str, str]) -> str:
    """Return `private/contacts.yaml`: the address of each person by id."""
    lines = ["# Kept by the outside facilitator alone: where each person's pages are sent."]
    lines += ["format: 1", "contacts:"]
    for person, address in addresses.items():
        lines += [f"  {person}:", f"    email: {scalar(address)}"]
    return "\n".join(lines) + "\n"
