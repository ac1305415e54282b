"""Documents that belong to no day: the questionnaire, the privacy notice, the data map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.faults import Fault, Place
from facilitate.files import write_whole
from facilitate.verify import file_faults
from facilitate.write import write
from facilitate.write.look import Look


@dataclass(frozen=True, slots=True)
class Papers:
    """The files that were written, and what did not fit or could not be shown as asked."""

    written: tuple[Path, ...]
    faults: tuple[Fault, ...]


def write_papers(
    documents: Iterable[Document], suffixes: Sequence[str], folder: Path, *, look: Look
) -> Papers:
    """Write each document in each format into a folder, whole or not at all."""
    written: list[Path] = []
    faults: list[Fault] = []
    for document in documents:
        for suffix in suffixes:
            path = folder / f"{document.name}.{suffix}"
            made = write(suffix, document, look)
            faults += (_in(fault, path.name) for fault in made.faults)
            faults += file_faults(made.data, path.name, own=as_text(document))
            write_whole(path, made.data)
            written.append(path)
    return Papers(tuple(written), tuple(faults))


def _in(fault: Fault, name: str) -> Fault:
    return fault if fault.place or fault.at else replace(fault, place=Place(name))
