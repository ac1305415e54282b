"""A change to a YAML file of the user's that leaves every other byte as it was, with proof.

It is made in the text, by the places of the values; then the new text is read again and compared
with what was wanted. If they differ, nothing is written and `CannotEdit` says why.
"""

import copy
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from facilitate.faults import KeyPath
from facilitate.load.yaml_line import quoted
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import YamlText, values_along

Value = str | Mapping[str, str]

NEW = 1_000_000
"""The number of a list's entry that is not there yet."""


class CannotEdit(Exception):  # noqa: N818  the user's file is shaped in a way we do not change
    """The file could not be changed without touching something else."""


def edited(text: str, path: KeyPath, value: Value | None, remark: str = "") -> str:
    """Return the text with a value at a path: a word, a mapping of words, or None for none.

    An entry that is `NEW` comes behind the last of its list, which must end the file. Of a mapping
    that is there, the keys named are set and others stay. A remark stands behind a new line.
    Raises `CannotEdit`.
    """
    source = read(text, "")
    there = _at(source, path)
    if isinstance(value, Mapping) and isinstance(there, dict):
        for name, word in value.items():
            text = edited(text, (*path, name), word)
        return text
    wanted = _with(source.data, path, value)
    lines = (text if not text or text.endswith("\n") else f"{text}\n").splitlines(keepends=True)
    if value is None:
        _take_out(lines, source, path, wanted)
    elif isinstance(there, str) and isinstance(value, str):
        _put_in_place(lines, source, path, value)
    elif len(values_along(source.data, path)) > len(path):
        raise CannotEdit(f"{path[-1]} is there, with nothing or something else under it")
    elif not _at(source, path[:-1]):
        _begin(lines, path, value, remark)
    elif _sign_at(source, path[:-1]) == "[":
        _add_in_brackets(lines, value)
    elif _sign_at(source, path[:-1]) == "{":
        _add_in_braces(lines, source, path, value)
    else:
        _add(lines, source, path, value, remark)
    return _proved("".join(lines), wanted)


def scalar(value: str) -> str:
    """Return a value as YAML, in quotes wherever plain words could be misread."""
    for written in (value, quoted(value)):
        again = read(f"k: {written}\n", "")
        if again.data == {"k": value} and not again.faults:
            return written
    return json.dumps(value, ensure_ascii=False)


def _at(source: YamlText, path: KeyPath) -> Any:
    """Return what stands at a path, None for nothing."""
    found = values_along(source.data, path)
    return found[-1] if len(found) > len(path) else None


def _with(data: Any, path: KeyPath, value: Value | None) -> Any:
    """Return what the file is to say; what holds the value comes into being with it."""
    wanted: Any = copy.deepcopy(data) if isinstance(data, dict) else {}
    inside = wanted
    for part, following in pairwise(path):
        if isinstance(inside, dict) and not inside.get(part):
            inside[part] = [] if isinstance(following, int) else {}
        inside = inside[part]
    if value is None:
        del inside[path[-1]]
    elif path[-1] == NEW:
        inside.append(value)
    else:
        inside[path[-1]] = value
    return wanted


def _sign_at(source: YamlText, path: KeyPath) -> str:
    """Return the sign with which a value begins."""
    spot = source.values[path]
    return source.lines[spot.line - 1][spot.column - 1 : spot.column]


_ENDS_PLAIN_WORDS = frozenset(",[]{}")


def _on_one_line(value: Value) -> str:
    """Return a value on one line; in braces, a comma or a brace ends plain words."""
    if isinstance(value, str):
        return scalar(value)
    parts = []
    for name, word in value.items():
        written = scalar(word)
        ends = written[0] not in "\"'" and _ENDS_PLAIN_WORDS & set(written)
        parts.append(f"{name}: {json.dumps(word, ensure_ascii=False) if ends else written}")
    return f"{{{', '.join(parts)}}}"


