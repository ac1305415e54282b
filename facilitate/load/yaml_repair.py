"""The line of a YAML file that needs mending, and the line as it was probably meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml

from facilitate.faults import Fault, Place

NO_BREAK = re.compile(
    r"^[ ]*[\u00a0\u2002-\u200a\u202f\u3000][\u00a0\u2002-\u200a\u202f\u3000 ]*"
    r"|(?<=[:-])[\u00a0\u2002-\u200a\u202f\u3000 ]*[\u00a0\u2002-\u200a\u202f\u3000][ ]*",
    re.MULTILINE,
)
"""Spaces of word processors and web pages where YAML wants an ordinary one: read as that."""

KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s"'#&*!|>%@`\[\]{},][^#]*?)\s*:(?=\s|$)""")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: `dashes` are the columns of its dashes, `at` of its content."""

    number: int
    indent: int
    dashes: tuple[int, ...]
    at: int
    content: str
    key: str | None
    value: str

    @property
    def opens(self) -> bool:
        """Say whether something may stand under this line."""
        return self.value == "" and (
            self.key is not None or (bool(self.dashes) and not self.content)
        )


def line_of(number: int, line: str) -> Line:
    """Return a line taken apart; `number` counts from 1."""
    indent = len(line) - len(line.lstrip(" "))
    at = indent
    dashes: list[int] = []
    while re.match(r"-(\s|$)", line[at:]):
        dashes.append(at)
        rest = line[at + 1 :]
        at += 1 + len(rest) - len(rest.lstrip(" "))
    content = without_comment(line[at:])
    found = KEY.match(content)
    key = found["key"] if found else None
    value = content[found.end() :].strip() if found else ""
    return Line(number, indent, tuple(dashes), at, content, key, value)


def without_comment(text: str) -> str:
    """Return a line's text without the remark at its end."""
    return re.sub(r"(^|\s)#.*$", "", text).rstrip()


def end_of_value(lines: Sequence[str], one: Line) -> int:
    """Return the line on which a quoted or bracketed value ends; -1 if it runs into other keys."""
    value = one.value if one.key is not None else one.content
    if value[:1] not in {'"', "'", "[", "{"}:
        return one.number
    least = one.dashes[0] if one.dashes else one.indent
    waits: list[str] = []
    for number in range(one.number, len(lines) + 1):
        text = lines[number - 1]
        if number > one.number:
            body = text.strip()
            outside = len(text) - len(text.lstrip()) <= least
            if body and outside and (KEY.match(body) or body.startswith(("- ", "#"))):
                return -1
        start = _start_of_value(text, one) if number == one.number else 0
        waits = still_open(text[start:], waits)
        if not waits:
            return number
    return -1


def _start_of_value(text: str, one: Line) -> int:
    after = one.at
    if one.key is not None:
        after = text.index(":", one.at + len(one.key)) + 1
    return after


def still_open(text: str, waits: list[str]) -> list[str]:
    """Return the signs that are still waited for after a line: quotes and closing brackets."""
    waits = list(waits)
    place = 0
    while place < len(text):
        letter, before = text[place], text[place - 1 : place] or " "
        if letter == "#" and before == " " and not (waits and waits[-1] in "\"'"):
            break
        place += _step(letter, before, text[place + 1 : place + 2], waits)
    return waits


def _step(letter: str, before: str, after: str, waits: list[str]) -> int:
    """Take one letter in, and return by how many letters to go on."""
    quote = waits[-1] if waits and waits[-1] in "\"'" else ""
    if quote:
        if (letter == "\\" and quote == '"') or (letter == quote == "'" and after == "'"):
            return 2
        if letter == quote:
            waits.pop()
    elif letter in "\"'" and before in " [{,:":
        waits.append(letter)
    elif letter in "[{":
        waits.append({"[": "]", "{": "}"}[letter])
    elif waits and letter == waits[-1]:
        waits.pop()
    return 1


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


