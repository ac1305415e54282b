"""A model's complaints in an organiser's words: one fault for each, with its key path."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import At, Fault, KeyPath, did_you_mean, nearest
from facilitate.load.yaml_text import YamlText

Model = TypeVar("Model", bound=BaseModel)


def shaped(model: type[Model], source: YamlText) -> tuple[Model | None, tuple[Fault, ...]]:
    """Return the file's values as a model, or None and every fault of its shape.

    The faults of the YAML itself come first; places are filled in.
    """
    faults = list(source.faults)
    if source.data is None and any(fault.severity == "error" for fault in faults):
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
            if not nearest(str(path[-1]), unknown.get(path[:-1], ())):
                faults.append(_missing(path, source))
        elif error["type"] == "extra_forbidden":
            faults.append(_unknown(path, source, model, missing.get(path[:-1], [])))
        else:
            faults.append(_wrong(error, path, source.file))
    return faults


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
    return Fault(
        code="P101",
        message=f"{key!r} is not a key that is known here.",
        hint=did_you_mean(
            key, known, otherwise="Free words belong after notes:, or in a # comment."
        ),
        at=At(source.file, path, on_key=True),
    )


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that the model knows at that path (empty if it cannot be told)."""
    found: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        fields = getattr(found, "model_fields", {})
        by_key = {info.alias or name: info for name, info in fields.items()}
        if step in by_key:
            found = _inner_model(by_key[step].annotation)
        elif found is not None and fields:
            found = _extra_model(found)
    fields = getattr(found, "model_fields", {})
    return [info.alias or name for name, info in fields.items()]


def _inner_model(annotation: Any) -> Any:
    """Return the model inside `tuple[X, ...]`, `dict[str, X]`, `X | None` or `Annotated[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner_model(part)
        if found is not None:
            return found
    return None


def _extra_model(model: Any) -> Any:
    extra = model.__annotations__.get("__pydantic_extra__")
    return _inner_model(extra) if extra is not None else model


def _wrong(error: Any, path: KeyPath, file: str) -> Fault:
    kind, value = error["type"], error.get("input")
    context = error.get("ctx") or {}
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "this")
    at = At(file, path)
    if kind == "slip":
        hint = context["hint"]
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
