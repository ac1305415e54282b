"""What the keys of all models are: values that cannot change, lists, claims, numbers, dates.

What cannot be read raises `ParseError`, whose two sentences become the fault's message and hint.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from facilitate.model.times_and_dates import (
    ParseError,
    parse_clock,
    parse_date,
    parse_minutes,
)


class Frozen(BaseModel):
    """A value that cannot change, with keys as an organiser writes them."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


def one_as_list(value: Any) -> Any:
    """Let one word stand for a list of one: `who: crisis` is `who: [crisis]`."""
    return [value] if isinstance(value, str) else value


class OneOrMore:
    """Marks a list for which one value may stand alone, in the JSON Schema as in the file."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of the list, or of one of its values."""
        found = handler(core_schema)
        return {"anyOf": [found, found["items"]]}


Listed = Annotated[tuple[str, ...], BeforeValidator(one_as_list), OneOrMore()]


class OrWords:
    """Marks keys for which words may stand alone, in the JSON Schema as in the file."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of the keys, or of words."""
        return {"anyOf": [handler(core_schema), {"type": "string"}]}


BETWEEN = re.compile(r"\s*(?:[,;&/+]|\band\b)\s*")
"""What people write between several words of one list."""


def claim(text: str) -> bool:
    """Return True for `yes` and `true`, False for `no` and `false`."""
    word = text.strip().casefold()
    if word in {"yes", "true"}:
        return True
    if word in {"no", "false"}:
        return False
    raise ParseError(f"{text!r} is neither yes nor no.", "Write yes or no.")


FIGURES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def whole(text: str) -> int:
    """Return a whole number such as `5`."""
    if re.fullmatch(r"\d{1,9}", text.strip()):
        return int(text)
    figure = FIGURES.get(text.strip().casefold(), 5)
    hint = f"Write it in figures, such as {figure}."
    if begun := re.match(r"(\d{1,9})\b", text.strip()):
        hint = f"Write the number alone, such as {begun[1]}."
    raise ParseError(f"{text!r} is not a whole number.", hint)


def group_size(text: str) -> int:
    """Return how many people work together, such as `3`; 0 for `all`."""
    word = text.strip().casefold()
    if word == "all":
        return 0
    if re.fullmatch(r"[1-9]\d{0,3}", word):
        return int(word)
    many = FIGURES.get(word)
    hint = f"Write {many}" if many else "Write how many work together, such as 3, or all."
    raise ParseError(f"{text!r} is not a group size.", hint)


def parse_number(text: str) -> float:
    """Return a number such as `3.5` or `84000`."""
    if re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text.strip()):
        return float(text)
    hint = "Write it in figures, such as 3.5."
    if re.fullmatch(r"[£$€]?\s*\d{1,3}([,’ ]\d{3})+", text.strip()):
        hint = f"Write it without a sign inside: {re.sub(r'[^0-9]', '', text)}"
    elif thousands := re.fullmatch(
        r"[£$€]?\s*(\d{1,9}(?:\.\d{1,3})?)\s*k", text.strip().casefold()
    ):
        hint = f"Write it in full: {float(thousands[1]) * 1000:.0f}"
    elif comma := re.fullmatch(r"(-?\d{1,12}),(\d{1,6})", text.strip()):
        hint = f"Write it with a point: {comma[1]}.{comma[2]}"
    elif sign := re.fullmatch(
        r"(?:[^\w\s.-]{0,3}|[a-z ]{2,12}\.?)\s*(-?\d{1,12}(?:\.\d{1,6})?)\s*[^\d\s]*", text.strip()
    ):
        hint = f"Write the number alone: {sign[1]}"
    raise ParseError(f"{text!r} is not a number.", hint)


class Held(NamedTuple):
    """How many of something were held of how many that were planned."""

    held: int
    planned: int


def held_of(text: str) -> Held:
    """Return how many were held of how many planned: `6 of 8`."""
    found = re.fullmatch(r"(\d{1,4})\s*(?:of|/)\s*(\d{1,4})", text.strip())
    if found and int(found[1]) <= int(found[2]):
        return Held(int(found[1]), int(found[2]))
    if found:
        hint = f"Look at both numbers: {found[2]} of {found[1]}?"
        raise ParseError(f"{text!r} is more than there are.", hint)
    raise ParseError(f"{text!r} does not say how many of how many.", "Write it like 6 of 8.")


