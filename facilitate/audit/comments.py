"""Comments brought into a file to be coded and cleared; the masking of what names people."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from facilitate.audit.pairs import PARTNER_LINE
from facilitate.audit.wave import SPONSORS
from facilitate.load.answers import AnswerTable
from facilitate.load.voices import Voice
from facilitate.model import Programme

MASK = "[…]"
"""Stands where something was struck; it does not say what."""

KEEP = "keep:"
"""A line of the list that begins so lets a word stand that is also somebody's name."""

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame"})
_SHORTEST_NAME = 3
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\+?\d(?:[\s()/.-]{0,2}\d){6,}")


CODED = "private/stock-takes/coded.csv"

IDENTITY_WORDS = "private/identity-words.txt"


@dataclass(frozen=True, slots=True)
class NamesToMask:
    """What is struck: whole words and phrases in any case, and single names as they are written.

    A single name is struck only with its capital letter, because many are also common words.
    `beginnings` are the first words of all of them: words without any need no closer look.
    """

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    beginnings: frozenset[str]


def names_to_mask(programme: Programme, listed: str = "") -> NamesToMask:
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
    return NamesToMask(phrases, names, frozenset(first))


def mask_names(words: str, names: NamesToMask) -> str:
    """Return the words with what names people taken out; words that name nobody are unchanged."""
    before = unicodedata.normalize("NFC", words)
    found = _NUMBER.sub(MASK, _ADDRESS.sub(MASK, before))
    if not names.beginnings.isdisjoint(_WORD.findall(found.casefold())):
        for pattern in (_any_case(names.phrases), _as_written(names.names)):
            found = pattern.sub(MASK, found) if pattern else found
    if found == before:
        return words
    return re.sub(rf"{re.escape(MASK)}(?:\s+{re.escape(MASK)})+", MASK, found)


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
    for person in programme.people:
        if person.name:
            yield person.name
            yield from map(untitled, person.name.split(","))
        yield person.id
        if person.pair:
            yield f"{person.service} {person.role.replace('-', ' ')}"
        elif person.title:
            yield person.title


def _names(programme: Programme) -> Iterator[str]:
    for person in programme.people:
        # `Alex Lead, chair of the board`: what follows the comma is no name of anybody.
        for part in re.split(r"[\s-]+", untitled(person.name.partition(",")[0])):
            if len(part) >= _SHORTEST_NAME and not part.islower():
                yield part


def untitled(name: str) -> str:
    """Return a name without `Dr`, `Prof` and the like in front."""
    parts = name.split()
    while parts and parts[0].rstrip(".").casefold() in _TITLES:
        parts = parts[1:]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as it was written. Its code comes from the words, not from the person.

    So the order of codes says nothing about who wrote, and the same comment keeps its code.
    """

    code: str
    wave: str
    words: str


def comments(waves: Mapping[str, AnswerTable]) -> tuple[Comment, ...]:
    """Return all comments in the order of their codes; the line for the partner is none.

    Sponsors are not among the group, so theirs are left out.
    """
    found = {
        comment.code: comment
        for wave, table in waves.items()
        for column in table.columns
        if column.startswith("comment:") and column != PARTNER_LINE
        for comment in _column(wave, table, column)
    }
    return tuple(found[code] for code in sorted(found))


def _column(wave: str, table: AnswerTable, column: str) -> Iterator[Comment]:
    for row in table.rows:
        words = " ".join((row.values.get(column) or "").split())
        if words and row.pair != SPONSORS:
            digest = sha256(f"{wave}\n{column}\n{words}".encode()).hexdigest()
            yield Comment(f"c-{digest[:8]}", wave, words)


def with_comments(
    before: Sequence[Voice], waves: Mapping[str, AnswerTable], names: NamesToMask
) -> tuple[Voice, ...]:
    """Return the coding file's rows: those there are as they stand, new comments struck.

    Comments that are no longer among the answers leave the file: somebody took them back.
    """
    known = {one.code: one for one in before}
    rows = []
    for one in comments(waves):
        new = Voice(one.code, "", mask_names(one.words, names), cleared=False, wave=one.wave)
        rows.append(known.get(one.code, new))
    return tuple(rows)


def with_cleared(
    voices: Sequence[Voice], codes: Collection[str], names: NamesToMask
) -> tuple[Voice, ...]:
    """Return the voices with those of these codes cleared, struck of what names people."""
    return tuple(
        replace(one, words=mask_names(one.words, names), cleared=True, refused=False)
        if one.code in codes
        else one
        for one in voices
    )


def undecided(voice: Voice) -> bool:
    """Say whether the facilitator has yet to say yes or no to these words."""
    return not voice.cleared and not voice.refused


def differences(
    voices: Sequence[Voice], waves: Mapping[str, AnswerTable], names: NamesToMask
) -> str:
    """Return what is not decided yet: `-` as said, `+` as it would be printed."""
    said = {one.code: one.words for one in comments(waves)}
    lines = [
        "# Nobody has decided on these yet: - as it was said, + as it would be printed, = both.",
        "# To let them be printed: facilitate audit voices --approve CODE (or all)",
    ]
    for one in voices:
        if undecided(one):
            was, now = said.get(one.code, one.words), mask_names(one.words, names)
            lines += ["", f"{one.code}  {one.theme or '(no theme yet)'}"]
            lines += [f"= {now}"] if was == now else [f"- {was}", f"+ {now}"]
    return "\n".join(lines) + "\n"


def lists_without_names(
    waves: Mapping[str, AnswerTable], names: NamesToMask
) -> dict[str, AnswerTable]:
    """Return the answers with free lists struck of what names people, for they are printed."""
    return {wave: _struck_lists(table, names) for wave, table in waves.items()}


def _struck_lists(table: AnswerTable, names: NamesToMask) -> AnswerTable:
    columns = [column for column in table.columns if column.startswith("list:")]
    if not columns:
        return table
    rows = []
    for row in table.rows:
        given = {column: cell for column in columns if (cell := row.values.get(column))}
        now = {
            column: "|".join(mask_names(entry, names) for entry in cell.split("|"))
            for column, cell in given.items()
        }
        rows.append(replace(row, values={**row.values, **now}) if now != given else row)
    return replace(table, rows=tuple(rows))
