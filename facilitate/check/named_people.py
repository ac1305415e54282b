"""Everyone who is named in a plan, its days and its private files is somebody who takes part."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from facilitate.check import CheckContext, rule
from facilitate.check.references import MANY, items, misspelt
from facilitate.faults import At, Fault, KeyPath, as_yaml_list, did_you_mean, nearest
from facilitate.load.ids import id_faults, is_id, near_id
from facilitate.model import Programme
from facilitate.model.attendance import bearer_of, choices, known_words, meanings, people_of
from facilitate.model.times_and_dates import is_date
from facilitate.model.units import BETWEEN


@rule
def a_manager_is_no_stock_take(context: CheckContext) -> Iterator[Fault]:
    """Under `manages:` stand people; a name with a date stood under `stock takes:`."""
    programme = context.plan.programme
    for name in _stock_takes_among_managers(programme)[:1]:
        yield Fault(
            code="P102",
            message="The line above this one is missing, which says what these lines are.",
            hint="Write stock takes: on a line of its own above this one.",
            at=At(programme.file, ("stock takes",)),
            place=context.plan.sources[programme.file].place(("manages", name), on_key=True),
        )


def _stock_takes_among_managers(programme: Programme) -> list[str]:
    """Return what stands under `manages:` with a date, where there are no stock takes."""
    says = programme.says
    dated = [boss for boss, whom in says.manages.items() if len(whom) == 1 and is_date(whom[0])]
    return [] if says.stock_takes else dated


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
    intended, shared = _doubtful(context), shared_ids(context)
    no_ids = [one for one in programme.says.sponsors if not is_id(one)]
    named = (*_named(context), *_promised(context))
    services = _services_like_an_id(programme, named)
    for word, (pair, number) in services.items():
        yield Fault(
            code="P131",
            message=f"{word!r} is the id of another pair, by which "
            + ("one place names it." if number == 1 else f"{number} places name it."),
            hint="Call this service something else, such as with its site.",
            at=At(programme.file, ("pairs", pair, "service")),
        )
    for word, places in _gone(context).items():
        yield _no_longer_there(word, places, context)
    for file, path, word in named:
        found = meanings(word, programme)
        pair = next((one for one in programme.pairs if word.startswith(f"{one}-")), "")
        if word.casefold() in services:
            continue
        if len(found) > 1:
            yield Fault(
                code="P131",
                message=f"{word!r} means {' and '.join(one.description for one in found)}.",
                hint=f"Write {choices(found, word)}.",
                at=At(file, path),
                because=(
                    *shared.get(word.strip().casefold(), ()),
                    *_members_by_mistake(word, programme),
                ),
            )
        elif not found and not {_head(word, programme), word.strip().casefold()} & intended:
            yield Fault(
                code="P111",
                message=f"Nobody here is called {word!r}.",
                hint=_who_is_meant(word, path, programme),
                at=At(file, path),
                because=(
                    *(at for ats in shared.values() for at in ats),
                    *(At(programme.file, ("sponsors", one)) for one in no_ids),
                    At(programme.file, ("pairs", pair or _head(word, programme))),
                    # No sponsor is called so: what is wrong with these is no cause of it.
                    *([At(file, path)] if pair else ()),
                )
                if programme.says.sponsors or pair
                else programme.roster,
            )


def _services_like_an_id(
    programme: Programme, named: Sequence[tuple[str, KeyPath, str]]
) -> Mapping[str, tuple[str, int]]:
    """Return ids of pairs that something names and that are another's service.

    With each comes that other pair, and how many places there are.
    """
    often = Counter(word.casefold() for _, _, word in named)
    found = {}
    for pair_id, pair in programme.pairs.items():
        word = pair.service.casefold()
        others = {one.casefold() for one in programme.pairs} - {pair_id.casefold()}
        if word in others and often[word]:
            found[word] = (pair_id, often[word])
    return found


def _members_by_mistake(word: str, programme: Programme) -> Iterator[At]:
    """Yield where a key of a pair, mistyped, makes a member or role of it: `servce: Crisis`."""
    fold = word.strip().casefold()
    for pair_id, pair in programme.pairs.items():
        for role, member in pair.members.items():
            means = {member.name.casefold(), role.casefold(), f"{role}s".casefold()}
            if role not in programme.says.roles and fold in means:
                yield At(programme.file, ("pairs", pair_id, role))


def shared_ids(context: CheckContext) -> Mapping[str, tuple[At, ...]]:
    """Return where each id stands that is the id of two things, which is told there."""
    faults = id_faults(context.plan.programme, context.plan.days)
    return {str(one.at.path[-1]).casefold(): (one.at,) for one in faults if one.at and one.at.path}


def _several(word: str, programme: Programme) -> str:
    """Return what to type for several people who were written as one word; else nothing."""
    if len(ids := [one for one in re.split(r"[\s,;]+", word) if meanings(one, programme)]) > 1:
        return as_yaml_list(ids)
    split, known = BETWEEN.split(word.strip()), known_words(programme)
    for parts in (split, [part for one in split for part in one.split()]):
        meant = [
            _nearly(part, programme) or (nearest(part, known, alike=0.8) if parts is split else "")
            for part in parts
            if part
        ]
        if len(set(meant)) > 1 and all(meant):
            return as_yaml_list(meant)
    return ""


def _nearly(word: str, programme: Programme) -> str:
    """Return a word that means somebody, or the id of whoever bears that name without a title."""
    return word if meanings(word, programme) else bearer_of(word, programme)


NO_ONE = frozenset({"nobody", "none", "no one", "no-one", "n/a", "-", "nil", "no"})
OTHERS = frozenset({"others", "the others", "other", "remaining", "all others", "everybody else"})


WHOLE_GROUP = frozenset({"the group", "group", "the whole group", "whole group", "the team"})


def _in_other_words(fold: str, programme: Programme) -> str:
    """Return who is meant by `the group`, `the manager of crisis` or `crisis' manager`."""
    if fold in WHOLE_GROUP:
        return "all"
    for role in programme.says.roles:  # `rehabilitation doctor`
        pair = fold.removesuffix(f" {role}")
        ids = (one.id for one in people_of(pair, programme) if one.pair and one.role == role)
        if pair != fold and (found_id := next(ids, "")):
            return found_id
    found = re.fullmatch(r"(?:the )?(\S+) (?:of|from|at|in) (?:the )?(.+)", fold)
    owned = re.fullmatch(r"(.+?)['’]s? (\S+)", fold)
    role, pair = found.groups() if found else reversed(owned.groups()) if owned else ("", "")
    ids = (one.id for one in people_of(pair, programme) if one.pair and one.role == role)
    return next(ids, "")


_ONE_OWNER = frozenset({"who", "witness", "sponsor", "owner"})
"""Keys after which one word stands and no list."""


_ALL_BUT = re.compile(r"(?:all|everyone|everybody)(?: of us)? (?:but|except|without|bar) (.+)")


def _all_but(fold: str, path: KeyPath, programme: Programme) -> str:
    """Return what to write for everybody without somebody: `all but crisis`; else nothing."""
    found = _ALL_BUT.fullmatch(fold)
    if not found or not meanings(found[1], programme):
        return ""
    if path[:1] == ("present",):
        return f"Take present: out, and write absent: {found[1]}"
    return f"Write each of the others, with commas, in brackets, and not {found[1]}."


_OF_MANY = re.compile(r"\b(the|both|pairs?|teams?)\b ?", re.IGNORECASE)
"""Words beside ids that name nobody: `crisis and rehab pairs`."""


def _who_is_meant(word: str, path: KeyPath, programme: Programme) -> str:
    """Return what to write instead of a word that names nobody."""
    word = word.strip("() ")
    fold = word.casefold()
    if fold in NO_ONE and path[-2:-1] == ("absent",):
        return "If nobody is, take the line out."
    if without := _all_but(fold, path, programme):
        return without
    if (fold in OTHERS or fold.startswith("rest ")) and "who" in path:
        return "Did you mean 'the rest'?"
    every = re.sub(r"^(?:all|every|each|the|both)(?: of)?(?: the)? ", "", fold)
    if every != fold and meanings(every, programme):
        return f"Did you mean {every!r}?"
    hyphenated = re.sub(r"[\s._]+", "-", fold)
    one = hyphenated if meanings(hyphenated, programme) else _nearly(word, programme)
    one = one or _in_other_words(fold, programme)
    if not one and path[-1] in _ONE_OWNER and (several := _several(word, programme)):
        first = several.partition("[")[2].partition(",")[0]
        return f"Name one here: {path[-1]}: {first}"
    alone = _OF_MANY.sub("", word).removeprefix(f"{path[0]} ")  # `exec: manages A and B`
    if not one and (several := _several(alone, programme)):
        return several
    if one:
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
    words = [word for _, _, word in (*_named(context), *_promised(context))]
    words += [*private.sharing, *private.access]
    defined = [*programme.pairs, *programme.says.sponsors]
    heads = [_head(word, programme) for word in words]
    found = misspelt(
        defined,
        [
            head
            for head, word in zip(heads, words, strict=True)
            if head != word.casefold() or not people_of(word, programme) or head in defined
        ],
    )
    # A sponsor's id has no role behind it.
    of_pairs = {head for head, word in zip(heads, words, strict=True) if head != word.casefold()}
    return {
        name: (word, number)
        for name, (word, number) in found.items()
        if name in programme.pairs or word not in of_pairs
    }


def _gone(context: CheckContext) -> Mapping[str, Sequence[At]]:
    """Return ids that many places name and nothing bears, as after a line was taken out.

    Of a pair that is gone its people's ids count as the pair's.
    """
    programme, private = context.plan.programme, context.plan.private
    defined = {one.casefold() for one in (*programme.pairs, *programme.says.sponsors)}
    named = [(word, At(file, path)) for file, path, word in (*_named(context), *_promised(context))]
    for name, entries in (("sharing", private.sharing), ("access", private.access)):
        named += [(word, At(f"private/{name}.yaml", (name, word), on_key=True)) for word in entries]
    nobodys = [(word, at) for word, at in named if not meanings(word, programme)]
    if len(nobodys) < 2 or not all(map(is_id, programme.says.sponsors)):
        return {}
    meant = {word for word, _ in _misspelt_ids(context).values()} | _misread(programme)
    found = defaultdict[str, list[At]](list)
    for word, at in nobodys:
        head, fold = _head(word, programme), word.strip().casefold()
        if is_id(fold) and head not in meant:
            found[fold if head in defined else head].append(at)
    known = known_words(programme)
    has_sponsors = bool(programme.says.sponsors)
    return {
        word: places
        for word, places in found.items()
        if len(places) >= (MANY if _head(word, programme) == word and has_sponsors else 2)
        and (_head(word, programme) != word or not nearest(word, known))
    }


def _no_longer_there(word: str, places: Sequence[At], context: CheckContext) -> Fault:
    """Return the fault of an id that nothing bears, at what would hold it, with who names it."""
    programme, sources = context.plan.programme, context.plan.sources
    head = _head(word, programme)
    of_pair = any(at.file.startswith("private/") for at in places)
    of_pair |= any(_head(str(at.path[-1]), programme) != str(at.path[-1]) for at in places)
    of_sponsor = any(
        at.path[-1] == "sponsor" or at.path[:1] == ("manages",) == at.path[:-1] for at in places
    )
    key = "sponsors" if of_sponsor or not of_pair else "pairs"
    lines = defaultdict[str, list[int]](list)
    for at in places:
        line = (
            sources[at.file].place(at.path, on_key=at.on_key).line if at.file in sources else None
        )
        lines[at.file] += [line] if line and line not in lines[at.file] else []
    where = "; ".join(
        f"{file}, line{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers[:MOST_LISTED]))}"
        + " and more" * (len(numbers) > MOST_LISTED)
        for file, numbers in lines.items()
    )
    whole = head != word
    role = word.removeprefix(f"{head}-")
    back = f"Add {role}: to the pair {head}" if whole else f"Add {word}: under {key}:"
    return Fault(
        code="P111",
        message=f"Nobody here is called {word!r}, and {len(places)} places name it.",
        hint=f"{back}, or take it out of {where}.",
        at=At(programme.file, ("pairs", head) if whole else (key,), on_key=True),
        because=() if _has_members(head, programme) else (At(programme.file, ("pairs", head)),),
    )


def _left_out(person: str, pair: str, programme: Programme) -> str:
    """Return what to write for somebody whom a pair has a role for, and no name; else nothing."""
    role = person.removeprefix(f"{pair}-")
    if pair not in programme.pairs or role not in programme.says.roles:
        return ""
    return f"Write {role}: and a name in the pair {pair}, or take the entry out."


def _has_members(pair: str, programme: Programme) -> bool:
    return pair in programme.pairs and bool(programme.pairs[pair].members)


def _doubtful(context: CheckContext) -> frozenset[str]:
    """Return the pairs whose mentions are not told, since the slip is told where they stand."""
    programme = context.plan.programme
    misspelt = (word for word, _ in _misspelt_ids(context).values())
    return frozenset({*misspelt, *_gone(context), *_misread(programme)})


def _misread(programme: Programme) -> Set[str]:
    """Return the pairs whose own id, or the key of one of whose members, is told as wrong."""
    found: set[str] = set()
    for name, pair in programme.pairs.items():
        if not is_id(name) or any(role not in programme.says.roles for role in pair.members):
            found |= {name.casefold(), near_id(name, ())}
    return found


def _named(context: CheckContext) -> Iterator[tuple[str, KeyPath, str]]:
    programme = context.plan.programme
    for file, path, item in items(context):
        yield from _words(file, (*path, "who"), item.who)
    for day in context.plan.days:
        yield from _words(day.file, ("present",), day.says.present)
        yield from _words(day.file, ("absent",), day.says.absent)
    says, file = programme.says, programme.file
    takes = _stock_takes_among_managers(context.plan.programme)
    for boss, reports in says.manages.items():
        if boss in takes:
            continue
        yield file, ("manages", boss), boss
        yield from _words(file, ("manages", boss), reports)
    for number, line in enumerate(says.keep_apart):
        yield from _words(file, ("keep apart", number), line)
    for person in says.coaching:
        yield file, ("coaching", person), person
    for person in says.coaching_done:
        yield file, ("coaching done", person), person
    for coach, one in says.coaches.items():
        yield from _words(file, ("coaches", coach, "coaches"), one.coaches)
    for person, sponsor in says.needs_agreed_with.items():
        yield file, ("needs agreed with", person), person
        yield file, ("needs agreed with", person), sponsor


def _promised(context: CheckContext) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield whose a promise or a measure is, and who asks about it."""
    says, file = context.plan.programme.says, context.plan.programme.file
    for number, promise in enumerate(says.promises):
        yield file, ("promises", number, "sponsor"), promise.sponsor
    for number, outcome in enumerate(says.outcomes):
        if outcome.owner:
            yield file, ("outcomes", number, "owner"), outcome.owner
    for number, action in enumerate(context.plan.actions):
        for key, word in (("who", action.who), ("witness", action.witness)):
            if word or key == "who":
                yield "actions.yaml", ("actions", number, key), word


