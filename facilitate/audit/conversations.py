"""What people said when they were spoken with: themes by how many named them, lists, quotes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from facilitate.audit.codebook import Codebook, comments_of
from facilitate.audit.context import WORDS_NEED, AuditContext
from facilitate.audit.disclosure import Cleared, Release, cleared, total
from facilitate.audit.findings import Finding, NamedTheme, Quote, RoleCount, Withheld
from facilitate.audit.free_lists import (
    NAMED_BY,
    GivenLists,
    given_lists,
    may_tell_roles,
    most_told,
)
from facilitate.audit.group import EVERYONE, MeasureResult, withheld
from facilitate.audit.ledger import PARTS, Said, as_protected, parts_shown
from facilitate.audit.voices_of_plan import SPONSOR
from facilitate.audit.wave import Wave
from facilitate.load.voices import Voice
from facilitate.model import Code, Questions
from facilitate.model.questions import Prompt

QUOTES_NEED = 3
"""So many people's words at least are quoted, or nobody's: fewer would be somebody's."""

TALKS = "What people said when we spoke with them"
"""What would have been shown where too few were spoken with."""

THEMES = "Themes that came up"
QUOTES = "People's own words"

COMMENTS = "Comments"

SPOKEN_WITH, ASKED_TO_WRITE = "spoken with", "asked to write"
"""What the ledger calls those of whom themes and words were shown, and those who might have written
the comments that were.
"""

