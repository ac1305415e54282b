"""Figures of people's answers: not numbers, so that none is worded or drawn past the two rules.

A group's figure is `Published`: only the disclosure test makes one. A pair's or a person's own is
`Shared`: only the sharing rule makes one. They stand in order, `points` puts them into words,
`drawn` places their marks; they cannot be formatted, added up or written as JSON. A plain number
beside them is a fact of the programme (minutes, what the group counted itself) and nobody's answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor
from typing import Any, Literal, Never, Self, TypeVar, final

from facilitate.recipient import Recipient


class _Figure:
    """What both kinds share: an order among themselves, and no way to be used as a number."""

    __slots__ = ()
    _value: float
    _rank: float

    # `Never`: no call passes the type checker.
    def __init__(self, only_by_its_rule: Never) -> None:  # noqa: ARG002
        raise TypeError(f"only {_MAKERS[type(self)]} makes a figure that is {type(self).__name__}")

    def __lt__(self, other: Self) -> bool:
        return self._rank < other._rank if type(other) is type(self) else NotImplemented

    def __str__(self) -> str:
        raise TypeError("a figure of answers is put into words by points()")

    def __format__(self, spec: str) -> str:
        return str(self)


@final
@dataclass(frozen=True, slots=True, init=False, eq=False)
class Published(_Figure):
    """A group's figure that passed the disclosure test; `n` people are behind its `release`."""

    _value: float
    _rank: float = field(repr=False)
    n: int
    release: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Published) and self._rank == other._rank and self.n == other.n

    def __hash__(self) -> int:
        return hash(self._rank)


@final
@dataclass(frozen=True, slots=True, init=False, eq=False)
class Shared(_Figure):
    """A figure of one pair or one person, for whom the sharing rule gives it to."""

    _value: float
    _rank: float = field(repr=False)
    # Each finding that holds it says so once; what looks through a document needs not come upon it.
    of: Recipient = field(repr=False, compare=False)

    @property
    def owner(self) -> str:
        """The id of the pair or person, so that no document of another's carries the figure."""
        return self.of.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shared) and self._rank == other._rank and self.of == other.of

    def __hash__(self) -> int:
        return hash(self._rank)


Figure = Published | Shared

_MAKERS: dict[type, str] = {
    Published: "facilitate.audit.disclosure",
    Shared: "facilitate.audit.sharing",
}
_HANDED_OUT: set[type] = set()

F = TypeVar("F", Published, Shared)


def maker_of(kind: type[F], *, to: str) -> Callable[..., F]:
    """Return the one function that makes figures of a kind; `to` is the module that holds its rule.

    It is handed out once, when that module is loaded. Raises `RuntimeError` for anybody else.
    """
    if to != _MAKERS[kind] or kind in _HANDED_OUT:
        raise RuntimeError(f"figures that are {kind.__name__} are made by {_MAKERS[kind]} alone")
    _HANDED_OUT.add(kind)

    def make(value: float, **parts: Any) -> F:
        figure = object.__new__(kind)
        # The order is by a rounded one: sums of the same answers may differ in the last bit.
        found = {"_value": float(value), "_rank": round(float(value), 9), **parts}
        for name, part in found.items():
            object.__setattr__(figure, name, part)
        return figure

    return make


# --------------------------------------------------------------------- how a figure is let out


def to_one_decimal(value: float) -> float:
    """Return a number as pages print it: to one decimal, halves up.

    Labels rest on it, so that no label contradicts the figure that stands beside it.
    """
    return floor(value * 10 + 0.5 + 1e-9) / 10


def points(figure: Figure | float, decimals: int = 1, *, signed: bool = False) -> str:
    """Return a figure, or an end of the scale, as words: `4.3`; `signed` a step: `+0.3`, `−0.2`."""
    value = to_one_decimal(number(figure)) if decimals <= 1 else number(figure)
    return f"{value:{'+' if signed else ''}.{decimals}f}".replace("-", "−")


def drawn(figure: Figure | float) -> float:
    """Return where the mark of a figure stands: where its printed words say, and no closer.

    A fact of the programme stands where it is.
    """
    return to_one_decimal(figure._value) if isinstance(figure, _Figure) else figure


def way_in_print(then: Figure, now: Figure) -> Literal["up", "down", ""]:
    """Return which way one figure goes from another, as both are printed; empty: none."""
    before, after = drawn(then), drawn(now)
    return "up" if before < after else "down" if before > after else ""


def number(figure: Figure | float) -> float:
    """Return a figure to the last digit, for the facilitator's data; no page or chart uses it."""
    return figure._value if isinstance(figure, _Figure) else figure
