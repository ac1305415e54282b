"""The print packs: one PDF for each pair in collating order, and what the job sheet says."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import PurePosixPath

from facilitate.compose.pack import Job
from facilitate.compose.world import PrintedDocument, PrintedPack, World
from facilitate.document import Document
from facilitate.out.manifest import Entry
from facilitate.pipeline.day import DayFiles, Dress, key_of
from facilitate.pipeline.packing import PAPERS, title_of
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.verify.pdf import pages_of
from facilitate.write.pdf import pack as written_pack

SHEETS = ("a4", "a4-landscape")
CARDS_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class PrintPack:
    """Documents that are printed in one go: where the file lies, for whom, what it is called."""

    path: str
    recipient: Recipient
    title: str
    documents: tuple[tuple[Job, Document], ...]


def print_packs(files: DayFiles, pair_of: Callable[[str], str]) -> Iterator[PrintPack]:
    """Yield the packs of a day in the order of the job sheet.

    A4 sheets go by reader: each pair's with its members' open sheets, then each person's private
    ones and those in a look of their own, the group's and the facilitator's. Other papers go by
    template, all readers in one file. `pair_of` tells the pair of a person (empty for a sponsor).
    """
    made = files.documents
    printed = [(job, document) for job, document in made if job.order and "pdf" in job.formats]
    by_place: dict[tuple[str, Recipient, str], list[tuple[Job, Document]]] = {}
    for job, document in sorted(printed, key=lambda one: one[0].order):
        by_place.setdefault(_place(files, job, document, pair_of), []).append((job, document))
    for (path, recipient, title), documents in sorted(by_place.items()):
        yield PrintPack(path, recipient, title, tuple(documents))


def _place(
    files: DayFiles, job: Job, document: Document, pair_of: Callable[[str], str]
) -> tuple[str, Recipient, str]:
    reader = job.recipient
    if document.paper not in SHEETS:
        return f"print/{document.paper}/{job.template.stem}.pdf", FACILITATOR, title_of(job)
    if reader.kind == "person":
        pair = pair_of(reader.id)
        if document.private or not pair or reader in files.dresses:
            return f"print/people/{reader.id}.pdf", reader, "Private sheets"
        return f"print/pairs/{pair}.pdf", Recipient("pair", pair), "Print pack"
    if reader.kind == "pair":
        return f"print/pairs/{reader.id}.pdf", reader, "Print pack"
    if reader.kind == "sponsor":
        return f"print/sponsors/{reader.id}.pdf", reader, "Print pack"
    return f"print/{reader.kind}.pdf", reader, "Print pack"


def make_prints(files: DayFiles, found: Sequence[PrintPack]) -> None:
    """Stage a PDF for each pack; copies of a pair's own sheets are repeated in its pack."""
    for pack in found:
        documents = joined(tuple(repeated(pack)))
        key = _key(documents, files.worn_by(pack.recipient))
        entry = Entry(
            path=pack.path,
            format="pdf",
            template="print",
            recipient=pack.recipient,
            key=key,
            sha256="",
            title=pack.title,
        )
        add_pack(files, entry, documents)


def repeated(pack: PrintPack) -> Iterator[Document]:
    """Yield the documents of a pack in collating order, a pair's as often as it needs them.

    Cards are there as often as they are needed, too: four share a sheet, whoever they are for.
    """
    for job, document in pack.documents:
        whole = pack.recipient.kind in {"pair", "person"} or document.paper == "a6"
        for _ in range(job.copies if whole else 1):
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


def add_pack(files: DayFiles, entry: Entry, documents: Sequence[Document]) -> None:
    """Stage documents as one PDF in the look of whoever it is for."""

    def make() -> bytes:
        written = written_pack(documents, files.worn_by(entry.recipient).look, title=entry.title)
        files.faults += written.faults
        return written.data

    files.add(entry, make, made_of=documents)


def one_file(files: DayFiles, found: Sequence[PrintPack]) -> None:
    """Stage all pairs' packs as one PDF."""
    documents = [
        document
        for pack in found
        if pack.path.startswith("print/pairs/")
        for document in repeated(pack)
    ]
    if documents:
        key = _key(documents, files.dress)
        entry = Entry("print/all-pairs.pdf", "pdf", "print", GROUP, key, "", title="Print packs")
        add_pack(files, entry, documents)


# ------------------------------------------------------------------------------------ the job sheet


def printing(files: DayFiles, found: Sequence[PrintPack], world: World) -> tuple[PrintedPack, ...]:
    """Return what the copy shop needs to know of each pack: documents, pages, sheets."""
    names = {pair: says.called(pair) for pair, says in world.programme.pairs.items()}
    packs = []
    for pack in found:
        rows = tuple(_printed(files, job, document) for job, document in pack.documents)
        sheets = _sheets(pack, rows)
        whom = names.get(pack.recipient.id, pack.title)
        inside = PurePosixPath(pack.path).relative_to("print")
        folder = "" if inside.parent == PurePosixPath() else str(inside.parent)
        packs.append(
            PrintedPack(pair=whom, folder=folder, file=inside.name, documents=rows, sheets=sheets)
        )
    return tuple(packs)


def _sheets(pack: PrintPack, rows: Sequence[PrintedDocument]) -> int:
    """Return how many sheets of paper a pack takes: both sides, or four cards on one side."""
    if all(document.paper == "a6" for _, document in pack.documents):
        cards = sum(job.copies * len(document.sections) for job, document in pack.documents)
        return ceil(cards / CARDS_A_SHEET)
    return sum(row.copies * ceil(row.pages / 2) for row in rows)


def _printed(files: DayFiles, job: Job, document: Document) -> PrintedDocument:
    path = f"{job.path_stem}.pdf"
    pages = pages_of(files.staging.current(path).read_bytes())
    paper = PAPERS.get(document.paper, "A4")
    return PrintedDocument(title=document.title, pages=pages, paper=paper, copies=job.copies)
