"""What is printed: packs in collating order, and what the job sheet says of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from pathlib import PurePosixPath

from facilitate.compose.day_context import DayContext, PrintedDocument, PrintedPack
from facilitate.compose.front_matter import BLANK, COPIER_PAPER
from facilitate.compose.jobs import PAPERS, Job, in_order
from facilitate.document import Document
from facilitate.out.manifest import Entry, sha256
from facilitate.pipeline.day_files import DayFiles, KnownPage, comes_back
from facilitate.pipeline.tick_lists import SEND
from facilitate.recipient import FACILITATOR, GROUP, Recipient
from facilitate.structs import Struct, replace
from facilitate.verify.pdf import pages_of
from facilitate.write import Written
from facilitate.write.look import Look
from facilitate.write.pdf import pack as written_pack

SHOP, OWN = "print/shop", "print/own"
SHEETS = ("a4", "a4-landscape")
WHOLE = {"pair", "person", "sponsor"}
"""Readers whose packs hold every copy, so that the file is printed once."""


class PrintPack(Struct):
    """Pages that are printed in one go: where the file lies, for whom, what it is called.

    With `both_sides` each of them starts on a front.
    """

    path: str
    recipient: Recipient
    title: str
    both_sides: bool
    pages: tuple[tuple[Job, KnownPage], ...]


def print_packs(files: DayFiles, context: DayContext) -> Iterator[PrintPack]:
    """Yield the packs of a day, what you print yourself first and then the copy shop's.

    Sheets lie in the order in which the day needs them. A4 sheets go by reader: each pair's with
    its members' open sheets, what shows a pair's or a sponsor's results apart from them, then each
    person's private ones and those in a look of their own, the group's and the facilitator's.
    Other papers go by template, all readers in one file, or in several where they are many,
    printed on one side.
    """
    made = files.pages
    printed = [one for one in made if _is_handed_out(one[0])]
    by_place: dict[tuple[str, Recipient, str, bool], list[tuple[Job, KnownPage]]] = {}
    for job, page in sorted(printed, key=lambda one: one[0].place):
        for place, shown in _places(files, job, page, context):
            by_place.setdefault(place, []).append((job, shown))
    for place, pages in sorted(by_place.items(), key=lambda one: one[0]):
        pack = PrintPack(*place, tuple(pages))
        yield from (pack,) if pages[0][1].paper in SHEETS else _in_batches(pack)


def slip_packs(files: DayFiles) -> Iterator[PrintPack]:
    """Yield what is handed out before the day and comes back, a page for each person.

    Whoever needs it in a look of their own has a file of their own.
    """
    slips: dict[tuple[str, str], list[tuple[Job, KnownPage]]] = {}
    for job, page in files.pages:
        if comes_back(job) and job.recipient not in files.own_looks:
            slips.setdefault((job.template.stem, job.title), []).append((job, page))
    for (stem, title), pages in slips.items():
        path = f"people/{stem}.pdf"
        yield from _in_batches(PrintPack(path, FACILITATOR, title, False, tuple(pages)))


MOST_BY_TEMPLATE = 16
"""How many readers' cards, tents or slips lie in one file, four cards to a sheet: a file of
hundreds is slow to open and to send, and for one changed name all of it is made anew."""


def _in_batches(pack: PrintPack) -> Iterator[PrintPack]:
    """Yield a pack of one template in files of a size that is handled easily."""
    if len(pack.pages) <= MOST_BY_TEMPLATE:
        yield pack
        return
    stem, starts = pack.path.removesuffix(".pdf"), range(0, len(pack.pages), MOST_BY_TEMPLATE)
    for number, start in enumerate(starts, 1):
        some = pack.pages[start : start + MOST_BY_TEMPLATE]
        yield replace(pack, path=f"{stem}-{number}.pdf", pages=some)


def _is_handed_out(job: Job) -> bool:
    return bool(job.order and job.copies and "pdf" in job.formats and not job.sent)


Spans = tuple[tuple[int, int], ...]
_Place = tuple[str, Recipient, str, bool]


def _places(
    files: DayFiles, job: Job, page: KnownPage, context: DayContext
) -> Iterator[tuple[_Place, KnownPage]]:
    """Yield the packs that a page is in, and how it stands there.

    A look of one's own is a need: it is never seen in a shop, which prints the usual sheet of
    everybody, so that none is missing there. Who takes the day on a screen has no paper besides.
    """
    reader, front = job.recipient, job.template.front
    if reader in files.own_looks and page.paper in SHEETS:
        folder = "people" if reader.kind == "person" else "sponsors"
        if context.on_paper(reader):
            yield (f"{OWN}/{folder}/{reader.id}.pdf", reader, "Private sheets", True), page
        if not job.template.copy_shop or front.audience not in {"each person", "each sponsor"}:
            return
        page = replace(page, paper=front.paper)
    yield _place(job, page, context.programme.pair_of), page


def _place(job: Job, page: KnownPage, pair_of: Mapping[str, str]) -> _Place:
    """Return the path, reader and title of the pack that a page is in, and if both sides.

    What is cut, torn or handed in sits by itself where it is printed more than once.
    """
    reader = job.recipient
    part = SHOP if job.template.copy_shop else OWN
    if page.paper not in SHEETS:
        path = f"{part}/{page.paper}/{job.template.stem}.pdf"
        return path, FACILITATOR, job.title, False
    if reader.kind == "person":
        if page.private:
            return f"{OWN}/people/{reader.id}.pdf", reader, "Private sheets", True
        reader = Recipient("pair", pair_of.get(reader.id, ""))
    if reader.kind in WHOLE and job.template.in_envelope:
        return f"{OWN}/sealed/{reader.id}.pdf", reader, "Sealed sheets", True
    if reader.kind in {"pair", "sponsor"}:
        folder = "pairs" if reader.kind == "pair" else "sponsors"
        return f"{part}/{folder}/{reader.id}.pdf", reader, "Print pack", True
    if page.one_sided:
        return f"{part}/one-side/{job.template.stem}.pdf", reader, job.title, False
    return f"{part}/{reader.kind}.pdf", reader, "Print pack", True


def make_prints(files: DayFiles, found: Sequence[PrintPack]) -> None:
    """Stage a PDF for each pack; copies of a pair's own sheets are repeated in its pack."""
    for pack in found:
        pages = tuple(repeated(pack))
        key = pack_key(pages, _look(files, pack.path, pack.recipient))
        entry = printed_entry(pack.path, pack.recipient, key, pack.title)
        add_pack(files, entry, pages, both_sides=pack.both_sides)
    files.settle()


