"""One day's files: every document composed, written if it changed, verified, and staged."""

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache, cached_property

from facilitate.audit.findings import PartnerLine, Quote
from facilitate.compose.day_context import DayContext
from facilitate.compose.jobs import Job
from facilitate.compose.made_from import MadeFrom
from facilitate.compose.papers import Paper, compose, paper
from facilitate.compose.template_names import TemplateNames
from facilitate.compose.template_set import Template
from facilitate.document import (
    Callout,
    Chart,
    Column,
    Document,
    Heading,
    Image,
    List,
    Paragraph,
    Run,
    Section,
    Table,
    WriteIn,
    stated,
    walk,
)
from facilitate.document import Paper as PaperName
from facilitate.document_text import as_text
from facilitate.faults import Fault, Place
from facilitate.out.folder import Staging
from facilitate.out.manifest import Entry, PageFacts, sha256
from facilitate.pipeline import Profile
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.structs import replace
from facilitate.verify import file_faults
from facilitate.write import Written, write, writer
from facilitate.write.look import Look


@dataclass(frozen=True)
class KnownPage:
    """A document by what is known of it; it is composed when somebody asks for it.

    `paper` and `printed` (the mark of its print set) are its own, or as it is printed here.
    """

    facts: PageFacts
    paper: PaperName
    private: bool
    one_sided: bool | None
    printed: str
    _made: Callable[[], Document] = field(repr=False)

    @cached_property
    def document(self) -> Document:
        """The document, as it is printed here."""
        return replace(self._made(), paper=self.paper, printed=self.printed)

    def key(self, suffix: str, look: Look) -> str:
        """Return what its file is made from as one hash: document, look, writer and its version."""
        made_by = f"{suffix} {writer(suffix).VERSION} {look.fingerprint}"
        return sha256(f"{made_by} {self.paper} {self.printed} {self.facts.document}".encode())

    @property
    def version(self) -> str:
        """What stands on it as one hash, whichever version of the program makes it."""
        return sha256(f"{self.paper} {self.printed} {self.facts.stated}".encode())

    def sheet_key(self, look: Look) -> str:
        """Return the same with what is seen of its look on paper."""
        return sha256(f"{look.on_paper} {self.version}".encode())


def known_page(document: Document) -> KnownPage:
    """Return a document that is there with what is to be known of it."""
    return KnownPage(
        facts_of(document),
        document.paper,
        document.private,
        document.one_sided,
        document.printed,
        lambda: document,
    )


def composed_later(facts: PageFacts, job: Job, names: TemplateNames) -> KnownPage:
    """Return the page of a job that was composed before, from the same."""
    front = job.template.front

    @cache
    def made() -> Document:
        document, faults = compose(job, names)
        if document is None:
            raise RuntimeError(f"{job.path_stem} was made from the same before: {faults}")
        return document

    return KnownPage(facts, front.paper, job.template.private, front.one_sided, "", made)


def facts_of(document: Document) -> PageFacts:
    """Return what is to be known of a document, on whatever paper and in whichever set."""
    anyhow = replace(document, paper="a4", printed="")
    return PageFacts(
        document=sha256(repr(anyhow).encode()),
        stated=sha256(stated(anyhow).encode()),
        colour=any(isinstance(part, Chart | Image) for part in walk(document)),
    )


Make = Callable[[Sequence[Document]], Written]
"""How a file is made of documents."""

MOST_WAITING = 32
"""Finished PDFs that are held in memory before they are staged, at most."""


