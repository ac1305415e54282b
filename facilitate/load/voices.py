"""`voices.csv`: what interviews, field notes and comments bring in, coded to themes."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitate.faults import Fault, Place
from facilitate.load.answers import guarded, unguarded

COLUMNS = ("code", "theme", "words", "cleared")
WAVE = "stock take"
"""An optional fifth column: the stock take that the words belong to, by default the first."""

_CLEARED = {"yes": True, "no": False, "": False}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words on a theme. Only what the facilitator cleared may be printed.

    `wave` is empty where the file does not say to which stock take the words belong. `refused`
    says that the facilitator wrote no; with neither yes nor no, nobody has decided yet.
    """

    code: str
    theme: str
    words: str
    cleared: bool
    wave: str = ""
    refused: bool = False


def read_voices(text: str, file: str) -> tuple[tuple[Voice, ...], tuple[Fault, ...]]:
    """Return the voices in the order of the file, and a fault for every row that is none."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    faults: list[Fault] = []
    voices: list[Voice] = []
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        if text.strip() and tuple(header[:4]) != COLUMNS:
            hint = "Its first line is code,theme,words,cleared."
            message = "The columns of the voices file are not the expected ones."
            return (), (Fault(code="A610", message=message, hint=hint, place=Place(file, 1)),)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                voice = _voice(header, cells, faults, place=Place(file, line))
                voices += [voice] if voice else []
            line = reader.line_num + 1
    except csv.Error:
        message = "From this row on the quotation marks do not pair up."
        hint = "Put words that hold a comma or a quotation mark in double quotes."
        place = Place(file, reader.line_num)
        faults.append(Fault(code="A611", message=message, hint=hint, place=place))
    return tuple(voices), tuple(faults)


def _voice(
    header: list[str], cells: list[str], faults: list[Fault], *, place: Place
) -> Voice | None:
    if len(cells) != len(header):
        message = f"This row has {len(cells)} cells where the header has {len(header)}."
        hint = "Put words that hold a comma in double quotes."
        faults.append(Fault(code="A612", message=message, hint=hint, place=place))
        return None
    row = dict(zip(header, cells, strict=True))
    cleared = _CLEARED.get(row["cleared"].strip().casefold())
    if cleared is None:
        message = "What stands under cleared is neither yes nor no."
        hint = "Write yes only after names, places and dates have been taken out."
        faults.append(Fault(code="A613", message=message, hint=hint, place=place))
        return None
    return Voice(
        code=row["code"].strip(),
        theme=row["theme"].strip(),
        words=unguarded(row["words"]).strip(),
        cleared=cleared,
        wave=row.get(WAVE, "").strip(),
        refused=row["cleared"].strip().casefold() == "no",
    )


def voices_text(voices: Sequence[Voice]) -> str:
    """Return voices as the text of a file, with the stock take that they belong to."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, WAVE])
    for one in voices:
        writer.writerow([one.code, one.theme, guarded(one.words), _said(one), one.wave])
    return text.getvalue()


def with_changes(text: str, changed: Mapping[str, Voice]) -> str:
    """Return a file's text with new words and clearances by code; all else stays as it is."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, cells in enumerate(rows):
        voice = changed.get(cells[0].strip()) if number and cells else None
        if voice is not None and len(cells) == len(header):
            cells[2], cells[3] = guarded(voice.words), _said(voice)
        writer.writerow(cells)
    return out.getvalue()


def _said(voice: Voice) -> str:
    return "yes" if voice.cleared else "no" if voice.refused else ""
