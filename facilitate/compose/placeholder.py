"""Placeholders: a substituted value goes past the parsers, with its owner.

While a template is rendered each substituted value is put into a table, and a placeholder (a
private character, the value's number, another private character) goes into the text instead.
Markdown sees plain letters; placeholders are resolved in the finished leaves. So one parse serves
every recipient whose page has the same shape: a part without values is made once and shared, a
part with values is a function of `RenderValues`, made for each recipient.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from string import Formatter
from typing import Any, Generic, SupportsIndex, TypeVar

from jinja2 import Undefined

from facilitate.document import Origin, Run, Text, placed
from facilitate.faults import At, Fault, Place
from facilitate.model.times_and_dates import ParseError

OPEN, SHUT = "\ue000", "\ue001"
TOKEN = re.compile("\ue000(\\d+)\ue001")
MOST_LETTERS = 8_000
"""Of one title, paragraph or cell: four pages of print."""

Result = TypeVar("Result")


class MixedOwnersError(ValueError):
    """Values of two owners were made into one."""


A_WHOLE_THING = (
    "This is a whole thing (a chart or a person), which cannot be printed as words.",
    "Ask for one of its parts, such as .name or .title, or give it to a directive by 'of:'.",
)
A_LIST = (
    "This is a whole list, which cannot be printed as words.",
    "Put it into a loop: {% for one in … %}{{ one.name }}{% endfor %}",
)
A_TIME = ("This is a time of day, and it is not said how to print it.", "Write {{ … | clock }}.")
A_DATE = (
    "This is a date, and it is not said how to print it.",
    "Write {{ … | date }} or {{ … | short_date }}.",
)


class NotWordsError(ParseError):
    """A whole thing, or nothing, was to be made into words: what is wrong, what to do (M141)."""


class ClockTime(int):
    """A time of day in minutes from midnight. The filter `clock` prints it, and nothing else."""


Source = At | Place
"""Where words are written: a value of a file, or a line of a template."""

Pieces = tuple[tuple[int, Source | None], ...]
"""So many letters each with where they are written."""


class OwnedStr(str):
    """Words that belong to a pair or person, or that were written in a user's file, or both.

    `owner` is empty for what everyone may read; `source` is where the words are written. Whatever
    is made of the words belongs to the same, and came from the same if from nowhere else. `pieces`
    are, of words from several places, so many letters each with its own.
    """

    __slots__ = ("owner", "pieces", "source")

    owner: str
    source: Source | None
    pieces: Pieces

    def __new__(
        cls,
        words: str,
        owner: str,
        source: Source | None = None,
        pieces: Pieces = (),
    ) -> "OwnedStr":
        """Return the words with their owner and source."""
        made = str.__new__(cls, words)
        made.owner = owner
        made.source = source
        made.pieces = pieces
        return made

    def __str__(self) -> str:
        return self

    def __getitem__(self, key: SupportsIndex | slice) -> "OwnedStr":
        pieces = tuple(_cut(self.pieces, key, len(self))) if isinstance(key, slice) else ()
        return OwnedStr(str.__getitem__(self, key), self.owner, self.source, pieces)

    def __iter__(self) -> Iterator[str]:
        return (OwnedStr(letter, self.owner, self.source) for letter in str.__iter__(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return OwnedStr, (str.__str__(self), self.owner, self.source, self.pieces)

    def format(self, *_: object, **named: object) -> str:
        """Return the words with parts filled in, each as written where it is."""
        return self.format_map(named)

    def format_map(self, named: Any) -> str:
        """Return the words with parts filled in, each as written where it is, and their owner."""
        parts: list[str] = []
        filled: list[object] = [self]
        for words, name, how, _ in Formatter().parse(self):
            parts.append(OwnedStr(words, "", self.source))
            if name is not None:
                value = named[name]
                filled.append(value)
                parts.append(value if isinstance(value, str) else format(value, how or ""))
        pieces = tuple(piece for part in parts for piece in pieces_of(part) if piece[0])
        made: str = inherited(OwnedStr("".join(map(shown, parts)), "", self.source, pieces), filled)
        return made

    def upper(self) -> str:
        """Return the words in capitals, as written where they are."""
        return OwnedStr(str.upper(self), self.owner, self.source, self.pieces)

    def lower(self) -> str:
        """Return the words in small letters, as written where they are."""
        return OwnedStr(str.lower(self), self.owner, self.source, self.pieces)


def _cut(pieces: Pieces, part: slice, letters: int) -> Iterator[tuple[int, Source | None]]:
    """Yield the pieces of a stretch of words that has so many letters as a whole."""
    start, stop, _ = part.indices(letters)
    begun = 0
    for long, source in pieces:
        kept = min(begun + long, stop) - max(begun, start)
        begun += long
        if kept > 0:
            yield kept, source


class WrittenDate(date):
    """A date that is written in a file: `source` is where. One worked out of it has none."""

    source: Source | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return written_date, (date(self.year, self.month, self.day), self.source)


def written_date(day: date, source: Source | None) -> WrittenDate:
    """Return a date with where it is written."""
    made = WrittenDate(day.year, day.month, day.day)
    made.source = source
    return made


class OwnedInt(int):
    """A whole number that belongs to a pair or person."""

    owner = ""


class OwnedFloat(float):
    """A number that belongs to a pair or person."""

    owner = ""


def owner_of(value: object) -> str:
    """Return the id of the pair or person a value belongs to, or the empty string."""
    owner = getattr(value, "owner", "")
    return owner if isinstance(owner, str) else ""


def source_of(value: object) -> Source | None:
    """Return where words or a date are written in a file; None for all others."""
    return value.source if isinstance(value, _WRITTEN) else None


# Made once: a union written where it is asked for is made anew for each value of a page.
_WRITTEN, _LISTS = (OwnedStr, WrittenDate), (tuple, list)


def pieces_of(words: str) -> Pieces:
    """Return how many letters of words are written where."""
    pieces = words.pieces if isinstance(words, OwnedStr) else ()
    return pieces or ((len(words), source_of(words)),)


def owned(value: Any, owner: str) -> Any:
    """Return the value as its owner's: words, numbers and what lists hold. Others as they are.

    What has an owner keeps it. Truth values and None cannot carry one; they cannot be printed.
    """
    if not owner or owner_of(value):
        return value
    if isinstance(value, str):
        return OwnedStr(value, owner, source_of(value), getattr(value, "pieces", ()))
    if isinstance(value, bool | ClockTime) or value is None:
        return value
    if isinstance(value, int | float):
        number = OwnedInt(value) if isinstance(value, int) else OwnedFloat(value)
        number.owner = owner
        return number
    if isinstance(value, _LISTS):
        return tuple(owned(part, owner) for part in value)
    return value


def owners_in(values: Iterable[object]) -> set[str]:
    """Return the owners of the values and of what lists among them hold."""
    found: set[str] = set()
    for value in values:
        owner = owner_of(value)
        if owner:
            found.add(owner)
        elif isinstance(value, _LISTS):
            found |= owners_in(value)
    return found


def inherited(result: Any, sources: Sequence[object]) -> Any:
    """Return what was made of the sources with their owner.

    Raises `MixedOwnersError` if they have two, unless the result is a list, whose parts keep
    their own, or can carry none.
    """
    owners = owners_in(sources)
    if isinstance(result, str) and source_of(result) is None:
        written = {source_of(one) for one in sources} - {None}
        if len(written) == 1:
            pieces = getattr(result, "pieces", ())
            result = OwnedStr(result, owner_of(result), written.pop(), pieces)
    if not owners or result is None or isinstance(result, bool):
        return result
    if len(owners) > 1:
        if isinstance(result, str | int | float):
            raise MixedOwnersError
        return result
    return owned(result, owners.pop())


def propagate_owner(function: Callable[..., Result]) -> Callable[..., Result]:
    """Return the function with its results owned by whom its arguments belong to."""

    def kept(*args: Any, **named: Any) -> Any:
        result: Any = function(*args, **named)
        if isinstance(result, Iterator):
            result = list(result)
        return inherited(result, (*args, *named.values()))

    kept.__dict__.update(getattr(function, "__dict__", {}))
    return kept


def joined(parts: Sequence[object], between: str = "") -> str:
    """Return the parts as one text that belongs to their one owner and knows whence each came."""
    words = [part if isinstance(part, str) else shown(part) for part in parts]
    pieces = [piece for one in words for piece in (*pieces_of(one), (len(between), None))][:-1]
    text = between.join(map(shown, words))
    if len(pieces) > 1 or any(place for _, place in pieces):
        text = OwnedStr(text, "", None, tuple(pieces))
    made: str = inherited(text, parts)
    return made


def shown(value: object) -> str:
    """Return a value as it is printed: words as they are, whole numbers with thousands apart.

    A name that is not there is told and empty. Raises `NotWordsError` for a list, a chart, a
    person or a fraction: nothing would say whose it is, so each part is asked for by name.
    """
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, ClockTime):
        raise NotWordsError(*A_TIME)
    if isinstance(value, date):
        raise NotWordsError(*A_DATE)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{int(value):,}"
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, tuple | list):
        of_words = value and isinstance(value[0], str)
        hint = 'Write {{ … | join(", ") }}.' if of_words else A_LIST[1]
        raise NotWordsError(A_LIST[0], hint)
    raise NotWordsError(*A_WHOLE_THING)


def placeholder(values: list[Any], value: Any) -> str:
    """Put a value into the table of its document and return the token that stands for it."""
    values.append(value)
    return f"{OPEN}{len(values) - 1}{SHUT}"


def sole_placeholder(text: str) -> int | None:
    """Return the number of the token that is the whole text, or None."""
    found = TOKEN.fullmatch(text.strip())
    return int(found[1]) if found else None


def resolve(text: str, values: Sequence[Any]) -> str:
    """Return the text with its placeholders resolved, as one text that belongs to their owner.

    Of a pair's and a member's together that is the member, whose id is the longer one. Each value
    is also held against the page's owners by itself, so that none comes in behind another.
    """
    if OPEN not in text:
        return text
    pieces = [
        values[int(piece)] if number % 2 else piece
        for number, piece in enumerate(TOKEN.split(text))
        if piece
    ]
    owner = max(owners_in(pieces), key=len, default="")
    words: str = owned("".join(shown(piece) for piece in pieces), owner)
    return words


Part = TypeVar("Part")


class RenderValues:
    """One recipient's values, what a form's keys begin with, and the faults met on the way."""

    __slots__ = ("_place_of", "faults", "keys", "prefix", "template", "values")

    def __init__(
        self,
        values: Sequence[Any] = (),
        *,
        prefix: str = "",
        template: str = "",
        place_of: Callable[[Source | str], Place | None] | None = None,
    ) -> None:
        self.values = values
        self.template = template
        self.prefix = prefix
        self.keys: set[str] = set()
        self.faults: list[Fault] = []
        self._place_of = place_of

    def place_of(self, value: object) -> Place | None:
        """Return the line of a file that words are written on; None for all others."""
        return self._place(source_of(value) or (shown(value) if isinstance(value, str) else None))

    def places_of(self, words: str) -> tuple[tuple[int, Place | None], ...]:
        """Return how many letters of words are written on which line of a file."""
        found, begun, said, pieces = [], 0, shown(words), pieces_of(words)
        if not any(at for _, at in pieces) and (whole := self._place(said)):
            return ((len(words), whole),)
        for letters, at in pieces:
            found.append((letters, self._place(at or said[begun : begun + letters].strip())))
            begun += letters
        return tuple(found)

    def _place(self, at: Source | str | None) -> Place | None:
        return self._place_of(at) if at and self._place_of else None

    def fault(self, code: str, message: str, hint: str, origin: Origin) -> None:
        """Write a fault of this recipient's page down."""
        self.faults.append(origin.fault(code, message, hint))

    def resolve(self, text: str, origin: Origin | None = None) -> str:
        """Return words with the values among them; a whole thing is a fault and no words."""
        try:
            return resolve(text, self.values)
        except NotWordsError as error:
            self.fault("M141", error.message, error.hint, origin or Origin(self.template))
            return ""

    def text(self, value: str | int, *, quiet: bool = False) -> Text:
        """Return a value as text with its owner and the line it stands on; nothing of no words."""
        words, source = shown(value), self.place_of(value)
        pieces = self.places_of(value) if isinstance(value, OwnedStr) and value.pieces else ()
        run = Run(words, quiet=quiet, owner=owner_of(value), source=source, pieces=pieces)
        return self.told_if_long((run,), Origin(self.template)) if words else ()

    def told_if_long(self, text: Text, origin: Origin) -> Text:
        """Return the text, and tell it if it is longer than anything that people read in one go.

        Writers try sizes of type and lengths of lines, so that twice the letters take four times
        as long.
        """
        if sum([len(run.text) for run in text]) > MOST_LETTERS:
            fault = Fault(
                code="M159",
                message=f"This title, paragraph or cell has more than {MOST_LETTERS:,} letters.",
                hint="Break it into several paragraphs, or take some out.",
            )
            self.faults.append(placed(fault, origin, text))
        return text


