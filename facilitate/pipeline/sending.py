"""`send/`: what each person gets before the day, and six weeks on. Nothing is sent from here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from facilitate.compose.coaching import dates_ahead
from facilitate.compose.conditions import is_there_for, promises_made
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job, of_the_year
from facilitate.compose.template_names import TemplateNames
from facilitate.model import Access, Contact, Person
from facilitate.model.attendance import people_of, reader_of
from facilitate.model.times_and_dates import as_clock
from facilitate.out.manifest import Entry, sha256
from facilitate.pipeline.day_files import DayFiles, KnownPage
from facilitate.pipeline.prints import add_pack, pack_key
from facilitate.pipeline.tick_lists import SEND, Sending, address_of, stage_ticks
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.schedule.calendar import OwnDates, invited
from facilitate.structs import Struct, replace

LETTER = "joining-letter"
SIX_WEEKS_ON = "six-weeks-on.txt"
SPONSOR_PAGE = "sponsor-page"
BEFORE_THE_DAY = (LETTER, SPONSOR_PAGE)
"""What is read before the day, though a sponsor has it in hand on the day as well."""


class _Receiver(Struct):
    """Somebody to whom something is sent; `sheets` are the documents, by the names of the files.

    `person` is None for a coach; who is `away` is not expected on the day.
    """

    reader: Recipient
    name: str
    sheets: Mapping[str, Job]
    person: Person | None
    away: bool = False

    @property
    def id(self) -> str:
        return self.reader.id


def make_sending(
    files: DayFiles,
    found: Iterable[Job],
    names: TemplateNames,
    contacts: Mapping[str, Contact],
    asked: Callable[[str], bool],
) -> None:
    """Stage a folder for each person, sponsor and coach who is `asked` for.

    Who cannot come to the day gets what goes on between the days, and nothing of the day.

    Of choices, results and needs nothing is in there, but that somebody takes part from elsewhere:
    pages are composed anew for who needs anything, and all are in the usual look.
    """
    context = names.context
    elsewhere = {one for one, access in context.access_today.items() if access.remote}
    names = names.counting(access={one: Access(remote=True) for one in elsewhere})
    coaches = context.programme.says.coaches
    contacts = {**contacts, **{id_: Contact(email=one.email) for id_, one in coaches.items()}}
    told_as = context.words["to send"]
    receivers = tuple(_receivers(tuple(found), context))
    sent: dict[str, str] = {}
    for one in receivers:
        if not asked(one.id):
            continue
        link = context.day.says.link if one.reader in elsewhere else ""
        message = _message(one, link, context, contacts)
        text = _entry(f"{one.id}/message.txt", "txt", one.reader, told_as["txt"])
        files.add_bytes(text, message)
        version = message
        made = {name: files.page(job, names) for name, job in one.sheets.items()}
        pages = {name: page for name, page in made.items() if page is not None}
        version += b"".join(page.version.encode() for page in pages.values())
        as_paper = [name for name in pages if one.sheets[name].template.front.makes == "sheet"]
        if len(as_paper) > 1:
            title = ", ".join(one.sheets[name].bare_title for name in as_paper)
            _add_together(files, one, [pages.pop(name) for name in as_paper], title)
        for name, page in pages.items():
            job = one.sheets[name]
            for suffix in job.formats:
                path = f"{one.id}/{name}.{suffix}"
                title = told_as[suffix] if name == "letter" else job.bare_title
                entry = _entry(path, suffix, one.reader, title=title)
                files.add_page(entry, page, usual_look=True)
        if one.person:
            version += _add_dates(files, one, one.person, link, context)
        sent[one.id] = sha256(version)[:8]
    later = _six_weeks_on(receivers, context, contacts)
    if later:
        title = context.words["postcard"]["name"]
        files.add_bytes(_entry(SIX_WEEKS_ON, "txt", FACILITATOR, title), later)
    if receivers:
        first = _read_first(receivers, context, contacts)
        files.add_bytes(_entry("READ-ME-FIRST.txt", "txt", FACILITATOR), first)
    ticks = Sending(SEND, SEND, context.words["message"])
    stage_ticks(files, ticks, {one.id: one.name for one in receivers}, sent, contacts)


def _receivers(found: Sequence[Job], context: DayContext) -> Iterator[_Receiver]:
    """Yield who gets something before the day: people, sponsors, then those who have a page.

    These are whoever is away, and coaches.
    """
    given = {one.reader: one for one in context.people}
    away = {one.reader: one for one in context.away}
    coaches = context.programme.says.coaches
    named = {reader: one.name for reader, one in (given | away).items()}
    named |= {Recipient("coach", id_): one.name for id_, one in coaches.items()}
    briefed = tuple(reader for reader in named if reader.kind == "coach")
    sheets: dict[Recipient, dict[str, Job]] = {reader: {} for reader in named}
    for job in found:
        stem = job.template.stem
        for reader in briefed if job.recipient == GROUP else (job.recipient,):
            if reader in named and _goes_to(job, reader, context):
                sheets[reader]["letter" if stem == LETTER else stem] = job
    for reader, name in named.items():
        if sheets[reader] or reader in given:
            person = given.get(reader) or away.get(reader)
            yield _Receiver(reader, name, sheets[reader], person, reader in away)


def _goes_to(job: Job, reader: Recipient, context: DayContext) -> bool:
    """Say whether a document is sent to somebody: their own, or a coach's copy of the group's."""
    front = job.template.front
    goes_on = job.sent and of_the_year(front)
    if reader.kind == "coach" and job.recipient == GROUP:
        return goes_on and all(is_there_for(need, reader, context) for need in front.requires)
    own = goes_on or job.template.stem in BEFORE_THE_DAY or reader.kind == "coach"
    return own and job.recipient == reader


def only_sent(found: Iterable[Job], context: DayContext) -> frozenset[str]:
    """Return the paths, without the ending, of documents that say no more than those in `send/`."""
    return frozenset(
        job.path_stem
        for one in _receivers(tuple(found), context)
        if context.access.get(one.reader) in (None, Access(), Access(remote=True))
        for job in one.sheets.values()
        if job.recipient == one.reader
    )


def _entry(path: str, suffix: str, reader: Recipient, title: str = "") -> Entry:
    return Entry(f"{SEND}/{path}", suffix, SEND, reader, title=title or path)


def _add_together(files: DayFiles, one: _Receiver, pages: Sequence[KnownPage], title: str) -> None:
    """Stage the sheets to write on as one file, so that one is attached."""
    entry = _entry(f"{one.id}/sheets.pdf", "pdf", one.reader, title=title)
    entry = replace(entry, key=pack_key(pages, files.look))
    add_pack(files, entry, pages, both_sides=False)


def _add_dates(
    files: DayFiles, one: _Receiver, person: Person, link: str, context: DayContext
) -> bytes:
    """Stage the entries for somebody's calendar and return them; none without a date."""
    name, title = context.programme.name, context.words["message"]["meeting"]
    dates = OwnDates(name, one.id, dates_ahead(person.id, context), title)
    if one.away and not dates.meetings:
        return b""
    if not one.away:
        dates = invited(context.timetable, link or context.day.says.venue, dates)
    file = "meetings.ics" if one.away else "away-day.ics"
    entry = _entry(f"{one.id}/{file}", "ics", one.reader, title=context.words["to send"]["ics"])
    made_from = f"{files.program} {dates!r}".encode()
    files.add_made(replace(entry, key=sha256(made_from)), dates.file)
    return files.staging.current(entry.path).read_bytes()


