"""Quotes and brackets that are opened and never closed."""

import re
from collections.abc import Sequence

from facilitate.load.lines import Line, end_of_value, line_of, still_open
from facilitate.load.slip import Slip


def unclosed(lines: Sequence[str], last: int) -> Slip | None:
    """Return the first quote or bracket that is opened and never closed on its own lines."""
    inside_text: int | None = None
    skip_to = 0
    for number, line in enumerate(lines[: last + 1], 1):
        body = line.lstrip()
        indent = len(line) - len(body)
        if number <= skip_to or not body or body.startswith("#"):
            continue
        if inside_text is not None and indent > inside_text:
            continue
        inside_text = None
        one = line_of(number, line)
        value = one.value if one.key is not None else one.content
        if re.match(r"[|>][-+\d]*$", value):
            inside_text = one.dashes[-1] if one.dashes and one.key is None else one.at
        if value[:1] in {'"', "'", "[", "{"}:
            end = end_of_value(lines, one)
            if end < 0:
                return _open(one, value, line)
            skip_to = end
    return None


def _open(one: Line, value: str, line: str) -> Slip:
    sign = value[0]
    column = line.find(sign, one.at + len(one.key or "")) + 1
    if sign in "\"'":
        words = value[1:].replace('"', "'")
        mended = line[: column - 1] + f'"{words}"'
        if value[1:2] in {"[", "{"}:
            mended = line[: column - 1] + value[1:]
        hint = f'Close it: "{words}", or take the quote away.'
        return Slip(one.number, column, "A quote is opened here and never closed.", hint, mended)
    closed = {"[": "]", "{": "}"}[sign]
    if sign == "[" and "," not in value:
        mended = line[: column - 1] + value[1:].strip()
        hint = f"Close it: {value[:60]}], or take the bracket away."
        return Slip(one.number, column, "A bracket is opened here and never closed.", hint, mended)
    mended = line[: column - 1] + value + closed
    hint = f"Close it on this line: {value[:60]}{closed}"
    return Slip(one.number, column, "A bracket is opened here and never closed.", hint, mended)


def bracket_slip(number: int, text: str) -> Slip | None:
    """Return the slip of a line with a bracket that should not be there, or None."""
    one = line_of(number, text)
    value = one.value if one.key is not None else one.content
    if value[:1] not in {"[", "{"} or not still_open(value, []):
        return None
    column = text.find(value[0], one.at + len(one.key or "")) + 1
    mended = text[: column - 1] + value[1:].strip()
    hint = f"Close it on this line, or take it away: {mended.strip()}"
    return Slip(number, column, "A bracket is opened here and never closed.", hint, mended)
