"""Names that must mean something: exercises, slides, sheets, languages, roles, stock takes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import get_args

from facilitate import registry
from facilitate.check import CheckContext, rule
from facilitate.check.says_nothing import says_nothing
from facilitate.faults import At, Fault, KeyPath, did_you_mean, nearest
from facilitate.load.file_kinds import known_keys
from facilitate.load.ids import id_faults, is_id, near_id
from facilitate.load.key_hints import home_of
from facilitate.load.library import Library
from facilitate.load.synonyms import meant_by
from facilitate.load.words import languages, looks
from facilitate.model import Item, Programme, ProgrammeFile
from facilitate.model.plan import Member, Pair, Variant
from facilitate.model.roles import plural_of
from facilitate.model.times_and_dates import without_length
from facilitate.model.units import BETWEEN
from facilitate.structs import replace


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
    strange = [word for word in counts if word not in defined]
    if not found and len(idle) == len(strange) == 1 and counts[strange[0]] >= MANY:
        return {idle[0]: (strange[0], counts[strange[0]])}
    return found


MANY = 3
"""So often mentioned, the only word that is nobody's means the only id that nobody mentions."""


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
    if length and (near := _near_exercise(alone, library)):
        return f"Write exercise: {near}, and below it, level with it: time: {length}"
    alone, _, variant = name.rpartition(" ")
    if variant in get_args(Variant) and library.exercise(alone) is not None:
        return f"Keep {alone!r} here, and write on the line below: variant: {variant}"
    each = [part.strip() for part in re.split(r",|;|\+|&| and ", name)]
    if len(each) > 1 and all(library.exercise(one) for one in each):
        return f"Make each an item of its own: - exercise: {each[0]}, and so on."
    of_file = name.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")
    if near := _near_exercise(of_file, library):
        return f"Did you mean {near!r}?"
    return "See: facilitate exercises list"


def _near_exercise(words: str, library: Library) -> str:
    """Return the exercise that is called nearly so, or the one whose id ends so; else nothing."""
    tail = "-".join(words.casefold().split())
    ends = [one for one in library.exercises if one.endswith(f"-{tail}")]
    return nearest(words, library.names()) or (ends[0] if len(ends) == 1 else "")


@rule
def a_challenge_is_for_those_who_watch(context: CheckContext) -> Iterator[Fault]:
    """What pairs ask to have watched is printed for those who watch; somebody must watch them."""
    plan = context.plan
    watched = any(one.rotates == "observe" for one in plan.planned)
    if watched or not plan.days:
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
def talks_have_titles(context: CheckContext) -> Iterator[Fault]:
    """A talk says what it is about: without a title every page calls it a talk, and no more."""
    for file, path, item in items(context):
        if item.talk is not None and not item.title and not item.slides:
            yield Fault(
                code="P161",
                severity="warning",
                message="This talk has no title, so pages call it 'Talk' and nothing else.",
                hint="Add below it, level with talk: title: and what it is about",
                at=At(file, (*path, "talk"), on_key=True),
                because=(At(file, path),),
            )


@rule
def slides_of_talks_are_there(context: CheckContext) -> Iterator[Fault]:
    """The slides that a talk names lie in the folder slides/."""
    there = sorted(path.stem for path in (context.plan.folder / "slides").glob("*.md"))
    for file, path, item in items(context):
        if item.slides and item.slides not in there:
            name = item.slides.removesuffix(".md")
            otherwise = f"Write slides/{name}.md: '# Title', and the words under it."
            alike = [path.name for path in (context.plan.folder / "slides").glob(f"{name}.*")]
            if alike and name not in there and is_id(name):
                otherwise = f"{alike[0]} lies there: call it {name}.md, if it is Markdown."
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
def the_look_is_known(context: CheckContext) -> Iterator[Fault]:
    """A look is one of those that are shipped."""
    programme = context.plan.programme
    look, known = programme.says.look, looks()
    if look not in known:
        yield Fault(
            code="P171",
            message=f"There is no look {look!r}.",
            hint=did_you_mean(look, known, otherwise=f"Known are: {', '.join(known)}."),
            at=At(programme.file, ("look",)),
        )


@rule
def members_have_known_roles(context: CheckContext) -> Iterator[Fault]:
    """A key of a pair is a role of the programme, or one of the pair's own keys."""
    programme, roles = context.plan.programme, context.plan.programme.says.roles
    if not all(map(is_id, roles)):
        yield _no_role(programme)
        return
    if any(map(says_nothing, roles)):
        place = context.plan.sources[programme.file].place(("roles",), on_key=True)
        yield replace(_roles_to_come(programme), place=place)
        return
    yield from _unknown_roles(programme, context)


