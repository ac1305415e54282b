"""PDF by Typst: tagged (PDF/UA-1), with our own fonts, the same bytes on every machine."""

import atexit
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from math import inf
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock, local
from typing import Any, Literal

import typst

from facilitate.document import Document, Heading, Origin, placed, plain, walk
from facilitate.faults import Fault
from facilitate.write import Written
from facilitate.write.base_file import FontFile
from facilitate.write.look import Look
from facilitate.write.pdf.context import CLOSER, SHORTER, Closeness, sheet_for
from facilitate.write.pdf.pages import Pages, pages_for, separate_sheets

VERSION = 18

Json = dict[str, Any]

Fonts = tuple[FontFile, ...]

Standard = Literal["ua-1", "1.7"]

_NOT_UA = ("could not be displayed", "missing codepoints", "not mapped to a code point")
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
    written = _typeset(tuple(documents), look, title=title, duplex=duplex)
    parts = iter(written.spans)
    ranges = [[next(parts) for _ in separate_sheets(one)] for one in documents if written.spans]
    return replace(written, spans=tuple((some[0][0], some[-1][1]) for some in ranges))


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
            return replace(written, faults=(*written.faults, _not_drawn(title)))
        empty = partial(pages_for, [replace(documents[0], sections=())], look, title=title)
        nothing = _fitted(partial(empty, duplex=duplex), look, "1.7", duplex=duplex)
        return Written(nothing.data, (_refused(title, documents, error),))


def _fitted(
    whole: Callable[..., Pages], look: Look, standard: Standard, *, duplex: bool
) -> Written:
    """Return the PDF with no page for a line or two, as far as there is room to give or to leave.

    Each document is set closer if that saves a page, and else on shorter pages, so that more runs
    over to the last.
    """
    fonts = look.brand.fonts if look.brand else ()
    about = (look.sheet, look.sheet_font, look.heading_font, fonts, duplex)
    pages = whole()
    closeness = {
        n: _CLOSENESS.get((part, about), Closeness()) for n, part in enumerate(pages.parts)
    }
    new = [n for n, part in enumerate(pages.parts) if (part, about) not in _CLOSENESS]

    def typeset(wanted: dict[int, Closeness]) -> tuple[Pages, bytes, list[Json], dict[int, Ending]]:
        given = {number: each for number, each in wanted.items() if each != Closeness()}
        made = whole(closeness=given) if given else pages
        data = _compiled(made, standard, fonts)
        told = _measured(fonts)
        return made, data, told, _endings(told)

    now = closeness
    made, data, told, endings = typeset(now)
    best = dict(endings)
    for step in (*CLOSER[1:], *SHORTER):
        shorter = step.page < 1
        unsure = {
            n: replace(closeness[n], page=step.page) if shorter else step
            for n in new
            if n in best and best[n].last_mm < _worth_trying_mm(pages.parts[n], shorter=shorter)
        }
        if not unsure:
            continue
        now = closeness | unsure
        made, data, told, endings = typeset(now)
        for n in unsure:
            if endings[n].is_better(best[n], shorter=shorter):
                closeness[n], best[n] = now[n], endings[n]
    if now != closeness:
        made, data, told, endings = typeset(closeness)
    with _CLOSENESS_LOCK:
        for number in new:
            _CLOSENESS[made.parts[number], about] = closeness[number]
        while len(_CLOSENESS) > _MOST_KEPT:
            del _CLOSENESS[next(iter(_CLOSENESS))]
    flows = len(endings) == len(made.parts)
    spans = tuple((endings[n].first, endings[n].last) for n in sorted(endings) if flows)
    return Written(data, (*made.faults, *_misfits(made, told, endings, look)), spans)


def _misfits(
    made: Pages, told: Sequence[Json], endings: Mapping[int, "Ending"], look: Look
) -> Iterator[Fault]:
    """Yield what could not be set as it should: pages with next to nothing, what is too high."""
    for number, ending in endings.items():
        if ending.last_mm < lines_mm(made.parts[number], look):
            yield _next_to_nothing(made.parts[number])
    yield from (_alone(made, each) for each in told if "alone" in each)
    high = {each["key"] for each in told if not each.get("fits", True)}
    yield from (fault for key, fault in made.must_fit.items() if key in high)


_MOST_KEPT = 4096
_CLOSENESS: dict[tuple[Document, object], Closeness] = {}
"""How close each document has to be set, so that a pack need not try again what a sheet has."""
_CLOSENESS_LOCK = Lock()

PULLED_IN_MM = 80.0
"""A page that something runs over to is worth doing without where it holds less than this."""

LITTLE_MM = 60.0
"""Such a page looks forgotten where it holds less than this: the pages before it give some."""


def _worth_trying_mm(document: Document, *, shorter: bool) -> float:
    """Return what the emptiest page holds less than where the step may help; a poster is one."""
    if document.paper == "a3":
        return 0.0 if shorter else inf
    return LITTLE_MM if shorter else PULLED_IN_MM


