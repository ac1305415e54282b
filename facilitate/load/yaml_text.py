"""YAML text to plain values, with the place of every key and every slip told in plain words.

Every scalar stays the text that was written (`9:30`, `No`, `012`); the models convert. Anchors,
tags and doubled keys are refused, and so are files that are too large or too deep, before they
can do harm.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from facilitate.faults import Fault, KeyPath, Place

MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_VALUES = 100_000
MOST_TEXT = 100_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufeff\ue000\ue001\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value or key stands: line and column from 1, and the column after its end."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file read: its values (None if it could not be read), places and slips.

    `values` and `keys` map a key path to where the value and its key stand; `lines` is the text.
    """

    file: str
    data: Any
    faults: tuple[Fault, ...]
    values: Mapping[KeyPath, Spot] = field(default_factory=dict)
    keys: Mapping[KeyPath, Spot] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def place(self, path: KeyPath, *, on_key: bool = False) -> Place:
        """Return the place of a value (or its key), or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            way = path[:end]
            spot = (self.keys.get(way) if on_key or end < len(path) else None) or (
                self.values.get(way) or self.keys.get(way)
            )
            if spot is not None:
                return self.at(spot)
        return Place(self.file)

    def at(self, spot: Spot) -> Place:
        """Return a spot as a place with its line of text."""
        source = self.lines[spot.line - 1] if 0 < spot.line <= len(self.lines) else ""
        return Place(self.file, spot.line, spot.column, spot.end, source)


def read(raw: bytes | str, file: str) -> YamlText:
    """Return what a YAML file says, or the first slip that makes it unreadable and all others.

    Never raises for anything that a file may hold.
    """
    text, faults = _decoded(raw, file)
    if text is None:
        return YamlText(file, None, faults)
    lines = tuple(text.splitlines())
    hidden = tuple(_hidden(text, file))
    if hidden:
        return YamlText(file, None, hidden, lines=lines)
    return _Composer(file, lines).compose(text)


def _decoded(raw: bytes | str, file: str) -> tuple[str | None, tuple[Fault, ...]]:
    if len(raw) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES // 1_000_000} MB, which no plan needs."
        return None, (_fault("Y003", message, "Check that this is the right file.", file),)
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff"), ()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, (
            Fault(
                code="Y011",
                message="The file holds letters that are not written in UTF-8.",
                hint="Save it again with the encoding UTF-8.",
                place=Place(file, line),
            ),
        )


def _hidden(text: str, file: str) -> Iterator[Fault]:
    """Yield a fault for the first few characters that nobody can see and that change meaning."""
    lines = re.split(r"\r\n|\r|\n", text)
    found = 0
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line):
            letter = match.group()
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            yield Fault(
                code="Y008",
                message=f"There is a hidden character here ({name}).",
                hint="Delete it and type the words again.",
                place=Place(file, number, match.start() + 1, match.end() + 1),
            )
            found += 1
            if found == 5:
                return


def _fault(code: str, message: str, hint: str, file: str) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Place(file))


# --------------------------------------------------------------------------------------- composing


class _Stop(Exception):  # noqa: N818  not an error: the file cannot be read on from here
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled; `key` is the key that waits for its value."""

    into: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None
    skip: bool = False


