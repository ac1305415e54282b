"""`private/printed/DAY.json`: which sheets of a day exist on paper, set by set.

It lies in the private folder because it says who was given what: a sheet in large print is a need.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitate.faults import Fault, Place
from facilitate.files import lies_inside, start_of, write_whole
from facilitate.out.manifest import MOST_BYTES, SCHEMA, Entry, entries_of
from facilitate.structs import Struct

FOLDER = "private/printed"


class PrintSet(Struct):
    """Sheets that were printed in one go.

    `at` is when, ISO to the minute; `paper` how many sheets of paper they took; `shred` are the
    paths of sheets of earlier sets that are not wanted any longer.
    """

    number: int
    at: str
    paper: int
    sheets: tuple[Entry, ...]
    shred: tuple[str, ...] = ()


def on_paper(sets: Sequence[PrintSet]) -> Mapping[str, tuple[int, Entry]]:
    """Return the sheets that lie printed, by path, each with the number of the set it is from."""
    found: dict[str, tuple[int, Entry]] = {}
    for one in sets:
        found |= {entry.path: (one.number, entry) for entry in one.sheets}
        for path in one.shred:
            found.pop(path, None)
    return found


def record_of(folder: Path, day: str) -> Path:
    """Return where a day's record lies in the programme's folder, whether it is there or not."""
    return folder / FOLDER / f"{day}.json"


def read_sets(folder: Path, day: str) -> tuple[tuple[PrintSet, ...], Fault | None]:
    """Return the print sets of a day of the programme in `folder`, none if it has no record.

    A record that cannot be read is a fault, and no sets.
    """
    path = record_of(folder, day)
    if not path.exists() and not path.is_symlink():
        return (), None
    try:
        if not lies_inside(path, folder / "private"):
            raise ValueError(path)
        found = json.loads(start_of(path, MOST_BYTES).decode("utf-8"))
        sets = tuple(
            PrintSet(
                number=number,
                at=str(row["printed"]),
                paper=int(row["paper"]),
                sheets=entries_of(row["sheets"]),
                shred=tuple(str(way) for way in row["shred"]),
            )
            for number, row in enumerate(found["sets"], 1)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (), _unreadable(day)
    return sets, None


def _unreadable(day: str) -> Fault:
    return Fault(
        code="O107",
        severity="warning",
        message="It cannot be read what of this day is on paper, so nothing is told as changed.",
        hint="Put your copy of the file back. Without one delete it, and print the day anew.",
        place=Place(f"{FOLDER}/{day}.json"),
    )


def sets_text(day: str, sets: Sequence[PrintSet]) -> str:
    """Return the record of a day as JSON text."""
    rows = [
        {
            "set": one.number,
            "printed": one.at,
            "paper": one.paper,
            "sheets": [entry.as_json() for entry in one.sheets],
            "shred": list(one.shred),
        }
        for one in sets
    ]
    whole = {"schema": SCHEMA, "day": day, "sets": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_sets(folder: Path, day: str, sets: Sequence[PrintSet]) -> None:
    """Write a day's record, for its owner's eyes only; without a set there is none."""
    path = record_of(folder, day)
    if sets:
        write_whole(path, sets_text(day, sets).encode(), private=True)
    else:
        path.unlink(missing_ok=True)