def _as_file(lines: Iterable[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()


def _message(
    one: _Receiver, link: str, context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    """Return a message: the address, the subject, and a text that stands without the letter."""
    words, contact = context.words["message"], context.programme.says.contact
    said: Iterable[str]
    if one.person is None:
        brief, place = words["for a coach"].format(**_when(context)), context.day.says.venue
        subject, said = words["subject for a coach"], (brief, *_led_by(one, context, place))
    elif one.away:
        subject, said = words["subject between the days"], _told_of_pages(one, one.person, context)
    else:
        subject, said = words["subject"], _invited(one, one.person, link, context)
    lines = [
        address_of(one.id, contacts) or words["no address"],
        subject.format(day=context.day.says.title, **_when(context)),
        "",
        words["greeting"].format(name=one.name),
        "",
        *said,
        *([words["contact"].format(contact=contact)] if contact else ()),
    ]
    return _as_file(lines)


def _when(context: DayContext) -> Mapping[str, str]:
    return {
        "date": context.wording.date(context.day.says.date),
        "start": as_clock(context.day.says.start),
        "end": as_clock(context.timetable.end),
    }


def _invited(one: _Receiver, person: Person, link: str, context: DayContext) -> Iterator[str]:
    """Yield what somebody of the day is told."""
    words, says = context.words["message"], context.day.says
    yield words["when"].format(**_when(context))
    if link:
        yield words["link"].format(link=link)
    elif says.venue:
        yield words["where"].format(place=says.venue)
    pair = context.programme.pairs.get(person.pair)
    if pair and (cover := pair.cover or says.cover):
        service = context.programme.says.own_words["service"]
        yield words["cover"].format(service=service, cover=cover)
    yield from _led_by(one, context)
    if "letter" in one.sheets:
        yield words["letter"]
    yield words["calendar"]
    if dates_ahead(person.id, context):
        yield words["meetings"]
    yield from _with_it(one, context)


def _with_it(one: _Receiver, context: DayContext) -> Iterator[str]:
    titles = [f"“{job.bare_title}”" for name, job in one.sheets.items() if name != "letter"]
    if titles:
        yield context.words["message"]["also"].format(titles=context.wording.listed(titles))


def _told_of_pages(one: _Receiver, person: Person, context: DayContext) -> Iterator[str]:
    """Yield what somebody is told who cannot come: what goes on, and no word of the reason."""
    words = context.words["message"]
    yield words["between the days"].format(**_when(context))
    yield from _with_it(one, context)
    if dates_ahead(person.id, context):
        yield words["meetings alone"]


def _led_by(one: _Receiver, context: DayContext, place: str = "") -> Iterator[str]:
    """Yield what somebody leads, and where if their message does not say it above."""
    words, where = context.words["message"], f" ({place})" if place else ""
    for slot in context.timetable.every_slot():
        word = slot.item.led_by if slot.item else ""
        leads = people_of(word, context.programme)
        if one.id in (word, *(person.id for person in leads)):
            others = [each.name for each in leads if each in context.people and each.id != one.id]
            said = words["you lead with" if others else "you lead"]
            at, names = as_clock(slot.start) + where, context.wording.listed(others)
            yield said.format(title=slot.title, at=at, names=names)


def _six_weeks_on(
    receivers: Sequence[_Receiver], context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    """Return a text for each who promised something and is there six weeks later, in one file.

    It lies by itself, so that nobody sends it with the letter. Empty where nobody promised.
    """
    date = context.day.says.date + timedelta(weeks=6)
    asked = [
        one
        for one in receivers
        if one.person and one.person.there_on(date) and promises_made(context, {one.id})
    ]
    words = context.words["postcard"]

    def lines() -> Iterator[str]:
        yield words["top"].format(date=context.wording.long_date(date))
        for number, one in enumerate(asked, 1):
            yield from ("", words["next person"].format(number=number, of=len(asked), id=one.id))
            yield from _postcard(one, context, contacts)

    return _as_file(lines()) if asked else b""


def _postcard(
    one: _Receiver, context: DayContext, contacts: Mapping[str, Contact]
) -> Iterator[str]:
    """Yield a text for six weeks after the day, with what was promised on it."""
    words, wording, says = context.words["postcard"], context.wording, context.day.says
    programme, day = context.programme, wording.long_date(says.date)
    pair = one.person.pair if one.person else ""
    theirs = {one.reader, Recipient("pair", pair), GROUP}
    promised = [each for each in context.made_today() if reader_of(each.who, programme) in theirs]
    ahead = [each for each in context.days if each.number > context.day.number]
    yield address_of(one.id, contacts) or context.words["message"]["no address"]
    yield words["subject"].format(day=says.title)
    yield ""
    yield context.words["message"]["greeting"].format(name=one.name)
    yield ""
    yield words["promised" if promised else "slip"].format(date=day)
    yield from (f"- {each.what}" for each in promised)
    yield words["question"]
    yield words["no answer"]
    if ahead:
        yield words["next"].format(date=wording.long_date(ahead[0].says.date))


def _read_first(
    receivers: Sequence[_Receiver], context: DayContext, contacts: Mapping[str, Contact]
) -> bytes:
    words, says = context.words["message"]["read first"], context.day.says
    missing = [one.id for one in receivers if not address_of(one.id, contacts)]
    number = f"{len(receivers)} {'person' if len(receivers) == 1 else 'people'}"
    date = context.wording.date(says.date)
    steps = [f"{n}. {step}" for n, step in enumerate(words["steps"], 1)]
    lines = [words["title"].format(day=says.title, date=date, people=number), "", *steps]
    lines += ["", words["why"]]
    if promises_made(context):
        sent = context.wording.long_date(says.date + timedelta(weeks=6))
        lines += ["", context.words["postcard"]["read first"].format(date=sent)]
    if missing:
        lines += ["", words["missing"].format(ids=", ".join(missing))]
    return _as_file(lines)