def _new_lines(indent: str, name: str | int, value: Value, remark: str) -> list[str]:
    """Return the lines of a new entry: of a list a key a line, of a mapping one line."""
    if isinstance(name, int) and isinstance(value, Mapping):
        rows = [f"{key}: {scalar(word)}" for key, word in value.items()]
        return [f"{indent}{'  ' if n else '- '}{row}\n" for n, row in enumerate(rows)]
    before = "- " if isinstance(name, int) else f"{name}: "
    behind = f"  # {remark}" if remark else ""
    return [f"{indent}{before}{_on_one_line(value)}{behind}\n"]


def _begin(lines: list[str], path: KeyPath, value: Value, remark: str) -> None:
    """Write the key and its first entry at the end, in place of a `key:` that holds nothing."""
    key, name = path
    empty = (f"{key}:", f"{key}: []", f"{key}: {{}}")
    lines[:] = [line for line in lines if line.split("#")[0].strip() not in empty]
    lines += [f"{key}:\n", *_new_lines("  ", name, value, remark)]


def _add(lines: list[str], source: YamlText, path: KeyPath, value: Value, remark: str) -> None:
    """Write a new entry: of a list at the end of the file, of a mapping below others of it."""
    above, name = path[:-1], path[-1]
    place = (*above, 0 if name == NEW else next(iter(_at(source, above))))
    first = source.keys.get(place, source.values[place])
    indent = " " * (first.column - 1)
    if name == NEW:
        indent, last = lines[first.line - 1].partition("-")[0], len(lines)
    elif isinstance(value, str):
        last = max(first.line, source.values[place].line)
    else:
        last = max(spot.line for at, spot in source.values.items() if at[: len(above)] == above)
    lines[last:last] = _new_lines(indent, name, value, remark)


def _add_in_brackets(lines: list[str], value: Value) -> None:
    """Put a new entry before the last bracket of the file."""
    before, bracket, after = "".join(lines).rpartition("]")
    head = before.rstrip().removesuffix(",")
    lines[:] = [f"{head}, {_on_one_line(value)}{bracket}{after}"]


def _add_in_braces(lines: list[str], source: YamlText, path: KeyPath, value: Value) -> None:
    """Put a word behind the opening brace; a person's entry among others is left to the user."""
    above, name = path[:-1], path[-1]
    if not isinstance(value, str):
        raise CannotEdit(f"{above[-1]} is written in braces on one line")
    brace = source.values[above]
    line = lines[brace.line - 1]
    start, rest = line[: brace.column], line[brace.column :]
    space = "" if rest[:1].isspace() else " "
    lines[brace.line - 1] = f"{start}{name}: {scalar(value)},{space}{rest}"


def _put_in_place(lines: list[str], source: YamlText, path: KeyPath, value: str) -> None:
    """Write a word where another one stands."""
    spot = source.values[path]
    line = lines[spot.line - 1]
    before = line[: spot.column - 1]
    space = " " if before.endswith(":") else ""
    lines[spot.line - 1] = f"{before}{space}{scalar(value)}{line[spot.end - 1 :]}"


def _take_out(lines: list[str], source: YamlText, path: KeyPath, wanted: Any) -> None:
    """Take the lines of an entry out; a key that then holds nothing says so."""
    inside = [spot.line for at, spot in source.values.items() if at[: len(path)] == path]
    first = source.keys[path].line
    del lines[first - 1 : max(inside, default=first)]
    above = path[:-1]
    if not values_along(wanted, above)[-1]:
        head = source.keys[above].line - 1
        lines[head] = lines[head].replace(f"{above[-1]}:", f"{above[-1]}: {{}}", 1)


def _proved(new: str, wanted: Any) -> str:
    """Return the new text if it says what was wanted."""
    again = read(new, "")
    if any(fault.severity == "error" for fault in again.faults) or again.data != wanted:
        raise CannotEdit("the change would touch something else in the file")
    return new
