"""Faults of private files without what stands there: which line, and not what somebody wrote."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitate.faults import Fault
from facilitate.load.file_kinds import known_keys
from facilitate.model import AccessFile, CodebookFile, ContactsFile, IdentitiesFile, SharingFile

PRIVATE = "private/"
"""How the names of files begin whose words stand in no message."""
_KEYS = re.compile(r"(?:^|[{,])[\s-]*[\"']?([\w-]+)[\"']?\s*:(?:\s|$)", re.MULTILINE)
_WORD = re.compile(r"\w{3,}|[A-Z]{2}")
_SMALL_WORDS = frozenset(
    {"the", "this", "that", "and", "two", "one", "with", "round", "put", "write", "take", "here"}
    | {"line", "lines", "for", "not", "own", "above", "below", "of", "in", "it", "is", "to", "or"}
    | {"an", "as", "on", "no", "has", "have", "front", "spaces", "space", "their", "its"}
)
"""Words of our own hints that say nothing of anybody, wherever else they stand."""


_FILES = (SharingFile, AccessFile, ContactsFile, CodebookFile, IdentitiesFile)
_OF_FILES = {key for model in _FILES for key in known_keys(model, ())}
_INSIDE = {key for model in _FILES for one in _OF_FILES for key in known_keys(model, (one, "id"))}
_OUR_KEYS = "|".join(sorted(_OF_FILES | _INSIDE, reverse=True))
"""The keys of these files, a longer one before its beginning."""
_OUR_KEY = re.compile(rf"^[\s{{-]*({_OUR_KEYS})\b|[\s,;{{]({_OUR_KEYS}):")


_ROUND = re.compile(r"^Put (\w+ )?quotes round the (…|[\w ]+: (?!\W…\W\.$)).*")


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
    hint = re.sub(r"^(Write [\w ]+: ).*…\W*$", r"\1…", hint)
    hint = re.sub(r"^(Take .*?): …\W*$", r"\1.", hint)
    hint = re.sub(r"^Write …\W*$", "Write it like key: value, each on a line alone.", hint)
    hint = _ROUND.sub("Put quotes round its words.", hint)
    hint = re.sub(r'^Write "[^"]*…[^"]*".*', "Put quotes round its words.", hint)
    if fault.code == "Y007":
        message = "What stands in front of this colon is given twice here."
    elif own & set(re.findall(r"\w{2,}", message)):
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
