"""Two versions of a file that a program joined and left to a person: the first is read, and told.

So `git` leaves a file that was changed in two places.
"""

import re
from collections.abc import Sequence

from facilitate.faults import Fault, Place

_MARK = re.compile(r"([<=>|])\1{6}( .*)?")
_BEGUN = re.compile(r"^(<{7}|>{7})( .*)?$", re.MULTILINE)


def first_version(text: str, file: str) -> tuple[str, tuple[Fault, ...]]:
    """Return a text with the first of two joined versions alone, and what is told of it.

    A line of `=======` alone is no sign of two: Markdown underlines titles so.
    """
    if not _BEGUN.search(text):
        return text, ()
    lines, faults = without_the_second(text.splitlines(), file)
    return "\n".join(lines) + "\n", faults


def without_the_second(lines: Sequence[str], file: str) -> tuple[list[str], tuple[Fault, ...]]:
    """Return lines with the first of two joined versions alone, and the fault where they meet."""
    kept, first, second = list(lines), 0, False
    for number, line in enumerate(lines):
        found = _MARK.fullmatch(line)
        # Between the two may stand what both were made from, behind a line of |||||||.
        if not found or (found[1] == "|" and not first):
            kept[number] = "" if second else line
            continue
        kept[number], first = "", first or number + 1
        second = found[1] in "=|" and any(one.startswith(">" * 7) for one in lines[number:])
    if not first:
        return kept, ()
    source = lines[first - 1]
    fault = Fault(
        code="Y016",
        message="Two versions of this file were joined here, and both stand in it.",
        hint="Keep the lines of one, and delete those that begin with <<<<<<<, ======= "
        "and >>>>>>>.",
        place=Place(file, first, 1, len(source) + 1, source),
    )
    return kept, (fault,)
