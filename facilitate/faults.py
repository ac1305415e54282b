"""What a person got wrong, as a value: collected, told all at once, never raised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "advice"]

KeyPath = tuple[str | int, ...]
"""The way to a value in a YAML file: `("agenda", 3, "exercise")`; the empty path is the file."""


@dataclass(frozen=True, slots=True)
class At:
    """A value in a file of the user's, before its line is known.

    `on_key` means the key itself rather than its value (an unknown or a doubled key).
    """

    file: str
    path: KeyPath = ()
    on_key: bool = False

    def holds(self, other: "At") -> bool:
        """Say whether another value is this one or lies inside it."""
        return self.file == other.file and other.path[: len(self.path)] == self.path


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line in a file; lines and columns count from 1, `end` is one past it."""

    file: str
    line: int | None = None
    column: int | None = None
    end: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake: a stable code, plain words, one thing to do, and where.

    `at` names a value by its key path; `load` turns it into `place` before anyone is told.
    `also` is a second place that explains the first (where a doubled key was first given).
    `because` are the values that it follows from: where another error lies in one of them, this
    one says nothing new and is not told.
    """

    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    at: At | None = None
    place: Place | None = None
    also: Place | None = None
    because: tuple[At, ...] = ()


def stops(faults: Iterable[Fault]) -> bool:
    """Say whether any of the faults is an error, which means that nothing may be written."""
    return any(fault.severity == "error" for fault in faults)


def without_echoes(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults without those that only follow from another one among them.

    A fault follows from an error in one of the values that it names as `because`, and from an
    error of the line itself (one without a key path) that it stands on.
    """
    errors = [fault for fault in faults if fault.severity == "error"]
    lines = {(one.place.file, one.place.line) for one in errors if one.place and one.at is None}
    return tuple(
        fault
        for fault in faults
        if not (fault.at and fault.place and (fault.place.file, fault.place.line) in lines)
        and not any(
            one.at is not None and cause.holds(one.at)
            for cause in fault.because
            for one in errors
            if one is not fault
        )
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like this one, without regard to case, or the empty string."""
    from difflib import get_close_matches  # only needed once somebody slips

    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return `Did you mean 'lunch'?`, or the short list of what is known, or `otherwise`."""
    names = sorted(set(known))
    near = nearest(word, names)
    if near:
        return f"Did you mean {near!r}?"
    if 0 < len(names) <= 8:
        return "Known here: " + ", ".join(names) + "."
    return otherwise