def repeated(pack: PrintPack) -> Iterator[KnownPage]:
    """Yield the pages of a pack in collating order, a pair's as often as it needs them.

    Cards are there as often as they are needed, too: four share a sheet, whoever they are for.
    """
    for _, page in _as_printed(pack):
        yield page


def _as_printed(pack: PrintPack) -> Iterator[tuple[Job, KnownPage]]:
    for job, page in pack.pages:
        whole = pack.recipient.kind in WHOLE or page.paper == "a6"
        yield from [(job, page)] * (job.copies if whole else 1)


def printed_entry(path: str, recipient: Recipient, key: str, title: str) -> Entry:
    """Return the entry of a PDF that is made of several documents, or of one once more."""
    return Entry(path, "pdf", "print", recipient, key, "", title=title)


def pack_key(pages: Sequence[KnownPage], look: Look) -> str:
    """Return the key of a PDF that is made of these pages."""
    return sha256("".join(page.key("pdf", look) for page in pages).encode())


def _look(files: DayFiles, path: str, reader: Recipient) -> Look:
    return files.look if "/shop/" in path or path.startswith(SEND) else files.look_for(reader)


def add_pack(
    files: DayFiles, entry: Entry, pages: Sequence[KnownPage], *, both_sides: bool = True
) -> None:
    """Stage pages as one PDF in the look of whoever it is for."""

    def make(documents: Sequence[Document]) -> Written:
        look = _look(files, entry.path, entry.recipient)
        return written_pack(documents, look, title=entry.title, duplex=both_sides)

    files.add(entry, pages, make)


