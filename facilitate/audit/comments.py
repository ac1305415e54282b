"""Comments coded to themes and cleared, and the masking of what names people."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from facilitate.audit.pairs import PARTNER_LINE
from facilitate.audit.wave import SPONSORS
from facilitate.faults import Fault, Place, did_you_mean
from facilitate.load.answers import AnswerTable
from facilitate.load.plan import Plan
from facilitate.load.voices import Voice, read_voices
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


VOICES = "private/stock-takes/voices.csv"

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
            yield untitled(person.name)
        yield person.id
        if person.pair:
            yield f"{person.service} {person.role.replace('-', ' ')}"
        elif person.title:
            yield person.title


def _names(programme: Programme) -> Iterator[str]:
    for person in programme.people:
        for part in re.split(r"[\s-]+", untitled(person.name)):
            if len(part) >= _SHORTEST_NAME:
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


def quotable_voices(plan: Plan) -> tuple[tuple[Voice, ...], tuple[Fault, ...]]:
    """Return the cleared words of a plan that may be quoted, and a fault for each that may not.

    Left out are words that still name somebody, words on a theme that is none, and comments that
    are no longer among the answers.
    """
    private = plan.private
    spoken, faults_of_spoken = read_voices(private.voices, VOICES)
    written, faults_of_written = read_voices(private.coded, CODED)
    names = names_to_mask(plan.programme, private.identity_words)
    there = {one.code for one in comments(private.waves)}
    themes = themes_of(plan)
    faults = [*faults_of_spoken, *faults_of_written]
    found: list[Voice] = []
    for file, voices in ((VOICES, spoken), (CODED, written)):
        for one in voices:
            fault = _fault(one, file, themes, names) if one.cleared else None
            if fault is not None:
                faults.append(fault)
            elif one.cleared and (file == VOICES or one.code in there):
                found.append(one)
    return tuple(found), tuple(faults)


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


def themes_of(plan: Plan) -> frozenset[str]:
    """Return the themes that words may be coded to: those of the stock take and of the library."""
    asked = {theme for one in plan.questions.dimensions for theme in (one.id, *one.themes)}
    return frozenset(asked | set(plan.library.themes.themes))


def _fault(voice: Voice, file: str, themes: Collection[str], names: NamesToMask) -> Fault | None:
    place = Place(file)
    if mask_names(voice.words, names) != voice.words:
        return Fault(
            code="A614",
            severity="warning",
            message=f"The words of {voice.code!r} are cleared and may still name somebody, so they "
            "are not printed.",
            hint=f"Run facilitate audit voices --approve {voice.code}, or let a word stand with "
            f"keep: in {IDENTITY_WORDS}.",
            place=place,
        )
    if voice.theme not in themes:
        return Fault(
            code="A615",
            severity="warning",
            message=f"The words of {voice.code!r} are cleared, and their theme is in no list, so "
            "they are not printed.",
            hint=did_you_mean(voice.theme, themes, otherwise="Write a theme of questions.yaml."),
            place=place,
        )
    return None
