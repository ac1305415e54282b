"""The finished files: valid, accessible, no leaks, as the manifest says."""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from facilitate.faults import Fault, Place
from facilitate.files import lies_inside
from facilitate.out.manifest import NAME, read_manifest
from facilitate.verify.leaks import leak_faults
from facilitate.verify.office import package_faults
from facilitate.verify.pdf import pdf_faults


def file_faults(
    data: bytes,
    name: str,
    *,
    foreign: Iterable[str] = (),
    own: str = "",
    empty: Callable[[], bytes] = lambda: b"",
) -> Iterator[Fault]:
    """Yield what is wrong with one finished file, by its suffix; fast enough for every build.

    `foreign` are words that belong to other people, `own` the plain text of the document the
    file was made from; `empty` makes a file of the same format that says nothing.
    """
    if name.endswith((".pptx", ".docx")):
        yield from package_faults(data, name)
    elif name.endswith(".pdf"):
        yield from pdf_faults(data, name)
    yield from leak_faults(data, name, foreign, own, empty)


def folder_faults(folder: Path, *, deep: bool = False) -> tuple[tuple[Fault, ...], int]:
    """Return what is wrong with a day's folder, and how many files were looked into.

    `deep` also opens each Office file with python-pptx or python-docx, and with openxml-audit
    where that is installed.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        what = "No build has written this: it cannot be read, or is a link or a folder."
        return (_fault("O207", f"{folder.name}/{NAME}", what, "Build again."),), 0
    faults: list[Fault] = []
    for entry in manifest.files:
        path = folder / entry.path
        if not path.is_file() or not lies_inside(path, folder):
            faults.append(_fault("O204", entry.path, "The file is missing.", "Build again."))
            continue
        data = path.read_bytes()
        faults += file_faults(data, entry.path)
        if deep:
            faults += _opened(data, path, entry.path)
    return tuple(faults), len(manifest.files)


def _fault(code: str, name: str, message: str, hint: str) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Place(name))


def _opened(data: bytes, path: Path, name: str) -> Iterator[Fault]:
    """Yield a fault for an Office file that its own library cannot open, or an audit finds bad."""
    suffix = name.rsplit(".", 1)[-1]
    if suffix not in {"pptx", "docx"}:
        return
    try:
        if suffix == "pptx":
            from pptx import Presentation

            Presentation(io.BytesIO(data))
        else:
            from docx import Document

            Document(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001  whatever the library says, the file is bad
        yield _fault("O201", name, f"The file does not open: {error}.", "Please report it.")
        return
    yield from _audited(path, name)


def _audited(path: Path, name: str) -> Iterator[Fault]:
    try:
        from openxml_audit import OpenXmlValidator
    except ImportError:
        return
    for error in OpenXmlValidator().validate(path).errors:
        yield _fault("O201", name, f"{error.description} ({error.part_uri})", "Please report it.")
