"""What is wrong with a value or key of a file, and the file in whose words it is told.

Of private files it is told which line, and not what somebody wrote there.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from facilitate.faults import At, Fault, KeyPath
from facilitate.load.file_kinds import known_keys, takes_list
from facilitate.load.yaml_line import NO_COLON
from facilitate.load.yaml_values import YamlText, value_at
from facilitate.model import AccessFile, CodebookFile, ContactsFile, IdentitiesFile, SharingFile
from facilitate.model.units import BETWEEN
from facilitate.structs import Struct, replace

Kind = Literal[
    "missing",
    "empty",
    "sign",
    "unknown",
    "choice",
    "unreadable",
    "no kind",
    "two kinds",
    "no name",
    "words",
    "number",
    "yes or no",
    "date",
    "list",
    "keys",
    "other",
]
"""What is wrong with a value; from `words` on, what else was wanted instead of it."""

PYDANTIC: Mapping[str, Kind] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "literal_error": "choice",
    "string_type": "words",
    "int_type": "number",
    "int_parsing": "number",
    "float_type": "number",
    "bool_type": "yes or no",
    "date_type": "date",
    "tuple_type": "list",
    "dict_type": "keys",
    "model_type": "keys",
    "unreadable": "unreadable",
    "no_kind": "no kind",
    "two_kinds": "two kinds",
    "no_name": "no name",
}
"""What pydantic and our models call it, and what it is."""

FOLLOWS = "default_factory_not_called"
"""What pydantic calls a value that would be worked out from one that is told already."""

WANTED: Mapping[Kind, str] = {
    "words": "words",
    "number": "a number",
    "yes or no": "yes or no",
    "date": "a date",
    "list": "a list",
    "keys": "keys of its own",
    "other": "something else",
}


class Problem(Struct):
    """One thing wrong with a value, and the fault that tells it."""

    kind: Kind
    path: KeyPath
    value: Any
    fault: Fault

    @property
    def line(self) -> int:
        """The line at which it is told; 0 where it has none."""
        return (self.fault.place.line if self.fault.place else 0) or 0

    @property
    def is_of_shape(self) -> bool:
        """Whether something else was wanted, such as a list."""
        return self.kind in WANTED


def raised_by(error: ValidationError) -> list[Any]:
    """Return what pydantic raised of values, less what follows from something else."""
    return [one for one in error.errors(include_url=False) if one["type"] != FOLLOWS]


def errors_of(model: type[BaseModel], data: Any) -> list[Any]:
    """Return what pydantic says is wrong with values."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return raised_by(error)
    return []


def roles_of(source: YamlText) -> tuple[str, ...]:
    """Return the roles that a plan names; else those that it has without naming any."""
    given = source.data.get("roles") if isinstance(source.data, dict) else None
    return tuple(one for one in given or ("doctor", "manager") if isinstance(one, str))


