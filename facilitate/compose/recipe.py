"""What the parser makes of a page: parts that are ready, and parts that wait for values.

One parse serves every recipient whose page has the same shape. A part without values is made
once and shared; a part with values is a function of the `Filling`, made for each recipient.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from facilitate.compose.missing import at
from facilitate.compose.seal import OPEN, NotWordsError, alone, opened
from facilitate.document import Origin
from facilitate.faults import Fault

Part = TypeVar("Part")

A_WHOLE_THING = (
    "This is a whole thing (a list, a chart or a person), which cannot be printed as words.",
    "Ask for one of its parts, such as .name or .title, or give it to a directive by 'of:'.",
)
"""What is wrong with printing a value that is no words and no figure, and what to do: M141."""


class Filling:
    """One recipient's values, what a form's keys begin with, and the faults met while filling."""

    __slots__ = ("faults", "keys", "prefix", "template", "values", "words")

    def __init__(
        self, values: Sequence[Any] = (), *, prefix: str = "", words: Any = None, template: str = ""
    ) -> None:
        self.values = values
        self.template = template
        self.prefix = prefix
        self.words = words or {}
        self.keys: set[str] = set()
        self.faults: list[Fault] = []

    def fault(self, code: str, message: str, hint: str, origin: Origin) -> None:
        """Write a fault of this recipient's page down."""
        self.faults.append(Fault(code=code, message=message, hint=hint, place=at(origin)))

    def opened(self, text: str, origin: Origin | None = None) -> str:
        """Return words with the values among them; a whole thing is a fault and no words."""
        try:
            return opened(text, self.values)
        except NotWordsError:
            self.fault("M141", *A_WHOLE_THING, origin or Origin(self.template))
            return ""


class Recipe(Generic[Part]):
    """How a part is made. `ready` parts are the same for everyone."""

    __slots__ = ("make", "ready")

    def __init__(self, make: Callable[[Filling], Part], *, ready: bool = False) -> None:
        self.make = make
        self.ready = ready

    def __call__(self, filling: Filling) -> Part:
        """Return the part for one recipient."""
        return self.make(filling)


def ready(part: Part) -> Recipe[Part]:
    """Return the recipe of a part that is there already."""
    return Recipe(lambda _: part, ready=True)


def recipe(make: Callable[[Filling], Part], *parts: Recipe[Any]) -> Recipe[Part]:
    """Return the recipe of something made of parts: ready as soon as all of them are.

    What cannot be made without a fault is made for each recipient, so that the fault is told.
    """
    if all(part.ready for part in parts):
        filling = Filling()
        part = make(filling)
        if not filling.faults:
            return ready(part)
    return Recipe(make)


def together(parts: Sequence[Recipe[Part]]) -> Recipe[tuple[Part, ...]]:
    """Return the recipe of all parts in a row."""
    makes = tuple(part.make for part in parts)
    return recipe(lambda filling: tuple([make(filling) for make in makes]), *parts)


def of_value(text: str) -> Recipe[Any]:
    """Return the recipe of a setting's value: the whole thing behind a token, else the words."""
    number = alone(text)
    if number is not None:
        return Recipe(lambda filling: filling.values[number])
    return of_words(text)


def of_words(text: str) -> Recipe[str]:
    """Return the recipe of words with values among them."""
    if OPEN not in text:
        return ready(text)
    return Recipe(lambda filling: filling.opened(text))
