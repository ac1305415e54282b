"""What the lines of a file explain better than its values: what to type, told at such a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.faults import Fault, Place
from facilitate.load.file_kinds import known_keys
from facilitate.load.key_hints import as_item
from facilitate.load.repair import DASH_TOO_MANY
from facilitate.load.yaml_line import Line, indent_of, keyed, last_under, line_at
from facilitate.model import Item
from facilitate.model.exercise import Material
from facilitate.model.plan import (
    KINDS,
    Action,
    Milestone,
    Outcome,
    Promise,
)
from facilitate.model.private import Access, Contact, Sharing

_PARALLEL = re.compile(r"^(\s*)- parallel:\s*(?:#.*)?$")


def with_line_hints(lines: Sequence[str], file: str, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults with those that the lines explain better than the values do.

    Items level with `parallel:` are one fault instead of one for each of their parts; a line
    without a colon says which id is wanted in front of it.
    """
    found = list(faults)
    for first, last in _flat_parallels(lines):
        inside = [one for one in found if _line(one, file) in range(first, last + 1)]
        if any(one.severity == "error" for one in inside):
            found = [one for one in found if one not in inside]
            text = lines[first - 1]
            column = text.index("parallel") + 1
            place = Place(file, first, column, column + len("parallel"), text)
            found.append(
                Fault(
                    code="P107",
                    message="What runs side by side stands level with parallel:, and not under it.",
                    hint=f"Put {column + 3} spaces and a dash in front of each item, such as "
                    f"- {lines[first].strip()}, and its who: and room: under it.",
                    place=place,
                )
            )
    return tuple(_by_its_line(one, lines) for one in found)


def _by_its_line(fault: Fault, lines: Sequence[str]) -> Fault:
    """Return a fault of a line's signs as what its line shows it to be; another as it is."""
    for told in (_with_an_id, _of_an_item, _of_two_keys):
        number = (fault.place.line if fault.place else 0) or 0
        if fault.code == "Y001" and 0 < number <= len(lines):
            fault = told(fault, line_at(lines, number))
    return fault


def _line(fault: Fault, file: str) -> int:
    place = fault.place
    return place.line or 0 if place and place.file == file else 0


