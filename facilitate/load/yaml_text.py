"""A YAML file read: its letters, its values, and each line that had to be mended to go on.

Files that are no text, too large or hold what nobody can see are refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from facilitate.faults import Fault, Place
from facilitate.files import kind_of, start_of
from facilitate.load.repair import Repair
from facilitate.load.repeated_slips import lost_indents, mended_throughout
from facilitate.load.two_versions import without_the_second
from facilitate.load.yaml_line import NO_BREAK, last_under
from facilitate.load.yaml_values import (
    MOST_REPAIRS,
    MOST_TEXT,
    YamlText,
    compose,
    reach,
    read_lines,
)

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
    found = compose(text, file)
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
        repair = find_repair(mended, error.complaint, error.line, error.column, reach)
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
    lines = re.split(r"\r\n|\r|\n", text)
    found = 0
    for number, line in enumerate(lines, 1):
        for match in _FORBIDDEN.finditer(line):
            letter = match.group()
            name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            yield Fault(
                code="Y008",
                message=f"There is a hidden character here ({name}).",
                hint="Delete it and type the words again.",
                place=Place(file, number, match.start() + 1, match.end() + 1),
            )
            found += 1
            if found == 5:
                return


def _fault(code: str, message: str, hint: str, file: str) -> Fault:
    return Fault(code=code, message=message, hint=hint, place=Place(file))
