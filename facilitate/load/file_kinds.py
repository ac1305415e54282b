"""The kinds of a user's files: model, place and keys of each, and its JSON Schema for an editor."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from facilitate.faults import KeyPath
from facilitate.model import (
    AccessFile,
    CodebookFile,
    ContactsFile,
    DayFile,
    Exercise,
    IdentitiesFile,
    ProgrammeFile,
    Questions,
    SharingFile,
    SingleFile,
)
from facilitate.model.exercise import Material
from facilitate.model.plan import (
    Action,
    ActionsFile,
    Coach,
    Milestone,
    Outcome,
    Promise,
)
from facilitate.model.private import Access, Code, Contact, Sharing
from facilitate.structs import Struct


class FileKind(Struct):
    """The model of a file, and by what it is found; `in_words` if that is no file's name.

    A model that few plans need is named, as `module:Model`, and imported when it is asked for.
    """

    made_as: type[BaseModel] | str
    pattern: str
    in_words: str = ""

    @property
    def model(self) -> type[BaseModel]:
        """The model."""
        if not isinstance(self.made_as, str):
            return self.made_as
        module, _, name = self.made_as.partition(":")
        found: type[BaseModel] = getattr(import_module(module), name)
        return found

    @property
    def where(self) -> str:
        """Where such a file lies, in words."""
        return self.in_words or self.pattern


FILE_KINDS: Mapping[str, FileKind] = {
    "programme": FileKind(ProgrammeFile, "programme.yaml"),
    "day": FileKind(DayFile, "agendas/*.yaml", "an agenda, such as agendas/1-first-day.yaml"),
    "exercise": FileKind(Exercise, "exercises/*.yaml", "an exercise of its own in exercises/"),
    "questions": FileKind(Questions, "questions.yaml"),
    "actions": FileKind(ActionsFile, "actions.yaml"),
    "sharing": FileKind(SharingFile, "private/sharing.yaml"),
    "access": FileKind(AccessFile, "private/access.yaml"),
    "contacts": FileKind(ContactsFile, "private/contacts.yaml"),
    "codebook": FileKind(CodebookFile, "private/codebook.yaml"),
    "identities": FileKind(IdentitiesFile, "private/identities.yaml"),
    "brand": FileKind("facilitate.model.brand:BrandFile", "_brand.yml"),
}
"""By the word that asks for their schema; what fits two kinds belongs to the first of them."""


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that the model knows at that path (empty if it cannot be told)."""
    return list(_by_key(_model_at(model, path)))


def keys_beside(key: str) -> frozenset[str]:
    """Return the keys that an entry may have beside one; none where no entry has it."""
    entries = (set(known_keys(one, ())) for one in _ENTRIES)
    return frozenset().union(*(keys for keys in entries if key in keys)) - {key}


_ENTRIES = (Action, Coach, Milestone, Outcome, Promise, Material, Access, Code, Contact, Sharing)


@cache
def keys_anywhere() -> Mapping[str, frozenset[str]]:
    """Return every key that a plan's files know, and what stands under it.

    That is keys, a list, words of any kind, yes or no (`claim`), or a value written one way.
    """
    found: dict[str, set[str]] = {}
    waiting: list[Any] = [kind.model for name, kind in FILE_KINDS.items() if name != "brand"]
    seen = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for key, info in _by_key(model).items():
            inner, said = _inner_model(info.annotation), str(info.annotation)
            of_keys = said.startswith("dict[") or (inner and ", ...]" not in said)
            takes = "keys" if of_keys else "list" if ", ...]" in said else "value"
            if info.annotation is bool:
                takes = "claim"
            if info.annotation is str and key not in _OF_ONE_WORD:
                takes = "words"
            found.setdefault(key, set()).add(takes)
            waiting += [one for one in (inner, _extra_model(inner) if inner else None) if one]
    return {key: frozenset(takes) for key, takes in found.items()}


_OF_ONE_WORD = frozenset({"id", "sponsor", "owner", "who", "witness", "made on", "stock take"})
"""Keys after which an id stands."""


@cache
def blocks() -> frozenset[str]:
    """Return the keys that have lines of their own under them, wherever they stand."""
    return frozenset(key for key, takes in keys_anywhere().items() if takes & {"keys", "list"})


def takes_any_key(model: type[BaseModel], path: KeyPath) -> bool:
    """Say whether the keys at that path are ids of the organiser's choice."""
    if not path:
        return False
    *outer, last = path
    by_key = _by_key(_model_at(model, outer))
    if last in by_key:
        return str(by_key[last].annotation).startswith("dict[")
    return getattr(_model_at(model, path), "model_config", {}).get("extra") == "allow"


