"""YAML to plain values, with the place of each and of its key, and what may not stand in a file.

Every scalar stays the text that was written (`9:30`, `No`, `012`); the models convert. Anchors,
tags and doubled keys are refused, and so are files that are too deep or hold too much, before they
can do harm. Signs that were meant otherwise are read as they were meant, and told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import yaml

from facilitate.faults import At, Fault, KeyPath, Place, Severity
from facilitate.load.scalar_slips import PlainText, is_cut_off, meant, without_curly_quotes
from facilitate.load.yaml_line import Repair, indent_of, last_under, quoted
from facilitate.structs import Struct, field, replace

MOST_DEPTH = 40
MOST_VALUES = 100_000
MOST_TEXT = 100_000
MOST_REPAIRS = 9
"""How many lines of one file are mended; each costs one more reading of the text."""


Complaint = Literal[
    "second colon",
    "bad start",
    "backslash",
    "open quote",
    "open bracket",
    "no colon",
    "indent",
    "no dash",
    "list here",
    "unknown",
]
"""What a YAML parser stumbled over, whatever words it has for that."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Spot(NamedTuple):
    """Where a value or key stands: line and column from 1, and the column after its end."""

    line: int
    column: int
    end: int


class YamlError(Struct):
    """Where the parser gave up, from 1, and over what."""

    complaint: Complaint
    line: int
    column: int


class YamlText(Struct):
    """A file read: its values (None if it could not be read), places and faults.

    `values` and `keys` map a key path to where the value and its key stand. `lines` is the text
    as it was written, `mended` as it was read after these `repairs`. `error` is where the parser
    gave up; `empty` are the keys with nothing after, and `lost` the people of whom one of two is
    not in the values, since both have one id.
    """

    file: str
    data: Any
    faults: tuple[Fault, ...]
    values: Mapping[KeyPath, Spot] = field(default_factory=dict)
    keys: Mapping[KeyPath, Spot] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    error: YamlError | None = None
    empty: tuple[KeyPath, ...] = ()
    lost: tuple[KeyPath, ...] = ()

    def place(self, path: KeyPath, *, on_key: bool = False) -> Place:
        """Return the place of a value (or its key), or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            way = path[:end]
            # One value in the place of a list has no items of its own.
            outer = end < len(path) and not isinstance(path[end], int)
            spot = (self.keys.get(way) if on_key or outer else None) or (
                self.values.get(way) or self.keys.get(way)
            )
            if spot is not None:
                return _place(self.file, self.lines, spot)
        return Place(self.file)

    @property
    def lost_words(self) -> bool:
        """Whether something that stands in the file is not in its values, as nobody knows where."""
        for one in self.repairs:
            written = self.lines[one.line - 1 : one.line + len(one.below)]
            read = (one.mended or "", *one.below)
            words, left = (" ".join(said).partition("#")[0].split() for said in (written, read))
            if len(left) - left.count("-") < len(words) - words.count("-") - 1:
                return True
        return False

    def lines_of_words(self, path: KeyPath) -> list[str]:
        """Return the lines of words that go on without a sign for that; one where they do not."""
        words, spot = value_at(self.data, path), self.values.get(path)
        if not isinstance(words, str) or spot is None:
            return []
        found = [self.lines[spot.line - 1][spot.column - 1 :].strip()]
        for line in self.lines[spot.line :]:
            if " ".join(found) == words:
                return found
            found.append(line.strip())
        return found if " ".join(found) == words else [words]

    def as_tried(self, tried: "YamlText", repairs: Iterable[Repair]) -> "YamlText":
        """Return this file as it was tried, its repairs told at the lines as they were written."""
        in_order = tuple(sorted(repairs, key=lambda repair: repair.line))
        told = tuple(one.fault(self.file, self.lines) for one in in_order)
        return replace(tried, faults=(*told, *tried.faults), lines=self.lines, repairs=in_order)


def _place(file: str, lines: Sequence[str], spot: Spot) -> Place:
    """Return a spot as a place with its line of text."""
    source = lines[spot.line - 1] if 0 < spot.line <= len(lines) else ""
    return Place(file, spot.line, spot.column, spot.end, source)


def value_at(data: Any, path: KeyPath) -> Any:
    """Return what stands at a path."""
    return values_along(data, path)[-1]


def values_along(data: Any, path: KeyPath) -> list[Any]:
    """Return the data and each value on the way along a path, as far as there is any."""
    values = [data]
    for step in path:
        try:
            values.append(values[-1][step])
        except (LookupError, TypeError):
            break
    return values


def values_in(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield every value of a file that is no list and no mapping, with its key path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from values_in(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from values_in(inner, (*path, number))
    else:
        yield path, value


def words_in(value: object) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in a file's values, with its key path."""
    return ((path, one) for path, one in values_in(value) if isinstance(one, str))


