"""A day's pages: which there are, what they are made from, and each as a build would make it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.compose.papers import compose
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault, stops
from facilitate.out.manifest import Entry
from facilitate.out.printed import PrintSet
from facilitate.pipeline.analyse import Analysis
from facilitate.pipeline.day_files import (
    empty_file,
    entry_of,
    foreign_words,
    known_page,
    own_copies,
    own_paper,
)
from facilitate.pipeline.day_jobs import day_context, is_late, jobs_of_day
from facilitate.pipeline.look import look_of, own_looks
from facilitate.pipeline.print_sets import SheetChanges, change_since
from facilitate.recipient import Recipient
from facilitate.structs import Struct, replace
from facilitate.verify import file_faults
from facilitate.write import write
from facilitate.write.look import Look
from facilitate.write.pdf import traced
from facilitate.write.pdf.typesetter import TracedPage
from facilitate.write.pptx import slides_of
from facilitate.write.pptx.slides import Slide

_TYPESETTER = ThreadPoolExecutor(1)
"""Typst keeps what it has parsed for each thread; one at a time is quick enough for one person."""

MadePage = tuple[Document | None, bytes, tuple[Fault, ...]]
"""A page, its file, and its faults; neither of the two where a build would write nothing."""


class Page(Struct):
    """One document for one reader; `copied` is the shared one that this is somebody's copy of."""

    job: Job
    copied: Job | None = None

    @property
    def path(self) -> str:
        """Where a build puts it in the day's folder, without the ending."""
        return self.job.path_stem

    @property
    def is_deck(self) -> bool:
        """Whether it is shown on a wall rather than printed."""
        return "pdf" not in self.job.formats and "pptx" in self.job.formats


@dataclass(kw_only=True)
class DayPages:
    """The pages of one day by their paths; each is made, as document, PDF or slides, when asked.

    Every page is composed for its reader through the gate, in its reader's look, and looked into
    as a build does; what a build would refuse is not there either, with the faults that say why.
    Job sheets and whatever else counts the rest are left out.
    """

    context: DayContext
    pages: Mapping[str, Page]
    look: Look
    own_looks: Mapping[Recipient, Look]
    _foreign: Callable[[Recipient], tuple[str, ...]] = field(repr=False)
    _names: TemplateNames = field(repr=False)
    _files: dict[tuple[str, str], MadePage] = field(default_factory=dict, repr=False)
    _traced: dict[str, tuple[TracedPage, ...]] = field(default_factory=dict, repr=False)

    def look_for(self, page: Page) -> Look:
        """Return the look of a page: its reader's own if that one needs one."""
        return self.own_looks.get(page.job.recipient, self.look)

    def document(self, page: Page) -> tuple[Document | None, tuple[Fault, ...]]:
        """Return a page's document, and the faults of its template."""
        document, faults = compose(page.copied or page.job, self._names)
        if document is not None:
            paper = own_paper(document.paper, page.job.recipient, self.own_looks)
            document = replace(document, paper=paper)
        return document, faults

    def names_of(self, reader: Recipient) -> Mapping[str, Any]:
        """Return what the template of a page of a reader may ask for."""
        return self._names.of(reader)

    def key(self, page: Page) -> str:
        """Return what stands on a page as one hash, empty where there is no page."""
        document, _ = self.document(page)
        return known_page(document).sheet_key(self.look_for(page)) if document else ""

    def pdf(self, page: Page) -> tuple[bytes, tuple[Fault, ...]]:
        """Return a page as PDF, and its faults; no bytes where a build would write nothing."""
        return self._file(page, "pdf")[1:]

    def deck(self, page: Page) -> tuple[bytes, tuple[Fault, ...]]:
        """Return a page as a deck, and its faults; no bytes where a build would write nothing."""
        return self._file(page, "pptx")[1:]

    def _file(self, page: Page, suffix: str) -> MadePage:
        if (page.path, suffix) not in self._files:
            self._files[page.path, suffix] = self._written(page, suffix)
        return self._files[page.path, suffix]

    def _written(self, page: Page, suffix: str) -> MadePage:
        document, faults = self.document(page)
        if document is None or stops(faults):
            return None, b"", faults
        look = self.look_for(page)
        written = _TYPESETTER.submit(write, suffix, document, look).result()
        wrong = file_faults(
            written.data,
            f"{page.path}.{suffix}",
            foreign=self._foreign(page.job.recipient),
            own=as_text(document),
            empty=partial(empty_file, suffix, look),
        )
        faults = (*faults, *written.faults, *wrong)
        return (None, b"", faults) if stops(faults) else (document, written.data, faults)

    def traced(self, page: Page) -> tuple[TracedPage, ...]:
        """Return a page's pictures, which know the line of each word; none where it is no PDF."""
        document, _, _ = self._file(page, "pdf")
        if document is None:
            return ()
        if page.path not in self._traced:
            drawn = _TYPESETTER.submit(traced, document, self.look_for(page)).result()
            self._traced[page.path] = drawn
        return self._traced[page.path]

    def slides(self, page: Page) -> tuple[tuple[Slide, ...], tuple[Fault, ...]]:
        """Return the slides of a page that is a deck, and its faults; none of what is no file."""
        document, _, faults = self._file(page, "pptx")
        return slides_of(document, self.look_for(page))[0] if document else (), faults

    @cached_property
    def sheets(self) -> tuple[Entry, ...]:
        """What is printed, each with the key of what stands on it."""
        printed = (page for page in self.pages.values() if "pdf" in page.job.formats)
        entries = ((page, entry_of(page.job, "pdf")) for page in printed)
        return tuple(replace(one, key=self.key(page)) for page, one in entries if one.prints)

    def change_since(self, sets: Sequence[PrintSet]) -> SheetChanges:
        """Return how the paper differs from what would be printed now, late sheets left aside."""
        change = change_since(self.sheets, sets)
        known = {page.job.template.name for page in self.pages.values()}
        gone = tuple(one for one in change.gone if one[1].template in known)
        return replace(change, gone=gone)


def day_pages(
    analysis: Analysis, day: str, templates: Sequence[Template], *, sample: bool
) -> DayPages:
    """Return the pages of a day. With `sample` answers are made up, and needs are nobody's."""
    table = next(table for table in analysis.timetables if table.day.id == day)
    look = look_of(analysis.plan)
    found, _, names = jobs_of_day(templates, day_context(analysis, table, sample=sample), look)
    context = names.context
    looks = own_looks(look, context)
    pages = {page.path: page for page in _pages(found, looks, context)}
    return DayPages(
        context=context,
        pages=pages,
        look=look,
        own_looks=looks,
        _foreign=foreign_words(context),
        _names=names,
    )


def _pages(
    found: Sequence[Job], looks: Mapping[Recipient, Look], context: DayContext
) -> Iterator[Page]:
    for job in found:
        if not is_late(job):
            yield Page(job)
            yield from (Page(copy, job) for copy in own_copies(job, looks, context))
