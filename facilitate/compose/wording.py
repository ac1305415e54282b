"""Dates, lists and counts in the words of the programme's language."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitate.compose.filters import listed, plural


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed words of a language, from `words/<language>.yaml`."""

    words: Mapping[str, Any]

    def __call__(self, key: str, **parts: object) -> str:
        """Return the words under a key with its parts filled in."""
        text = str(self.words[key])
        return text.format(**parts) if parts else text

    def of(self, key: str, inner: str) -> str:
        """Return the words under a key's inner key, or the inner key itself."""
        return str(self.words.get(key, {}).get(inner, inner))

    def maybe(self, key: str, inner: str) -> str:
        """Return the words under a key's inner key, or empty words."""
        return str(self.words.get(key, {}).get(inner, ""))

    def date(self, day: dt.date) -> str:
        """Return `Tuesday 9 March 2027`."""
        return str(self.words["date"]).format(
            weekday=self.words["weekdays"][day.weekday()],
            day=day.day,
            month=self.words["months"][day.month - 1],
            year=day.year,
        )

    def short_date(self, day: dt.date) -> str:
        """Return `9 March`."""
        return self("short date", day=day.day, month=self.words["months"][day.month - 1])

    def month(self, day: dt.date) -> str:
        """Return `February 2027`."""
        return self("month", month=self.words["months"][day.month - 1], year=day.year)

    def listed(self, values: Iterable[str]) -> str:
        """Return `a, b and c`."""
        return listed(tuple(values), self("and"))

    def people(self, number: int) -> str:
        """Return `1 person` or `3 people`."""
        return plural(number, self("person"), self("people"))

    def roles(self, role: str) -> str:
        """Return a role's plural: `doctors`."""
        known = self.words.get("role plurals", {})
        return str(known.get(role, f"{role}s"))


def sentence(words: str) -> str:
    """Return the words with a capital letter in front and a full stop behind."""
    if not words:
        return ""
    end = "" if words[-1] in ".?!…" else "."
    return words[0].upper() + words[1:] + end
