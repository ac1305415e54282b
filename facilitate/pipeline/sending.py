"""`send/`: what each person gets before the day, and six weeks on. Nothing is sent from here."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

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
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.calendar import invitation

FOLDER = "send"
LETTER = "joining-letter"
TICKS = "tick-list.csv"
SENT, TO_DO, VERSION = 3, 5, 6
"""Columns of the tick list after name, address and folder: when it was sent, what is to do about
it, and which letter that was."""


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
        ticked = _ticked(files.staging.folder, context)
        if ticked:
            files.staging.take_over(f"{FOLDER}/{TICKS}")
        ticks = _tick_list(people, sent, ticked, context, contacts)
        files.add_bytes(_entry(TICKS, "csv", FACILITATOR, ticks), ticks)


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
        yield _address(person, contacts) or words["no address"]
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
        yield _address(person, contacts) or context.words["message"]["no address"]
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


def _address(person: Person, contacts: Mapping[str, Contact]) -> str:
    found = contacts.get(person.id)
    return found.email if found else ""


def _read_first(
    people: Iterable[Person], context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    words, says = context.words["message"]["read first"], context.day.says
    people = tuple(people)
    missing = [one.id for one in people if not _address(one, contacts)]
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


def _tick_list(
    people: Iterable[Person],
    sent: Mapping[str, str],
    ticked: Mapping[str, list[str]],
    context: DayContext,
    contacts: Mapping[str, Contact],
) -> bytes:
    """Return who gets what, with what was ticked already and what changed after it was sent.

    `sent` tells the letters as they are now, by person; of who was not asked for it stays.
    """
    words = context.words["message"]
    none = [""] * len(words["tick list"])
    heads = ticked.get(words["tick list"][2], words["tick list"])
    rows: dict[str, list[str]] = {heads[2]: heads}
    for one in people:
        before = ticked.get(one.id, none)
        row = rows[one.id] = [one.name, _address(one, contacts), one.id, *before[SENT:]]
        now = sent.get(one.id, row[VERSION])
        if row[SENT] and row[VERSION] not in {"", now}:
            row[TO_DO] = words["send again"]
        row[VERSION] = now
    for person, row in ticked.items():
        if person not in rows and row[SENT]:
            gone = row[TO_DO] if not row[VERSION] else words["not expected"]
            rows[person] = [*row[:TO_DO], gone, "", *row[VERSION + 1 :]]
    text = io.StringIO()
    csv.writer(text).writerows(rows.values())
    # The mark tells spreadsheets that letters are not of the computer's own country.
    return ("\ufeff" + text.getvalue()).encode()


def _ticked(day: Path, context: DayContext) -> Mapping[str, list[str]]:
    """Return the rows of a day's tick list as it lies there, by the person's folder.

    The heads are among them, since they hold that word; no row of a list that has other heads.
    """
    heads = context.words["message"]["tick list"]
    rows = _rows(day)
    if not rows or rows[0][: len(heads)] != heads:
        return {}
    wide = len(rows[0])
    return {row[2]: (row + [""] * wide)[:wide] for row in rows if len(row) > SENT}


def _rows(day: Path) -> list[list[str]]:
    """Return the rows of a day's tick list, whatever a spreadsheet parts its cells by; or none."""
    try:
        text = (day / FOLDER / TICKS).read_text(encoding="utf-8-sig")
        parted = max(",;\t", key=text.partition("\n")[0].count)
        return list(csv.reader(io.StringIO(text), delimiter=parted))
    except (OSError, ValueError, csv.Error):
        return []


def to_do_after_sending(day: Path) -> Iterator[str]:
    """Yield each person of a day's tick list about whom something is to do."""
    for row in _rows(day)[1:]:
        if len(row) > VERSION and row[TO_DO].strip():
            yield row[2]


def letters_ticked(day: Path) -> tuple[int, int]:
    """Return how many letters of a day's tick list are ticked as sent, and how many there are."""
    rows = [row for row in _rows(day)[1:] if len(row) > VERSION]
    return sum(bool(row[SENT].strip()) for row in rows), len(rows)
