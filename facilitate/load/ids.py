"""Ids and names that folders and files are called by: letters they can bear, one meaning each."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facilitate.faults import At, Fault
from facilitate.load.tables.table import ID
from facilitate.model import Day, Programme
from facilitate.structs import Struct

_WINDOWS = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
_OURS = frozenset(
    {"group", "pairs", "people", "print", "sponsors", "sponsor", "coaches", "all", "everyone"}
)
_RESERVED = _WINDOWS | _OURS | {"facilitator"}
_BESIDE_DAYS = frozenset({"report"})
"""Folders of ours that lie beside those of the days."""
_LONGEST_NAME = 80


def is_id(word: str) -> bool:
    """Say whether a word can be the id of a pair, a sponsor or a role."""
    return bool(ID.fullmatch(word)) and word not in _RESERVED


def is_file_name(word: str) -> bool:
    """Say whether every system can call a file or folder so; no path, and nothing hidden."""
    letters = all(unicodedata.category(letter)[0] != "C" for letter in word)
    plain = letters and not set(word) & set('<>:"/\\|?*') and word == word.strip().strip(".")
    device = folded(word).partition(".")[0].strip() in _WINDOWS
    return plain and not device and 0 < len(word.encode()) <= _LONGEST_NAME


def folded(word: str) -> str:
    """Return a word as a file system compares it: without case, letters composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


def near_id(word: str, taken: Iterable[str]) -> str:
    """Return the nearest id that files can bear and that nobody has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-")[:38].strip("-") or "pair"
    used = ({*taken} - {word}) | _RESERVED
    return next(one for one in (plain, *(f"{plain}-{n}" for n in range(1, 99))) if one not in used)


def id_faults(programme: Programme, days: Iterable[Day]) -> tuple[Fault, ...]:
    """Return a fault for each id that files cannot bear, or that stands for two things.

    With such an id it is not certain whose answers are whose, so that nothing may be shown.
    """
    return (
        *_letters(programme),
        *_two_meanings(programme),
        *_stock_takes(programme),
        *_days(days),
    )


def _letters(programme: Programme) -> Iterator[Fault]:
    taken = _every_id(programme)
    for key in ("pairs", "sponsors", "coaches"):
        ids: Mapping[str, Any] = getattr(programme.says, key)
        for name in ids:
            at = At(programme.file, (key, name), on_key=True)
            if name in programme.says.roles and key == "pairs":
                yield Fault(
                    code="P113",
                    message=f"{name!r} is a role, and stands where a pair's id belongs.",
                    hint="Put two more spaces in front, if it belongs to the pair above.",
                    at=at,
                )
            elif not is_id(name):
                near = near_id(name, taken)
                hint = f"Use small letters, figures and dashes, such as {near!r}."
                if key != "pairs":
                    hint = f"Write {near}: here."
                if key == "sponsors" and (named := re.fullmatch(r"(\S+) \((.+)\)", name)):
                    title = ids[name].name
                    hint = f"Write {named[1]}: {{name: {named[2]}, title: {title}}}"
                if key == "sponsors" and name[:1].isupper() and " " in name:
                    hint = f"Write an id and a colon in front of the name: {near}: {name}"
                yield Fault(
                    code="P113",
                    message=f"{name!r} cannot be an id: folders and files are called by it.",
                    hint=hint,
                    at=at,
                )


class _Meaning(Struct):
    """What an id stands for: words for it, and the key that gives it the id."""

    description: str
    key: tuple[str, str] | None = None


def _meanings(programme: Programme) -> Iterator[tuple[str, _Meaning]]:
    says = programme.says
    for role in says.roles:
        yield role, _Meaning(f"the role {role!r}")
        yield f"{role}s", _Meaning(f"everyone of the role {role!r}")
    for pair in says.pairs:
        if pair not in says.roles:
            yield pair, _Meaning("a pair", ("pairs", pair))
    for person in programme.people:
        if person.pair:
            description = f"the {person.role} of {person.pair!r}"
            yield person.id, _Meaning(description, ("pairs", person.pair))
        else:
            yield person.id, _Meaning("a sponsor", ("sponsors", person.id))
    for coach in says.coaches:
        yield coach, _Meaning("a coach", ("coaches", coach))


def _every_id(programme: Programme) -> frozenset[str]:
    return frozenset(word for word, _ in _meanings(programme))


def _two_meanings(programme: Programme) -> Iterator[Fault]:
    """Yield a fault for each word that is the id of two things, capitals or not."""
    first: dict[str, _Meaning] = {}
    taken = _every_id(programme)
    for word, meaning in _meanings(programme):
        before = first.setdefault(folded(word), meaning)
        if before is meaning or meaning.key is None:
            continue
        kind, name = meaning.key
        yield Fault(
            code="P130",
            message=f"{word!r} would be the id of {before.description} and of "
            f"{meaning.description}.",
            hint=f"Give the {_ONE[kind]} {name!r} another id, such as "
            f"{near_id(f'{name}-2', taken)!r}.",
            at=At(programme.file, meaning.key, on_key=True),
        )


_ONE = {"pairs": "pair", "sponsors": "sponsor", "coaches": "coach"}


def _stock_takes(programme: Programme) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name in programme.says.stock_takes:
        at = At(programme.file, ("stock takes", name), on_key=True)
        if not is_file_name(name):
            yield _no_file_name(name, "a stock take", "Write a word such as baseline.", at)
        elif folded(name) in seen:
            yield _two_files("stock takes", seen[folded(name)], name, at)
        seen.setdefault(folded(name), name)


def _days(days: Iterable[Day]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for day in days:
        at = At(day.file)
        if not is_file_name(day.id) or folded(day.id) in _BESIDE_DAYS:
            hint = f"Rename the file, such as {near_id(f'day-{day.id}', ())}.yaml"
            yield _no_file_name(day.id, "a day", hint, at)
        elif folded(day.id) in seen:
            yield _two_files("days", seen[folded(day.id)], day.file, at)
        seen.setdefault(folded(day.id), day.file)


def _no_file_name(name: str, what: str, hint: str, at: At) -> Fault:
    message = f"{name!r} cannot be the name of {what}: folders and files are called by it."
    return Fault(code="P113", message=message, hint=hint, at=at)


def _two_files(what: str, one: str, other: str, at: At) -> Fault:
    return Fault(
        code="P130",
        message=f"The {what} {one!r} and {other!r} would be called the same, so that one would "
        "overwrite the other.",
        hint="Rename one of them.",
        at=at,
    )
