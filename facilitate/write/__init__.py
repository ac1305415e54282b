"""Document to bytes: one module for each file suffix, found by its name.

A writer is a module or package `facilitate.write.SUFFIX`, or another package's module (see
`facilitate.registry`), with

    VERSION: int                                            raised when its output changes
    def write(document: Document, look: Look) -> Written    pure: no clock, no disk of the user's
"""

from collections.abc import Callable, Iterable, Iterator
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast

from facilitate import registry
from facilitate.document import Block, Document, Image, foreign, placed
from facilitate.faults import Fault
from facilitate.structs import Struct

if TYPE_CHECKING:
    from facilitate.write.look import Look


class Written(Struct):
    """A finished file's bytes, and what did not fit or could not be shown as asked.

    `spans` are the first and last page of each document in it; empty where they share pages.
    """

    data: bytes
    faults: tuple[Fault, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


class Writer(Protocol):
    """What a writer's module offers."""

    VERSION: int

    def write(self, document: Document, look: "Look") -> Written:
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


def write(suffix: str, document: Document, look: "Look") -> Written:
    """Return the document as a file; raise `ForeignValueError` if it holds another's value."""
    others = foreign(document)
    if others:
        raise ForeignValueError(
            f"{document.name} for {document.recipient} holds values of {others}"
        )
    return writer(suffix).write(document, look)


B = TypeVar("B", bound=Block)
P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class BlockTable(Generic[P, R]):
    """The functions of one writer by the kind of block that they take first.

    As a decorator it enters a function. Functions may stand in any module that the registry finds
    for the writer's `kind`.
    """

    def __init__(self, kind: registry.BlockKind) -> None:
        self.kind = kind
        self._functions: dict[type[Block], Callable[..., Any]] = {}

    def __call__(self, function: Callable[Concatenate[B, P], S]) -> Callable[Concatenate[B, P], S]:
        """Return the function itself, entered for the kind of block that it takes first."""
        block = next(iter(get_annotations(function, eval_str=True).values()))
        self._functions[block] = function
        return function

    def function_for(self, block: type[Block]) -> Callable[Concatenate[Block, P], R]:
        """Return the function for a kind of block; `TypeError` if the writer has none."""
        if block not in self._functions:
            registry.find_all(self.kind)
        if block not in self._functions:
            raise TypeError(f"no {self.kind} writes a {block.__name__}")
        return cast("Callable[Concatenate[Block, P], R]", self._functions[block])

    def each(self, blocks: Iterable[Block], *more: P.args, **named: P.kwargs) -> Iterator[R]:
        """Yield what is made of one block after the other; an unknown kind raises `TypeError`."""
        for block in blocks:
            yield self.function_for(type(block))(block, *more, **named)


def not_a_picture(block: Image) -> Fault:
    """Return M413: bytes that are neither a whole PNG nor a whole JPEG."""
    fault = Fault(
        code="M413",
        message=f"The picture {block.alt!r} is not a whole PNG or JPEG file.",
        hint="Save it again as PNG or JPEG. Its description stands in its place.",
        severity="warning",
    )
    return placed(fault, block.origin)