@rule
def nobody_stands_twice_in_a_list(context: CheckContext) -> Iterator[Fault]:
    """A list has somebody once: of two that are the same, one was probably meant for another."""
    seen: set[tuple[str, KeyPath, tuple[str, ...]]] = set()
    for file, path, word in _named(context):
        people = tuple(one.id for one in people_of(word, context.plan.programme))
        if not isinstance(path[-1], int) or not people or path[0] == "coaches":
            continue
        if (here := (file, path[:-1], people)) in seen:
            yield Fault(
                code="P182",
                severity="warning",
                message=f"{word!r} stands here twice.",
                hint="Write the other one who was meant, or take one out.",
                at=At(file, path),
            )
        seen.add(here)


@rule
def who_leads_is_spelt_as_in_the_plan(context: CheckContext) -> Iterator[Fault]:
    """Whoever leads may come from outside; a name of the plan with a slip in it is printed so."""
    programme = context.plan.programme
    known = {*known_words(programme), "facilitator"}
    known |= {one.name.partition(",")[0] for one in programme.people if not one.pair}
    known |= {word for id_, one in programme.says.coaches.items() for word in (id_, one.name)}
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
                because=(At(programme.file, ("coaches",)), *programme.roster),
            )


def _differs_in_letters(word: str, other: str) -> bool:
    """Say whether two names differ by a letter or two of their words, and not by whole words."""
    ones, others = word.split(), other.split()
    return len(ones) == len(others) and all(
        nearest(one, [two], alike=0.75) for one, two in zip(ones, others, strict=True)
    )