def _flat_parallels(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line (from 1) of each `parallel:` whose items are level with it."""
    for number, text in enumerate(lines):
        match = _PARALLEL.match(text)
        if not match:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if (
            not below.strip()
            or indent_of(below) != len(match[1]) + 2
            or below.lstrip().startswith("- ")
        ):
            continue
        yield number + 1, last_under(lines, number + 1)


_IN_AN_ITEM = sorted({*known_keys(Item, ())} - set(KINDS), key=len, reverse=True)
_TWO_KEYS = re.compile(rf"(?P<first>.+?)[\s,;]+(?P<key>{'|'.join(_IN_AN_ITEM)}):\s+(?P<rest>.+)")

_TWO_ITEMS = re.compile(rf"(?P<first>.+?)[\s,;]+(?:- )?(?P<second>(?:{'|'.join(KINDS)}):\s+.+)")


def _of_an_item(fault: Fault, one: Line) -> Fault:
    """Return the fault of an item of a day with two keys on its line, or with none."""
    outer = one.outer
    inside = outer.source.strip() if outer else f"{one.outer_key}:"
    if inside not in ("agenda:", "parallel:"):
        return fault
    if not one.dashes:
        if one.key is not None or not re.match(r"\d", one.content):
            return fault
        message = "This item does not start with a dash, nor say what kind of item it is."
        return replace(fault, message=message, hint=as_item(one.content))
    if one.key in KINDS and (second := _TWO_ITEMS.fullmatch(one.content)):
        message = "Two items stand on this line."
        hint = f"Give each a line of its own: - {second['first']} and below it - {second['second']}"
        return replace(fault, message=message, hint=hint)
    two = _TWO_KEYS.match(one.content)
    if two and one.key in KINDS:
        message = f"Two keys stand on this line: {one.key}: and {two['key']}:."
        hint = f"Write {two['first']} here, and below, level with it: {two['key']}: {two['rest']}"
        return replace(fault, message=message, hint=hint)
    if one.key is None and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", one.content):
        message = "This item does not say what kind of item it is."
        return replace(fault, message=message, hint=f"Write - exercise: {one.content}")
    if one.key is None and one.content[:1].isupper() and not one.content.endswith(":"):
        message = "This item does not say what kind of item it is."
        return replace(fault, message=message, hint=as_item(one.content))
    return fault


_CONFIDED = {key for model in (Sharing, Access, Contact) for key in known_keys(model, ())}
_OF_A_PERSON = ("until", "from", "acting", "vacant")
_SECOND = "|".join([*_IN_AN_ITEM, *_OF_A_PERSON, *_CONFIDED])
_LISTED = (Material, Outcome, Milestone, Promise, Action)
_IN_A_LIST = "|".join(sorted({key for one in _LISTED for key in known_keys(one, ())}, reverse=True))
"""Keys of what stands in lists, a longer one before its beginning."""
_OF_TWO_IN_A_LIST = re.compile(rf"(?P<value>.+?)[,;]\s+(?P<key>{_IN_A_LIST}):\s+(?P<rest>.+)")
_OF_TWO_IN_AN_ITEM = re.compile(
    rf"(?P<value>.+?)[\s,;]+(?P<key>{'|'.join(_IN_AN_ITEM)}):\s+(?P<rest>.+)"
)
_OF_TWO = re.compile(rf"(?P<value>.+?)[,;]\s+(?P<key>{_SECOND}):\s+(?P<rest>.+)")


def _of_two_keys(fault: Fault, one: Line) -> Fault:
    """Return the fault of a second key on a line."""
    of_list = _OF_TWO_IN_A_LIST.fullmatch(one.value) if one.key and one.dashes else None
    if of_list and one.value[:1] not in ("{", "[", '"', "'"):
        message = f"Two keys stand on this line: {one.key}: and {of_list['key']}:."
        hint = f"Put braces round: - {{{one.key}: {one.value}}}"
        return replace(fault, message=message, hint=hint)
    two = _OF_TWO.fullmatch(one.value) if one.key and not one.dashes else None
    if two is None and one.key in _IN_AN_ITEM and not one.dashes:
        two = _OF_TWO_IN_AN_ITEM.fullmatch(one.value)
    if two is None or one.value[:1] in ("{", "[", '"', "'"):
        return fault
    below = f"{two['key']}: {two['rest']}"
    hint = f"Write {one.key}: {two['value']} here, and below, level with it: {below}"
    of_item = one.key in _IN_AN_ITEM or one.key in KINDS
    bare = not re.search(r"[:({]", two["value"])
    if two["key"] in _OF_A_PERSON or (two["key"] == "title" and bare and not of_item):
        hint = f"Write {one.key}: {{name: {two['value']}, {two['key']}: {two['rest']}}}"
    elif {one.key, two["key"]} <= _CONFIDED:
        hint = f"Put {two['key']}: on the next line, level with {one.key}:"
    elif one.key not in _IN_AN_ITEM:
        return fault
    message = f"Two keys stand on this line: {one.key}: and {two['key']}:."
    return replace(fault, message=message, hint=hint)


_WANTS_ID = {"sponsors": "exec", "stock takes": "baseline"}


def _with_an_id(fault: Fault, one: Line) -> Fault:
    """Return the fault of a missing id, or of dashes within a pair: right in what has ids."""
    outer, words = one.outer, one.source.strip()
    word = _WANTS_ID.get(outer.source.strip().rstrip(":"), "") if outer else ""
    below = next((line.source for line in one.below if line.source.strip()), "")
    alone = ":" not in words and indent_of(below) <= indent_of(one.source)
    if word and alone and not keyed(words, dashes=True):
        if begun := re.fullmatch(r"([a-z][a-z0-9-]*) ([A-Z].*)", words):
            return replace(fault, hint=f"Write {begun[1]}: {begun[2]}")
        words, before = words.removeprefix("- "), one.before
        hint = f"Write an id and a colon before it: {word}: {words}"
        if before.key and before.value and words[:1].islower():
            hint = f"Put it on the line above, with a comma: {before.key}: {before.value}, {words}"
        return replace(fault, hint=hint)
    above = outer.outer if outer else None
    if not outer or not above or above.source.strip().rstrip(":") != "pairs":
        return fault
    dash = f"{' ' * indent_of(one.source)}- "
    first = next((line for line in outer.under if line.source.startswith(dash)), None)
    if first is None or fault.place is None:
        return fault
    column = len(dash) - 1
    place = replace(
        fault.place, line=first.number, column=column, end=column + 1, source=first.source
    )
    hint = _without_its_dash(first.source.strip().removeprefix("- "))
    return replace(fault, message=DASH_TOO_MANY, hint=hint, place=place)


def _without_its_dash(words: str) -> str:
    """Return what to write for a line of a pair that starts with a dash."""
    if ": " in words:
        return f"Take the dashes away in this pair: {words}"
    return f"Take the dashes away in this pair, and write the role in front: doctor: {words}"
