"""The lines of a YAML file as an organiser writes them: indent, dashes, key, value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
