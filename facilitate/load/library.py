"""The library of exercises and the one list of themes: shipped ones first, then the user's."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from facilitate.faults import At, Fault, as_yaml_list, nearest
from facilitate.files import version_of
from facilitate.load.plan_files import not_of_the_kind
from facilitate.load.validate import Validated, validate_lenient
from facilitate.load.words import filled_in
from facilitate.load.yaml_text import read_file
from facilitate.load.yaml_values import YamlText
from facilitate.model import Exercise, Themes
from facilitate.model.plan import DEFAULT_WORDS
from facilitate.model.units import BETWEEN
from facilitate.structs import Struct, field, replace

THEMES = "themes.yaml"


class Library(Struct):
    """Exercises by id, and the words they may use.

    `own` are the ids that come from the user's folder. `sources` holds the places of their keys.
    `partial` are the files that have faults, whose exercises are not in here. `themes_source` is
    the file in which the themes stand.
    """

    exercises: Mapping[str, Exercise]
    themes: Themes
    own: frozenset[str] = frozenset()
    sources: Mapping[str, YamlText] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    themes_source: YamlText | None = None

    def exercise(self, word: str) -> Exercise | None:
        """Return the exercise of that id or name, without regard to case, or None."""
        fold = word.strip().casefold()
        if fold in self.exercises:
            return self.exercises[fold]
        named = (one for one in self.exercises.values() if one.name.casefold() == fold)
        return next(named, None)

    def giving(self, word: str) -> Iterator[Exercise]:
        """Yield the exercises that leave a thread behind, in the order of their ids."""
        every = self.exercises
        ids = every.saying(word) if isinstance(every, _OnceAsked) else every
        yield from (every[id_] for id_ in ids if word in every[id_].gives)

    def names(self) -> tuple[str, ...]:
        """Return every id and name, for finding the nearest to a mistyped one."""
        ids = tuple(self.exercises)
        return ids + tuple(exercise.name for exercise in self.exercises.values())


Part = TypeVar("Part")


class _OnceAsked(Mapping[str, Part]):
    """Shipped exercises, or their sources, by id; each file is read once it is asked for."""

    def __init__(self, files: Iterable[Path], read: Callable[[Path], Any]) -> None:
        self._files = {file.stem: file for file in sorted(files) if file.name != THEMES}
        self._read = read

    def __getitem__(self, name: str) -> Part:
        part: Part = self._read(self._files[name])
        return part

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def saying(self, word: str) -> Iterator[str]:
        """Yield the ids of those in whose files a word stands."""
        files = self._files.items()
        yield from (id_ for id_, file in files if word.encode() in file.read_bytes())


def load_library(
    folders: Mapping[Path, str],
    words: Mapping[str, str] = DEFAULT_WORDS,
    *,
    named: Iterable[str] | None = None,
) -> tuple[Library, tuple[Fault, ...]]:
    """Return the library of these folders; a file of the same name in a later one wins.

    Each folder comes with what it is called in faults. The first is the shipped one. `words` are
    the programme's own, which stand in the texts where they are asked for. What was read last is
    kept, and read again only once one of the files has changed. Where all that a plan has `named`
    are ids of shipped exercises, each is read once it is asked for: a day needs a dozen of them.
    None: all are read, as they are where there are exercises to hold against the shipped ones.
    """
    every = enumerate(folders.items())
    there = tuple((path, shown, number > 0) for number, (path, shown) in every if path.is_dir())
    files = tuple(file for path, _, _ in there for file in (path, *path.glob("*.yaml")))
    said = tuple(words.items())
    ids = None if named is None else frozenset(word.strip().casefold() for word in named)
    has_own = any(is_own and any(path.glob("*.yaml")) for path, _, is_own in there)
    whole = partial(_read_library, there, said, frozenset(version_of(path) for path in files))
    if ids is None or has_own or not ids <= {file.stem for file in files}:
        return whole()
    shipped, shown, _ = there[0]
    read = cache(lambda path: _read_one(path, shown, said, version_of(path)))
    themes = read(shipped / THEMES)
    if not all(read(shipped / f"{id_}.yaml").whole for id_ in ids):
        return whole()
    exercises = _OnceAsked[Exercise](shipped.glob("*.yaml"), lambda path: read(path).value)
    sources = _OnceAsked[YamlText](shipped.glob("*.yaml"), lambda path: read(path).source)
    threads = themes.value or Themes(themes={})
    return Library(exercises, threads, sources=sources, themes_source=themes.source), ()


@lru_cache(maxsize=2)
def _read_library(
    folders: tuple[tuple[Path, str, bool], ...],
    words: tuple[tuple[str, str], ...],
    _: object,
) -> tuple[Library, tuple[Fault, ...]]:
    faults: list[Fault] = []
    exercises: dict[str, Exercise] = {}
    sources: dict[str, YamlText] = {}
    own: set[str] = set()
    partial: set[str] = set()
    themes = Themes(themes={})
    themes_source = None
    for folder, shown, is_own in folders:
        for path in sorted(folder.glob("*.yaml")):
            if wrong := tuple(not_of_the_kind(path, f"{shown}/{path.name}")):
                faults += wrong
                partial.add(f"{shown}/{path.name}")
                continue
            found = _read_one(path, shown, words, version_of(path))
            faults += found.faults
            if path.name == THEMES:
                if found.whole and found.value:
                    themes, themes_source = found.value, found.source
                continue
            if found.value is None or not found.whole:
                partial.add(found.source.file)
                continue
            exercises[path.stem] = found.value
            sources[path.stem] = found.source
            if is_own:
                own.add(path.stem)
    library = Library(exercises, themes, frozenset(own), sources, frozenset(partial), themes_source)
    told = (*_word_faults(library), *_size_faults(library), *_name_faults(library))
    return library, (*faults, *told)


@lru_cache(maxsize=256)
def _read_one(
    path: Path, shown: str, words: tuple[tuple[str, str], ...], _: object
) -> Validated[Any]:
    """Return what one file says; where another one has changed, it is not read again."""
    source = filled_in(read_file(path, f"{shown}/{path.name}"), dict(words))
    if path.name == THEMES:
        return validate_lenient(Themes, source)
    found = validate_lenient(Exercise, source)
    return replace(found, value=found.value and found.value.model_copy(update={"id": path.stem}))


def _size_faults(library: Library) -> Iterable[Fault]:
    """Yield a warning for each of a user's exercises that leaves open who shares its papers."""
    for name in sorted(library.own):
        exercise = library.exercises[name]
        if exercise.counts_groups and not exercise.group_size and not exercise.within:
            source = library.sources[name]
            yield Fault(
                code="P137",
                severity="warning",
                message=f"{exercise.name!r} has no group size, so materials and tables are counted "
                "in fours.",
                hint="Add group size: with the number who work together, such as: group size: 3",
                at=At(source.file, ("name",)),
                place=source.place(("name",)),
            )