def read_lines(lines: Sequence[str], file: str) -> YamlText:
    """Return what these lines say, read once and with nothing mended."""
    return read_unmended("\n".join(lines) + "\n", file)


def read_unmended(text: str, file: str) -> YamlText:
    """Return what a text says, read once and with nothing mended."""
    return _Composer(file, tuple(text.splitlines())).compose(text)


def readable_until(lines: Sequence[str]) -> tuple[int, int]:
    """Return the line, from 1, at which lines cannot be read on, and the words read before it.

    The line is past the last one if all can be read.
    """
    words = 0
    try:
        for event in yaml.parse("\n".join(lines) + "\n", Loader=_LOADER):
            words += isinstance(event, yaml.ScalarEvent) and event.value != ""
    except yaml.YAMLError as error:
        return _yaml_error(error, lines).line, words
    return len(lines) + 1, words


COMPLAINTS: tuple[tuple[str, Complaint], ...] = (
    ("unknown escape", "backslash"),
    ("quoted scalar", "open quote"),
    ("mapping values are not allowed", "second colon"),
    ("sequence entries are not allowed", "list here"),
    ("while scanning a simple key", "no colon"),
    ("while parsing a block mapping", "indent"),
    ("<document start>", "indent"),
    ("while parsing a block collection", "no dash"),
    ("while parsing a flow", "open bracket"),
    ("while scanning", "bad start"),
    ("while parsing", "bad start"),
)
"""What PyYAML says only in words, and what it means; the first row that fits holds.

Both of its parsers, the one in C and the one in Python, use these words.
"""


def _yaml_error(error: yaml.YAMLError, lines: Sequence[str]) -> YamlError:
    """Return the parser's complaint as a value, placed where a quote or a sign was begun."""
    context, problem = (getattr(error, name, None) or "" for name in ("context", "problem"))
    words = f"{context}: {problem}"
    kinds = [kind for sign, kind in COMPLAINTS if sign in words]
    complaint: Complaint = kinds[0] if kinds else "unknown"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if complaint == "open quote" or (complaint == "bad start" and "plain scalar" not in words):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return YamlError(complaint, max(1, len(lines)), 1)
    return YamlError(complaint, min(mark.line + 1, max(1, len(lines))), mark.column + 1)


# -------------------------------------------------------------------------------------- composing


