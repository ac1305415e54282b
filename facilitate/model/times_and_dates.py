"""Lengths, clock times and dates as people write them, and as pages print them.

What cannot be read raises `ParseError`, whose two sentences become the fault's message and hint.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from facilitate.faults import nearest

_LENGTH = re.compile(r"[\s,;(]*\b(\d{1,3} ?(?:m|mins?|minutes|h|hours?))\b\)?")


def without_length(text: str) -> tuple[str, str]:
    """Return a text without the length in it, and that length: `Keynote (45 min)`; else nothing."""
    found = _LENGTH.search(text)
    if found is None:
        return text, ""
    rest = _LENGTH.sub("", text).strip(" ,;")
    if rest.count(")") > rest.count("("):
        rest = rest[::-1].replace(")", "", 1)[::-1]
    return rest, found[1].replace(" ", "")


MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ParseError(ValueError):
    """A value that cannot be read: what is wrong with it, and one thing to type instead.

    `looks_like` names what it would be elsewhere, such as `clock` for a length of `12:15`, or
    `length` for one that is written another way; `words` are no date at all.
    """

    def __init__(self, message: str, hint: str, looks_like: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.looks_like = looks_like


def parse_minutes(text: str) -> int:
    """Return a length in whole minutes: `45`, `45m`, `45 mins`, `1h30`; else raise `ParseError`."""
    word = text.strip().casefold()
    if re.fullmatch(r"\d{1,2}[:.]\d{2}", word):
        hours, rest = re.split(r"[:.]", word)
        raise ParseError(
            f"{text!r} looks like a clock time, and a length is wanted here.",
            f"Write {int(hours)}h{rest} or {int(hours) * 60 + int(rest)}m."
            if int(hours) < EARLIEST
            else "Write how long it takes, such as 45m or 1h30.",
            looks_like="clock",
        )
    if length := _between(word):
        raise ParseError(f"{text!r} is from when to when.", f"Write how long it takes: {length}m")
    if length := _part_of_hours(word):
        hint = f"Write it in minutes: {length}m"
        raise ParseError(f"{text!r} is not a length of time.", hint, looks_like="length")
    found = re.fullmatch(
        r"(?:(\d+)\s*(?:h|hr|hrs|hour|hours))?\s*(?:(\d+)\s*(?:m|min|mins|minute|minutes)?)?", word
    )
    if not found or not word:
        raise _no_length(text, word)
    length = int(found[1] or 0) * 60 + int(found[2] or 0)
    if not 0 < length <= 24 * 60:
        raise ParseError(
            f"{text!r} is not a length that fits in a day.", "Write it like 45m or 1h30."
        )
    return length


def _no_length(text: str, word: str) -> ParseError:
    """Return what is wrong with a length in words, or with its unit mistyped, or with none."""
    message, hint = f"{text!r} is not a length of time.", ""
    if near := re.fullmatch(r"(\d+)\s*(m|h)[a-z]{0,8}\.?", word):
        hint = f"Write {near[1]}{near[2]}"
    if near := re.fullmatch(r"(\d+)\s*(?:std|stunden?|heures?|uur|timer?)\.?", word):
        hint = f"Write {near[1]}h"
    if near := re.fullmatch(r"(\d+)\s*['′’]", word):
        hint = f"Write {near[1]}m"
    if ends := re.fullmatch(r"(\d+)\s*(?:m|min|mins|minutes)?\s*(?:-|–|to|or)\s*(\d+)\D*", word):
        hint = f"Write one length, such as {(int(ends[1]) + int(ends[2])) // 2}m"
    if word in _ALONE:
        hint = f"Write it in figures: {_ALONE[word]}m"
    if at := re.fullmatch(r"(\S+)\s+(?:at|from|@)\s+(\d{1,2}[:.]\d{2})", text.strip()):
        hint = f"Write {at[1]}; to hold it to an hour, add below: not before: {at[2]}"
    for words in (one for one in IN_WORDS if re.search(rf"\b{one}\b", word)):
        hint = hint or f"Write it in figures: {IN_WORDS[words]}"
    if hint:
        return ParseError(message, hint, looks_like="length")
    return ParseError(message, "Write it like 45m or 1h30.")


IN_WORDS = {
    "three quarters of an hour": "45m",
    "quarter of an hour": "15m",
    "half an hour": "30m",
    "half hour": "30m",
    "an hour and a half": "1h30",
    "one and a half hours": "1h30",
    "an hour": "1h",
    "one hour": "1h",
    "two hours": "2h",
    "five minutes": "5m",
    "ten minutes": "10m",
    "fifteen minutes": "15m",
    "twenty minutes": "20m",
    "thirty minutes": "30m",
    "forty minutes": "40m",
    "forty-five minutes": "45m",
}
"""Lengths that people write in words, the longer words first."""


def _part_of_hours(word: str) -> int:
    """Return the minutes of `1.5 hours`, `0.25h` or `1/4 hour`; 0 for what is none of these."""
    hours = r"\s*(?:an |of an )?(?:h|hr|hrs|hour|hours)"
    if part := re.fullmatch(rf"(\d+)[.,](\d{{1,2}}){hours}", word):
        return round(float(f"{part[1]}.{part[2]}") * 60)
    if more := re.fullmatch(r"(\d) hours? and (?:a )?(half|quarter)", word):
        return int(more[1]) * 60 + (30 if more[2] == "half" else 15)
    part = re.fullmatch(rf"(\d)/([2346]){hours}", word)
    return int(part[1]) * 60 // int(part[2]) if part else 0


_ALONE = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60}
"""Numbers that people write for so many minutes."""

EARLIEST = 6
"""The first hour at which something of a day is likely; below it, `1:30` may be a length."""


def _between(word: str) -> int:
    """Return the minutes of `12:30-13:30`; 0 for what is no such stretch."""
    ends = from_when_to_when(word)
    try:
        return max(0, parse_clock(ends[1]) - parse_clock(ends[0])) if ends else 0
    except ParseError:
        return 0


def from_when_to_when(value: Any) -> tuple[str, str] | None:
    """Return the two clock times of `12:30-13:30` as they are written; None for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    ends = re.fullmatch(r"(\d{1,2}[:.]\d{2})\s*(?:-|–|to|until)\s*(\d{1,2}[:.]\d{2})", text)
    return (ends[1], ends[2]) if ends else None