def _name_faults(library: Library) -> Iterable[Fault]:
    """Yield a warning for each of a user's exercises that bears the name of another one."""
    for one in sorted(library.own):
        name = library.exercises[one].name
        others = (other for other in library.exercises.values() if other.id != one)
        twin = next((other.id for other in others if other.name.casefold() == name.casefold()), "")
        if twin and (twin not in library.own or twin < one):
            source = library.sources[one]
            yield Fault(
                code="P164",
                severity="warning",
                message=f"{name!r} is the name of another exercise, too: {twin}.",
                hint="Give this one another name; or, if it is to take the other's place, call "
                f"the file {twin}.yaml",
                at=At(source.file, ("name",)),
                place=source.place(("name",)),
            )


def _word_faults(library: Library) -> Iterable[Fault]:
    """Yield a fault for each theme or thread of a user's exercise that is in no list."""
    for name in sorted(library.own):
        exercise = library.exercises[name]
        source = library.sources[name]
        for key, words, known in (
            ("themes", exercise.themes, library.themes.themes),
            ("gives", exercise.gives, library.themes.threads),
            ("uses", exercise.uses, library.themes.threads),
        ):
            for number, word in enumerate(words):
                if word not in known:
                    named = {name: word for word, name in library.themes.names.items()}
                    yield _unknown_word(source, (key, number), word, known, named)


def _unknown_word(
    source: YamlText,
    path: tuple[str | int, ...],
    word: str,
    known: Mapping[str, str],
    named: Mapping[str, str],
) -> Fault:
    """Return the fault of a word of an exercise that is not `known`; `named` are words by name."""
    parts = BETWEEN.split(word.strip())
    hint = f"Known here: {', '.join(known)}."
    if len(parts) > 1 and all(one in known for one in parts):
        hint = as_yaml_list(parts)
    elif near := (
        nearest(word, known)
        or next((one for one in known if word.casefold().startswith(one[:_STEM])), "")
        or named.get(nearest(word, named), "")
    ):
        hint = f"Did you mean {near!r}?" if near in known else hint
    return Fault(
        code="P110",
        message=f"{word!r} is no word of the list for {path[0]!r}.",
        hint=hint,
        at=At(source.file, path),
        place=source.place(path),
    )


_STEM = 5
"""So many letters at its beginning a word shares with another of its family: `trusting`."""


def speaks_of(exercise: Exercise, word: str) -> bool:
    """Say whether a word stands in an exercise's name, purpose, steps, themes or category."""
    steps = " ".join(step.text for step in exercise.steps)
    themes = " ".join(exercise.themes)
    text = (exercise.id, exercise.name, exercise.purpose, exercise.category, steps, themes)
    return word.casefold() in " ".join(text).casefold()
