"""One day's files: every document composed, written if it changed, verified, and staged."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from facilitate.compose import compose
from facilitate.compose.pack import Job
from facilitate.compose.world import World
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault, Place
from facilitate.out.manifest import Entry, sha256
from facilitate.out.place import Staging
from facilitate.recipient import Recipient
from facilitate.verify import file_faults
from facilitate.write import write, writer
from facilitate.write.look import Look


@dataclass(slots=True)
class DayFiles:
    """What has been made of a day so far: printed documents by reader, faults, counts."""

    staging: Staging
    look: Look
    foreign: Callable[[Recipient], tuple[str, ...]]
    documents: list[tuple[Job, Document]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, path: str, entry: Entry, make: Callable[[], bytes], *, own: str = "") -> None:
        """Keep the file at `path` if its key is the same, else make, verify and stage it."""
        old = self.staging.kept(path, entry.key)
        if old is not None:
            self.staging.keep(replace(entry, sha256=old.sha256))
            return
        data = make()
        others = self.foreign(entry.recipient)
        self.faults += file_faults(data, path, foreign=others, own=own)
        self.staging.write(replace(entry, sha256=sha256(data)), data)


def key_of(document: Document, suffix: str, look: Look) -> str:
    """Return what a file is made from as one hash: document, look, writer and its version."""
    version = writer(suffix).VERSION
    text = f"{suffix} {version} {look.version} {look_hash(look)} {document!r}"
    return hashlib.sha256(text.encode()).hexdigest()


_LOOKS: dict[int, str] = {}


def look_hash(look: Look) -> str:
    """Return the hash of a look, taken once for each look."""
    if id(look) not in _LOOKS:
        _LOOKS[id(look)] = hashlib.sha256(repr(look).encode()).hexdigest()
    return _LOOKS[id(look)]


def make_documents(
    files: DayFiles, jobs: tuple[Job, ...], world: World, *, told: Callable[[str], None]
) -> None:
    """Compose every job and stage its files in each of its formats."""
    for job in jobs:
        document, faults = compose(job, world)
        files.faults += faults
        if document is None:
            continue
        files.documents.append((job, document))
        for suffix in job.formats:
            _make_file(files, job, document, suffix)
        told(job.path_stem)


def _make_file(files: DayFiles, job: Job, document: Document, suffix: str) -> None:
    path = f"{job.path_stem}.{suffix}"
    entry = Entry(
        path=path,
        format=suffix,
        template=job.template.name,
        recipient=job.recipient,
        key=key_of(document, suffix, files.look),
        sha256="",
        title=document.title,
        prints=job.copies if suffix == "pdf" else 0,
    )

    def make() -> bytes:
        written = write(suffix, document, files.look)
        files.faults += (_in(fault, path) for fault in written.faults)
        return written.data

    files.add(path, entry, make, own=as_text(document))


def _in(fault: Fault, path: str) -> Fault:
    """Return a writer's fault with the finished file's name if it has no place of its own."""
    return fault if fault.place or fault.at else replace(fault, place=Place(path))


def foreign_words(world: World) -> Callable[[Recipient], tuple[str, ...]]:
    """Return a function from a reader to the names of everyone outside that reader's pair."""
    people = tuple(world.programme.people())
    by_pair: Mapping[str, tuple[str, ...]] = {
        pair: tuple(_names(person.name for person in people if person.pair and person.pair != pair))
        for pair in world.programme.pairs
    }

    def of(recipient: Recipient) -> tuple[str, ...]:
        if recipient.kind == "pair":
            return by_pair.get(recipient.id, ())
        if recipient.kind == "person":
            pair = next((person.pair for person in people if person.id == recipient.id), "")
            return by_pair.get(pair, ())
        return ()

    return of


def _names(names: Iterator[str]) -> Iterator[str]:
    return (name for name in names if name)
