"""What a template may ask for, with the values that one reader's page gets for it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from facilitate.compose.model_reading import NoSuchPartError, Reading
from facilitate.compose.placeholder import ClockTime
from facilitate.model.units import as_clock
from facilitate.serve.latest_reading import Reading as Serving
from facilitate.shipped import OURS

MOST_LETTERS = 120


def values(names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what may be written between `{{` and `}}`, each with what would be printed."""
    for name, value in names.items():
        if isinstance(value, Reading):
            for part in value.known_names():
                try:
                    yield f"{name}.{part}", in_words(value.part(part))
                except NoSuchPartError:
                    continue
        elif is_dataclass(value) and name != "band":
            for one in fields(value):
                yield f"{name}.{one.name}", in_words(getattr(value, one.name))
        else:
            yield name, in_words(value)


def why_none(reading: Serving) -> str:
    """Return why no values can be told at all."""
    if not reading.analysis.timetables:
        return "No values stand beside it, as the plan cannot be read as a whole: mend that first."
    return (
        "No values stand beside it, as something of private/ is to mend first: until then it is "
        "not certain who may see what."
    )


def of_anybody(file: str, heads: Set[str]) -> str:
    """Return why no page stands beside a file; empty of one that no day makes.

    `heads` are the files that say for whom they are.
    """
    folders = file.removeprefix(OURS).split("/")[:-1]
    if "papers" in folders:
        return ""
    if {"parts", "slides"} & set(folders):
        why = "This is put into other pages, and may ask for what they may."
    elif file in heads:
        why = "Nobody gets this page on any day of the plan."
    else:
        why = "Its head does not say for whom it is, so no page comes of it yet: write for: there."
    return f"{why} Told here is what every page of a day may ask for; a page for one reader, more."


def in_words(value: object) -> str:
    """Return a value as a page prints it, or what kind of thing it is."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"{words[:MOST_LETTERS]}…" if len(words) > MOST_LETTERS else words or "nothing"
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    if isinstance(value, ClockTime):
        return f"{as_clock(int(value))}, by | clock"
    if isinstance(value, date):
        return f"{value.isoformat()}, by | date"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, tuple | list):
        return f"a list of {len(value)}, by for … in"
    return "a thing with parts, for a directive or by a dot"
