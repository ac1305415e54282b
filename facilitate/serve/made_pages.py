"""The pages of the days as readers will have them: who gets which, and each made when asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import chain
from threading import Lock

from markupsafe import Markup

from facilitate.compose.jobs import folder
from facilitate.compose.template_set import Template
from facilitate.document import Block, Document, Run, Section, plain, walk
from facilitate.faults import Fault, Place, stops
from facilitate.model import Programme
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_pages import DayPages, Page, day_pages
from facilitate.pipeline.plan_templates import plan_templates, template_heads_of
from facilitate.recipient import GROUP, Recipient
from facilitate.schedule.timetable import Timetable
from facilitate.serve.latest_reading import PlanReading
from facilitate.serve.slide_pictures import Deck
from facilitate.serve.slide_sketch import Sketch, SlideLines
from facilitate.structs import Struct, replace
from facilitate.write.pdf.typesetter import TracedPage

KINDS = {
    "group": "Everybody",
    "pair": "Pairs",
    "person": "People",
    "sponsor": "Sponsors",
    "coach": "Coaches",
    "facilitator": "You",
    "away": "Not expected on this day, with pages for the time after it",
}
"""What readers of each kind are called together."""


class Reader(Struct):
    """Somebody who gets pages; `way` is their folder under the day's, and part of addresses."""

    way: str
    name: str
    kind: str


class MadePages:
    """Keeps the pages of the last reading, a day at a time; everything is made in one thread.

    In the organiser's seat answers are made up: `sampled` analyses the plan so.
    """

    def __init__(self, sampled: Callable[[], Analysis]) -> None:
        self._sampled = sampled
        self._lock = Lock()
        self._of: Analysis | None = None
        self._analysis: Analysis | None = None
        self._days: dict[tuple[str, bool], tuple[DayPages | None, tuple[Fault, ...]]] = {}
        self._templates: tuple[Sequence[Template], tuple[Fault, ...]] | None = None

    def templates(self, reading: PlanReading) -> Sequence[Template]:
        """Return the templates of a plan: ours, and its own."""
        with self._lock:
            return self._found(reading)[0]

    def _found(self, reading: PlanReading) -> tuple[Sequence[Template], tuple[Fault, ...]]:
        self._renew(reading)
        if self._templates is None:
            self._templates = plan_templates(reading.analysis.plan.folder)
        return self._templates

    def _renew(self, reading: PlanReading) -> None:
        if self._of is not reading.analysis:
            self._of, self._analysis, self._days = reading.analysis, None, {}
            self._templates = None

    def of_day(self, reading: PlanReading, day: str) -> tuple[DayPages | None, tuple[Fault, ...]]:
        """Return a day's pages; None while the plan has errors, with what has to be mended."""
        with self._lock:
            self._renew(reading)
            seat = (day, reading.organiser)
            if seat not in self._days:
                self._days[seat] = self._made(reading, day)
            return self._days[seat]

    def _made(self, reading: PlanReading, day: str) -> tuple[DayPages | None, tuple[Fault, ...]]:
        if stops(reading.faults):
            return None, tuple(one for one in reading.faults if one.severity == "error")
        analysis = reading.analysis
        if reading.organiser:
            analysis = self._analysis = self._analysis or self._sampled()
        if stops(analysis.faults):
            return None, analysis.faults
        templates, faults = self._found(reading)
        if stops(faults):
            return None, faults
        return day_pages(analysis, day, templates, sample=reading.organiser), faults

    def drafted(self, reading: PlanReading, day: str) -> DayPages | None:
        """Return a day's pages as far as they go with errors; None with one of `private/`.

        What a page may ask for can be told while the plan, or the page itself, is still wrong:
        its reader stands in its head.
        """
        errors = [one for one in reading.faults if one.severity == "error"]
        if any(one.place and one.place.file.startswith("private/") for one in errors):
            return None
        with self._lock:
            templates, _ = self._found(reading)
            known = {one.name for one in templates}
            heads = template_heads_of(reading.analysis.plan.folder)
            templates = (*templates, *(one for one in heads if one.name not in known))
            analysis = self._sampled() if reading.organiser else reading.analysis
            return day_pages(analysis, day, templates, sample=reading.organiser)

    def heads(self, reading: PlanReading) -> Set[str]:
        """Return the files of all templates of a plan whose head says for whom they are."""
        if reading.analysis.read is None:
            return frozenset()
        return {one.file for one in template_heads_of(reading.analysis.plan.folder)}

    def pdf(self, pages: DayPages, page: Page) -> tuple[bytes, tuple[Fault, ...]]:
        """Return a page as PDF; no bytes where it is made as none, or a build would refuse it."""
        if "pdf" not in page.job.formats:
            return b"", ()
        with self._lock:
            return pages.pdf(page)

    def traced(self, pages: DayPages, page: Page) -> Sequence[TracedPage]:
        """Return a page's pictures, with the lines of its words; none where it is no PDF."""
        if "pdf" not in page.job.formats:
            return ()
        with self._lock:
            return pages.traced(page)

    def deck(self, pages: DayPages, page: Page) -> Deck | None:
        """Return a deck to be drawn; None of another page, or where a build would refuse it."""
        if not page.is_deck:
            return None
        with self._lock:
            (data, _), (slides, _) = pages.deck(page), pages.slides(page)
        way = f"{pages.context.day.id}/{page.path}"
        return Deck(way, page.job.called, data, len(slides)) if data else None

    def slides(
        self,
        pages: DayPages,
        page: Page,
        link: Callable[[Place], str],
        drawn: Sequence[str] = (),
    ) -> tuple[Sequence[Markup], tuple[Fault, ...]]:
        """Return the slides of a deck as pictures, and its faults; none of another page.

        `link` opens a link to a line, or is empty; `drawn` are addresses of pictures that are
        shown instead of the sketch.
        """
        if not page.is_deck:
            return (), ()
        with self._lock:
            slides, faults = pages.slides(page)
            document, _ = pages.document(page)
            sketch = Sketch(pages.look_for(page), lines_of(document), link)
            both = zip(slides, drawn or [""] * len(slides), strict=True)
            # What people wrote is escaped where it is drawn.
            return [Markup(sketch.svg(*one)) for one in both], faults  # noqa: S704

    def holds(self, pages: DayPages, page: Page, lines: Set[str]) -> bool:
        """Say whether something on a page is written on one of some lines, `file:line`."""
        with self._lock:
            document, _ = pages.document(page)
        return any(f"{place.file}:{place.line}" in lines for place in _places(document))

    def compared_with_paper(self, reading: PlanReading) -> PlanReading | None:
        """Return the reading with what differs from the paper; None where nothing is printed."""
        changed = {}
        for day, sets in reading.sets.items():
            pages, _ = self.of_day(replace(reading, organiser=False), day)
            if pages is not None:
                change = pages.change_since(sets)
                changed[day] = (len(change.again), len(change.old) + len(change.gone))
        return replace(reading, changed=changed, said="") if changed else None


