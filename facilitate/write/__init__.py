"""Document to bytes: one module for each file suffix, found by its name.

A writer is a module or package `facilitate.write.SUFFIX`, or another package's module (see
`facilitate.registry`), with

    VERSION: int                                            raised when its output changes
    def write(document: Document, look: Look) -> Written    pure: no clock, no disk of the user's
"""

from dataclasses import dataclass
from typing import Protocol, cast

from facilitate import registry
from facilitate.document import Document, foreign
from facilitate.faults import Fault
from facilitate.write.look import Look


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file's bytes, and what did not fit or could not be shown as asked."""

    data: bytes
    faults: tuple[Fault, ...] = ()


class Writer(Protocol):
    """What a writer's module offers."""

    VERSION: int

    def write(self, document: Document, look: Look) -> Written:
        """Return the document as a file of this writer's format."""
        ...


class ForeignValueError(RuntimeError):
    """A document carries a value that belongs to somebody else: a bug of ours, never written."""


def writer(suffix: str) -> Writer:
    """Return the writer for a suffix such as `pptx`; raise `LookupError` if there is none."""
    found = registry.find("format", suffix)
    if found is None:
        raise LookupError(f"no writer for {suffix}")
    return cast(Writer, found)


def write(suffix: str, document: Document, look: Look) -> Written:
    """Return the document as a file; raise `ForeignValueError` if it holds another's value."""
    others = foreign(document)
    if others:
        raise ForeignValueError(
            f"{document.name} for {document.recipient} holds values of {others}"
        )
    return writer(suffix).write(document, look)