def one_file(files: DayFiles, found: Sequence[PrintPack]) -> None:
    """Stage all pairs' packs as one PDF for the copy shop and one for yourself."""
    for part in (SHOP, OWN):
        pages = [
            page
            for pack in found
            if pack.path.startswith(f"{part}/pairs/")
            for page in repeated(pack)
        ]
        if pages:
            path, key = f"{part}/all-pairs.pdf", pack_key(pages, files.look)
            add_pack(files, printed_entry(path, GROUP, key, "Print packs"), pages)
    files.settle()


# ------------------------------------------------------------------------------------ the job sheet


def printing(
    files: DayFiles, found: Sequence[PrintPack], context: DayContext
) -> tuple[PrintedPack, ...]:
    """Return what a job sheet says of each pack: its file, documents, pages, sides, sheets."""
    names = {pair: says.called(pair) for pair, says in context.programme.pairs.items()}
    spans = {one.entry.path: one.entry.spans for one in files.staging.made}
    packs = [_printed_pack(files, pack, names, spans[pack.path]) for pack in found]
    folders: dict[tuple[str, str], list[PrintedPack]] = {}
    for pack in packs:
        folders.setdefault((pack.part, pack.folder), []).append(pack)
    told = {folder: _told_once(there) for folder, there in folders.items()}
    return tuple(
        replace(pack, blanks=blanks, weight=weight, heavier=heavier)
        for pack in packs
        for blanks, weight, heavier in [told[pack.part, pack.folder]]
    )


def _told_once(there: Sequence[PrintedPack]) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
    """Return what a job sheet says once of all packs of a folder.

    That is why sides are empty, the weight of the paper, and what is on heavier paper.
    """
    weight = min(document.weight for one in there for document in one.documents)
    heavier = (
        f"{one.file}, {document.range} ({document.weight} g)"
        for one in there
        for document in one.documents
        if document.weight != weight
    )
    return _blanks(there), weight, tuple(heavier)


def _blanks(packs: Iterable[PrintedPack]) -> tuple[str, ...]:
    """Return why sides are empty in the packs of a folder, with the sheets' codes."""
    why: dict[str, set[str]] = {}
    for pack in packs:
        for one in pack.documents:
            why.setdefault(one.blank, set()).add(one.code)
    return tuple(
        f"{', '.join(sorted(codes, key=in_order))} ({blank})"
        for blank, codes in why.items()
        if blank
    )


def _printed_pack(
    files: DayFiles, pack: PrintPack, names: Mapping[str, str], spans: Spans
) -> PrintedPack:
    inside = PurePosixPath(pack.path).relative_to("print")
    part, *folder = inside.parent.parts
    # Where sheets share a page, only the file itself says how many it has.
    spans = spans or ((1, pages_of(files.staging.current(pack.path).read_bytes())),)
    pages = spans[-1][1]
    rows = tuple(_printed(pack, spans))
    a_sheet = 2 if pack.both_sides else 1
    whole = pack.recipient.kind in WHOLE or "a6" in folder or "tent" in folder
    return PrintedPack(
        pair=names.get(pack.recipient.id, pack.title),
        part=part,
        folder="/".join(folder),
        file=inside.name,
        documents=rows,
        both_sides=pack.both_sides,
        pages=pages,
        sheets=ceil(pages / a_sheet)
        if whole
        else sum(row.copies * ceil(row.pages / a_sheet) for row in rows),
    )


def _printed(pack: PrintPack, spans: Spans) -> Iterator[PrintedDocument]:
    """Yield the sheets of a pack, each with its pages in the pack's file."""
    for (job, page), (first, last) in zip(_as_printed(pack), spans, strict=False):
        front, pages = job.template.front, last - first + 1
        has_blank = not pack.both_sides or page.one_sided or pages % 2
        # A card in large print is a sheet of copier paper, and nothing is done with its back.
        moved = page.paper != front.paper
        why = "notes" if moved else front.blank
        yield PrintedDocument(
            code=job.code,
            title=job.title,
            start=first,
            pages=pages,
            paper=PAPERS.get(page.paper, "A4"),
            copies=job.copies,
            both_sides=pack.both_sides and last > first and not page.one_sided,
            weight=COPIER_PAPER if moved else front.weight,
            colour=page.facts.colour,
            cut=front.cut and not moved,
            blank=BLANK.get(why, "") if has_blank else "",
        )
