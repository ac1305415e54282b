"""Two keys, or two items of a day, on one line: where the second begins, and what to type."""

import re
from dataclasses import replace

from facilitate.load.file_kinds import keys_anywhere, keys_beside, known_keys, with_ids
from facilitate.load.repair import Repair, of_value
from facilitate.load.yaml_line import COLON, Line, quoted
from facilitate.model import Item
from facilitate.model.plan import KINDS, Member
from facilitate.model.private import Access, Contact, Sharing

LISTED = frozenset({"who", "absent", "roles", "themes", "needs", "gives", "uses", "away days"})
"""Keys under which words stand in a list, and no sentences."""

_OF_AN_ITEM = frozenset(known_keys(Item, ()))
_OF_A_PERSON = frozenset(known_keys(Member, ())) - {"name"}
_CONFIDED = frozenset(key for one in (Sharing, Access, Contact) for key in known_keys(one, ()))
_WITH_NAMES = ("pairs", "sponsors", "coaches")
"""Where what stands after a key may be somebody's name."""
TWO_KEYS = "Two keys stand on this line: {}: and {}:."
AS_A_KEY = re.compile(r"(?:^ *|[{,] *)([a-z][\w -]{0,30}): ")
"""What stands where keys do in a line."""


def second_key(one: Line) -> Repair | None:
    """Return the repair of a line that holds the next key or item too, as those near it; or None.

    Read on with the first of them alone: so the second stands nowhere, and is not told once more.
    """
    if one.key is None or re.match(r"[\w-]+:\s", one.value):
        return None if one.key not in KINDS else _length_behind(one)
    known = _may_follow(one)
    for colon in COLON.finditer(one.value):
        before = one.value[: colon.start()]
        fits = (key for key in known if re.search(rf"[\s,;]{re.escape(key)}$", before))
        key = max(fits, key=len, default="")
        first = before.removesuffix(key).rstrip(" ,;")
        inside = first.count("{") > first.count("}") or first.count("[") > first.count("]")
        if not key or key == one.key or inside or first[:1] in ("'", '"'):
            continue
        rest = one.value[colon.end() :].strip()
        next_key = rf"[^{{]*?(?=[,;]\s+({'|'.join(map(re.escape, known))}):\s)"
        if more := re.match(next_key, rest):
            rest = f"{more[0]}; and so on for {more[1]}:"
        message, hint, whole = _told(one, key, first, rest)
        told = of_value(one, message, whole, hint)
        lost = one.outer_key in ("pairs", "sponsors") and whole == quoted(first)
        return replace(told, column=told.column + colon.start() - len(key), made_up=lost)
    return None


def _length_behind(one: Line) -> Repair | None:
    """Return the repair of an item with its length behind a second colon, or None."""
    first, _, length = one.value.partition(": ")
    if not re.fullmatch(r"\d{1,3} ?(?:m|mins?|minutes|h|hours?)", length):
        return None
    hint = f"Write {one.key}: {first} here, and below, level with it: time: {length}"
    return of_value(one, "A length stands behind a second colon.", first, hint)


def _may_follow(one: Line) -> set[str]:
    """Return the keys that may stand after another one, as its neighbours and its kind have it."""
    level = (other for other in (one, *one.above, *one.below) if other.at == one.at)
    known = {other.key for other in level if other.key}
    others = (line for line in one.lines if line != one.source)
    known |= {key for line in others for key in AS_A_KEY.findall(line)}
    known |= keys_beside(one.key or "")
    for kind in (_OF_AN_ITEM, _CONFIDED):
        known |= kind if one.key in kind else frozenset()
    known |= _OF_A_PERSON if one.outer_key in _WITH_NAMES else frozenset()
    behind = set(re.findall(r"[;,]\s+([a-z][\w -]*):\s", one.value))
    known |= behind if one.outer_key in with_ids() else behind & keys_anywhere().keys()
    if one.key in LISTED:  # no sentence stands there, so what has a colon is a key
        known |= set(re.findall(r" ([a-z]+): ", one.value))
    return known


def _told(one: Line, key: str, first: str, rest: str) -> tuple[str, str, str]:
    """Return what is wrong, what to type, and what the first key says."""
    dash = first.endswith(" -")
    first = re.sub(r"\s+(and|&|\+|-)$", "", first)
    message = TWO_KEYS.format(one.key, key)
    whole = first if first[:1] in "[{" else quoted(first)
    if one.dashes and {one.key, key} <= {*KINDS}:
        message = "Two items stand on this line."
        hint = f"Give each a line of its own: - {one.key}: {first} and below it - {key}: {rest}"
    elif one.dashes and key in keys_beside(one.key or ""):
        hint = f"Put braces round: - {{{one.content}}}"
    elif one.outer_key in _WITH_NAMES and key in _OF_A_PERSON and one.key not in _OF_A_PERSON:
        whole = f"{{name: {first}, {key}: {rest}}}"
        hint = f"Write {one.key}: {whole}"
    elif {one.key, key} <= _CONFIDED and not {one.key, key} <= _OF_AN_ITEM:
        hint = f"Put {key}: on the next line, level with {one.key}:"
    else:
        level = "level with the other dashes: - " if dash else "level with it: "
        hint = f"Write {one.key}: {first} here, and below, {level}{key}: {rest}"
    return message, hint, whole
