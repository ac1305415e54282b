"""`voices.csv`: what was said in conversations and comments, line by line, coded to themes.

It may be a workbook, `voices.xlsx`; a table that Excel saved with semicolons is read as well.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from facilitate.faults import Fault
from facilitate.load.answers import csv_text, guarded, unguarded
from facilitate.load.tables.table import (
    RawTable,
    Record,
    UnreadableError,
    cell_name,
)
from facilitate.load.tables.table_file import read_table, with_rows
from facilitate.load.yaml_text import first_version
from facilitate.structs import Struct, replace

COLUMNS = ("informant", "role", "question", "words", "theme", "cleared")
OLDER = ("code", "theme", "words", "cleared")
"""The columns of comments, and of files from before people were counted in conversations."""

WAVE = "stock take"
"""An optional column: the stock take that a line belongs to, by default the first."""

_CLEARED = {"yes": True, "no": False, "": False}
_TWO_VERSIONS = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
_INFORMANT = re.compile(r"([A-Z]{0,4})[- ]?(\d{1,4})")


class Voice(Struct):
    """One line of what somebody said. Only cleared words are printed as somebody's.

    `theme` holds the codes of themes as they are written, parted by `;`. `informant` is the code
    of whoever was spoken with, `role` and `question` theirs; all empty for a comment. `wave` is
    empty where the file does not say to which stock take the words belong. `refused` says that
    somebody wrote no; with neither yes nor no, nobody has decided yet. `line` is where it stands.
    """

    code: str
    theme: str
    words: str
    cleared: bool
    wave: str = ""
    refused: bool = False
    informant: str = ""
    role: str = ""
    question: str = ""
    line: int = 0

    @property
    def themes(self) -> tuple[str, ...]:
        """The codes of its themes, each once, in small letters; none is allowed."""
        parts = (part.strip().casefold() for part in self.theme.split(";"))
        return tuple(dict.fromkeys(filter(None, parts)))


def informant_code(word: str) -> str:
    """Return the code of whoever was spoken with, in one way: `p7` and `P 07` are `P07`.

    Empty of a word that is no such code.
    """
    found = _INFORMANT.fullmatch(word.strip().upper())
    return f"{found[1]}{int(found[2]):02d}" if found else ""


@lru_cache(maxsize=4)
def read_voices(data: bytes, file: str) -> tuple[tuple[Voice, ...], tuple[Fault, ...]]:
    """Return the lines in the order of the file, and a fault for every row that is none."""
    if not data.strip():
        return (), ()
    joined: tuple[Fault, ...] = ()
    if _TWO_VERSIONS.search(data):
        text, joined = first_version(data.decode("utf-8", "replace"), file)
        data = text.encode()
    try:
        table = read_table(data, file)
    except UnreadableError as stop:
        hint = _UNREADABLE.get(stop.fault.code, "Save it again as CSV in UTF-8, or as XLSX.")
        return (), (replace(stop.fault, code="A611", hint=hint),)
    columns, fault = _columns(table)
    if fault is not None:
        return (), (*joined, fault)
    faults = [*joined]
    found = [_voice(table, columns, one, faults) for one in table.records[1:]]
    return tuple(one for one in found if one is not None), tuple(faults)


_UNREADABLE = {
    "A504": "Put words that hold a comma or a quotation mark in double quotes, or save it again.",
    "A507": "Keep the sheet with what was said here, and move the others to another workbook.",
}
"""What to do about a file that is no table, by the code of why it is none."""


def _columns(table: RawTable) -> tuple[dict[str, int], Fault | None]:
    """Return where each column stands, by its name, or the fault of a head that lacks one."""
    heads = [cell.strip().casefold() for cell in table.records[0].cells]
    columns: dict[str, int] = {}
    for number, name in enumerate(heads):
        columns.setdefault(name, number)
    known = OLDER if "code" in columns else COLUMNS
    missing = [name for name in known if name not in columns]
    if not missing:
        return columns, None
    for record in table.records[1:3]:
        if set(known) <= {cell.strip().casefold() for cell in record.cells}:
            return {}, Fault(
                code="A610",
                message=f"The head of this table stands in row {record.row}, and not on top.",
                hint="Delete the rows above it.",
                place=table.place(record),
            )
    others = [name for name in heads if name and name not in (*COLUMNS, *OLDER, WAVE)]
    here = f" Here stands {others[0]!r}." if others else ""
    return {}, Fault(
        code="A610",
        message=f"The first line of this table has no column {missing[0]!r}.{here}",
        hint=f"Write it so: {','.join(known)}",
        place=table.place(table.records[0]),
    )


def _voice(
    table: RawTable, columns: Mapping[str, int], record: Record, faults: list[Fault]
) -> Voice | None:
    def cell(name: str) -> str:
        return " ".join(record.cell(columns[name]).split()) if name in columns else ""

    def fault(code: str, name: str, message: str, hint: str) -> None:
        place = table.place(record, columns.get(name))
        faults.append(Fault(code=code, message=message, hint=hint, place=place))

    if not any(cell(name) for name in columns if name in (*COLUMNS, *OLDER)):
        return None
    if any(one.strip() for one in record.cells[len(table.records[0].cells) :]):
        hint = _too_many(record.cells, columns["words"])
        fault("A612", "", f"Row {record.row} has more cells than the head has columns.", hint)
        return None
    if len(record.cells) < len(columns) and ";" in record.cells[0]:
        hint = "Write a comma in place of each semicolon between the columns, as in the first row."
        fault("A612", "", f"Row {record.row} has semicolons where the others have commas.", hint)
        return None
    odd = [name for name in columns if (record.row, columns[name]) in table.untyped]
    if odd:
        hint = "Type the words again with an apostrophe in front, or begin them with a letter."
        where = cell_name(record, columns[odd[0]])
        fault("A617", odd[0], f"{where} holds a formula and not what somebody said.", hint)
        return None
    cleared = _CLEARED.get(cell("cleared").casefold())
    if cleared is None:
        message = "What stands under cleared is neither yes nor no."
        fault("A613", "cleared", message, "Write yes or no as the speaker said, or nothing yet.")
        cleared = False
    informant = informant_code(cell("informant"))
    if "code" not in columns and not informant:
        message = f"{cell_name(record, columns['informant'])} holds no code of an informant."
        hint = "Write one such as P07. Who it is stands in private/identities.yaml alone."
        fault("A618", "informant", message, hint)
        return None
    words = unguarded(record.cell(columns["words"])).strip()
    digest = sha256(f"{informant}\n{cell('question')}\n{words}".encode()).hexdigest()
    return Voice(
        code=cell("code") or f"w-{digest[:8]}",
        theme=cell("theme"),
        words=words if "code" in columns else " ".join(words.split()),
        cleared=cleared,
        wave=cell(WAVE),
        refused=cell("cleared").casefold() == "no",
        informant="" if "code" in columns else informant,
        role=cell("role").casefold(),
        question=cell("question").casefold(),
        line=record.line,
    )


def _too_many(cells: Sequence[str], words: int) -> str:
    """Return what to do about a row with cells too many; what was said stands in column `words`."""
    *themes, cleared = (one.strip().casefold() for one in cells[words + 1 :])
    if cleared in _CLEARED and all(one and " " not in one for one in themes):
        return "Put a semicolon between two themes."
    if any(one[:1] in "“„" for one in cells if one):
        return 'Type the quotes again: round words with a comma they are straight, ".'
    return "Put words that hold a comma in double quotes."


def voices_text(voices: Sequence[Voice]) -> str:
    """Return comments as the text of a file, with the stock take that they belong to."""
    rows = ((one.code, one.theme, guarded(one.words), _said(one), one.wave) for one in voices)
    return csv_text([(*OLDER, WAVE), *rows])


def with_changes(data: bytes, changed: Mapping[int, Voice]) -> bytes:
    """Return a file with new words and clearances by line; every other byte stays as it is.

    Only where the new words do not fit into the file's encoding is all of it written as UTF-8.
    """
    table = read_table(data, "")
    columns, _ = _columns(table)
    rows = {}
    for record in table.records:
        voice = changed.get(record.line)
        if voice is not None:
            cells = list(record.cells)
            cells += [""] * (len(table.records[0].cells) - len(cells))
            cells[columns["words"]] = guarded(voice.words)
            cells[columns["cleared"]] = _said(voice)
            rows[record.line] = cells
    return with_rows(data, rows)


def _said(voice: Voice) -> str:
    return "yes" if voice.cleared else "no" if voice.refused else ""