def readers(pages: DayPages) -> Mapping[str, Sequence[Reader]]:
    """Return everybody who gets a page, by what they are called together, in the plan's order."""
    programme = pages.context.programme
    written = (*programme.pairs, *(one.id for one in programme.people), *programme.says.coaches)
    order = {id_: number for number, id_ in enumerate(written)}
    found = dict.fromkeys(page.job.recipient for page in pages.pages.values())
    in_order = sorted(found, key=lambda one: order.get(one.id, -1))
    every = [_reader(one, pages) for one in in_order]
    by_kind = {words: [one for one in every if one.kind == words] for words in KINDS.values()}
    return {words: some for words, some in by_kind.items() if some}


def _reader(one: Recipient, pages: DayPages) -> Reader:
    says = pages.context.programme.says
    name = pages.context.names.get(one.id, one.id)
    if one.kind == "coach":
        name = says.coaches[one.id].name
    if one.kind in {"group", "facilitator"}:
        name = {"group": "The whole group", "facilitator": "The facilitator"}[one.kind]
    is_away = any(person.reader == one for person in pages.context.away)
    return Reader(folder(one), name or one.id, KINDS["away" if is_away else one.kind])


def away(programme: Programme, table: Timetable) -> Iterator[Reader]:
    """Yield who is not expected on a day, and pairs of which nobody is."""
    present = frozenset(table.present)
    here = {one.pair for one in programme.people if one.id in present}
    for pair, says in programme.pairs.items():
        if pair not in here:
            yield Reader(folder(Recipient("pair", pair)), says.called(pair), KINDS["pair"])
    for one in programme.people:
        if one.id not in present and not one.vacant:
            yield Reader(folder(one.reader), one.name or one.id, KINDS[one.reader.kind])


def pages_for(pages: DayPages, way: str) -> Mapping[str, Sequence[Page]]:
    """Return what a reader gets: their own pages, their pair's, and those of everybody.

    Who is away has what goes on between the days alone. Empty where nobody has this way.
    """
    mine = [page for page in pages.pages.values() if folder(page.job.recipient) == way]
    if not mine:
        return {}
    reader = mine[0].job.recipient
    shelves = {"": mine}
    if any(one.reader == reader for one in pages.context.away):
        return shelves
    pair = pages.context.programme.pair_of.get(reader.id, "") if reader.kind == "person" else ""
    if pair:
        shelves["Of the pair"] = list(_handed_to(pages, Recipient("pair", pair)))
    if reader.kind in {"person", "pair", "sponsor"}:
        shelves["Of everybody"] = list(_handed_to(pages, GROUP))
    return {words: some for words, some in shelves.items() if some}


def _handed_to(pages: DayPages, reader: Recipient) -> Iterator[Page]:
    return (page for page in pages.pages.values() if page.job.recipient == reader)


def _places(document: Document | None) -> Iterator[Place]:
    """Yield every line on which something of a document is written."""
    for part in walk((document.sections, document.margins) if document else ()):
        if isinstance(part, Run):
            yield from (place for _, place in part.places if place)
        elif isinstance(part, Block | Section):
            yield part.origin.place


def lines_of(document: Document | None) -> Mapping[str, SlideLines]:
    """Return the lines of a deck's words by the titles of its slides."""
    found: dict[str, SlideLines] = {}
    if document is None:
        return found
    for section in document.sections:
        title = plain(section.title or section.kicker) or document.title
        before = found.get(title, SlideLines(section.origin.place, {}))
        found[title] = replace(before, words={**dict(_lines_of(section)), **before.words})
    return found


def _lines_of(section: Section) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Yield the words of each run, with the line of each letter: its template's where none is said.

    A template's own words are written where their block is.
    """
    for part in (section.blocks, (section.title, section.kicker, section.source)):
        block = section.origin
        for one in walk(part):
            if isinstance(one, Block) and one.origin.line:
                block = one.origin
            elif isinstance(one, Run):
                places = (letters * (place or block.place,) for letters, place in one.places)
                yield one.text, tuple(chain.from_iterable(places))
