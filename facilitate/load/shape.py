"""A model's complaints in an organiser's words: one fault for each, with its key path."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import At, Fault, KeyPath, did_you_mean, nearest, stops
from facilitate.load.known_keys import known_keys, takes_any_key
from facilitate.load.yaml_text import YamlText

Model = TypeVar("Model", bound=BaseModel)


def shaped(model: type[Model], source: YamlText) -> tuple[Model | None, tuple[Fault, ...]]:
    """Return the file's values as a model, or None and every fault of its shape.

    The faults of the YAML itself come first; places are filled in.
    """
    value, faults = salvaged(model, source)
    return (None if stops(source.faults) else value), faults


def salvaged(model: type[Model], source: YamlText) -> tuple[Model | None, tuple[Fault, ...]]:
    """Return what `shaped` does, with values even where a line could not be read as written.

    That serves to tell the other faults in the same run; nothing is built from it.
    """
    faults = list(source.faults)
    if source.data is None and stops(faults):
        return None, tuple(faults)
    if not isinstance(source.data, dict):
        faults.append(
            Fault(
                code="P100",
                message="This file says nothing yet, or is no list of keys.",
                hint="Start it with the line: format: 1",
                at=At(source.file),
            )
        )
        return None, tuple(placed(faults, {source.file: source}))
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        faults += translated(error.errors(include_url=False), source, model)
        faults += _empty(source, model, faults)
        return None, tuple(placed(faults, {source.file: source}))
    faults += _empty(source, model, faults)
    if any(fault.severity == "error" and fault.at is not None for fault in faults):
        return None, tuple(placed(faults, {source.file: source}))
    return value, tuple(placed(faults, {source.file: source}))


def placed(faults: Iterable[Fault], sources: Mapping[str, YamlText]) -> list[Fault]:
    """Return the faults with their key paths turned into lines; those without stay as they are."""
    found = []
    for fault in faults:
        if fault.place is None and fault.at is not None:
            source = sources.get(fault.at.file)
            if source is not None:
                place = source.place(fault.at.path, on_key=fault.at.on_key)
                fault = replace(fault, place=place)
        found.append(fault)
    return found


def translated(errors: Iterable[Any], source: YamlText, model: type[BaseModel]) -> list[Fault]:
    """Return pydantic's errors as faults; a mistyped required key is told once, not twice."""
    errors = list(errors)
    unknown: dict[KeyPath, list[str]] = {}
    missing: dict[KeyPath, list[str]] = {}
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] == "extra_forbidden":
            unknown.setdefault(path[:-1], []).append(str(path[-1]))
        elif error["type"] == "missing":
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    faults = []
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] == "missing":
            others = unknown.get(path[:-1], [])
            renamed = len(path) > 1 and len(others) == 1 == len(missing[path[:-1]])
            if not renamed and not nearest(str(path[-1]), others):
                faults.append(_missing(path, source))
        elif error["type"] == "extra_forbidden":
            faults.append(_unknown(path, source, model, missing.get(path[:-1], [])))
        elif not _explained(error, path, source):
            faults.append(_wrong(error, path, source))
    return faults


def _empty(source: YamlText, model: type[BaseModel], told: Iterable[Fault]) -> Iterable[Fault]:
    """Yield a fault for each key with nothing after it that nobody has complained of yet."""
    known_places = {fault.at.path for fault in told if fault.at is not None}
    for path in source.empty:
        key = str(path[-1])
        known = known_keys(model, path[:-1])
        free = takes_any_key(model, path[:-1])
        if path in known_places or not isinstance(path[-1], str):
            continue
        first, sign, rest = re.match(r"(\w*)([ :;=]*)(.*)", key, flags=re.DOTALL).groups()  # type: ignore[union-attr]
        if sign and first in known and key not in known:
            yield Fault(
                code="P102",
                message=f"There is no colon and space after {first!r}.",
                hint=f"Write {first}: {rest}",
                at=At(source.file, path, on_key=True),
            )
            continue
        if key in known and any(isinstance(step, int) for step in path):
            hint = f"Write something after {key}: or take the line out."
            yield replace(_missing(path, source), hint=hint)
        elif key in known:
            yield Fault(
                code="P109",
                severity="warning",
                message=f"{key!r} has nothing after it, so it is left out.",
                hint=f"Write something after {key}: or take the line out.",
                at=At(source.file, path, on_key=True),
            )
        elif free and not nearest(key, known):
            yield _missing(path, source)
        else:
            yield _unknown(path, source, model, [])


def _missing(path: KeyPath, source: YamlText) -> Fault:
    key = str(path[-1])
    if path in source.keys:
        return Fault(
            code="P102",
            message=f"{key!r} has nothing after it.",
            hint=_example(key),
            at=At(source.file, path, on_key=True),
        )
    return Fault(
        code="P102",
        message=f"{key!r} is missing here.",
        hint=_example(key),
        at=At(source.file, path[:-1]),
    )


