"""JSON Schemas of the user's files, made from the models, for editors that work offline."""

from typing import Any

from facilitate.load.file_kinds import FILE_KINDS
from facilitate.model import DayFile, ProgrammeFile, SingleFile

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