def _words(file: str, path: KeyPath, words: Iterable[str]) -> Iterator[tuple[str, KeyPath, str]]:
    for number, word in enumerate(words):
        yield file, (*path, number), word


@rule
def private_files_name_people(context: CheckContext) -> Iterator[Fault]:
    """Everyone in the private files takes part; a slip there would lose somebody's choice."""
    private, programme = context.plan.private, context.plan.programme
    ids = {person.id for person in programme.people}
    vacant = {person.id for person in programme.people if person.vacant}
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
            head = _head(person, programme)
            if person not in ids and not {head, person} & intended:
                yield Fault(
                    code="C101",
                    message=f"Nobody has the id {person!r}.",
                    hint=_id_of(person, programme)
                    or _left_out(person, head, programme)
                    or _near_id_of(person, programme),
                    at=At(f"private/{name}.yaml", (name, person), on_key=True),
                    because=()
                    if _has_members(head, programme)
                    else (At(programme.file, ("pairs", head)), *_like_no_id(person, programme)),
                )


@rule
def a_code_is_one_person(context: CheckContext) -> Iterator[Fault]:
    """Behind a code stands one person's id, or a name; whoever was spoken with may be no member."""
    programme = context.plan.programme
    begins = tuple(f"{pair}-" for pair in programme.pairs)
    ends = tuple(f"-{role}" for role in programme.says.roles)
    for code, word in context.plan.private.identities.items():
        if len(people_of(_nearly(word, programme), programme)) == 1:
            continue
        parts = (_nearly(part, programme) for part in BETWEEN.split(word))
        ids = dict.fromkeys(one.id for part in parts for one in people_of(part, programme))
        as_id = "-".join(word.split())  # `crisis doctor`, but no name in small letters
        posts = as_id.endswith(ends) or as_id.startswith(begins)
        if ids or (is_id(as_id) and ("-" in word or posts)):
            said = "This is not one person alone."
            if is_id(as_id):
                # It may be somebody's name: the word itself stands in the file alone.
                said = "Nobody here has this id." if as_id == word else "An id has no spaces."
            yield Fault(
                code="C101",
                severity="warning",
                message=said,
                hint=f"Write {' or '.join(ids)} here." if ids else _near_id_of(as_id, programme),
                at=At("private/identities.yaml", ("codes", code)),
                because=programme.roster,
            )


def _near_id_of(word: str, programme: Programme) -> str:
    ids = [one.id for one in programme.people]
    such = next((one.id for one in programme.people if one.pair), "crisis-doctor")
    return did_you_mean(word, ids, otherwise=f"A person's id is PAIR-ROLE, such as {such}.")


def _like_no_id(person: str, programme: Programme) -> Iterator[At]:
    """Yield where sponsors stand by what is no id, or by this one in other capitals."""
    for id_ in programme.says.sponsors:
        if not is_id(id_) or id_.casefold() == person.casefold():
            yield At(programme.file, ("sponsors", id_))


def _id_of(word: str, programme: Programme) -> str:
    """Return the ids to write for a name or a pair, or nothing where it means nobody."""
    found = [one.id for one in people_of(word, programme)]
    if not found:
        found = [
            one.id for one in programme.people if word.casefold() in one.name.casefold().split()
        ]
    if not found:
        return ""
    each = "" if len(found) == 1 else ", an entry for each"
    return f"Write {' and '.join(found)} here{each}."
