"""Every theme that words may be coded to, and comments brought in to be coded and cleared."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from facilitate.audit.free_lists import NOTHING
from facilitate.audit.masking import (
    KEEP,
    NamesToMask,
    lines_with_a_colon,
    mask_names,
    possible_names,
)
from facilitate.audit.pairs import PARTNER_LINE
from facilitate.audit.wave import SPONSORS
from facilitate.faults import At, Fault, Place, as_yaml_list, did_you_mean
from facilitate.load.answers import AnswerRow, AnswerTable
from facilitate.load.plan import CODEBOOK, Plan
from facilitate.load.voices import Voice
from facilitate.model import Code, Dimension, Questions, Themes
from facilitate.structs import Struct, field, replace

CODED = "private/stock-takes/coded.csv"

IDENTITY_WORDS = "private/identity-words.txt"


class Comment(Struct):
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
        is_comment = column.startswith("comment:") and column != PARTNER_LINE
        words = " ".join((cell or "").split()) if is_comment else ""
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
            lines += [f"? {doubt}" for doubt in possible_names(now, names)]
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


_NONE = Themes(themes={})
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


class Codebook(Struct):
    """Themes by their codes; `was` leads from an earlier code, a joined one or a name to today's.

    `own` are the codes of the facilitator's own book.
    """

    codes: Mapping[str, Code]
    was: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def code_of(self, word: str) -> str | None:
        """Return today's code of a theme, or None of a word that is in no list."""
        code = self.was.get(word, word)
        return code if code in self.codes else None

    def hint(self, word: str) -> str:
        """Return what to write instead of a word that is no code."""
        if "," in word:
            return "Put a semicolon between two codes."
        known = (*self.codes, *self.was)
        parts = re.findall(r"\w+", word)
        code = "-".join(re.findall(r"[a-z0-9]+", word))
        new = f"Add it to {CODEBOOK} first."
        if _CODE.fullmatch(code):
            name = " ".join(parts).capitalize()
            new = f"Add it to {CODEBOOK} below codes:, and say what belongs to it: "
            new += f"{code}: {{name: {name}, means: }}"
        return did_you_mean(word, known, otherwise=new)


def codebook_of(
    questions: Questions, themes: Themes = _NONE, own: Mapping[str, Code] = MappingProxyType({})
) -> Codebook:
    """Return the codes of the questions' themes, of the library's list and of one's own.

    An own code of the same name says what the theme is called and means here.
    """
    emerged = {code.casefold(): says for code, says in own.items()}
    asked = {one.id.casefold(): _of_question(one, themes) for one in questions.dimensions}
    covered = {
        theme.casefold(): one.id.casefold()
        for one in reversed(questions.dimensions)
        for theme in one.themes
        if theme.casefold() not in asked
    }
    listed = {
        id_.casefold(): Code(name=themes.names.get(id_, id_), means=means)
        for id_, means in themes.themes.items()
        if id_.casefold() not in covered
    }
    codes = {**listed, **asked, **emerged}
    before = {old.casefold(): code for code, says in emerged.items() for old in says.was}
    renamed = {old: new for old, new in {**covered, **before}.items() if old not in emerged}
    there = {code: says for code, says in codes.items() if code not in renamed}
    many = Counter(says.name.casefold() for says in there.values())
    called = {says.name.casefold(): code for code, says in there.items()}
    unlike = {name: code for name, code in called.items() if many[name] == 1 and name not in codes}
    return Codebook(
        there,
        {**unlike, **renamed},
        frozenset(emerged),
    )


def _of_question(one: Dimension, themes: Themes) -> Code:
    means = [themes.themes[theme] for theme in one.themes if theme in themes.themes]
    return Code(name=one.name, means=means[0] if means else "", question=one.question)


def list_faults(listed: str) -> Iterator[Fault]:
    """Yield what is wrong with the organiser's list of words to be struck."""
    for line in lines_with_a_colon(listed):
        message = "A colon stands here, and nothing is struck that is not said with it."
        hint = f"Write the words to be struck alone. Only {KEEP} has a colon; # begins a remark."
        place = Place(IDENTITY_WORDS, line)
        yield Fault(code="A645", severity="warning", message=message, hint=hint, place=place)


def codebook_faults(plan: Plan, names: NamesToMask) -> Iterator[Fault]:
    """Yield what is wrong with a plan's own codes, each at its place."""
    own = plan.private.codebook
    yield from _earlier_codes(own)
    asked = {one.name.casefold(): one.id for one in plan.questions.dimensions}
    for code, says in own.items():
        if asked.get(says.name.casefold(), code) != code:
            message = f"{says.name!r} is the name of a theme of questions.yaml, too."
            hint = "Give this one another name; people could not tell the two apart."
            at = At(CODEBOOK, ("codes", code, "name"))
            yield Fault(code="A640", severity="warning", message=message, hint=hint, at=at)
        if not _CODE.fullmatch(code.casefold()):
            message = f"{code!r} cannot be a code: it is written into tables."
            hint = "Use small letters, figures and dashes."
            at = At(CODEBOOK, ("codes", code), on_key=True)
            yield Fault(code="A640", message=message, hint=hint, at=at)
        for key, words in (
            ("name", says.name),
            ("means", says.means),
            ("question", says.question),
            ("does not fit", says.does_not_fit),
        ):
            if mask_names(words, names) != words:
                yield Fault(
                    code="A641",
                    message=f"What {key!r} says of {code!r} is printed and may name somebody.",
                    hint="Say it without the name, or let a word stand with keep: in "
                    "private/identity-words.txt.",
                    at=At(CODEBOOK, ("codes", code, key)),
                    because=plan.programme.roster,
                )


def _earlier_codes(own: Mapping[str, Code]) -> Iterator[Fault]:
    """Yield what is wrong with the codes that the plan's own had before."""
    owners: dict[str, str] = {}
    for code, says in own.items():
        for number, old in enumerate(says.was):
            at = At(CODEBOOK, ("codes", code, "was", number))
            message = hint = ""
            if re.search("[/;|]", old):
                message = "Several stand here as one."
                hint = as_yaml_list(re.split(" *[/;|] *", old))
            elif old.casefold() in NOTHING:
                message = "was: has a code from before, and this says that there was none."
                hint = "Take was: out."
            elif old in own:
                message = f"{old!r} is a code of its own, so it cannot have become {code!r}."
                hint = f"Delete {old!r} from the codes, or take it out of was: here."
            elif old in owners:
                message = f"{old!r} cannot have become both {owners[old]!r} and {code!r}."
                hint = "Name it in one of the two, and code anew the lines of the other."
            if message:
                yield Fault(code="A640", message=message, hint=hint, at=at)
            owners.setdefault(old, code)
