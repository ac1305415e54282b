"""Names that must mean something: exercises, people, pairs, themes, roles, stock takes."""

import re
from collections.abc import Iterable, Iterator

from facilitate.check.rules import Scene, rule
from facilitate.faults import At, Fault, KeyPath, did_you_mean
from facilitate.model import Item, Programme
from facilitate.schedule.who import known_words, people_of

_ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,40}$")
_RESERVED = frozenset({"con", "prn", "aux", "nul", "group", "pairs", "people", "print", "sponsors"})


def items(scene: Scene) -> Iterator[tuple[str, KeyPath, Item]]:
    """Yield every item of every day, tracks of parallel items included, with file and path."""
    for day in scene.plan.days:
        for number, item in enumerate(day.says.agenda):
            yield day.file, ("agenda", number), item
            for inner, track in enumerate(item.parallel or ()):
                yield day.file, ("agenda", number, "parallel", inner), track


@rule
def unknown_exercise(scene: Scene) -> Iterator[Fault]:
    """Every item names an exercise in the library."""
    library = scene.plan.library
    for file, path, item in items(scene):
        if item.exercise and library.exercise(item.exercise) is None:
            yield Fault(
                code="P103",
                message=f"{item.exercise!r} is not a known exercise.",
                hint=did_you_mean(
                    item.exercise, library.names(), otherwise="See: facilitate exercises list"
                ),
                at=At(file, (*path, "exercise")),
            )


@rule
def ids_fit_file_names(scene: Scene) -> Iterator[Fault]:
    """Ids of pairs and sponsors are small letters, figures and dashes, since files bear them."""
    programme = scene.plan.programme
    for key, ids in (("pairs", programme.says.pairs), ("sponsors", programme.says.sponsors)):
        for name in ids:
            if not _ID.match(name) or name in _RESERVED:
                yield Fault(
                    code="P113",
                    message=f"{name!r} cannot be an id.",
                    hint=f"Use small letters, figures and dashes, such as {_slug(name)!r}.",
                    at=At(programme.file, (key, name), on_key=True),
                )


def _slug(name: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
    return f"{word or 'pair'}-1" if word in _RESERVED or not word else word


@rule
def members_have_known_roles(scene: Scene) -> Iterator[Fault]:
    """A key of a pair is a role of the programme, or one of the pair's own keys."""
    programme = scene.plan.programme
    roles = programme.says.roles
    for pair_id, pair in programme.pairs.items():
        for role in pair.members:
            if role not in roles:
                known = [*roles, "service", "site", "challenge", "watch for"]
                yield Fault(
                    code="P112",
                    message=f"{role!r} is neither a role nor a key of a pair.",
                    hint=did_you_mean(role, known) or "List it under roles: if it is a role.",
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
def everyone_named_is_known(scene: Scene) -> Iterator[Fault]:
    """Whoever is named in a plan takes part in the programme."""
    programme = scene.plan.programme
    for file, path, word in _named(scene):
        if not people_of(word, programme):
            yield Fault(
                code="P111",
                message=f"Nobody here is called {word!r}.",
                hint=did_you_mean(
                    word, known_words(programme), otherwise="Use a pair's or a person's id."
                ),
                at=At(file, path),
            )


def _named(scene: Scene) -> Iterator[tuple[str, KeyPath, str]]:
    programme = scene.plan.programme
    for file, path, item in items(scene):
        yield from _words(file, (*path, "who"), item.who)
    for day in scene.plan.days:
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


def _words(file: str, path: KeyPath, words: Iterable[str]) -> Iterator[tuple[str, KeyPath, str]]:
    for number, word in enumerate(words):
        yield file, (*path, number), word


@rule
def private_files_name_people(scene: Scene) -> Iterator[Fault]:
    """Everyone in the private files takes part; a slip there would lose somebody's choice."""
    private = scene.plan.private
    ids = {person.id for person in scene.plan.programme.people()}
    for name, entries in (("sharing", private.sharing), ("access", private.access)):
        for person in entries:
            if person not in ids:
                yield Fault(
                    code="C101",
                    message=f"Nobody has the id {person!r}.",
                    hint=did_you_mean(
                        person, ids, otherwise="A person's id is PAIR-ROLE, such as crisis-doctor."
                    ),
                    at=At(f"private/{name}.yaml", (name, person), on_key=True),
                )


@rule
def stock_take_of_the_day_is_known(scene: Scene) -> Iterator[Fault]:
    """A day that names its stock take names one of the programme's."""
    takes = scene.plan.programme.says.stock_takes
    for day in scene.plan.days:
        wave = day.says.stock_take
        if wave and wave not in takes:
            yield Fault(
                code="P115",
                message=f"The programme has no stock take called {wave!r}.",
                hint=did_you_mean(wave, takes, otherwise="List it under stock takes:"),
                at=At(day.file, ("stock take",)),
            )


def name_of(programme: Programme, person_id: str) -> str:
    """Return a person's name for a message, or the id where there is no name."""
    return next((p.name for p in programme.people() if p.id == person_id and p.name), person_id)
