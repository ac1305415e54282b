"""What is wrong with a file's values, in an organiser's words."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import At, Fault, KeyPath, Place, in_brackets, nearest, without_echoes
from facilitate.load.file_kinds import known_keys, takes_any_key, takes_list
from facilitate.load.ids import near_id
from facilitate.load.key_hints import (
    EXAMPLE_LINES,
    KINDS_WITH_LENGTH,
    LONGEST,
    as_item,
    comma_hint,
    example_after,
    example_of,
    hint_for,
    meant_by,
    on_one_line,
    with_a_title,
)
from facilitate.load.private_words import PRIVATE
from facilitate.load.repair import Repair
from facilitate.load.yaml_line import keyed, last_under, quoted
from facilitate.load.yaml_values import YamlText, read_lines, value_at
from facilitate.model.plan import KINDS
from facilitate.model.times_and_dates import from_when_to_when, is_date
from facilitate.model.units import BETWEEN

Model = TypeVar("Model", bound=BaseModel)

Kind = Literal[
    "missing",
    "empty",
    "sign",
    "unknown",
    "choice",
    "unreadable",
    "no kind",
    "two kinds",
    "no name",
    "words",
    "number",
    "yes or no",
    "date",
    "list",
    "keys",
    "other",
]
"""What is wrong with a value; from `words` on, what else was wanted instead of it."""

PYDANTIC: Mapping[str, Kind] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "literal_error": "choice",
    "string_type": "words",
    "int_type": "number",
    "int_parsing": "number",
    "float_type": "number",
    "bool_type": "yes or no",
    "date_type": "date",
    "tuple_type": "list",
    "dict_type": "keys",
    "model_type": "keys",
    "unreadable": "unreadable",
    "no_kind": "no kind",
    "two_kinds": "two kinds",
    "no_name": "no name",
}
"""What pydantic and our models call it, and what it is."""

FOLLOWS = "default_factory_not_called"
"""What pydantic calls a value that would be worked out from one that is told already."""

_WANTED: Mapping[Kind, str] = {
    "words": "words",
    "number": "a number",
    "yes or no": "yes or no",
    "date": "a date",
    "list": "a list",
    "keys": "keys of its own",
    "other": "something else",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a value, and the fault that tells it."""

    kind: Kind
    path: KeyPath
    value: Any
    fault: Fault

    @property
    def line(self) -> int:
        """The line at which it is told; 0 where it has none."""
        return (self.fault.place.line if self.fault.place else 0) or 0

    @property
    def is_of_shape(self) -> bool:
        """Whether something else was wanted, such as a list."""
        return self.kind in _WANTED


@dataclass(frozen=True, slots=True)
class Check(Generic[Model]):
    """A file looked at once: its value if there is one, and its problems without echoes."""

    value: Model | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [one for one in self.problems if one.fault.severity == "error"]

    @staticmethod
    def of(model: type[Model], source: YamlText) -> "Check[Model]":
        """Return a file looked at."""
        if not isinstance(source.data, dict):
            return Check(None)
        value, errors = None, []
        try:
            value = model.model_validate(source.data)
        except ValidationError as error:
            errors = _of(error)
        if not errors and not source.empty:
            return Check(value)
        describe = _Describe(model, source, errors)
        problems = [describe.problem(one) for one in errors]
        misshapen = {one.path for one in problems if one.is_of_shape}
        problems += describe.empty_keys({one.path for one in problems}, misshapen)
        problems = [one for one in problems if one.path != (describe.headless,)]
        told = without_echoes([one.fault for one in problems])
        kept = {id(fault) for fault in told}
        return Check(value, tuple(one for one in problems if id(one.fault) in kept))


@dataclass(frozen=True, slots=True)
class Reading(Generic[Model]):
    """A file as it is read, perhaps with lines mended, and looked at as one of a model."""

    source: YamlText
    model: type[Model]
    check: Check[Model]

    @staticmethod
    def of(source: YamlText, model: type[Model]) -> "Reading[Model]":
        """Return a file looked at."""
        return Reading(source, model, Check.of(model, source))

    @property
    def errors(self) -> list[Problem]:
        """The errors of the model and of the YAML itself, these first, less its repairs."""
        doubled = self.source.faults[len(self.source.repairs) :] if self.is_yaml else ()
        found = [
            Problem("other", (), None, one)
            for one in doubled
            if one.severity == "error" and one.code[0] == "Y"
        ]
        return found + self.check.errors

    @property
    def is_yaml(self) -> bool:
        """Whether anything at all could be read."""
        return self.source.data is not None

    def try_lines(self, lines: Sequence[str]) -> "Reading[Model]":
        """Return the file as it reads with other lines."""
        return Reading.of(read_lines(lines, self.source.file), self.model)

    def with_tried(self, tried: "Reading[Model]", repairs: Iterable[Repair]) -> "Reading[Model]":
        """Return the file as it was tried, with the repairs told at the lines that it has."""
        return replace(tried, source=self.source.as_tried(tried.source, repairs))


def _of(error: ValidationError) -> list[Any]:
    return [one for one in error.errors(include_url=False) if one["type"] != FOLLOWS]