def parse_clock(text: str) -> int:
    """Return a clock time in minutes from midnight: `9:30`, `9.30`, `0930`, `4.30pm`."""
    word = text.strip().casefold().replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm")
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", word)
    if not found or (found[2] is None and found[3] is None):
        hint = "Write it like 9:30 or 16:15."
        near = re.fullmatch(r"(\d{1,2})(?:(?:[h:.,;]|uhr)?(\d{2}))?(h|uhr|o['’]?clock)?", word)
        if word in {"noon", "midday"}:
            hint = "Write 12:00"
        elif ends := from_when_to_when(text):
            hint = f"Write {ends[0]} alone here; {ends[1]} stands after finish:."
        elif near and (near[3] != "h" or int(near[1]) >= EARLIEST):
            hint = f"Write {int(near[1])}:{near[2] or '00'}"
        elif more := re.match(r"(?i)(\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?)(?=\W)", text.strip()):
            hint = f"Write {more[1]} alone here."
        raise ParseError(f"{text!r} is not a clock time.", hint)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and not 1 <= hour <= 12:
        raise ParseError(f"{text!r} is not a clock time.", "Write it like 9.30am or 16:15.")
    if found[3] == "pm":
        hour = hour % 12 + 12
    elif found[3] == "am":
        hour %= 12
    if hour > 23 or minute > 59:
        raise ParseError(f"{text!r} is not a clock time.", "Hours go to 23 and minutes to 59.")
    return hour * 60 + minute


