"""What the lines of a file explain better than its values: what to type, told at such a line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitate.faults import Fault
from facilitate.load.key_hints import as_item
from facilitate.load.keyless_lines import ENTRY
from facilitate.load.repair import DASH_TOO_MANY
from facilitate.load.yaml_line import Line, indent_of, keyed, line_at


def with_line_hints(lines: Sequence[str], faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults, those of a line's signs as what their lines show better than values do.

    A line without a colon says which id is wanted in front of it.
    """
    return tuple(_by_its_line(one, lines) for one in faults)


def _by_its_line(fault: Fault, lines: Sequence[str]) -> Fault:
    """Return a fault of a line's signs as what its line shows it to be; another as it is."""
    for told in (_with_an_id, _of_an_item):
        number = (fault.place.line if fault.place else 0) or 0
        if fault.code == "Y001" and 0 < number <= len(lines):
            fault = told(fault, line_at(lines, number))
    return fault


def _of_an_item(fault: Fault, one: Line) -> Fault:
    """Return the fault of an item of a day that says no kind of ours."""
    outer = one.outer
    inside = outer.source.strip() if outer else f"{one.outer_key}:"
    if inside not in ("agenda:", "parallel:"):
        return fault
    if not one.dashes:
        if one.key is not None or not re.match(r"\d", one.content):
            return fault
        message = "This item does not start with a dash, nor say what kind of item it is."
        return replace(fault, message=message, hint=as_item(one.content))
    if one.key is None and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", one.content):
        message = "This item does not say what kind of item it is."
        return replace(fault, message=message, hint=f"Write - exercise: {one.content}")
    if one.key is None and one.content[:1].isupper() and not one.content.endswith(":"):
        message = "This item does not say what kind of item it is."
        return replace(fault, message=message, hint=as_item(one.content))
    return fault


_WANTS_ID = {"sponsors": "exec", "stock takes": "baseline"}


def _with_an_id(fault: Fault, one: Line) -> Fault:
    """Return the fault of a missing id, or of dashes within a pair: right in what has ids."""
    outer, words = one.outer, one.source.strip()
    word = _WANTS_ID.get(outer.source.strip().rstrip(":"), "") if outer else ""
    below = next((line.source for line in one.below if line.source.strip()), "")
    alone = ":" not in words and indent_of(below) <= indent_of(one.source)
    if word and alone and not (keyed(words, dashes=True) or ENTRY.fullmatch(words)):
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
