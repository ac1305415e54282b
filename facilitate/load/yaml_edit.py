"""Changes to a YAML file of the user's that leave every other byte as it was, with proof.

A change is made in the text, by the places of the values; then the new text is read again and
compared with what was wanted. If they differ, nothing is written and `CannotEdit` says why.
"""

import json
from collections.abc import Mapping
from typing import Any

from facilitate.load.yaml_text import YamlText, read


class CannotEdit(Exception):  # noqa: N818  the user's file is shaped in a way we do not change
    """The file could not be changed without touching something else."""


def scalar(value: str) -> str:
    """Return a value as YAML, in quotes wherever plain words could be misread."""
    plain = bool(value) and value == value.strip() and "\n" not in value and " #" not in value
    if plain:
        again = read(f"k: {value}\n", "")
        if again.data == {"k": value} and not again.faults:
            return value
    return json.dumps(value, ensure_ascii=False)


def appended(source: YamlText, text: str, key: str, entry: Mapping[str, str]) -> str:
    """Return the text with an entry added to the list under `key`, at the end of the file.

    The list must be the last thing in the file, or absent. Raises `CannotEdit` otherwise.
    """
    data = source.data if isinstance(source.data, dict) else {}
    old = data.get(key, [])
    indent = _indent(source, key, len(old))
    rows = [f"{name}: {scalar(value)}" for name, value in entry.items() if value]
    block = f"{indent}- " + f"\n{indent}  ".join(rows) + "\n"
    head = text if not text or text.endswith("\n") else text + "\n"
    if not old:
        head = _without_empty(head, key)
        block = f"{key}:\n{block}"
    new = head + block
    wanted = {**data, key: [*old, {name: value for name, value in entry.items() if value}]}
    return _proved(new, wanted, text if old else "")


def _indent(source: YamlText, key: str, number: int) -> str:
    """Return the spaces before the dashes of the list, two if there is none yet."""
    if not number:
        return "  "
    spot = source.values.get((key, 0))
    if spot is None:
        return "  "
    line = source.lines[spot.line - 1]
    dash = line.find("-")
    if line[:dash].strip():
        raise CannotEdit(f"{key} is written in brackets on one line")
    return line[:dash]


def _without_empty(text: str, key: str) -> str:
    """Return the text without a line `key:` or `key: []` that holds nothing."""
    lines = text.splitlines(keepends=True)
    return "".join(
        line for line in lines if line.split("#")[0].strip() not in (f"{key}:", f"{key}: []")
    )


def replaced(
    source: YamlText, text: str, path: tuple[str | int, ...], name: str, value: str
) -> str:
    """Return the text with one key of the mapping at `path` set to another value."""
    lines = text.splitlines(keepends=True)
    spot = source.values.get((*path, name))
    wanted = json.loads(json.dumps(source.data))
    inner = wanted
    for step in path:
        inner = inner[step]
    inner[name] = value
    if spot is not None:
        line = lines[spot.line - 1]
        lines[spot.line - 1] = line[: spot.column - 1] + scalar(value) + line[spot.end - 1 :]
    else:
        first = source.keys.get((*path, next(iter(_at(source.data, path)))))
        if first is None:
            raise CannotEdit("its keys have no place")
        lines.insert(first.line, " " * (first.column - 1) + f"{name}: {scalar(value)}\n")
    return _proved("".join(lines), wanted, "")


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _proved(new: str, wanted: Any, untouched: str) -> str:
    """Return the new text if it says what was wanted and begins as the old one did."""
    again = read(new, "")
    if (
        any(f.severity == "error" for f in again.faults)
        or again.data != wanted
        or not new.startswith(untouched)
    ):
        raise CannotEdit("the change would touch something else in the file")
    return new
