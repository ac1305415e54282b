"""PDF by Typst: tagged (PDF/UA-1), with our own fonts, the same bytes on every machine."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from math import inf
from pathlib import Path
from typing import Literal

import typst

from facilitate.document import Document, placed
from facilitate.faults import Fault
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pdf.context import CLOSER
from facilitate.write.pdf.pages import Pages, pages_for

VERSION = 4

Standard = Literal["ua-1", "1.7"]

_NOT_UA = ("could not be displayed", "missing codepoints")
"""Why PDF/UA refuses: letters without a shape, or shapes of a chart's words (joined letters of
Indian or Arabic script) that name no letter. Such a file is tagged all the same."""

FONTS = Path(__file__).parents[1] / "fonts"
_TEMPLATES = Path(__file__).parent
_START = _TEMPLATES / "page.typ"


def write(document: Document, look: Look) -> Written:
    """Return the document as one tagged PDF; the only date in it is the document's own.

    It can be printed on both sides: a one-sided document has empty backs.
    """
    return _typeset((document,), look, title=document.title, duplex=True)


def pack(documents: Sequence[Document], look: Look, *, title: str, duplex: bool = True) -> Written:
    """Return the documents in this order as one PDF, page numbers counted for each of them.

    With `duplex` each starts on a right-hand page, after an empty one where that is needed.
    """
    return _typeset(tuple(documents), look, title=title, duplex=duplex)


def _typeset(documents: tuple[Document, ...], look: Look, *, title: str, duplex: bool) -> Written:
    """Return the PDF; what the typesetter refuses is left out and told."""
    whole = partial(pages_for, documents, look, title=title, duplex=duplex)
    try:
        return _fitted(whole, look, "ua-1", duplex=duplex)
    except typst.TypstError as error:
        if "failed to decode image" in str(error):
            # Only a whole reading of a picture finds a damage inside it.
            whole = partial(whole, pictures=False)
            return _fitted(whole, look, "ua-1", duplex=duplex)
        if any(words in str(error) for words in _NOT_UA):
            written = _fitted(whole, look, "1.7", duplex=duplex)
            return Written(written.data, (*written.faults, _not_drawn(title)))
        raise


def _fitted(
    whole: Callable[..., Pages], look: Look, standard: Standard, *, duplex: bool
) -> Written:
    """Return the PDF with no last page for a line or two, as far as there is room to give away."""
    about = (look.sheet, look.sheet_font, duplex)
    pages = whole()
    levels = {n: _LEVELS.get((part, about), 0) for n, part in enumerate(pages.parts)}
    new = [n for n, part in enumerate(pages.parts) if (part, about) not in _LEVELS]

    def typeset(wanted: dict[int, int]) -> tuple[Pages, bytes, dict[int, Ending]]:
        closeness = {number: CLOSER[level] for number, level in wanted.items() if level}
        made = whole(closeness=closeness) if closeness else pages
        return made, _compiled(made, standard), _endings()

    now = levels
    made, data, endings = typeset(now)
    best = endings
    unsure = [n for n in new if n in best and best[n].last_mm < PULLED_IN_MM]
    for level in range(1, len(CLOSER)):
        if not unsure:
            break
        now = levels | dict.fromkeys(unsure, level)
        made, data, endings = typeset(now)
        better = [n for n in unsure if endings[n].pages < best[n].pages]
        levels |= dict.fromkeys(better, level)
        best |= {n: endings[n] for n in better}
        unsure = [n for n in unsure if best[n].last_mm < PULLED_IN_MM]
    if now != levels:
        made, data, endings = typeset(levels)
    for number in new:
        _LEVELS[made.parts[number], about] = levels[number]
    while len(_LEVELS) > _MOST_LEVELS:
        del _LEVELS[next(iter(_LEVELS))]
    bare = (n for n, ending in endings.items() if ending.last_mm < LINES_MM)
    stubs = (_next_to_nothing(made.parts[n]) for n in bare)
    return Written(data, (*made.faults, *stubs, *_crowded(made)))


_MOST_LEVELS = 4096
_LEVELS: dict[tuple[Document, object], int] = {}
"""How close each document has to be set, so that a pack need not try again what a sheet has."""

PULLED_IN_MM = 80.0
"""A page that something runs over to is worth doing without where it holds less than this."""

LINES_MM = 15.0
"""A line or two: a page that something runs over to holds more."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How many pages a document takes, and the height of what the emptiest one holds.

    Of the pages only those count that something runs over to; `last_mm` is infinite without any.
    """

    pages: int
    last_mm: float = inf


def _endings() -> dict[int, Ending]:
    """Return where each document that flows from page to page ends; the pages themselves know."""
    found: dict[int, Ending] = {}
    held: dict[int, list[dict[str, float]]] = {}
    for each in json.loads(_compiler().query("<foot>", field="value")):
        held.setdefault(int(each["key"]), []).append(each)
    for number, feet in held.items():
        begun = first = int(feet[-1]["start"])
        last_mm = inf
        for foot in feet:
            if foot["page"] > begun:
                last_mm = min(last_mm, foot["held"])
            begun = int(foot["page"]) + 1
        found[number] = Ending(int(feet[-1]["page"]) - first + 1, last_mm)
    return found


def _next_to_nothing(document: Document) -> Fault:
    """Return M416: a page that only a line or two run over to, however close all is set."""
    section = document.sections[-1]
    fault = Fault(
        code="M416",
        message=f"A line or two of {document.title!r} stand on a page of their own.",
        hint="Shorten what stands before them by a line or two.",
        severity="warning",
    )
    return placed(fault, section.origin, section.blocks)


def _compiled(pages: Pages, standard: Standard) -> bytes:
    data = _compiler().compile(
        sys_inputs={"pages": pages.json},
        format="pdf",
        pdf_standards=standard,
        timestamp=_noon(pages.date),
    )
    # One output file comes back as bytes; only pictures come as a list.
    assert isinstance(data, bytes)
    return data


def _crowded(pages: Pages) -> tuple[Fault, ...]:
    """Return the faults of cards that hold more than fits; the page itself knows."""
    if not pages.must_fit:
        return ()
    found = _compiler().query("<fit>", field="value")
    crowded = {each["key"] for each in json.loads(found) if not each["fits"]}
    return tuple(fault for key, fault in pages.must_fit.items() if key in crowded)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return the compiler, which keeps fonts and parsed templates from one document to the next."""
    return typst.Compiler(
        str(_START),
        root=str(_TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )


def _noon(iso: str) -> datetime:
    """Return noon on the day, or on the first of January 1980 as our zip files have it."""
    day = date.fromisoformat(iso) if iso else date(1980, 1, 1)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _not_drawn(title: str) -> Fault:
    """Return M415: letters that no one face has together, or joined ones on a chart."""
    return Fault(
        code="M415",
        message=f"Some letters in {title!r} are perhaps not drawn, or not read aloud, as written.",
        hint="Look at the page: write those words another way where letters are missing or touch.",
        severity="warning",
    )