class _Composer:
    """Builds values from parser events on a stack of its own, so depth cannot break the process."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        self.file, self.lines = file, lines
        self.faults: list[Fault] = []
        self.values: dict[KeyPath, Spot] = {}
        self.keys: dict[KeyPath, Spot] = {}
        self.stack: list[_Frame] = []
        self.root: Any = None
        self.count = 0

    def compose(self, text: str) -> YamlText:
        readable = True
        try:
            self._run(text)
        except _Stop as stop:
            self.faults.append(stop.fault)
            readable = False
        except yaml.YAMLError as error:
            self.faults.append(syntax_fault(error, self.file, self.lines))
            readable = False
        return YamlText(
            self.file,
            self.root if readable else None,
            tuple(self.faults),
            self.values,
            self.keys,
            self.lines,
        )

    def _run(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop("Y009", "A second document starts here.", "Remove the ---.", event)
            elif isinstance(event, yaml.AliasEvent):
                self._stop(
                    "Y005", f"'*{event.anchor}' stands for something else.", _NO_ANCHORS, event
                )
            elif isinstance(event, yaml.ScalarEvent):
                self._plain_only(event)
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._plain_only(event)
                self._open(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.stack.pop()

    def _plain_only(self, event: Any) -> None:
        if event.anchor is not None:
            self._stop("Y005", f"'&{event.anchor}' names a piece of the file.", _NO_ANCHORS, event)
        if event.tag not in (None, "!"):
            self._stop("Y006", f"'{event.tag}' is a tag.", "Put quotes round the text.", event)
        self.count += 1
        if self.count > MOST_VALUES:
            self._stop("Y003", "The file holds too many values.", "Split it up.", event)

    def _open(self, event: Any) -> None:
        if len(self.stack) >= MOST_DEPTH:
            self._stop(
                "Y004",
                f"The file is nested more than {MOST_DEPTH} levels deep.",
                "Check the brackets and the indents here.",
                event,
            )
        made: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            self._stop("Y010", "A key must be a word.", "Put quotes round the text.", event)
        path, skip = self._put(made, event)
        self.stack.append(_Frame(made, path, skip=skip))

    def _scalar(self, event: Any) -> None:
        if len(event.value) > MOST_TEXT:
            self._stop("Y003", "This text is longer than 100,000 letters.", "Shorten it.", event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            self._key(frame, event)
            return
        self._comment_slip(event)
        empty = event.value == "" and not event.style
        self._put(None if empty else unicodedata.normalize("NFC", event.value), event)

    def _key(self, frame: _Frame, event: Any) -> None:
        frame.key = event.value
        path = (*frame.path, event.value)
        spot = _spot(event)
        if path in self.keys and not frame.skip:
            first = self.keys[path]
            self.faults.append(
                Fault(
                    code="Y007",
                    message=f"{event.value!r} is given twice here.",
                    hint="Keep one of the two.",
                    place=self._at(spot),
                    also=self._at(first),
                )
            )
        else:
            self.keys[path] = spot

    def _put(self, value: Any, event: Any) -> tuple[KeyPath, bool]:
        """Store a value in the open mapping or list; an empty one leaves its key unset."""
        spot = _spot(event)
        if not self.stack:
            self.root = value
            self.values[()] = spot
            return (), False
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            path: KeyPath = (*frame.path, len(frame.into))
            frame.into.append("" if value is None else value)
            self.values[path] = spot
            return path, False
        assert frame.key is not None
        key, frame.key = frame.key, None
        path = (*frame.path, key)
        if key in frame.into:
            return path, True
        if value is not None:
            frame.into[key] = value
        self.values[path] = spot
        return path, False

    def _comment_slip(self, event: Any) -> None:
        """Warn where ` # 4` was meant as words: one space, then a sign and a number."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        rest = line[event.end_mark.column :]
        if not event.style and re.fullmatch(r" #\s?\d+\S*\s*", rest):
            whole = f"{event.value} {rest.strip()}"
            self.faults.append(
                Fault(
                    code="Y012",
                    severity="warning",
                    message=f"Everything after ' #' is a comment, so this says {event.value!r}.",
                    hint=f'Put quotes round it: "{whole}".',
                    place=self._at(
                        Spot(
                            event.start_mark.line + 1,
                            event.start_mark.column + 1,
                            len(line.rstrip()) + 1,
                        )
                    ),
                )
            )

    def _at(self, spot: Spot) -> Place:
        source = self.lines[spot.line - 1] if spot.line <= len(self.lines) else ""
        return Place(self.file, spot.line, spot.column, spot.end, source)

    def _stop(self, code: str, message: str, hint: str, event: Any) -> None:
        raise _Stop(Fault(code=code, message=message, hint=hint, place=self._at(_spot(event))))


_NO_ANCHORS = "Write it out in full, or put quotes round the text."


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    last = end.column + 1 if end.line == start.line else start.column + 2
    return Spot(start.line + 1, start.column + 1, max(last, start.column + 2))


# ------------------------------------------------------------------------------------ its own words

_SAYINGS = (
    ("mapping values are not allowed", "There is a second colon on this line."),
    ("found character that cannot start", "A value may not start with this sign."),
    ("found unknown escape", "A backslash between double quotes has a meaning of its own."),
    ("unexpected end of stream", "A quote is opened here and never closed."),
    ("did not find expected ',' or", "A bracket is opened and not closed."),
    ("could not find expected ':'", "This line has no colon after its key."),
    ("did not find expected key", "The indent of this line does not fit the lines above."),
    ("did not find expected '-'", "A line of this list does not start with a dash."),
    ("block sequence entries", "A list starts here where a single value is expected."),
    ("did not find expected alphabetic", "A value may not start with this sign."),
)


def syntax_fault(error: yaml.YAMLError, file: str, lines: tuple[str, ...]) -> Fault:
    """Return the parser's complaint in an organiser's words, at the line that needs mending."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number = min(mark.line + 1, max(1, len(lines))) if mark is not None else 1
    column = mark.column + 1 if mark is not None else 1
    problem = str(getattr(error, "problem", "") or error)
    opened = getattr(error, "context_mark", None)
    if opened is not None and "quoted scalar" in str(getattr(error, "context", "")):
        number, column = opened.line + 1, opened.column + 1
    source = lines[number - 1] if 0 < number <= len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())] or "'\\t'" in problem:
        column = source.find("\t") + 1 or column
        place = Place(file, number, column, column + 1, source)
        return Fault(
            code="Y002",
            message="A tab is used to indent.",
            hint="Use two spaces for each level.",
            place=place,
        )
    message = next((say for sign, say in _SAYINGS if sign in problem), "This cannot be read.")
    if "mapping values" in problem and len(re.findall(r":(?:\s|$)", source)) < 2:
        return Fault(
            code="Y001",
            message="This line does not fit under the one above it.",
            hint="Give it as many spaces in front as its neighbours, or add the colon above.",
            place=Place(file, number, column, column + 1, source),
        )
    place = Place(file, number, column, column + 1, source)
    return Fault(code="Y001", message=message, hint=_remedy(source, problem), place=place)


def _remedy(source: str, problem: str) -> str:
    found = re.match(r"\s*(?:- )?\s*([\w -]+?):\s*(\S.*?)\s*$", source)
    needs_quotes = "mapping values" in problem or "cannot start" in problem or "anchor" in problem
    needs_quotes = needs_quotes or "alphabetic" in problem
    if found and needs_quotes:
        words = found[2].replace('"', "'")
        return f'Put quotes round the {found[1].strip()}: "{words}".'
    if "expected ':'" in problem:
        return "Write it like key: value, or indent it if it belongs to the line above."
    if "expected key" in problem or "expected '-'" in problem:
        return "Give it as many spaces in front as its neighbours have."
    return "Put quotes round the text, and close what is opened."