def _errors(model: type[BaseModel], data: Any) -> list[Any]:
    """Return what pydantic says is wrong with values."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return _of(error)
    return []


_OF_A_MEMBER = 3
"""How many steps lead to somebody of a pair: `pairs`, the pair's id and the role."""


def roles_of(source: YamlText) -> tuple[str, ...]:
    """Return the roles that a plan names; else those that it has without naming any."""
    given = source.data.get("roles") if isinstance(source.data, dict) else None
    return tuple(one for one in given or ("doctor", "manager") if isinstance(one, str))


class _Describe:
    """Puts the errors of one file into an organiser's words."""

    def __init__(self, model: type[BaseModel], source: YamlText, errors: Sequence[Any]) -> None:
        self.model, self.source = model, source
        self.quotes = not source.file.startswith(PRIVATE)
        self.headless = ""
        self.unknown: dict[KeyPath, list[str]] = {}
        self.missing: dict[KeyPath, list[str]] = {}
        for error in errors:
            *outer, key = error["loc"] or ("",)
            if error["type"] == "extra_forbidden":
                self.unknown.setdefault(tuple(outer), []).append(str(key))
            elif error["type"] == "missing":
                self.missing.setdefault(tuple(outer), []).append(str(key))

    def problem(self, error: Any) -> Problem:
        """Return one of pydantic's errors as a problem."""
        path = tuple(error["loc"])
        kind = PYDANTIC.get(error["type"], "other")
        value, facts = error.get("input"), error.get("ctx") or {}
        if kind == "missing":
            fault = self._missing(path)
        elif kind == "unknown":
            fault = self._unknown(path, value)
        elif kind == "choice":
            fault = self._no_choice(path, value, facts)
        elif kind in _WANTED:
            fault = self._not_wanted(kind, path, value)
        else:
            fault = self._refused(kind, path, value, facts)
        return Problem(kind, path, value, fault)

    def empty_keys(self, told: set[KeyPath], misshapen: set[KeyPath]) -> Iterator[Problem]:
        """Yield a problem for each key with nothing after it of which nothing is told yet."""
        for path in self.source.empty:
            key = str(path[-1])
            known = known_keys(self.model, path[:-1])
            if path in told or not isinstance(path[-1], str):
                continue
            if any(path[:length] in misshapen for length in range(1, len(path))):
                continue  # its place is wrong, so nothing can be said of it
            found = keyed(key, known)
            beside = value_at(self.source.data, path[:-1])
            if found and found.key in known and key not in known and found.key not in beside:
                message = f"There is no colon and space after {found.key!r}."
                right = found.right if self.quotes else f"{found.key}: …"
                fault = self._fault("P102", message, f"Write {right}", path, on_key=True)
                yield Problem("sign", path, None, fault)
                continue
            if key in known or (path[:1] == ("pairs",) and key in self._roles):
                fault = self._left_empty(path, key)
            elif (wrong := self._comma_for_colon(path)) is not None:
                fault = wrong
            elif self._is_cut_off_by_a_comma(path):
                fault = self._unknown(path)
            elif (wrong := self._entry_in_braces(path, key)) is not None:
                fault = wrong
            elif takes_any_key(self.model, path[:-1]) and not nearest(key, known):
                fault = replace(self._missing(path), hint=self._entry_to_write(path, beside))
            else:
                fault = self._unknown(path)
            yield Problem("empty", path, None, fault)

    def _is_cut_off_by_a_comma(self, path: KeyPath) -> bool:
        """Say whether words belong to the text before the comma; not so `repeat 2027-11-12`."""
        key = str(path[-1])
        words = " " in key and not is_date(key.partition(" ")[2])
        return (words or takes_list(self.model, path[:-1])) and bool(self._comma_before(path)[0])

    def _entry_to_write(self, path: KeyPath, beside: Any) -> str:
        """Return what to write for an id, or somebody of a pair, that has nothing after it."""
        key = str(path[-1])
        if path[0] != "pairs" or len(path) != _OF_A_MEMBER:
            return f"Write what belongs to {key}: on the lines below it, two spaces further in."
        roles = [one for one in self._roles if one in key.split() and one not in beside]
        role = (*roles, key)[0]
        return f"Write {role}: and a name, or {role}: vacant"

    def _entry_in_braces(self, path: KeyPath, key: str) -> Fault | None:
        """Return the fault of an entry in braces that has no colon, or no name: `{2027-02-12}`."""
        line = self.source.place(path, on_key=True).source
        braces = re.search(r"\{[^{}]*" + re.escape(key), line)
        if not braces or not takes_any_key(self.model, path[:-1]) or not self.quotes:
            return None
        first, _, rest = key.partition(" ")
        if rest and len(path) == 3 and path[0] == "pairs" and first not in self._roles:
            message = f"No key stands in front of {key!r}."
            return self._fault("P102", message, f"Write service: {key}", path, on_key=True)
        if rest:
            message = f"There is no colon and space after {first!r}."
            return self._fault("P102", message, f"Write {first}: {rest}", path, on_key=True)
        if path[:-1] == ("roles",):
            named = [str(one[-1]) for one in self.source.keys if one[:-1] == ("roles",)]
            hint = f"Write square brackets: roles: [{', '.join(named)}]"
            message = f"{key!r} has no words of its own here."
            return self._fault("P102", message, hint, path, on_key=True, first=("roles", named[0]))
        such = EXAMPLE_LINES.get(str(path[-2]) if len(path) > 1 else "", "name: value")
        hint = f"Write a name and a colon in front of it, such as {such}"
        return self._fault("P102", f"{key!r} has no name here.", hint, path, on_key=True)

    def _comma_for_colon(self, path: KeyPath) -> Fault | None:
        """Return the fault of a name and its value with a comma between: `{2027-09-06, 9}`."""
        outer = path[:-1]
        there = [one for one in self.source.keys if one[:-1] == outer]
        bare = [one for one in self.source.empty if one[:-1] == outer]
        in_braces = "{" in self.source.place(path, on_key=True).source
        if there != bare or len(bare) != 2 or not in_braces or outer == ("roles",):
            return None
        if all(str(one[-1]).partition(" ")[0] in self._roles for one in bare):
            return None
        if not takes_any_key(self.model, outer) or not self.quotes:
            return None
        message = "There is a comma here where a colon is wanted."
        hint = f"Write {{{bare[0][-1]}: {bare[1][-1]}}}"
        return self._fault("P102", message, hint, path, on_key=True, first=bare[0])

    def _left_empty(self, path: KeyPath, key: str) -> Fault:
        hint = f"Write something after {key}: or take the line out."
        if path[:1] == ("pairs",) and len(path) == 3 and key in self._roles:
            return replace(self._missing(path), hint=f"Write a name, or {key}: vacant")
        if key in KINDS_WITH_LENGTH:
            hint = f"Write its length: {key}: 15m"
        if any(isinstance(step, int) for step in path):
            return replace(self._missing(path), hint=hint)
        message = f"{key!r} has nothing after it, so it is left out."
        return replace(self._fault("P109", message, hint, path, on_key=True), severity="warning")

    def _fault(
        self,
        code: str,
        message: str,
        hint: str,
        path: KeyPath,
        *,
        on_key: bool = False,
        because: tuple[KeyPath, ...] = (),
        first: KeyPath | None = None,
    ) -> Fault:
        """Return a fault with its place; the same at `first` is one mistake, and is told there."""
        if first not in (None, path):
            because = (*because, first)
        return Fault(
            code=code,
            message=message,
            hint=hint,
            at=At(self.source.file, path, on_key),
            place=self.source.place(path, on_key=on_key),
            because=tuple(At(self.source.file, cause) for cause in because),
        )

    def _missing(self, path: KeyPath) -> Fault:
        key, outer = str(path[-1]), path[:-1]
        pairless = "pairs" in self.missing.get((), []) and outer in self.unknown
        if pairless and outer[:1] == ("sponsors",) and len(outer) == 2:
            return self._without_pairs(path)
        if path in self.source.keys:
            message = f"{key!r} has nothing after it."
            return self._fault("P102", message, example_after(key), path, on_key=True)
        # A required key that is mistyped is unknown and missing at once.
        others = self.unknown.get(outer, [])
        one_each = len(path) > 1 and len(others) == 1 == len(self.missing[outer])
        other = next((one for one in others if meant_by(one, [key])), "")
        mistyped = others[0] if one_each else nearest(key, others) or other
        because = [(*outer, mistyped), path] if mistyped else [path]
        signs = [one for one in self.source.empty if one[:-1] == outer]
        held = {one for one in self.source.keys if one[:-1] == outer}
        alone = len(self.missing[outer]) == 1 and (len(signs) == 1 or set(signs) == held)
        because += [
            one
            for one in signs
            if alone or ((found := keyed(str(one[-1]), [key])) and found.key == key)
        ]
        message = f"{key!r} is missing here."
        if line := self._on_a_mended_line(key, outer) or self._words_alone(outer):
            place = Place(self.source.file, line)
            return replace(self._fault("P102", message, "", outer), place=place)
        hint = example_of(path)
        place = self.source.place(outer)
        if place.source[(place.column or 1) - 1 :].startswith("{"):
            hint = hint.replace("Add a line such as:", "Add between the braces, such as:")
            hint = hint.replace("Add a line that starts with", "Add between the braces")
        return self._fault("P102", message, hint, outer, because=tuple(because))

    @staticmethod
    def _in_its_place(missing: str, value: Any) -> str:
        """Return how to write a value under the one key that is missing beside it, or nothing."""
        brief = isinstance(value, str) and len(value) <= LONGEST
        return f"Write {missing}: {value}" if brief else ""

    def _on_a_mended_line(self, key: str, outer: KeyPath) -> int:
        """Return the line of an entry that holds a key and was mended, told already; else 0."""
        spot = self.source.keys.get(outer) or self.source.values.get(outer)
        lines = self.source.lines
        first = spot.line if spot else 1
        entry = range(first, (last_under(lines, first) if outer else len(lines)) + 1)
        told = (one.line for one in self.source.repairs if one.line in entry)
        return next((line for line in told if f" {key}: " in lines[line - 1]), 0)

    def _words_alone(self, outer: KeyPath) -> int:
        """Return the line of words without a key in an entry of a list, told already; else 0."""
        if not any(isinstance(step, int) for step in outer) or outer not in self.source.values:
            return 0
        first = self.source.values[outer].line
        last = last_under(self.source.lines, first)
        lines = (one.line for one in self.source.repairs if (one.mended or "").lstrip()[:1] == "#")
        return next((line for line in lines if first <= line <= last), 0)

    def _unknown(self, path: KeyPath, value: Any = None) -> Fault:
        key, outer = str(path[-1]), path[:-1]
        missing = self.missing.get(outer, [])
        known = list(dict.fromkeys([*missing, *known_keys(self.model, outer)]))
        if value is None and path in self.source.empty:
            fault = self._without_key(path, known)
        else:
            fault = self._misplaced(path, value)
        if fault is None:
            message = f"{self._quoted(key)} is not a key that is known here."
            holder = value_at(self.source.data, outer)
            hint = hint_for(key, value, holder, path, known) if self.quotes else _listed(known)
            others = self.unknown.get(outer, ())  # a key with nothing after it is not there
            alone = len(missing) == 1 == len(others) and not nearest(key, missing)
            if alone and self.quotes and outer:
                hint = self._in_its_place(missing[0], value) or hint
            fault = self._fault("P101", message, hint, path, on_key=True)
            # What follows from the key that is meant follows from this one.
            meant = meant_by(key, known) or nearest(key, known)
            if not outer and meant and (meant,) not in self.source.keys:
                fault = replace(fault, at=At(self.source.file, (meant,)))
        return fault

    def _strayed(self, path: KeyPath) -> Fault | None:
        """Return the fault of a key that is missing further out and stands in here; else None."""
        for length in range(len(path) - 1):
            home = (*path[:length], path[-1])
            if path[-1] in self.missing.get(path[:length], []) and home not in self.source.keys:
                message = f"{path[-1]}: stands inside of {_key(path[:-1])}: here."
                outer = self.source.place(path[: length + 1], on_key=True)
                hint = f"Put this line above line {outer.line}, level with it."
                fault = self._fault("P101", message, hint, path, on_key=True)
                return replace(fault, at=At(self.source.file, home))
        return None

    def _misplaced(self, path: KeyPath, value: Any) -> Fault | None:
        """Return the fault of a key that shows what is missing above it, or that words are."""
        if fault := self._strayed(path):
            return fault
        if len(path) == 1 and isinstance(value, dict) and (above := self._left_out_above()):
            return self._without_its_key(above, path)
        if path[-3:-2] == ("steps",):
            return self._no_step(path)
        if path[:1] == ("pairs",) and len(path) == 4 and path[3] in self._roles:
            return self._one_level_too_many(path)
        pairless = path[:1] == ("sponsors",) and "pairs" in self.missing.get((), [])
        return self._without_pairs(path) if pairless and len(path) == 3 else None

    def _one_level_too_many(self, path: KeyPath) -> Fault:
        """Return the fault of people of a pair who stand under a word of somebody's own."""
        word, outer = str(path[2]), path[:3]
        first = (*outer, self.unknown[outer][0])
        message = f"A pair's people stand right under its id, and not under {word}:."
        hint = f"Take the line {word}: out, and two of the spaces in front of the lines below it."
        return self._fault("P101", message, hint, path, on_key=True, first=first)

    def _without_key(self, path: KeyPath, known: Sequence[str]) -> Fault | None:
        """Return the fault of words that stand in braces without a key; else None."""
        word, outer = str(path[-1]), path[:-1]
        missing = self.missing.get(outer, [])
        hint, more = self._comma_before(path)
        beside = [one for one in self.source.empty if one[:-1] == outer]
        keys = {one for one in self.source.keys if one[:-1] == outer}
        alone = set(beside) == keys
        wanted = missing[0] if len(missing) == 1 else ""
        if (
            not missing
            and not alone
            and not hint
            and "name" in known
            and (*outer, "name") not in keys
        ):
            wanted = "name"
        if not wanted and not hint:
            wanted = self._alone_fits(word, outer, known)
        if wanted and len(beside) == 1:
            message = f"There is no {wanted}: in front of {self._named(word)}."
            hint = f"Write {wanted}: {word if self.quotes else '…'}"
        elif hint:
            message = f"The comma before {self._named(word)} ends the text in front of it."
            if not self.quotes:
                hint = "Put quotes round that text, or brackets round a list."
        elif alone and "name" in known:
            message = f"No key stands in front of {self._named(word)}."
            words = [str(one[-1]) for one in beside]
            pairs = (f"{key}: {one}" for key, one in zip(("name", "title"), words, strict=False))
            hint = f"Write {{{', '.join(pairs) if self.quotes else 'name: …'}}}"
        else:
            return None
        # A second piece of the same text says nothing new.
        because = tuple(beside[:1]) if (more or alone) and beside[0] != path else ()
        return self._fault("P101", message, hint, path, on_key=True, because=because)

    def _alone_fits(self, word: str, outer: KeyPath, known: Sequence[str]) -> str:
        """Return the one key that takes these words and would not take any words; else nothing."""
        if type(value_at(self.source.data, outer)) is not dict:
            return ""

        def takes(key: str, words: str) -> bool:
            data, way = copy.deepcopy(self.source.data), (*outer, key)
            value_at(data, outer)[key] = words
            wrong = (one["loc"][: len(way)] for one in _errors(self.model, data))
            return way not in map(tuple, wrong)

        there = {one[-1] for one in self.source.keys if one[:-1] == outer}
        fits = (one for one in known if one not in there and takes(one, word))
        return next((one for one in fits if not takes(one, "…")), "")

    def _no_step(self, path: KeyPath) -> Fault:
        """Return the fault of a step that is written with keys."""
        holder = value_at(self.source.data, path[:-1])
        words = " ".join(one for one in holder.values() if isinstance(one, str))
        first = (*path[:-1], self.unknown.get(path[:-1], [path[-1]])[0])
        message, hint = "A step is one line of words, and has no keys.", f"Write - {words}"
        return self._fault("P101", message, hint, path, on_key=True, first=first)

    def _comma_before(self, path: KeyPath) -> tuple[str, bool]:
        """Return what to write where a comma in braces ends a text too early; see `comma_hint`."""
        line = self.source.place(path, on_key=True).source
        several = partial(self._takes_list, path[:-1])
        return comma_hint(line, str(path[-1]), several)

    def _takes_list(self, outer: KeyPath, key: str) -> bool:
        if takes_any_key(self.model, outer):
            return takes_list(self.model, outer)
        return key in known_keys(self.model, outer) and takes_list(self.model, (*outer, key))

    def _left_out_above(self) -> str:
        """Return the one key under which all entries of such a file stand, where it is left out."""
        entries = [key for key in known_keys(self.model, ()) if takes_any_key(self.model, (key,))]
        alone = len(entries) == 1 and len(known_keys(self.model, ())) == 2
        return entries[0] if alone and entries[0] not in self.source.data else ""

    def _without_its_key(self, above: str, path: KeyPath) -> Fault:
        """Return the fault of entries that stand where the line above them was left out."""
        first = (self.unknown[()][0],)
        value = value_at(self.source.data, path)
        of_people = isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
        if of_people and self.unknown[()] == [path[-1]]:
            message = f"The entries stand under another word than {above}:."
            return self._fault("P101", message, f"Write {above}: here.", path, on_key=True)
        hint = f"Write {above}: on a line of its own above this one, and put two spaces more in "
        hint += "front of each line below it."
        message = f"Here the entries begin, and {above}: is missing above them."
        return self._fault("P102", message, hint, path, on_key=True, first=first)

    def _no_choice(self, path: KeyPath, value: Any, facts: Mapping[str, Any]) -> Fault:
        # A key that has to be one of a few is told by the key above it.
        key = _key(path[:-2] if path[-1:] == ("[key]",) else path)
        if key == "format":
            says = value if isinstance(value, str) and self.quotes else "something else"
            message = f"This file says format {says}, and this version reads format 1."
            return self._fault("P105", message, "Write format: 1", path)
        # Pydantic says the choices in words: 'up' or 'down'.
        choices = [one for one in re.findall(r"'([^']*)'", facts["expected"]) if one]
        listed = _listed(choices)
        message = f"{self._quoted(value)} is not one of the choices for {key!r}."
        parts = self._several(path, value)
        if parts and all(one in choices for one in parts):
            return self._fault("P106", message, in_brackets(parts), path)
        if not self.quotes:
            return self._fault("P106", message, listed, path)
        meant = meant_by(str(value), choices)
        close = nearest(str(value), choices, alike=0.7)
        near = f"Did you mean {close!r}?" if close else listed
        return self._fault("P106", message, f"Write {key}: {meant}" if meant else near, path)

    def _named(self, words: str) -> str:
        """Return words as they stand there; of what somebody told the facilitator, only where."""
        return repr(words) if self.quotes else "what stands here"

    def _quoted(self, value: Any) -> str:
        """Return what stands there; of what somebody told the facilitator, only that it does."""
        return repr(value) if self.quotes else "What stands here"

    def _several(self, path: KeyPath, value: Any) -> list[str]:
        """Return the words that stand as one text where a list is wanted; else nothing."""
        if not isinstance(value, str) or not takes_list(self.model, path):
            return []
        one_date = r"\d{4}-\d\d?-\d\d?"
        parts = re.findall(one_date, value)
        if len(parts) > 1 and re.fullmatch(rf"{one_date}([\s,;&]+(?:and\s+)?{one_date})+", value):
            return parts
        if isinstance(path[-1], int) and path in self.source.values and ";" in value:
            return [one.strip() for one in value.split(";") if one.strip()]
        if isinstance(path[-1], int) and path in self.source.values:
            return []  # it is in a list already, and its words hold commas of their own
        parts = BETWEEN.split(value.strip("[]"))
        return parts if len(parts) > 1 and all(parts) else []

    def _refused(self, kind: Kind, path: KeyPath, value: Any, facts: Mapping[str, Any]) -> Fault:
        """Return the fault of a value that a model of ours refuses, in the model's own words."""
        message, hint = facts["message"], facts["hint"]
        if not self.quotes and "of_no_value" in facts:
            said, hint = facts["of_no_value"]
            message = f"{self._quoted(value)} {said}"
        elif not self.quotes:
            message = message.replace(repr(value), self._quoted(value))
        if kind == "two kinds":
            last = max(
                ((*path, word) for word in facts["kinds"]),
                key=lambda way: self.source.keys[way].line if way in self.source.keys else 0,
            )
            line = self.source.place(last).source.strip().removeprefix("- ")
            hint = f"Put a dash in front, level with the others: - {line}"
            return self._fault("P104", message, hint, last, on_key=True)
        if kind == "unreadable":
            hint = self._readable(path, value, facts.get("looks_like"), hint)
        if kind == "no kind" and isinstance(path[-1], int) and path[-1]:
            hint = "Put two spaces in place of the dash, if it belongs to the item above; else "
            hint += f"start it with one of its own: {', '.join(KINDS)}."
        # What has no kind or name often has one with nothing after it.
        because = (path,) if kind in ("no kind", "no name") else ()
        return self._fault("P104", message, hint, path, because=because)

    def _readable(self, path: KeyPath, value: Any, looks_like: str | None, hint: str) -> str:
        """Return what to write for a value that cannot be read; else the model's own `hint`."""
        key = _key(path)
        if key == "finish" and self.quotes and (ends := from_when_to_when(value)):
            return f"Write {ends[1]} alone here."
        if key in KINDS_WITH_LENGTH and looks_like == "clock":
            hint = f"Write its length, such as {key}: 45m. For the hour, add below it: "
            return f"{hint}not before: {value}"
        if key in KINDS_WITH_LENGTH and looks_like != "length" and self.quotes:
            return (isinstance(value, str) and with_a_title(key, value)) or hint
        if isinstance(value, str) and _stands_for_its_date(path):
            return f"Write it the other way round: {value}: {path[-1]}" if self.quotes else hint
        if parts := self._several(path, value):
            return self._in_brackets(path, parts)
        return self._in_the_afternoon(path, hint) or hint

    def _in_the_afternoon(self, path: KeyPath, hint: str) -> str:
        """Return what to write for an hour that would be before the day begins: `finish: 4`."""
        found = re.fullmatch(r"Write (\d{1,2}):(\d\d)", hint)
        starts = re.match(r"(\d{1,2})[:.]\d\d$", str(self.source.data.get("start")))
        if not found or not starts or path[-1] not in ("finish", "not before"):
            return ""
        hour = int(found[1])
        return f"Write {hour + 12}:{found[2]}" if hour <= int(starts[1]) < hour + 12 < 24 else ""

    def _in_brackets(self, path: KeyPath, parts: Sequence[str]) -> str:
        """Return how to write several as a list, and what would be wrong with one of them there."""
        if not self.quotes:
            return "Put several into brackets, with commas."
        data = copy.deepcopy(self.source.data)
        way = path if path in self.source.keys else path[:-1]
        holder = value_at(data, way[:-1])
        now = holder[way[-1]]
        holder[way[-1]] = list(parts) if isinstance(now, str) else [*now[: path[-1]], *parts]
        for one in _errors(self.model, data):
            if tuple(one["loc"][: len(way)]) == way and "hint" in one.get("ctx", {}):
                told = one["ctx"]
                return f"{in_brackets(parts)}. Then: {told['message']} {told['hint']}"
        return in_brackets(parts)

    def _not_wanted(self, kind: Kind, path: KeyPath, value: Any) -> Fault:
        key = _key(path)
        if "agenda" in self.missing.get((), []) and _is_item(value) and isinstance(path[-1], int):
            return self._without_agenda(path)
        if (fault := self._strayed(path)) or (
            kind == "keys" and (fault := self._beside_its_holder(path, value))
        ):
            return fault
        text = isinstance(value, str) and "\n" in value
        there = _what_is_there(value) if self.quotes and not text else "something else"
        message = f"{key!r} wants {_WANTED[kind]}, and this is {there}."
        if "{" in key and path in self.source.keys:
            message, hint = (
                "There is no colon in front of the brace.",
                "Write the id, a colon, and {",
            )
            return self._fault("P107", message, f"{hint} behind it.", path, on_key=True)
        hint = self._instead(kind, key, path, value)
        return self._fault("P107", message, hint, path)

    def _instead(self, kind: Kind, key: str, path: KeyPath, value: Any) -> str:
        """Return what to write where something else was wanted."""
        alone = [str(one[-1]) for one in self.source.empty if one[:-1] == path]
        if isinstance(path[-1], int) and isinstance(value, list) and len(value) == 1:
            hint = "Two dashes stand here: take one of them away."
        elif kind == "list":
            hint = self._as_list(key, path, value)
        elif kind == "keys":
            hint = self._with_keys(key, path, value)
        elif kind == "words" and self.quotes:
            hint = on_one_line(key, value or alone)
        elif kind == "words" and isinstance(value, list):
            hint = "Write it on one line, without brackets or dashes."
        elif kind == "words":
            hint = "Write it on one line; put quotes round it if it holds a colon."
        elif kind == "number" and isinstance(value, list):
            hint = f"Write how many: {key}: {len(value)}"
        elif alone and not value and self.quotes:
            hint = f"Take the braces away: {key}: {', '.join(alone)}"
        else:
            hint = "Look at the example programme for how it is written."
            said = list(value.values()) if isinstance(value, dict) else []
            if self.quotes and len(said) == 1 and isinstance(said[0], str):
                hint = f"Write it on one line: {key}: {said[0]}"
        return hint

    def _beside_its_holder(self, path: KeyPath, value: Any) -> Fault | None:
        """Return the fault of what stands level with an id, and not under it."""
        key = str(path[-1])
        if len(path) == 2 and key in known_keys(self.model, path) and not self.quotes:
            message = f"{key}: stands level with an id here, and not under it."
            hint = "Put two spaces more in front of this line."
            return self._fault("P107", message, hint, path, on_key=True)
        holder = value_at(self.source.data, path[:-1])
        roles = [one for one in self._roles if one in holder] if path[:-1] == ("pairs",) else []
        if path[-1] not in roles or not isinstance(value, str):
            return None
        first = ("pairs", min(roles, key=list(holder).index))
        message = "Somebody of a pair stands level with its id here, and not under it."
        hint = "Put two spaces more in front of this line, and of the others of the pair."
        return self._fault("P107", message, hint, path, on_key=True, first=first)

    @property
    def _roles(self) -> tuple[str, ...]:
        return roles_of(self.source)

    def _as_list(self, key: str, path: KeyPath, value: Any) -> str:
        """Return what to write where words stand and a list is wanted."""
        if isinstance(value, str) and value.startswith("- "):
            return f"Take the sign behind {key}: away; its lines have their dashes."
        if isinstance(value, dict) and value and self.quotes:
            said = [one for one in value.values() if isinstance(one, str)]
            if len(said) == len(value) and not known_keys(self.model, (*path, 0)):
                return f"Write each with a dash alone: - {said[0]}"
        parts = self._several(path, value)
        if parts and self.quotes and path == ("keep apart",) and len(parts) == 2:
            return f"Write below it, two spaces in: - [{', '.join(parts)}]"
        if parts and self.quotes and path not in _IN_LINES:
            return self._in_brackets(path, parts)
        line = EXAMPLE_LINES.get(key)
        such = f", such as - {line.removeprefix('- ')}" if line else "."
        return f"Under {key}: start each line with a dash and a space{such}"

    def _with_keys(self, key: str, path: KeyPath, value: Any) -> str:
        """Return what to write where a list or words stand and keys are wanted."""
        if path == ("pairs",):
            first = value[0] if isinstance(value, list) and value else None
            alone = [str(one[-1]) for one in self.source.empty if one[:2] == ("pairs", 0)]
            named = alone[0] if alone else _id_within(first) if isinstance(first, dict) else ""
            hint = f"Begin each pair with its id and a colon ({named or 'crisis'}:) and no dash; "
            return f"{hint}its lines stand below, two spaces further in."
        of_pair = path[:1] == ("pairs",) and len(path) == 3
        known = known_keys(self.model, path[:1])
        if of_pair and key not in known and (near := nearest(key, known)):
            return f"Did you mean {near!r}?"
        if of_pair and isinstance(value, list) and key not in self._roles:
            hint = f"Take {key}: out, and write each of its people on a line of its own, level with"
            return f"{hint} service:, with the role in front: doctor: Dr A. Example"
        if isinstance(value, str) and self.quotes and (hint := self._glued(path, value)):
            return hint
        if isinstance(value, list) and (hint := self._as_one_list(key, path, value)):
            return hint
        if isinstance(value, str) and (found := keyed(value, known_keys(self.model, path))):
            return f"Put a colon and a space behind {found.key}."
        if isinstance(value, str) and self.quotes and (entry := self._entry(key, path, value)):
            return f"Write it like this: {'- ' * isinstance(path[-1], int)}{entry}"
        return self._with_lines_such_as(key, path, value)

    def _with_lines_such_as(self, key: str, path: KeyPath, value: Any) -> str:
        line = self._example_line(key, path)
        if isinstance(path[-1], int):
            return f"Write it like this: - {line.removeprefix('- ')}"
        said = value.casefold() if isinstance(value, str) else ""
        if said and not self.quotes:
            hint = (
                f"Write {key}: alone here, and below it, two spaces further in, a key and what it "
            )
            return f"{hint}says, such as {line}"
        first = f"Take {value!r} away. " if said in ("yes", "no", "true", "false") else ""
        return f"{first}Under {key}: write lines such as {line}, each two spaces in."

    def _example_line(self, key: str, path: KeyPath) -> str:
        if path[:-1] == ("pairs",) and self._roles:
            return f"{self._roles[0]}: Dr A. Example"
        return EXAMPLE_LINES.get(key) or EXAMPLE_LINES.get(str(path[0])) or "name: value"

    def _entry(self, key: str, path: KeyPath, value: str) -> str:
        """Return how to write an entry that stands there in words alone, or nothing."""
        if key == "materials":
            return _material(value)
        if path[:-1] == ("pairs",):
            names = BETWEEN.split(value)
            both = (f"{role}: {name}" for role, name in zip(self._roles, names, strict=False))
            whole = len(names) == len(self._roles) and all(names)
            return f"{key}: {{{', '.join(both)}}}" if whole else ""
        known = known_keys(self.model, path)
        first = next(iter(known), "")
        if isinstance(path[-1], int) and known[:2] == ["id", "text"]:
            word = near_id(" ".join(value.split()[:2]), ())
            return f"{{id: {word}, text: {quoted(value)}}}"
        if not isinstance(path[-1], int) or first not in ("what", "measure"):
            return ""
        return f"{first}: {quoted(value) if ': ' in value else value}"

    def _as_one_list(self, key: str, path: KeyPath, value: Sequence[Any]) -> str:
        """Return what to write for a list where each coach, or each role, is wanted."""
        line = self.source.place(path).source.strip()
        if self.quotes and re.search(r": \[[^\[\],]+: ", line):
            return f"Put braces in place of the brackets: {line.translate(_BRACES)}"
        if path[:-1] == ("coaches",):
            whom = ", ".join(map(str, value))
            return f"Write {near_id(key, ())}: {{name: {key}, coaches: [{whom}]}}"
        of_words = all(isinstance(one, str) for one in value) and len(value) == 2
        if path[:1] == ("pairs",) and key in self._roles and of_words:
            return f"Write {key}: {{name: {value[0]}, title: {value[1]}}}"
        if path[:1] == ("pairs",):
            return f"Take the dashes away from the lines under {key}:" if len(path) == 3 else ""
        if path == ("roles",):
            return "Take the colons away, so that each line is a dash and a word: - doctor"
        return ""

    def _glued(self, path: KeyPath, value: str) -> str:
        """Return what to write for words that begin with a key, or are an item of the day."""
        in_agenda = bool(LISTS_OF_ITEMS & set(path))
        if path[:-1] == ("pairs",) and (somebody := keyed(value, self._roles)):
            words = re.split(rf"\s(?:{'|'.join(map(re.escape, self._roles))})\s", somebody.rest)[0]
            return f"Put a colon and a space behind each role: {somebody.key}: {words}"
        first, *more = self.source.lines_of_words(path) or [value]
        found = keyed(first, known_keys(self.model, path))
        timed = found is not None and in_agenda and found.key in KINDS_WITH_LENGTH
        if found and timed and (hint := with_a_title(found.key, found.rest)):
            return hint.replace("Write ", "Write - ")
        below = f", and so on below: {keyed_by_a_space(more[0])}" if more else ""
        if found:
            words = found.rest.lstrip("-–— ")
            return f"Put a colon and a space between: {found.key}: {words}{below}"
        if takes_any_key(self.model, path) and (mended := keyed_by_a_space(first)) != first:
            return f"Put a colon and a space between: {mended}{below}"
        if in_agenda and value.strip() in {*KINDS_WITH_LENGTH, "actions"}:
            return f"Add its length: {value.strip()}: 15m"
        return as_item(value) if in_agenda and isinstance(path[-1], int) else ""

    def _without_pairs(self, path: KeyPath) -> Fault:
        """Return the fault of pairs that stand where `pairs:` was left out above them."""
        self.headless = "pairs"
        first = next(outer for outer in self.unknown if outer[:1] == ("sponsors",))
        because = (first,) if path[:2] != first or path[2:] != (self.unknown[first][0],) else ()
        message = "Here the pairs begin, and pairs: is missing above them."
        hint = "Write pairs: on a line of its own above this one."
        return self._fault("P102", message, hint, first, on_key=True, because=because)

    def _without_agenda(self, path: KeyPath) -> Fault:
        """Return the fault of items that stand where `agenda:` was left out above them."""
        self.headless = "agenda"
        items = value_at(self.source.data, path[:-1])
        first = (*path[:-1], next(n for n, one in enumerate(items) if _is_item(one)))
        message = "Here the items of the day begin, and agenda: is missing above them."
        hint = "Write agenda: on a line of its own above this one."
        return self._fault("P102", message, hint, path, first=first)


