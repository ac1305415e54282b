"""Times, lengths and dates in cells of a table, as people type them and as tools export them."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from facilitate.load.tables.table import compared
from facilitate.model.times_and_dates import (
    MONTHS,
    WEEKDAYS,
    ParseError,
    parse_clock,
    parse_date,
    parse_minutes,
)

_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?|\d{4}")
_HALF = re.compile(r"\b([ap])\.?\s?m\b\.?")
_O_CLOCK = re.compile(r"(?<=\d)\s*(?:uhr|o'clock)\b")
_UHR = re.compile(r"(?<=\d)\s?uhr\s(?=\d\d\b)")
_HOURS = re.compile(r"\b(0?[6-9]|1\d|2[0-3])\s?h\s?(\d\d)?\b")
"""A time of the day as it is written in French; below six it is how long something takes."""
_HALF_HOURS = re.compile(r"(\d{1,2})[.,]5\s*(?:h|hrs?|hours?)|(?:1/2|½) (?:an )?hour|half an hour")
_NOON = re.compile(r"(?:12(?:[:.]00)?\s*)?\b(?:noon|midday)\b")
_DAY = re.compile(r"^(?:1899|1900|1904)-\d\d-\d\d[ t]")
_SHARE_OF_A_DAY = re.compile(r"0\.(?:5|25|75|\d{3,})")
"""A time as a spreadsheet keeps it, where its cell was set to show a number."""
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
"""The day stands first wherever dates are written with dots."""
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
_WORDED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: of)? ([^\W\d_]{3,})\.?,? (\d{4})\b")
_MONTHS = {
    name: month
    for names in (
        " ".join(MONTHS),
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for name, month in zip(names.split(), MONTHS, strict=True)
}
"""The months in English, German and French, each with its English name."""
_OF_A_DATE = (
    *_MONTHS,
    *WEEKDAYS,
    *["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    *["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    *["date", "datum", "the", "den", "der"],
)
"""Words of which, or of whose beginnings, a line is made that holds a date and nothing else."""


# ----------------------------------------------------------------------------- times of a day


def length_in(text: str) -> int:
    """Return a length in minutes, also of `1.5 hours` and `1/2 hour`; else raise `ParseError`."""
    half = _HALF_HOURS.fullmatch(text)
    return int(half[1] or 0) * 60 + 30 if half else parse_minutes(text)


def parts_of(text: str) -> list[str]:
    """Return what a cell of times holds: one, or both ends of `9:30 - 10:00`."""
    plain = _UHR.sub(":", as_typed(compared(text)).replace("hrs", "").strip())
    plain = _O_CLOCK.sub("", _HALF.sub(r"\1m", _NOON.sub("12:00", plain)))
    plain = _HOURS.sub(lambda found: f"{found[1]}:{found[2] or '00'}", plain)
    return [part for part in _RANGE.split(plain) if part]


def as_typed(text: str) -> str:
    """Return a time as it was typed: a spreadsheet keeps it with seconds, on a day of 1899."""
    return _SECONDS.sub(r"\1", _DAY.sub("", text))


def clock_or_length(text: str) -> tuple[int | None, int | None]:
    """Return a clock time, or else a length, in minutes; nothing for what is neither."""
    if _SHARE_OF_A_DAY.fullmatch(text):
        return round(float(text) * 24 * 60), None
    if _CLOCK.fullmatch(text):
        bare = text.isdigit() and len(text) <= 2
        try:
            return (parse_clock(f"{text}:00" if bare and int(text) < 24 else text), None)
        except ParseError:
            pass
    try:
        return None, length_in(text)
    except ParseError:
        return None, None


# ------------------------------------------------------------------------------------- dates

_MIDNIGHT = re.compile(r"(?<=\d)[ T]00:00(?::00)?$")
"""What a spreadsheet adds to a date that stands in a cell of its own."""
_SERIAL = re.compile(r"[45]\d{4}")
_FIRST_SERIAL = date(1899, 12, 30)
"""A date as a spreadsheet keeps it, where its cell was set to show a number: 46277 is in 2026."""


def date_in(line: str) -> tuple[date | None, str]:
    """Return the date that a line holds, or else why one that it seems to hold is not taken.

    It stands alone, after `Date:`, beside a place and a comma, or anywhere if its month is a word.
    """
    line = _MIDNIGHT.sub("", line.strip())
    if _SERIAL.fullmatch(line):
        return _FIRST_SERIAL + timedelta(days=int(line)), ""
    dotted = _DOTTED.search(line)
    parts = re.split(r"\s*[,;|]\s*", line.rpartition(": ")[2])
    pieces = [
        " ".join(parts[first : first + length])
        for length in range(len(parts), 0, -1)
        for first in range(len(parts) - length + 1)
    ]
    worded = [f"{day} {_MONTHS[month]} {year}" for day, month, year in _worded(line)]
    candidates = [*pieces, *_SLASHED.findall(line)]
    if dotted:
        candidates = [f"{dotted[3]}-{dotted[2]}-{dotted[1]}"]
    elif worded and not set(WEEKDAYS) & set(re.findall(r"\w+", line.casefold())):
        candidates = worded
    why = ""
    for text in candidates:
        try:
            return parse_date(text), ""
        except ParseError as problem:
            why = why or ("" if problem.looks_like == "words" else problem.message)
    return None, why


def says_more(line: str) -> bool:
    """Say whether a line with a date has words that are no part of it."""
    words = re.findall(r"[^\W\d_]{3,}", compared(line))
    return not all(any(name.startswith(word) for name in _OF_A_DATE) for word in words)


def _worded(line: str) -> list[tuple[str, str, str]]:
    """Return the dates in a line whose months are known words: day, month, year."""
    found: list[tuple[str, str, str]] = _WORDED.findall(compared(line))
    return [one for one in found if one[1] in _MONTHS]


# ------------------------------------------------------------------------ when a row came in

DateOrder = Literal["year first", "day first", "month first", ""]

_TIME = re.compile(
    r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})"
    r"(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm)?)?"
    r"\s*(?:gmt|utc|z|bst)?\s*(?:([+\-\u2212])(\d{1,2}):?(\d{2})?)?",
    re.IGNORECASE,
)
_ORDERS: tuple[DateOrder, ...] = ("year first", "day first", "month first")


def timestamp(text: str, order: DateOrder) -> datetime | None:
    """Return a time such as `2026/05/04 9:06:00 am GMT+1`, moved to UTC if it says its offset.

    None of a text that is no time in this order.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    year, month, day = {
        "year first": (first, second, third),
        "day first": (third, second, first),
        "month first": (third, first, second),
    }.get(order, (0, 0, 0))
    if year < 100 and order != "year first":
        year += 2000
    hour = int(found[4] or 0)
    if found[7]:
        hour = hour % 12 + 12 * (found[7].casefold() == "pm")
    try:
        when = datetime(year, month, day, hour, int(found[5] or 0), int(found[6] or 0))  # noqa: DTZ001  no export names its time zone
    except ValueError:
        return None
    if year < 1990:
        return None
    shift = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    return when + shift if found[8] in ("-", "\u2212") else when - shift


def order_of(cells: Sequence[str], likely: DateOrder) -> tuple[DateOrder, bool]:
    """Return the order in which every cell is a time, and whether another would sort them so too.

    Empty and False of a column that no order can read; the tool's own order comes first.
    """
    filled = [cell for cell in cells if cell.strip()]
    orders = (likely, *_ORDERS) if likely else _ORDERS
    ranked: dict[DateOrder, list[int]] = {}
    for order in dict.fromkeys(orders):
        times = [when for cell in filled if (when := timestamp(cell, order))]
        if len(times) == len(filled):
            ranked[order] = sorted(range(len(times)), key=times.__getitem__)
    if not ranked:
        return "", not filled
    best = next(iter(ranked))
    return best, len({tuple(ranks) for ranks in ranked.values()}) == 1