def lines_mm(document: Document, look: Look) -> float:
    """Return the height of a line or two; a page that something runs over to holds more."""
    return 1.25 * sheet_for(document.paper, look).sizes.body


@dataclass(frozen=True, slots=True)
class Ending:
    """The pages that a document takes, and the height of what the emptiest one holds.

    Of the pages only those count that something runs over to; `last_mm` is infinite without any.
    """

    first: int
    last: int
    last_mm: float = inf

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return self.last - self.first + 1

    def is_better(self, before: "Ending", *, shorter: bool) -> bool:
        """Say whether closer setting saved a page, or shorter pages filled the emptiest."""
        if shorter:
            return self.pages == before.pages and self.last_mm > before.last_mm
        return self.pages < before.pages


def _measured(fonts: Fonts) -> list[Json]:
    """Return what the pages that were compiled last know of themselves: ends, fits, headings."""
    found: list[Json] = json.loads(_compiler(fonts).query("<told>", field="value"))
    return found


def _endings(told: Sequence[Json]) -> dict[int, Ending]:
    """Return where each document that flows from page to page ends."""
    found: dict[int, Ending] = {}
    held: dict[int, list[Json]] = {}
    for each in (each for each in told if "held" in each):
        held.setdefault(int(each["key"]), []).append(each)
    for number, feet in held.items():
        begun = first = int(feet[-1]["start"])
        last_mm = inf
        for foot in feet:
            if foot["page"] > begun:
                last_mm = min(last_mm, foot["held"])
            begun = int(foot["page"]) + 1
        found[number] = Ending(first, int(feet[-1]["page"]), last_mm)
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


def _alone(pages: Pages, told: Json) -> Fault:
    """Return M416: a heading on a page on which nothing follows it."""
    part, number = map(int, told["key"].split("-"))
    section = pages.parts[part].sections[number]
    after = section.blocks[told["alone"]]
    earlier = section.blocks[: told["alone"]]
    heading = next((one.text for one in reversed(earlier) if isinstance(one, Heading)), ())
    fault = Fault(
        code="M416",
        message=f"The heading {plain(heading or section.title)!r} stands alone on its page.",
        hint="Shorten it, or what follows it: together they are higher than a page.",
        severity="warning",
    )
    return placed(fault, after.origin, after)


def _compiled(pages: Pages, standard: Standard, fonts: Fonts) -> bytes:
    data = _compiler(fonts).compile(
        sys_inputs={"pages": pages.json},
        format="pdf",
        pdf_standards=standard,
        timestamp=_noon(pages.date),
    )
    # One output file comes back as bytes; only pictures come as a list.
    assert isinstance(data, bytes)
    return data


_OF_THREAD = local()


def _compiler(fonts: Fonts) -> typst.Compiler:
    """Return this thread's compiler, which keeps parsed templates from one document to the next."""
    if getattr(_OF_THREAD, "fonts", None) != fonts:
        known = _fonts(fonts)
        _OF_THREAD.compiler = typst.Compiler(str(_START), root=str(_TEMPLATES), font_paths=known)
        _OF_THREAD.fonts = fonts
    found: typst.Compiler = _OF_THREAD.compiler
    return found


@lru_cache(maxsize=4)
def _fonts(own: Fonts) -> typst.Fonts:
    """Return our fonts with an organisation's, whose files have to lie somewhere for as long."""
    paths = [str(FONTS)]
    if own:
        folder = Path(mkdtemp(prefix="facilitate-"))
        atexit.register(rmtree, folder, ignore_errors=True)
        for one in own:
            (folder / f"{one.digest}.ttf").write_bytes(one.data)
        paths.append(str(folder))
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _noon(iso: str) -> datetime:
    """Return noon on the day, or on the first of January 1980 as our zip files have it."""
    day = date.fromisoformat(iso) if iso else date(1980, 1, 1)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _refused(title: str, documents: Sequence[Document], error: Exception) -> Fault:
    """Return M417: pages that the typesetter gives up, such as boxes in boxes without end."""
    fault = Fault(
        code="M417",
        message=f"{title!r} cannot be set as PDF: {str(error).strip().rstrip('.')[:200]}.",
        hint="Take out what stands inside other things, or what is very long.",
    )
    origins = (getattr(part, "origin", Origin()) for part in walk(tuple(documents)))
    return placed(fault, next((origin for origin in origins if origin.line), Origin()))


def _not_drawn(title: str) -> Fault:
    """Return M415: letters that no one face has together, or joined ones on a chart."""
    return Fault(
        code="M415",
        message=f"Some letters in {title!r} are perhaps not drawn, or not read aloud, as written.",
        hint="Look at the page: write those words another way where letters are missing or touch.",
        severity="warning",
    )
