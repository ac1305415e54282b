"""What is wrong with a line, what to type, and the line as it was probably meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault, Place
from facilitate.load.yaml_line import Keyed, Line


@dataclass(frozen=True, slots=True)
class Repair:
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
