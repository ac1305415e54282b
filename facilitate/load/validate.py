"""A file's values as a model, and a model's complaints in an organiser's words."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from facilitate.faults import At, Fault, KeyPath, did_you_mean, nearest, stops
from facilitate.load.yaml_repair import (
    Slip,
    bracket_slip,
    dash_slip,
    indent_slip,
    slip_fault,
    undash_slip,
)
from facilitate.load.yaml_text import YamlText, read


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that the model knows at that path (empty if it cannot be told)."""
    found: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        by_key = _by_key(found)
        if step in by_key:
            found = _inner_model(by_key[step].annotation)
        elif by_key:
            found = _extra_model(found)
    return list(_by_key(found))


def takes_any_key(model: type[BaseModel], path: KeyPath) -> bool:
    """Say whether the keys at that path are ids of the organiser's choice."""
    *outer, last = path or ("",)
    if last == "":
        return False
    found: Any = model
    for step in outer:
        by_key = _by_key(found)
        if step in by_key:
            found = _inner_model(by_key[step].annotation)
    by_key = _by_key(found)
    if last in by_key:
        return str(by_key[last].annotation).startswith("dict[")
    return getattr(found, "model_config", {}).get("extra") == "allow"


def _by_key(model: Any) -> dict[str, Any]:
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


def _extra_model(model: Any) -> Any:
    extra = model.__annotations__.get("__pydantic_extra__")
    return _inner_model(extra) if extra is not None else model


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


ROUNDS = 4
_STAND_IN = {"buffer": "1m"}
_LISTS_OF_ITEMS = frozenset({"agenda", "parallel"})


def partly(model: type[Model], source: YamlText) -> Model | None:
    """Return the file's values without those that have a fault, or None if too little is left."""
    if not isinstance(source.data, dict):
        return None
    data = copy.deepcopy(source.data)
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            paths = {_there(data, tuple(one["loc"])) for one in error.errors(include_url=False)}
            if not all(_left_out(data, path) for path in sorted(paths, key=len, reverse=True)):
                return None
    return None


def _there(data: Any, path: KeyPath) -> KeyPath:
    """Return the part of a path that leads to something in the data."""
    for number, step in enumerate(path):
        try:
            data = data[step]
        except (LookupError, TypeError):
            return path[:number]
    return path


def _left_out(data: Any, path: KeyPath) -> bool:
    """Take the value at a path out, and say whether that could be done."""
    while path and isinstance(path[-1], int):
        if len(path) > 1 and path[-2] in _LISTS_OF_ITEMS:
            _at(data, path[:-1])[path[-1]] = dict(_STAND_IN)
            return True
        path = path[:-1]
    if not path:
        return False
    _at(data, path[:-1]).pop(path[-1], None)
    return True


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


LINES_ABOVE = 14
LINES_BELOW = 2
LARGEST = 60_000
MOST_TRIES = 160
MANY_LINES = 400


def meant(model: type[BaseModel], source: YamlText) -> YamlText:
    """Return the file with its one misplaced line moved, and the fault that says so.

    The file itself if its faults cannot be explained by one line.
    """
    errors = _errors(model, source)
    if not _worth_trying(errors, source):
        return source
    best, slip = source, None
    least = len(errors)
    for one in _candidates(errors, source):
        lines = list(source.lines)
        lines[one.line - 1] = one.mended or ""
        tried = read("\n".join(lines) + "\n", source.file)
        if not _still_read(tried, one.line):
            continue
        left = len(_errors(model, tried))
        if left + 1 < least or (slip is None and left == 0):
            best, slip, least = tried, one, left + 1
            if left == 0:
                break
    if slip is None:
        return source
    told = slip_fault(slip, source.file, source.lines)
    return replace(best, faults=(told, *best.faults), lines=source.lines)


def _errors(model: type[BaseModel], source: YamlText) -> list[Fault]:
    return [fault for fault in shaped(model, source)[1] if fault.severity == "error"]


def _still_read(source: YamlText, line: int) -> bool:
    """Say whether a line holds a key or value of its own, and is not lost in a text."""
    spots = (*source.keys.values(), *source.values.values())
    return any(spot.line == line for spot in spots)


def _worth_trying(errors: list[Fault], source: YamlText) -> bool:
    if not errors or not source.lines or sum(map(len, source.lines)) > LARGEST:
        return False
    first = errors[0]
    alone = first.code == "Y001" and source.data is None
    misplaced = first.code == "P107" and "and this is a" in first.message
    misplaced = misplaced or (first.code == "P102" and "nothing after" in first.message)
    return len(errors) > 1 or alone or misplaced


def _candidates(errors: list[Fault], source: YamlText) -> Iterator[Slip]:
    """Yield ways to move one line, those nearest to the first fault first."""
    if len(errors) == 1 and errors[0].code == "P102":
        yield from _what_should_stand_under(errors[0], source)
        return
    inner = [fault for fault in errors if fault.at is None or fault.at.path] or errors
    places = [fault.place.line for fault in inner if fault.place and fault.place.line]
    mark = getattr(source.error, "problem_mark", None)
    places += [mark.line + 1] if mark is not None else []
    if not places:
        return
    most = MOST_TRIES if len(source.lines) < MANY_LINES else MOST_TRIES // 4
    tries = 0
    for number in _near(sorted(set(places))[:5], len(source.lines)):
        for slip in _ways(number, source):
            if slip.mended != source.lines[number - 1]:
                yield slip
                tries += 1
                if tries >= most:
                    return


def _what_should_stand_under(fault: Fault, source: YamlText) -> Iterator[Slip]:
    """Yield the line below a key with nothing after it, moved under that key."""
    if fault.place is None or fault.place.line is None:
        return
    text = source.lines[fault.place.line - 1]
    key_at = (fault.place.column or 1) - 1
    for number in range(fault.place.line + 1, len(source.lines) + 1):
        below = source.lines[number - 1]
        body = below.lstrip()
        if body and not body.startswith("#"):
            if len(below) - len(body) == len(text) - len(text.lstrip()):
                yield indent_slip(number, below, key_at + 2)
            return


def _near(places: list[int], last: int) -> list[int]:
    """Return the lines around the first places, the nearest to any of them first."""
    away: dict[int, int] = {}
    for place in places:
        for number in range(max(1, place - LINES_ABOVE), min(last, place + LINES_BELOW) + 1):
            away[number] = min(away.get(number, LINES_ABOVE), abs(number - place))
    return sorted(away, key=lambda number: (away[number], number))


def _ways(number: int, source: YamlText) -> Iterator[Slip]:
    text = source.lines[number - 1]
    body = text.lstrip()
    if not body or body.startswith("#"):
        return
    indent = len(text) - len(body)
    if "\t" in text[:indent]:
        return
    for wanted in _levels(number, source.lines, indent):
        yield indent_slip(number, text, wanted)
    bracket = bracket_slip(number, text)
    if bracket is not None:
        yield bracket
    if body.startswith("- "):
        yield undash_slip(number, text)
    elif re.match(r"[\w ]+:", body) and indent >= 2:
        yield dash_slip(number, text)


def _levels(number: int, lines: tuple[str, ...], indent: int) -> list[int]:
    """Return the indents of the lines around, those nearest to the line's own first."""
    around = lines[max(0, number - LINES_ABOVE) : number - 1] + lines[number : number + 8]
    found = {len(line) - len(line.lstrip()) for line in around if line.strip()}
    found |= {column + 2 for column in found}
    return sorted(found - {indent}, key=lambda column: (abs(column - indent), column))
