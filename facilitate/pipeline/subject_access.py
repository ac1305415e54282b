"""Somebody asks what is held on them: everything looked up, and two pages in `private/`."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from facilitate.audit.finding import Finding
from facilitate.audit.findings import PairTheme, PartnerLine, Quote
from facilitate.audit.findings_of_plan import audit_days
from facilitate.audit.ledger import SIDE_BY_SIDE
from facilitate.audit.subject_access import HeldData, Subject
from facilitate.audit.subject_access_files import SHOWN_TO_GROUP, held_on, ledger_rows
from facilitate.compose.data_protection import ReaderPage, Request, places_of_others, what_is_held
from facilitate.compose.wording import Wording, wording_of
from facilitate.load.plan import Plan
from facilitate.out.folder import in_the_way
from facilitate.out.manifest import NAME, read_manifest
from facilitate.pipeline.standalone import WrittenDocuments, forms_of, write_papers
from facilitate.pipeline.tick_lists import SEND
from facilitate.recipient import GROUP, Recipient
from facilitate.structs import Struct

FOLDER = "private/requests"
FORMATS = ("docx", "pdf")


class Exported(Struct):
    """What was found, and the files that say so."""

    held: HeldData
    pages: tuple[ReaderPage, ...]
    made: WrittenDocuments


def export(plan: Plan, one: Subject, outs: Iterable[Path], *, on: date) -> Exported:
    """Write what is held on a person, and the list of places for who looks it over."""
    wording = wording_of(plan.programme)
    held = held_on(plan, one, forms_of(plan))
    pages = tuple(dict.fromkeys(pages_of(plan, one, outs)))
    request = Request(
        programme=plan.programme,
        subject=one,
        on=on,
        held=held,
        pages=pages,
        seen=tuple(seen_by_day(plan, one, held, wording, on=on)),
    )
    target = plan.folder / FOLDER / one.folder
    away = in_the_way(plan.folder, [f"{FOLDER}/{one.folder}/{NAME}"])
    if away:
        return Exported(held, pages, WrittenDocuments((), away))
    papers = (what_is_held(request), places_of_others(request))
    made = write_papers(papers, FORMATS, plan, target, private=True)
    return Exported(held, pages, made)


def pages_of(plan: Plan, one: Subject, outs: Iterable[Path]) -> Iterator[ReaderPage]:
    """Yield the pages that were made for a person, or for the pair, packs for paper left out.

    A page in several formats is yielded once for each of them, each time the same.

    Who came later, or has left, is not whom the pages of the post were made for on other days.
    """
    dates = {day.id: day.says.date for day in plan.days}
    pair = plan.programme.pair_of.get(one.id, "")
    readers = {("person", one.id), ("sponsor", one.id)} | ({("pair", pair)} if pair else set())
    for out in outs:
        for path in sorted(out.glob(f"*/{NAME}")):
            manifest = read_manifest(path.parent)
            if manifest is None or not one.held_post(dates.get(manifest.day)):
                continue
            for entry in manifest.files:
                theirs = (entry.recipient.kind, entry.recipient.id) in readers
                if theirs and entry.template == SEND:
                    yield ReaderPage(manifest.day, entry.title, sent=entry.format in ("txt", "ics"))
                elif theirs and entry.template != "print":
                    yield ReaderPage(manifest.day, entry.title or entry.template)


def seen_by_day(
    plan: Plan, one: Subject, held: HeldData, wording: Wording, *, on: date
) -> Iterator[tuple[str, str]]:
    """Yield by day who has seen what: what the ledger recorded, and what the pages showed."""
    words = wording.words["held"]
    days = [day for day in plan.days if day.says.date <= on and one.held_post(day.says.date)]
    ledger = {(x.about.split(", ")[0], x.label): x.text for x in held.of("ledger")}
    known = {row.day for row in ledger_rows(plan)}
    own = {piece.text for piece in held.of("voices")}
    pair = plan.programme.pair_of.get(one.id, "")
    found = audit_days(plan, [day.says.date for day in days])
    for day, audit in zip(days, found, strict=True):
        told = f"{day.says.title}, {wording.short_date(day.says.date)}"
        figures = ledger.get((day.id, SHOWN_TO_GROUP))
        keys = dict.fromkeys(_shown(audit.findings, one, pair, own))
        if figures:
            yield told, words["seen by all"].format(figures=figures)
        elif audit.findings and day.id not in known:
            yield told, words["not recorded"]
        if (day.id, SIDE_BY_SIDE) in ledger:
            keys = {"seen by pair": None, **keys}
        yield from ((told, words[key]) for key in keys)


def _shown(findings: Iterable[Finding], one: Subject, pair: str, own: set[str]) -> Iterator[str]:
    """Yield what a day's pages showed of a person besides figures of the group."""
    keys = {
        "seen by pair": lambda x: isinstance(x, PairTheme) and Recipient("pair", pair) in x.readers,
        "seen by partner": lambda x: isinstance(x, PartnerLine) and x.subject.id == one.id,
        "seen in words": lambda x: isinstance(x, Quote) and x.words in own and GROUP in x.readers,
    }
    everything = tuple(findings)
    yield from (key for key, is_so in keys.items() if any(map(is_so, everything)))