def _unknown_roles(programme: Programme, context: CheckContext) -> Iterator[Fault]:
    """Yield the faults of keys of pairs that are no roles, and of roles that nobody has."""
    roles = programme.says.roles
    used = [role for pair in programme.pairs.values() for role in pair.members]
    if not_named := _roles_not_named(programme, set(used)):
        # It stands at the pairs, and it is the roles that others find missing, too.
        place = context.plan.sources[programme.file].place(("pairs",), on_key=True)
        yield replace(not_named, place=place)
        return
    wrong = misspelt(roles, used, least=max(2, len(programme.pairs) // 2))
    for role, (word, number) in wrong.items():
        yield Fault(
            code="P112",
            message=f"No pair has the role {role!r}, and {number} have {word!r}.",
            hint=f"Write {word} under roles:.",
            at=At(programme.file, ("roles", list(roles).index(role))),
        )
    intended = {word for word, _ in wrong.values()}
    for role, number in Counter(used).items():
        known = role in roles or role in intended or nearest(role, [*roles, *_PAIR_KEYS])
        if number > 1 and not known:
            yield Fault(
                code="P112",
                message=f"{number} pairs have {role!r}, which is not among the roles.",
                hint=f"Write roles: [{', '.join([*roles, role])}] above pairs:, if it is one.",
                at=At(programme.file, ("roles",)),
            )
            intended.add(role)
    if "roles" in programme.says.model_fields_set:
        for role in [one for one in roles if one not in used and one not in wrong]:
            yield Fault(
                code="P112",
                severity="warning",
                message=f"Nobody has the role {role!r}, and pages would speak of it.",
                hint=f"Take {role} out of roles:, or write under a pair who it is.",
                at=At(programme.file, ("roles", list(roles).index(role))),
            )
    for pair_id, pair in programme.pairs.items():
        if pair_id not in roles:  # else its indent is the slip
            unknown = (role for role in pair.members if role not in {*roles, *intended})
            yield from (_unknown_role(role, pair_id, programme) for role in unknown)


_PAIR_KEYS = known_keys(Pair, ())


def _roles_not_named(programme: Programme, used: Collection[str]) -> Fault | None:
    """Return the fault of a plan of other roles than the usual ones that names none, or None."""
    usual = [*programme.says.roles, *_PAIR_KEYS]
    if "roles" in programme.says.model_fields_set or len(used) < 2:
        return None
    if any(role in usual or nearest(role, usual) for role in used):
        return None
    listed = ", ".join(
        dict.fromkeys(one for pair in programme.pairs.values() for one in pair.members)
    )
    return Fault(
        code="P112",
        message=f"The pairs have {listed}, and the plan names no roles.",
        hint=f"Write above pairs: roles: [{listed}]",
        at=At(programme.file, ("roles",)),
        because=(At(programme.file, ("roles",)),),
    )


def _roles_to_come(programme: Programme) -> Fault:
    """Return the fault of roles that are still to come, where the pairs have theirs."""
    word = next(filter(says_nothing, programme.says.roles))
    used = dict.fromkeys(role for pair in programme.pairs.values() for role in pair.members)
    return Fault(
        code="P113",
        message=f"{word!r} stands for a role that is still to come.",
        hint=f"Write the roles that the pairs have: roles: [{', '.join(used)}]",
        because=(At(programme.file, ("roles",)),),
    )


def _no_role(programme: Programme) -> Fault:
    """Return the fault of the first role that can be no id, with all of them as they can be."""
    roles = programme.says.roles
    at = At(programme.file, ("roles",))
    held = {role for pair in programme.pairs.values() for role in pair.members}
    words = [
        near_id(one, ())
        for role in roles
        for part in BETWEEN.split(_IN_BRACKETS.sub(r"\1", role))
        for one in (part.split() if set(part.split()) <= held else [part])
        if one
    ]
    # `doctors and managers`: the pairs have them as one each.
    words = [next((role for role in held if plural_of(role) == one), one) for one in words]
    wrong = next(role for role in roles if not is_id(role))
    if not held & set(words):  # lines without dashes, read as one
        words = [role for pair in programme.pairs.values() for role in pair.members]
        words = list(dict.fromkeys(words))
    alone = sum(not is_id(role) for role in roles) == 1
    if alone and re.fullmatch(r"[\w-]+", wrong):
        hint = f"Write {near_id(wrong, ())} in its place: small letters, figures and dashes."
        message = f"{wrong!r} cannot be a role."
        return Fault(code="P113", message=message, hint=hint, at=at, because=(at,))
    return Fault(
        code="P113",
        message=f"{wrong!r} cannot be a role.",
        hint=f"Write each as one word, with commas between: roles: [{', '.join(words)}]",
        at=at,
        because=(at,),
    )


_IN_BRACKETS = re.compile(r"[^\[\]]*\[(.*)\].*")
"""Roles in brackets with words beside these: `about [doctor, manager]`."""


def _unknown_role(role: str, pair_id: str, programme: Programme) -> Fault:
    roles = programme.says.roles
    near = meant_by(role, _PAIR_KEYS) or nearest(role, [*roles, *_PAIR_KEYS])
    numbered = re.fullmatch(r"(.*?)[\s_-]*\d", role)
    if near in roles and numbered and numbered[1].casefold() == near:
        near = ""
    listed = ", ".join([*roles, near_id(role, ())])
    hint = f"If it is a role, say so above pairs: with roles: [{listed}]"
    empty = [one for one in roles if one not in programme.pairs[pair_id].members]
    name = programme.pairs[pair_id].members[role].name
    if name in {*empty, *_PAIR_KEYS}:
        near, hint = "", f"Put it the other way round: {name}: {role}"
    elif len(empty) == 1:
        hint = f"Write {empty[0]}: in its place. {hint}"
    both = [one for one in BETWEEN.split(role) if one in roles]
    if len(both) > 1:
        near, hint = "", f"Write each on a line of its own: {both[0]}: Dr A. Example"
    elif role.casefold() in ("people", "members", "team", "staff", "names", "leads", "pair"):
        one, *_ = roles
        near, hint = "", f"Take it out, and write each with a role in front: {one}: Dr A. Example"
    elif role.startswith(("//", "--", ";", "%")):
        near, hint = "", "Put # in front if it is a remark, or else take the signs away."
    elif role in known_keys(Member, ()) and (near != "service" or programme.pairs[pair_id].service):
        near = ""
        hint = f"{role}: belongs to one person: put it under a role, two spaces further in."
    elif not near and (home := home_of(role, ())):
        hint = f"{role}: belongs into {home}."
    elif not near and (above := meant_by(role, known_keys(ProgrammeFile, ()))):
        hint = f"Write it under {above}:, level with pairs:."
    return Fault(
        code="P112",
        message=f"{role!r} is neither a role nor a key of a pair.",
        hint=f"Did you mean {near!r}?" if near else hint,
        at=At(programme.file, ("pairs", pair_id, role), on_key=True),
    )


@rule
def a_roles_first_words_are_for_one(context: CheckContext) -> Iterator[Fault]:
    """The words for a role are those of one member: pages say 'a head', and make the plural."""
    programme = context.plan.programme
    for role, says in programme.says.roles.items():
        if says.one.casefold() == f"{role}s":
            yield Fault(
                code="P193",
                severity="warning",
                message=f"Pages would say 'a {says.one}': these words are for several.",
                hint=f"Write {role}: {role}, or {{one: {role}, many: {says.one}}}",
                at=At(programme.file, ("roles", role)),
            )


@rule
def pairs_have_one_to_four_members(context: CheckContext) -> Iterator[Fault]:
    """A pair is one person to four; where a role is no id, or a pair is one, that is told alone."""
    programme, roles = context.plan.programme, context.plan.programme.says.roles
    for pair_id, pair in programme.pairs.items() if all(map(is_id, roles)) else ():
        if pair_id not in roles and not 1 <= len(pair.members) <= 4:
            yield Fault(
                code="P114",
                message=f"The pair {pair_id!r} has {len(pair.members)} members.",
                hint="A pair has one to four; add a line such as "
                f"{next(iter(roles), 'doctor')}: Dr A. Example",
                at=At(programme.file, ("pairs", pair_id), on_key=True),
            )


@rule
def stock_take_of_the_day_is_known(context: CheckContext) -> Iterator[Fault]:
    """A day that names its stock take names one of the programme's."""
    takes = context.plan.programme.says.stock_takes
    waves = [day.says.stock_take for day in context.plan.days if day.says.stock_take]
    answers = context.plan.folder.glob("private/stock-takes/*.answers.csv")
    wrong = misspelt(takes, [*waves, *(path.name.partition(".")[0] for path in answers)])
    for name, (word, number) in wrong.items():
        yield Fault(
            code="P115",
            message=f"This stock take is called {word!r} elsewhere, {number} times.",
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
