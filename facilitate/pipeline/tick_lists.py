"""Lists in which somebody ticks what went out; each build carries them on and says what changed."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.out.manifest import Entry
from facilitate.recipient import FACILITATOR
from facilitate.structs import Struct

if TYPE_CHECKING:  # who only asks what is ticked makes no files
    from facilitate.model import Contact
    from facilitate.pipeline.day_files import DayFiles

SEND, ON_SCREEN = "send", "print/own/on-screen"
"""The folders of a day that have such a list."""
NAME = "tick-list.csv"
SENT, TO_DO, VERSION = 3, 5, 6
"""Columns after name, address and folder: when it was sent, what is to do about it, and which
letter or files that were."""


class Sending(Struct):
    """What goes out to people: its folder in the day's, what made it, and its words.

    `words` are heads of the list (`tick list`), and what is to do about what was sent and has
    changed (`send again`), or goes to nobody any more (`not expected`), and about another name
    at the same address (`whose address`).
    """

    folder: str
    template: str
    words: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Where its list lies in the day's folder."""
        return f"{self.folder}/{NAME}"


def stage_ticks(
    files: "DayFiles",
    sending: Sending,
    names: Mapping[str, str],
    now: Mapping[str, str],
    contacts: Mapping[str, "Contact"],
) -> None:
    """Stage the list of who gets what, with what was ticked in it already.

    `names` are everybody's by id. `now` tells what each gets as it is now; of who is not among them
    it stays as it was.
    There is no list where nobody gets or got anything.
    """
    ticked = _ticked(files.staging.folder, sending)
    if ticked:
        files.staging.take_over(sending.path)
    rows = _carried_on(names, now, ticked, sending.words, contacts)
    if len(rows) == 1:
        return
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    # The mark tells spreadsheets that letters are not of the computer's own country.
    data = ("\ufeff" + text.getvalue()).encode()
    title = sending.path.removeprefix(f"{sending.template}/")
    entry = Entry(sending.path, "csv", sending.template, FACILITATOR, title=title)
    files.add_bytes(entry, data)


def _carried_on(
    names: Mapping[str, str],
    now: Mapping[str, str],
    ticked: Mapping[str, list[str]],
    words: Mapping[str, Any],
    contacts: Mapping[str, "Contact"],
) -> list[list[str]]:
    """Return the rows of a list, with what changed after it was sent."""
    none = [""] * len(words["tick list"])
    heads = ticked.get(words["tick list"][2], words["tick list"])
    rows: dict[str, list[str]] = {heads[2]: heads}
    for one, name in names.items():
        before = ticked.get(one, none)
        row = rows[one] = [name, address_of(one, contacts), one, *before[SENT:]]
        version = now.get(one, row[VERSION])
        if row[SENT] and row[VERSION] not in {"", version}:
            row[TO_DO] = words["send again"]
        if row[1] and before[0] not in {"", name} and before[1] == row[1]:
            row[TO_DO] = words["whose address"]
        row[VERSION] = version
    for person, row in ticked.items():
        if person not in rows and row[SENT]:
            gone = row[TO_DO] if not row[VERSION] else words["not expected"]
            rows[person] = [*row[:TO_DO], gone, "", *row[VERSION + 1 :]]
    return list(rows.values())


def address_of(reader: str, contacts: Mapping[str, "Contact"]) -> str:
    """Return somebody's e-mail address by their id, empty where none is known."""
    found = contacts.get(reader)
    return found.email if found else ""


def _ticked(day: Path, sending: Sending) -> Mapping[str, list[str]]:
    """Return the rows of a day's list as it lies there, by the person's folder.

    The heads are among them, since they hold that word; no row of a list that has other heads.
    """
    heads = sending.words["tick list"]
    rows = _rows(day / sending.path)
    if not rows or rows[0][: len(heads)] != heads:
        return {}
    wide = len(rows[0])
    return {row[2]: (row + [""] * wide)[:wide] for row in rows if len(row) > SENT}


def _rows(path: Path) -> list[list[str]]:
    """Return the rows of a list, whatever a spreadsheet parts its cells by; or none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        parted = max(",;\t", key=text.partition("\n")[0].count)
        return list(csv.reader(io.StringIO(text), delimiter=parted))
    except (OSError, ValueError, csv.Error):
        return []


def to_do(path: Path) -> Iterator[str]:
    """Yield each person of a list about whom something is to do."""
    for row in _rows(path)[1:]:
        if len(row) > VERSION and row[TO_DO].strip():
            yield row[2]


def ticked_of(path: Path) -> tuple[int, int]:
    """Return how many of a list are ticked as sent, and how many there are."""
    rows = [row for row in _rows(path)[1:] if len(row) > VERSION]
    return sum(bool(row[SENT].strip()) for row in rows), len(rows)
