"""Minutes, clock times, dates and claims as organisers write them, and what to say if they slip.

A slip raises `SlipError`, whose two sentences become the fault's message and hint.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


class SlipError(ValueError):
    """A value that cannot be read: what is wrong with it, and one thing to type instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def minutes(text: str) -> int:
    """Return a length in whole minutes: `45`, `45m`, `45 mins`, `1h30`; else raise `SlipError`."""
    word = text.strip().casefold()
    if re.fullmatch(r"\d{1,2}[:.]\d{2}", word):
        hours, rest = re.split(r"[:.]", word)
        raise SlipError(
            f"{text!r} looks like a clock time, and a length is wanted here.",
            f"Write {int(hours)}h{rest} or {int(hours) * 60 + int(rest)}m.",
        )
    found = re.fullmatch(
        r"(?:(\d+)\s*(?:h|hr|hrs|hour|hours))?\s*(?:(\d+)\s*(?:m|min|mins|minute|minutes)?)?", word
    )
    if not found or not word:
        raise SlipError(f"{text!r} is not a length of time.", "Write it like 45m or 1h30.")
    length = int(found[1] or 0) * 60 + int(found[2] or 0)
    if not 0 < length <= 24 * 60:
        raise SlipError(
            f"{text!r} is not a length that fits in a day.", "Write it like 45m or 1h30."
        )
    return length


def clock(text: str) -> int:
    """Return a clock time in minutes from midnight: `9:30`, `9.30`, `0930`, `4.30pm`."""
    word = text.strip().casefold().replace(" ", "")
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", word)
    if not found or (found[2] is None and found[3] is None):
        raise SlipError(f"{text!r} is not a clock time.", "Write it like 9:30 or 16:15.")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and not 1 <= hour <= 12:
        raise SlipError(f"{text!r} is not a clock time.", "Write it like 9.30am or 16:15.")
    if found[3] == "pm":
        hour = hour % 12 + 12
    elif found[3] == "am":
        hour %= 12
    if hour > 23 or minute > 59:
        raise SlipError(f"{text!r} is not a clock time.", "Hours go to 23 and minutes to 59.")
    return hour * 60 + minute


def as_clock(minute: int) -> str:
    """Return minutes from midnight as `09:05`; beyond midnight the hours count on."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def day_of(text: str) -> date:
    """Return a date from `2026-03-14` or `14 March 2026`."""
    word = text.strip()
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", word)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]), text)
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+(\d{4})", word)
    if found:
        names = [m for m in MONTHS if m.startswith(found[2].casefold()) and len(found[2]) >= 3]
        if len(names) == 1:
            return _date(int(found[3]), MONTHS.index(names[0]) + 1, int(found[1]), text)
    found = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", word)
    if found and int(found[2]) <= 12:
        written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
        raise SlipError(f"{text!r} can be read as two different days.", f"Write {written}.")
    raise SlipError(f"{text!r} is not a date.", "Write it like 2026-03-14 or 14 March 2026.")


def _date(year: int, month: int, number: int, text: str) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise SlipError(
            f"There is no such day as {text!r}.", "Look at the month's length."
        ) from None


def claim(text: str) -> bool:
    """Return True for `yes` and `true`, False for `no` and `false`."""
    word = text.strip().casefold()
    if word in {"yes", "true"}:
        return True
    if word in {"no", "false"}:
        return False
    raise SlipError(f"{text!r} is neither yes nor no.", "Write yes or no.")


def whole(text: str) -> int:
    """Return a whole number such as `5`."""
    if re.fullmatch(r"\d{1,9}", text.strip()):
        return int(text)
    raise SlipError(f"{text!r} is not a whole number.", "Write it in figures, such as 5.")


def group_size(text: str) -> int:
    """Return how many people work together, such as `3`; 0 for `all`."""
    word = text.strip().casefold()
    if word == "all":
        return 0
    if re.fullmatch(r"[1-9]\d{0,3}", word):
        return int(word)
    raise SlipError(
        f"{text!r} is not a group size.", "Write how many work together, such as 3, or all."
    )


def number(text: str) -> float:
    """Return a number such as `3.5` or `84000`."""
    if re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text.strip()):
        return float(text)
    raise SlipError(f"{text!r} is not a number.", "Write it in figures, such as 3.5.")


def span(text: str) -> tuple[int, int]:
    """Return the ends of a stretch of whole numbers such as `4-24`."""
    found = re.fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)", text.strip())
    if found and int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    raise SlipError(f"{text!r} is not a range.", "Write the least and the most, such as 4-24.")


def minutes_span(text: str) -> tuple[int, int]:
    """Return the shortest and longest length in minutes of a range such as `10m-1h30`."""
    ends = re.split(r"\s*(?:-|–|to)\s*", text.strip())
    if len(ends) == 2:
        low, high = minutes(ends[0]), minutes(ends[1])
        if low <= high:
            return low, high
    raise SlipError(f"{text!r} is not a range of lengths.", "Write it like 30m-60m.")


def _reader(read: Any) -> BeforeValidator:
    """Wrap a reader of text for pydantic; values that are no text pass through to its own check."""

    def convert(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return read(value)
        except SlipError as slip:
            raise PydanticCustomError(
                "slip", "{message}", {"message": slip.message, "hint": slip.hint}
            ) from None

    return BeforeValidator(convert)


def _text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "number"], "examples": [example]})


Minutes = Annotated[int, _reader(minutes), _text("45m")]
Clock = Annotated[int, _reader(clock), _text("9:30")]
Date = Annotated[date, _reader(day_of), _text("2026-03-14")]
Claim = Annotated[
    bool, _reader(claim), WithJsonSchema({"enum": ["yes", "no", True, False], "examples": ["yes"]})
]
Whole = Annotated[int, _reader(whole), _text("5")]
GroupSize = Annotated[int, _reader(group_size), _text("3")]
Number = Annotated[float, _reader(number), _text("3.5")]
Span = Annotated[tuple[int, int], _reader(span), _text("4-24")]
MinutesSpan = Annotated[tuple[int, int], _reader(minutes_span), _text("30m-60m")]
