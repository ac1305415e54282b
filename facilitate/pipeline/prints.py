"""The print pack: one PDF for each pair in collating order, and what changed since last time."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from pathlib import PurePosixPath

from facilitate.compose.pack import Job
from facilitate.compose.world import PrintedDocument, PrintedPack, World
from facilitate.document import Column, Document, Paragraph, Run, Section, Table, Text
from facilitate.out.manifest import Entry
from facilitate.pipeline.day import DayFiles, Dress, key_of
from facilitate.pipeline.packing import PAPERS, title_of
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.verify.pdf import pages_of
from facilitate.write.pdf import pack

SHEETS = ("a4", "a4-landscape")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Documents that are printed in one go: where the file lies, for whom, what it is called."""

    path: str
    recipient: Recipient
    title: str
    documents: tuple[tuple[Job, Document], ...]


def bundles(files: DayFiles, pair_of: Callable[[str], str]) -> Iterator[Bundle]:
    """Yield the bundles of a day in the order of the job sheet.

    A4 sheets go by reader: each pair's with its members' open sheets, then each person's private
    ones and those in a look of their own, the group's and the facilitator's. Other papers go by
    template, all readers in one file. `pair_of` tells the pair of a person (empty for a sponsor).
    """
    made = files.documents
    printed = [(job, document) for job, document in made if job.order and "pdf" in job.formats]
    by_bundle: dict[tuple[str, Recipient, str], list[tuple[Job, Document]]] = {}
    for job, document in sorted(printed, key=lambda one: one[0].order):
        by_bundle.setdefault(_bundle(files, job, document, pair_of), []).append((job, document))
    for (path, recipient, title), documents in sorted(by_bundle.items()):
        yield Bundle(path, recipient, title, tuple(documents))


def _bundle(
    files: DayFiles, job: Job, document: Document, pair_of: Callable[[str], str]
) -> tuple[str, Recipient, str]:
    reader = job.recipient
    if document.paper not in SHEETS:
        return f"print/{document.paper}/{job.template.stem}.pdf", FACILITATOR, title_of(job)
    if reader.kind == "person":
        pair = pair_of(reader.id)
        if document.private or not pair or reader.id in files.dresses:
            return f"print/people/{reader.id}.pdf", reader, "Private sheets"
        return f"print/pairs/{pair}.pdf", Recipient("pair", pair), "Print pack"
    if reader.kind == "pair":
        return f"print/pairs/{reader.id}.pdf", reader, "Print pack"
    if reader.kind == "sponsor":
        return f"print/sponsors/{reader.id}.pdf", reader, "Print pack"
    return f"print/{reader.kind}.pdf", reader, "Print pack"


def make_prints(files: DayFiles, found: Sequence[Bundle]) -> None:
    """Stage a PDF for each bundle; copies of a pair's own sheets are repeated in its pack."""
    for bundle in found:
        documents = joined(tuple(repeated(bundle)))
        key = _key(documents, files.worn_by(bundle.recipient))
        entry = Entry(
            path=bundle.path,
            format="pdf",
            template="print",
            recipient=bundle.recipient,
            key=key,
            sha256="",
            title=bundle.title,
        )
        _add_pack(files, entry, documents)


def repeated(bundle: Bundle) -> Iterator[Document]:
    """Yield the documents of a bundle in collating order, a pair's as often as it needs them."""
    for job, document in bundle.documents:
        times = job.copies if bundle.recipient.kind in {"pair", "person"} else 1
        for _ in range(times):
            yield document


