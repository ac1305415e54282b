"""What changes of a YAML text rest on: values as they are written, whole lines, and the proof.

A new text is read again and compared with what was wanted; where the two differ, `CannotSplice`
says why, and nothing is given out.
"""

import copy
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from facilitate.faults import KeyPath
from facilitate.load.yaml_line import quoted
from facilitate.load.yaml_spans import LINE_END, Document, Node, Unreadable
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import value_at

Words = str | Sequence[str] | Mapping[str, Any]
"""A value to write: words, a list of words, or words by their keys."""


class CannotSplice(Exception):  # noqa: N818  the user's file is shaped in a way we do not change
    """The text could not be changed without touching something else; `line` is where, from 1."""

    hint = "Change it in the file; everything else can be changed here."

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


class InBrackets(CannotSplice):
    """An entry of a list in brackets, whose remarks cannot be told apart from its neighbours'."""

    hint = "Write its entries without brackets, a line each behind a dash, and do it again here."


def scalar(value: str) -> str:
    """Return a value as YAML, in quotes wherever plain words could be misread."""
    return _first_that_says(value, value, quoted(value))


def _first_that_says(value: str, *written: str) -> str:
    """Return the first of these that is read as the value, or JSON's, which always is."""
    for said in written:
        again = read(f"k: {said}\n", "")
        if again.data == {"k": value} and not again.faults:
            return said
    return json.dumps(value, ensure_ascii=False)


def written(value: Words, *, inside: bool = False) -> str:
    """Return a value on one line; `inside` brackets or braces, commas and brackets need quotes."""
    if isinstance(value, str):
        plain = scalar(value)
        if inside and plain == value and set(",[]{}") & set(plain):
            return _first_that_says(value, quoted(value))
        return plain
    if isinstance(value, Mapping):
        each = (f"{scalar(key)}: {written(one, inside=True)}" for key, one in value.items())
        return f"{{{', '.join(each)}}}"
    return f"[{', '.join(written(one, inside=True) for one in value)}]"


def plain(value: Words) -> Any:
    """Return a value as it is read again: words, lists, mappings."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value]


def ended(text: str) -> str:
    """Return a text with a line end at its end."""
    return text if not text or LINE_END.search(text[-1]) else f"{text}\n"


def _end_as(new: str, old: str) -> str:
    """Return a text with a line end at its end only if the old one has one."""
    if LINE_END.search(old[-1:]):
        return ended(new)
    found = re.search("(\r\n|[\r\n\x85])\\Z", new)
    return new[: found.start()] if found else new


def with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Return the text with new lines at a place where a line begins, or behind the last one."""
    new = "".join(f"{line}\n" for line in lines)
    return f"{ended(text[:at])}{new}{text[at:]}"


def last_line(doc: Document, node: Node) -> int:
    """Return where the line behind a value begins."""
    return doc.line(max(node.end - 1, node.start if node.end > node.start else node.end - 1))[1]


def in_flow(doc: Document, path: KeyPath) -> bool:
    """Say whether a value stands inside brackets or braces."""
    nodes = (doc.node(path[:end]) for end in range(len(path)))
    return any(node is not None and node.flow for node in nodes)


def copied(doc: Document, path: KeyPath, keys: Mapping[str, Any] | None) -> Any:
    """Return a copy of the values, with some keys of the mapping at a path set."""
    wanted = copy.deepcopy(doc.data)
    if keys:
        value_at(wanted, path).update(keys)
    return wanted


def line_of(doc: Document, path: KeyPath) -> int | None:
    """Return the line, from 1, of a value or of the nearest thing around it."""
    nodes = (doc.node(path[:end]) for end in range(len(path), -1, -1))
    return next((line_at(doc, node.start) for node in nodes if node is not None), None)


def line_at(doc: Document, at: int) -> int:
    """Return the line, from 1, of a letter."""
    return len(LINE_END.findall(doc.text, 0, at)) + 1


def proved(doc: Document, new: str, wanted: Any) -> str:
    """Return the new text, ended as the former one, if it says what was wanted."""
    new = _end_as(new, doc.text)
    try:
        again = Document(new, doc.file)
    except Unreadable as reason:
        raise CannotSplice(f"the change would break the file ({reason})") from None
    if again.data != wanted:
        raise CannotSplice("the change would touch something else in the file")
    return new
