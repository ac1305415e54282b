"""`send/`: what each person gets before the day, and six weeks on. Nothing is sent from here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from facilitate.compose import TemplateNames, compose
from facilitate.compose.coaching import dates_ahead
from facilitate.compose.conditions import promises_made
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.document import stated
from facilitate.model import Access, Contact, Person
from facilitate.model.attendance import reader_of
from facilitate.model.units import as_clock
from facilitate.out.manifest import Entry, sha256
from facilitate.pipeline.day_files import DayFiles
from facilitate.pipeline.tick_lists import Sending, address_of, stage_ticks
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.calendar import invitation

FOLDER = "send"
LETTER = "joining-letter"


def make_sending(
    files: DayFiles,
    found: Iterable[Job],
    context: DayContext,
    contacts: Mapping[str, Contact],
    asked: Callable[[str], bool],
) -> None:
    """Stage a folder for each person who gets a letter and is `asked` for.

    Of choices, results and needs nothing is in there, but that somebody takes part from elsewhere:
    letters are composed anew for who needs anything, and all are in the usual look.
    """
    letters = {job.recipient: job for job in found if job.template.stem == LETTER}
    elsewhere = {one for one, access in context.access_today().items() if access.remote}
    needs_left_out = replace(context, access={one: Access(remote=True) for one in elsewhere})
    names = TemplateNames(needs_left_out)
    people = [one for one in context.people if one.reader in letters]
    sent: dict[str, str] = {}
    for person in people:
        if not asked(person.id):
            continue
        document, faults = compose(letters[person.reader], names)
        files.faults += faults
        link = context.day.says.link if person.reader in elsewhere else ""
        message = _message(person, link, context, contacts)
        _add(files, person, "message.txt", message)
        for suffix in ("pdf", "docx"):
            if document is not None:
                entry = _entry(f"{person.id}/letter.{suffix}", suffix, person.reader)
                files.add_document(entry, document, usual_look=True)
        place = link or context.day.says.venue
        table = context.timetable.of(person.id)
        event = invitation(
            table,
            name=context.programme.name,
            place=place,
            reader=person.id,
            meetings=dates_ahead(person.id, context),
            meeting=context.words["message"]["meeting"],
        )
        _add(files, person, "away-day.ics", event)
        letter = stated(document).encode() if document is not None else b""
        sent[person.id] = sha256(message + letter + event)[:8]
        if promises_made(context, {person.id}):
            _add(files, person, "six-weeks-on.txt", _postcard(person, context, contacts))
    if people:
        first = _read_first(people, context, contacts)
        files.add_bytes(_entry("READ-ME-FIRST.txt", "txt", FACILITATOR, first), first)
    ticks = Sending(FOLDER, FOLDER, context.words["message"])
    stage_ticks(files, ticks, people, sent, contacts)


def _entry(path: str, suffix: str, reader: Recipient, data: bytes = b"") -> Entry:
    key = sha256(data) if data else ""
    return Entry(f"{FOLDER}/{path}", suffix, FOLDER, reader, key, title=path)


def _add(files: DayFiles, person: Person, name: str, data: bytes) -> None:
    entry = _entry(f"{person.id}/{name}", name.rsplit(".", 1)[-1], person.reader, data)
    files.add_bytes(entry, data)


def _as_file(lines: Iterable[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()


def _message(
    person: Person, link: str, context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    """Return a message: the address, the subject, and a text that stands without the letter."""
    words, wording, says = context.words["message"], context.wording, context.day.says
    table = context.timetable
    times = {"start": as_clock(says.start), "end": as_clock(table.end)}
    date = wording.date(says.date)

    def lines() -> Iterator[str]:
        yield address_of(person, contacts) or words["no address"]
        yield words["subject"].format(day=says.title, date=date, **times)
        yield ""
        yield words["greeting"].format(name=person.name)
        yield ""
        yield words["when"].format(date=date, **times)
        if link:
            yield words["link"].format(link=link)
        elif says.venue:
            yield words["where"].format(place=says.venue)
        pair = context.programme.pairs.get(person.pair)
        if cover := (pair and pair.cover) or says.cover:
            service = context.programme.says.own_words["service"]
            yield words["cover"].format(service=service, cover=cover)
        yield words["letter"]
        yield words["calendar"]
        if dates_ahead(person.id, context):
            yield words["meetings"]
        if context.programme.says.contact:
            yield words["contact"].format(contact=context.programme.says.contact)

    return _as_file(lines())


def _postcard(person: Person, context: DayContext, contacts: Mapping[str, Contact]) -> bytes:
    """Return a text for six weeks after the day, with what this person's pair promised on it."""
    words, wording, says = context.words["postcard"], context.wording, context.day.says
    programme, day = context.programme, wording.long_date(says.date)
    theirs = {person.reader, Recipient("pair", person.pair), GROUP}
    promised = [one for one in context.made_today() if reader_of(one.who, programme) in theirs]
    ahead = [one for one in context.days if one.number > context.day.number]

    def lines() -> Iterator[str]:
        yield address_of(person, contacts) or context.words["message"]["no address"]
        yield words["subject"].format(day=says.title)
        yield ""
        yield context.words["message"]["greeting"].format(name=person.name)
        yield ""
        yield words["promised" if promised else "slip"].format(date=day)
        yield from (f"- {one.what}" for one in promised)
        yield words["question"]
        yield words["no answer"]
        if ahead:
            yield words["next"].format(date=wording.long_date(ahead[0].says.date))

    return _as_file(lines())


def _read_first(
    people: Iterable[Person], context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    words, says = context.words["message"]["read first"], context.day.says
    people = tuple(people)
    missing = [one.id for one in people if not address_of(one, contacts)]
    number = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    date = context.wording.date(says.date)
    steps = [f"{n}. {step}" for n, step in enumerate(words["steps"], 1)]
    lines = [words["title"].format(day=says.title, date=date, people=number), "", *steps]
    lines += ["", words["why"]]
    if promises_made(context):
        sent = says.date + timedelta(weeks=6)
        lines += [
            "",
            context.words["postcard"]["read first"].format(date=context.wording.long_date(sent)),
        ]
    if missing:
        lines += ["", words["missing"].format(ids=", ".join(missing))]
    return _as_file(lines)
