"""A YAML file read: its letters, its values, and each line that had to be mended to go on.

Files that are no text, too large or hold what nobody can see are refused.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from facilitate.faults import Fault, Place
from facilitate.files import kind_of, start_of
from facilitate.load.yaml_line import BULLETS, NO_BREAK, Repair, indent_of, last_under, line_of
from facilitate.load.yaml_values import (
    MOST_REPAIRS,
    MOST_TEXT,
    YamlText,
    read_lines,
    read_unmended,
    readable_until,
)
from facilitate.structs import replace

MOST_BYTES = 2_000_000

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufeff\ue000\ue001\ufffe\uffff]"
)


def read(raw: bytes | str, file: str) -> YamlText:
    """Return what a YAML file says, and every fault in it.

    Where a line cannot be read, the rest is read as if it were mended, so that one run tells
    everything; the fault remains. `data` is None where no mending helps. Never raises for
    anything that a file may hold.
    """
    text, faults = _decoded(raw, file)
    if text is None:
        return YamlText(file, None, faults)
    text = NO_BREAK.sub(lambda found: " " * len(found[0]), text)
    hidden = tuple(_hidden(text, file))
    if hidden:
        return YamlText(file, None, hidden, lines=tuple(text.splitlines()))
    lines = text.splitlines()
    one, joined = without_the_second(lines, file)
    if not joined:
        return _repaired(text, file)
    found = _repaired("\n".join(one), file)
    return replace(found, faults=(*found.faults, *joined), lines=tuple(lines))


def read_file(path: Path, name: str) -> YamlText:
    """Return what a file says, as `read` does; `name` is what faults call it."""
    return read(start_of(path, MOST_BYTES), name)


def _repaired(text: str, file: str) -> YamlText:
    """Return the file read, each line that cannot be read taken as it was probably meant.

    A line of which nothing can be said is left out with all that stands under it, so that later
    faults are told too; then there are no values.
    """
    lines = tuple(text.splitlines())
    found = read_unmended(text, file)
    mended = list(lines)
    repairs: list[Repair] = []
    lost = 0
    if found.error is not None and len(text) <= MOST_TEXT:
        if bare := lost_indents(lines):
            return replace(found, data=None, faults=(bare.fault(file, lines),), lines=lines)
        if every := mended_throughout(lines, lambda now: read_lines(now, file).error is None):
            mended, repair = every
            repairs.append(repair)
            found = read_lines(mended, file)
    if found.error is not None:
        # It knows the models' keys, which take a while to import, and most files are sound.
        from facilitate.load.yaml_repair import find_repair
    while found.error is not None and len(repairs) < MOST_REPAIRS:
        error = found.error
        repair = find_repair(mended, error.complaint, error.line, error.column, readable_until)
        again = any(repair.line == one.line for one in repairs)
        if again or (lost and error.line < lost):
            break
        repairs.append(repair)
        if len(text) > MOST_TEXT:
            break
        before, mended = mended, repair.put_into(mended)
        if repair.mended is None or mended == before:
            lost = _leave_out(mended, repair.line)
        found = read_lines(mended, file)
    repairs.sort(key=lambda repair: repair.line)
    return replace(
        found,
        data=None if lost or found.error is not None else found.data,
        faults=(*(repair.fault(file, lines) for repair in repairs), *found.faults),
        lines=lines,
        repairs=tuple(repairs),
    )


def _leave_out(lines: list[str], number: int) -> int:
    """Empty a line (from 1) and all that stands under it; return the number of the last one."""
    last = last_under(lines, number)
    lines[number - 1 : last] = [""] * (last - number + 1)
    return last


def _decoded(raw: bytes | str, file: str) -> tuple[str | None, tuple[Fault, ...]]:
    if len(raw) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES // 1_000_000} MB, which no plan needs."
        return None, (_fault("Y003", message, "Check that this is the right file.", file),)
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff"), ()
    kind = kind_of(raw)
    if kind:
        hint = "Copy its words into a file of plain text, saved as UTF-8 with the ending .yaml."
        if raw.startswith(b"PK"):
            hint = "Take its table in with: facilitate new NAME --agenda FILE --people FILE"
        return None, (_fault("Y014", f"This is {kind}, not plain text.", hint, file),)
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, (
            Fault(
                code="Y011",
                message="The file holds letters that are not written in UTF-8.",
                hint="Save it again as UTF-8; in Notepad: File, Save as, Encoding: UTF-8.",
                place=Place(file, line),
            ),
        )


def _hidden(text: str, file: str) -> Iterator[Fault]:
    """Yield a fault for the first few characters that nobody can see and that change meaning."""
    for found in islice(_FORBIDDEN.finditer(text), 5):
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
        lines = re.split(r"\r\n|\r|\n", text[: found.end()])
        yield Fault(
            code="Y008",
            message=f"There is a hidden character here ({name}).",
            hint="Delete it and type the words again.",
            place=Place(file, len(lines), len(lines[-1]), len(lines[-1]) + 1),
        )


def _fault(code: str, message: str, hint: str, file: str) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Place(file))


# ------------------------------------------------------------------------- one slip on many lines


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


# ----------------------------------------------------------------- two versions of a file, joined


_MARK = re.compile(r"([<=>|])\1{6}( .*)?")
_BEGUN = re.compile(r"^(<{7}|>{7})( .*)?$", re.MULTILINE)


def first_version(text: str, file: str) -> tuple[str, tuple[Fault, ...]]:
    """Return a text with the first of two joined versions alone, and what is told of it.

    So `git` leaves a file that was changed in two places. A line of `=======`
    alone is no sign of two: Markdown underlines titles so.
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