_BULLET = re.compile(r"[–—•·*+]\s+(?=\S)")


_TIGHT_DASH = re.compile(r"-(?=[^\s\d-])")


def find_slip(lines: Sequence[str], last: int) -> Slip | None:
    """Return the first slip in the lines up to `last` (from 1), or None if all of them fit."""
    opened = unclosed(lines, last)
    read, tab = read_lines(lines, len(lines), opened)
    if tab is not None and tab.line > last + 1:
        tab = None
    misfit = _first_misfit(read, lines, last, _unit(read))
    slips = [slip for slip in (opened, tab, misfit) if slip is not None]
    return min(slips, key=lambda slip: slip.line, default=None)


def read_lines(
    lines: Sequence[str], last: int, opened: Slip | None
) -> tuple[list[Line], Slip | None]:
    """Return the lines that say something, without those inside quotes, brackets and texts."""
    found: list[Line] = []
    inside_text: int | None = None
    skip_to = 0
    for number, line in enumerate(lines[:last], 1):
        body = line.lstrip(" \t")
        indent = len(line) - len(body)
        if number <= skip_to or not body or body.startswith("#"):
            continue
        if inside_text is not None and indent > inside_text:
            continue
        inside_text = None
        if "\t" in line[:indent]:
            return found, _tab(number, lines, found)
        one = line_of(number, line)
        found.append(one)
        if re.match(r"[|>][-+\d]*$", one.value):
            inside_text = one.dashes[-1] if one.dashes and one.key is None else one.at
        end = end_of_value(lines, one)
        if end > number and not (opened and opened.line == number):
            skip_to = end
    return found, None


def _tab(number: int, lines: Sequence[str], before: Sequence[Line]) -> Slip:
    line = lines[number - 1]
    body = line.lstrip(" \t")
    below = next((other for other in lines[number:] if other.strip()), "")
    indent = before[-1].at if before else 0
    if before and before[-1].opens:
        indent = before[-1].at + 2
    elif body.startswith("- "):
        indent = next((one.dashes[0] for one in reversed(before) if one.dashes), indent)
    elif without_comment(body).endswith(":") and "\t" not in below:
        indent = max(0, len(below) - len(below.lstrip()) - 2)
    return Slip(
        number,
        line.find("\t") + 1,
        "A tab is used to indent.",
        "Use two spaces for each level.",
        " " * indent + body,
        "Y002",
    )


def _first_misfit(read: Sequence[Line], lines: Sequence[str], last: int, unit: int) -> Slip | None:
    """Return the first line that does not fit where it stands."""
    open_at: list[tuple[int, bool]] = []  # columns of open levels, and whether dashes stand there
    before: Line | None = None
    for place, one in enumerate(read):
        if one.number > last + 1:
            break
        slip = _misfit(read, place, open_at, before, unit, lines)
        if slip is not None:
            return slip
        while open_at and open_at[-1][0] > one.indent:
            open_at.pop()
        for column in one.dashes:
            if (column, True) not in open_at:
                open_at.append((column, True))
        if one.key is not None:
            while open_at and open_at[-1][0] > one.at:
                open_at.pop()
            if (one.at, False) not in open_at:
                open_at.append((one.at, False))
        before = one
    return None


def _misfit(
    read: Sequence[Line],
    place: int,
    open_at: Sequence[tuple[int, bool]],
    before: Line | None,
    unit: int,
    lines: Sequence[str],
) -> Slip | None:
    one = read[place]
    after = read[place + 1] if place + 1 < len(read) else None
    columns = {column for column, _ in open_at}
    dashed = {column for column, dash in open_at if dash}
    deeper = before is not None and one.indent > (before.at if before.key else before.indent)
    text = lines[one.number - 1]
    glued = _glued_dash(one, text, in_list=one.indent in dashed, before=before)
    if glued is not None:
        return glued
    if before is None and after is not None:
        if one.indent and after.indent < one.indent:
            return moved(one, 0, text)
        if one.dashes and not after.dashes and after.indent == one.indent:
            return dash_too_many(one, text)
    if one.key is None and (slip := _keyless(one, after, before, open_at, text)) is not None:
        return slip
    if before is None or (one.key is None and not one.dashes):
        return None
    if one.indent in columns and not (deeper and not before.opens):
        return _dash_slip(read, place, dashed, before, lines)
    if deeper and before.opens:
        return _first_child(read, place, before, unit, lines)
    if deeper:
        return _too_deep(read, place, before, lines)
    wanted = min(columns or {0}, key=lambda column: (abs(column - one.indent), column))
    return moved(one, wanted, text)


