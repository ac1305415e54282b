"""Names: what stands for one is printed as one, and none is left of the sample's."""

import re
from collections.abc import Iterator, Sequence

from facilitate.check import CheckContext, rule
from facilitate.check.says_nothing import says_nothing
from facilitate.faults import At, Fault, nearest
from facilitate.model import Programme
from facilitate.model.plan import NOBODY, VACANT
from facilitate.model.times_and_dates import MONTHS, is_date


def _name_paths(programme: Programme) -> Iterator[tuple[tuple[str, ...], str]]:
    for pair_id, pair in programme.pairs.items():
        for role, member in pair.members.items():
            yield ("pairs", pair_id, role), member.name
    for sponsor_id, sponsor in programme.says.sponsors.items():
        yield ("sponsors", sponsor_id), sponsor.name
    for coach_id, coach in programme.says.coaches.items():
        yield ("coaches", coach_id), coach.name


_TWO_PEOPLE = re.compile(r"\w\s*(?:/|&|\+|\band\b)\s*\w")
_SURNAME_FIRST = re.compile(r"([A-Z][\w’'-]*[a-z]), ((?:[A-Z][a-z]{1,4}\.? )?[A-Z][\w’'-]*[a-z])")
_TWO_NAMES = re.compile(
    r"(?:[A-Z][\w’'.-]*[a-z.] ){1,2}[A-Z][\w’'-]*[a-z], "
    r"(?:[A-Z][\w’'.-]*[a-z.] ){1,2}([A-Z][a-z][\w’'-]*)"
)
_JOBS = frozenset(
    {"manager", "director", "lead", "leader", "head", "nurse", "officer", "consultant", "doctor"}
    | {"psychiatrist", "physician", "surgeon", "therapist", "psychologist", "chair", "chief"}
    | {"teacher", "governor", "administrator", "coordinator", "partner", "deputy", "practitioner"}
    | {"executive", "secretary", "professor", "specialist", "registrar", "adviser", "worker"}
)
"""How a job ends that stands behind a name and a comma, which is where it may stand."""
_ACTING = re.compile(r"([^()]+?)\s*\((acting|interim)\)", re.IGNORECASE)
_DASH_BETWEEN = re.compile(r"\s+[-–—]\s+|;\s+")
_JOB_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^()]+ [^()]+)\)")
_WORD_IN_BRACKETS = re.compile(r"([^()]+?)\s*\((\w+)\)")
"""A word alone in brackets, where it is no job, is what somebody is called: `Robert (Bob)`."""


@rule
def names_are_names(context: CheckContext) -> Iterator[Fault]:
    """What stands for a name is printed as one: no `TBC`, and no e-mail address."""
    programme = context.plan.programme
    for path, name in _name_paths(programme):
        if path[0] == "pairs" and path[-1] not in programme.says.roles:
            continue  # that it is no role is told
        told = next(filter(None, (look(name, path) for look in (_nobody, *_LOOKS))), None)
        if told is not None:
            yield Fault(
                code="P142",
                severity="warning",
                message=told[0],
                hint=told[1],
                at=At(programme.file, path),
            )


_Told = tuple[str, str] | None
"""What is wrong with a name, and what to type."""


def _nobody(name: str, path: tuple[str, ...]) -> _Told:
    first = re.split(r"\s*[(,;–—-]\s*", name.strip(" .()"))[0].casefold()
    if begun := re.match(r"(vacant|vacancy|tb[acd])\b", first):
        first = begun[0]
    if " " not in name.strip() and nearest(first, VACANT, alike=0.8):
        first = "vacant"
    known = first in NOBODY - {"", "x"} or name.strip(" .()").casefold() in NOBODY
    if not known and not says_nothing(name):
        return None
    hint = f"If nobody is in post, write {path[-1]}: vacant"
    if path[0] != "pairs":
        hint = "Write the name, or take the line out until somebody is named."
    return f"{name!r} is printed as a name.", hint


