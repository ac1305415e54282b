"""Names that must mean something: exercises, people, pairs, themes, roles, stock takes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from facilitate import registry
from facilitate.check import CheckContext, rule
from facilitate.faults import At, Fault, KeyPath, did_you_mean, in_brackets, nearest
from facilitate.load.file_kinds import known_keys
from facilitate.load.ids import id_faults, is_id, near_id
from facilitate.load.key_hints import meant_by
from facilitate.load.library import Library
from facilitate.load.words import languages
from facilitate.model import Item, Programme
from facilitate.model.attendance import (
    Meaning,
    choices,
    known_words,
    meanings,
    people_of,
    reader_of,
)
from facilitate.model.plan import Pair
from facilitate.model.units import BETWEEN, without_length
from facilitate.recipient import GROUP
from facilitate.schedule.timetable import Timetable


def misspelt(
    defined: Collection[str], mentioned: Iterable[str], *, least: int = 2
) -> Mapping[str, tuple[str, int]]:
    """Return each defined id that is probably a slip, the word intended, and its count.

    `mentioned` are the words used elsewhere, right or wrong, once for each mention.
    """
    counts = Counter(mentioned)
    idle = [one for one in defined if one not in counts]
    found: dict[str, tuple[str, int]] = {}
    for word, number in counts.most_common():
        if word in defined or number < least:
            continue
        near = nearest(word, idle)
        if near and near not in found:
            found[near] = (word, number)
    return found


def items(context: CheckContext) -> Iterator[tuple[str, KeyPath, Item]]:
    """Yield every item of every day, tracks of parallel items included, with file and path."""
    for day in context.plan.days:
        for number, item in enumerate(day.says.agenda):
            yield day.file, ("agenda", number), item
            for inner, track in enumerate(item.parallel or ()):
                yield day.file, ("agenda", number, "parallel", inner), track


def _exercise_hint(name: str, library: Library) -> str:
    """Return what to write instead of an exercise that is not known."""
    alone, length = without_length(name)
    if length and library.exercise(alone) is not None:
        return f"Keep {alone!r} here, and put its length on the line below: time: {length}"
    return did_you_mean(name, library.names(), otherwise="See: facilitate exercises list")


@rule
def a_challenge_is_for_those_who_watch(context: CheckContext) -> Iterator[Fault]:
    """What pairs ask to have watched is printed for those who watch; somebody must watch them."""
    plan = context.plan
    exercises = [plan.library.exercise(one.exercise or "") for _, _, one in items(context)]
    if any(one is not None and one.rotates == "observe" for one in exercises):
        return
    for key in ("challenge", "watch for"):
        pairs = [
            name
            for name, pair in plan.programme.pairs.items()
            if (pair.challenge if key == "challenge" else pair.watch_for)
        ]
        if pairs:
            yield Fault(
                code="P123",
                severity="advice",
                message=f"No page shows {key}: of {_pairs(len(pairs))}, as on no day pairs are "
                "watched by others.",
                hint="Leave it here for later, or plan an exercise in which pairs watch pairs: "
                "facilitate exercises list",
                at=At(plan.programme.file, ("pairs", pairs[0], key)),
            )


def _pairs(number: int) -> str:
    return "one pair" if number == 1 else f"{number} pairs"


@rule
def unknown_exercise(context: CheckContext) -> Iterator[Fault]:
    """Every item names an exercise in the library."""
    library = context.plan.library
    for file, path, item in items(context):
        if item.exercise and library.exercise(item.exercise) is None:
            at = At(file, (*path, "exercise"))
            yield Fault(
                code="P103",
                message=f"{item.exercise!r} is not a known exercise.",
                hint=_exercise_hint(item.exercise, library),
                at=at,
                because=(at, At(f"exercises/{item.exercise}.yaml")),
            )


@rule
def slides_of_talks_are_there(context: CheckContext) -> Iterator[Fault]:
    """The slides that a talk names lie in the folder slides/."""
    there = sorted(path.stem for path in (context.plan.folder / "slides").glob("*.md"))
    for file, path, item in items(context):
        if item.slides and item.slides not in there:
            name = item.slides.removesuffix(".md")
            otherwise = f"Write slides/{name}.md: '# Title', and the words under it."
            yield Fault(
                code="P140",
                message=f"There are no slides {item.slides!r} in slides/.",
                hint=f"Write slides: {name}"
                if name in there
                else did_you_mean(item.slides, there, otherwise=otherwise),
                at=At(file, (*path, "slides")),
            )


@rule
def sheets_of_own_exercises_are_there(context: CheckContext) -> Iterator[Fault]:
    """A sheet that an exercise of the plan's own names is made by a template."""
    library = context.plan.library
    named = [
        (exercise, number, material.sheet)
        for exercise in sorted(library.own)
        for number, material in enumerate(library.exercises[exercise].materials)
        if material.sheet
    ]
    folders = [*registry.folders("templates"), context.plan.folder / "templates"] if named else []
    there = sorted({path.stem for folder in folders for path in folder.rglob("*.md")})
    for exercise, number, sheet in named:
        if sheet in there:
            continue
        source, path = library.sources[exercise], ("materials", number, "sheet")
        name = sheet.removesuffix(".md")
        yield Fault(
            code="P141",
            message=f"No template makes the sheet {sheet!r}.",
            hint=f"Write sheet: {name}"
            if name in there
            else did_you_mean(sheet, there, otherwise=f"Write templates/sheets/{name}.md."),
            at=At(source.file, path),
            place=source.place(path),
        )