def _glued_dash(one: Line, text: str, *, in_list: bool, before: Line | None) -> Slip | None:
    """Return the slip of a dash that is another sign, or has no space after it."""
    opened = before is not None and before.opens
    if one.dashes or not (in_list or opened):
        return None
    bullet = _BULLET.match(one.content)
    if bullet:
        mended = text[: one.at] + "- " + one.content[bullet.end() :]
        message = f"{one.content[0]!r} starts this line where a dash is wanted."
        return Slip(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    if _TIGHT_DASH.match(one.content):
        mended = text[: one.at] + "- " + one.content[1:]
        message = "There is no space after this dash."
        return Slip(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    return None


def _keyless(
    one: Line,
    after: Line | None,
    before: Line | None,
    open_at: Sequence[tuple[int, bool]],
    text: str,
) -> Slip | None:
    """Return the slip of a line without a key, unless it is an item or goes on with a text."""
    if one.dashes:
        wrong = re.fullmatch(r"[\w ]+[;=]", one.content.strip())
        belongs = one.content and after is not None and _belongs(one, after)
        return without_colon(one, text) if wrong or belongs else None
    if (one.indent, True) in open_at and (one.indent, False) not in open_at:
        return no_dash(one, text)
    return _no_colon(one, after, before, {column for column, _ in open_at}, text)


def _belongs(one: Line, after: Line) -> bool:
    """Say whether the next line goes on with the item that this line starts."""
    return after.key is not None and not after.dashes and after.indent == one.at


def _no_colon(
    one: Line, after: Line | None, before: Line | None, columns: set[int], text: str
) -> Slip | None:
    """Return the slip of a line without a key, unless it goes on with the text above."""
    level = one.indent in columns
    if before is not None and not level and one.indent > before.indent and not before.opens:
        return None  # a long text goes on
    if level or before is None:
        return without_colon(one, text)
    if after is not None and after.key is not None and after.indent >= one.indent:
        return without_colon(one, text)
    return None


def _dash_slip(
    read: Sequence[Line],
    place: int,
    dashed: set[int],
    before: Line,
    lines: Sequence[str],
) -> Slip | None:
    """Return the slip where lines with and without dashes stand level under one key."""
    one = read[place]
    if one.indent not in dashed and not one.dashes:
        return None
    if one.dashes and one.indent in dashed:
        return None
    if one.dashes and before.opens and before.indent == one.indent:
        return None  # a list may stand level with its key
    level = _level(read, place)
    with_dash = [other for other in level if other.dashes]
    without = [other for other in level if not other.dashes]
    outer = _key_of_level(read, place)
    if outer is not None and outer.indent == one.indent and not one.dashes:
        return None  # the next key after a list that stands level with its own
    if not without or not with_dash:
        return None
    if len(with_dash) < len(without):
        first = with_dash[0]
        return dash_too_many(first, lines[first.number - 1])
    return no_dash(without[0], lines[without[0].number - 1])


def _level(read: Sequence[Line], place: int) -> list[Line]:
    """Return all lines level with this one, up to a line that stands further out."""
    indent = read[place].indent
    start = place
    while start > 0 and read[start - 1].indent >= indent:
        start -= 1
    found = []
    for other in read[start:]:
        if other.indent < indent:
            break
        if other.indent == indent:
            found.append(other)
    return found


def _key_of_level(read: Sequence[Line], place: int) -> Line | None:
    """Return the key that the list above this line stands under."""
    for other in reversed(read[:place]):
        if not other.dashes and other.indent <= read[place].indent:
            return other
    return None


def _first_child(
    read: Sequence[Line], place: int, before: Line, unit: int, lines: Sequence[str]
) -> Slip | None:
    """Return the slip of a first line under a key that stands further in than the next ones."""
    one = read[place]
    outer = before.at if before.key is not None and before.dashes else before.indent
    for other in read[place + 1 :]:
        if other.indent <= outer:
            return None
        if other.indent < one.indent:
            wanted = outer + unit
            if other.indent == wanted or one.indent != wanted:
                return moved(one, other.indent, lines[one.number - 1])
            return moved(other, one.indent, lines[other.number - 1])
    return None


def _too_deep(read: Sequence[Line], place: int, before: Line, lines: Sequence[str]) -> Slip:
    """Return the slip where a line stands under one that has a value already."""
    one = read[place]
    if before.key is None and not before.dashes:
        return without_colon(before, lines[before.number - 1])
    earlier = read[place - 2] if place > 1 else None
    level = _level(read, place - 1)
    with_dash = [other for other in level if other.dashes]
    if not before.dashes and with_dash and len(with_dash) * 2 >= len(level):
        return no_dash(before, lines[before.number - 1])
    if earlier is not None and earlier.opens and before.indent < one.indent == earlier.at + 2:
        return moved(before, one.indent, lines[before.number - 1])
    if earlier is not None and (
        earlier.at == one.indent or (earlier.opens and earlier.indent == before.indent)
    ):
        return moved(before, one.indent, lines[before.number - 1])
    wanted = before.at if before.key is not None else before.indent
    if one.dashes:
        wanted = before.dashes[0] if before.dashes else before.indent
    return moved(one, wanted, lines[one.number - 1])


def _unit(read: Sequence[Line]) -> int:
    """Return by how many spaces this file indents, mostly."""
    steps = [
        after.indent - before.indent
        for before, after in pairwise(read)
        if before.opens and not before.dashes and after.indent > before.indent
    ]
    return max(sorted(set(steps)), key=steps.count) if steps else 2


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


def slip_fault(slip: Slip, file: str, lines: tuple[str, ...]) -> Fault:
    """Return a slip as a fault at its line, as the line was written."""
    source = lines[slip.line - 1]
    column = min(slip.column, len(source) or 1)
    place = Place(file, slip.line, column, column + 1, source)
    return Fault(code=slip.code, message=slip.message, hint=slip.hint, place=place)


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
    inner = _inner_apostrophe(source)
    if inner:
        return Fault(
            code="Y001",
            message="An apostrophe inside single quotes ends them.",
            hint=f'Put double quotes round the text: "{inner}".',
            place=Place(file, number, column, column + 1, source),
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


def _inner_apostrophe(source: str) -> str:
    """Return the text of a value such as 'Crisis team's day', or nothing."""
    found = re.match(r"[^'\"]*[:-]\s+'([^'\"]+'\w[^\"]*?)'?\s*$", source)
    return found[1] if found else ""


def _remedy(source: str, problem: str) -> str:
    found = re.match(r"\s*(?:- )?\s*([\w -]+?):\s*(\S.*?)\s*$", source)
    needs_quotes = "mapping values" in problem or "cannot start" in problem or "anchor" in problem
    needs_quotes = needs_quotes or "alphabetic" in problem
    if found and needs_quotes:
        words = found[2].strip("“”„‘’").replace('"', "'")
        return f'Put quotes round the {found[1].strip()}: "{words}".'
    if "expected ':'" in problem:
        return "Write it like key: value, or indent it if it belongs to the line above."
    if "expected key" in problem or "expected '-'" in problem:
        return "Give it as many spaces in front as its neighbours have."
    return "Put quotes round the text, and close what is opened."
