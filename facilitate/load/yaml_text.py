"""YAML text to plain values, with the place of every key and every slip told in plain words.

Every scalar stays the text that was written (`9:30`, `No`, `012`); the models convert. Anchors,
tags and doubled keys are refused, and so are files that are too large or too deep, before they
can do harm.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from facilitate.faults import Fault, KeyPath, Place
from facilitate.load.yaml_repair import (
    NO_BREAK,
    Slip,
    find_slip,
    slip_fault,
    syntax_fault,
    wrong_sign,
)

MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_VALUES = 100_000
MOST_TEXT = 100_000
MOST_MENDED = 9

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
    `error` is the parser's complaint where it gave up; `empty` are the keys with nothing after.
    """

    file: str
    data: Any
    faults: tuple[Fault, ...]
    values: Mapping[KeyPath, Spot] = field(default_factory=dict)
    keys: Mapping[KeyPath, Spot] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    error: yaml.YAMLError | None = None
    empty: tuple[KeyPath, ...] = ()

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
    """Return what a YAML file says, and every slip in it.

    Where a line cannot be read, the rest is read as if it were mended, so that one run tells
    everything; the fault remains. `data` is None where no mending helps. Never raises for
    anything that a file may hold.
    """
    text, faults = _decoded(raw, file)
    if text is None:
        return YamlText(file, None, faults)
    text = NO_BREAK.sub(lambda found: " " * len(found[0]), text)
    lines = tuple(text.splitlines())
    hidden = tuple(_hidden(text, file))
    if hidden:
        return YamlText(file, None, hidden, lines=lines)
    return _mending(text, file, lines)


def _mending(text: str, file: str, lines: tuple[str, ...]) -> YamlText:
    """Return the file read, each line that cannot be read taken as it was probably meant."""
    slips: list[Fault] = []
    mended = list(lines)
    while True:
        found = _Composer(file, tuple(mended)).compose(text)
        if found.error is None or len(slips) >= MOST_MENDED or len(text) > MOST_TEXT:
            break
        slip = find_slip(mended, _line_of(found.error, mended))
        if slip is None or slip.mended is None or slip.mended == mended[slip.line - 1]:
            break
        slips.append(slip_fault(slip, file, lines))
        mended[slip.line - 1] = slip.mended
        text = "\n".join(mended) + "\n"
    if found.error is not None and not slips:
        return replace(found, faults=(*found.faults, syntax_fault(found.error, file, lines)))
    if found.error is not None:
        return replace(found, data=None, faults=tuple(slips[:1]), lines=lines)
    return replace(found, faults=(*slips, *found.faults), lines=lines)


def _line_of(error: yaml.YAMLError, lines: list[str]) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return min(mark.line + 1, len(lines)) if mark is not None else len(lines)


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
                hint="Save it again as UTF-8; in Notepad: File, Save as, Encoding: UTF-8.",
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
        self.empty: list[KeyPath] = []

    def compose(self, text: str) -> YamlText:
        readable, broken = True, None
        try:
            self._run(text)
        except _Stop as stop:
            self.faults.append(stop.fault)
            readable = False
        except yaml.YAMLError as error:
            readable, broken = False, error
        return YamlText(
            self.file,
            self.root if readable else None,
            tuple(self.faults),
            self.values,
            self.keys,
            self.lines,
            broken,
            tuple(self.empty),
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
        if event.value == "" and not event.style:
            self._put(None, event)
            return
        words = unicodedata.normalize("NFC", event.value)
        self._put(words if event.style else self._unglued(words, event), event)

    def _key(self, frame: _Frame, event: Any) -> None:
        frame.key = event.value
        path = (*frame.path, event.value)
        spot = _spot(event)
        if path in self.keys and not frame.skip:
            first = self.keys[path]
            if path in self.empty:
                self.empty.remove(path)
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
            if value is None:
                self._nothing_after_dash(spot)
                return path, False
            frame.into.append(value)
            self.values[path] = spot
            return path, False
        assert frame.key is not None
        key, frame.key = frame.key, None
        path = (*frame.path, key)
        if key in frame.into:
            return path, True
        if value is not None:
            frame.into[key] = value
        else:
            self.empty.append(path)
        self.values[path] = spot
        return path, False

    def _nothing_after_dash(self, spot: Spot) -> None:
        self.faults.append(
            Fault(
                code="Y013",
                severity="warning",
                message="This dash has nothing after it, so it is left out.",
                hint="Write something after it, or take the line out.",
                place=self._at(spot),
            )
        )

    def _unglued(self, words: str, event: Any) -> Any:
        """Return words as they were meant: a dash or key that is glued to them is told."""
        column = event.start_mark.column + 1
        number = event.start_mark.line + 1
        alone = self._stands_alone(event)
        in_list = bool(self.stack) and isinstance(self.stack[-1].into, list)
        if not re.match(r"-[^\W\d]", words) or not (alone or in_list):
            if self._swallowed(event):
                return words.split(" - ")[0]
        else:
            hint = f"Write - {words[1:]}"
            self._slip(Slip(number, column, "There is no space after this dash.", hint))
            return words[1:]
        slip = wrong_sign(words, number, column) if alone else None
        if slip is None:
            return words
        self._slip(slip)
        key, _, value = (slip.mended or "").strip().partition(": ")
        return {key: value}

    def _swallowed(self, event: Any) -> bool:
        """Tell a dash that stands so far in that its line goes on with the text above."""
        for number in range(event.start_mark.line + 2, event.end_mark.line + 2):
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            found = re.match(r"( *)-\s+\S", line)
            if found:
                self._slip(self._dash_slip(event, number, len(found[1]), line.strip()))
                return True
        return False

    def _dash_slip(self, event: Any, number: int, column: int, words: str) -> Slip:
        """Return the slip where a dash is read as text: its own line's, or the first one's."""
        frame = self.stack[-1] if self.stack else None
        in_list = frame is not None and isinstance(frame.into, list)
        path = () if frame is None else frame.path if in_list else (*frame.path, frame.key or "")
        key = self.keys.get(path)
        first = event.start_mark.line + 1
        if key is None or column != key.column + 1:
            message = "This dash stands too far in, so its line is read as text of the one above."
            return Slip(number, column + 1, message, f"Put it level with its neighbours: {words}")
        text = self.lines[first - 1].strip()
        message = "This line does not stand level with the dashes below it."
        hint = f"Write - {text.removeprefix('- ')}, with {column} spaces in front of the dash."
        return Slip(first, event.start_mark.column + 1, message, hint)

    def _slip(self, slip: Slip) -> None:
        self.faults.append(slip_fault(slip, self.file, self.lines))

    def _stands_alone(self, event: Any) -> bool:
        """Say whether a value has a line of its own below its key."""
        frame = self.stack[-1] if self.stack else None
        if frame is None or not isinstance(frame.into, dict) or frame.key is None:
            return False
        spot = self.keys.get((*frame.path, frame.key))
        return spot is not None and event.start_mark.line + 1 > spot.line

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
