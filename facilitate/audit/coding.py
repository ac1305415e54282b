"""Comments coded to themes: what the facilitator edits, and which words may be quoted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from facilitate.audit.identity import Identity, identity_of, struck
from facilitate.audit.persons import PARTNER_LINE
from facilitate.audit.sitting import SPONSORS
from facilitate.faults import Fault, Place, did_you_mean
from facilitate.load.answers import AnswerTable
from facilitate.load.plan import Plan
from facilitate.load.voices import Voice, read_voices

VOICES = "private/stock-takes/voices.csv"
CODED = "private/stock-takes/coded.csv"
IDENTITY_WORDS = "private/identity-words.txt"


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


def coded(
    before: Sequence[Voice], waves: Mapping[str, AnswerTable], identity: Identity
) -> tuple[Voice, ...]:
    """Return the coding file's rows: those there are as they stand, new comments struck.

    Comments that are no longer among the answers leave the file: somebody took them back.
    """
    known = {one.code: one for one in before}
    rows = []
    for one in comments(waves):
        new = Voice(one.code, "", struck(one.words, identity), cleared=False, wave=one.wave)
        rows.append(known.get(one.code, new))
    return tuple(rows)


def approved(
    voices: Sequence[Voice], codes: Collection[str], identity: Identity
) -> tuple[Voice, ...]:
    """Return the voices with those of these codes cleared, struck of what names people."""
    return tuple(
        replace(one, words=struck(one.words, identity), cleared=True, refused=False)
        if one.code in codes
        else one
        for one in voices
    )


def undecided(voice: Voice) -> bool:
    """Say whether the facilitator has yet to say yes or no to these words."""
    return not voice.cleared and not voice.refused


def differences(
    voices: Sequence[Voice], waves: Mapping[str, AnswerTable], identity: Identity
) -> str:
    """Return what is not decided yet: `-` as said, `+` as it would be printed."""
    said = {one.code: one.words for one in comments(waves)}
    lines = [
        "# Nobody has decided on these yet: - as it was said, + as it would be printed, = both.",
        "# To let them be printed: facilitate audit voices --approve CODE (or all)",
    ]
    for one in voices:
        if undecided(one):
            was, now = said.get(one.code, one.words), struck(one.words, identity)
            lines += ["", f"{one.code}  {one.theme or '(no theme yet)'}"]
            lines += [f"= {now}"] if was == now else [f"- {was}", f"+ {now}"]
    return "\n".join(lines) + "\n"


def quotable(plan: Plan) -> tuple[tuple[Voice, ...], tuple[Fault, ...]]:
    """Return the cleared words of a plan that may be quoted, and a fault for each that may not.

    Left out are words that still name somebody, words on a theme that is none, and comments that
    are no longer among the answers.
    """
    private = plan.private
    spoken, slips = read_voices(private.voices, VOICES)
    written, more = read_voices(private.coded, CODED)
    identity = identity_of(plan.programme, private.identity_words)
    there = {one.code for one in comments(private.waves)}
    themes = themes_of(plan)
    faults = [*slips, *more]
    found: list[Voice] = []
    for file, voices in ((VOICES, spoken), (CODED, written)):
        for one in voices:
            fault = _fault(one, file, themes, identity) if one.cleared else None
            if fault is not None:
                faults.append(fault)
            elif one.cleared and (file == VOICES or one.code in there):
                found.append(one)
    return tuple(found), tuple(faults)


def lists_without_names(
    waves: Mapping[str, AnswerTable], identity: Identity
) -> dict[str, AnswerTable]:
    """Return the answers with free lists struck of what names people, for they are printed."""
    return {wave: _struck_lists(table, identity) for wave, table in waves.items()}


def _struck_lists(table: AnswerTable, identity: Identity) -> AnswerTable:
    columns = [column for column in table.columns if column.startswith("list:")]
    if not columns:
        return table
    rows = []
    for row in table.rows:
        given = {column: cell for column in columns if (cell := row.values.get(column))}
        now = {
            column: "|".join(struck(entry, identity) for entry in cell.split("|"))
            for column, cell in given.items()
        }
        rows.append(replace(row, values={**row.values, **now}) if now != given else row)
    return replace(table, rows=tuple(rows))


def themes_of(plan: Plan) -> frozenset[str]:
    """Return the themes that words may be coded to: those of the stock take and of the library."""
    asked = {theme for one in plan.questions.dimensions for theme in (one.id, *one.themes)}
    return frozenset(asked | set(plan.library.themes.themes))


def _fault(voice: Voice, file: str, themes: Collection[str], identity: Identity) -> Fault | None:
    place = Place(file)
    if struck(voice.words, identity) != voice.words:
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
