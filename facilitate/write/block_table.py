"""Which function writes a kind of block: one table for each writer, filled by the functions."""

from collections.abc import Callable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, get_type_hints

from facilitate import registry
from facilitate.document import Block

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
        block = next(iter(get_type_hints(function).values()))
        self._functions[block] = function
        return function

    def function_for(self, block: type[Block]) -> Callable[Concatenate[Block, P], R]:
        """Return the function for a kind of block; `TypeError` if the writer has none."""
        if block not in self._functions:
            registry.find_all(self.kind)
        if block not in self._functions:
            raise TypeError(f"no {self.kind} writes a {block.__name__}")
        return cast("Callable[Concatenate[Block, P], R]", self._functions[block])

    def write(self, block: Block, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the block as its function writes it."""
        return self.function_for(type(block))(block, *args, **kwargs)