class _StopReading(Exception):  # noqa: N818  not an error: why is told already
    pass


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled; `key` is the key that waits for its value.

    So many keys are `doubled` in it.
    """

    into: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None
    key_spot: Spot | None = None
    skip: bool = False
    doubled: int = 0


_SWAPPED = re.compile(r"(\[.*\]|\{.*\}): +([\w-]+)\s*$")
"""A list with its key behind it: `[crisis-doctor, rehab-doctor]: exec`."""


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
        self.lost: list[KeyPath] = []
        self.anchors: set[str] = set()

    def compose(self, text: str) -> YamlText:
        readable, broken = True, None
        try:
            self._run(text)
        except _StopReading:
            readable = False
        except yaml.YAMLError as error:
            readable, broken = False, _yaml_error(error, self.lines)
        return YamlText(
            self.file,
            self.root if readable else None,
            tuple(self.faults),
            self.values,
            self.keys,
            self.lines,
            self.lines,
            error=broken,
            empty=tuple(self.empty),
            lost=tuple(self.lost),
        )

    def _run(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._plain_only(event)
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._plain_only(event)
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(self.stack.pop())
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop("Y009", "A second document starts here.", "Remove the ---.", event)

    def _close(self, frame: _Frame) -> None:
        """Leave out a list in a list in which only dashes stand: `- - -`, a line between items."""
        outer = self.stack[-1].into if self.stack else None
        if frame.into == [] and isinstance(outer, list) and outer and self._is_of_dashes(frame):
            outer.pop()

    def _is_of_dashes(self, frame: _Frame) -> bool:
        last = self.faults[-1].place if self.faults else None
        line = self.values[frame.path].line
        return last is not None and last.line == line and self.faults[-1].code == "Y013"

    def _alias(self, event: Any) -> None:
        """Take an alias as the word that it is, since it stands for nothing here."""
        message = f"'*{event.anchor}' stands for something else."
        frame = self.stack[-1] if self.stack else None
        if frame is None or (isinstance(frame.into, dict) and frame.key is None):
            self._stop("Y005", message, _NO_ANCHORS, event)
        if event.anchor not in self.anchors:
            self._refuse("Y005", message, _NO_ANCHORS, event)
        self._put(event.anchor, event)

    def _plain_only(self, event: Any) -> None:
        if event.anchor is not None:
            self.anchors.add(event.anchor)
            message = f"'&{event.anchor}' names a piece of the file."
            self._refuse("Y005", message, _NO_ANCHORS, event)
        if event.tag not in (None, "!"):
            self._refuse(
                "Y006",
                "A value may not start with an exclamation mark.",
                f'Put quotes round the text: "{event.tag} {getattr(event, "value", "…")}"',
                event,
            )
        self.count += 1
        if self.count > MOST_VALUES:
            self._stop("Y003", "The file holds too many values.", "Split it up.", event)

    def _refuse(self, code: str, message: str, hint: str, event: Any) -> None:
        """Tell what is not taken; the rest is read on, but for a file that is full of it."""
        if sum(fault.code == code for fault in self.faults) >= MOST_REPAIRS:
            self._stop(code, message, hint, event)
        self._tell(code, message, hint, _spot(event))

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
            swapped = _SWAPPED.search(self.lines[event.start_mark.line])
            hint = "Put quotes round the text."
            if swapped:
                hint = f"Put it the other way round: {swapped[2]}: {swapped[1]}"
            self._stop("Y010", "A key must be a word.", hint, event)
        path, skip = self._put(made, event)
        # What stands in the second of two values of one key is passed over with it.
        inside = frame is not None and frame.skip
        self.stack.append(_Frame(made, path, skip=skip or inside))

    def _scalar(self, event: Any) -> None:
        if len(event.value) > MOST_TEXT:
            self._stop("Y003", "This text is longer than 100,000 letters.", "Shorten it.", event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            self._key(frame, event)
            return
        told = self._remark(event)
        # What was refused before a text is taken as the first words of it.
        said = (event.anchor, (event.tag or "").lstrip("!"), event.value)
        value = " ".join(filter(None, said))
        if value == "" and not event.style:
            self._put(None, event, told=told)
            return
        words = unicodedata.normalize("NFC", value)
        self._put(words if event.style else self._meant(words, event), event)

    def _key(self, frame: _Frame, event: Any) -> None:
        frame.key = event.value
        path = (*frame.path, event.value)
        spot = frame.key_spot = _spot(event)
        if path in self.keys and not frame.skip:
            first = self.keys[path]
            if path in self.empty:
                self.empty.remove(path)
            message = f"{event.value!r} is given twice here."
            frame.doubled += 1
            if self._begins_another(frame, event.value, spot):
                return
            if path == ("agenda",):
                self.lost.append(path)  # nothing is said of the hours of half a day
            if frame.path in (("pairs",), ("sponsors",)):
                # One of two is lost, so that whoever speaks of it would seem to speak of nobody.
                self.lost.append(path)
                hint = f"Give one of the two another id, such as {event.value}-2:"
                hint = _DELETE_ONE if self._says_the_same(first, spot) else hint
                self._tell("Y007", message, hint, spot, also=first, at=At(self.file, path))
            else:
                same = self._says_the_same(first, spot)
                hint = _DELETE_ONE if same else "Keep one of the two."
                self._tell("Y007", message, hint, spot, also=first)
        else:
            self.keys[path] = spot

    def _begins_another(self, frame: _Frame, key: str, spot: Spot) -> bool:
        """Tell keys that begin a second item or entry in the one above; False where they do not.

        So it is where a dash, or the line with an id, is missing above them.
        """
        if not frame.path and key == "format" and frame.doubled == 1:
            frame.doubled = _ALL_DOUBLED
            message = f"This file begins again here, with {key}:"
            hint = "Two copies, or two files, stand one below the other: keep one of them."
            self._tell("Y007", message, hint, spot)
            return True
        if frame.doubled > _ALL_DOUBLED:
            return True
        in_list = bool(frame.path) and isinstance(frame.path[-1], int)
        of_ids = len(frame.path) == 2 and frame.path[0] in WITH_IDS
        if not in_list and not of_ids:
            return False
        begun = next(iter(frame.into), "") == key or frame.doubled == 2
        begun &= not self.lines[spot.line - 1][: spot.column - 1].strip(" -")
        # Right below itself a key of an entry with an id is given twice, and begins no other.
        begun &= in_list or spot.line > self.keys[(*frame.path, key)].line + 1
        if frame.doubled > 2 or not begun:
            return frame.doubled > 2
        source = self.lines[spot.line - 1].strip()
        message = "A second item begins here, and there is no dash in front of it."
        hint = f"Write - {source}, level with the dash of the item above."
        if of_ids:
            message = "A second entry begins here, and the line with its id is missing above it."
            hint = (
                f"Write that line again, with {spot.column - 3} spaces in front and a colon behind."
            )
        if frame.doubled == 2:
            self.faults.pop()
        frame.doubled = 2
        self._tell("Y007", message, hint, spot)
        return True

    def _says_the_same(self, first: Spot, second: Spot) -> bool:
        """Say whether two keys have the same lines under them, as of a block pasted twice."""
        if first.line == second.line:
            return False
        begun = (first.line, second.line)
        both = [self.lines[n - 1 : last_under(self.lines, n)] for n in begun]
        one, other = ([line.rstrip() for line in lines if line.strip()] for lines in both)
        return one == other

    def _put(self, value: Any, event: Any, *, told: bool = False) -> tuple[KeyPath, bool]:
        """Store a value in the open mapping or list; an empty one leaves its key unset.

        `told` says that a fault says already why there is nothing.
        """
        spot = _spot(event)
        if not self.stack:
            self.root = value
            self.values[()] = spot
            return (), False
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            path: KeyPath = (*frame.path, len(frame.into))
            if value is None:
                if not told:
                    message = "This dash has nothing after it, so it is left out."
                    hint = "Write something after it, or take the line out."
                    self._tell("Y013", message, hint, spot, severity="warning")
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
        elif not told:
            self.empty.append(path)
        self.values[path] = spot
        return path, False

    def _meant(self, words: str, event: Any) -> Any:
        """Return words as they were meant; whatever is wrong with their signs is told."""
        first, last = event.start_mark, event.end_mark
        frame = self.stack[-1] if self.stack else None
        key = frame.key_spot if frame and frame.key is not None else None
        alone = key is not None and first.line + 1 > key.line
        as_it_is = words[0] not in _MAY_BE_MEANT and words[-1] not in '",;”»'
        if first.line == last.line and not alone and as_it_is:
            return words
        end = self.lines[last.line][last.column :] if last.line < len(self.lines) else ""
        if words[-1] in ",;" and (left := words.rstrip(",; ")) and not end.strip():
            message = f"{words[-1]!r} ends this text, and is left out."
            self._tell("Y017", message, f"Write {left}", _spot(event), severity="warning")
            return left
        lines = self.lines[first.line : last.line + 1 if last.column else last.line]
        in_list = frame is not None and isinstance(frame.into, list)
        if frame is not None and in_list:
            key = self.keys.get(frame.path)
        text = PlainText(
            words,
            (lines[0][first.column :], *lines[1:]) if lines else (),
            first.line + 1,
            first.column + 1,
            key.column if key else None,
            alone,
            in_list,
        )
        value, repairs = meant(text)
        self.faults += [repair.fault(self.file, self.lines) for repair in repairs]
        if isinstance(value, str) and (inner := without_curly_quotes(value)):
            message = "These quotes are a word processor's, so they are read as straight ones."
            hint = f"Type them again: \"{inner}\", or write '{value}' to print them."
            self._tell("Y015", message, hint, _spot(event), severity="warning")
            return inner
        of_name = frame is not None and _is_of_somebody(frame)
        if value == words and (in_list or alone or of_name):
            self._joined(text, of_name=of_name)
        return value

    def _joined(self, text: PlainText, *, of_name: bool = False) -> None:
        """Warn of a line that goes on with the text above it and reads like one of its own.

        Below a name any line does.
        """
        of_words = not text.in_list and any(len(row.split()) > _FEW for row in text.lines)
        for number, (above, row) in enumerate(pairwise(text.lines), text.line + 1):
            last = above.split()[-1:] or [""]
            whole = last[0][-1:].isalnum() and len(last[0]) > _SHORT
            wrapped = len(above) > _WRAPPED
            begun = row.strip()[:1].isupper() and whole and not (of_words or wrapped)
            if begun or (of_name and row.strip()):
                message = "This line is read as more of the text above it."
                hint = (
                    "Put both on one line if they are one text; else write a dash or a key and a "
                )
                hint += "colon in front of each."
                if of_name:
                    hint = f"Put it behind the name, with a comma: {above.strip()}, {row.strip()}"
                spot = Spot(number, indent_of(row) + 1, len(row.rstrip()) + 1)
                self._tell("Y018", message, hint, spot, severity="warning")
                return

    def _remark(self, event: Any) -> bool:
        """Warn where words after a ` #` were probably meant: `Room #3, Main House`."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        rest = line[event.end_mark.column :].rstrip()
        if event.style or not rest.startswith(" #") or not is_cut_off(event.value, rest):
            return False
        whole = f"{event.value}{rest}".strip()
        left = f"this says {event.value!r}" if event.value else "this says nothing"
        start = event.start_mark.column + (1 if event.value else 2)
        message = f"Everything after ' #' is a remark, so {left}."
        hint = f"Put quotes round it: {quoted(whole)}."
        spot = Spot(event.start_mark.line + 1, start, len(line.rstrip()) + 1)
        self._tell("Y012", message, hint, spot, severity="warning")
        return True

    def _tell(
        self,
        code: str,
        message: str,
        hint: str,
        spot: Spot,
        *,
        severity: Severity = "error",
        also: Spot | None = None,
        at: At | None = None,
    ) -> None:
        place = _place(self.file, self.lines, spot)
        other = None if also is None else _place(self.file, self.lines, also)
        told = Fault(code=code, message=message, hint=hint, severity=severity, place=place)
        self.faults.append(replace(told, at=at, also=other))

    def _stop(self, code: str, message: str, hint: str, event: Any) -> None:
        """Tell what keeps the file from being read on."""
        self._tell(code, message, hint, _spot(event))
        raise _StopReading


