"""The line of a YAML file that needs mending, and the line as it was probably meant.

A YAML parser complains where it gives up, which is mostly a line or more after the mistake. Here
the lines are read as an organiser writes them (keys, dashes, indents, quotes), and the first one
that does not fit its neighbours is named. Nothing here parses YAML or knows a model: `yaml_text`
asks for repairs until a file can be read, `validate` tries the moves of one line that might
explain many faults of shape.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

from facilitate.faults import Fault, Place

LONGEST_LINE = 5_000
"""Lines with more letters are not looked at: some patterns take the square of their length."""

NO_BREAK = re.compile(
    r"^[ ]*[\u00a0\u2002-\u200a\u202f\u3000][\u00a0\u2002-\u200a\u202f\u3000 ]*"
    r"|(?<=[:-])[\u00a0\u2002-\u200a\u202f\u3000 ]*[\u00a0\u2002-\u200a\u202f\u3000][ ]*",
    re.MULTILINE,
)
"""Spaces of word processors and web pages where YAML wants an ordinary one: read as that."""

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


@dataclass(frozen=True, slots=True)
class Repair:
    """What is wrong with a line (from 1), what to type, and the line as it was probably meant.

    `mended` is None where nothing can be said of what was meant.
    """

    line: int
    column: int
    message: str
    hint: str
    mended: str | None = None
    code: str = "Y001"

    def fault(self, file: str, lines: Sequence[str]) -> Fault:
        """Return it as a fault at its line, as the line was written."""
        source = lines[self.line - 1] if self.line <= len(lines) else ""
        column = min(self.column, len(source) or 1)
        place = Place(file, self.line, column, column + 1, source)
        return Fault(code=self.code, message=self.message, hint=self.hint, place=place)


def find_repair(lines: Sequence[str], complaint: Complaint, line: int, column: int) -> Repair:
    """Return the first repair that the lines need up to where a parser gave up (from 1).

    Where every line fits its neighbours, the parser's own complaint is put into words.
    """
    if any(len(one) > LONGEST_LINE for one in lines):
        return _explained(lines[line - 1], complaint, line, column)
    read, opened, tab = _read_lines(lines, line)
    if tab is not None and tab.line > line + 1:
        tab = None
    level = _first_off_level(read, lines, line, _unit(read))
    found = [repair for repair in (opened, tab, level) if repair is not None]
    if found:
        return min(found, key=lambda repair: repair.line)
    return _explained(lines[line - 1], complaint, line, column)


# ------------------------------------------------------------------------------------ lines


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
        """Whether something may stand under this line."""
        return self.value == "" and (
            self.key is not None or (bool(self.dashes) and not self.content)
        )

    @property
    def text(self) -> str:
        """What stands after the key, or after the dashes where there is no key."""
        return self.content if self.key is None else self.value


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
    key = _key_of(content)
    value = "" if key is None else content[content.index(":", len(key)) + 1 :].strip()
    return Line(number, indent, tuple(dashes), at, content, key, value)


def without_comment(text: str) -> str:
    """Return a line's text without the remark at its end."""
    return re.sub(r"(^|\s)#.*$", "", text).rstrip()


_QUOTED_KEY = re.compile(r"""("[^"]*"|'[^']*')\s*:(?=\s|$)""")
_COLON = re.compile(r":(?=\s|$)")


def _key_of(content: str) -> str | None:
    """Return the key that a line's content starts with, or None."""
    quoted = _QUOTED_KEY.match(content)
    if quoted:
        return quoted[1]
    found = _COLON.search(content)
    if found is None or content[0] in "\"'#&*!|>%@`[]{}," or "#" in content[: found.start()]:
        return None
    return content[: found.start()].rstrip() or None


_STARTS = ('"', "'", "[", "{")


def _end_of_value(lines: Sequence[str], one: Line) -> int:
    """Return the line on which a quoted or bracketed value ends; -1 if it runs into other keys."""
    if not one.text.startswith(_STARTS):
        return one.number
    least = one.dashes[0] if one.dashes else one.indent
    waits: list[str] = []
    for number in range(one.number, len(lines) + 1):
        text = lines[number - 1]
        if number > one.number:
            body = text.strip()
            outside = len(text) - len(text.lstrip()) <= least
            if body and outside and (_key_of(body) or body.startswith(("- ", "#"))):
                return -1
        start = _start_of_value(text, one) if number == one.number else 0
        waits = _still_open(text[start:], waits)
        if not waits:
            return number
    return -1


