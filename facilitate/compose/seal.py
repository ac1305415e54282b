"""Sealed values: what a template puts into a page goes past the parsers, with its owner.

While a template is rendered each substituted value is put into a table, and a token (a private
character, the value's number, another private character) goes into the text instead. Markdown
sees plain letters; the tokens are opened in the finished leaves.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, SupportsIndex, TypeVar

from jinja2 import Undefined

OPEN, SHUT = "\ue000", "\ue001"
TOKEN = re.compile("\ue000(\\d+)\ue001")

Result = TypeVar("Result")


class MixedOwnersError(ValueError):
    """Values of two owners were made into one."""


class NotWordsError(ValueError):
    """A whole thing, or nothing, was to be made into words."""


class OwnedStr(str):
    """Words that belong to a pair or person; whatever is made of them belongs to the same."""

    owner: str

    def __new__(cls, words: str, owner: str) -> "OwnedStr":
        """Return the words with their owner."""
        made = super().__new__(cls, words)
        made.owner = owner
        return made

    def __str__(self) -> str:
        return self

    def __getitem__(self, key: SupportsIndex | slice) -> "OwnedStr":
        return OwnedStr(str.__getitem__(self, key), self.owner)

    def __iter__(self) -> Iterator[str]:
        return (OwnedStr(letter, self.owner) for letter in str.__iter__(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return OwnedStr, (str.__str__(self), self.owner)


class OwnedInt(int):
    """A whole number that belongs to a pair or person."""

    owner: str

    def __new__(cls, number: int, owner: str) -> "OwnedInt":
        """Return the number with its owner."""
        made = super().__new__(cls, number)
        made.owner = owner
        return made


class OwnedFloat(float):
    """A number that belongs to a pair or person."""

    owner: str

    def __new__(cls, number: float, owner: str) -> "OwnedFloat":
        """Return the number with its owner."""
        made = super().__new__(cls, number)
        made.owner = owner
        return made


def owner_of(value: object) -> str:
    """Return the id of the pair or person a value belongs to, or the empty string."""
    owner = getattr(value, "owner", "")
    return owner if isinstance(owner, str) else ""


def owned(value: Any, owner: str) -> Any:
    """Return the value as its owner's: words, numbers and what lists hold. Others as they are.

    What has an owner keeps it. Truth values and None cannot carry one; they cannot be printed.
    """
    if not owner or owner_of(value):
        return value
    if isinstance(value, str):
        return OwnedStr(value, owner)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return OwnedInt(value, owner)
    if isinstance(value, float):
        return OwnedFloat(value, owner)
    if isinstance(value, tuple | list):
        return tuple(owned(part, owner) for part in value)
    return value


def owners_in(values: Iterable[object]) -> set[str]:
    """Return the owners of the values and of what lists among them hold."""
    found: set[str] = set()
    for value in values:
        owner = owner_of(value)
        if owner:
            found.add(owner)
        elif isinstance(value, tuple | list):
            found |= owners_in(value)
    return found


def inherited(result: Any, sources: Iterable[object]) -> Any:
    """Return what was made of the sources with their owner.

    Raises `MixedOwnersError` if they have two, unless the result is a list, whose parts keep
    their own, or can carry none.
    """
    owners = owners_in(sources)
    if not owners or result is None or isinstance(result, bool):
        return result
    if len(owners) > 1:
        if isinstance(result, str | int | float):
            raise MixedOwnersError
        return result
    return owned(result, owners.pop())


def keeping(function: Callable[..., Result]) -> Callable[..., Result]:
    """Return the function with its results owned by whom its arguments belong to."""

    def kept(*args: Any, **named: Any) -> Any:
        result: Any = function(*args, **named)
        if isinstance(result, Iterator):
            result = list(result)
        return inherited(result, (*args, *named.values()))

    kept.__dict__.update(getattr(function, "__dict__", {}))
    return kept


def joined(parts: Sequence[object]) -> str:
    """Return the parts as one text that belongs to their one owner."""
    text: str = inherited("".join(shown(part) for part in parts), parts)
    return text


def shown(value: object) -> str:
    """Return a value as it is printed: figures with at most one decimal, thousands apart.

    A name that is not there is told and empty. Raises `NotWordsError` for a list, a chart or a
    person: their words would come out without their owners, so each part is asked for by name.
    """
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{int(value):,}"
    if isinstance(value, Undefined):
        return str(value)
    raise NotWordsError


def sealed(values: list[Any], value: Any) -> str:
    """Put a value into the table of its document and return the token that stands for it."""
    values.append(value)
    return f"{OPEN}{len(values) - 1}{SHUT}"


def alone(text: str) -> int | None:
    """Return the number of the token that is the whole text, or None."""
    found = TOKEN.fullmatch(text.strip())
    return int(found[1]) if found else None


def opened(text: str, values: Sequence[Any]) -> str:
    """Return the text with its tokens opened, as one text that belongs to their owner.

    Of a pair's and a member's together that is the member, whose id is the longer one. Each value
    is also held against the page's owners by itself, so that none comes in behind another.
    """
    if OPEN not in text:
        return text
    pieces = [
        values[int(piece)] if number % 2 else piece
        for number, piece in enumerate(TOKEN.split(text))
    ]
    owner = max(owners_in(pieces), key=len, default="")
    words: str = owned("".join(shown(piece) for piece in pieces), owner)
    return words
