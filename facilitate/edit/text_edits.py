"""What all acts share: words at a key, written as the former ones were, and refusals."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from facilitate.edit.plan_snapshot import refusal
from facilitate.faults import KeyPath
from facilitate.load import yaml_keys
from facilitate.load.yaml_spans import CannotSplice, Words, YamlDocument
from facilitate.model.times_and_dates import MONTHS, WEEKDAYS, as_clock


def with_words_at(doc: YamlDocument, path: KeyPath, words: Words, order: tuple[str, ...]) -> str:
    """Return the text with words at a key, or without the key for none."""
    there = doc.node(path)
    with refusing(doc):
        if words:
            key = str(path[-1])
            before = order[: order.index(key)] if key in order else order
            return yaml_keys.with_value(doc, path, words, before)
        if there is None:
            message, hint = f"There is no {path[-1]} to take out.", "Look at the plan anew."
            raise refusal("E103", message, hint, doc.file)
        return yaml_keys.without_key(doc, path)


def word_at(doc: YamlDocument, path: KeyPath) -> str:
    """Return what is written at a path, or nothing."""
    node = doc.node(path)
    if node is None or node.kind != "word":
        return ""
    return doc.text[node.start : node.end].strip("\"'")


@contextmanager
def refusing(doc: YamlDocument) -> Iterator[None]:
    """Refuse an act whose text cannot be changed as it is written, with the place."""
    try:
        yield
    except CannotSplice as error:
        message = f"This cannot be changed here without touching something else: {error}."
        raise refusal("E101", message, error.hint, doc.file, error.line) from None


def length_like(old: str, minutes: int) -> str:
    """Return a length as `old` was written: `45`, `45m`, `45 min`, `1h30`; else as `45m`."""
    word = old.strip()
    hours, rest = divmod(minutes, 60)
    if word.isdigit():
        return str(minutes)
    found = re.fullmatch(r"\d+(\s*[^\d\s]+)", word)
    if found and not found[1].strip().casefold().startswith("h"):
        return f"{minutes}{found[1]}"
    if re.fullmatch(r"\d+h(\d+)?", word) and hours:
        return f"{hours}h{rest:02d}" if rest else f"{hours}h"
    return f"{minutes}m"


def clock_like(old: str, minute: int) -> str:
    """Return a clock time as `old` was written: `9:30`, `09:30`, `9.30`, `0930`, `9.30am`."""
    hour, rest = divmod(minute, 60)
    found = re.fullmatch(r"(\d{1,2})([:.]?)(\d{2})?(\s*[aApP][mM])?", old.strip())
    if not found:
        return as_clock(minute)
    first, sign, figures, half = found[1], found[2], found[3], found[4] or ""
    if not half:
        wide = len(first) == 2 and (first.startswith("0") or not sign)
        return f"{hour:02d}{sign}{rest:02d}" if wide else f"{hour}{sign}{rest:02d}"
    mark = half[:-2] + ("am" if hour < 12 else "pm")
    mark = mark.upper() if half.strip().isupper() else mark
    hour = hour % 12 or 12
    return f"{hour}{sign or '.'}{rest:02d}{mark}" if figures or rest else f"{hour}{mark}"


def date_like(old: str, day: date) -> str:
    """Return a date as `old` was written: in figures, or in words with or without its weekday."""
    words = re.split(r"[\s,]+", old.strip())
    named = {word.casefold()[:3] for word in words if word[:1].isalpha()}
    if not named & {month[:3] for month in MONTHS}:
        return day.isoformat()
    month = MONTHS[day.month - 1].capitalize()
    weekday = WEEKDAYS[day.weekday()].capitalize()
    with_weekday = bool(named & {one[:3] for one in WEEKDAYS})
    return f"{weekday + ' ' if with_weekday else ''}{day.day} {month} {day.year}"