class Described:
    """A file whose problems are put into words, with its keys that are unknown or missing."""

    def __init__(self, model: type[BaseModel], source: YamlText, errors: Sequence[Any]) -> None:
        self.model, self.source = model, source
        self.quotes = not source.file.startswith(PRIVATE)
        self.headless = ""
        self.unknown: dict[KeyPath, list[str]] = {}
        self.missing: dict[KeyPath, list[str]] = {}
        for error in errors:
            *outer, key = error["loc"] or ("",)
            if error["type"] == "extra_forbidden":
                self.unknown.setdefault(tuple(outer), []).append(str(key))
            elif error["type"] == "missing":
                self.missing.setdefault(tuple(outer), []).append(str(key))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the plan's pairs."""
        return roles_of(self.source)

    def fault(
        self,
        code: str,
        message: str,
        hint: str,
        path: KeyPath,
        *,
        on_key: bool = False,
        because: tuple[KeyPath, ...] = (),
        first: KeyPath | None = None,
    ) -> Fault:
        """Return a fault with its place; the same at `first` is one mistake, and is told there."""
        if first not in (None, path):
            because = (*because, first)
        return Fault(
            code=code,
            message=message,
            hint=hint,
            at=At(self.source.file, path, on_key),
            place=self.source.place(path, on_key=on_key),
            because=tuple(At(self.source.file, cause) for cause in because),
        )

    def errors_with(self, way: KeyPath, value: Any) -> list[Any]:
        """Return what pydantic would say of a place of the file if this value stood there."""
        data = copy.deepcopy(self.source.data)
        value_at(data, way[:-1])[way[-1]] = value
        return [one for one in errors_of(self.model, data) if one["loc"][: len(way)] == way]

    def right_part(self, path: KeyPath, value: Any) -> str:
        """Return the part of some words that is right at a place by itself; else nothing.

        What is left then says nothing of the value: no figure, and no bound such as `up to`.
        """
        words = value.split() if isinstance(value, str) and self.quotes else []
        way = path if path in self.source.values else path[:-1]
        count = len(words) if len(words) <= _MOST_WORDS else 0
        for length in range(count, 0, -1):
            for first in range(count - length + 1):
                part = " ".join(words[first : first + length]).strip(_EDGES)
                left = " ".join([*words[:first], *words[first + length :]])
                left = _TILL_WHEN.sub("", left) if path[-1] != "by" else left
                if part == value or not _SAYS_MUCH.search(part) or CHANGES.search(left):
                    continue
                if not self.errors_with(way, part):
                    return part
        return ""

    def strayed(self, path: KeyPath) -> Fault | None:
        """Return the fault of a key that is missing further out and stands in here; else None."""
        for length in range(len(path) - 1):
            home = (*path[:length], path[-1])
            if path[-1] in self.missing.get(path[:length], []) and home not in self.source.keys:
                message = f"{path[-1]}: stands inside of {key_of(path[:-1])}: here."
                outer = self.source.place(path[: length + 1], on_key=True)
                hint = f"Put this line above line {outer.line}, level with it."
                fault = self.fault("P101", message, hint, path, on_key=True)
                return replace(fault, at=At(self.source.file, home))
        return None

    def named(self, words: str) -> str:
        """Return words as they stand there; of what somebody told the facilitator, only where."""
        return repr(words) if self.quotes else "what stands here"

    def shown(self, value: Any) -> str:
        """Return what stands there; of what somebody told the facilitator, only that it does."""
        return repr(value) if self.quotes else "What stands here"

    def several(self, path: KeyPath, value: Any) -> list[str]:
        """Return the words that stand as one text where a list is wanted; else nothing."""
        if not isinstance(value, str) or not takes_list(self.model, path):
            return []
        one_date = r"\d{4}-\d\d?-\d\d?"
        parts = re.findall(one_date, value)
        if len(parts) > 1 and re.fullmatch(rf"{one_date}([\s,;&]+(?:and\s+)?{one_date})+", value):
            return parts
        if isinstance(path[-1], int) and path in self.source.values and ";" in value:
            return [one.strip() for one in value.split(";") if one.strip()]
        if isinstance(path[-1], int) and path in self.source.values:
            return []  # it is in a list already, and its words hold commas of their own
        parts = BETWEEN.split(value.strip("[]"))
        return parts if len(parts) > 1 and all(parts) else []


