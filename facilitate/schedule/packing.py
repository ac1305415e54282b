"""What to carry to the room: counted from the plan, in order of use and as one shopping list.

Things that are used up add; things that come back count once for as many as are in use at the
same time, parallel tracks together. Spares: one in ten for what each person gets, rounded up and
at least two; none for rooms and for things needed once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from facilitate.model import Material, Programme
from facilitate.schedule.groups import people_in, shared_groups, tables
from facilitate.schedule.timetable import Slot, Timetable


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """So many of one thing for one stretch of the day; `when` is minutes from midnight."""

    what: str
    count: int
    spare: int
    when: int
    for_what: str
    comes_back: bool
    sheet: str = ""
    paper: str = ""


def needs(table: Timetable, programme: Programme) -> tuple[Need, ...]:
    """Return what each exercise of the day needs, in order of use."""
    return tuple(
        need
        for slot in table.slots
        for inner in slot.tracks or (slot,)
        for need in _of_slot(inner, programme)
    )


def _of_slot(slot: Slot, programme: Programme) -> Iterator[Need]:
    if slot.exercise is None:
        return
    for material in slot.exercise.materials:
        if material.what == "none":
            continue
        number = material.count * times(material, slot, programme)
        yield Need(
            what=material.what,
            count=number,
            spare=spares(material, number),
            when=slot.start,
            for_what=slot.title,
            comes_back=material.reusable,
            sheet=material.sheet,
            paper=material.paper,
        )


def times(material: Material, slot: Slot, programme: Programme) -> int:
    """Return how often a slot needs a material: for each person, pair, table, group, or once."""
    people = people_in(slot, programme)
    working = [person for person in people if person.pair]
    if slot.exercise is None:
        return 1
    match material.per:
        case "person":
            return len(people)
        case "pair":
            return len({person.pair for person in working})
        case "sponsor":
            return len(people) - len(working)
        case "table":
            return tables(slot.exercise, people)
        case "group":
            return shared_groups(slot.exercise, people)
    return 1


def spares(material: Material, number: int) -> int:
    """Return how many to carry beyond the number counted."""
    if material.per != "person" or material.reusable or re.search(r"\btent", material.what):
        return 0
    return max(2, ceil(number / 10))


def shopping(found: Iterable[Need], table: Timetable) -> tuple[Need, ...]:
    """Return one line for each thing: used-up ones added, others as many as are in use at once."""
    by_what: dict[str, list[Need]] = {}
    for need in found:
        by_what.setdefault(need.what.casefold(), []).append(need)
    return tuple(_together(rows, table) for _, rows in sorted(by_what.items()))


def _together(rows: Sequence[Need], table: Timetable) -> Need:
    first = rows[0]
    back = all(row.comes_back for row in rows)
    count = most_at_once(rows, table) if back else sum(row.count for row in rows)
    names = list(dict.fromkeys(row.for_what for row in rows))
    return Need(
        what=first.what,
        count=count,
        spare=0 if back else sum(row.spare for row in rows),
        when=first.when,
        for_what=", ".join(names),
        comes_back=back,
        sheet=first.sheet,
        paper=first.paper,
    )


def most_at_once(rows: Sequence[Need], table: Timetable) -> int:
    """Return the largest number in use at one time; slots that start together run together."""
    starts = {slot.start for slot in table.slots}
    return max((sum(row.count for row in rows if row.when == start) for start in starts), default=0)