def _address(name: str, _: tuple[str, ...]) -> _Told:
    hint = "Keep the name alone here. Addresses belong into private/contacts.yaml."
    message = "This name holds an e-mail address, which every page would print."
    return (message, hint) if "@" in name else None


def _two_people(name: str, path: tuple[str, ...]) -> _Told:
    first = "a role" if path[0] == "pairs" else "an id"
    hint = f"Write each person on a line of their own, with {first} in front."
    both = _TWO_NAMES.fullmatch(name)
    if both and both[1].casefold() not in _JOBS:
        first, _, second = name.partition(", ")
        hint += f" If it is a job: {path[-1]}: {{name: {first}, title: {second}}}"
    elif not _TWO_PEOPLE.search(name):
        return None
    return f"{name!r} is printed as the name of one person.", hint


_TITLE_BEHIND = re.compile(r"(.+?),?\s+\(?(Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame)\.?\)?")


def _title_behind(name: str, _: tuple[str, ...]) -> _Told:
    found = _TITLE_BEHIND.fullmatch(name)
    if found is None:
        return None
    turned = re.sub(r"^([\w’'-]+), (.+)$", r"\2 \1", found[1])
    return f"{name!r} is printed as it stands, with its title behind.", f"Write {found[2]} {turned}"


def _surname_first(name: str, _: tuple[str, ...]) -> _Told:
    found = _SURNAME_FIRST.fullmatch(name)
    message = f"{name!r} is printed as it stands, with the surname first."
    return (message, f"Write {found[2]} {found[1]}") if found else None


def _brackets(name: str, path: tuple[str, ...]) -> _Told:
    plain = name.translate(str.maketrans("{}[]", "()()"))
    acting, job = _ACTING.fullmatch(plain), _JOB_IN_BRACKETS.fullmatch(plain)
    word = _WORD_IN_BRACKETS.fullmatch(plain)
    if word and word[2].casefold() in {*_JOBS, path[-1]}:
        job = word
    if not acting and not job:
        return None
    hint = f"Put a comma between name and job: {job[1]}, {job[2]}" if job else ""
    if job and re.search(_WHEN, plain):
        return None  # a date, told as one
    if job and job[2].split()[0].casefold() in _BEGINS_OR_ENDS:  # to be confirmed
        hint = f"Write the name alone: {job[1]}"
    if acting:
        hint = f"Write {path[-1]}: {{name: {acting[1]}, acting: yes}}"
    return f"{name!r} is printed as a name, with what stands in brackets.", hint


_A_DAY = "…} with day, month and year in place of the dots."


def _sign_between(name: str, path: tuple[str, ...]) -> _Told:
    hint = f"Put a comma between name and job: {_DASH_BETWEEN.sub(', ', name)}"
    first, *behind = _DASH_BETWEEN.split(name)
    if behind and behind[0].casefold() in ("acting", "interim"):
        hint = f"Write {path[-1]}: {{name: {first}, acting: yes}}"
    message = f"{name!r} is printed as a name, with what stands behind the sign."
    if re.search(r"\d{5}", name):
        return None
    return (message, hint) if _DASH_BETWEEN.search(name) else None


_BEGINS_OR_ENDS = {
    **dict.fromkeys(("from", "since", "joined", "starts"), "from"),
    **dict.fromkeys(("until", "till", "to", "leaves", "left"), "until"),
}
_SINCE_OR_UNTIL = re.compile(
    rf"(?i)\b({'|'.join(_BEGINS_OR_ENDS)})\W+" + r"(\d{4}-\d\d?-\d\d?|.*\d{4}\b)?"
)
_MONTHS = "|".join(f"{one[:3]}(?:{one[3:]})?" for one in MONTHS)
_WHEN = rf"(?i:\W(?:{'|'.join(_BEGINS_OR_ENDS)})\s(?:in |on )?(?:\d|(?:{_MONTHS})\b))"


