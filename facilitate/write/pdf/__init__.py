"""PDF by Typst: tagged (PDF/UA-1), with our own fonts, the same bytes on every machine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from threading import Lock

import typst

from facilitate.document import Document, Heading, Origin, placed, plain, walk
from facilitate.faults import Fault
from facilitate.structs import Struct, replace
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pdf.context import CLOSER, SHORTER, Closeness, sheet_for
from facilitate.write.pdf.pages import Pages, apart, pages_for, separate_sheets
from facilitate.write.pdf.typesetter import FONTS as FONTS
from facilitate.write.pdf.typesetter import Json, Standard, TracedPage, traced_page, typesetter

VERSION = 23

TYPST = {
    "failed to decode image": "picture",
    "PDF/UA-1 error: the text": "letters",
    "text with missing codepoints": "letters",
}
"""What Typst says only in words: a damaged picture, or that PDF/UA refuses letters without a shape
or shapes of a chart's words (joined letters of Indian or Arabic script) that name no letter. A file
with such letters is tagged all the same."""


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


def traced(document: Document, look: Look) -> tuple[TracedPage, ...]:
    """Return the pages as pictures, set as `write` sets them, with the lines of all their words.

    None of what the typesetter refuses.
    """
    paged = partial(pages_for, look=look, title=document.title, duplex=True)
    fonts = look.brand.fonts if look.brand else ()
    keys = _keys((document,), look, duplex=True)
    known = {n: _CLOSENESS[key] for n, key in enumerate(keys) if key in _CLOSENESS}
    try:
        if len(known) < len(keys):
            *_, known = _laid_out(paged, (document,), look=look, duplex=True)
        pages = paged((document,), closeness=known, traced=True)
        return tuple(map(traced_page, typesetter(fonts).pictures(pages)))
    except typst.TypstError:
        return ()


def _typeset(documents: tuple[Document, ...], look: Look, *, title: str, duplex: bool) -> Written:
    """Return the PDF; what the typesetter refuses is left out and told."""
    paged = partial(pages_for, look=look, title=title, duplex=duplex)
    fitted = partial(_fitted, look=look, duplex=duplex)
    try:
        return fitted(paged, documents, standard="ua-1")
    except typst.TypstError as error:
        why = next((what for words, what in TYPST.items() if words in str(error)), "")
        if why == "picture":
            # Only a whole reading of a picture finds a damage inside it.
            return fitted(partial(paged, pictures=False), documents, standard="ua-1")
        if why == "letters":
            written = fitted(paged, documents, standard="1.7")
            return replace(written, faults=(*written.faults, _not_drawn(title)))
        nothing = fitted(paged, (replace(documents[0], sections=()),), standard="1.7")
        return Written(nothing.data, (_refused(title, documents, error),))


def _fitted(
    paged: Callable[..., Pages],
    documents: Sequence[Document],
    *,
    look: Look,
    standard: Standard,
    duplex: bool,
) -> Written:
    """Return the PDF with no page for a line or two, as far as there is room to give or to leave.

    Nothing but what comes of all that is tried is written.
    """
    pages, told, _ = _laid_out(paged, documents, look=look, duplex=duplex)
    fonts = look.brand.fonts if look.brand else ()
    data = typesetter(fonts).pdf(pages, standard)
    ends = _endings(told)
    flows = len(ends) == len(pages.parts)
    spans = tuple((ends[n].first, ends[n].last) for n in sorted(ends) if flows)
    return Written(data, (*pages.faults, *_misfits(pages, told, ends, look)), spans)


def _laid_out(
    paged: Callable[..., Pages], documents: Sequence[Document], *, look: Look, duplex: bool
) -> tuple[Pages, Sequence[Json], dict[int, Closeness]]:
    """Return the pages, what the typesetter tells of them and how close each part is set.

    Each document is set closer if that saves a page, and else on shorter pages, so that more runs
    over to the last. Nothing but what is tried is laid out again for that.
    """
    fonts = look.brand.fonts if look.brand else ()
    setter = typesetter(fonts)
    keys = _keys(documents, look, duplex=duplex)
    closeness = {n: _CLOSENESS.get(key, Closeness()) for n, key in enumerate(keys)}
    new = [n for n, key in enumerate(keys) if key not in _CLOSENESS]
    pages = paged(documents, closeness=closeness)
    told = setter.told(pages)
    best = _endings(told)
    first = dict(closeness)
    for step in (*CLOSER[1:], *SHORTER):
        shorter = step.page < 1
        unsure = {
            n: replace(closeness[n], page=step.page) if shorter else step
            for n in new
            if n in best and best[n].last_mm < _worth_trying_mm(pages.parts[n], shorter=shorter)
        }
        if not unsure:
            continue
        tried = paged([pages.parts[n] for n in unsure], closeness=dict(enumerate(unsure.values())))
        told_of_tried = setter.told(tried)
        endings = _endings(told_of_tried)
        for place, (n, way) in enumerate(unsure.items()):
            if endings[place].is_better(best[n], shorter=shorter):
                closeness[n], best[n] = way, endings[place]
                if len(keys) == 1:  # what was tried is all there is
                    pages, told, first = tried, told_of_tried, dict(closeness)
    if closeness != first:
        pages = paged(documents, closeness=closeness)
        told = setter.told(pages)
    with _CLOSENESS_LOCK:
        _CLOSENESS.update((keys[n], closeness[n]) for n in new)
        while len(_CLOSENESS) > _MOST_KEPT:
            del _CLOSENESS[next(iter(_CLOSENESS))]
    return pages, told, closeness


def _keys(documents: Sequence[Document], look: Look, *, duplex: bool) -> list[tuple[int, object]]:
    """Return for each part what of it and of the look decides how close it has to be set."""
    about = (look.fingerprint, duplex)
    return [(hash(part), about) for parts in apart(documents) for part in parts]


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
_CLOSENESS: dict[tuple[int, object], Closeness] = {}
"""How close each document is set, by its hash: a pack need not try again what a sheet has."""
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


class Ending(Struct):
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