def joined(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents, cards of one kind as one document, so that four share a sheet."""
    if not documents or any(one.paper != "a6" for one in documents):
        return tuple(documents)
    sections = tuple(section for one in documents for section in one.sections)
    return (replace(documents[0], recipient=FACILITATOR, sections=sections),)


def _key(documents: Sequence[Document], worn: Dress) -> str:
    whole = hashlib.sha256()
    for document in documents:
        whole.update(key_of(document, "pdf", worn).encode())
    return whole.hexdigest()


def _add_pack(files: DayFiles, entry: Entry, documents: Sequence[Document]) -> None:
    def make() -> bytes:
        written = pack(documents, files.worn_by(entry.recipient).look, title=entry.title)
        files.faults += written.faults
        return written.data

    files.add(entry, make, made_of=documents)


def one_file(files: DayFiles, found: Sequence[Bundle]) -> None:
    """Stage all pairs' packs as one PDF."""
    documents = [
        document
        for bundle in found
        if bundle.path.startswith("print/pairs/")
        for document in repeated(bundle)
    ]
    if documents:
        key = _key(documents, files.dress)
        entry = Entry("print/all-pairs.pdf", "pdf", "print", GROUP, key, "", title="Print packs")
        _add_pack(files, entry, documents)


# --------------------------------------------------------------------------------- what has changed


def changed_sheets(files: DayFiles, made: Sequence[tuple[Job, Document]]) -> None:
    """Stage `print/changed/`: the sheets to print again, and a list of those to shred.

    Nothing if this is the first build, or if no printed sheet changed. Sheets that a stopped
    build had already put into place count: nobody was told of them.
    """
    before = files.staging.before
    if before is None or not before.files:
        return
    old = {entry.path: entry for entry in before.files if entry.prints}
    now = {one.entry.path: one for one in files.staging.made if one.entry.prints}
    again = [
        path
        for path, one in now.items()
        if one.fresh or path not in old or old[path].sha256 != one.entry.sha256
    ]
    gone = [entry for path, entry in old.items() if path not in now]
    if not again and not gone:
        return
    documents = {f"{job.path_stem}.pdf": document for job, document in made}
    for path in again:
        name = path.replace("/", "-")
        entry = now[path].entry
        copy = Entry(
            path=f"print/changed/{name}",
            format="pdf",
            template="print",
            recipient=entry.recipient,
            key=entry.key,
            sha256="",
            title=entry.title,
        )
        data = files.staging.current(path).read_bytes()
        files.add(copy, partial(bytes, data), made_of=[documents[path]])
    sheet = _list(made[0][1], [now[path].entry for path in again], old, gone)
    entry = Entry(
        path="print/changed/list.pdf",
        format="pdf",
        template="print",
        recipient=FACILITATOR,
        key=key_of(sheet, "pdf", files.dress),
        sha256="",
        title=sheet.title,
    )
    _add_pack(files, entry, [sheet])


def _list(
    like: Document, again: Sequence[Entry], old: dict[str, Entry], gone: Sequence[Entry]
) -> Document:
    rows = [
        _row(entry, "print again", "shred the old one" if entry.path in old else "new")
        for entry in again
    ]
    rows += [_row(entry, "not needed", "shred it") for entry in gone]
    table = Table(
        columns=(
            Column(share=6),
            Column(share=9),
            Column(share=3, align="right"),
            Column(share=4),
            Column(share=6),
        ),
        header=tuple(_words(w) for w in ("For", "Sheet", "Copies", "Now", "If printed before")),
        rows=tuple(rows),
        alt="Each sheet that changed, with what to do",
    )
    said = Paragraph(text=_words("Only these sheets differ from the last build."))
    return Document(
        name="list",
        title="Sheets to print again and to shred",
        language=like.language,
        recipient=FACILITATOR,
        sections=(Section(title=_words("Print again, and shred"), blocks=(said, table)),),
        date=like.date,
        programme=like.programme,
        sample=like.sample,
    )


def _row(entry: Entry, now: str, then: str) -> tuple[Text, ...]:
    reader = entry.recipient
    whom = reader.id or reader.kind
    return tuple(_words(w) for w in (whom, entry.title, str(entry.prints), now, then))


def _words(text: str) -> Text:
    return (Run(text),)


# ------------------------------------------------------------------------------------ the job sheet


def printing(files: DayFiles, found: Sequence[Bundle], world: World) -> tuple[PrintedPack, ...]:
    """Return what the copy shop needs to know of each bundle: documents, pages, sheets."""
    names = {pair: says.service or pair for pair, says in world.programme.pairs.items()}
    packs = []
    for bundle in found:
        rows = tuple(_printed(files, job, document) for job, document in bundle.documents)
        sheets = sum(row.copies * ceil(row.pages / 2) for row in rows)
        whom = names.get(bundle.recipient.id, bundle.title)
        inside = PurePosixPath(bundle.path).relative_to("print")
        folder = "" if inside.parent == PurePosixPath() else str(inside.parent)
        pack = PrintedPack(
            pair=whom, folder=folder, file=inside.name, documents=rows, sheets=sheets
        )
        packs.append(pack)
    return tuple(packs)


def _printed(files: DayFiles, job: Job, document: Document) -> PrintedDocument:
    path = f"{job.path_stem}.pdf"
    pages = pages_of(files.staging.current(path).read_bytes())
    paper = PAPERS.get(document.paper, "A4")
    return PrintedDocument(title=document.title, pages=pages, paper=paper, copies=job.copies)
