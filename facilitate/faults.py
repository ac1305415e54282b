"""What a person got wrong, as a value: collected, told all at once, never raised."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from pathlib import PurePath
from typing import Literal

from facilitate.structs import Struct

Severity = Literal["error", "warning", "advice"]

KeyPath = tuple[str | int, ...]
"""The way to a value in a YAML file: `("agenda", 3, "exercise")`; the empty path is the file."""


class At(Struct):
    """A value in a file of the user's, before its line is known.

    `on_key` means the key itself rather than its value (an unknown or a doubled key).
    """

    file: str
    path: KeyPath = ()
    on_key: bool = False

    def holds(self, other: "At") -> bool:
        """Say whether another value is this one or lies inside it."""
        return self.file == other.file and other.path[: len(self.path)] == self.path


class Place(Struct):
    """A stretch of one line in a file; lines and columns count from 1, `end` is one past it."""

    file: str
    line: int | None = None
    column: int | None = None
    end: int | None = None
    source: str = ""


class Fault(Struct, kw_only=True):
    """One mistake: a stable code, plain words, one thing to do, and where.

    `at` names a value by its key path; `load` turns it into `place` before anyone is told.
    `also` is a second place that explains the first: `also_is` says what stands there.
    `because` are the values that it follows from: where another error lies in one of them, this
    one says nothing new and is not told. A value without a path is a whole file.
    """

    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    at: At | None = None
    place: Place | None = None
    also: Place | None = None
    also_is: str = "first given here"
    because: tuple[At, ...] = ()


def stops(faults: Iterable[Fault]) -> bool:
    """Say whether any of the faults is an error, which means that nothing may be written."""
    return any(fault.severity == "error" for fault in faults)


MOST_OF_A_KIND = 200
"""How many faults of one code in one file are told one by one; the rest are counted."""


class FaultList:
    """Collects faults; of a flood of one kind in a file the rest is counted, not stored."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults: list[Fault] = []
        self._count: Counter[tuple[str, Severity, str]] = Counter()
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        where = fault.place or fault.at
        kind = (fault.code, fault.severity, where.file if where else "")
        self._count[kind] += 1
        if self._count[kind] <= MOST_OF_A_KIND:
            self._faults.append(fault)

    @property
    def stops(self) -> bool:
        """Say whether anything noted so far is an error."""
        return stops(self._faults)

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults in their order, with one more for each kind that was cut short."""
        rest = (
            Fault(
                code=code,
                message=f"{number - MOST_OF_A_KIND:,} more like this were found.",
                hint="Mend those that are listed and run it again.",
                severity=severity,
                place=Place(file) if file else None,
            )
            for (code, severity, file), number in self._count.items()
            if number > MOST_OF_A_KIND
        )
        return (*self._faults, *rest)


def without_echoes(
    faults: Sequence[Fault], *, partial: Set[str] = frozenset()
) -> tuple[Fault, ...]:
    """Return the faults without those that only follow from another one among them.

    A fault follows from an error in one of the values that it names as `because`; from an error
    of the line that it stands on; and, where it names a whole file, from what is missing in that
    file if it is one of the `partial` ones, which could be read only in part. Of two that follow
    from each other the first is told.
    """
    errors = [fault for fault in faults if fault.severity == "error"]
    lines = {(one.place.file, one.place.line) for one in errors if one.place and one.at is None}

    inside = defaultdict[tuple[str, KeyPath], list[tuple[int, Fault]]](list)
    for number, one in enumerate(faults):
        if one.severity == "error" and one.at:
            for depth in range(1, len(one.at.path) + 1):
                inside[one.at.file, one.at.path[:depth]].append((number, one))

    def of_what_is_missing(fault: Fault) -> bool:
        return any(not cause.path and cause.file in partial for cause in fault.because)

    def caused(fault: Fault, error: Fault) -> bool:
        by_key = any(error.at and cause.path and cause.holds(error.at) for cause in fault.because)
        return by_key or of_what_is_missing(fault)

    def follows(number: int, fault: Fault) -> bool:
        place = fault.place
        if fault.at is not None and place is not None and (place.file, place.line) in lines:
            return True
        if of_what_is_missing(fault):
            return True
        return any(
            one is not fault and not (number < later and caused(one, fault))
            for cause in fault.because
            if cause.path
            for later, one in inside[cause.file, cause.path]
        )

    return tuple(fault for number, fault in enumerate(faults) if not follows(number, fault))


def nearest(word: str, known: Iterable[str], *, alike: float = 0.61) -> str:
    """Return the known word most like this one, without regard to case, or the empty string.

    `alike` is the least share of letters, from 0 to 1, that the two have in common; of words that
    begin with another letter it is more, since a slip seldom is in the first. Of several that
    differ in a figure alone, and are as near (`Team 1`, `Team 2`), none is.
    """
    from difflib import SequenceMatcher, get_close_matches  # only needed once somebody slips

    fold, by_fold = word.casefold(), {name.casefold(): name for name in known}
    near = get_close_matches(fold, by_fold, n=2, cutoff=max(alike, OTHERWISE_BEGUN))
    begun_alike = [name for name in by_fold if name[:1] == fold[:1]]
    near = near or get_close_matches(fold, begun_alike, n=2, cutoff=alike)
    shares = {SequenceMatcher(None, one, fold).ratio() for one in near}
    without_figures = {re.sub(r"\d+", "", one) for one in near}
    if not near or (len(near) == 2 and len(shares) == 1 == len(without_figures)):
        return ""
    return by_fold[near[0]]


OTHERWISE_BEGUN = 0.75


def with_and(words: Sequence[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), *words[-1:]] if words[1:] else words)


def first_few(words: Sequence[str], most: int) -> str:
    """Return words with commas between them, of many the first few and how many more there are."""
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")


def as_yaml_list(words: Iterable[str]) -> str:
    """Return how to write several words where a list is wanted."""
    return f"Put them into brackets, with commas: [{', '.join(words)}]"


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return `Did you mean 'lunch'?`, or the short list of what is known, or `otherwise`."""
    names = sorted(set(known))
    near = nearest(word, names)
    if near:
        return f"Did you mean {near!r}?"
    if 0 < len(names) <= 8:
        return "Known here: " + ", ".join(names) + "."
    return otherwise


def quoted(path: PurePath) -> str:
    """Return a path as it is typed: in quotes if it holds a space."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:-]+", text) else f'"{text}"'
