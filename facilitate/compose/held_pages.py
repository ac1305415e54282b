"""What somebody who asks is handed: all that is held on them; and the list for who looks it over.

These two pages belong to no day and to no build. They are made of a person's own data for that
person alone, so they go past the gate, which decides what others may read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from facilitate.audit.held import Held, Own, Subject
from facilitate.compose.plain_pages import (
    in_bold,
    page_section,
    plain_page,
    quiet,
    said,
    word_table,
)
from facilitate.compose.wording import Wording
from facilitate.document import Block, Document, Heading, Paragraph, Table
from facilitate.load.plan_files import DATA_MAP, DataKind
from facilitate.model import Programme
from facilitate.recipient import FACILITATOR, Recipient


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was made for the person or the pair: its day and its title.

    `sent` says that it is what goes with a letter, a message or an entry of a calendar.
    """

    day: str
    title: str
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, on which day, and what was found; `seen` says by day who has seen what of it."""

    programme: Programme
    subject: Subject
    on: date
    held: Held
    pages: Sequence[Page]
    seen: Sequence[tuple[str, str]]


def what_is_held(request: Request, wording: Wording) -> Document:
    """Return everything that is held on a person, for that person to read."""
    return _document("what-is-held", _own(request, wording), request, wording)


def places_of_others(request: Request, wording: Wording) -> Document:
    """Return where others wrote of a person, and what no program can read, for who looks it over.

    Nothing of it is quoted: it is about whoever wrote it as well.
    """
    return _document("for-the-lead", _others(request, wording), request, wording)


def _document(name: str, blocks: Iterator[Block], request: Request, wording: Wording) -> Document:
    words = wording.words["held"]
    own = name == "what-is-held"
    title = words[name].format(person=request.subject.id)
    return plain_page(
        request.programme,
        name,
        title,
        [page_section(title, blocks)],
        head=words["head"],
        foot=words["foot"],
        reader=Recipient("person", request.subject.id) if own else FACILITATOR,
        date=request.on.isoformat(),
        private=True,
    )


def _own(request: Request, wording: Wording) -> Iterator[Block]:
    words, held = wording.words["held"], request.held
    until = request.programme.says.delete_by
    lead = words["lead"].format(date=wording.date(request.on), id=request.subject.id)
    yield Paragraph(text=said(lead))
    nothing: list[str] = []
    unread: list[str] = []
    for kind in DATA_MAP:
        if kind.holds in ("pages", "copies"):
            continue
        found = held.of(kind.key)
        if kind.holds == "unread":
            unread.append(kind.where)
        elif not found:
            nothing.append(kind.where)
        else:
            yield from _kind(kind, found, wording, until)
    yield Heading(level=2, text=said(words["seen title"]))
    yield from _seen(request, words)
    yield Heading(level=2, text=said(words["else title"]))
    contact = request.programme.says.contact or wording.words["notice"]["nobody"]
    for key in ("nothing", "unread", "others", "rights"):
        text = words[key].format(
            nothing="; ".join(nothing), unread="; ".join(unread), contact=contact
        )
        yield Paragraph(text=said(text))


def _kind(
    kind: DataKind, found: Sequence[Own], wording: Wording, until: date | None
) -> Iterator[Block]:
    words, row = wording.words["held"], wording.words["data map"]["rows"][kind.key]
    what = row["held"].format_map(defaultdict(str)) or row["why"]
    title = next((run.text for run in in_bold(what) if run.bold), row["why"])
    yield Heading(level=2, text=said(title))
    ends = until.isoformat() if until else wording.words["data map"]["undecided"]
    line = words["kind"].format(
        where=kind.where, why=row["why"], reader=row["reader"], until=row.get("until", ends)
    )
    yield quiet(line)
    for about, ones in groupby(found, key=lambda one: one.about):
        yield _table(
            (words["what"], words["says"]),
            [(one.label, one.text) for one in ones],
            alt=about or kind.where,
            caption=about,
        )


def _seen(request: Request, words: dict[str, Any]) -> Iterator[Block]:
    if request.seen:
        yield _table((words["day"], words["seen"]), request.seen, alt=words["seen title"])
    else:
        yield Paragraph(text=said(words["seen by nobody"]))
    if request.pages:
        yield Paragraph(text=said(words["pages"]))
        by_day = groupby(request.pages, key=lambda one: one.day)
        rows = [(day, "; ".join(one.title for one in ones)) for day, ones in by_day]
        yield _table((words["day"], words["page"]), rows, alt=words["pages"])


def _others(request: Request, wording: Wording) -> Iterator[Block]:
    words, held = wording.words["held"], request.held
    yield Paragraph(text=said(words["lead of others"]))
    if held.mentions:
        rows = [
            (f"{one.place.file}{f', line {one.place.line}' if one.place.line else ''}", one.what)
            for one in held.mentions
        ]
        yield _table((words["place"], words["where"]), rows, alt=words["places"])
    else:
        yield Paragraph(text=said(words["nobody wrote"]))
    unread = [*held.unread, *(kind.where for kind in DATA_MAP if kind.holds == "unread")]
    yield Heading(level=2, text=said(words["unread title"]))
    yield Paragraph(text=said(words["look"]))
    yield _table((words["place"],), [(one,) for one in unread], alt=words["unread title"])


def _table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str, caption: str = ""
) -> Table:
    shares = (2.0, 3.0) if len(header) == 2 else (1.0,)
    first = f"{header[0]} ({caption})" if caption else header[0]
    return word_table((first, *header[1:]), rows, shares=shares, alt=alt)
