"""The packing list: a box for each session with what is used in it, and a shopping list.

Things that are used up add; things that come back count once for as many as are in use at the
same time, parallel tracks together. Spares: one in ten for what each person gets, rounded up and
at least two; none for rooms and for things needed once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from facilitate.model import Material, Programme
from facilitate.model.times_and_dates import as_clock
from facilitate.schedule.observation_turns import Turn
from facilitate.schedule.seating import groups_of, people_in, shared_groups, tables
from facilitate.schedule.timetable import Slot, Timetable
from facilitate.structs import Struct, replace


class Need(Struct, kw_only=True):
    """So many of one thing for one stretch of the day; `when` is minutes from midnight."""

    what: str
    count: int
    spare: int
    when: int
    for_what: str
    comes_back: bool
    venue: bool = False
    sheet: str = ""
    paper: str = ""


class PrintedSheet(Struct, kw_only=True):
    """So many copies of a sheet that this build prints for one reader, on such paper (`A4 card`).

    `name` is its template's, `code` its own on the day, `title` what stands on it. What is `shared`
    is the group's, and laid out afresh for every exercise. What is `packed` lies in its reader's
    pack already. One copy is so many `pieces` of paper, such as a poster for each theme.
    """

    name: str
    code: str
    title: str
    copies: int
    paper: str
    shared: bool
    packed: bool
    pieces: int = 1

    @property
    def session(self) -> int:
        """The session in which it is first used."""
        return int(self.code.partition(".")[0])


class PackRow(Struct, kw_only=True):
    """One line of a list: how many of what, `spare` ones among them, what for, on what paper."""

    count: int
    what: str
    spare: int = 0
    for_what: str = ""
    comes_back: bool = False
    paper: str = ""


class PackBox(Struct, kw_only=True):
    """What one session needs, in a box of its own; `packed` are codes of what lies in packs.

    `number` is the session's, 0 for what is there when people come; it begins at `clock`.
    """

    number: int
    clock: str
    rows: tuple[PackRow, ...]
    packed: tuple[str, ...] = ()


class Packing(Struct, kw_only=True):
    """What to carry: a box for each session, and what to buy or to bring.

    `opened` are the clock times at which sheets with results are opened, `posters` those at which
    a poster is read. `brought` is what people have with them, `venue` what is asked of the venue.
    """

    boxes: tuple[PackBox, ...]
    list: tuple[PackRow, ...]
    opened: tuple[str, ...] = ()
    posters: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    venue: tuple[PackRow, ...] = ()


def packing_list(
    table: Timetable,
    programme: Programme,
    sheets: Sequence[PrintedSheet] = (),
    turns: Sequence[Turn] = (),
) -> Packing:
    """Return a box for each session, its printed sheets first, and one shopping list.

    The list has no paper: the job sheets have that. What is used up adds over the boxes, what
    comes back counts as often as it is in use at one time.
    """
    found = needs(table, programme, turns)
    printed = [sheet for sheet in sheets if sheet.copies]
    things = [need for need in found if not need.sheet and not need.venue]
    begun: dict[int, int] = {0: table.day.says.start}
    for slot in table.slots:
        if not slot.pause:
            begun.setdefault(max(1, table.session(slot.start)), slot.start)
    boxes = []
    for number, start in begun.items():
        inside = [need for need in things if max(1, table.session(need.when)) == number]
        rows = [_row(need) for need in shopping(inside, table)]
        loose = [sheet for sheet in printed if not sheet.packed]
        codes = [sheet.code for sheet in printed if sheet.packed and sheet.session == number]
        papers = tuple(_papers(loose, found, table, number))
        boxes.append(
            PackBox(
                number=number,
                clock=as_clock(start),
                rows=(*papers, *rows),
                packed=tuple(dict.fromkeys(codes)),
            )
        )
    brought = dict.fromkeys(
        one.what for slot in table.exercises() for one in slot.exercise.materials if one.brought
    )
    bought = tuple(_row(need) for need in shopping(things, table))
    asked = (need for need in found if need.venue)
    venue = tuple(_row(need) for need in shopping(asked, table))
    filled = tuple(box for box in boxes if box.rows or box.packed)
    return Packing(boxes=filled, list=bought, brought=tuple(brought), venue=venue)


def _papers(
    sheets: Sequence[PrintedSheet], found: Sequence[Need], table: Timetable, session: int
) -> Iterator[PackRow]:
    """Yield the printed sheets of a session's box, each once with all its copies there.

    The group's are laid out afresh for every exercise that needs them.
    """
    rows: dict[str, PackRow] = {}
    for sheet in sheets:
        asked = [need for need in found if need.sheet == sheet.name] if sheet.shared else []
        here = [need for need in asked if max(1, table.session(need.when)) == session]
        count = sum(need.count + need.spare for need in here)
        if not asked and sheet.session == session:
            count = sheet.copies
        if count:
            before = rows[sheet.code].count if sheet.code in rows else 0
            what = f"{sheet.code} {sheet.title}"
            count = before + count * sheet.pieces
            rows[sheet.code] = PackRow(count=count, what=what, paper=sheet.paper)
    yield from rows.values()


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
        spare=need.spare,
        for_what=need.for_what,
        comes_back=need.comes_back,
    )


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
        number = material.count * (at_tables or times_needed(material, slot, programme))
        if not number:
            continue  # such as a slip for each sponsor, where there is none
        yield Need(
            what=material.what,
            count=number,
            spare=spares(material, number),
            when=slot.start,
            for_what=slot.title,
            comes_back=material.reusable,
            venue=material.venue,
            sheet=material.sheet,
            paper=material.paper,
        )


def times_needed(material: Material, slot: Slot, programme: Programme) -> int:
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
        case "last group":
            return groups_of(slot.exercise.phases[-1], people)
    return 1


def spares(material: Material, number: int) -> int:
    """Return how many to carry beyond the number counted."""
    if material.per != "person" or material.reusable:
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