def as_clock(minute: int) -> str:
    """Return minutes from midnight as `09:05`; beyond midnight the hours count on."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def as_date(on: date) -> str:
    """Return a date as people write it in English: `3 May 2027`."""
    return f"{on.day} {on:%B %Y}"


def as_day(on: date) -> str:
    """Return a date with its day of the week: `Monday 3 May 2027`."""
    return f"{on:%A} {as_date(on)}"


_WEEKDAY = re.compile(r"([A-Za-z]{2,9})(?:\.?,\s*|\.?\s+)(?=\S*\d|[A-Za-z]+\.?\s+\d)")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([A-Za-z]+)\.?,?[\s-]+(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})")
_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


def parse_date(text: str) -> date:
    """Return a date as people write it and as pages print it; else raise `ParseError`.

    `2026-03-14`, `14 March 2026`, `Saturday 14 March 2026`, `14 Mar 26`, `March 14, 2026`. Two
    figures of a year are of this century. Figures alone are never guessed: which is the month?
    """
    word = " ".join(text.split())
    weekday = _WEEKDAY.match(word)
    named = _one_of(WEEKDAYS, weekday[1]) if weekday else None
    if weekday and named is not None:
        word = word[weekday.end() :]
    found = _day_of(word, text)
    if named is not None and found.weekday() != named:
        right = WEEKDAYS[found.weekday()].capitalize()
        raise ParseError(
            f"{found.day} {MONTHS[found.month - 1].capitalize()} {found.year} is a {right}, "
            f"not a {WEEKDAYS[named].capitalize()}.",
            "Look which of the two is right, and mend the other.",
        )
    return found


def is_date(text: str) -> bool:
    """Say whether a text is a date."""
    try:
        parse_date(text)
    except ParseError:
        return False
    return True


def _day_of(word: str, text: str) -> date:
    """Return a date without its weekday; `text` is all that stands there."""
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", word)
    if found:
        return _date(found[1], int(found[2]), found[3], text)
    first, then = _DAY_FIRST.fullmatch(word), _MONTH_FIRST.fullmatch(word)
    number, name, year = first.groups() if first else then.group(2, 1, 3) if then else ("", "", "")
    month = _one_of(MONTHS, name)
    if month is not None:
        return _date(year, month + 1, number, text)
    figures = _IN_FIGURES.fullmatch(word)
    if figures:
        raise _in_figures(figures, text)
    hint = "Write it like 2026-03-14 or 14 March 2026."
    run = re.fullmatch(r"(20\d\d)[._ ]?(\d\d)[._ ]?(\d\d)", word)
    if run and is_date("-".join(run.groups())):
        hint = f"Write {'-'.join(run.groups())}"
    elif without := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)", word):
        if _one_of(MONTHS, without[2]) is not None:
            year = next(one for one in (2027, 2028) if is_date(f"{word} {one}") or one == 2028)
            raise ParseError(f"{text!r} has no year.", f"Add the year, such as: {word} {year}")
    elif re.search(r"\d\s*(?:-|–|to|and|&)\s*\d{1,2}\s+[A-Za-z]", word):
        hint = "Write one date; a second day is an agenda of its own."
    else:
        hint = _with_the_month_right(word) or hint
    raise ParseError(f"{text!r} is not a date.", hint, looks_like="words")


_ELSEWHERE = (
    *("januar janvier enero", "februar février fevrier febrero", "märz maerz mars marzo"),
    *("avril abril", "mai mayo", "juni juin junio", "juli juillet julio", "août aout agosto"),
    *("septembre septiembre", "oktober octobre octubre", "novembre noviembre"),
    "dezember décembre decembre diciembre",
)
"""The months as they are written in German, French and Spanish."""


def _with_the_month_right(word: str) -> str:
    """Return what to write for a date whose month is mistyped, or nothing."""
    for month, names in zip(MONTHS, _ELSEWHERE, strict=True):
        for name in names.split():
            if re.search(rf"\b{name}\b", word.casefold()) and re.search(r"\d", word):
                begun = re.sub(rf"(?i)\b{name}\b", month.capitalize(), word)
                begun = re.sub(r"^\D+", "", begun.replace(" de ", " ").replace(". ", " "))
                return f"Did you mean {begun!r}?"
    for name in re.findall(r"[A-Za-z]{3,}", word) if re.search(r"\d", word) else ():
        weekday = _one_of(WEEKDAYS, name) is not None
        near = nearest(name, MONTHS) if len(name) > 3 and not weekday else ""
        if _one_of(MONTHS, name) is not None:
            day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", word)
            year = re.search(r"\b\d{4}\b", word)
            date = f"{day[1] if day else 1} {name} {year[0] if year else 2027}"
            return f"Write {date}" if day else f"Write one day of the month, such as {date}."
        if near:
            begun = re.sub(r"^\D+", "", word.replace(name, near.capitalize()))
            return f"Did you mean {begun!r}?"
    return ""


def _in_figures(found: re.Match[str], text: str) -> ParseError:
    """Return what is asked about a date in figures: which day it is, in words."""
    days = []
    for number, month in ((found[1], found[2]), (found[2], found[1])):
        if 1 <= int(month) <= len(MONTHS):
            day = _date(found[3], int(month), number, text)
            days.append(f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}")
    one, *other = dict.fromkeys(days) or [""]
    if not one:
        return ParseError(f"There is no such day as {text!r}.", "Write it like 14 March 2026.")
    if not other:
        return ParseError(f"The month of {text!r} stands in figures.", f"Write {one}.")
    message = f"{text!r} can be read as two different days."
    return ParseError(message, f"Write {one}, or {other[0]}.")


def _one_of(names: Sequence[str], word: str) -> int | None:
    """Return the place of the one name that a word is or shortens (`Sept`, `Tues`), or None."""
    fold = word.casefold()
    found = [n for n, name in enumerate(names) if len(fold) >= 3 and name.startswith(fold)]
    return found[0] if len(found) == 1 else None


YEARS = range(1900, 2200)
"""Other years are slips; from these one can count a century on and back."""


def _date(year: str, month: int, number: str, text: str) -> date:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if whole not in YEARS:
        message = f"{year} is no year in which people meet."
        raise ParseError(message, "Write the year in four figures, such as 2027.")
    try:
        return date(whole, month, int(number))
    except ValueError:
        hint = "Look at the month's length."
        if not 1 <= month <= len(MONTHS):
            hint = "The month stands in the middle, from 01 to 12, such as 2026-03-14."
        raise ParseError(f"There is no such day as {text!r}.", hint) from None