def _start_of_value(text: str, one: Line) -> int:
    return one.at if one.key is None else text.index(":", one.at + len(one.key)) + 1


def _column_of_value(text: str, one: Line) -> int:
    """Return the column, from 0, of a value's first sign."""
    start = _start_of_value(text, one)
    return start + len(text[start:]) - len(text[start:].lstrip())


def _still_open(text: str, waits: Sequence[str] = ()) -> list[str]:
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


def _read_lines(lines: Sequence[str], last: int) -> tuple[list[Line], Repair | None, Repair | None]:
    """Return the lines that say something, the first value left open, and a tab if one is met.

    Lines inside quotes, brackets and long texts are left out; values left open are looked for up
    to the line after `last`. Reading ends at a tab.
    """
    found: list[Line] = []
    opened: Repair | None = None
    inside_text: int | None = None
    skip_to = 0
    for number, line in enumerate(lines, 1):
        body = line.lstrip(" \t")
        indent = len(line) - len(body)
        if number <= skip_to or not body or body.startswith("#"):
            continue
        if inside_text is not None and indent > inside_text:
            continue
        inside_text = None
        if "\t" in line[:indent]:
            return found, opened, _tab(number, lines, found)
        one = line_of(number, line)
        found.append(one)
        if re.match(r"[|>][-+\d]*$", one.text):
            inside_text = one.dashes[-1] if one.dashes and one.key is None else one.at
        end = _end_of_value(lines, one)
        if end < 0 and opened is None and number <= last + 1:
            opened = _left_open(one, line)
        skip_to = max(end, skip_to)
    return found, opened, None


# ---------------------------------------------------------------- what may be wrong with one line


def wrong_sign(text: str, number: int, column: int) -> Repair | None:
    """Return the repair of a value such as `vacant:yes` or `vacant = yes`, or None."""
    one = Line(number, column - 1, (), column - 1, text, None, "")
    return _without_colon(one, " " * (column - 1) + text) if _WRONG_SIGN.match(text) else None