_EXAMPLES = {
    "format": "Add the line: format: 1",
    "date": "Add a line such as: date: 2027-03-09",
    "start": "Add a line such as: start: 9:30",
    "title": "Add a line such as: title: First away day",
    "programme": "Add a line such as: programme: East locality partnership",
    "agenda": "Add agenda: and under it a line for each item, such as: - arrive: 15m",
    "pairs": "Add pairs: and under it a line for each pair.",
    "name": "Add a line such as: name: Dr A. Example",
}


def _example(key: str) -> str:
    return _EXAMPLES.get(key, f"Add a line that starts with {key}:")


def _unknown(path: KeyPath, source: YamlText, model: type[BaseModel], missing: list[str]) -> Fault:
    key = str(path[-1])
    known = [*missing, *known_keys(model, path[:-1])]
    otherwise = "Free words belong after notes:, or in a # comment."
    if len(path) > 1 and path[-3:-2] == ("agenda",):
        otherwise = f"For something of your own write - break: 15m, and under it title: {key}"
    return Fault(
        code="P101",
        message=f"{key!r} is not a key that is known here.",
        hint=did_you_mean(key, known, otherwise=otherwise),
        at=At(source.file, path, on_key=True),
    )


def _explained(error: Any, path: KeyPath, source: YamlText) -> bool:
    """Say whether an item seems to have no kind only because nothing stands after it."""
    message = (error.get("ctx") or {}).get("message", "")
    needs = "nothing that happens" in message or "has no name" in message
    return needs and any(way[:-1] == path for way in source.empty)


def _second_kind(message: str, path: KeyPath, source: YamlText) -> Fault:
    """Return the fault of an item of two kinds, at the key that came second."""
    kinds = [
        way
        for way in source.keys
        if way[:-1] == path and re.search(rf"\b{re.escape(str(way[-1]))}\b", message)
    ]
    last = max(kinds, key=lambda way: source.keys[way].line, default=path)
    spot = source.values.get(last)
    line = source.lines[spot.line - 1].strip() if spot is not None else ""
    return Fault(
        code="P104",
        message=message,
        hint=f"Put a dash in front, level with the others: - {line.removeprefix('- ')}",
        at=At(source.file, last, on_key=True),
    )


def _wrong(error: Any, path: KeyPath, source: YamlText) -> Fault:
    file = source.file
    kind, value = error["type"], error.get("input")
    context = error.get("ctx") or {}
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "this")
    at = At(file, path)
    if kind == "slip":
        hint = context["hint"]
        if " and " in context["message"] and "needs exactly one" in context["message"]:
            return _second_kind(context["message"], path, source)
        if "clock time" in context["message"] and key in _KINDS_WITH_LENGTH:
            hint = f"{hint} For the hour, add: not before: {value}"
        return Fault(code="P104", message=context["message"], hint=hint, at=at)
    if kind == "literal_error":
        known = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        if key == "format":
            message = f"This file says format {value}, and this version reads format 1."
            return Fault(code="P105", message=message, hint="Write format: 1", at=at)
        return Fault(
            code="P106",
            message=f"{value!r} is not one of the choices for {key!r}.",
            hint=did_you_mean(str(value), known),
            at=at,
        )
    if kind == "value_error":
        message = str(context.get("error", error["msg"]))
        return Fault(code="P104", message=_sentence(message), hint=_LOOK, at=at)
    wanted = _WANTED.get(kind, "something else")
    message = f"{key!r} wants {wanted}, and this is {_seen(value)}."
    if isinstance(value, str) and kind in {"dict_type", "model_type", "model_attributes_type"}:
        glued = re.match(r"([A-Za-z]+)(?:\s*[:;=]\s*|\s+)(\S.*)", value)
        if glued and ("agenda" in path or re.search(r"\w[:;=]", value)):
            hint = f"Put a colon and a space between: {glued[1]}: {glued[2]}"
            return Fault(code="P107", message=message, hint=hint, at=at)
        if "agenda" in path and value.strip() in _KINDS_WITH_LENGTH:
            hint = f"Add its length: {value.strip()}: 15m"
            return Fault(code="P107", message=message, hint=hint, at=at)
    return Fault(code="P107", message=message, hint=_how(kind, key), at=at)


_KINDS_WITH_LENGTH = frozenset({"arrive", "welcome", "break", "lunch", "buffer", "feedback"})
_LOOK = "Look at the example programme for how it is written."
_WANTED = {
    "string_type": "words",
    "int_type": "a number",
    "float_type": "a number",
    "bool_type": "yes or no",
    "date_type": "a date",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys of its own",
    "model_type": "keys of its own",
    "model_attributes_type": "keys of its own",
}


def _seen(value: Any) -> str:
    if isinstance(value, dict):
        return "a set of keys"
    if isinstance(value, list):
        return "a list"
    return f"{value!r}" if value not in (None, "") else "nothing"


def _how(kind: str, key: str) -> str:
    if kind in {"tuple_type", "list_type"}:
        return f"Under {key}: start each line with a dash and a space."
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return f"Under {key}: write lines such as name: value, each two spaces in."
    if kind == "string_type":
        return "Write it on one line; put quotes round it if it holds a colon."
    return _LOOK


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else text + "."