@cache
def with_ids() -> frozenset[str]:
    """Return the outermost keys of files under which the keys are ids of the organiser's choice."""
    models = [kind.model for name, kind in FILE_KINDS.items() if name != "brand"]
    by_model = ((one, key) for one in models for key in known_keys(one, ()))
    return frozenset(key for one, key in by_model if takes_any_key(one, (key,)))


def takes_claim(model: type[BaseModel], path: KeyPath) -> bool:
    """Say whether yes or no stands after a key."""
    info = _by_key(_model_at(model, path[:-1])).get(str(path[-1]))
    return info is not None and info.annotation is bool


def takes_list(model: type[BaseModel], path: KeyPath) -> bool:
    """Say whether a list of any length may stand at that path, or around it."""
    for end in range(len(path), 0, -1):
        *outer, last = path[:end]
        by_key = _by_key(_model_at(model, outer))
        if last in by_key:
            return ", ...]" in str(by_key[last].annotation)
    return False


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> Any:
    """Return the model of what stands at a path, or None of what is no model."""
    found: Any = model
    is_id = False
    for step in path:
        by_key = _by_key(found)
        if is_id:
            is_id = False  # of the organiser's choice: what it holds is known already
        elif step in by_key:
            found, is_id = _below(found, step)
        elif by_key and isinstance(step, str):
            found = _extra_model(found)
    return found


@cache
def _below(model: type[BaseModel], key: Any) -> tuple[Any, bool]:
    """Return the model of what stands under a key, and whether ids come between them."""
    annotation = _by_key(model)[key].annotation
    return _inner_model(annotation), str(annotation).startswith("dict[")


@cache
def _by_key(model: Any) -> dict[Any, Any]:
    """Return a model's fields by their keys in a file; none for what is no model."""
    fields = getattr(model, "model_fields", {})
    return {info.alias or name: info for name, info in fields.items()}


def _inner_model(annotation: Any) -> Any:
    """Return the model inside `tuple[X, ...]`, `dict[str, X]`, `X | None` or `Annotated[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner_model(part)
        if found is not None:
            return found
    return None


@cache
def _extra_model(model: Any) -> Any:
    extra = model.__annotations__.get("__pydantic_extra__")
    return _inner_model(extra) if extra is not None else model


DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(kind: str) -> dict[str, Any]:
    """Return the schema of one kind of file; `plan` fits any of the three kinds of plan.

    Draft 7, as the YAML extension of VS Code reads it. Raises `KeyError` for another kind.
    """
    if kind == "plan":
        return _plan()
    return {"$schema": DRAFT, **_cleaned(FILE_KINDS[kind].model.model_json_schema(by_alias=True))}


def _plan() -> dict[str, Any]:
    """Return one schema that chooses by the keys that are there, so that messages stay short."""
    parts: dict[str, type[DayFile | ProgrammeFile]] = {
        "single": SingleFile,
        "day": DayFile,
        "programme": ProgrammeFile,
    }
    definitions: dict[str, Any] = {}
    for name, model in parts.items():
        part = _cleaned(model.model_json_schema(by_alias=True))
        definitions |= part.pop("definitions", {})
        definitions[name] = part
    return {
        "$schema": DRAFT,
        "title": "A plan of facilitate",
        "if": {"required": ["agenda", "pairs"]},
        "then": {"$ref": "#/definitions/single"},
        "else": {
            "if": {"required": ["agenda"]},
            "then": {"$ref": "#/definitions/day"},
            "else": {"$ref": "#/definitions/programme"},
        },
        "definitions": definitions,
    }


def _cleaned(node: Any) -> Any:
    """Return a schema in draft 7's words, letting plain numbers and dates stand for text."""
    if isinstance(node, list):
        return [_cleaned(part) for part in node]
    if not isinstance(node, dict):
        return node
    found = {
        "definitions" if key == "$defs" else key: _cleaned(value)
        for key, value in node.items()
        if not (key == "default" and value is None)
    }
    reference = found.get("$ref")
    if isinstance(reference, str):
        found["$ref"] = reference.replace("#/$defs/", "#/definitions/")
    if found.get("type") == "string" and "const" not in found and "enum" not in found:
        found["type"] = ["string", "number", "boolean"]
    if found.get("const") == "1":
        found.pop("const")
        found.pop("type", None)
        found["enum"] = [1, "1"]
    if isinstance(found.get("properties"), dict):
        # A key that is not needed may have nothing after it: it is left out, with a warning.
        needed = found.get("required", [])
        found["properties"] = {
            key: inner if key in needed else _or_nothing(inner)
            for key, inner in found["properties"].items()
        }
    if found.get("type") == "array" and isinstance(found.get("items"), dict):
        # A dash with nothing after it is left out, with a warning.
        found["items"] = _or_nothing(found["items"])
    return found


def _or_nothing(node: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in node:
        return {**node, "anyOf": [*node["anyOf"], {"type": "null"}]}
    return {"anyOf": [node, {"type": "null"}]}
