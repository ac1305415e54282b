"""One line of YAML as people write it, and its repair: what is wrong and what to type.

A line has an indent, dashes, a key, a value, quotes and what stays open.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.faults import Fault, Place
from facilitate.structs import Struct

NO_BREAK = re.compile(
    r"^[ ]*[\u00a0\u2002-\u200a\u202f\u3000][\u00a0\u2002-\u200a\u202f\u3000 ]*"
    r"|^[ \t]*\t[ \t]*(?=\r?$)"
    r"|[\u00a0\u202f]+(?=:\s)"
    r"|(?<=[:-])[\u00a0\u2002-\u200a\u202f\u3000 ]*[\u00a0\u2002-\u200a\u202f\u3000][ ]*",
    re.MULTILINE,
)
"""Spaces of word processors and web pages where YAML wants an ordinary one, and tabs
alone on a line: read as that."""


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
    """A line as it is written: `dashes` are the columns of its dashes, `at` of its content.

    Columns are from 0, its `number` from 1. It stands among the `lines` of its file, where these
    are known.
    """

    number: int
    source: str
    indent: int
    dashes: tuple[int, ...]
    at: int
    content: str
    key: str | None
    value: str
    lines: Sequence[str] = field(default=(), repr=False, compare=False)

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

    @property
    def lead(self) -> str:
        """What stands in front of the content: spaces and dashes."""
        return self.source[: self.at]

    @property
    def start(self) -> int:
        """The column, from 0, of the first sign of its `text`."""
        text = self.source
        start = self.at if self.key is None else text.index(":", self.at + len(self.key)) + 1
        return start + len(text[start:]) - len(text[start:].lstrip())

    @property
    def above(self) -> Iterator["Line"]:
        """The lines above it, the nearest first."""
        return (line_at(self.lines, number) for number in range(self.number - 1, 0, -1))

    @property
    def below(self) -> Iterator["Line"]:
        """The lines below it, the nearest first."""
        return (line_at(self.lines, n) for n in range(self.number + 1, len(self.lines) + 1))

    @property
    def before(self) -> "Line":
        """The line right above it; itself where it is the first."""
        return next(self.above, self)

    @property
    def last_under(self) -> int:
        """The number of the last line of what stands further in than this one."""
        return last_under(self.lines, self.number)

    @property
    def under(self) -> Iterator["Line"]:
        """The lines right below it that stand further in, and those that say nothing."""
        return (line_at(self.lines, n) for n in range(self.number + 1, self.last_under + 1))

    @property
    def outer(self) -> "Line | None":
        """The line that it stands under; None where none stands further out."""
        indent = indent_of(self.source)
        written = (one for one in self.above if one.source.strip())
        return next((one for one in written if indent_of(one.source) < indent), None)

    @property
    def outer_key(self) -> str:
        """The outermost key that it stands under; nothing where none is above it."""
        outermost = (one for one in self.above if one.content and one.indent == 0)
        return next((one.key or "" for one in outermost), "")


def line_at(lines: Sequence[str], number: int) -> Line:
    """Return a line of a file taken apart, that knows the others; `number` counts from 1."""
    return line_of(number, lines[number - 1], lines)


def line_of(number: int, line: str, lines: Sequence[str] = ()) -> Line:
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
    return Line(number, line, indent, tuple(dashes), at, content, key, value, lines)


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


class Keyed(Struct):
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


# ---------------------------------------------------------------------------------------- repairs


class Repair(Struct):
    """What is wrong with a line (from 1), what to type, and the line as it was probably meant.

    `mended` is None where nothing can be said of what was meant; `below` are the lines after it
    that go with it. An id in it that is `made_up` is not the one by which others call it. It is
    `moved` where another place, or a dash, was tried for it.
    """

    line: int
    column: int
    message: str
    hint: str
    mended: str | None = None
    code: str = "Y001"
    below: tuple[str, ...] = ()
    made_up: bool = False
    moved: bool = False

    def put_into(self, lines: Sequence[str]) -> list[str]:
        """Return the lines of a file with this one as it was meant, empty if nobody knows how."""
        after = self.line + len(self.below)
        return [*lines[: self.line - 1], self.mended or "", *self.below, *lines[after:]]

    def fault(self, file: str, lines: Sequence[str]) -> Fault:
        """Return it as a fault at its line, as the line was written."""
        source = lines[self.line - 1] if self.line <= len(lines) else ""
        column = min(self.column, len(source) or 1)
        place = Place(file, self.line, column, column + 1, source)
        return Fault(code=self.code, message=self.message, hint=self.hint, place=place)


Slip = Callable[[Line], Repair | None]
"""A kind of slip: the repair of a line in which it is, None of any other line."""


def anew(one: Line, message: str, content: str, hint: str = "") -> Repair:
    """Return the repair of a line whose content is to be written anew."""
    mended = one.lead + content
    return Repair(one.number, one.at + 1, message, hint or f"Write {mended.strip()}", mended)


def of_value(one: Line, message: str, value: str, hint: str) -> Repair:
    """Return the repair of a line whose value, or what stands without a key, is to be another."""
    return Repair(one.number, one.start + 1, message, hint, one.source[: one.start] + value)


def within(one: Line, span: tuple[int, int], message: str, words: str, hint: str) -> Repair:
    """Return the repair of a line of which one stretch (columns from 0) is to be other words."""
    first, last = span
    mended = one.source[:first] + words + one.source[last:]
    return Repair(one.number, first + 1, message, hint, mended)


def wrong_sign(found: Keyed, number: int, column: int, lead: str) -> Repair:
    """Return the repair of a key with another sign after it; it begins in a column, from 1."""
    message = (
        "There is no space after this colon."
        if found.sign == ":"
        else f"{found.sign!r} stands here where a colon is wanted."
    )
    at = column + found.at
    return Repair(number, at, message, f"Write {found.right}", lead + found.right)


def spaces(many: int) -> str:
    """Return `2 spaces`, `1 space` or `no space`."""
    return f"{many or 'no'} space{'' if many < 2 else 's'}"


NO_COLON = "This line has no colon after its key."
NO_DASH = "A line of this list does not start with a dash."
DASH_TOO_MANY = "This line starts with a dash where none is wanted."
A_TAB = ("A tab is used to indent.", "Use two spaces for each level.")
"""What is told of a tab, wherever it was met."""