@dataclass(slots=True)
class DayFiles:
    """What has been made of a day so far: pages with their jobs, faults, counts.

    `templates` are the plan's and ours. `own_looks` are the looks of people with needs of their
    own, by reader. PDFs are made by the `typesetters` while the next documents are composed;
    what they made is staged in the order in which it was asked for, at the latest by `settle`.
    `elsewhere` are the paths, without the ending, of documents that lie in another folder.
    """

    templates: Sequence[Template]
    typesetters: Executor
    staging: Staging
    look: Look
    own_looks: Mapping[Recipient, Look]
    foreign: Callable[[Recipient], tuple[str, ...]]
    profile: Profile
    program: str
    singles: bool = False
    elsewhere: Container[str] = frozenset()
    pages: list[tuple[Job, KnownPage]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _pages: dict[str, KnownPage] = field(default_factory=dict)
    """Pages by what they are made from."""
    _made_from: MadeFrom | None = None
    _waiting: deque[Callable[[], None]] = field(default_factory=deque)
    _made: dict[tuple[str, Recipient], Entry] = field(default_factory=dict)
    """What was made for a reader in this build, by its key."""

    def look_for(self, reader: Recipient) -> Look:
        """Return the look of a reader's files: their own if they need one."""
        return self.own_looks.get(reader, self.look)

    def add(self, entry: Entry, pages: Sequence[KnownPage], make: Make) -> None:
        """Keep the entry's file if its key is the same, else make it of the pages and stage it.

        What told something is made again, so that it is told again.
        """
        if self.keep_if_there(entry, told=False) or self._copied(entry):
            return
        made_of = [page.document for page in pages]
        if entry.format == "pdf":
            made = self.typesetters.submit(self._written, entry, made_of, make)
            self._waiting.append(lambda: self._stage(entry, made.result(), made_of))
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popleft()()
        else:
            self._stage(entry, self._written(entry, made_of, make), made_of)

    def _written(self, entry: Entry, made_of: Sequence[Document], make: Make) -> Written:
        """Return the file of an entry."""
        with self.profile.step(f"write {entry.format}", entry.template):
            return make(made_of)

    def settle(self) -> None:
        """Stage every file that has been asked for."""
        while self._waiting:
            self._waiting.popleft()()

    def _stage(self, entry: Entry, written: Written, made_of: Sequence[Document]) -> None:
        """Verify a file and stage it; what the documents say that it is made of is no leak."""
        data, faults = written.data, list(written.faults)
        others = self.foreign(entry.recipient)
        look = self.look_for(entry.recipient)
        with self.profile.step("verify", entry.template):
            own = "\n".join(as_text(document) for document in made_of) if others else ""
            faults += file_faults(
                data,
                entry.path,
                foreign=others,
                own=own,
                empty=lambda: empty_file(entry.format, look),
            )
        self.faults += (with_file(fault, entry.path) for fault in faults)
        made = replace(entry, sha256=sha256(data), spans=written.spans, told=bool(faults))
        with self.profile.step("put in place"):
            self.staging.write(made, data)
        self._made[entry.key, entry.recipient] = made

    def _copied(self, entry: Entry) -> bool:
        """Stage the same once more where a reader's file of this key has just been made."""
        made = self._made.get((entry.key, entry.recipient))
        if made is not None:
            data = self.staging.current(made.path).read_bytes()
            self.staging.write(_as(made, entry), data)
        return made is not None

    def paper(self, wanted: Paper) -> Iterator[KnownPage]:
        """Yield a paper; nothing where its template has faults, which are told."""
        for template in self.templates:
            if template.name == wanted.file:
                document, faults = paper(wanted, template)
                self.faults += faults
                if document:
                    yield known_page(document)

    def page(self, job: Job, names: TemplateNames) -> KnownPage | None:
        """Return a job's page, composed only if it is not known; None where it has faults."""
        if self._made_from is None or self._made_from.context is not names.context:
            self._made_from = MadeFrom(names.context, self.program, before=self._made_from)
        made_of = self._made_from.page(job)
        page = self._pages.get(made_of)
        if page is None:
            facts = self.staging.before and self.staging.before.pages.get(made_of)
            page = composed_later(facts, job, names) if facts else self._composed(job, names)
        if page is not None:
            self._pages[made_of] = page
            self.staging.pages[made_of] = page.facts
        return page

    def _composed(self, job: Job, names: TemplateNames) -> KnownPage | None:
        with self.profile.step("compose", job.template.name):
            document, faults = compose(job, names)
        self.faults += faults
        return known_page(document) if document else None

    def keep_if_there(self, entry: Entry, *, told: bool = True) -> bool:
        """Keep a file that lies there as an earlier build made it, by its key, and say if it does.

        Without `told` one that had something to tell is not kept.
        """
        old = self.staging.kept(entry.path, entry.key)
        if old is None or (old.told and not told):
            return False
        self.staging.keep(_as(old, entry))
        return True

    def add_bytes(self, entry: Entry, data: bytes) -> None:
        """Stage plain text as it is, which is its own key; its words are its reader's."""
        self.add_made(replace(entry, key=sha256(data)), lambda: data)

    def add_made(self, entry: Entry, make: Callable[[], bytes]) -> None:
        """Stage such a text, or a calendar, made only if its key is another."""
        if not self.keep_if_there(entry):
            data = make()
            self.staging.write(replace(entry, sha256=sha256(data)), data)

    def add_page(self, entry: Entry, page: KnownPage, *, usual_look: bool = False) -> None:
        """Add one page as a file of the entry's format, in its reader's look or everybody's."""
        look = self.look if usual_look else self.look_for(entry.recipient)

        def make(documents: Sequence[Document]) -> Written:
            return write(entry.format, documents[0], look)

        self.add(replace(entry, key=page.key(entry.format, look)), [page], make)


def _as(made: Entry, entry: Entry) -> Entry:
    """Return an entry with what is known of a file of the same key."""
    return replace(entry, sha256=made.sha256, spans=made.spans, told=made.told)


def empty_file(suffix: str, look: Look) -> bytes:
    """Return a file of this format that says nothing, with what most files have in them."""
    dash = (Run("–"),)
    blocks = (
        Heading(level=2, text=dash),
        Paragraph(text=dash),
        List(items=((Paragraph(text=dash),),)),
        Table(columns=(Column(),), header=(dash,), rows=((dash,),)),
        WriteIn(lines=1, label=dash),
        Callout(blocks=(Paragraph(text=dash),)),
    )
    section = Section(title=dash, kicker=dash, source=dash, blocks=blocks, notes=blocks)
    sections = (section, replace(section, look="cover"), replace(section, look="divider"))
    empty = Document(name="empty", title="–", language="en-GB", recipient=GROUP, sections=sections)
    return write(suffix, empty, look).data


def make_documents(
    files: DayFiles,
    jobs: Iterable[Job],
    names: TemplateNames,
    *,
    wanted: Callable[[Job], bool],
) -> None:
    """Compose every job and stage its files in each of its formats, those that are `wanted`.

    A pair's or the group's may be wanted only as somebody's copy in a look of their own.
    """
    for job in jobs:
        page = files.page(job, names)
        if page is None:
            continue
        for one in filter(wanted, (job, *own_copies(job, files.own_looks, names.context))):
            paper = own_paper(page.paper, one.recipient, files.own_looks)
            theirs = page if paper == page.paper else replace(page, paper=paper)
            files.pages.append((one, theirs))
            for suffix in one.formats:
                _make_file(files, one, theirs, suffix)
        files.profile.finished(job.path_stem)
    files.settle()


def own_paper(paper: PaperName, reader: Recipient, own_looks: Container[Recipient]) -> PaperName:
    """Return the paper on which a reader gets a page: large print has no room on a card."""
    return "a4" if paper == "a6" and reader in own_looks else paper


def own_copies(job: Job, own_looks: Container[Recipient], context: DayContext) -> Iterator[Job]:
    """Yield a shared sheet again for each person who needs it in a look of their own.

    Of the group's that is every one that is handed out on A4 or as a card, but for what is cut
    before use, and for the sheets of tables: where and whom to watch stands on the person's card.

    The file lies in that person's folder under its usual name: what somebody needs is nobody
    else's business.
    """
    if "pdf" not in job.formats or job.template.front.paper not in {"a4", "a6"}:
        return
    front = job.template.front
    of_all = job.order and (front.paper == "a6" or not front.cut) and front.blank != "table"
    readers = {
        "pair": context.members(job.recipient.id),
        "group": context.people if of_all else (),
    }
    for person in readers.get(job.recipient.kind, ()):
        if person.reader in own_looks:
            yield replace(
                job,
                recipient=person.reader,
                path_stem=f"people/{person.id}/{job.template.stem}",
                formats=("pdf",),
                copies=int(context.on_paper(person.reader)),
            )


def _make_file(files: DayFiles, job: Job, page: KnownPage, suffix: str) -> None:
    """Stage a page in one format, unless it lies in a pack or elsewhere.

    Lists call it by its template, which names nobody.
    """
    entry = entry_of(job, suffix)
    if entry.prints:
        said = page.sheet_key(files.look_for(job.recipient))
        files.staging.sheets.append(replace(entry, key=said))
    together = comes_back(job) and job.recipient not in files.own_looks
    single = files.singles or (is_single(job, suffix) and not together)
    if single and job.path_stem not in files.elsewhere:
        files.add_page(entry, page)


def entry_of(job: Job, suffix: str) -> Entry:
    """Return the entry of a job's file of its own, before it is known what it is made of."""
    return Entry(
        path=f"{job.path_stem}.{suffix}",
        format=suffix,
        template=job.template.name,
        recipient=job.recipient,
        title=job.called,
        prints=job.copies if suffix == "pdf" and not job.sent else 0,
    )


def is_single(job: Job, suffix: str) -> bool:
    """Say whether a page in this format is a file of its own: what is sent, shown or edited.

    What is handed out lies in the packs. Its Word file is to edit, which nobody does with what is
    somebody's own.
    """
    handed_out = job.order and not job.sent and "pdf" in job.formats
    edited = suffix == "docx" and not job.template.private
    return not handed_out or edited or job.recipient == FACILITATOR


def comes_back(job: Job) -> bool:
    """Say whether a person gets a sheet before the day and hands it in: it is printed for all."""
    return job.sent and job.template.front.collect and job.recipient.kind == "person"


def with_file(fault: Fault, file: str) -> Fault:
    """Return a writer's fault with the finished file's name if it has no place of its own."""
    # Letters without a shape are told once, and not for each file that has them.
    placed = fault.place or fault.at or fault.code == "M411"
    return fault if placed else replace(fault, place=Place(file))


def foreign_words(context: DayContext) -> Callable[[Recipient], tuple[str, ...]]:
    """Return a function from a reader to what may not stand in that reader's files unseen.

    For a pair and its members these are the names of everyone in another pair, and the words
    people wrote that the reader may not read; for a coach all such words. Nothing is kept from the
    other readers here: the gate decides what they get.
    """
    people = tuple(person for person in context.programme.people if person.pair and person.name)
    pair_of = {person.id: person.pair for person in people}
    written = [one for one in context.findings if isinstance(one, Quote | PartnerLine)]

    def of(reader: Recipient) -> tuple[str, ...]:
        pair = reader.id if reader.kind == "pair" else pair_of.get(reader.id, "")
        if not pair and reader.kind != "coach":
            return ()
        names = (person.name for person in people if pair and person.pair != pair)
        return (*names, *(one.words for one in written if reader not in one.readers))

    return cache(of)