def keyed_by_a_space(words: str) -> str:
    """Return words that begin with an id with a colon behind it; others as they are."""
    return re.sub(r"^([a-z][\w-]*) (?:[-–—] )?(?=\S)", r"\1: ", words)


_BRACES = str.maketrans("[]", "{}")


def _id_within(pair: Mapping[str, Any]) -> str:
    """Return what was meant as a pair's id where it stands inside of the pair; else nothing."""
    written = next((pair[key] for key in ("id", "pair", "name", "service") if key in pair), "")
    return near_id(written, ()) if isinstance(written, str) and written else ""


_HOW_MANY = re.compile(r"(\d+) (.+?)(?: (?:per|for each|each) (person|pair|table|group|room))?")


def _material(words: str) -> str:
    """Return how to write a material that was written in words: `2 cards per person`."""
    found = _HOW_MANY.fullmatch(words.strip())
    if found is None:
        return f"what: {words}"
    per = f", per: {found[3]}" if found[3] else ""
    return f"{{what: {found[2]}, count: {found[1]}{per}}}"


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and any(kind in value for kind in KINDS)


_IN_LINES = (("keep apart",), ("steps",), ("materials",))
"""What holds more than words in each of its lines, so that brackets are no help."""

LISTS_OF_ITEMS = frozenset({"agenda", "parallel"})
"""Keys under which items of a day stand."""


def _stands_for_its_date(path: KeyPath) -> bool:
    """Say whether a date is the key where it should be what the key says."""
    return is_date(str(path[-1])) and path[-2:-1] not in (("counts",), ("catch-ups",))


def _key(path: KeyPath) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this")


def _listed(choices: Sequence[str]) -> str:
    return "Known here: " + ", ".join(choices) + "."


def _what_is_there(value: Any) -> str:
    if isinstance(value, dict):
        return "a set of keys"
    if isinstance(value, list):
        return "a list"
    return f"{value!r}" if value not in (None, "") else "nothing"
