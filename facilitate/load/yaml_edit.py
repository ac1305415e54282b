"""Changes to a YAML file of the user's that leave every other byte as it was, with proof.

A change is made in the text, by the places of the values; then the new text is read again and
compared with what was wanted. If they differ, nothing is written and `CannotEdit` says why.
"""

import copy
import json
from collections.abc import Mapping
from typing import Any

from facilitate.faults import KeyPath
from facilitate.load.yaml_line import quoted
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import YamlText, value_at


class CannotEdit(Exception):  # noqa: N818  the user's file is shaped in a way we do not change
    """The file could not be changed without touching something else."""


def scalar(value: str) -> str:
    """Return a value as YAML, in quotes wherever plain words could be misread."""
    for written in (value, quoted(value)):
        again = read(f"k: {written}\n", "")
        if again.data == {"k": value} and not again.faults:
            return written
    return json.dumps(value, ensure_ascii=False)


def appended(source: YamlText, text: str, key: str, entry: Mapping[str, str]) -> str:
    """Return the text with an entry added to the list under `key`, at the end of the file.

    The list must be the last thing in the file, or absent. Raises `CannotEdit` otherwise.
    """
    data = source.data if isinstance(source.data, dict) else {}
    old = data.get(key, [])
    said = {name: value for name, value in entry.items() if value}
    wanted = {**data, key: [*old, said]}
    if old and _sign_at(source, (key,)) == "[":
        before, bracket, after = text.rpartition("]")
        head = before.rstrip().removesuffix(",")
        return _proved(f"{head}, {_in_braces(said)}{bracket}{after}", wanted, head)
    indent = _indent(source, key, len(old))
    rows = [f"{name}: {scalar(value)}" for name, value in said.items()]
    block = f"{indent}- " + f"\n{indent}  ".join(rows) + "\n"
    head = text if not text or text.endswith("\n") else text + "\n"
    if not old:
        head = _without_empty(head, key)
        block = f"{key}:\n{block}"
    return _proved(head + block, wanted, text if old else "")


def _sign_at(source: YamlText, path: KeyPath) -> str:
    """Return the sign with which a value begins."""
    spot = source.values[path]
    return source.lines[spot.line - 1][spot.column - 1 : spot.column]


_ENDS_PLAIN_WORDS = frozenset(",[]{}")


def _in_braces(entry: Mapping[str, str]) -> str:
    """Return a mapping on one line; there, a comma or a brace ends plain words."""
    parts = []
    for name, value in entry.items():
        written = scalar(value)
        ends = written[0] not in "\"'" and _ENDS_PLAIN_WORDS & set(written)
        parts.append(f"{name}: {json.dumps(value, ensure_ascii=False) if ends else written}")
    return f"{{{', '.join(parts)}}}"


def _indent(source: YamlText, key: str, number: int) -> str:
    """Return the spaces before the dashes of the list, two if there is none yet."""
    if not number:
        return "  "
    spot = source.values.get((key, 0))
    if spot is None:
        return "  "
    line = source.lines[spot.line - 1]
    dash = line.find("-")
    return line[:dash]


def _without_empty(text: str, key: str) -> str:
    """Return the text without a line `key:` or `key: []` that holds nothing."""
    lines = text.splitlines(keepends=True)
    empty = (f"{key}:", f"{key}: []", f"{key}: {{}}")
    return "".join(line for line in lines if line.split("#")[0].strip() not in empty)


def with_entry(text: str, key: str, name: str, entry: Mapping[str, str], remark: str) -> str:
    """Return the text with a mapping `name: {...}` under `key`; of one that is there, keys are set.

    Everything else stays as it is; the remark stands behind a new line. Raises `CannotEdit`.
    """
    source = read(text, "")
    data = source.data if isinstance(source.data, dict) else {}
    under = data.get(key) or {}
    if isinstance(under.get(name), dict):
        for one, value in entry.items():
            text = replaced(read(text, ""), text, (key, name), one, value)
        return text
    if name in under:
        raise CannotEdit(f"{name} is there, with nothing or something else under it")
    inside = _in_braces(entry)
    lines = (text if not text or text.endswith("\n") else text + "\n").splitlines(keepends=True)
    first = source.keys.get((key, next(iter(under)))) if under else None
    if under and (first is None or first.line == source.keys[(key,)].line):
        raise CannotEdit(f"{key} is written in braces on one line")
    indent = " " * (first.column - 1) if first else "  "
    line = f"{indent}{name}: {inside}  # {remark}\n"
    if under:
        last = max(spot.line for path, spot in source.values.items() if path[:1] == (key,))
        lines.insert(last, line)
    else:
        lines = [*_without_empty("".join(lines), key).splitlines(keepends=True), f"{key}:\n", line]
    return _proved("".join(lines), {**data, key: {**under, name: dict(entry)}}, "")


def without_entry(text: str, key: str, name: str) -> str:
    """Return the text without the lines of the mapping's entry `name` under `key`.

    Everything else stays as it is. Raises `CannotEdit` where it shares its line with another.
    """
    source = read(text, "")
    data = source.data if isinstance(source.data, dict) else {}
    under = {one: value for one, value in (data.get(key) or {}).items() if one != name}
    first = source.keys[(key, name)].line
    inside = [spot.line for path, spot in source.values.items() if path[:2] == (key, name)]
    lines = text.splitlines(keepends=True)
    del lines[first - 1 : max(inside, default=first)]
    if not under:
        head = source.keys[(key,)].line - 1
        lines[head] = lines[head].replace(f"{key}:", f"{key}: {{}}", 1)
    return _proved("".join(lines), {**data, key: under}, "")


def replaced(
    source: YamlText, text: str, path: tuple[str | int, ...], name: str, value: str
) -> str:
    """Return the text with one key of the mapping at `path` set to another value."""
    lines = text.splitlines(keepends=True)
    spot = source.values.get((*path, name))
    wanted = copy.deepcopy(source.data)
    value_at(wanted, path)[name] = value
    if spot is not None:
        line = lines[spot.line - 1]
        before = line[: spot.column - 1]
        space = " " if before.endswith(":") else ""
        lines[spot.line - 1] = f"{before}{space}{scalar(value)}{line[spot.end - 1 :]}"
    else:
        first_path = (*path, next(iter(value_at(source.data, path))))
        first = source.keys.get(first_path)
        if first is None:
            raise CannotEdit("its keys have no place")
        if _sign_at(source, path) == "{":
            brace = source.values[path]
            line = lines[brace.line - 1]
            start, rest = line[: brace.column], line[brace.column :]
            space = "" if rest[:1].isspace() else " "
            lines[brace.line - 1] = f"{start}{name}: {scalar(value)},{space}{rest}"
            return _proved("".join(lines), wanted, "")
        lines.insert(
            max(first.line, source.values[first_path].line),
            " " * (first.column - 1) + f"{name}: {scalar(value)}\n",
        )
    return _proved("".join(lines), wanted, "")


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
