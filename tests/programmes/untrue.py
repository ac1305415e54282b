"""Sentences that are not true of the programme they are printed for.

Each check reads the sentences of one document beside what is known of its programme, and yields
what is untrue with the reason. They read words, so they know only the ways that we have met in
which a fixed sentence claims too much; a new one is one more pattern.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from facilitate.audit.preview import least_shown
from facilitate.compose.day_context import DayContext
from facilitate.document import Document
from facilitate.document_text import as_text
from facilitate.model import Item

YEAR = 300
"""Days from which a programme may be said to last a year."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a programme, a day and the reader of a page.

    `members` is how many of the reader's pair are here today, 0 for readers without a pair, and
    `partnered` whether anybody else is in post there, here or not;
    `sizes` how many each pair has today, `rooms` how many rooms are used side by side at some
    time, `span` the days from the first date of the programme to the last. `own` is everything
    that the plan says in its own words: what stands there is the organiser's.
    """

    members: int = 0
    partnered: bool = False
    sizes: frozenset[int] = frozenset({2})
    roles: tuple[str, ...] = ("doctor", "manager")
    sponsors: int = 2
    rooms: frozenset[int] = frozenset()
    minimum: int = 5
    of_role: int = 0
    span: int = 365
    days: int = 3
    hospital: bool = True
    coaching: bool = True
    promises: bool = True
    outcomes: bool = True
    own: str = ""
    secrets: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Untrue:
    """A sentence of a file, the kind of thing it claims, and why that is not so."""

    file: str
    kind: str
    sentence: str
    why: str


Found = Iterator[tuple[str, str]]
"""The sentence, and why it is not true."""


def untrue(file: str, text: str, facts: Facts) -> Iterator[Untrue]:
    """Yield what a document says that is not so, sentence by sentence."""
    sentences = list(sentences_of(text))
    for kind, check in CHECKS.items():
        for sentence, why in check(sentences, facts):
            yield Untrue(file, kind, sentence, why)


def untrue_in(file: str, document: Document, facts: Facts) -> Iterator[Untrue]:
    """Yield what a document says that is not so."""
    return untrue(file, as_text(document), facts)


_TO_WRITE_IN = re.compile(r"\[\d+ (?:lines|box)\]")
"""How plain text tells of lines and boxes: signs for us, printed nowhere."""


def sentences_of(text: str) -> Iterator[str]:
    """Yield the different sentences of a document's plain text; a line ends one too."""
    yield from dict.fromkeys(_each_sentence(text))


def _each_sentence(text: str) -> Iterator[str]:
    for line in _TO_WRITE_IN.sub("", text).split("\n"):
        yield from (one for one in re.split(r"(?<=[.!?])\s+", line.strip()) if one)


def _with(pattern: str, sentences: Iterable[str], why: str, *, own: str = "") -> Found:
    """Yield the sentences in which a pattern stands, but where the plan itself says so."""
    for sentence in sentences:
        for found in re.finditer(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE):
            word = found.group().casefold()
            if not re.search(rf"\b{re.escape(word)}\b", own):
                yield sentence, f"{found.group()!r}: {why}"
                break


# ------------------------------------------------------------------------------------------ people

OF_TWO = (
    r"(?:both|the two|two|either|one|each|neither) of you(?! (?:all|who))|you two|you both"
    r"|the other(?:’s|'s)?(?= (?:says|saw|see|asks?|one|reads?|needs?|only|notice|is|did))"
    r"|the other(?:’s|'s)?(?=[.,;?:!]|$)"
    r"|both diaries|both partners|a pair of you|between you"
)
TOGETHER = r"(?<!knowing )each other|with your partner"
OF_RESULTS = (
    r"if one of you reports.*|(?:for|answers of) (?:the two|both) of you\b"
    r"|you both (?:agreed|rate)\b"
)
"""What is said of a pair's answers and posts: true of two in post, whoever of them is here."""
PARTNER = r"your partner(?:s|’s|'s)?"
OF_SEVERAL = (
    r"(?<!from )(?<!them to )(?<!how we see )one another"
    r"|you all|all of you|among you|yourselves|all of your pair"
)
"""What is said of two or more. “How we see one another” is the name of something roles do."""
NEVER_OF_THREE = (
    r"(?:both|the two|two|either|neither) of you(?! (?:all|who))|you two|you both"
    r"|both (?:partners|members|diaries|people|sign|agree)|the other one|the other partner"
    r"|what the other said|a pair of you"
)
"""What is said of two and of no other number."""
SUMS_OF_PAIRS = r"makes? six|joins a four|six (?:decide|share)|(?:breakouts?|every) (?:of )?four"
"""What two or three pairs are together only where each is two people."""


