"""What was said, as a plan's files have it: held to the programme, the guide and the codebook."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from facilitate.audit.codebook import (
    CODED,
    IDENTITY_WORDS,
    Codebook,
    codebook_faults,
    codebook_of,
    comments,
    list_faults,
)
from facilitate.audit.masking import NamesToMask, mask_names, names_to_mask
from facilitate.audit.wave import SPONSORS
from facilitate.faults import At, Fault, Place, did_you_mean
from facilitate.load.plan import CODEBOOK, Plan
from facilitate.load.validate import placed
from facilitate.load.voices import Voice, informant_code, read_voices
from facilitate.model import Questions
from facilitate.structs import Struct, replace

SPONSOR = "sponsor"
"""The role of a sponsor in the table of what was said; the plural is read as well."""

OPEN_QUESTIONS = 5
"""Questions of the interview guide besides its free lists: one before them, the others after."""


def guide_questions(questions: Questions) -> dict[str, str]:
    """Return the numbers of the guide's questions, each with the id of its free list or empty."""
    listed = [prompt.id for prompt in questions.lists]
    asked = ["", *listed, *[""] * (OPEN_QUESTIONS - 1)]
    return {str(number): list_ for number, list_ in enumerate(asked, 1)}


def asks_of_groups(questions: Questions) -> str:
    """Return the number of the guide's question on what the role groups say of each other."""
    return str(len(questions.lists) + OPEN_QUESTIONS - 2)


def lists_by_word(questions: Questions) -> dict[str, str]:
    """Return the id of each free list by what a line names it with in small letters: number, id."""
    by_number = {number: list_ for number, list_ in guide_questions(questions).items() if list_}
    return {prompt.id.casefold(): prompt.id for prompt in questions.lists} | by_number


def list_of(voice: Voice, lists: Mapping[str, str]) -> str:
    """Return the id of the free list that a line is an entry of; empty if it is of none."""
    return lists.get(voice.question.casefold(), "")


class Spoken(Struct):
    """What was said in conversations and comments, as far as it counts, and all faults of it.

    Themes are today's codes. What was said in conversation is struck of names, as whoever said it
    saw it before they decided; a comment that is cleared and may still name somebody is not
    cleared.
    """

    voices: tuple[Voice, ...]
    codebook: Codebook
    faults: tuple[Fault, ...] = ()

    def of(self, wave: str, takes: Sequence[str]) -> tuple[Voice, ...]:
        """Return the lines of a stock take; those that name none belong to the first of them."""
        first = takes[0] if takes else ""
        return tuple(one for one in self.voices if (one.wave or first) == wave)


class _Known(Struct):
    """What lines are held to, gathered once: roles and free lists by the words for them.

    `numbers` are those of the guide's questions, `people` the ids that are nobody's codes.
    """

    plan: Plan
    codebook: Codebook
    names: NamesToMask
    roles: Mapping[str, str]
    lists: Mapping[str, str]
    numbers: Collection[str]
    people: Collection[str]


def spoken_in(plan: Plan, names: NamesToMask | None = None) -> Spoken:
    """Return what was said of a plan; a comment that is no longer among the answers is left out.

    `names` are the plan's, where they are gathered already.
    """
    private = plan.private
    names = names or names_to_mask(plan.programme, private.identity_words)
    codebook = codebook_of(plan.questions, plan.library.themes, private.codebook)
    known = _Known(
        plan=plan,
        codebook=codebook,
        names=names,
        roles=_roles(plan),
        lists=lists_by_word(plan.questions),
        numbers=guide_questions(plan.questions),
        people={informant_code(one.id) for one in plan.programme.people},
    )
    of_files = (*codebook_faults(plan, names), *list_faults(private.identity_words))
    faults = placed((*of_files, *_no_stock_take(plan)), plan.sources)
    of_lines: list[Fault] = []
    found: list[Voice] = []
    there = {one.code for one in comments(private.waves)}
    for file, data in ((private.voices_file, private.voices), (CODED, private.coded.encode())):
        voices, of_rows = read_voices(data, file)
        faults += of_rows
        kept = [one for one in voices if file != CODED or one.code in there]
        counted: list[Voice] = []
        for one in kept:
            told = list(_faults(one, known, file))
            of_lines += told
            warned = () if told else tuple(_warnings(one, names, file))
            faults += warned
            if told or warned:
                one = replace(one, cleared=False)
            counted.append(_as_counted(one, known))
        faults += _two_roles(counted, set(known.roles.values()), file)
        found += counted
    return Spoken(tuple(found), codebook, (*faults, *_told_once(of_lines)))