def span(text: str) -> tuple[int, int]:
    """Return the ends of a stretch of whole numbers such as `4-24`."""
    found = re.fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)", text.strip())
    if found and int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    raise ParseError(f"{text!r} is not a range.", "Write the least and the most, such as 4-24.")


def minutes_span(text: str) -> tuple[int, int]:
    """Return the shortest and longest length in minutes of a range such as `10m-1h30`."""
    ends = re.split(r"\s*(?:-|–|to)\s*", text.strip())
    if len(ends) == 2:
        low, high = parse_minutes(ends[0]), parse_minutes(ends[1])
        if low <= high:
            return low, high
        hint = f"Write the shorter one first: {ends[1]}-{ends[0]}"
        raise ParseError(f"{text!r} goes from long to short.", hint)
    raise ParseError(f"{text!r} is not a range of lengths.", "Write it like 30m-60m.")


def read_address(text: str) -> str:
    """Return an e-mail address, or empty words; else raise `ParseError`."""
    address = text.strip()
    if address.casefold().startswith("mailto:"):
        raise ParseError(f"{text!r} is no e-mail address alone.", "Leave mailto: out.")
    if address and not re.fullmatch(r"[^@\s<>,;]+@([^@\s<>,;.]+\.)+[^@\s<>,;.]+", address):
        raise ParseError(
            f"{text!r} is no e-mail address.", "Write the address alone, like a@example.org."
        )
    return address


def reader(read: Callable[[str], Any]) -> BeforeValidator:
    """Return a validator that reads text with a function which may raise `ParseError`.

    Values that are no text pass through to pydantic's own check.
    """

    def convert(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return read(value)
        except ParseError as problem:
            raise refused(
                "unreadable",
                problem.message,
                problem.hint,
                looks_like=problem.looks_like,
                of_no_value=_of_no_value(read),
            ) from None

    return BeforeValidator(convert)


_NO_VALUE = "…"


def _of_no_value(read: Callable[[str], Any]) -> tuple[str, str]:
    """Return what a function says of a text with nothing in it to go by, and the text left out.

    That is all that may be told of what somebody has confided.
    """
    try:
        read(_NO_VALUE)
    except ParseError as problem:
        return problem.message.removeprefix(repr(_NO_VALUE)).strip(), problem.hint
    return "cannot be read.", "Look at the example programme for how it is written."


def refused(kind: str, message: str, hint: str, **facts: Any) -> PydanticCustomError:
    """Return what a validator raises: the kind of the fault, its two sentences, further facts."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint, **facts})


def _text(example: str, like: str = "") -> WithJsonSchema:
    said = {"pattern": like, "patternErrorMessage": f"Write it like {example}"} if like else {}
    return WithJsonSchema({"type": ["string", "number"], "examples": [example], **said})


LIKE_MINUTES = r"^\s*(\d+\s*[hH][a-zA-Z]*)?\s*(\d+\s*([mM][a-zA-Z]*)?)?\s*$"
LIKE_A_CLOCK = (
    r"^\s*([01]?\s*\d|2\s*[0-3])\s*([:.]?\s*[0-5]\s*\d)?\s*([aApP]\s*\.?\s*[mM]\s*\.?)?\s*$"
)
LIKE_A_DATE = (
    r"^\s*((19|20|21)\d\d[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])"
    r"|.*\d.*[a-zA-Z].*|.*[a-zA-Z].*\d.*)\s*$"
)
"""What an editor marks as no length, time or date; what is taken has none of these marked."""

Minutes = Annotated[int, reader(parse_minutes), _text("45m", LIKE_MINUTES)]
Clock = Annotated[int, reader(parse_clock), _text("9:30", LIKE_A_CLOCK)]
Date = Annotated[date, reader(parse_date), _text("2026-03-14", LIKE_A_DATE)]
Claim = Annotated[
    bool, reader(claim), WithJsonSchema({"enum": ["yes", "no", True, False], "examples": ["yes"]})
]
Whole = Annotated[int, reader(whole), _text("5")]
Address = Annotated[str, reader(read_address)]
GroupSize = Annotated[int, reader(group_size), _text("3")]
Number = Annotated[float, reader(parse_number), _text("3.5")]
HeldOf = Annotated[Held, reader(held_of), _text("6 of 8")]
Span = Annotated[tuple[int, int], reader(span), _text("4-24")]
MinutesSpan = Annotated[tuple[int, int], reader(minutes_span), _text("30m-60m")]