@rule
def ids_stand_for_one_thing(context: CheckContext) -> Iterator[Fault]:
    """Ids are letters that files can bear, and none is the id of two things."""
    for fault in id_faults(context.plan.programme, context.plan.days):
        yield replace(fault, because=(fault.at,) if fault.at else ())


@rule
def the_language_is_known(context: CheckContext) -> Iterator[Fault]:
    """The language is one that has fixed words, or at least a tag that readers aloud know."""
    programme = context.plan.programme
    language, known = programme.says.language, languages()
    if language in known:
        return
    misspelt_tag = nearest(language, known) or not re.fullmatch(
        r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language
    )
    yield Fault(
        code="P121",
        severity="error" if misspelt_tag else "warning",
        message=f"There are no fixed words for the language {language!r}."
        + ("" if misspelt_tag else " The pages say theirs in British English."),
        hint=did_you_mean(language, known),
        at=At(programme.file, ("language",)),
    )


@rule
def members_have_known_roles(context: CheckContext) -> Iterator[Fault]:
    """A key of a pair is a role of the programme, or one of the pair's own keys."""
    programme = context.plan.programme
    roles = programme.says.roles
    odd = [role for role in roles if not is_id(role)]
    if odd:
        at = At(programme.file, ("roles",))
        words = [near_id(one, ()) for role in roles for one in BETWEEN.split(role) if one]
        yield Fault(
            code="P113",
            message=f"{odd[0]!r} cannot be a role.",
            hint=f"Write each as one word, with commas between: roles: [{', '.join(words)}]",
            at=at,
            because=(at,),
        )
        return
    used = [role for pair in programme.pairs.values() for role in pair.members]
    wrong = misspelt(roles, used, least=max(2, len(programme.pairs) // 2))
    for role, (word, number) in wrong.items():
        yield Fault(
            code="P112",
            message=f"No pair has the role {role!r}, and {number} have {word!r}.",
            hint=f"Write {word} under roles:.",
            at=At(programme.file, ("roles", list(roles).index(role))),
        )
    intended = {word for word, _ in wrong.values()}
    unlisted = Counter(role for role in used if role not in roles and role not in intended)
    for role, number in unlisted.items():
        if number > 1 and not nearest(role, [*roles, *known_keys(Pair, ())]):
            yield Fault(
                code="P112",
                message=f"{number} pairs have {role!r}, which is not among the roles.",
                hint=f"Write roles: [{', '.join([*roles, role])}] above pairs:, if it is one.",
                at=At(programme.file, ("roles",)),
            )
            intended.add(role)
    for pair_id, pair in programme.pairs.items():
        if pair_id in roles:
            continue  # its indent is the slip
        for role in pair.members:
            if role not in roles and role not in intended:
                known = [*roles, *known_keys(Pair, ())]
                near = meant_by(role, known_keys(Pair, ())) or nearest(role, known)
                listed = ", ".join([*roles, role])
                hint = f"If it is a role, say so above pairs: with roles: [{listed}]"
                yield Fault(
                    code="P112",
                    message=f"{role!r} is neither a role nor a key of a pair.",
                    hint=f"Did you mean {near!r}?" if near else hint,
                    at=At(programme.file, ("pairs", pair_id, role), on_key=True),
                )
        if not 1 <= len(pair.members) <= 4:
            yield Fault(
                code="P114",
                message=f"The pair {pair_id!r} has {len(pair.members)} members.",
                hint="A pair has one to four; add a line such as doctor: Dr A. Example",
                at=At(programme.file, ("pairs", pair_id), on_key=True),
            )


@rule
def everyone_named_is_known(context: CheckContext) -> Iterator[Fault]:
    """Whoever is named in a plan takes part in the programme."""
    programme = context.plan.programme
    wrong = _misspelt_ids(context)
    for name, (word, number) in wrong.items():
        if not is_id(name):
            continue  # told by itself
        key = "pairs" if name in programme.pairs else "sponsors"
        yield Fault(
            code="P111",
            message=f"Nobody speaks of {name!r}, and {number} times somebody of {word!r}.",
            hint=f"Write {word}: here.",
            at=At(programme.file, (key, name), on_key=True),
        )
    intended, shared = _doubtful(context), _shared_ids(context)
    for file, path, word in (*_named(context), *_promised(context)):
        found = meanings(word, programme)
        if len(found) > 1:
            yield Fault(
                code="P131",
                message=f"{word!r} means {' and '.join(one.description for one in found)}.",
                hint=f"Write {choices(found, word)}.",
                at=At(file, path),
                because=shared.get(word.strip().casefold(), ()),
            )
        elif not found and _head(word, programme) not in intended:
            yield Fault(
                code="P111",
                message=f"Nobody here is called {word!r}.",
                hint=_who_is_meant(word, path, programme),
                at=At(file, path),
            )


def _shared_ids(context: CheckContext) -> Mapping[str, tuple[At, ...]]:
    """Return where each id stands that is the id of two things, which is told there."""
    faults = id_faults(context.plan.programme, context.plan.days)
    return {str(one.at.path[-1]).casefold(): (one.at,) for one in faults if one.at and one.at.path}


def _several(word: str, programme: Programme) -> str:
    """Return what to type for several people who were written as one word; else nothing."""
    split = BETWEEN.split(word.strip())
    for parts in (split, [part for one in split for part in one.split()]):
        meant = [_nearly(part, programme) for part in parts if part]
        if len(meant) > 1 and all(meant):
            return in_brackets(meant)
    return ""


def _nearly(word: str, programme: Programme) -> str:
    """Return a word that means somebody, or the id of whoever bears that name without a title."""
    if meanings(word, programme):
        return word
    fold = f" {word.strip().casefold()}"
    bearers = [one.id for one in programme.people if one.name.casefold().endswith(fold)]
    return bearers[0] if len(bearers) == 1 else ""


def _who_is_meant(word: str, path: KeyPath, programme: Programme) -> str:
    """Return what to write instead of a word that names nobody."""
    hyphenated = re.sub(r"[\s._]+", "-", word.strip().casefold())
    one = hyphenated if meanings(hyphenated, programme) else ""
    if not one and (several := _several(word, programme)):
        return several
    if one := one or _nearly(word, programme):
        return f"Did you mean {one!r}?"
    if path[0] == "promises":
        return did_you_mean(word, programme.says.sponsors, otherwise="Write a sponsor's id.")
    ids = [*programme.pairs, *programme.says.sponsors]
    shown = ", ".join(ids[:MOST_LISTED]) + (" and others" if len(ids) > MOST_LISTED else "")
    person = next((one.id for one in programme.people if one.pair), "crisis-doctor")
    listed = f"Write an id: {shown}; or one person's, such as {person}."
    return did_you_mean(word, known_words(programme), otherwise=listed)


MOST_LISTED = 8


def _head(word: str, programme: Programme) -> str:
    """Return the pair of the person intended; else what stands before the role."""
    fold = word.strip().casefold()
    for person in programme.people:
        if person.id == fold:
            return person.pair or person.id
    for role in programme.says.roles:
        fold = fold.removesuffix(f"-{role.casefold()}")
    return fold


def _misspelt_ids(context: CheckContext) -> Mapping[str, tuple[str, int]]:
    """Return the ids of pairs and sponsors that everything else calls by another word."""
    programme = context.plan.programme
    private = context.plan.private
    words = [word for _, _, word in _named(context)]
    words += [*private.sharing, *private.access]
    defined = [*programme.pairs, *programme.says.sponsors]
    heads = [_head(word, programme) for word in words]
    return misspelt(
        defined,
        [
            head
            for head, word in zip(heads, words, strict=True)
            if head != word.casefold() or not people_of(word, programme) or head in defined
        ],
    )


def _doubtful(context: CheckContext) -> frozenset[str]:
    """Return the pairs whose mentions are not told, since the slip is told where they stand."""
    programme = context.plan.programme
    found = {word for word, _ in _misspelt_ids(context).values()}
    for name, pair in programme.pairs.items():
        if not is_id(name) or any(role not in programme.says.roles for role in pair.members):
            found |= {name.casefold(), near_id(name, ())}
    return frozenset(found)


def _named(context: CheckContext) -> Iterator[tuple[str, KeyPath, str]]:
    programme = context.plan.programme
    for file, path, item in items(context):
        yield from _words(file, (*path, "who"), item.who)
    for day in context.plan.days:
        yield from _words(day.file, ("present",), day.says.present)
        yield from _words(day.file, ("absent",), day.says.absent)
    says, file = programme.says, programme.file
    for boss, reports in says.manages.items():
        yield file, ("manages", boss), boss
        yield from _words(file, ("manages", boss), reports)
    for number, line in enumerate(says.keep_apart):
        yield from _words(file, ("keep apart", number), line)
    for person in says.coaching:
        yield file, ("coaching", person), person
    for person in says.coaching_done:
        yield file, ("coaching done", person), person
    for number, promise in enumerate(says.promises):
        yield file, ("promises", number, "sponsor"), promise.sponsor


def _promised(context: CheckContext) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield whoever is named in `actions.yaml`: whose a promise is, and who asks about it."""
    for number, action in enumerate(context.plan.actions):
        for key, word in (("who", action.who), ("witness", action.witness)):
            if word or key == "who":
                yield "actions.yaml", ("actions", number, key), word


@rule
def who_leads_is_spelt_as_in_the_plan(context: CheckContext) -> Iterator[Fault]:
    """Whoever leads may come from outside; a name of the plan with a slip in it is printed so."""
    programme = context.plan.programme
    known = {*known_words(programme), "facilitator"}
    known |= {one.name.partition(",")[0] for one in programme.people if not one.pair}
    folds = {word.casefold() for word in known}
    for file, path, item in items(context):
        near = nearest(item.led_by, known)
        if near and item.led_by.casefold() not in folds and _differs_in_letters(item.led_by, near):
            yield Fault(
                code="P111",
                severity="warning",
                message=f"Nobody here is called {item.led_by!r}, and it is printed as it is.",
                hint=f"Did you mean {near!r}?",
                at=At(file, (*path, "led by")),
            )


def _differs_in_letters(word: str, other: str) -> bool:
    """Say whether two names differ by a letter or two of their words, and not by whole words."""
    ones, others = word.split(), other.split()
    return len(ones) == len(others) and all(
        nearest(one, [two], alike=0.75) for one, two in zip(ones, others, strict=True)
    )


@rule
def promises_are_somebodys(context: CheckContext) -> Iterator[Fault]:
    """A promise stands on the pages of whoever made it, and is opened on the days after."""
    programme, days = context.plan.programme, [day.id for day in context.plan.days]
    # An agenda that is listed and cannot be read is told of by itself.
    listed = getattr(programme.says, "away_days", ())
    shared = _shared_ids(context)
    days += [stem for path in listed if (stem := PurePath(path).stem) not in days]
    for number, promise in enumerate(programme.says.promises):
        reader = reader_of(promise.sponsor, programme)
        if meanings(promise.sponsor, programme) and (reader is None or reader.kind != "sponsor"):
            yield Fault(
                code="P132",
                message=f"{promise.sponsor!r} is not one sponsor, so this would stand on no page.",
                hint="Write a sponsor's id. What pairs promise belongs in actions.yaml.",
                at=At(programme.file, ("promises", number, "sponsor")),
                because=shared.get(promise.sponsor.strip().casefold(), ()),
            )
    for number, action in enumerate(context.plan.actions):
        several = len(meanings(action.who, programme)) == 1
        if several and reader_of(action.who, programme) is None:
            yield Fault(
                code="P132",
                message=f"{action.who!r} are several people, and a promise needs one owner.",
                hint="Write the id of a pair, a person or a sponsor, or all for the whole group.",
                at=At("actions.yaml", ("actions", number, "who")),
            )
        lies_there = (context.plan.folder / "agendas" / f"{action.made}.yaml").is_file()
        if action.made and action.made not in days and not lies_there:
            yield Fault(
                code="P133",
                message=f"No away day is called {action.made!r}.",
                hint=did_you_mean(action.made, days, otherwise="Write the name of its file."),
                at=At("actions.yaml", ("actions", number, "made on")),
            )


@rule
def promises_are_opened_on_a_later_day(context: CheckContext) -> Iterator[Fault]:
    """A promise stands on its maker's pages of a later day, or among all at `actions`."""
    programme, numbers = context.plan.programme, {day.id: day.number for day in context.plan.days}
    for number, action in enumerate(context.plan.actions):
        found = meanings(action.who, programme)
        made = numbers.get(action.made, 1)
        later = [table for table in context.timetables if table.day.number > made]
        if not later or len(found) != 1 or any(_opened(found[0], on) for on in later):
            continue
        yield Fault(
            code="P153",
            severity="warning",
            message=f"No page of a later day says what {found[0].description} promised: "
            f"{action.what!r}.",
            hint="Put actions: 20m into a later day, and it stands there among all promises.",
            at=At("actions.yaml", ("actions", number)),
        )


def _opened(whose: Meaning, table: Timetable) -> bool:
    """Say whether a day shows a promise: to everybody, or to whoever made it and is there."""
    if any(slot.kind == "actions" for slot in table.every_slot()):
        return True
    there = {one.id for one in whose.people} & set(table.present)
    return bool(there) and whose.reader != GROUP


def _words(file: str, path: KeyPath, words: Iterable[str]) -> Iterator[tuple[str, KeyPath, str]]:
    for number, word in enumerate(words):
        yield file, (*path, number), word


@rule
def private_files_name_people(context: CheckContext) -> Iterator[Fault]:
    """Everyone in the private files takes part; a slip there would lose somebody's choice."""
    private = context.plan.private
    ids = {person.id for person in context.plan.programme.people}
    vacant = {person.id for person in context.plan.programme.people if person.vacant}
    intended = _doubtful(context)
    for name, entries in (
        ("sharing", private.sharing),
        ("access", private.access),
        ("contacts", private.contacts),
    ):
        for person in entries:
            if name == "access" and person in vacant:
                yield Fault(
                    code="C101",
                    severity="warning",
                    message=f"The post {person!r} is vacant, so nothing is made for these needs.",
                    hint="Take the entry out, or write the name into the pair.",
                    at=At(f"private/{name}.yaml", (name, person), on_key=True),
                )
            if person not in ids and _head(person, context.plan.programme) not in intended:
                yield Fault(
                    code="C101",
                    message=f"Nobody has the id {person!r}.",
                    hint=_id_of(person, context.plan.programme)
                    or did_you_mean(
                        person, ids, otherwise="A person's id is PAIR-ROLE, such as crisis-doctor."
                    ),
                    at=At(f"private/{name}.yaml", (name, person), on_key=True),
                )


def _id_of(word: str, programme: Programme) -> str:
    """Return the ids to write for a name or a pair, or nothing where it means nobody."""
    found = [one.id for one in people_of(word, programme)]
    if not found:
        return ""
    each = "" if len(found) == 1 else ", an entry for each"
    return f"Write {' and '.join(found)} here{each}."


@rule
def stock_take_of_the_day_is_known(context: CheckContext) -> Iterator[Fault]:
    """A day that names its stock take names one of the programme's."""
    takes = context.plan.programme.says.stock_takes
    waves = [day.says.stock_take for day in context.plan.days if day.says.stock_take]
    wrong = misspelt(takes, waves)
    for name, (word, number) in wrong.items():
        yield Fault(
            code="P115",
            message=f"No day speaks of the stock take {name!r}, and {number} of {word!r}.",
            hint=f"Write {word}: here.",
            at=At(context.plan.programme.file, ("stock takes", name), on_key=True),
            because=tuple(At(day.file) for day in context.plan.days),
        )
    intended = {word for word, _ in wrong.values()}
    file = context.plan.programme.file
    # Where the programme lists none, its list may be what could not be read.
    because = (At(file, ("stock takes",)), *(() if takes else (At(file),)))
    for day in context.plan.days:
        wave = day.says.stock_take
        if wave and wave not in takes and wave not in intended:
            yield Fault(
                code="P115",
                message=f"The programme has no stock take called {wave!r}.",
                hint=did_you_mean(wave, takes, otherwise="List it under stock takes:"),
                at=At(day.file, ("stock take",)),
                because=because,
            )
