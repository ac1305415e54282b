"""One line of YAML as people write it: indent, dashes, key, value, quotes and what stays open."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def indent_of(line: str) -> int:
    """Return how many spaces, or tabs, a line begins with."""
    return len(line) - len(line.lstrip())


def last_under(lines: Sequence[str], number: int) -> int:
    """Return the last line of what stands further in than a line; lines count from 1."""
    outer, last = indent_of(lines[number - 1]), number
    while last < len(lines) and (not lines[last].strip() or indent_of(lines[last]) > outer):
        last += 1
    return last


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
COLON = re.compile(r":(?=\s|$)")
_NO_KEY = frozenset("#([{")


def _key_of(content: str) -> str | None:
    """Return the key that a line's content starts with, or None."""
    quoted = _QUOTED_KEY.match(content)
    if quoted:
        return quoted[1]
    found = COLON.search(content)
    if (
        found is None
        or content[0] in "\"'#&*!|>%@`[]{},"
        or _NO_KEY & set(content[: found.start()])
    ):
        return None
    return content[: found.start()].rstrip() or None


def column_of_value(text: str, one: Line) -> int:
    """Return the column, from 0, of a value's first sign."""
    start = one.at if one.key is None else text.index(":", one.at + len(one.key)) + 1
    return start + len(text[start:]) - len(text[start:].lstrip())


def still_open(text: str) -> list[str]:
    """Return the signs that are still waited for after a line: quotes and closing brackets."""
    waits: list[str] = []
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


def quoted(text: str) -> str:
    """Return a text in the quotes that leave it as it is, as an organiser would write them."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + re.sub(r'"([^"]*)"?', "“\\1”", text) + '"'


# ----------------------------------------------------------- other signs than a colon and a dash


@dataclass(frozen=True, slots=True)
class Keyed:
    """A key, the sign after it instead of a colon and a space, and the rest; `at` is the sign's."""

    key: str
    sign: str
    rest: str
    at: int

    @property
    def right(self) -> str:
        """How it is written."""
        return f"{self.key}: {self.rest}".rstrip()


_KEY = r"(?P<key>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3})"
_REST = r"\s*(?P<rest>.*)"
_WRONG_SIGN = re.compile(rf"{_KEY}\s*(?P<sign>[:;=：]){_REST}", re.DOTALL)
_DASH = re.compile(r"(?P<key>[a-z][\w-]*(?: [a-z][\w-]*){0,2}) +(?P<sign>[-–—]) +(?P<rest>.*)")


def keyed(text: str, known: Iterable[str] = (), *, dashes: bool = False) -> Keyed | None:
    """Return a text taken apart that begins with a key and has no colon and space after it.

    A key of the `known` ones needs no sign: `break 15m`. A dash with spaces round it is one only
    where a key must stand, since texts hold dashes too.
    """
    for key in sorted(known, key=len, reverse=True):
        pattern = rf"(?P<key>{re.escape(key)})(?P<sign>\b[\s:;=,：]+)(?P<rest>.+)"
        found = re.match(pattern, text, re.DOTALL)
        if found:
            break
    else:
        found = _WRONG_SIGN.match(text) or (_DASH.match(text) if dashes else None)
    if found is None:
        return None
    return Keyed(found["key"], found["sign"].strip(), found["rest"], found.start("sign"))


BULLETS = "–—•·*+◦‣▪■□●○►▶✓✔➔➤→❖☐☑\U0001f300-\U0001faff"
"""Signs that people and programs begin a line of a list with."""
_BULLET = re.compile(rf"([{BULLETS}]\ufe0f?|\d{{1,2}}[.)])\s+(?=\S)")
_TIGHT_DASH = re.compile(r"-(?=[^\s\d-])")


def dashed(text: str) -> tuple[str, str] | None:
    """Return the sign that stands for a dash (`•`, `1.`, or a `-` without a space) and the rest."""
    found = _BULLET.match(text) or _TIGHT_DASH.match(text)
    return None if found is None else (found[0].strip(), text[found.end() :])


def about_the_dash(sign: str) -> str:
    """Return what is wrong with a sign that stands for a dash."""
    if sign == "-":
        return "There is no space after this dash."
    return f"{sign!r} starts this line where a dash is wanted."