def _is_of_somebody(frame: _Frame) -> bool:
    """Say whether what comes is somebody's name: behind the id of a sponsor, a coach or a role."""
    if len(frame.path) != 2 or frame.path[0] != "pairs":
        return frame.path in (("sponsors",), ("coaches",))
    # The models are not imported to read a file whose texts end on their lines.
    from facilitate.load.file_kinds import known_keys
    from facilitate.model.plan import Pair

    return frame.key not in known_keys(Pair, ())


_SHORT = 3  # letters of words that seldom end a text, such as `for` and `the`
_WRAPPED = 60  # letters of a line that goes on below for want of room
_FEW = 4  # words of what is an entry of its own where no list is
_MAY_BE_MEANT = "-“„‘‚”’«»"
"""Signs with which a text on one line begins that may have been meant otherwise."""
WITH_IDS = frozenset({"pairs", "sponsors", "coaches", "sharing", "access", "contacts", "codes"})
"""Keys under which each entry has an id on a line of its own."""
_ALL_DOUBLED = 1_000  # more than any file has keys
_DELETE_ONE = "Both say the same, so delete one of the two."
_NO_ANCHORS = "Write it out in full, or put quotes round the text."


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    last = end.column + 1 if end.line == start.line else start.column + 2
    return Spot(start.line + 1, start.column + 1, max(last, start.column + 2))
