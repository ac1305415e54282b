"""What names people: names, addresses, numbers and the organiser's own list, struck from words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from facilitate.model import Programme

STRUCK = "[…]"
"""Stands where something was struck; it does not say what."""

KEEP = "keep:"
"""A line of the list that begins so lets a word stand that is also somebody's name."""

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame"})
_SHORTEST_NAME = 3
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\+?\d(?:[\s()/.-]{0,2}\d){6,}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What is struck: whole words and phrases in any case, and single names as they are written.

    A single name is struck only with its capital letter, because many are also common words.
    `beginnings` are the first words of all of them: words without any need no closer look.
    """

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    beginnings: frozenset[str]


def identity_of(programme: Programme, listed: str = "") -> Identity:
    """Return what names the people of a programme; `listed` is the organiser's own list.

    The list has one word or phrase a line; `#` begins a remark, and `keep: Model` lets a word
    stand. Struck besides: people's names whole and in parts, and a service with its role.
    """
    lines = [line.partition("#")[0].strip() for line in listed.splitlines()]
    kept = {_same(line[len(KEEP) :]) for line in lines if line.casefold().startswith(KEEP)}
    own = [line for line in lines if line and not line.casefold().startswith(KEEP)]
    phrases = _ordered(one for one in (*own, *_phrases(programme)) if _same(one) not in kept)
    names = _ordered(name for name in _names(programme) if _same(name) not in kept)
    first = (found[0] for one in (*phrases, *names) if (found := _WORD.findall(one.casefold())))
    return Identity(phrases, names, frozenset(first))


def struck(words: str, identity: Identity) -> str:
    """Return the words with what names people taken out; words that name nobody are unchanged."""
    before = unicodedata.normalize("NFC", words)
    found = _NUMBER.sub(STRUCK, _ADDRESS.sub(STRUCK, before))
    if not identity.beginnings.isdisjoint(_WORD.findall(found.casefold())):
        for pattern in (_any_case(identity.phrases), _as_written(identity.names)):
            found = pattern.sub(STRUCK, found) if pattern else found
    if found == before:
        return words
    return re.sub(rf"{re.escape(STRUCK)}(?:\s+{re.escape(STRUCK)})+", STRUCK, found)


def _ordered(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words once each, longest first, so that a name is struck whole."""
    found = {unicodedata.normalize("NFC", word.strip()) for word in words if word.strip()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _any_case(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    return _whole(phrases, re.IGNORECASE)


@cache
def _as_written(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return _whole(names)


def _same(word: str) -> str:
    return unicodedata.normalize("NFC", word.strip()).casefold()


def _whole(words: tuple[str, ...], flags: int = 0) -> re.Pattern[str] | None:
    inner = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", flags) if words else None


def _phrases(programme: Programme) -> Iterator[str]:
    for person in programme.people():
        if person.name:
            yield person.name
            yield untitled(person.name)
        yield person.id
        if person.pair:
            yield f"{person.service} {person.role.replace('-', ' ')}"
        elif person.title:
            yield person.title


def _names(programme: Programme) -> Iterator[str]:
    for person in programme.people():
        for part in re.split(r"[\s-]+", untitled(person.name)):
            if len(part) >= _SHORTEST_NAME:
                yield part


def untitled(name: str) -> str:
    """Return a name without `Dr`, `Prof` and the like in front."""
    parts = name.split()
    while parts and parts[0].rstrip(".").casefold() in _TITLES:
        parts = parts[1:]
    return " ".join(parts)
