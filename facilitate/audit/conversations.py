"""What people said when they were spoken with: themes by how many named them, lists, quotes."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from facilitate.audit.codebook import Codebook, comments_of
from facilitate.audit.context import WORDS_NEED, AuditContext
from facilitate.audit.disclosure import Cleared, Release, cleared, total
from facilitate.audit.finding import Finding
from facilitate.audit.findings import (
    NamedTheme,
    Quote,
    Reason,
    RoleCount,
    Withheld,
)
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
from facilitate.structs import Struct, replace

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


class Informant(Struct):
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


class _Talks(Struct):
    """A stock take and the people who were spoken with in it: nobody, where they wrote alone."""

    context: AuditContext
    wave: Wave
    people: Sequence[Informant]

    def withheld(
        self, would_be: str, at: str, help_: str = "", *, n: int, reason: Reason = "too_few"
    ) -> Withheld:
        """Return what is not shown of what was said."""
        return withheld(
            *(self.context, self.wave, would_be), reason=reason, n=n, at=at, help_=help_, said=True
        )

    def may_be_told(self, earlier: Sequence[Release]) -> Cleared:
        """Return whether these people's themes and words may be told, all together and by role.

        One test for all of it: a theme or a quote that is gone, or new, since a day that was shown
        says as much as a number does about whoever has left, or come, since then.
        """
        groups, name, least = self._by_role(), self.wave.name, self.context.minimum
        if len(groups) < 2 or any(len(group) < least for group in groups.values()):
            groups = {}
        whose = [(EVERYONE, tuple(self.people)), *groups.items()]
        return cleared(
            [total(of, name, (one.id for one in people)) for of, people in whose],
            earlier=earlier,
            minimum=least,
            insiders=[frozenset({(name, one.id)}) for one in self.people],
        )

    def _by_role(self) -> dict[str, tuple[Informant, ...]]:
        """Return who of each role was spoken with; a role of nobody is left out."""
        groups = {
            role: tuple(one for one in self.people if one.role == role)
            for role in self.context.programme.says.roles
        }
        return {role: group for role, group in groups.items() if group}

    def themes(self, codebook: Codebook, verdict: Cleared) -> tuple[Finding, ...]:
        """Return each theme that three people or more named, by how many did, then by its name."""
        known = named_by(self.people, codebook)
        found = tuple(
            self._theme(code, codebook.codes[code], who, verdict)
            for code, who in known.items()
            if len(who) >= NAMED_BY
        )
        if found or not known:
            return found
        help_ = f"A theme is shown once at least {NAMED_BY} people have named it."
        return (self.withheld(THEMES, "themes", help_, n=len(self.people)),)

    def _theme(
        self, code: str, says: Code, who: Sequence[Informant], verdict: Cleared
    ) -> NamedTheme:
        n = len(self.people)
        told = len(who) <= most_told(n)
        roles = self._roles(who) if told and len(verdict.ids) > 1 else {}
        quoted = any(one.cleared and code in one.themes for person in who for one in person.voices)
        if quoted and any(count == 0 for count, _ in roles.values()):
            roles = {}  # beside words that are quoted it would say which role spoke them
        return NamedTheme(
            id=f"{self.wave.name}/group/theme/{code}",
            **self.context.to_everyone(self.wave),
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

    def _roles(self, who: Sequence[Informant]) -> dict[str, tuple[int, int]]:
        """Return by role how many named a theme, of how many; all roles, or none.

        None unless each role's count may be told. A part that is missing could be worked out from
        the rest.
        """
        named = {one.id for one in who}
        found = {
            role: (sum(one.id in named for one in group), len(group))
            for role, group in self._by_role().items()
        }
        return found if may_tell_roles(found) else {}

    def quotes(self, voices: Sequence[Voice], names: Mapping[str, str]) -> Iterator[Finding]:
        """Yield the cleared words in an order that tells nothing, or why there are none.

        What was written needs eight who answered, what was said eight who were spoken with; and
        three people's words at least are quoted, or nobody's. Entries of lists are told as lists
        alone.
        """
        people, answered = len(self.people), len(self.wave.respondents)
        enough = max(WORDS_NEED, self.context.minimum)
        lists = {prompt.id for prompt in self.context.questions.lists}
        chosen = [
            one
            for one in voices
            if one.cleared and one.words and one.role != SPONSOR and one.question not in lists
        ]
        shown = [one for one in chosen if (people if one.informant else answered) >= enough]
        once = ""
        if chosen and not shown:
            what = "spoken with" if people else "asked and have answered"
            once = f"at least {enough} people have been {what}"
        elif chosen and len({one.informant or one.code for one in shown}) < QUOTES_NEED:
            once = f"words of at least {QUOTES_NEED} people are cleared"
        if once:
            help_ = f"They are shown once {once}."
            yield self.withheld(QUOTES, "quotes", help_, n=people or answered)
            return
        drawn = sorted(shown, key=lambda one: one.code)
        seed = self.context.programme.says.seed
        Random(seed).shuffle(drawn)  # noqa: S311 - an order, not a secret
        for number, voice in enumerate(drawn, 1):
            codes = [code for code in voice.themes if code in names]
            yield Quote(
                id=f"{self.wave.name}/group/quote/{number}",
                **self.context.to_everyone(self.wave),
                n=people if voice.informant else answered,
                method="cleared words, in an order drawn by lot",
                dimensions=tuple(codes),
                names=tuple(names[code] for code in codes),
                words=voice.words,
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
    listed, talks = _names(codebook, ()), _Talks(context, wave, people)
    voices, hidden, written = _without_comments(context, wave, voices, protected, earlier=earlier)
    if people and len(people) < context.minimum:
        help_ = f"It is shown once at least {context.minimum} people have been spoken with."
        few = talks.withheld(TALKS, "talks", help_, n=len(people))
        return MeasureResult((few, *hidden, *talks.quotes(voices, listed)), written)
    given = (_list_of(prompt, people) for prompt in context.questions.lists)
    lists = given_lists(context, wave, given, earlier=earlier)
    if not people:
        return MeasureResult((*hidden, *talks.quotes(voices, listed)), written)
    verdict = talks.may_be_told(earlier.get(SPOKEN_WITH, ()))
    if EVERYONE not in verdict.ids:
        why = talks.withheld(TALKS, "talks", n=len(people), reason="would_disclose")
        in_writing = [one for one in voices if not one.informant]
        quotes = replace(talks, people=()).quotes(in_writing, listed)
        found = (why, *hidden, *lists.findings, *quotes)
        return MeasureResult(found, {**lists.releases, **written})
    themes = talks.themes(codebook, verdict)
    named = tuple(one for one in themes if isinstance(one, NamedTheme))
    quotes = talks.quotes(voices, _names(codebook, named))
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
    talks = _Talks(context, wave, ())
    why = talks.withheld(COMMENTS, "comments", n=len(said), reason="would_disclose")
    return [one for one in voices if one.code not in written], (why,), {}


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
