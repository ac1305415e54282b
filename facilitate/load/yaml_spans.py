"""Where each value of a YAML text begins and ends, to the letter, and the proof of a change.

A new text is read again and compared with what was wanted; where the two differ, `CannotSplice`
says why, and nothing is given out.
"""

import copy
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from facilitate.faults import Fault, KeyPath
from facilitate.load.yaml_line import NO_BREAK, quoted
from facilitate.load.yaml_text import read
from facilitate.load.yaml_values import value_at

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE_END = re.compile("\r\n|[\r\n\x85]")


@dataclass(slots=True)
class Node:
    """A value: `start` and `end` are its first letter and the one behind its last.

    Remarks and blank lines behind it are no part of it. `flow` means in brackets or braces;
    `style` is the quote of a word, or `|` and `>` of a text over several lines. A mapping has
    `keys`, each a word, with `inside` in their order; a list has `inside` alone.
    """

    kind: str
    start: int
    end: int
    column: int
    style: str = ""
    flow: bool = False
    keys: dict[str, "Node"] = field(default_factory=dict)
    inside: list["Node"] = field(default_factory=list)

    def value(self, key: str) -> "Node | None":
        """Return the value of a key of a mapping, None where there is none."""
        return self.inside[list(self.keys).index(key)] if key in self.keys else None


class Unreadable(Exception):  # noqa: N818  the user's file has a mistake, which is told
    """The file cannot be edited before a mistake in it is mended: `fault`, if one is told."""

    def __init__(self, fault: Fault | None) -> None:
        super().__init__(fault.message if fault else "the file says nothing")
        self.fault = fault


class YamlDocument:
    """A YAML text with its values and where they stand.

    Raises `Unreadable` for one with mistakes, anchors and tags among them.
    """

    def __init__(self, text: str, file: str = "") -> None:
        self.text, self.file = text, file
        source = read(text, file)
        wrong = next((one for one in source.faults if one.severity == "error"), None)
        if wrong or not isinstance(source.data, dict):
            raise Unreadable(wrong)
        self.data: dict[str, Any] = source.data
        plain = NO_BREAK.sub(lambda found: " " * len(found[0]), text)
        self.root = _Tree(plain).built()

    def node(self, path: KeyPath) -> Node | None:
        """Return the value at a path, or None."""
        found: Node | None = self.root
        for step in path:
            if found is None:
                return None
            if isinstance(step, str):
                found = found.value(step)
            else:
                found = found.inside[step] if -1 < step < len(found.inside) else None
        return found

    # ------------------------------------------------------------------------------------- lines

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in LINE_END.finditer(self.text))]

    def line(self, at: int) -> tuple[int, int]:
        """Return where the line of a letter begins, and where the next one does."""
        number = bisect_right(self._starts, at) - 1
        following = number + 1
        end = self._starts[following] if following < len(self._starts) else len(self.text)
        return self._starts[number], end

    def is_remark(self, start: int, end: int) -> bool:
        """Say whether a line holds a remark and nothing else."""
        return start < end and self.text[start:end].lstrip()[:1] == "#"

    @cached_property
    def remarks(self) -> tuple[tuple[int, int], ...]:
        """Where each remark begins, with its sign, and ends, without its line end."""
        words = sorted(_words(self.root), key=lambda one: one.start)
        found, at = [], 0
        for start, end in [*((one.start, one.end) for one in words), (len(self.text), 0)]:
            while at < start:
                sign = self.text.find("#", at, start)
                if sign < 0:
                    break
                ends = LINE_END.search(self.text, sign)
                at = ends.start() if ends else len(self.text)
                found.append((sign, at))
            at = max(at, end)
        return tuple(found)

    def remarks_in(self, start: int, end: int) -> list[str]:
        """Return the remarks that begin in a stretch of the text, each with its sign."""
        return [self.text[a:b].rstrip() for a, b in self.remarks if start <= a < end]


def _words(node: Node) -> Iterator[Node]:
    yield from node.keys.values()
    if node.kind == "word":
        yield node
    for one in node.inside:
        yield from _words(one)