class Deferred(Generic[Part]):
    """How a part is made for one recipient. `ready` parts are the same for everyone."""

    __slots__ = ("make", "ready")

    def __init__(self, make: Callable[[RenderValues], Part], *, ready: bool = False) -> None:
        self.make = make
        self.ready = ready


def ready(part: Part) -> Deferred[Part]:
    """Return the maker of a part that is there already."""
    return Deferred(lambda _: part, ready=True)


def deferred(make: Callable[[RenderValues], Part], *parts: Deferred[Any]) -> Deferred[Part]:
    """Return the maker of something made of parts: ready as soon as all of them are.

    What cannot be made without a fault is made for each recipient, so that the fault is told.
    """
    if all(part.ready for part in parts):
        render = RenderValues()
        part = make(render)
        if not render.faults:
            return ready(part)
    return Deferred(make)


def of_parts(kind: Callable[..., Part], **parts: Any) -> Deferred[Part]:
    """Return the maker of a thing from its parts by name: some deferred, others as they are."""
    waiting = {name: part for name, part in parts.items() if isinstance(part, Deferred)}
    known = {name: part for name, part in parts.items() if name not in waiting}

    def make(render: RenderValues) -> Part:
        return kind(**known, **{name: part.make(render) for name, part in waiting.items()})

    return deferred(make, *waiting.values())