def number_of_a_pair(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield words for two people on the page of a pair that is one, or three and more."""
    if facts.members == 1:
        if facts.partnered:
            sentences = [re.sub(OF_RESULTS, "", one, flags=re.IGNORECASE) for one in sentences]
        yield from _with(f"{OF_TWO}|{TOGETHER}", sentences, "one person is here of this pair")
        if not facts.partnered:
            yield from _with(f"{PARTNER}|{OF_SEVERAL}", sentences, "nobody else is in this pair")
    elif facts.members > 2:
        said = rf"{NEVER_OF_THREE}|your partner(?:’s|'s)?"
        yield from _with(said, sentences, f"{facts.members} are here")


def pairs_of_the_group(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield what a page for everybody says of two where not every pair has two today."""
    if not facts.members and facts.sizes != {2}:
        said = f"{NEVER_OF_THREE}|{SUMS_OF_PAIRS}"
        yield from _with(said, sentences, f"pairs have {sorted(facts.sizes)} here today")


def professions(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield words for two roles where there are more, or only one."""
    if len(facts.roles) != 2:
        said = r"both (?:professions|roles)|the other (?:profession|role)|two (?:professions|roles)"
        yield from _with(said, sentences, f"there are {len(facts.roles)} roles")


def counted_wrongly(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield one of many, and many of one: `one pairs`, `1 people`, `two pair`."""
    many = "pairs|people|sponsors|sessions|rooms|tables|services|days|partners|members|sheets|lines"
    one = "pair|person|sponsor|session|room|table|service|day|partner|member|sheet"
    more = "|".join(NUMBERS[2:])
    ends = r"(?=[.,;:]| (?:is|are|of|have|here)\b|$)"
    pattern = rf"(?<![.,:/–-])(?:one|1) (?:{many})|(?:{more}) (?:{one}){ends}"
    yield from _with(pattern, sentences, "a number and its noun do not agree")


# ------------------------------------------------------------------------------------------- roles

ROLE_WORDS = (
    "doctors?|managers?|clinicians?|consultants?|psychiatrists?|(?<!finance )directors?|nurses?"
    "|medics?|physicians?|registrars?"
)
HOSPITAL_WORDS = (
    "patients?|wards?|clinics?|bleeps?|beds?|hospitals?|clinical|medical|medicine|discharges?"
    "|admissions?|caseloads?|out-?patients?|in-?patients?|handovers?|theatre lists?"
    "|health ?care|bedside|diagnos[ie]s|carers?|NHS|trusts? board|emergency department"
)


def roles_that_are_not_here(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield names of roles that the programme does not have."""
    ours = " ".join(facts.roles).casefold().replace("-", " ")
    known = f"{ours} {' '.join(f'{word}s' for word in ours.split())} {facts.own}"
    yield from _with(ROLE_WORDS, sentences, f"the roles are {', '.join(facts.roles)}", own=known)


def hospital_words(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield words of hospitals in a programme that has nothing to do with one."""
    if not facts.hospital:
        why = "this programme is not about a hospital"
        yield from _with(HOSPITAL_WORDS, sentences, why, own=facts.own)


def articles(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield `a` and `an` before a role's name where the other is right, and plurals that are not.

    A plural is wrong where `s` was put behind a word in -y.
    """
    for role in facts.roles:
        for name in {role, role.replace("-", " ")}:
            wrong = "a" if article(name) == "an" else "an"
            yield from _with(rf"{wrong} {re.escape(name)}", sentences, "the wrong article")
            if re.search("[^aeiou]y$", name):
                yield from _with(rf"{re.escape(name)}s", sentences, "the plural ends in -ies")


def article(name: str) -> str:
    """Return the article of an English word.

    `honorary` is said without its h, `user` with a y, and `SRE` letter by letter.
    """
    if name.split("-")[0].split()[0].isupper() and len(name) > 1:
        return "an" if name[0] in "AEFHILMNORSX" else "a"
    word = name.casefold()
    silent = word.startswith(("honorary", "honour", "hour", "heir"))
    as_you = re.match("u(?:ni|s[aei]|ti)|eu|one", word)
    return "an" if silent or (word[:1] in "aeiou" and not as_you) else "a"


# -------------------------------------------------------------------------------------- sponsors


def sponsors(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield sponsors where there are none, and several where there is one."""
    if facts.sponsors == 0:
        others = _without(sentences, r"\bno sponsors?\b|without (?:a )?sponsors?\b")
        yield from _with("sponsors?(?:’s?|'s)?", others, "there is no sponsor", own=facts.own)
    elif facts.sponsors == 1:
        said = "(?:your|the|our|both|all|which) sponsors’?|sponsors (?:are|have|say|sit|hear)"
        yield from _with(said, sentences, "there is one sponsor", own=facts.own)


def _without(sentences: Iterable[str], pattern: str) -> Iterator[str]:
    return (one for one in sentences if not re.search(pattern, one, re.IGNORECASE))


# ---------------------------------------------------------------------------------- the programme


def rooms(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield a number of rooms that is not the number of rooms."""
    for number, word in enumerate(NUMBERS):
        if number > 1 and number not in facts.rooms:
            used = ", ".join(map(str, sorted(facts.rooms))) or "1"
            yield from _with(rf"{word} rooms", sentences, f"rooms used at once: {used}")


def smallest_group(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield a smallest group for means that is not kept to, of everybody or of a role."""
    for sentence in sentences:
        pattern = r"means? of (?:at least )?(\w+)(?: people)? or more"
        for found in re.finditer(pattern, sentence, re.IGNORECASE):
            word = found[1].casefold()
            number = NUMBERS.index(word) if word in NUMBERS else word
            if str(number) not in (str(facts.minimum), str(facts.of_role)):
                yield sentence, f"the plan's minimum group is {facts.minimum}"


def length_of_time(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield a year that the programme does not last, and a next time after a single day."""
    if facts.span < YEAR:
        said = r"(?:over|for|after|spent|within|spend) (?:a|one) year|twelve months|a year ago"
        back = r"(?:back|again|success|read) in a year|in a year you|the year(?:’s|'s)?|all year"
        yield from _with(f"{said}|{back}", sentences, f"it lasts {facts.span} days")
    if facts.days == 1:
        said = r"last time we met|next away day|at the next day|the away days|on later days"
        yield from _with(said, sentences, "there is a single day")


def acts(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield coaching, promises kept and outcomes where the programme has none."""
    if not facts.coaching:
        said = r"coaching|coache?s?|coached"
        yield from _with(said, sentences, "there is no coaching", own=facts.own)
    if not facts.promises:
        said = r"(?:(?:you|we|they|was|were|sponsors?|pairs?) (?:had |have )?|fear and )promised"
        yield from _with(said, sentences, "nothing was promised", own=facts.own)
    if not facts.outcomes:
        yield from _with("outcomes? (?:that|which) we count", sentences, "no outcomes are counted")


_COUNTED = re.compile(r"(?:^|: )[A-Z][^:]* \d\.\d \(\d+\)")
"""A sentence with counts; what tells a picture in words goes on in small letters."""
_FIGURE = re.compile(r"\b\d\.\d \(\d+\)")
_BRACKETS = "In brackets: how many answered."


def brackets(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield how brackets are to be read where none stand, and counts in brackets unexplained."""
    counted = [one for one in sentences if _COUNTED.search(one)]
    said = [one for one in sentences if _BRACKETS in one]
    if said and not any(_FIGURE.search(one) for one in sentences):
        yield said[0], "nothing stands in brackets"
    if counted and ":" not in counted[0] and not said:
        yield counted[0], "what stands in brackets is not said"


def unfilled(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield signs of the template language: what they stand for should."""
    for sentence in sentences:
        if "{%" in sentence or "%}" in sentence:
            yield sentence, "this is for the template, not for its reader"


def secrets(sentences: Iterable[str], facts: Facts) -> Found:
    """Yield private words of somebody else."""
    for sentence in sentences:
        if any(secret in sentence for secret in facts.secrets):
            yield sentence, "these words belong to somebody else"


CHECKS: dict[str, Callable[[list[str], Facts], Found]] = {
    "number of a pair": number_of_a_pair,
    "pairs of the group": pairs_of_the_group,
    "professions": professions,
    "number and noun": counted_wrongly,
    "roles not here": roles_that_are_not_here,
    "hospital words": hospital_words,
    "article or plural": articles,
    "sponsors": sponsors,
    "rooms": rooms,
    "minimum group": smallest_group,
    "length of time": length_of_time,
    "acts": acts,
    "brackets": brackets,
    "unfilled": unfilled,
    "leak": secrets,
}


# ------------------------------------------------------------------------------- facts of a context


def items_of(agenda: Iterable[Item]) -> Iterator[Item]:
    """Yield the items of a day, those that run side by side too."""
    for item in agenda:
        yield item
        yield from items_of(item.parallel or ())


def facts_of(document: Document, context: DayContext, *, hospital: bool, own: str = "") -> Facts:
    """Return what is known of a document's programme, day and reader."""
    programme, says = context.programme, context.programme.says
    reader = document.recipient
    pair = reader.id if reader.kind == "pair" else ""
    if reader.kind == "person":
        pair = next(one.pair for one in context.programme.people if one.reader == reader)
    sizes = {len(context.members(one)) for one in programme.pairs}
    dates = [day.says.date for day in context.days]
    dates += [*says.stock_takes.values(), *([says.starts] if says.starts else [])]
    slots = [slot for slot in context.timetable.slots if slot.tracks]
    exercises = [item.exercise or "" for day in context.days for item in items_of(day.says.agenda)]
    return Facts(
        members=len(context.members(pair)) if pair else 0,
        partnered=sum(one.pair == pair for one in context.in_post) > 1,
        sizes=frozenset(sizes - {0}),
        roles=tuple(role.one for role in says.roles.values()),
        sponsors=len(says.sponsors),
        rooms=frozenset(len(slot.tracks) for slot in slots),
        minimum=least_shown(programme).people,
        of_role=least_shown(programme).alone,
        span=(max(dates) - min(dates)).days,
        days=len(context.days),
        hospital=hospital,
        coaching=bool(says.coaching) or any("coach" in one for one in exercises),
        promises=bool(says.promises or context.actions)
        or any(one.startswith(("action-", "open-what-became")) for one in exercises),
        outcomes=bool(says.outcomes),
        own=f"{own} {' '.join(role.many for role in says.roles.values())}".casefold(),
    )