_MOST_WORDS = 8
_EDGES = " ,;:.()*_=–—?!/'\"-"
"""Signs round what is right, of which none belongs to it."""
_SAYS_MUCH = re.compile(r"\d|\b(yes|no|all)\b", re.IGNORECASE)
"""What is in every value that is no word of a list."""
CHANGES = re.compile(
    r"\d|\b(yes|no|not|all|half|quarter|third|up to|least|most|before|after|from|until|than"
    r"|under|over|min|max|minimum|maximum|or(?! so)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
"""Words beside a value that say it is another one, or is not the only one."""

_TILL_WHEN = re.compile(r"^(?:by|in|on|until|till)\b.* ?\b20\d\d$", re.IGNORECASE)
"""Words beside a value that say when it is to be so."""

LISTS_OF_ITEMS = frozenset({"agenda", "parallel"})
"""Keys under which items of a day stand."""


def key_of(path: KeyPath) -> str:
    """Return the nearest key around a value."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this")


def choices_in_words(choices: Sequence[str]) -> str:
    """Return the choices as they are listed in a hint."""
    return "Known here: " + ", ".join(choices) + "."


# ---------------------------------------------------------------------------------- private files


PRIVATE = "private/"
"""How the names of files begin whose words stand in no message."""
_KEYS = re.compile(r"(?:^|[{,])[\s-]*[\"']?([\w-]+)[\"']?\s*:(?:\s|$)", re.MULTILINE)
_WORD = re.compile(r"\w{3,}|[A-Z]{2}")
_SMALL_WORDS = frozenset(
    {"the", "this", "that", "and", "two", "one", "with", "round", "put", "write", "take", "here"}
    | {"line", "lines", "for", "not", "own", "above", "below", "of", "in", "it", "is", "to", "or"}
    | {"an", "as", "on", "no", "has", "have", "front", "spaces", "space", "their", "its", "after"}
)
"""Words of our own hints that say nothing of anybody, wherever else they stand."""


_FILES = (SharingFile, AccessFile, ContactsFile, CodebookFile, IdentitiesFile)
_OF_FILES = {key for model in _FILES for key in known_keys(model, ())}
_INSIDE = {key for model in _FILES for one in _OF_FILES for key in known_keys(model, (one, "id"))}
_OUR_KEYS = "|".join(sorted(_OF_FILES | _INSIDE, reverse=True))
"""The keys of these files, a longer one before its beginning."""
_OUR_KEY = re.compile(rf"^[\s{{-]*({_OUR_KEYS})\b|[\s,;{{]({_OUR_KEYS}):")


_ROUND = re.compile(r"^Put (\w+ )?quotes round (?:it: \W*…|the (…|[\w ]+: (?!\W…\W\.$))).*")


_UNSAID = {
    NO_COLON: "Put a colon and a space behind the first word, or # in front if it is a remark.",
    "where a colon is wanted": "Put a colon and a space in its place.",
    "braces are missing": "Put { in front of what stands here, and } behind its last word.",
}
"""What to do where all that is to be written would be somebody's words; else `_SHAPE`."""
_SHAPE = "Write it like key: value, each on a line alone."


def without_quotes(fault: Fault, lines: Sequence[str]) -> Fault:
    """Return a fault of a private file's YAML without the words that stand there.

    Of the lines beside it keys may be told; what is on its own line is not.
    """
    near = _around(lines, fault.place.line or 0 if fault.place else 0)
    line = fault.place.source if fault.place else ""
    ours = {word for first, later in _OUR_KEY.findall(line) for word in f"{first} {later}".split()}
    keys = ours | {word for key in _KEYS.findall(near) for word in _WORD.findall(key)}
    said = set(_WORD.findall(near)) - keys - _SMALL_WORDS
    message, hint = (
        _WORD.sub(lambda found: "…" if found[0] in said else found[0], words)
        for words in (fault.message, fault.hint)
    )
    own = set(re.findall(r"\w+", line)) - _SMALL_WORDS - ours
    if own & set(re.findall(r"\w{2,}", hint)):
        hint = re.sub(r"\w+", lambda found: "…" if found[0] in own else found[0], hint)
    hint = re.sub(r"…(?:\W*…)+", "…", hint)
    hint = re.sub(r"(?<=\w\.) [^.]*…\W*$", "", hint)
    hint = re.sub(r"^(Write [\w ]+: )(?!here|alone).*…\W*$", r"\1…", hint)
    hint = re.sub(r"^(Take .*?): …\W*$", r"\1.", hint)
    unsaid = (said for why, said in _UNSAID.items() if why in message)
    hint = re.sub(r"^Write [^\w-]*…(?!: alone).*", next(unsaid, _SHAPE), hint)
    hint = _ROUND.sub("Put quotes round its words.", hint)
    hint = re.sub(r'^Write "[^"]*…[^"]*".*', "Put quotes round its words.", hint)
    if fault.code == "Y007":
        message = "What stands in front of this colon is given twice here."
    elif own & set(re.findall(r"\w{2,}", message)):
        message = re.sub(r"\w+", lambda found: "…" if found[0] in own else found[0], message)
        message = re.sub(r"…(?:\W*…)+", "…", message)
    message = re.sub(r", so [^…]*….*", ".", message)
    if message.count("…") > 1 or message.startswith("…"):
        message = "This line is not written as a line of YAML."
    return replace(fault, message=message, hint=hint)


def _around(lines: Sequence[str], number: int) -> str:
    """Return a line (from 1) with those beside it, and all lines of a text that runs over these."""
    # A file that is not in UTF-8 has no lines, and a fault with a line all the same.
    first, last = max(0, min(number - 2, len(lines) - 1)), min(len(lines), number + 1)
    while first > 0 and not _KEYS.search(lines[first]):
        first -= 1
    while last < len(lines) and not _KEYS.search(lines[last]):
        last += 1
    return "\n".join(lines[first:last])