class _Tree:
    """Builds the values of a text that `read` has found to be without a mistake."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.open: list[Node] = []
        self.keys: list[tuple[str, Node] | None] = []

    def built(self) -> Node:
        """Return the node that holds all others."""
        for event in yaml.parse(self.text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._word(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
                node = self._node(event, kind)
                node.flow = bool(event.flow_style)
                self._put(node)
                self.open.append(node)
                self.keys.append(None)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._close(event)
        assert self.root is not None
        return self.root

    def _node(self, event: Any, kind: str) -> Node:
        start = event.start_mark
        return Node(kind, start.index, event.end_mark.index, start.column)

    def _word(self, event: Any) -> None:
        node = self._node(event, "word")
        node.style = event.style or ""
        if node.style in ("|", ">"):
            node.end = node.start + len(self.text[node.start : node.end].rstrip())
        if self.open and self.open[-1].kind == "map" and self.keys[-1] is None:
            self.keys[-1] = (event.value, node)
        else:
            self._put(node)

    def _close(self, event: Any) -> None:
        node = self.open.pop()
        self.keys.pop()
        if node.flow:
            node.end = event.end_mark.index
        else:
            node.end = max((one.end for one in node.inside), default=node.start + 1)

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        if holder.kind == "list":
            # As `read` does: a dash with nothing behind it is no entry.
            if node.kind != "word" or node.end > node.start or node.style:
                holder.inside.append(node)
            return
        named = self.keys[-1]
        assert named is not None
        holder.keys[named[0]] = named[1]
        holder.inside.append(node)
        self.keys[-1] = None


# ------------------------------------------------------------------------------------------ proof


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


def with_line_end(text: str) -> str:
    """Return a text with a line end at its end."""
    return text if not text or LINE_END.search(text[-1]) else f"{text}\n"


def _end_as(new: str, old: str) -> str:
    """Return a text with a line end at its end only if the old one has one."""
    if LINE_END.search(old[-1:]):
        return with_line_end(new)
    found = re.search("(\r\n|[\r\n\x85])\\Z", new)
    return new[: found.start()] if found else new


def with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Return the text with new lines at a place where a line begins, or behind the last one."""
    new = "".join(f"{line}\n" for line in lines)
    return f"{with_line_end(text[:at])}{new}{text[at:]}"


def last_line(doc: YamlDocument, node: Node) -> int:
    """Return where the line behind a value begins."""
    return doc.line(max(node.end - 1, node.start if node.end > node.start else node.end - 1))[1]


def in_flow(doc: YamlDocument, path: KeyPath) -> bool:
    """Say whether a value stands inside brackets or braces."""
    nodes = (doc.node(path[:end]) for end in range(len(path)))
    return any(node is not None and node.flow for node in nodes)


def copied(doc: YamlDocument, path: KeyPath, keys: Mapping[str, Any] | None) -> Any:
    """Return a copy of the values, with some keys of the mapping at a path set."""
    wanted = copy.deepcopy(doc.data)
    if keys:
        value_at(wanted, path).update(keys)
    return wanted


def line_of(doc: YamlDocument, path: KeyPath) -> int | None:
    """Return the line, from 1, of a value or of the nearest thing around it."""
    nodes = (doc.node(path[:end]) for end in range(len(path), -1, -1))
    return next((line_at(doc, node.start) for node in nodes if node is not None), None)


def line_at(doc: YamlDocument, at: int) -> int:
    """Return the line, from 1, of a letter."""
    return len(LINE_END.findall(doc.text, 0, at)) + 1


def proved(doc: YamlDocument, new: str, wanted: Any) -> str:
    """Return the new text, ended as the former one, if it says what was wanted."""
    new = _end_as(new, doc.text)
    try:
        again = YamlDocument(new, doc.file)
    except Unreadable as reason:
        raise CannotSplice(f"the change would break the file ({reason})") from None
    if again.data != wanted:
        raise CannotSplice("the change would touch something else in the file")
    return new