def together(parts: Sequence[Deferred[Part]]) -> Deferred[tuple[Part, ...]]:
    """Return the maker of all parts in a row."""
    makes = tuple(part.make for part in parts)
    return deferred(lambda render: tuple([make(render) for make in makes]), *parts)


def of_value(text: str) -> Deferred[Any]:
    """Return the maker of a setting's value: the whole thing behind a token, else the words."""
    number = sole_placeholder(text)
    if number is not None:
        return Deferred(lambda render: render.values[number])
    return of_words(text)


def of_words(text: str) -> Deferred[str]:
    """Return the maker of words with values among them."""
    if OPEN not in text:
        return ready(text)
    return Deferred(lambda render: render.resolve(text))


def of_line(text: str, origin: Origin) -> Deferred[Run]:
    """Return the maker of a line of plain words with values among them, each with its place."""

    def make(render: RenderValues) -> Run:
        words = render.resolve(text, origin)
        if not words:
            return Run("")
        given = [
            render.values[int(one)] if number % 2 else one
            for number, one in enumerate(TOKEN.split(text))
        ]
        pieces = render.places_of(joined(given))
        return Run(str.__str__(words), pieces=tuple((n, at or origin.place) for n, at in pieces))

    return Deferred(make) if OPEN in text else deferred(make)
