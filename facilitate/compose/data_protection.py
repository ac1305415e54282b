"""What papers on data protection may say, and what somebody is handed who asks for their data."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, get_args

from facilitate.audit.subject_access import HeldData, Own, Subject
from facilitate.compose.papers import Paper
from facilitate.compose.placeholder import MOST_LETTERS
from facilitate.compose.who_sees_what import ANSWERS, WhoSeesWhat, confidentiality, limits
from facilitate.compose.wording import Wording, plural, wording_of
from facilitate.faults import Place
from facilitate.load.plan_files import DATA_MAP, DataKind, End
from facilitate.model import Day, Programme
from facilitate.model.attendance import reporting_pairs, to_be_asked_alone
from facilitate.recipient import FACILITATOR, Recipient
from facilitate.structs import Struct


def kind_view(kind: DataKind, wording: Wording) -> Mapping[str, str]:
    """Return a kind of what is held in words: where, its title, whose, why, its reader, its end.

    `ending` says how it ends; `until` is empty unless it is another time than that of all the rest.
    """
    words: Mapping[str, str] = wording.words["data map"][kind.key]
    return {
        "title": words["why"],
        "until": "",
        **words,
        "where": kind.where,
        "ending": wording.of("ends", kind.end),
    }


def kinds_held(seen: WhoSeesWhat) -> tuple[DataKind, ...]:
    """Return the kinds of what is held of people where they are asked for this."""
    there = {
        "": True,
        "stock take": "talks" in seen.kinds,
        "questionnaire": "ratings" in seen.kinds,
    }
    return tuple(kind for kind in DATA_MAP if there[kind.of])


def lawful_basis(basis: str, wording: Wording) -> str:
    """Return a lawful basis with its place in Article 6; words of the plan's own as they stand."""
    letter = wording.words["lawful bases"].get(basis.casefold())
    return wording("lawful basis", basis=basis, letter=letter) if letter else basis


class DataProtection(Struct):
    """What the papers are made from: the plan, its days, and what people are asked for (`seen`)."""

    programme: Programme
    days: Sequence[Day]
    seen: WhoSeesWhat

    def notice(self) -> Paper:
        """Return what everyone who takes part is told beforehand, on one page or two."""
        return self._paper("privacy-notice")

    def data_map(self) -> Paper:
        """Return one page: each kind of file, whose data, what for, who reads it, when it goes."""
        return self._paper("data-map")

    def assessment(self) -> Paper:
        """Return the draft of a data protection impact assessment, with fields to fill in."""
        return self._paper("impact-assessment")

    def hand_over(self) -> Paper:
        """Return what happens to each file and paper when the facilitator leaves, to sign off."""
        return self._paper("hand-over")

    def _paper(self, template: str) -> Paper:
        return Paper(template=template, programme=self.programme, names=self.names())

    def names(self) -> Mapping[str, Any]:
        """Return the names that these papers may read."""
        says, seen, wording = self.programme.says, self.seen, wording_of(self.programme)
        posts = [one for one in self.programme.people if one.pair and not one.vacant]
        roles = Counter(one.role for one in posts)
        reporting = reporting_pairs(self.programme)
        to_ask = to_be_asked_alone(self.programme)
        basis = says.lawful_basis.strip()
        held = kinds_held(seen)
        gave = wording.words["who sees what"]["gave"]
        return {
            "contact": says.contact,
            "delete_by": says.delete_by,
            "who_sees_what": seen,
            "confidentiality": confidentiality(self.programme, wording),
            "held": tuple(kind_view(kind, wording) for kind in held),
            "by_end": {
                end.replace(" ", "_"): tuple(kind.where for kind in held if kind.end == end)
                for end in get_args(End)
            },
            "asked": seen.kinds,
            "answers": tuple(
                gave[kind].format(partner=seen.partner) for kind in seen.kinds if kind in ANSWERS
            ),
            "lawful_basis": lawful_basis(basis, wording),
            "ground": basis.casefold(),
            "people_count": len(posts),
            "roles": tuple(
                plural(n, wording.role(role), wording.roles(role)) for role, n in roles.items()
            ),
            "pairs": plural(len(self.programme.sizes), says.own_words["service"]),
            "sponsor_count": len(says.sponsors),
            "reporting": len(reporting),
            "asked_alone": sum(one not in to_ask for one in reporting),
            "coaching": bool(says.coaching),
            "limits": limits(self.programme),
            "dates": self._dates(),
            "last_day": max((day.says.date for day in self.days), default=None),
        }

    def _dates(self) -> tuple[Mapping[str, date | str], ...]:
        """Return when people are asked (no title), and the days, in order."""
        takes = [("", on) for on in self.programme.says.stock_takes.values()]
        dated = [*takes, *((day.says.title, day.says.date) for day in self.days)]
        found = sorted(dated, key=lambda one: one[1])
        return tuple({"date": on, "title": title} for title, on in found)


class ReaderPage(Struct):
    """One page that was made for the person or the pair: its day and its title.

    `sent` says that it is what goes with a letter, a message or an entry of a calendar.
    """

    day: str
    title: str
    sent: bool = False


class Request(Struct):
    """Who asks, on which day, and what was found; `seen` says by day who has seen what of it."""

    programme: Programme
    subject: Subject
    on: date
    held: HeldData
    pages: Sequence[ReaderPage]
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
