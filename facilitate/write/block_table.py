"""Which function writes a kind of block: one table for each writer, filled by the functions."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, get_type_hints

from facilitate.document import Block

B = TypeVar("B", bound=Block)
P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class BlockTable(Generic[P, R]):
    """The functions of one writer by the kind of block that they take first.

    As a decorator it enters a function. Functions may stand in any module of the writer's
    `package`: its modules are imported before the first block is written.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._functions: dict[type[Block], Callable[..., Any]] = {}
        self._complete = False

    def __call__(self, function: Callable[Concatenate[B, P], S]) -> Callable[Concatenate[B, P], S]:
        """Return the function itself, entered for the kind of block that it takes first."""
        kind = next(iter(get_type_hints(function).values()))
        self._functions[kind] = function
        return function

    def function_for(self, kind: type[Block]) -> Callable[Concatenate[Block, P], R]:
        """Return the function for a kind of block; `TypeError` if the writer has none."""
        if not self._complete:
            for module in iter_modules(import_module(self.package).__path__):
                import_module(f"{self.package}.{module.name}")
            self._complete = True
        if kind not in self._functions:
            raise TypeError(f"{self.package} has no way to write a {kind.__name__}")
        return cast("Callable[Concatenate[Block, P], R]", self._functions[kind])

    def write(self, block: Block, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the block as its function writes it."""
        return self.function_for(type(block))(block, *args, **kwargs)