def _date(name: str, path: tuple[str, ...]) -> _Told:
    if re.search(r"\d{5}|\d{3,} \d{3,}", name):
        hint = "Keep the name alone here. Numbers to ring belong into private/contacts.yaml."
        return "This name holds a number to ring, which every page would print.", hint
    alone = re.sub(r"\W*$", "", re.split(rf"[\d,;(]|{_WHEN}", name)[0])
    when = re.search(_WHEN, name)
    message = f"{name!r} is printed as a name, with {'a date' if when else 'the figures'} in it."
    if not when and not re.search(r"\d{4}|\d[./-]\d|\d (?:[A-Z][a-z]{2}|[a-z]+ \d)", name):
        hint = f"Write {alone}" if alone else "Write the name alone."
    else:
        said = _SINCE_OR_UNTIL.search(name)
        key = _BEGINS_OR_ENDS.get(said[1].casefold(), "until") if said else "until"
        day = said[2] or "" if said else ""
        says = f"{day}}}" if is_date(day) and "," not in day else _A_DAY
        hint = f"Write {path[-1]}: {{name: {alone or '…'}, {key}: {says}"
    return (message, hint) if when or re.search(r"\d", name) else None


def _small_letters(name: str, _: tuple[str, ...]) -> _Told:
    message = f"{name!r} is printed as it stands, in small letters."
    return (message, f"Write {name.title()}") if name.islower() and " " in name else None


def _capitals(name: str, _: tuple[str, ...]) -> _Told:
    message = f"{name!r} is printed as it stands, in capitals."
    # Many scripts know no capitals, so that a numeral behind the name is all that could be one.
    words = [one for one in re.findall(r"[^\W\d_]{3,}", name) if one.isupper()]
    return (message, f"Write {name.title()}") if name.isupper() and len(words) > 1 else None


def _sign_at_the_end(name: str, _: tuple[str, ...]) -> _Told:
    message = f"{name!r} is printed as a name, with the sign at its end."
    ends = name.rstrip().endswith((",", ";", ":", "?", "!"))
    return (message, f"Write {name.rstrip(' ,;:?!')}") if ends else None


_LOOKS = (
    _title_behind,
    _small_letters,
    _capitals,
    _address,
    _two_people,
    _surname_first,
    _brackets,
    _sign_between,
    _date,
    _sign_at_the_end,
)


SAMPLE_WORDS = frozenset(
    {"My partnership programme", "The organisation's name", "Whom to ring, and the number"}
    | {"The name of the room", "Who looks after the service meanwhile"}
)
"""What the starter says until somebody writes their own."""
SAMPLE_NAMES = frozenset(
    {"Robin First", "Sam Second", "Chris Third", "Jo Fourth", "Pat Fifth", "Lee Sixth"}
    | {"Kim Seventh", "Alex Sponsor", "Alex Sponsor, executive director"}
)


@rule
def samples_are_replaced(context: CheckContext) -> Iterator[Fault]:
    """Once a plan has people of its own, nothing of the starter's is left to be printed."""
    programme, days = context.plan.programme, context.plan.days
    names = [(path, name.removeprefix("Dr ")) for path, name in _name_paths(programme)]
    if all(name in SAMPLE_NAMES for _, name in names if name):
        return
    said = programme.says
    words = {"client": said.client, "contact": said.contact}
    if programme.name in SAMPLE_WORDS:
        words["programme"] = programme.name
    left: list[tuple[tuple[str, ...], str]] = [
        ((key,), key) for key, value in words.items() if value in SAMPLE_WORDS
    ]
    left += [(path, path[-1]) for path, name in names if name in SAMPLE_NAMES]
    yield from _sample_left(programme.file, left)
    for day in days:
        told = {"venue": day.says.venue, "cover": day.says.cover}
        yield from _sample_left(
            day.file, [((key,), key) for key, value in told.items() if value in SAMPLE_WORDS]
        )


def _sample_left(file: str, left: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[Fault]:
    if left:
        yield Fault(
            code="P154",
            severity="warning",
            message=f"Pages would print words of the sample: {', '.join(key for _, key in left)}.",
            hint="Write your own, or take the line out.",
            at=At(file, left[0][0]),
        )
