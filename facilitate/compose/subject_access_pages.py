"""What somebody who asks is handed: all that is held on them; and the list for who looks it over.

These two pages belong to no day and to no build. They are made of a person's own data for that
person alone, so they go past the gate, which decides what others may read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from facilitate.audit.subject_access import Held, Own, Subject
from facilitate.compose.data_protection import kind_view
from facilitate.compose.papers import Paper
from facilitate.compose.placeholder import MOST_LETTERS
from facilitate.compose.wording import Wording, wording_of
from facilitate.faults import Place
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


def what_is_held(request: Request) -> Paper:
    """Return everything that is held on a person, for that person to read."""
    held, says = request.held, request.programme.says
    wording = wording_of(request.programme)
    here = [kind for kind in DATA_MAP if kind.holds not in ("pages", "copies")]
    read = [kind for kind in here if kind.holds != "unread"]
    by_day = groupby(request.pages, key=lambda one: one.day)
    return _paper(
        "what-is-held",
        request,
        reader=Recipient("person", request.subject.id),
        on=request.on,
        delete_by=says.delete_by,
        contact=says.contact,
        held=tuple(_kind(kind, held.of(kind.key), wording) for kind in read if held.of(kind.key)),
        nothing=tuple(kind.where for kind in read if not held.of(kind.key)),
        unread=tuple(kind.where for kind in here if kind not in read),
        seen=tuple({"day": day, "what": what} for day, what in request.seen),
        pages=tuple(
            {"day": day, "titles": tuple(one.title for one in ones)} for day, ones in by_day
        ),
    )


def places_of_others(request: Request) -> Paper:
    """Return where others wrote of a person, and what no program can read, for who looks it over.

    Nothing of it is quoted: it is about whoever wrote it as well.
    """
    held = request.held
    unread = (kind.where for kind in DATA_MAP if kind.holds == "unread")
    return _paper(
        "for-the-lead",
        request,
        reader=FACILITATOR,
        mentions=tuple({"where": _line(one.place), "what": one.what} for one in held.mentions),
        to_look_at=(*held.unread, *unread),
    )


def _paper(template: str, request: Request, *, reader: Recipient, **names: Any) -> Paper:
    return Paper(
        template=template,
        programme=request.programme,
        names={"id": request.subject.id, **names},
        reader=reader,
        date=request.on.isoformat(),
    )


def _kind(kind: DataKind, found: Sequence[Own], wording: Wording) -> Mapping[str, Any]:
    """Return a kind of what is held, with what was found of it by what it belongs to."""
    parts = tuple(
        {"about": about, "rows": tuple(row for one in ones for row in _rows(one))}
        for about, ones in groupby(found, key=lambda one: one.about)
    )
    return {**kind_view(kind, wording), "parts": parts}


def _rows(one: Own) -> Iterator[Mapping[str, str]]:
    """Yield what is held as rows of a table; words longer than a cell may be take several."""
    pieces = [one.text[at : at + MOST_LETTERS] for at in range(0, len(one.text), MOST_LETTERS)]
    yield from ({"label": one.label, "text": piece} for piece in pieces or [""])


def _line(place: Place) -> str:
    return f"{place.file}{f', line {place.line}' if place.line else ''}"
