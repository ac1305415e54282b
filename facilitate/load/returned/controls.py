"""The content controls of a Word file that was filled in, by their tags."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

MAX_BYTES = 20_000_000
"""More than this is no form, even unpacked."""

_PARTS = ("word/document.xml", "word/header", "word/footer")


class NoFormError(ValueError):
    """The bytes are no Word file that could be a form of ours; the words say why."""


@dataclass(slots=True)
class Control:
    """One control: its tag, its words, and whether it was touched or, if a box, ticked.

    `ticked` is None of anything but a box. Words of an untouched control are a prompt, no answer.
    """

    tag: str = ""
    words: str = ""
    touched: bool = True
    ticked: bool | None = None
    title: str = ""

    @property
    def key(self) -> str:
        """The tag, or where a program lost it what its title holds in brackets."""
        return self.tag or self.title.rpartition("[")[2].rstrip("]")


def controls(data: bytes) -> tuple[Control, ...]:
    """Return every control of the body, the headers and the footers, in order.

    Raises `NoFormError`: damaged, too big, or with a document type inside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(_controls(package))
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, expat.ExpatError) as problem:
        raise NoFormError("it is damaged or no Word file") from problem
    except (RuntimeError, NotImplementedError) as problem:
        raise NoFormError("it is locked with a password") from problem


def _controls(package: zipfile.ZipFile) -> Iterator[Control]:
    parts = [part for part in package.infolist() if part.filename.startswith(_PARTS)]
    if not any(part.filename == _PARTS[0] for part in parts):
        raise NoFormError("it is no Word file")
    if sum(part.file_size for part in parts) > MAX_BYTES:
        raise NoFormError(f"unpacked it is over {MAX_BYTES // 1_000_000} MB")
    for part in parts:
        if part.filename.endswith(".xml"):
            yield from _Walk().through(package.read(part))


class _Walk:
    """Walks through one part, keeping the controls that it meets."""

    def __init__(self) -> None:
        self.found: list[Control] = []
        self.open: list[Control] = []
        self.in_text = False

    def through(self, xml: bytes) -> list[Control]:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._no_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(xml, True)
        return self.found

    def _no_document_type(self, *_: object) -> None:
        raise NoFormError("it declares a document type, which Word never does")

    def _start(self, name: str, facts: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        said = {key.rpartition("}")[2]: value for key, value in facts.items()}
        if tag == "sdt":
            self.open.append(Control())
            self.found.append(self.open[-1])
        elif self.open:
            self._inside(tag, said.get("val", ""), self.open[-1])

    def _inside(self, tag: str, value: str, control: Control) -> None:
        if tag == "tag":
            control.tag = value
        elif tag == "alias":
            control.title = value
        elif tag == "showingPlcHdr":
            control.touched = value in ("0", "false")
        elif tag == "checkbox":
            control.ticked = False
        elif tag == "checked":
            control.ticked = value in ("1", "true", "on")
        elif tag == "t":
            self.in_text = True
        elif tag == "br" or (tag == "p" and control.words):
            control.words += "\n"

    def _end(self, name: str) -> None:
        tag = name.rpartition("}")[2]
        if tag == "t":
            self.in_text = False
        elif tag == "sdt":
            self.open.pop()

    def _words(self, words: str) -> None:
        if self.in_text and self.open:
            self.open[-1].words += words
