"""A slip in the layout of a line, and the line as it was probably meant."""

import re
from dataclasses import dataclass

from facilitate.load.lines import Line, line_of

_SECOND = "apart|takes?|days|by|before|for|date|group|move|drop|observed|visit|letters|on"


_NO_COLON = re.compile(rf"(?P<key>[A-Za-z][\w-]*(?: (?:{_SECOND})\b)?)(?P<rest>.*)")


WRONG_SIGN = re.compile(
    r"(?P<key>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3})\s*(?P<sign>[:;=])\s*(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a line (from 1), what to type, and the line as it was probably meant."""

    line: int
    column: int
    message: str
    hint: str
    mended: str | None = None
    code: str = "Y001"


def indent_slip(number: int, text: str, wanted: int) -> Slip:
    """Return the slip of a line that should start after `wanted` spaces."""
    return moved(line_of(number, text), wanted, text)


def moved(one: Line, wanted: int, text: str) -> Slip:
    """Return the slip of a line that should start after `wanted` spaces."""
    mended = " " * wanted + text.lstrip()
    many = f"{wanted} space{'' if wanted == 1 else 's'}" if wanted else "no space"
    return Slip(
        one.number,
        one.indent + 1,
        "The indent of this line does not fit the lines around it.",
        f"Put {many} in front of it; it has {one.indent}.",
        mended,
    )


def dash_slip(number: int, text: str) -> Slip:
    """Return the slip of a line that goes on with an item and should start one of its own."""
    one = line_of(number, text)
    mended = text[: max(0, one.at - 2)] + "- " + one.content
    message = "This line should start an item of its own."
    return Slip(number, one.at + 1, message, f"Put a dash in front: {mended.strip()}", mended)


def undash_slip(number: int, text: str) -> Slip:
    """Return the slip of a line with a dash that belongs to the item or keys above."""
    one = line_of(number, text)
    mended = text[: one.dashes[0]] + text[one.at :]
    message = "This line starts with a dash, and belongs to the lines above."
    return Slip(number, one.dashes[0] + 1, message, f"Take the dash away: {mended.strip()}", mended)


def no_dash(one: Line, text: str) -> Slip:
    """Return the slip of a line among items that has no dash."""
    mended = text[: one.at] + "- " + text[one.at :]
    return Slip(
        one.number,
        one.at + 1,
        "A line of this list does not start with a dash.",
        f"Write {mended.strip()}, or indent it if it belongs to the item above.",
        mended,
    )


def dash_too_many(one: Line, text: str) -> Slip:
    """Return the slip of a line among keys that has a dash."""
    mended = text[: one.dashes[0]] + text[one.at :]
    return Slip(
        one.number,
        one.dashes[0] + 1,
        "This line starts with a dash, and its neighbours do not.",
        f"Write {mended.strip()}",
        mended,
    )


def wrong_sign(text: str, number: int, column: int) -> Slip | None:
    """Return the slip of words such as `vacant:yes` or `vacant = yes`, or None."""
    one = Line(number, column - 1, (), column - 1, text, None, "")
    return without_colon(one, " " * (column - 1) + text) if WRONG_SIGN.match(text) else None


def without_colon(one: Line, text: str) -> Slip:
    """Return the slip of a line whose key has another sign, or none, after it."""
    wrong = WRONG_SIGN.match(one.content)
    lead = text[: one.at]
    if wrong:
        mended = f"{lead}{wrong['key']}: {wrong['rest']}".rstrip()
        message = (
            "There is no space after this colon."
            if wrong["sign"] == ":"
            else f"{wrong['sign']!r} stands here where a colon is wanted."
        )
        column = one.at + wrong.start("sign") + 1
        return Slip(one.number, column, message, f"Write {mended.strip()}", mended)
    found = _NO_COLON.match(one.content)
    if found:
        mended = f"{lead}{found['key']}: {found['rest'].strip()}".rstrip()
        message = "This line has no colon after its key."
        return Slip(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    hint = "Write it like key: value, or indent it if it belongs to the line above."
    return Slip(one.number, one.at + 1, "This line has no colon after its key.", hint)
