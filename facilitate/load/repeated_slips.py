"""One slip on many lines of a file, as when an editor or a word processor laid it out anew."""

import re
from collections.abc import Callable, Iterator, Sequence

from facilitate.load.repair import Repair
from facilitate.load.yaml_line import BULLETS, indent_of, line_of

FEWEST = 3
"""On so many lines a slip is one of the whole file."""
_MOST_LINES = 8


def mended_throughout(
    lines: Sequence[str], reads: Callable[[Sequence[str]], bool]
) -> tuple[list[str], Repair] | None:
    """Return a file's lines with one slip mended on all of them, and what is told of it.

    None where no such slip is on three lines or more, or where the lines cannot be read (`reads`)
    after that either.
    """
    for mend, message, hint in _WAYS:
        mended = list(mend(lines))
        changed = [
            n for n, (old, new) in enumerate(zip(lines, mended, strict=True), 1) if old != new
        ]
        if len(changed) >= FEWEST and reads(mended):
            told = ", ".join(map(str, changed[:_MOST_LINES]))
            more = " and more" if len(changed) > _MOST_LINES else ""
            first = changed[0]
            message = f"{message} It is so on {len(changed)} lines: {told}{more}."
            at = indent_of(lines[first - 1]) + 1
            code = "Y002" if mend is _without_tabs else "Y001"
            return mended, Repair(first, at, message, hint, mended[first - 1], code)
    return None


def lost_indents(lines: Sequence[str]) -> Repair | None:
    """Return what is told of a file with lists of which no line is indented; else None."""
    written = [line for line in lines if line_of(1, line).content]
    dashes = [n for n, line in enumerate(lines, 1) if line.startswith("- ")]
    if len(dashes) < FEWEST or any(indent_of(line) for line in written):
        return None
    first = dashes[0]
    message = "No line of this file has spaces in front, so that nothing says what belongs to what."
    hint = "Put two spaces in front of each dash, and four in front of what belongs to its item."
    return Repair(first, 1, message, hint)


def _without_tabs(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        lead = line[: indent_of(line)]
        yield lead.replace("\t", "  ") + line[indent_of(line) :]


def _with_dashes(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield re.sub(rf"^(\s*)[{BULLETS}][^\S\n]+(?=\S)", r"\1- ", line)


def _under_their_dashes(lines: Sequence[str]) -> Iterator[str]:
    dash = -1
    for number, line in enumerate(lines, 1):
        one = line_of(number, line)
        if one.content and one.indent < dash:
            dash = -1
        dash = one.indent if one.dashes else dash
        level = bool(one.key) and not one.dashes and one.indent == dash > 0
        yield f"  {line}" if level else line


_WAYS = (
    (_without_tabs, "A tab is used to indent.", "Use two spaces for each level."),
    (_with_dashes, "Another sign stands where a dash is wanted.", "Write - in its place on each."),
    (
        _under_their_dashes,
        "What belongs to an item stands level with its dash.",
        "Put two spaces more in front of each.",
    ),
)
"""How a slip is mended on every line, and what is told of it."""
