"""Dates, lists and counts in the programme's language, and the filters of templates."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, Undefined, pass_context, pass_environment
from jinja2.filters import FILTERS, do_round
from jinja2.runtime import Context

from facilitate.compose.placeholder import (
    ClockTime,
    NotWordsError,
    OwnedStr,
    joined,
    propagate_owner,
    shown,
)
from facilitate.compose.undefined import RENDERING, Rendering
from facilitate.faults import At
from facilitate.load.words import words_files, words_of
from facilitate.model import Programme
from facilitate.model.roles import RoleWords, plural_of, with_article
from facilitate.model.times_and_dates import as_clock
from facilitate.structs import Struct, field, replace

KNOWN = (
    *("abs", "batch", "d", "default", "first", "int", "last", "length", "list"),
    *("lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse"),
    *("select", "selectattr", "slice", "sort", "title", "trim", "truncate", "unique"),
    *("upper",),
)

NUMBER_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)

FIRST_PERSON = ("we", "our", "us")


def listed(values: Iterable[object], word: str = "and") -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    parts = [value if isinstance(value, str) else shown(value) for value in values]
    if len(parts) < 2:
        return joined(parts)
    return joined([joined(parts[:-1], ", "), f" {word} ", parts[-1]])


LETTERS_OF_A_TITLE = 60
"""How long the names of themes are together that one title names of a kind."""

MOST_NAMED = 3
"""More names in a title are not heard when it is read aloud."""


def counted(value: Any) -> str:
    """Return a whole number to twelve as a word and above in figures; of a list its length."""
    number = value if isinstance(value, int) else len(value)
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else shown(number)


def plural(number: Any, one: str, many: str = "") -> str:
    """Return `1 person` or `3 people`."""
    size = number if isinstance(number, int | float) else len(number)
    return f"{shown(size)} {one if size == 1 else many or one + 's'}"


def capitalized(words: Any) -> str:
    """Return words with a capital first letter, the rest as it is: `SRE`, `Head of HR`."""
    text = shown(words)
    return text[:1].upper() + text[1:]


@pass_context
def _lowered(context: Context, words: Any) -> str:
    wording: Wording = context.parent[RENDERING].wording
    return wording.lowered(words)


def quoted(theme: str) -> str:
    """Return a theme's name as it is, and a question between quotation marks."""
    return f"“{theme}”" if theme.endswith("?") else theme