def quoted(text: str) -> str:
    """Return a text in the quotes that leave it as it is, as an organiser would write them."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + re.sub(r'"([^"]*)"?', "“\\1”", text) + '"'


def _indent(one: Line, text: str, wanted: int) -> Repair:
    """Return the repair of a line that should start after `wanted` spaces."""
    many = f"{wanted} space{'' if wanted == 1 else 's'}" if wanted else "no space"
    return Repair(
        one.number,
        one.indent + 1,
        "The indent of this line does not fit the lines around it.",
        f"Put {many} in front of it; it has {one.indent}.",
        " " * wanted + text.lstrip(),
    )


def _add_dash(one: Line, text: str) -> Repair:
    """Return the repair of a line among items that has no dash."""
    mended = text[: one.at] + "- " + text[one.at :]
    message = "A line of this list does not start with a dash."
    hint = f"Write {mended.strip()}, or indent it if it belongs to the item above."
    return Repair(one.number, one.at + 1, message, hint, mended)


def _take_dash(one: Line, text: str, message: str) -> Repair:
    """Return the repair of a line with a dash that should have none."""
    mended = text[: one.dashes[0]] + text[one.at :]
    hint = f"Take the dash away: {mended.strip()}"
    return Repair(one.number, one.dashes[0] + 1, message, hint, mended)


_SECOND = "apart|takes?|days|by|before|for|date|group|move|drop|observed|visit|letters|on"
_NO_COLON = re.compile(rf"(?P<key>[A-Za-z][\w-]*(?: (?:{_SECOND})\b)?)(?P<rest>.*)")
_WRONG_SIGN = re.compile(
    r"(?P<key>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3})\s*(?P<sign>[:;=])\s*(?P<rest>.*)"
)


def _without_colon(one: Line, text: str) -> Repair:
    """Return the repair of a line whose key has another sign, or none, after it."""
    wrong = _WRONG_SIGN.match(one.content)
    lead = text[: one.at]
    if wrong:
        mended = f"{lead}{wrong['key']}: {wrong['rest']}".rstrip()
        message = (
            "There is no space after this colon."
            if wrong["sign"] == ":"
            else f"{wrong['sign']!r} stands here where a colon is wanted."
        )
        column = one.at + wrong.start("sign") + 1
        return Repair(one.number, column, message, f"Write {mended.strip()}", mended)
    message = "This line has no colon after its key."
    if one.content[:1].isupper():  # keys are in small letters
        hint = f"Put # in front if it is a remark, or write it after a key: notes: {one.content}"
        return Repair(one.number, one.at + 1, message, hint, f"{lead}# {one.content}")
    found = _NO_COLON.match(one.content)
    if found:
        mended = f"{lead}{found['key']}: {found['rest'].strip()}".rstrip()
        return Repair(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    hint = "Write it like key: value, or indent it if it belongs to the line above."
    return Repair(one.number, one.at + 1, message, hint)


def _left_open(one: Line, text: str) -> Repair:
    """Return the repair of a quote or bracket that is opened and never closed."""
    value = one.text
    sign, start = value[0], _column_of_value(text, one)
    swallowed = text[start:].rstrip()
    if sign in "[{" and swallowed != value and not _still_open(swallowed.replace(" #", " _")):
        message = "Everything after ' #' is a remark, so the bracket before it is never closed."
        words = re.search(r"[^,\[{:]*[^,\[{:\s] #[^,\]}]*", swallowed)
        mended = text[:start] + swallowed
        if words is not None:
            inner = words[0].strip()
            mended = mended.replace(inner, quoted(inner), 1)
            return Repair(one.number, start + 1, message, f"Write {quoted(inner)} there.", mended)
    if sign in "\"'":
        words_in = value[1:].replace('"', "'")
        mended = text[:start] + (value[1:] if value[1:2] in {"[", "{"} else f'"{words_in}"')
        hint = f'Close it: "{words_in}", or take the quote away.'
        message = "A quote is opened here and never closed."
        return Repair(one.number, start + 1, message, hint, mended)
    closed = {"[": "]", "{": "}"}[sign]
    message = "A bracket is opened here and never closed."
    if sign == "[" and "," not in value:
        hint = f"Close it: {value[:60]}], or take the bracket away."
        return Repair(one.number, start + 1, message, hint, text[:start] + value[1:].strip())
    hint = f"Close it on this line: {value[:60]}{closed}"
    return Repair(one.number, start + 1, message, hint, text[:start] + value + closed)


def _after_quote(one: Line, text: str) -> Repair | None:
    """Return the repair of a quoted value that goes on after its closing quote, or None."""
    value, sign = one.text, one.text[:1]
    if sign not in {'"', "'"} or not value:
        return None
    inside = 1
    while inside < len(value) and value[inside] != sign:
        inside += 2 if value[inside] == "\\" and sign == '"' else 1
    rest = value[inside + 1 :]
    if not rest or rest.startswith(sign) or _still_open(value):
        return None
    start = _column_of_value(text, one)
    if rest[0].isspace() or rest[0] in ",;:.)":
        message, what, whole = "There is text after the closing quote.", "whole text", value
    elif sign == "'":
        message, what = "An apostrophe inside single quotes ends them.", "text"
        whole = value[1:].removesuffix(sign)
    else:
        message, what = "A quote inside double quotes ends them.", "text"
        whole = value[1:].removesuffix(sign)
    mended = quoted(whole)
    kind = "double" if mended.startswith('"') else "single"
    hint = f"Put {kind} quotes round the {what}: {mended}."
    return Repair(one.number, start + 1, message, hint, text[:start] + mended)


def _tab(number: int, lines: Sequence[str], before: Sequence[Line]) -> Repair:
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
    message, hint = _A_TAB
    return Repair(number, line.find("\t") + 1, message, hint, " " * indent + body, "Y002")


_A_TAB = ("A tab is used to indent.", "Use two spaces for each level.")
_BULLET = re.compile(r"([–—•·*+]|\d{1,2}[.)])\s+(?=\S)")
_TIGHT_DASH = re.compile(r"-(?=[^\s\d-])")


def _glued_dash(one: Line, text: str, *, in_list: bool, before: Line | None) -> Repair | None:
    """Return the repair of a dash that is another sign, or has no space after it."""
    opened = before is not None and before.opens
    if one.dashes or not (in_list or opened):
        return None
    bullet = _BULLET.match(one.content)
    if bullet:
        mended = text[: one.at] + "- " + one.content[bullet.end() :]
        message = f"{bullet[1]!r} starts this line where a dash is wanted."
        return Repair(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    if _TIGHT_DASH.match(one.content):
        mended = text[: one.at] + "- " + one.content[1:]
        message = "There is no space after this dash."
        return Repair(one.number, one.at + 1, message, f"Write {mended.strip()}", mended)
    return None


# --------------------------------------------------------- what does not fit its neighbours

_ODD_DASH = "This line starts with a dash, and its neighbours do not."


def _first_off_level(
    read: Sequence[Line], lines: Sequence[str], last: int, unit: int
) -> Repair | None:
    """Return the first line that does not fit where it stands."""
    open_at: list[tuple[int, bool]] = []  # columns of open levels, and whether dashes stand there
    before: Line | None = None
    for place, one in enumerate(read):
        if one.number > last + 1:
            break
        repair = _off_level(read, place, open_at, before, unit, lines)
        if repair is not None:
            return repair
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


def _off_level(
    read: Sequence[Line],
    place: int,
    open_at: Sequence[tuple[int, bool]],
    before: Line | None,
    unit: int,
    lines: Sequence[str],
) -> Repair | None:
    one = read[place]
    after = read[place + 1] if place + 1 < len(read) else None
    columns = {column for column, _ in open_at}
    dashed = {column for column, dash in open_at if dash}
    deeper = before is not None and one.indent > (before.at if before.key else before.indent)
    text = lines[one.number - 1]
    alone = _after_quote(one, text) or _glued_dash(
        one, text, in_list=one.indent in dashed, before=before
    )
    if alone is not None:
        return alone
    if before is None and after is not None:
        if one.indent and after.indent < one.indent:
            return _indent(one, text, 0)
        if one.dashes and not after.dashes and after.indent == one.indent:
            return _take_dash(one, text, _ODD_DASH)
    if one.key is None and (repair := _keyless(one, after, before, open_at, text)) is not None:
        return repair
    if before is None or (one.key is None and not one.dashes):
        return None
    if one.indent in columns and not (deeper and not before.opens):
        return _odd_dash(read, place, open_at, before, lines)
    if deeper and before.opens:
        return _first_child(read, place, before, unit, lines)
    if deeper:
        return _too_deep(one, before, lines)
    wanted = min(columns or {0}, key=lambda column: (abs(column - one.indent), column))
    return _indent(one, text, wanted)


def _keyless(
    one: Line,
    after: Line | None,
    before: Line | None,
    open_at: Sequence[tuple[int, bool]],
    text: str,
) -> Repair | None:
    """Return the repair of a line without a key, unless it is an item or goes on with a text."""
    has_keys_after = after is not None and after.key is not None
    if one.dashes:
        wrong = re.fullmatch(r"[\w ]+[;=]", one.content.strip())
        # The next line goes on with the item that this line starts.
        starts_item = has_keys_after and after and not after.dashes and after.indent == one.at
        return _without_colon(one, text) if wrong or (one.content and starts_item) else None
    kinds = {dash for column, dash in open_at if column == one.indent}
    if kinds == {True}:
        return _add_dash(one, text)
    goes_on = before is not None and one.indent > before.indent and not before.opens
    followed = has_keys_after and after and after.indent >= one.indent
    if kinds or before is None or (followed and not goes_on):
        return _without_colon(one, text)
    return None


def _odd_dash(
    read: Sequence[Line],
    place: int,
    open_at: Sequence[tuple[int, bool]],
    before: Line,
    lines: Sequence[str],
) -> Repair | None:
    """Return the repair where lines with and without dashes stand level under one key."""
    one = read[place]
    dashes_there = {dash for column, dash in open_at if column == one.indent}
    may_start_list = before.opens and before.indent == one.indent and bool(one.dashes)
    if bool(one.dashes) in dashes_there or may_start_list:
        return None
    level = _level(read, place)
    with_dash = [other for other in level if other.dashes]
    without = [other for other in level if not other.dashes]
    if not (with_dash and without):
        return None
    if len(with_dash) < len(without):
        return _take_dash(with_dash[0], lines[with_dash[0].number - 1], _ODD_DASH)
    return _add_dash(without[0], lines[without[0].number - 1])


def _level(read: Sequence[Line], place: int) -> list[Line]:
    """Return all lines level with this one, up to a line that stands further out."""
    indent = read[place].indent
    above = takewhile(lambda other: other.indent >= indent, reversed(read[:place]))
    below = takewhile(lambda other: other.indent >= indent, read[place:])
    return [one for one in (*reversed([*above]), *below) if one.indent == indent]


def _first_child(
    read: Sequence[Line], place: int, before: Line, unit: int, lines: Sequence[str]
) -> Repair | None:
    """Return the repair of a first line under a key that stands further in than the next ones."""
    one = read[place]
    outer = before.at if before.key is not None and before.dashes else before.indent
    for other in read[place + 1 :]:
        if other.indent <= outer:
            return None
        if other.indent < one.indent:
            wanted = outer + unit
            if other.indent == wanted or one.indent != wanted:
                return _indent(one, lines[one.number - 1], other.indent)
            return _indent(other, lines[other.number - 1], one.indent)
    return None


def _too_deep(one: Line, before: Line, lines: Sequence[str]) -> Repair:
    """Return the repair where a line stands under one that has a value already."""
    if before.key is None and not before.dashes:
        return _without_colon(before, lines[before.number - 1])
    wanted = before.at if before.key is not None else before.indent
    if one.dashes:
        wanted = before.dashes[0] if before.dashes else before.indent
    return _indent(one, lines[one.number - 1], wanted)


def _unit(read: Sequence[Line]) -> int:
    """Return by how many spaces this file indents, mostly."""
    steps = [
        after.indent - before.indent
        for before, after in pairwise(read)
        if before.opens and not before.dashes and after.indent > before.indent
    ]
    return max(sorted(set(steps)), key=steps.count) if steps else 2


# ------------------------------------------------ a parser's complaint, where all lines fit

_PUT_QUOTES = "Put quotes round the text, and close what is opened."
_LEVEL = "Give it as many spaces in front as its neighbours have."
_IN_WORDS: Mapping[Complaint, tuple[str, str]] = {
    "second colon": ("There is a second colon on this line.", _PUT_QUOTES),
    "bad start": ("A value may not start with this sign.", _PUT_QUOTES),
    "backslash": (
        "A backslash between double quotes has a meaning of its own.",
        "Write single quotes instead.",
    ),
    "open quote": ("A quote is opened here and never closed.", _PUT_QUOTES),
    "open bracket": ("A bracket is opened and not closed.", _PUT_QUOTES),
    "no colon": (
        "This line has no colon after its key.",
        "Write it like key: value, or indent it if it belongs to the line above.",
    ),
    "indent": ("The indent of this line does not fit the lines above.", _LEVEL),
    "no dash": ("A line of this list does not start with a dash.", _LEVEL),
    "list here": ("A list starts here where a single value is expected.", _PUT_QUOTES),
    "unknown": ("This cannot be read.", _PUT_QUOTES),
}


def _explained(text: str, complaint: Complaint, line: int, column: int) -> Repair:
    """Return what the parser stumbled over as a repair of its line."""
    if "\t" in text[: len(text) - len(text.lstrip())] or text[column - 1 : column] == "\t":
        message, hint = _A_TAB
        mended = text.replace("\t", "  ")
        return Repair(line, text.find("\t") + 1 or column, message, hint, mended, "Y002")
    message, hint = _IN_WORDS[complaint]
    if complaint == "second colon" and len(_COLON.findall(text)) < 2:
        message = "This line does not fit under the one above it."
        hint = "Give it as many spaces in front as its neighbours, or add the colon above."
        return Repair(line, column, message, hint)
    one = line_of(line, text)
    if complaint == "open bracket" and (inner := _colon_in_brackets(one, text)) is not None:
        return inner
    if complaint == "backslash":
        return Repair(line, column, message, hint, text.replace('"', "'"))
    if one.text[:1] in _SIGNS or complaint in ("second colon", "bad start"):
        if one.text[:1] in _SIGNS:
            message, hint = _IN_WORDS["bad start"]
        start = _column_of_value(text, one)
        words = one.text.strip("“”„‘’")
        what = f"the {one.key}" if one.key else "the text"
        hint = f"Put quotes round {what}: {quoted(words)}."
        # Read on with the words alone: whether the sign or what follows it is meant is not known.
        left = _COLON.split(words.lstrip(_SIGNS))[0].rstrip()
        return Repair(line, column, message, hint, text[:start] + quoted(left))
    return Repair(line, column, message, hint)


_SIGNS = "@%`*&!"


def _colon_in_brackets(one: Line, text: str) -> Repair | None:
    """Return the repair of a text inside braces that holds a colon itself, or None."""
    if _still_open(one.text):
        return None
    for part in re.split(r"[,{}\[\]]", one.text):
        key, colon, words = part.partition(": ")
        if colon and _COLON.search(words):
            words = words.strip()
            message = "There is a second colon in this part of the line."
            hint = f"Put quotes round the {key.strip()}: {quoted(words)}."
            mended = text.replace(words, quoted(words), 1)
            return Repair(one.number, text.find(words) + 1, message, hint, mended)
    return None


# --------------------------------------------------- moves of one line that may explain many faults

_LINES_ABOVE = 14
_LINES_BELOW = 2


def moves(lines: Sequence[str], places: Iterable[int]) -> Iterator[Repair]:
    """Yield ways to move one line that stands near these (from 1), the nearest lines first."""
    for number in _near(sorted(set(places))[:5], len(lines)):
        for repair in _moves_of(number, lines):
            if repair.mended != lines[number - 1]:
                yield repair


def move_under(lines: Sequence[str], line: int, column: int) -> Iterator[Repair]:
    """Yield the next line moved under the key in a column (from 0), if it stands level with it."""
    outer = line_of(line, lines[line - 1]).indent
    for number in range(line + 1, len(lines) + 1):
        below = line_of(number, lines[number - 1])
        if below.content:
            if below.indent == outer:
                yield _indent(below, lines[number - 1], column + 2)
            return


def quote_text(lines: Sequence[str], line: int) -> Iterator[Repair]:
    """Yield a line whose text holds a colon with quotes round that text."""
    text = lines[line - 1]
    one = line_of(line, text)
    if one.key is not None and one.value and one.dashes:
        words = quoted(one.content)
        message = "The colon in this text makes a key of the words before it."
        hint = f"Put quotes round the text: {words}"
        yield Repair(line, one.at + 1, message, hint, text[: one.at] + words)


def _near(places: Sequence[int], last: int) -> list[int]:
    """Return the lines around the first places, the nearest to any of them first."""
    away: dict[int, int] = {}
    for place in places:
        for number in range(max(1, place - _LINES_ABOVE), min(last, place + _LINES_BELOW) + 1):
            away[number] = min(away.get(number, _LINES_ABOVE), abs(number - place))
    return sorted(away, key=lambda number: (away[number], number))


def _moves_of(number: int, lines: Sequence[str]) -> Iterator[Repair]:
    text = lines[number - 1]
    one = line_of(number, text)
    if not one.content or "\t" in text[: one.indent + 1]:
        return
    for wanted in _levels(number, lines, one.indent):
        yield _indent(one, text, wanted)
    if one.text[:1] in ("[", "{") and _still_open(one.text):
        start = _column_of_value(text, one)
        mended = text[:start] + one.text[1:].strip()
        hint = f"Close it on this line, or take it away: {mended.strip()}"
        message = "A bracket is opened here and never closed."
        yield Repair(number, start + 1, message, hint, mended)
    if one.dashes:
        yield _take_dash(one, text, "This line starts with a dash, and belongs to the lines above.")
    elif one.key is not None and one.indent >= 2:
        mended = text[: one.at - 2] + "- " + one.content
        message = "This line should start an item of its own."
        hint = f"Put a dash in front: {mended.strip()}"
        yield Repair(number, one.at + 1, message, hint, mended)


def _levels(number: int, lines: Sequence[str], indent: int) -> list[int]:
    """Return the indents of the lines around, those nearest to the line's own first."""
    around = [*lines[max(0, number - _LINES_ABOVE) : number - 1], *lines[number : number + 8]]
    found = {len(line) - len(line.lstrip()) for line in around if line.strip()}
    found |= {column + 2 for column in found}
    return sorted(found - {indent}, key=lambda column: (abs(column - indent), column))
