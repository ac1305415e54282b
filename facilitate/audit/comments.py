"""Comments brought into a file to be coded and cleared, struck of what names people."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from facilitate.audit.masking import KEEP, NamesToMask, doubts, mask_names
from facilitate.audit.pairs import PARTNER_LINE
from facilitate.audit.wave import SPONSORS
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.load.voices import Voice

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
        for row in table.rows
        for comment in comments_of(row, wave)
    }
    return tuple(found[code] for code in sorted(found))


def comments_of(row: AnswerRow, wave: str) -> Iterator[Comment]:
    """Yield the comments of one person, in the order of their questions."""
    for column, cell in row.values.items():
        words = " ".join((cell or "").split())
        is_comment = column.startswith("comment:") and column != PARTNER_LINE
        if words and is_comment and row.pair != SPONSORS:
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
    """Return what is not decided yet: `-` as said, `+` as it would be printed, `?` what to ask."""
    said = {one.code: one.words for one in comments(waves)}
    lines = [
        "# Nobody has decided on these yet: - as it was said, + as it would be printed, = both.",
        "# ? may name somebody or single somebody out, as only you can know: change the words, or",
        f"# write {KEEP} and the word into {IDENTITY_WORDS}, or approve them by their code.",
        "# To let them be printed: facilitate audit voices --approve CODE (or all without a ?)",
    ]
    for one in voices:
        if undecided(one):
            was, now = said.get(one.code, one.words), mask_names(one.words, names)
            lines += ["", f"{one.code}  {one.theme or '(no theme yet)'}"]
            lines += [f"= {now}"] if was == now else [f"- {was}", f"+ {now}"]
            lines += [f"? {doubt}" for doubt in doubts(now, names)]
    return "\n".join(lines) + "\n"


def lists_without_names(table: AnswerTable, names: NamesToMask) -> AnswerTable:
    """Return the answers with free lists struck of what names people, for they are printed."""
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