def by_two(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return a list as its first and second half; the first is the longer one."""
    parts = tuple(values)
    half = (len(parts) + 1) // 2
    return parts[:half], parts[half:]


def by_length(packs: Iterable[Any]) -> list[list[Any]]:
    """Return print packs as lists of those with as many pages and sheets, stapled alike."""
    alike: dict[Any, list[Any]] = {}
    for pack in packs:
        alike.setdefault((pack.pages, pack.sheets, pack.stapled), []).append(pack)
    return [alike[length] for length in sorted(alike)]


def with_sheet(slots: Iterable[Any], sheet: str) -> list[Any]:
    """Return the exercises on a day's agenda that name a sheet among their materials."""
    return [slot for slot in slots if sheet in slot.exercise.sheets]


def _joined_with(values: Iterable[object], between: str = "") -> str:
    parts: list[object] = []
    for value in values:
        parts += [between, value] if parts else [value]
    return joined(parts)


def _dates(printed: Callable[["Wording", dt.date], str]) -> Callable[..., Any]:
    """Return a filter that prints a date in the words of the page's language."""

    @pass_context
    def in_words(context: Context, value: Any) -> str:
        if isinstance(value, Undefined):
            return str(value)
        if not isinstance(value, dt.date):
            raise NotWordsError("This is no date.", "Give the filter one: {{ day.date | date }}.")
        rendering: Rendering = context.parent[RENDERING]
        return printed(rendering.wording, value)

    return in_words


def weeks_later(value: Any, weeks: int) -> Any:
    """Return the date so many weeks after one."""
    if isinstance(value, Undefined):
        return value
    if not isinstance(value, dt.date):
        hint = "Give the filter one: {{ day.date | weeks_later(6) | date }}."
        raise NotWordsError("This is no date.", hint)
    return value + dt.timedelta(weeks=weeks)


def clock(value: Any) -> str:
    """Return a time of day as `09:30`."""
    if isinstance(value, Undefined):
        return str(value)
    if not isinstance(value, ClockTime):
        hint = "Give the filter one: {{ slot.start | clock }}."
        raise NotWordsError("This is no time of day.", hint)
    return as_clock(value)


@pass_environment
def _total(environment: Environment, values: Any, attribute: str | None = None) -> Any:
    """Return the sum of figures; what else could be added up, such as lists, grows too fast."""
    return FILTERS["sum"](environment, values, attribute)


def rounded(value: float, method: Literal["common", "ceil", "floor"] = "common") -> int:
    """Return the nearest whole number, the next (`ceil`) or the last one (`floor`)."""
    return int(do_round(value, 0, method))


def filters() -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name; the owner of what goes in is the owner of what comes out."""
    ours: dict[str, Callable[..., Any]] = {
        "join": _joined_with,
        "and": listed,
        "or": lambda values: listed(values, "or"),
        "count": counted,
        "capitalize": capitalized,
        "lowered": _lowered,
        "plural": plural,
        "by_length": by_length,
        "by_two": by_two,
        "with_sheet": with_sheet,
        "round": rounded,
        "sum": _total,
        "with_article": with_article,
        "clock": clock,
        "weeks_later": weeks_later,
        "date": _dates(lambda wording, day: wording.date(day)),
        "short_date": _dates(lambda wording, day: wording.short_date(day)),
        "long_date": _dates(lambda wording, day: wording.long_date(day)),
        "iso_date": _dates(lambda _, day: day.isoformat()),
    }
    known = {name: FILTERS[name] for name in KNOWN}
    return {name: propagate_owner(function) for name, function in (known | ours).items()}


class Wording(Struct):
    """The fixed words of a language, from `words/<language>.yaml`, and a programme's own.

    `spoken` has the programme's words for its roles, by their keys, as its `file` says them.
    """

    words: Mapping[str, Any]
    spoken: Mapping[str, RoleWords] = field(default_factory=dict)
    file: str = ""
    language: str = "en"

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
        return str.format(
            self.words["date"],
            weekday=self.words["weekdays"][day.weekday()],
            day=day.day,
            month=self.words["months"][day.month - 1],
            year=day.year,
        )

    def short_date(self, day: dt.date) -> str:
        """Return `9 March`."""
        month = self.words["months"][day.month - 1]
        return str.format(self.words["short date"], day=day.day, month=month)

    def long_date(self, day: dt.date) -> str:
        """Return `9 March 2027`."""
        return f"{self.short_date(day)} {day.year}"

    def month(self, day: dt.date) -> str:
        """Return `February 2027`."""
        months: Sequence[str] = self.words["months"]
        return str.format(self.words["month"], month=months[day.month - 1], year=day.year)

    def listed(self, values: Iterable[str]) -> str:
        """Return `a, b and c`."""
        return listed(tuple(values), self("and"))

    def lowered(self, words: Any) -> str:
        """Return words as inside a sentence: `Shared goals` small, `NHS money` as it is.

        In a language other than English all keep their capital.
        """
        text = shown(words)
        kept = text[1:2].isupper() or self.language[:2] != "en"
        return text if kept else text[:1].lower() + text[1:]

    def foremost(self, themes: Sequence[str], most: int = 2) -> str:
        """Return the first of the themes, at most so many, that fit in a title, at least one."""
        named = self.listed(map(self.lowered, map(quoted, themes[:most])))
        fits = most == 1 or len(named) <= LETTERS_OF_A_TITLE
        return named if fits else self.foremost(themes, most - 1)

    def all_named(self, themes: Sequence[str]) -> str:
        """Return the themes; more than a title holds are counted, and the foremost named."""
        named = self.listed(map(self.lowered, map(quoted, themes)))
        if len(themes) <= MOST_NAMED and len(named) <= LETTERS_OF_A_TITLE:
            return named
        some, number = self.foremost(themes), counted(len(themes))
        return self.of("headline", "many themes").format(number=number, some=some)

    def people(self, number: int) -> str:
        """Return `1 person` or `3 people`."""
        return plural(number, self("person"), self("people"))

    def partner(self, sizes: Iterable[int]) -> str:
        """Return the word for whoever else is in pairs of these sizes; empty if nobody is.

        `partner`, `partners`, or `partner or partners` where pairs differ.
        """
        others = {size - 1 for size in sizes if size > 1}
        number = "none" if not others else "one" if others == {1} else "more"
        return self.of("partner", "mixed" if len(others) > 1 and 1 in others else number)

    def pair_means(self, sizes: Iterable[int], *, service: str, own: bool = False) -> str:
        """Return what a pair is where some of these are not two people; empty where all are.

        It is said to all of them, or to the members of the one pair that is a reader's `own`.
        """
        different = set(sizes) - {0}
        said = self.pair_sizes(different)
        if not said:
            return ""
        alone = "alone" if own else "each alone"
        to_whom = alone if different == {1} else "yours" if own else "here"
        return self.of("pair means", to_whom).format(service=service, sizes=said)

    def pair_sizes(self, sizes: Iterable[int]) -> str:
        """Return `one, two or three` for pairs of so many; empty where each is of two."""
        different = sorted(set(sizes) - {0})
        return "" if different == [2] else listed(map(counted, different), self("or"))

    def first_person(self, *, alone: bool) -> Mapping[str, str]:
        """Return how a pair speaks of itself, by `we`, `our` and `us`: `I`, `my`, `me` of one."""
        return {word: self.of(word, "alone" if alone else "together") for word in FIRST_PERSON}

    def sponsor(self, number: int) -> str:
        """Return the word for so many sponsors: `sponsor` or `sponsors`; empty of none."""
        return self.of("sponsor", "none" if not number else "one" if number == 1 else "more")

    def role(self, role: str) -> str:
        """Return the word for one member of a role; a sponsor, who goes by name, as it stands."""
        return self._spoken(role, self.spoken[role].one) if role in self.spoken else role

    def roles(self, role: str) -> str:
        """Return the word for many members of a role: `doctors`."""
        words = self.spoken[role].many if role in self.spoken else plural_of(role)
        return self._spoken(role, words)

    def _spoken(self, role: str, words: str) -> str:
        return OwnedStr(words, "", At(self.file, ("roles", role))) if self.file else words


def wording_of(programme: Programme) -> Wording:
    """Return the words of a programme's language, and its own for its roles."""
    language = programme.says.language
    return Wording(written_words(language), programme.says.roles, language=language)


@cache
def written_words(language: str) -> Mapping[str, Any]:
    """Return the fixed words of a language, each with where it is written."""
    files = words_files(language)
    words = words_of(language)
    return {key: _written(said, At(files[key].file, (key,))) for key, said in words.items()}


def _written(said: Any, at: At) -> Any:
    """Return words, and what lists and groups of them hold, with where they are written."""
    if isinstance(said, dict):
        return {key: _written(one, replace(at, path=(*at.path, key))) for key, one in said.items()}
    if isinstance(said, list):
        return [_written(one, replace(at, path=(*at.path, n))) for n, one in enumerate(said)]
    return OwnedStr(said, "", at) if isinstance(said, str) else said


def sentence(words: str) -> str:
    """Return the words with a capital letter in front and a full stop behind."""
    if not words:
        return ""
    end = "" if words[-1] in ".?!…" else "."
    return joined([words[0].upper(), words[1:], end])
