"""The finished files: valid, accessible, no leaks, nothing cut off."""

from collections.abc import Iterable, Iterator

from facilitate.faults import Fault
from facilitate.verify.leaks import leak_faults
from facilitate.verify.office import package_faults
from facilitate.verify.pdf import pdf_faults


def file_faults(
    data: bytes, name: str, *, foreign: Iterable[str] = (), own: str = ""
) -> Iterator[Fault]:
    """Yield what is wrong with one finished file, by its suffix; fast enough for every build.

    `foreign` are words that belong to other people, `own` the plain text of the document the
    file was made from.
    """
    if name.endswith((".pptx", ".docx")):
        yield from package_faults(data, name)
    elif name.endswith(".pdf"):
        yield from pdf_faults(data, name)
    yield from leak_faults(data, name, foreign, own)