METHOD = "people who named it, however often, of those who were spoken with"


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody who was spoken with: an id that the ledger keeps, the role, and what was said."""

    id: str
    role: str
    voices: tuple[Voice, ...]


def informant_id(code: str) -> str:
    """Return what the disclosure test and the ledger call somebody by the code in the table."""
    return f"informant {code}"


def informants_of(voices: Sequence[Voice]) -> tuple[Informant, ...]:
    """Return whoever was spoken with, in the order of the table; sponsors are not among them."""
    found: dict[str, list[Voice]] = {}
    for one in voices:
        if one.informant and one.role != SPONSOR:
            found.setdefault(one.informant, []).append(one)
    return tuple(
        Informant(informant_id(code), lines[0].role, tuple(lines)) for code, lines in found.items()
    )


def named_by(people: Sequence[Informant], codebook: Codebook) -> dict[str, list[Informant]]:
    """Return who named each theme, by its code: most people first, then by its name."""
    who: dict[str, list[Informant]] = {}
    for person in people:
        for code in dict.fromkeys(code for voice in person.voices for code in voice.themes):
            if code in codebook.codes:
                who.setdefault(code, []).append(person)
    order = sorted(who, key=lambda code: (-len(who[code]), codebook.codes[code].name))
    return {code: who[code] for code in order}


def conversation_findings(
    context: AuditContext,
    wave: Wave,
    voices: Sequence[Voice],
    *,
    codebook: Codebook,
    earlier: Mapping[str, Sequence[Release]],
) -> MeasureResult:
    """Return what a stock take's conversations and cleared words tell the group.

    `voices` are this stock take's. Too few people is told with the number that is needed.
    """
    protected = as_protected(
        said_in(context.questions, wave, voices), wave.name, earlier.get(PARTS, ())
    )
    people = tuple(replace(one, id=protected[one.id]) for one in informants_of(voices))
    listed = _names(codebook, ())
    voices, hidden, written = _without_comments(context, wave, voices, protected, earlier=earlier)
    if people and len(people) < context.minimum:
        help_ = f"It is shown once at least {context.minimum} people have been spoken with."
        few = withheld(
            context,
            wave,
            TALKS,
            at="talks",
            reason="too_few",
            n=len(people),
            help_=help_,
            said=True,
        )
        return MeasureResult(
            (few, *hidden, *_quotes(context, wave, voices, listed, people)), written
        )
    given = (_list_of(prompt, people) for prompt in context.questions.lists)
    lists = given_lists(context, wave, given, earlier=earlier)
    if not people:
        return MeasureResult((*hidden, *_quotes(context, wave, voices, listed, ())), written)
    verdict = _may_be_told(context, wave, people, earlier=earlier.get(SPOKEN_WITH, ()))
    if EVERYONE not in verdict.ids:
        n = len(people)
        talks = withheld(context, wave, TALKS, at="talks", reason="would_disclose", n=n, said=True)
        quotes = _quotes(context, wave, [one for one in voices if not one.informant], listed, ())
        found = (talks, *hidden, *lists.findings, *quotes)
        return MeasureResult(found, {**lists.releases, **written})
    themes = _themes(context, wave, people, codebook=codebook, verdict=verdict)
    named = tuple(one for one in themes if isinstance(one, NamedTheme))
    quotes = _quotes(context, wave, voices, _names(codebook, named), people)
    spoken = _said_by(context.questions, voices)
    releases = {
        SPOKEN_WITH: verdict.shown,
        **lists.releases,
        **written,
        PARTS: (*written.get(PARTS, ()), parts_shown(SPOKEN_WITH, wave.name, spoken)),
    }
    return MeasureResult((*themes, *hidden, *lists.findings, *quotes), releases)


def said_in(questions: Questions, wave: Wave, voices: Sequence[Voice]) -> Said:
    """Return how much each person said or wrote in a stock take of what pages may show."""
    return {**_said_by(questions, voices), **_cleared_by(wave, voices)}


def _said_by(questions: Questions, voices: Sequence[Voice]) -> Said:
    """Return the same of those who were spoken with.

    Lines with a theme count and not themes: two codes that become one take nothing back.
    """
    lists = {prompt.id for prompt in questions.lists}
    return {
        one.id: {
            "line": sum(bool(voice.theme) for voice in one.voices),
            "entry": sum(voice.question in lists and not voice.refused for voice in one.voices),
            "words": sum(voice.cleared for voice in one.voices),
        }
        for one in informants_of(voices)
    }


def _cleared_by(wave: Wave, voices: Sequence[Voice]) -> Said:
    """Return of everybody who answered how many of their comments are cleared."""
    clear = {one.code for one in voices if one.cleared and one.words}
    return {
        one.id: {"words": sum(each.code in clear for each in comments_of(one.row, wave.name))}
        for one in wave.respondents
    }


def _without_comments(
    context: AuditContext,
    wave: Wave,
    voices: Sequence[Voice],
    protected: Mapping[str, str],
    *,
    earlier: Mapping[str, Sequence[Release]],
) -> tuple[Sequence[Voice], tuple[Finding, ...], dict[str, tuple[Release, ...]]]:
    """Return the words that may be quoted, why the comments are not among them, and the totals.

    Comments are one release, as conversations are: one that is gone or new when somebody has left
    or come would be theirs.
    """
    said = _cleared_by(wave, voices)
    if len(said) < max(WORDS_NEED, context.minimum) or not any(
        one["words"] for one in said.values()
    ):
        return voices, (), {}
    people = [protected[person] for person in said]
    verdict = cleared(
        [total(EVERYONE, wave.name, people)],
        earlier=earlier.get(ASKED_TO_WRITE, ()),
        minimum=context.minimum,
        insiders=[frozenset({(wave.name, one)}) for one in people],
    )
    if verdict.shown:
        parts = parts_shown(ASKED_TO_WRITE, wave.name, said)
        return voices, (), {ASKED_TO_WRITE: verdict.shown, PARTS: (parts,)}
    written = {one.code for each in wave.respondents for one in comments_of(each.row, wave.name)}
    why = withheld(
        context, wave, COMMENTS, at="comments", reason="would_disclose", n=len(said), said=True
    )
    return [one for one in voices if one.code not in written], (why,), {}


def _may_be_told(
    context: AuditContext, wave: Wave, people: Sequence[Informant], *, earlier: Sequence[Release]
) -> Cleared:
    """Return whether these people's themes and words may be told, all together and by role.

    One test for all of it: a theme or a quote that is gone, or new, since a day that was shown
    says as much as a number does about whoever has left, or come, since then.
    """
    groups = _by_role(context, people)
    if len(groups) < 2 or any(len(group) < context.minimum for group in groups.values()):
        groups = {}
    everyone = total(EVERYONE, wave.name, (one.id for one in people))
    return cleared(
        [
            everyone,
            *(total(role, wave.name, (one.id for one in of)) for role, of in groups.items()),
        ],
        earlier=earlier,
        minimum=context.minimum,
        insiders=[frozenset({(wave.name, one.id)}) for one in people],
    )


def _by_role(
    context: AuditContext, people: Sequence[Informant]
) -> dict[str, tuple[Informant, ...]]:
    """Return who of each role was spoken with; a role of nobody is left out."""
    groups = {
        role: tuple(one for one in people if one.role == role)
        for role in context.programme.says.roles
    }
    return {role: group for role, group in groups.items() if group}


# --------------------------------------------------------------------------------- themes, counted


def _themes(
    context: AuditContext,
    wave: Wave,
    people: Sequence[Informant],
    *,
    codebook: Codebook,
    verdict: Cleared,
) -> tuple[Finding, ...]:
    """Return each theme that three people or more named, by how many did, then by its name."""
    known = named_by(people, codebook)
    found = tuple(
        _theme(context, wave, code, codebook.codes[code], people=people, who=who, verdict=verdict)
        for code, who in known.items()
        if len(who) >= NAMED_BY
    )
    if found or not known:
        return found
    help_ = f"A theme is shown once at least {NAMED_BY} people have named it."
    n = len(people)
    return (
        withheld(context, wave, THEMES, at="themes", reason="too_few", n=n, help_=help_, said=True),
    )


def _theme(
    context: AuditContext,
    wave: Wave,
    code: str,
    says: Code,
    *,
    people: Sequence[Informant],
    who: Sequence[Informant],
    verdict: Cleared,
) -> NamedTheme:
    n = len(people)
    told = len(who) <= most_told(n)
    roles = _roles(context, people, who) if told and len(verdict.ids) > 1 else {}
    quoted = any(one.cleared and code in one.themes for person in who for one in person.voices)
    if quoted and any(count == 0 for count, _ in roles.values()):
        roles = {}  # beside words that are quoted it would say which role spoke them
    return NamedTheme(
        id=f"{wave.name}/group/theme/{code}",
        **context.to_everyone(wave),
        n=n,
        method=METHOD,
        question=says.question,
        dimension=code,
        name=says.name,
        means=says.means,
        people=verdict.published(EVERYONE, len(who)) if told else None,
        roles=tuple(
            RoleCount(role=role, people=verdict.published(role, count), n=of)
            for role, (count, of) in roles.items()
        )
        if set(roles) <= verdict.ids
        else (),
        doubt=says.does_not_fit,
    )


def _roles(
    context: AuditContext, people: Sequence[Informant], who: Sequence[Informant]
) -> dict[str, tuple[int, int]]:
    """Return by role how many named a theme, of how many; all roles, or none.

    None unless each role's count may be told. A part that is missing could be worked out from the
    rest.
    """
    named = {one.id for one in who}
    found = {
        role: (sum(one.id in named for one in group), len(group))
        for role, group in _by_role(context, people).items()
    }
    return found if may_tell_roles(found) else {}


# -------------------------------------------------------------------------------- lists and quotes


def _list_of(prompt: Prompt, people: Sequence[Informant]) -> GivenLists:
    """Return a free list as it was given in conversation.

    Entries that the speaker does not want shown are left out of it.
    """
    cells: dict[str, str | None] = {}
    for person in people:
        lines = [voice for voice in person.voices if voice.question == prompt.id]
        said = [one.words.replace("|", "/") for one in lines if not one.refused]
        cells[person.id] = ("|".join(said) or "nothing") if lines else None
    roles = {person.id: person.role for person in people}
    return GivenLists(prompt, cells, roles, spoken=True)


def _names(codebook: Codebook, named: Sequence[NamedTheme]) -> dict[str, str]:
    """Return the names of themes that may stand beside words: of the lists, or named by enough."""
    listed = {code: says.name for code, says in codebook.codes.items() if code not in codebook.own}
    return listed | {one.dimension: one.name for one in named}


def _quotes(
    context: AuditContext,
    wave: Wave,
    voices: Sequence[Voice],
    names: Mapping[str, str],
    people: Sequence[Informant],
) -> Iterator[Finding]:
    """Yield the cleared words in an order that tells nothing, or why there are none.

    What was written needs eight who answered, what was said eight who were spoken with; and three
    people's words at least are quoted, or nobody's. Entries of lists are told as lists alone.
    """
    enough = max(WORDS_NEED, context.minimum)
    lists = {prompt.id for prompt in context.questions.lists}
    chosen = [
        one
        for one in voices
        if one.cleared and one.words and one.role != SPONSOR and one.question not in lists
    ]
    shown = [
        one for one in chosen if (len(people) if one.informant else len(wave.respondents)) >= enough
    ]
    if chosen and not shown:
        what = "spoken with" if people else "asked and have answered"
        yield _unquoted(context, wave, f"at least {enough} people have been {what}", people)
    elif chosen and len({one.informant or one.code for one in shown}) < QUOTES_NEED:
        yield _unquoted(
            context, wave, f"words of at least {QUOTES_NEED} people are cleared", people
        )
    else:
        yield from _drawn(context, wave, shown, names, people)


def _drawn(
    context: AuditContext,
    wave: Wave,
    shown: Sequence[Voice],
    names: Mapping[str, str],
    people: Sequence[Informant],
) -> Iterator[Quote]:
    drawn = sorted(shown, key=lambda one: one.code)
    Random(context.programme.says.seed).shuffle(drawn)  # noqa: S311 - an order, not a secret
    for number, voice in enumerate(drawn, 1):
        codes = [code for code in voice.themes if code in names]
        yield Quote(
            id=f"{wave.name}/group/quote/{number}",
            **context.to_everyone(wave),
            n=len(people) if voice.informant else len(wave.respondents),
            method="cleared words, in an order drawn by lot",
            dimensions=tuple(codes),
            names=tuple(names[code] for code in codes),
            words=voice.words,
        )


def _unquoted(
    context: AuditContext, wave: Wave, once: str, people: Sequence[Informant]
) -> Withheld:
    return withheld(
        context,
        wave,
        QUOTES,
        at="quotes",
        reason="too_few",
        n=len(people) or len(wave.respondents),
        help_=f"They are shown once {once}.",
        said=True,
    )
