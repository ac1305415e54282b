"""The packing list: what exercises need and what is printed, in order of use, and a shopping list.

Things that are used up add; things that come back count once for as many as are in use at the
same time, parallel tracks together. Spares: one in ten for what each person gets, rounded up and
at least two; none for rooms and for things needed once.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from facilitate.model import Material, Programme
from facilitate.model.units import as_clock
from facilitate.schedule.groups import people_in, shared_groups, tables
from facilitate.schedule.observation_turns import Turn
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """So many copies of a sheet that this build prints for one reader, on such paper (`A4 card`).

    `name` is its template's, `title` what stands on it. What is `shared` is the group's, and laid
    out afresh for every exercise. `in_pack` is false for what is printed only where an exercise
    needs it.
    """

    name: str
    title: str
    copies: int
    paper: str
    shared: bool
    in_pack: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """One line of the packing list: how many of what, when (`10:55`), what for, on what paper."""

    count: int
    what: str
    when: str = ""
    for_what: str = ""
    comes_back: bool = False
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackBox:
    """What one stretch of the day needs, in a box of its own."""

    title: str
    clock: str
    rows: tuple[PackRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """What to carry: boxes in the order of use, and one shopping list of the same numbers.

    `opened` are the clock times at which sheets with results are opened, `posters` those at which
    a poster is read. `brought` is what people have with them.
    """

    boxes: tuple[PackBox, ...]
    list: tuple[PackRow, ...]
    opened: tuple[str, ...] = ()
    posters: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()


def packing_list(
    table: Timetable,
    programme: Programme,
    sheets: Sequence[PrintedSheet] = (),
    turns: Sequence[Turn] = (),
) -> Packing:
    """Return boxes in the order of use, the printed papers first, and one shopping list.

    Both are the same numbers: what is used up adds over the boxes, what comes back counts once,
    and a printed sheet stands in one box, as often as the build prints it.
    """
    found = needs(table, programme, turns)
    printed = {sheet.name for sheet in sheets if sheet.copies}
    things = [need for need in found if need.sheet not in printed]
    rows = [(need, _row(need)) for need in things]
    rows += _rows_of_sheets(found, [sheet for sheet in sheets if sheet.copies])
    by_box: dict[tuple[int, str], list[PackRow]] = {(n.when, n.for_what): [] for n in found}
    for need, row in sorted(rows, key=lambda one: found.index(one[0])):
        by_box[need.when, need.for_what].append(row)
    boxes = [
        PackBox(
            title="Printed beforehand",
            clock=as_clock(table.day.says.start),
            rows=_printed_beforehand(sheets, {need.sheet for need in found}),
        )
    ]
    boxes += [
        PackBox(title=title, clock=as_clock(when), rows=tuple(inside))
        for (when, title), inside in by_box.items()
        if inside
    ]
    bought = [_row(need) for need in shopping(things, table)]
    on_paper = [row for box in boxes for row in box.rows if row.paper]
    brought = dict.fromkeys(
        one.what for slot in table.exercises() for one in slot.exercise.materials if one.brought
    )
    whole = (*bought, *_added(on_paper))
    return Packing(boxes=tuple(boxes), list=whole, brought=tuple(brought))


def copies_needed(
    table: Timetable, programme: Programme, turns: Sequence[Turn] = ()
) -> Mapping[str, int]:
    """Return how many copies the day's exercises need of each sheet, spares included."""
    wanted = Counter[str]()
    for need in needs(table, programme, turns):
        if need.sheet:
            wanted[need.sheet] += need.count + need.spare
    return wanted


def _row(need: Need) -> PackRow:
    return PackRow(
        count=need.count + need.spare,
        what=need.what,
        when=as_clock(need.when),
        for_what=need.for_what,
        comes_back=need.comes_back,
    )


def _rows_of_sheets(
    found: Sequence[Need], sheets: Sequence[PrintedSheet]
) -> Iterator[tuple[Need, PackRow]]:
    """Yield each printed sheet with the copies of its box.

    The group's are laid out afresh for every exercise; what is made for one reader is printed
    once, and lies in the box of the first exercise that needs it.
    """
    seen: set[str] = set()
    for need in found:
        copies = [sheet for sheet in sheets if sheet.name == need.sheet]
        shared = any(sheet.shared for sheet in copies)
        if copies and (shared or need.sheet not in seen):
            count = need.count + need.spare if shared else sum(one.copies for one in copies)
            last = copies[-1]
            row = replace(_row(need), count=count, comes_back=False)
            yield need, replace(row, what=last.title, paper=last.paper)
        seen.add(need.sheet)


def _printed_beforehand(
    sheets: Sequence[PrintedSheet], of_exercises: Container[str]
) -> tuple[PackRow, ...]:
    """Return what is printed and belongs to no exercise."""
    rows: dict[str, PackRow] = {}
    for sheet in sheets:
        if sheet.in_pack and sheet.name not in of_exercises:
            before = rows.get(sheet.name)
            count = sheet.copies + (before.count if before else 0)
            rows[sheet.name] = PackRow(count=count, what=sheet.title, paper=sheet.paper)
    return tuple(rows.values())


def _added(papers: Sequence[PackRow]) -> Iterator[PackRow]:
    """Yield one line for each printed paper, its copies added up."""
    by_name: dict[tuple[str, str], list[PackRow]] = {}
    for row in papers:
        by_name.setdefault((row.what.casefold(), row.paper), []).append(row)
    for _, rows in sorted(by_name.items()):
        names = list(dict.fromkeys(row.for_what for row in rows if row.for_what))
        count = sum(row.count for row in rows)
        yield replace(rows[0], count=count, for_what=", ".join(names))


def needs(table: Timetable, programme: Programme, turns: Sequence[Turn] = ()) -> tuple[Need, ...]:
    """Return what each exercise of the day needs, in order of use.

    Where pairs watch pairs, the tables are those of the `turns`.
    """
    return tuple(
        need
        for slot in table.slots
        for inner in slot.tracks or (slot,)
        for need in _of_slot(inner, programme, turns)
    )


def _of_slot(slot: Slot, programme: Programme, turns: Sequence[Turn]) -> Iterator[Need]:
    if slot.exercise is None:
        return
    watching = slot.exercise.rotates == "observe"
    laid = {one.table for one in turns if watching and slot.start <= one.start < slot.end}
    for material in slot.exercise.materials:
        if material.what == "none" or material.brought:
            continue
        at_tables = len(laid) if material.per == "table" else 0
        number = material.count * (at_tables or times(material, slot, programme))
        if not number:
            continue  # such as a slip for each sponsor, where there is none
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
    """Return how often a slot needs a material: for each person, pair, table, or once."""
    people = people_in(slot, programme)
    working = [person for person in people if person.pair]
    if slot.exercise is None:
        return 1
    match material.per:
        case "person":
            return len(people)
        case "30 people":
            return ceil(len(people) / 30)
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
    spare = 0 if back else sum(row.spare for row in rows)
    return replace(first, count=count, spare=spare, for_what=", ".join(names), comes_back=back)


def most_at_once(rows: Sequence[Need], table: Timetable) -> int:
    """Return the largest number in use at one time; slots that start together run together."""
    starts = {slot.start for slot in table.slots}
    return max((sum(row.count for row in rows if row.when == start) for start in starts), default=0)