def _no_stock_take(plan: Plan) -> Iterator[Fault]:
    there = plan.private.voices.strip() or plan.private.coded.strip()
    if there and not plan.programme.says.stock_takes:
        yield Fault(
            code="A639",
            message="The programme has no stock take that what people said could belong to.",
            hint="Add its name and the day it ended, so: stock takes: {talks: 2027-02-12}",
            at=At(plan.programme.file),
            because=(At(plan.programme.file, ("stock takes",)),),
        )


def _told_once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the first of the faults that say the same of several lines, with how many more."""
    same: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        same.setdefault((fault.code, fault.message), []).append(fault)
    for first, *more in same.values():
        lines = "1 other line" if len(more) == 1 else f"{len(more)} other lines, the first of them"
        again = f"the same in {lines}"
        yield replace(first, also=more[0].place, also_is=again) if more else first


def _roles(plan: Plan) -> dict[str, str]:
    """Return the roles that a line may have, by key and by the words of the programme."""
    roles = plan.programme.says.roles
    words = {
        word.casefold(): role for role, says in roles.items() for word in (says.one, says.many)
    }
    return {
        **words,
        **{role.casefold(): role for role in roles},
        SPONSOR: SPONSOR,
        SPONSORS: SPONSOR,
    }


def _as_counted(voice: Voice, known: _Known) -> Voice:
    codes = (known.codebook.code_of(word) for word in voice.themes)
    list_ = list_of(voice, known.lists)
    return replace(
        voice,
        theme=";".join(dict.fromkeys(code for code in codes if code)),
        role=known.roles.get(voice.role, voice.role),
        question=list_ or voice.question,
        words=mask_names(voice.words, known.names) if voice.informant or list_ else voice.words,
    )


def _faults(voice: Voice, known: _Known, file: str) -> Iterator[Fault]:
    says, place = known.plan.programme.says, Place(file, voice.line)

    def fault(code: str, message: str, hint: str) -> Fault:
        return Fault(code=code, message=message, hint=hint, place=place)

    for word in voice.themes:
        if known.codebook.code_of(word) is None:
            unknown = fault("A615", f"{word!r} is no theme of any list.", known.codebook.hint(word))
            yield replace(unknown, because=(At(CODEBOOK), At(CODEBOOK, ("codes",))))
    takes = says.stock_takes
    if takes and voice.wave and voice.wave not in takes:
        yield fault("A639", f"No stock take is called {voice.wave!r}.", _near(voice.wave, takes))
    if not voice.informant:
        return
    if voice.informant in known.people:
        hint = "Give a code that is nobody's id; who it is stands in private/identities.yaml alone."
        yield fault("A618", f"{voice.informant!r} is the id of somebody.", hint)
    if voice.role not in known.roles:
        message = f"{voice.role!r} is no role of the programme."
        hint = _near(voice.role, (*says.roles, SPONSOR))
        found = fault("A635", message if voice.role else "The role is missing.", hint)
        yield replace(found, because=(At(known.plan.programme.file, ("roles",)),))
    asked = voice.question in known.numbers or list_of(voice, known.lists)
    if voice.question and not asked:
        lists = (prompt.id for prompt in known.plan.questions.lists)
        hint = _near(voice.question, (f"1 to {len(known.numbers)}", *lists))
        yield fault("A636", f"{voice.question!r} is no question of the guide.", hint)


def _near(word: str, known: Iterable[str]) -> str:
    names = tuple(known)
    return did_you_mean(word, names, otherwise=f"Known here: {', '.join(names)}.")


def _warnings(voice: Voice, names: NamesToMask, file: str) -> Iterator[Fault]:
    """Yield why a cleared comment is not printed all the same."""
    place = Place(file, voice.line)
    if not voice.cleared or voice.informant:
        return
    if mask_names(voice.words, names) != voice.words:
        yield Fault(
            code="A614",
            severity="warning",
            message=f"The words of {voice.code!r} are cleared and may still name somebody, so they "
            "are not printed.",
            hint=f"Run facilitate audit voices --approve {voice.code}, or let a word stand with "
            f"keep: in {IDENTITY_WORDS}.",
            place=place,
        )
    elif not voice.themes:
        yield Fault(
            code="A616",
            severity="warning",
            message=f"The words of {voice.code!r} are cleared and have no theme, so they are not "
            "printed.",
            hint="Write a theme of questions.yaml or of private/codebook.yaml beside them.",
            place=place,
        )


def _two_roles(voices: list[Voice], known: Set[str], file: str) -> Iterator[Fault]:
    """Yield a fault for each line that gives somebody another known role than one before it."""
    first: dict[tuple[str, str], Voice] = {}
    for one in voices:
        before = first.setdefault((one.wave, one.informant), one) if one.informant else one
        if before.role != one.role and {before.role, one.role} <= known:
            yield Fault(
                code="A637",
                message=f"{one.informant!r} is {one.role!r} here and {before.role!r} before.",
                hint="Give two people two codes, or put the role right.",
                place=Place(file, one.line),
                also=Place(file, before.line),
            )
